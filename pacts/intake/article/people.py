"""People an article names, with the titles and the part each has in the conference."""

import re
from dataclasses import dataclass, field

from clusters.common.text import fold
from pacts.intake.article.facts import Fact
from pacts.intake.article.text import LOWER, UPPER

# Family names of Vietnam's peoples, as written.
SURNAMES = set(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Đào Trịnh Trương "
    "Lâm Mai Cao Lương Lưu Phùng Tô Hà Vương Tạ Quách Kiều Thái Chu Châu Tăng Quan La Nghiêm Tống Thạch "
    "Kim Sơn Danh Diệp Tôn Lục Vi Bế Nông Hứa Ma Lò Lô Lù Giàng Sùng Vàng Thào Vừ Mùa Cù Hàng Hạ Bàn "
    "Triệu Điểu Lã Khuất Tiêu Ung Mạc Lại Âu Văn Thiều Quàng Nhữ Phí Ninh An Từ Đồng Nhâm Biện Viên Uông "
    "Trang Cầm Công Liêu Lầu Ksor Rcom Rmah Siu Nay Kpă Rah Niê Êban Ayun Thân Đàm Đậu Đồng Doãn Giáp "
    "Khổng Lường Mã Mông Ngụy Ngân Ngọ Nhan Ô Ông Phương Quản Quế Tòng Tòng Trà Tưởng Ưng Vầy Xa Chảo Tẩn "
    "Phàn Chẻo Đèo Hoàng Cà Bạc Lèo Lềnh Hảng Hờ Cháng Ly Sình Thàng Thền Xin Viết Cáp Cung Chử Chúng "
    "Diêm Đôn Gia Hùng Kha Khiếu Khương Khúc Lạc Lỗ Luyện Lữ Mẫn Nhiêu Nhữ Phó Quang Sầm Tào Thang Tiết "
    "Tất Trì Trưng Uất Vạn Viêm Vĩnh Hoa Hầu Cấn Lang Cáp Tiến Rơ Rơmah Đinh Hồ A Y Blúp Bríu Zơrâm Coor "
    "Alăng Arất Pơloong Kring".split()
)
MOST_USUAL = set(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Trương".split()
)
FIRST_OF_TITLE = set(
    "Phó Chủ Giám Bí Trưởng Ủy Uỷ Chánh Viện Hiệu Tổng Cục Đại Thường Phụ Thành Thư Trung Thiếu Thượng "
    "Chi Quyền Nguyên Ban Hội Cán Chuyên Đảng Sở UBND Khối Cụm".split()
)
NEVER_IN_NAME = set(
    "Phó Giám Bí Trưởng Ủy Uỷ Chánh Hiệu Cục Sở Ban Phòng Khối Cụm".split()
)  # a title or body begins here
HONORIFIC = (
    r"(?<!\w)(?:(?:các\s+)?(?:đồng chí|đ/c|đc)|ông|bà|thầy giáo|cô giáo|thầy|cô|anh|chị|linh mục"
    r"|hòa thượng|thượng tọa|bác sĩ|bác sỹ|dược sĩ|kỹ sư|luật sư|nhà giáo(?: nhân dân| ưu tú)?"
    r"|(?:PGS|GS|TS|ThS|Th\.S|BS|BSCK ?[I12]+|BS\.? ?CK ?[I12]+|CK ?[I12]+|NGƯT|NGND|KS|CN|DS|LS|TTND"
    r"|TTƯT)(?:\s*[.,]\s*(?:TS|ThS|BS|DS|NGƯT))*\.?"
    r"|(?:đại|thượng|trung|thiếu)\s+(?:tướng|tá|úy|uý))"
)
SYLLABLE = rf"(?-i:[{UPPER}][{LOWER}]*(?:['’][A-Za-zĐđÀ-ỹ]+)?)"
NAME = re.compile(rf"(?<!\w){SYLLABLE}(?:\s{SYLLABLE}){{1,4}}(?![\w’'])")
BEFORE = re.compile(rf"(?:^|[^\w])(?:{HONORIFIC}\s*:?\s*)+$", re.I)
TITLE = (
    r"(?:nguyên\s+|quyền\s+|q\.\s*|đương kim\s+)?(?:phó\s+|quyền\s+)?(?:tổng\s+)?(?:chủ tịch|chủ nhiệm"
    r"|bí thư|giám đốc|trưởng|viện trưởng|hiệu trưởng|cục trưởng|chi cục trưởng|vụ trưởng"
    r"|chánh|ủy viên|uỷ viên|ủy ban|uv\w*|tuv|tỉnh ủy viên|thành ủy viên|huyện ủy viên|bộ trưởng"
    r"|thứ trưởng|thống đốc|tổng cục trưởng|chỉ huy|chính ủy|tham mưu|hội trưởng|chuyên viên|kế toán"
    r"|thư ký|đại diện|pbt|pct|ct|bt|gđ|pgđ|tp|hạt trưởng|trạm trưởng|đội trưởng|tổ trưởng|thường vụ"
    r"|thường trực|đại biểu|hiệu phó|tổng biên tập|kiểm toán trưởng|cán bộ|công chức"
    r"|đại tá|thượng tá|trung tá|thiếu tá|thiếu tướng|trung tướng|thượng tướng|đại tướng|cố vấn|phó"
    r"|đại diện|khối trưởng|cụm trưởng|đơn vị (?:trưởng|phó|cụm|khối)|tgđ|ptgđ|ban cán sự)"
)
TITLE = rf"(?:{TITLE}|(?-i:[A-ZĐ]{{2,7}}(?:\s[A-ZĐ]{{2,5}})?)(?=\s*[,;.]))"  # or an abbreviation of one
TITLE_AT = re.compile(rf"{TITLE}(?!\w)", re.I)
ACTS = (
    r"(?:đã|phát biểu|chủ trì|nhấn mạnh|cho biết|trao|đánh giá|ghi nhận|biểu dương|khẳng định|yêu cầu"
    r"|đề nghị|tham dự|dự|đến dự|về dự|cùng dự|khai mạc|trình bày|thông qua|báo cáo|chứng kiến"
    r"|kết luận|chỉ đạo|chúc mừng|mong|nêu|đại diện|thay mặt|ký|cùng|và các|tại|điều hành|tặng"
    r"|phát động|triển khai|đọc|bế mạc|giới thiệu|quán triệt|tiếp thu|bày tỏ|làm|được|vừa|gợi ý"
    r"|đồng chủ trì"
    r"|nhận|cảm ơn|lưu ý|công bố|bàn giao|hứa|sẽ)"
)
TITLES_END = re.compile(
    rf"\s+(?={ACTS}(?:\s|$|[,.;:]))|[;:.“(](?!\s*$)|\.$|$|\s+\(|\s[-–]\s(?=(?:{HONORIFIC})\s)", re.I
)
NEXT_PERSON = re.compile(
    rf"\s*(?:,|;|\bvà\b|\bcùng\b|[-–])?\s*(?:và\s+|cùng\s+)?{HONORIFIC}\s*:?\s*(?={SYLLABLE}\s{SYLLABLE})", re.I
)
STREET = re.compile(
    r"(?:đường|phố|trường|thpt|thcs|tiểu học|đại học|đh|học viện|xã|huyện|phường|thành phố|tp\.?|tỉnh"
    r"|quận|thôn|chủ tịch|tư tưởng|bác|tấm gương|đạo đức|phong cách|giải|lữ đoàn|bệnh viện|công ty"
    r"|mang tên|ấp|khu|cao đẳng|thị xã|sông|núi|nghề|tthc)\s+$",
    re.I,
)
NAMED_AFTER = re.compile(r"(?:trường|thpt|thcs|tiểu học|mầm non|bệnh viện|lữ đoàn)\s[^,;]*$", re.I)  # somebody
PLACE = re.compile(r"(?:xã|huyện|phường|thành phố|tỉnh|quận|thị xã)\s+$", re.I)
NEAR = 240  # characters around a name that tell whose it is
NOT_PEOPLE = {"ho chi minh", "bac ho", "viet nam"}
ROLES = (
    (re.compile(r"chủ trì|điều hành hội nghị", re.I), "chair"),
    (re.compile(r"chứng kiến", re.I), "witness"),
    (
        re.compile(r"(?:tham dự|đến dự|về dự|cùng dự|dự (?:hội nghị|lễ|buổi|và)|tham gia|có mặt|sự hiện diện)", re.I),
        "guest",
    ),
    (
        re.compile(
            r"phát biểu|nhấn mạnh|khẳng định|đề nghị|yêu cầu|trình bày|khai mạc|kết luận|chỉ đạo"
            r"|phát động|thông qua|đánh giá|ghi nhận|biểu dương",
            re.I,
        ),
        "speaker",
    ),
    (re.compile(r"\bký\b", re.I), "signatory"),
)


