"""What a draft is changed by beside typing: one sentence each, under the lock of its pact."""

from django.core.exceptions import ValidationError
from django.db import transaction

from clusters.models import User
from clusters.services import add_unit
from pacts.carrying import value_at, with_value
from pacts.document import document_of
from pacts.document.checking import with_keys
from pacts.document.forms import SourceForm
from pacts.models import Commitment, Pact, Signatory
from pacts.services import keep_draft


@transaction.atomic
def let_stand(*, pact: Pact, section: str, by: User | None) -> Pact:
    """Record that somebody has read a part carried over from another pact, and lets it stand."""
    pact, document = locked_draft(pact)
    read = [place for place in pact.draft_carried or [] if place.startswith(f"{section}/")]
    return keep_draft(pact=pact, document=document, by=by, touched=read)


@transaction.atomic
def record_all_signed(*, pact: Pact, by: User | None) -> Pact:
    """Record that every unit of a draft's roster has signed, who ever signed for it; what is known stays."""
    pact, document = locked_draft(pact)
    rows = {row["member"]: row for row in document.get("signatories") or []}
    lines = [
        {"key": f"sign-{unit['key']}", "member": unit["key"]} | rows.get(unit["key"], {})
        for unit in document.get("units") or []
    ]
    signed = [line | {"state": line.get("state") or Signatory.State.SIGNED.value} for line in lines]
    return keep_draft(pact=pact, document=document | {"signatories": signed}, by=by)


@transaction.atomic
def add_commitments(*, pact: Pact, items: list[str], stated: int | None, open_ended: bool, by: User | None) -> Pact:
    """Add texts behind a draft's commitments, and what the pasted text says of the list: a number, and a "…" behind it.

    A number that is known stays.
    """
    pact, document = locked_draft(pact)
    header = dict(document.get("pact") or {})
    if header.get("stated_commitments") is None:
        header["stated_commitments"] = stated
    if open_ended:
        header["open_ended"] = True
    rows = [{"text": item, "standing": Commitment.Standing.AGREED.value} for item in items]
    rows = with_keys([*(document.get("commitments") or []), *rows])
    return keep_draft(pact=pact, document=document | {"pact": header, "commitments": rows}, by=by)


@transaction.atomic
def add_targets(*, pact: Pact, rows: list[dict], by: User | None) -> int:
    """Add rows of targets behind a draft's, and return how many were not there yet by their keys."""
    pact, document = locked_draft(pact)
    targets = document.get("targets") or []
    known = {row["key"] for row in targets}
    new = [row for row in rows if row["key"] not in known]
    known |= {row["key"] for row in new}
    whole = [row | {"part_of": row["part_of"] if row["part_of"] in known else None} for row in new]
    keep_draft(pact=pact, document=document | {"targets": [*targets, *whole]}, by=by)
    return len(new)


@transaction.atomic
def put_unit(*, pact: Pact, place: str, unit: str | None, name: str, by: User | None) -> Pact:
    """Name a unit, by its address, at a place of a draft; without an address a new one is made that awaits a check."""
    pact, document = locked_draft(pact)
    slug = unit or add_unit(name=name, cluster=pact.cluster_year.cluster, by=by).slug
    return keep_draft(pact=pact, document=with_value(document, place, slug), by=by)


@transaction.atomic
def add_erratum(*, pact: Pact, source: str, as_written: str, meant: str, by: User | None) -> Pact:
    """Note a mistake of a source (its row's key): the words as it prints them, and what is meant."""
    pact, document = locked_draft(pact)
    place = f"sources/{source}/errata"
    errata = errata_in(value_at(document, place))
    pair = {"as_written": as_written, "meant": meant}
    known = errata if pair in errata else [*errata, pair]
    return keep_draft(pact=pact, document=with_value(document, place, known), by=by)


def errata_in(value: object) -> list[dict]:
    """Return a source's errata, kept as pairs or still as they were typed; what cannot be read stands no more."""
    field = SourceForm.base_fields["errata"]
    try:
        return field.to_python(value) or []
    except ValidationError:
        return []


def locked_draft(pact: Pact) -> tuple[Pact, dict]:
    """Return the pact, locked until the transaction ends, and the document being written."""
    pact = Pact.objects.select_for_update().get(pk=pact.pk)
    return pact, pact.draft or document_of(pact)
