"""Who may sign in at all."""

from axes.backends import AxesStandaloneBackend
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from clusters.models import Mandate, User


class LockBackend(AxesStandaloneBackend):
    """Signs nobody in, and lets nobody try on who has failed too often. Asked first."""

    def authenticate(self, request, **credentials):
        # Only what comes through a page is counted; a command or a test has no request.
        return super().authenticate(request, **credentials) if request is not None else None


class RegisterBackend(ModelBackend):
    """Django's own, but a demo account is nobody where the demo is switched off."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and (settings.DEMO or not user.is_demo)

    def get_user(self, user_id):
        """Return the account with what decides about its second factor, in the one query of every request."""
        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True).order_by("pk")
        today = timezone.localdate()
        organises = Mandate.objects.in_force(today).filter(user=OuterRef("pk"), scope=Mandate.Scope.ORGANISER)
        accounts = User.objects.annotate(
            second_factor=Subquery(devices.values("pk")[:1]), acts_for_organiser=Exists(organises)
        )
        user = accounts.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
