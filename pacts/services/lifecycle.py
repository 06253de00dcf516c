"""Status changes of a pact and changes to its draft.

Each service locks the pact and checks it again, because the page may be stale. It raises ValidationError if the
pact has moved on or its document is invalid.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.common.audit_log import log_change
from clusters.common.changes import save_if_changed
from clusters.common.text import keepable
from clusters.models import ClusterYear, Membership, User
from clusters.models.base import Record
from clusters.search.index import update_index
from clusters.services.records import add_unit
from pacts.chain.chain import append_entry, append_move
from pacts.document import (
    Conflict,
    PactForms,
    apply_changes,
    aside_of,
    carried_of,
    compare,
    document_of,
    draft_of,
    save_document,
    written_document,
)
from pacts.document.carry_over import carried_places, place_of, start_from, still_carried, with_text_of
from pacts.document.drafts import Aside, as_draft
from pacts.document.limits import excess_of
from pacts.document.readiness import remarks_on_aside
from pacts.models import BEING_WRITTEN, ChainEntry, Notice, Pact, PactMove, PactStatus, PactVersion
from pacts.seal.formats import NEWEST
from pacts.seal.seal import content_of, seal_of
from pacts.services.notices import notify_of_move

NEWER_VERSION = gettext_lazy("Another version has been sealed meanwhile: look at it before you go on.")
AMENDABLE_SECTIONS = {"units", "signatories"}
NOTICE_SORTS = {
    PactStatus.CIRCULATED: Notice.Sort.CIRCULATED,
    PactStatus.SIGNED: Notice.Sort.SIGNED,
}  # to the member units


@transaction.atomic
def open_year(*, year: ClusterYear, begin_from: Pact | None, text_of: Pact | None = None, by: User | None) -> Pact:
    """Save a validated new year of a cluster and create its pact: empty, or with the roster and text of an earlier one.

    With `text_of`, a pact of another cluster, the text is taken from that one instead.
    """
    year.changed_by(by).save()
    pact = Pact(cluster_year=year)
    if begin_from or text_of:
        document = start_from(_current_document(begin_from) if begin_from else {})
        if text_of:
            document = with_text_of(document, _current_document(text_of))
        pact.draft, pact.draft_by, pact.draft_carried = document, by, carried_places(document)
    pact.changed_by(by).save()
    return pact


@transaction.atomic
def circulate_pact(*, pact: Pact, by: User | None, reason: str | None = None) -> Pact:
    """Send a draft to the member units for comment."""
    pact = _locked(pact, PactStatus.CIRCULATED)
    _refuse_aside(pact)
    _settle_draft(pact, by)
    _move(pact, PactStatus.CIRCULATED, by, reason)
    update_index(pact)  # shared records it names may become public
    return pact


@transaction.atomic
def take_back_pact(*, pact: Pact, by: User | None, reason: str | None = None) -> Pact:
    """Return a circulated pact to draft."""
    pact = _locked(pact, PactStatus.DRAFT, only_from=[PactStatus.CIRCULATED])
    return _move(pact, PactStatus.DRAFT, by, reason)


@transaction.atomic
def sign_pact(*, pact: Pact, by: User | None, reason: str | None = None) -> Pact:
    """Record a circulated pact or a draft as signed, and seal its content."""
    pact = _locked(pact, PactStatus.SIGNED)
    _refuse_aside(pact)
    save_document(pact=pact, document=written_document(pact), by=by)
    pact.draft = pact.draft_by = pact.draft_carried = None
    _move(pact, PactStatus.SIGNED, by, reason)
    _seal(pact, by, reason)
    update_index(pact)
    return pact


@transaction.atomic
def reopen_pact(*, pact: Pact, by: User | None, reason: str | None = None) -> Pact:
    """Start a correction. The public reads the sealed version until the next signing."""
    pact = _locked(pact, PactStatus.DRAFT, only_from=[PactStatus.SIGNED, PactStatus.CLOSED])
    reason = _required(reason)
    pact.draft, pact.draft_by = document_of(pact), by
    pact.draft_revision += 1
    return _move(pact, PactStatus.DRAFT, by, reason)


@transaction.atomic
def close_pact(*, pact: Pact, by: User | None, reason: str | None = None) -> Pact:
    """Close a signed pact at the end of its year."""
    pact = _locked(pact, PactStatus.CLOSED)
    return _move(pact, PactStatus.CLOSED, by, reason)


@transaction.atomic
def withdraw_pact(*, pact: Pact, by: User | None, reason: str | None = None) -> Pact:
    """Withdraw a pact entered by mistake. Its address then shows the reason."""
    pact = _locked(pact, PactStatus.WITHDRAWN)
    _move(pact, PactStatus.WITHDRAWN, by, _required(reason))
    update_index(pact)
    return pact


@transaction.atomic
def save_draft(
    *,
    pact: Pact,
    document: dict,
    by: User | None,
    revision: int | None = None,
    touched: list[str] | None = None,
    aside: list[Aside] | None = None,
) -> Pact:
    """Save a document as the pact's draft, as typed and without validation.

    `revision`: the revision the document is based on.
    `touched`: places carried over from another pact that somebody has accepted.
    `aside`: replaces the draft's values that no form can hold; None leaves them.
    Raises ValidationError if the pact is not being written or has another revision by now.
    """
    pact = Pact.objects.select_for_update().get(pk=pact.pk)
    if pact.status not in BEING_WRITTEN:
        raise ValidationError(_("This pact is not being written now."))
    if revision is not None and revision != pact.draft_revision:
        raise ValidationError(_("Somebody else has changed this draft meanwhile."))
    return _store_draft(pact, document, by, touched, aside)


@transaction.atomic
def save_changes(*, pact: Pact, changes: list[dict], by: User | None) -> tuple[Pact, list[Conflict]]:
    """Apply one person's changes to the draft. Return the pact and the conflicts, which are not applied.

    See `apply_changes`. Raises ValidationError if the pact is not a draft.
    """
    pact = Pact.objects.select_for_update().get(pk=pact.pk)
    if pact.status != PactStatus.DRAFT:
        raise ValidationError(_("This pact is not being written now."))
    document, conflicts = apply_changes(written_document(pact), changes)
    touched = [place_of(change) for change in changes if change["do"] == "set"]
    return _store_draft(pact, document, by, touched), conflicts


@transaction.atomic
def amend_pact(
    *,
    pact: Pact,
    document: dict,
    by: User | None,
    reason: str | None,
    version: int | None = None,
    new_units: dict[str, str] | None = None,
) -> Pact:
    """Seal the next version of a signed pact for a late signature, another leader, or a unit that joined or left.

    `version`: number of the sealed version the document is based on.
    `new_units`: {slug in the document: name} of units to create; each waits for a check.
    Raises ValidationError if the pact is not signed (code "not_signed"), if another version has been sealed since (code
    "stale"), if nothing changes, or if anything but the roster and the signatories does.
    """
    pact = Pact.objects.select_for_update().get(pk=pact.pk)
    if refusal := amendment_refusal(pact):
        raise ValidationError(refusal, code="not_signed")
    if version is not None and version != pact.last_version.number:
        raise ValidationError(NEWER_VERSION, code="stale")
    reason = _required(reason)
    document = _with_new_units(pact, document, new_units or {}, by)
    _refuse_other_changes(pact, document)
    save_document(pact=pact, document=document, by=by)
    _seal(pact, by, reason)
    update_index(pact)
    log_change("pact_amended", account=by, pact=pact.pk)
    notify_of_move(pact=pact, sort=Notice.Sort.AMENDED, by=by)
    return pact


def amendment_refusal(pact: Pact) -> str:
    """Return why a pact cannot be amended in its status, or ""."""
    if pact.status == PactStatus.SIGNED:
        return ""
    if pact.status == PactStatus.WITHDRAWN:
        return _("Withdrawn from the register: nothing can be changed any more.")
    if pact.status == PactStatus.CLOSED:
        return _("This pact is closed: to change it, the organiser's secretariat reopens it.")
    if pact.is_sealed:
        return _("This pact is being corrected: write the change into the correction.")
    return _("This pact has not been signed yet: write the change into the draft.")


# --- Helpers ------------------------------------------------------------------------------------


def _current_document(pact: Pact) -> dict:
    """Return the sealed document, or the one being written if the pact was never sealed."""
    return document_of(pact) if pact.is_sealed else written_document(pact)


def _locked(pact: Pact, to: PactStatus, only_from: list[PactStatus] | None = None) -> Pact:
    """Return the pact, locked until the transaction ends. Raises ValidationError if it may not move there."""
    pact = Pact.objects.select_for_update().get(pk=pact.pk)
    if to not in pact.next_statuses or (only_from is not None and pact.status not in only_from):
        raise ValidationError(_("This cannot be done now: somebody else may have moved the pact meanwhile."))
    return pact


def _store_draft(
    pact: Pact, document: dict, by: User | None, touched: list[str] | None = None, aside: list[Aside] | None = None
) -> Pact:
    """Store a document as the draft of a locked pact. Raises ValidationError if it is too large and has grown."""
    carried = [place for place in carried_of(pact) if place not in (touched or [])]
    document, stored = keepable(document), draft_of(pact) or {}
    draft = as_draft(document, aside_of(pact) if aside is None else aside)
    if excess := excess_of(draft, as_draft(stored, aside_of(pact))):
        raise ValidationError(excess)
    pact.draft_carried = still_carried(carried, stored, document)
    pact.draft, pact.draft_by = draft, by
    pact.draft_revision += 1
    # Typed text is not recorded in the history before it is circulated or signed.
    pact.without_history().save(update_fields=["draft", "draft_by", "draft_carried", "draft_revision"])
    return pact


def _required(reason: str | None) -> str:
    reason = (reason or "").strip()
    if not reason:
        raise ValidationError(_("Give the reason."))
    return reason


def _with_new_units(pact: Pact, document: dict, names: dict[str, str], by: User | None) -> dict:
    """Create units, {slug in the document: name}, and return the document with their real slugs."""
    cluster = pact.cluster_year.cluster
    added = {address: add_unit(name=name, cluster=cluster, by=by).slug for address, name in names.items()}
    rows = [row | {"unit": added.get(row["unit"], row["unit"])} for row in document["units"]]
    return document | {"units": rows}


def _refuse_other_changes(pact: Pact, document: dict) -> None:
    """Raise ValidationError unless a valid document changes the roster or the signatories, and nothing else."""
    forms = PactForms.of(document)
    forms.raise_problems()
    sections = {change.section for change in compare(document_of(pact), forms.document())}
    if sections - AMENDABLE_SECTIONS:
        raise ValidationError(_("Only the roster and the signatories may change without reopening the pact."))
    if not sections:
        raise ValidationError(_("Nothing would change."))


def _refuse_aside(pact: Pact) -> None:
    if remarks := remarks_on_aside(aside_of(pact)):
        raise ValidationError([remark.sentence for remark in remarks])


def _settle_draft(pact: Pact, by: User | None) -> None:
    """Validate what is to be circulated and write it to the rows.

    A correction of a sealed version is only validated: the rows stay as sealed, and the draft stays a draft.
    """
    document = written_document(pact)
    if pact.is_sealed:
        PactForms.of(document).raise_problems()
    else:
        save_document(pact=pact, document=document, by=by)
        pact.draft = pact.draft_by = pact.draft_carried = None


def _move(pact: Pact, to: PactStatus, by: User | None, reason: str | None) -> Pact:
    before, pact.status = pact.status, to
    pact.changed_by(by).save()
    move = PactMove.objects.create(pact=pact, before=before, after=to, by=by, reason=reason or None)
    append_move(pact=pact, move=move)
    log_change("pact_moved", account=by, pact=pact.pk, before=before, after=to)
    if to in NOTICE_SORTS:
        notify_of_move(pact=pact, sort=NOTICE_SORTS[to], by=by)
    return pact


def _seal(pact: Pact, by: User | None, reason: str | None) -> None:
    """Add the next sealed version, unless the content is the same as in the last one."""
    with translation.override(settings.LANGUAGE_CODE):  # the paper is Vietnamese, whatever the user's language
        _fill_wordings(pact, by)
    content = content_of(pact)
    last = PactVersion.objects.filter(pact=pact).order_by("number").last()
    if last is None or last.content != content:
        version = PactVersion.objects.create(
            pact=pact,
            number=last.number + 1 if last else 1,
            format=NEWEST,
            content=content,
            seal=seal_of(content),
            sealed_by=by,
            reason=reason or None,
        )
        append_entry(pact=pact, kind=ChainEntry.Kind.SEALED, at=version.sealed_at, by=by, version=version)


def _fill_wordings(pact: Pact, by: User | None) -> None:
    """Set the sealed name on each row that refers to a shared record, and `as_written` where it is unknown.

    Both are sealed, so that correcting a shared name breaks no seal. An inferred unit is named in no source:
    its `as_written` stays unknown.
    """
    day = pact.conference.held_on if pact.conference else None
    year = pact.cluster_year
    _fill(year, by, name=year.cluster.name)
    for member in year.memberships.prefetch_related("unit__names"):
        name = member.unit.name_on(day)
        wording = None if member.basis == Membership.Basis.INFERRED else name
        _fill(member, by, as_written=wording, sealed_name=name)
    for row in pact.movements.select_related("movement"):
        _fill(row, by, as_written=[row.movement.name], sealed_name=row.movement.name)
    for row in pact.documents.told().select_related("document"):
        _fill(row, by, as_written=row.document.wording, sealed_name=row.document.wording)


def _fill(row: Record, by: User | None, **values: str | list[str] | None) -> None:
    """Set the values that are unknown, and always `sealed_name`."""
    save_if_changed(row, {k: v for k, v in values.items() if k == "sealed_name" or getattr(row, k) is None}, by)
