"""The disk is full, read-only or gone: pages say so in plain words, and nothing typed or entered is lost silently."""

import contextlib
import errno
import shutil
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import InterfaceError, OperationalError, ProgrammingError, connection, connections
from django.db.utils import load_backend
from django.test import Client
from django.urls import reverse

from clusters.common.outage import is_outage
from clusters.sqlite import base
from pacts.document import document_of
from pacts.document.validate import typed
from pacts.models import Pact
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def browser():
    return Client(raise_request_exception=False, headers=HERE)


@pytest.fixture
def read_only():
    """Let the database refuse writes, as on a read-only disk."""

    def switch(on):
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA query_only = {on}")

    yield lambda: switch("ON")
    switch("OFF")


@pytest.fixture
def vanished(transactional_db, monkeypatch):
    """Take the database file away, and put it back afterwards."""
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "must_exist", True)
    connection.close()
    file = Path(connection.settings_dict["NAME"])
    kept = file.with_name("kept.sqlite3")
    file.rename(kept)
    yield file
    connection.close()
    for ending in ("", "-wal", "-shm"):
        Path(f"{file}{ending}").unlink(missing_ok=True)
    kept.rename(file)


# --- The file ---------------------------------------------------------------------------------------


def another(path, **options):
    """Return a connection of its own to a SQLite file, as the site would open it."""
    config = {"ENGINE": "clusters.sqlite", "NAME": path, "OPTIONS": options, "CONN_MAX_AGE": 60}
    config = connections.configure_settings({"default": config | {"CONN_HEALTH_CHECKS": True}})["default"]
    return load_backend(config["ENGINE"]).DatabaseWrapper(config, "another")


def test_a_vanished_file_is_not_made_anew(tmp_path):
    path = tmp_path / "a ?#%.sqlite3"

    with pytest.raises(OperationalError):
        another(path).cursor()

    assert not path.exists()


@pytest.mark.parametrize("command", ["migrate", "showmigrations", "send_notices", None])
def test_only_what_prepares_a_database_makes_its_file(tmp_path, monkeypatch, command):
    monkeypatch.setattr("sys.argv", ["manage.py", *([command] if command else [])])
    database = another(tmp_path / "a.sqlite3")

    with contextlib.suppress(OperationalError):
        database.ensure_connection()
    database.close()

    assert (tmp_path / "a.sqlite3").exists() == (command in base.PREPARING)


def test_an_open_connection_writes_into_no_file_that_was_removed_or_replaced(tmp_path):
    path = tmp_path / "a.sqlite3"
    database = another(path, must_exist=False)
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (word text)")
    shutil.copy(path, tmp_path / "b.sqlite3")
    (tmp_path / "b.sqlite3").rename(path)

    database.close_if_unusable_or_obsolete()  # as at the beginning of each request
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO kept VALUES ('x')")

    with sqlite3.connect(path) as there:
        assert there.execute("SELECT word FROM kept").fetchall() == [("x",)]
    there.close()
    database.settings_dict["OPTIONS"]["must_exist"] = True
    path.unlink()
    database.close_if_unusable_or_obsolete()
    with pytest.raises(OperationalError):
        database.cursor()
    assert not path.exists()


def test_a_page_of_a_site_whose_file_is_gone_answers_503_and_makes_none(browser, vanished):
    answers = [browser.get("/"), browser.get("/giao-uoc/"), browser.get("/khong-co/")]

    assert [answer.status_code for answer in answers] == [503, 503, 404]
    assert answers[0].headers["Retry-After"] == "60"
    assert ("Tạm thời không mở được" in answers[0].text, 'lang="en"' in answers[0].text) == (True, True)
    assert browser.get("/healthz").content == b"database file missing\n"
    assert not vanished.exists()


# --- What is the machine's fault --------------------------------------------------------------------


def of_sqlite(code):
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    return wrapped(error)


def wrapped(cause, kind=OperationalError):
    error = kind("x")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "is_one"),
    [
        (of_sqlite(sqlite3.SQLITE_FULL), True),
        (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), True),
        (of_sqlite(sqlite3.SQLITE_READONLY_DBMOVED), True),
        (of_sqlite(sqlite3.SQLITE_ERROR), False),
        (OperationalError("could not connect to server"), True),
        (InterfaceError("connection already closed"), True),
        (ProgrammingError('relation "x" does not exist'), False),
        (OSError(errno.ENOSPC, "x"), True),
        (OSError(errno.EROFS, "x"), True),
        (FileNotFoundError(errno.ENOENT, "x"), False),
        (wrapped(OSError(errno.ENOSPC, "x"), ValueError), True),
        (ValueError("x"), False),
        (None, False),
    ],
)
def test_an_outage_is_told_from_a_fault_of_the_program(error, is_one):
    assert is_outage(error) is is_one


