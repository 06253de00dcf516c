"""A sealed version told in words: what the paper said, whatever has been written since."""

import json
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from clusters.common.unit_names import day_of
from clusters.dates import say_partial
from clusters.models import ClusterYear, Membership, Unit
from clusters.text import differs_from
from pacts.document.schema import HEADER, PARTS
from pacts.models import Pact, PactDocument, Signatory, Target
from pacts.paper.wording import words_of
from pacts.seal_formats import KEYS, NEWEST, in_newest_form
from pactsite.pages.tags import UNIT_ROLES, figure

NOT_LISTED = (Membership.Basis.HOST, Membership.Basis.INFERRED)
SIGNER = ["name", "title", "state", "signed_on"]
# Sealed fields that the words of a row tell in their own way; all others are told with their labels.
PLACED = {
    "units": "unit role role_basis head_name head_title joined_on left_on left_reason as_written basis".split(),
    "signatories": ["member", *SIGNER],
    "targets": "text measure population scope operator value value_to unit change baseline_year grade grade_or_better "
    "commitment part_of".split(),
    "movements": ["uuid", "as_written", "name"],
    "documents": ["uuid", "state", "as_written"],
}
PROSE = PARTS["pact"].names(prose=True)
FACTS = [
    (part.model, KEYS.get(part.name), [name for name in part.sealed(NEWEST) if name not in PROSE])
    for part in HEADER.values()
]


@dataclass(frozen=True)
class Row:
    """One line of a paper. `key` tells the same line of another paper, where its words do not."""

    text: str
    said: str = ""  # what is told of it besides
    key: str | None = None
    label: str = ""


def papers_of(versions):
    """Return the Paper of each sealed version, in two queries for all. The versions bring their pact and its year."""
    papers = [Paper(version) for version in versions]
    slugs = {slug for paper in papers for slug in paper.slugs()}
    units = {unit.slug: unit for unit in Unit.objects.filter(slug__in=slugs).prefetch_related("names")}
    for paper in papers:
        paper.units_known = units
    return papers


