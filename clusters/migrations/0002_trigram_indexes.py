from django.db import migrations

from clusters.search.migration import trigram_indexes


class Migration(migrations.Migration):
    dependencies = [("clusters", "0001_initial")]

    operations = [
        trigram_indexes(
            "clusters_cluster",
            "clusters_clusteryear",
            "clusters_document",
            "clusters_source",
            "clusters_unit",
            "clusters_unitname",
        ),
    ]
