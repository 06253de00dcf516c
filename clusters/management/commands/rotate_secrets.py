"""Command that re-encrypts all second-factor secrets with the first of SECRETS_KEYS, so that older keys can go."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.accounts.encryption import Unreadable, rotate
from clusters.models import AuthenticatorDevice


class Command(BaseCommand):
    help = "Encrypts the secrets of second factors anew with the first of SECRETS_KEYS."

    def handle(self, *args, **options):
        unreadable = []
        rotated = 0
        for pk in AuthenticatorDevice.objects.order_by("pk").values_list("pk", flat=True):
            try:
                self._rotate(pk)
                rotated += 1
            except Unreadable:
                unreadable.append(AuthenticatorDevice.objects.select_related("user").get(pk=pk).user.username)
        words = ngettext("%(number)d secret is encrypted anew.", "%(number)d secrets are encrypted anew.", rotated)
        self.stdout.write(words % {"number": rotated})
        if unreadable:
            sentence = _("None of the keys reads the secret of: %(names)s. Give the key it was encrypted with.")
            raise CommandError(sentence % {"names": ", ".join(unreadable)})

    @transaction.atomic
    def _rotate(self, pk):
        device = AuthenticatorDevice.objects.select_for_update().filter(pk=pk).first()
        if device is not None:  # it may be deleted meanwhile
            device.key = rotate(device.key)
            device.save(update_fields=["key"])
