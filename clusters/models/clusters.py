"""Clusters and blocs, and each of their years with its roster."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from simple_history.models import HistoricalRecords

from clusters.common.fields import (
    FoldedField,
    LinesField,
    LongTextField,
    NumberField,
    PartialDateField,
    PlainTextField,
    SealedNameField,
    SortKeyField,
    YearField,
)
from clusters.models.base import Attested, Keyed
from clusters.models.documents import Document, Source
from clusters.models.mandates import Mandate
from clusters.models.units import Unit


class ClusterKind(models.TextChoices):
    CLUSTER = "cum", pgettext_lazy("kind", "cluster")
    BLOC = "khoi", pgettext_lazy("kind", "bloc")


class Level(models.TextChoices):
    CENTRAL = "central", _("central")
    SECTOR = "sector", _("sector")
    PROVINCE = "province", pgettext_lazy("level", "province")
    DISTRICT = "district", pgettext_lazy("level", "district")
    COMMUNE = "commune", pgettext_lazy("level", "commune")
    BODY = "body", _("within one body")


class ClusterQuerySet(Keyed):
    def organised_by(self, user, day=None):
        """The clusters of the organisers for whose secretariat a person acts on a day (today)."""
        mandates = Mandate.objects.of_secretariats(user).in_force(day).filter(scope=Mandate.Scope.ORGANISER)
        return self.filter(organiser__in=mandates.values("unit"))

    def kept_by(self, user, day=None):
        """Those, and the clusters for whose secretariat the person acts in any year."""
        mandates = Mandate.objects.of_secretariats(user).in_force(day)
        return self.filter(Q(organiser__in=mandates.values("unit")) | Q(pk__in=mandates.values("cluster")))


class ClusterYearQuerySet(Keyed):
    def kept_by(self, user, day=None):
        """The years a person writes for: all of the organiser's clusters, or the years a cluster's mandate names."""
        mandates = Mandate.objects.of_secretariats(user).in_force(day)
        named = mandates.filter(
            Q(last_year=None) | Q(last_year__gte=OuterRef("year")),
            cluster=OuterRef("cluster"),
            first_year__lte=OuterRef("year"),
        )
        return self.filter(Exists(named) | Q(cluster__organiser__in=mandates.values("unit")))


class Cluster(Attested):
    """An emulation cluster (by territory) or bloc (by function). The kind is a label: names mix both."""

    slug = models.SlugField(_("address"), max_length=200, unique=True)
    name = PlainTextField(_("name"))
    kind = models.TextField(_("kind"), choices=ClusterKind.choices)
    level = models.TextField(_("level"), choices=Level.choices, null=True, blank=True)
    organiser = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("organiser"), null=True, blank=True, related_name="organised_clusters"
    )
    place = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("place"), null=True, blank=True, related_name="clusters_here"
    )
    predecessors = models.ManyToManyField(
        "self", verbose_name=_("predecessors"), blank=True, symmetrical=False, related_name="successors"
    )
    ended_on = PartialDateField(_("ended on"), null=True, blank=True)
    is_demo = models.BooleanField(
        _("demo"), default=False, editable=False, help_text=_("Its pacts stand in a chain of their own.")
    )
    folded = FoldedField(sources=("name",))
    sort_key = SortKeyField(sources=("name",))
    history = HistoricalRecords(m2m_fields=[predecessors])

    objects = ClusterQuerySet.as_manager()

    class Meta:
        verbose_name = _("cluster or bloc")
        verbose_name_plural = _("clusters and blocs")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("pages:cluster", args=[self.slug])


def label_as_heading(label):
    return pgettext("year heading", "Year %(year)s") % {"year": label} if label.isdigit() else label


class ClusterYear(Attested):
    """One emulation year of a cluster, or a part of one, labelled as people call it: "2021", "Năm học 2013-2014"."""

    MAY_BE_NONE = {"leader": _("leader unit"), "deputy": _("deputy unit")}

    cluster = models.ForeignKey(Cluster, models.PROTECT, verbose_name=_("cluster or bloc"), related_name="years")
    label = PlainTextField(_("label"), help_text=_("What the year is called: 2021, Năm học 2013-2014."))
    slug = models.SlugField(_("address"), max_length=60)
    year = YearField(_("year"), help_text=_("The calendar year it is filed under."))
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    name = PlainTextField(_("name that year"), null=True, blank=True, help_text=_("Only where it differed."))
    kind = models.TextField(_("kind that year"), choices=ClusterKind.choices, null=True, blank=True)
    as_written = LinesField(_("other forms of the name met"))
    stated_units = NumberField(_("stated number of units"), null=True, blank=True)
    stated_units_as_written = PlainTextField(_("stated number as written"), null=True, blank=True)
    counts_leaders = models.BooleanField(
        _("the number counts leader and deputy"), null=True, blank=True, choices=[(True, _("Yes")), (False, _("No"))]
    )
    division = models.ForeignKey(
        Document,
        models.PROTECT,
        verbose_name=_("division decision"),
        null=True,
        blank=True,
        related_name="divided_years",
    )
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="cluster_years")
    folded = FoldedField(sources=("name", "label", "as_written"))
    history = HistoricalRecords(m2m_fields=[sources])

    objects = ClusterYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("year of a cluster")
        verbose_name_plural = _("years of clusters")
        indexes = [models.Index(fields=["cluster", "year"], name="clusteryear_in_order")]  # the newest of each cluster
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "slug"],
                name="clusteryear_slug_once",
                violation_error_message=_("This cluster already has a year with this address."),
            ),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True) | Q(last_day__isnull=True) | Q(first_day__lte=F("last_day")),
                name="clusteryear_days_in_order",
                violation_error_message=_("The first day comes after the last."),
            ),
        ]

    def __str__(self):
        return f"{self.display_name}, {self.label}"

    @property
    def display_name(self):
        """The cluster's name in that year."""
        return self.name or self.cluster.name

    @property
    def display_label(self):
        """The label as a heading: "Năm 2021" for a bare number, else the label itself."""
        return label_as_heading(self.label)

    @property
    def display_kind(self):
        return self.kind or self.cluster.kind

    @property
    def roster(self):
        """The memberships in their order, leader first, then deputies. Reads `memberships`: prefetch for lists."""
        return sorted(self.memberships.all(), key=lambda row: (role_rank(row.role), row.position, row.pk))

    def clean(self):
        super().clean()
        roles = {row.role for row in self.memberships.all()} if self.pk else set()
        self.check_roles_none(roles)

    def check_roles_none(self, roles, beside="known_none"):
        """Raise ValidationError, beside a field, where a role is said to be none and one of `roles` is it."""
        for part in self.MAY_BE_NONE:
            if self.is_none(part) and part in roles:
                message = _("“%(part)s” is said to be none, and the roster names one.") % {
                    "part": self.MAY_BE_NONE[part]
                }
                raise ValidationError({beside: message})


