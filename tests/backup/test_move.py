"""Moving to another database: every row with its history arrives, or nothing does."""

import datetime
import io
import re
import uuid

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import isolate_apps, override_settings

from clusters.models import Source, Unit, User
from clusters.search.backends import backend
from pacts.models import PactVersion
from pactsite.backup import BackupError, move
from pactsite.backup.databases import as_default, connect, copy_sqlite, sqlite_path
from pactsite.backup.move import Table, copy, locked
from pactsite.backup.tables import record_models, table_names
from pactsite.databases import SQLITE, with_options
from tests.backup.machines import Machine, all_rows, rows_of
from tests.factories import SourceFactory, UnitFactory

TABLES = [Table(model) for model in record_models()]


def move_here(address):
    call_command("move_to", address, stdout=io.StringIO())


def refusal_of(address):
    with pytest.raises(CommandError) as refusal:
        move_here(address)
    return str(refusal.value)


@pytest.fixture
def odd_rows(register):
    """What a field would tidy up, or another database store in another way."""
    gone = UnitFactory(slug="gone")
    number = gone.pk
    SourceFactory(title="Nguồn", errata=[{"as_written": "à", "meant": "á"}])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM clusters_unit WHERE id = %s", [number])
        cursor.execute("UPDATE clusters_source SET title = %s, authors = %s", ["  untidy\u00a0", "null"])
    return number


def tables_without_migrations(name, **options):
    with override_settings(MIGRATION_MODULES={app.label: None for app in apps.get_app_configs()}):
        call_command(name, run_syncdb=True, **options)
    with connection.schema_editor() as editor:  # what a migration creates beside the tables of the models
        backend(connection).create(editor)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for migration in MigrationLoader(None).disk_migrations:
        recorder.record_applied(*migration)


def test_every_row_arrives_and_numbers_of_rows_that_are_gone_stay_taken(odd_rows, tmp_path, machine, monkeypatch):
    """From the database under test to SQLite; from PostgreSQL also back."""
    other = Machine(tmp_path / "moved", f"sqlite:///{tmp_path}/moved/register.sqlite3")
    machines = [other] if connection.vendor == "sqlite" else [other, machine]

    with monkeypatch.context() as patch:
        if machine in machines:  # one real migration each time takes long enough
            patch.setattr(move, "call_command", tables_without_migrations)
        move_here(other.address)
    if machine in machines:
        with other.as_default():
            move_here(machine.address)

    before = all_rows(connection)
    for place in machines:
        assert rows_of(place) == before
        with place.as_default():
            assert set(Source.objects.values_list("title", flat=True)) == {"  untidy\u00a0"}
            assert not Source.objects.filter(authors__isnull=True).exists()  # JSON's null is no unknown
            assert UnitFactory(slug="new").pk > odd_rows
        assert place.manage("check_seals")[0] == 0
    assert (other.folder / "register.sqlite3").stat().st_mode & 0o077 == 0


# --- Refusals ---------------------------------------------------------------------------------


def test_the_database_of_the_register_itself_is_refused(site):
    name = connection.settings_dict["NAME"]
    address = f"sqlite:///{name}" if connection.vendor == "sqlite" else f"postgres:///{name}"

    assert refusal_of(address) == "Nothing was moved. This is the database where the register is now."
    assert "clusters_unit" in table_names(connection)


def test_a_database_that_is_not_empty_is_refused_and_stays_as_it_was(site, machine):
    other = connect(machine.config)
    with other.cursor() as cursor:
        cursor.execute("CREATE TABLE something (id integer)")

    assert refusal_of(machine.address) == (
        "Nothing was moved. The other database is not empty: the register is moved only into an empty one."
    )
    assert table_names(other) == ["something"]
    other.close()


def test_a_register_with_waiting_migrations_is_not_moved(site, machine, monkeypatch):
    monkeypatch.setattr(move, "applied_migrations", lambda database: [])

    assert refusal_of(machine.address) == "Nothing was moved. The database is not up to date: run migrate first."
    assert machine.left_behind() == []


@pytest.mark.parametrize("address", ["", "register", "mysql://a:word@b/c", "postgres://a:word@b/", "-"])
def test_an_address_that_says_nothing_is_refused_without_being_repeated(site, address, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("ftp://a:word@b/c\n"))

    sentence = refusal_of(address)

    assert sentence == "Write the address as postgres://name@server/database or sqlite:////path/to/file."


