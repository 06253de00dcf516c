"""Pages that verify, set up, decline and remove the second factor, and renew its recovery codes."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from clusters.accounts.forms import CodeAtSignInForm, CodeForm, PasswordAgainForm
from clusters.accounts.second_factor import (
    codes_left,
    confirm_device,
    device_being_set_up,
    device_context,
    mark_verified,
    person_of,
    remove_second_factor,
    renew_codes,
    verify_code,
    waiting_person,
)
from clusters.accounts.sign_in import PendingSubmission
from clusters.common.audit_log import log_event
from clusters.models import User
from clusters.permissions import is_offered_second_factor, needs_second_factor
from clusters.services.accounts import decline_second_factor


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second_factor(request):
    """Ask for the code after the password, then replay the pending submission, if any."""
    user = waiting_person(request)
    if user is None or user.second_factor is None:
        return redirect("clusters:sign_in" if user is None else "clusters:second_factor_set_up")
    form = CodeAtSignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        device = _verified_device(form, user)
        log_event("second_factor_right" if device else "second_factor_wrong", request=request, account=user)
        if device:
            mark_verified(request, device)
            submission = PendingSubmission.from_sign_in_form(request)
            return submission.replay(request) if submission else redirect(_next_address(request))
    submission = PendingSubmission.from_sign_in_form(request)
    carried = submission.sealed if submission else ""
    context = {"form": form, "next": _next_address(request), "carried": carried, "codes": codes_left(user)}
    return render(request, "clusters/second_factor.html", context)


def _verified_device(form, user):
    """Return the device the code belongs to; otherwise add an error to the form and return None."""
    device, again_at = verify_code(user, form.cleaned_data["code"])
    if device is None:
        form.add_error("code", _code_error(again_at))
    return device


def _code_error(again_at):
    if again_at:
        seconds = max(1, -(-int((again_at - timezone.now()).total_seconds() * 10) // 10) + 1)
        return _("Too many wrong codes. Try again in %(seconds)d seconds.") % {"seconds": seconds}
    return _("This code is not right, or has been used. Wait for the next one and try again.")


def _next_address(request):
    """Return the `next` address if it is on this site, else LOGIN_REDIRECT_URL."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    # Without a slash Django would resolve it as a URL name.
    return address if allowed and "/" in address else resolve_url(settings.LOGIN_REDIRECT_URL)


@login_not_required
@never_cache
@sensitive_post_parameters("code", "password")
@require_http_methods(["GET", "POST"])
def second_factor_set_up(request):
    """Show the secret of a new device and confirm it with its first code.

    Replacing a confirmed device requires a verified second factor and the password.
    """
    user = person_of(request)
    if not user.is_authenticated or (waiting_person(request) and user.second_factor):
        return redirect("clusters:sign_in")
    data = request.POST if request.method == "POST" else None
    form = CodeForm(data)
    password_form = PasswordAgainForm(data, request=request, user=user) if user.second_factor else None
    if form.is_valid() and (password_form is None or password_form.is_valid()):
        device, codes, again_at = confirm_device(user, form.cleaned_data["code"])
        log_event("second_factor_set_up" if device else "second_factor_wrong", request=request, account=user)
        if device:
            mark_verified(request, device)
            return _show_codes(request, codes)
        form.add_error("code", _code_error(again_at))
    device = device_being_set_up(user)
    context = {
        "form": form,
        "password_form": password_form,
        "next": _next_address(request),
        "required": needs_second_factor(user),
    }
    context |= device_context(device) | {"person": user}
    context["offered"] = not context["required"] and is_offered_second_factor(user)
    return render(request, "clusters/second_factor_set_up.html", context)


@require_POST
def second_factor_later(request):
    """Record that the user declines an optional second factor, so that sign-in no longer offers it."""
    decline_second_factor(user=User.objects.get(pk=request.user.pk))
    messages.success(request, _("You can set up the second step at any time, on the page of your account."))
    return redirect(_next_address(request))


def _show_codes(request, codes):
    return render(request, "clusters/recovery_codes.html", {"codes": codes, "next": _next_address(request)})


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def codes_renew(request):
    if request.user.second_factor is None:
        return redirect("clusters:second_factor_set_up")
    data = request.POST if request.method == "POST" else None
    form = PasswordAgainForm(data, request=request, user=request.user)
    if form.is_valid():
        codes = renew_codes(request.user)
        log_event("recovery_codes_renewed", request=request)
        return _show_codes(request, codes)
    context = {
        "form": form,
        "title": _("Ten new recovery codes"),
        "sentence": _("The codes you have now will no longer work."),
        "submit": _("Make new codes"),
    }
    return render(request, "clusters/account_form.html", context)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def second_factor_remove(request):
    if request.user.second_factor is None or needs_second_factor(request.user):
        messages.warning(request, _("Your account cannot do without the second factor."))
        return redirect("clusters:account")
    data = request.POST if request.method == "POST" else None
    form = PasswordAgainForm(data, request=request, user=request.user)
    if form.is_valid():
        remove_second_factor(request.user)
        log_event("second_factor_removed", request=request)
        messages.success(request, _("The second factor is off. Signing in asks for the password only."))
        return redirect("clusters:account")
    context = {
        "form": form,
        "title": _("Turn the second factor off"),
        "sentence": _("Whoever knows your password can then act in your name."),
        "submit": _("Turn off"),
    }
    return render(request, "clusters/account_form.html", context)
