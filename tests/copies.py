"""Records that many tests begin with: made once, and copied as rows from then on."""

import os
import pickle
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from tests.databases import WRITTEN_BY_MIGRATE, empty_database, filled_tables
from tests.settings import FOLDER


def make_or_copy(name, make):
    """Fill the database with what `make` adds to it: by calling it the first time, from then on by copying its rows.

    The file of the rows lies in the folder of the run, which its processes share. A copy replaces whatever rows there
    are, so the caller makes sure that they are the same each time.
    """
    rows = FOLDER / f"{name}-{connection.vendor}"
    if rows.exists():
        _write(pickle.loads(rows.read_bytes()))
    else:
        make()
        _store(rows)


_ROWS = {}
# A migration writes its one row, and it is gone once a test that commits has emptied the database.
OF_NO_TEST = WRITTEN_BY_MIGRATE | {"pacts_chainhead"}


def make_or_copy_here(name, make):
    """Do the same for one process: its factories go on counting, so its copies have other names than another's.

    A database in which a test has rows already keeps them: there `make` is called each time.
    """
    if filled_tables() - OF_NO_TEST:
        make()
    elif name in _ROWS:
        _write(_ROWS[name])
    else:
        make()
        _ROWS[name] = _read_all()


def _store(path):
    """Store the rows of all tables; under a name of this process first, because others may look for the file."""
    unfinished = Path(f"{path}-{os.getpid()}")
    unfinished.write_bytes(pickle.dumps(_read_all()))
    unfinished.rename(path)


def _read_all():
    """Return what `_read` returns, for each table with rows in the order of the models."""
    filled = filled_tables() - WRITTEN_BY_MIGRATE
    models = apps.get_models(include_auto_created=True)
    return [_read(model) for model in models if model._meta.db_table in filled]


def _read(model):
    """Return the table of a model, its columns and its rows, as the database gives them."""
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), [quote(field.column) for field in model._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
        return table, columns, cursor.fetchall()


def _write(tables):
    with transaction.atomic(), connection.cursor() as cursor:
        empty_database()
        for table, columns, rows in tables:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(statement)
