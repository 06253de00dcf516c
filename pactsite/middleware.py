"""Manners: what the browser may not use, words for a refused method, and a form that outlives its session."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from clusters.accounts.sign_in import PendingSubmission, render_sign_in

KEEPS_WHAT_WAS_TYPED = {"desk", "my_unit", "awards_desk"}  # rooms whose forms come along through sign-in
TAKE_FILES = ("/ban-lam-viec/", "/don-vi-cua-toi/", "/admin/")
NOT_NEEDED = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


def permissions_policy(get_response):
    """Tell the browser that no page of the register uses its camera, place or microphone."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NOT_NEEDED)
        return response

    return middleware


def refuse_large_bodies(get_response):
    """Refuse a body by its announced size before anything of it is read."""

    def middleware(request):
        if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
            return HttpResponse(status=411)  # its size is not announced; no browser sends a form like this
        try:
            size = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:  # Django reads such a body as empty, but parses the header again for a form
            size, request.META["CONTENT_LENGTH"] = 0, "0"
        if size <= largest_body(request):
            return get_response(request)
        sentence = _("What you sent is larger than this page takes. Go back, shorten it or choose a smaller file.")
        if request.content_type == "application/json":
            return JsonResponse({"error": sentence}, status=413)
        return render(request, "413.html", {"sentence": sentence}, status=413)

    return middleware


def largest_body(request):
    """Return how many bytes a request may bring: with a file only where files are taken."""
    takes_files = request.content_type == "multipart/form-data" and request.path.startswith(TAKE_FILES)
    return settings.LARGEST_UPLOAD_BODY if takes_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def clear_method_refusals(get_response):
    """Give a person who meets 405 a page with words; Django's own answer is empty."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    return middleware


class SignInFirst(LoginRequiredMiddleware):
    """Closes every page that does not say it is public. A form of the desk or of a unit comes along through sign-in."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and is_of_the_desk(request):
            return render_sign_in(request, PendingSubmission.of(request))
        return super().handle_no_permission(request, view_func)


def is_of_the_desk(request):
    return request.resolver_match is not None and request.resolver_match.namespace in KEEPS_WHAT_WAS_TYPED