def test_a_server_that_does_not_answer_is_a_sentence(site, tmp_path):
    assert refusal_of(f"postgres:///register?host={tmp_path}").startswith("Nothing was moved. ")


def test_a_failure_on_the_way_empties_the_other_database_again(register, machine, monkeypatch):
    monkeypatch.setattr(move, "copy", lambda *args: 1 / 0)
    monkeypatch.setattr(move, "call_command", make_one_table)

    with pytest.raises(ZeroDivisionError):
        move_here(machine.address)

    with machine.as_default():
        assert connection.vendor == "sqlite" or table_names(connection) == []
    assert machine.left_behind() == []


def make_one_table(*args, **options):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE something (id integer)")


# --- Comparing ----------------------------------------------------------------------------------


@pytest.fixture
def copied(register, tmp_path):
    """A second SQLite database, made from the file of the first; yields both connections."""
    path = copy_sqlite(sqlite_path(connection), tmp_path)
    target = connect(with_options({"ENGINE": SQLITE, "NAME": path}))
    source = move.connections["default"]
    with as_default(target):
        yield source, target


@pytest.mark.once
def test_the_copy_replaces_what_migrating_put_there(copied):
    source, target = copied
    with target.cursor() as cursor:
        cursor.execute("INSERT INTO clusters_unit SELECT * FROM clusters_unit WHERE 0")
        cursor.execute("DELETE FROM pacts_pactversion")

    with transaction.atomic():
        counts = copy(TABLES, source, target)

    assert counts["pacts_pactversion"] == 2
    assert all_rows(target) == all_rows(source)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("UPDATE pacts_pactversion SET content = '{}' WHERE number = 2", "Row 2 of pacts_pactversion differs"),
        ("DELETE FROM pacts_pactversion WHERE number = 1", "Row 1 of pacts_pactversion differs after the move."),
        (
            "INSERT INTO pacts_pactversion (id, number, format, content, seal, sealed_at, pact_id) "
            "SELECT 9, 3, format, content, seal, sealed_at, pact_id FROM pacts_pactversion WHERE number = 1",
            "pacts_pactversion has 2 rows, but 3 after the move.",
        ),
    ],
    ids=["changed", "missing", "one too many"],
)
@pytest.mark.once
def test_any_difference_is_found(copied, change, sentence):
    source, target = copied
    table = Table(PactVersion)
    numbers = dict(PactVersion.objects.values_list("number", "pk"))
    sentence = re.sub(r"Row (\d)\b", lambda row: f"Row {numbers[int(row[1])]}", sentence)
    assert table.compare(source, target) == 2
    with target.cursor() as cursor:
        cursor.execute(change.replace("SELECT 9", f"SELECT {numbers[2] + 1}"))

    with pytest.raises(BackupError) as refusal:
        table.compare(source, target)

    assert str(refusal.value).startswith(sentence)


def test_a_row_the_other_database_refuses_is_a_sentence(register):
    table = Table(User)
    (row,) = table.read(connection)

    with pytest.raises(BackupError) as refusal:
        table.insert(connection, [row])

    assert str(refusal.value).startswith("The other database refuses a row of clusters_user: ")


def test_nobody_else_writes_while_rows_are_copied(register):
    unit = UnitFactory()
    other = connect(with_options(connection.settings_dict))
    impatient = "PRAGMA busy_timeout = 50" if connection.vendor == "sqlite" else "SET lock_timeout = 50"

    with locked(TABLES), other.cursor() as cursor:
        cursor.execute(impatient)
        with pytest.raises(DatabaseError):
            cursor.execute("UPDATE clusters_unit SET name = 'Khác' WHERE id = %s", [unit.pk])
    other.close()

    assert Unit.objects.get(pk=unit.pk).name == unit.name


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("DateTimeField", datetime.datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=datetime.UTC)),
        ("UUIDField", uuid.UUID(int=5)),
        ("BinaryField", b"\0\1"),
    ],
)
def test_kinds_stored_in_different_ways_come_back_as_they_were(site, kind, value):
    with isolate_apps("clusters"):
        attributes = {"__module__": "clusters.models", "value": getattr(models, kind)(null=True)}
        table = Table(type("One", (models.Model,), attributes))
    with connection.schema_editor() as editor:
        editor.create_model(table.model)
    try:
        table.insert(connection, [[1, value], [2, None]])
        found = [table.comparable(row) for row in table.read(connection)]
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(table.model)

    assert found == [[1, value], [2, None]]
