"""One chain of all that happens to pacts in public, each entry with the hash of the one before."""

import django.db.models.deletion
from django.db import migrations, models

import clusters.common.fields


class Migration(migrations.Migration):
    dependencies = [
        ("clusters", "0009_cluster_is_demo"),
        ("pacts", "0006_shared_records"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "chain",
                    models.TextField(
                        choices=[("register", "register"), ("demo", "demo")], unique=True, verbose_name="chain"
                    ),
                ),
                ("number", clusters.common.fields.NumberField(default=0, verbose_name="number")),
                (
                    "digest",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        max_length=64,
                        verbose_name="hash",
                    ),
                ),
            ],
            options={
                "verbose_name": "head of a chain",
                "verbose_name_plural": "heads of chains",
            },
        ),
        migrations.CreateModel(
            name="ChainEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain", models.TextField(choices=[("register", "register"), ("demo", "demo")], verbose_name="chain")),
                ("number", clusters.common.fields.NumberField(verbose_name="number")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("sealed", "sealed"),
                            ("reopened", "reopened for correction"),
                            ("closed", "closed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        verbose_name="what happened",
                    ),
                ),
                ("address", models.CharField(max_length=500, verbose_name="address")),
                ("version", clusters.common.fields.NumberField(blank=True, null=True, verbose_name="version")),
                ("seal", models.CharField(blank=True, max_length=64, null=True, verbose_name="seal")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "signer",
                    models.PositiveBigIntegerField(
                        blank=True, editable=False, null=True, verbose_name="number of the account"
                    ),
                ),
                ("previous", models.CharField(max_length=64, verbose_name="hash of the entry before")),
                ("digest", models.CharField(max_length=64, verbose_name="hash")),
                (
                    "pact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chain_entries",
                        to="pacts.pact",
                        verbose_name="pact",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the chain",
                "verbose_name_plural": "entries of the chain",
                "ordering": ["chain", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("chain", "number"),
                        name="chainentry_number_once",
                        violation_error_message="This chain already has an entry with this number.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version__isnull", False)),
                        fields=("pact", "version"),
                        name="chainentry_version_once",
                        violation_error_message="This version already has an entry.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "sealed"), ("seal__isnull", False), ("version__isnull", False)),
                            models.Q(
                                models.Q(("kind", "sealed"), _negated=True),
                                ("seal__isnull", True),
                                ("version__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="chainentry_version_and_seal_where_sealed",
                        violation_error_message="A version and a seal belong to the sealing of a pact, and to nothing else.",
                    ),
                ],
            },
        ),
    ]
