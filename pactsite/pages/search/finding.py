"""Finds: the page of hits and how many there are of each kind, in one question."""

import functools
from collections import Counter

from django.db import connection

from pactsite.pages.search.public import public
from pactsite.pages.search.searched import NAMES, NUMBERS, TABLES, sets
from pactsite.pages.search.terms import Terms

ORDER = "rank, COALESCE(year, 0) DESC, kind, id DESC"
PAGE = f"""
    SELECT kind, id, ROW_NUMBER() OVER (ORDER BY {ORDER}) AS place FROM hits
    WHERE %(every)s = 1 OR kind BETWEEN %(from)s AND %(to)s ORDER BY {ORDER} LIMIT %(rows)s OFFSET %(first)s
"""
ANSWER = f"SELECT kind, id, place FROM ({PAGE}) AS page UNION ALL SELECT kind, COUNT(*), 0 FROM hits GROUP BY kind"


def find(words, kind, first, rows):
    """Return ([(table, id)] of one page, best first, and how many hits there are of each Kind); `kind` None: all."""
    numbers = [NUMBERS[name] for name, (its_kind, _hits) in TABLES.items() if kind in (None, its_kind)]
    place = {"every": int(kind is None), "from": numbers[0], "to": numbers[-1], "first": first, "rows": rows}
    statement, parameters = question(len(words.asked))
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters | place | words.parameters())
        answer = cursor.fetchall()
    counts = Counter()
    for number, count, _place in (row for row in answer if not row[2]):
        counts[TABLES[NAMES[number]][0]] += count
    hits = sorted((row for row in answer if row[2]), key=lambda row: row[2])
    return [(NAMES[number], key) for number, key, _place in hits], counts


@functools.cache
def question(words):
    """Return the statement for so many words, and the parameters of what the public may read."""
    terms = Terms(words, connection.vendor)
    tables, parameters = public()
    parts = [f"{name} AS {terms.table} ({sql})" for name, sql in tables.items()]
    parts += [f"{name} AS MATERIALIZED ({sql})" for name, sql in sets(terms)]
    hits = " UNION ALL ".join(f"SELECT {NUMBERS[name]}, {found(terms)}" for name, (_kind, found) in TABLES.items())
    parts.append(f"hits (kind, id, rank, year) AS MATERIALIZED ({hits})")
    return f"WITH {', '.join(parts)} {ANSWER}", parameters
