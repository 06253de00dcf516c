"""The unit's page: requested tasks, the whole pact with the unit's part, other years."""

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusters.models import Membership
from pacts.notices.sentences import MOST_AT_HOME, notice_rows, unread_of
from pacts.paper.roles import leading_role_words, role_words
from pacts.unit.access import acted_for, annotate_is_read, read_pact
from pacts.unit.panels import panels_of
from pacts.unit.session_pages import remember
from pacts.unit.text import PactText, state_words
from pacts.unit.year_tasks import YearTasks


@require_safe
def home(request):
    """Show the newest year whose pact the user's units may read, else their newest year."""
    remember(request)
    rows = list(annotate_is_read(acted_for(request)))
    if not rows:
        mandates = request.user.mandates.of_members(request.user).in_force().select_related("unit")
        units = [mandate.unit for mandate in mandates]
        return render(request, "pacts/unit/nothing.html", {"units": units}, status=200 if units else 403)
    first = next((row for row in rows if row.is_read), rows[0])
    return _page(request, first, rows)


@require_safe
def year(request, pk):
    rows = list(acted_for(request))
    shown = next((row for row in rows if row.pk == pk), None)
    if shown is None:
        raise Http404
    return _page(request, shown, rows)


def _page(request, membership, rows):
    year, pact = membership.cluster_year, read_pact(membership.cluster_year)
    role = role_words(membership.role, year.display_kind)
    context = {"membership": membership, "year": year, "role": role, "pact": pact}
    context |= {"units": unit_choices(rows, membership), "years": other_years(rows, membership)}
    context |= notices_context(request.user, rows)
    if pact:
        context |= pact_context(request.user, membership, pact)
    return render(request, "pacts/unit/home.html", context)


def pact_context(user, membership, pact):
    """Return the context for a pact: text, tasks, the unit's part, and what all units have sent."""
    tasks, members = YearTasks(pact.cluster_year), year_members(pact.cluster_year)
    text = PactText(pact, membership, members)
    prefetch_related_objects([membership], "key_works", "comments")
    requested, optional = tasks.split_for(user, membership, pact)
    return {
        "text": text,
        "state": state_words(pact, tasks, text.held_on),
        "requested": requested,
        "optional": optional,
        "columns": tasks.columns,
        "roster": roster(tasks, text, members),
        "works": membership.key_works.all(),
        "programme": next((getattr(row, "programme", None) for row in members if row.pk == membership.pk), None),
        "panels": panels_of(user, membership, pact),
    }


def notices_context(user, rows):
    """Return the context for the user's newest unread notices.

    `rows` are the memberships of the user's units.
    """
    units = {(user.pk, row.cluster_year_id): row.pk for row in sorted(rows, key=lambda row: -row.pk)}
    unread = list(unread_of(user)[:MOST_AT_HOME])
    return {"unread": notice_rows(unread, units=units), "unread_number": unread[0].number if unread else 0}


def year_members(year):
    """Return the memberships of a year with everything the page shows of them, in two queries."""
    rows = Membership.objects.filter(cluster_year=year).prefetch_related("unit__names")
    return list(rows.select_related("unit", "signatory", "programme__document"))


def roster(tasks, text, members):
    """Return [(name on the pact's day, role or "", [(column, Submission or None)], is own unit)]."""
    kind, rows = text.year.display_kind, []
    for row, sent in tasks.roster(members):
        role = leading_role_words(row.role, kind)
        rows.append((row.unit.name_on(text.day.stored), role, sent, row.pk == text.membership.pk))
    return rows


def unit_choices(rows, membership):
    """Return [(unit, its newest membership, is selected)], or [] for a user with one unit."""
    newest = {}
    for row in rows:
        newest.setdefault(row.unit_id, row)
    if len(newest) < 2:
        return []
    chosen = sorted(newest.values(), key=lambda row: row.unit.sort_key)
    return [(row.unit, row, row.unit_id == membership.unit_id) for row in chosen]


def other_years(rows, membership):
    """Return [(membership, role)] of the unit's other years, newest first."""
    others = [row for row in rows if row.unit_id == membership.unit_id and row.pk != membership.pk]
    return [(row, role_words(row.role, row.cluster_year.display_kind)) for row in others]
