"""Panels that other rooms show beside the pact on a unit's page. They register them in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass

PANELS = []


@dataclass(frozen=True)
class Panel:
    """A panel: its template, shown with `panel` as what `context(user, membership, pact)` returns.

    None from `context` shows no panel.
    """

    template: str
    context: Callable


def add_panel(panel):
    """Show a panel on the page of every unit's year. Adding the same one again has no effect."""
    if panel not in PANELS:
        PANELS.append(panel)


def panels_of(user, membership, pact):
    """Return [(template, its context)] of the panels that have something to show."""
    panels = [(panel.template, panel.context(user, membership, pact)) for panel in PANELS]
    return [(template, context) for template, context in panels if context is not None]
