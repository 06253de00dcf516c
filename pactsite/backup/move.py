"""Moving the register to another database, with its history: copied row by row, then read back and compared.

Values are read and written as the databases hold them, past the fields of the models: what a field would tidy up
when it is saved must arrive as it is. Only kinds that the two databases store differently are converted.
"""

import json
from contextlib import contextmanager

from django.core.management import call_command
from django.db import DatabaseError, connection, connections, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models.expressions import Col
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from pactsite.backup import BackupError
from pactsite.backup.databases import as_default, connect, is_empty, kind_of, make_empty, sqlite_path
from pactsite.backup.tables import applied_migrations, rebuild, record_models
from pactsite.databases import required_migrations

BATCH = 500  # rows read and compared at a time
MOST_PARAMETERS = 999  # of one statement, on SQLite
CONVERTED = {"BinaryField", "DateField", "DateTimeField", "DecimalField", "DurationField", "TimeField", "UUIDField"}


def move_to(config):
    """Copy every row of the default database into an empty one and compare; returns {table: number of rows}.

    While rows are copied nobody else writes to the source. Sessions and what is rebuilt are not copied. Raises
    BackupError, and leaves the target empty, where it is not empty, is the same database, refuses a row, or holds
    anything else than the source afterwards; DatabaseError where it cannot be reached.
    """
    target = connect(config)
    if kind_of(connection) == kind_of(target) and _place(connection) == _place(target):
        raise BackupError(_("This is the database where the register is now."))
    if not is_empty(target):
        raise BackupError(_("The other database is not empty: the register is moved only into an empty one."))
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    required = {f"{app}.{name}" for app, name in required_migrations()}
    if not required <= set(applied_migrations(connection)) <= known:
        raise BackupError(_("The database is not up to date: run migrate first."))
    source, tables = connections["default"], [Table(model) for model in record_models()]
    try:
        if target.vendor == "sqlite":
            sqlite_path(target).touch(mode=0o600)  # for its owner alone, from its first byte on
        with as_default(target):
            call_command("migrate", interactive=False, verbosity=0)
        with locked(tables), as_default(target), transaction.atomic():
            counts = copy(tables, source, target)
        with as_default(target):
            rebuild()
    except BaseException:
        make_empty(target)
        raise
    finally:
        target.close()
    return counts


def _place(database):
    return [str(database.settings_dict[name]) for name in ("NAME", "HOST", "PORT")]


@contextmanager
def locked(tables):
    """Keep everybody else from writing to the default database."""
    with transaction.atomic():  # on SQLite this alone takes the one lock there is: transactions begin IMMEDIATE
        if connection.vendor == "postgresql":
            names = ", ".join(connection.ops.quote_name(table.name) for table in tables)
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '20s'")
                cursor.execute(f"LOCK TABLE {names} IN SHARE MODE")
        yield


def copy(tables, source, target):
    """Replace what migrating has put into the target by the rows of the source; returns {table: number of rows}."""
    with target.cursor() as cursor:
        for table in tables:  # references are checked at the end of the transaction
            cursor.execute(f"DELETE FROM {target.ops.quote_name(table.name)}")
    for table in tables:
        for rows in table.batches(source):
            table.insert(target, rows)
        table.set_last_number(target, table.last_number(source))
    target.check_constraints()
    return {table.name: table.compare(source, target) for table in tables}


