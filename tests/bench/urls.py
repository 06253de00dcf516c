"""The site's addresses, and two of the bench's own: the floor, and a whole check by itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import path

from pacts.desk.access import document_at
from pacts.models import Pact
from pacts.readiness import remarks_on
from pactsite.urls import *  # noqa: F403
from pactsite.urls import urlpatterns as own

ROWS = [["Cụm thi đua số 1", "Tỉnh Thái Nguyên", "2021", "9 đơn vị", "Đã ký kết"]] * 60


@login_not_required
def floor(request):
    """The base template with sixty rows of five short texts, and no query."""
    return render(request, "floor.html", {"rows": ROWS})


@login_not_required
def check(request, pk):
    """What a document still lacks, and nothing else."""
    pact = Pact.objects.select_related("cluster_year").get(pk=pk)
    return JsonResponse({"remarks": len(remarks_on(pact, document_at(pact)))})


urlpatterns = [path("bench/floor/", floor), path("bench/check/<int:pk>/", check), *own]
