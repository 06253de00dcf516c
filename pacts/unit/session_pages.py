"""The pages a user has, cached in the session so that the masthead needs no query."""

from clusters.models import Mandate
from clusters.permissions import mandate_kinds

KEY = "pages"
KINDS = {"unit": Mandate.Kind.MEMBER, "desk": Mandate.Kind.SECRETARIAT}


def remember(request):
    """Store in the session which pages the user has today."""
    pages = pages_of(request.user)
    if request.session.get(KEY) != pages:
        request.session[KEY] = pages


def remember_at_sign_in(sender, request, user, **kwargs):
    request.session[KEY] = pages_of(user)


def pages_of(user):
    """Return the keys of KINDS for which the user acts today."""
    kinds = mandate_kinds(user)
    return [name for name, kind in KINDS.items() if kind in kinds]
