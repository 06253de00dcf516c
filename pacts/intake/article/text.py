"""The text of an article in lines and sentences, with the lines that are no part of the report left aside."""

import re
from dataclasses import dataclass
from itertools import pairwise

from clusters.common.text import fold, normalise
from clusters.intake.sentences import masked

UPPER = "".join(
    letter
    for letter in map(chr, range(0xC0, 0x1EFA))
    if letter.isupper() and letter.isalpha() and (ord(letter) < 0x1B1 or ord(letter) > 0x1E9F)
)
LOWER = f"a-z{UPPER.lower()}"  # and its small letters
UPPER = f"A-Z{UPPER}"  # capitals of Vietnamese, for a set of a pattern
LONGEST_LINE = 4_000  # characters; a longer line is read in parts, each ended by a sentence where it has one
BODY, TITLE, CAPTION, BYLINE, DATE, FURNITURE, RELATED = "body title caption byline date furniture related".split()
RELATED_HEADING = re.compile(
    r"(?:cac |nhung )?(?:tin|bai|bai viet|tin tuc|tin bai|video)?\s*(?:lien quan|cung chuyen muc|khac|cu hon|moi hon"
    r"|doc nhieu|xem nhieu|noi bat|moi nhat|da dua|cung loai)\b|(?:y kien )?(?:ban doc|binh luan)\b"
    r"|co the ban quan tam|doc them|xem them"
)
MENU = re.compile(
    r"dang nhap|dang ky thanh vien|truy cap|luot xem|so lan xem|luot truy cap|tim kiem|thong ke"
    r"|ban quyen|copyright|©|dia chi:"
    r"|dien thoai|so dt|email|e-mail|fax|chia se|in bai|in trang|ban in|trang chu|lien he|xem tin theo ngay|truc tuyen"
    r"|chiu trach nhiem|facebook|zalo|twitter|co chu|doc bai|nghe bai|gui cho ban|quay lai|http|www\.|giay phep|so do"
    r"|thanh dieu huong|chuyen muc|danh muc|rss|hotline|duong day nong|gop y|^menu|^loading|^tags?\b|^tu khoa"
)
CAPTION_WORDS = re.compile(r"\bảnh\s*(?:\d+|:|minh)|\(ảnh|^ảnh\b|quang cảnh|toàn cảnh|chụp ảnh|hình ảnh", re.I)
PICTURED = re.compile(
    r"(?:các|đại diện|đồng chí|đ/c|lãnh đạo|ông|bà|thầy|cô|một số|hội nghị|lễ|buổi lễ|đại biểu|đại tá"
    r"|thượng tá|trung tá"
    r"|ts|pgs|ths|cụm|khối)\b.*(?:ký|phát biểu|chụp|chủ trì|trao|nhận|điều hành|tặng|tham dự|tại|khai mạc|trình bày)",
    re.I,
)
BYLINE_WORDS = re.compile(
    r"(?:t/h|tin|bài|tin,? ảnh|bài,? ảnh|tin bài|bài và ảnh|tin và ảnh|tác giả|nguồn|theo|biên tập"
    r"|người viết|thực hiện"
    r"|ctv|pv|ban biên tập)\b[^:]{0,20}[:–-]?",
    re.I,
)
LIST_MARK = re.compile(r"\s*(?:[-–—+•●▪*§·➢✓■\uf0b7\uf0a7]\s*|\(?\d{1,2}[.)]\s|[IVX]{1,4}[.)]\s|[a-zđ][.)]\s)")
AGENCY = re.compile(
    rf"(?:\(([A-ZĐ.]{{2,12}}(?: online)?)\)\s*[-–—.]?\s*|(?<!\S)([A-ZĐ]{{2,8}})\s*[-–—]\s+)(?=[{UPPER}])"
)
TIME = r"(?:\d{1,2}(?::|h|giờ )\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:AM|PM|phút))?)"
DAY = r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|(?:19|20)\d\d-\d{2}(?:-\d{2})?)"
STAMP = re.compile(rf"(?<![\w/.-]){DAY}(?![\w/-])")
STAMP_WORDS = re.compile(
    rf"{TIME}|{DAY}|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|cập nhật|lúc|ngày|đăng|gmt\s*\+?\d*|xuất bản"
    rf"|số lượt xem|lượt xem"
    r"|date|\bviết\b|\bgửi\b|\d+|[\W_]",
    re.I,
)
ABBREVIATION = r"(?<!\bTP)(?<!\bTp)(?<!\bTX)(?<!\bTS)(?<!ThS)(?<!GS)(?<!\bT)(?<!\bBS)(?<!\bKS)(?<!\bLS)(?<!\b[A-ZĐ])"
SENTENCE_END = re.compile(
    rf"(?:{ABBREVIATION}[.](?:/\.)?(?:\s+|(?<=[{LOWER}]\.)|(?<=/\.))|(?:[!?…]|\.\.\."
    rf"|\./\.)\s*)(?=[“\"(]?[{UPPER}][^\W\d_]*(?:\s|,))|\.(?:/\.)?\s*$"
)


