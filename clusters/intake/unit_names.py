"""Names of units cut out of a pasted list, with the role each has there; the register is not asked."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from clusters.common.text import fold, normalise
from clusters.intake.sentences import cut, is_capital, masked, sentence_ends, single_spaced

TERRITORY = "thành phố|tp|thị xã|tx|thị trấn|đặc khu|tỉnh|huyện|quận|xã(?! hội)|phường"
BODY = (
    "sở|ban|văn phòng|chi cục|tổng cục|cục|kho bạc|liên đoàn|liên minh|liên hiệp|(?:ủy|uỷ) ban|ubnd|ubmttq"
    "|mttq|mặt trận|hội(?! nghị)|hội đồng|công an|bộ|bchqs|trường|học viện|viện|đảng (?:ủy|uỷ)|đảng bộ"
    "|tỉnh (?:ủy|uỷ)|thành (?:ủy|uỷ)|huyện (?:ủy|uỷ)|thị (?:ủy|uỷ)|quận (?:ủy|uỷ)|tỉnh đoàn|thành đoàn|huyện đoàn"
    "|đoàn(?! kết)|trung tâm|công ty|tổng công ty|tập đoàn|bảo hiểm|bhxh|t(?:òa|oà) án|tand|viện kiểm sát|vksnd"
    "|ngân hàng|thanh tra|bệnh viện|đại học|phòng|bưu điện|điện lực|đài|báo(?! cáo)|tạp chí|hạt|quỹ|kiểm toán"
    "|hải quan|doanh nghiệp|hợp tác xã|vụ|trạm"
)
UNIT = re.compile(rf"(?:{TERRITORY}|{BODY})\b", re.I)
UNIT_PLAIN = re.compile(rf"(?:{fold(TERRITORY)}|{fold(BODY)})\b", re.I)  # typed without accents
GATHERS = re.compile(rf"(?:(?:ubnd|lãnh đạo|đại diện)\s+)*(?:các|những)\s+(?P<word>{TERRITORY}|{BODY})\b[:\s]*", re.I)
ROLE = (
    r"(?:đơn vị\s+)?(?:(?P<{0}deputy>phó(?:\s+trưởng)?\s+(?:cụm|khối)|(?:cụm|khối)\s+phó|phó)"
    r"|(?P<{0}leader>trưởng\s+(?:cụm|khối)|(?:cụm|khối)\s+trưởng|trưởng)"
    r"|(?P<{0}member>(?:các\s+)?(?:đơn vị\s+)?thành viên))(?:\s+thi đua)?(?:\s+năm\s+\d{{4}})?"
)
LABEL = re.compile(ROLE.format("") + r"\s*(?:[:\-–]|\blà\b|$)\s*", re.I)
IN_BRACKETS = re.compile(r"\s*[(\[]\s*" + ROLE.format("") + r"\s*[)\]]", re.I)
BEHIND = re.compile(r"\s*[-–:]\s*" + ROLE.format("") + r"$", re.I)
FOR_UNIT = re.compile(
    rf"(?:(?:đại diện|lãnh đạo|thủ trưởng|các đồng chí)\s+){{1,6}}(?=(?:các\s+)?(?:{TERRITORY}|{BODY})\b)", re.I
)
PEOPLE = re.compile(
    r"(?:các\s+)?(?:đ/c|đồng chí|(?:phó\s+)?(?:bí thư|chủ tịch|giám đốc)|ông|bà|lãnh đạo|đại biểu|cán bộ|công chức)\b",
    re.I,
)
MARK = re.compile(r"\s*(?:[-–—•●▪*+\uf0b7]\s*|\(?\d{1,2}[.)]\s*)")
HEADING = re.compile(  # of a table, folded
    r"(?:(?:stt|so tt|tt|so thu tu)\s*;.*|(?:ten )?(?:don vi|co quan)\s*;.*|ten (?:don vi|co quan))$"
)
SEPARATOR = re.compile(r"\s*[,;|]\s*|\s+và\s+")
WITHOUT_COLON = re.compile(rf".*\b(?:gồm có|gồm|có)\s+(?={TERRITORY}|{BODY})", re.I)
COMPOUNDS = re.compile(  # names with a comma or "và" inside, as name_key gives them
    r"(?:so |phong )?(?:van hoa the thao(?: du lich)?|van hoa thong tin|lao dong thuong binh xa hoi"
    r"|nong nghiep moi truong|nong nghiep phat trien nong thon|ke hoach dau tu|giao duc dao tao|khoa hoc cong nghe"
    r"|tai nguyen moi truong|thong tin truyen thong|dan toc ton giao|tai chinh ke hoach)"
    r"|ban thi dua khen thuong|ban tuyen giao dan van"
    r"|van phong hdnd ubnd(?: (?!(?:phong|so|ban|cuc|chi|hoi|van)\b)[a-z0-9]+)*"
)
SHORT = {
    "uy ban nhan dan": "ubnd",
    "hoi dong nhan dan": "hdnd",
    "dai bieu quoc hoi": "dbqh",
    "mat tran to quoc viet nam": "mttq",
    "mat tran to quoc": "mttq",
    "mttq viet nam": "mttq",
    "ubmttq": "uy ban mttq",
    "lien hiep phu nu viet nam": "lhpn",
    "lien hiep phu nu": "lhpn",
    "lien doan lao dong": "ldld",
    "cuu chien binh viet nam": "ccb",
    "cuu chien binh": "ccb",
    "toa an nhan dan": "tand",
    "vien kiem sat nhan dan": "vksnd",
    "bao hiem xa hoi": "bhxh",
    "tp": "thanh pho",
    "tx": "thi xa",
    "gd dt": "giao duc dao tao",
    "kh dt": "ke hoach dau tu",
    "kh cn": "khoa hoc cong nghe",
    "tn mt": "tai nguyen moi truong",
    "nn ptnt": "nong nghiep phat trien nong thon",
    "ld tb xh": "lao dong thuong binh xa hoi",
    "vh tt dl": "van hoa the thao du lich",
    "tt tt": "thong tin truyen thong",
}
LONG = re.compile(r"\b(?:" + "|".join(sorted(SHORT, key=len, reverse=True)) + r")\b")


@dataclass(frozen=True)
class Atom:
    """What stands between two separators: its text, what glued it to the one before, the word handed on to it."""

    text: str
    glue: str
    word: str
    starts: bool
    role: str | None


@dataclass(frozen=True)
class Piece:
    """One unit as a list names it: its name there, its role ("leader", "deputy", "member")."""

    text: str
    role: str = "member"
    atoms: tuple = field(default=(), compare=False, repr=False)


def name_key(text):
    """Return the key by which names are held to be the same: folded, usual short forms, no brackets, no "và"."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(re.sub(r"\([^()]*\)", " ", text))).split()
    return LONG.sub(lambda long: SHORT[long[0]], " ".join(word for word in words if word not in ("va", "cua")))


