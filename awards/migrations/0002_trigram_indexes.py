from django.db import migrations

from clusters.search.migration import trigram_indexes


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_initial")]

    operations = [
        trigram_indexes("awards_award", "awards_awardtype"),
    ]