@dataclass(frozen=True)
class Span:
    """A piece of the article: where it begins and ends in the text, what it is, and the piece itself."""

    start: int
    end: int
    text: str
    role: str = BODY
    line: int = 0


class Article:
    """The cleaned text, its lines with their roles, and the sentences of the report.

    `text` is what every `start` and `end` of a fact counts in.
    """

    def __init__(self, text):
        self.text = _clean(text)
        self.lines = _with_roles(_lines(self.text))
        self.sentences = [s for line in self.lines if line.role == BODY for s in _sentences(line)]
        self.titles = [line for line in self.lines if line.role == TITLE]
        self.captions = [line for line in self.lines if line.role == CAPTION]

    @property
    def reported(self):
        """Return headline and sentences in order of the text."""
        return sorted([*self.titles, *self.sentences], key=lambda span: span.start)


def _clean(text):
    """Return the text as it is stored, one line a paragraph, spaces single, agency marks on lines of their own."""
    text = re.sub(r"(?<=\d)\u00ad(?=\d)", "-", str(text))  # a hyphen between years, as some editors write it
    text = re.sub(r"[\u200b-\u200f\ufeff\u00ad]", "", text)
    text = re.sub(r"[\v\f\u2028\u2029]", "\n", text)
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in normalise(text).split("\n")]
    return "\n".join(part for line in lines if line for part in _at_agency(line))


def _at_agency(line):
    """Split a line that runs headline, agency and report together ("… Tổ quốc (QNO) - Ngày 5/4, …")."""
    found = AGENCY.search(line[:400])
    if not found or not line[found.end() :].strip():
        return [line]
    head, agency, rest = line[: found.start()].strip(), found[0].strip(), line[found.end() :]
    report = re.match(
        r"(?:(?:vào |trong )?(?:sáng|chiều|tối|trưa|ngày|vừa qua|hôm|mới đây|nhằm|thực hiện|tại)\b)", rest, re.I
    )
    if (found[2] and head) or not report:
        return [line]
    return [part for part in (head, f"{agency} {rest}" if len(head) < 20 else rest) if part]


def _lines(text):
    start, lines = 0, []
    for line in text.split("\n"):
        for part in _parts(line):
            lines.append(Span(start, start + len(part), part, line=len(lines)))
            start += len(part)
        start += 1
    return lines


def _parts(line):
    """Yield a line in parts of at most LONGEST_LINE characters, cut behind a sentence or a space if there is one."""
    while len(line) > LONGEST_LINE:
        cut = max(
            line.rfind(". ", 0, LONGEST_LINE) + 1, line.rfind(" ", 0, LONGEST_LINE) * (". " not in line[:LONGEST_LINE])
        )
        cut = cut if cut > 0 else LONGEST_LINE
        yield line[:cut]
        line = line[cut:]
    yield line


# --- Roles of lines -------------------------------------------------------------------------------


