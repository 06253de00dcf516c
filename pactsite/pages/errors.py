"""Error pages."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse, HttpResponseServerError, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from clusters.accounts.sign_in import PendingSubmission, render_send_again, render_sign_in
from clusters.common.outage import is_outage
from pactsite.middleware import is_of_the_desk

RETRY_AFTER = 60  # seconds


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
    """Return 403 for an invalid token. A desk form sent from this site can be sent again, so that no input is lost."""
    request.refused_for = "csrf"
    typed = _typed_at_the_desk(request) if is_from_this_site(request) else None
    if typed is None:
        return render(request, "403_csrf.html", status=403)
    if request.content_type == "application/json":
        error = _("The page is older than the session. It goes on with a new token.")
        return JsonResponse({"error": error, "token": get_token(request)}, status=403)
    return render_send_again(request, typed) if request.user.is_authenticated else render_sign_in(request, typed)


def is_from_this_site(request):
    """Return whether the request's headers prove that a page of this site sent it; missing headers count as no."""
    own = f"{request.scheme}://{request.get_host()}"
    return (
        request.headers.get("Origin") == own and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    )


def _typed_at_the_desk(request):
    """Return the desk form of this request, or the one carried by an expired sign-in page, else None."""
    return PendingSubmission.of(request) if is_of_the_desk(request) else PendingSubmission.from_sign_in_form(request)


@login_not_required
def server_error(request):
    """Return a page without database or base template: 503 if the infrastructure fails, 500 for a bug."""
    if is_outage(sys.exception()):
        return unavailable(request)
    return HttpResponseServerError(get_template("500.html").render())


def unavailable(request):
    """Return 503: as JSON for the desk's script, else a page, with a sent desk form to be sent again."""
    if request.content_type == "application/json":
        error = _("The register cannot save at the moment. What was typed stays in this browser; it tries again.")
        answer = JsonResponse({"error": error}, status=503)
    else:
        typed = _typed_of_own_desk(request)
        words = "\n\n".join(value for name, value in typed.fields if len(value) > 3) if typed else ""
        context = {"typed": typed, "words": words, "token": get_token(request) if typed else ""}
        answer = HttpResponse(get_template("503.html").render(context), status=503)
    answer.headers["Retry-After"] = RETRY_AFTER
    return answer


def _typed_of_own_desk(request):
    if request.method != "POST" or not is_from_this_site(request):
        return None
    try:
        if request.resolver_match is None:  # the error came before URL resolution
            request.resolver_match = resolve(request.path_info)
        return PendingSubmission.of(request) if is_of_the_desk(request) else None
    except (Resolver404, OSError, MultiPartParserError, SuspiciousOperation):
        return None
