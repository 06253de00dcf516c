"""An administration page as a browser would send it back: what it shows, with some answers changed."""

from django.forms import CheckboxInput, ModelMultipleChoiceField, MultipleChoiceField
from django.urls import reverse


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def typed(response, **changes):
    """Return the data of the form on a page, as it would be posted untouched, with `changes` by field name."""
    data = {}
    for form in forms_of(response):
        for field in form:
            value = field.value()
            if isinstance(field.field.widget, CheckboxInput):
                data |= {field.html_name: "on"} if value else {}
            elif isinstance(field.field, MultipleChoiceField | ModelMultipleChoiceField):
                data[field.html_name] = list(value or [])
            else:
                data[field.html_name] = "" if value is None else str(value)
    return {**data, **changes}


def sentence_of(model, constraint):
    """Return the sentence of a rule of a table, in the language of the page."""
    return next(str(rule.violation_error_message) for rule in model._meta.constraints if rule.name == constraint)


def forms_of(response):
    yield response.context["adminform"].form
    for inline in response.context["inline_admin_formsets"]:
        yield inline.formset.management_form
        yield from inline.formset.forms


def errors_of(response):
    """Return every sentence with which a page was refused."""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    dictionaries = [response.context["adminform"].form.errors]
    dictionaries += [errors for formset in formsets for errors in formset.errors]
    sentences = [sentence for errors in dictionaries for found in errors.values() for sentence in found]
    return sentences + [sentence for formset in formsets for sentence in formset.non_form_errors()]
