"""The values each filter of the roll offers, with how much each would show."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from awards.honour.asked import CATEGORIES, FACETS, KINDS, UNKNOWN
from awards.honour.counting import Tally
from awards.models import AwardType, RecipientKind
from awards.titles import place_of
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


def choices_of(asked):
    """Return {name of a filter: Choice}; what is asked for is always among the options."""
    return {facet.name: _choice(asked, facet) for facet in FACETS}


@dataclass
class Chip:
    """One filter that is set: its words, and the address of the roll without it."""

    words: str
    address: str


def chips_of(asked, choices):
    """Return the Chips of all that is asked for."""
    words = {"q": asked.q and f"“{asked.q}”"}
    words |= {name: choice.chosen.label for name, choice in choices.items() if choice.chosen}
    for name, named in (("dia_ban", asked.place), ("don_vi", asked.unit)):
        words[name] = named.found and in_its_place(named.found)
    return [Chip(told, asked.address(**{name: None})) for name, told in words.items() if told]


def in_its_place(unit):
    """A unit's name told apart by its place: "Sở Nội vụ, Thành phố Huế"."""
    return f"{unit.name}, {unit.place.name}" if unit.place else unit.name


def _choice(asked, facet):
    found = dict(asked.counted[0][facet.field])
    chosen = asked.chosen.get(facet.field, UNKNOWN)  # the word stands for nothing here: no field holds it
    if facet.field in asked.chosen:
        found.setdefault(chosen, Tally())
    kept = sorted(
        (value for value in found if value is not None), key=lambda value: (value != chosen, -found[value].awards)
    )
    rest = sum((found[value] for value in kept[MOST:]), Tally())
    named = NAMED[facet.name](asked, kept[:MOST])
    if None in found:
        named.append((None, UNKNOWN, UNKNOWN_WORDS[facet.name]()))
    options = [
        Option(text, label, found[value], value == chosen, value is not None and facet.name in QUOTED)
        for value, text, label in named
    ]
    return Choice(options, len(kept[MOST:]), rest)


# What each filter's values are called: [(value, as in the address, label)], in the order people look for them.


def _years(asked, values):
    return [(value, str(value), str(value)) for value in sorted(values, reverse=True)]


def _types(asked, values):
    return [
        (code, code, asked.types[code].name) for code in sorted(values, key=lambda code: place_of(asked.types[code]))
    ]


def _fixed(texts, labels):
    written = {value: text for text, value in texts.items()}

    def named(asked, values):
        return [(value, written[value], capfirst(label)) for value, label in labels if value in values]

    return named


def _authorities(asked, values):
    return [(value, value, value) for value in values]


def _organisers(asked, values):
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