class Table:
    """One table of records, the same in both databases."""

    def __init__(self, model):
        self.model, self.name = model, model._meta.db_table
        self.fields = [field for field in model._meta.local_concrete_fields if not field.generated]
        self.key = self.fields.index(model._meta.pk)

    @cached_property
    def kinds(self):
        """The field that says how each column is stored: for a reference, the column it refers to."""
        return [_stored_as(field) for field in self.fields]

    def batches(self, database):
        """Yield lists of rows, in the order of their keys."""
        last = ()
        while rows := self.read(database, "> %s" if last else "", last, limit=BATCH):
            yield rows
            last = (self.adapted(database, rows[-1])[self.key],)

    def read(self, database, condition="", parameters=(), limit=None):
        """Return rows as lists of Python values, those whose key meets a condition ("> %s")."""
        quote = database.ops.quote_name
        columns, key = ", ".join(quote(field.column) for field in self.fields), quote(self.model._meta.pk.column)
        where = f" WHERE {key} {condition}" if condition else ""
        with database.cursor() as cursor:
            cursor.execute(
                f"SELECT {columns} FROM {quote(self.name)}{where} ORDER BY {key}"
                + (f" LIMIT {limit}" if limit else ""),
                parameters,
            )
            rows = [list(row) for row in cursor.fetchall()]
        for place, kind in enumerate(self.kinds):
            column = Col(self.name, kind)
            for convert in database.ops.get_db_converters(column):
                for row in rows:
                    row[place] = convert(row[place], column, database)
        return rows

    def adapted(self, database, row):
        """Return a row's values as a database takes them; JSON is text on both sides."""
        return [
            getattr(models, kind.get_internal_type()).get_db_prep_value(kind, value, database, prepared=True)
            if value is not None and kind.get_internal_type() in CONVERTED
            else value
            for kind, value in zip(self.kinds, row, strict=True)
        ]

    def insert(self, database, rows):
        quote = database.ops.quote_name
        columns = ", ".join(quote(field.column) for field in self.fields)
        line, most = f"({', '.join(['%s'] * len(self.fields))})", MOST_PARAMETERS // len(self.fields)
        try:
            with database.cursor() as cursor:
                for start in range(0, len(rows), most):
                    some = [self.adapted(database, row) for row in rows[start : start + most]]
                    cursor.execute(
                        f"INSERT INTO {quote(self.name)} ({columns}) VALUES {', '.join([line] * len(some))}",
                        [value for row in some for value in row],
                    )
        except (DatabaseError, ValueError) as error:  # ValueError: PostgreSQL stores no NUL character
            words = {"table": self.name, "reason": error}
            raise BackupError(_("The other database refuses a row of %(table)s: %(reason)s") % words) from error

    def compare(self, source, target):
        """Return the number of rows; raises BackupError at the first that differs, is missing, or is one too many."""
        count = 0
        for rows in self.batches(source):
            count += len(rows)
            keys = [self.adapted(target, row)[self.key] for row in rows]
            there = self.read(target, f"IN ({', '.join(['%s'] * len(keys))})", keys)
            there = {row[self.key]: self.comparable(row) for row in there}
            for row in rows:
                if there.get(row[self.key]) != self.comparable(row):
                    words = {"table": self.name, "key": row[self.key]}
                    raise BackupError(_("Row %(key)s of %(table)s differs after the move.") % words)
        with target.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {target.ops.quote_name(self.name)}")
            (found,) = cursor.fetchone()
        if found != count:
            words = {"table": self.name, "count": count, "found": found}
            raise BackupError(_("%(table)s has %(count)s rows, but %(found)s after the move.") % words)
        return count

    def comparable(self, row):
        """Return values that are equal where the two databases mean the same: PostgreSQL orders the keys of JSON."""
        return [
            ("json", json.loads(value))
            if value is not None and isinstance(kind, models.JSONField)
            else bytes(value)
            if isinstance(value, memoryview)
            else value
            for kind, value in zip(self.kinds, row, strict=True)
        ]

    # --- Numbers once given out are not given out again: history is found by them ---------------

    @property
    def is_numbered(self):
        return isinstance(self.model._meta.pk, models.AutoField)

    def last_number(self, database):
        """Return the highest number given out so far, also to a row that is gone; 0 for none."""
        if not self.is_numbered:
            return 0
        quote = database.ops.quote_name
        with database.cursor() as cursor:
            cursor.execute(f"SELECT MAX({quote(self.model._meta.pk.column)}) FROM {quote(self.name)}")
            (highest,) = cursor.fetchone()
            if database.vendor == "sqlite":
                cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [self.name])
            else:
                cursor.execute(f"SELECT last_value FROM {self._sequence(cursor, quote)} WHERE is_called")
            (given,) = cursor.fetchone() or (0,)
        return max(highest or 0, given)

    def set_last_number(self, database, number):
        if not number:
            return
        with database.cursor() as cursor:
            if database.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [self.name])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [self.name, number])
            else:
                sequence = self._sequence(cursor, database.ops.quote_name)
                cursor.execute("SELECT setval(%s, %s)", [sequence, number])

    def _sequence(self, cursor, quote):
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quote(self.name), self.model._meta.pk.column])
        return cursor.fetchone()[0]


def _stored_as(field):
    while field.remote_field:
        field = field.target_field
    return field
