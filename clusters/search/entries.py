"""Entries of clusters, and what other entries need to know of units and places."""

from django.db.models import Q

from clusters.models import Cluster, Unit, UnitName
from clusters.models.search import SearchKind
from clusters.search.index import affected_by, in_batches
from clusters.search.records import LAST_YEAR, affects, register_record


def chosen(rows, keys):
    """Return a queryset reduced to these primary keys, all of it for None, in one order."""
    return (rows if keys is None else rows.filter(pk__in=keys)).order_by("pk")


def read(rows, *columns):
    """Yield rows of a queryset as dictionaries of columns, in batches."""
    return in_batches(rows.values("pk", *columns).iterator(chunk_size=1000))


def year_of(day):
    """Return the year of a stored date, or None."""
    return int(day[:4]) if day else None


class UnitNames:
    """All names, present, former and variant, of units and of the territories they lie in."""

    def __init__(self, units):
        chain = ["pk", "place", "place__place"]
        rows = Unit.objects.filter(pk__in={key for key in units if key}).values_list(*chain)
        self.around = {unit: [place for place in places if place] for unit, *places in rows}
        involved = {*self.around, *(place for places in self.around.values() for place in places)}
        self.names = {}
        for model, key in ((Unit, "pk"), (UnitName, "unit")):
            rows = model.objects.filter(**{f"{key}__in": involved}).order_by("pk")
            for unit, folded in rows.values_list(key, "folded"):
                self.names.setdefault(unit, []).append(folded)

    def own(self, unit):
        return self.names.get(unit, [])

    def of_territories(self, unit):
        """Return the names of up to two territories a unit lies in."""
        return [name for place in self.around.get(unit, []) for name in self.own(place)]

    def with_territories(self, unit):
        return [*self.own(unit), *self.of_territories(unit)]


def lying_in(unit):
    """Return the keys of a unit and of the units whose entries tell its names as their place."""
    inside = Unit.objects.filter(Q(place=unit) | Q(place__place=unit))
    return [unit.pk, *inside.values_list("pk", flat=True)]


def cluster_entries(keys):
    columns = ["name", "slug", "kind", "folded", "place", "ended_on"]
    for rows in read(chosen(Cluster.objects, keys), *columns):
        names = UnitNames(row["place"] for row in rows)
        for row in rows:
            yield {
                "record_id": row["pk"],
                "year": year_of(row["ended_on"]) or LAST_YEAR,
                "name": row["name"],
                "text": row["slug"],
                "detail": row["kind"],
                "unit_id": row["place"],
                "day": row["ended_on"],
                "names": [row["folded"], *names.with_territories(row["place"])],
            }


register_record("cluster", kind=SearchKind.CLUSTER, number=1, build=cluster_entries)


@affects(Cluster)
def of_cluster(cluster):
    return {"cluster": [cluster.pk]}


@affects(Unit)
def of_unit(unit):
    units = lying_in(unit)
    return {"unit": units, "cluster": Cluster.objects.filter(place__in=units).values_list("pk", flat=True)}


@affects(UnitName)
def of_name(name):
    return affected_by(name.unit)
