"""Where uploaded files are kept, and that nothing is left of those that were refused."""

import contextlib
import logging
from contextvars import ContextVar
from pathlib import Path

from django.apps import apps
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import DatabaseError

logger = logging.getLogger(__name__)
saved_names = ContextVar("saved_names", default=None)  # by the request being answered


class UploadStorage(FileSystemStorage):
    """Django's own, but of a file that could not be written whole nothing stays, and requests know what they wrote."""

    def _save(self, name, content):
        try:
            name = super()._save(name, content)
        except BaseException:  # the disk is full, or the worker is told to end
            with contextlib.suppress(OSError):
                Path(self.path(name)).unlink(missing_ok=True)
            raise
        if (names := saved_names.get()) is not None:
            names.append(name)
        return name


def refused_uploads_removed(get_response):
    """Remove what a request wrote for rows that were not saved: a file is written first, and no rollback takes it back.

    Stands outside of all transactions.
    """

    def middleware(request):
        names = []
        token = saved_names.set(names)
        try:
            return get_response(request)
        finally:
            saved_names.reset(token)
            remove_unused(names)

    return middleware


def remove_unused(names):
    """Remove the files of these names that no document has, or ever had, and return how many."""
    if not names:
        return 0
    document = apps.get_model("clusters", "Document")
    try:
        used = {
            name
            for rows in (document.objects, document.history)
            for name in rows.filter(file__in=names).values_list("file", flat=True)
        }
    except DatabaseError:
        logger.warning("Files may be left of rows that were not saved: the database does not answer.")
        return 0
    unused = [name for name in names if name not in used]
    for name in unused:
        default_storage.delete(name)
    return len(unused)
