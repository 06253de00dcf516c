"""Restore a backup into an empty place: exit 1 where it cannot be, or where its seals do not match."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pactsite.backup import FAULTS
from pactsite.backup.restore import restore_backup


class Command(BaseCommand):
    help = "Restores a backup into an empty database and an empty folder of files, after checking all of it."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        try:
            manifest, fault = restore_backup(file, key=settings.BACKUP_KEY)
        except FAULTS as error:
            raise CommandError(_("Nothing was restored. %(reason)s") % {"reason": error}) from error
        words = {"made_at": manifest["made_at"], "site": manifest["site"]}
        words |= {"rows": sum(manifest["rows"].values()), "files": len(manifest["parts"]) - 1}
        self.stdout.write(
            _("Restored the backup of %(site)s of %(made_at)s: %(rows)s rows and %(files)s files.") % words
        )
        if fault:
            raise CommandError(
                _("The backup is whole, but held a register that fails its own check: %(fault)s") % {"fault": fault}
            )
        self.stdout.write(_("All seals match."))
