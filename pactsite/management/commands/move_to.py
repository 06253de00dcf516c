"""Move the register to another database, with its history, and prove that nothing was lost."""

import sys

import environ
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pactsite.backup import FAULTS
from pactsite.backup.move import move_to
from pactsite.databases import with_options

SCHEMES = ("postgres", "postgresql", "sqlite")


class Command(BaseCommand):
    help = "Copies every row into another, empty database and compares them. Stop the site first; files stay."

    def add_arguments(self, parser):
        parser.add_argument(
            "database_url",
            metavar="DATABASE_URL",
            help="As in the settings. Leave the password to PGPASSWORD or ~/.pgpass, or give “-” to read the address "
            "from standard input: others see a command line.",
        )

    def handle(self, *args, database_url, **options):
        config = parsed(sys.stdin.readline().strip() if database_url == "-" else database_url)
        try:
            counts = move_to(config)
        except FAULTS as error:
            raise CommandError(_("Nothing was moved. %(reason)s") % {"reason": error}) from error
        words = {"rows": sum(counts.values()), "tables": len(counts)}
        self.stdout.write(_("%(rows)s rows of %(tables)s tables were copied and compared: all are the same.") % words)
        self.stdout.write(_("Now set DATABASE_URL to the new database and start the site. The old one is unchanged."))


def parsed(address):
    """Return the configuration of a database address; raises CommandError for one that says nothing."""
    config = environ.Env.db_url_config(address) if address.partition("://")[0] in SCHEMES else {}
    if not config.get("NAME"):
        # The address is not repeated: it may hold a password.
        raise CommandError(_("Write the address as postgres://name@server/database or sqlite:////path/to/file."))
    return with_options(config)
