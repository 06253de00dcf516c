"""Days proposed for what units are asked for: a habit to begin from, no rule of law, and never set by themselves."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacts.desk.access import document_at
from pacts.models import Asked, PactStatus


class Proposal(NamedTuple):
    """From which event a day is counted, by how many days, and the same in words."""

    event: str
    days: int
    says: Any


AFTER_THE_SIGNING = Proposal("conference", 30, _("30 days after the conference"))
PROPOSALS = {
    Asked.REMARKS: Proposal("circulated", 10, _("10 days after the draft was sent for comment")),
    Asked.SIGNATORY: Proposal("conference", -3, _("3 days before the conference")),
    Asked.REGISTRATIONS: AFTER_THE_SIGNING,
    Asked.KEY_WORKS: AFTER_THE_SIGNING,
    Asked.PROGRAMME: AFTER_THE_SIGNING,
}


def proposed_days(pact, today=None):
    """Return {asked: day} as far as the events are known; a day that has passed is not proposed."""
    today = today or timezone.localdate()
    events = {"circulated": circulated_on(pact), "conference": conference_day(pact)}
    days = {}
    for asked, proposal in PROPOSALS.items():
        event = events[proposal.event]
        day = event and event + timedelta(days=proposal.days)
        if day and day >= today:
            days[asked] = day
    return days


def circulated_on(pact):
    """Return the day on which a pact was last sent for comment, or None."""
    moves = [move.at for move in pact.moves.all() if move.after == PactStatus.CIRCULATED]
    return timezone.localtime(max(moves)).date() if moves else None


def conference_day(pact):
    """Return the day of the signing as the text being written knows it, or None where it is not a whole day."""
    held_on = (document_at(pact).get("conference") or {}).get("held_on")
    try:
        return date.fromisoformat(held_on) if held_on and len(held_on) == 10 else None
    except (ValueError, TypeError):  # kept as it was typed
        return None