def _with_roles(lines):
    """Return the lines with their roles; what follows a heading of related news is aside to its end."""
    bodies = [number for number, line in enumerate(lines) if _is_report(line.text)]
    first, last = (bodies[0], bodies[-1]) if bodies else (len(lines), -1)
    roles, related, repeated = [], False, set()
    for number, line in enumerate(lines):
        related = related or (number > first and len(line.text) < 60 and bool(RELATED_HEADING.match(fold(line.text))))
        role = RELATED if related else _role(lines, number, first, last, repeated)
        roles.append(Span(line.start, line.end, line.text, role, line.line))
        repeated.add(fold(line.text))
    return roles


def _role(lines, number, first, last, repeated):
    text = lines[number].text
    plain = fold(text)
    if _is_stamp(text):
        return DATE
    if not re.search(r"[^\W\d_]{2}", text) or (len(text) < 120 and MENU.search(plain)):
        return FURNITURE
    if number >= first and plain in repeated:
        return CAPTION
    if CAPTION_WORDS.search(text) and len(text) < 260 and not _is_list(lines, number) and not _has_day(text):
        return CAPTION if number > first or number > 0 else TITLE
    if number < first:
        return TITLE if len(text) > 15 else FURNITURE
    if _is_list(lines, number) or _is_report(text):
        return CAPTION if _is_caption(lines, number, first) else BODY
    if number > last and (len(text) < 60 or BYLINE_WORDS.match(text)) and not _ends(text):
        return BYLINE if _is_name(text) or BYLINE_WORDS.match(text) else CAPTION
    return CAPTION if _is_caption(lines, number, first) or not _ends(text) else BODY


def _is_stamp(text):
    """Return whether a line is the day of publication and little else."""
    return (
        len(text) < 120 and bool(STAMP.search(text)) and len(STAMP_WORDS.sub("", text)) <= 24 and not _is_report(text)
    )


def _has_day(text):
    return bool(re.match(r"(?:\(?[A-ZĐ]{2,6}\)?\s*[-–]\s*)?(?:sáng|chiều|tối|ngày|trưa)\b.{0,12}\d", text, re.I))


def _ends(text):
    return text.rstrip(" ”\"'»)").endswith((".", "…", ":", ";", "!", "?", "./"))


def _is_report(text):
    """Return whether a line is a paragraph of the report: long and ended, or a sentence with a day."""
    return (len(text) >= 110 and (_ends(text) or len(text) > 220 or _has_day(text))) or (_has_day(text) and _ends(text))


def _is_list(lines, number):
    """Return whether a line belongs to a list: marked, or ended by ";" or ":", or below such a line."""
    text = lines[number].text
    if LIST_MARK.match(text) or text.endswith((";", ":")):
        return True
    return number > 0 and lines[number - 1].text.endswith((";", ":")) and len(text) > 12


def _is_caption(lines, number, first):
    """Return whether a short line amid the report describes a picture."""
    text = lines[number].text
    if number == first or len(text) > 190 or LIST_MARK.match(text) or text.endswith((";", ":")):
        return False
    if len(list(SENTENCE_END.finditer(masked(text)))) > 1 or re.search(
        r";|:\s", re.sub(r"ảnh\s*:", "", text, flags=re.I)
    ):
        return False
    return bool(PICTURED.match(text)) and (
        not _ends(text) or (len(text) < 150 and not re.search(r"\d{1,2}[/.-]\d{1,2}", text))
    )


def _is_name(text):
    words = re.findall(r"[^\W\d_]+", text)
    return bool(words) and len(words) <= 8 and all(word[0].isupper() for word in words)


# --- Sentences ----------------------------------------------------------------------------------


def _sentences(line):
    """Return the sentences of a line of the report, with their places."""
    ends = [match.end() for match in SENTENCE_END.finditer(masked(line.text)) if match.end() < len(line.text)]
    bounds = [0, *ends, len(line.text)]
    found = []
    for start, end in pairwise(bounds):
        text = line.text[start:end]
        lead = len(text) - len(text.lstrip())
        if text.strip():
            place = line.start + start + lead
            found.append(Span(place, place + len(text.strip()), text.strip(), BODY, line.line))
    return found