@dataclass
class Person:
    """A person of the article: where the name first stands, titles and roles from all mentions."""

    name: str
    start: int
    end: int
    titles: list = field(default_factory=list)
    roles: list = field(default_factory=list)


def people_facts(article):
    """Return a fact for each person: name, titles as written, roles."""
    people = {}
    spans = sorted([*article.sentences, *article.captions], key=lambda span: span.start)
    for span in spans:
        for match in _names(span.text):
            key = fold(match[0])
            known = people.get(key) or _shortened(key, people)
            person = known or Person(match[0], span.start + match.start(), span.start + match.end())
            people.setdefault(fold(person.name), person)
            for title in _titles(span.text, match):
                if not any(fold(title) in fold(other) or fold(other) in fold(title) for other in person.titles):
                    person.titles.append(title)
            role = _role(span.text, match)
            if role and role not in person.roles:
                person.roles.append(role)
    return [
        Fact("participants", {"name": p.name, "titles": p.titles, "roles": p.roles}, p.start, p.end)
        for p in people.values()
        if p.titles or p.roles
    ]


def _shortened(key, people):
    return next((person for other, person in people.items() if other.endswith(f" {key}")), None)


# --- Names ----------------------------------------------------------------------------------------


def _names(text):
    """Yield the matches that are names of people: behind an honorific, before a title, or behind one."""
    place = 0
    while match := NAME.search(text, place):
        found = _person_in(text, match)
        place = found.end() if found else _next_word(text, match.start())
        if found:
            yield found


