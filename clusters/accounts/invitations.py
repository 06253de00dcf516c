"""Pages for the accounts of others: invitations and mandates; and the page on which an invitation is accepted."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusters.accounts.forms import AcceptForm
from clusters.accounts.mail import send_letter, sends_letters
from clusters.accounts.mandate_forms import EndForm, HandOverForm, InviteForm, MandateForm
from clusters.accounts.second_factor import qr_code
from clusters.accounts.sign_in import redirect_after_sign_in
from clusters.common.after_response import run_after_response
from clusters.models import Invitation, Mandate
from clusters.permissions import (
    accounts_managed_by,
    can_end_mandate,
    can_invite,
    can_renew_invitation,
    mandates_managed_by,
)
from clusters.services import accounts as services

PAGE = 20


@never_cache
@require_safe
def account_list(request):
    require_permission(can_invite(request.user))
    accounts = accounts_managed_by(request.user).order_by("full_name", "pk")
    page = Paginator(accounts, PAGE).get_page(request.GET.get("trang"))
    for account in prefetch_visible(page.object_list, request.user):
        account.state = state_of(account)
    return render(request, "clusters/account_list.html", {"page": page})


def prefetch_visible(accounts, by):
    """Return the accounts as a list with `visible_mandates` (those `by` manages) and `all_invitations` prefetched."""
    mandates = mandates_managed_by(by).select_related("unit", "cluster").order_by("-starts_on", "pk")
    accounts = list(accounts)
    seen = [
        Prefetch("mandates", mandates, to_attr="visible_mandates"),
        Prefetch("invitations", Invitation.objects.order_by("-made_at", "-pk"), to_attr="all_invitations"),
    ]
    prefetch_related_objects(accounts, *seen)
    return accounts


def state_of(account):
    """Return "open", "waiting" (for the invitation), "expired" (no link works) or "closed"."""
    if not account.is_active:
        return "closed"
    if account.has_usable_password():
        return "open"
    last = account.all_invitations[0] if account.all_invitations else None
    return "waiting" if last and not last.withdrawn_at and not last.used_at and not last.has_expired else "expired"


def require_permission(allowed):
    if not allowed:
        raise PermissionDenied


@never_cache
@require_http_methods(["GET", "POST"])
def account_add(request):
    require_permission(can_invite(request.user))
    form = InviteForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("full_name", "email")}
        try:
            made = services.invite_person(mandate=form.mandate, by=request.user, **words)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return show_link(request, *made)
    return render(request, "clusters/account_add.html", {"form": form, "options": form.options()})


def show_link(request, invitation, token):
    """Render the link of a new invitation, and mail it after the response where the person has an e-mail address.

    The link cannot be shown again: only a digest of its token is stored.
    """
    path = reverse("clusters:invitation", args=[token])
    address = request.build_absolute_uri(path)
    mailed = bool(invitation.user.email) and sends_letters()
    context = {"invitation": invitation, "address": address, "picture": qr_code(address), "mailed": mailed}
    page = render(request, "clusters/invitation_made.html", context)
    if not mailed:
        return page
    services.save_letter_state(invitation=invitation, letter=Invitation.Letter.WAITING)
    return run_after_response(page, lambda: mail_invitation(invitation, settings.SITE_URL.rstrip("/") + path))


def mail_invitation(invitation, address):
    """Mail the link of an invitation and store whether that worked. The page of the account shows a failure."""
    context = {"person": invitation.user, "invitation": invitation, "address": address}
    sent = send_letter("invitation", invitation.user, context)
    services.save_letter_state(
        invitation=invitation, letter=Invitation.Letter.SENT if sent else Invitation.Letter.FAILED
    )


def account_of(request, pk):
    """Return an account the user manages with what its page shows, or raise Http404."""
    account = get_object_or_404(accounts_managed_by(request.user), pk=pk)
    prefetch_visible([account], request.user)
    account.state = state_of(account)
    return account


@never_cache
@require_safe
def account_detail(request, pk):
    account = account_of(request, pk)
    may_renew = can_renew_invitation(request.user, account)
    return render(request, "clusters/account_detail.html", {"account": account, "may_renew": may_renew})


@never_cache
@require_POST
def invitation_renew(request, pk):
    account = account_of(request, pk)
    require_permission(can_renew_invitation(request.user, account))
    return show_link(request, *services.renew_invitation(user=account, by=request.user))


@require_POST
def invitation_withdraw(request, pk):
    account = account_of(request, pk)
    require_permission(can_renew_invitation(request.user, account))
    services.withdraw_invitation(user=account, by=request.user)
    messages.success(request, _("The invitation is withdrawn: its link no longer works."))
    return redirect("clusters:account_detail", pk)


# --- Mandates ---------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def mandate_add(request, pk):
    account = account_of(request, pk)
    form = MandateForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_valid():
        form.mandate.user = account
        try:
            services.give_mandate(mandate=form.mandate, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The mandate is given."))
            return redirect("clusters:account_detail", pk)
    title = _("A further mandate for %(name)s") % {"name": account}
    context = {"form": form, "options": form.options(), "title": title, "account": account}
    return render(request, "clusters/mandate_add.html", context)


def mandate_of(request, pk):
    """Return a mandate the user may end, or raise Http404."""
    mandate = get_object_or_404(Mandate.objects.select_related("user", "unit", "cluster"), pk=pk)
    if not can_end_mandate(request.user, mandate):
        return get_object_or_404(Mandate.objects.none())
    return mandate


@require_http_methods(["GET", "POST"])
def mandate_end(request, pk):
    mandate = mandate_of(request, pk)
    start = {"last_day": mandate.ends_on or timezone.localdate()}
    form = EndForm(request.POST if request.method == "POST" else None, mandate=mandate, initial=start)
    if form.is_valid():
        try:
            services.end_mandate(mandate=mandate, last_day=form.cleaned_data["last_day"], by=request.user)
        except ValidationError as error:
            form.add_error("last_day", error.messages)
        else:
            messages.success(request, _("The last day of the mandate is kept."))
            return redirect("clusters:account_detail", mandate.user_id)
    return render(request, "clusters/mandate_end.html", {"form": form, "mandate": mandate})


@never_cache
@require_http_methods(["GET", "POST"])
def mandate_hand_over(request, pk):
    mandate = mandate_of(request, pk)
    year = (mandate.last_year or max(mandate.first_year or 0, timezone.localdate().year)) + 1
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        mandate=mandate,
        accounts=accounts_managed_by(request.user),
        initial={"first_year": year, "first_day": timezone.localdate()},
    )
    if form.is_valid():
        try:
            return hand_over(request, mandate, form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
    return render(request, "clusters/mandate_hand_over.html", {"form": form, "mandate": mandate})


def hand_over(request, mandate, typed):
    """Hand the mandate over. Redirect to the other account, or render the invitation link of a new person."""
    days = {"first_year": typed.get("first_year"), "first_day": typed["first_day"]}
    person = typed.get("person")
    with transaction.atomic():
        following = services.hand_over(mandate=mandate, to=person, by=request.user, **days)
        if person is None:
            words = {"full_name": typed["full_name"], "email": typed["email"]}
            made = services.invite_person(mandate=following, by=request.user, **words)
    messages.success(request, _("The mandate is handed over."))
    if person is None:
        return show_link(request, *made)
    return redirect("clusters:account_detail", person.pk)


# --- Coming in --------------------------------------------------------------------------------


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request, token):
    found = Invitation.objects.select_related("user").filter(digest=services.digest_of(token)).first()
    if found is None or not found.is_open:
        status = 404 if found is None else 410
        was_used = found is not None and found.used_at is not None
        return render(request, "clusters/invitation_over.html", {"was_used": was_used}, status=status)
    form = AcceptForm(request.POST if request.method == "POST" else None, instance=found.user)
    if form.is_valid():
        try:
            password = form.cleaned_data["password"]
            user = services.accept_invitation(invitation=found, person=form.instance, password=password)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            login(request, user, backend="clusters.accounts.backends.RegisterBackend")
            messages.success(request, _("Welcome. Your user name is %(name)s.") % {"name": user.username})
            return redirect_after_sign_in(user, resolve_url(settings.LOGIN_REDIRECT_URL))
    mandates = found.user.mandates.select_related("unit", "cluster").order_by("starts_on", "pk")
    context = {"form": form, "username": found.user.username, "mandates": mandates, "invitation": found}
    return render(request, "clusters/invitation.html", context)
