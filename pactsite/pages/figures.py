"""What the register holds in figures: pacts a year, units a cluster, awards a year, each with its sum."""

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
    """Numbers as {year or size: how many}, newest or smallest first; None is the key of what is not known."""

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
    """Return the register's figures, in one query."""
    found = {name: {} for name in PARTS}
    for name, key, number in every_part():
        found[name][key] = number
    return Figures(
        pacts_by_year=in_order(found["pacts"], newest_first=True),
        clusters_by_size=in_order(found["sizes"]),
        awards_by_year=in_order(found["awards"], newest_first=True),
        provinces=found["provinces"].get(None, 0),
    )


def every_part():
    """Rows of (name, key, number)."""
    first, *others = [part_of(rows(), name) for name, rows in PARTS.items()]
    return first.union(*others, all=True)


def part_of(rows, name):
    """Return rows of (key, number) as one part of a query with several: (name, key, number)."""
    return rows.annotate(part=Value(name)).values_list("part", "key", "number").order_by()


def in_order(found, newest_first=False):
    """Return {key: number} without zeros, in order, the unknown last."""
    keys = sorted((key for key in found if key is not None), reverse=newest_first)
    return {key: found[key] for key in [*keys, None] if found.get(key)}


def pacts_a_year():
    return Pact.objects.public().values(key=F("cluster_year__year")).annotate(number=Count("pk"))


def units_a_cluster():
    """Each cluster once, in the year of its newest public pact: how many have so many units."""
    of_cluster = Pact.objects.public().filter(cluster_year__cluster=OuterRef("pk"))
    newest = of_cluster.order_by("-cluster_year__year", "-pk").values("cluster_year")[:1]
    years = ClusterYear.objects.filter(pk__in=Cluster.objects.values(newest=Subquery(newest)))
    return years.values(key=size()).annotate(number=Count("pk"))


def size():
    """How many units a cluster's year has, as its ring counts them: as stated, else as listed, else unknown."""
    present = Membership.objects.filter(cluster_year=OuterRef("pk"), left_on=None).order_by()
    counted = present.values("cluster_year").annotate(
        listed=Count("pk", filter=~Q(basis=Membership.Basis.INFERRED)),
        leading=Count("pk", filter=Q(role__in=LEADING)),
        named=Count("pk", filter=Q(basis__in=[Membership.Basis.LISTED, Membership.Basis.RECORDED])),
    )
    besides = When(counts_leaders=False, then=Coalesce(Subquery(counted.values("leading")), 0))
    stated = F("stated_units") + Case(besides, default=0)
    return Coalesce(stated, Subquery(counted.filter(named__gt=0).values("listed")), output_field=IntegerField())


def awards_a_year():
    """Awards granted, by year of merit: the number a line gives, one for a named recipient."""
    named = When(Q(unit__isnull=False) | Q(recipient_name__isnull=False), then=1)
    quantity = Case(When(granted_count__isnull=False, then="granted_count"), named, default=0)
    granted = Award.objects.public().filter(state=Award.State.GRANTED)
    return granted.values(key=F("merit_year")).annotate(number=Sum(quantity, default=0))


def provinces():
    """The provinces the clusters with public pacts lie in, up to two territories above their place."""
    chain = ["place", "place__place", "place__place__place"]
    province = Case(*[When(**{f"{place}__kind__in": PROVINCIAL}, then=F(f"{place}_id")) for place in chain])
    clusters = Cluster.objects.filter(Exists(Pact.objects.public().filter(cluster_year__cluster=OuterRef("pk"))))
    nothing = Value(None, output_field=IntegerField())
    return clusters.values(key=nothing).annotate(number=Count(province, distinct=True))


PARTS = {"pacts": pacts_a_year, "sizes": units_a_cluster, "awards": awards_a_year, "provinces": provinces}
