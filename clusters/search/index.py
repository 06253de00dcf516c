"""The entries of the search kept in step with the records.

Services call `update_index` at their end, in their own transaction; what is searched stands in
`clusters.search.records`.
"""

from collections import defaultdict
from itertools import islice

from django.db import transaction

from clusters.models.search import SearchEntry
from clusters.search.backends import backend
from clusters.search.records import AFFECTED, RECORDS, place_of
from clusters.search.tokens import indexed

BATCH = 1000
Keys = dict[str, set[int]]


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


def in_batches(rows):
    """Yield lists of at most BATCH of these rows."""
    rows = iter(rows)
    while some := list(islice(rows, BATCH)):
        yield some
