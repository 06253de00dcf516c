"""The tables of pacts and their notices: migrations 0001 to 0012 in one."""

import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import clusters.common.fields
import pacts.unit.task_registry
from clusters.search.migration import trigram_indexes


class Migration(migrations.Migration):
    replaces = [
        ("pacts", "0001_initial"),
        ("pacts", "0002_trigram_indexes"),
        ("pacts", "0003_draft_carried"),
        ("pacts", "0004_own_parts"),
        ("pacts", "0005_history_reasons_whole"),
        ("pacts", "0006_shared_records"),
        ("pacts", "0007_chain"),
        ("pacts", "0008_chain_of_before"),
        ("pacts", "0009_mailing_chain_number"),
        ("pacts", "0010_kept_signatory"),
        ("pacts", "0011_task_choices"),
        ("pacts", "0012_notice_of_amendment"),
    ]

    initial = True

    dependencies = [
        ("clusters", "0001_squashed_0011_session_digests"),
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
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                (
                    "text",
                    clusters.common.fields.LongTextField(
                        help_text="Word for word, with its “;” and “…”.", verbose_name="text"
                    ),
                ),
                (
                    "standing",
                    models.TextField(
                        choices=[("agreed", "agreed in the pact"), ("direction", "direction given at the conference")],
                        default="agreed",
                        verbose_name="standing",
                    ),
                ),
                ("folded", clusters.common.fields.FoldedField(default="", editable=False, sources=("text",))),
            ],
            options={
                "verbose_name": "commitment",
                "verbose_name_plural": "commitments",
                "ordering": ["position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActionProgramme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("theme", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="theme")),
                ("text", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="content")),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="clusters.document",
                        verbose_name="file",
                    ),
                ),
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programme",
                        to="clusters.membership",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "action programme",
                "verbose_name_plural": "action programmes",
            },
        ),
        migrations.CreateModel(
            name="Conference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("held_on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="held on")),
                (
                    "held_as_written",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="day as written"),
                ),
                (
                    "part_of_day",
                    models.TextField(
                        blank=True,
                        choices=[("morning", "morning"), ("afternoon", "afternoon"), ("evening", "evening")],
                        null=True,
                        verbose_name="part of the day",
                    ),
                ),
                ("venue", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="venue")),
                ("purpose", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="purpose")),
                (
                    "proceedings",
                    clusters.common.fields.LongTextField(
                        blank=True, help_text="Debate, events, results told.", null=True, verbose_name="proceedings"
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        blank=True,
                        choices=[("midyear", "mid-year review"), ("final", "final review"), ("other", "other")],
                        null=True,
                        verbose_name="kind of review",
                    ),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("venue", "purpose", "held_on")
                    ),
                ),
                (
                    "cluster_years",
                    models.ManyToManyField(
                        blank=True,
                        related_name="reviewed_at",
                        to="clusters.clusteryear",
                        verbose_name="years it reviewed",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosted_conferences",
                        to="clusters.unit",
                        verbose_name="host",
                    ),
                ),
            ],
            options={
                "verbose_name": "conference",
                "verbose_name_plural": "conferences",
            },
        ),
        migrations.CreateModel(
            name="HistoricalActionProgramme",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("theme", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="theme")),
                ("text", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="content")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="file",
                    ),
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
                "verbose_name": "historical action programme",
                "verbose_name_plural": "historical action programmes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConference",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("held_on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="held on")),
                (
                    "held_as_written",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="day as written"),
                ),
                (
                    "part_of_day",
                    models.TextField(
                        blank=True,
                        choices=[("morning", "morning"), ("afternoon", "afternoon"), ("evening", "evening")],
                        null=True,
                        verbose_name="part of the day",
                    ),
                ),
                ("venue", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="venue")),
                ("purpose", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="purpose")),
                (
                    "proceedings",
                    clusters.common.fields.LongTextField(
                        blank=True, help_text="Debate, events, results told.", null=True, verbose_name="proceedings"
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        blank=True,
                        choices=[("midyear", "mid-year review"), ("final", "final review"), ("other", "other")],
                        null=True,
                        verbose_name="kind of review",
                    ),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("venue", "purpose", "held_on")
                    ),
                ),
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
                    "host",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.unit",
                        verbose_name="host",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical conference",
                "verbose_name_plural": "historical conferences",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConference_cluster_years",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "clusteryear",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.clusteryear",
                    ),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.conference",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="pacts.historicalconference",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalConference_cluster_years",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDeadline",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("asked", models.TextField(choices=pacts.unit.task_registry.task_choices, verbose_name="asked for")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "cluster_year",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.clusteryear",
                        verbose_name="year of a cluster",
                    ),
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
            ],
            options={
                "verbose_name": "historical deadline",
                "verbose_name_plural": "historical deadlines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
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
            name="HistoricalKeyWork",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                ("text", clusters.common.fields.LongTextField(verbose_name="content")),
                (
                    "kind",
                    models.TextField(
                        blank=True,
                        choices=[("work", "key work"), ("breakthrough", "breakthrough item")],
                        null=True,
                        verbose_name="kind",
                    ),
                ),
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
                "verbose_name": "historical key work",
                "verbose_name_plural": "historical key works",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPact",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("title", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="title")),
                ("theme", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="theme")),
                (
                    "theme_owner",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("cluster", "of the cluster or bloc"),
                            ("superior", "of a superior level"),
                            ("unit", "of a unit"),
                        ],
                        null=True,
                        verbose_name="whose theme it is",
                    ),
                ),
                (
                    "theme_by",
                    clusters.common.fields.LinesField(blank=True, null=True, verbose_name="theme launched by"),
                ),
                ("slogan", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="slogan")),
                ("preamble", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="preamble")),
                ("closing", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="closing")),
                (
                    "stated_commitments",
                    clusters.common.fields.NumberField(
                        blank=True, null=True, verbose_name="stated number of commitments"
                    ),
                ),
                (
                    "stated_targets",
                    clusters.common.fields.NumberField(blank=True, null=True, verbose_name="stated number of targets"),
                ),
                (
                    "open_ended",
                    models.BooleanField(
                        blank=True,
                        choices=[(True, "Yes"), (False, "No")],
                        null=True,
                        verbose_name="the list is left open (“…”)",
                    ),
                ),
                (
                    "key_works_minimum",
                    clusters.common.fields.NumberField(
                        blank=True, help_text="For each unit.", null=True, verbose_name="least number of key works"
                    ),
                ),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("draft", "Draft"),
                            ("circulated", "Circulated for comment"),
                            ("signed", "Signed"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn from the register"),
                        ],
                        default="draft",
                        editable=False,
                        verbose_name="state",
                    ),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("title", "theme", "slogan")
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "cluster_year",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.clusteryear",
                        verbose_name="year of a cluster",
                    ),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.conference",
                        verbose_name="signing conference",
                    ),
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
            ],
            options={
                "verbose_name": "historical pact",
                "verbose_name_plural": "historical pacts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalParticipation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                ("name", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="full name")),
                (
                    "titles",
                    clusters.common.fields.LinesField(
                        blank=True, help_text="One a line.", null=True, verbose_name="titles"
                    ),
                ),
                (
                    "as_written",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Each wording the source uses, one a line.",
                        null=True,
                        verbose_name="as written",
                    ),
                ),
                (
                    "headcount",
                    clusters.common.fields.NumberField(blank=True, null=True, verbose_name="number of people"),
                ),
                ("roles", clusters.common.fields.CodesField(blank=True, null=True, verbose_name="roles")),
                (
                    "inferred_roles",
                    clusters.common.fields.CodesField(blank=True, null=True, verbose_name="roles concluded"),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("name", "titles", "as_written")
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.conference",
                        verbose_name="conference",
                    ),
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
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical person or group present",
                "verbose_name_plural": "historical people present",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSignatory",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("name", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="full name")),
                ("title", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="position")),
                (
                    "state",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("signed", "signed"),
                            ("proxy", "signed by proxy"),
                            ("absent", "absent"),
                            ("pending", "not yet signed"),
                        ],
                        null=True,
                        verbose_name="state",
                    ),
                ),
                (
                    "signed_on",
                    clusters.common.fields.PartialDateField(
                        blank=True, help_text="If not at the conference.", null=True, verbose_name="signed on"
                    ),
                ),
                ("folded", clusters.common.fields.FoldedField(default="", editable=False, sources=("name", "title"))),
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
                        verbose_name="membership",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="scan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical signatory",
                "verbose_name_plural": "historical signatories",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSubmission",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("asked", models.TextField(choices=pacts.unit.task_registry.task_choices, verbose_name="asked for")),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
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
                "verbose_name": "historical submission",
                "verbose_name_plural": "historical submissions",
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
        migrations.CreateModel(
            name="KeyWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                ("text", clusters.common.fields.LongTextField(verbose_name="content")),
                (
                    "kind",
                    models.TextField(
                        blank=True,
                        choices=[("work", "key work"), ("breakthrough", "breakthrough item")],
                        null=True,
                        verbose_name="kind",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="key_works",
                        to="clusters.membership",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "key work",
                "verbose_name_plural": "key works",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("name", clusters.common.fields.PlainTextField(verbose_name="name")),
                (
                    "level",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("central", "central"),
                            ("sector", "sector"),
                            ("province", "province"),
                            ("district", "district"),
                            ("commune", "commune"),
                            ("body", "within one body"),
                        ],
                        null=True,
                        verbose_name="level",
                    ),
                ),
                ("launched_by", clusters.common.fields.LinesField(blank=True, null=True, verbose_name="launched by")),
                (
                    "launched_on",
                    clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="launched on"),
                ),
                ("ends_on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="ends on")),
                ("objective", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="objective")),
                ("folded", clusters.common.fields.FoldedField(default="", editable=False, sources=("name",))),
                (
                    "sort_key",
                    clusters.common.fields.SortKeyField(db_index=True, default="", editable=False, sources=("name",)),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="permanent identifier"
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        help_text="The row for the same thing that the register goes by.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variants",
                        to="pacts.movement",
                        verbose_name="same as",
                    ),
                ),
            ],
            options={
                "verbose_name": "movement",
                "verbose_name_plural": "movements",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("same_as__isnull", True),
                            models.Q(("same_as", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="movement_not_same_as_itself",
                        violation_error_message="A record cannot be marked as the same as itself.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMovement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("name", clusters.common.fields.PlainTextField(verbose_name="name")),
                (
                    "level",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("central", "central"),
                            ("sector", "sector"),
                            ("province", "province"),
                            ("district", "district"),
                            ("commune", "commune"),
                            ("body", "within one body"),
                        ],
                        null=True,
                        verbose_name="level",
                    ),
                ),
                ("launched_by", clusters.common.fields.LinesField(blank=True, null=True, verbose_name="launched by")),
                (
                    "launched_on",
                    clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="launched on"),
                ),
                ("ends_on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="ends on")),
                ("objective", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="objective")),
                ("folded", clusters.common.fields.FoldedField(default="", editable=False, sources=("name",))),
                (
                    "sort_key",
                    clusters.common.fields.SortKeyField(db_index=True, default="", editable=False, sources=("name",)),
                ),
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
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The row for the same thing that the register goes by.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.movement",
                        verbose_name="same as",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical movement",
                "verbose_name_plural": "historical movements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Pact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("title", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="title")),
                ("theme", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="theme")),
                (
                    "theme_owner",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("cluster", "of the cluster or bloc"),
                            ("superior", "of a superior level"),
                            ("unit", "of a unit"),
                        ],
                        null=True,
                        verbose_name="whose theme it is",
                    ),
                ),
                (
                    "theme_by",
                    clusters.common.fields.LinesField(blank=True, null=True, verbose_name="theme launched by"),
                ),
                ("slogan", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="slogan")),
                ("preamble", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="preamble")),
                ("closing", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="closing")),
                (
                    "stated_commitments",
                    clusters.common.fields.NumberField(
                        blank=True, null=True, verbose_name="stated number of commitments"
                    ),
                ),
                (
                    "stated_targets",
                    clusters.common.fields.NumberField(blank=True, null=True, verbose_name="stated number of targets"),
                ),
                (
                    "open_ended",
                    models.BooleanField(
                        blank=True,
                        choices=[(True, "Yes"), (False, "No")],
                        null=True,
                        verbose_name="the list is left open (“…”)",
                    ),
                ),
                (
                    "key_works_minimum",
                    clusters.common.fields.NumberField(
                        blank=True, help_text="For each unit.", null=True, verbose_name="least number of key works"
                    ),
                ),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("draft", "Draft"),
                            ("circulated", "Circulated for comment"),
                            ("signed", "Signed"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn from the register"),
                        ],
                        default="draft",
                        editable=False,
                        verbose_name="state",
                    ),
                ),
                ("draft", models.JSONField(blank=True, editable=False, null=True, verbose_name="draft")),
                (
                    "draft_revision",
                    clusters.common.fields.NumberField(default=0, editable=False, verbose_name="revision of the draft"),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("title", "theme", "slogan")
                    ),
                ),
                (
                    "draft_carried",
                    clusters.common.fields.LinesField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="places of the draft carried over and not touched yet",
                    ),
                ),
                (
                    "cluster_year",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pact",
                        to="clusters.clusteryear",
                        verbose_name="year of a cluster",
                    ),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pacts",
                        to="pacts.conference",
                        verbose_name="signing conference",
                    ),
                ),
                (
                    "draft_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drafted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "pact",
                "verbose_name_plural": "pacts",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("theme__isnull", False),
                            models.Q(("theme_by__isnull", True), ("theme_owner__isnull", True)),
                            _connector="OR",
                        ),
                        name="pact_theme_owner_needs_theme",
                        violation_error_message="Whose theme it is and who launched it can be given only with a theme.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sort",
                    models.TextField(
                        choices=[
                            ("circulated", "sent for comment"),
                            ("answered", "remark answered"),
                            ("signed", "recorded as signed"),
                            ("amended", "amended after the signing"),
                            ("reminded", "reminded by the secretariat"),
                            ("due_in_a_week", "due in seven days"),
                            ("due_tomorrow", "due tomorrow"),
                            ("overdue", "overdue"),
                        ],
                        verbose_name="notice",
                    ),
                ),
                (
                    "asked",
                    models.TextField(
                        blank=True, choices=pacts.unit.task_registry.task_choices, null=True, verbose_name="asked for"
                    ),
                ),
                ("about_day", models.DateField(verbose_name="day it is about")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read at")),
                ("mailed_at", models.DateTimeField(blank=True, null=True, verbose_name="mailed at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "pact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="pacts.pact",
                        verbose_name="pact",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["-made_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("user"),
                        models.F("sort"),
                        models.F("pact"),
                        django.db.models.functions.comparison.Coalesce(
                            "asked", models.Value(""), output_field=models.TextField()
                        ),
                        models.F("about_day"),
                        name="notice_once",
                        violation_error_message="This person has been told of this already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPactMovement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                (
                    "as_written",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Each wording the source uses, one a line.",
                        null=True,
                        verbose_name="as written",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "sealed_name",
                    clusters.common.fields.SealedNameField(
                        blank=True, editable=False, null=True, verbose_name="name on the day of signing"
                    ),
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
                    "movement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.movement",
                        verbose_name="movement",
                    ),
                ),
                (
                    "pact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.pact",
                        verbose_name="pact",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical movement of a pact",
                "verbose_name_plural": "historical movements of a pact",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPactDocument",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                (
                    "state",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("ground", "ground of the pact"),
                            ("cited", "cited"),
                            ("presented", "presented"),
                            ("adopted", "adopted"),
                            ("signed_original", "signed original"),
                        ],
                        null=True,
                        verbose_name="state",
                    ),
                ),
                ("as_written", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="as written")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "sealed_name",
                    clusters.common.fields.SealedNameField(
                        blank=True, editable=False, null=True, verbose_name="name on the day of signing"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="document",
                    ),
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
                    "pact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.pact",
                        verbose_name="pact",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical document of a pact",
                "verbose_name_plural": "historical documents of a pact",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalComment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "quoted",
                    clusters.common.fields.LongTextField(
                        blank=True, null=True, verbose_name="the commitment as it read"
                    ),
                ),
                ("text", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="remark")),
                ("proposed", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="proposed text")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "not answered yet"), ("answered", "answered"), ("taken_over", "taken over")],
                        default="open",
                        verbose_name="state",
                    ),
                ),
                ("answer", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.commitment",
                        verbose_name="commitment",
                    ),
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
                (
                    "pact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.pact",
                        verbose_name="pact",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical remark",
                "verbose_name_plural": "historical remarks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="commitment",
            name="pact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="pacts.pact",
                verbose_name="pact",
            ),
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "quoted",
                    clusters.common.fields.LongTextField(
                        blank=True, null=True, verbose_name="the commitment as it read"
                    ),
                ),
                ("text", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="remark")),
                ("proposed", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="proposed text")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "not answered yet"), ("answered", "answered"), ("taken_over", "taken over")],
                        default="open",
                        verbose_name="state",
                    ),
                ),
                ("answer", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="clusters.membership",
                        verbose_name="unit",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="pacts.commitment",
                        verbose_name="commitment",
                    ),
                ),
                (
                    "pact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="pacts.pact",
                        verbose_name="pact",
                    ),
                ),
            ],
            options={
                "verbose_name": "remark",
                "verbose_name_plural": "remarks",
                "ordering": ["written_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__isnull", False), ("proposed__isnull", False), _connector="OR"),
                        name="comment_says_something",
                        violation_error_message="Write a remark, or the text you propose.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed__isnull", True), ("quoted__isnull", False), _connector="OR"),
                        name="comment_proposes_for_a_commitment",
                        violation_error_message="A text is proposed in the place of one commitment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True), ("answer__isnull", False), _connector="OR"
                        ),
                        name="comment_answered_has_answer",
                        violation_error_message="An answered remark needs the answer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="comment_answered_has_time",
                        violation_error_message="Only an answered remark has the time of its answer.",
                    ),
                ],
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
        migrations.CreateModel(
            name="PactDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                (
                    "state",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("ground", "ground of the pact"),
                            ("cited", "cited"),
                            ("presented", "presented"),
                            ("adopted", "adopted"),
                            ("signed_original", "signed original"),
                        ],
                        null=True,
                        verbose_name="state",
                    ),
                ),
                ("as_written", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="as written")),
                (
                    "sealed_name",
                    clusters.common.fields.SealedNameField(
                        blank=True, editable=False, null=True, verbose_name="name on the day of signing"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pacts",
                        to="clusters.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "pact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="pacts.pact",
                        verbose_name="pact",
                    ),
                ),
            ],
            options={
                "verbose_name": "document of a pact",
                "verbose_name_plural": "documents of a pact",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pact", "document"),
                        name="pactdocument_once",
                        violation_error_message="This document is already named.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PactMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "before",
                    models.TextField(
                        choices=[
                            ("draft", "Draft"),
                            ("circulated", "Circulated for comment"),
                            ("signed", "Signed"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn from the register"),
                        ],
                        verbose_name="from",
                    ),
                ),
                (
                    "after",
                    models.TextField(
                        choices=[
                            ("draft", "Draft"),
                            ("circulated", "Circulated for comment"),
                            ("signed", "Signed"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn from the register"),
                        ],
                        verbose_name="to",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                ("reason", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="reason")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "pact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="pacts.pact",
                        verbose_name="pact",
                    ),
                ),
            ],
            options={
                "verbose_name": "move of a pact",
                "verbose_name_plural": "moves of pacts",
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="PactMovement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                (
                    "as_written",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Each wording the source uses, one a line.",
                        null=True,
                        verbose_name="as written",
                    ),
                ),
                (
                    "sealed_name",
                    clusters.common.fields.SealedNameField(
                        blank=True, editable=False, null=True, verbose_name="name on the day of signing"
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pacts",
                        to="pacts.movement",
                        verbose_name="movement",
                    ),
                ),
                (
                    "pact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="pacts.pact",
                        verbose_name="pact",
                    ),
                ),
            ],
            options={
                "verbose_name": "movement of a pact",
                "verbose_name_plural": "movements of a pact",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pact", "movement"),
                        name="pactmovement_once",
                        violation_error_message="This movement is already named.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PactVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", clusters.common.fields.NumberField(verbose_name="number")),
                ("format", clusters.common.fields.NumberField(verbose_name="format")),
                ("content", models.TextField(verbose_name="content")),
                ("seal", models.CharField(db_index=True, max_length=64, verbose_name="seal")),
                ("sealed_at", models.DateTimeField(auto_now_add=True, verbose_name="sealed at")),
                ("reason", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="reason")),
                (
                    "pact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="pacts.pact",
                        verbose_name="pact",
                    ),
                ),
                (
                    "sealed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sealed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "sealed version",
                "verbose_name_plural": "sealed versions",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pact", "number"),
                        name="pactversion_number_once",
                        violation_error_message="This pact already has a version with this number.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                ("name", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="full name")),
                (
                    "titles",
                    clusters.common.fields.LinesField(
                        blank=True, help_text="One a line.", null=True, verbose_name="titles"
                    ),
                ),
                (
                    "as_written",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Each wording the source uses, one a line.",
                        null=True,
                        verbose_name="as written",
                    ),
                ),
                (
                    "headcount",
                    clusters.common.fields.NumberField(blank=True, null=True, verbose_name="number of people"),
                ),
                ("roles", clusters.common.fields.CodesField(blank=True, null=True, verbose_name="roles")),
                (
                    "inferred_roles",
                    clusters.common.fields.CodesField(blank=True, null=True, verbose_name="roles concluded"),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("name", "titles", "as_written")
                    ),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="pacts.conference",
                        verbose_name="conference",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="clusters.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "person or group present",
                "verbose_name_plural": "people present",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__isnull", False), ("as_written__isnull", False), _connector="OR"),
                        name="participation_name_or_wording",
                        violation_error_message="Give a name, or the words of the source for a group or an unnamed person.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCommitment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                (
                    "text",
                    clusters.common.fields.LongTextField(
                        help_text="Word for word, with its “;” and “…”.", verbose_name="text"
                    ),
                ),
                (
                    "standing",
                    models.TextField(
                        choices=[("agreed", "agreed in the pact"), ("direction", "direction given at the conference")],
                        default="agreed",
                        verbose_name="standing",
                    ),
                ),
                ("folded", clusters.common.fields.FoldedField(default="", editable=False, sources=("text",))),
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
                    "pact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.pact",
                        verbose_name="pact",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.participation",
                        verbose_name="given by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical commitment",
                "verbose_name_plural": "historical commitments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="commitment",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="directions",
                to="pacts.participation",
                verbose_name="given by",
            ),
        ),
        migrations.CreateModel(
            name="Signatory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("name", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="full name")),
                ("title", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="position")),
                (
                    "state",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("signed", "signed"),
                            ("proxy", "signed by proxy"),
                            ("absent", "absent"),
                            ("pending", "not yet signed"),
                        ],
                        null=True,
                        verbose_name="state",
                    ),
                ),
                (
                    "signed_on",
                    clusters.common.fields.PartialDateField(
                        blank=True, help_text="If not at the conference.", null=True, verbose_name="signed on"
                    ),
                ),
                ("folded", clusters.common.fields.FoldedField(default="", editable=False, sources=("name", "title"))),
                (
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatory",
                        to="clusters.membership",
                        verbose_name="membership",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="scan",
                    ),
                ),
            ],
            options={
                "verbose_name": "signatory",
                "verbose_name_plural": "signatories",
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked", models.TextField(choices=pacts.unit.task_registry.task_choices, verbose_name="asked for")),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="clusters.membership",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "submission",
                "verbose_name_plural": "submissions",
                "ordering": ["sent_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("membership", "asked"),
                        name="submission_asked_once",
                        violation_error_message="This unit has sent this already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                ("text", clusters.common.fields.LongTextField(verbose_name="text")),
                (
                    "measure",
                    clusters.common.fields.PlainTextField(
                        blank=True, help_text="What is counted.", null=True, verbose_name="measure"
                    ),
                ),
                (
                    "population",
                    clusters.common.fields.PlainTextField(
                        blank=True, help_text="Of whom: officials, hamlets.", null=True, verbose_name="population"
                    ),
                ),
                (
                    "scope",
                    models.TextField(
                        blank=True,
                        choices=[("each_unit", "each unit"), ("cluster", "the whole cluster or bloc")],
                        null=True,
                        verbose_name="scope",
                    ),
                ),
                (
                    "operator",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("=", "equal to"),
                            (">=", "at least"),
                            (">", "more than"),
                            ("<=", "at most"),
                            ("<", "less than"),
                            ("between", "from … to …"),
                        ],
                        null=True,
                        verbose_name="comparison",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="value"),
                ),
                (
                    "value_to",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="to"),
                ),
                ("unit", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="unit of measure")),
                (
                    "change",
                    models.TextField(
                        blank=True, choices=[("up", "increase"), ("down", "decrease")], null=True, verbose_name="change"
                    ),
                ),
                (
                    "baseline_year",
                    clusters.common.fields.YearField(blank=True, null=True, verbose_name="against the year"),
                ),
                (
                    "grade",
                    clusters.common.fields.PlainTextField(
                        blank=True, help_text="On a scale: hoàn thành tốt nhiệm vụ.", null=True, verbose_name="grade"
                    ),
                ),
                (
                    "grade_or_better",
                    models.BooleanField(
                        blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="or better"
                    ),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("text", "measure", "population")
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="pacts.commitment",
                        verbose_name="commitment",
                    ),
                ),
                (
                    "pact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="pacts.pact",
                        verbose_name="pact",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="pacts.target",
                        verbose_name="part of the target",
                    ),
                ),
            ],
            options={
                "verbose_name": "target",
                "verbose_name_plural": "targets",
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("operator__isnull", True), ("value__isnull", True)),
                            models.Q(("operator__isnull", False), ("value__isnull", False)),
                            _connector="OR",
                        ),
                        name="target_operator_with_value",
                        violation_error_message="A comparison needs a value, and a value a comparison.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("operator", "between"),
                                ("operator__isnull", False),
                                ("value_to__gt", models.F("value")),
                                ("value_to__isnull", False),
                            ),
                            models.Q(
                                ("value_to__isnull", True),
                                models.Q(
                                    ("operator__isnull", True),
                                    models.Q(("operator", "between"), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="target_between_two_rising_ends",
                        violation_error_message="A range has two ends, the second larger; every other comparison has one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("grade_or_better__isnull", True), ("grade__isnull", False), _connector="OR"
                        ),
                        name="target_or_better_needs_grade",
                        violation_error_message="“Or better” needs the grade it starts from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part_of__isnull", True),
                            models.Q(("part_of", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="target_not_part_of_itself",
                        violation_error_message="A target cannot be a part of itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTarget",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "known_none",
                    clusters.common.fields.LinesField(
                        blank=True,
                        help_text="Parts known not to exist, not merely unstated.",
                        null=True,
                        verbose_name="known to be none",
                    ),
                ),
                (
                    "inferred",
                    clusters.common.fields.ReasonsField(
                        blank=True,
                        help_text="One a line: part: why it is concluded.",
                        null=True,
                        verbose_name="concluded, not read",
                    ),
                ),
                ("note", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="note")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                ("text", clusters.common.fields.LongTextField(verbose_name="text")),
                (
                    "measure",
                    clusters.common.fields.PlainTextField(
                        blank=True, help_text="What is counted.", null=True, verbose_name="measure"
                    ),
                ),
                (
                    "population",
                    clusters.common.fields.PlainTextField(
                        blank=True, help_text="Of whom: officials, hamlets.", null=True, verbose_name="population"
                    ),
                ),
                (
                    "scope",
                    models.TextField(
                        blank=True,
                        choices=[("each_unit", "each unit"), ("cluster", "the whole cluster or bloc")],
                        null=True,
                        verbose_name="scope",
                    ),
                ),
                (
                    "operator",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("=", "equal to"),
                            (">=", "at least"),
                            (">", "more than"),
                            ("<=", "at most"),
                            ("<", "less than"),
                            ("between", "from … to …"),
                        ],
                        null=True,
                        verbose_name="comparison",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="value"),
                ),
                (
                    "value_to",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="to"),
                ),
                ("unit", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="unit of measure")),
                (
                    "change",
                    models.TextField(
                        blank=True, choices=[("up", "increase"), ("down", "decrease")], null=True, verbose_name="change"
                    ),
                ),
                (
                    "baseline_year",
                    clusters.common.fields.YearField(blank=True, null=True, verbose_name="against the year"),
                ),
                (
                    "grade",
                    clusters.common.fields.PlainTextField(
                        blank=True, help_text="On a scale: hoàn thành tốt nhiệm vụ.", null=True, verbose_name="grade"
                    ),
                ),
                (
                    "grade_or_better",
                    models.BooleanField(
                        blank=True, choices=[(True, "Yes"), (False, "No")], null=True, verbose_name="or better"
                    ),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("text", "measure", "population")
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.commitment",
                        verbose_name="commitment",
                    ),
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
                    "pact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.pact",
                        verbose_name="pact",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.target",
                        verbose_name="part of the target",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical target",
                "verbose_name_plural": "historical targets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked", models.TextField(choices=pacts.unit.task_registry.task_choices, verbose_name="asked for")),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "cluster_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="clusters.clusteryear",
                        verbose_name="year of a cluster",
                    ),
                ),
            ],
            options={
                "verbose_name": "deadline",
                "verbose_name_plural": "deadlines",
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cluster_year", "asked"),
                        name="deadline_asked_once",
                        violation_error_message="There is a deadline for this already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mailing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("sent_at", models.DateTimeField(auto_now_add=True, verbose_name="sent at")),
                (
                    "chain_number",
                    clusters.common.fields.NumberField(
                        blank=True, editable=False, null=True, verbose_name="number of the entry of the chain told of"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mailings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "mailing",
                "verbose_name_plural": "mailings",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "day"),
                        name="mailing_once_a_day",
                        violation_error_message="This person has had today's message.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("standing", "direction"), ("by__isnull", True), _connector="OR"),
                name="commitment_only_direction_has_giver",
                violation_error_message="Only a direction is given by somebody; a commitment is agreed by all.",
            ),
        ),
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
