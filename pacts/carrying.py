"""A new year's document that begins from another pact's: last year's, or another cluster's."""

from clusters.lineage import standing_heirs
from clusters.models import Membership, Unit
from pacts.document.forms import HEADER, ROWS
from pacts.models import Commitment

KEPT = {  # what a row brings along; all else is this year's
    "units": ["unit", "role"],
    "signatories": ["member", "name", "title"],
    "commitments": ["text", "standing"],
    "targets": [name for name in ROWS["targets"].base_fields if name not in ("key", "inferred", "note")],
}
KEPT_OF_PACT = ["preamble", "closing", "key_works_minimum"]


def start_from(document):
    """Return a document that begins from another: a starting text, and nothing that was said of that year alone.

    Kept are the roster without the units that left, with last year's first deputy as leader; the agreed commitments
    and the targets; who signed for each unit; preamble and closing. Theme, conference, people present, movements,
    papers and sources are this year's own.
    """
    new = {name: dict.fromkeys(form.base_fields) for name, form in HEADER.items()}
    new["pact"] |= {name: document["pact"].get(name) for name in KEPT_OF_PACT}
    staying = [row for row in document["units"] if not row.get("left_on")]
    agreed = [row for row in document["commitments"] if row["standing"] == Commitment.Standing.AGREED]
    members = {row["key"] for row in staying}
    promises = {row["key"] for row in agreed}
    new["units"] = _rotated([_kept("units", row) for row in staying])
    new["signatories"] = [_kept("signatories", row) for row in document["signatories"] if row["member"] in members]
    new["commitments"] = [_kept("commitments", row) for row in agreed]
    new["targets"] = [
        _kept("targets", row) | {"commitment": row["commitment"] if row["commitment"] in promises else None}
        for row in document["targets"]
    ]
    return new | {name: [] for name in ROWS if name not in new}


def ended_units(document, day):
    """Return [(the ended unit, the standing units it lives on in)] for a document's roster on a day (stored date).

    Which of them takes the place is for a person to say: a commune may have gone to one, to several or to none.
    """
    slugs = [row["unit"] for row in document["units"]]
    ended = [unit for unit in Unit.objects.filter(slug__in=slugs).with_place() if unit.ended_by(day)]
    heirs = standing_heirs(ended)
    return [(unit, heirs[unit.pk]) for unit in sorted(ended, key=lambda unit: slugs.index(unit.slug))]


def _kept(name, row):
    """Return a row with its key and what is kept of it; the rest as a new row has it."""
    fields = ROWS[name].base_fields
    new = {field: form_field.initial for field, form_field in fields.items()}
    return new | {field: row[field] for field in KEPT[name]} | {"key": row["key"]}


def _rotated(units):
    """Give last year's first deputy the lead, and make everybody else a member."""
    deputies = [row for row in units if row["role"] == Membership.Role.DEPUTY]
    for row in units:
        row["role"] = Membership.Role.LEADER.value if row in deputies[:1] else Membership.Role.MEMBER.value
    return units
