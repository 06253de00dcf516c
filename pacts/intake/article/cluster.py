"""The cluster or bloc an article is about: where its name begins and ends, and its kind."""

import re
from collections import defaultdict

from clusters.common.text import fold
from clusters.intake.unit_words import UNIT
from pacts.intake.article.facts import Fact
from pacts.intake.article.text import LOWER

# Nouns that a name may list: "các huyện, thành phố, thị xã".
SORTS = (
    r"huyện|thành phố|thị xã|thị trấn|xã|phường|quận|tỉnh|sở|ban|ngành|cơ quan|đơn vị|doanh nghiệp"
    r"|trường|đại học|cao đẳng|trung cấp"
    r"|bệnh viện|trung tâm|hội|đoàn thể|tổ chức|hợp tác xã|ngân hàng|công ty|phòng|địa phương|mầm non"
    r"|tiểu học|thcs|thpt|trung học"
    r"|học viện|viện|tổng công ty|tập đoàn|quỹ|cục|vụ|chi cục|chi nhánh|công đoàn|thôn|bản|khu phố"
    r"|ủy ban|uỷ ban|dạy nghề|nghề|sự nghiệp"
    r"|đảng|đoàn|mttq|mặt trận|th|cụm|đặc khu|phó giáo sư"
)
HEAD = re.compile(
    r"(?<!\w)(?P<kind>cụm|khối)(?P<emulation>\s+(?:giao ước\s+)?thi đua)?(?P<rest>(?:\s+các)?\s+(?=[^\s]))?", re.I
)
NUMBER = re.compile(
    r"(?:\s*(?:số\s*)?(?:\d{1,3}|[IVX]{1,5}|[A-H])(?![\w/%.,-]*\d|\w))(?:\s*[-–]\s*(?=khối|cụm))?", re.I
)
BRACKET = re.compile(
    r"\s*\((?!gồm|bao gồm|sau đây|viết tắt|trong|khối trưởng|cụm trưởng|đơn vị|ảnh|trưởng|phó|với|có)[^()\d]{3,80}\)",
    re.I,
)
STOP = re.compile(
    r"\s+(?:đã|vừa|sẽ|đang|(?<!các )tổ chức|ký|kí|gồm|bao gồm|có|hiện|tiến hành|triển khai|do|được|là|mở|họp"
    r"|tổng kết|phát động|đăng cai|thống nhất"
    r"|phấn đấu|tại|với|trong|để|về|nhằm|cùng|thực hiện|sơ kết|đề ra|tham dự|tham gia"
    r"|phối hợp|hướng tới|giữ|làm|xây dựng(?= kế)|lần"
    r"|cần(?= (?:tập|phải|tiếp|chủ|thực|đẩy|quan))|phải"
    r"|tiếp tục|luôn|long trọng|trang trọng|bầu|chủ trì"
    r"|diễn ra|đạt|năm|giai đoạn|nhiệm kỳ|quý|trên địa bàn|tích cực|đẩy mạnh|bình xét|nhất trí"
    r"|hưởng ứng|đồng loạt|ra mắt|gặp mặt|đăng ký|nỗ lực"
    r"|chính thức|thi đua|báo cáo|đánh giá|nêu|sáng|chiều|ngày|tập trung|giao ban|mỗi|qua|vào|theo|chỉ"
    r"|nhiều|hoàn thành|giao ước|ban hành|mà|khi)"
    r"(?=[\s,.;:]|$)|\s*[:;.!?“”\"(\[]|\s+[-–—]\s+(?!(?-i:[" + LOWER + r"]))|\s*$",
    re.I,
)
SUBJECTS = "giúp việc|tham mưu|tổng hợp|nội chính|kinh tế|kỹ thuật"
JOINS = re.compile(
    rf"\s*,\s*(?:các\s+)?(?={SORTS}|{SUBJECTS})|\s+và\s+(?:các\s+)?(?={SORTS})",
    re.I,
)
BELONGS = re.compile(r"\s*,?\s+thuộc\s+", re.I)
NO_NAME = re.compile(
    r"(?:trưởng|phó|của|này|đã|đều|nhà|lượng|thi đua$|các đơn vị|đoàn kết|thành viên|và|chủ trì|thuộc"
    r"|cùng|cơ bản|nhất trí)\b",
    re.I,
)
LONGEST = 170  # letters of a name


def cluster_facts(article):
    """Return the fact of the cluster: {name, kind} of the name that tells most, where it first stands."""
    mentions = [row for span in [*article.reported, *article.captions] for row in _mentions(span)]
    if not mentions:
        return _kind_alone(article)
    groups = defaultdict(list)
    for fact in mentions:
        groups[fact.value["kind"], _key(fact.value["name"])].append(fact)
    first_sentence = min((s.start for s in article.sentences), default=0)
    titled = {t.start for t in article.titles}

    def weight(group):
        facts = groups[group]
        in_title = any(any(t <= f.start for t in titled) and f.start < first_sentence for f in facts)
        in_body = sum(any(s.start <= f.start < s.end for s in article.sentences) for f in facts)
        numbered = bool(re.search(r"\d|\b[IVX]+\b", facts[0].value["name"]))
        emulates = "thi đua" in facts[0].value["name"].lower()
        return (
            1.5 * emulates
            + (in_body > 0)
            + 0.8 * in_title
            + min(in_body, 3) * 0.4
            + numbered * 0.5
            - 0.0001 * facts[0].start
        )

    best = max(groups, key=weight)
    chosen = _fullest(groups[best], mentions)
    return [chosen]


