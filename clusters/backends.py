"""Who may sign in at all."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend


class RegisterBackend(ModelBackend):
    """Django's own, but a demo account is nobody where the demo is switched off."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and (settings.DEMO or not user.is_demo)
