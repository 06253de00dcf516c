"""Editing memberships on the admin page of a year: swapped roles, duplicates and invalid input."""

import pytest
from django.utils.translation import gettext as _

from clusters.models import ClusterYear, Membership
from tests.admin import address, errors_of, sentence_of, typed
from tests.factories import ClusterFactory, ClusterYearFactory, MembershipFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
LEADER, MEMBER = Membership.Role.LEADER, Membership.Role.MEMBER


@pytest.fixture(autouse=True)
def administrator(client):
    client.force_login(UserFactory(admin=True))


@pytest.fixture
def year():
    return ClusterYearFactory()


@pytest.fixture
def send(client, year):
    """Submit the page of the year with some values changed and return the response."""
    url = address(ClusterYear, "change", year.pk)
    return lambda **changes: client.post(url, typed(client.get(url), **changes))


def roster(year):
    return [(row.unit, row.role, row.position) for row in year.memberships.order_by("position", "pk")]


def test_year_is_added_with_its_roster_and_its_address(client):
    cluster, first, second = ClusterFactory(), UnitFactory(), UnitFactory()
    url = address(ClusterYear, "add")
    answers = {"cluster": cluster.pk, "label": "Năm học 2013-2014", "year": "2013", "memberships-TOTAL_FORMS": "2"}
    rows = {
        f"memberships-{i}-{name}": value
        for i, unit in enumerate([first, second])
        for name, value in {"unit": unit.pk, "role": [LEADER, MEMBER][i], "basis": "listed"}.items()
    }

    response = client.post(url, typed(client.get(url), **answers, **rows))

    assert response.status_code == 302
    year = ClusterYear.objects.get()
    assert year.slug == "nam-hoc-2013-2014"
    assert roster(year) == [(first, LEADER, 1), (second, MEMBER, 2)]


def test_leader_and_member_change_places_in_one_submit(send, year):
    old, new = MembershipFactory(cluster_year=year, leader=True), MembershipFactory(cluster_year=year)

    response = send(**{"memberships-0-role": MEMBER, "memberships-1-role": LEADER})

    assert response.status_code == 302
    assert [row.role for row in (Membership.objects.get(pk=old.pk), Membership.objects.get(pk=new.pk))] == [
        MEMBER,
        LEADER,
    ]


def test_leader_and_member_change_places_in_the_other_order(send, year):
    new, old = MembershipFactory(cluster_year=year), MembershipFactory(cluster_year=year, leader=True)

    response = send(**{"memberships-0-role": LEADER, "memberships-1-role": MEMBER})

    assert response.status_code == 302
    assert Membership.objects.get(role=LEADER) == new
    assert Membership.objects.get(role=MEMBER) == old


def test_leader_that_left_makes_room_for_a_new_one(send, year):
    MembershipFactory(cluster_year=year)
    MembershipFactory(cluster_year=year, leader=True)

    response = send(**{"memberships-0-role": LEADER, "memberships-1-left_on": "06/2021"})

    assert response.status_code == 302
    assert Membership.objects.filter(role=LEADER).count() == 2


def test_two_leaders_are_refused_with_a_sentence_on_the_row(send, year):
    MembershipFactory.create_batch(2, cluster_year=year)

    response = send(**{"memberships-0-role": LEADER, "memberships-1-role": LEADER})

    assert errors_of(response) == [sentence_of(Membership, "membership_one_leader")]


def test_unit_twice_is_refused_with_a_sentence_on_the_row(send, year):
    row = MembershipFactory(cluster_year=year)

    response = send(
        **{"memberships-1-unit": row.unit_id, "memberships-1-role": MEMBER, "memberships-1-basis": "listed"}
    )

    assert errors_of(response) == [sentence_of(Membership, "membership_unit_once_a_year")]


def test_deleted_unit_may_come_back_in_the_same_submit(send, year):
    row = MembershipFactory(cluster_year=year, leader=True)
    again = {"unit": row.unit_id, "role": LEADER, "basis": "host"}

    response = send(**{"memberships-0-DELETE": "on"}, **{f"memberships-1-{name}": again[name] for name in again})

    assert response.status_code == 302
    assert [(row.unit_id, row.basis) for row in year.memberships.all()] == [(row.unit_id, "host")]


def test_rows_that_exchange_their_units_are_refused_with_a_sentence(send, year):
    first, second = MembershipFactory.create_batch(2, cluster_year=year)

    response = send(**{"memberships-0-unit": second.unit_id, "memberships-1-unit": first.unit_id})

    assert errors_of(response) == [_("These rows exchange what may stand only once: save in two steps.")] * 2


def test_row_that_takes_over_the_unit_of_a_row_that_moves_on_is_saved(send, year):
    first, second = MembershipFactory.create_batch(2, cluster_year=year)
    third = UnitFactory()

    response = send(**{"memberships-0-unit": second.unit_id, "memberships-1-unit": third.pk})

    assert response.status_code == 302
    assert [row.unit_id for row in year.memberships.all()] == [second.unit_id, third.pk]
    assert first.pk == year.memberships.get(unit=second.unit).pk


def test_leader_known_to_be_none_is_held_against_the_roster_of_the_same_submit(send, year):
    MembershipFactory(cluster_year=year)

    response = send(**{"known_none": ["leader"], "memberships-0-role": LEADER})

    expected = _("“%(part)s” is said to be none, and the roster names one.") % {"part": _("leader unit")}
    assert errors_of(response) == [expected]


def test_leader_may_be_taken_away_and_said_to_be_none_in_one_submit(send, year):
    MembershipFactory(cluster_year=year, leader=True)

    response = send(**{"known_none": ["leader"], "memberships-0-role": MEMBER})

    assert response.status_code == 302
    assert ClusterYear.objects.get().known_none == ["leader"]


def test_head_of_a_plain_member_is_refused(send, year):
    MembershipFactory(cluster_year=year)

    response = send(**{"memberships-0-head_name": "Nguyễn Văn A"})

    assert errors_of(response) == [sentence_of(Membership, "membership_head_leads")]


def test_empty_place_comes_last_and_an_untouched_new_row_is_left_out(send, year):
    MembershipFactory(cluster_year=year, position=4)
    unit = UnitFactory()

    send(**{"memberships-1-unit": unit.pk})
    send()

    assert roster(year)[-1] == (unit, MEMBER, 5)
    assert year.memberships.count() == 2


def test_membership_changed_on_its_own_page_keeps_the_rules_of_its_year(client, year):
    MembershipFactory(cluster_year=year, leader=True)
    row = MembershipFactory(cluster_year=year)
    url = address(Membership, "change", row.pk)

    response = client.post(url, typed(client.get(url), role=LEADER))

    assert errors_of(response) == [sentence_of(Membership, "membership_one_leader")]


@pytest.mark.parametrize("value", ["abc", "-1", "9" * 40, "1 2", "\x00"])
def test_nonsense_in_a_row_is_refused_and_never_an_error_page(send, year, value):
    MembershipFactory(cluster_year=year)

    response = send(**{f"memberships-0-{name}": value for name in ("position", "unit", "role", "joined_on")})

    assert len(errors_of(response)) == 4


@pytest.mark.parametrize("count", [1, 12])
def test_year_with_many_units_asks_no_more_than_with_one(client, year, count, django_assert_max_num_queries):
    MembershipFactory.create_batch(count, cluster_year=year)

    with django_assert_max_num_queries(12):
        client.get(address(ClusterYear, "change", year.pk))
