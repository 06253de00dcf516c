"""Saving a row only if it changed, so that its history has no entries that say nothing new."""

from clusters.models import User
from clusters.models.base import Record


def differs(row: Record, values: dict) -> bool:
    """Whether a row is new or has another value in one of the named fields."""
    return row._state.adding or any(getattr(row, name) != value for name, value in values.items())


def save_if_changed(row: Record, values: dict, by: User | None, check: bool = False) -> bool:
    """Set the values on a row and save it if it is new or differs. Return whether it was saved.

    With `check` the row is validated first (`full_clean`), which raises ValidationError.
    """
    if not differs(row, values):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    if check:
        row.full_clean()
    row.changed_by(by).save()
    return True
