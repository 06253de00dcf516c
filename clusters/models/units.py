"""Units: one body through time, its former states, its predecessors and successors."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from clusters.common.constraints import or_empty
from clusters.common.dates import last_day_of
from clusters.common.fields import FoldedField, PartialDateField, PlainTextField, SortKeyField
from clusters.common.text import fold
from clusters.models.base import Attested, Keyed, Record


class UnitKind(models.TextChoices):
    PROVINCE = "province", _("province")
    CENTRAL_CITY = "central_city", _("centrally-run city")
    DISTRICT = "district", _("rural district")
    URBAN_DISTRICT = "urban_district", _("urban district")
    TOWN = "town", _("district-level town")
    PROVINCIAL_CITY = "provincial_city", _("provincial city")
    COMMUNE = "commune", _("commune")
    WARD = "ward", _("ward")
    TOWNSHIP = "township", _("township")
    SPECIAL_ZONE = "special_zone", _("special zone")
    MINISTRY = "ministry", _("ministry or ministerial agency")
    DEPARTMENT = "department", _("provincial department")
    BOARD = "board", _("board")
    OFFICE = "office", _("office")
    AGENCY = "agency", _("vertical agency")
    COUNCIL = "council", _("council")
    PARTY = "party", _("Party body")
    FRONT = "front", _("Fatherland Front committee")
    UNION = "union", _("socio-political organisation")
    SCHOOL = "school", _("school")
    ENTERPRISE = "enterprise", _("enterprise")
    OTHER = "other", pgettext_lazy("unit", "other")


PROVINCIAL = [UnitKind.PROVINCE, UnitKind.CENTRAL_CITY]


class EndReason(models.TextChoices):
    MERGED = "merged", _("merged")
    DIVIDED = "divided", _("divided")
    ABOLISHED = "abolished", _("abolished")
    TRANSFERRED = "transferred", _("transferred")


class UnitQuerySet(Keyed):
    def standing(self):
        """Units that have not ended."""
        return self.filter(ended_on=None, end_reason=None)

    def matching(self, text):
        """Units one of whose names, present, former or variant, holds every word of `text`, in any order."""
        words = fold(text).split()
        own = Q(*[Q(folded__contains=word) for word in words])
        other = UnitName.objects.filter(*[Q(folded__contains=word) for word in words], unit=OuterRef("pk"))
        return self.filter(own | Exists(other)) if words else self

    def with_place(self):
        """With the territories they lie in, up to the province, in the same query."""
        return self.select_related("place__place__place")


class Unit(Attested):
    """One body through time, in its latest state. A territory and its People's Committee are one unit.

    `name` leaves out the place ("Sở Nội vụ"); `place` is the territory it lies in, `parent` the body above it,
    `keeper` the body whose secretariat looks after this entry. From the day `ended_on` the unit no longer stands.
    """

    slug = models.SlugField(_("address"), max_length=200, unique=True)
    name = PlainTextField(_("name"), help_text=_("Without its place: “Sở Nội vụ”."))
    short_name = PlainTextField(_("short name"), null=True, blank=True)
    kind = models.TextField(_("kind"), choices=UnitKind.choices, null=True, blank=True)
    place = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("place"), null=True, blank=True, related_name="units_here"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("superior body"), null=True, blank=True, related_name="subordinates"
    )
    keeper = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("kept by"), null=True, blank=True, related_name="kept_units"
    )
    code = PlainTextField(_("official code"), null=True, blank=True)
    founded_on = PartialDateField(_("founded on"), null=True, blank=True)
    ended_on = PartialDateField(_("ended on"), null=True, blank=True, help_text=_("The first day it no longer stands."))
    end_reason = models.TextField(_("reason of its end"), choices=EndReason.choices, null=True, blank=True)
    end_basis = models.ForeignKey(
        "clusters.Document",
        models.PROTECT,
        verbose_name=_("legal basis of its end"),
        null=True,
        blank=True,
        related_name="+",
    )
    checked = models.BooleanField(
        _("checked"), default=True, help_text=_("Untick for a new entry that awaits a check.")
    )
    folded = FoldedField(sources=("name", "short_name"))
    sort_key = SortKeyField(sources=("name",))
    history = HistoricalRecords()

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(end_reason__isnull=False),
                name="unit_end_has_reason",
                violation_error_message=_("A unit that has ended needs the reason of its end."),
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(ended_on__isnull=True, end_reason__isnull=True),
                name="unit_code_once_among_standing",
                violation_error_message=_("Another standing unit has this code."),
                violation_error_code="unique",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("pages:unit", args=[self.slug])

    @property
    def has_ended(self):
        return bool(self.ended_on or self.end_reason)

    def ended_by(self, day):
        """Say whether the unit no longer stood on a day ("2025-07-01"); a partial end counts from its last day."""
        return bool(day and self.ended_on and last_day_of(self.ended_on) <= day)

    def state_on(self, day):
        """Return the row that holds the unit's name, kind and place on a day: a former UnitName, else the unit.

        `day` is a stored date or None (today). Reads `names`: prefetch them for lists.
        """
        former = [name for name in self.names.all() if name.sort == UnitName.Sort.FORMER]
        states = [name for name in former if day and last_day_of(name.until) >= day]
        return min(states, key=lambda name: last_day_of(name.until), default=self)

    def name_on(self, day):
        return self.state_on(day).name

    def clean(self):
        super().clean()
        if self in self.territories():
            raise ValidationError({"place": _("A unit cannot lie in itself.")})

    def territories(self):
        """Return the territories the unit lies in, the nearest first; where they go in a circle, each once."""
        found, place = [], self.place
        while place is not None and place not in found:
            found.append(place)
            place = place.place
        return found

    @property
    def province(self):
        """The province or centrally-run city the unit is or lies in, or None where unknown."""
        return next((unit for unit in [self, *self.territories()] if unit.kind in PROVINCIAL), None)


class UnitName(Record):
    """Another name of a unit: a former state as a whole, held until a day, or another good form of today's name."""

    class Sort(models.TextChoices):
        FORMER = "former", _("former state")
        VARIANT = "variant", _("variant of the name")

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="names")
    sort = models.TextField(_("sort"), choices=Sort.choices)
    name = PlainTextField(_("name"))
    until = PartialDateField(_("held until"), null=True, blank=True, help_text=_("The last day of a former state."))
    kind = models.TextField(_("kind then"), choices=UnitKind.choices, null=True, blank=True)
    place = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("place then"), null=True, blank=True, related_name="+"
    )
    parent = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("superior body then"), null=True, blank=True, related_name="+"
    )
    code = PlainTextField(_("official code then"), null=True, blank=True)
    basis = models.ForeignKey(
        "clusters.Document", models.PROTECT, verbose_name=_("legal basis"), null=True, blank=True, related_name="+"
    )
    folded = FoldedField(sources=("name",))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("other name of a unit")
        verbose_name_plural = _("other names of units")
        ordering = ["sort", "until", "id"]  # variants have no day, and each database has its own place for NULL
        constraints = [
            models.CheckConstraint(
                condition=Q(sort="former", until__isnull=False)
                | Q(
                    sort="variant",
                    until__isnull=True,
                    kind__isnull=True,
                    place__isnull=True,
                    parent__isnull=True,
                    code__isnull=True,
                    basis__isnull=True,
                ),
                name="unitname_former_has_day",
                violation_error_message=_(
                    "A former state needs the day until which it held; a variant has only a name."
                ),
            ),
            models.UniqueConstraint(
                "unit",
                "sort",
                "name",
                or_empty("until"),
                name="unitname_once",
                violation_error_message=_("This name of the unit is already in the register."),
            ),
        ]

    def __str__(self):
        return self.name


class Succession(Record):
    """One unit takes over from another, whole or in part. A commune may feed several, and come from fourteen."""

    class Extent(models.TextChoices):
        WHOLE = "whole", _("whole")
        PART = "part", _("part")

    predecessor = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("predecessor"), related_name="onward")
    successor = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("successor"), related_name="origins")
    extent = models.TextField(_("extent"), choices=Extent.choices, null=True, blank=True)
    on = PartialDateField(_("day"), null=True, blank=True)
    basis = models.ForeignKey(
        "clusters.Document", models.PROTECT, verbose_name=_("legal basis"), null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="succession_pair_once",
                violation_error_message=_("This succession is already in the register."),
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="succession_not_itself",
                violation_error_message=_("A unit cannot succeed itself."),
            ),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"
