"""The papers and news the record rests on: documents with number and date, sources with their mistakes."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from clusters.common.constraints import or_empty
from clusters.common.dates import display_partial
from clusters.common.fields import ErrataField, FoldedField, LinesField, PartialDateField, PlainTextField
from clusters.common.files import check_file, document_path
from clusters.models.base import Keyed, SharedRecord


class DocumentKind(models.TextChoices):
    PACT = "pact", _("pact")
    PLAN = "plan", _("plan")
    REGULATION = "regulation", _("regulation")
    SCORING_TABLE = "scoring_table", _("scoring table")
    LAUNCH = "launch", _("launch of a movement")
    REGISTRATION = "registration", _("registration")
    DIRECTIVE = "directive", _("directive")
    LETTER = "letter", _("official letter")
    RESOLUTION = "resolution", _("resolution")
    DECISION = "decision", _("decision")
    DIVISION = "division_decision", _("division decision")
    MINUTES = "minutes", _("minutes")
    REPORT = "report", _("report")
    SIGNED_ORIGINAL = "signed_original", _("signed original")
    SCAN = "scan", _("scan")
    OTHER = "other", pgettext_lazy("document", "other")


# A stored date's length is its precision: a day, a month or a year.
ISSUED = {
    10: pgettext_lazy("day", "of %(day)s"),
    7: pgettext_lazy("month", "of %(day)s"),
    4: pgettext_lazy("year", "of %(day)s"),
}


class Document(SharedRecord):
    """A paper. Its identity is number, issuer and day together: a number alone is used by many."""

    kind = models.TextField(_("kind"), choices=DocumentKind.choices)
    number = PlainTextField(_("number"), null=True, blank=True, help_text=_("With its symbol: 311/KH-UBND."))
    issued_on = PartialDateField(_("issued on"), null=True, blank=True)
    issuer = PlainTextField(_("issuer"), null=True, blank=True, help_text=_("In full: UBND tỉnh Bắc Ninh."))
    subject = PlainTextField(_("subject"), null=True, blank=True)
    file = models.FileField(_("file"), blank=True, upload_to=document_path, validators=[check_file])
    folded = FoldedField(sources=("number", "issuer", "subject"))
    history = HistoricalRecords(excluded_fields=["uuid"])

    objects = Keyed.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            *SharedRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(number__isnull=False) | Q(subject__isnull=False),
                name="document_number_or_subject",
                violation_error_message=_("A document needs a number or a subject."),
            ),
            models.UniqueConstraint(
                "number",
                or_empty("issuer"),
                or_empty("issued_on"),
                condition=Q(same_as__isnull=True),
                name="document_number_issuer_day_once",
                violation_error_message=_("A document with this number, issuer and day is already in the register."),
            ),
        ]

    def __str__(self):
        return self.wording

    @property
    def wording(self):
        """The document in one line, as a paper cites it: kind, number, day, issuer, subject."""
        kind = "" if self.kind == DocumentKind.OTHER else capfirst(self.get_kind_display())
        parts = [
            kind,
            self.number and _("no. %(number)s") % {"number": self.number},
            self.issued_on and ISSUED[len(self.issued_on)] % {"day": display_partial(self.issued_on)},
            self.issuer and _("by %(issuer)s") % {"issuer": self.issuer},
            self.subject,
        ]
        return " ".join(str(part) for part in parts if part)


class Source(SharedRecord):
    """An article or page a record was taken from. Its mistakes are kept literally, with what is meant."""

    title = PlainTextField(_("title"))
    outlet = PlainTextField(_("outlet"), null=True, blank=True)
    authors = LinesField(_("authors"))
    credit = PlainTextField(_("credit line"), null=True, blank=True)
    published_as_written = PlainTextField(_("date stamp as written"), null=True, blank=True)
    published_on = PartialDateField(_("published on"), null=True, blank=True)
    address = PlainTextField(_("address"), null=True, blank=True, validators=[URLValidator(schemes=["http", "https"])])
    errata = ErrataField(_("mistakes in the source"), help_text=_("One a line: as written => meant."))
    folded = FoldedField(sources=("title", "outlet", "authors"))
    history = HistoricalRecords(excluded_fields=["uuid"])

    objects = Keyed.as_manager()

    class Meta(SharedRecord.Meta):
        abstract = False
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self):
        return self.title
