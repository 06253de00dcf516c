"""Which pages a person has, kept in the session: so the masthead asks nothing on other pages."""

from clusters.models import Mandate
from clusters.permissions import mandate_kinds

KEY = "pages"
KINDS = {"unit": Mandate.Kind.MEMBER, "desk": Mandate.Kind.SECRETARIAT}


def remember(request):
    """Note in the session which pages the person has today."""
    pages = pages_of(request.user)
    if request.session.get(KEY) != pages:
        request.session[KEY] = pages


def remember_at_sign_in(sender, request, user, **kwargs):
    request.session[KEY] = pages_of(user)


def pages_of(user):
    """Return "unit", "desk", both, or neither: whom a person acts for today."""
    kinds = mandate_kinds(user)
    return [name for name, kind in KINDS.items() if kind in kinds]
