"""One mark for everything the public may read; a page asked again is not sent again."""

import threading

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.utils import translation
from simple_history.utils import get_history_manager_for_model

from clusters.common.revision import newest_rows, revision
from pacts.services.lifecycle import withdraw_pact
from tests.factories import AwardFactory, PactFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    return PactFactory(signed=True).get_absolute_url()


def asked_again(client, address):
    return client.get(address, headers={"if-none-match": client.get(address).headers["ETag"]})


def test_an_unchanged_page_asked_again_is_not_sent_again(client, address, django_assert_num_queries):
    mark = client.get(address).headers["ETag"]

    with django_assert_num_queries(1):
        response = client.get(address, headers={"if-none-match": mark})

    assert (response.status_code, response.content, response.headers["ETag"]) == (304, b"", mark)


def test_a_browser_asks_each_time_and_no_store_in_between_answers(client, address):
    assert client.get(address).headers["Cache-Control"] == "private, no-cache"


def test_a_change_of_a_name_changes_the_mark(client, address):
    unit = UnitFactory()
    mark = client.get(address).headers["ETag"]

    unit.name = "Sở Nội vụ"
    unit.save()

    assert client.get(address, headers={"if-none-match": mark}).status_code == 200


def test_an_award_given_changes_the_mark(client, address):
    mark = client.get(address).headers["ETag"]

    AwardFactory()

    assert client.get(address, headers={"if-none-match": mark}).status_code == 200


def test_a_pact_withdrawn_changes_the_mark(client):
    pact = PactFactory(signed=True)
    mark = client.get(pact.get_absolute_url()).headers["ETag"]

    withdraw_pact(pact=pact, by=UserFactory(admin=True), reason="Nhập nhầm.")

    assert client.get(pact.get_absolute_url(), headers={"if-none-match": mark}).status_code == 410


def test_somebody_signing_in_changes_nothing(client, address):
    user = UserFactory()
    mark = client.get(address).headers["ETag"]

    Client().force_login(user)

    assert client.get(address, headers={"if-none-match": mark}).status_code == 304


def test_each_language_has_a_mark_of_its_own():
    with translation.override("vi"):
        vietnamese = revision()
    with translation.override("en"):
        english = revision()

    assert vietnamese != english


def test_the_day_changes_the_mark(monkeypatch):
    today = revision()
    monkeypatch.setattr("clusters.common.revision.localdate", lambda: "2031-01-01")

    assert revision() != today


def test_whoever_is_signed_in_is_sent_the_page_each_time(client, address):
    client.force_login(UserFactory())

    assert "ETag" not in client.get(address).headers


def test_whoever_is_told_something_is_sent_the_page_each_time(client, address):
    client.cookies["messages"] = "x"

    assert "ETag" not in client.get(address).headers


def test_every_model_with_a_history_is_asked():
    tracked = [model for model in apps.get_models() if hasattr(model._meta, "simple_history_manager_attribute")]

    tables = [get_history_manager_for_model(model).model._meta.db_table for model in tracked]

    assert len(tables) > 20
    assert [table for table in tables if f'"{table}"' not in newest_rows()] == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_while_somebody_writes_there_is_no_mark():
    written, read = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            UnitFactory()
            written.set()
            read.wait(10)
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    written.wait(10)
    during = revision()
    read.set()
    thread.join()

    assert (during, revision() is None) == (None, False)
