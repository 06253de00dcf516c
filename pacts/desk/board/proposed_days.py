"""Proposed deadlines: a starting point that follows a habit, not a rule of law. Nothing is set without a person."""

from datetime import date, timedelta

from django.utils import timezone

from pacts.desk.access import document_at
from pacts.models import PactStatus
from pacts.unit.task_registry import all_tasks


def proposed_days(pact, today=None):
    """Return {key of a task: day} as far as the events are known; a day that has passed is not proposed."""
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
    """Return the day on which a pact was last sent for comment, or None."""
    moves = [move.at for move in pact.moves.all() if move.after == PactStatus.CIRCULATED]
    return timezone.localtime(max(moves)).date() if moves else None


def conference_day(pact):
    """Return the day of the signing in the text being written, or None where it is not a whole day."""
    held_on = (document_at(pact).get("conference") or {}).get("held_on")
    try:
        return date.fromisoformat(held_on) if held_on and len(held_on) == 10 else None
    except (ValueError, TypeError):  # a draft may hold anything that was typed
        return None
