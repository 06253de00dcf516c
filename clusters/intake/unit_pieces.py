"""Parts of a list of units: what stands between two separators, and the units they make."""

from dataclasses import dataclass, field

from clusters.intake.unit_words import BEHIND, IN_BRACKETS, LABEL


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


def grouped(atoms, is_known):
    """Return atoms as pieces: the longest run that is a known name, else each with what does not begin a unit.

    `is_known(name, many)` says whether a name is known; `many` that it was glued from several atoms.
    """
    groups, place = [], 0
    while place < len(atoms):
        rest = atoms[place : place + 5]
        run = next((size for size in range(len(rest), 1, -1) if is_known(joined(rest[:size]), True)), 1)
        if run > 1 or rest[0].starts or not groups or is_known(joined(rest[:1]), False):
            groups.append([])
        groups[-1] += rest[:run]
        place += run
    return [Piece(joined(group), role_of(group), tuple(group)) for group in groups]


def joined(atoms):
    first, *others = atoms
    return f"{first.word} {first.text}".strip() + "".join(f"{atom.glue}{atom.text}" for atom in others)


def role_of(atoms):
    return next((atom.role for atom in atoms if atom.role), "member")


def without_role(text):
    """Return a part without the words that tell its role, and the role or None."""
    text = text.strip(" .;…").removesuffix("./")
    for pattern in (IN_BRACKETS, BEHIND, LABEL):
        found = pattern.match(text) if pattern is LABEL else pattern.search(text)
        if found:
            return f"{text[: found.start()]}{text[found.end() :]}".strip(), found.lastgroup
    return text, None
