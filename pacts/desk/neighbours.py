"""Pages of other rooms about a pact. A room that knows this one adds its page when it loads; this room knows none."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

NEIGHBOURS = []


@dataclass(frozen=True)
class Neighbour:
    """A page about one pact: what the link says, the name of its address, and who may follow it.

    `may(user, pact)` is asked of those who read the pact at the desk; without it all of them may. One that is
    `of_units` tells what the units have sent, and is linked from the board too.
    """

    label: Any
    address: str
    may: Any = None
    of_units: bool = False


def add_neighbour(neighbour):
    """Link a page from the desk page of every pact; said twice, it is linked once."""
    if neighbour not in NEIGHBOURS:
        NEIGHBOURS.append(neighbour)


def neighbours_of(user, pact, of_units=False):
    """Return [(what the link says, its address)] for a pact read at the desk by a person; `of_units`: for the board."""
    place = [pact.cluster_year.cluster.slug, pact.cluster_year.slug]
    rows = [neighbour for neighbour in NEIGHBOURS if neighbour.of_units or not of_units]
    shown = [neighbour for neighbour in rows if neighbour.may is None or neighbour.may(user, pact)]
    return [(neighbour.label, reverse(neighbour.address, args=place)) for neighbour in shown]