def split_units(text):
    """Return the units a pasted list or sentence names, in its order, each as a Piece."""
    text = single_spaced(normalise(str(text).replace("\t", ";")))
    lines = [line.strip() for line in text.split("\n") if line.strip(" ;")]
    lines = lines[bool(lines and HEADING.match(fold(lines[0]))) :]
    prose = [line for line in lines if len(lines) > 1 and _tells_units(line)]
    atoms = [atom for line in prose[:1] or lines for atom in _atoms(line)]
    if not any(atom.starts for atom in atoms):
        atoms = [Atom(atom.text, atom.glue, atom.word, is_capital(atom.text), atom.role) for atom in atoms]
    return grouped(atoms, lambda name, many: many and bool(COMPOUNDS.fullmatch(name_key(name))))


def grouped(atoms, is_known):
    """Return atoms as pieces: the longest run that is a known name, else each with what does not begin a unit.

    `is_known(name, many)` says whether a name is known; `many` that it was glued from several atoms.
    """
    groups, place = [], 0
    while place < len(atoms):
        rest = atoms[place : place + 5]
        run = next((size for size in range(len(rest), 1, -1) if is_known(_joined(rest[:size]), True)), 1)
        if run > 1 or rest[0].starts or not groups or is_known(_joined(rest[:1]), False):
            groups.append([])
        groups[-1] += rest[:run]
        place += run
    return [Piece(_joined(group), _role(group), tuple(group)) for group in groups]


