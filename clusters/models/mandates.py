"""Who acts for whom, for which years, and from when to when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from clusters.common.fields import YearField
from clusters.models.base import Record


class MandateQuerySet(models.QuerySet):
    def in_force(self, day=None):
        """Mandates that hold on a day (today)."""
        day = day or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def of_secretariats(self, user):
        """A person's mandates as a secretariat; nobody's for somebody not signed in."""
        return self.filter(user_id=user.pk, kind=Mandate.Kind.SECRETARIAT)

    def organised_by(self, user, day=None):
        """Mandates in the systems for whose organisers a person acts on a day (today)."""
        mandates = self.model.objects.of_secretariats(user).in_force(day).filter(scope=Mandate.Scope.ORGANISER)
        units = mandates.values("unit")
        member = Q(unit__keeper__in=units) | Q(unit__memberships__cluster_year__cluster__organiser__in=units)
        own = self.model.objects.filter(
            Q(unit__in=units) | Q(cluster__organiser__in=units) | (Q(scope=Mandate.Scope.UNIT) & member)
        )
        return self.filter(pk__in=own.values("pk"))

    def of_members(self, user):
        """A person's mandates for units; nobody's for somebody not signed in."""
        return self.filter(user_id=user.pk, kind=Mandate.Kind.MEMBER)


class Mandate(Record):
    """A person acts for an organiser's secretariat, a cluster's secretariat, or a member unit.

    It names days and, for a cluster, emulation years: last year's leader closes its year while this year's drafts
    the next. Past its days or outside its years it gives nothing, and a missing mandate gives nothing.
    """

    class Scope(models.TextChoices):
        ORGANISER = "organiser", _("an organiser's whole system")
        CLUSTER = "cluster", _("a cluster's years")
        UNIT = "unit", _("a unit")

    class Kind(models.TextChoices):
        SECRETARIAT = "secretariat", _("secretariat")
        MEMBER = "member", pgettext_lazy("person", "member")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("account"), related_name="mandates"
    )
    scope = models.TextField(_("acts for"), choices=Scope.choices)
    kind = models.TextField(_("acts as"), choices=Kind.choices)
    unit = models.ForeignKey(
        "clusters.Unit",
        models.PROTECT,
        verbose_name=_("unit or organiser"),
        null=True,
        blank=True,
        related_name="mandates",
    )
    cluster = models.ForeignKey(
        "clusters.Cluster",
        models.PROTECT,
        verbose_name=_("cluster or bloc"),
        null=True,
        blank=True,
        related_name="mandates",
    )
    first_year = YearField(_("first emulation year"), null=True, blank=True)
    last_year = YearField(_("last emulation year"), null=True, blank=True)
    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    history = HistoricalRecords()

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="organiser", kind="secretariat", unit__isnull=False, cluster__isnull=True)
                | Q(
                    scope="cluster",
                    kind="secretariat",
                    cluster__isnull=False,
                    unit__isnull=True,
                    first_year__isnull=False,
                )
                | Q(scope="unit", kind="member", unit__isnull=False, cluster__isnull=True),
                name="mandate_names_its_scope",
                violation_error_message=_(
                    "A secretariat acts for an organiser, or for a cluster from a first year on; a member for a unit."
                ),
            ),
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(last_year__gte=F("first_year")),
                name="mandate_years_in_order",
                violation_error_message=_("The first year comes after the last."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="mandate_days_in_order",
                violation_error_message=_("The first day comes after the last."),
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.cluster or self.unit}"

    @property
    def holds(self):
        """Whether it holds today."""
        return self.starts_on <= timezone.localdate() and not self.is_over

    @property
    def in_words(self):
        """What the person does there: "Member unit", or secretariat of which years."""
        if self.scope == self.Scope.UNIT:
            return _("Member unit")
        if self.scope == self.Scope.ORGANISER:
            return _("Organiser's secretariat")
        years = {"first": self.first_year, "last": self.last_year}
        if self.last_year == self.first_year:
            return _("Secretariat, year %(first)s") % years
        return (
            _("Secretariat, years %(first)s to %(last)s") if self.last_year else _("Secretariat, from %(first)s on")
        ) % years

    @property
    def is_over(self):
        return self.ends_on is not None and self.ends_on < timezone.localdate()
