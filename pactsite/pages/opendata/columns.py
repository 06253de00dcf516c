"""Public pacts read for open data: only the columns that are told, in a fixed number of queries.

Most of what a record costs is asked with its columns: read whole, its rows bring twice as many as anybody is told.
"""

from django.db.models import OuterRef, Prefetch, Subquery

from clusters.models import ClusterYear, Membership, Source, UnitName
from pacts.document.schema import PACT_LISTS
from pacts.models import PactVersion, Participation
from pactsite.pages.opendata.fields import columns_of, columns_of_list

PLACE = "name slug kind place ended_on end_reason"
PLACES = [f"cluster_year__cluster__place{'__place' * above}" for above in range(3)]
PACT = {
    "": f"cluster_year conference status inferred {columns_of('pact')}",
    "cluster_year": f"cluster label slug year inferred {columns_of('year')}",
    "cluster_year__cluster": "name slug kind level organiser place inferred",
    "cluster_year__cluster__organiser": "name",
    "conference": f"inferred {columns_of('conference')}",
    "conference__host": "name slug",
    **dict.fromkeys(PLACES, PLACE),
}
MEMBERSHIP = {
    "": f"cluster_year position inferred {columns_of('units')}",
    "unit": "name slug",
    "signatory": f"membership inferred {columns_of('signatories').replace(' member', '')}",
}
PARTICIPATION = {
    "": f"conference position inferred {columns_of('participants')}",
    "unit": "name",
}
SOURCE = {"": f"inferred {columns_of('sources')}"}
AWARD = {
    "": "type as_written proposed_count granted_count recipient_kind unit recipient_name of_unit merit_year "
    "cluster_year authority authority_as_written decision presented_at presented_on state inferred",
    "type": "name category authority",
    "unit": "name",
    "of_unit": "name",
    "decision": "kind number issued_on issuer subject",
}


def columns(rows, told):
    """Return a queryset that reads only these columns: {"": those of the row, "unit": those of its unit}."""
    names = [f"{path}__{name}" if path else name for path, names in told.items() for name in names.split()]
    beside = [path for path in told if path]
    return rows.select_related(*beside).only(*names) if beside else rows.only(*names)


def with_told(pacts):
    """Return a queryset of pacts that brings everything a record tells, awards and names on a day aside."""
    last = PactVersion.objects.filter(pact=OuterRef("pk")).order_by("-number")
    pacts = pacts.annotate(version=Subquery(last.values("number")[:1]), seal=Subquery(last.values("seal")[:1]))
    years = ClusterYear.objects.select_related("cluster").only("label", "name", "cluster__name")
    return columns(pacts, PACT).prefetch_related(
        Prefetch("cluster_year__memberships", columns(Membership.objects, MEMBERSHIP)),
        Prefetch("cluster_year__sources", columns(Source.objects, SOURCE)),
        Prefetch("conference__participations", columns(Participation.objects, PARTICIPATION)),
        Prefetch("conference__cluster_years", years),
        *(Prefetch(name, columns(part.row_model.objects, columns_of_list(part))) for name, part in PACT_LISTS.items()),
    )


def names_of():
    """Return how the former names of units are brought: as much of them as tells a name on a day."""
    return Prefetch("names", UnitName.objects.only("unit", "sort", "name", "until"))