def _next_word(text, start):
    space = text.find(" ", start)
    return space + 1 if space >= 0 else len(text)


def _person_in(text, match):
    """Return the match that is a person's name here, or None. A title run together with the name is cut off."""
    words = match[0].split()
    if len(words) > 2 and re.fullmatch(rf"(?:{HONORIFIC})", words[0], re.I):  # "Ông" at the beginning of a sentence
        return _person_in(text, NAME.match(text, match.start() + len(words[0]) + 1))
    until = next((number for number, word in enumerate(words) if number > 1 and word in NEVER_IN_NAME), len(words))
    match = re.compile(re.escape(" ".join(words[:until]))).match(text, match.start())
    before, after = _before(text, match), text[match.end() : match.end() + NEAR]
    if words[0] in FIRST_OF_TITLE or any(fold(match[0]).startswith(name) for name in NOT_PEOPLE):
        return None
    honoured = BEFORE.search(before)
    if honoured and not STREET.search(before):
        return match
    if NAMED_AFTER.search(before):
        return None
    in_capitals = re.search(r"([^\W\d_]+)\s$", before)
    if words[0] not in SURNAMES or (in_capitals and in_capitals[1] in SURNAMES):
        return None
    if (STREET.search(before) and not (len(words) > 2 and PLACE.search(before) and _is_titled(before))) or (
        re.search(rf"[{UPPER}][\w’']*\s$", before) and not _is_titled(before)
    ):
        return None
    if (
        re.match(r"\s*[-–,(]\s*", after)
        and TITLE_AT.match(re.sub(r"^\s*[-–,(]\s*", "", after))
        and 2 <= len(match[0].split()) <= 5
    ):
        return match
    if len(words) > 3 and _is_titled(before) and (match := _end_of_run(text, match)) is None:
        return None
    before = text[: match.start()]
    if (
        len(match[0].split()) in (2, 3, 4)
        and _is_titled(before)
        and re.match(rf"\s*(?:{ACTS}\b|[,.;:)]|và\b|$)", after, re.I)
    ):
        return match
    return None


