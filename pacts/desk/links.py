"""Links from the desk's page of a pact to pages of other apps, which register them when they load."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

NEIGHBOURS = []


@dataclass(frozen=True)
class Neighbour:
    """A page of another app about one pact, open to everybody who reads the pact at the desk.

    `label` is the link's text, `address` the URL name. A page with `of_units` shows what the units have sent and is
    linked from the board too.
    """

    label: Any
    address: str
    of_units: bool = False


def add_neighbour(neighbour):
    """Link a page from the desk page of every pact. Adding the same page again has no effect."""
    if neighbour not in NEIGHBOURS:
        NEIGHBOURS.append(neighbour)


def neighbours_of(pact, of_units=False):
    """Return [(link text, address)] of the pages about a pact; with `of_units` only those linked from the board."""
    place = [pact.cluster_year.cluster.slug, pact.cluster_year.slug]
    rows = [neighbour for neighbour in NEIGHBOURS if neighbour.of_units or not of_units]
    return [(neighbour.label, reverse(neighbour.address, args=place)) for neighbour in rows]
