"""Clusters and blocs, their years and rosters: what the articles and the decisions really hold."""

import datetime

import pytest
from django.utils.translation import override

from clusters.models import Cluster, ClusterYear, Membership
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    DocumentFactory,
    MembershipFactory,
    PactFactory,
    SourceFactory,
    UnitFactory,
)
from tests.rules import needed, sentences

pytestmark = pytest.mark.django_db

# --- What a year is -----------------------------------------------------------------------------


def test_a_school_year_has_its_own_label_and_days_in_two_calendar_years():
    year = ClusterYearFactory(
        label="Năm học 2013-2014",
        year=2013,
        first_day=datetime.date(2013, 9, 5),
        last_day=datetime.date(2014, 5, 31),
    )

    assert sentences(year) == {}
    assert (year.slug, year.display_label) == ("nam-hoc-2013-2014", "Năm học 2013-2014")


def test_a_bare_year_is_called_a_year_in_a_heading():
    with override("en"):
        assert ClusterYearFactory(year=2021).display_label == "Year 2021"


def test_2025_may_have_two_parts_each_with_a_pact_of_its_own():
    cluster = ClusterFactory()
    first = ClusterYearFactory(
        cluster=cluster, year=2025, label="6 tháng đầu năm 2025", last_day=datetime.date(2025, 6, 30)
    )
    second = ClusterYearFactory(
        cluster=cluster, year=2025, label="6 tháng cuối năm 2025", first_day=datetime.date(2025, 7, 1)
    )
    pacts = [PactFactory(cluster_year=year) for year in (first, second)]

    assert [sentences(row) for row in (first, second, *pacts)] == [{}] * 4
    assert [year.pact for year in cluster.years.order_by("pk")] == pacts


def test_a_cluster_keeps_its_name_and_kind_but_for_the_years_in_which_they_differed():
    cluster = ClusterFactory(name="Cụm thi đua các huyện, thành phố, thị xã", kind="cum")
    then = ClusterYearFactory(cluster=cluster, year=2014, name="Khối các huyện, thành phố, thị xã", kind="khoi")
    now = ClusterYearFactory(cluster=cluster, year=2021)

    assert (then.display_name, then.display_kind) == ("Khối các huyện, thành phố, thị xã", "khoi")
    assert (now.display_name, now.display_kind) == ("Cụm thi đua các huyện, thành phố, thị xã", "cum")
    assert str(now) == "Cụm thi đua các huyện, thành phố, thị xã, 2021"


def test_a_year_is_found_by_every_form_of_the_name_met_in_it():
    year = ClusterYearFactory(as_written=["KHỐI TỔNG HỢP", "khối thi đua tổng hợp"])

    assert list(ClusterYear.objects.matching("thi dua tong hop")) == [year]


def test_only_cluster_label_address_and_year_of_a_year_must_be_known():
    assert needed(ClusterYear) == ["cluster", "label", "slug", "year"]


def test_one_year_may_rest_on_several_sources_and_a_division_decision():
    year = ClusterYearFactory(division=DocumentFactory(kind="division_decision", number="12/QĐ-UBND"))
    sources = SourceFactory.create_batch(2)

    year.sources.set(sources)

    assert sentences(year) == {}
    assert list(sources[1].cluster_years.all()) == [year]


def test_a_cluster_drawn_anew_names_those_it_came_from():
    before = ClusterFactory.create_batch(2, ended_on="2025-06-30")
    cluster = ClusterFactory()

    cluster.predecessors.set(before)

    assert list(before[0].successors.all()) == [cluster]
    assert list(before[0].predecessors.all()) == []


# --- Who belongs to it --------------------------------------------------------------------------


@pytest.mark.parametrize("counts_leaders", [True, False, None])
def test_the_stated_number_of_units_stands_beside_those_listed_and_need_not_agree(counts_leaders):
    year = ClusterYearFactory(
        stated_units=11, stated_units_as_written="11 xã (bằng chữ: mười một)", counts_leaders=counts_leaders
    )
    MembershipFactory.create_batch(9, cluster_year=year, basis="listed")
    MembershipFactory(cluster_year=year, basis="host")

    assert sentences(year) == {}
    assert (year.stated_units, year.memberships.count()) == (11, 10)


def test_a_roster_names_the_leader_first_then_the_deputies_then_the_rest_as_listed():
    year = ClusterYearFactory()
    rows = [
        MembershipFactory(cluster_year=year, position=position, role=role)
        for position, role in enumerate(["member", "deputy", "leader", "deputy", "member"])
    ]

    assert year.roster == [rows[2], rows[1], rows[3], rows[0], rows[4]]


