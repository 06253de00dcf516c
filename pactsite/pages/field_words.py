"""A stored value as a person reads it."""

from clusters.dates import say_partial
from clusters.fields import PartialDateField


def words_of(model, name, value):
    """Return a stored value of a field as a person reads it; "" where there is none."""
    field = model._meta.get_field(name)
    if value is None:
        return ""
    if field.choices:
        return str(dict(field.flatchoices)[value])
    if isinstance(field, PartialDateField):
        return say_partial(value)
    return "; ".join(value) if isinstance(value, list) else str(value)
