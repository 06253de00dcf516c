"""Lockout after failed sign-ins: limits per name and address together and alone, also at the admin's sign-in."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.test import RequestFactory

from clusters.accounts.lockout import LIMITS, address_of
from tests.clusters.accounts import sign_in
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
PAIR, NAME, ADDRESS = LIMITS.values()


def fail(client, username, times, address="10.0.0.1"):
    words = {"username": username, "password": "đoán mò"}
    return [client.post("/dang-nhap/", words, REMOTE_ADDR=address).status_code for number in range(times)]


def test_the_fifth_wrong_password_locks_and_the_right_one_is_refused_too(client):
    user = UserFactory()

    assert fail(client, user.username, PAIR) == [200] * (PAIR - 1) + [429]
    answer = client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD}, REMOTE_ADDR="10.0.0.1")

    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session


def test_the_page_says_when_to_try_again_and_that_time_stays(client):
    user = UserFactory()
    fail(client, user.username, PAIR)

    pages = [client.post("/dang-nhap/", {"username": user.username, "password": "x"}, REMOTE_ADDR="10.0.0.1")] * 2

    assert [page.context["minutes"] for page in pages] == [15, 15]
    assert f"{pages[0].context['until']:%H:%M}" in pages[0].text
    assert AccessAttempt.objects.get().failures_since_start == PAIR


def test_after_a_quarter_of_an_hour_one_may_try_again(client):
    user = UserFactory()
    fail(client, user.username, PAIR)
    for attempt in AccessAttempt.objects.all():
        attempt.attempt_time -= datetime.timedelta(minutes=16)
        attempt.save()

    answer = client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD}, REMOTE_ADDR="10.0.0.1")

    assert answer.status_code == 302


def test_a_name_nobody_has_is_locked_like_any_other(client):
    assert fail(client, "khong-co-ai", PAIR)[-1] == 429


def test_another_person_in_the_same_office_is_not_locked(client):
    fail(client, UserFactory().username, PAIR)
    colleague = UserFactory()

    answer = client.post("/dang-nhap/", {"username": colleague.username, "password": PASSWORD}, REMOTE_ADDR="10.0.0.1")

    assert answer.status_code == 302


def test_the_person_elsewhere_is_not_locked_out_by_a_stranger(client):
    user = UserFactory()
    fail(client, user.username, PAIR)

    answer = client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD}, REMOTE_ADDR="10.0.0.2")

    assert answer.status_code == 302


def test_a_name_tried_from_many_addresses_is_locked_everywhere(client):
    user = UserFactory()

    tried = [fail(client, user.username, 3, f"10.0.1.{number}")[-1] for number in range(NAME // 3)]

    assert tried == [200] * (NAME // 3 - 1) + [429]


def test_an_address_that_tries_many_names_is_locked(client):
    tried = [fail(client, f"nguoi-{number}", 3)[-1] for number in range(ADDRESS // 3)]

    assert tried == [200] * (ADDRESS // 3 - 1) + [429]


def test_signing_in_forgets_the_failures_of_that_person_alone(client):
    user = UserFactory()
    fail(client, user.username, 3)
    fail(client, "ai-do", 3)

    client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD}, REMOTE_ADDR="10.0.0.1")

    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["ai-do"]


def test_the_admin_has_no_door_of_its_own(client):
    user = UserFactory(admin=True)

    answer = client.post("/admin/login/", {"username": user.username, "password": PASSWORD})

    assert answer.url.startswith("/dang-nhap/")
    assert "_auth_user_id" not in client.session


def test_nothing_typed_is_kept_with_a_failure(client):
    client.post("/dang-nhap/", {"username": "a", "password": "bi mat", "carried": "dieu da go", "next": "/x/"})

    attempt = AccessAttempt.objects.get()

    assert "bi mat" not in attempt.post_data
    assert "dieu da go" not in attempt.post_data


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "9.9.9.9", "10.0.0.1"),
        (1, "9.9.9.9", "9.9.9.9"),
        (1, "1.1.1.1, 9.9.9.9", "9.9.9.9"),
        (2, "1.1.1.1, 9.9.9.9, 10.0.0.7", "9.9.9.9"),
        (2, "9.9.9.9", "10.0.0.1"),
        (1, "ai đó", None),
    ],
)
def test_the_address_is_the_one_our_outermost_proxy_saw(settings, proxies, forwarded, address):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": forwarded})

    assert address_of(request) == address


def test_a_server_behind_a_socket_knows_no_address_and_still_counts(client):
    user = UserFactory()

    assert fail(client, user.username, NAME, address="")[-1] == 429


def test_signing_in_with_the_right_password_still_works(client):
    assert sign_in(client, UserFactory()).url == "/bat-dau/"
