"""Which units lead a cluster or are its deputies, as the sentences of an article say."""

import re

from clusters.intake.unit_words import UNIT
from pacts.intake.article.facts import Fact
from pacts.intake.article.people import SURNAMES

LEADER = r"(?:trưởng\s+(?:cụm|khối)|(?:cụm|khối)\s+trưởng)"
DEPUTY = r"(?:phó\s+(?:trưởng\s+)?(?:cụm|khối)(?:\s+trưởng)?|(?:cụm|khối)\s+phó)"
ROLE = re.compile(rf"(?<!\w)(?P<deputy>{DEPUTY})|(?<!\w)(?<!phó )(?P<leader>{LEADER})", re.I)
LINK = re.compile(
    r"(?:\s*[-–,(]\s*|\s+)(?:(?:làm|là|giữ|với|được|bầu|giữ chức|vai trò|nhiệm vụ|đảm nhiệm|đảm nhận"
    r"|chức danh|chức|đơn vị|tiếp tục|cử|tín nhiệm|trúng cử"
    r"|luân phiên|nhận|hiện|trên cương vị|cương vị|tư cách|trách nhiệm)\s+)*(?:đơn vị\s+)?$",
    re.I,
)
BOUNDARY = re.compile(
    r"[,;:(.]|\s[-–]\s|(?<!\w)(?:phân công|bầu|chọn|giao|cử|do|tại|thống nhất|đề cử|suy tôn|nhất trí"
    r"|ủy nhiệm|uỷ nhiệm|và|cho|của|là|đã|tín nhiệm|giới thiệu|chỉ định"
    r"|công nhận|tham mưu|trao|nay|đại diện|lãnh đạo|thay mặt|cùng|với)\s",
    re.I,
)
BEHIND = re.compile(
    r"^(?:\s+(?:cụm|khối))?(?:\s+thi đua)?(?:\s+số\s+\w+)?(?:\s+(?:năm|năm học)\s+[\d –-]+)?\s*(?:là|:"
    r"|thuộc về|cho|do|được giao cho|–|-)\s+(?P<name>[^,;:.()–]+)",
    re.I,
)
OPENING = re.compile(r"^(?:với\s+)?(?:là|với|vai trò|tư cách|trên cương vị|\s)*\s*(?:đơn vị\s+)?$", re.I)
VERB = re.compile(r"\s+(?:đã|phát|đại diện|tổ chức|chủ|phối|xây|ký|vinh|cùng|khai|sẽ)\b")
OF_YEAR = re.compile(r"^[^,;.()]{0,40}?\bnăm\s+(?P<year>(?:19|20)\d\d)")
OFFICE = re.compile(
    r"^(?:nguyên\s+|quyền\s+|q\.\s*)?(?:phó\s+)?(?:chủ tịch|tổng giám đốc|giám đốc|bí thư|trưởng"
    r"|chánh án|chánh|viện trưởng|hiệu trưởng"
    r"|cục trưởng|chi cục trưởng|tổng biên tập|thủ trưởng|chỉ huy trưởng|chính ủy|kiểm toán trưởng"
    r"|hội trưởng|vụ trưởng|tổng cục trưởng|trưởng phòng)\s+",
    re.I,
)


def roles_in(article, year):
    """Return [(role, name, start, end)] said anywhere in the article; those said of the pact's year come first."""
    of_that_year, found = [], []
    for span in [*article.reported, *article.captions]:
        for match in ROLE.finditer(span.text):
            of_year = OF_YEAR.match(span.text[match.end() :])
            if of_year and year and int(of_year["year"]) != year:
                continue
            role = match.lastgroup
            for start, end in _named(span.text, match):
                name = _unit_of(span.text[start:end])
                if name:
                    place = span.start + start + span.text[start:end].find(name)
                    row = (role, name, place, place + len(name))
                    (of_that_year if of_year and year else found).append(row)
    return of_that_year + found


def _named(text, match):
    """Yield (start, end) of the names a role belongs to: before it, behind it, or behind a comma where it opens."""
    left, right = text[: match.start()], text[match.end() :]
    behind = BEHIND.match(right)
    if behind and re.search(r"là|:|thuộc|cho|do|giao", right[: behind.start("name")]):
        yield from _behind(text, match.end() + behind.start("name"), match.end() + behind.end("name"))
        return
    comma = text.find(",", match.end())
    if OPENING.match(left) and comma >= 0:
        yield comma + 1, _end_of_subject(text, comma + 1)
        return
    link = LINK.search(left)
    if link and link[0].strip() and left[: link.start()].strip():
        yield from _before(left[: link.start()])


def _behind(text, start, end):
    """Yield (start, end) of the names behind "Phó khối:" or "là": those that commas and "và" join."""
    while True:
        joined = re.search(r"\s+và\s+", text[start:end])
        if joined and UNIT.match(text[start + joined.end() : end]):
            yield start, start + joined.start()
            start += joined.end()
            continue
        yield start, end
        more = re.match(r"\s*,\s*([^,;:.()–]+)", text[end:])
        if not more or not UNIT.match(more[1]) or ROLE.search(more[1]):
            return
        start, end = end + more.start(1), end + more.end(1)


