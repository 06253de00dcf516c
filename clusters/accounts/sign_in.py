"""Signing in and out. A form that was submitted after the session had ended is carried through sign-in.

The submission is embedded in the sign-in page as a signed value. After sign-in it is replayed automatically only for
the user who submitted it; anybody else has to confirm it first.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import LoginView, LogoutView
from django.core import signing
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from clusters.accounts.forms import CodeAtSignInForm, SignInForm
from clusters.accounts.second_factor import codes_left, is_waiting, waiting_person
from clusters.accounts.sessions import forget_in_browser
from clusters.permissions import is_offered_second_factor

SALT = "typed before signing in"
OWN = ("csrfmiddlewaretoken", "carried")  # not part of the submission


@dataclass(frozen=True)
class Typed:
    """A submitted form: its address, its fields, and whether it included a file."""

    address: str
    fields: list
    with_file: bool = False

    @classmethod
    def of(cls, request):
        fields = [[name, value] for name, values in request.POST.lists() if name not in OWN for value in values]
        return cls(request.get_full_path(), fields, bool(request.FILES))

    @classmethod
    def carried_by(cls, request):
        """Return the submission embedded in a sign-in form, or None."""
        try:
            return cls(**signing.loads(request.POST.get("carried", ""), salt=SALT))
        except signing.BadSignature:
            return None

    @property
    def sealed(self):
        return signing.dumps(vars(self), salt=SALT, compress=True)

    @property
    def by(self):
        """The pk of the account that submitted the form, as text; "" where it is unknown."""
        return next((value for name, value in self.fields if name == "typed_by"), "")

    @property
    def words(self):
        """The fields without `typed_by`."""
        return [field for field in self.fields if field[0] != "typed_by"]

    def send_on(self, request):
        """Handle the form as if the session had not ended.

    Unless that results in a redirect, or if another user submitted it, return the page that asks for confirmation.
    """
        if self.with_file:
            messages.warning(request, _("A file does not come along through sign-in: please choose it again."))
        if self.by != str(request.user.pk):
            return ask_to_send_again(request, self)
        posted = QueryDict(mutable=True)
        for name, value in self.fields:
            posted.appendlist(name, value)
        request.POST = posted
        request.resolver_match = match = resolve(self.address.partition("?")[0])
        answer = match.func(request, *match.args, **match.kwargs)
        return answer if 300 <= answer.status_code < 400 else ask_to_send_again(request, self)


def ask_to_sign_in(request, typed):
    """Return the sign-in page with the submission embedded."""
    context = {
        "form": SignInForm(request),
        "next": typed.address.partition("?")[0],
        "carried": typed.sealed,
    }
    return render(request, "clusters/sign_in.html", context, status=401)


def ask_to_send_again(request, typed):
    """Return a page with one button that submits the form again. Use it only for forms that came from this site."""
    context = {"typed": typed, "other": typed.by not in ("", str(request.user.pk))}
    return render(request, "clusters/send_again.html", context, status=409)


class SignIn(LoginView):
    form_class = SignInForm
    template_name = "clusters/sign_in.html"

    def get(self, request, *args, **kwargs):
        """Redirect to the second factor if the password has already been entered."""
        waiting = waiting_person(request)
        return redirect(address_of_second_factor(waiting, self.get_redirect_url())) if waiting else super().get(request)

    def get_context_data(self, **kwargs):
        typed = Typed.carried_by(self.request)
        return super().get_context_data(**kwargs) | {"carried": typed.sealed if typed else ""}

    def form_valid(self, form):
        typed = Typed.carried_by(self.request)
        answer = super().form_valid(form)
        user = form.get_user()
        if is_waiting(self.request, user):
            return ask_for_second_factor(self.request, user, typed, self.get_redirect_url())
        if typed:
            return typed.send_on(self.request)
        return first_page(user, answer.url)


def first_page(user, address):
    """Return the redirect after sign-in, by way of the second-factor set-up while that is offered."""
    return redirect(address_of_second_factor(user, address) if is_offered_second_factor(user) else address)


def address_of_second_factor(user, next_address):
    """Return the URL where the user enters the second factor, or sets it up."""
    page = reverse("clusters:second_factor" if user.second_factor else "clusters:second_factor_set_up")
    return f"{page}?{urlencode({'next': next_address})}" if next_address else page


def ask_for_second_factor(request, user, typed, next_address):
    """Redirect to the second factor, or render its page with the pending submission embedded."""
    request.user = AnonymousUser()
    if typed and user.second_factor:
        context = {"form": CodeAtSignInForm(), "next": next_address, "carried": typed.sealed, "codes": codes_left(user)}
        return render(request, "clusters/second_factor.html", context)
    if typed:
        messages.warning(
            request, _("What you typed could not come along: set up the second factor, then type it again.")
        )
    return redirect(address_of_second_factor(user, next_address))


class SignOut(LogoutView):
    def dispatch(self, request, *args, **kwargs):
        """Sign out and clear the browser's cache, in case the computer is shared."""
        answer = super().dispatch(request, *args, **kwargs)
        return forget_in_browser(answer) if request.method == "POST" else answer
