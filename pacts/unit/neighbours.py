"""What other rooms add to a unit's own pages: a page linked there, a panel beside. This room knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

NEIGHBOURS = []
PANELS = []


@dataclass(frozen=True)
class Neighbour:
    """A page about a unit's year: what the link says, and the name of its address, which takes the membership's number.

    `asked` is the thing (an Asked) that is sent there: the page is then linked from that thing among those to do.
    `may(user, membership, pact)` is asked of those who act for the unit; without it all of them may.
    `says(membership, submission or None)` gives a few words on what stands there now ("2 mục"), or "".
    `none(year)` tells of which memberships (numbers) of a year nothing stands there; `none_words` is what is said of
    one that has sent just this: "Không đăng ký".
    """

    label: Any
    address: str
    asked: str | None = None
    may: Callable | None = None
    says: Callable | None = None
    none: Callable | None = None
    none_words: Any = ""

    def is_open_to(self, user, membership, pact):
        return self.may is None or self.may(user, membership, pact)

    def address_for(self, membership):
        return reverse(self.address, args=[membership.pk])


@dataclass(frozen=True)
class Panel:
    """A panel beside the pact: a template, shown with `panel` as what `context(user, membership, pact)` returns.

    None from `context` shows no panel.
    """

    template: str
    context: Callable


def add_neighbour(neighbour):
    """Link a page from the page of every unit's year; said twice, it is linked once."""
    if neighbour not in NEIGHBOURS:
        NEIGHBOURS.append(neighbour)


def add_panel(panel):
    """Show a panel on the page of every unit's year; said twice, it is shown once."""
    if panel not in PANELS:
        PANELS.append(panel)


def neighbour_for(asked, user, membership, pact):
    """Return the page of another room where one of the things asked for is sent, if the person may open it, or None."""
    found = [row for row in NEIGHBOURS if row.asked == asked and row.is_open_to(user, membership, pact)]
    return found[0] if found else None


def sent_nothing_but_word(year):
    """Return {thing asked for: (the memberships of a year of which nothing stands there, what to say of them)}."""
    return {row.asked: (row.none(year), row.none_words) for row in NEIGHBOURS if row.asked and row.none}


def neighbours_of(user, membership, pact):
    """Return [(what the link says, its address)] of the pages that no thing asked for leads to."""
    shown = [row for row in NEIGHBOURS if row.asked is None and row.is_open_to(user, membership, pact)]
    return [(row.label, row.address_for(membership)) for row in shown]


def panels_of(user, membership, pact):
    """Return [(template, what it is shown with)] of the panels that have something to say."""
    panels = [(panel.template, panel.context(user, membership, pact)) for panel in PANELS]
    return [(template, context) for template, context in panels if context is not None]
