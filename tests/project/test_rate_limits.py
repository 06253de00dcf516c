"""How often an address may ask, and how much a request may bring."""

import sqlite3

import pytest
from django.urls import reverse

from clusters.common import rate_limits
from tests.factories import MandateFactory, PactFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_drawn_anew")]

HOUR = 3_600 * 100.0  # a moment at the beginning of a minute


@pytest.fixture(autouse=True)
def clock(settings, tmp_path, monkeypatch):
    settings.RATE_LIMITS = {"search": 2, "export": 1, "verify": 1, "paste": 1}
    settings.RATE_LIMITS_FILE = tmp_path / "limits.sqlite3"
    moment = [HOUR]
    monkeypatch.setattr(rate_limits.time, "time", lambda: moment[0])
    return moment


def statuses(client, path, times, **extra):
    return [client.get(path, {"q": "thi dua"}, **extra).status_code for _time in range(times)]


def test_a_search_too_many_is_refused_with_the_time_to_wait(client):
    client.cookies["sessionid"] = "made up"  # so that no answer is a 304

    answers = [client.get("/tim-kiem/", {"q": "thi dua"}) for _time in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert "Hãy thử lại sau 60 giây." in answers[-1].content.decode()


def test_the_next_minute_begins_anew(client, clock):
    statuses(client, "/tim-kiem/", 3)

    clock[0] += 60

    assert statuses(client, "/tim-kiem/", 1) == [200]


def test_another_address_is_counted_by_itself(client):
    statuses(client, "/tim-kiem/", 3)

    assert statuses(client, "/tim-kiem/", 1, REMOTE_ADDR="203.0.113.9") == [200]


def test_addresses_of_one_ipv6_network_count_together(client):
    found = [statuses(client, "/tim-kiem/", 1, REMOTE_ADDR=f"2001:db8:0:1::{number}") for number in range(1, 4)]

    assert found == [[200], [200], [429]]


def test_ipv4_addresses_written_as_ipv6_are_counted_apart(client):
    found = [statuses(client, "/tim-kiem/", 1, REMOTE_ADDR=f"::ffff:203.0.113.{number}") for number in range(4)]

    assert found == [[200]] * 4


def test_who_comes_from_no_known_address_is_not_counted(client):
    assert statuses(client, "/tim-kiem/", 4, REMOTE_ADDR="") == [200] * 4


def test_a_damaged_counter_is_made_anew(client, settings):
    settings.RATE_LIMITS_FILE.write_bytes(b"no database" * 500)

    assert statuses(client, "/tim-kiem/", 4) == [200, 200, 200, 429]


def test_a_made_up_session_is_no_way_around(client):
    client.cookies["sessionid"] = "made up"

    assert statuses(client, "/tim-kiem/", 3) == [200, 200, 429]


def test_who_is_signed_in_is_not_counted(client):
    client.force_login(UserFactory())

    assert statuses(client, "/tim-kiem/", 4) == [200] * 4


def test_an_unchanged_page_asked_again_is_not_counted(client):
    mark = client.get("/tim-kiem/", {"q": "thi dua"}).headers["ETag"]

    assert statuses(client, "/tim-kiem/", 4, headers={"If-None-Match": mark}) == [304] * 4


def test_a_search_answered_from_what_is_kept_is_not_counted(client, monkeypatch):
    monkeypatch.setattr("clusters.common.page_cache.LARGEST", 300_000)

    assert statuses(client, "/tim-kiem/", 4) == [200] * 4


@pytest.mark.parametrize("path", ["/du-lieu/giao-uoc.csv", "/du-lieu/don-vi.csv", "/khen-thuong/so-lieu/loai.csv"])
def test_an_export_too_many_is_refused(client, path):
    assert statuses(client, path, 2)[1] == 429


def test_data_is_refused_in_words_a_program_can_show(client):
    statuses(client, "/du-lieu/giao-uoc.csv", 1)

    answer = client.get("/du-lieu/giao-uoc.csv")

    assert answer.json() == {"error": "Đã yêu cầu quá nhiều trong một phút. Hãy thử lại sau 60 giây."}


def test_texts_to_verify_are_counted_and_the_page_is_not(client):
    posted = [client.post("/xac-minh/", {"van-ban": "x"}).status_code for _time in range(2)]

    assert (posted, client.get("/xac-minh/").status_code) == ([200, 429], 200)


def test_pasted_texts_are_counted_by_account(client):
    pact = PactFactory()
    address = reverse("desk:commitments", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug])
    found = []
    for _person in range(2):
        client.force_login(MandateFactory(cluster=pact.cluster_year.cluster).user)
        found.append([client.post(address, {"text": f"1. a{number}"}).status_code for number in range(2)])

    assert found == [[200, 429]] * 2


def test_a_limit_of_zero_is_none(client, settings):
    settings.RATE_LIMITS = {"search": 0}

    assert statuses(client, "/tim-kiem/", 5) == [200] * 5


def test_a_counter_that_fails_refuses_nobody(client, settings, caplog):
    settings.RATE_LIMITS_FILE = "/nowhere/limits.sqlite3"

    assert statuses(client, "/tim-kiem/", 5) == [200] * 5
    assert "Requests cannot be counted" in caplog.text


def test_the_counter_keeps_no_address_and_nothing_old(client, settings, clock):
    statuses(client, "/tim-kiem/", 1, REMOTE_ADDR="203.0.113.9")
    clock[0] += 600
    statuses(client, "/tim-kiem/", 1, REMOTE_ADDR="203.0.113.9")

    with sqlite3.connect(settings.RATE_LIMITS_FILE) as connection:
        rows = connection.execute("SELECT who, times FROM asked").fetchall()
    connection.close()
    assert [(len(who), times) for who, times in rows] == [(64, 1)]


# --- Bodies -----------------------------------------------------------------------------------


def test_a_form_too_large_is_refused_before_it_is_read(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    answer = client.post("/xac-minh/", {"van-ban": "x" * 200})

    assert answer.status_code == 413
    assert "lớn hơn" in answer.content.decode()


def test_a_file_is_taken_where_files_are_and_nowhere_else(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.LARGEST_UPLOAD_BODY = 100, 10_000
    body = {"van-ban": "x" * 2_000}

    found = [client.post(path, body).status_code for path in ("/xac-minh/", "/ban-lam-viec/")]

    assert (found[0], found[1] != 413) == (413, True)


def test_what_a_script_sends_is_refused_in_json(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    answer = client.post("/ban-lam-viec/x/2021/", "x" * 200, content_type="application/json")

    assert (answer.status_code, list(answer.json())) == (413, ["error"])


def test_a_body_of_unknown_size_is_refused(client):
    answer = client.post("/xac-minh/", {"van-ban": "x"}, HTTP_TRANSFER_ENCODING="chunked")

    assert answer.status_code == 411


@pytest.mark.django_db
def test_a_form_whose_size_is_no_number_is_an_empty_form(client):
    client.force_login(UserFactory())

    answer = client.post("/mat-khau/doi/", "a=x", "application/x-www-form-urlencoded", CONTENT_LENGTH="many")

    assert answer.status_code == 200


@pytest.mark.parametrize("size", ["", "many", "-1"])
def test_a_size_that_is_no_number_is_left_to_django(client, size):
    assert client.get("/xac-minh/", CONTENT_LENGTH=size).status_code == 200
