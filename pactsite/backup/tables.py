"""Which tables a backup holds, which it leaves out, and what is rebuilt afterwards."""

from django.apps import apps
from django.core.management import call_command, get_commands
from django.db import connection, models

from clusters.search.sqlite import INDEX

# Rows that are no record: they end with a session, or are rebuilt. Their tables are kept, empty.
LEFT_OUT = (
    "sessions.Session",
    "clusters.UserSession",
    "axes.AccessAttempt",
    "axes.AccessFailureLog",
    "axes.AccessLog",
    "clusters.SearchEntry",
)
# Commands that rebuild derived tables from the records, run after a restore or a move where they exist.
REBUILD_COMMANDS = ("rebuild_search",)


def left_out_tables():
    """Return the names of the tables whose rows no backup and no move takes along."""
    return {model._meta.db_table for model in apps.get_models() if model._meta.label in LEFT_OUT}


def record_models():
    """Return every model with a table of its own whose rows are the record, many-to-many tables included."""
    left_out = left_out_tables()
    found = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and meta.db_table not in left_out:
            found.setdefault(meta.db_table, model)
    return list(found.values())


def rebuild():
    """Rebuild what is derived from the records, in the default database."""
    for command in REBUILD_COMMANDS:
        if command in get_commands():
            call_command(command)


def table_names(database):
    """Return the tables of a connection's database, sorted, without those in which SQLite keeps its search index."""
    with database.cursor() as cursor:
        return sorted(name for name in database.introspection.table_names(cursor) if not name.startswith(INDEX))


def row_counts(database):
    """Return {table: number of rows} of all tables but those left out."""
    tables = [table for table in table_names(database) if table not in left_out_tables()]
    counts = {}
    with database.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {database.ops.quote_name(table)}")
            (counts[table],) = cursor.fetchone()
    return counts


def applied_migrations(database):
    """Return the migrations applied in a connection's database as sorted "app.name"."""
    if "django_migrations" not in table_names(database):
        return []
    with database.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return sorted(f"{app}.{name}" for app, name in cursor.fetchall())


def chain_heads():
    """Return {chain: {"number", "digest"}} of the default database, or None where no chain is kept."""
    try:
        model = apps.get_model("pacts", "ChainHead")
    except LookupError:
        return None
    if model._meta.db_table not in table_names(connection):
        return None
    rows = model._base_manager.order_by("chain").values_list("chain", "number", "digest")
    return {chain: {"number": number, "digest": digest} for chain, number, digest in rows}


def file_names():
    """Return the names of the uploaded files that rows of the default database refer to."""
    tables, names = set(table_names(connection)), set()
    for model in record_models():
        fields = [field.name for field in model._meta.local_fields if isinstance(field, models.FileField)]
        for field in fields if model._meta.db_table in tables else []:
            names.update(model._base_manager.exclude(**{field: ""}).values_list(field, flat=True))
    return names - {None}
