"""The register's revision: a short text that changes whenever anything on a public page may have changed."""

import functools
import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate
from django.utils.translation import get_language

ROOMS = ("clusters", "pacts", "awards", "pactsite", "templates")
KINDS = (".py", ".html", ".mo")
SHOWN_ON_PAGES = ("SITE_OWNER", "SITE_RESPONSIBLE", "SITE_CONTACT", "SITE_URL")
# History ids are allocated before commit, so a lower id can become visible after a higher one. While any other
# transaction holds a write lock on a history table there is no revision. PostgreSQL releases locks only after the
# commit is visible, and pg_locks is read after the snapshot of the query was taken: with no lock seen, whatever is
# read after this query includes every id up to the newest.
WRITING = """
    SELECT 1 FROM pg_locks
    WHERE mode = 'RowExclusiveLock' AND relation IN ({histories}) AND pid <> pg_backend_pid()
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def revision():
    """Return the revision of all public data now, or None while somebody is writing. One query.

    Every change of public data adds a history row, so the newest id of each history table identifies the state. The
    revision also contains the language, the day (names are shown as of today) and the code that renders pages.
    """
    with connection.cursor() as cursor:
        cursor.execute(newest_rows())
        *newest, quiet = cursor.fetchone()
    if not quiet:
        return None
    parts = [build(), get_language(), localdate(), *newest]
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:32]


@functools.cache
def newest_rows():
    """Return the SQL that selects the newest id of each history table, and whether no other transaction writes one.

    Append-only models without history are included if they set `changes_public_pages = True`.
    """
    quote = connection.ops.quote_name
    histories = [
        model._meta
        for model in apps.get_models()
        if hasattr(model, "history_object") or getattr(model, "changes_public_pages", False)
    ]
    newest = [f"(SELECT MAX({quote(meta.pk.column)}) FROM {quote(meta.db_table)})" for meta in histories]
    # SQLite allows one writer at a time, so ids become visible in their order.
    quiet = "1"
    if connection.vendor == "postgresql":
        tables = ", ".join(f"'{quote(meta.db_table)}'::regclass" for meta in histories)
        quiet = f"NOT EXISTS ({WRITING.format(histories=tables)})"
    return f"SELECT {', '.join(newest)}, {quiet}"


@functools.cache
def build():
    """Return a hash of everything else that pages depend on: settings, code, templates, catalogues, static files."""
    mark = hashlib.sha256(str([getattr(settings, name) for name in SHOWN_ON_PAGES]).encode())
    made_of = {path for room in ROOMS for path in (settings.ROOT / room).rglob("*") if path.suffix in KINDS}
    for path in sorted({*made_of, *Path(settings.STATIC_ROOT).glob("staticfiles.json")}):
        mark.update(path.read_bytes())
    return mark.hexdigest()
