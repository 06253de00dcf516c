"""The titles and forms of commendation a year knows."""

from django.db.models import F

from awards.models import AwardType


def types_on(day):
    """Return the award types that hold on a day ("2020-12-31"), one for each code, in their order."""
    began = F("valid_from").asc(nulls_first=True)
    latest = {row.code: row for row in AwardType.objects.valid_on(day).order_by(began)}
    return sorted(latest.values(), key=place_of)


def types_of(cluster_year):
    """Return the award types valid in a cluster's year: those of its last day, on which it is judged."""
    return types_on(str(cluster_year.last_day or f"{cluster_year.year}-12-31"))


def types_by_code():
    """Return {code: award type}, each as it is now, or was last."""
    began = F("valid_from").asc(nulls_first=True)
    return {row.code: row for row in AwardType.objects.order_by(began)}


def place_of(row):
    """Return the place of an award type among others: titles before forms of commendation, the highest first."""
    return (row.category != AwardType.Category.TITLE, row.rank or 99, row.sort_key)
