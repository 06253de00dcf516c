"""Writes of a member unit: remarks, key works, programme, signatory, and the record that they were sent.

Each service locks the pact and checks the permission again, because the page may be stale. It raises
ValidationError if the unit may not write now.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.common.changes import differs, save_if_changed
from clusters.models import Document, DocumentKind, Membership, User
from clusters.models.base import Record
from pacts.document import draft_of
from pacts.models import (
    ActionProgramme,
    Comment,
    Commitment,
    KeptSignatory,
    KeyWork,
    Pact,
    Signatory,
    Submission,
)
from pacts.permissions import can_comment, can_write_own_part
from pacts.services.lifecycle import save_draft
from pacts.unit.task_registry import PROGRAMME, REMARKS, task_for
from pacts.unit.tasks import UnitTask


@transaction.atomic
def send_part(*, membership: Membership, task: UnitTask, by: User) -> Submission:
    """Record that a unit has sent a task. Sending again updates the time.

    Raises ValidationError if the user may not send it now or something is missing.
    """
    pact = open_pact(membership, task.may_write, by)
    if missing := task.missing(membership, pact):
        raise ValidationError(missing)
    row = Submission.objects.filter(membership=membership, asked=task.key).first()
    row = row or Submission(membership=membership, asked=task.key)
    row.sent_at, row.by = timezone.now(), by
    row.full_clean()
    row.changed_by(by).save()
    return row


@transaction.atomic
def unsend_part(*, membership: Membership, task: UnitTask, by: User) -> None:
    """Remove the record that a unit has sent a task, if there is one."""
    open_pact(membership, task.may_write, by)
    for row in Submission.objects.filter(membership=membership, asked=task.key):
        row.changed_by(by).delete()


def lock_part(*, membership: Membership) -> None:
    """Lock the pact of a unit's year until the transaction ends, so that nobody else writes the unit's part."""
    Pact.objects.select_for_update().get(cluster_year=membership.cluster_year_id)


def least_key_works(pact: Pact) -> int:
    """Return the minimum of key works for each unit in the text the units read; 0 if it states none."""
    if pact.status == "circulated" and (draft := draft_of(pact)):
        typed = str((draft.get("pact") or {}).get("key_works_minimum") or "")
        return int(typed) if typed.isdecimal() else 0
    return pact.key_works_minimum or 0


def missing_key_works(pact: Pact, membership: Membership) -> str:
    """Return in words how many key works a unit lacks, or ""."""
    least, count = least_key_works(pact), membership.key_works.count()
    if not least and not count:
        return _("Write at least one.")
    return missing_words(least - count, least)


def missing_words(missing: int, least: int) -> str:
    """Return the sentence that `missing` key works of `least` are missing, or "" if none is."""
    if missing <= 0:
        return ""
    words = ngettext("%(n)s missing (the pact asks for at least %(least)s)",
                     "%(n)s missing (the pact asks for at least %(least)s)", missing)  # fmt: skip
    return words % {"n": missing, "least": least}


@transaction.atomic
def save_key_works(*, membership: Membership, rows: Iterable[tuple[str, str | None]], by: User) -> list[Record]:
    """Replace a unit's key works by these (text, kind), in order. Only rows that differ are written."""
    open_pact(membership, can_write_own_part, by)
    stored = list(membership.key_works.all())
    saved = []
    for position, (text, kind) in enumerate(rows, start=1):
        row = stored.pop(0) if stored else KeyWork(membership=membership)
        wanted = {"position": position, "text": text, "kind": kind or None}
        saved.append(_save_values(row, wanted, by))
    for row in stored:
        row.changed_by(by).delete()
    return saved


@transaction.atomic
def save_programme(
    *, membership: Membership, theme: str | None, text: str | None, file: File | None, by: User
) -> Record:
    """Save a unit's action programme. A new file replaces the old one, which stays in the register."""
    open_pact(membership, can_write_own_part, by)
    row = ActionProgramme.objects.filter(membership=membership).first() or ActionProgramme(membership=membership)
    values: dict[str, Any] = {"theme": theme or None, "text": text or None}
    if file is not None:
        values["document"] = _save_file(membership, file, by)
    return _save_values(row, values, by)


@transaction.atomic
def withdraw_programme_file(*, membership: Membership, reason: str, by: User) -> ActionProgramme:
    """Detach the file from a unit's programme. It stays in the register; the reason is written to the history.

    If the programme has neither theme nor text, it no longer counts as sent.
    """
    open_pact(membership, can_write_own_part, by)
    if not reason.strip():
        raise ValidationError(_("Give the reason."))
    row = ActionProgramme.objects.get(membership=membership)
    row.document = None
    row.because(reason.strip()).changed_by(by).save()
    if not row.theme and not row.text:
        unsend_part(membership=membership, task=task_for(PROGRAMME), by=by)
    return row


