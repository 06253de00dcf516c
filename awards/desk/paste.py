"""Many awards in one paste: shown as they were read, corrected, and entered with one confirmation."""

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from awards.desk.access import pact_with_awards
from awards.desk.forms import MOST as MOST_OF_A_LINE
from awards.desk.forms import AwardForm, SharedForm
from awards.desk.views import attempt, page_context
from awards.intake.awards import read_awards
from awards.intake.register import Known
from awards.permissions import can_enter_awards, must_give_reason
from awards.services.awards import record_awards
from clusters.common.rate_limits import limited
from pacts.desk.paste import pasted

MOST = 300  # awards of one paste
STATES = [("", gettext_lazy("As the whole list")), *SharedForm.base_fields["state"].choices]


class RowForm(AwardForm):
    """One award of a pasted list."""

    keep = forms.BooleanField(required=False, initial=True, label=gettext_lazy("Enter this award"))

    state = forms.ChoiceField(required=False, label=gettext_lazy("State"), choices=STATES)
    proposed_number = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_OF_A_LINE, label=gettext_lazy("How many were proposed")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_chosen = bool(self["keep"].value())

    @property
    def main(self):
        return [
            self[name]
            for name in ("award", "recipient", "unit", "number", "recipient_kind", "state")
            if name in self.fields
        ]

    @property
    def more(self):
        shown = [*(field.name for field in self.main), "keep", "reason"]
        return [self[name] for name in self.fields if name not in shown]

    def values(self):
        """Return the values of the award; "69/74" granted of proposed keeps both numbers."""
        values, proposed = super().values(), self.cleaned_data.get("proposed_number")
        return values | {"proposed_count": proposed} if proposed else values


class ListForm(SharedForm):
    """What is true of the whole list, and an administrator's reason."""

    reason = AwardForm.base_fields["reason"]

    def __init__(self, *args, with_reason, **kwargs):
        super().__init__(*args, **kwargs)
        if not with_reason:
            del self.fields["reason"]


@require_http_methods(["GET", "POST"])
@limited("paste", method="POST", accounts=True)
def awards_paste(request, cluster, label):
    pact = pact_with_awards(request, cluster, label)
    if not can_enter_awards(request.user, pact):
        raise PermissionDenied
    paste = pasted(request)
    data = request.POST if request.method == "POST" else None
    whole = ListForm(
        data, with_reason=must_give_reason(request.user, pact), initial={"merit_year": pact.cluster_year.year - 1}
    )
    looked = "apply" in request.POST or "look" in request.POST  # Enter in a field looks again, and enters nothing
    rows, unread = posted_rows(pact, request.POST, whole) if looked else read_rows(pact, paste.readable, whole)
    if len(rows) > MOST:
        refusal = _("%(n)s awards were read, and at most %(most)s are entered at once: paste the text in parts.")
        paste, rows = replace(paste, refusal=refusal % {"n": len(rows), "most": MOST}), []
    if "apply" in request.POST and _entered(request, pact, whole, rows):
        return redirect("awards_desk:awards", cluster, label)
    context = {"whole": whole, "rows": rows, "unread": unread, "paste": paste}
    return render(request, "awards/desk/paste.html", page_context(request, pact) | context)


def read_rows(pact, text, whole):
    """Return (forms of the awards a text names, what of it was not read)."""
    found = read_awards(text)
    if len(found.rows) > MOST:
        return found.rows, found.unread  # too many to be shown
    initials = found.rows
    known = Known(pact, [row.get("recipient") for row in initials])
    shared = shared_values(whole)
    for row in initials:
        year = row.get("merit_year") or shared.get("merit_year")
        award_type = known.type_of(row["award"], year)
        row["award"] = award_type.name if award_type else row["award"]
    return _forms(None, initials, known, shared), found.unread


def posted_rows(pact, posted, whole):
    """Return (the forms of the rows that were posted, nothing unread)."""
    count = posted.get("rows", "")
    count = int(count) if count.isascii() and count.isdecimal() and len(count) < 5 else 0
    if count > MOST:
        return [None] * count, []  # too many to be shown
    known = Known(pact, [posted.get(f"row{number}-recipient") for number in range(count)])
    return _forms(posted, [None] * count, known, shared_values(whole)), []


def shared_values(whole):
    """Return what the whole list says that could be read; before anything was posted, what is proposed."""
    if not whole.is_bound:
        return whole.initial
    whole.is_valid()
    return whole.cleaned_data


def _forms(data, initials, known, shared):
    return [
        RowForm(data, prefix=f"row{number}", initial=initial, known=known, shared=shared)
        for number, initial in enumerate(initials)
    ]


def _entered(request, pact, whole, rows):
    """Enter the rows that are kept, all or none, and say how many; False where something has to be mended."""
    chosen = [row for row in rows if row.is_chosen]
    valid = [row.is_valid() for row in chosen]
    if not chosen:
        whole.add_error(None, _("No award is ticked: nothing was entered."))
    if not whole.is_valid() or not all(valid):
        return False
    arguments = {"pact": pact, "rows": [row.values() for row in chosen], "by": request.user}
    added = attempt(whole, record_awards, **arguments, reason=whole.cleaned_data.get("reason"))
    if added is None:
        return False
    _report(request, len(added), len(chosen) - len(added))
    return True


def _report(request, added, there):
    words = ngettext("%(n)s award entered.", "%(n)s awards entered.", added) % {"n": added}
    if there:
        words += " " + ngettext(
            "%(n)s stood here already and was not entered again.",
            "%(n)s stood here already and were not entered again.",
            there,
        ) % {"n": there}
    messages.success(request, words)
