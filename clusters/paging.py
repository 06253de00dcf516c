"""What a list is asked for in its address: words and a page, with a sentence for each value nobody can read."""

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext as _

ROWS = 20
LONGEST = 200  # letters of a search
DIGITS = 18  # of a page number


class Asked:
    """The words and the page number. `problems` says what could not be read: then the list is empty."""

    def __init__(self, params):
        self.problems = []
        self.q = params.get("q", "").replace("\0", " ").strip()
        if len(self.q) > LONGEST:
            self.problems.append(_("The words to look for are too long: at most %(most)s letters.") % {"most": LONGEST})
            self.q = self.q[:LONGEST]
        self.number = whole_number(params.get("trang") or "1")
        if not self.number:
            self.problems.append(_("The page number is not valid."))

    def page(self, rows, count=None):
        """Return the asked page of a queryset; a page past the end is nowhere (404). `count`: where it is known."""
        pages = Paginator(rows.none() if self.problems else rows, ROWS)
        if count is not None:
            pages.count = count
        if self.problems:
            return pages.page(1)
        if self.number > pages.num_pages:
            raise Http404
        return pages.page(self.number)


def whole_number(text, digits=DIGITS):
    """Return a text of plain digits as a number, else None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None
