"""A fact read from an article: what it says, and where it stands in the text."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fact:
    """One fact. `kind` is a field or list of a pact's document, `value` a string, number or dict of that row."""

    kind: str
    value: Any
    start: int
    end: int
    inferred: str | None = None  # how a part of the value was concluded, where the text does not say it


def first(facts, kind):
    """Return the value of the first fact of a kind, or None."""
    return next((fact.value for fact in facts if fact.kind == kind), None)
