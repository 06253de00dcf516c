"""What stands beside a unit's pact: the awards it has received, and what it registers for this year."""

from django.db.models import F, Q
from django.utils.translation import ngettext

from awards.models import Award
from awards.registration_services import registered_by

MOST = 8  # awards shown; the unit's public page shows them all


def awards_received(user, membership, pact):
    """Return the awards granted to a unit, its parts and its people, newest merit first, and how many there are."""
    unit = membership.unit
    rows = Award.objects.filter(Q(unit=unit) | Q(of_unit=unit), state=Award.State.GRANTED).with_names()
    rows = list(rows.order_by(F("merit_year").desc(nulls_last=True), "-pk"))
    return {"awards": rows[:MOST], "number": len(rows), "unit": unit}


def registered(user, membership, pact):
    """Return what a unit registers for in the year; None, and no panel, where it has registered for nothing."""
    rows = registered_by(membership)
    return {"rows": rows, "membership": membership} if rows else None


def registered_words(membership):
    """Say in a few words how much a unit has registered for, or ""."""
    number = membership.title_registrations.count()
    return ngettext("%(n)s item", "%(n)s items", number) % {"n": number} if number else ""
