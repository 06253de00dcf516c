"""The lists and pages of units and clusters."""

import pytest
from django.urls import reverse

from tests.factories import (
    AwardFactory,
    ClusterFactory,
    ClusterYearFactory,
    MembershipFactory,
    PactFactory,
    SuccessionFactory,
    UnitFactory,
    UnitNameFactory,
)

pytestmark = pytest.mark.django_db


def names(response):
    return [row.name for row in response.context["page"]]


@pytest.mark.parametrize("years", [1, 3, 10])
def test_unit_query_count_does_not_grow(client, django_assert_max_num_queries, years):
    unit = UnitFactory(place=UnitFactory(kind="province"))
    SuccessionFactory(predecessor=unit)
    SuccessionFactory(successor=unit)
    UnitNameFactory(unit=unit, former=True)
    for year in range(years):
        pact = PactFactory(signed=True, cluster_year__year=2010 + year, cluster_year__cluster__place=UnitFactory())
        MembershipFactory(unit=unit, cluster_year=pact.cluster_year)
        AwardFactory(unit=unit, merit_year=2010 + year)

    with django_assert_max_num_queries(8):
        response = client.get(unit.get_absolute_url())

    years_shown = [row.cluster_year.year for year in response.context["timeline"] for row in year.memberships]
    assert years_shown == list(range(2009 + years, 2009, -1))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["pages:units", "pages:clusters"])
def test_index_query_count_does_not_grow(client, django_assert_max_num_queries, name, count):
    place = UnitFactory(kind="province")
    for year in range(count):
        PactFactory(signed=True, cluster_year__year=2010 + year, cluster_year__cluster__place=place)
        UnitNameFactory(former=True)

    with django_assert_max_num_queries(6):
        response = client.get(reverse(name))

    assert len(response.context["page"]) == {"pages:units": count + 1, "pages:clusters": count}[name]


@pytest.mark.parametrize("years", [1, 3])
def test_cluster_query_count_does_not_grow(client, django_assert_max_num_queries, years):
    cluster = ClusterFactory()
    for year in range(years):
        row = PactFactory(signed=True, cluster_year__cluster=cluster, cluster_year__year=2010 + year).cluster_year
        MembershipFactory(cluster_year=row, leader=True)

    with django_assert_max_num_queries(10):
        response = client.get(cluster.get_absolute_url())

    assert [row.year for row in response.context["years"]] == list(range(2009 + years, 2009, -1))


def test_a_year_without_a_pact_shows_the_roster_a_decision_made(client):
    member = MembershipFactory(unit__name="Sở Nội vụ")

    text = client.get(member.cluster_year.cluster.get_absolute_url()).content.decode()

    assert "Sở Nội vụ" in text
    assert "Chưa có giao ước nào được ghi cho năm này." in text


@pytest.mark.parametrize("traits", [{}, {"circulated": True}, {"withdrawn": True}])
def test_a_roster_written_by_a_draft_or_a_withdrawn_pact_is_nobodys(client, traits):
    pact = PactFactory(theme="Điều bí mật", **traits)
    member = MembershipFactory(cluster_year=pact.cluster_year, unit__name="Sở Nội vụ")

    text = client.get(pact.cluster_year.cluster.get_absolute_url()).content.decode()

    assert "Sở Nội vụ" not in text
    assert "bí mật" not in text
    assert pact.get_absolute_url() not in text
    assert pact.get_absolute_url() not in client.get(member.unit.get_absolute_url()).content.decode()
    assert pact.get_absolute_url() not in client.get(reverse("pages:clusters")).content.decode()


def test_units_are_found_by_a_former_name_without_accents(client):
    unit = UnitFactory(name="Thành phố Huế")
    UnitNameFactory(unit=unit, former=True, name="Tỉnh Thừa Thiên Huế")
    UnitFactory(name="Tỉnh Bắc Ninh")

    assert names(client.get(reverse("pages:units"), {"q": "thua thien"})) == ["Thành phố Huế"]


def test_units_stand_in_the_order_of_the_alphabet(client):
    for name in ("Đà Nẵng", "An Giang", "Dĩ An"):
        UnitFactory(name=name)

    assert names(client.get(reverse("pages:units"))) == ["An Giang", "Dĩ An", "Đà Nẵng"]


def test_clusters_are_found_without_accents(client):
    ClusterFactory(name="Khối Tổng hợp")
    ClusterFactory(name="Cụm số 1")

    assert names(client.get(reverse("pages:clusters"), {"q": "tong hop"})) == ["Khối Tổng hợp"]


def test_unit_shows_whence_it_came_and_where_it_went(client):
    unit = UnitFactory(name="Xã Đồng Liên", ended_on="2025-07-01", end_reason="merged")
    SuccessionFactory(predecessor=unit, successor__name="Phường Gia Sàng", on="2025-07-01")
    SuccessionFactory(successor=unit, predecessor__name="Xã Cũ")

    text = " ".join(client.get(unit.get_absolute_url()).content.decode().split())

    assert "Đơn vị kế thừa" in text
    assert "Phường Gia Sàng" in text
    assert "Xã Cũ" in text
    assert "01/07/2025" in text


def test_unit_was_called_otherwise_in_its_early_years(client):
    unit = UnitFactory(name="Sở Xây dựng")
    UnitNameFactory(unit=unit, former=True, name="Sở Giao thông vận tải")
    MembershipFactory(unit=unit, cluster_year=ClusterYearFactory(year=2021))

    assert "tên khi đó: Sở Giao thông vận tải" in client.get(unit.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ["pages:units", "pages:clusters"])
@pytest.mark.parametrize("params", [{"trang": "x"}, {"q": "x" * 201}])
def test_index_wrong_question_says_so_and_shows_no_rows(client, name, params):
    UnitFactory()
    ClusterFactory()

    response = client.get(reverse(name), params)

    assert response.status_code == 200
    assert list(response.context["page"]) == []
    assert response.context["filters"].problems


@pytest.mark.parametrize("name", ["pages:units", "pages:clusters"])
def test_index_page_past_the_end_is_not_there(client, name):
    assert client.get(reverse(name), {"trang": "2"}).status_code == 404


@pytest.mark.parametrize("address", ["/don-vi/khong-co/", "/cum-khoi/khong-co/"])
def test_nobody_of_that_name_is_not_there(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("traits", "is_listed"), [({}, False), ({"signed": True}, True)], ids=["draft", "signed"])
def test_a_unit_entered_for_a_draft_and_not_checked_is_part_of_that_draft(client, traits, is_listed):
    unit = UnitFactory(name="Ban mới lập", checked=False)
    MembershipFactory(unit=unit, cluster_year=PactFactory(**traits).cluster_year)

    listed = names(client.get(reverse("pages:units"), {"q": "ban moi lap"}))

    assert listed == (["Ban mới lập"] if is_listed else [])
    assert client.get(unit.get_absolute_url()).status_code == (200 if is_listed else 404)
