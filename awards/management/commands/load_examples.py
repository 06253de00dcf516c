"""The five articles as records. Running it twice changes nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from awards.examples.load import FaultyFile, load_folder
from clusters.common.audit_log import audit_log_off

AWARDS = Path(__file__).resolve().parents[2]


class Command(BaseCommand):
    help = "Loads the five example conferences and the award types they name."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=AWARDS / "examples", help="where the conferences are")
        parser.add_argument("--types", type=Path, default=AWARDS / "data" / "award_types.toml", help="the award types")

    def handle(self, *args, folder, types, **options):
        try:
            with audit_log_off():
                count = load_folder(folder, types)
        except FaultyFile as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(_("The register holds %(count)s pacts.") % {"count": count})
