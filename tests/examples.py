"""The five example pacts for a test: loaded by the command once in a run, and copied as rows from then on.

The command takes four seconds, a copy a tenth of one.
"""

import os
import pickle
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from clusters.models import Unit
from tests.databases import WRITTEN_BY_MIGRATE, empty_database, filled_tables
from tests.settings import FOLDER


def load_examples():
    """Fill an empty register with the five examples; one that is not empty gets them from the command."""
    rows = FOLDER / f"examples-{connection.vendor}"
    if Unit.objects.exists():
        call_command("load_examples", verbosity=0)
    elif rows.exists():
        _write(pickle.loads(rows.read_bytes()))
    else:
        call_command("load_examples", verbosity=0)
        _store(rows)


def _store(path):
    """Store the rows of all tables; a file of this process first, because other processes read the same folder."""
    filled = filled_tables() - WRITTEN_BY_MIGRATE
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in filled]
    unfinished = Path(f"{path}-{os.getpid()}")
    unfinished.write_bytes(pickle.dumps([_read(model) for model in models]))
    unfinished.rename(path)


def _read(model):
    """Return the table of a model, its columns and its rows, as the database gives them."""
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), [quote(field.column) for field in model._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
        return table, columns, cursor.fetchall()


def _write(tables):
    empty_database()  # a migration wrote a few rows
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, rows in tables:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(statement)
