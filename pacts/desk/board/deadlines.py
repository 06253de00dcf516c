"""The form that sets the deadlines of the units' tasks for a cluster's year."""

from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pacts.desk.access import desk_pact
from pacts.desk.board.proposed_days import proposed_days
from pacts.permissions import can_ask_units
from pacts.services.deadlines import set_deadlines
from pacts.unit.task_registry import all_tasks


class DeadlinesForm(forms.Form):
    """A deadline for each task; a task without one is not requested."""

    def __init__(self, *args, year, known, proposed, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year
        for task in all_tasks():
            self.fields[task.key] = forms.DateField(
                label=capfirst(task.label),
                required=False,
                initial=known.get(task.key) if known else proposed.get(task.key),
                help_text=hint_of(task, proposed.get(task.key), bool(known)),
                widget=forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages={"invalid": gettext_lazy("Write the whole date as dd/mm/yyyy.")},
            )

    def clean(self):
        """Refuse a day far from the year, most likely a typing error."""
        data = super().clean()
        first, last = date(self.year - 1, 1, 1), date(self.year + 1, 12, 31)
        words = {"first": date_format(first), "last": date_format(last)}
        for name, day in list(data.items()):
            if day and not first <= day <= last:
                self.add_error(name, _("A day between %(first)s and %(last)s is meant.") % words)
        return data


def hint_of(task, day, is_set):
    """Return how a task's deadline is proposed and, where deadlines are set already, the proposed day."""
    words = {"rule": task.proposal.words, "day": date_format(day) if day else ""}
    if day and is_set:
        return _("Proposed: %(day)s, %(rule)s.") % words
    return _("Proposed: %(rule)s.") % words


@require_http_methods(["GET", "POST"])
def deadlines_set(request, cluster, label):
    pact = desk_pact(request, cluster, label)
    if not can_ask_units(request.user, pact):
        raise PermissionDenied
    known = {row.asked: row.due_on for row in pact.cluster_year.deadlines.all()}
    proposed = proposed_days(pact)
    data = request.POST if request.method == "POST" else None
    form = DeadlinesForm(data, year=pact.cluster_year.year, known=known, proposed=proposed)
    if form.is_valid():
        try:
            set_deadlines(pact=pact, days=form.cleaned_data, by=request.user)
            messages.success(request, _("The deadlines have been set."))
            return redirect("desk:board", cluster, label)
        except ValidationError as error:
            form.add_error(None, error.messages)
    context = {"pact": pact, "form": form, "are_proposed": bool(proposed) and not known, "address": [cluster, label]}
    return render(request, "pacts/desk/board/deadlines.html", context)
