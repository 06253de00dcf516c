"""Recompute every seal: exit 1 and a list where one does not match."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pacts.models import PactVersion
from pacts.seal import broken_seals


class Command(BaseCommand):
    help = "Recomputes the seal of every sealed version and rebuilds the newest ones from their rows."

    def handle(self, *args, **options):
        sentences = {
            "content": _("the sealed text was changed"),
            "rows": _("the rows are no longer what was sealed"),
        }
        broken = [f"{version.pact}, {version}: {sentences[code]}" for version, code in broken_seals()]
        if broken:
            raise CommandError("\n".join([_("Seals that do not match:"), *broken]))
        self.stdout.write(_("%(count)s seals checked, all match.") % {"count": PactVersion.objects.count()})
