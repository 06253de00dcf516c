"""Why a row was changed is kept whole: it was cut at a hundred letters."""

from django.db import migrations, models

HISTORIES = [
    "historicalaward",
    "historicalawardtype",
    "historicaltitleregistration",
]


class Migration(migrations.Migration):
    dependencies = [("awards", "0003_title_registration")]

    operations = [
        migrations.AlterField(name, "history_change_reason", models.TextField(null=True)) for name in HISTORIES
    ]
