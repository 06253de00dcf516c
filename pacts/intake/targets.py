"""Targets proposed from numbers in a commitment, as rows of a document. A person has to accept them."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from clusters.common.text import normalise
from clusters.intake.sentences import masked, sentence_ends

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?!\d)"
PERCENT = r"\s*(?:%|phần trăm\b)"
COUNT = (
    "công trình|đơn vị|cơ quan|tập thể|cá nhân|mô hình|sáng kiến|giải pháp|đề tài|hộ|xã|phường|thôn|xóm|bản|ấp"
    "|khu phố|tổ dân phố|người|lao động|việc làm|đảng viên|đoàn viên|hội viên|quần chúng|cán bộ|công chức|tiêu chí"
    "|cuộc|buổi|lớp|lượt|tin, bài|tin|bài|gương|điển hình|dự án|nhà|căn nhà|căn|ngôi nhà|phần việc|chương trình"
    "|khâu đột phá|phong trào|giáo viên|học viên|sinh viên|bác sĩ"
    "|doanh nghiệp|hợp tác xã|sản phẩm|trường|học sinh|thủ tục|vụ|cây|con đường|tuyến đường"
    "|suất quà|phần quà|điểm|lần|Cờ thi đua|Bằng khen|Giấy khen"
)
MEASURE = r"(?:nghìn |ngàn |triệu |tỷ |tỉ )*(?:đồng|km2|km²|km|m2|m²|ha|tấn|tạ|kg|lít|mét)|triệu|tỷ|tỉ|USD"
MEASURE = rf"(?:{MEASURE})(?:/[^\W\d_]+)*(?!\w)"
AT_LEAST, MORE = "ít nhất|tối thiểu|không dưới|≥|>=", "trên|hơn|vượt|>"
AT_MOST, LESS = "không quá|không vượt quá|tối đa|nhiều nhất|≤|<=", "dưới|chưa đến|<"
OPERATORS = {">=": AT_LEAST, "<=": AT_MOST, ">": MORE, "<": LESS}
COMPARES = "|".join(OPERATORS.values())
VERBS = (
    "có|đạt|đăng ký|xây dựng|thành lập|kết nạp|giới thiệu|phát triển|tổ chức|hoàn thành|thực hiện|vận động|trồng|hỗ trợ"
    "|chọn|cho|thêm|mới|tăng|giảm|được|từ|còn|lên|xuống|đến|triển khai|duy trì|nhân rộng|tuyên dương|khen thưởng|trao"
    "|tặng|giúp đỡ|giúp|sửa chữa"
)
FIGURE = re.compile(
    rf"(?<![\w/.,-])(?:(?P<verb>\b(?:{VERBS})\s+)?(?:(?:từ\s+)?(?P<sign>{COMPARES})\s*)?)?"
    rf"(?P<value>(?<![\w/.,-]){NUMBER})(?P<first>{PERCENT})?"
    rf"(?:\s*(?P<range>đến|tới|-|–|(?:lên|xuống)(?:\s+(?:còn|đến))?)\s*(?P<to>{NUMBER})(?P<second>{PERCENT})?)?"
    rf"(?:\s*(?P<measure>{MEASURE})|\s+(?P<count>{COUNT})\b)?(?P<more>\s+trở\s+(?:lên|xuống))?",
    re.I,
)
ZERO = re.compile(
    r"\bkhông (?:có|để xảy ra|để|xảy ra|phát sinh)\b(?! gì\b)"
    rf"|\bkhông còn (?:{COUNT}|tình trạng)\b|\bkhông (?:một )?(?:{COUNT})(?:\s[^\W\d_]+)? nào\b",
    re.I,
)
NO_FIGURE = re.compile(
    r"(?:năm|tháng|ngày|quý|giai đoạn|nhiệm kỳ|khóa|khoá|thứ|số|điều|khoản|cấp|hạng|loại|lớp|mục"
    r"|đại diện(?: cho)?)\s+$",
    re.I,
)
GRADE = re.compile(
    r"(?P<grade>(?<!không )hoàn thành\s+(?:xuất sắc\s+|tốt\s+)?nhiệm vụ|trong sạch,?\s+vững mạnh"
    r"|(?<=loại )(?:xuất sắc|giỏi|tốt|khá|A)\b"
    r"|(?<=từ )(?:giỏi|tốt|khá|trung bình)(?= trở lên))[”\"]?(?P<better>\s+trở lên)?",
    re.I,
)
CHANGE = re.compile(r"\b(tăng(?!\s+(?:cường|trưởng\s+xanh))|giảm(?!\s+nghèo|\s+thiểu))\b(?P<between>[^;:]*)$", re.I)
LEVEL = re.compile(r",\s|\b(?:đạt|còn|xuống|lên|bằng|ở mức)\b", re.I)
BASELINE = re.compile(r"so với\s+(?:cùng kỳ\s+)?(?:năm\s+)?(?P<year>(?:19|20)\d\d)\b", re.I)
EACH = r"\b(?:mỗi|từng)\s+(?:đơn vị|cơ quan|tập thể|xã|phường|huyện|thành viên)"
ALL = r"\b(?:toàn|cả)\s+(?:cụm|khối)\b"
PART = re.compile(r"(?:trong đó|bao gồm|gồm)\b(?P<colon>\s*:)?[\s,]*(?:có\s+)?", re.I)
IN_BRACKETS = re.compile(r"\(((?:trong đó|bao gồm|gồm)\b[^()]*)\)", re.I)
BEFORE_NEXT = re.compile(r"(?:,|\bvà)\s+$")
LATER_MORE = re.compile(r"\b(?:trở lên|trở xuống)\b", re.I)
CONTINUES = re.compile(r"\s*(?:vi phạm|mắc|bị|để|khiếu)\b")
EDGE = " \n,;:.-–+("
ROW = ["text", "operator", "value", "value_to", "unit", "change", "baseline_year", "grade", "grade_or_better", "scope"]


@dataclass
class Figure:
    """One figure: its position in the text, and the values of its own words."""

    start: int
    end: int
    values: dict


def figures_in(text):
    """Return a row of targets for each figure of a text, in order.

    A row has the fields of ROW, a `key` ("figure-1") and `part_of`: None, or the key of the row it is a part of
    ("trong đó 20% …"). Years, dates and the numbers of papers and tasks are no figures.
    """
    text = normalise(text)
    open_text = masked(IN_BRACKETS.sub(lambda found: f" {found[1]};", text))
    found = _numbers(open_text)
    found += [Figure(match.start(), match.end(), _equal("0")) for match in ZERO.finditer(open_text)]
    found.sort(key=lambda figure: figure.start)
    rows = [_row(text, figure, *span) for figure, span in zip(found, _spans(open_text, found), strict=True)]
    rows = _with_parts(text, found, rows)
    return rows or _grades_alone(text)


# --- Positions ------------------------------------------------------------------------------------


def _numbers(text):
    """Return the figures that are numbers with a percent sign, a measure or something counted."""
    found = []
    for match in FIGURE.finditer(text):
        counted = match["count"] and (match["verb"] or match["sign"] or match["more"])
        free = match["sign"] and re.match(r"\s+[^\W\d_]", text[match.end() : match.end() + 20])
        percent = match["first"] or match["second"]
        before = text[max(0, match.start("value") - 20) : match.start("value")]
        goes_on = match["count"] and found and match.start() - found[-1].end < 60 and BEFORE_NEXT.search(before)
        is_figure = (
            percent
            or match["measure"]
            or counted
            or goes_on
            or (free and not re.match(r"\s+năm\b", text[match.end() : match.end() + 20]))
        )
        if is_figure and not NO_FIGURE.search(before) and len(match["value"]) < 14:
            found.append(Figure(match.start(), match.end(), _values(match, percent, text)))
    return found


def _spans(text, found):
    """Return (start, end) of the words of each figure: up to the nearest mark or the next figure."""
    ends = sorted({0, len(text), *(match.end() for match in re.finditer(r";|\n", text)), *sentence_ends(text)})
    spans = []
    for index, figure in enumerate(found):
        behind = bisect_right(ends, figure.start)
        start, end = ends[behind - 1], ends[behind]
        if index and found[index - 1].end > start:
            start = spans[-1][1]
        if index + 1 < len(found) and found[index + 1].start < end:
            end = _cut_between(text, figure.end, found[index + 1].start)
        if figure.values["value"] == "0" and CONTINUES.match(text, end):
            end = ends[bisect_right(ends, end)]
        spans.append((start, end))
    return spans


def _cut_between(text, start, end):
    """Return where the words of a figure end: at "trong đó", else at the last comma, else at "và", else there."""
    between = text[start:end]
    part = PART.search(between)
    if part and part[0].lower().startswith("trong đó"):
        return start + part.start()
    comma, also = between.rfind(","), between.rfind(" và ")
    return start + comma + 1 if comma >= 0 else start + also + 3 if also >= 0 else end


# --- Values -----------------------------------------------------------------------------------------


def _values(match, percent, text):
    values = _equal(_decimal(match["value"]))
    sign = (match["sign"] or "").lower()
    values["operator"] = next((name for name, words in OPERATORS.items() if sign in words.split("|")), "=")
    if match["more"]:
        values["operator"] = ">=" if match["more"].endswith("lên") else "<="
    if match["to"]:
        _read_range(values, match)
    count = match["count"] or (
        not percent and not match["measure"] and _next_word(text[match.end() : match.end() + 20])
    )
    values["unit"] = "%" if percent else match["measure"] or count or None
    return values


def _read_range(values, match):
    """Set both ends of "từ 7 đến 8%". "từ 5% xuống 3%" is a change to 3 and no range."""
    to = _decimal(match["to"])
    if match["range"].lower() in ("đến", "tới", "-", "–") and Decimal(to) > Decimal(values["value"]):
        values |= {"operator": "between", "value_to": to}
    else:
        values |= {"operator": "=", "value": to}


def _equal(value):
    return {"operator": "=", "value": value, "value_to": None, "unit": None}


def _decimal(written):
    """Return a number in Vietnamese notation ("1.000", "7,5", "05") as a document stores it."""
    plain = written.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", written) else written
    value = format(Decimal(plain.replace(",", ".")), "f")
    return (value.rstrip("0").rstrip(".") if "." in value else value) or "0"


def _next_word(rest):
    word = re.match(r"\s+([^\W\d_]+)", rest)
    return word[1] if word else None


def _row(text, figure, start, end):
    """Return the row of one figure, with change, baseline, grade and scope from its words."""
    words = text[start:end]
    row = dict.fromkeys(ROW) | figure.values | {"text": _bare(words)}
    if row["value"] != "0":
        row |= _change(text[start : figure.end]) | _grade(text, figure.end, end)
        row["operator"] = _operator(row, text[figure.end : end])
    if baseline := BASELINE.search(words):
        row["baseline_year"] = int(baseline["year"])
    row["scope"] = "each_unit" if re.search(EACH, words, re.I) else "cluster" if re.search(ALL, words, re.I) else None
    return row


def _bare(words):
    """Return the words of a target without signs at their ends, a bracket that is only closed, or a "và" at the end."""
    words = words.strip(EDGE)
    if words.endswith(")") and "(" not in words:
        words = words.removesuffix(")").strip(EDGE)
    return words.removesuffix(" và").strip(EDGE)


def _operator(row, rest):
    """Return the operator of a figure where "trở lên" follows later: "đạt từ 110% dự toán trở lên".

    It may belong to a grade ("100% học sinh xếp loại khá trở lên"), but not where more than 100 % are meant.
    """
    more = LATER_MORE.search(rest)
    if row["operator"] != "=" or not more:
        return row["operator"]
    above = row["unit"] == "%" and Decimal(row["value"]) > 100
    near = len(rest[: more.start()].split()) <= 2 and not re.search(r"khá|tốt|giỏi|bình|hoàn thành|loại", rest, re.I)
    is_meant = above or (near and not row.get("grade") and Decimal(row["value"]) != 100)
    return (">=" if more[0].lower().endswith("lên") else "<=") if is_meant else "="


def _change(words):
    """Return the direction of a change. "giảm … còn 3%" states a result and has none."""
    change = CHANGE.search(words[max(words.rfind(";"), words.rfind(":")) + 1 :])
    if not change or LEVEL.search(change["between"]):
        return {}
    return {"change": "up" if change[1].lower() == "tăng" else "down"}


def _grade(text, start, end):
    grade = GRADE.search(text, start, end)
    return {"grade": grade["grade"], "grade_or_better": True if grade["better"] else None} if grade else {}


def _with_parts(text, found, rows):
    """Return the rows with keys. Figures after "trong đó" are parts of the nearest one before that is no part.

    They are as far as the clause goes; where a colon follows "trong đó", as far as the sentence.
    """
    stops = sorted({*(match.start() for match in re.finditer(r"\n|\)", text)), *sentence_ends(text)})
    ends = sorted({*stops, *(match.start() for match in re.finditer(";", text))})
    parent_key, open_until, behind = None, 0, 0
    for number, (figure, row) in enumerate(zip(found, rows, strict=True), start=1):
        part = PART.search(text, behind, figure.start)
        if part and parent_key:
            limits = stops if part["colon"] else ends
            place = bisect_right(limits, part.end())
            open_until = limits[place] if place < len(limits) else len(text)
        is_part = parent_key is not None and figure.start < open_until
        row |= {"key": f"figure-{number}", "part_of": parent_key if is_part else None}
        row["text"] = _without_part_word(row["text"])
        parent_key, behind = (parent_key if is_part else row["key"]), figure.end
    return rows


def _without_part_word(words):
    """Return the words of a target without the "trong đó" that leads into it."""
    part = PART.match(words)
    return (_bare(words[part.end() :]) if part else "") or words


def _grades_alone(text):
    """Return a row for a grade "or better" without a number."""
    grades = [grade for grade in GRADE.finditer(text) if grade["better"]]
    found = [Figure(grade.start(), grade.start(), {"value": None}) for grade in grades[:1]]
    rows = [_row(text, figure, *span) for figure, span in zip(found, _spans(masked(text), found), strict=True)]
    return _with_parts(text, found, rows)
