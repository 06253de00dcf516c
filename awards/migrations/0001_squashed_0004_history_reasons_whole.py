"""The tables of awards: migrations 0001 to 0004 in one."""

import django.db.models.deletion
import django.db.models.functions.comparison
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import clusters.common.fields
from clusters.search.migration import trigram_indexes


class Migration(migrations.Migration):
    replaces = [
        ("awards", "0001_initial"),
        ("awards", "0002_trigram_indexes"),
        ("awards", "0003_title_registration"),
        ("awards", "0004_history_reasons_whole"),
    ]

    initial = True

    dependencies = [
        ("clusters", "0001_squashed_0011_session_digests"),
        ("pacts", "0001_squashed_0012_notice_of_amendment"),
    ]

    operations = [
        migrations.CreateModel(
            name="AwardType",
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
                ("code", models.SlugField(max_length=60, verbose_name="code")),
                ("name", clusters.common.fields.PlainTextField(verbose_name="name")),
                (
                    "category",
                    models.TextField(
                        choices=[("title", "emulation title"), ("form", "form of commendation")],
                        verbose_name="category",
                    ),
                ),
                ("recipient_kinds", clusters.common.fields.CodesField(blank=True, null=True, verbose_name="for whom")),
                (
                    "authority",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="competent authority"),
                ),
                (
                    "rank",
                    clusters.common.fields.NumberField(
                        blank=True, help_text="1 is the highest.", null=True, verbose_name="rank"
                    ),
                ),
                (
                    "valid_from",
                    clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="valid from"),
                ),
                ("valid_to", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "legal_basis",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="legal basis"),
                ),
                ("folded", clusters.common.fields.FoldedField(default="", editable=False, sources=("name",))),
                (
                    "sort_key",
                    clusters.common.fields.SortKeyField(db_index=True, default="", editable=False, sources=("name",)),
                ),
            ],
            options={
                "verbose_name": "award type",
                "verbose_name_plural": "award types",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("code"),
                        django.db.models.functions.comparison.Coalesce(
                            "valid_from", models.Value(""), output_field=models.TextField()
                        ),
                        name="awardtype_code_once_a_period",
                        violation_error_message="This award type already has a period that begins on this day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAward",
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
                (
                    "as_written",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="award as written"),
                ),
                ("citation", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="citation")),
                (
                    "proposed_count",
                    clusters.common.fields.NumberField(blank=True, null=True, verbose_name="number proposed"),
                ),
                (
                    "granted_count",
                    clusters.common.fields.NumberField(blank=True, null=True, verbose_name="number granted"),
                ),
                (
                    "recipient_kind",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("collective", "collective"),
                            ("individual", "individual"),
                            ("household", "household"),
                        ],
                        null=True,
                        verbose_name="kind of recipient",
                    ),
                ),
                (
                    "recipient_name",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="name of the recipient"),
                ),
                ("merit_year", clusters.common.fields.YearField(blank=True, null=True, verbose_name="year of merit")),
                (
                    "merit_as_written",
                    clusters.common.fields.PlainTextField(
                        blank=True, null=True, verbose_name="year of merit as written"
                    ),
                ),
                (
                    "authority",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="competent authority"),
                ),
                (
                    "authority_as_written",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="authority as written"),
                ),
                (
                    "presented_on",
                    clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="presented on"),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("proposed", "proposed"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                            ("revoked", "revoked"),
                        ],
                        default="granted",
                        verbose_name="state",
                    ),
                ),
                (
                    "state_reason",
                    clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="reason of the state"),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("as_written", "citation", "recipient_name")
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
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="decision",
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
                    "of_unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.unit",
                        verbose_name="whose person or part",
                    ),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.unit",
                        verbose_name="organiser",
                    ),
                ),
                (
                    "presented_at",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pacts.conference",
                        verbose_name="presented at",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="revoked by",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="awards.awardtype",
                        verbose_name="award type",
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
                        verbose_name="unit awarded",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical award",
                "verbose_name_plural": "historical awards",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAwardType",
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
                ("code", models.SlugField(max_length=60, verbose_name="code")),
                ("name", clusters.common.fields.PlainTextField(verbose_name="name")),
                (
                    "category",
                    models.TextField(
                        choices=[("title", "emulation title"), ("form", "form of commendation")],
                        verbose_name="category",
                    ),
                ),
                ("recipient_kinds", clusters.common.fields.CodesField(blank=True, null=True, verbose_name="for whom")),
                (
                    "authority",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="competent authority"),
                ),
                (
                    "rank",
                    clusters.common.fields.NumberField(
                        blank=True, help_text="1 is the highest.", null=True, verbose_name="rank"
                    ),
                ),
                (
                    "valid_from",
                    clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="valid from"),
                ),
                ("valid_to", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "legal_basis",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="legal basis"),
                ),
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
            ],
            options={
                "verbose_name": "historical award type",
                "verbose_name_plural": "historical award types",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTitleRegistration",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                ("as_written", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="as written")),
                (
                    "recipient_kind",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("collective", "collective"),
                            ("individual", "individual"),
                            ("household", "household"),
                        ],
                        null=True,
                        verbose_name="for whom",
                    ),
                ),
                ("quantity", clusters.common.fields.NumberField(blank=True, null=True, verbose_name="how many")),
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
                (
                    "type",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="awards.awardtype",
                        verbose_name="award type",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical registration of a title",
                "verbose_name_plural": "historical registrations of titles",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Award",
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
                (
                    "as_written",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="award as written"),
                ),
                ("citation", clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="citation")),
                (
                    "proposed_count",
                    clusters.common.fields.NumberField(blank=True, null=True, verbose_name="number proposed"),
                ),
                (
                    "granted_count",
                    clusters.common.fields.NumberField(blank=True, null=True, verbose_name="number granted"),
                ),
                (
                    "recipient_kind",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("collective", "collective"),
                            ("individual", "individual"),
                            ("household", "household"),
                        ],
                        null=True,
                        verbose_name="kind of recipient",
                    ),
                ),
                (
                    "recipient_name",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="name of the recipient"),
                ),
                ("merit_year", clusters.common.fields.YearField(blank=True, null=True, verbose_name="year of merit")),
                (
                    "merit_as_written",
                    clusters.common.fields.PlainTextField(
                        blank=True, null=True, verbose_name="year of merit as written"
                    ),
                ),
                (
                    "authority",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="competent authority"),
                ),
                (
                    "authority_as_written",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="authority as written"),
                ),
                (
                    "presented_on",
                    clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="presented on"),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("proposed", "proposed"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                            ("revoked", "revoked"),
                        ],
                        default="granted",
                        verbose_name="state",
                    ),
                ),
                (
                    "state_reason",
                    clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="reason of the state"),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("as_written", "citation", "recipient_name")
                    ),
                ),
                (
                    "cluster_year",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="clusters.clusteryear",
                        verbose_name="year of a cluster",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="clusters.document",
                        verbose_name="decision",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="pacts.movement",
                        verbose_name="movement",
                    ),
                ),
                (
                    "of_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards_of_its_people",
                        to="clusters.unit",
                        verbose_name="whose person or part",
                    ),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organised_awards",
                        to="clusters.unit",
                        verbose_name="organiser",
                    ),
                ),
                (
                    "presented_at",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="pacts.conference",
                        verbose_name="presented at",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revoked_awards",
                        to="clusters.document",
                        verbose_name="revoked by",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="clusters.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="clusters.unit",
                        verbose_name="unit awarded",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="awards.awardtype",
                        verbose_name="award type",
                    ),
                ),
            ],
            options={
                "verbose_name": "award",
                "verbose_name_plural": "awards",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("type__isnull", False), ("as_written__isnull", False), _connector="OR"),
                        name="award_type_or_wording",
                        violation_error_message="Give the award type, or the award as the source writes it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit__isnull", True),
                            models.Q(("of_unit__isnull", True), ("recipient_name__isnull", True)),
                            _connector="OR",
                        ),
                        name="award_unit_alone",
                        violation_error_message="The recipient is either a unit itself, or a person or part of one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recipient_name__isnull", True), ("unit__isnull", True)),
                            models.Q(
                                models.Q(("granted_count__isnull", True), ("granted_count__lte", 1), _connector="OR"),
                                models.Q(("proposed_count__isnull", True), ("proposed_count__lte", 1), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="award_named_counts_one",
                        violation_error_message="A named recipient counts as one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("presented_at__isnull", True), ("presented_on__isnull", True), _connector="OR"
                        ),
                        name="award_presented_once",
                        violation_error_message="Presented at a conference, or on another day: not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "revoked"), _negated=True),
                            ("state_reason__isnull", False),
                            _connector="OR",
                        ),
                        name="award_revoked_has_reason",
                        violation_error_message="A revoked award needs the reason.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TitleRegistration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", clusters.common.fields.NumberField(default=0, verbose_name="position")),
                ("as_written", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="as written")),
                (
                    "recipient_kind",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("collective", "collective"),
                            ("individual", "individual"),
                            ("household", "household"),
                        ],
                        null=True,
                        verbose_name="for whom",
                    ),
                ),
                ("quantity", clusters.common.fields.NumberField(blank=True, null=True, verbose_name="how many")),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="title_registrations",
                        to="clusters.membership",
                        verbose_name="unit",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="awards.awardtype",
                        verbose_name="award type",
                    ),
                ),
            ],
            options={
                "verbose_name": "registration of a title",
                "verbose_name_plural": "registrations of titles",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("type__isnull", False), ("as_written__isnull", False), _connector="OR"),
                        name="titleregistration_type_or_wording",
                        violation_error_message="Choose the title, or write what it is called.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__isnull", True), ("quantity__gte", 1), _connector="OR"),
                        name="titleregistration_counts_one_or_more",
                        violation_error_message="At least one is registered.",
                    ),
                ],
            },
        ),
        trigram_indexes("awards_award", "awards_awardtype"),
    ]
