"""The pact: its heading, its life drawn as states and arrows, its moves and sealed versions."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from simple_history.models import HistoricalRecords

from clusters.common.fields import FoldedField, LinesField, LongTextField, NumberField, PlainTextField
from clusters.common.text import fold
from clusters.models import Cluster, ClusterYear
from clusters.models.base import Attested
from pacts.models.conference import Conference


class PactStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CIRCULATED = "circulated", _("Circulated for comment")
    SIGNED = "signed", _("Signed")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn from the register")


# The life of a pact. A pact that has been sealed once is public in every state but "withdrawn":
# while a correction is drafted beside it, the last sealed version is what everybody reads.
PACT_ARROWS = {
    PactStatus.DRAFT: [PactStatus.CIRCULATED, PactStatus.SIGNED, PactStatus.WITHDRAWN],
    PactStatus.CIRCULATED: [PactStatus.DRAFT, PactStatus.SIGNED, PactStatus.WITHDRAWN],
    PactStatus.SIGNED: [PactStatus.DRAFT, PactStatus.CLOSED, PactStatus.WITHDRAWN],
    PactStatus.CLOSED: [PactStatus.DRAFT, PactStatus.WITHDRAWN],
    PactStatus.WITHDRAWN: [],
}
ONLY_IF_SEALED = [PactStatus.WITHDRAWN]  # a draft nobody has read is not withdrawn
BEING_WRITTEN = [PactStatus.DRAFT, PactStatus.CIRCULATED]


class PactQuerySet(models.QuerySet):
    def sealed(self):
        """Pacts with at least one sealed version."""
        return self.filter(Exists(PactVersion.objects.filter(pact=OuterRef("pk"))))

    def public(self):
        """What everybody may read: sealed once, and not withdrawn."""
        return self.sealed().exclude(status=PactStatus.WITHDRAWN)

    def readable_by(self, user):
        """What a person of a secretariat may read: the public ones, and whatever is written for the years they keep."""
        kept = ClusterYear.objects.kept_by(user)
        return self.filter(Q(pk__in=Pact.objects.public().values("pk")) | Q(cluster_year__in=kept))

    def of_years_before(self, year):
        """Pacts of the same cluster, or of one it came from, for an earlier year; the latest first."""
        clusters = Cluster.objects.filter(Q(pk=year.cluster_id) | Q(successors=year.cluster_id))
        earlier = Q(cluster_year__year__lt=year.year)
        if year.first_day:  # of two halves of one year the first is the earlier
            earlier |= Q(cluster_year__year=year.year, cluster_year__first_day__lt=year.first_day)
        began = F("cluster_year__first_day").desc(nulls_last=True)
        rows = self.filter(earlier, cluster_year__cluster__in=clusters)
        return rows.order_by("-cluster_year__year", began, "-cluster_year__slug", "-pk")

    def matching(self, text):
        """Only pacts whose cluster, year, place or theme holds every word of `text`, accents or not."""
        pacts = self
        for word in fold(text).split():
            pacts = pacts.filter(
                Q(folded__contains=word)
                | Q(cluster_year__folded__contains=word)
                | Q(cluster_year__cluster__folded__contains=word)
                | Q(cluster_year__cluster__place__folded__contains=word)
                | Q(cluster_year__cluster__place__place__folded__contains=word)
            )
        return pacts

    def for_list(self):
        """Everything a row of a list shows, its roster included, in two queries."""
        return self.select_related("cluster_year__cluster__place__place__place", "conference__host").prefetch_related(
            "cluster_year__memberships"
        )

    def newest_first(self):
        # An unknown day comes last: each database has its own place for NULL.
        held_on = F("conference__held_on").desc(nulls_last=True)
        return self.order_by("-cluster_year__year", held_on, "cluster_year__cluster__sort_key", "pk")


class Pact(Attested):
    """What the units of a cluster promised for one of its years.

    The rows of a sealed pact are what was sealed; a correction is written in `draft` until it is signed.
    """

    class ThemeOwner(models.TextChoices):
        CLUSTER = "cluster", _("of the cluster or bloc")
        SUPERIOR = "superior", _("of a superior level")
        UNIT = "unit", _("of a unit")

    MAY_BE_NONE = {
        "theme": _("theme"),
        "slogan": _("slogan"),
        "commitments": _("commitments"),
        "targets": _("targets"),
        "movements": _("movements"),
        "documents": _("documents"),
        "awards": _("awards"),
        "key_works_minimum": _("least number of key works"),
    }

    cluster_year = models.OneToOneField(
        ClusterYear, models.PROTECT, verbose_name=_("year of a cluster"), related_name="pact"
    )
    conference = models.ForeignKey(
        Conference, models.PROTECT, verbose_name=_("signing conference"), null=True, blank=True, related_name="pacts"
    )
    title = PlainTextField(_("title"), null=True, blank=True)
    theme = LongTextField(_("theme"), null=True, blank=True)
    theme_owner = models.TextField(_("whose theme it is"), choices=ThemeOwner.choices, null=True, blank=True)
    theme_by = LinesField(_("theme launched by"))
    slogan = LongTextField(_("slogan"), null=True, blank=True)
    preamble = LongTextField(_("preamble"), null=True, blank=True)
    closing = LongTextField(_("closing"), null=True, blank=True)
    stated_commitments = NumberField(_("stated number of commitments"), null=True, blank=True)
    stated_targets = NumberField(_("stated number of targets"), null=True, blank=True)
    open_ended = models.BooleanField(
        _("the list is left open (“…”)"), null=True, blank=True, choices=[(True, _("Yes")), (False, _("No"))]
    )
    key_works_minimum = NumberField(
        _("least number of key works"), null=True, blank=True, help_text=_("For each unit.")
    )
    status = models.TextField(_("state"), choices=PactStatus.choices, default=PactStatus.DRAFT, editable=False)
    draft = models.JSONField(_("draft"), null=True, blank=True, editable=False)
    draft_revision = NumberField(_("revision of the draft"), default=0, editable=False)
    draft_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("drafted by"),
        null=True,
        editable=False,
        related_name="+",
    )
    draft_carried = LinesField(_("places of the draft carried over and not touched yet"), editable=False)
    folded = FoldedField(sources=("title", "theme", "slogan"))
    history = HistoricalRecords(excluded_fields=["draft", "draft_revision", "draft_by", "draft_carried"])

    objects = PactQuerySet.as_manager()

    class Meta:
        verbose_name = _("pact")
        verbose_name_plural = _("pacts")
        constraints = [
            models.CheckConstraint(
                condition=Q(theme__isnull=False) | Q(theme_owner__isnull=True, theme_by__isnull=True),
                name="pact_theme_owner_needs_theme",
                violation_error_message=_("Whose theme it is and who launched it can be given only with a theme."),
            ),
        ]

    def __str__(self):
        return self.heading

    def get_absolute_url(self):
        return reverse("pages:pact", args=[self.cluster_year.cluster.slug, self.cluster_year.slug])

    @property
    def heading(self):
        """The pact's title as written, else "Emulation pact of <cluster>, <year>"."""
        year = self.cluster_year
        label = year.display_label
        words = {"name": year.display_name, "year": label[:1].lower() + label[1:]}  # "… năm học 2013-2014"
        return self.title or pgettext("pact heading", "Emulation pact of %(name)s, %(year)s") % words

    @property
    def next_statuses(self):
        """The states this pact may move to now."""
        sealed = self.is_sealed
        return [to for to in PACT_ARROWS[self.status] if sealed or to not in ONLY_IF_SEALED]

    @property
    def is_sealed(self):
        """Whether a version has been sealed: then the rows are closed and only a signing changes them."""
        return self.last_version is not None

    @property
    def last_version(self):
        """The newest sealed version, or None. Reads `versions`: prefetch them for lists."""
        return max(self.versions.all(), key=lambda version: version.number, default=None)

    @property
    def is_public(self):
        return self.is_sealed and self.status != PactStatus.WITHDRAWN

    @property
    def public_status(self):
        """The state the public is told: a pact under correction is still signed."""
        return PactStatus.SIGNED if self.status in BEING_WRITTEN else PactStatus(self.status)

    @property
    def reopened_at(self):
        """When the running correction began, or None."""
        if self.status not in BEING_WRITTEN or not self.is_sealed:
            return None
        opening = [move for move in self.moves.all() if move.before not in BEING_WRITTEN]
        return max((move.at for move in opening), default=None)


