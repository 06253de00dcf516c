"""What is read of the hits of a page to show them: one question for their words and places, two for names of units."""

from dataclasses import dataclass

from django.db import connection

from clusters.models import Unit
from pactsite.pages.opendata.reading import columns, names_of
from pactsite.pages.search.public import public
from pactsite.pages.search.searched import NUMBERS

# Of each kind: name, text, more, detail, unit, year of a cluster, day. What they hold, pactsite.pages.search.hits says.
# No row: it says what the columns are, where a kind has nothing to put in them.
TYPES = "SELECT 0, 0, '', '', '', '', CAST(0 AS bigint), CAST(0 AS bigint), '' WHERE 1 = 0"
NEWEST = "ORDER BY t.year DESC, t.id DESC LIMIT 1"
ROWS = {
    "pact": "r.title, r.theme, r.slogan, NULL, NULL, r.cluster_year_id, NULL FROM pacts_pact r",
    "commitment": "NULL, r.text, NULL, r.standing, NULL, p.cluster_year_id, NULL"
    " FROM pacts_commitment r JOIN pacts_pact p ON p.id = r.pact_id",
    "target": "NULL, r.text, NULL, NULL, NULL, p.cluster_year_id, NULL"
    " FROM pacts_target r JOIN pacts_pact p ON p.id = r.pact_id",
    "cluster": "r.name, r.slug, NULL, r.kind, r.place_id, NULL, r.ended_on FROM clusters_cluster r",
    "unit": "NULL, NULL, NULL, NULL, r.id, NULL, NULL FROM clusters_unit r",
    "participation": "r.name, CAST(r.titles AS text), CAST(r.as_written AS text), NULL, r.unit_id,"
    f" (SELECT t.cluster_year_id FROM told t WHERE t.conference_id = r.conference_id {NEWEST}), NULL"
    " FROM pacts_participation r",
    "signatory": "r.name, r.title, NULL, NULL, m.unit_id, m.cluster_year_id, NULL"
    " FROM pacts_signatory r JOIN clusters_membership m ON m.id = r.membership_id",
    "head": "r.head_name, r.head_title, NULL, r.role, r.unit_id, r.cluster_year_id, NULL FROM clusters_membership r",
    "movement": "r.name, NULL, NULL, NULL, NULL, (SELECT t.cluster_year_id FROM told t"
    f" JOIN pacts_pactmovement l ON l.pact_id = t.id WHERE l.movement_id = r.id {NEWEST}), NULL FROM pacts_movement r",
    "document": "r.number, r.subject, r.issuer, r.kind,"
    " (SELECT COALESCE(a.unit_id, a.of_unit_id) FROM awards_award a JOIN given g ON g.id = a.id"
    " WHERE a.decision_id = r.id ORDER BY a.id LIMIT 1), COALESCE((SELECT t.cluster_year_id FROM told t"
    f" JOIN pacts_pactdocument l ON l.pact_id = t.id WHERE l.document_id = r.id {NEWEST}),"
    " (SELECT y.id FROM told_year t JOIN clusters_clusteryear y ON y.id = t.id WHERE y.division_id = r.id"
    " ORDER BY y.year DESC, y.id LIMIT 1), (SELECT t.cluster_year_id FROM told t JOIN awards_award a"
    f" ON a.presented_at_id = t.conference_id JOIN given g ON g.id = a.id WHERE a.decision_id = r.id {NEWEST})),"
    " r.issued_on FROM clusters_document r",
    "award": "COALESCE(k.name, r.as_written), r.citation, r.recipient_name, r.state, COALESCE(r.unit_id, r.of_unit_id),"
    " COALESCE((SELECT t.cluster_year_id FROM told t WHERE t.cluster_year_id = r.cluster_year_id),"
    f" (SELECT t.cluster_year_id FROM told t WHERE t.conference_id = r.presented_at_id {NEWEST})),"
    " CAST(r.merit_year AS text) FROM awards_award r LEFT JOIN awards_awardtype k ON k.id = r.type_id",
    "source": "r.title, NULL, r.outlet, NULL, NULL, (SELECT y.id FROM told_year t"
    " JOIN clusters_clusteryear_sources l ON l.clusteryear_id = t.id JOIN clusters_clusteryear y ON y.id = t.id"
    " WHERE l.source_id = r.id ORDER BY y.year DESC, y.id DESC LIMIT 1), r.published_on FROM clusters_source r",
}


PLACE = "name kind place"
UNIT = {"": f"slug ended_on end_reason {PLACE}", "place": PLACE, "place__place": PLACE, "place__place__place": PLACE}


@dataclass(slots=True)
class Row:
    """What the database tells of a hit."""

    table: int
    id: int
    name: str | None
    text: str | None
    more: str | None
    detail: str | None
    unit: Unit | None
    place: Unit | None  # the province of the cluster
    day: str | None
    cluster: str | None
    label: str | None
    cluster_name: str | None
    year_label: str | None
    signed: str | None  # the day whose names are told
    pact: int | None


def read(hits):
    """Return the Rows of hits [(table, id)], in their order."""
    if not hits:
        return []
    statement, parameters = question(hits)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = {(table, key): Row(table, key, *rest) for table, key, *rest in cursor.fetchall()}
    rows = [rows[NUMBERS[table], key] for table, key in hits]
    return with_units(rows)


def question(hits):
    """Return the statement that reads hits, only of the kinds there are, and its parameters."""
    keys, (tables, parameters) = {}, public()
    for table, key in hits:
        keys.setdefault(table, []).append(str(key))
    names = ["id", "name", "text", "more", "detail", "unit_id", "year_id", "day"]
    sets = [f"{name} AS ({sql})" for name, sql in tables.items() if not name.startswith("told_unit")]
    arms = [f"SELECT {NUMBERS[table]}, r.id, {ROWS[table]} WHERE r.id IN ({', '.join(keys[table])})" for table in keys]
    return (
        f"WITH {', '.join(sets)}, shown (kind, {', '.join(names)}) AS ({' UNION ALL '.join([TYPES, *arms])})"
        " SELECT s.kind, s.id, s.name, s.text, s.more, s.detail, s.unit_id, c.place_id, s.day, c.slug, y.slug,"
        " COALESCE(y.name, c.name), y.label, COALESCE(f.held_on, CAST(y.year AS text)), p.id"
        " FROM shown s LEFT JOIN clusters_clusteryear y ON y.id = s.year_id"
        " LEFT JOIN clusters_cluster c ON c.id = y.cluster_id LEFT JOIN told p ON p.cluster_year_id = y.id"
        " LEFT JOIN pacts_conference f ON f.id = p.conference_id"
    ), parameters


def with_units(rows):
    """Replace the keys of units and places by the units, with the names they had."""
    keys = {key for row in rows for key in (row.unit, row.place) if key}
    units = columns(Unit.objects, UNIT).filter(pk__in=keys).prefetch_related(names_of())
    found = {unit.pk: unit for unit in units} if keys else {}
    for row in rows:
        row.unit, row.place = found.get(row.unit), found.get(row.place)
    return rows
