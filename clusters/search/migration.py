"""The index of the database itself, for migrations; and entries for a register that has none yet."""

from django.db import connection, migrations
from django.db.migrations.executor import MigrationExecutor

from clusters.models.search import SearchEntry
from clusters.search.backends import backend
from clusters.search.index import entries_of, rebuild_index
from clusters.search.records import RECORDS


def search_index():
    """Return the migration operation that creates what the database searches in.

    On SQLite a later change of the table of entries loses the triggers: drop the index before it, create it after.
    """
    return migrations.RunPython(
        lambda apps, editor: backend(editor.connection).create(editor),
        lambda apps, editor: backend(editor.connection).drop(editor),
    )


def fill_empty_index(**kwargs):
    """After all migrations: make the entries of a register that was there before the index was."""
    if SearchEntry._meta.db_table not in connection.introspection.table_names() or SearchEntry.objects.exists():
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return  # stopped halfway: the tables may not be those of this code
    if any(next(entries_of(name, None), None) for name in RECORDS):
        rebuild_index()


def trigram_indexes(*tables):
    """Return the migration operation that indexes the column `folded` of each table by trigrams.

    SQLite has no such index and needs none: it reads 200,000 folded rows in some 20 ms.
    """

    def forwards(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for table in tables:
            schema_editor.execute(f'CREATE INDEX "{table}_folded_trgm" ON "{table}" USING gin (folded gin_trgm_ops)')

    def backwards(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for table in tables:
                schema_editor.execute(f'DROP INDEX IF EXISTS "{table}_folded_trgm"')

    return migrations.RunPython(forwards, backwards)