def _fullest(facts, mentions):
    """Return the mention whose name says most among those that begin alike; in capitals only if no other is."""
    kind, base = facts[0].value["kind"], _key(facts[0].value["name"])
    family = [
        f
        for f in mentions
        if f.value["kind"] == kind
        and (_key(f.value["name"]).startswith(base) or base.startswith(_key(f.value["name"])))
    ]
    written = [f for f in family if not f.value["name"].isupper()] or family
    bracketed = [f for f in written if f.value["name"].endswith(")")]
    if bracketed:
        return bracketed[0]
    same = [f for f in written if _key(f.value["name"]) == base] or written
    return next((f for f in same if "thi đua" in f.value["name"].lower()), same[0])


def _key(name):
    words = fold(re.sub(r"\([^)]*\)", " ", name)).split()
    words = [word for word in words if word not in ("thi", "dua", "giao", "uoc", "cac", "so", "thuoc", "cua", "va")]
    return re.sub(r"[^a-z0-9 ]+", " ", " ".join(words)).strip()


def _mentions(span):
    """Yield a fact for each name of a cluster in a line or sentence."""
    for match in HEAD.finditer(span.text):
        end = _end(span.text, match)
        name = span.text[match.start() : end].strip(" ,-–")
        head = match.end("emulation") if match["emulation"] else match.end("kind")
        tail = name[head - match.start() :].strip()
        if not _is_name(name, tail, match):
            continue
        kind = "cum" if fold(match["kind"]) == "cum" else "khoi"
        yield Fact(
            "cluster", {"name": name, "kind": kind}, span.start + match.start(), span.start + match.start() + len(name)
        )


def _is_name(name, tail, match):
    if not tail or len(name) > LONGEST or NO_NAME.match(tail):
        return False
    if match["emulation"]:
        return not tail.lower().startswith(("năm", "đã", "của"))
    if re.match(r"(?:số\s*)?(?:\d{1,2}|[IVX]{1,4})(?!\w)", tail):
        return match["kind"][0].isupper() or tail.lower().startswith("số")
    return match["kind"][0].isupper() and (tail[0].isupper() or tail.startswith("các ")) and len(tail) > 4


def _end(text, match):
    """Return where the name that begins here ends."""
    place = match.end("emulation") if match["emulation"] else match.end("kind")
    if number := NUMBER.match(text, place):
        place = number.end()
        if bracket := BRACKET.match(text, place):
            return bracket.end()
        if (
            re.match(r"\s+(?-i:[A-ZĐ])", text[place:])
            and UNIT.match(text[place:].lstrip())
            and not STOP.match(text, place)
        ):
            return _stop(text, place + 1)
        rest = re.match(
            r"\s+(?=(?:các|khối|cụm|ngành|tỉnh|thành phố|huyện|thị xã|quận)\s)|\s*[-–]\s+(?=(?:khối|cụm|các)\s)",
            text[place:],
            re.I,
        )
        if not rest or STOP.match(text, place):
            return place
        place += rest.end() - 1
    while True:
        stop = STOP.search(text, place)
        end = stop.start() if stop else len(text)
        comma = re.search(r"[,]|\s+(?:và|thuộc)\s", text[place:end], re.I)
        if not comma:
            break
        here = place + comma.start()
        joined = JOINS.match(text, here)
        if joined and joined.end() <= end:
            place = joined.end()
            continue
        if (belongs := BELONGS.match(text, here)) and here > match.end():
            owner = STOP.search(text, belongs.end())
            until = owner.start() if owner else len(text)
            cut = text.find(",", belongs.end(), until)
            return cut if cut >= 0 else until
        goes_on = comma[0].strip() == "và" and not re.match(r" và (?:khối|cụm)\b", text[here:], re.I)
        goes_on = goes_on and not STOP.match(text, here + len(" và"))
        if goes_on:
            place = here + len(" và ")
            continue
        return here
    if bracket := BRACKET.match(text, end):
        return bracket.end()
    return end


def _stop(text, place):
    stop = STOP.search(text, place)
    end = stop.start() if stop else len(text)
    comma = text.find(",", place, end)
    return comma if comma >= 0 else end


def _kind_alone(article):
    """Return the kind where no name stands but one is spoken of throughout."""
    text = " ".join(span.text for span in article.reported)
    clusters, blocs = len(re.findall(r"\bcụm\b", text, re.I)), len(re.findall(r"\bkhối\b", text, re.I))
    if max(clusters, blocs) < 2:
        return []
    kind, word = ("cum", "cụm") if clusters > blocs else ("khoi", "khối")
    found = re.search(rf"\b{word}\b", article.text, re.I)
    return [Fact("cluster", {"name": None, "kind": kind}, found.start(), found.end())] if found else []
