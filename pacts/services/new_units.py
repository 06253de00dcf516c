"""New units that a paste made by a wrong cut: renamed, merged into another or removed, with all that names them.

Only a unit that nobody has checked, that no sealed pact names and that only the user's own years use.
"""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from clusters.models import ClusterYear, Membership, Unit, User
from clusters.permissions import is_administrator
from pacts.document import written_document
from pacts.document.carry_over import with_units_replaced, with_value
from pacts.document.schema import LISTS, UNIT_REFERENCES
from pacts.document.validate import with_keys
from pacts.models import BEING_WRITTEN, Conference, Pact, Participation
from pacts.services.lifecycle import save_draft

# Rows that may name such a unit, and how they lead to its cluster's year. Whatever else names it forbids the change.
YEAR_OF: dict[tuple[Any, str], str] = {
    (Membership, "unit"): "cluster_year",
    (Conference, "host"): "pacts__cluster_year",
    (Participation, "unit"): "conference__pacts__cluster_year",
}


def obstacle_to(unit: Unit, user: User) -> str:
    """Return why a user may not rename, merge or remove a unit, or ""."""
    if unit.checked:
        return _("This unit has been checked: its keeper changes it.")
    years = ClusterYear.objects.none()
    for related in Unit._meta.related_objects:
        rows = related.related_model._default_manager.filter(**{related.field.name: unit})
        path = YEAR_OF.get((related.related_model, related.field.name))
        if path is None and rows.exists():
            return _("Other records refer to this unit.")
        if path:
            years = years | ClusterYear.objects.filter(pk__in=rows.values(path))
    if years.filter(pact__versions__isnull=False).exists():
        return _("A sealed pact names this unit.")
    used = {*years.values_list("pk", flat=True), *(pact.cluster_year_id for pact in _drafts_with(unit))}
    kept = ClusterYear.objects.kept_by(user).filter(pk__in=used).count()
    if kept < len(used) and not is_administrator(user):
        return _("Another secretariat uses this unit, too.")
    return ""


@transaction.atomic
def rename_new_unit(*, unit: Unit, name: str, by: User) -> Unit:
    """Give a new unit another name. Raises ValidationError if it may not be changed, or if the name is none."""
    unit = _locked(unit, by)
    if not name:
        raise ValidationError(_("Write its name."))
    unit.name = name
    unit.full_clean()
    unit.changed_by(by).save()
    return unit


@transaction.atomic
def merge_new_unit(*, unit: Unit, into: Unit, by: User) -> Unit:
    """Let everything that names a new unit name another one, delete it and return the other.

    Raises ValidationError if it may not be changed, or if a year has both units in its stored roster.
    """
    unit = _locked(unit, by)
    if unit == into:
        raise ValidationError(_("Choose another unit to merge it into."))
    years = unit.memberships.values("cluster_year")
    if both := into.memberships.filter(cluster_year__in=years).select_related("cluster_year").first():
        raise ValidationError(
            _("%(year)s has both units: take one out of the roster first.") % {"year": both.cluster_year}
        )
    for model, name in YEAR_OF:
        for row in model._default_manager.filter(**{name: unit}):
            setattr(row, name, into)
            row.changed_by(by).save()
    _replace_in_drafts(unit, [into.slug], by)
    unit.changed_by(by).delete()
    return into


@transaction.atomic
def remove_new_unit(*, unit: Unit, by: User) -> None:
    """Delete a new unit, and its row in every draft. Raises ValidationError if it may not be, or if a row names it."""
    unit = _locked(unit, by)
    if any(model._default_manager.filter(**{name: unit}).exists() for model, name in YEAR_OF):
        raise ValidationError(_("Units may read a pact with this unit: take the pact back, or merge the unit."))
    _replace_in_drafts(unit, [], by)
    unit.changed_by(by).delete()


def _locked(unit: Unit, by: User) -> Unit:
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if refusal := obstacle_to(unit, by):
        raise ValidationError(refusal)
    return unit


def _drafts_with(unit: Unit) -> list[Pact]:
    """Return the pacts whose draft names a unit. Drafts are few; a database compares no part of their JSON alike."""
    quoted = json.dumps(unit.slug)
    pacts = Pact.objects.filter(status__in=BEING_WRITTEN).exclude(draft=None)
    return [pact for pact in pacts if quoted in json.dumps(pact.draft)]


def _replace_in_drafts(unit: Unit, slugs: list[str], by: User) -> None:
    """Put other units in the place of one in every draft; with none, its rows are removed."""
    for pact in _drafts_with(unit):
        document = written_document(Pact.objects.select_for_update().get(pk=pact.pk))
        save_draft(pact=pact, document=_with_unit_replaced(document, unit.slug, slugs), by=by)


def _with_unit_replaced(document: dict, slug: str, slugs: list[str]) -> dict:
    rows = document.get("units") or []
    roster = with_keys(with_units_replaced(rows, {row["key"]: slugs for row in rows if row["unit"] == slug}))
    keys = {row["key"] for row in roster}
    signatories = [row for row in document.get("signatories") or [] if row["member"] in keys]
    document = document | {"units": roster, "signatories": signatories}
    for part, field in UNIT_REFERENCES:
        if part == "units":
            continue
        places = (
            [f"{part}/{row['key']}/{field}" for row in document.get(part) or [] if row.get(field) == slug]
            if part in LISTS
            else ([f"{part}/{field}"] if (document.get(part) or {}).get(field) == slug else [])
        )
        for place in places:
            document = with_value(document, place, slugs[0] if slugs else None)
    return document
