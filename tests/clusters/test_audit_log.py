"""Logs tell who did what, on one line each, and never a secret."""

import logging
import re
from urllib.parse import urlsplit

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.test import Client

from clusters.common.audit_log import Line, RequestNumber, current_request, log_event, logfmt
from clusters.models import Mandate, Unit, User
from clusters.services.accounts import end_mandate, give_mandate, hand_over, invite_person
from pacts.services.lifecycle import sign_pact
from tests.clusters.accounts import NEW_PASSWORD, code_of, invite, link_in_letter, sign_in, with_second_factor
from tests.factories import (
    PASSWORD,
    ClusterYearFactory,
    MandateFactory,
    PactFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


class Kept(logging.Handler):
    """Keeps every line as the console would print it."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.addFilter(RequestNumber())
        self.setFormatter(Line())
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))

    @property
    def events(self):
        """The events as dictionaries, without those that only hand out pages."""
        return [fields_of(line) for line in self.lines if " event=" in line]

    def of(self, event, *names):
        return [{name: row.get(name) for name in names} for row in self.events if row["event"] == event]


def fields_of(line):
    return {name: value.strip('"') for name, value in re.findall(r'(\w+)=("(?:[^"\\]|\\.)*"|\S+)', line)}


@pytest.fixture
def log():
    kept, root = Kept(), logging.getLogger()
    before = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    ours = {name: logging.getLogger(name) for name in ("clusters", "pacts", "awards", "pactsite")}
    for each in ours.values():
        each.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(kept)
    root.setLevel(before)
    for each in ours.values():
        each.setLevel(logging.NOTSET)


@pytest.fixture
def person(log):
    return UserFactory(username="hoant", email="hoa@example.vn")


# --- Who came and went --------------------------------------------------------------------------


def test_a_sign_in_is_told_with_account_name_address_and_number(client, log, person):
    answer = sign_in(client, person)

    [line] = log.of("sign_in", "account", "name", "address", "request", "second_factor")
    number = answer.headers["X-Request-ID"]
    assert line == {
        "account": str(person.pk), "name": "hoant", "address": "127.0.0.1", "request": number, "second_factor": "none",
    }  # fmt: skip


def test_signing_out_is_told(client, log, person):
    client.force_login(person)

    client.post("/dang-xuat/")

    assert log.of("sign_out", "account", "name") == [{"account": str(person.pk), "name": "hoant"}]


def test_a_wrong_password_is_told_under_the_account_it_was_tried_for(client, log, person):
    sign_in(client, person, "x")

    assert log.of("sign_in_failed", "account", "name") == [{"account": str(person.pk), "name": "hoant"}]


def test_a_name_nobody_has_is_not_logged_for_it_may_be_a_password(client, log, person):
    client.post("/dang-nhap/", {"username": "mật-khẩu-gõ-nhầm-ô", "password": "x"})

    assert log.of("sign_in_failed", "account", "name") == [{"account": "-", "name": "-"}]
    assert [line for line in log.lines if "gõ-nhầm" in line] == []


def test_a_wrong_password_of_somebody_signed_in_has_a_name_of_its_own(client, log, person):
    client.force_login(person)

    client.post("/mat-khau/doi/", {"old_password": "x", "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})

    assert log.of("password_wrong", "account") == [{"account": str(person.pk)}]


def test_a_lock_out_is_told(client, log, person):
    for attempt in range(5):
        sign_in(client, person, f"x{attempt}")

    assert log.of("locked_out", "account", "address") == [{"account": str(person.pk), "address": "127.0.0.1"}]


def test_the_address_is_the_one_our_own_proxies_saw(client, log, person, settings):
    settings.PROXIES = 1

    sign_in(client, person, "x")
    client.post(
        "/dang-nhap/",
        {"username": "hoant", "password": "x"},
        headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"},
    )

    assert [row["address"] for row in log.of("sign_in_failed", "address")] == ["-", "198.51.100.7"]


# --- The second factor ----------------------------------------------------------------------------


def test_codes_of_the_second_factor_are_told_good_and_bad(client, log, person):
    device, codes = with_second_factor(person)
    sign_in(client, person)

    client.post("/dang-nhap/ma/", {"code": "000000" if code_of(device) != "000000" else "111111"})
    client.post("/dang-nhap/ma/", {"code": codes[0]})

    assert log.of("sign_in", "second_factor") == [{"second_factor": "waiting"}]
    assert log.of("second_factor_wrong", "account") == [{"account": str(person.pk)}]
    assert log.of("second_factor_right", "account") == [{"account": str(person.pk)}]


def test_turning_the_second_factor_off_is_told(client, log, person):
    codes = with_second_factor(person)[1]
    sign_in(client, person)
    client.post("/dang-nhap/ma/", {"code": codes[0]})

    client.post("/tai-khoan/xac-thuc/tat/", {"password": PASSWORD})

    assert log.of("second_factor_removed", "account") == [{"account": str(person.pk)}]


# --- Refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("address", "status"), [("/tai-khoan/danh-sach/", "403"), ("/ban-lam-viec/khong/co/", "404")])
def test_what_a_person_is_refused_is_told(client, log, person, address, status):
    client.force_login(person)

    client.get(address)

    told = {"account": str(person.pk), "status": status, "method": "GET", "path": address, "reason": "-"}
    assert log.of("refused", "account", "status", "method", "path", "reason") == [told]


def test_a_page_that_is_not_there_is_no_refusal_of_a_stranger(client, log):
    client.get("/khong-co/")

    assert log.of("refused") == []


def test_a_form_without_its_token_is_told(log):
    Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "a", "password": "b"})

    assert log.of("refused", "reason", "status") == [{"reason": "csrf", "status": "403"}]


# --- What was handed out --------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/du-lieu/giao-uoc.csv", "/du-lieu/don-vi.json"])
def test_exports_are_told(client, log, person, address):
    client.force_login(person)

    client.get(address)

    assert log.of("export", "account", "path") == [{"account": str(person.pk), "path": address}]


def test_a_page_is_no_export(client, log):
    client.get("/")

    assert log.of("export") == []


# --- What was changed -----------------------------------------------------------------------------


def test_a_move_of_a_pact_is_told_once_it_is_committed(log, person, django_capture_on_commit_callbacks):
    pact = PactFactory()

    with django_capture_on_commit_callbacks(execute=True):
        sign_pact(pact=pact, by=person)
        assert log.of("pact_moved") == []

    told = {"account": str(person.pk), "pact": str(pact.pk), "before": "draft", "after": "signed"}
    assert log.of("pact_moved", "account", "pact", "before", "after") == [told]


def test_changes_of_mandates_and_invitations_are_told(log, django_capture_on_commit_callbacks):
    admin, unit = UserFactory(admin=True), UnitFactory(slug="so-y-te")
    words = {"scope": "unit", "kind": "member", "unit": unit, "starts_on": "2026-01-01"}

    with django_capture_on_commit_callbacks(execute=True):
        invite_person(full_name="Nguyễn Hoa", email="", mandate=Mandate(**words), by=admin)
        given = give_mandate(mandate=Mandate(user=UserFactory(), **words), by=admin)
        end_mandate(mandate=given, last_day="2026-05-31", by=admin)

    told = [(row["event"], row["account"]) for row in log.events]
    assert told == [
        (event, str(admin.pk)) for event in ("mandate_given", "invitation_made", "mandate_given", "mandate_ended")
    ]
    assert log.of("mandate_ended", "of", "about", "ends_on") == [
        {"of": str(given.user_id), "about": "so-y-te", "ends_on": "2026-05-31"}
    ]


def test_handing_over_is_told_with_who_held_the_mandate(log, django_capture_on_commit_callbacks):
    mandate, admin = MandateFactory(organiser=True), UserFactory(admin=True)

    with django_capture_on_commit_callbacks(execute=True):
        hand_over(
            mandate=mandate, to=UserFactory(), first_year=None, first_day=mandate.starts_on.replace(year=2099), by=admin
        )

    assert log.of("mandate_handed_over", "of", "account") == [{"of": str(mandate.user_id), "account": str(admin.pk)}]


def test_an_administrators_save_is_told(client, log, django_capture_on_commit_callbacks):
    admin, unit = UserFactory(admin=True), UnitFactory()

    with django_capture_on_commit_callbacks(execute=True):
        LogEntry.objects.create(
            user=admin, content_type=ContentType.objects.get_for_model(Unit), object_id=str(unit.pk),
            object_repr="x", action_flag=CHANGE,
        )  # fmt: skip

    told = {"account": str(admin.pk), "model": "clusters.unit", "row": str(unit.pk)}
    assert log.of("admin_changed", "account", "model", "row") == [told]


def test_a_password_changed_and_set_anew_is_told(client, log, person):
    client.post("/mat-khau/quen/", {"email": person.email})
    page = client.get(link_in_letter(), follow=True)
    client.post(page.request["PATH_INFO"], {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})
    client.force_login(person)
    person.refresh_from_db()
    sign_in(client, person, NEW_PASSWORD)
    words = {"old_password": NEW_PASSWORD, "new_password1": PASSWORD, "new_password2": PASSWORD}
    client.post("/mat-khau/doi/", words)

    told = [row["event"] for row in log.events if row["event"].startswith("password")]
    assert told == ["password_reset_asked", "password_reset", "password_changed"]


# --- The number of the request ----------------------------------------------------------------------


def test_a_strangers_number_is_not_taken_over(client, log):
    answer = client.get("/gioi-thieu/", headers={"X-Request-ID": "abcdefgh-1234"})

    assert re.fullmatch("[0-9a-f]{16}", answer.headers["X-Request-ID"])


@pytest.mark.parametrize(
    ("given", "taken"), [("abcdefgh-1234", True), ("short", False), ("x" * 65, False), ("a b\ncdefgh", False)]
)
def test_our_own_proxys_number_is_taken_over_where_it_is_one(client, settings, given, taken):
    settings.PROXIES = 1

    answer = client.get("/gioi-thieu/", headers={"X-Request-ID": given})

    assert (answer.headers["X-Request-ID"] == given) is taken


def test_every_line_of_a_request_has_its_number(client, log, monkeypatch):
    monkeypatch.setattr("pactsite.pages.home.render", lambda *args, **more: 1 / 0)
    client.raise_request_exception = False

    answer = client.get("/gioi-thieu/")

    [line] = [line for line in log.lines if "Internal Server Error" in line]
    assert f"request={answer.headers['X-Request-ID']}" in line.splitlines()[0]
    assert "\n    ZeroDivisionError" in line
    assert current_request.get() is None


# --- One line, whatever stands in it ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("hoant", "hoant"),
        ("hai từ", '"hai từ"'),
        ('nói "có"', '"nói \\"có\\""'),
        ("a=b", '"a=b"'),
        ("a\\b", '"a\\\\b"'),
        ("", '""'),
        ("x\nevent=sign_in account=1", '"x\\nevent=sign_in account=1"'),
        ("x\r\u2028\u0085\x1b[2Jy", '"x\\r\\u2028\\u0085\\u001b[2Jy"'),
        ("\ud800", '"\\ud800"'),
    ],
)
def test_a_value_cannot_begin_another_line_or_field(value, written):
    assert logfmt({"name": value}) == f"name={written}"


def test_what_is_logged_by_others_cannot_begin_a_line_either(log):
    try:
        raise ValueError("x\nevent=sign_in account=1\u2028event=sign_out")
    except ValueError:
        logging.getLogger("pacts").exception("a\nevent=sign_in")

    [line] = log.lines
    assert [each for each in re.split(r"[\n\r\u2028\u2029\u0085]", line) if each.startswith("event=")] == []
    assert [each for each in line.splitlines()[1:] if not each.startswith("    ")] == []


def test_a_long_value_is_cut(log):
    log_event("export", path="x" * 5000)

    assert len(log.events[0]["path"]) == 300


# --- Never a secret -----------------------------------------------------------------------------------

MARK = "bí-mật-đánh-dấu"


def test_nothing_secret_is_ever_logged(client, log, settings, django_capture_on_commit_callbacks):
    """Signing in, a forgotten password, an invitation and the desk, with a mark in all that must not be told."""
    person = UserFactory(username="hoant", email="hoa@example.vn", password=f"{MARK} mot hai ba")
    device, codes = with_second_factor(person)
    secrets = [MARK, *codes, device.key]
    pact = PactFactory(cluster_year=ClusterYearFactory())
    MandateFactory(user=person, scope="cluster", kind="secretariat", unit=None, cluster=pact.cluster_year.cluster,
                   first_year=pact.cluster_year.year)  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        # signing in: wrong, with the password in the field of the name, and right
        sign_in(client, person, f"{MARK} sai")
        client.post("/dang-nhap/", {"username": f"{MARK} mot hai ba", "password": ""})
        client.post("/dang-nhap/", {"username": f"{MARK}-mot-hai-ba", "password": "x"})
        sign_in(client, person, f"{MARK} mot hai ba")
        secrets.append(client.session.session_key)
        client.post("/dang-nhap/ma/", {"code": MARK})
        client.post("/dang-nhap/ma/", {"code": codes[0]})
        secrets.append(client.session.session_key)
        secrets.append(client.cookies["csrftoken"].value if "csrftoken" in client.cookies else MARK)
        # the desk, by its script and without it, damaged and whole
        desk = f"/ban-lam-viec/{pact.cluster_year.cluster.slug}/{pact.cluster_year.slug}/"
        change = {"do": "set", "section": "pact", "key": None, "field": "theme", "before": "", "value": MARK}
        client.post(f"{desk}luu/", {"changes": [change]}, content_type="application/json")
        client.post(f"{desk}luu/", f"{{{MARK}", content_type="application/json")
        client.post(desk, {"pact-theme": MARK, "revision": "0"})
        client.post(f"{desk}noi-dung/", {"text": MARK})
        client.post("/mat-khau/doi/", {"old_password": MARK, "new_password1": MARK, "new_password2": f"{MARK}x"})
        client.post("/tai-khoan/", {"full_name": "x", "email": "moi@example.vn", "password": MARK})
        # a form at the desk after the session has ended
        client.post("/dang-xuat/")
        client.post(f"{desk}noi-dung/", {"text": MARK})
        # a forgotten password, its link, a wrong link
        client.post("/mat-khau/quen/", {"email": person.email})
        link = link_in_letter()
        secrets += [link.split("/")[-2], mail.outbox[-1].body.splitlines()[0]]
        page = client.get(link, follow=True)
        client.post(page.request["PATH_INFO"], {"new_password1": f"{MARK} moi", "new_password2": f"{MARK} moi"})
        client.get("/mat-khau/dat-lai/x/token-bi-mat/")
        # an invitation
        client.force_login(UserFactory(admin=True))
        UnitFactory(name="Sở Y tế")
        invited = invite(client, named="so y te", email="moi@example.vn")
        link = urlsplit(invited.context["address"]).path
        secrets += [link.split("/")[-2]]
        stranger = Client(raise_request_exception=False)
        stranger.get(link)
        stranger.post(link, {"full_name": "Hoa", "password": f"{MARK} cua hoa"})
        stranger.get(link)
        stranger.get("/loi-moi/khong-co-bi-mat/")

    assert User.objects.filter(full_name="Hoa").exists()
    assert [(secret, line) for line in log.lines for secret in secrets if secret in line] == []
    assert [line for line in log.lines if "token-bi-mat" in line or "khong-co-bi-mat" in line] == []
    assert {"sign_in", "sign_in_failed", "password_reset", "invitation_made"} <= {row["event"] for row in log.events}
