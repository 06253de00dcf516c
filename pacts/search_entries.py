"""Entries of pacts, of what they say, of the people in them and of the movements they name.

What of a record is searched stands in the document's schema. Here stands what a result shows, and what else finds it.
"""

from django.db.models import Exists, OuterRef, Subquery

from clusters.models import Cluster, ClusterYear, Document, Membership, Source, Unit
from clusters.models.search import SearchEntry, SearchKind
from clusters.search.entries import UnitNames, chosen, lying_in, read
from clusters.search.records import affects, register_record
from pacts.document.schema import PARTS
from pacts.models import (
    Commitment,
    Conference,
    Movement,
    Pact,
    PactDocument,
    PactMovement,
    Participation,
    Signatory,
    Target,
)
from pacts.search_fields import OTHER_LISTS, searched, shown_and_searched, texts_in, texts_of_other_lists

OF_ONE_PACT = ["pact__cluster_year", "pact__cluster_year__year"]


def newest(**path):
    """Return {year, cluster_year} of the newest public pact that a row leads to, as annotations."""
    pacts = Pact.objects.public().filter(**path).order_by("-cluster_year__year", "-pk")
    columns = {"newest_year": "cluster_year__year", "newest": "cluster_year"}
    return {name: Subquery(pacts.values(column)[:1]) for name, column in columns.items()}


# --- What is built -----------------------------------------------------------------------------


def pact_entries(keys):
    year = "cluster_year"
    columns = [*shown_and_searched("pact", "title", "theme", "slogan"), year, f"{year}__year", f"{year}__label"]
    columns += [f"{year}__{name}" for name in PARTS["year"].searched()]
    columns += [f"{year}__cluster__folded", f"{year}__cluster__place"]
    for rows in read(chosen(Pact.objects.public(), keys), *columns):
        names = UnitNames(row[f"{year}__cluster__place"] for row in rows)
        others = texts_of_other_lists([row["pk"] for row in rows])
        for row in rows:
            places = names.with_territories(row[f"{year}__cluster__place"])
            found = searched("pact", row)
            called = " ".join(
                [*texts_in(row, [f"{year}__{name}" for name in PARTS["year"].searched()]), row[f"{year}__label"]]
            )
            yield {
                "record_id": row["pk"],
                "year": row[f"{year}__year"],
                "name": row["title"],
                "text": row["theme"],
                "more": row["slogan"],
                "cluster_year_id": row[year],
                "names": [*found["names"], row[f"{year}__cluster__folded"], called, *places],
                "texts": [*found["texts"], *others[row["pk"]]],
            }


def of_public_pacts(model):
    return model.objects.filter(pact__in=Pact.objects.public())


def commitment_entries(keys):
    columns = shown_and_searched("commitments", "text", "standing")
    for rows in read(chosen(of_public_pacts(Commitment), keys), *columns, *OF_ONE_PACT):
        for row in rows:
            yield _of_pact(row, text=row["text"], detail=row["standing"], **searched("commitments", row))


def target_entries(keys):
    for rows in read(chosen(of_public_pacts(Target), keys), *shown_and_searched("targets", "text"), *OF_ONE_PACT):
        for row in rows:
            yield _of_pact(row, text=row["text"], **searched("targets", row))


def _of_pact(row, **values):
    return {"record_id": row["pk"], "year": row[OF_ONE_PACT[1]], "cluster_year_id": row[OF_ONE_PACT[0]], **values}


def participation_entries(keys):
    people = Participation.objects.annotate(**newest(conference=OuterRef("conference"))).exclude(newest=None)
    columns = shown_and_searched("participants", "name", "titles", "as_written")
    for rows in read(chosen(people, keys), *columns, "unit", "newest_year", "newest"):
        for row in rows:
            yield {
                "record_id": row["pk"],
                "year": row["newest_year"],
                "name": row["name"],
                "text": "\n".join(row["titles"] or []) or None,
                "more": "\n".join(row["as_written"] or []) or None,
                "unit_id": row["unit"],
                "cluster_year_id": row["newest"],
                **searched("participants", row),
            }


def signatory_entries(keys):
    member, year = "membership", "membership__cluster_year"
    people = Signatory.objects.filter(**{f"{year}__pact__in": Pact.objects.public()})
    columns = shown_and_searched("signatories", "name", "title")
    for rows in read(chosen(people, keys), *columns, f"{member}__unit", year, f"{year}__year"):
        for row in rows:
            yield {
                "record_id": row["pk"],
                "year": row[f"{year}__year"],
                "name": row["name"],
                "text": row["title"],
                "unit_id": row[f"{member}__unit"],
                "cluster_year_id": row[year],
                **searched("signatories", row),
            }


def head_entries(keys):
    """The people who lead for a unit."""
    heads = Membership.objects.filter(head_name__isnull=False, cluster_year__pact__in=Pact.objects.public())
    columns = [*shown_and_searched("units", "head_name", "head_title", "role"), "unit"]
    for rows in read(chosen(heads, keys), *columns, "cluster_year", "cluster_year__year"):
        for row in rows:
            yield {
                "record_id": row["pk"],
                "year": row["cluster_year__year"],
                "name": row["head_name"],
                "text": row["head_title"],
                "detail": row["role"],
                "unit_id": row["unit"],
                "cluster_year_id": row["cluster_year"],
                **searched("units", row),
            }


