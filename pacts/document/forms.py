"""One form for each part of a pact's document: the models' own fields and rules, asked without the database."""

import datetime
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import ModelFormMetaclass, construct_instance
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from clusters.attested import part_field
from clusters.constraints import check_row
from clusters.form_fields import DecimalNumberFormField, WholeNumberFormField
from clusters.models import ClusterYear, Document, Membership, Source
from pacts.models import (
    Commitment,
    Conference,
    Movement,
    Pact,
    PactDocument,
    PactMovement,
    Participation,
    Signatory,
    Target,
)

NUMBERS = {models.IntegerField: WholeNumberFormField, models.DecimalField: DecimalNumberFormField}


def typed_field(db_field, **kwargs):
    """Return the form field of a part's field: numbers too are typed as text."""
    known = (number for kind, number in NUMBERS.items() if isinstance(db_field, kind) and not db_field.choices)
    number = next(known, None)
    return db_field.formfield(form_class=number, **kwargs) if number else part_field(db_field, **kwargs)


class PartMeta:
    """What the forms of all parts share: parts of a row are called by their names, never by a code."""

    formfield_callback = staticmethod(typed_field)


class SharedFields(dict):
    """The fields of a form class, the same objects in each of its forms.

    Django copies every field for every form, a third of the time a long document takes. Nothing here changes a
    field: who wants another widget in one form puts a copy there.
    """

    def __deepcopy__(self, memo):
        return dict(self)


class PartFormMetaclass(ModelFormMetaclass):
    """Lets the forms of a class share its fields."""

    def __new__(mcs, name, bases, attrs):
        form = super().__new__(mcs, name, bases, attrs)
        form.base_fields = SharedFields(form.base_fields)
        return form


class PartForm(forms.ModelForm, metaclass=PartFormMetaclass):
    """A part of the document: the fields of one model, checked in memory.

    What a row refers to is a key or an address, in a text field of its own; `PactForms` looks those up together.
    """

    references = ()  # names of fields of this form that are no fields of the model

    def clean(self):
        return self.cleaned_data

    def _post_clean(self):
        """Check the row by the model's fields, `clean` and constraints, as ModelForm does, but asking no database."""
        self.instance = construct_instance(self, self.instance, self._meta.fields)
        try:
            exclude = self._get_validation_exclusions()
            self.instance.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
            check_row(self._meta.model, {**self._model_values(), **self._typed_values()})
        except ValidationError as error:
            self._update_errors(error)

    def _model_values(self):
        return {field.name: getattr(self.instance, field.attname) for field in self._meta.model._meta.fields}

    def _typed_values(self):
        return {name: None if value == "" else value for name, value in self.cleaned_data.items()}

    def values(self):
        """Return the checked values as a document holds them."""
        return {name: plain(self.cleaned_data.get(name)) for name in self.fields if name != "DELETE"}

    def model_values(self):
        """Return the checked values of the model's own fields, as the model holds them."""
        return {name: self.cleaned_data.get(name) for name in self._meta.fields}


def plain(value):
    """Return a value as JSON holds it: decimals as plain text without trailing zeros, dates as text, "" as null."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime.date):
        return value.isoformat()
    return None if value == "" else value


ATTESTED = ["inferred", "note"]


class YearForm(PartForm):
    class Meta(PartMeta):
        model = ClusterYear
        fields = [
            "name",
            "kind",
            "as_written",
            "first_day",
            "last_day",
            "stated_units",
            "stated_units_as_written",
            "counts_leaders",
            "known_none",
            *ATTESTED,
        ]


class ConferenceForm(PartForm):
    references = ("host",)
    host = forms.CharField(label=capfirst(_("host")), required=False)

    class Meta(PartMeta):
        model = Conference
        fields = ["held_on", "held_as_written", "part_of_day", "venue", "purpose", "proceedings", "kind", *ATTESTED]


class PactForm(PartForm):
    class Meta(PartMeta):
        model = Pact
        fields = [
            "title",
            "theme",
            "theme_owner",
            "theme_by",
            "slogan",
            "preamble",
            "closing",
            "stated_commitments",
            "stated_targets",
            "open_ended",
            "key_works_minimum",
            "known_none",
            *ATTESTED,
        ]


class RowForm(PartForm):
    """A row with its key."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def has_changed(self):
        """A row with a key is one, whatever else it says: nothing more has to be compared."""
        return bool(self["key"].data) or super().has_changed()


