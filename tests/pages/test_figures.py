"""The statistics of the register, and the bars of their charts."""

import re
from itertools import pairwise

import pytest
from django.urls import reverse

from pactsite.pages.charts import MAX_BARS, WIDTH, chart_of_sizes, chart_of_years
from pactsite.pages.figures import figures
from tests.factories import (
    AwardFactory,
    ClusterFactory,
    ClusterYearFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
)

HOME = reverse("pages:home")


def pact_with(units=0, cluster=None, year=2021, basis="listed", **year_fields):
    row = ClusterYearFactory(cluster=cluster or ClusterFactory(), year=year, **year_fields)
    pact = PactFactory(signed=True, cluster_year=row)
    for _number in range(units):
        MembershipFactory(cluster_year=row, basis=basis)
    return pact


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 1, 3])
def test_all_figures_are_one_query(django_assert_num_queries, count):
    for number in range(count):
        pact_with(2, year=2019 + number)
        AwardFactory(granted_count=2, merit_year=2019 + number)

    with django_assert_num_queries(1):
        found = figures()

    assert (found.pacts, found.clusters, found.awards) == (count, count, 2 * count)


@pytest.mark.django_db
def test_a_cluster_counts_once_in_the_year_of_its_newest_public_pact():
    cluster = ClusterFactory()
    pact_with(2, cluster, 2020)
    pact_with(3, cluster, 2021)
    PactFactory(circulated=True, cluster_year__cluster=cluster, cluster_year__year=2022, cluster_year__stated_units=9)
    PactFactory(withdrawn=True, cluster_year__cluster=cluster, cluster_year__year=2023, cluster_year__stated_units=8)

    assert figures().clusters_by_size == {3: 1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "units", "basis", "size"),
    [
        ({"stated_units": 11}, 2, "listed", 11),
        ({"stated_units": 11, "counts_leaders": True}, 2, "listed", 11),
        ({"stated_units": 11, "counts_leaders": False}, 2, "listed", 12),
        ({}, 2, "listed", 2),
        ({}, 2, "recorded", 2),
        ({}, 2, "host", None),
        ({}, 2, "inferred", None),
        ({}, 0, "listed", None),
    ],
)
def test_the_size_of_a_cluster_is_that_of_its_ring(client, year, units, basis, size):
    pact = pact_with(units, basis=basis, **year)
    MembershipFactory(cluster_year=pact.cluster_year, left_on="2021-06", basis="listed", role="deputy")
    if "counts_leaders" in year:
        MembershipFactory(cluster_year=pact.cluster_year, leader=True, basis="inferred")

    ring = client.get(reverse("pages:pacts")).context["pacts"][0].ring

    assert figures().clusters_by_size == {size: 1}
    assert (ring and ring.total) == size


@pytest.mark.django_db
def test_awards_are_counted_by_year_of_merit():
    AwardFactory(granted_count=3, merit_year=2020)
    AwardFactory(unit=UnitFactory(), merit_year=2020)
    AwardFactory(granted_count=2)
    AwardFactory(granted_count=5, merit_year=2020, state="proposed")
    AwardFactory(granted_count=5, merit_year=2020, state="revoked", state_reason="Sai")
    AwardFactory(merit_year=2019)

    assert figures().awards_by_year == {2020: 4, None: 2}


@pytest.mark.django_db
def test_the_first_page_draws_the_figures_and_has_them_as_tables(client):
    pact_with(11, year=2019)
    pact_with(3, year=2021)

    response = client.get(HOME)

    text = " ".join(response.content.decode().split())
    assert '<desc id="ve-giao-uoc-so">2019: 1; 2020: 0; 2021: 1</desc>' in text
    assert '<th scope="row"><a href="/giao-uoc/?nam=2021">2021</a></th><td>1</td>' in text
    assert '<th scope="row">11–15</th><td>1</td>' in text
    assert re.search(r"\sstyle=", text) is None


@pytest.mark.django_db
def test_nothing_is_drawn_of_an_empty_register(client):
    assert '<svg viewBox="0 0 340' not in client.get(HOME).content.decode()


# --- Columns ----------------------------------------------------------------------------------


def test_years_without_any_have_a_place_and_no_column():
    chart = chart_of_years("Giao ước", {2021: 4, 2019: 2}, "")

    assert [(bar.below, bar.above, bar.height) for bar in chart.bars] == [
        ("2019", "2", "55"),
        ("2020", "0", "0"),
        ("2021", "4", "110"),
    ]
    assert [row.label for row in chart.rows] == ["2021", "2019"]
    assert chart.total.number == 6


def test_one_year_is_one_column_and_not_a_wall():
    chart = chart_of_years("Giao ước", {2021: 1}, "")

    assert len(chart.bars) == 1
    assert float(chart.bars[0].width) < WIDTH / 4


def test_no_number_is_no_chart():
    assert chart_of_years("Giao ước", {}, "") is None
    assert chart_of_sizes("Cụm", {}) is None


def test_an_unknown_year_is_in_the_table_alone():
    chart = chart_of_years("Khen thưởng", {None: 3}, "Chưa rõ năm")

    assert chart.bars == []
    assert [(row.label, row.number) for row in chart.rows] == [("Chưa rõ năm", 3)]
    assert not chart.is_cut


def test_many_years_are_drawn_from_the_last_and_all_in_the_table():
    chart = chart_of_years("Giao ước", {year: year % 7 for year in range(2060, 1990, -1)}, "")

    assert [row.key for row in chart.drawn] == list(range(2061 - MAX_BARS, 2061))
    assert len(chart.rows) == 70
    assert chart.is_cut
    assert all(float(bar.x) + float(bar.width) <= WIDTH for bar in chart.bars)
    words = [float(bar.middle) for bar in chart.bars if bar.below]
    assert min(after - before for before, after in pairwise(words)) > 4 * 9
    assert chart.bars[-1].below == "2060"


def test_long_numbers_that_would_touch_are_left_to_the_highest_and_the_last():
    chart = chart_of_years("Khen thưởng", {2000 + year: 12345 if year == 3 else 1000 for year in range(20)}, "")

    assert [bar.above for bar in chart.bars if bar.above] == ["12.345", "1.000"]


def test_sizes_are_put_together_and_the_unknown_stands_last():
    chart = chart_of_sizes("Cụm", {0: 1, 5: 1, 6: 2, 31: 1, 63: 1, None: 4})

    assert [(row.label, row.number) for row in chart.rows] == [
        ("≤ 5", 2),
        ("6–10", 2),
        ("11–15", 0),
        ("16–20", 0),
        ("21–30", 0),
        ("> 30", 2),
        ("Chưa rõ", 4),
    ]
    assert len(chart.bars) == 6
