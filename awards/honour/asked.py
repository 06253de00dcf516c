"""What the roll is asked for in its address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from awards.honour.counting import Tally, tallies
from awards.honour.units import find_units, in_place
from awards.honour.words import matching, with_told
from awards.models import Award, AwardType, RecipientKind
from awards.titles import types_by_code
from clusters.paging import LONGEST, Asked, whole_number

UNKNOWN = "khong-ro"  # asks for what the record leaves unknown
CATEGORIES = {"danh-hieu": AwardType.Category.TITLE, "hinh-thuc": AwardType.Category.FORM}
KINDS = {
    "tap-the": RecipientKind.COLLECTIVE,
    "ca-nhan": RecipientKind.INDIVIDUAL,
    "ho-gia-dinh": RecipientKind.HOUSEHOLD,
}


@dataclass(frozen=True)
class Facet:
    """A filter whose values divide the roll: every line has one of them, or is unknown."""

    name: str  # in the address
    field: str
    wrong: str


FACETS = [
    Facet("nam", "merit_year", _("The year of merit to show is not valid.")),
    Facet("loai", "type__code", _("There is no such award type.")),
    Facet("nhom", "type__category", _("There is no such group of awards.")),
    Facet("doi_tuong", "recipient_kind", _("There is no such kind of recipient.")),
    Facet("tham_quyen", "told_authority", _("There is no such awarding body.")),
    Facet("to_chuc", "told_organiser", _("There is no such organiser.")),
]
FIELDS = [facet.field for facet in FACETS]
ORDER = [  # newest merit first, the highest awards of a year first
    F("merit_year").desc(nulls_last=True),
    F("type__category").desc(nulls_last=True),
    F("type__rank").asc(nulls_last=True),
    "-pk",
]
FIRST = {"nam", "loai"}  # the filters that always stand open


def counted_roll():
    """Return [(values of FIELDS, Tally)] of all public awards, in one query."""
    return list(tallies(with_told(Award.objects.public()), *FIELDS))


class RollAsked(Asked):
    """Which awards: words, a place with all under it, a unit with its people and parts, and the facets.

    `count_all` is called for the result of `counted_roll`, if neither words nor a place nor a unit are given.
    """

    def __init__(self, params, count_all=counted_roll):
        super().__init__(params)
        self.count_all = count_all
        self.types = types_by_code()
        self.texts = {facet.name: " ".join(params.get(facet.name, "").replace("\0", " ").split()) for facet in FACETS}
        organiser = self.texts["to_chuc"]
        named = find_units(
            params.get("dia_ban", ""), params.get("don_vi", ""), "" if organiser == UNKNOWN else organiser
        )
        self.place, self.unit, self.organiser = named
        self.problems += [row.problem for row in (self.place, self.unit) if row.problem]
        self.chosen = {}  # field -> value, None for unknown
        for facet in FACETS:
            if text := self.texts[facet.name]:
                self._choose(facet, text)

    def _choose(self, facet, text):
        value = None if text == UNKNOWN else self._read(facet.name, text)
        if value is None and text != UNKNOWN:
            self.problems.append(str(facet.wrong))
        else:
            self.chosen[facet.field] = value

    def _read(self, name, text):
        """Return the text of an address as its field holds it, or None where it means nothing."""
        if name == "nam":
            return whole_number(text, digits=4) or None
        if name == "to_chuc":
            return self.organiser.found and self.organiser.found.pk
        if name == "tham_quyen":
            return text if len(text) <= LONGEST else None
        meanings = {"nhom": CATEGORIES, "doi_tuong": KINDS, "loai": {code: code for code in self.types}}
        return meanings[name].get(text)

    @property
    def year(self):
        """The year of merit that is asked for, or None."""
        return self.chosen.get("merit_year")

    @property
    def narrows(self):
        """Whether anything at all is asked for."""
        return bool(self.q or self.texts["nam"] or self.texts["loai"] or self.narrows_finely)

    @property
    def narrows_finely(self):
        """Whether a filter is used that stands behind the first ones."""
        finer = [text for name, text in self.texts.items() if name not in FIRST]
        return bool(any(finer) or self.place.text or self.unit.text)

    def address(self, **changes):
        """Return the address of the roll with some filters changed, on its first page; None takes one away."""
        units = {"dia_ban": self.place, "don_vi": self.unit}
        asked = {"q": self.q, **self.texts} | {
            name: row.found.slug if row.found else row.text for name, row in units.items()
        }
        return "?" + urlencode({name: value for name, value in (asked | changes).items() if value})

    @cached_property
    def undivided(self):
        """What the words, the place and the unit leave of the roll."""
        awards = matching(with_told(Award.objects.public()), self.q)
        if self.place.found:
            awards = awards.filter(in_place(self.place.found))
        if self.unit.found:
            awards = awards.filter(Q(unit=self.unit.found) | Q(of_unit=self.unit.found))
        return awards

    def awards(self):
        """Return the lines asked for, the newest merit first, the highest award before others."""
        chosen = [
            Q(**{name: value}) if value is not None else Q(**{f"{name}__isnull": True})
            for name, value in self.chosen.items()
        ]
        return self.undivided.filter(*chosen).order_by(*ORDER)

    def lines(self):
        """Return the asked page of the lines; a page past the end is nowhere (404)."""
        return self.page(self.awards(), count=self.total.lines)

    @cached_property
    def counted(self):
        """({field: {value: Tally}}, the Tally of all that is shown), in one query.

        The Tally of a value is what choosing it would show: with all other filters, without those of its own field.
        """
        found, total = {name: {} for name in FIELDS}, Tally()
        chosen = [(at, self.chosen[name]) for at, name in enumerate(FIELDS) if name in self.chosen]
        is_divided = self.q or self.place.found or self.unit.found
        for values, tally in tallies(self.undivided, *FIELDS) if is_divided else self.count_all():
            missed = [at for at, value in chosen if values[at] != value]
            if not missed:
                total += tally
            if len(missed) < 2:  # one more, and no single filter hides it
                for at in missed or range(len(FIELDS)):
                    of_field, value = found[FIELDS[at]], values[at]
                    of_field[value] = of_field.get(value, Tally()) + tally
        return found, Tally() if self.problems else total

    @property
    def total(self):
        return self.counted[1]
