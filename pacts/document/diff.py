"""Two documents held against each other."""

from dataclasses import dataclass
from typing import Any

from pacts.document.forms import HEADER, ROWS


@dataclass(frozen=True)
class Change:
    """One difference. For a row that came or went `field` is None and one of `before`, `after` is the row.

    `conflict` says that both sides moved away from the common base, in different directions.
    """

    section: str
    key: str | None
    field: str | None
    before: Any
    after: Any
    conflict: bool = False


def compare(before, after, base=None):
    """Return the list of Changes that lead from one document to another; with `base`, conflicts are marked."""
    changes = []
    for name in HEADER:
        sides = [(document or {}).get(name) or {} for document in (before, after, base)]
        changes += _fields(name, None, *sides[:2], sides[2] if base is not None else None)
    for name in ROWS:
        changes += _rows(name, before, after, base)
    return changes


def _rows(name, before, after, base):
    old, new, common = ({row["key"]: row for row in (side or {}).get(name) or []} for side in (before, after, base))
    for key in [*old, *(key for key in new if key not in old)]:
        origin = common.get(key) if base is not None else None
        if key in old and key in new:
            yield from _fields(name, key, old[key], new[key], origin)
        else:
            row = old.get(key) or new.get(key)
            yield Change(name, key, None, old.get(key), new.get(key), origin is not None and _differs(row, origin))
    common = [key for key in old if key in new], [key for key in new if key in old]
    if common[0] != common[1]:
        yield Change(name, None, "order", *common)


def _fields(name, key, old, new, origin):
    for field in sorted((old.keys() | new.keys()) - {"key"}):
        before, after = old.get(field), new.get(field)
        if before != after:
            moved = origin is not None and before != origin.get(field) and after != origin.get(field)
            yield Change(name, key, field, before, after, moved)


def _differs(row, origin):
    return any(row.get(field) != origin.get(field) for field in row.keys() | origin.keys())