def _before(text, match):
    """Return what stands near before a match: more says nothing about a name, and takes long to search."""
    return text[max(0, match.start() - NEAR) : match.start()]


def _end_of_run(text, match):
    """Return the name at the end of capitals in a row: "Giám đốc Sở Tư pháp Lạng Sơn Lương Thế Khoa"."""
    words = match[0].split()
    size = next((size for size in (3, 4, 2) if size <= len(words) and words[-size] in SURNAMES), None)
    if size == 3 and words[-4] in MOST_USUAL:
        size = 4
    return size and re.compile(re.escape(" ".join(words[-size:]))).match(
        text, match.end() - len(" ".join(words[-size:]))
    )


def _is_titled(before):
    """Return whether what stands before a name is the title of its bearer: "Phó Giám đốc Sở Nội vụ Nguyễn Văn A"."""
    clause = re.split(r"[.;:(]|\bđồng chí\b", before)[-1]
    last = clause.rsplit(",", 1)[-1]
    return any(TITLE_AT.match(part.strip()) for part in (clause, last)) and len(clause) < 160


# --- Titles -----------------------------------------------------------------------------------------


def _titles(text, match):
    """Return the titles of a person: those behind the name, else those before it."""
    after = text[match.end() : match.end() + 2 * NEAR]
    lead = re.match(r"\s*(?:[-–,(:]|là\b)\s*|\s+", after)
    found = _degree(_before(text, match))
    if lead and TITLE_AT.match(after[lead.end() :]):
        rest = after[lead.end() :]
        ends = [hit.start() for hit in (TITLES_END.search(rest), NEXT_PERSON.search(rest)) if hit]
        closing = rest.find(")") if lead[0].strip() == "(" else -1
        end = min([*ends, closing] if closing >= 0 else ends, default=len(rest))
        return found + _split_titles(rest[:end])
    clause = re.split(r"[.;:(]", _before(text, match))[-1]
    clause = re.sub(rf"^.*\b(?:{HONORIFIC})\s+(?=\S)", "", clause, flags=re.I) if not BEFORE.search(clause) else ""
    start = next((hit.start() for hit in TITLE_AT.finditer(clause)), None)
    return found + (_split_titles(clause[start:]) if start is not None else [])


def _degree(before):
    rank = re.search(r"\b((?:đại|thượng|trung|thiếu)\s+(?:tướng|tá|úy|uý))\s*$", before, re.I)
    return [rank[1]] if rank else []


def _split_titles(text):
    """Return titles parted where the next begins: "TUV, Ủy viên UBND tỉnh, Chánh Văn phòng" are three."""
    parts = re.split(rf"\s*[,;]\s*(?={TITLE}\b)|\s*[-–]\s+(?={TITLE}\b)|\s+kiêm\s+", text.strip(" ,-–"), flags=re.I)
    cleaned = []
    for part in parts:
        tail = re.search(
            r",\s*(?:các|cùng|và|đại diện|lãnh đạo)\b.*$|\s+và\s+(?:các|đại diện|lãnh đạo"
            r"|ban giám hiệu|cán bộ|toàn thể|đại biểu|đồng chí"
            r"|\d)\b.*$",
            part,
            re.I,
        )
        part = re.sub(r"\s+(?:và|cùng)$", "", (part[: tail.start()] if tail else part).strip(" ,.-–)"))
        if 2 < len(part) < 130:
            cleaned.append(part)
    return cleaned


def _role(text, match):
    """Return the part a person has by the words of the sentence: those behind the name first."""
    after, before = text[match.end() : match.end() + NEAR], text[max(0, match.start() - 6 * NEAR) : match.start()]
    if re.search(
        r"tham dự|đến dự|về dự|cùng dự|dự (?:hội nghị|lễ|buổi|và|có|chỉ đạo)|có mặt|tham gia hội nghị", before, re.I
    ):
        return "witness" if re.search(r"chứng kiến", before, re.I) else "guest"
    for pattern, role in ROLES:
        if pattern.search(after.split(";")[0]) or pattern.search(before[-60:]):
            return role
    return None
