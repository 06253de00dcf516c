"""The first page of each kind of user after signing in."""

import pytest

from tests.clusters.accounts import sign_in
from tests.factories import MandateFactory, UserFactory

pytestmark = pytest.mark.django_db
PEOPLE = {
    "member unit": (lambda: MandateFactory(member=True).user, "/don-vi-cua-toi/"),
    "cluster's secretariat": (lambda: MandateFactory().user, "/ban-lam-viec/"),
    "organiser's secretariat": (lambda: MandateFactory(organiser=True).user, "/ban-lam-viec/"),
    "secretariat and member unit": (
        lambda: MandateFactory(user=MandateFactory(member=True).user).user,
        "/ban-lam-viec/",
    ),
    "administrator": (lambda: UserFactory(admin=True), "/admin/"),
    "administrator who keeps a cluster": (lambda: MandateFactory(user__admin=True).user, "/ban-lam-viec/"),
    "for nobody": (UserFactory, "/tai-khoan/"),
    "staff without rights": (lambda: UserFactory(is_staff=True), "/tai-khoan/"),
}


@pytest.mark.parametrize("role", PEOPLE)
def test_signing_in_leads_to_the_page_one_works_at(client, role):
    make, page = PEOPLE[role]

    assert sign_in(client, make()).url == "/bat-dau/"
    assert client.get("/bat-dau/").url == page
    assert client.get(page).status_code == 200


def test_who_was_on_the_way_to_a_page_goes_on_there(client):
    user = MandateFactory(member=True).user

    assert sign_in(client, user, next="/tai-khoan/").url == "/tai-khoan/"


def test_no_browser_keeps_where_it_led(client):
    client.force_login(UserFactory())

    assert "no-store" in client.get("/bat-dau/").headers["Cache-Control"]


@pytest.mark.parametrize("count", [1, 3])
def test_finding_the_page_asks_the_same_for_few_and_many_mandates(client, count, django_assert_num_queries):
    user = UserFactory()
    for _number in range(count):
        MandateFactory(user=user)
    client.force_login(user)

    with django_assert_num_queries(3):
        client.get("/bat-dau/")
