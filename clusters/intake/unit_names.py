"""Names of units cut out of a pasted list, with the role each has there; the register is not asked."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise

from clusters.common.text import fold, in_form, normalise
from clusters.intake.sentences import SOON, cut, is_capital, masked, sentence_ends, single_spaced
from clusters.intake.unit_pieces import Atom, Piece, UnitList, grouped, joined, role_of, without_role
from clusters.intake.unit_tables import is_table, read_table
from clusters.intake.unit_words import (
    FOR_UNIT,
    GATHERS,
    HEADING,
    LABEL,
    LINKING,
    MARK,
    PEOPLE,
    PREDICATE,
    ROLE_OF,
    SEPARATOR,
    STATED,
    SUPERIOR,
    TERRITORY,
    UNIT,
    UNIT_PLAIN,
    WITHOUT_COLON,
    is_compound,
    joined_by_and,
    name_key,
)

BODY_HANDED_ON = re.compile(rf"(?P<body>.+)\s+(?:{TERRITORY})$", re.I)
TERRITORY_FIRST = re.compile(rf"(?:{TERRITORY})\s", re.I)
LONG_LEAD = 40  # letters: before a list this long a sentence of an article stands


@dataclass(frozen=True)
class Line:
    """A line of a list without its mark ("1. ", "- "), and whether it had one."""

    text: str
    is_marked: bool = False


def split_units(text):
    """Return the units a pasted list or sentence names, in its order, each as a Piece."""
    return read_units(text).pieces


def read_units(text, stated=None):
    """Return the UnitList of a pasted list, sentence or article.

    Each word of the text is in a unit, is a linking word or a word for a role, or is in `unread`. `stated`: how many
    units there are, where something else than the text says so.
    """
    if is_table(text):
        return read_table(text).units
    lines = _lines(text)
    prose = next((line for line in lines if len(lines) > 1 and _tells_units(line)), None)
    chosen = [line is prose if prose else not HEADING.match(fold(line.text[:200])) for line in lines]
    matches = (STATED.search(line.text) for line, is_list in zip(lines, chosen, strict=True) if is_list)
    stated = stated or next((int(match[1]) for match in matches if match), None)
    atoms, unread = [], []
    for line, is_list in zip(lines, chosen, strict=True):
        first = len(atoms)
        if is_list:
            _add_atoms(line, atoms)
        unread += gaps(line.text, atoms[first:])
    if not any(atom.starts for atom in atoms):
        atoms = [replace(atom, starts=is_capital(atom.text)) for atom in atoms]
    pieces = grouped(atoms, lambda name, many: many and is_compound(name))
    return _with_roles_said(_decided(pieces, atoms, stated, unread))


def _lines(text):
    """Return the Lines of a text, as it is stored; empty ones are left out, and tabs part as semicolons do."""
    lines = []
    for line in re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", in_form("NFC", str(text))):
        mark = MARK.match(line)
        mark = mark if mark and line[mark.end() :].strip(" \t;") else None
        rest = line[mark.end() :] if mark else line
        rest = single_spaced(normalise(rest.replace("\t", ";"))).strip()
        if rest.strip(" ;"):
            lines.append(Line(rest, bool(mark)))
    return lines


def gaps(text, atoms):
    """Return the passages of a line that are in none of its atoms, without those that only link or tell a role."""
    passages, place = [], 0
    for atom in atoms:
        whole = _find(atom.text, text, place)
        for part in [atom.text] if whole >= 0 else atom.text.split():
            found = _find(part, text, place)
            if found >= 0:
                passages.append((text[place:found], atom.word))
                place = found + len(part)
    passages.append((text[place:], ""))
    return [
        sentence.strip(" ,;")
        for passage, word in passages
        for sentence in cut(passage, sentence_ends(passage))
        if _says_more(sentence, word)
    ]


def _find(words, text, place):
    """Return where words stand in a text from a place on, not as a part of a longer word, or -1."""
    while (found := text.find(words, place)) >= 0:
        around = text[max(found - 1, 0) : found + 1], text[found + len(words) - 1 : found + len(words) + 1]
        if not any(len(pair) == 2 and pair.isalnum() for pair in around):
            return found
        place = found + 1
    return -1


def _says_more(passage, word):
    """Return whether a passage says more than how the units around it are linked; `word` is handed on from it."""
    if not re.search(r"[^\W_]", passage):
        return False
    rest = GATHERS.sub(" ", passage) if word else passage
    return bool(re.search(r"[^\W\d_]", LINKING.sub(" ", rest)))


def _with_roles_said(found):
    """Return a UnitList with the roles that a sentence beside the list tells: "Khối trưởng là Sở A."."""
    pieces, unread = list(found.pieces), []
    keys = {name_key(piece.text): place for place, piece in enumerate(pieces)}
    for passage in found.unread:
        said = ROLE_OF.fullmatch(passage.strip(" .;")) if len(passage) < 300 else None
        place = keys.get(name_key(said["name"])) if said else None
        if place is None:
            unread.append(passage)
        else:
            pieces[place] = replace(pieces[place], role="deputy" if said["deputy"] else "leader")
    return replace(found, pieces=pieces, unread=unread)


def _decided(pieces, atoms, stated, unread):
    """Return the UnitList whose pieces are as many as the text states, where one way to part it gives that number."""
    alone = [Piece(joined([atom]), atom.role or "member", (replace(atom, starts=True),)) for atom in atoms]
    together = _with_superiors(pieces, len(pieces) - stated if stated else 1)
    if stated and len(pieces) != stated:
        for way in (together, _at_commas(atoms), alone):
            if len(way) == stated:
                return UnitList(way, stated, unread, pieces)
    return UnitList(pieces, stated, unread, together if len(together) < len(pieces) else [])


def _at_commas(atoms):
    """Return the pieces of a list that is parted at every comma and semicolon, and nowhere else."""
    groups = []
    for atom in atoms:
        if not groups or atom.glue.strip() in (",", ";", "|", "") or atom.starts:
            groups.append([])
        groups[-1].append(atom)
    return [Piece(joined(group), role_of(group), tuple(group), True) for group in groups]


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
            both = (*found[-1].atoms, *piece.atoms)
            found[-1] = Piece(joined(both), found[-1].role, both, True)
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


# --- One line ---------------------------------------------------------------------------------


def _tells_units(line):
    """Say whether a line is a sentence of an article that lists units after a colon."""
    rest = _without_lead(line.text)
    if len(line.text) - len(rest) <= LONG_LEAD:
        return False
    atoms = []
    _add_atoms(line, atoms)
    return sum(atom.starts for atom in atoms) > 2


def _without_lead(line):
    """Return a line without its lead-in: up to the last colon that is no part of a role and hands on no word."""
    marks = [-1, *(mark.start() for mark in re.finditer(r"[;,.]", line))]
    for colon in reversed(list(re.finditer(r":(?=\s|$)", masked(line)))):
        label = line[marks[bisect_left(marks, colon.start()) - 1] + 1 : colon.start()].strip()
        behind = re.split(r"[;,.]", line[colon.end() : colon.end() + SOON], maxsplit=1)[0].strip()
        if not (LABEL.fullmatch(label) or GATHERS.fullmatch(label) or (behind and LABEL.fullmatch(behind))):
            return line[colon.end() :].strip()
    lead = WITHOUT_COLON.match(masked(line))
    return line[lead.end() :] if lead and not UNIT.match(line) and not GATHERS.match(line) else line


def _add_atoms(line, atoms):
    """Append the atoms of a line, without its lead-in and its predicate.

    Behind the lead-in of an article only one sentence is a list.
    """
    rest = _without_lead(line.text)
    sentences = cut(rest, sentence_ends(rest))
    first = len(atoms)
    for sentence in sentences[:1] if len(line.text) - len(rest) > LONG_LEAD else sentences:
        predicate = None if sentence.isupper() else PREDICATE.search(masked(sentence))
        if predicate and predicate.start():
            sentence = sentence[: predicate.start()]
        _add_atoms_of(sentence, atoms, goes_on=len(atoms) > first)
    if line.is_marked and len(atoms) > first:
        atoms[first] = replace(atoms[first], starts=True)


def _add_atoms_of(sentence, atoms, goes_on):
    """Append the atoms of a sentence, without people and what belongs to them; `goes_on`: one stood before it."""
    word, people = "", False
    for place, (glue, written) in enumerate(_parts(sentence)):
        led = bool(FOR_UNIT.match(written))
        text, role = without_role(FOR_UNIT.sub("", written))
        text, own, word, starts = _without_word(text, word, led, ";" in glue)
        behind = bool(text) and bool(atoms or glue.strip())
        starts = starts or (behind and ((";" in glue and is_capital(text)) or _is_place(text, glue, atoms)))
        another = place == 0 and goes_on and not starts  # a sentence that goes on about something else
        people = not starts and (people or another or bool(PEOPLE.match(text)))
        if text and not people and (word or not text.isdigit()):
            atoms.append(Atom(text, glue, own, starts, role))
        elif role and not text and atoms:  # a cell of its own, beside the name
            atoms[-1] = replace(atoms[-1], role=role)


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
    for match in SEPARATOR.finditer(joined_by_and(masked(sentence))):
        yield glue, sentence[start : match.start()].strip()
        start, glue = match.end(), match[0]
    yield glue, sentence[start:].strip()


def _without_word(text, word, led, apart):
    """Return (text, word before it, word handed on from here, whether the text begins a unit).

    "các xã A" hands "xã" on, "Công an các huyện A" hands "Công an huyện" on; a territory behind that ("và thị xã B")
    gets "Công an" alone, unless a semicolon keeps it `apart`. `led`: whether "lãnh đạo" or the like stood before it;
    then "UBND các xã" means the communes.
    """
    if gathers := GATHERS.match(text):
        rest, body = text[gathers.end() :], (gathers["body"] or "").strip()
        if led and fold(body) in ("ubnd", "uy ban nhan dan"):
            body = ""
        word = f"{body} {gathers['word']}".strip()
        return rest, word, word, is_capital(rest) or rest[:1].isdigit()
    if own := _unit_word(text):
        body = BODY_HANDED_ON.match(word)
        if body and not apart and TERRITORY_FIRST.match(text):
            return text, body["body"], word, True
        return text, "", word if own == word.lower() else "", True
    return text, word, word, bool(word) and (is_capital(text) or text.isdigit())


def _unit_word(text):
    found = UNIT.match(text) or (text.isascii() and UNIT_PLAIN.match(text))
    return found[0].lower() if found else None