def test_a_fault_of_the_program_stays_a_500(browser, monkeypatch):
    monkeypatch.setattr("pactsite.pages.home.render", lambda *args, **more: 1 / 0)

    assert browser.get("/gioi-thieu/").status_code == 500


# --- The desk ---------------------------------------------------------------------------------------


@pytest.fixture
def pact():
    cluster = ClusterFactory(slug="khoi-x", organiser=UnitFactory(name="Tỉnh X", kind="province"))
    return PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))


@pytest.fixture
def user(browser, pact):
    user = MandateFactory(organiser=True, unit=pact.cluster_year.cluster.organiser).user
    browser.force_login(user)
    browser.get("/ban-lam-viec/")
    return user


def test_a_form_that_cannot_be_saved_is_shown_again_with_all_that_was_typed(browser, pact, user, read_only):
    address = reverse("desk:pact", args=["khoi-x", "2021"])
    words = typed(document_of(pact)) | {"pact-theme": "Đoàn kết <b>", "revision": pact.draft_revision, "then": "keep"}
    read_only()

    answer = browser.post(address, words)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert 'name="pact-theme" value="Đoàn kết &lt;b&gt;"' in answer.text
    assert f'action="{address}"' in answer.text
    assert "Đoàn kết &lt;b&gt;</textarea>" in answer.text or "Đoàn kết &lt;b&gt;\n" in answer.text


def test_what_was_shown_again_is_saved_once_the_disk_takes_it(browser, pact, user, read_only):
    address = reverse("desk:pact", args=["khoi-x", "2021"])
    words = typed(document_of(pact)) | {"pact-theme": "Đoàn kết", "revision": pact.draft_revision, "then": "keep"}
    read_only()
    page = browser.post(address, words)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = OFF")

    answer = browser.post(address, dict(page.context["typed"].fields))

    assert answer.status_code == 302
    assert Pact.objects.get(pk=pact.pk).draft["pact"]["theme"] == "Đoàn kết"


def test_nothing_is_shown_again_that_another_site_sent(browser, pact, user, read_only):
    words = typed(document_of(pact)) | {"pact-theme": "Lừa", "revision": pact.draft_revision, "then": "keep"}
    read_only()

    answer = browser.post(
        reverse("desk:pact", args=["khoi-x", "2021"]), words, headers={"Origin": "https://example.com"}
    )

    assert (answer.status_code, "Lừa" in answer.text) == (503, False)


def test_the_script_of_the_desk_is_answered_in_words_and_tries_again(browser, pact, user, read_only):
    change = {"do": "set", "section": "pact", "key": None, "field": "theme", "before": None, "value": "Đoàn kết"}
    read_only()

    answer = browser.post(
        reverse("desk:changes", args=["khoi-x", "2021"]), {"changes": [change]}, content_type="application/json"
    )

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert list(answer.json()) == ["error"]


# --- /healthz ---------------------------------------------------------------------------------------


def health(client):
    answer = client.get("/healthz")
    return answer.status_code, answer.content.decode()


def test_a_healthy_site_says_ok_in_few_queries(client, django_assert_max_num_queries):
    health(client)

    with django_assert_max_num_queries(3):
        assert health(client) == (200, "ok\n")


def test_healthz_says_when_the_database_does_not_answer(client, monkeypatch):
    def fail():
        raise OperationalError("password of the database")

    monkeypatch.setattr("pactsite.pages.health.database_state", fail)

    assert health(client) == (503, "database unreachable\n")


def test_healthz_says_when_migrations_wait(client, monkeypatch):
    monkeypatch.setattr("pactsite.pages.health.site_migrations", lambda: {("clusters", "9999_new")})

    assert health(client) == (503, "migrations not applied\n")


def test_healthz_says_when_the_disk_is_nearly_full(client, settings):
    settings.DISK_FREE_MB = 10**9

    assert health(client) == (503, "disk full\n")


@pytest.mark.parametrize("what", ["the folder of files", "the folder of the database", "the database"])
def test_healthz_says_when_what_people_enter_cannot_be_written(client, monkeypatch, tmp_path, settings, what):
    settings.MEDIA_ROOT = tmp_path
    file = Path(connection.settings_dict["NAME"])
    closed = {"the folder of files": tmp_path, "the folder of the database": file.parent, "the database": file}[what]
    monkeypatch.setattr("os.access", lambda path, mode: path != closed)

    assert health(client) == (503, "read-only\n")


def test_a_folder_of_files_that_is_not_made_yet_is_no_trouble(client, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "not" / "yet"

    assert health(client) == (200, "ok\n")


def test_healthz_says_how_its_words_are_encoded(client):
    assert client.get("/healthz").headers["Content-Type"] == "text/plain; charset=utf-8"


def test_healthz_tells_no_more_than_a_few_words(client, settings):
    settings.DISK_FREE_MB = 10**9

    assert str(site.VAR) not in client.get("/healthz").text
