"""Year, day, part of day and place of the conference an article reports."""

import datetime
import re
from collections import Counter

from pacts.intake.article.facts import Fact
from pacts.intake.article.text import CAPTION, DATE, RELATED, STAMP

SCHOOL_YEAR = re.compile(r"năm học\s*((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)?\d\d)(?!\d)", re.I)
YEAR = re.compile(r"\bnăm\s*((?:19|20)\d\d)(?!\d|\s*[-–—]\s*(?:năm\s*)?(?:19|20)\d\d)", re.I)
SIGNS = re.compile(
    r"(?<!\w)(?:(?:ký|kí|kỳ)(?:\s+kết)?(?:\s+(?:bản|các|nội dung|thực hiện|với nhau))*\s+(?:giao ước"
    r"|giao kết|cam kết|kết giao ước)"
    r"|lễ\s+(?:ký|kí)|giao ước(?:\s+thi đua)?[^.;:]{0,40}được\s+(?:ký|kí)|(?:ký|kí)\s+kết\s+thi đua"
    r"|(?:ký|kí)(?:\s+kết)?\s+"
    r"(?:\d+|các|những)?\s*nội dung(?:\s+giao ước)?(?:\s+thi đua)|(?:ký|kí)\s+và\s+(?:trao|phát)[^.;]{0,30}giao ước)",
    re.I,
)
MEETS = re.compile(
    r"\bhội nghị\b|\blễ\b|\bbuổi\b|tổ chức|diễn ra|giao ước|đăng cai|\bhọp\b|tổng kết|triển khai"
    r"|phát động|ký kết",
    re.I,
)
REVIEWS = re.compile(
    r"(?:tổng kết|sơ kết|đánh giá|kết quả|thành tích|báo cáo|nhìn lại|trong năm(?! học)?|của năm"
    r"|đã đạt|rút kinh nghiệm)\b[^.;:]*$",
    re.I,
)
PLANS = re.compile(
    r"(?:giao ước|ký|phát động|triển khai|phương hướng|nhiệm vụ|đăng ký|kế hoạch|chương trình)[^.;:]*$", re.I
)
DAY = re.compile(
    r"(?:(?P<part>sáng|trưa|chiều|tối)\s*)?(?:(?:nay|qua"
    r"|cùng ngày)\s*,?\s*)?(?:(?P<named>(?:vào\s+)?ngày)\s*:?\s*)?\(?(?:\d{1,2}\s*(?:-|–|,|và)\s*(?=\d{1,2}[/.]))?"
    r"(?<![\d/.-])(?P<day>0?[1-9]|[12]\d|3[01])"
    r"(?:\s*(?P<sign>[/.-])\s*(?P<month>1[0-2]|0?[1-9])(?:\s*(?P=sign)\s*(?P<year>(?:19|20)\d\d"
    r"|\d\d))?(?![\d%]|[/.-]\d)"
    r"|\s+tháng\s+(?P<month_word>1[0-2]|0?[1-9])(?:\s*(?:năm|,|/)\s*(?P<year_word>(?:19|20)\d\d))?(?!\d))"
    r"(?:\s*năm\s*(?P<year_after>(?:19|20)\d\d))?\)?",
    re.I,
)
MONTH = re.compile(
    r"(?:vào\s+)?(?:trong\s+)?tháng\s+(?P<month>1[0-2]|0?[1-9])\s*(?:/|năm\s+)\s*(?P<year>(?:19|20)\d\d)", re.I
)
OTHER_DAY = re.compile(  # before a day that is not the conference's
    r"(?:quyết định|kế hoạch|chỉ thị|nghị quyết|công văn|thông báo|hướng dẫn|thông tư|nghị định"
    r"|quy chế|văn bản|luật|số|\d[/-](?-i:[A-ZĐ]{2,})"
    r"|kỷ niệm|thành lập|truyền thống|sinh nhật|lần thứ|phát động|ban hành|đến|hạn|trước|giai đoạn|từ)\s*[^.;]{0,24}$",
    re.I,
)
PARTS = {"sáng": "morning", "chiều": "afternoon", "tối": "evening"}


