"""What a mandate gives, and what it does not: for whom, for which years, on which days."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from clusters.models import Cluster, ClusterYear
from clusters.permissions import acts_for_year, can_add_cluster, can_add_year, can_use_desk, organises_cluster
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2021, 3, 1)


def kept(user, day=TODAY):
    return sorted(year.year for year in ClusterYear.objects.kept_by(user, day))


@pytest.fixture
def cluster():
    cluster = ClusterFactory(organiser=UnitFactory())
    for year in (2020, 2021, 2022, 2023):
        ClusterYearFactory(cluster=cluster, year=year)
    return cluster


@pytest.mark.parametrize(
    ("first_year", "last_year", "years"),
    [(2021, None, [2021, 2022, 2023]), (2021, 2022, [2021, 2022]), (2024, None, [])],
)
def test_a_clusters_secretariat_keeps_the_years_its_mandate_names(cluster, first_year, last_year, years):
    mandate = MandateFactory(cluster=cluster, first_year=first_year, last_year=last_year)

    assert kept(mandate.user) == years


def test_a_clusters_secretariat_keeps_no_other_cluster(cluster):
    mandate = MandateFactory()

    assert kept(mandate.user) == []


def test_an_organisers_secretariat_keeps_every_year_of_its_clusters(cluster):
    mandate = MandateFactory(organiser=True, unit=cluster.organiser)
    ClusterYearFactory(cluster=ClusterFactory(organiser=UnitFactory()))

    assert kept(mandate.user) == [2020, 2021, 2022, 2023]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "holds"),
    [
        (TODAY, TODAY, True),
        (TODAY, None, True),
        (TODAY + datetime.timedelta(days=1), None, False),
        (datetime.date(2020, 1, 1), TODAY - datetime.timedelta(days=1), False),
    ],
)
def test_a_mandate_holds_from_its_first_to_its_last_day(cluster, starts_on, ends_on, holds):
    mandate = MandateFactory(cluster=cluster, starts_on=starts_on, ends_on=ends_on)

    assert bool(kept(mandate.user)) == holds


def test_a_member_units_person_keeps_no_year(cluster):
    mandate = MandateFactory(member=True, unit=cluster.organiser)

    assert kept(mandate.user) == []
    assert not can_use_desk(mandate.user)


@pytest.mark.parametrize("user", [AnonymousUser, UserFactory, lambda: UserFactory(admin=True)])
def test_a_missing_mandate_never_means_everything(cluster, user):
    user, year = user(), cluster.years.first()

    assert kept(user) == []
    assert not any(
        [
            can_use_desk(user),
            can_add_cluster(user),
            can_add_year(user, cluster),
            acts_for_year(user, year),
            organises_cluster(user, cluster),
        ]
    )


def test_several_mandates_add_up_and_no_year_is_told_twice(cluster):
    first = MandateFactory(cluster=cluster, first_year=2020, last_year=2021)
    MandateFactory(user=first.user, cluster=cluster, first_year=2021, last_year=2022)
    MandateFactory(user=first.user, organiser=True, unit=cluster.organiser)

    assert kept(first.user) == [2020, 2021, 2022, 2023]
    assert list(Cluster.objects.kept_by(first.user)) == [cluster]


def test_only_an_organisers_secretariat_opens_clusters_and_years(cluster):
    organiser = MandateFactory(organiser=True, unit=cluster.organiser).user
    secretariat = MandateFactory(cluster=cluster).user

    assert [can_add_cluster(organiser), can_add_year(organiser, cluster)] == [True, True]
    assert [can_add_cluster(secretariat), can_add_year(secretariat, cluster)] == [False, False]
    assert can_use_desk(secretariat)


def test_today_is_the_day_in_vietnam(cluster, monkeypatch):
    mandate = MandateFactory(cluster=cluster, starts_on=datetime.date(2026, 1, 1))
    monkeypatch.setattr(timezone, "now", lambda: datetime.datetime(2025, 12, 31, 18, tzinfo=datetime.UTC))

    assert ClusterYear.objects.kept_by(mandate.user).exists()
