"""The cluster's board, and reminders sent from it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from clusters.common.form_fields import ChosenRecord
from pacts.desk.access import desk_pact
from pacts.desk.board.table import open_comments, table_of
from pacts.desk.links import neighbours_of
from pacts.permissions import can_ask_units
from pacts.services.deadlines import remind
from pacts.unit.task_registry import task_choices


@require_safe
def board(request, cluster, label):
    pact = desk_pact(request, cluster, label)
    context = {
        "pact": pact,
        "table": table_of(pact),
        "today": timezone.localdate(),
        "may_ask": can_ask_units(request.user, pact),
        "open_comments": open_comments(pact),
        "neighbours": neighbours_of(pact, of_units=True),
        "address": [cluster, label],
    }
    return render(request, "pacts/desk/board/board.html", context)


@require_POST
def units_remind(request, cluster, label):
    """Remind one unit of all it has not sent, or all units late for one task: each person once a day for each task."""
    pact = desk_pact(request, cluster, label)
    if not can_ask_units(request.user, pact):
        raise PermissionDenied
    form = ReminderForm(request.POST, pact=pact)
    if form.is_valid():
        count = remind(pact=pact, **form.cleaned_data)
        words = ngettext("%(n)s person has been reminded.", "%(n)s people have been reminded.", count)
        messages.success(request, words % {"n": count} if count else _("Nobody was left to remind today."))
    else:
        messages.error(request, _("The page is damaged: load it again."))
    return redirect("desk:board", cluster, label)


class ReminderForm(forms.Form):
    """A unit of the roster, or a task."""

    member = ChosenRecord(queryset=None, required=False)
    task = forms.ChoiceField(choices=task_choices, required=False)

    def __init__(self, *args, pact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = pact.cluster_year.memberships.all()

    def clean(self):
        data = super().clean()
        if not self.errors and bool(data["member"]) == bool(data["task"]):
            self.add_error(None, "one of both")
        return data
