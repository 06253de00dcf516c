"""Context processor of the public pages."""

from django.conf import settings

from pacts.notices.sentences import unread_number
from pacts.unit.session_pages import KEY


def site(request):
    """Return owner, responsible person and contact of the register ("" if not set), and the user's own pages.

    `own_pages` lists "unit" and "desk" as they apply. `unread_number` is a callable, so that only templates showing it
    run the query; it is 0 for users without a unit, because nobody else gets notices.
    """
    session = getattr(request, "session", None)
    own_pages = [] if session is None else session.get(KEY, [])
    return {
        "own_pages": own_pages,
        "unread_number": lambda: unread_number(request.user) if "unit" in own_pages else 0,
        "site_owner": settings.SITE_OWNER,
        "site_responsible": settings.SITE_RESPONSIBLE,
        "site_contact": settings.SITE_CONTACT,
    }
