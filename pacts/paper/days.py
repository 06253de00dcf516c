"""The day of a pact as its paper writes it, and as the day on which units are called by their names."""

from django.core.exceptions import ValidationError

from clusters.common.dates import format_partial, parse_partial
from pacts.models import Conference

# In the language of the paper, whatever the page's.
PARTS_OF_DAY = {
    Conference.PartOfDay.MORNING: "sáng",
    Conference.PartOfDay.AFTERNOON: "chiều",
    Conference.PartOfDay.EVENING: "tối",
}


class PaperDay:
    """A day, read from what was typed or stored: "22", "01", "2021"; what is not known is "".

    `stored` is the day for names of units: where nothing is typed, or something that is no date, the year itself.
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
        """The day as people type it, "31/03/2021", as far as it is known; a wrong one as it was typed."""
        return self.typed if self.is_wrong else format_partial(self.known)
