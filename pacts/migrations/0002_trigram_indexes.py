from django.db import migrations

from clusters.search.migration import trigram_indexes


class Migration(migrations.Migration):
    dependencies = [("pacts", "0001_initial")]

    operations = [
        trigram_indexes(
            "pacts_commitment",
            "pacts_conference",
            "pacts_movement",
            "pacts_pact",
            "pacts_participation",
            "pacts_signatory",
            "pacts_target",
        ),
    ]
