"""What every page knows: who answers for the register, and whether the reader has pages of a unit."""

from django.conf import settings

from pacts.notices.sentences import unread_number
from pacts.unit.session_pages import KEY


def site(request):
    """Return who owns the register, answers for it and is asked, as set for this machine ("" where not).

    And `own_pages`: which pages of their own the reader has ("unit", "desk"), and `unread_number`: how many notices
    are new to them, counted only where a page says so, for those of a unit: nobody else is told of anything.
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
