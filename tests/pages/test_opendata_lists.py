"""Clusters, units and awards as open data: the content of their pages, nothing more."""

import pytest
from django.urls import reverse

from tests.factories import (
    AwardFactory,
    AwardTypeFactory,
    ClusterFactory,
    ClusterYearFactory,
    ConferenceFactory,
    DocumentFactory,
    MembershipFactory,
    PactFactory,
    SuccessionFactory,
    UnitFactory,
    UnitNameFactory,
)

pytestmark = pytest.mark.django_db


def results(client, name, **params):
    return client.get(reverse(f"pages:{name}_json"), params).json()["results"]


def test_a_cluster_is_told_with_its_years_and_their_pacts(client):
    place = UnitFactory(name="Tỉnh Bắc Ninh", slug="tinh-bac-ninh", kind="province")
    cluster = ClusterFactory(name="Cụm số 1", slug="cum-so-1", place=place)
    pact = PactFactory(signed=True, cluster_year__cluster=cluster)
    MembershipFactory(cluster_year=pact.cluster_year)
    MembershipFactory(cluster_year=pact.cluster_year, left_on="2021-06")
    ClusterYearFactory(cluster=cluster, year=2020)

    [record] = results(client, "clusters")

    assert (record["url"], record["province"]) == (
        "http://testserver/cum-khoi/cum-so-1/",
        {"name": "Tỉnh Bắc Ninh", "slug": "tinh-bac-ninh"},
    )
    assert [(year["label"], year["listed_unit_count"], year["pact"]) for year in record["years"]] == [
        ("2021", 1, "http://testserver/giao-uoc/cum-so-1/2021/"),
        ("2020", 0, None),
    ]


@pytest.mark.parametrize("traits", [{}, {"circulated": True}, {"withdrawn": True}])
def test_a_year_that_only_a_draft_wrote_is_told_of_no_cluster_and_no_unit(client, traits):
    row = MembershipFactory(cluster_year=PactFactory(**traits).cluster_year, unit__checked=False)
    MembershipFactory(cluster_year=row.cluster_year, unit__name="Sở Y tế")

    assert [record["years"] for record in results(client, "clusters")] == [[]]
    assert [(record["name"], record["memberships"]) for record in results(client, "units")] == [("Sở Y tế", [])]


def test_a_unit_is_told_with_its_names_lineage_and_years(client):
    unit = UnitFactory(name="Phường Gia Sàng", slug="gia-sang", kind="ward")
    UnitNameFactory(former=True, unit=unit, name="Phường Gia Sàng cũ", basis=DocumentFactory(number="1/NQ"))
    SuccessionFactory(predecessor=UnitFactory(name="Xã Đồng Liên", slug="dong-lien"), successor=unit, extent="whole")
    MembershipFactory(leader=True, unit=unit, cluster_year=PactFactory(signed=True).cluster_year)

    [record] = results(client, "units", q="gia sang")

    assert [(row["name"], row["until"], row["basis"]) for row in record["other_names"]] == [
        ("Phường Gia Sàng cũ", "2024-12-31", "Kế hoạch số 1/NQ")
    ]
    assert [(row["slug"], row["extent"]) for row in record["predecessors"]] == [("dong-lien", "whole")]
    assert [(row["label"], row["role"], row["pact"] is None) for row in record["memberships"]] == [
        ("2021", "leader", False)
    ]


def test_an_award_is_told_under_the_name_of_its_year_and_a_proposal_is_not(client):
    unit = UnitFactory(name="Phường Tích Lương")
    UnitNameFactory(former=True, unit=unit, name="Xã Tích Lương")
    AwardFactory(unit=unit, merit_year=2020, type=AwardTypeFactory(name="Cờ"), decision=DocumentFactory(number="7/QĐ"))
    AwardFactory(state="proposed")

    [record] = results(client, "awards")

    values = (record["type"], record["unit"]["name"], record["quantity"], record["decision"])
    assert values == ("Cờ", "Xã Tích Lương", 1, "Kế hoạch số 7/QĐ")


def test_the_conference_of_a_draft_tells_no_day(client):
    draft = PactFactory(conference=ConferenceFactory(held_on="2021-03-31"))
    AwardFactory(presented_at=draft.conference, cluster_year=draft.cluster_year)

    [record] = results(client, "awards")

    assert (record["presented_on"], record["presented_at"], record["earned_in"]) == (None, [], None)


def test_data_is_the_same_in_every_language(client):
    AwardFactory(decision=DocumentFactory(number="7/QĐ"))
    vietnamese = results(client, "awards")

    client.cookies["django_language"] = "en"

    assert results(client, "awards") == vietnamese


@pytest.mark.parametrize(("name", "filter_name"), [("clusters", "q"), ("units", "q"), ("awards", "nam")])
def test_what_nobody_can_read_gives_no_results(client, name, filter_name):
    ClusterFactory(), UnitFactory(), AwardFactory()

    assert results(client, name, **{filter_name: "x" * 300}) == []


@pytest.mark.parametrize(
    ("name", "factory"), [("clusters", ClusterFactory), ("units", UnitFactory), ("awards", AwardFactory)]
)
def test_pages_follow_each_other_in_the_order_of_the_list(client, name, factory):
    for _n in range(21):
        factory()

    first = client.get(reverse(f"pages:{name}_json")).json()
    second = client.get(first["next"]).json()

    assert (first["count"], len(first["results"]), len(second["results"]), second["next"]) == (21, 20, 1, None)
    assert client.get(reverse(f"pages:{name}_json"), {"trang": "3"}).status_code == 404


@pytest.mark.parametrize("count", [1, 6])
@pytest.mark.parametrize(("name", "most"), [("clusters", 8), ("units", 9), ("awards", 8), ("pacts", 15)])
def test_queries_do_not_grow_with_the_rows(client, django_assert_max_num_queries, name, most, count):
    for _n in range(count):
        pact = PactFactory(signed=True, conference=ConferenceFactory())
        unit = MembershipFactory(cluster_year=pact.cluster_year).unit
        pact.cluster_year.cluster.predecessors.add(ClusterFactory(organiser=unit, place=UnitFactory(place=unit)))
        UnitNameFactory(former=True, unit=unit)
        SuccessionFactory(predecessor=unit)
        AwardFactory(presented_at=pact.conference, unit=unit, type=AwardTypeFactory())

    with django_assert_max_num_queries(most):
        assert len(results(client, name)) >= count
