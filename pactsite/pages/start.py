"""Where somebody who has just signed in begins, if they were on their way to no other page."""

from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusters.permissions import is_administrator
from pacts.unit.remembering import pages_of


@never_cache
@require_safe
def start(request):
    return redirect(first_page_of(request.user))


def first_page_of(user):
    """Return the page a person works at: a secretariat's desk, the own unit, the administration; else the account."""
    own = pages_of(user)
    if "desk" in own:
        return "desk:home"
    if "unit" in own:
        return "my_unit:home"
    return "admin:index" if is_administrator(user) else "clusters:account"
