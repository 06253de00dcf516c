"""Readings whose SQL is written once: Django writes a statement anew each time, which costs more than asking it.

For readings that are always the same but for their keys: `prepared(rows)` goes on behaving as a queryset of models.
For questions that are always the same as a whole: `@question`.
"""

from functools import cache, wraps

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection, connections
from django.db.models.query import ModelIterable
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

MOST = 500  # statements kept: one for each reading and each number of keys
FOUND = ["select", "klass_info", "annotation_col_map", "col_count", "has_extra_select"]
WRITTEN = {}


def question(rows):
    """Make a function that returns a queryset of values one that returns what the database answers, as tuples.

    The values come as the database has them: no JSON, and on SQLite 1 and 0 for true and false. Of arguments there
    may be few values: the SQL is kept for each.
    """
    written = cache(lambda *values: rows(*values).query.sql_with_params())

    @wraps(rows)
    def ask(*values):
        with connection.cursor() as cursor:
            cursor.execute(*written(*values))
            return cursor.fetchall()

    return ask


def prepared(rows, *told):
    """Return a queryset of models that keeps the SQL of its readings for this process.

    Two prepared readings of one model that annotate different things must give them different names; what an
    annotation says of values that differ from reading to reading, of today for one, is to be `told` here.
    """
    rows = rows.all()
    rows._iterable_class, rows.query.told = Prepared, told
    return rows


class Prepared(ModelIterable):
    """Reads the rows of a queryset by a statement written before, if there is one."""

    def __iter__(self):
        rows = self.queryset.all()
        rows.query = rows.query.chain(klass=PreparedQuery)
        return iter(ModelIterable(rows, self.chunked_fetch, self.chunk_size))


class PreparedQuery(Query):
    """Django's query, whose statement is written once."""

    def get_compiler(self, using=None, connection=None, elide_empty=True):
        return WrittenOnce(self, connection or connections[using], using, elide_empty)


class WrittenOnce(SQLCompiler):
    """Writes what tells the rows apart, and takes the rest from the last time it was written."""

    def as_sql(self, with_limits=True, with_col_aliases=False):
        try:
            where, keys = self.compile(self.query.where)
        except (EmptyResultSet, FullResultSet):
            return super().as_sql(with_limits, with_col_aliases)
        reading = self._reading(where)
        if reading in WRITTEN:
            sql, before, found = WRITTEN[reading]
            vars(self).update(found)
            return sql, (*before, *keys)
        sql, parameters = super().as_sql(with_limits, with_col_aliases)
        before = parameters[: len(parameters) - len(keys)]
        if parameters[len(before) :] == tuple(keys):  # nothing but the keys may differ the next time
            if len(WRITTEN) >= MOST:
                WRITTEN.clear()
            WRITTEN[reading] = sql, before, {name: getattr(self, name) for name in FOUND}
        return sql, parameters

    def _reading(self, where):
        """Return what makes two statements the same: everything but the values of the keys."""
        query = self.query
        columns, left_out = query.deferred_loading
        shape = (frozenset(columns), left_out, repr(query.select_related), *query.annotations, *query.extra)
        order = (query.order_by, query.default_ordering, query.standard_ordering, query.low_mark, query.high_mark)
        # Who holds rows outside a transaction is to be told so by Django each time.
        held = query.select_for_update and (tuple(query.select_for_update_of), self.connection.get_autocommit())
        return self.connection.vendor, query.model, shape, order, query.distinct, held, query.told, where
