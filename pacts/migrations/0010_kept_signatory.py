"""Who is to sign for a unit is kept apart from the pact until the unit sends it."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import clusters.common.fields


class Migration(migrations.Migration):
    dependencies = [
        ("clusters", "0006_years_in_order"),
        ("pacts", "0009_mailing_chain_number"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalKeptSignatory",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("name", clusters.common.fields.PlainTextField(verbose_name="full name")),
                ("title", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="position")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.membership",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical signatory not sent yet",
                "verbose_name_plural": "historical signatories not sent yet",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="KeptSignatory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", clusters.common.fields.PlainTextField(verbose_name="full name")),
                ("title", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="position")),
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_signatory",
                        to="clusters.membership",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "signatory not sent yet",
                "verbose_name_plural": "signatories not sent yet",
            },
        ),
    ]
