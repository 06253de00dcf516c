"""Back up database and uploaded files into one file of a folder."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pactsite.backup import FAULTS
from pactsite.backup.create import create_backup


class Command(BaseCommand):
    help = "Backs up database and uploaded files into one new file of a folder, encrypted where BACKUP_KEY is set."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keep", type=int, metavar="N", help="Keep only the newest N backups of the folder.")

    def handle(self, *args, folder, keep=None, **options):
        try:
            path, manifest = create_backup(folder, key=settings.BACKUP_KEY, keep=keep)
        except FAULTS as error:
            raise CommandError(_("No backup was made. %(reason)s") % {"reason": error}) from error
        words = {"path": path, "rows": sum(manifest["rows"].values()), "files": len(manifest["parts"]) - 1}
        self.stdout.write(_("%(path)s: %(rows)s rows and %(files)s files, read again and found whole.") % words)
        for name in manifest["missing_files"]:
            self.stderr.write(_("A record names a file that is not there: %(name)s.") % {"name": name})
