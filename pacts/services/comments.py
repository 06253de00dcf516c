"""Answers of a secretariat to the units' comments on a draft."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.common.stale import refuse_stale
from clusters.models import User
from clusters.search.index import update_index
from pacts.document import save_document, written_document
from pacts.models import BEING_WRITTEN, Comment, Pact, PactStatus
from pacts.services.lifecycle import save_draft
from pacts.services.notices import notify_of_answer


@transaction.atomic
def answer_comment(*, comment: Comment, answer: str, by: User | None) -> Comment:
    """Answer a unit's remark and notify the unit.

    Raises ValidationError if the answer is empty or the remark may no longer be answered.
    """
    _pact, comment = _locked_comment(comment)
    if not answer.strip():
        raise ValidationError(_("Write the answer."))
    return _settle(comment, Comment.State.ANSWERED, answer, by)


@transaction.atomic
def take_over_comment(*, comment: Comment, seen: str, answer: str | None = None, by: User | None) -> Comment:
    """Take a remark over and notify the unit. A proposed text replaces the commitment in the draft.

    `seen` is the mark (`mark_of`) of the commitment's text on the page.
    Raises StaleError if that text has changed since; ValidationError if the commitment is gone or the remark may no
    longer be answered.
    """
    pact, comment = _locked_comment(comment)
    if comment.proposed:
        document = written_document(pact)
        row = commitment_row(comment, document)
        if row is None:
            raise ValidationError(_("The commitment is no longer in the draft: answer the remark in words."))
        refuse_stale(row["text"], seen, _("The commitment has been changed meanwhile: look at it again."))
        _write(pact, _with_text(document, row, comment.proposed), by)
    return _settle(comment, Comment.State.TAKEN_OVER, answer, by)


def commitment_row(comment: Comment, document: dict) -> dict | None:
    """Return the document row a remark is about, or None if it is about the whole text or the row is gone.

    A new row of a draft beside a sealed text has no id yet and is matched by its text.
    """
    rows = document.get("commitments") or []
    if comment.commitment_id:
        return next((row for row in rows if row["key"] == str(comment.commitment_id)), None)
    return next((row for row in rows if comment.quoted and row.get("text") == comment.quoted), None)


def _locked_comment(comment: Comment) -> tuple[Pact, Comment]:
    """Return the pact and its remark, both locked. Raises ValidationError if it may not be answered."""
    pact = Pact.objects.select_for_update().get(pk=comment.pact_id)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if pact.status not in BEING_WRITTEN:
        raise ValidationError(_("The text is no longer being written: remarks stay as they are."))
    if comment.state != Comment.State.OPEN:
        raise ValidationError(_("Somebody else has answered this remark meanwhile."))
    return pact, comment


def _with_text(document: dict, target: dict, text: str) -> dict:
    rows = [row | {"text": text} if row is target else row for row in document["commitments"]]
    return document | {"commitments": rows}


def _write(pact: Pact, document: dict, by: User | None) -> None:
    """Write to the draft, or to the rows of a circulated text that has no draft.

    Both increase `draft_revision`, so that pages opened before are recognised as stale.
    """
    if pact.draft or pact.status == PactStatus.DRAFT:
        save_draft(pact=pact, document=document, by=by)
        return
    save_document(pact=pact, document=document, by=by)
    update_index(pact)
    pact.draft_revision += 1
    pact.without_history().save(update_fields=["draft_revision"])


def _settle(comment: Comment, state: str, answer: str | None, by: User | None) -> Comment:
    comment.state, comment.answer = state, (answer or "").strip() or None
    comment.answered_at, comment.answered_by = timezone.now(), by
    comment.changed_by(by).save()
    notify_of_answer(comment=comment, by=by)
    return comment
