"""Access to the unit pages: the memberships a user acts for. Anybody else gets a 404."""

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from clusters.models import Membership
from pacts.models import Pact, PactStatus, PactVersion
from pacts.permissions import units_may_read


def acted_for(request):
    """Return the memberships of the units the user acts for, newest year first."""
    rows = Membership.objects.acted_for_by(request.user).newest_first()
    return rows.select_related("unit", "cluster_year__cluster__organiser", "cluster_year__division")


def own_membership(request, pk):
    """Return one of the user's memberships. Raises Http404 for any other."""
    return get_object_or_404(acted_for(request), pk=pk)


def read_pact(year):
    """Return the pact of a year with its versions if its units may read it, else None."""
    pacts = Pact.objects.select_related("conference", "cluster_year__cluster__organiser")
    versions = Prefetch("versions", PactVersion.objects.defer("content"))
    pact = pacts.prefetch_related(versions).filter(cluster_year=year).first()
    return pact if pact is not None and units_may_read(pact) else None


class TakenBackError(Exception):
    """A form was posted for a pact that its units may no longer read."""

    def __init__(self, membership):
        super().__init__()
        self.membership = membership


def own_part(request, pk):
    """Return (membership, pact) for a page about a unit's own part.

    If units may not read the pact, raises Http404, or TakenBackError on POST.
    """
    membership = own_membership(request, pk)
    pact = read_pact(membership.cluster_year)
    if pact is None:
        raise TakenBackError(membership) if request.method == "POST" else Http404
    return membership, pact


def annotate_is_read(rows):
    """Annotate memberships with `is_read`: whether units may read the pact of that year."""
    pacts = Pact.objects.filter(cluster_year=OuterRef("cluster_year"))
    read = pacts.filter(Q(status=PactStatus.CIRCULATED) | Q(pk__in=Pact.objects.public().values("pk")))
    return rows.annotate(is_read=Exists(read))
