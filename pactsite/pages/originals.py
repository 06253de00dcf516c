"""The scans of a public pact's signed original, to download."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from clusters.files import download
from pacts.models import Pact, PactDocument


@login_not_required
@require_safe
def pact_original(request, cluster, label, pk):
    """Hand out one scan; a pact that is not public has none."""
    pacts = Pact.objects.public().filter(cluster_year__cluster__slug=cluster, cluster_year__slug=label)
    row = get_object_or_404(PactDocument.objects.originals(), pk=pk, pact__in=pacts)
    return download(row.document)
