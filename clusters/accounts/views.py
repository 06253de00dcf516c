"""Pages of the user's own account: personal data, password and sessions."""

from urllib.parse import urlsplit

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import PasswordResetConfirmView
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusters.accounts.forms import ForgottenForm, FreshPasswordForm, NewPasswordForm, PersonForm
from clusters.accounts.mail import sends_letters
from clusters.accounts.second_factor import codes_left
from clusters.accounts.sessions import end_sessions, forget_in_browser
from clusters.common.after_response import run_after_response
from clusters.common.audit_log import log_event
from clusters.models import User
from clusters.permissions import can_invite, needs_second_factor
from clusters.services.accounts import sign_out_everywhere


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def account(request):
    person = User.objects.get(pk=request.user.pk)
    form = PersonForm(request.POST if request.method == "POST" else None, instance=person, request=request)
    if form.is_valid():
        form.instance.changed_by(request.user)
        form.save()
        log_event("account_changed", request=request, changed=",".join(sorted({*form.changed_data} - {"password"})))
        with translation.override(person.language):  # the language of the next page
            messages.success(request, _("Your account has been saved."))
        return redirect("clusters:account")
    context = {
        "form": form,
        "mandates": request.user.mandates.select_related("unit", "cluster").order_by("-starts_on", "pk"),
        "sessions": _sessions_of(request),
        "codes": codes_left(request.user),
        "needs_second_factor": needs_second_factor(request.user),
        "may_invite": can_invite(request.user),
    }
    return render(request, "clusters/account.html", context)


def _sessions_of(request):
    sessions = list(request.user.sessions.alive().order_by("-seen_at", "-pk")[:50])
    for session in sessions:
        session.is_here = session.key == request.session.digest
    return sorted(sessions, key=lambda session: not session.is_here)


@require_POST
def session_end(request, pk):
    session = get_object_or_404(request.user.sessions, pk=pk)
    if session.key == request.session.digest:
        return _leave(request)
    end_sessions([session])
    log_event("sessions_ended", request=request, of=request.user.pk)
    messages.success(request, _("That place is signed out."))
    return redirect(f"{reverse('clusters:account')}#places")


@require_POST
def sessions_end(request):
    sign_out_everywhere(user=request.user)
    return _leave(request)


def _leave(request):
    end_sessions(request.user.sessions.filter(key=request.session.digest))
    logout(request)
    messages.success(request, _("You are signed out."))
    return forget_in_browser(redirect("clusters:sign_in"))


# --- Password ---------------------------------------------------------------------------------


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password_change(request):
    form = NewPasswordForm(request.user, request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        form.user.changed_by(request.user)
        form.save()
        update_session_auth_hash(request, form.user)
        sign_out_everywhere(user=request.user, but=request.session.digest)
        log_event("password_changed", request=request)
        messages.success(request, _("The password is changed. Every other place is signed out."))
        return redirect("clusters:account")
    words = {"title": _("Change the password"), "sentence": "", "submit": _("Change the password")}
    return render(request, "clusters/account_form.html", {"form": form, **words})


@login_not_required
@require_http_methods(["GET", "POST"])
def password_forgotten(request):
    """Mail a reset link. Response and timing do not reveal whether the address belongs to an account."""
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        site = urlsplit(settings.SITE_URL)  # never the Host header of a request
        options = {"use_https": site.scheme == "https", "domain_override": site.netloc}
        log_event("password_reset_asked", request=request)
        return run_after_response(redirect("clusters:password_sent"), lambda: form.save(**options))
    return render(request, "clusters/password_forgotten.html", {"form": form, "sends": sends_letters()})


@login_not_required
@require_safe
def password_sent(request):
    return render(request, "clusters/password_sent.html")


class PasswordFresh(PasswordResetConfirmView):
    """Target of a reset link. Does not sign the user in, because a second factor may be required."""

    form_class = FreshPasswordForm
    template_name = "clusters/password_fresh.html"
    success_url = reverse_lazy("clusters:sign_in")

    def form_valid(self, form):
        self.user.changed_by(self.user)
        answer = super().form_valid(form)
        sign_out_everywhere(user=self.user)
        log_event("password_reset", request=self.request, account=self.user)
        # Access to the mailbox proves who it is: lift the lockout.
        AccessAttempt.objects.filter(username=self.user.username).delete()
        messages.success(self.request, _("The password is changed. Sign in with it."))
        return answer
