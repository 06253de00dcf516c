"""Health check: the database answers, all migrations are applied, and files can be written."""

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
    """Answer 200 "ok", or 503 with the fault in two or three words."""
    fault = find_fault()
    kind = "text/plain; charset=utf-8"
    return HttpResponse(f"{fault or 'ok'}\n", content_type=kind, status=503 if fault else 200)


def find_fault():
    """Return the first fault found, or ""."""
    file = database_file()
    if file is not None and not file.exists():
        return "database file missing"
    try:
        applied, is_read_only = database_state()
    except DatabaseError:
        return "database unreachable"
    if site_migrations() - applied:
        return "migrations not applied"
    folders = {nearest_existing(settings.MEDIA_ROOT), *([file.parent] if file else [])}
    if is_read_only or not all(os.access(each, os.W_OK) for each in {*folders, *([file] if file else [])}):
        return "read-only"
    if any(shutil.disk_usage(each).free < settings.DISK_FREE_MB * MEGABYTE for each in folders):
        return "disk full"
    return ""


def database_file():
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return None
    return Path(connection.settings_dict["NAME"])


def database_state():
    """Return (applied migrations, whether the database is read-only). Raises DatabaseError."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    if connection.vendor != "postgresql":
        return applied, False
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        return applied, cursor.fetchone()[0] == "on"


@functools.cache
def site_migrations():
    """Return the migrations this code needs; cached, as they do not change while the process runs."""
    return required_migrations()
