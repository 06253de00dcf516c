"""The index on PostgreSQL: two generated columns of lexemes with GIN indexes.

The vectors hold no positions: whether tokens stand side by side is asked of the strings of tokens.
"""

from django.db import connection

from clusters.search.records import NUMBER_OF_PLACE

TABLE = "clusters_searchentry"
LOCK = 0x5EA4C4  # of a transaction that writes entries
NAME, TEXT, PLACE = (f"' ' || {column}_tokens" for column in ("name", "text", "place"))
VECTOR = "tsvector GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array({}, ' '), ''))) STORED"
ALL = "name_tokens || ' ' || text_tokens || ' ' || place_tokens"


def create(schema_editor):
    for column, tokens in (("name_vector", "name_tokens"), ("vector", ALL)):
        schema_editor.execute(f"ALTER TABLE {TABLE} ADD COLUMN {column} {VECTOR.format(tokens)}")
        schema_editor.execute(f"CREATE INDEX {TABLE}_{column} ON {TABLE} USING gin ({column})")


def drop(schema_editor):
    for column in ("name_vector", "vector"):
        schema_editor.execute(f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS {column}")


def lock():
    """Let one transaction at a time write entries, until it ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def clear():
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")


def tidy():
    """Count the words anew: the planner goes by how common they are."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {TABLE}")


def page(query, first, rows):
    """Return (SQL, parameters) of a page of results: (rank, primary key)."""
    arms, parameters = [], []
    for rank, conditions in ranked(query):
        where, values = all_of([*conditions, *of_kind(query)])
        arms.append(f"(SELECT {rank} AS rank, id FROM {TABLE} WHERE {where} ORDER BY id LIMIT %s)")
        parameters += [*values, first + rows]
    return f"{' UNION ALL '.join(arms)} ORDER BY rank, id LIMIT %s OFFSET %s", [*parameters, rows, first]


def counts(query, most):
    """Return (SQL, parameters) of the numbers of the first records found and how many there are of each."""
    where, parameters = all_of([*found_by(query), *of_kind(query)])
    found = f"SELECT id FROM {TABLE} WHERE {where} LIMIT %s"
    return f"SELECT {NUMBER_OF_PLACE}, COUNT(*) FROM ({found}) AS found GROUP BY 1", [*parameters, most]


# --- Conditions: (SQL, parameters) -------------------------------------------------------------


def ranked(query):
    """Return [(rank, [conditions])], each without the results of the ranks before."""
    phrase_in_name = all_of([in_vector("name_vector", [query.phrase]), side_by_side(NAME, query.phrase)])
    phrase_in_text = all_of([in_vector("vector", [query.phrase]), begins(TEXT, query.phrase)])
    if query.is_one_word:
        return [(1, [phrase_in_name]), (3, [phrase_in_text, is_not(phrase_in_name)])]
    words_in_name = all_of(
        [
            in_vector("vector", query.words),
            *(any_of([in_name(word), begins(PLACE, word)]) for word in query.words),
            any_of([in_name(word) for word in query.words]),
        ]
    )
    return [
        (1, [phrase_in_name]),
        (2, [words_in_name, is_not(phrase_in_name)]),
        (3, [phrase_in_text, is_not(words_in_name), is_not(phrase_in_name)]),
        (4, [*found_by(query), is_not(phrase_in_text), is_not(words_in_name), is_not(phrase_in_name)]),
    ]


def found_by(query):
    """Return the conditions of all results, whatever their rank. A place only narrows."""
    several = [word for word in query.words if len(word) > 1]
    beside = [any_of([begins(column, word) for column in (NAME, TEXT, PLACE)]) for word in several]
    outside_place = any_of([("place_tokens = ''", []), *(in_name(word) for word in query.words)])
    return [in_vector("vector", query.words), *beside, outside_place]


def of_kind(query):
    return [("kind = %s", [query.kind])] if query.kind else []


def in_vector(column, words):
    """All tokens of these words are there, the last of each as a beginning."""
    lexemes = [f"'{token}'" for word in words for token in word[:-1]] + [f"'{word[-1]}':*" for word in words]
    return f"{column} @@ %s::tsquery", [" & ".join(lexemes)]


def in_name(word):
    return all_of([in_vector("name_vector", [word]), side_by_side(NAME, word)])


def side_by_side(column, tokens):
    """What the vector cannot tell: that several tokens follow each other."""
    return begins(column, tokens) if len(tokens) > 1 else ("TRUE", [])


def begins(column, tokens):
    pattern = " ".join(tokens).replace("_", r"\_")
    return rf"{column} LIKE %s ESCAPE '\'", [f"% {pattern}%"]


def all_of(conditions):
    return _joined(" AND ", conditions)


def any_of(conditions):
    return _joined(" OR ", conditions)


def is_not(condition):
    return f"NOT {condition[0]}", condition[1]


def _joined(word, conditions):
    conditions = list(conditions)
    return f"({word.join(sql for sql, _values in conditions)})", [
        value for _sql, values in conditions for value in values
    ]