class Paper:
    """What one sealed version says."""

    def __init__(self, version):
        self.version, self.year = version, version.pact.cluster_year
        self.content = in_newest_form(json.loads(version.content))
        self.signing = self.content.get("signing") or {}
        self.roster = self.content.get("roster") or {}
        self.kind = self.roster.get("kind") or self.year.cluster.kind
        self.day = self.signing.get("held_on") or day_of(self.year)
        self.units_known = {}  # address -> unit
        self.sealed_names = {row["unit"]: row["name"] for row in self.rows("units") if row["name"]}

    def rows(self, name):
        return self.content.get(name) or []

    def slugs(self):
        """The addresses of all units it names."""
        named = [row["unit"] for row in [*self.rows("units"), *self.rows("signatories")]]
        return {*named, self.signing.get("host")} - {None}

    def name_of(self, slug):
        """What a unit was called on the day of the paper: as sealed, else as the register knows it."""
        if slug in self.sealed_names:
            return self.sealed_names[slug]
        unit = self.units_known.get(slug)
        return unit.name_on(self.day) if unit else slug

    @property
    def sections(self):
        """Everything it says, by what it is: {name: [Row]}."""
        return {
            "facts": self.facts,
            "prose": self._told(Pact, self.content, PROSE),
            "commitments": self.commitments,
            "targets": self.targets(),
            "units": [Row(self.name_of(row["unit"]), self._of_member(row), row["unit"]) for row in self.rows("units")],
            "signatories": [
                Row(self.name_of(row["unit"]), _said("signatories", row, [told(Signatory, row, SIGNER)]), row["unit"])
                for row in self.rows("signatories")
            ],
            "movements": [
                Row("; ".join(row["as_written"] or [row["name"] or ""]), _said("movements", row))
                for row in self.rows("movements")
            ],
            "documents": [
                Row(
                    row["as_written"] or row["name"] or "",
                    _said("documents", row, [told(PactDocument, row, ["state"])]),
                )
                for row in self.rows("documents")
            ],
        }

    @property
    def facts(self):
        """Its heading: what it is called, when and where it was signed, the numbers it states."""
        rows = self._told(ClusterYear, self.content, ["label"])
        for model, key, names in FACTS:
            rows += self._told(model, self.content.get(key) or {} if key else self.content, names)
        return rows

    @property
    def theme(self):
        return self._told(Pact, self.content, ["theme"])

    @property
    def standing(self):
        """The units that had not left: {address: row}."""
        return {row["unit"]: row for row in self.rows("units") if not row["left_on"]}

    @property
    def commitments(self):
        return [Row(text) for text in self.rows("commitments")]

    def targets(self, placed=True):
        """Its targets. `placed`: each also tells what it stands under."""
        return [Row(row["text"], _of_target(row, placed)) for row in self.rows("targets")]

    def _told(self, model, values, names):
        """Return a Row for each of these fields that has a value."""
        found = [(model._meta.get_field(name), self._words(model, name, values.get(name))) for name in names]
        return [
            Row(words, key=f"{model.__name__} {field.name}", label=capfirst(field.verbose_name))
            for field, words in found
            if words
        ]

    def _words(self, model, name, value):
        if name == "host" and value:
            return self.name_of(value)
        if name == "known_none":
            return "; ".join(str(model.MAY_BE_NONE[part]) for part in value or [])
        return words_of(model, name, value)

    def _of_member(self, row):
        """What a row of the roster tells besides the unit: its role, who leads for it, since when."""
        head = ", ".join(filter(None, [row["head_name"], row["head_title"]]))
        parts = [self.role_of(row), row["role_basis"], head]
        if row["joined_on"]:
            parts.append(_("Joined %(day)s") % {"day": say_partial(row["joined_on"])})
        if row["left_on"]:
            parts += [_("Left %(day)s") % {"day": say_partial(row["left_on"])}, row["left_reason"]]
        if differs_from(row["as_written"], self.name_of(row["unit"])):
            parts.append(_("written “%(written)s”") % {"written": row["as_written"]})
        if row["basis"] in NOT_LISTED:
            parts.append(str(Membership.Basis(row["basis"]).label))
        return _said("units", row, parts)

    def role_of(self, row):
        """ "Đơn vị trưởng cụm"; nothing for a plain member."""
        words = UNIT_ROLES.get((row["role"], self.kind))
        return words() if words else ""


def told(model, row, names):
    return " · ".join(filter(None, (words_of(model, name, row[name]) for name in names)))


def _of_target(row, placed):
    """What the register makes of a target's words: "ít nhất 2 công trình · mỗi đơn vị"."""
    numbers = {name: row[name] and Decimal(row[name]) for name in ("value", "value_to")}
    target = Target(**{name: row[name] for name in PARTS["targets"].own_fields if name in row} | numbers)
    parts = [target.change and target.get_change_display(), figure(target)]
    if target.baseline_year:
        parts.append(_("against %(year)s") % {"year": target.baseline_year})
    parts += [target.measure, target.population]
    parts.append(_("%(grade)s or better") % {"grade": target.grade} if target.grade_or_better else target.grade)
    parts.append(target.scope and target.get_scope_display())
    if placed and row["commitment"]:
        parts.append(_("under commitment %(number)s") % {"number": row["commitment"]})
    if placed and row["part_of"]:
        parts.append(_("part of target %(number)s") % {"number": row["part_of"]})
    return _said("targets", row, parts)


def _said(name, row, parts=()):
    """Return what is told of a row besides its text: these parts, and each sealed field that has no place here."""
    part = PARTS[name]
    beyond = [each for each in part.fields if each.name in row and each.name not in PLACED[name]]
    for each in beyond:
        field = (part.link if each.on_link else part.model)._meta.get_field(each.name)
        if words := words_of(field.model, each.name, row[each.name]):
            parts = [*parts, f"{capfirst(field.verbose_name)}: {words}"]
    return " · ".join(filter(None, parts))
