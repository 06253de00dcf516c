"""Form fields for what an attested row says of itself: what is none, and what was concluded, part by part."""

from django.utils.text import capfirst

from clusters.common.fields import CodesFormField
from clusters.common.form_fields import ReasonsFormField


class PartReasonsFormField(ReasonsFormField):
    """What was concluded and why, its parts called as people call them."""

    def __init__(self, *, model, **kwargs):
        self.model = model
        super().__init__(**kwargs)

    @property
    def labels(self):
        fields = {field.name: field.verbose_name for field in self.model._meta.fields if field.editable}
        return {part: str(label) for part, label in {**fields, **self.model.MAY_BE_NONE}.items()}

    def prepare_value(self, value):
        if isinstance(value, dict):
            value = {self.labels.get(part, part): why for part, why in value.items()}
        return super().prepare_value(value)

    def gather(self, pairs):
        parts = {label.casefold(): part for part, label in self.labels.items()}
        return {parts.get(label.casefold(), label): why for label, why in pairs}


def known_none_field(model, db_field):
    """Return boxes to tick for the parts of a model that may be known not to exist, or None where it has none."""
    if not model.MAY_BE_NONE:
        return None
    choices = list(model.MAY_BE_NONE.items())
    return CodesFormField(
        choices=choices, required=False, label=capfirst(db_field.verbose_name), help_text=db_field.help_text
    )


def part_field(db_field, **kwargs):
    """Return the form field of a model's field, for `Meta.formfield_callback`: no code of a part is ever typed."""
    if db_field.name == "known_none":
        return known_none_field(db_field.model, db_field)
    if db_field.name == "inferred":
        label, hint = capfirst(db_field.verbose_name), db_field.help_text
        return PartReasonsFormField(model=db_field.model, label=label, help_text=hint, required=False)
    return db_field.formfield(**kwargs)
