"""Nothing typed is lost, and nothing is done twice: ended sessions, old tokens, another person, double clicks."""

import re
import threading
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from clusters.models import Cluster
from pacts.document import apply_changes, document_of
from pacts.document.validate import typed
from pacts.models import Pact
from pacts.services.lifecycle import circulate_pact, save_draft
from tests.factories import PASSWORD, ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def pact():
    cluster = ClusterFactory(slug="khoi-x", organiser=UnitFactory(name="Tỉnh X", kind="province"))
    return PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))


@pytest.fixture
def user(pact):
    return MandateFactory(organiser=True, unit=pact.cluster_year.cluster.organiser).user


@pytest.fixture
def browser():
    """A client that is asked for its token, as a browser is."""
    return Client(enforce_csrf_checks=True, headers=HERE)


def address(pact, name="pact", *more):
    return reverse(f"desk:{name}", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug, *more])


def fields_of(page):
    """Return the hidden fields of a page's own form."""
    form = page.content.decode().split("<main")[1]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return {name: unescape(value) for name, value in hidden}


def words(pact, user, **more):
    """What the desk's page sends as a whole."""
    fields = typed(pact.draft or document_of(pact)) | {"pact-theme": "Đoàn kết"}
    return fields | {"revision": pact.draft_revision, "then": "keep", "typed_by": user.pk} | more


def token_of(browser, page="/dang-nhap/"):
    return fields_of(browser.get(page))["csrfmiddlewaretoken"]


def theme(pact):
    pact.refresh_from_db()
    return ((pact.draft or {}).get("pact") or {}).get("theme")


def send_signed_out(browser, pact, user, **more):
    return browser.post(address(pact), words(pact, user, **more) | {"csrfmiddlewaretoken": token_of(browser)})


# --- A session that ended ----------------------------------------------------------------------


def test_a_form_sent_after_the_session_ended_comes_along_through_sign_in(browser, pact, user):
    page = send_signed_out(browser, pact, user)
    assert (page.status_code, "Phiên làm việc đã hết" in page.content.decode()) == (401, True)

    answer = browser.post("/dang-nhap/", fields_of(page) | {"username": user.username, "password": PASSWORD})

    assert (answer.status_code, answer.url) == (302, address(pact))
    assert (theme(pact), pact.draft_by) == ("Đoàn kết", user)


def test_a_wrong_password_keeps_what_was_typed(browser, pact, user):
    page = send_signed_out(browser, pact, user)

    page = browser.post("/dang-nhap/", fields_of(page) | {"username": user.username, "password": "x"})
    browser.post("/dang-nhap/", fields_of(page) | {"username": user.username, "password": PASSWORD})

    assert theme(pact) == "Đoàn kết"


def test_what_is_carried_obeys_the_revision(browser, pact, user):
    page = send_signed_out(browser, pact, user)
    save_draft(pact=pact, document={"pact": {"theme": "Của người khác"}}, by=None)

    offered = browser.post("/dang-nhap/", fields_of(page) | {"username": user.username, "password": PASSWORD})
    both = browser.post(address(pact), fields_of(offered))

    assert theme(pact) == "Của người khác"
    assert (offered.status_code, both.status_code) == (409, 409)
    assert ("Của người khác" in both.content.decode(), "Đoàn kết" in both.content.decode()) == (True, True)


def test_another_person_who_signs_in_is_asked_before_signing_for_it(browser, pact, user):
    page = send_signed_out(browser, pact, user)
    other = MandateFactory(organiser=True, unit=pact.cluster_year.cluster.organiser).user

    offered = browser.post("/dang-nhap/", fields_of(page) | {"username": other.username, "password": PASSWORD})
    assert (theme(pact), other.full_name in offered.content.decode()) == (None, True)
    browser.post(address(pact), fields_of(offered))

    assert (theme(pact), pact.draft_by) == ("Đoàn kết", other)


def test_five_thousand_fields_come_along(browser, pact, user):
    many = {f"xa-{number}": "chữ có dấu" for number in range(4400)}

    page = send_signed_out(browser, pact, user, **many)
    answer = browser.post("/dang-nhap/", fields_of(page) | {"username": user.username, "password": PASSWORD})

    assert (answer.status_code, theme(pact)) == (302, "Đoàn kết")


def test_nobody_can_put_words_into_the_sign_in_page(browser, user):
    page = {"csrfmiddlewaretoken": token_of(browser), "username": user.username, "password": PASSWORD}

    answer = browser.post("/dang-nhap/", page | {"carried": "eyJhIjoxfQ:1:x", "next": "/ban-lam-viec/"})

    assert (answer.status_code, answer.url) == (302, "/ban-lam-viec/")


