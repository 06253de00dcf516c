"""What every page knows: who answers for the register."""

from django.conf import settings


def site(request):
    """Return the owner, the responsible person and the contact, as set for this machine ("" where not)."""
    return {
        "site_owner": settings.SITE_OWNER,
        "site_responsible": settings.SITE_RESPONSIBLE,
        "site_contact": settings.SITE_CONTACT,
    }