class KeptQuerySet(models.QuerySet):
    def delete(self):
        raise TypeError("Kept rows are never deleted.")


class Kept(models.Model):
    """A row that is added and never changed."""

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("A kept row never changes.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A kept row is never deleted.")


class PactVersionQuerySet(KeptQuerySet):
    def newest_of(self, pacts):
        """The last sealed version of each of these pacts."""
        later = PactVersion.objects.filter(pact=OuterRef("pact"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later), pact__in=pacts)


class PactMove(Kept):
    """One change of a pact's state."""

    pact = models.ForeignKey(Pact, models.PROTECT, verbose_name=_("pact"), related_name="moves")
    before = models.TextField(_("from"), choices=PactStatus.choices)
    after = models.TextField(_("to"), choices=PactStatus.choices)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), null=True, related_name="+")
    reason = LongTextField(_("reason"), null=True, blank=True)

    class Meta:
        verbose_name = _("move of a pact")
        verbose_name_plural = _("moves of pacts")
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.get_before_display()} → {self.get_after_display()}"


class PactVersion(Kept):
    """A sealed state of a pact: its content as text, and that text's SHA-256."""

    pact = models.ForeignKey(Pact, models.PROTECT, verbose_name=_("pact"), related_name="versions")
    number = NumberField(_("number"))
    format = NumberField(_("format"))
    content = models.TextField(_("content"))
    seal = models.CharField(_("seal"), max_length=64, db_index=True)
    sealed_at = models.DateTimeField(_("sealed at"), auto_now_add=True)
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("sealed by"), null=True, related_name="+"
    )
    reason = LongTextField(_("reason"), null=True, blank=True)

    objects = PactVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sealed version")
        verbose_name_plural = _("sealed versions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "number"],
                name="pactversion_number_once",
                violation_error_message=_("This pact already has a version with this number."),
            ),
        ]

    def __str__(self):
        return pgettext("sealed", "version %(number)s") % {"number": self.number}
