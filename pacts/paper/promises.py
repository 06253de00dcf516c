"""What is promised in a pact: its commitments, without the directions given at the conference."""

from dataclasses import dataclass, field

from pacts.models import Commitment
from pacts.paper.targets import top_level


def agreed(rows):
    """Return the rows of a document's commitments that were agreed; directions are no promise and stay out."""
    return [row for row in rows if row.get("standing") != Commitment.Standing.DIRECTION]


def directed(rows):
    """Return the others: the directions given at the conference."""
    return [row for row in rows if row.get("standing") == Commitment.Standing.DIRECTION]


@dataclass
class PaperCommitment:
    """One commitment or direction. `targets`: those under it, in their order, parts of others included."""

    row: dict
    targets: list = field(default_factory=list)

    @property
    def key(self):
        return self.row.get("key")

    @property
    def text(self):
        return self.row.get("text") or ""

    @property
    def top_level_targets(self):
        return top_level(self.targets)

    @property
    def giver(self):
        """The key of who gave a direction, among the people present; None where unknown."""
        return self.row.get("by")
