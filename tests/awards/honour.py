"""Awards as the tests of the roll need them."""

from django.urls import reverse

from awards.models import AwardType
from tests.factories import AwardFactory, AwardTypeFactory, UnitFactory

ROLL = reverse("honour:roll")
FIGURES = reverse("honour:figures")
FLAG, PRAISE = "co-thi-dua-tinh", "bang-khen-tinh"


def flag(**kwargs):
    """An award whose type is a title."""
    return AwardFactory(type=type_of(FLAG, "Cờ thi đua cấp tỉnh", "title"), as_written=None, **kwargs)


def praise(**kwargs):
    """An award whose type is a form of commendation."""
    return AwardFactory(type=type_of(PRAISE, "Bằng khen cấp tỉnh", "form"), as_written=None, **kwargs)


def type_of(code, name, category):
    found = AwardType.objects.filter(code=code).first()
    return found or AwardTypeFactory(code=code, name=name, category=category)


def to_unit(name="Sở Nội vụ", **kwargs):
    return {"unit": UnitFactory(name=name, **kwargs), "recipient_kind": "collective"}


def listed(response):
    return [award.pk for award in response.context["awards"]]


def offered(response, name):
    """What a filter offers: {value in the address: how much it would show}."""
    return {option.value: str(option.tally) for option in response.context["choices"][name].options}
