"""Twenty rows a page."""

from django.core.paginator import Paginator
from django.http import Http404

ROWS = 20
DIGITS = 9


def asked_page(request, rows):
    """Return the page of rows that an address asks for (`trang`). Raises Http404 where there is none."""
    number = request.GET.get("trang") or "1"
    pages = Paginator(rows, ROWS)
    if not (number.isascii() and number.isdecimal() and len(number) <= DIGITS and 0 < int(number) <= pages.num_pages):
        raise Http404
    return pages.page(int(number))
