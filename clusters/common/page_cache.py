"""Cached public pages and figures, valid until anything public changes.

Cache keys contain the register's revision (`clusters.common.revision`), so an entry is never found again after a
change; nothing has to be invalidated. Each worker caches in its own memory and drops the least recently used entries
first.

The revision is always read before the data it stands for. A change committed in between gives newer data under the
older revision, which no later request asks for. While a transaction writes history, `revision()` returns None and
nothing is cached.
"""

import hashlib
from functools import wraps

from django.core.cache import caches
from django.http import HttpResponse

from clusters.common.revision import revision

LARGEST = 600_000  # bytes of a page that is cached: a file of the sitemap has 5,000 addresses
LONGEST_QUERY = 300  # letters: longer queries are seldom repeated
MOST_ROWS = 20_000  # rows of figures that are cached


def cached_page(view):
    """Decorate a view to answer a GET from the cache if `request.public_mark` is set (see `public_page`)."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        mark = getattr(request, "public_mark", None)
        query = request.META.get("QUERY_STRING", "")
        if mark is None or request.method != "GET" or len(query) > LONGEST_QUERY:
            return view(request, *args, **kwargs)
        # Pages contain absolute addresses with scheme and host; the language is part of the mark.
        key = key_of(mark, request.scheme, request.get_host(), request.path, query)
        if (found := caches["pages"].get(key)) is not None:
            content, headers = found
            return HttpResponse(content, headers=headers)
        response = view(request, *args, **kwargs)
        if is_cacheable(request, response):
            caches["pages"].set(key, (response.content, dict(response.headers)))
        return response

    return answer


def is_cacheable(request, response):
    """Whether a response contains nothing specific to this request, such as a cookie or a CSRF token."""
    is_plain = response.status_code == 200 and not response.streaming and not response.cookies
    return is_plain and len(response.content) <= LARGEST and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")


def cached_figures(request, name, compute):
    """Return `compute()`, cached under a name while nothing public changes.

    Only for figures of public data that are the same for every reader: they are shared with signed-in users, whose
    pages are not cached. A collection of more than MOST_ROWS is not cached.
    """
    mark = getattr(request, "public_mark", None) or revision()
    if mark is None:
        return compute()
    key = key_of(mark, name)
    found = caches["figures"].get(key)
    if found is None:
        found = compute()
        if not hasattr(found, "__len__") or len(found) <= MOST_ROWS:
            caches["figures"].set(key, found)
    return found


def key_of(*parts):
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
