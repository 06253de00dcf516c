"""The desk itself: the clusters a person keeps, each year's pact with its state and what is next."""

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusters.models import Cluster, ClusterYear
from clusters.permissions import can_add_cluster, can_use_desk
from pacts.models import PactVersion


@require_safe
def desk(request):
    if not can_use_desk(request.user):
        raise PermissionDenied
    organised = set(Cluster.objects.organised_by(request.user).values_list("pk", flat=True))
    clusters = kept_clusters(request.user)
    for cluster in clusters:
        cluster.may_grow = cluster.pk in organised
    context = {"clusters": clusters, "may_add_cluster": can_add_cluster(request.user)}
    return render(request, "pacts/desk/home.html", context)


def kept_clusters(user):
    """Return the clusters a person keeps, each with the years kept and their pacts, in a fixed number of queries."""
    years = ClusterYear.objects.kept_by(user).select_related("pact__conference", "cluster").order_by("-year", "-slug")
    versions = Prefetch("pact__versions", PactVersion.objects.defer("content"))
    kept = Prefetch("years", years.prefetch_related(versions), to_attr="kept_years")
    clusters = Cluster.objects.kept_by(user).select_related("place").order_by("sort_key", "pk")
    return list(clusters.prefetch_related(kept))
