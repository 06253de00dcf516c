"""What a pact holds, row by row: commitments, targets, signatories, movements, documents."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
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
from clusters.models import Document, Level, Membership
from clusters.models.base import Attested, Keyed, Record, SharedRecord
from pacts.models.conference import Participation
from pacts.models.pact import Pact


class PactRow(Attested):
    """A row of a pact's document, in its place."""

    pact = models.ForeignKey(Pact, models.PROTECT, verbose_name=_("pact"), related_name="%(class)ss")
    position = NumberField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class CommitmentQuerySet(Keyed):
    def agreed(self):
        """The commitments, without the directions given at the conference."""
        return self.exclude(standing=Commitment.Standing.DIRECTION)


class Commitment(PactRow):
    """One promise, word for word; or a direction given at the conference, which is no promise."""

    class Standing(models.TextChoices):
        AGREED = "agreed", _("agreed in the pact")
        DIRECTION = "direction", _("direction given at the conference")

    text = LongTextField(_("text"), help_text=_("Word for word, with its “;” and “…”."))
    heading = PlainTextField(
        _("group heading"),
        null=True,
        blank=True,
        help_text=_("The heading in the pact under which this and the following commitments stand."),
    )
    standing = models.TextField(_("standing"), choices=Standing.choices, default=Standing.AGREED)
    by = models.ForeignKey(
        Participation, models.PROTECT, verbose_name=_("given by"), null=True, blank=True, related_name="directions"
    )
    folded = FoldedField(sources=("text",))
    history = HistoricalRecords()

    objects = CommitmentQuerySet.as_manager()

    class Meta(PactRow.Meta):
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.CheckConstraint(
                condition=Q(standing="direction") | Q(by__isnull=True),
                name="commitment_only_direction_has_giver",
                violation_error_message=_("Only a direction is given by somebody; a commitment is agreed by all."),
            ),
        ]

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        if self.by_id and self.pact_id and self.by.conference_id != self.pact.conference_id:
            raise ValidationError({"by": _("This person was at another conference.")})


class Target(PactRow):
    """A measurable promise. Only its text is required; the figures say what a machine may compare."""

    class Scope(models.TextChoices):
        EACH_UNIT = "each_unit", _("each unit")
        CLUSTER = "cluster", _("the whole cluster or bloc")

    class Operator(models.TextChoices):
        EQUAL = "=", _("equal to")
        AT_LEAST = ">=", _("at least")
        MORE_THAN = ">", _("more than")
        AT_MOST = "<=", _("at most")
        LESS_THAN = "<", _("less than")
        BETWEEN = "between", _("from … to …")

    class Change(models.TextChoices):
        UP = "up", _("increase")
        DOWN = "down", _("decrease")

    text = LongTextField(_("text"))
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, verbose_name=_("commitment"), null=True, blank=True, related_name="targets"
    )
    part_of = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("part of the target"), null=True, blank=True, related_name="parts"
    )
    measure = PlainTextField(_("measure"), null=True, blank=True, help_text=_("What is counted."))
    population = PlainTextField(_("population"), null=True, blank=True, help_text=_("Of whom: officials, hamlets."))
    scope = models.TextField(_("scope"), choices=Scope.choices, null=True, blank=True)
    operator = models.TextField(_("comparison"), choices=Operator.choices, null=True, blank=True)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=6, null=True, blank=True)
    value_to = models.DecimalField(_("to"), max_digits=20, decimal_places=6, null=True, blank=True)
    unit = PlainTextField(_("unit of measure"), null=True, blank=True)
    change = models.TextField(_("change"), choices=Change.choices, null=True, blank=True)
    baseline_year = YearField(_("against the year"), null=True, blank=True)
    grade = PlainTextField(_("grade"), null=True, blank=True, help_text=_("On a scale: hoàn thành tốt nhiệm vụ."))
    grade_or_better = models.BooleanField(
        _("or better"), null=True, blank=True, choices=[(True, _("Yes")), (False, _("No"))]
    )
    folded = FoldedField(sources=("text", "measure", "population"))
    history = HistoricalRecords()

    objects = Keyed.as_manager()

    class Meta(PactRow.Meta):
        verbose_name = pgettext_lazy("pact", "target")
        verbose_name_plural = _("targets")
        constraints = [
            models.CheckConstraint(
                condition=Q(operator__isnull=True, value__isnull=True) | Q(operator__isnull=False, value__isnull=False),
                name="target_operator_with_value",
                violation_error_message=_("A comparison needs a value, and a value a comparison."),
            ),
            models.CheckConstraint(
                # What is known is said aloud: a rule that comes out as unknown is no refusal.
                condition=Q(operator__isnull=False, operator="between", value_to__isnull=False, value_to__gt=F("value"))
                | (Q(value_to__isnull=True) & (Q(operator__isnull=True) | ~Q(operator="between"))),
                name="target_between_two_rising_ends",
                violation_error_message=_("A range has two ends, the second larger; every other comparison has one."),
            ),
            models.CheckConstraint(
                condition=Q(grade_or_better__isnull=True) | Q(grade__isnull=False),
                name="target_or_better_needs_grade",
                violation_error_message=_("“Or better” needs the grade it starts from."),
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")),
                name="target_not_part_of_itself",
                violation_error_message=_("A target cannot be a part of itself."),
            ),
        ]

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        others = {name: getattr(self, name) for name in ("commitment", "part_of") if self.pact_id}
        strange = [name for name, row in others.items() if row is not None and row.pact_id != self.pact_id]
        if strange:
            raise ValidationError(dict.fromkeys(strange, _("This belongs to another pact.")))