def role_rank(role):
    """Return the place of a role in a roster: a leader comes first, then the deputies, then all others."""
    return {Membership.Role.LEADER: 0, Membership.Role.DEPUTY: 1}.get(role, 2)


class MembershipQuerySet(models.QuerySet):
    def acted_for_by(self, user, day=None):
        """The years of the units a person acts for today."""
        return self.filter(unit__in=Mandate.objects.of_members(user).in_force(day).values("unit"))

    def newest_first(self):
        """Each with its year and cluster, newest first: all of them, for a roster is public before its pact is."""
        return self.select_related("cluster_year__cluster").order_by(
            "-cluster_year__year", "cluster_year__cluster__sort_key"
        )


class Membership(Attested):
    """A unit in a cluster's year: its role, on what ground it is known, and the wording used there."""

    class Role(models.TextChoices):
        LEADER = "leader", _("leader unit")
        DEPUTY = "deputy", _("deputy unit")
        MEMBER = "member", _("member unit")

    class Basis(models.TextChoices):
        LISTED = "listed", _("listed in the source")
        HOST = "host", _("known as the host")
        INFERRED = "inferred", _("concluded")
        RECORDED = "recorded", _("recorded by the secretariat")

    cluster_year = models.ForeignKey(
        ClusterYear, models.PROTECT, verbose_name=_("year of a cluster"), related_name="memberships"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="memberships")
    position = NumberField(_("position"), default=0)
    role = models.TextField(_("role"), choices=Role.choices, default=Role.MEMBER)
    basis = models.TextField(_("known because"), choices=Basis.choices, default=Basis.RECORDED)
    as_written = PlainTextField(_("as written there"), null=True, blank=True)
    role_basis = PlainTextField(
        _("how it got the role"), null=True, blank=True, help_text=_("Elected, or appointed by whom.")
    )
    head_name = PlainTextField(_("person who leads for it"), null=True, blank=True)
    head_title = PlainTextField(_("that person's title"), null=True, blank=True)
    joined_on = PartialDateField(_("joined on"), null=True, blank=True)
    left_on = PartialDateField(_("left on"), null=True, blank=True)
    left_reason = LongTextField(_("why it left"), null=True, blank=True)
    sealed_name = SealedNameField()
    history = HistoricalRecords()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster_year", "unit"],
                name="membership_unit_once_a_year",
                violation_error_message=_("This unit is already in the roster of that year."),
            ),
            models.UniqueConstraint(
                fields=["cluster_year"],
                condition=Q(role="leader", left_on__isnull=True),
                name="membership_one_leader",
                violation_error_message=_("The cluster already has a leader unit that year."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=["leader", "deputy"]) | Q(head_name__isnull=True, head_title__isnull=True),
                name="membership_head_leads",
                violation_error_message=_("Only a leader or deputy unit has a person who leads for it."),
            ),
            models.CheckConstraint(
                condition=Q(left_reason__isnull=True) | Q(left_on__isnull=False),
                name="membership_left_reason_has_day",
                violation_error_message=_("A unit that left needs the day, or the year, on which it left."),
            ),
        ]

    def __str__(self):
        return f"{self.unit}, {self.get_role_display()}"

    def clean(self):
        super().clean()
        if self.cluster_year_id:
            self.cluster_year.check_roles_none({self.role}, beside="role")
