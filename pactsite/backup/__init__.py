"""Backup, restore and move of the register: database, uploaded files, and proof that nothing was lost."""

import sqlite3

from django.db import DatabaseError


class BackupError(Exception):
    """A backup, restore or move cannot go on; the message is a sentence for the operator."""


# What a command turns into its last line instead of a traceback: our refusals, the disk's, the databases'.
FAULTS = (BackupError, OSError, DatabaseError, sqlite3.Error)
