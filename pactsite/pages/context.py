"""What every page knows: who answers for the register, and whether the reader has pages of a unit."""

from django.conf import settings

from pacts.unit.remembering import KEY


def site(request):
    """Return who owns the register, answers for it and is asked, as set for this machine ("" where not).

    And `own_pages`: which pages of their own the reader has ("unit", "desk").
    """
    session = getattr(request, "session", None)
    return {
        "own_pages": [] if session is None else session.get(KEY, []),
        "site_owner": settings.SITE_OWNER,
        "site_responsible": settings.SITE_RESPONSIBLE,
        "site_contact": settings.SITE_CONTACT,
    }
