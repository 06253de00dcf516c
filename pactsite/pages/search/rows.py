"""The rows of a page of results, with their units and years, in two queries."""

from dataclasses import dataclass

from clusters.common.names_on_day import day_of, places_of, with_names
from clusters.models import Unit
from clusters.models.search import SearchEntry

PLACE = ["name", "kind", "place"]
UNIT = ["slug", "name", "kind", "ended_on", "end_reason", "place"]
UNIT_PATHS = {
    "unit": UNIT,
    "unit__place": PLACE,
    "unit__place__place": PLACE,
    "unit__place__place__place": PLACE,
    "cluster_year__cluster__place": PLACE,
    "cluster_year__cluster__place__place": PLACE,
    "cluster_year__cluster__place__place__place": PLACE,
}
COLUMNS = {
    **UNIT_PATHS,
    "cluster_year": ["slug", "label", "name", "year", "cluster"],
    "cluster_year__cluster": ["slug", "name", "place"],
    "cluster_year__pact": ["conference", "cluster_year"],
    "cluster_year__pact__conference": ["held_on"],
}
OWN = ["record", "record_id", "name", "text", "more", "detail", "day", "unit", "cluster_year"]


@dataclass(slots=True)
class Row:
    """One result as stored, with the values its Hit needs."""

    record: str
    id: int
    name: str | None
    text: str | None
    more: str | None
    detail: str | None
    unit: Unit | None
    place: Unit | None  # of the cluster
    day: str | None
    cluster: str | None
    label: str | None
    cluster_name: str | None
    year_label: str | None
    signed: str | None  # the day whose unit names are shown
    pact: int | None


def result_rows(keys):
    """Return the Rows of the entries with these primary keys, in this order."""
    if not keys:
        return []
    entries = SearchEntry.objects.filter(pk__in=keys).select_related(*COLUMNS)
    columns = [f"{path}__{name}" for path, names in COLUMNS.items() for name in names]
    found = entries.only(*OWN, *columns).in_bulk()
    rows = [result_row(found[key]) for key in keys if key in found]
    with_names(unit for row in rows for place in (row.unit, row.place) for unit in places_of(place))
    return rows


def result_row(entry):
    year = entry.cluster_year
    pact = getattr(year, "pact", None)  # all entries here are public, so is the pact
    return Row(
        record=entry.record,
        id=entry.record_id,
        name=entry.name,
        text=entry.text,
        more=entry.more,
        detail=entry.detail,
        unit=entry.unit,
        place=year and year.cluster.place,
        day=entry.day,
        cluster=year and year.cluster.slug,
        label=year and year.slug,
        cluster_name=year and year.display_name,
        year_label=year and year.label,
        signed=year and day_of(year, pact and pact.conference),
        pact=pact and pact.pk,
    )
