"""The language of a request: that of the signed-in user, else of the language cookie, else Vietnamese.

Accept-Language is ignored: many offices run an English Windows and read Vietnamese.
"""

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from clusters.models import User

ONE_YEAR = 365 * 24 * 3600


class LanguageForm(forms.Form):
    """The chosen language, and the page to return to."""

    language = forms.ChoiceField(
        choices=settings.LANGUAGES,
        error_messages={
            "required": _("Choose one of the languages."),
            "invalid_choice": _("Choose one of the languages."),
        },
    )
    next = forms.CharField(required=False)


def language_middleware(get_response):
    """Middleware that activates the language of each request and sets Vary and Content-Language."""

    def middleware(request):
        request.LANGUAGE_CODE = language_of(request)
        with translation.override(request.LANGUAGE_CODE):
            response = get_response(request)
        patch_vary_headers(response, ["Cookie"])
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware


def language_of(request):
    """Return the language code stored in the account, else in the cookie, else LANGUAGE_CODE."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return request.user.language
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


# Anonymous pages have no CSRF token, because it would need a cookie. A forged request could only switch the language.
# `store_in_account`, which writes to the account, does check the token.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def language(request):
    form = LanguageForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "clusters/language.html", {"form": form})
    store = store_in_account if request.user.is_authenticated else store_in_cookie
    return store(
        request, form.cleaned_data["language"], HttpResponseRedirect(return_address(request, form.cleaned_data["next"]))
    )


@csrf_protect
def store_in_account(request, chosen, answer):
    person = User.objects.get(pk=request.user.pk)
    if person.language != chosen:
        person.language = chosen
        person.changed_by(person).save()
    return answer


def store_in_cookie(request, chosen, answer):
    """Store the language in a cookie; for the default language delete the cookie instead."""
    name, path = settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_PATH
    if chosen == settings.LANGUAGE_CODE:
        answer.delete_cookie(name, path=path, samesite="Lax")
    else:
        options = {"secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax", "path": path}
        answer.set_cookie(name, chosen, max_age=ONE_YEAR, **options)
    return answer


def return_address(request, address):
    """Return the address of the page the form was sent from if it is on this site, else the start page."""
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if own and address.startswith("/") else resolve_url(settings.LOGOUT_REDIRECT_URL)
