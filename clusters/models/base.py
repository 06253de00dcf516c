"""What every record shares: a derived key never goes stale, and unknown is told apart from none."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clusters.common.fields import DerivedField, LinesField, LongTextField, ReasonsField
from clusters.common.text import fold


class SaysWho:
    """What is told to the history before a row is saved."""

    def changed_by(self, user):
        """Name who stands in the history of the saves to come (None for nobody), and return the row."""
        self._history_user = user
        return self

    def because(self, reason):
        """Say why, in the history of the saves to come, and return the row."""
        self._change_reason = reason
        return self

    def without_history(self):
        """Leave the saves to come out of the history, and return the row."""
        self.skip_history_when_saving = True
        return self


class Record(SaysWho, models.Model):
    """A row whose derived keys follow their sources even when only some fields are saved."""

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is not None:
            derived = [field.name for field in self._meta.fields if isinstance(field, DerivedField)]
            update_fields = {*update_fields, *derived}
        super().save(*args, update_fields=update_fields, **kwargs)


class Attested(Record):
    """A row that says of a part: not stated (nothing), none (named in `known_none`), or its value."""

    MAY_BE_NONE = {}  # part -> what people call it
    known_none = LinesField(_("known to be none"), help_text=_("Parts known not to exist, not merely unstated."))
    inferred = ReasonsField(_("concluded, not read"), help_text=_("One a line: part: why it is concluded."))
    note = LongTextField(_("note"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        self._clean_known_none()
        self._clean_inferred()

    def _clean_known_none(self):
        for part in self.known_none or []:
            if part not in self.MAY_BE_NONE:
                raise ValidationError({"known_none": _("“%(part)s” cannot be said to be none.") % {"part": part}})
            if part in self._own_fields() and getattr(self, part) is not None:
                message = _("“%(part)s” has a value and is said to be none.")
                raise ValidationError({"known_none": message % {"part": self.MAY_BE_NONE[part]}})

    def _clean_inferred(self):
        for part in self.inferred or {}:
            if part not in self._own_fields() and part not in self.MAY_BE_NONE:
                raise ValidationError({"inferred": _("“%(part)s” is no part of this record.") % {"part": part}})

    @classmethod
    def _own_fields(cls):
        return {field.name for field in cls._meta.get_fields() if field.concrete}

    def is_none(self, part):
        """Say whether a part is known not to exist."""
        return part in (self.known_none or [])


class SharedRecord(Attested):
    """A record that the pacts of several clusters may refer to.

    `uuid` identifies it for ever: seals bind it. `same_as` marks a further row for the same thing, made where a writer
    may not change the row that others use. Rows are never merged away: a sealed pact goes on referring to its own.
    """

    uuid = models.UUIDField(_("permanent identifier"), default=uuid.uuid4, unique=True, editable=False)
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("same as"),
        null=True,
        blank=True,
        related_name="variants",
        help_text=_("The row for the same thing that the register goes by."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("id")),
                name="%(class)s_not_same_as_itself",
                violation_error_message=_("A record cannot be marked as the same as itself."),
            ),
        ]

    def clean(self):
        super().clean()
        if self.same_as_id in (None, self.pk):  # a constraint refuses the second
            return
        if self.same_as.same_as_id is not None:
            raise ValidationError({"same_as": _("That record is marked as the same as another: choose that one.")})
        if self.pk and self.variants.exists():
            raise ValidationError({"same_as": _("Other records are marked as the same as this one.")})

    def references(self):
        """Yield (the rows of a model that refer to this record, the field they do it by) for each such field.

        History, and further rows for the same thing, are no references.
        """
        for relation in self._meta.get_fields(include_hidden=True):
            if not relation.auto_created or relation.concrete or relation.field.name == "same_as":
                continue
            model, name = relation.related_model, relation.field.name
            if hasattr(model, "instance_type") or model._meta.auto_created:  # history; the table of a many-to-many
                continue
            yield model._default_manager.filter(**{name: self}), name


class Keyed(models.QuerySet):
    """Rows that are found by words without accents."""

    def matching(self, text):
        """Only the rows whose folded key holds every word of `text`, in any order."""
        rows = self
        for word in fold(text).split():
            rows = rows.filter(folded__contains=word)
        return rows