def _joined(atoms):
    first, *others = atoms
    return f"{first.word} {first.text}".strip() + "".join(f"{atom.glue}{atom.text}" for atom in others)


def _role(atoms):
    return next((atom.role for atom in atoms if atom.role), "member")


# --- One line ---------------------------------------------------------------------------------


def _tells_units(line):
    """Say whether a line is a sentence of an article that lists units after a colon."""
    rest = _without_lead(line)
    return len(line) - len(rest) > 40 and sum(atom.starts for atom in _atoms(line)) > 2


def _without_lead(line):
    """Return a line without its lead-in: up to the last colon that closes no label and hands on no word."""
    marks = [-1, *(mark.start() for mark in re.finditer(r"[;,.]", line))]
    for colon in reversed(list(re.finditer(r":(?=\s|$)", masked(line)))):
        label = line[marks[bisect_left(marks, colon.start()) - 1] + 1 : colon.start()].strip()
        if not LABEL.fullmatch(label) and not GATHERS.fullmatch(label):
            return line[colon.end() :].strip()
    lead = WITHOUT_COLON.match(masked(line))
    return line[lead.end() :] if lead and not UNIT.match(line) and not GATHERS.match(line) else line


def _atoms(line):
    """Return the atoms of a line, without people and what belongs to them, and without empty cells."""
    line = MARK.sub("", line, count=1) if MARK.match(line) else line
    rest = _without_lead(line)
    ends = sentence_ends(rest)
    sentences = cut(rest, ends)[:1] if len(line) - len(rest) > 40 else cut(rest, ends)
    atoms, word, people = [], "", False
    for glue, text in (part for sentence in sentences for part in _parts(sentence)):
        text, role = _without_role(FOR_UNIT.sub("", text))
        text, word, starts = _without_word(text, word)
        people = not starts and (people or bool(PEOPLE.match(text)))
        if text and not people and not text.isdigit():
            atoms.append(Atom(text, glue, "" if UNIT.match(text) else word, starts, role))
        elif role and not text and atoms:  # a cell of its own, beside the name
            atoms[-1] = Atom(**{**vars(atoms[-1]), "role": role})
    return atoms


def _parts(sentence):
    """Yield (glue before, text) for each part of a sentence between commas, semicolons and "và" in the open."""
    start, glue = 0, " "
    for match in SEPARATOR.finditer(masked(sentence)):
        yield glue, sentence[start : match.start()].strip()
        start, glue = match.end(), match[0]
    yield glue, sentence[start:].strip()


def _without_role(text):
    """Return a part without the words that tell its role, and the role or None."""
    text = text.strip(" .;…").removesuffix("./")
    for pattern in (IN_BRACKETS, BEHIND, LABEL):
        found = pattern.match(text) if pattern is LABEL else pattern.search(text)
        if found:
            return f"{text[: found.start()]}{text[found.end() :]}".strip(), found.lastgroup
    return text, None


def _without_word(text, word):
    """Return (text, word handed on from here, whether the text begins a unit); "các xã A" hands "xã" on."""
    if gathers := GATHERS.match(text):
        rest = text[gathers.end() :]
        return rest, gathers["word"], is_capital(rest)
    if own := _unit_word(text):
        return text, word if own == word.lower() else "", True
    return text, word, bool(word) and is_capital(text)


def _unit_word(text):
    found = UNIT.match(text) or (text.isascii() and UNIT_PLAIN.match(text))
    return found[0].lower() if found else None