def movement_entries(keys):
    movements = Movement.objects.annotate(**newest(movements__movement=OuterRef("pk"))).exclude(newest=None)
    for rows in read(chosen(movements, keys), *shown_and_searched("movements", "name"), "newest_year", "newest"):
        for row in rows:
            yield {
                "record_id": row["pk"],
                "year": row["newest_year"],
                "name": row["name"],
                "cluster_year_id": row["newest"],
                **searched("movements", row),
            }


register_record("pact", kind=SearchKind.PACT, number=0, build=pact_entries)
register_record("commitment", kind=SearchKind.COMMITMENT, number=3, build=commitment_entries)
register_record("target", kind=SearchKind.TARGET, number=4, build=target_entries)
register_record("participation", kind=SearchKind.PERSON, number=5, build=participation_entries)
register_record("signatory", kind=SearchKind.PERSON, number=6, build=signatory_entries)
register_record("head", kind=SearchKind.PERSON, number=7, build=head_entries)
register_record("movement", kind=SearchKind.MOVEMENT, number=8, build=movement_entries)


# --- What a change touches ---------------------------------------------------------------------


@affects(Pact)
def of_pact(pact):
    return of_year(pact.cluster_year)


@affects(ClusterYear)
def of_year(year):
    """All that a year's pact says, and all that it said when its entries were written."""
    pact = Pact.objects.filter(cluster_year=year).first()
    members = Membership.objects.filter(cluster_year=year)
    found = {
        "signatory": keys_of(Signatory.objects.filter(membership__in=members)),
        "head": keys_of(members),
        "document": [year.division_id],
        "source": keys_of(year.sources),
        "unit": [*members.values_list("unit", flat=True), *unchecked_units()],
    }
    if pact is not None:
        found |= {
            "pact": [pact.pk],
            "commitment": keys_of(Commitment.objects.filter(pact=pact)),
            "target": keys_of(Target.objects.filter(pact=pact)),
            "movement": keys_of(PactMovement.objects.filter(pact=pact), "movement"),
        }
        found["document"] += keys_of(PactDocument.objects.filter(pact=pact), "document")
        if pact.conference_id:
            people = Participation.objects.filter(conference=pact.conference_id)
            hosts = Conference.objects.filter(pk=pact.conference_id)
            found["participation"] = keys_of(people)
            found["unit"] += [*keys_of(people, "unit"), *keys_of(hosts, "host")]
    for name, key in SearchEntry.objects.filter(cluster_year=year).values_list("record", "record_id"):
        found[name] = [*found.get(name, []), key]
    return found


def keys_of(rows, column="pk"):
    return list(rows.values_list(column, flat=True))


def unchecked_units():
    """Return the units that await a check and have an entry: it ends with the last public record that names them."""
    entries = SearchEntry.objects.filter(record="unit", record_id=OuterRef("pk"))
    return keys_of(Unit.objects.filter(Exists(entries), checked=False))


@affects(Cluster)
def of_cluster(cluster):
    return {"pact": keys_of(Pact.objects.filter(cluster_year__cluster=cluster))}


@affects(Unit)
def of_unit(unit):
    return {"pact": keys_of(Pact.objects.filter(cluster_year__cluster__place__in=lying_in(unit)))}


@affects(Conference)
def of_conference(conference):
    found = {"participation": keys_of(Participation.objects.filter(conference=conference))}
    found["unit"] = [*keys_of(Participation.objects.filter(conference=conference), "unit"), conference.host_id]
    for pact in Pact.objects.filter(conference=conference).select_related("cluster_year"):
        for name, keys in of_pact(pact).items():
            found[name] = [*found.get(name, []), *keys]
    return found


@affects(Commitment)
def of_commitment(row):
    return {"commitment": [row.pk]}


@affects(Target)
def of_target(row):
    return {"target": [row.pk]}


@affects(Participation)
def of_participation(row):
    return {"participation": [row.pk], "unit": [row.unit_id]}


@affects(Membership)
def of_membership(row):
    return {"head": [row.pk], "signatory": keys_of(Signatory.objects.filter(membership=row)), "unit": [row.unit_id]}


@affects(Signatory)
def of_signatory(row):
    return {"signatory": [row.pk]}


@affects(Movement)
def of_movement(row):
    return {"movement": [row.pk]}


@affects(PactMovement)
def of_pact_movement(row):
    return {"movement": [row.movement_id]}


@affects(Document)
def of_document(row):
    return {"document": [row.pk]}


@affects(PactDocument)
def of_pact_document(row):
    return {"document": [row.document_id]}


@affects(Source)
def of_source(row):
    return {"source": [row.pk]}


@affects(*(part.row_model for part in OTHER_LISTS))
def of_other_row(row):
    return {"pact": [row.pact_id]}


@affects(*(part.model for part in OTHER_LISTS if part.link))
def of_other_shared_record(record):
    links = (
        part.link.objects.filter(**{part.shared_name: record}) for part in OTHER_LISTS if part.model is type(record)
    )
    return {"pact": [key for rows in links for key in keys_of(rows, "pact")]}
