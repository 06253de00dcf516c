"""Entries of awards; and of units, documents and sources, which an award alone may make public."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from awards.models import Award, AwardType
from awards.public import public_units
from clusters.models import ClusterYear, Document, Source, Unit
from clusters.models.search import SearchKind
from clusters.search.entries import UnitNames, chosen, read, year_of
from clusters.search.records import LAST_YEAR, affects, register_record
from pacts.models import Conference, Pact
from pacts.public import PUBLIC_YEAR
from pacts.search_entries import keys_of, newest
from pacts.search_fields import searched, shown_and_searched

# --- What is built -----------------------------------------------------------------------------


def award_entries(keys):
    own = Pact.objects.public().filter(cluster_year=OuterRef("cluster_year")).values("cluster_year")[:1]
    awards = Award.objects.public().annotate(**newest(conference=OuterRef("presented_at")), own=Subquery(own))
    columns = ["type__name", "as_written", "citation", "recipient_name", "state", "unit", "of_unit", "merit_year"]
    for rows in read(chosen(awards, keys), *columns, "own", "newest"):
        names = UnitNames(row[name] for row in rows for name in ("unit", "of_unit"))
        for row in rows:
            yield {
                "record_id": row["pk"],
                "year": row["merit_year"],
                "name": row["type__name"] or row["as_written"],
                "text": row["citation"],
                "more": row["recipient_name"],
                "detail": row["state"],
                "day": row["merit_year"] and str(row["merit_year"]),
                "unit_id": row["unit"] or row["of_unit"],
                "cluster_year_id": row["own"] or row["newest"],
                "names": [
                    row["as_written"],
                    row["type__name"],
                    row["recipient_name"],
                    *names.own(row["unit"]),
                    *names.own(row["of_unit"]),
                ],
                "texts": [row["citation"]],
            }


def unit_entries(keys):
    for rows in read(chosen(public_units(Unit.objects), keys), "ended_on"):
        names = UnitNames(row["pk"] for row in rows)
        for row in rows:
            yield {
                "record_id": row["pk"],
                "year": year_of(row["ended_on"]) or LAST_YEAR,
                "unit_id": row["pk"],
                "names": names.own(row["pk"]),
                "places": names.of_territories(row["pk"]),
            }


def document_entries(keys):
    """A document leads to the newest public pact that names it, else to the year it divides, else to its award."""
    awards = Award.objects.public().filter(decision=OuterRef("pk"))
    of_award = Pact.objects.public().filter(
        conference__awards__in=Award.objects.public(), conference__awards__decision=OuterRef("pk")
    )
    divided = ClusterYear.objects.filter(PUBLIC_YEAR, division=OuterRef("pk")).order_by("-year", "pk")
    papers = Document.objects.annotate(
        **newest(documents__document=OuterRef("pk")),
        divided=Subquery(divided.values("pk")[:1]),
        of_award=Subquery(of_award.order_by("-cluster_year__year", "-pk").values("cluster_year")[:1]),
        award=Subquery(awards.order_by("pk").values("pk")[:1]),
        awarded=Subquery(awards.order_by("pk").values(who=Coalesce("unit", "of_unit"))[:1]),
    ).filter(Q(newest__isnull=False) | Q(divided__isnull=False) | Q(award__isnull=False))
    columns = shown_and_searched("documents", "number", "subject", "issuer", "kind", "issued_on")
    for rows in read(chosen(papers, keys), *columns, "newest", "divided", "of_award", "awarded"):
        for row in rows:
            yield {
                "record_id": row["pk"],
                "year": year_of(row["issued_on"]),
                "name": row["number"],
                "text": row["subject"],
                "more": row["issuer"],
                "detail": row["kind"],
                "day": row["issued_on"],
                "unit_id": row["awarded"],
                "cluster_year_id": row["newest"] or row["divided"] or row["of_award"],
                "names": [" ".join(searched("documents", row)["names"])],  # one phrase may reach from one into the next
                "texts": searched("documents", row)["texts"],
            }


def source_entries(keys):
    years = ClusterYear.objects.filter(PUBLIC_YEAR, sources=OuterRef("pk")).order_by("-year", "-pk")
    awards = Award.objects.public().filter(source=OuterRef("pk"))
    sources = Source.objects.annotate(newest=Subquery(years.values("pk")[:1]))
    sources = sources.filter(Q(newest__isnull=False) | Exists(awards))
    for rows in read(
        chosen(sources, keys), *shown_and_searched("sources", "title", "outlet", "published_on"), "newest"
    ):
        for row in rows:
            yield {
                "record_id": row["pk"],
                "year": year_of(row["published_on"]),
                "name": row["title"],
                "more": row["outlet"],
                "day": row["published_on"],
                "cluster_year_id": row["newest"],
                **searched("sources", row),
            }


register_record("unit", kind=SearchKind.UNIT, number=2, build=unit_entries)
register_record("document", kind=SearchKind.DOCUMENT, number=9, build=document_entries)
register_record("award", kind=SearchKind.AWARD, number=10, build=award_entries)
register_record("source", kind=SearchKind.SOURCE, number=11, build=source_entries)


# --- What a change touches ---------------------------------------------------------------------


@affects(Award)
def of_award(award):
    return of_awards(Award.objects.filter(pk=award.pk))


def of_awards(awards):
    """The awards themselves, and what they may make public."""
    references = list(awards.values_list("pk", "decision", "source", "unit", "of_unit"))
    own, decisions, sources, units, of_units = zip(*references, strict=True) if references else [()] * 5
    return {"award": own, "document": decisions, "source": sources, "unit": [*units, *of_units]}


@affects(AwardType)
def of_type(award_type):
    return {"award": keys_of(Award.objects.filter(type=award_type))}


@affects(Unit)
def of_unit(unit):
    return {"award": keys_of(Award.objects.filter(Q(unit=unit) | Q(of_unit=unit)))}


@affects(Conference)
def of_conference(conference):
    return of_awards(Award.objects.filter(presented_at=conference))


@affects(ClusterYear)
def of_year(year):
    """Awards of a year's pact lead to its page while it is public."""
    return of_awards(Award.objects.filter(Q(cluster_year=year) | Q(presented_at__pacts__cluster_year=year)))


@affects(Pact)
def of_pact(pact):
    return of_year(pact.cluster_year)