def _end_of_subject(text, start):
    """Return where a subject that begins here ends: before its verb, or at the next comma."""
    rest = text[start:]
    lead = re.match(r"\s*(?:đại diện|lãnh đạo|\s)+", rest)
    place = lead.end() if lead else 0
    comma = rest.find(",", place)
    verb = VERB.search(rest, place)
    ends = [end for end in (comma, verb.start() if verb else -1) if end > 0]
    return start + min(ends, default=len(rest))


def _before(left):
    """Yield (start, end) of the name or names that end here: "A và B làm cụm phó" are two."""
    end = len(left.rstrip(" ,-–("))
    for _more in range(3):
        starts = [match.end() for match in BOUNDARY.finditer(left[:end]) if match.end() < end]
        start = max(starts, default=0)
        earlier = max((place for place in starts if place < start), default=0)
        part = left[start:end].strip()
        inside = (
            not UNIT.match(part)
            and re.search(r"(?:\svà|,)\s*$", left[:start])
            and not re.match(r"[A-ZĐ][^,]*|\s*\d", left[start:end].strip())
        )
        if (start and inside) or (
            start and not UNIT.match(part) and not OFFICE.match(part) and UNIT.match(left[earlier:start].strip())
        ):
            start = earlier
        yield start, end
        if (
            not _unit_of(left[start:end])
            or not re.search(r"(?:\svà|,)\s*$", left[:start])
            or not re.search(r"\svà\s$", left[:start])
        ):
            return
        end = len(left[:start].rstrip().removesuffix("và").rstrip())


def _unit_of(text):
    """Return the unit that a name before a role is or heads ("Giám đốc Sở Nội vụ" is Sở Nội vụ), or None."""
    text = re.sub(
        r"^(?:\s|đồng chí|ông|bà|đại diện|lãnh đạo|đơn vị|thay mặt|tập thể)+(?=\s|[A-ZĐ])", "", text.strip(), flags=re.I
    ).strip()
    office = OFFICE.match(text)
    if office:
        text = text[office.end() :]
    text = re.split(
        r"\s+(?:là|được\s+(?:suy tôn|bầu|chọn|phân công|giao|tín nhiệm|cử|luân phiên|chỉ định|đề cử))(?=\s|$)", text
    )[0]
    text = re.sub(r"\s+(?:tiếp tục|đảm nhiệm|được|đã|vinh dự|hiện)$", "", text.strip(" .,-–")).strip()
    if not (UNIT.match(text) or (re.match(r"[A-ZĐ]", text) and len(text.split()) > 1 and not office)):
        return None
    if re.search(r"\b(?:về|việc|phê duyệt|thông qua|theo|để|chức danh|kế hoạch|quy chế|ký kết|giao ước)\b", text, re.I):
        return None
    if len(text) > 90 or re.match(r"(?:thi đua|cụm|khối|hội nghị|ban tổ chức|trưởng|phó)\b", text, re.I):
        return None
    if not office and not UNIT.match(text) and text.split()[0] in SURNAMES and 1 < len(text.split()) < 5:
        return None  # a person
    return text


def with_roles(listed, roles):
    """Return the facts of units with what other sentences say of their role; one named only there is a unit too."""
    units = list(listed)
    for role, name, start, end in roles:
        same = [index for index, fact in enumerate(units) if _alike(fact.value["name"], name)]
        generic = re.search(r"(?:xã|phường|huyện|quận)$", name)
        if generic and any(other.startswith(name) and other != name for _role, other, _start, _end in roles):
            continue
        if same:
            fact = units[same[0]]
            if fact.value["role"] == "member" and not any(u.value["role"] == "leader" == role for u in units):
                units[same[0]] = Fact(
                    "units", fact.value | {"role": role} | _named_otherwise(fact, name), fact.start, fact.end
                )
        elif role == "deputy" or not any(u.value["role"] == "leader" for u in units):
            units.append(Fact("units", {"name": name, "role": role}, start, end))
    return units


def _named_otherwise(fact, name):
    """Return the name a unit has where its role is told, if the list has another for it."""
    return {"named": name} if fact.value["name"].casefold() != name.casefold() else {}


def _alike(one, other):
    one, other = one.casefold().split(), other.casefold().split()
    if len(one) > 1 and other[-len(one) :] == one:  # "Đảng bộ Cảng Quy Nhơn" of "Cảng Quy Nhơn"
        return True
    skip = {"ubnd", "ủy", "uỷ", "ban", "nhân", "dân", "tỉnh", "huyện", "xã", "thành", "phố", "thị", "phường", "của"}
    short = [word for word in one if word not in skip], [word for word in other if word not in skip]
    if " ".join(one).startswith(" ".join(other) + ","):  # the body above it was left out
        return True
    return one == other or (bool(short[0]) and short[0] == short[1])
