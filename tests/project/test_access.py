"""Every address tried by every role; every odd request answered by a clear page."""

import pytest
from django.contrib import admin
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from clusters.models import Unit
from pacts.models import Pact
from pactsite.wsgi import only_utf8
from tests.copies import make_or_copy_here
from tests.factories import (
    PASSWORD,
    AwardFactory,
    ConferenceFactory,
    MandateFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
    UserFactory,
)
from tests.odd import ODD

pytestmark = pytest.mark.django_db

# Every public address, with what it answers to everybody. A new address that is not in this table fails a test.
PUBLIC = {
    "pages:home": ([], 200),
    "pages:pacts": ([], 200),
    "pages:pact": (["cum-x", "2021"], 200),
    "pages:pact_history": (["cum-x", "2021"], 200),
    "pages:pact_compare": (["cum-x", "2021"], 200),
    "pages:pact_original": (["cum-x", "2021", 1], 404),
    "pages:clusters": ([], 200),
    "pages:cluster": (["cum-x"], 200),
    "pages:units": ([], 200),
    "pages:unit": (["don-vi-x"], 200),
    "pages:search": ([], 200),
    "pages:data": ([], 200),
    "pages:openapi": ([], 200),
    "pages:pacts_json": ([], 200),
    "pages:pacts_csv": ([], 200),
    "pages:clusters_json": ([], 200),
    "pages:clusters_csv": ([], 200),
    "pages:units_json": ([], 200),
    "pages:units_csv": ([], 200),
    "pages:awards_json": ([], 200),
    "pages:awards_csv": ([], 200),
    "pages:atom": ([], 200),
    "pages:sitemap": ([], 200),
    "pages:robots": ([], 200),
    "pages:pact_picture": (["cum-x", "2021"], 200),
    "pages:pact_json": (["cum-x", "2021"], 200),
    "pages:about": ([], 200),
    "pages:verify": ([], 200),
    "pages:sealed_text": (["0" * 64], 404),
    "pages:chain": ([], 200),
    "pages:chain_json": ([], 200),
    "pages:chain_jsonl": ([], 200),
    "clusters:language": ([], 200),
    "honour:roll": ([], 200),
    "honour:figures": ([], 200),
    "honour:figures_csv": (["khen-thuong-theo-loai"], 200),
    "clusters:sign_in": ([], 200),
    "clusters:sign_out": ([], 405),
    "clusters:second_factor": ([], 302),
    "clusters:password_forgotten": ([], 200),
    "clusters:password_sent": ([], 200),
    "clusters:password_fresh": (["x", "y"], 200),
    "clusters:invitation": (["x"], 404),
    "healthz": ([], 200),
}
# Pages of the own account, with what they answer to whoever is signed in; a stranger is sent to sign in.
ACCOUNT = {
    "pages:start": ([], 302),
    "clusters:account": ([], 200),
    "clusters:password_change": ([], 200),
    "clusters:old_font": ([], 405),
    "clusters:second_factor_set_up": ([], 200),
    "clusters:codes_renew": ([], 302),
    "clusters:second_factor_remove": ([], 302),
    "clusters:second_factor_later": ([], 405),
    "clusters:sessions_end": ([], 405),
    "clusters:session_end": ([1], 405),
    "notices:notices": ([], 200),
}
# Pages about others' accounts: what they answer to whoever may not invite, and to an administrator.
INVITING = {
    "clusters:account_list": ([], 403, 200),
    "clusters:account_add": ([], 403, 200),
    "clusters:account_detail": ([9001], 404, 200),
    "clusters:invitation_renew": ([9001], 405, 405),
    "clusters:invitation_withdraw": ([9001], 405, 405),
    "clusters:mandate_add": ([9001], 404, 200),
    "clusters:mandate_end": ([9001], 404, 200),
    "clusters:mandate_hand_over": ([9001], 404, 200),
}
DESK = {
    "desk:home": [],
    "desk:cluster_add": [],
    "desk:year_add": ["cum-x"],
    "desk:years_add": [],
    "desk:years": [2021],
    "desk:pact": ["cum-x", "2021"],
    "desk:changes": ["cum-x", "2021"],
    "desk:article": ["cum-x", "2021"],
    "desk:new_units": ["cum-x", "2021"],
    "desk:units": ["cum-x", "2021"],
    "desk:successors": ["cum-x", "2021"],
    "desk:commitments": ["cum-x", "2021"],
    "desk:targets": ["cum-x", "2021"],
    "desk:unit_pick": ["cum-x", "2021"],
    "desk:erratum": ["cum-x", "2021"],
    "desk:amendment": ["cum-x", "2021"],
    "desk:originals": ["cum-x", "2021"],
    "desk:original_file": ["cum-x", "2021", 1],
    "desk:original_remove": ["cum-x", "2021", 1],
    "desk:board": ["cum-x", "2021"],
    "desk:remind": ["cum-x", "2021"],
    "desk:unit_part": ["cum-x", "2021", 9],
    "desk:division": ["cum-x", "2021"],
    "desk:deadlines": ["cum-x", "2021"],
    "desk:comments": ["cum-x", "2021"],
    "desk:move": ["cum-x", "2021", "sign"],
    "awards_desk:registrations": ["cum-x", "2021"],
    "awards_desk:registrations_csv": ["cum-x", "2021"],
}
# The desk of awards: an administrator writes there too, with a reason.
AWARDS_DESK = {
    "awards_desk:awards": ["cum-x", "2021"],
    "awards_desk:paste": ["cum-x", "2021"],
    "awards_desk:award": ["cum-x", "2021", 7],
    "awards_desk:move": ["cum-x", "2021", 7, "revoked"],
}
# A member unit's own pages: nobody's but those who act for the unit.
UNIT = {
    "my_unit:home": [],
    "my_unit:year": [9],
    "my_unit:extract": [9],
    "my_unit:division": [9],
    "my_unit:remarks": [9],
    "my_unit:signatory": [9],
    "my_unit:key_works": [9],
    "my_unit:programme": [9],
    "my_unit:programme_file": [9],
    "my_unit:programme_file_withdraw": [9],
    "my_unit:registrations": [9],
}


