"""The two kinds of database: how each is copied out, filled again, and emptied."""

import gzip
import os
import shutil
import sqlite3
import subprocess
import zlib
from contextlib import closing, contextmanager
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.utils import load_backend
from django.utils.translation import gettext as _

from pactsite.backup import BackupError
from pactsite.backup.archive import BLOCK, DATABASES
from pactsite.backup.tables import left_out_tables, table_names

COPY = "register.sqlite3"
# What psycopg2 calls a parameter, and the variable libpq reads it from: nothing secret stands on a command line.
LIBPQ = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


def kind_of(database):
    """Return "sqlite" or "postgresql" for a connection; raises BackupError for any other database."""
    if database.vendor not in DATABASES:
        raise BackupError(_("Only SQLite and PostgreSQL can be backed up, restored and moved."))
    return database.vendor


def connect(config):
    """Return a new connection to another database, which Django knows as "default" while it is in use."""
    defaults = connections.configure_settings({"default": dict(config)})["default"]
    return load_backend(defaults["ENGINE"]).DatabaseWrapper(defaults, "default")


@contextmanager
def as_default(database):
    """Let models, migrations and commands work on another connection; the usual one stays open and untouched."""
    usual = connections["default"]
    connections["default"] = database
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        connections["default"] = usual
        ContentType.objects.clear_cache()
        database.close()


def sqlite_path(database):
    name = str(database.settings_dict["NAME"])
    if not name or ":memory:" in name or name.startswith("file:"):
        raise BackupError(_("A database in memory cannot be backed up, restored or moved."))
    return Path(name)


# --- SQLite -----------------------------------------------------------------------------------


def copy_sqlite(source, folder):
    """Copy a SQLite database while others write, without what is left out; returns the path of the copy.

    All pages are copied in one step: with write-ahead logging writers do not wait, and the copy is one moment.
    """
    copy = folder / COPY
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=20)) as live,
        closing(sqlite3.connect(copy, isolation_level=None)) as kept,
    ):
        live.backup(kept, pages=-1)
        kept.execute("PRAGMA journal_mode=DELETE")
        tables = {name for (name,) in kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in sorted(tables & left_out_tables()):
            kept.execute(f'DELETE FROM "{table}"')
        kept.execute("VACUUM")  # deleted rows leave their text behind in free pages
        check_sqlite(kept)
    return copy


def check_sqlite(kept):
    """Raise BackupError unless SQLite finds its own file whole."""
    if kept.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise BackupError(_("SQLite says that the database file is damaged (PRAGMA integrity_check)."))


def pack(source, target):
    with source.open("rb") as plain, gzip.open(target, "wb", compresslevel=6) as packed:
        shutil.copyfileobj(plain, packed, BLOCK)


def unpack_sqlite(packed, target):
    try:
        with gzip.open(packed, "rb") as source, target.open("xb") as plain:
            target.chmod(0o600)
            shutil.copyfileobj(source, plain, BLOCK)
        with closing(sqlite3.connect(target)) as kept:
            check_sqlite(kept)
    except (gzip.BadGzipFile, zlib.error, EOFError, sqlite3.DatabaseError):
        raise BackupError(_("The database in this backup cannot be read.")) from None


def settle_sqlite(path):
    """Bring everything into the one file, so that it can be moved."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=DELETE")


def sync(path):
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# --- PostgreSQL -------------------------------------------------------------------------------


@contextmanager
def exported_snapshot(database):
    """Open a transaction that sees one moment; yields its name, under which pg_dump sees the same one."""
    with database.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor.fetchone()[0]
        finally:
            cursor.execute("ROLLBACK")


def dump_postgresql(database, target, snapshot):
    """Write what a snapshot sees into a file of pg_dump's custom format, without what is left out."""
    left_out = sorted(left_out_tables() & set(table_names(database)))
    _run(
        database,
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--no-acl",
        f"--snapshot={snapshot}",
        f"--file={target}",
        *(f"--exclude-table-data={table}" for table in left_out),
    )


def load_postgresql(database, source):
    """Fill an empty database from pg_dump's file, all of it or nothing."""
    options = ["--no-owner", "--no-acl", "--no-comments", "--exit-on-error", "--single-transaction"]
    _run(database, "pg_restore", *options, f"--dbname={database.get_connection_params()['dbname']}", str(source))


def _run(database, program, *args):
    given = database.get_connection_params()
    environment = {name: str(given[key]) for key, name in LIBPQ.items() if given.get(key)}
    command = [str(find_program(program, database.pg_version // 10000)), "--no-password", *args]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    if done.returncode:
        words = {"program": program, "reason": done.stderr.strip()}
        raise BackupError(_("%(program)s failed: %(reason)s") % words)


def find_program(program, version):
    """Return the path of a PostgreSQL program: of the server's version if installed, else the newest, else on PATH."""
    installed = {int(path.parent.parent.name): path for path in Path("/usr/lib/postgresql").glob(f"*/bin/{program}")}
    found = installed.get(version) or (installed[max(installed)] if installed else shutil.which(program))
    if not found:
        words = {"program": program, "package": "postgresql-client"}
        raise BackupError(_("The program %(program)s is not installed (apt install %(package)s).") % words)
    return found


# --- Empty places -----------------------------------------------------------------------------


def is_empty(database):
    """Say whether a database has no tables; a SQLite file that does not exist is not made by asking."""
    if kind_of(database) == "sqlite" and not sqlite_path(database).exists():
        return True
    return not table_names(database)


def make_empty(database):
    """Remove all that was written into a database that was empty before."""
    if kind_of(database) == "sqlite":
        database.close()
        path = sqlite_path(database)
        for ending in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        return
    with database.cursor() as cursor:
        for table in table_names(database):
            cursor.execute(f"DROP TABLE IF EXISTS {database.ops.quote_name(table)} CASCADE")
