"""Services for accounts: invitations, mandates, sessions."""

import secrets
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.accounts.sessions import end_sessions
from clusters.common.audit_log import log_change
from clusters.common.text import fold
from clusters.models import Invitation, Mandate, User
from clusters.models.accounts import OPEN_FOR
from clusters.permissions import can_end_mandate, can_end_sessions, can_give_mandate


@transaction.atomic
def invite_person(*, full_name: str, email: str, mandate: Mandate, by: User) -> tuple[Invitation, str]:
    """Create an account with its mandate and an invitation. Return the invitation and the token of its link.

    Idempotent: submitted again while the invitation is unused, it only renews the link of the account made first.
    Raises ValidationError.
    """
    _lock(by)
    user = _pending_account(full_name, email, mandate, by)
    if user is None:
        user = User(username=free_username(full_name), full_name=full_name, email=email)
        user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.changed_by(by).save()
        mandate.user = user
        give_mandate(mandate=mandate, by=by)
    return renew_invitation(user=user, by=by)


@transaction.atomic
def give_mandate(*, mandate: Mandate, by: User) -> Mandate:
    """Save a mandate for `mandate.user` and return it.

    Raises ValidationError where `by` may not give it, it breaks a rule, or the user has the same mandate already.
    """
    if not can_give_mandate(by, mandate):
        raise ValidationError(_("This lies outside the system you look after."))
    mandate.full_clean()
    _lock(mandate.user)
    if Mandate.objects.filter(user=mandate.user, ends_on=mandate.ends_on, **_scope_of(mandate)).exists():
        raise ValidationError(_("This person has the mandate already."))
    mandate.changed_by(by).save()
    log_change("mandate_given", account=by, **_log_details(mandate))
    return mandate


@transaction.atomic
def renew_invitation(*, user: User, by: User) -> tuple[Invitation, str]:
    """Create a new invitation and withdraw the unused ones. Return it and the token of its link."""
    _lock(user)
    withdraw_invitation(user=user, by=by)
    token = secrets.token_urlsafe(24)
    invitation = Invitation(user=user, made_by=by, digest=digest_of(token), expires_at=timezone.now() + OPEN_FOR)
    invitation.changed_by(by).save()
    log_change("invitation_made", account=by, of=user.pk)
    return invitation, token


@transaction.atomic
def withdraw_invitation(*, user: User, by: User) -> None:
    """Withdraw all unused invitations of the account, so that none of its links works."""
    for invitation in user.invitations.filter(used_at=None, withdrawn_at=None):
        invitation.withdrawn_at = timezone.now()
        invitation.changed_by(by).save()
        log_change("invitation_withdrawn", account=by, of=user.pk)


def save_letter_state(*, invitation: Invitation, letter: str) -> None:
    """Store the delivery state of the invitation's letter (`Invitation.Letter`), without a history entry."""
    invitation.letter = letter
    invitation.without_history().save(update_fields=["letter"])


