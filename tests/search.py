"""The stored search index beside what the records say."""

from clusters.models import SearchEntry
from clusters.search.index import entries_of, facts_of
from clusters.search.records import RECORDS


def stored_entries():
    return {entry.pk: facts_of(entry) for entry in SearchEntry.objects.all()}


def right_entries():
    """What a rebuild would make."""
    return {entry.pk: facts_of(entry) for name in RECORDS for entry in entries_of(name, None)}


def differences():
    """Return the entries that differ from what a rebuild would make: [(stored, right)], None where there is none."""
    stored, right = stored_entries(), right_entries()
    return [
        (stored.get(key), right.get(key)) for key in stored.keys() | right.keys() if stored.get(key) != right.get(key)
    ]
