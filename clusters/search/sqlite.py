"""The index on SQLite: an FTS5 table over the columns of tokens, kept in step by triggers.

Its rowid is the entry's primary key, so results come in the order of the page without sorting.
"""

from django.db import connection

from clusters.search.records import NUMBER_OF_PLACE

TABLE, INDEX = "clusters_searchentry", "clusters_searchindex"
COLUMNS = "kind, name_tokens, text_tokens, place_tokens"
NEW = ", ".join(f"new.{name}" for name in COLUMNS.split(", "))
OLD = ", ".join(f"old.{name}" for name in COLUMNS.split(", "))
# Words are searched by their beginnings: an index of prefixes spares joining the lists of all words that begin so.
CREATE = f"""
CREATE VIRTUAL TABLE {INDEX} USING fts5 (
    {COLUMNS}, content='{TABLE}', content_rowid='id', columnsize=0, prefix='1 2 3 4 5 6',
    tokenize="ascii tokenchars '_-'"
);
CREATE TRIGGER {INDEX}_insert AFTER INSERT ON {TABLE} BEGIN
    INSERT INTO {INDEX} (rowid, {COLUMNS}) VALUES (new.id, {NEW});
END;
CREATE TRIGGER {INDEX}_delete AFTER DELETE ON {TABLE} BEGIN
    INSERT INTO {INDEX} ({INDEX}, rowid, {COLUMNS}) VALUES ('delete', old.id, {OLD});
END;
CREATE TRIGGER {INDEX}_update AFTER UPDATE ON {TABLE} BEGIN
    INSERT INTO {INDEX} ({INDEX}, rowid, {COLUMNS}) VALUES ('delete', old.id, {OLD});
    INSERT INTO {INDEX} (rowid, {COLUMNS}) VALUES (new.id, {NEW});
END;
"""
STATEMENTS = [f"CREATE {statement}".strip() for statement in CREATE.split("\nCREATE ")[1:]]


def create(schema_editor):
    for statement in STATEMENTS:
        schema_editor.execute(statement)


def drop(schema_editor):
    for name in ("insert", "delete", "update"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {INDEX}_{name}")
    schema_editor.execute(f"DROP TABLE IF EXISTS {INDEX}")


def lock():
    """Nothing to do: SQLite lets one transaction write at a time."""


def clear():
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")


def tidy():
    """Merge what many writes have left in pieces."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('optimize')")


def page(query, first, rows):
    """Return (SQL, parameters) of a page of results: (rank, primary key)."""
    found = f"rowid AS id FROM {INDEX} WHERE {INDEX} MATCH %s ORDER BY rowid LIMIT %s"
    arms = [f"SELECT * FROM (SELECT {rank} AS rank, {found})" for rank, _match in ranked(query)]
    parameters = [value for _rank, match in ranked(query) for value in (of_kind(match, query.kind), first + rows)]
    return f"{' UNION ALL '.join(arms)} ORDER BY rank, id LIMIT %s OFFSET %s", [*parameters, rows, first]


def counts(query, most):
    """Return (SQL, parameters) of the numbers of the first records found and how many there are of each."""
    found = f"SELECT rowid AS id FROM {INDEX} WHERE {INDEX} MATCH %s LIMIT %s"
    sql = f"SELECT {NUMBER_OF_PLACE}, COUNT(*) FROM ({found}) AS found GROUP BY 1"
    return sql, [of_kind(found_by(query), query.kind), most]


# --- The query language of FTS5 ----------------------------------------------------------------


def ranked(query):
    """Return [(rank, MATCH expression)], each without the results of the ranks before."""
    phrase, in_all = prefix(query.phrase), found_by(query)
    name = within("name_tokens", phrase)
    text = within("text_tokens", phrase)
    if query.is_one_word:
        return [(1, name), (3, without(text, name))]
    # A unit's place only narrows: one of the words has to be in its own name.
    words = f"({within('name_tokens place_tokens', every(query))} AND {within('name_tokens', some(query))})"
    return [
        (1, name),
        (2, without(words, name)),
        (3, without(text, name, words)),
        (4, without(in_all, name, words, text)),
    ]


def found_by(query):
    """Return the expression that all results match, whatever their rank."""
    if query.is_one_word:
        return within("name_tokens text_tokens", prefix(query.phrase))
    every_word = within("name_tokens text_tokens place_tokens", every(query))
    return f"({every_word} AND {within('name_tokens text_tokens', some(query))})"


def prefix(tokens):
    return f'"{" ".join(tokens)}" *'


def every(query):
    return " AND ".join(prefix(word) for word in query.words)


def some(query):
    return " OR ".join(prefix(word) for word in query.words)


def within(columns, expression):
    return f"({{{columns}}} : ({expression}))"


def without(expression, *others):
    return f"({expression} NOT ({' OR '.join(others)}))"


def of_kind(expression, kind):
    return f'({{kind}} : "{kind}") AND {expression}' if kind else expression
