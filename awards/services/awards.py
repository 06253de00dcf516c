"""Awards entered, corrected and ended, one sentence each. What happens is kept with who did it and why."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from awards.models import Award
from clusters.common.constraints import check_row
from clusters.common.stale import refuse_stale
from clusters.models import Document, DocumentKind, User
from clusters.search.index import affected_by, update_index
from pacts.models import Conference, Pact

# The life of an award. Nothing leads back: what was ended in error is entered again.
AWARD_ARROWS = {
    Award.State.PROPOSED: [Award.State.GRANTED, Award.State.REFUSED, Award.State.WITHDRAWN],
    Award.State.GRANTED: [Award.State.REVOKED, Award.State.WITHDRAWN],
    Award.State.REFUSED: [],
    Award.State.WITHDRAWN: [],
    Award.State.REVOKED: [],
}
ENDED = [state for state, onward in AWARD_ARROWS.items() if not onward]
NEEDS_REASON = [Award.State.REFUSED, Award.State.WITHDRAWN, Award.State.REVOKED]

REFERENCES = [field.name for field in Award._meta.fields if isinstance(field, models.ForeignKey)]
NOT_COMPARED = ["id", "folded", "state", "state_reason", "revoked_by"]  # what does not tell one line from another
COMPARED = [field.attname for field in Award._meta.fields if field.name not in NOT_COMPARED]


@transaction.atomic
def record_awards(*, pact: Pact, rows: list[dict], by: User | None, reason: str | None = None) -> list[Award]:
    """Enter awards presented at a pact's conference, and return those that did not stand there yet.

    `rows` are values of awards, each with its "decision" as {number, issuer, issued_on} or None. What stands there
    already, word for word, is not entered again, so that a form sent twice enters nothing twice. All or none:
    raises ValidationError.
    """
    pact = Pact.objects.select_for_update().get(pk=pact.pk)  # two clicks come one after the other
    if not pact.is_public:
        raise ValidationError(_("Awards are entered once the pact has been recorded as signed."))
    conference, added = _conference_of(pact, by), []
    papers: dict[tuple, Document] = {}
    recorded = Award.objects.filter(presented_at=conference).exclude(state=Award.State.WITHDRAWN)
    there = Counter(_compared_values(award) for award in recorded)
    for values in rows:
        award = Award(**values | {"decision": _decision(values.get("decision"), by, papers)}, presented_at=conference)
        _check(award)
        if there[_compared_values(award)] > 0:
            there[_compared_values(award)] -= 1
        else:
            added.append(_save(award, by, reason))
    update_index(*added)
    return added


@transaction.atomic
def change_award(*, award: Award, values: dict, seen: str, by: User | None, reason: str | None = None) -> Award:
    """Correct an award. `seen` is the mark (`mark_of`) of its `state_of` when the page was opened.

    Raises StaleError if the award has been changed since, ValidationError if it breaks a rule or has been ended.
    """
    award = Award.objects.select_for_update().get(pk=award.pk)
    before, state, entries = _compared_values(award), state_of(award), affected_by(award)
    for name, value in (values | {"decision": _decision(values.get("decision"), by, {})}).items():
        setattr(award, name, value)
    _check(award)
    if _compared_values(award) == before:
        return award
    refuse_stale(state, seen, _("Somebody else has changed this award meanwhile. Look at it again."))
    if award.state in ENDED:
        raise ValidationError(_("This award has been ended and is not changed any more."))
    _save(award, by, reason)
    update_index(award, before=entries)
    return award


@transaction.atomic
def move_award(
    *,
    award: Award,
    to: str,
    by: User | None,
    reason: str | None = None,
    basis: dict | None = None,
    granted_count: int | None = None,
) -> Award:
    """Grant, refuse, withdraw or revoke an award; all but the first with the reason.

    `basis`: what revokes it. `granted_count`: how many of those proposed were granted; without it, all of them.
    """
    award = Award.objects.select_for_update().get(pk=award.pk)
    if to not in AWARD_ARROWS[Award.State(award.state)]:
        raise ValidationError(_("This cannot be done now: somebody else may have changed the award meanwhile."))
    if to in NEEDS_REASON and not reason:
        raise ValidationError({"reason": _("Give the reason.")})
    award.state = to
    if to in NEEDS_REASON:
        award.state_reason = reason
    if to == Award.State.GRANTED:
        award.granted_count = granted_count or award.granted_count or award.proposed_count
    if to == Award.State.REVOKED:
        award.revoked_by = _decision(basis, by, {})
    _check(award)
    _save(award, by, reason)
    update_index(award)
    return award


def state_of(award: Award) -> list:
    """Return all stored values of an award, by which a change since a page was opened is noticed."""
    return [getattr(award, field.attname) for field in Award._meta.fields]


# --- How it is done ---------------------------------------------------------------------------


def _conference_of(pact: Pact, by: User | None) -> Conference:
    """Return the conference of a pact, made where nothing was known of it so far: now an award speaks of it.

    Day, venue and host stay unknown, as they were sealed.
    """
    if pact.conference is None:
        pact.conference = Conference()
        pact.conference.changed_by(by).save()
        pact.changed_by(by).save()
    return pact.conference


def _decision(details: dict | None, by: User | None, papers: dict) -> Document | None:
    """Return the decision of this number, issuer and day, made where the register does not hold it."""
    if not details or not any(details.values()):
        return None
    key = tuple(sorted(details.items(), key=lambda part: part[0]))
    if key not in papers:
        papers[key] = Document.objects.filter(**details).first() or _new_decision(details, by)
    if papers[key].kind != DocumentKind.DECISION:
        message = _("The register holds a document of this number, issuer and day that is no decision: %(document)s")
        raise ValidationError({"decision_number": message % {"document": papers[key].wording}})
    return papers[key]


def _new_decision(details: dict, by: User | None) -> Document:
    document = Document(kind=DocumentKind.DECISION, **details)
    try:
        document.full_clean()
    except ValidationError as error:
        raise ValidationError({"decision_number": error.messages}) from error
    document.changed_by(by).save()
    return document


def _check(award: Award) -> None:
    """Check an award by the model's own rules, in memory: what it refers to was just read."""
    award.clean_fields(exclude=REFERENCES)
    award.clean()
    check_row(Award, {field.name: getattr(award, field.attname) for field in Award._meta.fields})


def _compared_values(award: Award) -> tuple:
    """Return what an award says, its state apart: two that say the same are the same line."""
    return tuple(repr(getattr(award, name)) for name in COMPARED)


def _save(award: Award, by: User | None, reason: str | None) -> Award:
    award.because(reason).changed_by(by).save()
    return award
