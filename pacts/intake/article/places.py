"""Where the conference was held."""

import re

from pacts.intake.article.days import DAY, MEETS, OTHER_DAY
from pacts.intake.article.facts import Fact

AT = re.compile(r"(?<![^\W\d])(?:tại|ở)\s+(?=[^\s,;:.])", re.I)
NOT_A_PLACE = re.compile(
    r"(?:đây|hội nghị|buổi|lễ|chỗ|các (?:đơn vị|cơ quan|địa phương)|đơn vị|quyết định|điều|khoản"
    r"|kế hoạch|chỉ thị|cụm|khối|kỳ họp"
    r"|đại hội|công văn|văn bản|thời điểm|mỗi|từng)\b",
    re.I,
)
VERB = (
    r"(?:đã|vừa|sẽ|được|diễn ra|tổ chức|long trọng|trang trọng|tiến hành|cụm\b|khối\b|mở\b"
    r"|họp(?<!phòng họp)|ký|các (?:đơn vị|thành viên|địa phương|trường)"
    r"|hội nghị|lễ|chủ trì|phát động|tổng kết|triển khai|đồng chí|đ/c|ông|bà|do\b|với sự|nhằm|để\b"
    r"|công đoàn các|công an các|đăng cai"
    r"|gồm|bao gồm|liên đoàn|ban tổ chức|đại diện|thay mặt)"
)
STOP = re.compile(
    rf"\s+(?={VERB}(?:\s|$))|\s*[;:]|\s*\((?=đơn vị|cụm|khối|trưởng|phó)"
    r"|(?<!TP)(?<!Tp)\.\s|\.$|\s[-–]\s(?=đơn vị|cụm|khối|trưởng)",
    re.I,
)
GOES_ON = re.compile(  # the part behind a comma that still tells the place
    r"(?:trụ sở|tầng|lầu|số \d+|đường|phố|phường|xã|thị trấn|thị xã|quận|huyện|thành phố|tp\b|tỉnh|tòa"
    r"|toà|nhà|khu|hội trường|phòng họp"
    r"|trung tâm|ubnd|hđnd|ủy ban|uỷ ban|ấp|thôn|khách sạn|bản)\b",
    re.I,
)
ACTS = re.compile(rf"\s(?:{VERB})(?:\s|$)", re.I)
MOST = 120  # letters


def place_facts(article):
    """Return the fact of the venue: what "tại" names in the first sentence that tells of the conference."""
    for sentence in article.sentences[:6]:
        tells = MEETS.search(sentence.text) and (
            DAY.search(sentence.text) or re.search(r"hội nghị|lễ ký|buổi lễ", sentence.text, re.I)
        )
        if not tells:
            continue
        for match in AT.finditer(sentence.text):
            end = _end(sentence.text, match.end())
            venue = sentence.text[match.end() : end].strip(" ,.-–(")
            before = sentence.text[: match.start()]
            if (
                NOT_A_PLACE.match(venue)
                or not 3 < len(venue) <= MOST
                or OTHER_DAY.search(before[-20:])
                or not _is_open(before)
            ):
                continue
            if re.search(r"(?:gồm|phân hiệu|chi nhánh|phòng giao dịch|thường trú|đóng)[^.;]*$", before, re.I):
                continue
            start = sentence.start + match.end()
            return [Fact("venue", venue, start, start + len(venue))]
    return _hosted(article)


def _hosted(article):
    """Return the venue where only a host is told: "Trại giam A đăng cai lễ ký"."""
    for sentence in article.sentences[:4]:
        match = re.search(
            r"(?:^|,\s*|\bdo\s+)(?P<host>[^,;:]+?)(?:\s*[-–,(]\s*(?:đơn vị\s+)?[^,;:]{0,30}(?:trưởng"
            r"|phó)[^,;:]{0,12}?\)?\s*[-–,]?)?\s+(?:đã\s+)?đăng cai",
            sentence.text,
        )
        if match and 3 < len(match["host"]) < 80 and match["host"].strip()[0].isupper():
            start = sentence.start + match.start("host")
            return [Fact("venue", match["host"].strip(), start, start + len(match["host"].strip()))]
    return []


def _is_open(before):
    return before.count("(") == before.count(")")


def _end(text, start):
    """Return where the words of a place end: at a verb, a mark, or a comma behind which nothing more tells of it."""
    stop = STOP.search(text, start)
    end = stop.start() if stop else len(text)
    while (comma := text.find(",", start, end)) >= 0:
        behind = text[comma + 1 : end].strip()
        part = behind.split(",")[0]
        after = text[comma + 1 + len(part) : comma + 80 + len(part)]
        ended_by_subject = re.match(
            r"\s*(?:cụm|khối|các|hội nghị|lễ|buổi|(?:đã |vừa )?(?:long trọng |trang trọng )?diễn ra|[.;(]|$)",
            text[end:],
            re.I,
        )
        goes_on = GOES_ON.match(behind) and ("," in text[comma + 1 : comma + len(part) + 3] or ended_by_subject)
        if not goes_on or ACTS.search(f" {part} "):
            return comma
        start = comma + 1
        if not after.strip():
            break
    return end
