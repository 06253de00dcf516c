"""The units of the cluster as an article lists them, which of them leads, and how many it says there are."""

import re

from clusters.intake.unit_names import read_units
from clusters.intake.unit_words import UNIT
from pacts.intake.article.facts import Fact
from pacts.intake.article.leaders import roles_in, with_roles
from pacts.intake.running_text import NUMBERS

COUNTED = (
    r"(?:cơ quan|đơn vị|huyện|thành phố|thị xã|xã|phường|quận|tỉnh|thị trấn|thành viên|sở|ban|ngành"
    r"|doanh nghiệp|công ty|trường|bệnh viện"
    r"|hợp tác xã|ngân hàng|hội|tổ chức|đoàn thể|công đoàn cơ sở|công đoàn|trung tâm|chi cục|cục|viện"
    r"|phòng|địa phương|chi nhánh|đảng bộ|chi bộ|tổ chức đảng|chi hội|khoa|nhà trường)"
)
COUNTED_LIST = rf"{COUNTED}(?:(?:\s*,\s*|\s+và\s+|\s+){COUNTED}(?!\w))*"
NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
STATED = re.compile(
    rf"(?<![\w/.,-])(?P<before>(?:gồm|bao gồm|gồm có|hiện có|có|với|đại diện(?:\s+(?:cho|của|lãnh đạo"
    rf"|lãnh đạo của))*|của|công an"
    rf"|(?:cụm|khối)(?:\s+thi đua)?|tham gia của|sự tham gia của|toàn thể|tổng số|thuộc|lãnh đạo"
    rf"|cho)\s+)?(?:\d{{1,3}}/)?{NUMBER}\s+(?P<noun>{COUNTED_LIST})(?=(?P<after>[^.;:]{{0,60}}))",
    re.I,
)
AWARDED = re.compile(
    r"(?:tặng|khen|thưởng|biểu dương|cờ|xếp|đạt|trao|hỗ trợ|ủng hộ|xây dựng|tuyên dương|trong đó có"
    r"|tập thể|nhóm)\b[^.;]*$",
    re.I,
)
BELONGS = re.compile(
    r"^[^.;]{0,40}\b(?:trong|thuộc|thành viên|của)\s+(?:toàn\s+)?(?:cụm|khối)|^\s*thành viên|^\s*:"
    r"|^\s*[,(]?\s*(?:gồm|bao gồm)|^\s+cụm|^\s+khối",
    re.I,
)
LIST = re.compile(
    rf"(?P<lead>\b(?:gồm"
    rf"|bao gồm)(?:\s+có)?(?:\s+đại diện(?:\s+lãnh đạo)?)?(?:\s+của)?"
    rf"(?:\s+\d{{1,2}}\s+{COUNTED_LIST}(?:\s+thành viên)?)?(?:\s+sau(?:\s+đây)?)?\s*:?\s*"
    rf"|(?:\d{{1,3}}|{'|'.join(NUMBERS)})\s+{COUNTED_LIST}[^.;:()]{{0,60}}[:(]\s*(?:gồm:?\s*)?"
    rf"|(?:các|những)\s+{COUNTED_LIST}(?:\s+(?:thành viên|trong|thuộc|của)[^.;:()]{{0,40}})?\s*[:(]\s*(?:gồm:?\s*)?)",
    re.I,
)
PREDICATE = re.compile(
    r"\s+(?:(?:vừa|đã|cùng nhau|cùng|sẽ|đều|long trọng|trang trọng|chính thức|phối hợp"
    r"|đồng loạt)\s+)*(?:tổ chức|ký kết|ký giao|ký|kí|tiến hành|triển khai"
    r"|tổng kết|họp|mở hội|mở|thống nhất|phát động|về dự|tham dự|dự (?:hội|lễ)|tham gia (?:ký|hội|lễ)"
    r"|diễn ra|thực hiện|đăng ký|đề ra|có mặt"
    r"|cùng nhau|nhất trí|long trọng|thảo luận|bàn|cam kết|tập trung|quyết tâm|phấn đấu"
    r"|do\s+\S+\s+\S+.{0,40}(?:trưởng|chủ trì)|với \d+)(?=\s|[,.;]|$)"
    r"|\s*[;,]\s*(?=(?:các đơn vị|các thành viên|cùng (?:các|đại diện)|hội nghị|đại diện"
    r"|lãnh đạo(?!\s+(?:ubnd|ủy ban|uỷ ban|hđnd)?\s*(?:nhân dân\s+)?các)|đồng chí|đ/c|và các"
    r"|trong đó)\b)",
    re.I,
)
NOT_MEMBERS = re.compile(
    r"nội dung|nhiệm vụ|chỉ tiêu|văn bản|tiêu chí|phong trào|mục tiêu|cam kết|khen|tặng|giải|hoạt động"
    r"|nhóm|giải pháp|phần|đồng chí|ban chỉ đạo|tài liệu",
    re.I,
)
OTHER_LIST = re.compile(r"(?:nội dung|nhiệm vụ|chỉ tiêu|phong trào|mục tiêu|giải pháp|văn bản|tiêu chí)\s*$", re.I)