def test_a_small_form_comes_along_and_is_sent_with_one_button(browser, pact, user):
    sent = {"label": "2022", "csrfmiddlewaretoken": token_of(browser)}
    page = browser.post(reverse("desk:year_add", args=["khoi-x"]), sent)

    offered = browser.post("/dang-nhap/", fields_of(page) | {"username": user.username, "password": PASSWORD})
    browser.post(reverse("desk:year_add", args=["khoi-x"]), fields_of(offered))

    assert Pact.objects.filter(cluster_year__year=2022).count() == 1


def test_signing_out_lets_the_browser_forget(client, user):
    client.force_login(user)

    assert client.post("/dang-xuat/").headers["Clear-Site-Data"] == '"cache", "storage"'


# --- A token that changed ----------------------------------------------------------------------


def sent_with_an_old_token(browser, pact, user, **headers):
    browser.force_login(user)
    browser.get("/dang-nhap/")
    return browser.post(address(pact), words(pact, user) | {"csrfmiddlewaretoken": "x" * 64}, headers=headers)


def test_a_form_with_an_old_token_is_offered_again(browser, pact, user):
    page = sent_with_an_old_token(browser, pact, user)
    assert (page.status_code, theme(pact)) == (409, None)

    browser.post(address(pact), fields_of(page))

    assert theme(pact) == "Đoàn kết"


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://example.com"}, {"Origin": "null"}, {"Origin": ""}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_what_another_site_sends_is_never_offered(browser, pact, user, headers):
    page = sent_with_an_old_token(browser, pact, user, **headers)

    assert page.status_code == 403
    assert "Đoàn kết" not in page.content.decode()


def test_an_old_token_outside_the_desk_is_refused_as_ever(browser, user):
    browser.force_login(user)

    assert browser.post("/dang-xuat/", {"csrfmiddlewaretoken": "x" * 64}).status_code == 403


def test_a_sign_in_page_that_grew_old_itself_still_carries(browser, pact, user):
    page = send_signed_out(browser, pact, user)
    old = fields_of(page) | {"csrfmiddlewaretoken": "x" * 64, "username": user.username, "password": PASSWORD}

    page = browser.post("/dang-nhap/", old)
    browser.post("/dang-nhap/", fields_of(page) | {"username": user.username, "password": PASSWORD})

    assert theme(pact) == "Đoàn kết"


def test_the_pages_script_gets_a_new_token(browser, pact, user):
    browser.force_login(user)
    kept = {"data": {"changes": []}, "content_type": "application/json"}

    refused = browser.post(address(pact, "changes"), **kept, headers={"X-CSRFToken": "x" * 64})
    answer = browser.post(address(pact, "changes"), **kept, headers={"X-CSRFToken": refused.json()["token"]})

    assert (refused.status_code, answer.status_code) == (403, 200)


def test_another_sites_script_gets_none(browser, pact, user):
    browser.force_login(user)

    refused = browser.post(
        address(pact, "changes"), {}, content_type="application/json", headers={"Origin": "https://example.com"}
    )

    assert (refused.status_code, refused.headers["Content-Type"]) == (403, "text/html; charset=utf-8")


def test_words_typed_under_another_account_are_not_kept_by_themselves(client, pact, user):
    client.force_login(user)
    change = {"do": "set", "section": "pact", "field": "theme", "before": None, "value": "x"}

    answer = client.post(
        address(pact, "changes"), {"by": user.pk + 1, "changes": [change]}, content_type="application/json"
    )

    assert (answer.status_code, answer.json()["other"]["id"], theme(pact)) == (409, user.pk, None)


# --- Twice -------------------------------------------------------------------------------------


def twice(browser, page, sent):
    """Send a page's form two times, as a double click does, and return both answers."""
    sent = {"csrfmiddlewaretoken": fields_of(browser.get(page))["csrfmiddlewaretoken"]} | sent
    return [browser.post(page, urlencode(sent), content_type="application/x-www-form-urlencoded") for _n in range(2)]


@pytest.fixture
def organiser(browser, user):
    browser.force_login(user)
    return user


def test_a_cluster_sent_twice_is_added_once(browser, organiser, pact):
    sent = {"organiser": pact.cluster_year.cluster.organiser.pk, "name": "Cụm số 1", "kind": "cum"}

    first, second = twice(browser, reverse("desk:cluster_add"), sent)

    assert Cluster.objects.filter(name="Cụm số 1").count() == 1
    assert (first.status_code, second.url) == (302, first.url)


def test_the_same_page_with_other_words_is_another_form(browser, organiser, pact):
    sent = {"organiser": pact.cluster_year.cluster.organiser.pk, "kind": "cum", "csrfmiddlewaretoken": ""}
    sent["csrfmiddlewaretoken"] = token_of(browser, reverse("desk:cluster_add"))

    for name in ("Cụm số 1", "Cụm số 2"):
        browser.post(reverse("desk:cluster_add"), sent | {"name": name})

    assert Cluster.objects.filter(name__startswith="Cụm số").count() == 2


def test_a_year_sent_twice_is_opened_once(browser, organiser, pact):
    first, second = twice(browser, reverse("desk:year_add", args=["khoi-x"]), {"label": "2022"})

    assert Pact.objects.filter(cluster_year__year=2022).count() == 1
    assert (first.status_code, second.url) == (302, first.url)


