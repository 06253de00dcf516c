"""Layout of the document's forms at the desk: main fields first, references as choices, the rest folded."""

import copy

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacts.document import PactForms
from pacts.document.declaration import HIDDEN, MAIN
from pacts.document.forms import LABELS
from pacts.document.schema import PARTS, REFERENCES, UNIT_REFERENCES

FIRST = "conference pact commitments targets units signatories participants movements documents".split()
LAST = ["sources", "year"]
ORDER = [*FIRST, *(name for name in PARTS if name not in FIRST + LAST), *LAST]
ABOUT_A_UNIT = {"units": "unit", "signatories": "member"}  # lists whose rows are made for a unit, not by hand
# References that are chosen among the rows of a list, and units that are chosen among those the document names (others
# are looked for on a page of their own); not those that say what a row is about.
CHOICES = [each for each in REFERENCES if ABOUT_A_UNIT.get(each[0]) != each[1]]
UNITS_CHOSEN = [each for each in UNIT_REFERENCES if ABOUT_A_UNIT.get(each[0]) != each[1]]
NONE_IN_A_PART = {  # part: the header form with the checkboxes that record it, or something in it, as none
    "units": "year",
    "commitments": "pact",
    "targets": "pact",
    "movements": "pact",
    "documents": "pact",
    "pact": "pact",
}


BUTTONS = {  # list: the other buttons below it
    "commitments": [("paste:commitments", gettext_lazy("Paste a list"))],
    "targets": [("targets:find", gettext_lazy("Find them in the commitments"))],
    "units": [("paste:units", gettext_lazy("Paste a list")), ("units:new", gettext_lazy("Mend new units"))],
    "signatories": [("signatories:signed", gettext_lazy("All signed, names not known"))],
}


def desk_forms(document, spare=None):
    """Return the forms of a document with a signatory row for each unit, and one empty row in the list `spare`."""
    document = with_signatory_lines(document)
    if spare:
        document = document | {spare: [*(document.get(spare) or []), {}]}
    return PactForms.of(document)


def with_signatory_lines(document):
    """Return a document with a signatory row for each unit of its roster."""
    rows = document.get("units") or []
    signing = {row["member"] for row in document.get("signatories") or []}
    missing = [{"key": f"sign-{row['key']}", "member": row["key"]} for row in rows if row["key"] not in signing]
    return document | {"signatories": [*(document.get("signatories") or []), *missing]}


def without_silent_signatories(document):
    """Return a document without the signatory rows that only name a unit."""
    named = ("name", "title", "state", "signed_on", "inferred", "note")
    rows = [row for row in document["signatories"] if any(row.get(name) for name in named)]
    return document | {"signatories": rows}


def parts_of(document_forms, names, carried=()):
    """Return the Parts of the page in order.

    `names` maps addresses of units to names; `carried` are the places whose text was copied from another pact.
    """
    page = Page(document_forms, names, set(carried or ()))
    return [Part(name, page) for name in ORDER]


class Page:
    """What all parts of one page share: names of units, offered choices, and the "none" checkboxes."""

    def __init__(self, document_forms, names, carried):
        self.forms, self.carried = document_forms, carried
        self.names = {slug: names.get(slug, slug) for slug in units_named(document_forms)}
        self.members = {form["key"].value(): form["unit"].value() for form in document_forms.rows["units"]}
        self.choices = {(name, field): self._rows(other) for name, field, other in CHOICES}
        units = [("", _("Not known")), *self.names.items()]
        self.choices |= dict.fromkeys(UNITS_CHOSEN, units)
        ticks = {name: document_forms.header[name]["known_none"].subwidgets for name in ("year", "pact")}
        self.ticks = {name: {tick.data["value"]: tick for tick in found} for name, found in ticks.items()}

    def _rows(self, other):
        """Return the rows of a list as choices, labelled by the first field the desk shows."""
        says = PARTS[other].names(desk=MAIN)[0]
        rows = [row for row in self.forms.rows[other] if row["key"].value()]
        offered = [(row["key"].value(), _label(number, row[says].value())) for number, row in enumerate(rows, start=1)]
        return [("", _("None of them")), *offered]

    @staticmethod
    def quoted(section, form):
        """Return the fields of a form that hold words of a source."""
        return [form[name] for name in PARTS[section].names(prose=True) if form[name].value()]

    def dress(self, section, form, path):
        """Set a form's choices, and on each field what the page shows beside it."""
        for name in form.fields:
            if choices := self.choices.get((section, name)):
                own = copy.copy(form.fields[name])  # fields are shared by all rows
                own.widget = forms.Select(choices=choices)
                form.fields[name] = form[name].field = own
            field = form[name]
            field.none = self.ticks.get(section, {}).get(name)
            field.picks = (section, name) in UNITS_CHOSEN
            field.is_carried = f"{path}/{name}" in self.carried


