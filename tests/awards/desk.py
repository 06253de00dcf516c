"""A signed pact of 2021 at the desk, and what is typed about the awards given at its conference."""

from django.urls import reverse

from pacts.models import Pact
from pacts.services.lifecycle import sign_pact
from tests.copies import make_or_copy_here
from tests.factories import (
    AwardTypeFactory,
    ClusterFactory,
    ClusterYearFactory,
    ConferenceFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
)


def pact_at_the_desk(conference=True):
    """Return a signed pact of khoi-x for 2021, in the place and under the organiser Tỉnh X, with two units."""
    make_or_copy_here(f"pact at the desk {conference}", lambda: _make_pact(conference))
    return stored()


def _make_pact(conference):
    province = UnitFactory(slug="tinh-x", name="Tỉnh X", kind="province")
    cluster = ClusterFactory(slug="khoi-x", organiser=province, place=province)
    year = ClusterYearFactory(cluster=cluster, year=2021)
    for slug, name in (("so-noi-vu-x", "Sở Nội vụ"), ("so-y-te-x", "Sở Y tế")):
        MembershipFactory(cluster_year=year, unit=UnitFactory(slug=slug, name=name, place=province))
    met = ConferenceFactory(held_on="2021-01-22") if conference else None
    AwardTypeFactory(code="co-thi-dua-tinh", name="Cờ thi đua cấp tỉnh", valid_to="2023-12-31")
    sign_pact(pact=PactFactory(cluster_year=year, conference=met), by=None)


def address(name="awards", *more):
    return reverse(f"awards_desk:{name}", args=["khoi-x", "2021", *more])


def stored():
    return Pact.objects.get(cluster_year__cluster__slug="khoi-x")


def typed(**fields):
    """Return a posted form: a flag for three collectives, except what is given."""
    return {
        "award": "Cờ thi đua cấp tỉnh",
        "number": "3",
        "recipient_kind": "collective",
        "merit_year": "2020",
        "state": "granted",
    } | fields
