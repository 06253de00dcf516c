"""What the index asks of a database, and which backend does it."""

from collections import Counter
from dataclasses import dataclass, field, replace

from django.db import connection

from clusters.search import postgresql, sqlite
from clusters.search.records import kind_of
from clusters.search.tokens import tokens_of

MOST_COUNTED = 5000  # results are counted up to here


@dataclass(frozen=True)
class Query:
    """Words that all have to be found, each where a word begins, as lists of tokens; and all of them as one phrase."""

    words: list[list[str]]
    phrase: list[str]
    kind: str = ""  # only results of this kind; "" for all

    @classmethod
    def of(cls, words, phrase, kind=""):
        return cls([tokens_of(word) for word in words], tokens_of(phrase), kind)

    @property
    def is_one_word(self):
        return self.words == [self.phrase]


@dataclass(frozen=True)
class Counts:
    """How many results there are of each kind, and of the kind that was chosen.

    Where there are more than MOST_COUNTED, `complete` is False and `of_kind` tells only of some of them.
    """

    of_kind: dict[str, int] = field(default_factory=dict)
    of_chosen: int = 0
    complete: bool = True


def backend(database=None):
    """Return the backend module of a database connection (None: the default one)."""
    return {"sqlite": sqlite, "postgresql": postgresql}[(database or connection).vendor]


def find(query, first, rows):
    """Return the primary keys of a page of entries, best first: names before texts, phrases before single words."""
    with connection.cursor() as cursor:
        cursor.execute(*backend().page(query, first, rows))
        return [row[-1] for row in cursor.fetchall()]


def count(query):
    """Return the Counts of a query: of all kinds, and of its own."""
    of_kind = _counted(replace(query, kind=""))
    if sum(of_kind.values()) <= MOST_COUNTED:
        return Counts(of_kind, of_kind.get(query.kind, 0))
    of_chosen = _counted(query).get(query.kind, 0) if query.kind else 0
    return Counts(of_kind, of_chosen, complete=False)


def _counted(query):
    with connection.cursor() as cursor:
        cursor.execute(*backend().counts(query, MOST_COUNTED + 1))
        found = Counter()
        for number, results in cursor.fetchall():
            found[kind_of(number)] += results
    return dict(found)
