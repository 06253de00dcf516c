"""What of units everybody may read: it depends on the awards they received, among other things."""

from django.db.models import Exists, OuterRef, Q

from awards.models import Award
from clusters.models import ClusterYear, Membership
from pacts.models import Conference, Pact, Participation
from pacts.public import PUBLIC_YEAR


def public_units(units):
    """Return only the units everybody may read of: one entered for a draft and not checked is part of that draft."""
    own = OuterRef("pk")
    public = Pact.objects.public()
    listed = Membership.objects.filter(unit=own, cluster_year__in=ClusterYear.objects.filter(PUBLIC_YEAR))
    present = Participation.objects.filter(unit=own, conference__pacts__in=public)
    hosted = Conference.objects.filter(host=own, pacts__in=public)
    awarded = Award.objects.public().filter(Q(unit=own) | Q(of_unit=own))
    named = [Exists(rows) for rows in (listed, present, hosted, awarded)]
    return units.filter(Q(checked=True) | named[0] | named[1] | named[2] | named[3])
