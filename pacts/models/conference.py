"""The meeting: where and when, who was present and as what, what it reviewed."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from clusters.common.dates import display_partial
from clusters.common.fields import (
    CodesField,
    FoldedField,
    LinesField,
    LongTextField,
    NumberField,
    PartialDateField,
    PlainTextField,
)
from clusters.models import ClusterYear, Unit
from clusters.models.base import Attested, Keyed


class Conference(Attested):
    """A meeting. It may sign several pacts and review another year. The signing day stands only here."""

    class PartOfDay(models.TextChoices):
        MORNING = "morning", _("morning")
        AFTERNOON = "afternoon", _("afternoon")
        EVENING = "evening", _("evening")

    class Kind(models.TextChoices):
        MIDYEAR = "midyear", _("mid-year review")
        FINAL = "final", _("final review")
        OTHER = "other", pgettext_lazy("conference", "other")

    CLOSED_BY_A_SEAL = ["held_on", "held_as_written", "part_of_day", "venue", "host"]

    held_on = PartialDateField(_("held on"), null=True, blank=True)
    held_as_written = PlainTextField(_("day as written"), null=True, blank=True)
    part_of_day = models.TextField(_("part of the day"), choices=PartOfDay.choices, null=True, blank=True)
    venue = PlainTextField(_("venue"), null=True, blank=True)
    host = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("host"), null=True, blank=True, related_name="hosted_conferences"
    )
    purpose = LongTextField(_("purpose"), null=True, blank=True)
    proceedings = LongTextField(_("proceedings"), null=True, blank=True, help_text=_("Debate, events, results told."))
    kind = models.TextField(_("kind of review"), choices=Kind.choices, null=True, blank=True)
    cluster_years = models.ManyToManyField(
        ClusterYear, verbose_name=_("years it reviewed"), blank=True, related_name="reviewed_at"
    )
    folded = FoldedField(sources=("venue", "purpose", "held_on"))
    history = HistoricalRecords(m2m_fields=[cluster_years])

    objects = Keyed.as_manager()

    class Meta:
        verbose_name = _("conference")
        verbose_name_plural = _("conferences")

    def __str__(self):
        return ", ".join(part for part in (display_partial(self.held_on), self.venue) if part) or str(_("conference"))

    def clean(self):
        super().clean()
        if not self.pk or not (changed := self.closed_fields_changed()):
            return
        if self.sealed_pacts().exists():
            message = _("A sealed pact was signed at this conference: reopen it before changing this.")
            raise ValidationError(dict.fromkeys(changed, message))

    def closed_fields_changed(self):
        """Return the names of the fields a seal closes whose value differs from the stored row."""
        names = [self._meta.get_field(name).attname for name in self.CLOSED_BY_A_SEAL]
        stored = type(self).objects.filter(pk=self.pk).values(*names).first() or {}
        return [
            field
            for field, name in zip(self.CLOSED_BY_A_SEAL, names, strict=True)
            if stored.get(name) != getattr(self, name)
        ]

    def sealed_pacts(self):
        """The pacts signed here whose seal holds day, venue and host."""
        return self.pacts.filter(versions__isnull=False).distinct()


class Participation(Attested):
    """Somebody present: a named person, an unnamed one, or a group. Several roles and titles are usual."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        SPEAKER = "speaker", _("speaker")
        LAUNCHER = "launcher", _("launcher")
        WITNESS = "witness", _("witness")
        GUEST = "guest", _("guest")
        DELEGATE = "delegate", _("delegate")
        SECRETARY = "secretary", _("secretary")

    conference = models.ForeignKey(
        Conference, models.PROTECT, verbose_name=_("conference"), related_name="participations"
    )
    position = NumberField(_("position"), default=0)
    name = PlainTextField(_("full name"), null=True, blank=True)
    titles = LinesField(_("titles"), help_text=_("One a line."))
    as_written = LinesField(_("as written"), help_text=_("Each wording the source uses, one a line."))
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("unit"), null=True, blank=True, related_name="participations"
    )
    headcount = NumberField(_("number of people"), null=True, blank=True)
    roles = CodesField(_("roles"), codes=Role)
    inferred_roles = CodesField(_("roles concluded"), codes=Role)
    folded = FoldedField(sources=("name", "titles", "as_written"))
    history = HistoricalRecords()

    objects = Keyed.as_manager()

    class Meta:
        verbose_name = _("person or group present")
        verbose_name_plural = _("people present")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(name__isnull=False) | Q(as_written__isnull=False),
                name="participation_name_or_wording",
                violation_error_message=_("Give a name, or the words of the source for a group or an unnamed person."),
            ),
        ]

    def __str__(self):
        return self.name or "; ".join(self.as_written or [])

    def clean(self):
        super().clean()
        if set(self.roles or []) & set(self.inferred_roles or []):
            raise ValidationError({"inferred_roles": _("A role is either stated or concluded, not both.")})

    @property
    def role_labels(self):
        """The roles in words: [(label, whether it was concluded)]."""
        stated = [(self.Role(code).label, False) for code in self.roles or []]
        return stated + [(self.Role(code).label, True) for code in self.inferred_roles or []]
