"""Command that rebuilds the search index."""

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from clusters.search.index import rebuild_index


class Command(BaseCommand):
    help = "Makes every entry of the search anew from the records. Readers search the old ones meanwhile."

    def handle(self, *args, **options):
        count = rebuild_index()
        words = ngettext("Made %(count)s search entry.", "Made %(count)s search entries.", count)
        self.stdout.write(words % {"count": count})
