"""Restoring a backup into an empty place: all of it is checked before anything is put there."""

import io
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from pactsite.backup import BackupError
from pactsite.backup.archive import DATABASES, FILES, check_whole, unpack
from pactsite.backup.databases import (
    COPY,
    as_default,
    connect,
    is_empty,
    kind_of,
    load_postgresql,
    make_empty,
    settle_sqlite,
    sqlite_path,
    sync,
    unpack_sqlite,
)
from pactsite.backup.tables import applied_migrations, chain_heads, rebuild, row_counts

WORK = ".restore-"


def restore_backup(path, *, key=""):
    """Restore a backup into this site's empty database and empty folder of files.

    Returns (manifest, fault): the fault is what check_seals says of the restored register, or None. Such a register is
    kept, for it is what was backed up. Raises BackupError, and leaves nothing behind, where the place is not empty or
    the backup is damaged, encrypted with another key, of another kind of database or of newer code.
    """
    check_empty()
    check_whole(path, key)
    with _work_folder() as work:
        manifest = unpack(path, work, key)
        check_fits(manifest)
        put_back = _restore_sqlite if manifest["database"] == "sqlite" else _restore_postgresql
        with _files_put_back(work / FILES):
            fault = put_back(work, manifest)
    return manifest, fault


def check_empty():
    """Raise BackupError unless nothing would be lost here."""
    if not is_empty(connection):
        raise BackupError(_("The database is not empty: a backup is restored only into an empty one."))
    files = Path(settings.MEDIA_ROOT)
    if files.exists() and any(files.iterdir()):
        words = {"folder": files}
        raise BackupError(
            _("The folder of files is not empty: a backup is restored only into an empty one (%(folder)s).") % words
        )


def check_fits(manifest):
    """Raise BackupError unless this database and this code can take a backup."""
    if manifest["database"] != kind_of(connection):
        words = {"there": manifest["database"], "here": connection.vendor}
        raise BackupError(
            _("The backup is of %(there)s, the database here is %(here)s: restore to its own kind, then use move_to.")
            % words
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := [name for name in manifest["migrations"] if name not in known]:
        raise BackupError(_("The backup is of newer code, which is needed here: %(name)s.") % {"name": unknown[0]})


def _restore_sqlite(work, manifest):
    """Prepare the whole database in the work folder, then put it under its name."""
    prepared = work / COPY
    unpack_sqlite(work / DATABASES["sqlite"], prepared)
    with as_default(connect({**connection.settings_dict, "NAME": prepared})):
        fault = _complete(manifest)
    settle_sqlite(prepared)
    sync(prepared)
    target = sqlite_path(connection)
    connection.close()
    for ending in ("-wal", "-shm"):  # of an empty file that was there before
        target.with_name(target.name + ending).unlink(missing_ok=True)
    prepared.rename(target)
    sync(target.parent)
    return fault


def _restore_postgresql(work, manifest):
    try:
        load_postgresql(connection, work / DATABASES["postgresql"])
        return _complete(manifest)
    except BaseException:
        make_empty(connection)
        raise


def _complete(manifest):
    """Compare the restored rows with the manifest, migrate, rebuild; returns what check_seals finds wrong, or None."""
    restored = (row_counts(connection), applied_migrations(connection), chain_heads())
    if restored != (manifest["rows"], manifest["migrations"], manifest["chain"]):
        raise BackupError(_("The restored rows are not those of the manifest."))
    call_command("migrate", interactive=False, verbosity=0)
    rebuild()
    try:
        call_command("check_seals", stdout=io.StringIO())
    except CommandError as error:
        return str(error)
    return None


@contextmanager
def _files_put_back(source):
    """Put the uploaded files in their folder; they are taken away again if what follows fails."""
    target, moved = Path(settings.MEDIA_ROOT), []
    existed = target.exists()
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        for entry in sorted(source.iterdir()) if source.exists() else []:
            moved.append(target / entry.name)
            shutil.move(entry, target / entry.name)
        yield
    except BaseException:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        if not existed:
            target.rmdir()
        raise


@contextmanager
def _work_folder():
    """A private folder where everything is unpacked and checked; for SQLite on the disk of the database."""
    place = sqlite_path(connection).parent if kind_of(connection) == "sqlite" else settings.VAR
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=WORK, dir=place) as name:
        yield Path(name)
