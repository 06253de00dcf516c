"""Writes of the titles that a unit registers for in a year, row by row."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from awards.award_types import types_of
from awards.models import AwardType, RecipientKind, TitleRegistration
from clusters.common.changes import save_if_changed
from clusters.common.constraints import check_row
from clusters.common.text import fold
from clusters.models import Membership, User
from pacts.models import Submission
from pacts.permissions import can_write_own_part
from pacts.services.unit_parts import open_pact, send_part, unsend_part
from pacts.unit.task_registry import task_for

REGISTRATIONS = "registrations"  # key of the task
FACTS = ["type", "as_written", "recipient_kind", "quantity"]  # what a row says, apart from its position
REFERENCES = [field.name for field in TitleRegistration._meta.fields if isinstance(field, models.ForeignKey)]


def registered_by(membership: Membership) -> list[TitleRegistration]:
    """Return what a unit registers for in a year, in its order."""
    return list(membership.title_registrations.select_related("type"))


def state_of(rows: list[TitleRegistration]) -> list[tuple]:
    """Return what stored rows say, by which a change since a page was opened is noticed."""
    return [(row.pk, *facts_of(row)) for row in rows]


@transaction.atomic
def save_registrations(*, membership: Membership, rows: list[dict], by: User) -> None:
    """Make these rows all that a unit registers for.

    `rows` are values of registrations, with "id" where one is stored. If there were none and are some now, or the
    other way round, what had been sent counts as not sent. Raises ValidationError where a row breaks a rule, or the
    person may not write now.
    """
    open_pact(membership, can_write_own_part, by)
    stored = registered_by(membership)
    wanted = [TitleRegistration(membership=membership, **_values(row)) for row in rows]
    if [facts_of(row) for row in wanted] == [facts_of(row) for row in stored]:
        return
    check_registrations(membership=membership, rows=wanted)
    _save_rows(stored, [(row.get("id"), values) for row, values in zip(rows, wanted, strict=True)], by)
    if bool(stored) != bool(wanted):
        unsend_part(membership=membership, task=task_for(REGISTRATIONS), by=by)


@transaction.atomic
def register_for_none(*, membership: Membership, by: User) -> Submission:
    """Record that a unit registers for no title this year. Raises ValidationError where titles are stored."""
    open_pact(membership, can_write_own_part, by)
    if registered_by(membership):
        raise ValidationError(titles_are_listed())
    return send_part(membership=membership, task=task_for(REGISTRATIONS), by=by)


@transaction.atomic
def register_after_all(*, membership: Membership, by: User) -> None:
    """Take back that a unit registers for none. Where titles are stored by now, nothing has to be taken back."""
    open_pact(membership, can_write_own_part, by)
    if not registered_by(membership):
        unsend_part(membership=membership, task=task_for(REGISTRATIONS), by=by)


def check_registrations(*, membership: Membership, rows: list[TitleRegistration]) -> None:
    """Check rows not saved yet, one by one and against each other. Raises ValidationError."""
    offered, found = {row.pk for row in types_of(membership.cluster_year)}, set()
    for row in rows:
        row.clean_fields(exclude=REFERENCES)
        check_row(TitleRegistration, {field.name: getattr(row, field.attname) for field in row._meta.fields})
        if row.type_id and row.type_id not in offered:
            raise ValidationError(not_of_the_year(membership.cluster_year.label))
        if refusal := not_for(row.type, row.recipient_kind):
            raise ValidationError(refusal)
        if same_title(row) in found:
            raise ValidationError(listed_twice())
        found.add(same_title(row))


def same_title(row: TitleRegistration) -> tuple:
    """Return what two rows share that register for the same: the title, however it is spelled, and for whom."""
    return fold(row.type.name if row.type else row.as_written or ""), row.recipient_kind


# --- The sentences, also beside the fields ----------------------------------------------------


def not_of_the_year(year: str) -> str:
    message = _("This is no title or form of commendation of the year %(year)s. Choose one of the list, or write it.")
    return message % {"year": year}


def titles_are_listed() -> str:
    return _("There are titles in the list: send them, or leave their rows out and save first.")


def listed_twice() -> str:
    return _("This stands in the list twice: keep one row, with the whole number.")


def not_for(award_type: AwardType | None, kind: str | None) -> str:
    """Return why a title is not for this kind of recipient; "" where it is, or where that is not known."""
    if award_type is None or not award_type.recipient_kinds or kind in (None, *award_type.recipient_kinds):
        return ""
    allowed = award_type.recipient_kinds
    kinds = ", ".join(str(RecipientKind(code).label) for code in allowed)
    return _("“%(title)s” is only for: %(kinds)s.") % {"title": award_type.name, "kinds": kinds}


# --- How it is done ---------------------------------------------------------------------------


def _values(row: dict) -> dict:
    return {name: row.get(name) for name in FACTS}


def facts_of(row: TitleRegistration) -> tuple:
    """Return what a row says, apart from its position."""
    return row.type_id, row.as_written, row.recipient_kind, row.quantity


def _save_rows(stored: list[TitleRegistration], wanted: list[tuple], by: User) -> None:
    """Change the rows that say something else, add the new ones, and take away those that are gone."""
    standing = {row.pk: row for row in stored}
    for position, (key, values) in enumerate(wanted, start=1):
        row = standing.pop(key, None) or TitleRegistration(membership_id=values.membership_id)
        save_if_changed(row, {"position": position} | {name: getattr(values, name) for name in FACTS}, by)
    for row in standing.values():
        row.changed_by(by).delete()