@pytest.fixture
def rows():
    make_or_copy_here("pact and unit", make_rows)
    return [Pact.objects.get(), Unit.objects.get(slug="don-vi-x")]


def make_rows():
    PactFactory(signed=True, cluster_year__cluster__slug="cum-x", cluster_year__year=2021)
    UnitFactory(slug="don-vi-x")


@pytest.fixture(params=["stranger", "signed in", "administrator"])
def anybody(request, client):
    if request.param != "stranger":
        user = UserFactory(admin=request.param == "administrator")
        client.force_login(user)
    client.role = request.param
    return client


def names(resolver, before=""):
    """Yield the name of every address below a resolver but the admin's."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else before)
        elif isinstance(pattern, URLPattern):
            yield before + (pattern.name or str(pattern.pattern))


def test_every_address_stands_in_the_table():
    assert sorted(names(get_resolver())) == sorted([*PUBLIC, *ACCOUNT, *INVITING, *DESK, *AWARDS_DESK, *UNIT])


@pytest.mark.parametrize("name", ACCOUNT)
def test_the_own_account_opens_to_whoever_is_signed_in(anybody, name):
    arguments, status = ACCOUNT[name]

    answer = anybody.get(reverse(name, args=arguments))

    assert answer.status_code == (302 if anybody.role == "stranger" else status)
    if anybody.role == "stranger":
        assert answer.url.startswith("/dang-nhap/")


@pytest.mark.parametrize("name", INVITING)
def test_accounts_of_others_open_to_those_who_may_invite(anybody, name):
    MandateFactory(pk=9001, user=UserFactory(pk=9001))
    arguments, others, administrator = INVITING[name]

    answer = anybody.get(reverse(name, args=arguments))

    assert answer.status_code == {"stranger": 302, "signed in": others, "administrator": administrator}[anybody.role]


@pytest.mark.parametrize("name", DESK)
def test_the_desk_is_closed_to_all_but_secretariats(rows, anybody, name):
    response = anybody.get(reverse(name, args=DESK[name]))

    stranger = 405 if name == "desk:changes" else 302  # what a page's script asks is answered, not redirected
    assert response.status_code == stranger if anybody.role == "stranger" else response.status_code in (403, 404, 405)


@pytest.mark.parametrize("name", AWARDS_DESK)
def test_the_desk_of_awards_is_closed_to_all_but_secretariats_and_administrators(rows, anybody, name):
    rows[0].conference = ConferenceFactory()
    rows[0].save()
    AwardFactory(pk=7, presented_at=rows[0].conference)

    response = anybody.get(reverse(name, args=AWARDS_DESK[name]))

    allowed = {"stranger": 302, "signed in": 404, "administrator": 200}
    assert response.status_code == allowed[anybody.role]


@pytest.mark.parametrize("name", UNIT)
def test_the_pages_of_a_unit_are_closed_to_all_but_those_who_act_for_it(rows, anybody, name):
    MembershipFactory(pk=9, cluster_year=rows[0].cluster_year)

    response = anybody.get(reverse(name, args=UNIT[name]))

    assert response.status_code == 302 if anybody.role == "stranger" else response.status_code in (403, 404)


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_address_answers_everybody_the_same(rows, anybody, name):
    arguments, status = PUBLIC[name]

    assert anybody.get(reverse(name, args=arguments)).status_code == status


CLOSED = {"stranger": 302, "signed in": 403}


@pytest.mark.parametrize("page", ["changelist", "add"])
@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_the_admin_opens_to_administrators_alone(anybody, model, page):
    response = anybody.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"))

    # 403 for an administrator too: some rows are only added by services.
    assert response.status_code in ([CLOSED[anybody.role]] if anybody.role in CLOSED else [200, 403])


@pytest.mark.parametrize("page", ["change", "history", "delete", "move", "draft"])
def test_a_records_pages_in_the_admin_open_to_administrators_alone(rows, anybody, page):
    response = anybody.get(reverse(f"admin:pacts_pact_{page}", args=[rows[0].pk]))

    allowed = {"change": 200, "history": 200, "delete": 403, "move": 302, "draft": 403}
    assert response.status_code == CLOSED.get(anybody.role, allowed[page])


def test_a_stranger_is_sent_to_the_one_sign_in_and_comes_back(client):
    assert client.get("/admin/clusters/unit/").url == "/dang-nhap/?next=/admin/clusters/unit/"
    assert client.get("/admin/login/?next=/admin/clusters/unit/").url == "/dang-nhap/?next=/admin/clusters/unit/"


def test_signing_in_leads_back_and_never_to_another_site(client):
    user = UserFactory(admin=True)
    words = {"username": user.username, "password": PASSWORD}

    assert client.post("/dang-nhap/?next=/admin/", words | {"next": "/admin/"}).url == "/admin/"
    assert client.post("/dang-nhap/", words | {"next": "https://example.com/"}).url == "/bat-dau/"


@pytest.mark.parametrize("address", ODD)
def test_an_odd_request_gets_a_clear_page(client, rows, address):
    response = client.get(address)

    assert response.status_code in (200, 301, 404)
    if response.status_code != 301 and response.headers["Content-Type"].startswith("text/html"):
        assert "<h1" in response.content.decode()


@pytest.mark.parametrize("charset", ["undefined", "idna", "hex", "utf-16", "unicode_escape", "latin-1", "x" * 300])
def test_a_request_that_calls_itself_an_odd_encoding_is_read_all_the_same(charset):
    environ = RequestFactory().get("/giao-uoc/?q=%C4%91").environ | {"CONTENT_TYPE": f"text/html; charset={charset}"}

    request = only_utf8(lambda environ, start_response: WSGIRequest(environ))(environ, None)

    assert request.GET["q"] == "đ"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("address", ["/", "/giao-uoc/", "/giao-uoc/cum-x/2021/", "/don-vi/", "/du-lieu/giao-uoc.json"])
def test_a_public_page_only_answers_reading(client, rows, method, address):
    response = getattr(client, method)(address)

    assert response.status_code == 405
    assert "<h1" in response.content.decode()


def test_a_form_without_its_token_is_refused_with_words():
    response = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "a", "password": "b"})

    assert response.status_code == 403
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/giao-uoc/cum-x/2021/", "/dang-nhap/", "/khong-co", "/admin/", "/healthz"])
def test_every_answer_carries_the_strict_policy(client, rows, address):
    headers = client.get(address).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]


def test_the_500_page_stands_alone(client, rows, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("pactsite.pages.home.years", lambda *a, **k: 1 / 0, raising=False)
    monkeypatch.setattr("pactsite.pages.home.render", lambda *a, **k: 1 / 0)

    response = client.get("/")

    assert response.status_code == 500
    assert "<h1" in response.content.decode()
