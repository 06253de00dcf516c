"""The document's forms as the desk shows them: what matters first, references as choices, the rest folded."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from clusters.models import Unit
from pacts.document import PactForms
from pacts.document.forms import LABELS

MAIN = {  # the parts in the order of the page, and the fields each is mainly about
    "conference": ["held_on", "part_of_day", "venue"],
    "pact": ["theme", "slogan", "preamble"],
    "commitments": ["text"],
    "targets": ["text", "operator", "value", "unit"],
    "units": ["role"],
    "signatories": ["name", "title", "state"],
    "participants": ["name", "as_written", "titles", "roles"],
    "movements": ["name"],
    "documents": ["kind", "number", "issued_on", "issuer", "subject"],
    "sources": ["title", "outlet", "address"],
    "year": ["stated_units"],
}
ABOUT_A_UNIT = {"units": "unit", "signatories": "member"}  # lists whose rows are made for a unit, not by hand
CHOICES = [  # list, field that refers, list it refers to, field that says what it is
    ("targets", "commitment", "commitments", "text"),
    ("targets", "part_of", "targets", "text"),
    ("commitments", "by", "participants", "name"),
]


def desk_forms(document, spare=None):
    """Return the forms of a document for the page: a line for each unit's signatory, and one empty row in `spare`."""
    rows = document.get("units") or []
    signing = {row["member"] for row in document.get("signatories") or []}
    missing = [{"key": f"sign-{row['key']}", "member": row["key"]} for row in rows if row["key"] not in signing]
    document = document | {"signatories": [*(document.get("signatories") or []), *missing]}
    if spare:
        document = document | {spare: [*(document.get(spare) or []), {}]}
    return PactForms.of(document)


def without_silent_signatories(document):
    """Return a document without the lines that name a unit and say nothing of who signed for it."""
    told = ("name", "title", "state", "signed_on", "inferred", "note")
    rows = [row for row in document["signatories"] if any(row.get(name) for name in told)]
    return document | {"signatories": rows}


def parts_of(document_forms):
    """Return the parts of the page in their order."""
    units = [form["unit"].value() for form in document_forms.rows["units"]]
    units += [form["unit"].value() for form in document_forms.rows["participants"]]
    units += [document_forms.header["conference"]["host"].value()]
    names = dict(Unit.objects.filter(slug__in=[slug for slug in units if slug]).values_list("slug", "name"))
    _offer_choices(document_forms, names)
    return [Part(name, document_forms, names) for name in MAIN]


class Part:
    """One part: a header form, or a list of rows."""

    def __init__(self, name, document_forms, names):
        self.name, self.label = name, LABELS[name]
        self.form, self.formset = document_forms.header.get(name), document_forms.rows.get(name)
        self.may_grow = self.formset is not None and name not in ABOUT_A_UNIT
        if self.form is not None:
            self.main = [self.form[field] for field in MAIN[name]]
            self.more = [self.form[field] for field in self.form.fields if field not in MAIN[name]]
        else:
            members = {form["key"].value(): form["unit"].value() for form in document_forms.rows["units"]}
            self.rows = [Row(name, form, names, members) for form in self.formset]

    @property
    def blank(self):
        """An empty row for the page's script to copy."""
        return Row(self.name, self.formset.empty_form, {}, {})


class Row:
    """One row of a list."""

    def __init__(self, name, form, names, members):
        self.form, self.key = form, form["key"].value()
        reference = ABOUT_A_UNIT.get(name)
        hidden = ["key", *([reference] if reference else [])]
        self.hidden = [form[field] for field in hidden]
        self.main = [form[field] for field in MAIN[name] if field not in hidden]
        shown = {*hidden, *MAIN[name], "DELETE"}
        self.more = [form[field] for field in form.fields if field not in shown]
        self.remove = form["DELETE"]
        slug = form[reference].value() if reference else None
        self.about = names.get(members.get(slug, slug), slug) if reference else None
        self.has_fault_inside = any(field.errors for field in self.more)


def _offer_choices(document_forms, names):
    """Turn references by key or address into choices a person reads."""
    for name, field, other, says in CHOICES:
        rows = document_forms.rows[other]
        offered = [(row["key"].value(), _label(number, row[says].value())) for number, row in enumerate(rows, start=1)]
        for form in [*document_forms.rows[name], document_forms.rows[name].empty_form]:
            form.fields[field].widget = forms.Select(choices=[("", _("None of them")), *offered])
    roster = [(slug, names.get(slug, slug)) for slug in names]
    places = [document_forms.header["conference"].fields["host"]]
    places += [form.fields["unit"] for form in document_forms.rows["participants"]]
    for place in places:
        place.widget = forms.Select(choices=[("", _("Not known")), *roster])
    for form in document_forms.rows["signatories"]:
        form.fields["member"].widget = forms.HiddenInput()
    for form in document_forms.rows["units"]:
        form.fields["unit"].widget = forms.HiddenInput()


def _label(number, text):
    return f"{number}. {Truncator(text or '').chars(60)}"
