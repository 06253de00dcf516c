"""Public pacts read for open data: only the columns that are told, in a fixed number of queries.

Most of what a record costs is asked with its columns: read whole, its rows bring twice as many as anybody is told.
"""

from django.db.models import OuterRef, Prefetch, Subquery

from clusters.models import ClusterYear, Membership, Source, UnitName
from clusters.prepared import prepared
from pacts.models import Commitment, PactDocument, PactMovement, PactVersion, Participation, Target

ATTESTED = "known_none inferred"
PLACE = "name slug kind place ended_on end_reason"
PLACES = [f"cluster_year__cluster__place{'__place' * above}" for above in range(3)]
PACT = {
    "": f"cluster_year conference title theme theme_owner theme_by slogan preamble closing stated_commitments "
    f"stated_targets open_ended key_works_minimum status {ATTESTED}",
    "cluster_year": f"cluster label slug year name kind as_written stated_units stated_units_as_written "
    f"counts_leaders {ATTESTED}",
    "cluster_year__cluster": "name slug kind level organiser place inferred",
    "cluster_year__cluster__organiser": "name",
    "conference": "held_on held_as_written part_of_day venue host purpose proceedings inferred",
    "conference__host": "name slug",
    **dict.fromkeys(PLACES, PLACE),
}
MEMBERSHIP = {
    "": "cluster_year position role basis as_written role_basis head_name head_title joined_on left_on inferred unit",
    "unit": "name slug",
    "signatory": "membership name title state signed_on inferred",
}
PARTICIPATION = {
    "": "conference position name titles as_written headcount roles inferred_roles inferred unit",
    "unit": "name",
}
COMMITMENT = {"": "pact position text standing inferred by", "by": "name as_written"}
TARGET = {
    "": "pact position text commitment part_of measure population scope operator value value_to unit change "
    "baseline_year grade grade_or_better inferred"
}
MOVEMENT = {
    "": "pact position as_written movement",
    "movement": "name level launched_by launched_on ends_on inferred",
}
DOCUMENT = {
    "": "pact position state as_written document",
    "document": "kind number issued_on issuer subject inferred",
}
SOURCE = {
    "": "title outlet authors credit published_as_written published_on address errata inferred",
}
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
    return prepared((rows.select_related(*beside) if beside else rows).only(*names))


def with_told(pacts):
    """Return a queryset of pacts that brings everything a record tells, awards and names on a day aside."""
    last = PactVersion.objects.filter(pact=OuterRef("pk")).order_by("-number")
    pacts = pacts.annotate(version=Subquery(last.values("number")[:1]), seal=Subquery(last.values("seal")[:1]))
    years = ClusterYear.objects.select_related("cluster").only("label", "name", "cluster__name")
    return columns(pacts, PACT).prefetch_related(
        Prefetch("cluster_year__memberships", columns(Membership.objects, MEMBERSHIP)),
        Prefetch("cluster_year__sources", columns(Source.objects, SOURCE)),
        Prefetch("conference__participations", columns(Participation.objects, PARTICIPATION)),
        Prefetch("conference__cluster_years", prepared(years)),
        Prefetch("commitments", columns(Commitment.objects, COMMITMENT)),
        Prefetch("targets", columns(Target.objects, TARGET)),
        Prefetch("movements", columns(PactMovement.objects, MOVEMENT)),
        Prefetch("documents", columns(PactDocument.objects, DOCUMENT)),
    )


def names_of():
    """Return how the former names of units are brought: as much of them as tells a name on a day."""
    return Prefetch("names", prepared(UnitName.objects.only("unit", "sort", "name", "until")))
