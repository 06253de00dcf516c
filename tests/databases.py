"""The database of a test process: migrated once and copied from then on, and emptied after a test that committed.

Migrating takes some twenty seconds, a copy less than one. The copy lies in pytest's folder, under a digest of the code
that decides what the migrations make; when that code changes, the next run migrates again.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

ROOT = Path(__file__).resolve().parent.parent
# Migrations and models, and all of the lowest room: fields, search and encryption, which they call.
DECIDING = ["*/migrations/*.py", "*/models/**/*.py", "clusters/**/*.py", "requirements-dev.txt"]
# What `migrate` itself writes, and no test changes.
WRITTEN_BY_MIGRATE = {"django_content_type", "auth_permission"}


def create_database(store):
    """Create the test database of this process, from the copy in the folder `store` or by migrating.

    Returns the name of the usual database, which `destroy_test_db` needs. Processes that start together wait for the
    first one's copy.
    """
    usual = connection.settings_dict["NAME"]
    store.mkdir(parents=True, exist_ok=True)
    copy = store / f"{connection.vendor}-{_digest()}"
    with _lock(store / f"{connection.vendor}.lock"):
        if not copy.exists():
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            _save(copy)
            return usual
    connection.creation._create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    name = connection.creation._get_test_db_name()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    _load(copy)
    return usual


def _digest():
    paths = sorted({path for pattern in DECIDING for path in ROOT.glob(pattern)})
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()[:16]


@contextlib.contextmanager
def _lock(path):
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _save(copy):
    """Write the migrated database beside the older copies, which it replaces."""
    unfinished = copy.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    if connection.vendor == "sqlite":
        connection.cursor().execute("VACUUM INTO %s", [str(unfinished)])
    else:
        _run_client("pg_dump", "--no-owner", f"--file={unfinished}")
    for old in copy.parent.glob(f"{connection.vendor}-*[0-9a-f]"):
        old.unlink()
    unfinished.rename(copy)


def _load(copy):
    if connection.vendor == "sqlite":
        shutil.copyfile(copy, connection.settings_dict["NAME"])
    else:
        _run_client("psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={copy}")


def _run_client(program, *args):
    command = [program, f"--dbname={connection.settings_dict['NAME']}", *args]
    done = subprocess.run(command, env=os.environ, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{program} failed: {done.stderr}")


def filled_tables():
    """Return the names of the tables of all models that have rows."""
    tables = sorted(connection.introspection.django_table_names(only_existing=True, include_views=False))
    name = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{t}' WHERE EXISTS (SELECT 1 FROM {name(t)})" for t in tables))
        return {table for (table,) in cursor.fetchall()}


def empty_database():
    """Delete all rows but those that migrating wrote. Raises IntegrityError where rows that stay need others.

    Django's `flush` empties every table, and writes content types and permissions anew.
    """
    tables = filled_tables() - WRITTEN_BY_MIGRATE
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
