"""The decorator of all public pages: no account needed, read-only, cached, 304 for an unchanged page."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from clusters.common.page_cache import cached_page
from clusters.common.revision import revision

# With one of these cookies a page may contain more than the public part: the user's name, a message.
PERSONAL = (settings.SESSION_COOKIE_NAME, settings.MESSAGES_COOKIE_NAME)


def public_page(view):
    """Make a view a public page: no account needed, GET and HEAD only, cached, with an ETag.

    Browsers store the page and revalidate it every time; shared caches must not store it.
    """

    @wraps(view)
    def page(request, *args, **kwargs):
        response = conditional(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    conditional = condition(etag_func=mark_of)(cached_page(view))
    return login_not_required(require_safe(page))


def mark_of(request, *args, **kwargs):
    """Return the ETag of a public page, or None for a reader with a session or a message.

    The register's revision is stored on the request as `public_mark`; `kept_pages` uses it as part of its cache keys.
    """
    if any(name in request.COOKIES for name in PERSONAL):
        return None
    request.public_mark = revision()
    return request.public_mark and f'"{request.public_mark}"'
