"""The language a reader reads in: a signed-in person's own, else the one chosen in this browser, else Vietnamese.

What the browser says it would like is not asked: many offices run an English Windows and read Vietnamese.
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

FOR_A_YEAR = 365 * 24 * 3600


class LanguageForm(forms.Form):
    """One button of the switch, and the page to come back to."""

    language = forms.ChoiceField(
        choices=settings.LANGUAGES,
        error_messages={
            "required": _("Choose one of the languages."),
            "invalid_choice": _("Choose one of the languages."),
        },
    )
    next = forms.CharField(required=False)


def own_language(get_response):
    """Answer each reader in their language, and say so in the head of the answer."""

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
    """Return the code of the language this reader has chosen, with the account or in this browser, else Vietnamese."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return request.user.language
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


# A stranger's pages carry no token, for that would be a cookie; a foreign page could at most switch the language they
# read in. What is kept with an account asks for its token all the same.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def language(request):
    form = LanguageForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "clusters/language.html", {"form": form})
    keep = keep_with_the_account if request.user.is_authenticated else keep_in_the_browser
    return keep(
        request, form.cleaned_data["language"], HttpResponseRedirect(way_back(request, form.cleaned_data["next"]))
    )


@csrf_protect
def keep_with_the_account(request, chosen, answer):
    """Keep the choice with the person, wherever they sign in next."""
    person = User.objects.get(pk=request.user.pk)
    if person.language != chosen:
        person.language = chosen
        person.changed_by(person).save()
    return answer


def keep_in_the_browser(request, chosen, answer):
    """Keep the choice in a cookie; what the site speaks anyway needs none."""
    name, path = settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_PATH
    if chosen == settings.LANGUAGE_CODE:
        answer.delete_cookie(name, path=path, samesite="Lax")
    else:
        options = {"secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax", "path": path}
        answer.set_cookie(name, chosen, max_age=FOR_A_YEAR, **options)
    return answer


def way_back(request, address):
    """Return the page the switch was pressed on, if it is one of this site, else the first page."""
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if own and address.startswith("/") else resolve_url(settings.LOGOUT_REDIRECT_URL)
