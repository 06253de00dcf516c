"""The site's addresses, and three of the bench's own: the floor, a public change, and the check of a draft."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

from clusters.models import Unit
from pacts.desk.access import document_at
from pacts.document.readiness import remarks_on
from pacts.models import Pact
from pactsite.urls import *  # noqa: F403
from pactsite.urls import urlpatterns as own

ROWS = [["Cụm thi đua số 1", "Tỉnh Thái Nguyên", "2021", "9 đơn vị", "Đã ký kết"]] * 60


@login_not_required
def floor(request):
    """The base template with sixty rows of five short texts, and no query."""
    return render(request, "floor.html", {"rows": ROWS})


@login_not_required
def change(request):
    """Add a row of history, after which no cached page is valid."""
    Unit.objects.get(slug="tinh-33").save()
    return HttpResponse()


@login_not_required
def check(request, pk):
    """What a document still lacks, and nothing else."""
    pact = Pact.objects.select_related("cluster_year").get(pk=pk)
    return JsonResponse({"remarks": len(remarks_on(pact, document_at(pact)))})


urlpatterns = [
    path("bench/floor/", floor),
    path("bench/change/", change),
    path("bench/check/<int:pk>/", check),
    *own,
]