@transaction.atomic
def accept_invitation(*, invitation: Invitation, person: User, password: str) -> User:
    """Save the invited person with their password and mark the invitation as used.

    Raises ValidationError where the invitation is used, withdrawn or expired.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.used_at or invitation.withdrawn_at or invitation.has_expired:
        raise ValidationError(_("This link has been used, withdrawn, or has run out."))
    person.set_password(password)
    person.changed_by(person).save()
    invitation.used_at = timezone.now()
    invitation.changed_by(person).save()
    log_change("invitation_accepted", account=person)
    return person


@transaction.atomic
def end_mandate(*, mandate: Mandate, last_day: date, by: User) -> Mandate:
    """Set the last day of a mandate, that day included. Raises ValidationError."""
    mandate = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if not can_end_mandate(by, mandate):
        raise ValidationError(_("This lies outside the system you look after."))
    mandate.ends_on = last_day
    mandate.full_clean()
    mandate.changed_by(by).save()
    log_change("mandate_ended", account=by, **_log_details(mandate))
    return mandate


@transaction.atomic
def hand_over(*, mandate: Mandate, to: User | None, first_year: int | None, first_day: date, by: User) -> Mandate:
    """Pass a mandate on to another user and return the new mandate. Raises ValidationError.

    With `to=None` the new mandate is returned unsaved: the caller saves it with an invitation.
    The mandate of a cluster's secretariat is limited to the years before `first_year`, which it still has to close.
    Any other mandate ends on the day before `first_day`.
    """
    mandate = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    following = Mandate(
        user=to, scope=mandate.scope, kind=mandate.kind, unit=mandate.unit, cluster=mandate.cluster,
        first_year=first_year, last_year=None, starts_on=first_day,
    )  # fmt: skip
    if mandate.scope == Mandate.Scope.CLUSTER:
        if first_year is None or first_year <= (mandate.first_year or 0):
            raise ValidationError({"first_year": _("The next mandate begins with a later year than this one.")})
        following.last_year = mandate.last_year if mandate.last_year and mandate.last_year >= first_year else None
        mandate.last_year = min(mandate.last_year or first_year - 1, first_year - 1)
    else:
        mandate.ends_on = first_day - timedelta(days=1)
    if not can_end_mandate(by, mandate):
        raise ValidationError(_("This lies outside the system you look after."))
    mandate.full_clean()
    mandate.changed_by(by).save()
    log_change("mandate_handed_over", account=by, **_log_details(mandate))
    return give_mandate(mandate=following, by=by) if to is not None else following


@transaction.atomic
def sign_out_everywhere(*, user: User, but: str | None = None) -> None:
    """End all sessions of a user, except the one whose key has the digest `but`."""
    end_sessions(user.sessions.exclude(key=but) if but else user.sessions.all())
    log_change("sessions_ended", of=user.pk)


@transaction.atomic
def end_sessions_of(*, user: User, reason: str, by: User) -> None:
    """End all sessions of another user and record by whom and why in its history. Raises ValidationError."""
    if not can_end_sessions(by):
        raise ValidationError(_("Only an administrator ends the sessions of others."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    sign_out_everywhere(user=user)
    user.changed_by(by).because(_("Signed out everywhere: %(reason)s") % {"reason": reason.strip()}).save()


@transaction.atomic
def decline_second_factor(*, user: User) -> None:
    """Record that the user declined a second factor, so that sign-in no longer offers it."""
    user.second_factor_declined_at = timezone.now()
    user.save(update_fields=["second_factor_declined_at"])


def digest_of(token: str) -> str:
    """Return the digest under which the token of an invitation link is stored."""
    return sha256(token.encode()).hexdigest()


def free_username(full_name: str) -> str:
    """Return an unused user name formed as in offices: Nguyễn Thị Hoa -> hoant; with a number if that is taken."""
    words = ["".join(letter for letter in word if letter.isalnum()) for word in fold(full_name).split()]
    words = [word for word in words if word.isascii() and word] or ["tai", "khoan"]
    name = words[-1][:30] + "".join(word[0] for word in words[:-1])[:10]
    taken = set(User.objects.filter(username__startswith=name).values_list("username", flat=True))
    return next(found for found in [name, *(f"{name}{n}" for n in range(2, len(taken) + 3))] if found not in taken)


def _lock(user: User) -> None:
    """Lock the account's row, so that a form submitted twice is handled one after the other."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _pending_account(full_name: str, email: str, mandate: Mandate, by: User) -> User | None:
    """Return the account `by` has invited with the same name, e-mail and mandate, if its invitation is still unused."""
    own = Q(invitations__made_by=by, invitations__used_at=None)
    made = User.objects.filter(own, full_name=full_name, email=email, password__startswith="!")
    return made.filter(pk__in=Mandate.objects.filter(**_scope_of(mandate)).values("user")).first()


def _scope_of(mandate: Mandate) -> dict[str, Any]:
    return {name: getattr(mandate, name) for name in ("scope", "unit", "cluster", "first_year", "last_year")}


def _log_details(mandate: Mandate) -> dict[str, Any]:
    about = mandate.cluster.slug if mandate.cluster else mandate.unit.slug if mandate.unit else ""
    days = {"starts_on": mandate.starts_on, "ends_on": mandate.ends_on}
    years = {"first_year": mandate.first_year, "last_year": mandate.last_year}
    return {"of": mandate.user_id, "mandate": mandate.pk, "scope": mandate.scope, "about": about, **years, **days}
