"""Who may read and write what a unit registers for, by role and by the state of the pact."""

import pytest

from awards.services.registrations import registered_by
from clusters.common.stale import mark_of
from tests.awards.unit import address, page, seen_now, unit_year
from tests.factories import MandateFactory, MembershipFactory, TitleRegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db

ROW = {"as_written": "Cờ thi đua", "recipient_kind": "collective", "quantity": "1"}
#            read  write
STATES = {
    "draft":      (404, 409),
    "circulated": (200, 302),
    "signed":     (200, 302),
    "reopened":   (200, 302),
    "closed":     (200, 409),
    "withdrawn":  (404, 409),
}  # fmt: skip


def answers(client, membership):
    reading = client.get(address(membership)).status_code
    return reading, client.post(address(membership), page(seen_now(membership), ROW)).status_code


@pytest.mark.parametrize("state", STATES)
def test_the_unit_reads_and_writes_from_the_circulation_until_the_close(client, state):
    membership, user = unit_year(**({state: True} if state != "draft" else {"status": "draft"}))
    client.force_login(user)

    assert answers(client, membership) == STATES[state]
    assert len(registered_by(membership)) == (STATES[state][1] == 302)


def test_a_unit_that_left_reads_and_writes_no_more(client):
    membership, user = unit_year(signed=True)
    membership.left_on = "2021-06"
    membership.save()
    client.force_login(user)

    assert answers(client, membership) == (200, 409)


def test_to_everybody_else_it_is_not_there(client):
    membership, _user = unit_year(signed=True)
    year = membership.cluster_year
    people = [
        MandateFactory(member=True, unit=MembershipFactory(cluster_year=year).unit).user,  # another unit of the year
        MandateFactory(member=True, unit=membership.unit, starts_on="2020-01-01", ends_on="2020-12-31").user,
        MandateFactory(cluster=year.cluster).user,
        UserFactory(),
        UserFactory(admin=True),
    ]

    for user in people:
        client.force_login(user)
        assert answers(client, membership) == (404, 404)
    assert registered_by(membership) == []


def test_after_the_close_it_is_read_as_it_stands(client):
    membership, user = unit_year(closed=True)
    TitleRegistrationFactory(membership=membership, type=None, as_written="Cờ", recipient_kind="collective", quantity=2)
    client.force_login(user)

    words = client.get(address(membership)).content.decode()

    assert "2 tập thể" in words
    assert '<input type="text"' not in words


def test_what_was_typed_for_a_pact_closed_meanwhile_is_shown_and_not_kept(client):
    membership, user = unit_year(closed=True)
    client.force_login(user)

    response = client.post(address(membership), page(mark_of([]), ROW))

    assert (response.status_code, response.context["may_write"]) == (409, False)
    assert 'value="Cờ thi đua"' in response.content.decode()


def test_a_page_sent_after_the_session_ended_comes_along_through_sign_in(client):
    membership, user = unit_year()

    response = client.post(address(membership), page(mark_of([]), ROW) | {"typed_by": user.pk})

    assert response.status_code == 401
    assert response.context["carried"]