def member_facts(article, year=None):
    """Return facts of units, their roles, and the stated number, with where each stands."""
    stated = _stated(article)
    listed = _listed(article, stated[0] if stated else None)
    facts = [Fact("stated_unit_count", stated[0], *stated[1:])] if stated else []
    roles = roles_in(article, year)
    return facts + with_roles(listed, roles)


# --- The stated number ------------------------------------------------------------------------


def _stated(article):
    """Return (number, start, end) of units the article says the cluster has, or None."""
    best = None
    for span in article.reported:
        for match in STATED.finditer(span.text):
            before = re.sub(
                r"thi đua\s*[-–,]?\s*khen thưởng", "", span.text[max(0, match.start() - 60) : match.start()], flags=re.I
            )
            belongs = bool(BELONGS.search(match["after"]))
            opened = bool(match["before"]) and re.match(r"gồm|bao gồm|hiện có|công an|cụm|khối", match["before"], re.I)
            represented = bool(match["before"]) and match["before"].lower().startswith(
                ("đại diện", "của", "có", "sự", "lãnh đạo")
            )
            if AWARDED.search(before) or re.match(
                r"\s*(?:đã |đều )?(?:được|xuất sắc|tiêu biểu|đạt|nhận|hoàn thành)", match["after"], re.I
            ):
                continue
            signs = re.match(r"\s+(?:đã\s+|cùng\s+)*ký", match["after"], re.I)
            points = 2 * bool(signs) + 2 * belongs + 2 * bool(opened) + represented
            number = int(match["number"]) if match["number"].isdigit() else NUMBERS[match["number"].lower()]
            in_name = bool(match["before"]) and match["before"].lower().startswith(("cụm", "khối"))
            if in_name and match["noun"][0].isupper() and not span.text.isupper():
                continue  # "Cụm 6 Ngân hàng Chính sách": the number is the cluster's
            if points < 1 or number < 2:
                continue
            if best is None or points > best[0]:
                start = span.start + match.start("number")
                best = (points, number, start, start + len(match["number"]))
    return best[1:] if best else None


# --- The list ---------------------------------------------------------------------------------


def _listed(article, stated):
    """Return facts of the units of the list that names most of them, or as many as are stated."""
    best, chosen = 0, []
    for span in article.sentences:
        for start, end in _fragments(span, article):
            units = _units(article.text, start, end, stated)
            points = len(units) + 3 * (len(units) == stated)
            if len(units) > 1 and points > best:
                best, chosen = points, units
    return chosen


def _fragments(span, article):
    """Yield (start, end) of each part of a sentence that may list the members."""
    text = span.text
    for match in LIST.finditer(text):
        if NOT_MEMBERS.search(match[0]) or OTHER_LIST.search(text[: match.start()]):
            continue
        start = match.end()
        if match[0].rstrip().endswith(":") and not text[start:].strip():
            yield from _lines_below(span, article)
            continue
        end = _list_end(text, start, in_brackets=text.count("(", 0, start) > text.count(")", 0, start))
        if end - start > 8:
            yield span.start + start, span.start + end
    if before := re.search(r"[,–-]\s+(?P<list>[^,–:]+ cùng [^:();]+?)\s*\((?:thuộc\s+)?(?:cụm|khối)", text, re.I):
        yield span.start + before.start("list"), span.start + before.end("list")


def _lines_below(span, article):
    below = [line for line in article.lines if line.line > span.line]
    taken = []
    for line in below:
        if len(line.text) > 160 or line.role in ("related", "furniture", "date"):
            break
        taken.append(line)
        if line.text.endswith("."):
            break
    if len(taken) > 1:
        yield taken[0].start, taken[-1].end


def _list_end(text, start, in_brackets):
    """Return where a list of units ends: at its bracket, at the verb of the sentence, or with the sentence."""
    depth, end = 0, len(text)
    for index in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth < 0 and in_brackets:
            end = index
            break
    stop = PREDICATE.search(text, start, end)
    return stop.start() if stop else end


def _units(text, start, end, stated):
    """Return a fact for each unit of a list, where it stands; names as written."""
    fragment = text[start:end].strip()
    facts, place = [], start
    pieces = _pieces(fragment, stated)
    spelt = {match[0].lower() for piece in pieces if (match := UNIT.match(_as_written(piece)))}
    for piece in pieces:
        handed_on = piece.atoms and piece.atoms[0].word.lower() in spelt
        name = piece.text if handed_on else _as_written(piece)
        found = text.find(name, place, end)
        found = found if found >= 0 else place
        if not 2 < len(name) <= 120:
            continue
        facts.append(Fact("units", {"name": name, "role": piece.role}, found, found + len(name)))
        place = found + len(name) if text.startswith(name, found) else place
    return facts


def _pieces(fragment, stated):
    """Return the pieces of a list; what "cùng" joins are two lists of which the number is known together."""
    parts = re.split(r"\s+cùng\s+(?:với\s+)?", fragment)
    found = [piece for part in parts for piece in read_units(part, stated if len(parts) == 1 else None).pieces]
    return [piece for piece in found if piece.text[:1].isupper() or UNIT.match(piece.text)]


def _as_written(piece):
    """Return a unit as the list has it, without the word handed on to it ("các xã A, B")."""
    atoms = piece.atoms
    if not atoms:
        return piece.text
    first, *others = atoms
    return (first.text + "".join(f"{atom.glue}{atom.text}" for atom in others)).strip(" .,;")
