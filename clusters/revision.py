"""Which state of the record a public page would be made from: one mark, the same until something is changed."""

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
SAID_ON_PAGES = ("SITE_OWNER", "SITE_RESPONSIBLE", "SITE_CONTACT", "SITE_URL")
# Numbers are given out before a transaction ends: while one runs, a change may come out under a number passed.
# What is read for the page is read after this was asked, so it is never older than its mark.
WRITING = """
    SELECT 1 FROM pg_locks
    WHERE mode = 'RowExclusiveLock' AND relation IN ({histories}) AND pid <> pg_backend_pid()
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def revision():
    """Return a mark (a text) of what every public page is made from now, or None while it cannot be told.

    Whatever the public may read leaves a row of history when it changes, so the newest row of each history tells
    whether anything did: one query. Names are told as of today, so the mark changes with the day too.
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
    """Return the query: the newest row of each history, and whether nobody is writing one.

    A model whose rows are only added asks with `changes_public_pages = True` to be counted among them.
    """
    quote = connection.ops.quote_name
    histories = [
        model._meta
        for model in apps.get_models()
        if hasattr(model, "history_object") or getattr(model, "changes_public_pages", False)
    ]
    newest = [f"(SELECT MAX({quote(meta.pk.column)}) FROM {quote(meta.db_table)})" for meta in histories]
    # SQLite lets one write at a time, and numbers its rows in the order they come out.
    quiet = "1"
    if connection.vendor == "postgresql":
        tables = ", ".join(f"'{quote(meta.db_table)}'::regclass" for meta in histories)
        quiet = f"NOT EXISTS ({WRITING.format(histories=tables)})"
    return f"SELECT {', '.join(newest)}, {quiet}"


@functools.cache
def build():
    """Return a mark of what pages are made of beside the record: code, templates, words, names of static files."""
    mark = hashlib.sha256(str([getattr(settings, name) for name in SAID_ON_PAGES]).encode())
    made_of = {path for room in ROOMS for path in (settings.ROOT / room).rglob("*") if path.suffix in KINDS}
    for path in sorted({*made_of, *Path(settings.STATIC_ROOT).glob("staticfiles.json")}):
        mark.update(path.read_bytes())
    return mark.hexdigest()