class Signatory(Attested):
    """Who signed for a unit. Signed without a name means: the signer is unknown."""

    class State(models.TextChoices):
        SIGNED = "signed", pgettext_lazy("signatory", "signed")
        PROXY = "proxy", _("signed by proxy")
        ABSENT = "absent", _("absent")
        PENDING = "pending", _("not yet signed")

    membership = models.OneToOneField(
        Membership, models.PROTECT, verbose_name=_("membership"), related_name="signatory"
    )
    name = PlainTextField(_("full name"), null=True, blank=True)
    title = PlainTextField(pgettext_lazy("person", "position"), null=True, blank=True)
    state = models.TextField(_("state"), choices=State.choices, null=True, blank=True)
    signed_on = PartialDateField(_("signed on"), null=True, blank=True, help_text=_("If not at the conference."))
    scan = models.ForeignKey(Document, models.PROTECT, verbose_name=_("scan"), null=True, blank=True, related_name="+")
    folded = FoldedField(sources=("name", "title"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")

    def __str__(self):
        return self.name or str(_("signer unknown"))


class Movement(SharedRecord):
    """An emulation movement under its right name; the spellings met stand on the rows that tie it to a pact."""

    name = PlainTextField(_("name"))
    level = models.TextField(_("level"), choices=Level.choices, null=True, blank=True)
    launched_by = LinesField(_("launched by"))
    launched_on = PartialDateField(_("launched on"), null=True, blank=True)
    ends_on = PartialDateField(_("ends on"), null=True, blank=True)
    objective = LongTextField(_("objective"), null=True, blank=True)
    folded = FoldedField(sources=("name",))
    sort_key = SortKeyField(sources=("name",))
    history = HistoricalRecords(excluded_fields=["uuid"])

    objects = Keyed.as_manager()

    class Meta(SharedRecord.Meta):
        abstract = False
        verbose_name = _("movement")
        verbose_name_plural = _("movements")

    def __str__(self):
        return self.name


class PactMovement(Record):
    """A movement named at the conference or in the pact, with the spellings used there."""

    pact = models.ForeignKey(Pact, models.PROTECT, verbose_name=_("pact"), related_name="movements")
    movement = models.ForeignKey(Movement, models.PROTECT, verbose_name=_("movement"), related_name="pacts")
    position = NumberField(_("position"), default=0)
    as_written = LinesField(_("as written"), help_text=_("Each wording the source uses, one a line."))
    sealed_name = SealedNameField()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("movement of a pact")
        verbose_name_plural = _("movements of a pact")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "movement"],
                name="pactmovement_once",
                violation_error_message=_("This movement is already named."),
            ),
        ]

    def __str__(self):
        return str(self.movement)


class PactDocumentQuerySet(models.QuerySet):
    def told(self):
        """What the paper itself names: not the scans of the signed original, which are the paper."""
        return self.exclude(state=PactDocument.State.SIGNED_ORIGINAL)

    def originals(self):
        """The scans of the signed original."""
        return self.filter(state=PactDocument.State.SIGNED_ORIGINAL).select_related("document")


class PactDocument(Record):
    """A paper the pact rests on, or that was cited, presented or adopted at its conference; or its signed original."""

    class State(models.TextChoices):
        GROUND = "ground", _("ground of the pact")
        CITED = "cited", _("cited")
        PRESENTED = "presented", _("presented")
        ADOPTED = "adopted", _("adopted")
        SIGNED_ORIGINAL = "signed_original", _("signed original")

    pact = models.ForeignKey(Pact, models.PROTECT, verbose_name=_("pact"), related_name="documents")
    document = models.ForeignKey(Document, models.PROTECT, verbose_name=_("document"), related_name="pacts")
    position = NumberField(_("position"), default=0)
    state = models.TextField(_("state"), choices=State.choices, null=True, blank=True)
    as_written = PlainTextField(_("as written"), null=True, blank=True)
    sealed_name = SealedNameField()
    history = HistoricalRecords()

    objects = PactDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a pact")
        verbose_name_plural = _("documents of a pact")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "document"],
                name="pactdocument_once",
                violation_error_message=_("This document is already named."),
            ),
        ]

    def __str__(self):
        return str(self.document)

    @property
    def is_original(self):
        return self.state == self.State.SIGNED_ORIGINAL