class Part:
    """A header form, or a list of rows."""

    def __init__(self, name, page):
        self.name, self.label, self.page = name, LABELS[name], page
        self.form, self.formset = page.forms.header.get(name), page.forms.rows.get(name)
        self.may_grow = self.formset is not None and name not in ABOUT_A_UNIT
        adding = [(f"add:{name}", _("Add a row"))] if self.may_grow else []
        self.buttons = adding + [(value, str(label)) for value, label in BUTTONS.get(name, [])]
        self.nones = self._nones()
        if self.form is not None:
            self._show_form()
        else:
            self.rows = [Row(name, form, page) for form in self.formset]
            self.is_carried = any(row.is_carried for row in self.rows)

    def _show_form(self):
        self.page.dress(self.name, self.form, self.name)
        main = PARTS[self.name].names(desk=MAIN)
        shown = {*main, "known_none"}
        self.main = [self.form[field] for field in main]
        self.more = [self.form[field] for field in self.form.fields if field not in shown]
        self.quoted = self.page.quoted(self.name, self.form)
        self.faults = [*self.form.non_field_errors(), *self.form.errors.get("known_none", [])]
        self.has_fault_inside = any(field.errors for field in self.more)
        self.is_carried = any(field.is_carried for field in [*self.main, *self.more])

    def _nones(self):
        """Return the checkboxes that record this list, or something in this part, as none."""
        form = NONE_IN_A_PART.get(self.name)
        if form is None:
            return []
        about = {"units": ["leader", "deputy"], "pact": ["awards"]}.get(self.name, [self.name])
        return [self.page.ticks[form][part] for part in about]

    @property
    def blank(self):
        """Return an empty row that the page's script copies."""
        return Row(self.name, self.formset.empty_form, self.page)


class Row:
    def __init__(self, name, form, page):
        self.form, self.key = form, form["key"].value()
        page.dress(name, form, f"{name}/{self.key}")
        reference = ABOUT_A_UNIT.get(name)
        hidden, main = ["key", *PARTS[name].names(desk=HIDDEN)], PARTS[name].names(desk=MAIN)
        self.hidden = [self.form[field].as_hidden() for field in hidden]
        self.main = [form[field] for field in main]
        shown = {*hidden, *main, "DELETE"}
        self.more = [form[field] for field in form.fields if field not in shown]
        self.may_go = name != "signatories"  # a signatory row lives as long as its unit's row
        self.quoted, self.remove = page.quoted(name, form), form["DELETE"]
        slug = form[reference].value() if reference else None
        self.about = page.names.get(page.members.get(slug, slug), slug) if reference else None
        self.has_fault_inside = any(field.errors for field in self.more)
        self.is_carried = any(field.is_carried for field in [*self.main, *self.more])


def units_named(document_forms):
    """Return the addresses of all units in a document, in order, without duplicates."""
    rows = [(form, field) for name, field in UNIT_REFERENCES for form in document_forms.rows.get(name, ())]
    heads = [(document_forms.header[name], field) for name, field in UNIT_REFERENCES if name in document_forms.header]
    slugs = [form[field].value() for form, field in [*rows, *heads]]
    return [slug for slug in dict.fromkeys(slugs) if slug]


def _label(number, text):
    return f"{number}. {Truncator(text or '').chars(60)}"
