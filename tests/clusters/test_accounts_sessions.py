"""Lifetime of sessions, who may end them, and what browsers may cache."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from clusters.accounts.account_settings import cookie_settings
from clusters.models import UserSession
from clusters.services.accounts import end_sessions_of
from tests.clusters.accounts import code_of, sign_in, with_second_factor
from tests.factories import MandateFactory, PactFactory, UserFactory

pytestmark = pytest.mark.django_db
HOUR, DAY = timezone.timedelta(hours=1), timezone.timedelta(days=1)
MINUTE = timezone.timedelta(minutes=1)
PLACE = reverse("admin:clusters_user_sessions", args=[9001])


@pytest.fixture
def clock(monkeypatch):
    """Return a function that moves the clock forward."""
    start, passed = timezone.now(), []
    monkeypatch.setattr("django.utils.timezone.now", lambda: start + sum(passed, timezone.timedelta()))
    return passed.append


def is_signed_in(client):
    return client.get("/tai-khoan/").status_code == 200


# --- How long ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("admin", "unused", "lasts"),
    [(False, 12 * HOUR - MINUTE, True), (False, 12 * HOUR, False), (True, HOUR - MINUTE, True), (True, HOUR, False)],
)
def test_a_session_ends_when_it_was_not_used_for_a_time(client, clock, admin, unused, lasts):
    client.force_login(UserFactory(admin=admin))
    assert is_signed_in(client)

    clock(unused)

    assert is_signed_in(client) == lasts


@pytest.mark.parametrize(("admin", "longest", "step"), [(False, 14 * DAY, 11 * HOUR), (True, DAY, 50 * MINUTE)])
def test_a_session_ends_at_last_however_much_it_is_used(client, clock, admin, longest, step):
    client.force_login(UserFactory(admin=admin))
    steps = 0

    while is_signed_in(client) and steps < 60:
        clock(step)
        steps += 1

    assert longest <= steps * step < longest + step


def test_use_makes_a_session_last(client, clock):
    client.force_login(UserFactory())
    for _number in range(3):
        clock(8 * HOUR)
        assert is_signed_in(client)


def test_whoever_becomes_an_administrator_has_the_shorter_time_at_once(client, clock):
    user = UserFactory()
    client.force_login(user)
    user.is_staff = True
    user.save()

    clock(2 * HOUR)

    assert not is_signed_in(client)


def test_a_session_that_has_run_out_is_gone_at_the_server_too(client, clock):
    user = UserFactory()
    client.force_login(user)
    Session.objects.update(expire_date=timezone.now() + 30 * DAY)  # as with a formerly longer setting

    clock(12 * HOUR)

    assert not is_signed_in(client)
    assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)


def test_signing_in_again_begins_a_new_time(client, clock):
    user = UserFactory()
    sign_in(client, user)
    for _number in range(30):
        clock(11 * HOUR)
        assert is_signed_in(client)
    sign_in(client, user)

    clock(11 * HOUR)

    assert is_signed_in(client)


def test_waiting_for_the_second_factor_ends_too(client, clock):
    device, _codes = with_second_factor(user := UserFactory(admin=True))
    sign_in(client, user)

    clock(HOUR)

    assert client.post("/dang-nhap/ma/", {"code": code_of(device)}).url == "/dang-nhap/"


def test_a_form_of_the_desk_comes_along_when_the_session_ended_by_its_age(client, clock):
    mandate = MandateFactory()
    year = PactFactory(cluster_year__cluster=mandate.cluster, cluster_year__year=mandate.first_year).cluster_year
    client.force_login(mandate.user)
    address = f"/ban-lam-viec/{year.cluster.slug}/{year.slug}/"

    clock(13 * HOUR)
    answer = client.post(address, {"typed_by": mandate.user.pk, "pact-note": "đã gõ"})

    assert answer.status_code == 401
    assert answer.context["carried"]


# --- Who may end it ---------------------------------------------------------------------------


def test_an_administrator_ends_somebodys_sessions_with_a_reason(client):
    office = type(client)()
    office.force_login(administrator := UserFactory(admin=True))
    client.force_login(user := UserFactory(pk=9001))

    assert office.get(PLACE).status_code == 200
    assert "1 nơi" in office.get(reverse("admin:clusters_user_change", args=[9001])).text
    office.post(PLACE, {"reason": "máy bị mất"})

    row = user.history.first()
    assert not is_signed_in(client)
    assert (row.history_user, row.history_change_reason) == (administrator, "Bị đăng xuất khỏi mọi nơi: máy bị mất")
    assert "máy bị mất" in LogEntry.objects.get().change_message


def test_without_a_reason_nothing_is_ended(client):
    office = type(client)()
    office.force_login(UserFactory(admin=True))
    client.force_login(UserFactory(pk=9001))

    assert office.post(PLACE, {"reason": "  "}).context["form"].errors
    assert is_signed_in(client)


def test_nobody_else_ends_sessions(client):
    client.force_login(user := UserFactory(pk=9001))

    assert client.post(PLACE, {"reason": "x"}).status_code == 403
    with pytest.raises(ValidationError):
        end_sessions_of(user=user, reason="x", by=user)
    with pytest.raises(ValidationError):
        end_sessions_of(user=user, reason=" ", by=UserFactory(admin=True))
    assert is_signed_in(client)


# --- What a browser keeps ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["/", "/giao-uoc/", "/tai-khoan/", "/admin/", "/admin/clusters/unit/", "/khong-co", "/du-lieu/don-vi.csv"],
)
def test_no_answer_to_somebody_signed_in_is_kept(client, address):
    client.force_login(UserFactory(admin=True))

    assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_the_answer_that_signs_somebody_in_is_not_kept_either(client):
    assert sign_in(client, UserFactory()).headers["Cache-Control"] == "private, no-store"


def test_a_strangers_pages_are_kept_as_before(client):
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"


def test_every_way_of_signing_out_here_lets_the_browser_forget(client):
    answers = []
    for address in ("/dang-xuat/", "/tai-khoan/phien/", "/tai-khoan/phien/{}/"):
        client.force_login(user := UserFactory())
        answers.append(client.post(address.format(user.sessions.get().pk)))

    assert [answer.headers.get("Clear-Site-Data") for answer in answers] == ['"cache", "storage"'] * 3


def test_a_session_that_ended_by_itself_takes_no_words_away(client, clock):
    client.force_login(UserFactory())
    clock(13 * HOUR)

    assert "Clear-Site-Data" not in client.get("/tai-khoan/").headers


def test_cookies_are_bound_to_this_host_where_https_is_on():
    on, off = cookie_settings(True), cookie_settings(False)

    assert {name: on[name] for name in on if name.endswith("NAME")} == {
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "LANGUAGE_COOKIE_NAME": "__Host-django_language",
        "MESSAGES_COOKIE_NAME": "__Host-messages",
    }
    assert (on["SESSION_COOKIE_SECURE"], on["CSRF_COOKIE_SECURE"]) == (True, True)
    assert {off[name] for name in off if name.endswith("NAME")} == {
        "sessionid", "csrftoken", "django_language", "messages",
    }  # fmt: skip
