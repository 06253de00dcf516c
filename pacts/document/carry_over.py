"""A new year's document that begins from another pact's: last year's, or another cluster's.

What was carried over is told by its places in the document, "pact/closing" or "commitments/12/text", until somebody
touches them.
"""

from clusters.models import Membership, Unit
from clusters.successions import current_successors
from pacts.document import same
from pacts.document.forms import HEADER, ROWS
from pacts.document.schema import LISTS, PACT_LISTS, PARTS, REFERENCES
from pacts.paper.promises import agreed

# What is brought along; all else is this year's.
CARRIED = {name: part.names(carry=True) for name, part in LISTS.items() if part.names(carry=True)}
CARRIED_LISTS = [name for name in PACT_LISTS if name in CARRIED]
CARRIED_OF_PACT = PARTS["pact"].names(carry=True)
REFERRING = [each.name for part in LISTS.values() for each in part.fields if each.refers_to]  # no text read again


def start_from(document):
    """Return a document that begins from another: a starting text, and nothing that was said of that year alone.

    Kept are the roster without the units that left, with last year's first deputy as leader; the agreed commitments
    and the targets; who signed for each unit; preamble and closing. Theme, conference, people present, movements,
    papers and sources are this year's own.
    """
    document = {name: [] for name in ROWS} | document  # one kept as typed may lack parts
    new = {name: dict.fromkeys(form.base_fields) for name, form in HEADER.items()}
    new["pact"] |= {name: (document.get("pact") or {}).get(name) for name in CARRIED_OF_PACT}
    staying = [row for row in document["units"] if not row.get("left_on")]
    promised = agreed(document["commitments"])
    members = {row["key"] for row in staying}
    promises = {row["key"] for row in promised}
    new["units"] = _rotated([_carried_row("units", row) for row in staying])
    new["signatories"] = [
        _carried_row("signatories", row) for row in document["signatories"] if row["member"] in members
    ]
    new["commitments"] = [_carried_row("commitments", row) for row in promised]
    new["targets"] = [
        _carried_row("targets", row)
        | {"commitment": row.get("commitment") if row.get("commitment") in promises else None}
        for row in document["targets"]
    ]
    for name in CARRIED_LISTS:
        if name not in new:
            new[name] = [_with_references(name, _carried_row(name, row), new) for row in document[name]]
    return new | {name: [] for name in ROWS if name not in new}


def _with_references(name, row, document):
    """Return a row without its references to rows that were not brought along."""
    for section, field, other in REFERENCES:
        if section == name and row[field] not in {each["key"] for each in document.get(other) or []}:
            row |= {field: None}
    return row


def with_text_of(document, other):
    """Return a begun document with the promises and the words around them of another: of a pact of another cluster."""
    text = start_from(other)
    pact = document["pact"] | {name: text["pact"][name] for name in CARRIED_OF_PACT}
    return document | {"pact": pact} | {name: text[name] for name in CARRIED_LISTS}


def carried_places(document):
    """Return the places of a document just begun from another that say something: all of them were carried over."""
    places = [f"pact/{name}" for name in CARRIED_OF_PACT if document["pact"][name] is not None]
    for name in CARRIED:
        fields = [field for field in CARRIED[name] if field not in REFERRING]
        for row in document[name]:
            said = (field for field in fields if row[field] != ROWS[name].base_fields[field].initial or field == "role")
            places += [f"{name}/{row['key']}/{field}" for field in said]
    return places


def still_carried(places, before, after):
    """Return those of the places that say in the document `after` what they said `before`, and still say something."""
    held = {place: (value_at(before, place), value_at(after, place)) for place in places or []}
    return [place for place, (old, new) in held.items() if new and same(*_form_and_field(place), old, new)]


def place_of(change):
    """Return the place a change of one field names."""
    return "/".join(part for part in (change["section"], change.get("key"), change["field"]) if part)


def value_at(document, place):
    """Return what a document says at a place, or None."""
    section, *key, field = place.split("/")
    if section not in (ROWS if key else HEADER):
        return None
    part = (document or {}).get(section) or {}
    if key:
        part = next((row for row in part if row["key"] == "/".join(key)), {})
    return part.get(field)


def with_value(document, place, value):
    """Return a document that says this at a place; a row that is not there is not made."""
    section, *key, field = place.split("/")
    if not key:
        return document | {section: (document.get(section) or {}) | {field: value}}
    rows = document.get(section) or []
    return document | {section: [row | {field: value} if row["key"] == "/".join(key) else row for row in rows]}


def _form_and_field(place):
    section, *_rest, field = place.split("/")
    return (HEADER | ROWS)[section], field


def ended_units(document, day):
    """Return [(the ended unit, the standing units it lives on in)] for a document's roster on a day (stored date).

    Which of them takes the place is for a person to say: a commune may have gone to one, to several or to none.
    """
    slugs = [row["unit"] for row in document["units"]]
    ended = [unit for unit in Unit.objects.filter(slug__in=slugs).with_place() if unit.ended_by(day)]
    heirs = current_successors(ended)
    return [(unit, heirs[unit.pk]) for unit in sorted(ended, key=lambda unit: slugs.index(unit.slug))]


def with_units_replaced(rows, places):
    """Return a roster with other units in the place of some rows: {row key: [addresses]}.

    A unit that stands elsewhere in the roster is not entered twice.
    """
    taken = {row["unit"] for row in rows if row["key"] not in places}
    roster = []
    for row in rows:
        slugs = [
            slug for slug in places.get(row["key"], [row["unit"]]) if row["key"] not in places or slug not in taken
        ]
        taken |= set(slugs)
        if slugs:
            roster.append(row if slugs[0] == row["unit"] else _carried_row("units", row) | {"unit": slugs[0]})
        member = {"role": Membership.Role.MEMBER.value}
        roster += [_carried_row("units", member | {"unit": slug, "key": None}) for slug in slugs[1:]]
    return roster


def _carried_row(name, row):
    """Return a row with its key and what is kept of it; the rest as a new row has it."""
    fields = ROWS[name].base_fields
    new = {field: form_field.initial for field, form_field in fields.items()}
    return new | {field: row.get(field) for field in CARRIED[name]} | {"key": row["key"]}


def _rotated(units):
    """Give last year's first deputy the lead, and make everybody else a member."""
    deputies = [row for row in units if row["role"] == Membership.Role.DEPUTY]
    for row in units:
        row["role"] = Membership.Role.LEADER.value if row in deputies[:1] else Membership.Role.MEMBER.value
    return units
