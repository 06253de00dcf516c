"""Facts read from an article, entered in a draft."""

from django.db import transaction

from clusters.common.text import fold
from clusters.models import DocumentKind, Membership, User
from clusters.services.records import add_unit
from pacts.document.forms import ROWS
from pacts.document.validate import with_keys
from pacts.intake.article.facts import Fact
from pacts.models import Pact, Participation
from pacts.services.drafts import locked_draft
from pacts.services.lifecycle import save_draft

# Facts that are a header field: kind of the fact -> (part, field).
HEADER_FIELDS = {
    "signed_on": ("conference", "held_on"),
    "part_of_day": ("conference", "part_of_day"),
    "venue": ("conference", "venue"),
    "stated_unit_count": ("year", "stated_units"),
    "theme": ("pact", "theme"),
    "slogan": ("pact", "slogan"),
    "stated_commitments": ("pact", "stated_commitments"),
    "stated_targets": ("pact", "stated_targets"),
    "open_ended": ("pact", "open_ended"),
}
MAIN_FIELD = {
    "commitments": "text",
    "targets": "text",
    "movements": "name",
    "documents": "number",
    "participants": "name",
}
KINDS, ROLES = set(DocumentKind.values), set(Participation.Role.values)


@transaction.atomic
def add_article(*, pact: Pact, facts: list[Fact], units: list[dict], source: dict | None, by: User | None) -> int:
    """Enter facts of an article in a draft and return how many were entered.

    `units` are rows as for `add_units`. A header field is replaced; a row that the draft has already is not added
    again. Raises ValidationError (code "not_written") if the pact is no draft any more.
    """
    pact, document = locked_draft(pact)
    entered = 0
    for fact in facts:
        if fact.kind in HEADER_FIELDS:
            document, new = _with_header(document, fact)
        else:
            document, new = _with_row(document, fact.kind, row_of(fact, document))
        entered += new
    document, new = _with_units(document, pact, units, by)
    if source:
        document, is_new = _with_row(document, "sources", source)
        new += is_new
    save_draft(pact=pact, document=document, by=by)
    return entered + new


def header_value(document: dict, kind: str) -> object:
    """Return what a draft has in the header field of a kind of fact, or None."""
    part, field = HEADER_FIELDS[kind]
    return (document.get(part) or {}).get(field)


def has_row(document: dict, kind: str, row: dict) -> bool:
    """Return whether a list of a draft has this row already, by its main field."""
    field = MAIN_FIELD.get(kind, "title")
    key = fold(str(row.get(field) or ""))
    return bool(key) and any(fold(str(other.get(field) or "")) == key for other in document.get(kind) or [])


def row_of(fact: Fact, document: dict) -> dict:
    """Return a fact as a row of its list."""
    make = {"participants": _participant, "documents": _document}.get(fact.kind)
    if make:
        return make(fact.value)
    if fact.kind == "targets":
        within = (
            row["key"] for row in document.get("commitments") or [] if fact.value["text"] in (row.get("text") or "")
        )
        names = ROWS["targets"].base_fields
        values = {name: value for name, value in fact.value.items() if name in names and name not in ("key", "part_of")}
        return values | {"commitment": next(within, None)}
    return dict(fact.value)


def _participant(value: dict) -> dict:
    return {
        "name": value["name"],
        "titles": value["titles"],
        "roles": [role for role in value["roles"] if role in ROLES],
    }


def _document(value: dict) -> dict:
    kind = value["kind"] if value["kind"] in KINDS else DocumentKind.OTHER.value
    return {
        "kind": kind,
        "number": value["number"],
        "issued_on": value["date"],
        "issuer": value["issuer"],
        "state": value["state"],
    }


def _with_header(document: dict, fact: Fact) -> tuple[dict, int]:
    part, field = HEADER_FIELDS[fact.kind]
    header = document.get(part) or {}
    if header.get(field) == fact.value:
        return document, 0
    return document | {part: header | {field: fact.value}}, 1


def _with_row(document: dict, kind: str, row: dict) -> tuple[dict, int]:
    if has_row(document, kind, row):
        return document, 0
    blank = dict.fromkeys(ROWS[kind].base_fields)
    return document | {kind: with_keys([*(document.get(kind) or []), blank | row])}, 1


def _with_units(document: dict, pact: Pact, rows: list[dict], by: User | None) -> tuple[dict, int]:
    listed, new = {row["unit"]: row for row in document.get("units") or []}, 0
    for row in rows:
        slug = row.get("unit") or add_unit(name=row["name"], cluster=pact.cluster_year.cluster, by=by).slug
        if slug not in listed:
            basis = Membership.Basis.RECORDED.value
            listed[slug] = {"unit": slug, "role": row["role"], "basis": basis, "as_written": row.get("as_written")}
            new += 1
    return document | {"units": with_keys(list(listed.values()))}, new
