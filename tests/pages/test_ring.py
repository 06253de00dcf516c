"""The segments of the ring for different rosters."""

import pytest
from django.utils import translation

from clusters.models import Membership
from pactsite.pages.ring import MAX_SEGMENTS, draw, ring_of, rings_of
from tests.factories import ClusterYearFactory, MembershipFactory

LISTED, HOST, INFERRED, RECORDED = "listed", "host", "inferred", "recorded"


def roster(*rows):
    return [(role, basis, False) for role, basis in rows]


def kinds(ring):
    return [segment.kind for segment in ring.segments]


def test_ring_leader_first_then_deputies_then_members():
    ring = draw(roster(("member", LISTED), ("deputy", LISTED), ("leader", LISTED)), stated=3)

    assert kinds(ring) == ["leader", "deputy", "member"]
    assert not ring.differs


def test_ring_counted_units_without_a_name_are_thin_outlines():
    ring = draw(roster(("leader", LISTED)), stated=4)

    assert kinds(ring) == ["leader", "unnamed", "unnamed", "unnamed"]
    assert (ring.total, ring.listed) == (4, 1)


def test_ring_inferred_unit_is_drawn_but_not_counted_as_listed():
    ring = draw(roster(("leader", HOST), *[("member", LISTED)] * 9, ("member", INFERRED)), stated=11)

    assert kinds(ring) == ["leader"] + ["member"] * 9 + ["inferred"]
    assert (ring.total, ring.listed) == (11, 10)


def test_ring_more_units_listed_than_stated_draws_them_all():
    ring = draw(roster(*[("member", LISTED)] * 10), stated=9)

    assert len(ring.segments) == 10
    assert ring.differs


@pytest.mark.parametrize("rows", [[], [("leader", HOST)], [("member", INFERRED)]])
def test_ring_unknown_number_is_no_ring(rows):
    assert draw(roster(*rows)) is None


def test_ring_recorded_roster_gives_its_own_number():
    assert draw(roster(("leader", RECORDED), ("member", RECORDED))).total == 2


def test_ring_stated_number_besides_leaders_adds_them():
    ring = draw(roster(("leader", LISTED), ("deputy", LISTED)), stated=7, besides_leaders=True)

    assert ring.total == 9


def test_ring_role_that_was_only_concluded_has_no_colour():
    assert kinds(draw([("leader", LISTED, True)], stated=1)) == ["member"]


@pytest.mark.parametrize("count", [1, 2, 30, MAX_SEGMENTS])
def test_ring_segments_are_closed_outlines_of_their_own(count):
    paths = [segment.path for segment in draw([], stated=count).segments]

    assert len(set(paths)) == count
    assert all(path.startswith("M") and path.endswith("Z") and "e-" not in path for path in paths)


def test_ring_of_a_single_unit_takes_the_long_way_round():
    assert "A48 48 0 1 1" in draw([], stated=1).segments[0].path


def test_ring_too_many_units_to_see_leaves_the_number():
    ring = draw([], stated=MAX_SEGMENTS + 1)

    assert ring.segments == []
    assert ring.total == MAX_SEGMENTS + 1


def test_ring_says_the_same_in_words():
    with translation.override("vi"):
        sentence = draw(roster(("leader", HOST), ("member", LISTED), ("member", INFERRED)), stated=4).sentence

    assert sentence == (
        "Tất cả có 4 đơn vị. Đơn vị trưởng tô đỏ. 1 đơn vị thành viên tô xám. "
        "1 đơn vị suy ra, viền nét đứt. 1 đơn vị được tính nhưng không nêu tên, viền mảnh."
    )


@pytest.mark.django_db
def test_ring_of_year_leaves_out_units_that_left():
    year = ClusterYearFactory()
    MembershipFactory(cluster_year=year, leader=True)
    MembershipFactory(cluster_year=year, left_on="2021-06", role=Membership.Role.MEMBER)

    assert kinds(ring_of(year)) == ["leader"]


@pytest.mark.django_db
def test_rings_of_many_years_are_those_of_each(django_assert_num_queries):
    years = [ClusterYearFactory(), ClusterYearFactory(stated_units=3), ClusterYearFactory()]
    MembershipFactory(cluster_year=years[0], role="leader", basis=LISTED)
    MembershipFactory(cluster_year=years[1], role="leader", basis=LISTED, inferred={"role": "first of the list"})
    MembershipFactory(cluster_year=years[1], basis=LISTED, left_on="2021-06")

    with django_assert_num_queries(1):
        found = rings_of(years)

    assert found == {year.pk: ring_of(year) for year in years}
    assert [ring and ring.kinds for ring in found.values()] == [("leader",), ("member", "unnamed", "unnamed"), None]


def test_ring_outlines_hold_every_segment():
    ring = draw(roster(("leader", LISTED), ("member", LISTED), ("member", LISTED)))

    assert list(ring.outlines) == ["leader", "member"]
    assert "".join(ring.outlines.values()) == "".join(segment.path for segment in ring.segments)
