"""Is the register alive: the database answers, every migration is applied, and what people enter can be written."""

import functools
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusters.common.outage import nearest_existing
from pactsite.databases import required_migrations

MEGABYTE = 1024 * 1024


@login_not_required
@require_safe
@never_cache
def healthz(request):
    """Answer 200 "ok", or 503 with what is wrong in two or three words."""
    trouble = trouble_of_site()
    kind = "text/plain; charset=utf-8"
    return HttpResponse(f"{trouble or 'ok'}\n", content_type=kind, status=503 if trouble else 200)


def trouble_of_site():
    """Return what is wrong first, or ""."""
    file = database_file()
    if file is not None and not file.exists():
        return "database file missing"
    try:
        applied, is_read_only = asked_of_database()
    except DatabaseError:
        return "database unreachable"
    if migrations_of_site() - applied:
        return "migrations not applied"
    folders = {nearest_existing(settings.MEDIA_ROOT), *([file.parent] if file else [])}
    if is_read_only or not all(os.access(each, os.W_OK) for each in {*folders, *([file] if file else [])}):
        return "read-only"
    if any(shutil.disk_usage(each).free < settings.DISK_FREE_MB * MEGABYTE for each in folders):
        return "disk full"
    return ""


def database_file():
    """Return the path of a SQLite database that lies in a file, else None."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return None
    return Path(connection.settings_dict["NAME"])


def asked_of_database():
    """Return the applied migrations, and whether the database itself refuses writes. Raises DatabaseError."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    if connection.vendor != "postgresql":
        return applied, False
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        return applied, cursor.fetchone()[0] == "on"


@functools.cache
def migrations_of_site():
    """Return the migrations this code needs: read once per process, because the code does not change while it runs."""
    return required_migrations()
