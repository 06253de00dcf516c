"""Making a backup: what it holds and leaves out, while others write, and when it is stopped or fails."""

import fcntl
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import tarfile
import threading
import time

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from clusters.models import Document, Unit
from pacts.models import PactVersion
from pactsite.backup import create
from pactsite.backup.databases import as_default, connect, copy_sqlite, sqlite_path
from pactsite.backup.tables import left_out_tables, row_counts
from pactsite.databases import SQLITE, with_options
from tests.backup.machines import ROOT, Machine, rows_of
from tests.factories import DocumentFactory, UnitFactory


def backup(folder, **options):
    call_command("backup", folder, stdout=io.StringIO(), **options)
    return max(folder.glob("register-*"), key=lambda path: path.stat().st_mtime_ns)


def members(path):
    with tarfile.open(path) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}


def test_a_backup_holds_database_files_and_a_manifest_for_its_owner_alone(register, tmp_path):
    folder = tmp_path / "out"

    path = backup(folder)

    found = members(path)
    name = "database.sqlite3.gz" if connection.vendor == "sqlite" else "database.pgdump"
    assert [*found] == [name, f"files/{Document.objects.exclude(file='').get().file.name}", "manifest.json"]
    assert [*found.values()][1] == b"%PDF-1.7 a decision"
    assert (folder.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)


def test_the_manifest_says_what_is_there(register, tmp_path):
    manifest = json.loads(members(backup(tmp_path))["manifest.json"])

    assert (manifest["format"], manifest["site"]) == (1, "https://giaouoc.example.vn")
    assert manifest["database"] == connection.vendor
    assert manifest["rows"] == row_counts(connection)
    assert manifest["rows"]["pacts_pactversion"] == PactVersion.objects.count() == 2
    assert "pacts.0001_initial" in manifest["migrations"]
    assert manifest["left_out"] == sorted(left_out_tables())
    assert manifest["missing_files"] == []


def test_sessions_are_left_out_down_to_the_free_pages(register, tmp_path, machine):
    for number in range(200):  # many pages, so that some become free
        Session.objects.create(session_key=f"a-session-{number}", session_data="x" * 500, expire_date="2030-01-01T00Z")

    path = backup(tmp_path)

    assert machine.manage("restore", path)[0] == 0
    with machine.as_default():
        assert not Session.objects.exists()
    if connection.vendor == "sqlite":
        assert b"a-session-" not in gzip.decompress(members(path)["database.sqlite3.gz"])


def test_nothing_of_the_environment_is_in_a_backup(register, tmp_path):
    for content in members(backup(tmp_path)).values():
        assert register.SECRET_KEY.encode() not in content


def test_an_encrypted_backup_shows_nothing(register, tmp_path):
    register.BACKUP_KEY = "một khóa đủ dài để mã hóa"

    path = backup(tmp_path)

    assert path.name.endswith(".tar.enc")
    assert b"manifest" not in path.read_bytes()


