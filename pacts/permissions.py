"""Who may move a pact, and when. The only place that asks."""

from django.contrib.auth.models import AnonymousUser

from clusters.models import User
from pacts.models import BEING_WRITTEN, Pact, PactStatus

AnyUser = User | AnonymousUser


def is_administrator(user: AnyUser) -> bool:
    return user.is_active and user.is_staff and user.is_superuser


def can_circulate_pact(user: AnyUser, pact: Pact) -> bool:
    return is_administrator(user) and PactStatus.CIRCULATED in pact.next_statuses


def can_take_back_pact(user: AnyUser, pact: Pact) -> bool:
    return is_administrator(user) and pact.status == PactStatus.CIRCULATED


def can_sign_pact(user: AnyUser, pact: Pact) -> bool:
    return is_administrator(user) and PactStatus.SIGNED in pact.next_statuses


def can_reopen_pact(user: AnyUser, pact: Pact) -> bool:
    return is_administrator(user) and pact.status not in BEING_WRITTEN and PactStatus.DRAFT in pact.next_statuses


def can_close_pact(user: AnyUser, pact: Pact) -> bool:
    return is_administrator(user) and PactStatus.CLOSED in pact.next_statuses


def can_withdraw_pact(user: AnyUser, pact: Pact) -> bool:
    return is_administrator(user) and PactStatus.WITHDRAWN in pact.next_statuses


def can_write_pact(user: AnyUser, pact: Pact) -> bool:
    """Whether the rows may be edited as they are: only while nothing has been sealed."""
    return is_administrator(user) and not pact.is_sealed and pact.status in BEING_WRITTEN


def can_write_draft(user: AnyUser, pact: Pact) -> bool:
    """Whether a correction beside the sealed version may be written."""
    return is_administrator(user) and pact.is_sealed and pact.status == PactStatus.DRAFT
