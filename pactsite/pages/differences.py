"""Two papers held against each other: which lines came, went and changed, and in which words."""

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
    """One line of two papers: `before` is None where it came, `after` where it went."""

    before: Line | None
    after: Line | None

    @property
    def kept(self):
        return self.before == self.after

    @property
    def row(self):
        return self.after or self.before

    @cached_property
    def text(self):
        """Its words: [(sign, text)]."""
        return difference((self.before or NOTHING).text, (self.after or NOTHING).text)

    @cached_property
    def said(self):
        return difference((self.before or NOTHING).details, (self.after or NOTHING).details)

    @property
    def old_text(self):
        return [run for run in self.text if run[0] != NEW]

    @property
    def new_text(self):
        return [run for run in self.text if run[0] != GONE]

    @property
    def old_said(self):
        return [run for run in self.said if run[0] != NEW]

    @property
    def new_said(self):
        return [run for run in self.said if run[0] != GONE]


@dataclass(frozen=True)
class Section:
    """One part of two papers, line by line."""

    name: str
    rows: list  # Changes
    reordered: bool  # whether lines that both have stand in another order

    @property
    def heading(self):
        return HEADINGS[self.name]() if self.name in HEADINGS else PARTS[self.name].label

    @property
    def changed(self):
        return [row for row in self.rows if not row.kept]

    @property
    def differs(self):
        return bool(self.changed) or self.reordered


def held_against(before, after):
    """Return the Sections of two papers, each given as {name: [Line]}."""
    return [section(name, before[name], after[name]) for name in after]


def section(name, before, after):
    """Hold two lists of Lines against each other: by key where they have one, else by their words."""
    if any(row.key for row in [*before, *after]):
        places = paired([row.key for row in before], [row.key for row in after], alike=1)
    else:
        places = paired([row.text for row in before], [row.text for row in after])
    rows = [Change(None if i is None else before[i], None if j is None else after[j]) for i, j in places]
    old_places = [i for i, j in places if i is not None and j is not None]
    return Section(name, rows, reordered=old_places != sorted(old_places))
