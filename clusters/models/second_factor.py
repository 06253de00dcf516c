"""The telephone that shows codes."""

import logging

from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from clusters.accounts.encryption import Unreadable, decrypt, encrypt

log = logging.getLogger(__name__)


class AuthenticatorDevice(TOTPDevice):
    """django-otp's device, whose secret is encrypted in the database.

    A copy of the database must not be enough to make codes. A migration widens the column `key` for it.
    """

    class Meta:
        proxy = True
        verbose_name = _("authenticator app")
        verbose_name_plural = _("authenticator apps")

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.key = encrypt(self.key.encode())
        super().save(*args, **kwargs)

    @property
    def bin_key(self):
        """Return the secret. Raises Unreadable where it was encrypted with a key this site no longer has."""
        return bytes.fromhex(decrypt(self.key).decode())

    @property
    def is_readable(self):
        try:
            return bool(self.bin_key)
        except Unreadable:
            return False

    def verify_token(self, token):
        """Say whether a code is right. A secret that cannot be read has no right code."""
        if self.is_readable:
            return super().verify_token(token)
        log.error("The second-factor secret of account %s cannot be decrypted: see SECRETS_KEYS.", self.user_id)
        return False
