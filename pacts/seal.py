"""The seal of a pact: what the paper says, as one text, and that text's SHA-256."""

import hashlib
import json

from pacts.document import document_of
from pacts.models import Commitment

FORMAT = 1
PACT = [
    "title",
    "theme",
    "theme_owner",
    "theme_by",
    "slogan",
    "preamble",
    "closing",
    "stated_commitments",
    "stated_targets",
    "open_ended",
    "key_works_minimum",
    "known_none",
]
YEAR = ["name", "kind", "stated_units", "stated_units_as_written", "counts_leaders", "known_none"]
CONFERENCE = ["held_on", "held_as_written", "part_of_day", "venue", "host"]
UNIT = ["unit", "as_written", "role", "role_basis", "head_name", "head_title", "joined_on", "left_on", "left_reason"]
TARGET = [
    "text",
    "measure",
    "population",
    "scope",
    "operator",
    "value",
    "value_to",
    "unit",
    "change",
    "baseline_year",
    "grade",
    "grade_or_better",
]


def content_of(pact):
    """Return a stored pact's content as it is sealed: JSON text in UTF-8, keys sorted, no spaces, unknown as null.

    Shared rows (units, movements, documents) enter only by their address and by the wording of the row that ties
    them to this pact. Directions, people present, sources, errata, awards and notes are outside.
    """
    return json.dumps(_content(pact, document_of(pact)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal_of(content):
    """Return the fingerprint of a content: 64 hex digits."""
    return hashlib.sha256(content.encode()).hexdigest()


def _content(pact, document):
    year = pact.cluster_year
    places = {name: {row["key"]: place for place, row in enumerate(document[name], 1)} for name in ("units", "targets")}
    agreed = [row for row in document["commitments"] if row["standing"] == Commitment.Standing.AGREED]
    places["commitments"] = {row["key"]: place for place, row in enumerate(agreed, start=1)}
    return {
        "format": FORMAT,
        "cluster": year.cluster.slug,
        "label": year.label,
        "year": year.year,
        **_pick(document["pact"], PACT),
        "roster": _pick(document["year"], YEAR),
        "signing": _pick(document["conference"], CONFERENCE),
        "units": [_pick(row, UNIT) for row in document["units"]],
        "commitments": [row["text"] for row in agreed],
        "targets": [_target(row, places) for row in document["targets"]],
        "signatories": [_signatory(row, document["units"]) for row in document["signatories"]],
        "movements": [row["as_written"] for row in document["movements"]],
        "documents": [_pick(row, ["state", "as_written"]) for row in document["documents"]],
    }


def _pick(values, names):
    return {name: values.get(name) for name in names}


def _target(row, places):
    commitment, whole = places["commitments"].get(row["commitment"]), places["targets"].get(row["part_of"])
    return _pick(row, TARGET) | {"commitment": commitment, "part_of": whole}


def _signatory(row, units):
    unit = next(member["unit"] for member in units if member["key"] == row["member"])
    return {"unit": unit} | _pick(row, ["name", "title", "state", "signed_on"])
