"""Changes to a draft other than typing. Each locks the pact and raises ValidationError if it is no draft any more."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from clusters.models import Membership, User
from clusters.services.records import add_unit
from pacts.document import aside_of, carried_of, written_document
from pacts.document.carry_over import value_at, with_units_replaced, with_value
from pacts.document.forms import ROWS
from pacts.document.validate import with_keys
from pacts.models import Commitment, Pact, PactStatus, Signatory
from pacts.services.lifecycle import save_draft


@transaction.atomic
def confirm_carried(*, pact: Pact, section: str, by: User | None) -> Pact:
    """Mark a section carried over from another pact as read and accepted."""
    pact, document = locked_draft(pact)
    read = [place for place in carried_of(pact) if place.startswith(f"{section}/")]
    return save_draft(pact=pact, document=document, by=by, touched=read)


@transaction.atomic
def record_all_signed(*, pact: Pact, by: User | None) -> Pact:
    """Record that every unit in a draft's roster has signed. Known states and names are not changed."""
    pact, document = locked_draft(pact)
    rows = {row["member"]: row for row in document.get("signatories") or []}
    lines = [
        {"key": f"sign-{unit['key']}", "member": unit["key"]} | rows.get(unit["key"], {})
        for unit in document.get("units") or []
    ]
    signed = [line | {"state": line.get("state") or Signatory.State.SIGNED.value} for line in lines]
    return save_draft(pact=pact, document=document | {"signatories": signed}, by=by)


@transaction.atomic
def add_units(*, pact: Pact, rows: list[dict], by: User | None, stated: int | None = None) -> int:
    """Add units to a draft's roster and return how many were added. A stated number that is known is not changed.

    `rows`: {"unit": slug} or {"name": name of a new unit}, each with its role. A new unit has the place of the cluster,
    is kept by its organiser and waits for a check.
    """
    pact, document = locked_draft(pact)
    listed = {row["unit"] for row in document.get("units") or []}
    new = []
    for row in rows:
        slug = row.get("unit") or add_unit(name=row["name"], cluster=pact.cluster_year.cluster, by=by).slug
        if slug not in listed:
            listed.add(slug)
            basis = Membership.Basis.RECORDED.value
            new.append({"unit": slug, "role": row["role"], "basis": basis, "as_written": row.get("as_written")})
    document = document | {"units": with_keys([*(document.get("units") or []), *new])}
    year = document.get("year") or {}
    if stated and year.get("stated_units") is None:
        document["year"] = year | {"stated_units": stated}
    save_draft(pact=pact, document=document, by=by)
    return len(new)


@transaction.atomic
def replace_units(*, pact: Pact, places: dict[str, list[str]], by: User | None) -> int:
    """Replace rows of a draft's roster by other units, {row key: [slugs]}; return how many rows changed.

    The first unit gets the row with its role, the others are added as members; an empty list removes the row.
    Signatories of replaced units are removed.
    """
    pact, document = locked_draft(pact)
    roster = with_units_replaced(document.get("units") or [], places)
    unchanged = {row["key"] for row in roster if row in document["units"]}
    signatories = [row for row in document.get("signatories") or [] if row["member"] in unchanged]
    save_draft(pact=pact, document=document | {"units": with_keys(roster), "signatories": signatories}, by=by)
    return sum(row["key"] not in unchanged for row in document["units"])


@transaction.atomic
def add_commitments(
    *,
    pact: Pact,
    items: list[str],
    stated: int | None,
    open_ended: bool,
    by: User | None,
    headings: Sequence[str] = (),
) -> Pact:
    """Append texts to a draft's commitments, with the stated number and whether the list is open-ended.

    `headings` has the group heading of each text ("" for none), or is empty. A stated number that is known already is
    not changed.
    """
    pact, document = locked_draft(pact)
    header = dict(document.get("pact") or {})
    if header.get("stated_commitments") is None:
        header["stated_commitments"] = stated
    if open_ended:
        header["open_ended"] = True
    rows = [
        {"text": item, "heading": heading or None, "standing": Commitment.Standing.AGREED.value}
        for item, heading in zip(items, headings or [""] * len(items), strict=True)
    ]
    rows = with_keys([*(document.get("commitments") or []), *rows])
    return save_draft(pact=pact, document=document | {"pact": header, "commitments": rows}, by=by)


@transaction.atomic
def add_targets(*, pact: Pact, rows: list[dict], by: User | None) -> int:
    """Append rows to a draft's targets and return how many of their keys were new."""
    pact, document = locked_draft(pact)
    targets = document.get("targets") or []
    listed = {row["key"] for row in targets}
    new = [row for row in rows if row["key"] not in listed]
    listed |= {row["key"] for row in new}
    linked = [row | {"part_of": row["part_of"] if row["part_of"] in listed else None} for row in new]
    save_draft(pact=pact, document=document | {"targets": [*targets, *linked]}, by=by)
    return len(new)


@transaction.atomic
def put_unit(*, pact: Pact, place: str, unit: str | None, name: str, by: User | None) -> Pact:
    """Set the unit at a path of a draft, by its slug. Without one, create a unit that waits for a check."""
    pact, document = locked_draft(pact)
    slug = unit or add_unit(name=name, cluster=pact.cluster_year.cluster, by=by).slug
    return save_draft(pact=pact, document=with_value(document, place, slug), by=by)


@transaction.atomic
def add_erratum(*, pact: Pact, source: str, as_written: str, meant: str, by: User | None) -> Pact:
    """Add an erratum to a source (the key of its row): the words as printed, and what is meant."""
    pact, document = locked_draft(pact)
    place = f"sources/{source}/errata"
    errata = errata_in(value_at(document, place))
    pair = {"as_written": as_written, "meant": meant}
    listed = errata if pair in errata else [*errata, pair]
    return save_draft(pact=pact, document=with_value(document, place, listed), by=by)


@transaction.atomic
def remove_aside(*, pact: Pact, key: str, by: User | None) -> bool:
    """Remove from a draft a value that no form can hold. `key` identifies the value that was shown.

    Returns False if it no longer exists.
    """
    pact, document = locked_draft(pact)
    aside = aside_of(pact)
    rest = [each for each in aside if each.key != key]
    if len(rest) == len(aside):
        return False
    save_draft(pact=pact, document=document, by=by, aside=rest)
    return True


def errata_in(value: object) -> list[dict]:
    """Return a source's errata, stored as pairs or as typed text; [] if the text is invalid."""
    field = ROWS["sources"].base_fields["errata"]
    try:
        return field.to_python(value) or []
    except ValidationError:
        return []


def locked_draft(pact: Pact) -> tuple[Pact, dict]:
    """Return the pact, locked until the transaction ends, and the document being written.

    Raises ValidationError (code "not_written") if the pact is no draft any more.
    """
    pact = Pact.objects.select_for_update().select_related("cluster_year__cluster").get(pk=pact.pk)
    if pact.status != PactStatus.DRAFT:
        raise ValidationError(_("This pact is not being written now."), code="not_written")
    return pact, written_document(pact)
