"""What a set of lines counts: awards, lines that do not say how many, lines revoked since."""

from typing import NamedTuple

from django.db.models import Case, Count, F, Q, Sum, When
from django.utils.formats import number_format

from awards.models import Award

GRANTED, REVOKED = Q(state=Award.State.GRANTED), Q(state=Award.State.REVOKED)
NAMED = Q(unit__isnull=False) | Q(recipient_name__isnull=False)
# The same as `Award.quantity`, in the database; NULL where unknown.
QUANTITY = Case(When(granted_count__isnull=False, then=F("granted_count")), When(NAMED, then=1))
UNSAID = GRANTED & Q(granted_count=None) & ~NAMED


class Tally(NamedTuple):
    """`awards` of the lines granted that say how many, and how many lines were left out of that sum, and why."""

    awards: int = 0
    unsaid: int = 0  # lines that do not say how many
    revoked: int = 0
    lines: int = 0  # all of them

    def __add__(self, other):
        return Tally(self[0] + other[0], self[1] + other[1], self[2] + other[2], self[3] + other[3])

    def __str__(self):
        """ "6", "6 + ?" where lines do not say how many, "?" where none does."""
        if not self.unsaid:
            return self.number
        return f"{self.number} + ?" if self.awards else "?"

    @property
    def number(self):
        """The awards counted, as the reader's language writes numbers."""
        return number_format(self.awards, force_grouping=True)

    @property
    def counts(self):
        """Whether anything in it was granted and stands."""
        return self.lines > self.revoked


def tallies(awards, *by):
    """Yield (values, Tally) for each combination of these fields, in one query."""
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
