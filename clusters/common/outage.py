"""Tells outages of the machine from other errors: no database, its file gone, the disk full or read-only."""

import errno
import sqlite3
from pathlib import Path

from django.db import InterfaceError, OperationalError

SQLITE = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}
READ_ONLY_TRANSACTION = "25006"  # PostgreSQL: a standby, or default_transaction_read_only
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM}


def is_outage(error):
    """Whether an exception, or one of its causes, comes from the machine and not from the request or the program."""
    seen = set()
    while error is not None and id(error) not in seen:
        if _is_outage(error):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


def _is_outage(error):
    if isinstance(error, sqlite3.Error):
        # The low byte of an extended result code is the primary code.
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in SQLITE
    if isinstance(error, OSError):
        return error.errno in DISK
    if isinstance(error, OperationalError | InterfaceError):
        return not isinstance(error.__cause__, sqlite3.Error)  # PostgreSQL; SQLite's own error is the cause
    return getattr(error, "pgcode", None) == READ_ONLY_TRANSACTION


def nearest_existing(path):
    """Return a path, or its nearest parent that exists: some folders are created only when needed."""
    path = Path(path)
    return next(each for each in (path, *path.absolute().parents) if each.exists())
