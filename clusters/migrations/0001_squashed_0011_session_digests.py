"""The tables of units, clusters and accounts: migrations 0001 to 0011 in one."""

import uuid

import django.contrib.auth.models
import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import clusters.common.fields
import clusters.common.files
from clusters.search.migration import trigram_indexes


class Migration(migrations.Migration):
    replaces = [
        ("clusters", "0001_initial"),
        ("clusters", "0002_trigram_indexes"),
        ("clusters", "0003_mandate"),
        ("clusters", "0004_accounts"),
        ("clusters", "0005_history_reasons_whole"),
        ("clusters", "0006_years_in_order"),
        ("clusters", "0007_shared_records"),
        ("clusters", "0008_invitation_letter"),
        ("clusters", "0009_cluster_is_demo"),
        ("clusters", "0010_no_typed_data"),
        ("clusters", "0011_session_digests"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("axes", "0010_accessattemptexpiration"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("full_name", clusters.common.fields.PlainTextField(verbose_name="full name")),
                ("position", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="position")),
                ("telephone", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="telephone")),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Signs in only where the demo is switched on.",
                        verbose_name="demo account",
                    ),
                ),
                (
                    "language",
                    models.TextField(
                        choices=[("vi", "Vietnamese"), ("en", "English")], default="vi", verbose_name="language"
                    ),
                ),
                (
                    "reset_sent_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last way to a new password sent at"),
                ),
                ("wants_mail", models.BooleanField(default=True, verbose_name="notices by e-mail")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Cluster",
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
                ("slug", models.SlugField(max_length=200, unique=True, verbose_name="address")),
                ("name", clusters.common.fields.PlainTextField(verbose_name="name")),
                ("kind", models.TextField(choices=[("cum", "cluster"), ("khoi", "bloc")], verbose_name="kind")),
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
                ("ended_on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="ended on")),
                ("folded", clusters.common.fields.FoldedField(default="", editable=False, sources=("name",))),
                (
                    "sort_key",
                    clusters.common.fields.SortKeyField(db_index=True, default="", editable=False, sources=("name",)),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Its pacts stand in a chain of their own.",
                        verbose_name="demo",
                    ),
                ),
                (
                    "predecessors",
                    models.ManyToManyField(
                        blank=True, related_name="successors", to="clusters.cluster", verbose_name="predecessors"
                    ),
                ),
            ],
            options={
                "verbose_name": "cluster or bloc",
                "verbose_name_plural": "clusters and blocs",
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                    "kind",
                    models.TextField(
                        choices=[
                            ("pact", "pact"),
                            ("plan", "plan"),
                            ("regulation", "regulation"),
                            ("scoring_table", "scoring table"),
                            ("launch", "launch of a movement"),
                            ("registration", "registration"),
                            ("directive", "directive"),
                            ("letter", "official letter"),
                            ("resolution", "resolution"),
                            ("decision", "decision"),
                            ("division_decision", "division decision"),
                            ("minutes", "minutes"),
                            ("report", "report"),
                            ("signed_original", "signed original"),
                            ("scan", "scan"),
                            ("other", "other"),
                        ],
                        verbose_name="kind",
                    ),
                ),
                (
                    "number",
                    clusters.common.fields.PlainTextField(
                        blank=True, help_text="With its symbol: 311/KH-UBND.", null=True, verbose_name="number"
                    ),
                ),
                ("issued_on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="issued on")),
                (
                    "issuer",
                    clusters.common.fields.PlainTextField(
                        blank=True, help_text="In full: UBND tỉnh Bắc Ninh.", null=True, verbose_name="issuer"
                    ),
                ),
                ("subject", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="subject")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        upload_to=clusters.common.files.document_path,
                        validators=[clusters.common.files.check_file],
                        verbose_name="file",
                    ),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("number", "issuer", "subject")
                    ),
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
                        to="clusters.document",
                        verbose_name="same as",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__isnull", False), ("subject__isnull", False), _connector="OR"),
                        name="document_number_or_subject",
                        violation_error_message="A document needs a number or a subject.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("same_as__isnull", True),
                            models.Q(("same_as", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="document_not_same_as_itself",
                        violation_error_message="A record cannot be marked as the same as itself.",
                    ),
                    models.UniqueConstraint(
                        models.F("number"),
                        django.db.models.functions.comparison.Coalesce(
                            "issuer", models.Value(""), output_field=models.TextField()
                        ),
                        django.db.models.functions.comparison.Coalesce(
                            "issued_on", models.Value(""), output_field=models.TextField()
                        ),
                        condition=models.Q(("same_as__isnull", True)),
                        name="document_number_issuer_day_once",
                        violation_error_message="A document with this number, issuer and day is already in the register.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClusterYear",
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
                    "label",
                    clusters.common.fields.PlainTextField(
                        help_text="What the year is called: 2021, Năm học 2013-2014.", verbose_name="label"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, verbose_name="address")),
                (
                    "year",
                    clusters.common.fields.YearField(
                        help_text="The calendar year it is filed under.", verbose_name="year"
                    ),
                ),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "name",
                    clusters.common.fields.PlainTextField(
                        blank=True, help_text="Only where it differed.", null=True, verbose_name="name that year"
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        blank=True,
                        choices=[("cum", "cluster"), ("khoi", "bloc")],
                        null=True,
                        verbose_name="kind that year",
                    ),
                ),
                (
                    "as_written",
                    clusters.common.fields.LinesField(
                        blank=True, null=True, verbose_name="other forms of the name met"
                    ),
                ),
                (
                    "stated_units",
                    clusters.common.fields.NumberField(blank=True, null=True, verbose_name="stated number of units"),
                ),
                (
                    "stated_units_as_written",
                    clusters.common.fields.PlainTextField(
                        blank=True, null=True, verbose_name="stated number as written"
                    ),
                ),
                (
                    "counts_leaders",
                    models.BooleanField(
                        blank=True,
                        choices=[(True, "Yes"), (False, "No")],
                        null=True,
                        verbose_name="the number counts leader and deputy",
                    ),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("name", "label", "as_written")
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="years",
                        to="clusters.cluster",
                        verbose_name="cluster or bloc",
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="divided_years",
                        to="clusters.document",
                        verbose_name="division decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "year of a cluster",
                "verbose_name_plural": "years of clusters",
            },
        ),
        migrations.CreateModel(
            name="HistoricalCluster",
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
                ("slug", models.SlugField(max_length=200, verbose_name="address")),
                ("name", clusters.common.fields.PlainTextField(verbose_name="name")),
                ("kind", models.TextField(choices=[("cum", "cluster"), ("khoi", "bloc")], verbose_name="kind")),
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
                ("ended_on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="ended on")),
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
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Its pacts stand in a chain of their own.",
                        verbose_name="demo",
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
                "verbose_name": "historical cluster or bloc",
                "verbose_name_plural": "historical clusters and blocs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCluster_predecessors",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "from_cluster",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.cluster",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="clusters.historicalcluster",
                    ),
                ),
                (
                    "to_cluster",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.cluster",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalCluster_predecessors",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClusterYear",
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
                    "label",
                    clusters.common.fields.PlainTextField(
                        help_text="What the year is called: 2021, Năm học 2013-2014.", verbose_name="label"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, verbose_name="address")),
                (
                    "year",
                    clusters.common.fields.YearField(
                        help_text="The calendar year it is filed under.", verbose_name="year"
                    ),
                ),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "name",
                    clusters.common.fields.PlainTextField(
                        blank=True, help_text="Only where it differed.", null=True, verbose_name="name that year"
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        blank=True,
                        choices=[("cum", "cluster"), ("khoi", "bloc")],
                        null=True,
                        verbose_name="kind that year",
                    ),
                ),
                (
                    "as_written",
                    clusters.common.fields.LinesField(
                        blank=True, null=True, verbose_name="other forms of the name met"
                    ),
                ),
                (
                    "stated_units",
                    clusters.common.fields.NumberField(blank=True, null=True, verbose_name="stated number of units"),
                ),
                (
                    "stated_units_as_written",
                    clusters.common.fields.PlainTextField(
                        blank=True, null=True, verbose_name="stated number as written"
                    ),
                ),
                (
                    "counts_leaders",
                    models.BooleanField(
                        blank=True,
                        choices=[(True, "Yes"), (False, "No")],
                        null=True,
                        verbose_name="the number counts leader and deputy",
                    ),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("name", "label", "as_written")
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
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.cluster",
                        verbose_name="cluster or bloc",
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="division decision",
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
                "verbose_name": "historical year of a cluster",
                "verbose_name_plural": "historical years of clusters",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDocument",
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
                    "kind",
                    models.TextField(
                        choices=[
                            ("pact", "pact"),
                            ("plan", "plan"),
                            ("regulation", "regulation"),
                            ("scoring_table", "scoring table"),
                            ("launch", "launch of a movement"),
                            ("registration", "registration"),
                            ("directive", "directive"),
                            ("letter", "official letter"),
                            ("resolution", "resolution"),
                            ("decision", "decision"),
                            ("division_decision", "division decision"),
                            ("minutes", "minutes"),
                            ("report", "report"),
                            ("signed_original", "signed original"),
                            ("scan", "scan"),
                            ("other", "other"),
                        ],
                        verbose_name="kind",
                    ),
                ),
                (
                    "number",
                    clusters.common.fields.PlainTextField(
                        blank=True, help_text="With its symbol: 311/KH-UBND.", null=True, verbose_name="number"
                    ),
                ),
                ("issued_on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="issued on")),
                (
                    "issuer",
                    clusters.common.fields.PlainTextField(
                        blank=True, help_text="In full: UBND tỉnh Bắc Ninh.", null=True, verbose_name="issuer"
                    ),
                ),
                ("subject", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="subject")),
                (
                    "file",
                    models.TextField(
                        blank=True, max_length=100, validators=[clusters.common.files.check_file], verbose_name="file"
                    ),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("number", "issuer", "subject")
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
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The row for the same thing that the register goes by.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="same as",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical document",
                "verbose_name_plural": "historical documents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInvitation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="made at"),
                ),
                ("expires_at", models.DateTimeField(verbose_name="holds until")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="used at")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at")),
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
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical invitation",
                "verbose_name_plural": "historical invitations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUser",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        db_index=True,
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("full_name", clusters.common.fields.PlainTextField(verbose_name="full name")),
                ("position", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="position")),
                ("telephone", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="telephone")),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Signs in only where the demo is switched on.",
                        verbose_name="demo account",
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
                    "language",
                    models.TextField(
                        choices=[("vi", "Vietnamese"), ("en", "English")], default="vi", verbose_name="language"
                    ),
                ),
                ("wants_mail", models.BooleanField(default=True, verbose_name="notices by e-mail")),
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
                "verbose_name": "historical account",
                "verbose_name_plural": "historical accounts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "digest",
                    clusters.common.fields.PlainTextField(
                        editable=False, unique=True, verbose_name="digest of the token"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="made at"),
                ),
                ("expires_at", models.DateTimeField(verbose_name="holds until")),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="used at")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at")),
                (
                    "letter",
                    models.TextField(
                        blank=True,
                        choices=[("waiting", "being sent"), ("sent", "sent"), ("failed", "not sent")],
                        editable=False,
                        null=True,
                        verbose_name="letter",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_made",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("used_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=("user",),
                        name="invitation_one_waiting",
                        violation_error_message="This person has an invitation already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("used_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"),
                        name="invitation_used_or_withdrawn",
                        violation_error_message="An invitation is used or withdrawn, not both.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
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
                ("title", clusters.common.fields.PlainTextField(verbose_name="title")),
                ("outlet", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="outlet")),
                ("authors", clusters.common.fields.LinesField(blank=True, null=True, verbose_name="authors")),
                ("credit", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="credit line")),
                (
                    "published_as_written",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="date stamp as written"),
                ),
                (
                    "published_on",
                    clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="published on"),
                ),
                (
                    "address",
                    clusters.common.fields.PlainTextField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.URLValidator(schemes=["http", "https"])],
                        verbose_name="address",
                    ),
                ),
                (
                    "errata",
                    clusters.common.fields.ErrataField(
                        blank=True,
                        help_text="One a line: as written => meant.",
                        null=True,
                        verbose_name="mistakes in the source",
                    ),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("title", "outlet", "authors")
                    ),
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
                        to="clusters.source",
                        verbose_name="same as",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("same_as__isnull", True),
                            models.Q(("same_as", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="source_not_same_as_itself",
                        violation_error_message="A record cannot be marked as the same as itself.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSource",
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
                ("title", clusters.common.fields.PlainTextField(verbose_name="title")),
                ("outlet", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="outlet")),
                ("authors", clusters.common.fields.LinesField(blank=True, null=True, verbose_name="authors")),
                ("credit", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="credit line")),
                (
                    "published_as_written",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="date stamp as written"),
                ),
                (
                    "published_on",
                    clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="published on"),
                ),
                (
                    "address",
                    clusters.common.fields.PlainTextField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.URLValidator(schemes=["http", "https"])],
                        verbose_name="address",
                    ),
                ),
                (
                    "errata",
                    clusters.common.fields.ErrataField(
                        blank=True,
                        help_text="One a line: as written => meant.",
                        null=True,
                        verbose_name="mistakes in the source",
                    ),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(
                        default="", editable=False, sources=("title", "outlet", "authors")
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
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The row for the same thing that the register goes by.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.source",
                        verbose_name="same as",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical source",
                "verbose_name_plural": "historical sources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClusterYear_sources",
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
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="clusters.historicalclusteryear",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalClusterYear_sources",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="clusteryear",
            name="sources",
            field=models.ManyToManyField(
                blank=True, related_name="cluster_years", to="clusters.source", verbose_name="sources"
            ),
        ),
        migrations.CreateModel(
            name="Unit",
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
                ("slug", models.SlugField(max_length=200, unique=True, verbose_name="address")),
                (
                    "name",
                    clusters.common.fields.PlainTextField(
                        help_text="Without its place: “Sở Nội vụ”.", verbose_name="name"
                    ),
                ),
                ("short_name", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="short name")),
                (
                    "kind",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("province", "province"),
                            ("central_city", "centrally-run city"),
                            ("district", "rural district"),
                            ("urban_district", "urban district"),
                            ("town", "district-level town"),
                            ("provincial_city", "provincial city"),
                            ("commune", "commune"),
                            ("ward", "ward"),
                            ("township", "township"),
                            ("special_zone", "special zone"),
                            ("ministry", "ministry or ministerial agency"),
                            ("department", "provincial department"),
                            ("board", "board"),
                            ("office", "office"),
                            ("agency", "vertical agency"),
                            ("council", "council"),
                            ("party", "Party body"),
                            ("front", "Fatherland Front committee"),
                            ("union", "socio-political organisation"),
                            ("school", "school"),
                            ("enterprise", "enterprise"),
                            ("other", "other"),
                        ],
                        null=True,
                        verbose_name="kind",
                    ),
                ),
                ("code", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="official code")),
                (
                    "founded_on",
                    clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="founded on"),
                ),
                (
                    "ended_on",
                    clusters.common.fields.PartialDateField(
                        blank=True, help_text="The first day it no longer stands.", null=True, verbose_name="ended on"
                    ),
                ),
                (
                    "end_reason",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("merged", "merged"),
                            ("divided", "divided"),
                            ("abolished", "abolished"),
                            ("transferred", "transferred"),
                        ],
                        null=True,
                        verbose_name="reason of its end",
                    ),
                ),
                (
                    "checked",
                    models.BooleanField(
                        default=True, help_text="Untick for a new entry that awaits a check.", verbose_name="checked"
                    ),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(default="", editable=False, sources=("name", "short_name")),
                ),
                (
                    "sort_key",
                    clusters.common.fields.SortKeyField(db_index=True, default="", editable=False, sources=("name",)),
                ),
                (
                    "end_basis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="legal basis of its end",
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_units",
                        to="clusters.unit",
                        verbose_name="kept by",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subordinates",
                        to="clusters.unit",
                        verbose_name="superior body",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units_here",
                        to="clusters.unit",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ended_on__isnull", True), ("end_reason__isnull", False), _connector="OR"),
                        name="unit_end_has_reason",
                        violation_error_message="A unit that has ended needs the reason of its end.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("end_reason__isnull", True), ("ended_on__isnull", True)),
                        fields=("code",),
                        name="unit_code_once_among_standing",
                        violation_error_code="unique",
                        violation_error_message="Another standing unit has this code.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "extent",
                    models.TextField(
                        blank=True, choices=[("whole", "whole"), ("part", "part")], null=True, verbose_name="extent"
                    ),
                ),
                ("on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="day")),
                (
                    "basis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="legal basis",
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="onward",
                        to="clusters.unit",
                        verbose_name="predecessor",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origins",
                        to="clusters.unit",
                        verbose_name="successor",
                    ),
                ),
            ],
            options={
                "verbose_name": "succession",
                "verbose_name_plural": "successions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("predecessor", "successor"),
                        name="succession_pair_once",
                        violation_error_message="This succession is already in the register.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="succession_not_itself",
                        violation_error_message="A unit cannot succeed itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "role",
                    models.TextField(
                        choices=[("leader", "leader unit"), ("deputy", "deputy unit"), ("member", "member unit")],
                        default="member",
                        verbose_name="role",
                    ),
                ),
                (
                    "basis",
                    models.TextField(
                        choices=[
                            ("listed", "listed in the source"),
                            ("host", "known as the host"),
                            ("inferred", "concluded"),
                            ("recorded", "recorded by the secretariat"),
                        ],
                        default="recorded",
                        verbose_name="known because",
                    ),
                ),
                (
                    "as_written",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="as written there"),
                ),
                (
                    "role_basis",
                    clusters.common.fields.PlainTextField(
                        blank=True,
                        help_text="Elected, or appointed by whom.",
                        null=True,
                        verbose_name="how it got the role",
                    ),
                ),
                (
                    "head_name",
                    clusters.common.fields.PlainTextField(
                        blank=True, null=True, verbose_name="person who leads for it"
                    ),
                ),
                (
                    "head_title",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="that person's title"),
                ),
                ("joined_on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="joined on")),
                ("left_on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="left on")),
                (
                    "left_reason",
                    clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="why it left"),
                ),
                (
                    "sealed_name",
                    clusters.common.fields.SealedNameField(
                        blank=True, editable=False, null=True, verbose_name="name on the day of signing"
                    ),
                ),
                (
                    "cluster_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="clusters.clusteryear",
                        verbose_name="year of a cluster",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="clusters.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cluster_year", "unit"),
                        name="membership_unit_once_a_year",
                        violation_error_message="This unit is already in the roster of that year.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left_on__isnull", True), ("role", "leader")),
                        fields=("cluster_year",),
                        name="membership_one_leader",
                        violation_error_message="The cluster already has a leader unit that year.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["leader", "deputy"]),
                            models.Q(("head_name__isnull", True), ("head_title__isnull", True)),
                            _connector="OR",
                        ),
                        name="membership_head_leads",
                        violation_error_message="Only a leader or deputy unit has a person who leads for it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("left_reason__isnull", True), ("left_on__isnull", False), _connector="OR"),
                        name="membership_left_reason_has_day",
                        violation_error_message="A unit that left needs the day, or the year, on which it left.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scope",
                    models.TextField(
                        choices=[
                            ("organiser", "an organiser's whole system"),
                            ("cluster", "a cluster's years"),
                            ("unit", "a unit"),
                        ],
                        verbose_name="acts for",
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        choices=[("secretariat", "secretariat"), ("member", "member")], verbose_name="acts as"
                    ),
                ),
                (
                    "first_year",
                    clusters.common.fields.YearField(blank=True, null=True, verbose_name="first emulation year"),
                ),
                (
                    "last_year",
                    clusters.common.fields.YearField(blank=True, null=True, verbose_name="last emulation year"),
                ),
                ("starts_on", models.DateField(verbose_name="begins on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="clusters.cluster",
                        verbose_name="cluster or bloc",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="clusters.unit",
                        verbose_name="unit or organiser",
                    ),
                ),
            ],
            options={
                "verbose_name": "mandate",
                "verbose_name_plural": "mandates",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cluster__isnull", True),
                                ("kind", "secretariat"),
                                ("scope", "organiser"),
                                ("unit__isnull", False),
                            ),
                            models.Q(
                                ("cluster__isnull", False),
                                ("first_year__isnull", False),
                                ("kind", "secretariat"),
                                ("scope", "cluster"),
                                ("unit__isnull", True),
                            ),
                            models.Q(
                                ("cluster__isnull", True),
                                ("kind", "member"),
                                ("scope", "unit"),
                                ("unit__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="mandate_names_its_scope",
                        violation_error_message="A secretariat acts for an organiser, or for a cluster from a first year on; a member for a unit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_year__isnull", True), ("last_year__gte", models.F("first_year")), _connector="OR"
                        ),
                        name="mandate_years_in_order",
                        violation_error_message="The first year comes after the last.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="mandate_days_in_order",
                        violation_error_message="The first day comes after the last.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalUnitName",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "sort",
                    models.TextField(
                        choices=[("former", "former state"), ("variant", "variant of the name")], verbose_name="sort"
                    ),
                ),
                ("name", clusters.common.fields.PlainTextField(verbose_name="name")),
                (
                    "until",
                    clusters.common.fields.PartialDateField(
                        blank=True, help_text="The last day of a former state.", null=True, verbose_name="held until"
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("province", "province"),
                            ("central_city", "centrally-run city"),
                            ("district", "rural district"),
                            ("urban_district", "urban district"),
                            ("town", "district-level town"),
                            ("provincial_city", "provincial city"),
                            ("commune", "commune"),
                            ("ward", "ward"),
                            ("township", "township"),
                            ("special_zone", "special zone"),
                            ("ministry", "ministry or ministerial agency"),
                            ("department", "provincial department"),
                            ("board", "board"),
                            ("office", "office"),
                            ("agency", "vertical agency"),
                            ("council", "council"),
                            ("party", "Party body"),
                            ("front", "Fatherland Front committee"),
                            ("union", "socio-political organisation"),
                            ("school", "school"),
                            ("enterprise", "enterprise"),
                            ("other", "other"),
                        ],
                        null=True,
                        verbose_name="kind then",
                    ),
                ),
                (
                    "code",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="official code then"),
                ),
                ("folded", clusters.common.fields.FoldedField(default="", editable=False, sources=("name",))),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "basis",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="legal basis",
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.unit",
                        verbose_name="superior body then",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.unit",
                        verbose_name="place then",
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
                "verbose_name": "historical other name of a unit",
                "verbose_name_plural": "historical other names of units",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUnit",
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
                ("slug", models.SlugField(max_length=200, verbose_name="address")),
                (
                    "name",
                    clusters.common.fields.PlainTextField(
                        help_text="Without its place: “Sở Nội vụ”.", verbose_name="name"
                    ),
                ),
                ("short_name", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="short name")),
                (
                    "kind",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("province", "province"),
                            ("central_city", "centrally-run city"),
                            ("district", "rural district"),
                            ("urban_district", "urban district"),
                            ("town", "district-level town"),
                            ("provincial_city", "provincial city"),
                            ("commune", "commune"),
                            ("ward", "ward"),
                            ("township", "township"),
                            ("special_zone", "special zone"),
                            ("ministry", "ministry or ministerial agency"),
                            ("department", "provincial department"),
                            ("board", "board"),
                            ("office", "office"),
                            ("agency", "vertical agency"),
                            ("council", "council"),
                            ("party", "Party body"),
                            ("front", "Fatherland Front committee"),
                            ("union", "socio-political organisation"),
                            ("school", "school"),
                            ("enterprise", "enterprise"),
                            ("other", "other"),
                        ],
                        null=True,
                        verbose_name="kind",
                    ),
                ),
                ("code", clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="official code")),
                (
                    "founded_on",
                    clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="founded on"),
                ),
                (
                    "ended_on",
                    clusters.common.fields.PartialDateField(
                        blank=True, help_text="The first day it no longer stands.", null=True, verbose_name="ended on"
                    ),
                ),
                (
                    "end_reason",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("merged", "merged"),
                            ("divided", "divided"),
                            ("abolished", "abolished"),
                            ("transferred", "transferred"),
                        ],
                        null=True,
                        verbose_name="reason of its end",
                    ),
                ),
                (
                    "checked",
                    models.BooleanField(
                        default=True, help_text="Untick for a new entry that awaits a check.", verbose_name="checked"
                    ),
                ),
                (
                    "folded",
                    clusters.common.fields.FoldedField(default="", editable=False, sources=("name", "short_name")),
                ),
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
                    "end_basis",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="legal basis of its end",
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
                    "keeper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.unit",
                        verbose_name="kept by",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.unit",
                        verbose_name="superior body",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.unit",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical unit",
                "verbose_name_plural": "historical units",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSuccession",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "extent",
                    models.TextField(
                        blank=True, choices=[("whole", "whole"), ("part", "part")], null=True, verbose_name="extent"
                    ),
                ),
                ("on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="day")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "basis",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="legal basis",
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
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.unit",
                        verbose_name="predecessor",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.unit",
                        verbose_name="successor",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical succession",
                "verbose_name_plural": "historical successions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMembership",
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
                    "role",
                    models.TextField(
                        choices=[("leader", "leader unit"), ("deputy", "deputy unit"), ("member", "member unit")],
                        default="member",
                        verbose_name="role",
                    ),
                ),
                (
                    "basis",
                    models.TextField(
                        choices=[
                            ("listed", "listed in the source"),
                            ("host", "known as the host"),
                            ("inferred", "concluded"),
                            ("recorded", "recorded by the secretariat"),
                        ],
                        default="recorded",
                        verbose_name="known because",
                    ),
                ),
                (
                    "as_written",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="as written there"),
                ),
                (
                    "role_basis",
                    clusters.common.fields.PlainTextField(
                        blank=True,
                        help_text="Elected, or appointed by whom.",
                        null=True,
                        verbose_name="how it got the role",
                    ),
                ),
                (
                    "head_name",
                    clusters.common.fields.PlainTextField(
                        blank=True, null=True, verbose_name="person who leads for it"
                    ),
                ),
                (
                    "head_title",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="that person's title"),
                ),
                ("joined_on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="joined on")),
                ("left_on", clusters.common.fields.PartialDateField(blank=True, null=True, verbose_name="left on")),
                (
                    "left_reason",
                    clusters.common.fields.LongTextField(blank=True, null=True, verbose_name="why it left"),
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
                "verbose_name": "historical membership",
                "verbose_name_plural": "historical memberships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMandate",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "scope",
                    models.TextField(
                        choices=[
                            ("organiser", "an organiser's whole system"),
                            ("cluster", "a cluster's years"),
                            ("unit", "a unit"),
                        ],
                        verbose_name="acts for",
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        choices=[("secretariat", "secretariat"), ("member", "member")], verbose_name="acts as"
                    ),
                ),
                (
                    "first_year",
                    clusters.common.fields.YearField(blank=True, null=True, verbose_name="first emulation year"),
                ),
                (
                    "last_year",
                    clusters.common.fields.YearField(blank=True, null=True, verbose_name="last emulation year"),
                ),
                ("starts_on", models.DateField(verbose_name="begins on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clusters.cluster",
                        verbose_name="cluster or bloc",
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
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
                        verbose_name="unit or organiser",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical mandate",
                "verbose_name_plural": "historical mandates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="historicalcluster",
            name="organiser",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="clusters.unit",
                verbose_name="organiser",
            ),
        ),
        migrations.AddField(
            model_name="historicalcluster",
            name="place",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="clusters.unit",
                verbose_name="place",
            ),
        ),
        migrations.AddField(
            model_name="cluster",
            name="organiser",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="organised_clusters",
                to="clusters.unit",
                verbose_name="organiser",
            ),
        ),
        migrations.AddField(
            model_name="cluster",
            name="place",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clusters_here",
                to="clusters.unit",
                verbose_name="place",
            ),
        ),
        migrations.CreateModel(
            name="UnitName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sort",
                    models.TextField(
                        choices=[("former", "former state"), ("variant", "variant of the name")], verbose_name="sort"
                    ),
                ),
                ("name", clusters.common.fields.PlainTextField(verbose_name="name")),
                (
                    "until",
                    clusters.common.fields.PartialDateField(
                        blank=True, help_text="The last day of a former state.", null=True, verbose_name="held until"
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("province", "province"),
                            ("central_city", "centrally-run city"),
                            ("district", "rural district"),
                            ("urban_district", "urban district"),
                            ("town", "district-level town"),
                            ("provincial_city", "provincial city"),
                            ("commune", "commune"),
                            ("ward", "ward"),
                            ("township", "township"),
                            ("special_zone", "special zone"),
                            ("ministry", "ministry or ministerial agency"),
                            ("department", "provincial department"),
                            ("board", "board"),
                            ("office", "office"),
                            ("agency", "vertical agency"),
                            ("council", "council"),
                            ("party", "Party body"),
                            ("front", "Fatherland Front committee"),
                            ("union", "socio-political organisation"),
                            ("school", "school"),
                            ("enterprise", "enterprise"),
                            ("other", "other"),
                        ],
                        null=True,
                        verbose_name="kind then",
                    ),
                ),
                (
                    "code",
                    clusters.common.fields.PlainTextField(blank=True, null=True, verbose_name="official code then"),
                ),
                ("folded", clusters.common.fields.FoldedField(default="", editable=False, sources=("name",))),
                (
                    "basis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clusters.document",
                        verbose_name="legal basis",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clusters.unit",
                        verbose_name="superior body then",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clusters.unit",
                        verbose_name="place then",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="names",
                        to="clusters.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "other name of a unit",
                "verbose_name_plural": "other names of units",
                "ordering": ["sort", "until", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sort", "former"), ("until__isnull", False)),
                            models.Q(
                                ("basis__isnull", True),
                                ("code__isnull", True),
                                ("kind__isnull", True),
                                ("parent__isnull", True),
                                ("place__isnull", True),
                                ("sort", "variant"),
                                ("until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="unitname_former_has_day",
                        violation_error_message="A former state needs the day until which it held; a variant has only a name.",
                    ),
                    models.UniqueConstraint(
                        models.F("unit"),
                        models.F("sort"),
                        models.F("name"),
                        django.db.models.functions.comparison.Coalesce(
                            "until", models.Value(""), output_field=models.TextField()
                        ),
                        name="unitname_once",
                        violation_error_message="This name of the unit is already in the register.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UserSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", clusters.common.fields.PlainTextField(editable=False, unique=True, verbose_name="key")),
                ("device", clusters.common.fields.PlainTextField(verbose_name="device")),
                (
                    "started_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="signed in at"
                    ),
                ),
                ("seen_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="last seen at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "place of signing in",
                "verbose_name_plural": "places of signing in",
            },
        ),
        migrations.AddIndex(
            model_name="clusteryear",
            index=models.Index(fields=["cluster", "year"], name="clusteryear_in_order"),
        ),
        migrations.AddConstraint(
            model_name="clusteryear",
            constraint=models.UniqueConstraint(
                fields=("cluster", "slug"),
                name="clusteryear_slug_once",
                violation_error_message="This cluster already has a year with this address.",
            ),
        ),
        migrations.AddConstraint(
            model_name="clusteryear",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_day__isnull", True),
                    ("last_day__isnull", True),
                    ("first_day__lte", models.F("last_day")),
                    _connector="OR",
                ),
                name="clusteryear_days_in_order",
                violation_error_message="The first day comes after the last.",
            ),
        ),
        trigram_indexes(
            "clusters_cluster",
            "clusters_clusteryear",
            "clusters_document",
            "clusters_source",
            "clusters_unit",
            "clusters_unitname",
        ),
    ]