class UnitForm(RowForm):
    references = ("unit",)
    unit = forms.CharField(label=capfirst(_("unit")))

    class Meta(PartMeta):
        model = Membership
        fields = [
            "role",
            "basis",
            "as_written",
            "role_basis",
            "head_name",
            "head_title",
            "joined_on",
            "left_on",
            "left_reason",
            *ATTESTED,
        ]


class SignatoryForm(RowForm):
    references = ("member",)
    member = forms.CharField(label=capfirst(_("unit")))

    class Meta(PartMeta):
        model = Signatory
        fields = ["name", "title", "state", "signed_on", *ATTESTED]


class ParticipantForm(RowForm):
    references = ("unit",)
    unit = forms.CharField(label=capfirst(_("unit")), required=False)

    class Meta(PartMeta):
        model = Participation
        fields = ["name", "titles", "as_written", "headcount", "roles", "inferred_roles", *ATTESTED]


class CommitmentForm(RowForm):
    references = ("by",)
    by = forms.CharField(label=capfirst(_("given by")), required=False)

    class Meta(PartMeta):
        model = Commitment
        fields = ["text", "standing", *ATTESTED]


class TargetForm(RowForm):
    references = ("commitment", "part_of")
    commitment = forms.CharField(label=capfirst(_("commitment")), required=False)
    part_of = forms.CharField(label=capfirst(_("part of the target")), required=False)

    class Meta(PartMeta):
        model = Target
        fields = [
            "text",
            "measure",
            "population",
            "scope",
            "operator",
            "value",
            "value_to",
            "unit",
            "change",
            "baseline_year",
            "grade",
            "grade_or_better",
            *ATTESTED,
        ]


class SharedRowForm(RowForm):
    """A row about a record that other pacts may refer to as well; `uuid` says which, where that is known."""

    uuid = forms.CharField(required=False, widget=forms.HiddenInput)


class MovementForm(SharedRowForm):
    references = ("uuid", "as_written")
    as_written = PactMovement._meta.get_field("as_written").formfield()

    class Meta(PartMeta):
        model = Movement
        fields = ["name", "level", "launched_by", "launched_on", "ends_on", "objective", *ATTESTED]


class DocumentForm(SharedRowForm):
    references = ("uuid", "state", "as_written")
    state = PactDocument._meta.get_field("state").formfield()
    # The scans of the signed original are attached to the pact, and no part of what it says.
    state.choices = [choice for choice in state.choices if choice[0] != PactDocument.State.SIGNED_ORIGINAL]
    as_written = PactDocument._meta.get_field("as_written").formfield()

    class Meta(PartMeta):
        model = Document
        fields = ["kind", "number", "issued_on", "issuer", "subject", *ATTESTED]


class SourceForm(RowForm):
    class Meta(PartMeta):
        model = Source
        fields = [
            "title",
            "outlet",
            "authors",
            "credit",
            "published_as_written",
            "published_on",
            "address",
            "errata",
            *ATTESTED,
        ]


HEADER = {"year": YearForm, "conference": ConferenceForm, "pact": PactForm}
ROWS = {
    "units": UnitForm,
    "signatories": SignatoryForm,
    "participants": ParticipantForm,
    "commitments": CommitmentForm,
    "targets": TargetForm,
    "movements": MovementForm,
    "documents": DocumentForm,
    "sources": SourceForm,
}
LABELS = {
    "year": _("Year of the cluster"),
    "conference": _("Conference"),
    "pact": _("Pact"),
    "units": _("Member units"),
    "signatories": _("Signatories"),
    "participants": _("People present"),
    "commitments": _("Commitments"),
    "targets": _("Targets"),
    "movements": _("Movements"),
    "documents": _("Documents"),
    "sources": _("Sources"),
}
