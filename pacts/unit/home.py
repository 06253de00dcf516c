"""The unit's page: what is asked of it, the whole pact with its part in it, the years before."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pacts.models import ActionProgramme, Asked
from pacts.notices import MOST_AT_HOME, told, unread_of
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
    context["unread"] = told(unread_of(request.user)[:MOST_AT_HOME])
    if pact:
        text = PactText(pact, membership)
        asked, unasked = tasks_of(asking, request.user, membership, pact)
        context |= {"text": text, "state": state_words(pact, asking, text.held_on), "asked": asked, "unasked": unasked}
        context |= {"roster": roster(asking, text), "works": list(membership.key_works.all())}
        context["programme"] = ActionProgramme.objects.filter(membership=membership).select_related("document").first()
        context["links"] = neighbours_of(request.user, membership, pact)
        context["panels"] = panels_of(request.user, membership, pact)
    return render(request, "pacts/unit/home.html", context)


def roster(asking, text):
    """Return [(name then, role or "", its groups, address of its programme's file or "", whether it is this unit)]."""
    kind, files = text.year.display_kind, programme_files(asking, text.year)
    rows = []
    for row, states in asking.roster(text.year):
        role = role_words(row, kind) if row.role != row.Role.MEMBER else ""
        rows.append((row.unit.name_on(text.day), role, states, files.get(row.pk, ""), row.pk == text.membership.pk))
    return rows


def programme_files(asking, year):
    """Return {membership number: address} of the files of the action programmes that have been sent."""
    rows = ActionProgramme.objects.filter(membership__cluster_year=year).exclude(document=None)
    numbers = [row.membership_id for row in rows if (row.membership_id, Asked.PROGRAMME) in asking.sent]
    return {number: reverse("my_unit:programme_file", args=[number]) for number in numbers}


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
