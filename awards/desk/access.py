"""The pact whose conference a desk page of awards is about, for those who may see it; to others it is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from awards.models import Award
from awards.permissions import can_read_awards
from pacts.models import Pact


def pact_with_awards(request, cluster, label):
    """Return the pact of a cluster's year. Raises Http404 where there is none, or where the person may not see it."""
    pacts = Pact.objects.select_related("cluster_year__cluster__place", "conference").prefetch_related("versions")
    pact = get_object_or_404(pacts, cluster_year__cluster__slug=cluster, cluster_year__slug=label)
    if not can_read_awards(request.user, pact):
        raise Http404
    return pact


def awards_given(pact):
    """Return the awards presented at a pact's conference, in the order in which they were entered."""
    if pact.conference is None:
        return Award.objects.none()
    return Award.objects.filter(presented_at=pact.conference).with_names().order_by("pk")
