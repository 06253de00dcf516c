"""Another machine: a folder, a database and settings of its own, where commands run in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

import environ

from pactsite.backup.databases import as_default, connect
from pactsite.backup.move import Table
from pactsite.backup.tables import record_models
from pactsite.databases import with_options

ROOT = Path(__file__).resolve().parent.parent.parent


class Machine:
    def __init__(self, folder, address, key=""):
        folder.mkdir()
        self.folder, self.address, self.key = folder, address, key
        self.files = folder / "files"

    @property
    def config(self):
        return with_options(environ.Env.db_url_config(self.address))

    @property
    def environment(self):
        own = {"TEST_FOLDER": str(self.folder), "TEST_DATABASE_URL": self.address, "TEST_BACKUP_KEY": self.key}
        return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONUNBUFFERED": "1"}

    def manage(self, *args):
        """Run a management command; returns its exit code and what it wrote on both outputs."""
        command = [sys.executable, ROOT / "manage.py", *args]
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def as_default(self):
        """Let this process work on the machine's database."""
        return as_default(connect(self.config))

    def left_behind(self):
        """The names of whatever is in the machine's folder, static files aside."""
        return sorted(path.name for path in self.folder.iterdir() if path.name != "static")


def all_rows(database):
    """Return {table: rows} of every table of records, as values that are equal on both kinds of database."""
    tables = [Table(model) for model in record_models()]
    return {table.name: [table.comparable(row) for row in table.read(database)] for table in tables}


def rows_of(machine):
    database = connect(machine.config)
    try:
        return all_rows(database)
    finally:
        database.close()
