"""The values each filter of the roll offers, with how much each would show."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from awards.award_types import place_of
from awards.honour.award_filters import CATEGORIES, FACETS, KINDS, UNKNOWN
from awards.honour.tallies import Tally
from awards.models import AwardType, RecipientKind
from clusters.common.list_query import Chip
from clusters.models import Unit

MOST = 60  # values of a filter; the others are added up
QUOTED = {"loai", "tham_quyen", "to_chuc"}
UNKNOWN_WORDS = {
    "nam": lambda: _("Year of merit unknown"),
    "loai": lambda: _("Only as written, no known type"),
    "nhom": lambda: _("Only as written, no known type"),
    "doi_tuong": lambda: _("Recipient not stated"),
    "tham_quyen": lambda: _("Awarding body unknown"),
    "to_chuc": lambda: _("Organiser unknown"),
}


@dataclass
class Option:
    """A value of a filter: how it stands in the address and on the page, what it would show, whether it is chosen."""

    value: str
    label: str
    tally: Tally
    chosen: bool
    is_quoted: bool  # a name of the record, Vietnamese in every language of the page


@dataclass
class Choice:
    """One filter: its options, and what those left out for their number would show together."""

    options: list
    others: int
    rest: Tally

    @property
    def chosen(self):
        return next((option for option in self.options if option.chosen), None)


def choices_of(filters):
    """Return {name of a facet: Choice}; the chosen value is always among the options."""
    return {name: _choice(filters, name, field) for name, field in FACETS.items()}


def chips_of(filters, choices):
    """Return the Chips of all active filters."""
    labels = {"q": filters.words and f"“{filters.words}”"}
    labels |= {name: choice.chosen.label for name, choice in choices.items() if choice.chosen}
    for name, named in (("dia_ban", filters.place), ("don_vi", filters.unit)):
        labels[name] = named.found and in_its_place(named.found)
    return [Chip(label, filters.address(**{name: None})) for name, label in labels.items() if label]


def in_its_place(unit):
    """A unit's name told apart by its place: "Sở Nội vụ, Thành phố Huế"."""
    return f"{unit.name}, {unit.place.name}" if unit.place else unit.name


def _choice(filters, name, field):
    found = dict(filters.counted[0][field])
    chosen = filters.chosen.get(field, UNKNOWN)  # UNKNOWN is no value of a field: nothing is chosen
    if field in filters.chosen:
        found.setdefault(chosen, Tally())
    values = sorted(
        (value for value in found if value is not None), key=lambda value: (value != chosen, -found[value].awards)
    )
    rest = sum((found[value] for value in values[MOST:]), Tally())
    named = NAMED[name](filters, values[:MOST])
    if None in found:
        named.append((None, UNKNOWN, UNKNOWN_WORDS[name]()))
    options = [
        Option(text, label, found[value], value == chosen, value is not None and name in QUOTED)
        for value, text, label in named
    ]
    return Choice(options, len(values[MOST:]), rest)


# Functions (filters, values) -> [(value, text in the address, label)], in the order of the page.


def _years(_filters, values):
    return [(value, str(value), str(value)) for value in sorted(values, reverse=True)]


def _types(filters, values):
    types = filters.types
    return [(code, code, types[code].name) for code in sorted(values, key=lambda code: place_of(types[code]))]


def _fixed(texts, labels):
    written = {value: text for text, value in texts.items()}

    def named(_filters, values):
        return [(value, written[value], capfirst(label)) for value, label in labels if value in values]

    return named


def _authorities(_filters, values):
    return [(value, value, value) for value in values]


def _organisers(_filters, values):
    units = Unit.objects.filter(pk__in=values).order_by("sort_key", "pk") if values else []
    return [(unit.pk, unit.slug, unit.name) for unit in units]


NAMED = {
    "nam": _years,
    "loai": _types,
    "nhom": _fixed(CATEGORIES, AwardType.Category.choices),
    "doi_tuong": _fixed(KINDS, RecipientKind.choices),
    "tham_quyen": _authorities,
    "to_chuc": _organisers,
}
