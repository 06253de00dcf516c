"""Statistics of the register: pacts by year, clusters by size, awards by year, and their sums."""

from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from awards.models import Award
from clusters.models import Cluster, ClusterYear, Membership
from clusters.models.units import PROVINCIAL
from pacts.models import Pact

LEADING = [Membership.Role.LEADER, Membership.Role.DEPUTY]


@dataclass(frozen=True)
class Figures:
    """Counts as {year or size: count}, newest or smallest first; the key None stands for unknown."""

    pacts_by_year: dict
    clusters_by_size: dict  # by the number of their units, in the year of their newest pact
    awards_by_year: dict  # of merit
    provinces: int

    @property
    def pacts(self):
        return sum(self.pacts_by_year.values())

    @property
    def clusters(self):
        return sum(self.clusters_by_size.values())

    @property
    def awards(self):
        return sum(self.awards_by_year.values())


def figures():
    found = {name: {} for name in FIGURE_QUERIES}
    for name, key, number in figure_rows():
        found[name][key] = number
    return Figures(
        pacts_by_year=sorted_counts(found["pacts"], newest_first=True),
        clusters_by_size=sorted_counts(found["sizes"]),
        awards_by_year=sorted_counts(found["awards"], newest_first=True),
        provinces=found["provinces"].get(None, 0),
    )


def figure_rows():
    """Return rows of (name, key, number) of all figures as one UNION query."""
    first, *others = [labelled_rows(rows(), name) for name, rows in FIGURE_QUERIES.items()]
    return first.union(*others, all=True)


def labelled_rows(rows, name):
    return rows.annotate(part=Value(name)).values_list("part", "key", "number").order_by()


def sorted_counts(found, newest_first=False):
    """Return {key: number} without zeros, sorted by key, with the unknown key last."""
    keys = sorted((key for key in found if key is not None), reverse=newest_first)
    return {key: found[key] for key in [*keys, None] if found.get(key)}


def count_pacts_by_year():
    return Pact.objects.public().values(key=F("cluster_year__year")).annotate(number=Count("pk"))


def count_clusters_by_size():
    """Count clusters by their number of units in the year of their newest public pact."""
    of_cluster = Pact.objects.public().filter(cluster_year__cluster=OuterRef("pk"))
    newest = of_cluster.order_by("-cluster_year__year", "-pk").values("cluster_year")[:1]
    years = ClusterYear.objects.filter(pk__in=Cluster.objects.values(newest=Subquery(newest)))
    return years.values(key=cluster_size()).annotate(number=Count("pk"))


def cluster_size():
    """Return the expression for the number of units of a cluster's year, by the same rule as its ring.

    It is the stated number, else that of the listed units, else NULL.
    """
    present = Membership.objects.filter(cluster_year=OuterRef("pk"), left_on=None).order_by()
    counted = present.values("cluster_year").annotate(
        listed=Count("pk", filter=~Q(basis=Membership.Basis.INFERRED)),
        leading=Count("pk", filter=Q(role__in=LEADING)),
        named=Count("pk", filter=Q(basis__in=[Membership.Basis.LISTED, Membership.Basis.RECORDED])),
    )
    leaders_left_out = When(counts_leaders=False, then=Coalesce(Subquery(counted.values("leading")), 0))
    stated = F("stated_units") + Case(leaders_left_out, default=0)
    return Coalesce(stated, Subquery(counted.filter(named__gt=0).values("listed")), output_field=IntegerField())


def count_awards_by_year():
    """Sum up granted awards by year of merit: the granted number of a row, else 1 for a named recipient."""
    named = When(Q(unit__isnull=False) | Q(recipient_name__isnull=False), then=1)
    quantity = Case(When(granted_count__isnull=False, then="granted_count"), named, default=0)
    granted = Award.objects.public().filter(state=Award.State.GRANTED)
    return granted.values(key=F("merit_year")).annotate(number=Sum(quantity, default=0))


def count_provinces():
    """Count the provinces of clusters with public pacts; they are at most two levels above the cluster's place."""
    chain = ["place", "place__place", "place__place__place"]
    province = Case(*[When(**{f"{place}__kind__in": PROVINCIAL}, then=F(f"{place}_id")) for place in chain])
    clusters = Cluster.objects.filter(Exists(Pact.objects.public().filter(cluster_year__cluster=OuterRef("pk"))))
    nothing = Value(None, output_field=IntegerField())
    return clusters.values(key=nothing).annotate(number=Count(province, distinct=True))


FIGURE_QUERIES = {
    "pacts": count_pacts_by_year,
    "sizes": count_clusters_by_size,
    "awards": count_awards_by_year,
    "provinces": count_provinces,
}