def day_facts(article):
    """Return the facts about when and where: year or label, signed_on or held_on, part_of_day, published_on."""
    published = _published(article)
    facts = [Fact("published_on", published[0], *published[1:])] if published else []
    year = _year(article)
    if year:
        facts.append(year)
    found = _conference_day(article)
    if not found:
        return facts + _conference_month(article)
    sentence, match, place = found
    value, inferred = _date(match, year, published)
    signed = any(SIGNS.search(span.text) for span in [*article.reported, *article.captions])
    if value:
        facts.append(
            Fact("signed_on" if signed else "held_on", value, place, place + len(match[0].rstrip(" )")), inferred)
        )
    if part := _part_of_day(match, sentence):
        facts.append(Fact("part_of_day", part, place, place + len(match[0])))
    if not year and value and signed:
        facts.append(Fact("year", int(value[:4]), place, place + len(match[0]), "the day of the conference"))
    return facts


# --- The year -------------------------------------------------------------------------------------


def _year(article):
    """Return the year or school year of the pact: the one that most signing and planning clauses name."""
    weights, places = Counter(), {}
    spans = [(span, 3) for span in article.titles] + [(span, 1) for span in article.sentences]
    spans += [(span, 0.5) for span in article.captions]
    for span, weight in spans:
        for kind, match in _years_in(span.text):
            before = _clause(span.text, match.start())
            key = (kind, _label(match) if kind == "label" else int(match[1]))
            points = weight * _points(before, span.text)
            if points <= 0:
                weights[key] += 0
                continue
            weights[key] += points * (1.5 if kind == "label" else 1)
            places.setdefault(key, (span.start + match.start(), span.start + match.end()))
    if not places:
        return None
    best = max(places, key=lambda key: (weights[key], -places[key][0]))
    return Fact(best[0], best[1], *places[best])


def _years_in(text):
    covered = SCHOOL_YEAR.sub(lambda match: "x" * len(match[0]), text)
    yield from (("label", match) for match in SCHOOL_YEAR.finditer(text))
    yield from (("year", match) for match in YEAR.finditer(covered))


def _label(match):
    first, last = match[1], match[2]
    return f"Năm học {first}-{last if len(last) == 4 else first[:2] + last}"


def _clause(text, end):
    return text[max(0, *(text.rfind(mark, 0, end) + 1 for mark in (";", "."))) : end]


def _points(before, sentence):
    """Return how much a year in this clause tells of the pact's year: signing most, reviews nothing."""
    plans = list(re.finditer(r"giao ước|phát động|triển khai|phương hướng|nhiệm vụ|đăng ký|kế hoạch", before, re.I))
    review = re.search(
        r"tổng kết|sơ kết|đánh giá|kết quả|thành tích|báo cáo|nhìn lại|đã đạt|rút kinh nghiệm", before, re.I
    )
    pact = re.search(r"giao ước|ký kết|ký giao|thi đua", before, re.I)
    if re.search(r"(?:quyết định|chỉ thị|nghị quyết|luật|ngày \d)[^,;]*$", before, re.I):
        return 0
    if review and not (plans and plans[-1].start() > review.start()):
        return 0
    if re.search(r"giao ước|\bký\b", before, re.I):
        return 4
    if re.search(r"(?:cụm|khối) trưởng|trưởng (?:cụm|khối)", before, re.I):
        return 2
    return 3 if plans else 2 if pact else 1


def reviewed_years(article, year):
    """Return the other years that the conference reviewed, as numbers in order."""
    found = set()
    for span in article.reported:
        for kind, match in _years_in(span.text):
            before = _clause(span.text, match.start())
            if (
                kind == "year"
                and int(match[1]) != year
                and re.search(r"tổng kết|sơ kết|đánh giá kết quả", before, re.I)
            ):
                found.add(int(match[1]))
    return sorted(found)


# --- The day --------------------------------------------------------------------------------------


