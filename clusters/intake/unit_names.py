"""Names of units cut out of a pasted list, with the role each has there; the register is not asked."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from clusters.common.text import fold, normalise
from clusters.intake.sentences import cut, is_capital, masked, sentence_ends, single_spaced
from clusters.intake.unit_words import (
    BEHIND,
    COMPOUNDS,
    FOR_UNIT,
    GATHERS,
    HEADING,
    IN_BRACKETS,
    LABEL,
    MARK,
    PEOPLE,
    PREDICATE,
    SEPARATOR,
    STATED,
    SUPERIOR,
    TERRITORY,
    UNIT,
    UNIT_PLAIN,
    WITHOUT_COLON,
    name_key,
)


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
    is_decided: bool = field(default=False, compare=False, repr=False)  # made whole because of a stated number


@dataclass(frozen=True)
class UnitList:
    """What a text lists: its units, the number it states, what of it is no unit, and another way to part it."""

    pieces: list[Piece] = field(default_factory=list)
    stated: int | None = None
    unread: list[str] = field(default_factory=list)
    other: list[Piece] = field(default_factory=list)


def split_units(text):
    """Return the units a pasted list or sentence names, in its order, each as a Piece."""
    return read_units(text).pieces


def read_units(text, stated=None):
    """Return the UnitList of a pasted list, sentence, table (cells parted by tabs) or article.

    `stated`: how many units there are, where something else than the text says so.
    """
    lines = _lines(text)
    rows = [line.split("\t") for line in lines]
    if any(len([cell for cell in row if cell.strip()]) > 1 for row in rows):
        return _from_table(rows)
    lines = [single_spaced(line).strip() for line in lines]
    lines = lines[bool(lines and HEADING.match(fold(lines[0]))) :]
    prose = [line for line in lines if len(lines) > 1 and _tells_units(line)]
    chosen, unread = prose[:1] or lines, [line for line in lines if prose and line is not prose[0]]
    stated = stated or next((int(match[1]) for line in chosen for match in STATED.finditer(line)), None)
    atoms = []
    for line in chosen:
        found, left = _atoms(line)
        atoms += found
        unread += left
    if not any(atom.starts for atom in atoms):
        atoms = [Atom(atom.text, atom.glue, atom.word, is_capital(atom.text), atom.role) for atom in atoms]
    pieces = grouped(atoms, lambda name, many: many and bool(COMPOUNDS.fullmatch(name_key(name))))
    return _decided(pieces, atoms, stated, unread)


def _lines(text):
    """Return the lines of a text as it is stored, without the marks of lists; tabs part cells."""
    lines = []
    for line in str(text).replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        mark = MARK.match(line)
        rest = line[mark.end() :] if mark and line[mark.end() :].strip() else line
        cells = [normalise(cell) for cell in rest.split("\t")]
        if any(cell.strip(" ;") for cell in cells):
            lines.append("\t".join(cells))
    return lines


def _decided(pieces, atoms, stated, unread):
    """Return the UnitList whose pieces are as many as the text states, where one way to part it gives that number."""
    alone = [Piece(_joined([atom]), atom.role or "member", (atom,)) for atom in atoms]
    joined = _with_superiors(pieces, len(pieces) - stated if stated else 1)
    if stated and len(pieces) != stated:
        for way in (joined, _at_commas(atoms), alone):
            if len(way) == stated:
                return UnitList(way, stated, unread, pieces)
    return UnitList(pieces, stated, unread, joined if len(joined) < len(pieces) else [])


def _at_commas(atoms):
    """Return the pieces of a list that is parted at every comma and semicolon, and nowhere else."""
    groups = []
    for atom in atoms:
        if not groups or atom.glue.strip() in (",", ";", "|", "") or atom.starts:
            groups.append([])
        groups[-1].append(atom)
    return [Piece(_joined(group), _role(group), tuple(group), True) for group in groups]


def _with_superiors(pieces, count):
    """Return the pieces with `count` of them joined to the one before, whose superior body they are most likely.

    Unchanged if there are fewer such places, or more that are as likely.
    """
    ranked = sorted(
        ((_is_superior(*pair), place) for place, pair in enumerate(pairwise(pieces), start=1)), reverse=True
    )
    if not 0 < count <= len(ranked) or not ranked[count - 1][0] or [*ranked, (0, 0)][count][0] == ranked[count - 1][0]:
        return pieces
    places, found = {place for _points, place in ranked[:count]}, []
    for place, piece in enumerate(pieces):
        if place in places:
            joined = (*found[-1].atoms, *piece.atoms)
            found[-1] = Piece(_joined(joined), found[-1].role, joined, True)
        else:
            found.append(piece)
    return found


def _is_superior(below, above):
    """Return how likely a body is the one above that before its comma, from 0: "Lữ đoàn 7, Bộ Tư lệnh Thông tin"."""
    if (
        not above.atoms
        or above.atoms[0].glue.strip() != ","
        or above.role != "member"
        or not SUPERIOR.match(above.text)
    ):
        return 0
    if SUPERIOR.match(below.text) or re.match(rf"(?:{TERRITORY})\b", below.text, re.I):
        return 0
    commands = re.match(r"(?:bộ|tổng|quân|binh|tập đoàn)", above.text, re.I)
    return 1 + 2 * bool(re.search(r"\d", below.text)) + bool(commands)


# --- A table ------------------------------------------------------------------------------------


def _from_table(rows):
    """Return the UnitList of cells: the column that names most units, roles from whatever cell tells one."""
    width = max(map(len, rows))
    rows = [[*(cell.strip() for cell in row), *[""] * (width - len(row))] for row in rows]
    heading = (
        rows[0]
        if any(
            re.fullmatch(r"(?:ten )?(?:don vi|co quan)(?: thanh vien)?|(?:so )?tt|stt", fold(cell)) for cell in rows[0]
        )
        else None
    )
    body = rows[1:] if heading else rows
    named = [sum(bool(UNIT.match(row[column])) for row in body) for column in range(width)]
    if heading:
        named = [
            count + len(body) * bool(re.match(r"(?:ten )?(?:don vi|co quan)", fold(cell)))
            for count, cell in zip(named, heading, strict=True)
        ]
    column = max(range(width), key=lambda each: (named[each], -each))
    pieces, unread = [], []
    for row in body:
        name, role = _without_role(row[column])
        told = [_without_role(cell)[1] for place, cell in enumerate(row) if place != column]
        role = role or next(
            (
                each
                for each, cell in zip(told, [c for p, c in enumerate(row) if p != column], strict=True)
                if each and LABEL.fullmatch(cell)
            ),
            None,
        )
        if name and not name.isdigit():
            pieces.append(Piece(name, role or "member", (Atom(name, " ", "", True, role),)))
        left = [
            cell
            for place, cell in enumerate(row)
            if place != column and cell and not cell.isdigit() and not LABEL.fullmatch(cell)
        ]
        unread += [" · ".join(left)] if left else []
    return UnitList(pieces, None, unread)


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
    return len(line) - len(rest) > 40 and sum(atom.starts for atom in _atoms(line)[0]) > 2


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
    """Return (atoms of a line, what of it is no unit): people, what belongs to them, its predicate."""
    rest = _without_lead(line)
    unread = [line[: len(line) - len(rest)].strip()] if len(rest) < len(line) else []
    ends = sentence_ends(rest)
    sentences = cut(rest, ends)
    if len(line) - len(rest) > 40:
        unread += [sentence.strip() for sentence in sentences[1:]]
        sentences = sentences[:1]
    atoms = []
    for sentence in sentences:
        predicate = PREDICATE.search(masked(sentence)) if not sentence.isupper() else None
        if predicate and predicate.start() and _atoms_of(sentence[: predicate.start()])[0]:
            unread.append(sentence[predicate.start() :].strip())
            sentence = sentence[: predicate.start()]
        found, left = _atoms_of(sentence, atoms)
        atoms, unread = found, unread + left
    return atoms, [text for text in unread if re.search(r"\w", text)]


def _atoms_of(sentence, before=()):
    """Return (atoms, what is no unit) of a sentence, behind the atoms that stand before it."""
    atoms, word, people, unread = list(before), "", False, []
    for place, (glue, written) in enumerate(_parts(sentence)):
        led = bool(FOR_UNIT.match(written))
        text, role = _without_role(FOR_UNIT.sub("", written))
        text, word, starts = _without_word(text, word, led)
        starts = starts or (
            bool(atoms or glue.strip())
            and bool(text)
            and ((";" in glue and is_capital(text)) or _is_place(text, glue, atoms))
        )
        another = place == 0 and bool(before) and not starts  # a sentence that goes on about something else
        people = not starts and (people or another or bool(PEOPLE.match(text)))
        if text and not people and (word or not text.isdigit()):
            atoms.append(Atom(text, glue, "" if UNIT.match(text) and not text[:1].isdigit() else word, starts, role))
        elif role and not text and atoms:  # a cell of its own, beside the name
            atoms[-1] = Atom(**{**vars(atoms[-1]), "role": role})
        elif text and people:
            unread.append(written)
    return atoms, unread


def _is_place(text, glue, atoms):
    """Return whether a part without a word of kind is a unit by itself: a name whose words all begin with a capital.

    "Thể thao và Du lịch" goes on with the name before it, "Hải Phòng" does not.
    """
    words = text.split()
    if re.match(r"ĐH|UBND|TP\b|BQP|BCA|TCT", text) and atoms and UNIT.match(atoms[-1].text):
        return False  # the body above the one before, abbreviated
    if not 0 < len(words) <= 5 or (text.isupper() and len(text) > 4):
        return (
            bool(words)
            and text.isupper()
            and "," in glue
            and len(words) <= 5
            and not any(atom.starts and UNIT.match(atom.text) for atom in atoms[-1:])
        )
    capitals = all(word[0].isupper() or word in ("-", "–") for word in words)
    if len(words) == 1 and "," not in glue and atoms and UNIT.match(atoms[-1].text):
        return False
    return capitals and (
        "," in glue or not atoms or _is_bare(atoms[-1]) or bool(re.match(rf"(?:{TERRITORY})\b", atoms[-1].text, re.I))
    )


def _is_bare(atom):
    return not UNIT.match(atom.text) or bool(atom.word)


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


def _without_word(text, word, led=False):
    """Return (text, word handed on from here, whether the text begins a unit); "các xã A" hands "xã" on.

    `led`: whether "lãnh đạo" or the like stood before it; then "UBND các xã" means the communes.
    """
    if gathers := GATHERS.match(text):
        rest, body = text[gathers.end() :], (gathers["body"] or "").strip()
        if led and fold(body) in ("ubnd", "uy ban nhan dan"):
            body = ""
        return rest, f"{body} {gathers['word']}".strip(), is_capital(rest) or rest[:1].isdigit()
    if own := _unit_word(text):
        return text, word if own == word.lower() else "", True
    return text, word, bool(word) and (is_capital(text) or text.isdigit())


def _unit_word(text):
    found = UNIT.match(text) or (text.isascii() and UNIT_PLAIN.match(text))
    return found[0].lower() if found else None
