"""What was earned: the kinds of award as dated data, and the awards themselves."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from clusters.common.constraints import or_empty
from clusters.common.fields import (
    CodesField,
    FoldedField,
    LongTextField,
    NumberField,
    PartialDateField,
    PlainTextField,
    SortKeyField,
    YearField,
)
from clusters.models import ClusterYear, Document, Membership, Source, Unit
from clusters.models.base import Attested, Keyed, Record
from pacts.models import Conference, Movement, Pact


class RecipientKind(models.TextChoices):
    COLLECTIVE = "collective", _("collective")
    INDIVIDUAL = "individual", _("individual")
    HOUSEHOLD = "household", _("household")


class AwardTypeQuerySet(Keyed):
    def valid_on(self, day):
        """The types whose period holds on a day ("2020-12-31"); an unknown end leaves the period open there."""
        begun = Q(valid_from=None) | Q(valid_from__lte=day)
        # A period known to have ended in a month or year holds to the last day of it.
        return self.filter(begun, Q(valid_to=None) | Q(valid_to__gte=day) | Q(valid_to__in=[day[:4], day[:7]]))


class AwardType(Attested):
    """An emulation title or a form of commendation, for the period its rules held.

    One code goes through all its periods: the same flag under the law of 2003 and that of 2022 is two rows.
    """

    class Category(models.TextChoices):
        TITLE = "title", _("emulation title")
        FORM = "form", _("form of commendation")

    code = models.SlugField(_("code"), max_length=60)
    name = PlainTextField(_("name"))
    category = models.TextField(_("category"), choices=Category.choices)
    recipient_kinds = CodesField(_("for whom"), codes=RecipientKind)
    authority = PlainTextField(_("competent authority"), null=True, blank=True)
    rank = NumberField(_("rank"), null=True, blank=True, help_text=_("1 is the highest."))
    valid_from = PartialDateField(_("valid from"), null=True, blank=True)
    valid_to = PartialDateField(_("valid to"), null=True, blank=True)
    legal_basis = PlainTextField(_("legal basis"), null=True, blank=True)
    folded = FoldedField(sources=("name",))
    sort_key = SortKeyField(sources=("name",))
    history = HistoricalRecords()

    objects = AwardTypeQuerySet.as_manager()

    class Meta:
        verbose_name = _("award type")
        verbose_name_plural = _("award types")
        constraints = [
            models.UniqueConstraint(
                "code",
                or_empty("valid_from"),
                name="awardtype_code_once_a_period",
                violation_error_message=_("This award type already has a period that begins on this day."),
            ),
        ]

    def __str__(self):
        return self.name


class AwardQuerySet(Keyed):
    def public(self):
        """Awards given, and those revoked since, with the reason; proposals are nobody's business yet."""
        return self.filter(state__in=[Award.State.GRANTED, Award.State.REVOKED])

    def delete(self):
        raise TypeError("Awards are never deleted: they are refused, withdrawn or revoked with a reason.")

    def with_names(self):
        """Everything a line of the roll shows, in the same query."""
        return self.select_related("type", "unit", "of_unit", "decision", "presented_at", "source")

    def with_presented_day(self):
        """Each with the day it was handed over as everybody may know it: `presented_day`, a stored date or None.

        A conference all of whose pacts are drafts or withdrawn tells nothing.
        """
        pacts = Pact.objects.filter(conference=OuterRef("presented_at"))
        is_public = Exists(pacts.public()) | ~Exists(pacts)
        return self.annotate(
            presented_day=Coalesce("presented_on", Case(When(is_public, then="presented_at__held_on")))
        )


