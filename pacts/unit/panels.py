"""Panels that other apps show beside the pact on a unit's page, registered in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass

PANELS = []


@dataclass(frozen=True)
class Panel:
    """A template, and a function `context(user, membership, pact)` that returns its `panel`.

    If the function returns None, the panel is not shown.
    """

    template: str
    context: Callable


def add_panel(panel):
    """Show a panel on every unit's page. Adding the same one again has no effect."""
    if panel not in PANELS:
        PANELS.append(panel)


def panels_of(user, membership, pact):
    panels = [(panel.template, panel.context(user, membership, pact)) for panel in PANELS]
    return [(template, context) for template, context in panels if context is not None]
