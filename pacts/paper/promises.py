"""The commitments of a pact, apart from the directions given at the conference."""

from dataclasses import dataclass, field

from pacts.models import Commitment
from pacts.paper.targets import top_level


def agreed(rows):
    """Return the agreed rows of a document's commitments, without the directions."""
    return [row for row in rows if row.get("standing") != Commitment.Standing.DIRECTION]


def directed(rows):
    return [row for row in rows if row.get("standing") == Commitment.Standing.DIRECTION]


@dataclass
class PaperCommitment:
    """A commitment or direction. `targets` includes those that are parts of others."""

    row: dict
    targets: list = field(default_factory=list)

    @property
    def key(self):
        return self.row.get("key")

    @property
    def text(self):
        return self.row.get("text") or ""

    @property
    def heading(self):
        """The heading of the group in which it stands, or ""."""
        return self.row.get("heading") or ""

    @property
    def top_level_targets(self):
        return top_level(self.targets)

    @property
    def giver(self):
        """The key of the participant who gave a direction; None if unknown."""
        return self.row.get("by")