class Award(Attested):
    """One line of awards: to one recipient, or "so many proposed, so many granted" without names.

    It may stand without a cluster (a council's list). Never deleted: refused, withdrawn or revoked with a reason.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REVOKED = "revoked", _("revoked")

    type = models.ForeignKey(
        AwardType, models.PROTECT, verbose_name=_("award type"), null=True, blank=True, related_name="awards"
    )
    as_written = PlainTextField(_("award as written"), null=True, blank=True)
    citation = LongTextField(_("citation"), null=True, blank=True)
    proposed_count = NumberField(_("number proposed"), null=True, blank=True)
    granted_count = NumberField(_("number granted"), null=True, blank=True)
    recipient_kind = models.TextField(_("kind of recipient"), choices=RecipientKind.choices, null=True, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("unit awarded"), null=True, blank=True, related_name="awards"
    )
    recipient_name = PlainTextField(_("name of the recipient"), null=True, blank=True)
    of_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("whose person or part"),
        null=True,
        blank=True,
        related_name="awards_of_its_people",
    )
    merit_year = YearField(_("year of merit"), null=True, blank=True)
    merit_as_written = PlainTextField(_("year of merit as written"), null=True, blank=True)
    cluster_year = models.ForeignKey(
        ClusterYear, models.PROTECT, verbose_name=_("year of a cluster"), null=True, blank=True, related_name="awards"
    )
    movement = models.ForeignKey(
        Movement, models.PROTECT, verbose_name=_("movement"), null=True, blank=True, related_name="awards"
    )
    organiser = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("organiser"), null=True, blank=True, related_name="organised_awards"
    )
    authority = PlainTextField(_("competent authority"), null=True, blank=True)
    authority_as_written = PlainTextField(_("authority as written"), null=True, blank=True)
    decision = models.ForeignKey(
        Document, models.PROTECT, verbose_name=_("decision"), null=True, blank=True, related_name="awards"
    )
    presented_at = models.ForeignKey(
        Conference, models.PROTECT, verbose_name=_("presented at"), null=True, blank=True, related_name="awards"
    )
    presented_on = PartialDateField(_("presented on"), null=True, blank=True)
    state = models.TextField(_("state"), choices=State.choices, default=State.GRANTED)
    state_reason = LongTextField(_("reason of the state"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        Document, models.PROTECT, verbose_name=_("revoked by"), null=True, blank=True, related_name="revoked_awards"
    )
    source = models.ForeignKey(
        Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True, related_name="awards"
    )
    folded = FoldedField(sources=("as_written", "citation", "recipient_name"))
    history = HistoricalRecords()

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("commendation", "award")
        verbose_name_plural = _("awards")
        constraints = [
            models.CheckConstraint(
                condition=Q(type__isnull=False) | Q(as_written__isnull=False),
                name="award_type_or_wording",
                violation_error_message=_("Give the award type, or the award as the source writes it."),
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(recipient_name__isnull=True, of_unit__isnull=True),
                name="award_unit_alone",
                violation_error_message=_("The recipient is either a unit itself, or a person or part of one."),
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True, recipient_name__isnull=True)
                | (
                    (Q(granted_count__isnull=True) | Q(granted_count__lte=1))
                    & (Q(proposed_count__isnull=True) | Q(proposed_count__lte=1))
                ),
                name="award_named_counts_one",
                violation_error_message=_("A named recipient counts as one."),
            ),
            models.CheckConstraint(
                condition=Q(presented_at__isnull=True) | Q(presented_on__isnull=True),
                name="award_presented_once",
                violation_error_message=_("Presented at a conference, or on another day: not both."),
            ),
            models.CheckConstraint(
                condition=~Q(state="revoked") | Q(state_reason__isnull=False),
                name="award_revoked_has_reason",
                violation_error_message=_("A revoked award needs the reason."),
            ),
        ]

    def __str__(self):
        return self.as_written or str(self.type)

    @property
    def quantity(self):
        """How many this line counts: the granted number, one for a named recipient, None where unknown."""
        if self.granted_count is not None:
            return self.granted_count
        return 1 if self.unit_id or self.recipient_name else None

    def delete(self, *args, **kwargs):
        raise TypeError("An award is never deleted: it is refused, withdrawn or revoked with a reason.")


class TitleRegistration(Record):
    """A title or commendation that a unit registers for in a year: itself, or so many of its parts or people."""

    membership = models.ForeignKey(
        Membership, models.PROTECT, verbose_name=_("unit"), related_name="title_registrations"
    )
    position = NumberField(_("position"), default=0)
    type = models.ForeignKey(
        AwardType, models.PROTECT, verbose_name=_("award type"), null=True, blank=True, related_name="registrations"
    )
    as_written = PlainTextField(_("as written"), null=True, blank=True)
    recipient_kind = models.TextField(_("for whom"), choices=RecipientKind.choices, null=True, blank=True)
    quantity = NumberField(_("how many"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("registration of a title")
        verbose_name_plural = _("registrations of titles")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(type__isnull=False) | Q(as_written__isnull=False),
                name="titleregistration_type_or_wording",
                violation_error_message=_("Choose the title, or write what it is called."),
            ),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gte=1),
                name="titleregistration_counts_one_or_more",
                violation_error_message=_("At least one is registered."),
            ),
        ]

    def __str__(self):
        return self.as_written or str(self.type)
