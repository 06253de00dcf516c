"""A document checked: three header forms, a plain formset for each list of rows, and the rules across rows."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, BooleanField, MultipleChoiceField, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusters.common.constraints import duplicates
from clusters.common.formsets import MOST_ROWS, CountedRows
from clusters.common.text import fold
from clusters.models import Membership, Unit
from pacts.document.forms import HEADER, LABELS, ROWS, plain
from pacts.document.limits import too_long
from pacts.document.schema import PACT_LISTS, REFERENCES, UNIT_REFERENCES
from pacts.document.values import with_keys
from pacts.models import PactDocument, PactMovement
from pacts.paper.promises import agreed


class RowFormSet(CountedRows, BaseFormSet):
    """The rows of one list. All of them share the box that removes a row, as they share their other fields."""

    removed = BooleanField(label=gettext_lazy("Remove this row"), required=False)

    def add_fields(self, form, index):
        form.fields["DELETE"] = self.removed


FORMSETS = {
    name: formset_factory(
        form,
        formset=RowFormSet,
        extra=0,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS * 2,
        validate_max=True,
    )
    for name, form in ROWS.items()
}


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: part of the document, key of the row and field, where there are, and that in words."""

    section: str
    key: str | None
    field: str | None
    place: str
    sentence: str


class PactForms:
    """The forms of one document. `data` maps field names ("pact-theme", "units-0-role") to what was typed.

    `known` are units at hand {address: Unit}: where it names none but these, the check asks no database.
    """

    def __init__(self, data, known=None):
        self._data, self._known = data, known or {}
        self.header = {name: form(data, prefix=name) for name, form in HEADER.items()}
        shared = {"label_suffix": ":"}  # else Django looks the colon up for each row
        self.rows = {name: formset(data, prefix=name, form_kwargs=shared) for name, formset in FORMSETS.items()}
        self._checked, self.units = False, {}

    @classmethod
    def of(cls, document, spare=0, known=None):
        """Return the forms of a document, as if it had been typed, with `spare` empty rows in each list.

        Raises ValidationError for a part or a field that no document has.
        """
        check_shape(document)
        forms = cls(typed(document, spare), known)
        for name, formset in forms.rows.items():  # what is stored is shown whole, however much it is
            formset.absolute_max = max(formset.absolute_max, len(document.get(name) or []) + spare)
        return forms

    def is_valid(self):
        """Check everything once; the units named are then in `units` {address: Unit} where all fields were readable."""
        if not self._checked:
            valid = [part.is_valid() for part in (*self.header.values(), *self.rows.values())]  # each one is asked
            if not self._refuse_long_values() and all(valid):
                self.clean()
            self._checked = True
        return not any(True for _fault in self.faults())

    def _refuse_long_values(self):
        """Say beside each field whose value is too long that it is; return whether there is one."""
        values = ((name, self._typed(name)) for name in self._data)
        long = {name: sentence for name, value in values if (sentence := too_long(value))}
        forms = [*self.header.values(), *(form for formset in self.rows.values() for form in formset)] if long else []
        for form in forms:
            for field in form.fields:
                if sentence := long.get(form.add_prefix(field)):
                    form.add_error(field, sentence)
        return bool(long)

    def _typed(self, name):
        """Return everything that was typed under a name: a form may send one more than once."""
        return self._data.getlist(name) if hasattr(self._data, "getlist") else self._data[name]

    def live(self, name):
        """Return the forms of a list's rows that are kept: neither left empty nor marked for removal."""
        formset = self.rows[name]
        return [form for form in formset if form.has_changed() and not formset._should_delete_form(form)]

    def document(self):
        """Return the checked document, each row with a key. Only after is_valid()."""
        header = {name: form.values() for name, form in self.header.items()}
        return header | {name: with_keys([form.values() for form in self.live(name)]) for name in self.rows}

    def as_typed(self):
        """Return the document as it was typed, valid or not: what is wrong keeps the words it was typed in."""
        self.is_valid()
        header = {name: _as_typed(form) for name, form in self.header.items()}
        return header | {name: with_keys([_as_typed(form) for form in self.live(name)]) for name in self.rows}

    def faults(self):
        """Yield a Fault for each sentence, in the order of the document."""
        for name, form in self.header.items():
            yield from _faults(form, name, None, str(LABELS[name]))
        for name, formset in self.rows.items():
            for message in formset.non_form_errors():
                yield Fault(name, None, None, str(LABELS[name]), message)
            for number, form in enumerate(formset, start=1):
                if form.errors and not formset._should_delete_form(form):
                    place = _("%(list)s, row %(number)s") % {"list": LABELS[name], "number": number}
                    yield from _faults(form, name, form["key"].value(), place)

    def problems(self):
        """Yield (place, sentence) for each fault: the place in words a person can find on the page."""
        for fault in self.faults():
            yield fault.place, fault.sentence

    def raise_problems(self):
        """Raise ValidationError with every fault and its place, if there is one."""
        if not self.is_valid():
            raise ValidationError([f"{place}: {message}" for place, message in self.problems()])

    # --- Rules across rows -----------------------------------------------------------------------

    def clean(self):
        self._clean_units()
        self._clean_references()
        self._clean_repeats()
        self._clean_known_none()

    def _clean_units(self):
        """Every address of a unit leads to one: a single query for the whole document."""
        named = [(form, field) for name, field in UNIT_REFERENCES for form in self._forms_of(name)]
        slugs = {form.cleaned_data[field] for form, field in named if form.cleaned_data.get(field)}
        self.units = {slug: self._known[slug] for slug in slugs if slug in self._known}
        if slugs - self.units.keys():
            self.units |= {unit.slug: unit for unit in Unit.objects.filter(slug__in=slugs - self.units.keys())}
        for form, field in named:
            slug = form.cleaned_data.get(field)
            if slug and slug not in self.units:
                form.add_error(field, _("There is no unit with the address “%(slug)s”.") % {"slug": slug})

    def _forms_of(self, name):
        return [self.header[name]] if name in self.header else self.live(name)

    def _clean_references(self):
        keys = {name: self._keys(name) for name in self.rows}
        for name, field, other in REFERENCES:
            for form in self.live(name):
                key = form.cleaned_data.get(field)
                if key and key not in keys[other]:
                    form.add_error(
                        field, _("This refers to a row that is not in “%(list)s”.") % {"list": LABELS[other]}
                    )
        self._clean_target_circles()

    def _keys(self, name):
        """Return the keys of a list's rows; a key that stands twice is a fault."""
        keys = set()
        for form in self.live(name):
            key = form.cleaned_data.get("key")
            if key and key in keys:
                form.add_error(None, _("This row stands here twice."))
            keys.add(key)
        return keys - {"", None}

    def _clean_target_circles(self):
        above = {form.cleaned_data.get("key"): form.cleaned_data.get("part_of") for form in self.live("targets")}
        for form in self.live("targets"):
            key = start = form.cleaned_data.get("key")
            for _step in above:
                key = above.get(key)
            if start and key:
                form.add_error("part_of", _("A target cannot be a part of itself."))

    def _clean_repeats(self):
        self._clean_unique("units", Membership, "cluster_year", lambda values: values)
        self._clean_unique("movements", PactMovement, "pact", lambda values: {"movement": fold(values["name"])})
        self._clean_unique("documents", PactDocument, "pact", lambda values: {"document": identity(values)})
        signed = [form.cleaned_data.get("member") for form in self.live("signatories")]
        for index, form in enumerate(self.live("signatories")):
            if signed[index] in signed[:index]:
                form.add_error("member", _("This unit already has a signatory."))

    def _clean_unique(self, name, model, parent, values_of):
        forms = self.live(name)
        rows = [values_of(form.cleaned_data) for form in forms]
        for index, message in duplicates(model, rows, within=[parent]):
            forms[index].add_error(None, message)

    def _clean_known_none(self):
        """What is said to be none has no rows."""
        year, pact = self.header["year"], self.header["pact"]
        roles = {form.cleaned_data["role"] for form in self.live("units")}
        try:
            year.instance.check_roles_none(roles)
        except ValidationError as error:
            year.add_error(None, error)
        counts = {name: self.live(name) for name in PACT_LISTS if name in pact.instance.MAY_BE_NONE}
        counts["commitments"] = agreed([form.cleaned_data for form in self.live("commitments")])
        for part, forms in counts.items():
            if forms and pact.instance.is_none(part):
                label = pact.instance.MAY_BE_NONE[part]
                pact.add_error("known_none", _("“%(part)s” is said to be none, and there are rows.") % {"part": label})


