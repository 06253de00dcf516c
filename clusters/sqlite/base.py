"""Django's SQLite backend, but a file that has vanished stays vanished.

SQLite makes a missing file anew, and an open connection goes on writing into one that has been removed. Both lose what
people enter, without a word.
"""

import sys
from pathlib import Path

from django.db.backends.sqlite3 import base

# Commands of manage.py that prepare a database, or look at one that may not be there yet.
PREPARING = {"migrate", "showmigrations", "makemigrations", "check"}


class DatabaseWrapper(base.DatabaseWrapper):
    """With one more option, `must_exist`: left out, only the commands above make a file."""

    opened = None  # device and number of the file this connection has open

    def get_connection_params(self):
        params = super().get_connection_params()
        is_preparing = sys.argv[1:2] and sys.argv[1] in PREPARING
        if params.pop("must_exist", not is_preparing) and not self.is_in_memory_db():
            params["database"] = f"{Path(params['database']).absolute().as_uri()}?mode=rw"
        return params

    def get_new_connection(self, conn_params):
        connection = super().get_new_connection(conn_params)
        self.opened = self._file()
        return connection

    def is_usable(self):
        """Asked once a request: False makes Django open the file that is there now, or fail where none is."""
        return super().is_usable() and self.opened == self._file()

    def _file(self):
        if self.is_in_memory_db():
            return None
        try:
            state = Path(self.settings_dict["NAME"]).stat()
        except OSError:
            return "missing"
        return state.st_dev, state.st_ino