def test_a_paste_applied_twice_adds_its_rows_once(browser, organiser, pact):
    first, second = twice(browser, address(pact, "commitments"), {"text": "1. Một việc\n2. Hai việc", "use": "0"})

    pact.refresh_from_db()
    assert [row["text"] for row in pact.draft["commitments"]] == ["Một việc", "Hai việc"]
    assert (first.status_code, second.url) == (302, first.url)


def test_a_move_sent_twice_is_made_once(browser, organiser, pact):
    save_draft(pact=pact, document={"commitments": [{"key": "a", "text": "Hoàn thành"}]}, by=None)

    first, second = twice(browser, address(pact, "move", "sign"), {"move": "sign"})

    assert [move.after for move in pact.moves.all()] == ["signed"]
    assert (first.status_code, second.url) == (302, first.url)


def test_a_move_asked_for_by_an_old_page_is_told_and_not_made(client, pact, user):
    client.force_login(user)
    circulate_pact(pact=pact, by=None)

    answer = client.post(address(pact), {"kept": "1", "then": "move:circulate"}, follow=True)

    assert "Giao ước này hiện không" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_the_second_waits_for_the_first(browser, user, pact):
    browser.force_login(user)
    page = reverse("desk:cluster_add")
    sent = {"organiser": pact.cluster_year.cluster.organiser.pk, "name": "Cụm số 1", "kind": "cum"}
    sent["csrfmiddlewaretoken"] = token_of(browser, page)
    cookies, start, answers = browser.cookies, threading.Barrier(2), []

    def click():
        hand = Client(enforce_csrf_checks=True, headers=HERE)
        hand.cookies = cookies.copy()
        start.wait()
        try:
            answers.append(hand.post(page, sent).url)
        finally:
            connection.close()

    hands = [threading.Thread(target=click) for _n in range(2)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert Cluster.objects.filter(name="Cụm số 1").count() == 1
    assert (len(answers), len(set(answers))) == (2, 1)


def test_a_whole_form_sent_twice_is_no_conflict(client, pact, user):
    client.force_login(user)
    sent = words(pact, user)

    answers = [client.post(address(pact), sent).status_code for _n in range(2)]

    assert (answers, theme(pact)) == ([302, 302], "Đoàn kết")


# --- Changes -----------------------------------------------------------------------------------


def test_a_units_line_of_signing_begins_with_the_first_word_in_it(client, pact, user):
    UnitFactory(slug="so-y-te")
    save_draft(pact=pact, document={"units": [{"key": "a", "unit": "so-y-te"}]}, by=None)
    client.force_login(user)
    change = {"do": "set", "section": "signatories", "key": "sign-a", "field": "name", "before": "", "value": "Lê A"}

    for _n in range(2):
        answer = client.post(address(pact, "changes"), {"changes": [change]}, content_type="application/json")

    pact.refresh_from_db()
    assert answer.json()["conflicts"] == []
    assert [(row["member"], row["name"]) for row in pact.draft["signatories"]] == [("a", "Lê A")]


def test_a_conflict_holds_their_text_as_a_field_does(client, pact, user):
    row = {"key": "a", "name": "Lê A", "titles": ["Một", "Hai"], "roles": ["guest"]}
    save_draft(pact=pact, document={"participants": [row]}, by=None)
    client.force_login(user)
    change = {"do": "set", "section": "participants", "before": "", "value": "x"}
    sent = [change | {"key": "a", "field": "titles"}]
    sent.append(change | {"key": "a", "field": "roles", "value": ["witness"]})

    sent.append(change | {"key": "b", "field": "name"})
    answer = client.post(address(pact, "changes"), {"changes": sent}, content_type="application/json")

    told = [(conflict["theirs"], conflict["gone"]) for conflict in answer.json()["conflicts"]]
    assert told == [("Một\nHai", False), (["guest"], False), (None, True)]


def test_a_removal_undone_brings_the_row_with_its_words():
    row = {"key": "a", "text": "Việc", "standing": "direction"}
    remove = {"do": "remove", "section": "commitments", "key": "a", "before": row}
    add = {"do": "add", "section": "commitments", "key": "a", "after": None, "row": row | {"no": "field"}}

    document, conflicts = apply_changes({"commitments": [row]}, [remove, add, add])

    assert conflicts == []
    assert [(row["text"], row["standing"], "no" in row) for row in document["commitments"]] == [
        ("Việc", "direction", False)
    ]


def test_lines_sent_by_a_form_and_by_the_script_are_the_same():
    change = {"do": "set", "section": "pact", "field": "preamble", "before": "a\nb", "value": "c"}

    document, conflicts = apply_changes({"pact": {"preamble": "a\r\nb"}}, [change])

    assert (document["pact"]["preamble"], conflicts) == ("c", [])
