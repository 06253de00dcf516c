"""The unit's page: what is asked of it, the whole pact with its part in it, the years before."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacts.permissions import can_write_own_part
from pacts.unit.finding import acted_for, own_membership, read_pact, read_years
from pacts.unit.neighbours import neighbours_of, panels_of
from pacts.unit.reading import PactText, role_words, state_words
from pacts.unit.remembering import remember
from pacts.unit.tasks import Asking, tasks_of


@require_safe
def home(request):
    """Show the newest year whose pact the person's units read, else their newest year."""
    remember(request)
    rows = list(acted_for(request))
    if not rows:
        held = request.user.mandates.of_members(request.user).in_force().select_related("unit")
        units = [mandate.unit for mandate in held]
        return render(request, "pacts/unit/nothing.html", {"units": units}, status=200 if units else 403)
    read = read_years(row.cluster_year_id for row in rows)
    first = next((row for row in rows if row.cluster_year_id in read), rows[0])
    return _page(request, first, rows)


@require_safe
def year(request, pk):
    """Show one year of one unit."""
    return _page(request, own_membership(request, pk), list(acted_for(request)))


def _page(request, membership, rows):
    year = membership.cluster_year
    pact, asking = read_pact(year), Asking(year)
    context = {"membership": membership, "year": year, "role": role_words(membership, year.display_kind), "pact": pact}
    context |= {"units": switch(rows, membership), "years": other_years(rows, membership)}
    if pact:
        text = PactText(pact, membership)
        asked, unasked = tasks_of(asking, request.user, membership, pact)
        context |= {"text": text, "state": state_words(pact, asking, text.held_on), "asked": asked, "unasked": unasked}
        context |= {"may_write": can_write_own_part(request.user, membership, pact), "roster": roster(asking, text)}
        context["works"] = list(membership.key_works.all())
        context["links"] = neighbours_of(request.user, membership, pact)
        context["panels"] = panels_of(request.user, membership, pact)
    return render(request, "pacts/unit/home.html", context)


def roster(asking, text):
    """Return [(name then, role or "", its states, whether it is this unit)] of the units of a year."""
    kind = text.year.display_kind
    rows = []
    for row, states in asking.roster(text.year):
        role = role_words(row, kind) if row.role != row.Role.MEMBER else ""
        rows.append((row.unit.name_on(text.day), role, states, row.pk == text.membership.pk))
    return rows


def switch(rows, membership):
    """Return [(unit, its newest year, whether it is the one shown)]; none for a person of one unit."""
    newest = {}
    for row in rows:
        newest.setdefault(row.unit_id, row)
    if len(newest) < 2:
        return []
    chosen = sorted(newest.values(), key=lambda row: row.unit.sort_key)
    return [(row.unit, row, row.unit_id == membership.unit_id) for row in chosen]


def other_years(rows, membership):
    """Return [(membership, its role)] of the unit's other years, newest first."""
    others = [row for row in rows if row.unit_id == membership.unit_id and row.pk != membership.pk]
    return [(row, role_words(row, row.cluster_year.display_kind)) for row in others]
