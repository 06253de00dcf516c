"""Restoring: another machine gets all of it, or nothing and a sentence."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clusters.models import Document, Unit
from pacts.models import PactVersion
from pactsite.backup import archive, restore
from pactsite.backup.tables import row_counts
from tests.backup.machines import all_rows, rows_of

KEY = "một khóa đủ dài để mã hóa"


def backup(folder):
    call_command("backup", folder, stdout=io.StringIO())
    return next(folder.glob("register-*"))


def restored_here(machine, settings, path):
    """Restore on the other machine, in this process."""
    settings.VAR, settings.MEDIA_ROOT = machine.folder, machine.files
    with machine.as_default():
        call_command("restore", path, stdout=io.StringIO())


def refusal_of(machine, settings, path):
    with pytest.raises(CommandError) as refusal:
        restored_here(machine, settings, path)
    return str(refusal.value)


def is_untouched(machine):
    with machine.as_default():
        tables = [] if connection.vendor == "sqlite" else connection.introspection.table_names()
    return (machine.left_behind(), tables) == ([], [])


def test_another_machine_gets_the_same_register(register, tmp_path, machine):
    path = backup(tmp_path / "out")
    file = Document.objects.exclude(file="").get().file.name

    code, said = machine.manage("restore", path)

    assert (code, said.splitlines()[-1]) == (0, "Tất cả mã xác thực đều khớp.")
    assert rows_of(machine) == all_rows(connection)
    assert (machine.files / file).read_bytes() == b"%PDF-1.7 a decision"
    assert [path.stat().st_mode & 0o077 for path in (machine.files, machine.files / file)] == [0, 0]
    assert machine.manage("check_seals")[0] == 0
    if connection.vendor == "sqlite":
        assert (machine.folder / "register.sqlite3").stat().st_mode & 0o077 == 0


def test_what_is_restored_can_be_backed_up_again(register, tmp_path, machine):
    machine.manage("restore", backup(tmp_path / "out"))

    assert machine.manage("backup", tmp_path / "again")[0] == 0


def test_an_encrypted_backup_needs_its_key(register, tmp_path, machine):
    register.BACKUP_KEY = KEY
    path = backup(tmp_path / "out")
    register.BACKUP_KEY = KEY + "!"
    wrong = refusal_of(machine, register, path)
    register.BACKUP_KEY = ""
    without = refusal_of(machine, register, path)
    assert is_untouched(machine)

    machine.key = KEY
    code, _said = machine.manage("restore", path)

    assert wrong == (
        "Nothing was restored. BACKUP_KEY does not open this backup: it was made with another key, or is damaged."
    )
    assert without == "Nothing was restored. This backup is encrypted: set the BACKUP_KEY it was made with."
    assert code == 0
    assert rows_of(machine) == all_rows(connection)


def test_a_database_that_is_not_empty_is_not_overwritten(register, tmp_path):
    path, before = backup(tmp_path), row_counts(connection)

    with pytest.raises(CommandError) as refusal:
        call_command("restore", path)

    assert str(refusal.value) == (
        "Nothing was restored. The database is not empty: a backup is restored only into an empty one."
    )
    assert row_counts(connection) == before


def test_files_that_are_there_are_not_overwritten(register, tmp_path, machine):
    path = backup(tmp_path / "out")
    machine.files.mkdir()
    (machine.files / "other.pdf").touch()

    assert refusal_of(machine, register, path) == (
        "Nothing was restored. The folder of files is not empty: a backup is restored only into an empty one "
        f"({machine.files})."
    )
    assert machine.left_behind() == ["files"]


def test_a_damaged_backup_leaves_nothing_behind(register, tmp_path, machine):
    path = backup(tmp_path / "out")
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 3] ^= 1
    path.write_bytes(whole)

    code, said = machine.manage("restore", path)

    assert (code, said) == (
        1,
        "CommandError: Chưa khôi phục nội dung nào. Bản sao lưu bị hỏng hoặc bị cắt ngắn.\n",
    )
    assert is_untouched(machine)


def test_a_file_that_is_not_there_is_named(register, tmp_path, machine):
    assert refusal_of(machine, register, tmp_path / "none").startswith("Nothing was restored. [Errno 2] No such file")


@pytest.mark.parametrize("step", ["rebuild", "row_counts"])
def test_a_failure_after_the_rows_are_in_takes_everything_away_again(register, tmp_path, machine, monkeypatch, step):
    path = backup(tmp_path / "out")
    monkeypatch.setattr(restore, step, lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        restored_here(machine, register, path)

    assert is_untouched(machine)


def test_rows_that_are_not_those_of_the_manifest_are_refused(register, tmp_path, machine, monkeypatch):
    path = backup(tmp_path / "out")
    monkeypatch.setattr(restore, "row_counts", lambda database: {})

    assert refusal_of(machine, register, path) == (
        "Nothing was restored. The restored rows are not those of the manifest."
    )
    assert is_untouched(machine)


def test_a_backup_of_newer_code_is_refused(register, tmp_path, machine):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('pacts', '9999_later', '2030-01-01')"
        )
    try:
        path = backup(tmp_path / "out")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")

    assert refusal_of(machine, register, path) == (
        "Nothing was restored. The backup is of newer code, which is needed here: pacts.9999_later."
    )
    assert is_untouched(machine)


def test_a_backup_of_the_other_kind_of_database_is_refused(register, tmp_path, machine, monkeypatch):
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    monkeypatch.setattr(restore, "unpack", lambda *args: {"database": other})

    assert refusal_of(machine, register, backup(tmp_path / "out")) == (
        f"Nothing was restored. The backup is of {other}, the database here is {connection.vendor}: "
        "restore to its own kind, then use move_to."
    )


def test_a_register_whose_seals_do_not_match_is_restored_as_it_was_and_says_so(register, tmp_path, machine):
    PactVersion.objects.filter(number=1).update(content="{}")
    path = backup(tmp_path / "out")

    sentence = refusal_of(machine, register, path)

    assert sentence.startswith("The backup is whole, but held a register that fails its own check: ")
    assert rows_of(machine)["clusters_unit"] == all_rows(connection)["clusters_unit"]
    assert Unit.objects.exists()


def test_an_older_backup_is_migrated(register, tmp_path, machine, monkeypatch):
    calls = []
    monkeypatch.setattr(
        restore, "call_command", lambda name, **options: calls.append((name, connection.settings_dict["NAME"]))
    )
    restored_here(machine, register, backup(tmp_path / "out"))

    assert [name for name, _database in calls] == ["migrate", "check_seals"]
    assert str(connection.settings_dict["NAME"]) not in [str(database) for _name, database in calls]


def test_the_head_of_the_chain_is_kept_and_compared(register, tmp_path, machine, monkeypatch):
    head = {"register": {"number": 2, "digest": "ab" * 32}}
    monkeypatch.setattr("pactsite.backup.create.chain_heads", lambda: head)
    path = backup(tmp_path / "out")
    folder = tmp_path / "unpacked"
    folder.mkdir()

    assert archive.unpack(path, folder)["chain"] == head
    assert json.loads((folder / "manifest.json").read_text())["chain"] == head
    assert refusal_of(machine, register, path) == (
        "Nothing was restored. The restored rows are not those of the manifest."
    )
