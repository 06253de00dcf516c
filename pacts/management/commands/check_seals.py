"""Recompute every seal and the chain. Prints each fault on a line and exits with 1 if there are any."""

from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from pacts.chain.heads import continuity_faults, head_of, is_signature_unchecked, read_head
from pacts.models import Chain, PactVersion
from pacts.seal.checks import faults


class Command(BaseCommand):
    help = (
        "Recomputes every seal and the chain, and rebuilds the newest version of each pact from its rows. "
        "Tells every fault and ends with 1 where there is one."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--since",
            type=Path,
            metavar="FILE",
            help="A head of the chain kept earlier (/du-lieu/chuoi.json): proves that today's register continues it.",
        )

    def handle(self, *args, since=None, **options):
        count = 0
        with unmapped_file():
            for fault in self._all_faults(since):
                count += 1
                self.stderr.write(str(fault))
        if count:
            raise CommandError(_("Faults found: %(count)s.") % {"count": count})
        self.stdout.write(_("%(count)s seals checked, all match.") % {"count": PactVersion.objects.count()})
        for chain in Chain:
            head = head_of(chain)
            words = {"chain": chain.label, "number": head.number, "digest": head.digest}
            self.stdout.write(_("Chain “%(chain)s”: %(number)s entries, head %(digest)s.") % words)
        if since:
            self.stdout.write(_("The register continues the head in %(path)s.") % {"path": since})

    def _all_faults(self, since):
        """Yield the faults of the register, then those of the earlier head, or why it cannot be read."""
        yield from faults()
        if since is None:
            return
        try:
            earlier_head = read_head(since)
        except ValueError as error:
            yield error
            return
        if is_signature_unchecked(earlier_head):
            self.stdout.write(_("The signature of the kept head was not checked: no CHAIN_SIGNING_KEY is set here."))
        yield from continuity_faults(earlier_head)


@contextmanager
def unmapped_file():
    """Read SQLite without memory mapping: reading the whole register would keep all of it in memory."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        (before,) = cursor.execute("PRAGMA mmap_size").fetchone()
        cursor.execute("PRAGMA mmap_size = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA mmap_size = {before:d}")