def test_a_cluster_may_have_several_deputies():
    year = ClusterYearFactory()
    deputies = MembershipFactory.create_batch(3, cluster_year=year, deputy=True)
    rows = [MembershipFactory(cluster_year=year, leader=True), *deputies]

    assert [sentences(row) for row in rows] == [{}] * 4


def test_a_leader_that_left_in_mid_year_makes_way_for_a_new_one():
    year = ClusterYearFactory()
    old = MembershipFactory(cluster_year=year, leader=True, left_on="2021-06-30", left_reason="Sáp nhập.")
    new = MembershipFactory(cluster_year=year, leader=True, joined_on="2021-07-01")

    assert sentences(old) == sentences(new) == {}


def test_a_leader_that_left_does_not_come_back_while_another_leads():
    year = ClusterYearFactory()
    old = MembershipFactory(cluster_year=year, leader=True, left_on="2021-06-30")
    MembershipFactory(cluster_year=year, leader=True)

    old.left_on = None

    assert sentences(old) == {"__all__": ["The cluster already has a leader unit that year."]}


def test_the_person_who_leads_stands_on_the_unit_that_leads():
    row = MembershipFactory(
        leader=True, head_name="Phạm Quang Anh", head_title="Chủ tịch UBND huyện", role_basis="Hội nghị bầu"
    )

    assert sentences(row) == {}
    assert str(row).startswith(row.unit.name)


def test_one_unit_belongs_to_the_clusters_of_two_organisers_in_one_year():
    unit, organisers = UnitFactory(), UnitFactory.create_batch(2)
    rows = [MembershipFactory(unit=unit, cluster_year__cluster__organiser=organiser) for organiser in organisers]

    assert [sentences(row) for row in rows] == [{}, {}]
    assert [row.cluster_year.cluster.organiser for row in unit.memberships.order_by("pk")] == organisers


def test_two_clusters_of_one_organiser_may_hold_a_unit_in_one_year_since_that_is_only_a_warning():
    unit, organiser = UnitFactory(), UnitFactory()
    rows = [MembershipFactory(unit=unit, cluster_year__cluster__organiser=organiser) for _ in range(2)]

    assert [sentences(row) for row in rows] == [{}, {}]


def test_the_units_of_a_cluster_may_lie_in_several_provinces():
    year = ClusterYearFactory(cluster__level="central")
    provinces = [UnitFactory(kind="province", name=name) for name in ("Tỉnh Bắc Kạn", "Tỉnh Hòa Bình", "Tỉnh Yên Bái")]
    for province in provinces:
        MembershipFactory(cluster_year=year, unit=UnitFactory(place=province))

    assert [row.unit.province for row in year.roster] == provinces
    assert year.cluster.place is None


def test_the_years_of_a_unit_are_told_newest_first_and_by_the_names_of_the_clusters():
    unit = UnitFactory()
    for name, year in [("Cụm 10", 2020), ("Cụm 2", 2020), ("Cụm 10", 2021)]:
        MembershipFactory(unit=unit, cluster_year__cluster__name=name, cluster_year__year=year)

    told = [str(row.cluster_year) for row in Membership.objects.newest_first()]

    assert told == ["Cụm 10, 2021", "Cụm 2, 2020", "Cụm 10, 2020"]


# --- Not stated, none, a value ------------------------------------------------------------------


def test_a_year_says_of_its_deputy_nothing_or_that_there_is_none():
    silent, none = ClusterYearFactory(), ClusterYearFactory(known_none=["deputy"])

    assert sentences(silent) == sentences(none) == {}
    assert (silent.is_none("deputy"), none.is_none("deputy"), none.is_none("leader")) == (False, True, False)


@pytest.mark.parametrize(("part", "label"), [("leader", "leader unit"), ("deputy", "deputy unit")])
def test_a_role_said_to_be_none_is_refused_while_the_roster_names_one(part, label):
    year = MembershipFactory(role=part).cluster_year
    year.known_none = [part]

    assert sentences(year) == {"known_none": [f"“{label}” is said to be none, and the roster names one."]}


def test_a_cluster_is_found_by_its_name_and_called_by_it():
    cluster = ClusterFactory(name="Cụm thi đua số 6")
    ClusterFactory(name="Khối thi đua số 6")

    assert [str(found) for found in Cluster.objects.matching("so 6 cum")] == [str(cluster)] == ["Cụm thi đua số 6"]
