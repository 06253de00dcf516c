"""Units read from a pasted list, each with the unit of the register it may be."""

from dataclasses import dataclass

from django.utils.text import capfirst

from clusters.intake.unit_matching import Match, match_units
from clusters.models import Membership
from pacts.desk.access import day_of, document_at

NEW, LEAVE = "new", ""


@dataclass(frozen=True)
class Proposal:
    """One piece of the list, on the page: its field, what it may be, and what is proposed."""

    number: int
    match: Match
    already: set  # the addresses of units that are in the roster

    @property
    def field(self):
        return f"unit-{self.number}"

    @property
    def role(self):
        """Return the role in words, where the list tells one that matters."""
        role = Membership.Role(self.match.piece.role)
        return "" if role == Membership.Role.MEMBER else role.label

    def is_as_shown(self, posted):
        """Say whether a person answered for this very piece, and not for what it said before it was mended."""
        return posted.get(f"shown-{self.number}", self.match.piece.text) == self.match.piece.text

    @property
    def proposed(self):
        """Return the address proposed, "new" for a unit nobody knows, or "" where a person has to choose."""
        if self.match.certainty == "sure":
            slug = self.match.units[0].slug
            return LEAVE if slug in self.already else slug
        return NEW if self.match.certainty == "new" else None

    def row(self, answer):
        """Return what `add_units` takes for a person's answer, or None."""
        if answer == NEW:
            known = {"name": capfirst(self.match.piece.text)}
        elif answer in {unit.slug for unit in self.match.units}:
            known = {"unit": answer}
        else:
            return None
        return known | {"role": self.match.piece.role, "as_written": self.match.piece.text}

    @staticmethod
    def chosen(proposals, posted):
        """Return the rows a person chose, from the posted form."""
        rows = [proposal.row(posted.get(proposal.field, LEAVE)) for proposal in proposals]
        return [row for row in rows if row]


def proposals_for(pact, pieces):
    """Return a Proposal for each unit that pieces of a list name."""
    document, cluster = document_at(pact), pact.cluster_year.cluster
    already = {row["unit"] for row in document.get("units") or []}
    matches = match_units(pieces, day=day_of(pact, document), place=cluster.place)
    return [Proposal(number, match, already) for number, match in enumerate(matches, start=1)]
