"""Comparison of two papers: which lines were added, removed or changed, and in which words."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from pacts.document.schema import PARTS
from pacts.document.text_diff import GONE, NEW, difference, paired
from pacts.paper.lines import Line

HEADINGS = {
    "facts": lambda: _("Heading of the pact"),
    "theme": lambda: _("Theme"),
    "prose": lambda: _("Theme and general words"),
    "commitments": lambda: _("What was promised"),
    "targets": lambda: _("Targets"),
    "units": lambda: _("Units in the pact"),
    "signatories": lambda: _("Who signed"),
    "movements": lambda: _("Emulation movements"),
    "documents": lambda: _("Documents"),
}
NOTHING = Line("")


@dataclass(frozen=True)
class Change:
    """One line in two papers: `before` is None if it was added, `after` is None if it was removed."""

    before: Line | None
    after: Line | None

    @property
    def is_unchanged(self):
        return self.before == self.after

    @property
    def row(self):
        return self.after or self.before

    @cached_property
    def text(self):
        """The words of both texts as runs: [(sign, text)]."""
        return difference((self.before or NOTHING).text, (self.after or NOTHING).text)

    @cached_property
    def details(self):
        return difference((self.before or NOTHING).details, (self.after or NOTHING).details)

    @property
    def old_text(self):
        return [run for run in self.text if run[0] != NEW]

    @property
    def new_text(self):
        return [run for run in self.text if run[0] != GONE]

    @property
    def old_details(self):
        return [run for run in self.details if run[0] != NEW]

    @property
    def new_details(self):
        return [run for run in self.details if run[0] != GONE]


@dataclass(frozen=True)
class Section:
    """One part of two papers, line by line."""

    name: str
    rows: list  # Changes
    reordered: bool  # whether common lines are in a different order

    @property
    def heading(self):
        return HEADINGS[self.name]() if self.name in HEADINGS else PARTS[self.name].label

    @property
    def changed(self):
        return [row for row in self.rows if not row.is_unchanged]

    @property
    def differs(self):
        return bool(self.changed) or self.reordered


def compare_sections(before, after):
    """Return a Section for each name of two papers, {name: [Line]}."""
    return [section(name, before[name], after[name]) for name in after]


def section(name, before, after):
    """Return the Section that compares two lists of Lines, paired by key if they have keys, else by text."""
    if any(row.key for row in [*before, *after]):
        pairs = paired([row.key for row in before], [row.key for row in after], alike=1)
    else:
        pairs = paired([row.text for row in before], [row.text for row in after])
    rows = [Change(None if i is None else before[i], None if j is None else after[j]) for i, j in pairs]
    old_positions = [i for i, j in pairs if i is not None and j is not None]
    return Section(name, rows, reordered=old_positions != sorted(old_positions))
