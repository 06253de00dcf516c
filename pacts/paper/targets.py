"""The targets of a pact in words."""

from collections import defaultdict
from decimal import Decimal, InvalidOperation

from django.utils.formats import get_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pacts.models import Target

FIGURES = {
    "=": lambda: pgettext("target", "= %(value)s"),
    ">=": lambda: pgettext("target", "at least %(value)s"),
    ">": lambda: pgettext("target", "more than %(value)s"),
    "<=": lambda: pgettext("target", "at most %(value)s"),
    "<": lambda: pgettext("target", "less than %(value)s"),
    "between": lambda: pgettext("target", "from %(low)s to %(value)s"),
}
SIGNS = {"=": "=", ">=": "≥", ">": ">", "<=": "≤", "<": "<"}


class PaperTarget:
    """One target. `inner`: its parts, if the whole document was loaded."""

    def __init__(self, row):
        self.row, self.key, self.text = row, row.get("key"), row.get("text") or ""
        self.commitment, self.part_of = row.get("commitment") or None, row.get("part_of") or None
        self.operator, self.measure, self.population = row.get("operator"), row.get("measure"), row.get("population")
        self.inner = []

    @property
    def is_part(self):
        return self.part_of is not None

    @property
    def is_for_each_unit(self):
        """Whether it applies to each unit, or has no known scope."""
        return self.row.get("scope") != Target.Scope.CLUSTER

    @cached_property
    def figure(self):
        """The comparison: "ít nhất 2 công trình", "từ 80 đến 90%"; "" if there is none."""
        if self.operator not in FIGURES:
            return ""
        low, high = self.row.get("value"), self.row.get("value_to")
        if says_none(self.row):
            return pgettext("target", "none")
        upper = number_words(low if high is None else high) + _measured_in(self.row.get("unit"))
        return FIGURES[self.operator]() % {"low": number_words(low), "value": upper}

    @property
    def is_none(self):
        """Whether it says that there is none of something, which only its text names."""
        return says_none(self.row)

    @property
    def change(self):
        return _label(Target.Change, self.row.get("change"))

    @property
    def baseline(self):
        year = self.row.get("baseline_year")
        return _("against %(year)s") % {"year": year} if year else ""

    @property
    def grade(self):
        grade = self.row.get("grade") or ""
        return _("%(grade)s or better") % {"grade": grade} if self.row.get("grade_or_better") else grade

    @property
    def scope(self):
        return _label(Target.Scope, self.row.get("scope"))

    @property
    def words(self):
        """The known values besides the text, in words."""
        details = [self.change, self.figure, self.baseline, self.measure, self.population, self.grade, self.scope]
        return [words for words in details if words]


def targets_in(rows):
    """Return the PaperTargets of a document's rows in order, each with its parts in `inner`."""
    targets, inner = [PaperTarget(row) for row in rows], defaultdict(list)
    for target in targets:
        inner[target.part_of].append(target)
    for target in targets:
        target.inner = inner[target.key] if target.key else []
    return targets


def top_level(targets):
    """Return the targets that are not part of another. Pages show the parts below them."""
    return [target for target in targets if not target.is_part]


def number_words(value):
    """Return a number as the reader's language writes it, "1.200,5"; invalid input as typed."""
    try:
        number = Decimal(value or 0).normalize()
    except InvalidOperation:
        return str(value)
    marks = get_format("THOUSAND_SEPARATOR") + get_format("DECIMAL_SEPARATOR")
    return f"{number:,f}".translate(str.maketrans(",.", marks))


def says_none(row):
    """Whether a target is that there is none ("không có vi phạm"): zero of something, not a per cent or a measure."""
    return (
        row.get("operator") == "=" and str(row.get("value") or "").strip() in ("0", "0.000000") and not row.get("unit")
    )


def short_figure(row):
    """Return the figure of a row in signs, as the desk proposes it: "≥ 2 mô hình", "80–90 %"; "" if none."""
    if row["value"] is None:
        return ""
    if says_none(row):
        return pgettext("target", "none")
    value = f"{row['value']}–{row['value_to']}" if row["value_to"] else f"{SIGNS[row['operator']]} {row['value']}"
    return f"{value} {row['unit'] or ''}".replace(".", ",").strip()


def _measured_in(unit):
    return unit if unit == "%" else f" {unit}" if unit else ""


def _label(choices, value):
    return str(dict(choices.choices).get(value, value or ""))
