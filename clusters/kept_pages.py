"""Rendered public pages, kept as long as nothing public changes.

A page that is rendered for nobody in particular is the same for everybody until the register's mark changes
(`clusters.revision`). It is kept in each worker's memory under address, language and mark, so an old page is never
found again and the least used are dropped first.
"""

import hashlib
from functools import wraps

from django.core.cache import caches
from django.http import HttpResponse

LARGEST = 300_000  # bytes of a page that is kept
LONGEST_QUERY = 300  # letters: longer ones are seldom asked twice


def kept(view):
    """Make a view answer a GET from what is kept where `request.public_mark` says which state the page is of."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        mark = getattr(request, "public_mark", None)
        query = request.META.get("QUERY_STRING", "")
        if mark is None or request.method != "GET" or len(query) > LONGEST_QUERY:
            return view(request, *args, **kwargs)
        # Pages name themselves by scheme and host; the mark holds the language.
        address = "\n".join([mark, request.scheme, request.get_host(), request.path, query])
        key = hashlib.sha256(address.encode()).hexdigest()
        if (found := caches["pages"].get(key)) is not None:
            content, headers = found
            return HttpResponse(content, headers=headers)
        response = view(request, *args, **kwargs)
        if may_be_kept(request, response):
            caches["pages"].set(key, (response.content, dict(response.headers)))
        return response

    return answer


def may_be_kept(request, response):
    """Whether an answer holds nothing of this request alone."""
    is_plain = response.status_code == 200 and not response.streaming and not response.cookies
    return is_plain and len(response.content) <= LARGEST and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