def _published(article):
    """Return (date of publication, start, end) from a line that is little else, or None."""
    for line in article.lines:
        if line.role != DATE or (match := STAMP.search(line.text)) is None:
            continue
        numbers = [int(number) for number in re.findall(r"\d+", match[0])]
        numbers = numbers if len(str(numbers[0])) == 4 else numbers[::-1]
        try:
            day = datetime.date(*[*numbers, 1][:3])
        except ValueError:
            continue
        value = day.isoformat()[: 10 if len(numbers) == 3 else 7]
        return value, line.start + match.start(), line.start + match.end()
    if article.lines and (match := re.match(r"date ((?:19|20)\d\d-\d\d(?:-\d\d)?)\b", article.lines[0].text)):
        return match[1], article.lines[0].start + match.start(1), article.lines[0].start + match.end(1)
    return None


def _conference_day(article):
    """Return (sentence, match of DAY, place) of the day the conference was held, or None."""
    candidates = []
    spans = [*article.sentences, *(line for line in article.lines if line.role == CAPTION), *article.titles]
    for order, span in enumerate(spans):
        meets = bool(MEETS.search(span.text))
        for match in DAY.finditer(span.text):
            if not _is_day(match) or _belongs_elsewhere(span.text, match):
                continue
            opens = match.start() < 25
            candidates.append((meets + opens + bool(match["part"]) * 0.5 - order * 0.05, -order, span, match))
    candidates = [row for row in candidates if row[0] > 0.5]
    if not candidates:
        return None
    _points, _order, span, match = max(candidates, key=lambda row: row[:2])
    return span, match, span.start + match.start()


def _conference_month(article):
    """Return the fact of the month of the signing, where the article tells no day: "Trong tháng 3/2021, …"."""
    for sentence in article.sentences:
        match = MONTH.search(sentence.text)
        if match and match.start() < 25 and SIGNS.search(sentence.text):
            start = sentence.start + match.start()
            return [Fact("signed_on", f"{match['year']}-{int(match['month']):02}", start, start + len(match[0]))]
    return []


def _is_day(match):
    """Return whether numbers are a day: named so, with a part of day, a month in words, or a year."""
    return any(match[name] for name in ("part", "named", "month_word", "year", "year_after"))


def _belongs_elsewhere(text, match):
    before = text[max(0, match.start() - 60) : match.start()]
    if match["named"] is None and match["part"] is None and not before.strip():
        return False
    other = OTHER_DAY.search(before)
    return bool(other) and not DAY.search(other[0]) and not match["part"]


def _date(match, year, published):
    """Return (date as stored, what was inferred or None)."""
    month = int(match["month"] or match["month_word"])
    written = match["year"] or match["year_word"] or match["year_after"]
    inferred = None
    if written:
        number = int(written) if len(written) == 4 else 2000 + int(written)
    else:
        number, inferred = _missing_year(month, int(match["day"]), year, published)
    try:
        return (datetime.date(number, month, int(match["day"])).isoformat() if number else None), inferred
    except ValueError:
        return None, None


def _missing_year(month, day, year, published):
    """Return the year of a day written without one: by the publication, else by the year of the pact."""
    if published:
        number = int(published[0][:4])
        later = f"{number}-{month:02}-{day:02}"[: len(published[0])] > published[0]
        return (number - 1 if later else number), "the year of publication"
    if not year:
        return None, None
    if year.kind == "label":
        first, last = re.findall(r"\d{4}", year.value)
        return int(first if month >= 7 else last), "the school year"
    return year.value, "the year of the pact"


def _part_of_day(match, sentence):
    part = (match["part"] or "").lower()
    if not part:
        before = sentence.text[max(0, match.start() - 14) : match.start()]
        found = re.search(r"(sáng|chiều|tối)(?:\s+(?:nay|qua|ngày))?[\s,(]*$", before, re.I)
        part = found[1].lower() if found else ""
    return PARTS.get(part)


def related_lines(article):
    """Return the lines that were left aside as related news."""
    return [line for line in article.lines if line.role == RELATED]
