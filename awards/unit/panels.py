"""What stands beside a unit's pact: the awards it has received, and what it registers for this year."""

from django.db.models import Count, F, Prefetch, Q, Window, prefetch_related_objects

from awards.models import Award, TitleRegistration

MOST = 8  # awards shown; the unit's public page shows them all


def awards_received(user, membership, pact):
    """Return the awards granted to a unit, its parts and its people, newest merit first, and how many there are."""
    unit = membership.unit
    rows = Award.objects.filter(Q(unit=unit) | Q(of_unit=unit), state=Award.State.GRANTED).with_names()
    rows = rows.annotate(number=Window(Count("*"))).order_by(F("merit_year").desc(nulls_last=True), "-pk")
    rows = list(rows[:MOST])
    return {"awards": rows, "number": rows[0].number if rows else 0, "unit": unit}


def registered(user, membership, pact):
    """Return what a unit registers for in the year; None, and no panel, where it has registered for nothing."""
    rows = registrations_of(membership)
    return {"rows": rows, "membership": membership} if rows else None


def registrations_of(membership):
    """Return a unit's registrations. They are prefetched: the list of tasks and the panel share one query."""
    rows = TitleRegistration.objects.select_related("type")
    prefetch_related_objects([membership], Prefetch("title_registrations", rows))
    return list(membership.title_registrations.all())
