"""Names in a pasted list matched to units of the register: sure, near (a person chooses), or new."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils import timezone

from clusters.common.dates import last_day_of
from clusters.intake.unit_names import Piece, grouped, split_units
from clusters.intake.unit_words import accents_of, is_compound, name_key
from clusters.models import Succession, Unit, UnitName

__all__ = ["Match", "Piece", "match_units", "split_units"]

MOST = 5
LONGEST_NAME = 300  # letters: no unit is called anything longer, and to compare long texts takes long
ALIKE = 0.82  # how far names that are not the same, their first word apart, must agree: "Púc Xuân", "Phúc Xuân"


@dataclass(frozen=True)
class Match:
    """A piece of a list, how certain its unit is ("sure", "near", "new"), and the candidates, best first.

    `elsewhere`: whether a unit of this name lies in another province than the place asked for.
    """

    piece: Piece
    certainty: str
    units: list[Unit] = field(default_factory=list)
    elsewhere: bool = False


@dataclass(frozen=True)
class Candidate:
    """A unit that may be meant, and what speaks for it."""

    pk: int
    same: bool  # the name is the same, as it was on that day
    exists_on_day: bool
    here: bool  # lies in the place asked for, or in the one the name tells
    elsewhere: bool = False  # lies in places of its own, none of them around the place asked for
    alike: float = 1.0

    @property
    def rank(self):
        return (not self.exists_on_day, not self.here, not self.same, -self.alike, self.pk)

    @property
    def fits(self):
        return self.same and self.exists_on_day and self.here


def match_units(pieces, day=None, place=None):
    """Return a Match for each unit that pieces of a list name, in their order.

    `day` is a date or a stored one ("2021-01-22"; today without it) on which the units must stand, `place` the Unit
    they must lie in. Where the register knows it, a name that was cut is made whole, and names glued are parted.
    Three or four queries, whatever the number of pieces.
    """
    if not pieces:
        return []
    day = day.isoformat() if isinstance(day, datetime.date) else day or timezone.localdate().isoformat()
    register = _Register(day, place.pk if place else None)
    atoms = [atom for piece in pieces for atom in piece.atoms]
    if atoms:
        whole = {piece.text for piece in pieces if piece.is_decided}
        pieces = grouped(
            atoms, lambda name, many: register.is_name(name) or (many and (name in whole or is_compound(name)))
        )
    keys = [name_key(piece.text) for piece in pieces]
    texts = {piece.text: key for piece, key in zip(pieces, keys, strict=True)}
    candidates = {
        text: register.candidates(key, text) if len(key) <= LONGEST_NAME else [] for text, key in texts.items()
    }
    found = [_certainty(candidates[piece.text], bool(place)) for piece in pieces]
    offered = register.with_heirs([pks for _certain, pks in found])
    units = Unit.objects.with_place().in_bulk({pk for pks in offered for pk in pks})
    return [
        Match(piece, certainty, [units[pk] for pk in pks], any(one.elsewhere for one in candidates[piece.text]))
        for piece, (certainty, _pks), pks in zip(pieces, found, offered, strict=True)
    ]


def _certainty(candidates, place_known):
    """Return (certainty, keys of units, best first). Sure is only the one unit that fits and has no rival.

    Where the place is known, a body that lies elsewhere is no candidate.
    """
    candidates = [candidate for candidate in candidates if not candidate.elsewhere]
    ordered = sorted(candidates, key=lambda candidate: candidate.rank)
    fitting = [candidate for candidate in ordered if candidate.fits]
    if len(fitting) == 1:
        return "sure", [fitting[0].pk]
    if place_known and any(candidate.here for candidate in ordered):
        ordered = [candidate for candidate in ordered if candidate.here]
    return ("near" if ordered else "new"), [candidate.pk for candidate in ordered[:MOST]]


class _Register:
    """Every unit with all its names, as they were on a day, read at once: two queries."""

    def __init__(self, day, place):
        self.day, self.place = day, place
        self.units, self.former = {}, defaultdict(list)
        self.index, self.by_word, self.squeezed = defaultdict(dict), defaultdict(set), defaultdict(set)
        self.accents = defaultdict(set)  # (key, unit): the accents its names of this key are written with
        fields = ("pk", "name", "short_name", "place_id", "founded_on", "ended_on", "end_reason", "checked")
        self.units = {row["pk"]: row for row in Unit.objects.values(*fields)}
        others = list(UnitName.objects.values("unit_id", "sort", "name", "until", "place_id"))
        for row in others:
            if row["sort"] == UnitName.Sort.FORMER:
                self.former[row["unit_id"]].append(row)
        for pk, row in self.units.items():
            self._name(pk, row["name"], is_of_day=self._state(pk) is row)
            self._name(pk, row["short_name"], is_of_day=self._state(pk) is row)
        for row in others:
            former = row["sort"] == UnitName.Sort.FORMER
            self._name(row["unit_id"], row["name"], is_of_day=not former or self._state(row["unit_id"]) is row)

    def _state(self, pk):
        """Return the row that holds the unit's name and place on the day, as Unit.state_on does."""
        is_of_day = [row for row in self.former[pk] if last_day_of(row["until"]) >= self.day]
        return min(is_of_day, key=lambda row: last_day_of(row["until"]), default=self.units[pk])

    def _name(self, pk, name, is_of_day):
        if key := name_key(name or ""):
            self.index[key][pk] = is_of_day or self.index[key].get(pk, False)
            self.accents[key, pk].add(accents_of(name))
            self.squeezed[key.replace(" ", "")].add(key)
            first, *rest = key.split()
            for word in rest:
                self.by_word[first, word].add(key)

    # --- What is known of one unit -------------------------------------------------------------

    def exists_on_day(self, pk):
        """Say whether a unit stood on the day; an end without a day counts as past."""
        row = self.units[pk]
        founded, ended = row["founded_on"], row["ended_on"]
        if founded and founded > self.day[: len(founded)]:
            return False
        return last_day_of(ended) > self.day if ended else not row["end_reason"]

    def territories(self, pk):
        """Return the territories a unit lies in today or lay in on the day."""
        found, ahead = set(), [pk]
        while ahead:
            step = ahead.pop()
            over = {self.units[step]["place_id"], self._state(step)["place_id"]} - {None, *found}
            found |= over
            ahead += over
        return found - {pk}

    def _is_called(self, pk, key):
        """Say whether a territory has this name, with or without the word for its kind."""
        names = [self.units[pk]["name"], *(row["name"] for row in self.former[pk])]
        return any(f" {name_key(name)}".endswith(f" {key}") for name in names) and len(key) > 2

    # --- Who may be meant ------------------------------------------------------------------------

    def same(self, key):
        """Return {unit: whether the name held on the day} for a name; a territory's committee is the territory."""
        return self.index.get(key) or self.index.get(key.removeprefix("ubnd ")) or {}

    def is_name(self, name):
        """Return whether a checked unit has this name: what nobody has checked may be a name cut wrongly before."""
        return any(self.units[pk]["checked"] for pk in self.same(name_key(name)))

    def candidates(self, key, name):
        """Return the units a name may mean: those of that name, those named with their place, those nearly so.

        Of names that differ only in their accents, those written as here; where none is, all of them are only near.
        """
        found, written = self.same(key), accents_of(name)
        exact = {
            pk: is_of_day for pk, is_of_day in found.items() if not written or {written, ""} & self._accents(key, pk)
        }
        same = [self._candidate(pk, is_of_day) for pk, is_of_day in exact.items()]
        near = [self._candidate(pk, False) for pk in found if pk not in exact]
        return same or near or self._with_place_named(key) or self._nearly(key)

    def _accents(self, key, pk):
        return self.accents.get((key, pk)) or self.accents.get((key.removeprefix("ubnd "), pk), {""})

    def _candidate(self, pk, is_of_day, alike=1.0):
        around = self.territories(pk)
        here = self.place is None or self.place in around or self.place == pk
        elsewhere = not here and bool(around) and not (around | {pk}) & (self.territories(self.place) | {self.place})
        return Candidate(pk, is_of_day, self.exists_on_day(pk), here, elsewhere, alike)

    def _with_place_named(self, key):
        """Return the units meant by "Sở Nội vụ tỉnh Thái Nguyên": the name without its place, and lying there."""
        words = key.split()
        for size in range(len(words) - 1, 1, -1):
            place = " ".join(words[size:])
            found = [
                Candidate(
                    pk, is_of_day, self.exists_on_day(pk), self.place is None or self.place in self.territories(pk)
                )
                for pk, is_of_day in self.same(" ".join(words[:size])).items()
                if any(self._is_called(territory, place) for territory in self.territories(pk))
            ]
            if found:
                return found
        return []

    def _nearly(self, key):
        """Return the units of the same kind whose name is nearly this, or says a little more or less."""
        first, *words = key.split() or [""]
        keys = {other for word in words for other in self.by_word[first, word]} | self.squeezed[key.replace(" ", "")]
        compare = SequenceMatcher(None, b=" ".join(words), autojunk=False)
        found = {}
        for other in keys:
            rest = other.split()[1:]
            compare.set_seq1(" ".join(rest))
            shared = set(rest) & set(words)
            spaced = other.replace(" ", "") == key.replace(" ", "")  # "Xã Ealy", "Xã Ea Ly"
            within = spaced or (len(shared) > 1 and shared in (set(rest), set(words)))
            if within or (compare.quick_ratio() >= ALIKE and compare.ratio() >= ALIKE):
                found |= dict.fromkeys(self.index[other], max(compare.ratio(), found.get(other, 0)))
        return [self._candidate(pk, False, alike) for pk, alike in found.items()]

    # --- Those who came after ----------------------------------------------------------------------

    def with_heirs(self, offers):
        """Return each list of units with, before one that did not stand, those that stood in its stead: a query."""
        gone = {pk for pks in offers for pk in pks if not self.exists_on_day(pk)}
        onward = defaultdict(list)
        if gone:
            for before, after in Succession.objects.order_by("pk").values_list("predecessor_id", "successor_id"):
                onward[before].append(after)
        return [
            list(dict.fromkeys(heir for pk in pks for heir in [*self._heirs(pk, onward), pk]))[:MOST] for pks in offers
        ]

    def _heirs(self, pk, onward):
        heirs, passed, ahead = [], {pk}, [] if self.exists_on_day(pk) else list(onward[pk])
        while ahead:
            step = ahead.pop(0)
            if step not in passed:
                passed.add(step)
                heirs += [step] if self.exists_on_day(step) else []
                ahead += [] if self.exists_on_day(step) else onward[step]
        return heirs
