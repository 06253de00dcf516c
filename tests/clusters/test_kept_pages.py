"""Public pages are drawn once while nothing public changes, and never for somebody in particular."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from awards.services import move_award
from pacts.services import withdraw_pact
from tests.factories import AwardFactory, PactFactory, UnitFactory, UserFactory
from tests.pacts.documents import full_document, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact():
    return signed(**full_document())


def queries(client, address, django_assert_max_num_queries, most=100, **extra):
    with django_assert_max_num_queries(most) as asked:
        client.get(address, **extra)
    return len(asked.captured_queries)


@pytest.mark.parametrize("name", ["home", "pacts", "clusters", "units", "about", "search"])
def test_a_page_asked_again_takes_one_query(client, pact, name, django_assert_max_num_queries):
    address = reverse(f"pages:{name}")
    first = client.get(address)

    assert queries(client, address, django_assert_max_num_queries) == 1
    assert client.get(address).content == first.content


def test_a_kept_page_has_the_headers_of_the_first(client, pact):
    first, second = (dict(client.get(pact.get_absolute_url()).headers) for _time in range(2))

    assert second | {"X-Request-ID": None} == first | {"X-Request-ID": None}


@pytest.mark.parametrize(
    "change",
    [
        lambda pact: UnitFactory(slug="moi"),
        lambda pact: AwardFactory(presented_at=pact.conference),
        lambda pact: withdraw_pact(pact=pact, by=None, reason="Nhập nhầm"),
    ],
    ids=["a unit", "an award", "a withdrawal"],
)
def test_a_change_of_the_record_is_seen_at_once(client, pact, change, django_assert_max_num_queries):
    client.get("/")

    change(pact)

    assert queries(client, "/", django_assert_max_num_queries) > 1


def test_a_withdrawn_pact_is_gone_at_once(client, pact):
    client.get(pact.get_absolute_url())

    withdraw_pact(pact=pact, by=None, reason="Nhập nhầm")

    assert client.get(pact.get_absolute_url()).status_code == 410


def test_a_revoked_award_is_seen_at_once(client):
    award = AwardFactory(recipient_name="Nguyễn Văn An", state="granted")
    client.get("/khen-thuong/")

    move_award(award=award, to="revoked", reason="Khai gian", by=None)

    assert "Khai gian" in client.get("/khen-thuong/").content.decode()


def test_a_draft_kept_at_the_desk_leaves_pages_as_they_are(client, pact, django_assert_max_num_queries):
    draft = PactFactory()
    client.get("/")

    draft.draft_revision += 1
    draft.without_history().save()

    assert queries(client, "/", django_assert_max_num_queries) == 1


def test_each_language_and_query_has_a_page_of_its_own(client, pact, settings):
    vietnamese = client.get("/giao-uoc/").content
    filtered = client.get("/giao-uoc/", {"nam": "1999"}).content
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert len({vietnamese, filtered, client.get("/giao-uoc/").content}) == 3


def test_each_host_has_a_page_of_its_own(client, pact):
    pages = [client.get("/du-lieu/giao-uoc.json", headers={"host": host}).json() for host in ("localhost", "127.0.0.1")]

    assert [page["results"][0]["url"].split("/")[2] for page in pages] == ["localhost", "127.0.0.1"]


def test_who_is_signed_in_gets_a_page_drawn_for_them(client, pact):
    client.get("/")
    client.force_login(UserFactory(full_name="Trần Thị Hoa"))

    assert "Trần Thị Hoa" in client.get("/").content.decode()


def test_what_was_drawn_for_somebody_is_not_kept(client, pact):
    client.force_login(UserFactory(full_name="Trần Thị Hoa"))
    client.get("/")
    client.logout()
    client.cookies.clear()

    assert "Trần Thị Hoa" not in client.get("/").content.decode()


def test_a_table_that_streams_is_not_kept(client, pact):
    client.get("/du-lieu/giao-uoc.csv")

    assert "".join(part.decode() for part in client.get("/du-lieu/giao-uoc.csv").streaming_content)
    assert caches["pages"]._cache == {}


def test_a_page_that_is_not_there_is_not_kept(client, pact):
    client.get("/giao-uoc/khong/co/")

    assert caches["pages"]._cache == {}