def test_only_so_many_are_kept_and_other_files_stay(register, tmp_path):
    other = tmp_path / "notes.tar"
    other.touch()

    paths = [backup(tmp_path, keep=2) for _number in range(3)]

    assert sorted(tmp_path.glob("*.tar")) == sorted([other, *paths[1:]])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"folder": "site/files/out"}, "No backup was made. Backups cannot lie among the files of the site: "),
        ({"keep": 0}, "No backup was made. At least one backup has to be kept."),
        ({"key": "short"}, "No backup was made. BACKUP_KEY has to be at least 20 characters long."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(site, tmp_path, options, sentence):
    site.BACKUP_KEY, folder = options.get("key", ""), tmp_path / options.get("folder", "out")

    with pytest.raises(CommandError) as refusal:
        call_command("backup", folder, keep=options.get("keep"))

    assert str(refusal.value).startswith(sentence)
    assert not folder.exists() or [*folder.iterdir()] == []


def test_two_backups_at_once_are_not_made(site, tmp_path):
    site.VAR.mkdir()
    with (site.VAR / "backup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with pytest.raises(CommandError) as refusal:
            call_command("backup", tmp_path / "out")

    assert str(refusal.value) == "No backup was made. Another backup is being made."


def test_a_full_disk_leaves_no_file(register, tmp_path, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(create.os, "fsync", full)
    with pytest.raises(CommandError) as refusal:
        call_command("backup", tmp_path / "out")

    assert str(refusal.value) == "No backup was made. [Errno 28] No space left on device"
    assert [*(tmp_path / "out").iterdir()] == []
    assert [path.name for path in register.VAR.iterdir()] == ["backup.lock"]


@pytest.mark.once
def test_a_damaged_database_is_a_sentence_and_no_backup(site, tmp_path):
    copy = copy_sqlite(sqlite_path(connection), tmp_path)
    content = bytearray(copy.read_bytes())
    content[4096:40960] = b"x" * 36864
    copy.write_bytes(content)

    with as_default(connect(with_options({"ENGINE": SQLITE, "NAME": copy}))), pytest.raises(CommandError) as refusal:
        call_command("backup", tmp_path / "out")

    assert str(refusal.value).startswith("No backup was made. ")
    assert [*(tmp_path / "out").iterdir()] == []


@pytest.mark.once
def test_a_save_on_sqlite_is_on_the_disk_before_it_is_acknowledged(site):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")

        assert cursor.fetchone() == (2,)  # FULL


def test_a_file_that_reads_back_otherwise_is_not_kept(register, tmp_path, monkeypatch):
    def flipped(path, key):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        return check(path, key)

    check = create.check_whole
    monkeypatch.setattr(create, "check_whole", flipped)

    with pytest.raises(CommandError):
        call_command("backup", tmp_path / "out")
    assert [*(tmp_path / "out").iterdir()] == []


def test_a_missing_file_is_named_and_the_rest_is_kept(site, tmp_path, capsys):
    DocumentFactory(file="documents/lost.pdf")

    call_command("backup", tmp_path)

    assert capsys.readouterr().err == "A record names a file that is not there: documents/lost.pdf.\n"
    assert json.loads(members(next(tmp_path.glob("*.tar")))["manifest.json"])["missing_files"] == ["documents/lost.pdf"]


def test_a_link_among_the_files_is_not_followed(register, tmp_path):
    (tmp_path / "secret").write_text("a secret")
    (register.MEDIA_ROOT / "link.pdf").symlink_to(tmp_path / "secret")

    assert "files/link.pdf" not in members(backup(tmp_path / "out"))


def test_the_copy_is_one_moment_while_others_write(site, tmp_path, machine):
    stop, written = threading.Event(), []

    def write():
        try:
            while not stop.is_set():
                with transaction.atomic():
                    pair = [UnitFactory().pk, UnitFactory().pk]
                written.append(pair)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 5:
            time.sleep(0.01)
        path = backup(tmp_path)
        after = len(written)
        while len(written) < after + 5:  # writers were not stopped by it
            time.sleep(0.01)
    finally:
        stop.set()
        writer.join()

    assert machine.manage("restore", path)[0] == 0
    units = len(rows_of(machine)["clusters_unit"])
    assert units % 2 == 0
    assert 10 <= units < Unit.objects.count()


@pytest.mark.once
def test_killed_in_the_middle_it_leaves_nothing_under_a_final_name(register, tmp_path):
    machine = Machine(tmp_path / "killed", f"sqlite:///{connection.settings_dict['NAME']}")
    out, large = tmp_path / "out", machine.files / "large.pdf"
    machine.files.mkdir()
    large.touch()
    os.truncate(large, 1 << 30)  # no blocks on the disk, and a long second to read

    process = subprocess.Popen([sys.executable, ROOT / "manage.py", "backup", out], env=machine.environment)
    while not [*out.glob(".*.part")]:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)

    assert process.wait() == -signal.SIGKILL
    assert [path.suffix for path in out.iterdir()] == [".part"]
    os.truncate(large, 10)
    assert machine.manage("backup", out)[0] == 0
    assert [path.suffix for path in out.iterdir()] == [".tar"]
    assert machine.left_behind() == ["backup.lock", "files"]
