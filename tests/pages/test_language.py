"""The language switch: stored with the account or in a cookie, independent of Accept-Language."""

import pytest
from django.test import Client

from clusters.models import User
from tests.factories import UserFactory
from tests.pacts.documents import full_document, signed

pytestmark = pytest.mark.django_db
SWITCH = "/ngon-ngu/"


def language_of(response):
    text = response.content.decode()
    return text.split('<html lang="')[1].split('"')[0], response.headers["Content-Language"]


def test_the_register_speaks_vietnamese_whatever_the_browser_asks_for(client):
    response = client.get("/", headers={"accept-language": "en-US,en;q=0.9"})

    assert language_of(response) == ("vi", "vi")
    assert dict(response.cookies) == {}


def test_choosing_english_sets_one_cookie_and_vietnamese_takes_it_away(client):
    chosen = client.post(SWITCH, {"language": "en", "next": "/giao-uoc/?nam=2021"})

    assert (chosen.status_code, chosen.url) == (302, "/giao-uoc/?nam=2021")
    assert [(name, cookie.value) for name, cookie in chosen.cookies.items()] == [("django_language", "en")]
    assert (chosen.cookies["django_language"]["httponly"], chosen.cookies["django_language"]["samesite"]) == (
        True, "Lax",
    )  # fmt: skip
    page = client.get("/giao-uoc/")
    assert language_of(page) == ("en", "en")
    assert "Cookie" in page.headers["Vary"]
    assert dict(page.cookies) == {}

    client.post(SWITCH, {"language": "vi", "next": "/"})

    assert "django_language" not in {name for name, cookie in client.cookies.items() if cookie.value}
    assert language_of(client.get("/")) == ("vi", "vi")


def test_the_switch_works_for_strangers_without_a_token_and_shows_them_none():
    stranger = Client(enforce_csrf_checks=True)

    assert "csrfmiddlewaretoken" not in stranger.get("/").content.decode()
    assert stranger.post(SWITCH, {"language": "en", "next": "/"}).status_code == 302


def test_a_signed_in_persons_choice_is_kept_with_the_account_and_in_no_cookie(client):
    person = UserFactory()
    client.force_login(person)

    chosen = client.post(SWITCH, {"language": "en", "next": "/tai-khoan/"})

    person.refresh_from_db()
    assert (person.language, chosen.url) == ("en", "/tai-khoan/")
    assert person.history.first().history_user == person
    assert "django_language" not in chosen.cookies
    assert language_of(client.get("/")) == ("en", "en")


def test_a_signed_in_persons_language_goes_before_the_browsers(client):
    client.post(SWITCH, {"language": "en", "next": "/"})
    client.force_login(UserFactory())

    assert language_of(client.get("/")) == ("vi", "vi")


def test_what_is_kept_with_an_account_asks_for_its_token():
    person = UserFactory()
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    response = client.post(SWITCH, {"language": "en", "next": "/"})

    assert response.status_code == 403
    assert User.objects.get(pk=person.pk).language == "vi"


@pytest.mark.parametrize(
    "away", ["https://example.com/", "//example.com", "javascript:alert(1)", "http:///example.com", "", "\\\\evil"]
)
def test_the_switch_leads_to_no_other_site(client, away):
    assert client.post(SWITCH, {"language": "en", "next": away}).url == "/"


@pytest.mark.parametrize("wrong", [{}, {"language": "fr"}, {"language": "vi", "next": "\0"}])
def test_a_language_there_is_not_gets_a_sentence(client, wrong):
    response = client.post(SWITCH, wrong)

    assert response.status_code == 200
    assert "<h1>Ngôn ngữ</h1>" in response.content.decode()
    assert dict(response.cookies) == {}


@pytest.mark.parametrize("odd", ["fr", "xx-yy", "", "../../etc/passwd", "e" * 3000])
def test_an_odd_cookie_is_not_followed(client, odd):
    client.cookies["django_language"] = odd

    assert language_of(client.get("/")) == ("vi", "vi")


@pytest.mark.parametrize("address", ["/khong-co/", "/giao-uoc/?trang=99"])
def test_what_went_wrong_is_told_in_the_chosen_language_too(client, address):
    client.cookies["django_language"] = "en"

    assert language_of(client.get(address)) == ("en", "en")


def test_a_refused_method_is_told_in_the_chosen_language(client):
    client.cookies["django_language"] = "en"

    response = client.post("/giao-uoc/")

    assert (response.status_code, language_of(response)) == (405, ("en", "en"))


def test_the_record_in_an_english_page_says_that_it_is_vietnamese(client):
    client.cookies["django_language"] = "en"
    pact = signed(**full_document())

    text = " ".join(client.get(pact.get_absolute_url()).content.decode().split())

    assert '<blockquote class="theme-quote" lang="vi">Đoàn kết; sáng tạo</blockquote>' in text
    assert '<p lang="vi">Hoàn thành nhiệm vụ; giữ kỷ cương…</p>' in text


@pytest.mark.parametrize("address", ["+1", "pages:home", "<x'\">", "😀", "https://example.com/", "//example.com/", ""])
def test_the_switch_leads_to_the_first_page_where_no_page_of_this_site_is_named(client, address):
    assert client.post(SWITCH, {"language": "en", "next": address}).headers["Location"] == "/"
