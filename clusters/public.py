"""What every public page is: open to everybody, only read, rendered once, not sent again to who has it unchanged."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from clusters.kept_pages import kept
from clusters.revision import revision

# Who carries one of these is told more than the page: their name, a message.
PERSONAL = (settings.SESSION_COOKIE_NAME, settings.MESSAGES_COOKIE_NAME)


def public_page(view):
    """Make a view a public page: no account, GET and HEAD only, and 304 for an unchanged page asked again.

    A browser keeps the page and asks each time whether it still holds; no store in between may answer for the site.
    """

    @wraps(view)
    def page(request, *args, **kwargs):
        response = conditional(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    conditional = condition(etag_func=mark_of)(kept(view))
    return login_not_required(require_safe(page))


def mark_of(request, *args, **kwargs):
    """Return the ETag of a page as everybody reads it, or None where the reader is somebody.

    The mark is left on the request as `public_mark`, for what is kept under it.
    """
    if any(name in request.COOKIES for name in PERSONAL):
        return None
    request.public_mark = revision()
    return request.public_mark and f'"{request.public_mark}"'
