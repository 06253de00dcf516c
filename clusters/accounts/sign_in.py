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
from clusters.accounts.second_factor import awaits_second_factor, codes_left, waiting_person
from clusters.accounts.sessions import forget_in_browser
from clusters.permissions import is_offered_second_factor

SALT = "typed before signing in"
OWN = ("csrfmiddlewaretoken", "carried")  # not part of the submission


@dataclass(frozen=True)
class PendingSubmission:
    """A submitted form: its address, its fields, and whether it included a file."""

    address: str
    fields: list
    with_file: bool = False

    @classmethod
    def of(cls, request):
        fields = [[name, value] for name, values in request.POST.lists() if name not in OWN for value in values]
        return cls(request.get_full_path(), fields, bool(request.FILES))

    @classmethod
    def from_sign_in_form(cls, request):
        """Return the submission embedded in a sign-in form, or None."""
        try:
            return cls(**signing.loads(request.POST.get("carried", ""), salt=SALT))
        except signing.BadSignature:
            return None

    @property
    def sealed(self):
        return signing.dumps(vars(self), salt=SALT, compress=True)

    @property
    def account_id(self):
        """The pk of the account that submitted the form, as text; "" where it is unknown."""
        return next((value for name, value in self.fields if name == "typed_by"), "")

    @property
    def visible_fields(self):
        """The fields without `typed_by`."""
        return [field for field in self.fields if field[0] != "typed_by"]

    def replay(self, request):
        """Handle the form as if the session had not ended.

        Unless that results in a redirect, or if another user submitted it, return the page that asks for confirmation.
        """
        if self.with_file:
            messages.warning(request, _("A file does not come along through sign-in: please choose it again."))
        if self.account_id != str(request.user.pk):
            return render_send_again(request, self)
        posted = QueryDict(mutable=True)
        for name, value in self.fields:
            posted.appendlist(name, value)
        request.POST = posted
        request.resolver_match = match = resolve(self.address.partition("?")[0])
        answer = match.func(request, *match.args, **match.kwargs)
        return answer if 300 <= answer.status_code < 400 else render_send_again(request, self)


def render_sign_in(request, submission):
    context = {
        "form": SignInForm(request),
        "next": submission.address.partition("?")[0],
        "carried": submission.sealed,
    }
    return render(request, "clusters/sign_in.html", context, status=401)


def render_send_again(request, submission):
    """Return a page with one button that submits the form again. Use it only for forms that came from this site."""
    context = {"submission": submission, "is_other_account": submission.account_id not in ("", str(request.user.pk))}
    return render(request, "clusters/send_again.html", context, status=409)


class SignIn(LoginView):
    form_class = SignInForm
    template_name = "clusters/sign_in.html"

    def get(self, request, *args, **kwargs):
        """Redirect to the second factor if the password has already been entered."""
        waiting = waiting_person(request)
        return redirect(second_factor_url(waiting, self.get_redirect_url())) if waiting else super().get(request)

    def get_context_data(self, **kwargs):
        submission = PendingSubmission.from_sign_in_form(self.request)
        return super().get_context_data(**kwargs) | {"carried": submission.sealed if submission else ""}

    def form_valid(self, form):
        submission = PendingSubmission.from_sign_in_form(self.request)
        answer = super().form_valid(form)
        user = form.get_user()
        if awaits_second_factor(self.request, user):
            return require_second_factor(self.request, user, submission, self.get_redirect_url())
        if submission:
            return submission.replay(self.request)
        return redirect_after_sign_in(user, answer.url)


def redirect_after_sign_in(user, address):
    """Return the redirect after sign-in, by way of the second-factor set-up while that is offered."""
    return redirect(second_factor_url(user, address) if is_offered_second_factor(user) else address)


def second_factor_url(user, next_address):
    page = reverse("clusters:second_factor" if user.second_factor else "clusters:second_factor_set_up")
    return f"{page}?{urlencode({'next': next_address})}" if next_address else page


def require_second_factor(request, user, submission, next_address):
    """Redirect to the second factor, or render its page with the pending submission embedded."""
    request.user = AnonymousUser()
    if submission and user.second_factor:
        context = {
            "form": CodeAtSignInForm(),
            "next": next_address,
            "carried": submission.sealed,
            "codes": codes_left(user),
        }
        return render(request, "clusters/second_factor.html", context)
    if submission:
        messages.warning(
            request, _("What you typed could not come along: set up the second factor, then type it again.")
        )
    return redirect(second_factor_url(user, next_address))


class SignOut(LogoutView):
    def dispatch(self, request, *args, **kwargs):
        """Sign out and clear the browser's cache, in case the computer is shared."""
        answer = super().dispatch(request, *args, **kwargs)
        return forget_in_browser(answer) if request.method == "POST" else answer
