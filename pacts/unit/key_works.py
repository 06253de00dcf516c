"""The task for a unit's key works and breakthrough items."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from clusters.common.formsets import CountedRows
from clusters.common.stale import StaleForm
from pacts.models import KeyWork
from pacts.services.unit_parts import least_key_works, missing_key_works, missing_words, save_key_works
from pacts.unit.task_page import TextField
from pacts.unit.task_registry import KEY_WORKS
from pacts.unit.tasks import UnitTask

MOST = 60
KINDS = [(kind.value, capfirst(kind.label)) for kind in KeyWork.Kind]


class KeyWorkForm(forms.Form):
    """One row. Rows without text are ignored."""

    text = TextField(label=gettext_lazy("Content"), lines=2)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS, required=False, initial=KeyWork.Kind.WORK)


class KeyWorks(CountedRows, forms.BaseFormSet):
    """Formset of a unit's key works."""


class KeyWorksForm(StaleForm):
    """All rows, as posted or as stored.

    Unbound, it has as many rows as the pact requires and at least one empty row.
    """

    def __init__(self, data, files=None, *, stored, least):
        super().__init__(data, files, stored=stored)
        if data is not None:
            self.rows = formset_of(0)(with_another(data), prefix="row")
        else:
            spare = max(least - len(stored), 1)
            initial = [{"text": text, "kind": kind} for text, kind in stored]
            self.rows = formset_of(spare)(initial=initial, prefix="row")

    def is_valid(self):
        return self.rows.is_valid() and super().is_valid()

    @property
    def typed(self):
        """Return [(text, kind)] of the rows with text."""
        return [(row["text"], row["kind"]) for row in self.rows.cleaned_data if row.get("text")]


def formset_of(extra):
    return forms.formset_factory(
        KeyWorkForm, formset=KeyWorks, extra=extra, max_num=MOST, absolute_max=MOST * 2, validate_max=True
    )


def with_another(posted):
    """Return the posted data, with one more empty row if the "add" button was pressed."""
    total = posted.get("row-TOTAL_FORMS", "")
    if posted.get("then") != "add" or not (total.isascii() and total.isdecimal()) or not 0 <= int(total[:9]) < MOST:
        return posted
    posted = posted.copy()
    posted["row-TOTAL_FORMS"] = str(int(total[:9]) + 1)
    return posted


class KeyWorksTask(UnitTask):
    key, slug, position = KEY_WORKS, "cong-trinh", 40
    label = gettext_lazy("key works")
    heading = gettext_lazy("Key works and tasks")
    action = pgettext_lazy("key works", "Add")
    template = "pacts/unit/key_works.html"
    stored_template = "pacts/unit/_works.html"

    def stored_state(self, visit):
        return list(visit.membership.key_works.values_list("text", "kind"))

    def stored_parts(self, membership, pact):
        return list(membership.key_works.all())

    def missing(self, membership, pact):
        return missing_key_works(pact, membership)

    def notes(self, membership, pact, submission):
        least, count = least_key_works(pact), len(membership.key_works.all())
        count_words = ngettext("%(n)s item", "%(n)s items", count) % {"n": count} if count else ""
        return [words for words in (count_words, missing_words(least - count, least)) if words]

    def make_form(self, visit):
        data = visit.request.POST if visit.is_post else None
        return KeyWorksForm(data, stored=self.stored_state(visit), least=least_key_works(visit.pact))

    def handle_post(self, visit):
        return visit.page() if visit.button == "add" else super().handle_post(visit)

    def save(self, visit):
        save_key_works(membership=visit.membership, rows=visit.form.typed, by=visit.user)

    def context(self, visit):
        least, count = least_key_works(visit.pact), len(visit.form.stored)
        return {"rows": visit.form.rows, "least": least, "missing": missing_words(least - count, least)}
