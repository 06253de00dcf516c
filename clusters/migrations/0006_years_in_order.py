"""The newest year of each cluster is found without reading all its years."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clusters", "0005_history_reasons_whole")]

    operations = [
        migrations.AddIndex(
            model_name="clusteryear",
            index=models.Index(fields=["cluster", "year"], name="clusteryear_in_order"),
        ),
    ]
