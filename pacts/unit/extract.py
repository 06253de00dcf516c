"""Documents for a unit: its part of the pact, printable on A4, and the division decision."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusters.common.files import download
from pacts.models import ActionProgramme
from pacts.paper.roles import role_words
from pacts.unit.access import own_membership, read_pact
from pacts.unit.text import PactText, state_words
from pacts.unit.year_tasks import YearTasks


@require_safe
def extract(request, pk):
    membership = own_membership(request, pk)
    year = membership.cluster_year
    pact = read_pact(year)
    if pact is None:
        raise Http404
    text = PactText(pact, membership)
    context = {"membership": membership, "year": year, "pact": pact, "text": text}
    context["name"] = membership.unit.name_on(text.day.stored)
    context["role"] = role_words(membership.role, year.display_kind)
    context["state"] = state_words(pact, YearTasks(year), text.held_on)
    context["works"] = list(membership.key_works.all())
    context["programme"] = ActionProgramme.objects.filter(membership=membership).select_related("document").first()
    return render(request, "pacts/unit/extract.html", context)


@require_safe
def division_file(request, pk):
    division = own_membership(request, pk).cluster_year.division
    if division is None:
        raise Http404
    return download(division)
