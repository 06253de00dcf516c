"""Making a backup: one file, written beside its name and renamed only when it is whole and was read again."""

import fcntl
import os
import shutil
import stat
import tempfile
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from pactsite.backup import BackupError
from pactsite.backup.archive import DATABASES, FILES, ArchiveWriter, check_whole
from pactsite.backup.databases import (
    as_default,
    connect,
    copy_sqlite,
    dump_postgresql,
    exported_snapshot,
    kind_of,
    pack,
    sqlite_path,
    sync,
)
from pactsite.backup.tables import applied_migrations, chain_heads, file_names, left_out_tables, row_counts
from pactsite.databases import SQLITE, with_options

PREFIX, WORK, UNFINISHED = "register-", ".backup-", ".part"


def create_backup(folder, *, key="", keep=None):
    """Write a backup of the register into a folder and return (its path, its manifest).

    `key` encrypts it; `keep` removes all but the newest so many backups of the folder, after the new one is whole.
    Raises BackupError where it cannot be made, or another backup of this site is being made; OSError for a full disk.
    """
    if keep is not None and keep < 1:
        raise BackupError(_("At least one backup has to be kept."))
    folder = Path(folder).absolute()
    if _is_inside(folder, settings.MEDIA_ROOT) or _is_inside(folder, settings.STATIC_ROOT):
        raise BackupError(_("Backups cannot lie among the files of the site: %(folder)s.") % {"folder": folder})
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _only_backup(folder), _work_folder() as work:
        path = folder / _name(".tar.enc" if key else ".tar")
        unfinished = path.with_name(f".{path.name}{UNFINISHED}")
        try:
            manifest = _write(unfinished, work, key)
            check_whole(unfinished, key)
            unfinished.rename(path)
        finally:
            unfinished.unlink(missing_ok=True)
        sync(folder)
        if keep:
            for old in sorted(folder.glob(f"{PREFIX}*.tar*"), reverse=True)[keep:]:
                old.unlink()
    return path, manifest


def _write(path, work, key):
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR), "wb") as file:
        archive = ArchiveWriter(file, key)
        kind = kind_of(connection)
        # The database first: a file is stored before the row that names it, so none can be missing.
        database, facts = _copy_sqlite(work) if kind == "sqlite" else _dump_postgresql(work)
        archive.add(DATABASES[kind], database)
        database.unlink()
        missing = set(facts.pop("file_names")) - _add_files(archive)
        manifest = archive.finish({**facts, "missing_files": sorted(missing)})
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _copy_sqlite(work):
    copy = copy_sqlite(sqlite_path(connection), work)
    with as_default(connect(with_options({"ENGINE": SQLITE, "NAME": copy, "CONN_MAX_AGE": 0}))):
        facts = facts_of_default()
    packed = work / DATABASES["sqlite"]
    pack(copy, packed)
    copy.unlink()
    return packed, facts


def _dump_postgresql(work):
    dump, database = work / DATABASES["postgresql"], connect(connection.settings_dict)
    with as_default(database), exported_snapshot(database) as snapshot:
        dump_postgresql(database, dump, snapshot)
        return dump, facts_of_default()


def facts_of_default():
    """Return what the manifest says of the default database."""
    return {
        "site": settings.SITE_URL,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": kind_of(connection),
        "migrations": applied_migrations(connection),
        "rows": row_counts(connection),
        "left_out": sorted(left_out_tables()),
        "chain": chain_heads(),
        "file_names": file_names(),
    }


def _add_files(archive):
    """Add every uploaded file and return their names; one that is removed meanwhile is left out."""
    root, added = Path(settings.MEDIA_ROOT), set()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink() or not path.is_file():
            continue
        with suppress(FileNotFoundError):
            archive.add(f"{FILES}/{name}", path)
            added.add(name)
    return added


def _name(ending):
    """Return a file name that sorts by age: with the lock held, no two backups begin in one millisecond."""
    return f"{PREFIX}{datetime.now(UTC).isoformat(timespec='milliseconds')[:23]}{ending}".replace(":", "")


def _is_inside(folder, other):
    return folder.resolve().is_relative_to(Path(other).resolve())


@contextmanager
def _only_backup(folder):
    """Hold the lock of this site's backups, and remove what a killed backup left behind."""
    settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (settings.VAR / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(_("Another backup is being made.")) from None
        for left in folder.glob(f".{PREFIX}*{UNFINISHED}"):
            left.unlink()
        for left in settings.VAR.glob(f"{WORK}*"):
            shutil.rmtree(left)
        yield


@contextmanager
def _work_folder():
    """A private folder for the plain copy of the database, beside the data and not beside the backups."""
    with tempfile.TemporaryDirectory(prefix=WORK, dir=settings.VAR) as name:
        yield Path(name)
