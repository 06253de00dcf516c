"""Rosters of a cluster side by side: joined, left, renamed, succeeded, leaders, unknown."""

import pytest

from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    MembershipFactory,
    PactFactory,
    SuccessionFactory,
    UnitFactory,
    UnitNameFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_drawn_anew")]


@pytest.fixture
def cluster():
    return ClusterFactory()


def year_with(cluster, number, *units, leader=None, **fields):
    year = ClusterYearFactory(cluster=cluster, year=number, **fields)
    for unit in units:
        MembershipFactory(cluster_year=year, unit=unit, role="leader" if unit == leader else "member", basis="listed")
    return year


def change(client, cluster):
    """Return the change of the newest year, reduced to names."""
    found = client.get(cluster.get_absolute_url()).context["years"][0].change
    names = {part: found_in and [name for _unit, name in found_in] for part, found_in in parts_of(found)}
    return names | {"renamed": [row[1:] for row in found.renamed]}


def parts_of(found):
    return [("joined", found.joined), ("left", found.left)]


def text_of(response):
    return " ".join(response.content.decode().split())


def named(*names):
    return [UnitFactory(name=name) for name in names]


def test_who_joined_and_who_left_is_told_against_the_year_before(client, cluster):
    stays, goes, comes = named("Sở A", "Sở B", "Sở C")
    year_with(cluster, 2019, stays, goes)
    year_with(cluster, 2021, stays, comes)

    text = text_of(client.get(cluster.get_absolute_url()))

    assert change(client, cluster) == {"joined": ["Sở C"], "left": ["Sở B"], "renamed": []}
    assert "So với năm 2019:" in text


def test_the_first_year_is_held_against_nothing(client, cluster):
    year_with(cluster, 2021, UnitFactory())

    response = client.get(cluster.get_absolute_url())

    assert response.context["years"][0].change is None
    assert response.context["lines"] == []


def test_the_same_units_are_said_to_be_the_same(client, cluster):
    units = named("Sở A", "Sở B")
    year_with(cluster, 2020, *units)
    year_with(cluster, 2021, *units)

    assert "không thay đổi đơn vị" in text_of(client.get(cluster.get_absolute_url()))


@pytest.mark.parametrize(
    ("before", "after", "joined", "left"),
    [
        ({"stated_units": 9}, {}, None, ["Sở A"]),
        ({}, {"stated_units": 9}, ["Sở B"], None),
        ({"stated_units": 9}, {"stated_units": 9}, None, None),
        ({"stated_units": 1}, {"stated_units": 1}, ["Sở B"], ["Sở A"]),
    ],
)
def test_an_incomplete_roster_proves_nobodys_absence(client, cluster, before, after, joined, left):
    year_with(cluster, 2020, *named("Sở A"), **before)
    year_with(cluster, 2021, *named("Sở B"), **after)

    found = change(client, cluster)

    assert (found["joined"], found["left"]) == (joined, left)
    says_so = "chưa thể nói hết" in text_of(client.get(cluster.get_absolute_url()))
    assert says_so == (None in (joined, left))


def test_a_unit_that_was_taken_over_neither_left_nor_joined(client, cluster):
    old, other, new = named("Ban Dân tộc", "Sở Kế hoạch", "Sở Dân tộc")
    heir = UnitFactory(name="Sở Tài chính")
    SuccessionFactory(predecessor=old, successor=new)
    SuccessionFactory(predecessor=other, successor=heir)
    year_with(cluster, 2024, old, other, heir)
    year_with(cluster, 2025, new, heir)

    found = client.get(cluster.get_absolute_url()).context["years"][0].change

    assert (found.joined, found.left) == ([], [])
    assert [(name, [heir[1] for heir in heirs]) for _unit, name, heirs in found.taken_over] == [
        ("Ban Dân tộc", ["Sở Dân tộc"]),
        ("Sở Kế hoạch", ["Sở Tài chính"]),
    ]


def test_a_unit_is_called_as_it_was_in_each_year(client, cluster):
    unit = UnitFactory(name="Sở Xây dựng")
    UnitNameFactory(unit=unit, former=True, name="Sở Giao thông vận tải")
    year_with(cluster, 2021, unit)
    year_with(cluster, 2025, unit)

    assert change(client, cluster)["renamed"] == [("Sở Giao thông vận tải", "Sở Xây dựng")]
    assert [line.name for line in client.get(cluster.get_absolute_url()).context["lines"]] == ["Sở Xây dựng"]


def test_the_lead_that_passes_on_is_told_and_one_that_stays_is_not(client, cluster):
    one, two = named("Sở A", "Sở B")
    for number, leader in ((2019, one), (2020, two), (2021, two), (2022, None)):
        year_with(cluster, number, one, two, leader=leader)

    years = client.get(cluster.get_absolute_url()).context["years"]

    assert [year.change.leaders for year in years[:3]] == [None, None, ((one, "Sở A"), (two, "Sở B"))]


def test_the_table_has_a_line_for_each_unit_and_a_column_for_each_year(client, cluster):
    leads, joins, leaves = named("Sở A", "Sở B", "Sở C")
    year_with(cluster, 2019, leads, stated_units=5)
    year_with(cluster, 2020, leads, leaves, leader=leads)
    last = year_with(cluster, 2021, joins, leads, leader=joins)
    MembershipFactory(cluster_year=last, unit=leaves, left_on="2021-06", basis="listed")

    context = client.get(cluster.get_absolute_url()).context

    assert [year.year for year in context["shown"]] == [2019, 2020, 2021]
    assert {line.name: [what for what, _row in line.cells] for line in context["lines"]} == {
        "Sở B": ["unknown", "absent", "leader"],
        "Sở A": ["member", "leader", "member"],
        "Sở C": ["unknown", "member", "left"],
    }


def test_the_table_says_every_mark_in_words(client, cluster):
    one, two = named("Sở A", "Sở B")
    year_with(cluster, 2019, one, stated_units=5)
    year_with(cluster, 2020, one, leader=one)
    year_with(cluster, 2021, one, two)

    table = text_of(client.get(cluster.get_absolute_url())).split("<table")[1].split("</table")[0]

    assert '<th scope="row">' in table
    assert '<th scope="col">2020</th>' in table
    for words in ("Trưởng", "thành viên", "không có trong danh sách", "chưa rõ"):
        assert words in table


def test_a_roster_nobody_may_read_is_in_no_comparison(client, cluster):
    year_with(cluster, 2020, *named("Sở A"))
    year_with(cluster, 2021, *named("Sở B"))
    secret = PactFactory(circulated=True, cluster_year=year_with(cluster, 2022, *named("Sở Bí mật")))
    PactFactory(withdrawn=True, cluster_year=year_with(cluster, 2023, *named("Sở Bí mật khác")))

    response = client.get(cluster.get_absolute_url())

    assert [year.year for year in response.context["years"]] == [2021, 2020]
    assert "Bí mật" not in text_of(response)
    assert secret.get_absolute_url() not in text_of(response)


@pytest.mark.parametrize("count", [2, 12])
def test_the_query_count_does_not_grow_with_years_and_units(client, django_assert_max_num_queries, cluster, count):
    units = [UnitFactory() for _number in range(count)]
    for number in range(count):
        year = year_with(cluster, 2010 + number, *units[number:], leader=units[-1])
        PactFactory(signed=True, cluster_year=year)
    SuccessionFactory(predecessor=units[0], successor=units[1])

    with django_assert_max_num_queries(10):
        response = client.get(cluster.get_absolute_url())

    assert len(response.context["shown"]) == min(count, 8)
