"""Public pages and figures are cached while nothing public changes; pages of signed-in users are not."""

import re
from threading import Event, Thread

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.urls import reverse

from awards.services.awards import move_award
from clusters.common.page_cache import cached_figures
from clusters.models import Unit
from pacts.services.lifecycle import withdraw_pact
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


# --- Figures of the whole register ------------------------------------------------------------

FIGURES = ["/", "/khen-thuong/", "/khen-thuong/so-lieu/"]


def signed_in(client):
    client.force_login(UserFactory())
    return client


@pytest.mark.parametrize("address", FIGURES)
def test_figures_are_counted_once_for_all_readers(client, pact, address, django_assert_max_num_queries):
    signed_in(client)
    first = queries(client, address, django_assert_max_num_queries)

    assert queries(client, address, django_assert_max_num_queries) < first


@pytest.mark.parametrize("address", FIGURES)
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_a_new_award_is_counted_at_once(client, pact, address, is_signed_in):
    if is_signed_in:
        signed_in(client)
    AwardFactory(presented_at=pact.conference, granted_count=5, merit_year=2020)
    before = client.get(address).content.decode()

    AwardFactory(presented_at=pact.conference, granted_count=444_440, merit_year=2020)

    # Not a number that a token of the page may hold by chance.
    total = re.compile(r"444\D?445(?!\d)")
    assert (bool(total.search(before)), bool(total.search(client.get(address).content.decode()))) == (False, True)


def test_figures_that_are_too_many_are_not_cached(rf, monkeypatch):
    monkeypatch.setattr("clusters.common.page_cache.MOST_ROWS", 2)
    counts = iter([[1, 2, 3], [4, 5, 6]])

    assert [cached_figures(rf.get("/"), "x", lambda: next(counts)) for _time in range(2)] == [[1, 2, 3], [4, 5, 6]]


# --- While somebody writes --------------------------------------------------------------------


def in_thread(work):
    """Run a function in another thread, with a connection of its own, and wait for it."""

    def run():
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join(20)


@pytest.mark.django_db(transaction=True)
def test_a_change_committed_while_figures_are_counted_is_seen_by_the_next_reader(rf):
    """The revision is older than the figures, so what was counted is never found under the new revision."""

    def count_and_write():
        count = Unit.objects.count()
        in_thread(UnitFactory)
        return count

    before = cached_figures(rf.get("/"), "units", count_and_write)

    assert cached_figures(rf.get("/"), "units", Unit.objects.count) == before + 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_cached_while_an_earlier_change_is_not_committed(rf):
    """A lower history id that is committed after a higher one must not be missing from cached figures."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    written, committed = Event(), Event()

    def write_slowly():
        with transaction.atomic():
            UnitFactory()
            written.set()
            committed.wait(10)

    writer = Thread(target=in_thread, args=[write_slowly])
    writer.start()
    written.wait(10)
    UnitFactory()  # a higher id, committed first
    before = cached_figures(rf.get("/"), "units", Unit.objects.count)
    committed.set()
    writer.join(20)

    assert cached_figures(rf.get("/"), "units", Unit.objects.count) == before + 1
