"""Print what articles say, as JSON lines, without touching the database."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError

from pacts.intake.article.reading import read_article
from pacts.intake.files import text_of_file


class Command(BaseCommand):
    help = (
        "Prints what each article says (text, Word or PDF), one JSON object a line in the shape of a pact's open data."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args, files, **options):
        for path in files:
            try:
                text = text_of_file(ContentFile(path.read_bytes(), name=path.name))
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror}") from None
            except ValidationError as error:
                raise CommandError(f"{path}: {' '.join(error.messages)}") from None
            self.stdout.write(json.dumps({"file": path.name} | read_article(text).answer(), ensure_ascii=False))
