"""Backup, restore and move of the register: database, uploaded files, and proof that nothing was lost."""


class BackupError(Exception):
    """A backup, restore or move cannot go on; the message is a sentence for the operator."""