def identity(values):
    """Return what makes a document row the same paper as another: number, issuer and day, else its subject."""
    shared = (values.get("issuer"), values.get("issued_on"))
    return (values["number"], *shared) if values.get("number") else (fold(values.get("subject") or ""), *shared)


def check_shape(document):
    """Raise ValidationError where a document has a part or a field that no document has."""
    faults = [_("A document has no part “%(name)s”.") % {"name": name} for name in document if name not in LABELS]
    for name, form in (HEADER | ROWS).items():
        parts = document.get(name) or ([] if name in ROWS else {})
        for number, part in enumerate(parts if name in ROWS else [parts], start=1):
            for field in part.keys() - form.base_fields.keys():
                place = _("%(list)s, row %(number)s") % {"list": LABELS[name], "number": number}
                faults.append(f"{place}: " + _("there is no field “%(name)s”.") % {"name": field})
    if faults:
        raise ValidationError(faults)


def typed(document, spare=0):
    """Return a document as a browser would post it, with `spare` empty rows in each list."""
    data = {}
    for name, form in HEADER.items():
        data |= _typed_part(name, form, document.get(name) or {})
    for name, form in ROWS.items():
        rows = with_keys(document.get(name) or [])
        data |= {f"{name}-TOTAL_FORMS": len(rows) + spare, f"{name}-INITIAL_FORMS": 0}
        for index, row in enumerate([*rows, *[{}] * spare]):
            data |= _typed_part(f"{name}-{index}", form, row)
    return data


def _typed_part(prefix, form, values):
    data = {}
    for name, field in form.base_fields.items():
        value = field.prepare_value(values.get(name, field.initial))
        if isinstance(field, MultipleChoiceField):
            value = value or []  # nothing ticked is nothing posted
        data[f"{prefix}-{name}"] = "" if value is None else value if isinstance(value, list) else str(value)
    return data


def _as_typed(form):
    """Return a form's values as a document holds them; those with a fault as they were typed."""
    checked = {name: plain(value) for name, value in form.cleaned_data.items()}
    names = [name for name in form.fields if name != "DELETE"]
    return {name: checked[name] if name in checked else form[name].value() or None for name in names}


def _faults(form, section, key, place):
    for field, messages in form.errors.items():
        known = field in form.fields
        words = f"{place}, {form.fields[field].label}" if known and form.fields[field].label else place
        for message in messages:
            yield Fault(section, key, field if known else None, words, message)
