"""The tables of second factors, sent forms and the search: migrations 0012 to 0016 in one."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import clusters.common.fields
from clusters.accounts.migration import encrypt_second_factors
from clusters.search.migration import search_index


class Migration(migrations.Migration):
    replaces = [
        ("clusters", "0012_authenticator_device"),
        ("clusters", "0013_second_factor_declined"),
        ("clusters", "0014_sent_forms"),
        ("clusters", "0015_search_entries"),
        ("clusters", "0016_search_index"),
    ]

    dependencies = [
        ("clusters", "0001_squashed_0011_session_digests"),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuthenticatorDevice",
            fields=[],
            options={
                "verbose_name": "authenticator app",
                "verbose_name_plural": "authenticator apps",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("otp_totp.totpdevice",),
        ),
        encrypt_second_factors(),
        migrations.AddField(
            model_name="user",
            name="second_factor_declined_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="second step put off at"),
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("giao-uoc", "Pacts"),
                            ("noi-dung", "Commitments"),
                            ("chi-tieu", "Targets"),
                            ("cum-khoi", "Clusters and blocs"),
                            ("don-vi", "Units"),
                            ("nguoi", "People"),
                            ("phong-trao", "Movements"),
                            ("van-ban", "Documents"),
                            ("khen-thuong", "Awards"),
                            ("nguon", "Sources"),
                        ]
                    ),
                ),
                ("record", models.TextField()),
                ("record_id", models.BigIntegerField()),
                ("year", models.IntegerField(null=True)),
                ("name", models.TextField(null=True)),
                ("text", models.TextField(null=True)),
                ("more", models.TextField(null=True)),
                ("detail", models.TextField(null=True)),
                ("day", models.TextField(null=True)),
                ("name_tokens", models.TextField()),
                ("text_tokens", models.TextField()),
                ("place_tokens", models.TextField()),
                (
                    "cluster_year",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.clusteryear",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.unit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "id"], name="search_entry_kind_order")],
                "constraints": [
                    models.UniqueConstraint(fields=("record", "record_id"), name="search_entry_record_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", clusters.common.fields.PlainTextField(editable=False, verbose_name="digest of the form")),
                (
                    "sent_at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, editable=False, verbose_name="sent at"
                    ),
                ),
                (
                    "led_to",
                    clusters.common.fields.PlainTextField(
                        blank=True, editable=False, null=True, verbose_name="where it led"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sent_forms",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "sent form",
                "verbose_name_plural": "sent forms",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "digest"),
                        name="sentform_once",
                        violation_error_message="This form has been sent already.",
                    )
                ],
            },
        ),
        search_index(),
    ]
