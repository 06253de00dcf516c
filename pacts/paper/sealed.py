"""Papers of sealed versions. Each has the sealed content, whatever was changed since."""

import json

from clusters.models import Unit
from pacts.document.schema import HEADER, LISTS
from pacts.models import Commitment
from pacts.paper.paper import Paper
from pacts.seal.formats import KEYS, NEWEST, in_newest_form

REFERENCES = {"targets": ["commitment", "part_of"]}  # fields that refer to rows by their position, from 1


class SealedPaper(Paper):
    """The paper of one sealed version."""

    def __init__(self, version, content, units):
        super().__init__(version.pact.cluster_year, document_in(content), units)
        self.version, self.content = version, content
        self.sealed_names = {row["unit"]: row["name"] for row in self.rows("units") if row["name"]}

    def name_of(self, slug):
        """Return the sealed name of a unit, else its name in the register on the day of the paper."""
        return self.sealed_names.get(slug) or super().name_of(slug)

    @property
    def kind(self):
        return self.value("year", "kind") or self.year.cluster.kind

    @property
    def year_label(self):
        return self.content.get("label") or self.year.label


def papers_of(versions):
    """Return the SealedPaper of each version, in two queries. The versions need pact and year loaded."""
    contents = [in_newest_form(json.loads(version.content)) for version in versions]
    slugs = {slug for content in contents for slug in _slugs(content)}
    units = {unit.slug: unit for unit in Unit.objects.filter(slug__in=slugs).prefetch_related("names")}
    return [SealedPaper(version, content, units) for version, content in zip(versions, contents, strict=True)]


def document_in(content):
    """Return sealed content in the shape of a document, with positions as keys of rows, slugs as keys of units.

    Lists that Paper does not read by name are copied unchanged.
    """
    commitments = [row | {"standing": Commitment.Standing.AGREED} for row in content.get("commitments") or []]
    lists = {name: content.get(name) or [] for name in ("targets", "movements", "documents")}
    return {
        **{name: content.get(name) or [] for name in LISTS},
        **{name: _header(part, content) for name, part in HEADER.items()},
        "units": [row | {"key": row["unit"]} for row in content.get("units") or []],
        "signatories": [row | {"key": row["unit"], "member": row["unit"]} for row in content.get("signatories") or []],
        **{name: _with_keys(name, rows) for name, rows in lists.items()},
        "commitments": _with_keys("commitments", commitments),
    }


def _header(part, content):
    values = (content.get(KEYS[part.name]) or {}) if part.name in KEYS else content
    return {name: values.get(name) for name in part.sealed(NEWEST)}


def _with_keys(list_name, rows):
    """Return the rows of a list with their position as key, and their references to rows as keys."""
    references = REFERENCES.get(list_name, [])
    keyed = [row | {"key": str(position)} for position, row in enumerate(rows, start=1)]
    return [row | {name: row[name] and str(row[name]) for name in references} for row in keyed]


def _slugs(content):
    named = {row["unit"] for name in ("units", "signatories") for row in content.get(name) or []}
    return {*named, (content.get("signing") or {}).get("host")} - {None}
