"""Which records are searched: each app registers here what builds its entries, and what a change of a row touches."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import models

LAST_YEAR = 9999  # of what has no end: it comes before every other year
NUMBER_BITS, KEY_BITS = 4, 40  # of a place in the order


@dataclass(frozen=True)
class Record:
    """A searched model: the kind its results belong to, its place among kinds, and what builds its entries."""

    kind: str
    number: int
    build: Callable[[Iterable[int] | None], Iterator[dict]]


RECORDS: dict[str, Record] = {}
AFFECTED: dict[type[models.Model], list[Callable]] = defaultdict(list)


def register_record(name, *, kind, number, build):
    """Register how entries of a model are made.

    `build(keys)` yields the entries of the public ones among these records (None: of all) as dictionaries: record_id,
    year, columns of SearchEntry as written, and the searched texts under `names`, `texts` and `places`.
    """
    RECORDS[name] = Record(kind, number, build)


def affects(*models):
    """Register a function that returns, for a row of these models, {record: keys} of the entries it has a part in."""

    def register(function):
        for model in models:
            AFFECTED[model].append(function)
        return function

    return register


def place_of(record, year, key):
    """Return the place of an entry among equals: newest year first, then by kind, then the newest record."""
    before = (LAST_YEAR - (year or 0)) << NUMBER_BITS
    return ((before + record.number) << KEY_BITS) + 2**KEY_BITS - 1 - key


# The number of the record in a place, in the SQL of both databases.
NUMBER_OF_PLACE = f"((id >> {KEY_BITS}) & {2**NUMBER_BITS - 1})"


def kind_of(number):
    """Return the kind of result that the records of this number belong to."""
    return next(record.kind for record in RECORDS.values() if record.number == number)
