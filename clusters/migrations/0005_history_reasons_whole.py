"""Why a row was changed is kept whole: it was cut at a hundred letters."""

from django.db import migrations, models

HISTORIES = [
    "historicalcluster",
    "historicalclusteryear",
    "historicaldocument",
    "historicalinvitation",
    "historicalmandate",
    "historicalmembership",
    "historicalsource",
    "historicalsuccession",
    "historicalunit",
    "historicalunitname",
    "historicaluser",
]


class Migration(migrations.Migration):
    dependencies = [("clusters", "0004_accounts")]

    operations = [
        migrations.AlterField(name, "history_change_reason", models.TextField(null=True)) for name in HISTORIES
    ]
