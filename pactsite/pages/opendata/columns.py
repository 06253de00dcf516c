"""Querysets that read only the columns used in open data, in a fixed number of queries.

Reading columns is most of the cost of a record, and whole rows have twice as many as a record uses.
"""

from django.db.models import OuterRef, Prefetch, Subquery

from clusters.models import ClusterYear, Membership, Source, UnitName
from pacts.document.schema import PACT_LISTS
from pacts.models import PactVersion, Participation
from pactsite.pages.opendata.fields import columns_of, list_columns

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


def only_columns(rows, paths):
    """Return a queryset that reads only these columns: {"": columns of the row, "unit": columns of its unit}."""
    names = [f"{path}__{name}" if path else name for path, names in paths.items() for name in names.split()]
    related = [path for path in paths if path]
    return rows.select_related(*related).only(*names) if related else rows.only(*names)


def with_record_columns(pacts):
    """Return a queryset of pacts with all that a record needs, except awards and names on a day."""
    last = PactVersion.objects.filter(pact=OuterRef("pk")).order_by("-number")
    pacts = pacts.annotate(version=Subquery(last.values("number")[:1]), seal=Subquery(last.values("seal")[:1]))
    years = ClusterYear.objects.select_related("cluster").only("label", "name", "cluster__name")
    return only_columns(pacts, PACT).prefetch_related(
        Prefetch("cluster_year__memberships", only_columns(Membership.objects, MEMBERSHIP)),
        Prefetch("cluster_year__sources", only_columns(Source.objects, SOURCE)),
        Prefetch("conference__participations", only_columns(Participation.objects, PARTICIPATION)),
        Prefetch("conference__cluster_years", years),
        *(
            Prefetch(name, only_columns(part.row_model.objects, list_columns(part)))
            for name, part in PACT_LISTS.items()
        ),
    )


def former_names():
    """Return the Prefetch of former names, with the columns needed for a unit's name on a day."""
    return Prefetch("names", UnitName.objects.only("unit", "sort", "name", "until"))
