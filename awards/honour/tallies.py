"""Counts over awards: how many were granted, and the lines that are not in that number."""

from typing import NamedTuple

from django.db.models import Case, Count, F, Q, Sum, When
from django.utils.formats import number_format

from awards.models import Award

GRANTED, REVOKED = Q(state=Award.State.GRANTED), Q(state=Award.State.REVOKED)
NAMED = Q(unit__isnull=False) | Q(recipient_name__isnull=False)
# `Award.quantity` in SQL; NULL if unknown.
QUANTITY = Case(When(granted_count__isnull=False, then=F("granted_count")), When(NAMED, then=1))
UNSAID = GRANTED & Q(granted_count=None) & ~NAMED


class Tally(NamedTuple):
    """`awards` is the sum over granted lines with a number; `unsaid` and `revoked` lines are not in it."""

    awards: int = 0
    unsaid: int = 0  # granted lines without a number
    revoked: int = 0
    lines: int = 0  # all lines

    def __add__(self, other):
        return Tally(self[0] + other[0], self[1] + other[1], self[2] + other[2], self[3] + other[3])

    def __str__(self):
        """ "6"; "6 + ?" if some lines have no number; "?" if none has."""
        if not self.unsaid:
            return self.number
        return f"{self.number} + ?" if self.awards else "?"

    @property
    def number(self):
        """`awards` in the number format of the active language."""
        return number_format(self.awards, force_grouping=True)

    @property
    def counts(self):
        """Whether any of the lines is not revoked."""
        return self.lines > self.revoked


def tallies(awards, *by):
    """Yield (values, Tally) for each combination of values of the fields `by`, in one query."""
    found = (
        awards.order_by()
        .values_list(*by)
        .annotate(
            tally_awards=Sum(QUANTITY, filter=GRANTED, default=0),
            tally_unsaid=Count("pk", filter=UNSAID),
            tally_revoked=Count("pk", filter=REVOKED),
            tally_lines=Count("pk"),
        )
    )
    for row in found.iterator():
        yield row[: len(by)], Tally(*row[len(by) :])
