"""Units parsed from a pasted list, each with the units of the register it may be."""

from dataclasses import dataclass, replace

from django.utils.text import capfirst

from clusters.intake.unit_matching import Match, match_units
from clusters.models import Membership
from pacts.desk.access import day_of, document_at

NEW, LEAVE = "new", ""


@dataclass(frozen=True)
class Proposal:
    """One piece of the list: its form field, its candidates, and the proposed one."""

    number: int
    match: Match
    already: set  # addresses of units already in the roster
    answer: str | None = None  # the posted one, else the proposed one; None where the user has to choose
    is_refused: bool = False  # the form was sent without a choice here

    @property
    def field(self):
        return f"unit-{self.number}"

    @property
    def role(self):
        """Return the label of a role other than member, else ""."""
        role = Membership.Role(self.match.piece.role)
        return "" if role == Membership.Role.MEMBER else role.label

    def is_as_shown(self, posted):
        """Whether the posted answer belongs to this text of the piece, not to an earlier one."""
        return posted.get(f"shown-{self.number}", self.match.piece.text) == self.match.piece.text

    @property
    def proposed(self):
        """Return the proposed address, "new" for an unknown unit, or "" where the user has to choose."""
        if self.match.certainty == "sure":
            slug = self.match.units[0].slug
            return LEAVE if slug in self.already else slug
        return NEW if self.match.certainty == "new" else None

    def answered(self, posted, applied):
        """Return this proposal with the answer posted to it; if the form was `applied` without one, it is refused."""
        answer = posted.get(self.field) if self.is_as_shown(posted) and self.field in posted else self.proposed
        known = {NEW, LEAVE, *(unit.slug for unit in self.match.units)}
        answer = answer if answer in known else None
        return replace(self, answer=answer, is_refused=applied and answer is None)

    def row(self, answer):
        """Return the row for `add_units` of a posted answer, or None."""
        if answer == NEW:
            known = {"name": capfirst(self.match.piece.text)}
        elif answer in {unit.slug for unit in self.match.units}:
            known = {"unit": answer}
        else:
            return None
        return known | {"role": self.match.piece.role, "as_written": self.match.piece.text}

    @staticmethod
    def chosen(proposals):
        """Return the rows of the answers; what is left out has none."""
        rows = [proposal.row(proposal.answer) for proposal in proposals]
        return [row for row in rows if row]


def proposals_for(pact, pieces):
    """Return a Proposal for each unit named in pieces of a list."""
    document, cluster = document_at(pact), pact.cluster_year.cluster
    already = {row["unit"] for row in document.get("units") or []}
    matches = match_units(pieces, day=day_of(pact, document), place=cluster.place)
    return [Proposal(number, match, already) for number, match in enumerate(matches, start=1)]