@transaction.atomic
def name_signatory(*, membership: Membership, name: str, title: str | None, by: User) -> Pact:
    """Set who signs for a unit, on its stored row or in the circulated correction.

    A signatory that the unit had saved without sending is deleted.
    """
    pact = open_pact(membership, can_comment, by)
    for saved in KeptSignatory.objects.filter(membership=membership):
        saved.changed_by(by).delete()
    values = {"name": name, "title": title or None}
    if draft := draft_of(pact):
        return save_draft(pact=pact, document=_with_signatory(draft, membership, values), by=by)
    row = Signatory.objects.filter(membership=membership).first() or Signatory(membership=membership)
    _save_values(row, values, by)
    return pact


@transaction.atomic
def save_unsent_signatory(*, membership: Membership, name: str, title: str | None, by: User) -> Record:
    """Save who is to sign for a unit, visible to the unit only, until it is sent (`name_signatory`)."""
    open_pact(membership, can_comment, by)
    row = KeptSignatory.objects.filter(membership=membership).first() or KeptSignatory(membership=membership)
    return _save_values(row, {"name": name, "title": title or None}, by)


@transaction.atomic
def save_remark(
    *, membership: Membership, text: str | None, proposed: str | None, by: User,
    remark: Comment | None = None, commitment: dict | None = None,
) -> Comment | None:  # fmt: skip
    """Add or change (`remark`) a unit's remark on the circulated text or on one commitment (a document row).

    Without text and proposal the remark is deleted. Raises ValidationError if it has been answered by now.
    """
    pact = open_pact(membership, can_comment, by)
    if remark is not None:
        remark = Comment.objects.select_for_update().filter(pk=remark.pk).first()
        if remark is None or remark.state != Comment.State.OPEN:
            raise ValidationError(_("This remark has been answered meanwhile: write a new one."))
    if not text and not proposed:
        if remark is not None:
            remark.changed_by(by).delete()
        return None
    row = remark or Comment(pact=pact, membership=membership, **_about(pact, commitment))
    if not differs(row, {"text": text, "proposed": proposed}):
        return row
    row.text, row.proposed, row.author, row.written_at = text, proposed, by, timezone.now()
    row.full_clean()
    row.changed_by(by).save()
    return row


@transaction.atomic
def take_back_remark(*, membership: Membership, remark: Comment | None, by: User) -> None:
    """Delete a remark that nobody has answered. Without remarks the task no longer counts as sent.

    Raises ValidationError if the remark has been answered, or is None because it is gone.
    """
    if remark is None:
        raise ValidationError(_("This remark is no longer there."))
    save_remark(membership=membership, text=None, proposed=None, remark=remark, by=by)
    if not membership.comments.exists():
        unsend_part(membership=membership, task=task_for(REMARKS), by=by)


# --- Helpers ------------------------------------------------------------------------------------


def open_pact(membership: Membership, may: Callable[..., bool], by: User) -> Pact:
    """Return the membership's pact, locked until the transaction ends.

    Raises ValidationError unless `may(by, membership, pact)`.
    """
    pact = Pact.objects.select_for_update().get(cluster_year=membership.cluster_year_id)
    if not may(by, membership, pact):
        raise ValidationError(_("This can no longer be written: the pact has moved on meanwhile."))
    return pact


def _save_values(row: Record, values: dict, by: User) -> Record:
    save_if_changed(row, values, by, check=True)
    return row


def _save_file(membership: Membership, file: File, by: User) -> Document:
    words = {"unit": membership.unit, "year": membership.cluster_year.label}
    subject = _("Action programme of %(unit)s, %(year)s") % words
    document = Document(kind=DocumentKind.OTHER, subject=subject, file=file)
    document.full_clean()
    document.changed_by(by).save()
    return document


def _with_signatory(document: dict, membership: Membership, values: dict) -> dict:
    """Return a document with a unit's signatory. Raises ValidationError if the unit is not in its roster."""
    key = next((row["key"] for row in document.get("units") or [] if row["unit"] == membership.unit.slug), None)
    if key is None:
        raise ValidationError(_("Your unit is not in the roster of this text."))
    rows = document.get("signatories") or []
    if all(row["member"] != key for row in rows):
        rows = [*rows, {"key": f"sign-{key}", "member": key}]
    return document | {"signatories": [row | values if row["member"] == key else row for row in rows]}


def _about(pact: Pact, commitment: dict | None) -> dict:
    """Return the fields that tie a remark to a commitment: its row, if stored, and its present text."""
    if commitment is None:
        return {}
    number = str(commitment.get("key") or "")
    stored = Commitment.objects.filter(pact=pact, pk=number).first() if number.isdecimal() else None
    return {"commitment": stored, "quoted": commitment["text"]}
