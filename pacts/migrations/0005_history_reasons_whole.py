"""Why a row was changed is kept whole: it was cut at a hundred letters."""

from django.db import migrations, models

HISTORIES = [
    "historicalactionprogramme",
    "historicalcomment",
    "historicalcommitment",
    "historicalconference",
    "historicaldeadline",
    "historicalkeywork",
    "historicalmovement",
    "historicalpact",
    "historicalpactdocument",
    "historicalpactmovement",
    "historicalparticipation",
    "historicalsignatory",
    "historicalsubmission",
    "historicaltarget",
]


class Migration(migrations.Migration):
    dependencies = [("pacts", "0004_own_parts")]

    operations = [
        migrations.AlterField(name, "history_change_reason", models.TextField(null=True)) for name in HISTORIES
    ]
