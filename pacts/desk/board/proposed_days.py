"""Proposed deadlines. They follow common practice, not a rule of law, and are only set by a person."""

from datetime import date, timedelta

from django.utils import timezone

from pacts.desk.access import document_at
from pacts.models import PactStatus
from pacts.unit.task_registry import all_tasks


def proposed_days(pact, today=None):
    """Return {key of a task: proposed day} for events that are known; past days are left out."""
    today = today or timezone.localdate()
    events = {"circulated": circulated_on(pact), "conference": conference_day(pact)}
    days = {}
    for task in all_tasks():
        event = events[task.proposal.event]
        day = event and event + timedelta(days=task.proposal.days)
        if day and day >= today:
            days[task.key] = day
    return days


def circulated_on(pact):
    """Return the day a pact was last circulated, or None."""
    moves = [move.at for move in pact.moves.all() if move.after == PactStatus.CIRCULATED]
    return timezone.localtime(max(moves)).date() if moves else None


def conference_day(pact):
    """Return the signing day of the draft, or None if it is not a whole date."""
    held_on = (document_at(pact).get("conference") or {}).get("held_on")
    try:
        return date.fromisoformat(held_on) if held_on and len(held_on) == 10 else None
    except (ValueError, TypeError):  # a draft stores values as typed
        return None
