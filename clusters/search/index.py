"""The entries of the search kept in step with the records.

Each app registers, for each kind of record, a function that builds the entries of given records, and for each model
whose rows are searched a function that says which entries a row has a part in. Services call `update_index` at their
end, in their own transaction.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import models, transaction

from clusters.models.search import SearchEntry
from clusters.search.backends import backend
from clusters.search.tokens import indexed

BATCH = 1000
LAST_YEAR = 9999  # of what has no end: it comes before every other year
YEAR_BITS, NUMBER_BITS, KEY_BITS = 14, 4, 40

Keys = dict[str, set[int]]


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


def affected_by(row):
    """Return {record: set of keys} of all entries that a row has a part in, as the database is now."""
    found = defaultdict(set)
    for function in AFFECTED[type(row)]:
        for name, keys in function(row).items():
            found[name].update(key for key in keys if key is not None)
    return found


def update_index(*rows, before: Keys | None = None):
    """Write anew the entries that these rows have a part in.

    `before` is what `affected_by` said before the change: needed where the change took references away.
    """
    keys = defaultdict(set)
    for found in [before or {}, *(affected_by(row) for row in rows if row is not None)]:
        for name, more in found.items():
            keys[name].update(more)
    write_entries(keys)


@transaction.atomic
def write_entries(keys: Keys):
    """Bring the entries of these records in line with the records."""
    # Two writers may share a record: the second waits, and then sees what the first has written.
    backend().lock()
    for name in RECORDS:
        for some in in_batches(sorted(keys.get(name, ()))):
            _write_batch(name, some)


def _write_batch(name, keys):
    wanted = {entry.pk: entry for entry in entries_of(name, keys)}
    stored = {entry.pk: entry for entry in SearchEntry.objects.filter(record=name, record_id__in=keys)}
    changed = [entry for pk, entry in wanted.items() if pk not in stored or facts_of(entry) != facts_of(stored[pk])]
    gone = [*(stored.keys() - wanted.keys()), *(entry.pk for entry in changed if entry.pk in stored)]
    if gone:
        SearchEntry.objects.filter(pk__in=gone).delete()
    SearchEntry.objects.bulk_create(changed)


@transaction.atomic
def rebuild_index():
    """Make all entries anew from the records, some at a time, and return how many there are."""
    backend().lock()
    backend().clear()
    count = 0
    for name in RECORDS:
        for some in in_batches(entries_of(name, None)):
            SearchEntry.objects.bulk_create(some)
            count += len(some)
    backend().tidy()
    return count


def entries_of(name, keys):
    """Yield the entries of a kind of record as they ought to be: of these keys, or of all (None)."""
    record = RECORDS[name]
    for values in record.build(keys):
        names, texts, places = (values.pop(part, ()) for part in ("names", "texts", "places"))
        yield SearchEntry(
            pk=place_of(record, values["year"], values["record_id"]),
            kind=record.kind,
            record=name,
            name_tokens=indexed(names),
            text_tokens=indexed(texts),
            place_tokens=indexed(places),
            **values,
        )


def facts_of(entry):
    """Return everything an entry says, to compare."""
    return {field.attname: getattr(entry, field.attname) for field in SearchEntry._meta.fields}


def place_of(record, year, key):
    """Return the place of an entry among equals: newest year first, then by kind, then the newest record."""
    parts = [(LAST_YEAR - (year or 0), YEAR_BITS), (record.number, NUMBER_BITS), (2**KEY_BITS - 1 - key, KEY_BITS)]
    place = 0
    for value, bits in parts:
        place = (place << bits) + value
    return place


def in_batches(rows):
    """Yield lists of at most BATCH of these rows."""
    rows = iter(rows)
    while some := list(islice(rows, BATCH)):
        yield some
