"""The unit's key works and breakthrough items, as many rows as it takes."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from clusters.common.stale import StaleForm
from clusters.form_rows import CountedRows
from pacts.models import Asked, KeyWork
from pacts.permissions import can_write_own_part
from pacts.unit.finding import own_part
from pacts.unit.parts import TextField, keep_and_send, part_page
from pacts.unit_services import least_key_works, missing_words, save_key_works

MOST = 60
KINDS = [(kind.value, capfirst(kind.label)) for kind in KeyWork.Kind]


class KeyWorkForm(forms.Form):
    """One row; without a text it is none."""

    text = TextField(label=gettext_lazy("Content"), lines=2)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS, required=False, initial=KeyWork.Kind.WORK)


class KeyWorks(CountedRows, forms.BaseFormSet):
    """The rows of a unit."""


def rows_for(request, stored, least):
    """Return the formset: as posted, or what is stored with an empty row behind it, at least as many as are asked."""
    if request.method == "POST":
        made = formset_of(0)
        return made(with_another(request.POST), prefix="row")
    spare = max(least - len(stored), 1)
    return formset_of(spare)(initial=[{"text": row.text, "kind": row.kind} for row in stored], prefix="row")


def formset_of(extra):
    return forms.formset_factory(
        KeyWorkForm, formset=KeyWorks, extra=extra, max_num=MOST, absolute_max=MOST * 2, validate_max=True
    )


def with_another(posted):
    """Return what was posted, with one more empty row where the button asks for it."""
    total = posted.get("row-TOTAL_FORMS", "")
    if posted.get("then") != "add" or not (total.isascii() and total.isdecimal()) or not 0 <= int(total[:9]) < MOST:
        return posted
    posted = posted.copy()
    posted["row-TOTAL_FORMS"] = str(int(total[:9]) + 1)
    return posted


def stored_in(membership):
    """Return what stands there now, as the form's stamp tells it."""
    return list(membership.key_works.values_list("text", "kind"))


@require_http_methods(["GET", "POST"])
def key_works_write(request, pk):
    membership, pact = own_part(request, pk)
    may_write = can_write_own_part(request.user, membership, pact)
    stored, least = list(membership.key_works.all()), least_key_works(pact)
    rows = rows_for(request, stored, least)
    posted = request.POST if request.method == "POST" else None
    form = StaleForm(posted, stored=stored_in(membership))
    adding = request.POST.get("then") == "add"
    if request.method == "POST" and may_write and rows.is_valid() and not adding and form.is_valid():
        typed = [(row["text"], row["kind"]) for row in rows.cleaned_data if row.get("text")]
        done = keep_and_send(
            request,
            membership,
            Asked.KEY_WORKS,
            lambda: save_key_works(membership=membership, rows=typed, by=request.user),
            "my_unit:key_works",
            form=form,
            read=lambda: stored_in(membership),
        )
        if done:
            return done
    context = {"form": form, "rows": rows, "may_write": may_write, "stored": stored, "least": least}
    context["missing"] = missing_words(least - len(stored), least)
    return part_page(request, "pacts/unit/key_works.html", membership, pact, Asked.KEY_WORKS, context)
