"""Member units for tests: a circulated pact, a unit in it, and somebody who acts for the unit."""

import datetime

from django.urls import reverse

from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    CommitmentFactory,
    DeadlineFactory,
    MandateFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
)

TODAY = datetime.date(2021, 1, 12)


def circulated(**more):
    """Return a circulated pact of "Khối X" with two commitments."""
    cluster = ClusterFactory(slug="khoi-x", name="Khối X", kind="khoi")
    pact = PactFactory(circulated=True, cluster_year=ClusterYearFactory(cluster=cluster, year=2021), **more)
    CommitmentFactory(pact=pact, text="Giữ kỷ cương;", position=1)
    CommitmentFactory(pact=pact, text="Cải cách hành chính.", position=2)
    return pact


def member_of(pact, name="Sở Nội vụ", **more):
    return MembershipFactory(cluster_year=pact.cluster_year, unit=UnitFactory(name=name), **more)


def somebody_of(membership):
    """Return an account that acts for a unit."""
    return MandateFactory(member=True, unit=membership.unit).user


def due(pact, asked, day):
    return DeadlineFactory(cluster_year=pact.cluster_year, asked=asked, due_on=day)


def address(name, membership):
    return reverse(f"my_unit:{name}", args=[membership.pk])


def posted(client, name, membership, /, **fields):
    """Open a page, and return the answer to its form sent with what stood on it and these fields."""
    page = client.get(address(name, membership))
    typed = {"seen": page.context["form"].mark, "then": "send"}
    if "rows" in page.context:
        typed |= {"row-TOTAL_FORMS": "9", "row-INITIAL_FORMS": "0"}
    return client.post(address(name, membership), typed | fields)
