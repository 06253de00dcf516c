"""Fields that keep the rules of the record: clean text, lists, partial dates, keys derived from a name."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES, MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from clusters.common.dates import parse_partial
from clusters.common.form_fields import ErrataFormField, LinesFormField, PartialDateFormField, ReasonsFormField
from clusters.common.text import fold, normalise, sort_key


class PlainTextField(models.TextField):
    """A line of text without a length limit: NFC, no hard spaces, trimmed; unknown is NULL, never ""."""

    widget = forms.TextInput

    @property
    def empty_values(self):
        # Django leaves an empty value as it is: then a rule asked before saving would not see "" as unknown.
        return [None] if self.null else EMPTY_VALUES

    def to_python(self, value):
        if value is None:
            return None
        return normalise(value) or (None if self.null else "")

    def get_prep_value(self, value):
        return self.to_python(value)

    def pre_save(self, model_instance, add):
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        widget = self.widget(attrs={"rows": 3}) if issubclass(self.widget, forms.Textarea) else self.widget
        return super().formfield(**{"widget": widget, "empty_value": None if self.null else "", **kwargs})


class LongTextField(PlainTextField):
    """The same, over several lines."""

    widget = forms.Textarea


class SealedNameField(PlainTextField):
    """The name of a shared record on the day of signing, written by the signing on the row that refers to it.

    Seals bind this copy, so a shared name that is corrected later breaks no seal.
    """

    def __init__(self, *args, **kwargs):
        options = {"verbose_name": _("name on the day of signing"), "null": True, "blank": True, "editable": False}
        super().__init__(*args, **{**options, **kwargs})


class NumberField(models.PositiveIntegerField):
    """A count, or a place in a list. SQLite would take any number; here both databases stop at the same."""

    default_validators = [MaxValueValidator(1_000_000_000)]


class YearField(NumberField):
    """A calendar year, in four digits."""

    # A code of its own: for "invalid" Django would say that a number is no number.
    default_validators = [RegexValidator(r"^(19|2[01])\d\d$", _("Write the year in four digits."), code="year")]


class PartialDateField(PlainTextField):
    """A date as far as it is known: "2021", "2021-03" or "2021-03-31"."""

    default_validators = [parse_partial]

    def to_python(self, value):
        text = super().to_python(value)
        return parse_partial(text) if text else text

    def get_prep_value(self, value):
        # Not parsed: a query may ask for the beginning of a date.
        return super().to_python(value)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


class ListField(models.JSONField):
    """JSON that is never empty: nothing is stored as NULL, so that "unknown" has one spelling."""

    form_class = LinesFormField
    empty_values = [None]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"null": True, "blank": True, **kwargs})

    def to_python(self, value):
        return value or None

    def pre_save(self, model_instance, add):
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save(value or None, connection)

    def formfield(self, **kwargs):
        # JSONField would bring its own encoder and decoder.
        return models.Field.formfield(self, **{"form_class": self.form_class, **kwargs})


class LinesField(ListField):
    """Ordered texts."""

    def to_python(self, value):
        lines = super().to_python(value)
        if not isinstance(lines, list):
            return lines
        return [normalise(line) if isinstance(line, str) else line for line in lines]

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if value is not None and not (
            isinstance(value, list) and all(isinstance(line, str) and line for line in value)
        ):
            raise ValidationError(_("This is a list of texts."), code="invalid")


class CodesField(LinesField):
    """Ordered codes out of a fixed list (`codes`, a TextChoices class)."""

    def __init__(self, *args, codes=None, **kwargs):
        self.codes = codes
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if unknown := [code for code in value or [] if code not in self.codes.values]:
            raise ValidationError(_("“%(code)s” is not in the list."), code="invalid", params={"code": unknown[0]})

    def formfield(self, **kwargs):
        return CodesFormField(
            choices=self.codes.choices, required=not self.blank, label=self.verbose_name, help_text=self.help_text
        )


class CodesFormField(forms.MultipleChoiceField):
    """Several codes, ticked; none is None."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        return super().clean(value) or None

    def has_changed(self, initial, data):
        return super().has_changed(initial or [], data or [])


class ErrataField(ListField):
    """A source's mistakes: [{"as_written": …, "meant": …}]."""

    form_class = ErrataFormField


class ReasonsField(ListField):
    """What was concluded, not read: {part: why}."""

    form_class = ReasonsFormField


class DerivedField(models.TextField):
    """A key computed from other fields of the row each time it is saved."""

    def __init__(self, *args, sources=(), **kwargs):
        self.sources = sources
        super().__init__(*args, **{"editable": False, "default": "", **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, model_instance, add):
        texts = (getattr(model_instance, name) for name in self.sources)
        value = self.compute(" ".join(" ".join(text) if isinstance(text, list) else text or "" for text in texts))
        setattr(model_instance, self.attname, value)
        return value


class FoldedField(DerivedField):
    """The words of a row as they are searched: no accents, đ as d."""

    compute = staticmethod(fold)


class SortKeyField(DerivedField):
    """A name's place in the Vietnamese alphabet, the same on every database."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"db_index": True, **kwargs})

    @staticmethod
    def compute(text):
        # An index takes no key of any length; nobody sorts by a name's second hundred letters.
        return sort_key(text[:150])
