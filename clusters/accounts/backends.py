"""Authentication backends."""

from functools import lru_cache

from axes.backends import AxesStandaloneBackend
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from clusters.models import AuthenticatorDevice, Mandate, User


class LockBackend(AxesStandaloneBackend):
    """Never authenticates; rejects locked-out attempts. Must come first in AUTHENTICATION_BACKENDS."""

    def authenticate(self, request, **credentials):
        # Only attempts with a request are counted; commands and tests have none.
        return super().authenticate(request, **credentials) if request is not None else None


class RegisterBackend(ModelBackend):
    """Django's model backend, except that demo accounts cannot sign in where DEMO is off."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and (settings.DEMO or not user.is_demo)

    def get_user(self, user_id):
        """Return the account annotated with its second factor and kinds of mandates, in one query; or None."""
        try:
            user = annotated_accounts(timezone.localdate()).get(pk=user_id)
        except User.DoesNotExist:
            return None
        return user if self.user_can_authenticate(user) else None


@lru_cache(maxsize=1)
def annotated_accounts(today):
    """Return the query for accounts with their second factor and their kinds of mandates in force today.

    It is the same for every request of a day, and building it takes longer than running it.
    """
    devices = AuthenticatorDevice.objects.filter(user=OuterRef("pk"), confirmed=True).order_by("pk")
    mandates = Mandate.objects.in_force(today).filter(user=OuterRef("pk"))
    return User.objects.annotate(
        second_factor=Subquery(devices.values("pk")[:1]),
        acts_for_organiser=Exists(mandates.filter(scope=Mandate.Scope.ORGANISER)),
        acts_for_cluster=Exists(mandates.filter(scope=Mandate.Scope.CLUSTER)),
        acts_for_any_unit=Exists(mandates.filter(scope=Mandate.Scope.UNIT)),
    )
