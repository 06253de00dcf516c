"""Pages for what went wrong: each says what happened and where to go on."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseServerError, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _

from clusters.signing_in import Typed, ask_to_send_again, ask_to_sign_in
from pactsite.middleware import is_of_the_desk


@login_not_required
def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


@login_not_required
def permission_denied(request, exception=None):
    return render(request, "403.html", status=403)


@login_not_required
def page_not_found(request, exception=None):
    return render(request, "404.html", status=404)


@login_not_required
def csrf_failure(request, reason=""):
    """Refuse a form with an old token. What this site's own page sent for the desk is not lost: it is offered again."""
    request.refused_for = "csrf"
    typed = _typed_at_the_desk(request) if is_from_this_site(request) else None
    if typed is None:
        return render(request, "403_csrf.html", status=403)
    if request.content_type == "application/json":
        error = _("The page is older than the session. It goes on with a new token.")
        return JsonResponse({"error": error, "token": get_token(request)}, status=403)
    return ask_to_send_again(request, typed) if request.user.is_authenticated else ask_to_sign_in(request, typed)


def is_from_this_site(request):
    """Say whether the browser itself tells that a page of this very site sent the request; silence is no."""
    own = f"{request.scheme}://{request.get_host()}"
    return (
        request.headers.get("Origin") == own and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    )


def _typed_at_the_desk(request):
    """Return the form sent to the desk, or carried by a sign-in page that grew old itself; else None."""
    return Typed.of(request) if is_of_the_desk(request) else Typed.carried_by(request)


@login_not_required
def server_error(request):
    """A page that stands alone: no request, no database, no base template."""
    return HttpResponseServerError(get_template("500.html").render())
