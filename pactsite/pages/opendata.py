"""Open data: the list of pacts and each pact, as JSON."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from pacts.document.reading import with_record
from pacts.models import Pact
from pactsite.pages.pacts import PactsAsked
from pactsite.pages.record import records


@login_not_required
@require_safe
def pacts_json(request):
    """The same filters and pages as the list; a filter nobody can read gives no results."""
    asked = PactsAsked(request.GET)
    page = asked.page(asked.pacts().values_list("pk", flat=True))
    keys = list(page)
    pacts = sorted(with_record(Pact.objects.filter(pk__in=keys)), key=lambda pact: keys.index(pact.pk))
    following = None
    if page.has_next():
        query = request.GET.copy()
        query["trang"] = page.next_page_number()
        following = request.build_absolute_uri(f"{reverse('pages:pacts_json')}?{query.urlencode()}")
    results = records(pacts, request.build_absolute_uri)
    return answer({"count": page.paginator.count, "next": following, "results": results})


@login_not_required
@require_safe
def pact_json(request, cluster, label):
    """One public pact; anything else is not there."""
    pacts = Pact.objects.public().filter(cluster_year__cluster__slug=cluster, cluster_year__slug=label)
    found = records(with_record(pacts), request.build_absolute_uri)
    if not found:
        raise Http404
    return answer(found[0])


def answer(data):
    """Return JSON that a person can read too: letters as they are."""
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
