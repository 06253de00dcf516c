"""The formats of sealed content, one function each.

A released format never changes: a sealed version is rebuilt by the format it was sealed under, for ever. What a later
format adds goes into a function of its own. Each takes a pact read by `with_document` and its document, and returns
the content as a dictionary.
"""

from pacts.models import Commitment


def format_1(pact, document):
    """Shared records enter by the unit's address and by the wording on the row that refers to them."""
    units = [_pick(row, UNIT_1) for row in document["units"]]
    return _heading(1, pact, document) | {
        "units": units,
        "movements": [row["as_written"] for row in document["movements"]],
        "documents": [_pick(row, ["state", "as_written"]) for row in document["documents"]],
    }


def format_2(pact, document):
    """Format 1, and which shared records are meant, their names on the day, and on what basis a unit is listed."""
    year = pact.cluster_year
    names = {
        "units": {str(row.pk): row.sealed_name for row in year.memberships.all()},
        "movements": {str(row.pk): row.sealed_name for row in pact.movements.all()},
        "documents": {str(row.pk): row.sealed_name for row in pact.documents.all()},
    }

    def rows(name, fields):
        return [_pick(row, fields) | {"name": names[name].get(row["key"])} for row in document[name]]

    return _heading(2, pact, document) | {
        "units": rows("units", [*UNIT_1, "basis"]),
        "movements": rows("movements", ["uuid", "as_written"]),
        "documents": rows("documents", ["uuid", "state", "as_written"]),
    }


FORMATS = {1: format_1, 2: format_2}
NEWEST = max(FORMATS)


def in_newest_form(content):
    """Return a content, sealed under any format, with the keys of the newest; what its own format lacks is None."""
    if content.get("format") != 1:
        return content
    movements = [{"uuid": None, "name": None, "as_written": wordings} for wordings in content.get("movements") or []]
    unknown = {"uuid": None, "name": None}
    return content | {
        "units": [{"name": None, "basis": None} | row for row in content.get("units") or []],
        "movements": movements,
        "documents": [unknown | row for row in content.get("documents") or []],
    }


# --- What both formats share ------------------------------------------------------------------

PACT_1 = """title theme theme_owner theme_by slogan preamble closing stated_commitments stated_targets open_ended
key_works_minimum known_none""".split()
YEAR_1 = "name kind stated_units stated_units_as_written counts_leaders known_none".split()
CONFERENCE_1 = "held_on held_as_written part_of_day venue host".split()
UNIT_1 = "unit as_written role role_basis head_name head_title joined_on left_on left_reason".split()
TARGET_1 = """text measure population scope operator value value_to unit change baseline_year grade
grade_or_better""".split()


def _heading(number, pact, document):
    year = pact.cluster_year
    agreed = [row for row in document["commitments"] if row["standing"] == Commitment.Standing.AGREED]
    return {
        "format": number,
        "cluster": year.cluster.slug,
        "label": year.label,
        "year": year.year,
        **_pick(document["pact"], PACT_1),
        "roster": _pick(document["year"], YEAR_1),
        "signing": _pick(document["conference"], CONFERENCE_1),
        "commitments": [row["text"] for row in agreed],
        "targets": _targets(document["targets"], agreed),
        "signatories": _signatories(document),
    }


def _targets(rows, agreed):
    """Return the targets; each refers to its commitment, or the target it is part of, by number in its list."""
    commitments = {row["key"]: number for number, row in enumerate(agreed, start=1)}
    targets = {row["key"]: number for number, row in enumerate(rows, start=1)}
    return [
        _pick(row, TARGET_1)
        | {"commitment": commitments.get(row["commitment"]), "part_of": targets.get(row["part_of"])}
        for row in rows
    ]


def _signatories(document):
    units = {row["key"]: row["unit"] for row in document["units"]}
    fields = ["name", "title", "state", "signed_on"]
    return [{"unit": units[row["member"]]} | _pick(row, fields) for row in document["signatories"]]


def _pick(values, names):
    return {name: values.get(name) for name in names}
