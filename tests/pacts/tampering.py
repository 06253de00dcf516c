"""What somebody can do who writes in the database past the register."""

import importlib

from django.apps import apps
from django.db import connection

from pacts.models import PactVersion
from pacts.seal.seal import seal_of

TOLD, OTHER = "Hoàn thành nhiệm vụ; giữ kỷ cương…", "Nội dung khác"  # of the full document


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def rewrite(version, old, new):
    """Put other words into a sealed text and its seal, as somebody does who knows how seals are made."""
    content = version.content.replace(old, new)
    assert content != version.content
    sql("UPDATE pacts_pactversion SET content = %s, seal = %s WHERE id = %s", content, seal_of(content), version.pk)


def replace_commitment():
    """Replace a commitment of the only pact in its row, the sealed text and the seal together."""
    sql("UPDATE pacts_commitment SET text = %s WHERE text = %s", OTHER, TOLD)
    rewrite(PactVersion.objects.get(), TOLD, OTHER)


def rewrite_chain():
    """Make all chains anew from what the tables say now: consistent in themselves."""
    sql("DELETE FROM pacts_chainentry")
    importlib.import_module("pacts.migrations.0008_chain_of_before").fill_chains(apps, None)
