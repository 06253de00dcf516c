"""The filters of the roll of honour and of its open data."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from awards.award_types import types_by_code
from awards.honour.lines import ORDER, matching, with_authority_and_organiser
from awards.honour.tallies import Tally, tallies
from awards.honour.units import find_units, in_place
from awards.models import Award, AwardType, RecipientKind
from clusters.common.list_query import LONGEST, CodeField, ListForm, TextField, YearField, one_line

UNKNOWN = "khong-ro"  # finds the awards for which the record does not know the value
CATEGORIES = {"danh-hieu": AwardType.Category.TITLE, "hinh-thuc": AwardType.Category.FORM}
KINDS = {
    "tap-the": RecipientKind.COLLECTIVE,
    "ca-nhan": RecipientKind.INDIVIDUAL,
    "ho-gia-dinh": RecipientKind.HOUSEHOLD,
}
# The filters whose values divide the roll: each award has one of them, or an unknown one.
FACETS = {
    "nam": "merit_year",
    "loai": "type__code",
    "nhom": "type__category",
    "doi_tuong": "recipient_kind",
    "tham_quyen": "any_authority",
    "to_chuc": "any_organiser",
}
FIELDS = list(FACETS.values())
FIRST = {"nam", "loai"}  # the filters that are always open


class KnownYearField(YearField):
    """A year, None, or UNKNOWN."""

    def to_python(self, value):
        return UNKNOWN if one_line(value or "") == UNKNOWN else super().to_python(value)


def codes(values):
    """Return the choices of a CodeField for these values and UNKNOWN."""
    return [(value, value) for value in (*values, UNKNOWN)]


def counted_roll():
    """Return [(values of FIELDS, Tally)] of all public awards, in one query."""
    return list(tallies(with_authority_and_organiser(Award.objects.public()), *FIELDS))


class AwardFilters(ListForm):
    """Words, the facets, a place with all that lies in it, a unit with its people and parts.

    `count_all` is called for the result of `counted_roll` where neither words nor a place nor a unit narrow the roll.
    """

    nam = KnownYearField(_("The year of merit to show is not valid."))
    loai = TextField()
    nhom = CodeField(codes(CATEGORIES), _("There is no such group of awards."))
    doi_tuong = CodeField(codes(KINDS), _("There is no such kind of recipient."))
    tham_quyen = TextField(max_length=LONGEST, error_messages={"max_length": _("There is no such awarding body.")})
    to_chuc = TextField()
    dia_ban = TextField()
    don_vi = TextField()

    def __init__(self, params, count_all=counted_roll):
        self.count_all = count_all
        self.types = types_by_code()
        organiser = one_line(params.get("to_chuc", ""))
        self.place, self.unit, self.organiser = find_units(
            params.get("dia_ban", ""), params.get("don_vi", ""), "" if organiser == UNKNOWN else organiser
        )
        super().__init__(params)

    def clean_loai(self):
        code = self.cleaned_data["loai"]
        if code and code not in (*self.types, UNKNOWN):
            raise ValidationError(_("There is no such award type."))
        return code

    def clean_to_chuc(self):
        if self.organiser.text and not self.organiser.found:
            raise ValidationError(_("There is no such organiser."))
        return self.cleaned_data["to_chuc"]

    def clean(self):
        for name, named in (("dia_ban", self.place), ("don_vi", self.unit)):
            if named.problem:
                self.add_error(name, named.problem)

    @cached_property
    def chosen(self):
        """{field of an active facet: its value, None for unknown}."""
        stored = {
            "nhom": CATEGORIES.get,
            "doi_tuong": KINDS.get,
            "to_chuc": lambda _slug: self.organiser.found.pk,
        }
        found = {}
        for name, field in FACETS.items():
            if value := self.cleaned_data.get(name):
                found[field] = None if value == UNKNOWN else stored.get(name, lambda same: same)(value)
        return found

    @property
    def year(self):
        """The year of merit, None for all years or an unknown one."""
        return self.chosen.get("merit_year")

    @property
    def narrows(self):
        """Whether any filter is active."""
        return bool(self.words or any(self.text(name) for name in FIRST) or self.narrows_finely)

    @property
    def narrows_finely(self):
        """Whether a filter besides the first ones is active."""
        finer = FACETS.keys() - FIRST
        return bool(any(self.text(name) for name in finer) or self.place.text or self.unit.text)

    def texts(self):
        units = {"dia_ban": self.place, "don_vi": self.unit}
        return super().texts() | {name: row.found.slug if row.found else row.text for name, row in units.items()}

    @cached_property
    def undivided(self):
        """The awards that match the words, the place and the unit."""
        awards = matching(with_authority_and_organiser(Award.objects.public()), self.words)
        if self.place.found:
            awards = awards.filter(in_place(self.place.found))
        if self.unit.found:
            awards = awards.filter(Q(unit=self.unit.found) | Q(of_unit=self.unit.found))
        return awards

    def awards(self):
        """Return the matching awards: newest merit first, then the highest award."""
        chosen = [
            Q(**{name: value}) if value is not None else Q(**{f"{name}__isnull": True})
            for name, value in self.chosen.items()
        ]
        return self.undivided.filter(*chosen).order_by(*ORDER)

    def award_page(self):
        """Return the requested page of the awards. Raises Http404 for a page past the end."""
        return self.page(self.awards(), count=self.total.lines)

    @cached_property
    def counted(self):
        """({field: {value: Tally}}, the Tally of all that is shown), in one query.

        The Tally of a value is what choosing it would show: with all other filters, without those of its own field.
        """
        found, total = {name: {} for name in FIELDS}, Tally()
        chosen = [(at, self.chosen[name]) for at, name in enumerate(FIELDS) if name in self.chosen]
        is_divided = self.words or self.place.found or self.unit.found
        for values, tally in tallies(self.undivided, *FIELDS) if is_divided else self.count_all():
            missed = [at for at, value in chosen if values[at] != value]
            if not missed:
                total += tally
            if len(missed) < 2:  # two filters exclude it: no single one hides it
                for at in missed or range(len(FIELDS)):
                    of_field, value = found[FIELDS[at]], values[at]
                    of_field[value] = of_field.get(value, Tally()) + tally
        return found, Tally() if self.problems else total

    @property
    def total(self):
        return self.counted[1]
