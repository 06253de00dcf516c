"""The day of a pact: as its paper writes it, and as the day for the names of units."""

from django.core.exceptions import ValidationError

from clusters.common.dates import format_partial, parse_partial
from pacts.models import Conference

# In the paper's language, whatever the language of the page.
PARTS_OF_DAY = {
    Conference.PartOfDay.MORNING: "sáng",
    Conference.PartOfDay.AFTERNOON: "chiều",
    Conference.PartOfDay.EVENING: "tối",
}


class PaperDay:
    """A day parsed from typed or stored text. Unknown parts are "".

    `stored` is the day used to look up names of units: the year itself if no valid day is given.
    """

    def __init__(self, typed, year):
        self.typed = str(typed or "")
        try:
            self.stored, self.is_wrong = parse_partial(self.typed or str(year)), False
        except ValidationError:
            self.stored, self.is_wrong = str(year), True
        self.known = self.stored if self.typed and not self.is_wrong else ""
        self.year, month, self.day = (*self.known.split("-"), "", "")[:3]
        self.month = month if month in ("01", "02") else month.lstrip("0")

    @property
    def words(self):
        """The day as people type it, "31/03/2021", as precise as it is known; an invalid day as typed."""
        return self.typed if self.is_wrong else format_partial(self.known)
