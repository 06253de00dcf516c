"""A unit in a year of a cluster whose pact is circulated, the person who acts for it, and what is typed there."""

from django.urls import reverse

from awards.services.registrations import registered_by, state_of
from clusters.common.stale import mark_of
from tests.factories import (
    AwardTypeFactory,
    ClusterFactory,
    ClusterYearFactory,
    MandateFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
)


def unit_year(**state):
    """Return (membership, user): Sở Nội vụ in Khối X in 2021, its pact circulated or as said, and its officer."""
    year = ClusterYearFactory(cluster=ClusterFactory(slug="khoi-x", name="Khối X", kind="khoi"), year=2021)
    membership = MembershipFactory(cluster_year=year, unit=UnitFactory(slug="so-noi-vu-x", name="Sở Nội vụ"))
    PactFactory(cluster_year=year, **(state or {"circulated": True}))
    return membership, MandateFactory(member=True, unit=membership.unit).user


def types_of_2021():
    """Make three types of the year and one of later years; return the flag."""
    AwardTypeFactory(code="bang-khen-tinh", name="Bằng khen của UBND tỉnh", valid_to="2023-12-31")
    AwardTypeFactory(
        code="lao-dong-tien-tien", name="Lao động tiên tiến", category="title", recipient_kinds=["individual"], rank=4
    )
    AwardTypeFactory(
        code="cstd-toan-quoc", name="Chiến sĩ thi đua toàn quốc", category="title", valid_from="2024-01-01", rank=1
    )
    return AwardTypeFactory(
        code="co-thi-dua-tinh",
        name="Cờ thi đua cấp tỉnh",
        category="title",
        recipient_kinds=["collective"],
        valid_to="2023-12-31",
        rank=2,
    )


def address(membership):
    return reverse("my_unit:registrations", args=[membership.pk])


def seen_now(membership):
    """Return the mark that a page opened now would carry."""
    return mark_of(state_of(registered_by(membership)))


def page(seen, *rows, then="save"):
    """Return the posted page of these rows; each is what was typed in it."""
    fields = {"titles-TOTAL_FORMS": len(rows), "titles-INITIAL_FORMS": 0, "seen": seen, "then": then}
    for number, row in enumerate(rows):
        fields |= {f"titles-{number}-{name}": value for name, value in row.items()}
    return fields


def flag(**said):
    return {"type": "co-thi-dua-tinh", "quantity": "1"} | said
