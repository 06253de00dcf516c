"""The page of a task: show, save, send. Shared by all tasks; see `UnitTask` for what differs."""

from functools import wraps

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusters.common.idempotent import idempotent
from clusters.common.stale import mark_of
from clusters.common.text import normalise
from pacts.services.unit_parts import lock_part, send_part, unsend_part
from pacts.unit.access import TakenBackError, own_part, read_pact
from pacts.unit.year_tasks import YearTasks

LONGEST = 20_000
# Hidden fields, not typed by the user.
HIDDEN_FIELDS = ("csrfmiddlewaretoken", "typed_by", "seen", "then", "row-TOTAL_FORMS", "row-INITIAL_FORMS")
HIDDEN_FIELDS += ("row-MIN_NUM_FORMS", "row-MAX_NUM_FORMS")


class TextField(forms.CharField):
    """A text, NFC-normalised and trimmed. Empty text becomes None."""

    def __init__(self, *, lines=0, **kwargs):
        kwargs = {"max_length": LONGEST if lines else 500, "required": False, "empty_value": None, **kwargs}
        if lines:
            kwargs["widget"] = forms.Textarea(attrs={"rows": lines})
        super().__init__(**kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else normalise(value.replace("\r\n", "\n")) or None


class ConcurrentSaveError(Exception):
    """Another request saved this task between the validation of the form and the lock."""


def unit_form(view):
    """Make a unit's form view idempotent, and show the typed text if the pact was taken back."""

    @wraps(view)
    def answer(request, pk):
        try:
            return view(request, pk)
        except TakenBackError as error:
            typed = [value for name, value in request.POST.items() if name not in HIDDEN_FIELDS and value.strip()]
            context = {"membership": error.membership, "typed": typed}
            return render(request, "pacts/unit/taken_back.html", context, status=409)

    return idempotent(answer)


def task_view(task):

    @require_http_methods(["GET", "POST"])
    def view(request, pk):
        try:
            return _visit(request, pk, task).answer()
        except (
            ConcurrentSaveError
        ):  # validated anew, the form is out of date and shows what the other request has saved
            return _visit(request, pk, task).answer()

    return unit_form(view)


def _visit(request, pk, task):
    try:
        membership, pact = own_part(request, pk)
    except TakenBackError as error:
        if not task.can_show_without_pact:
            raise
        membership, pact = error.membership, None
    return Visit(request, task, membership, pact)


class Visit:
    """One request for a task's page. `pact` is None if it was taken back after the form was opened."""

    def __init__(self, request, task, membership, pact):
        self.request, self.user, self.task = request, request.user, task
        self.membership, self.pact = membership, pact
        self.is_post, self.button = request.method == "POST", request.POST.get("then", "")
        self.may_write = pact is not None and task.may_write(self.user, membership, pact)
        self.refusals = []  # sentences shown on the task's page
        self.form = task.make_form(self)

    @property
    def is_sending(self):
        return self.button in self.task.send_buttons

    def answer(self):
        return self.task.handle_post(self) if self.is_post and self.may_write else self.page()

    def save_and_send(self):
        """Save the form, send it if the button says so, and redirect. If refused, show the page again.

        Saved data stays saved if only sending is refused. Raises ConcurrentSaveError.
        """
        if not self.form.is_valid():
            return self.page()
        try:
            self._save()
        except ValidationError as error:
            self.task.refuse(self, error)
            return self.page()
        if not self.is_sending:
            messages.success(self.request, self.task.saved_message(self))
            return redirect(self.task.address(self.membership))
        return self._send()

    @transaction.atomic
    def _save(self):
        lock_part(membership=self.membership)
        self.pact = read_pact(self.membership.cluster_year) or self.pact
        if mark_of(self.task.stored_state(self)) != self.form.mark:
            raise ConcurrentSaveError
        self.task.save(self)

    def _send(self):
        try:
            send_part(membership=self.membership, task=self.task, by=self.user)
        except ValidationError as error:
            unsend_part(membership=self.membership, task=self.task, by=self.user)  # what was sent no longer exists
            messages.warning(self.request, _("Kept, and not sent: %(why)s") % {"why": " ".join(error.messages)})
            return redirect(self.task.address(self.membership))
        messages.success(self.request, self.task.sent_message(self))
        return redirect(self.task.after_sending, self.membership.pk)

    def page(self, template=None, **more):
        context = {"membership": self.membership, "year": self.membership.cluster_year, "pact": self.pact}
        context |= {"task": YearTasks(self.membership.cluster_year).status(self.membership, self.task)}
        context |= {"heading": self.task.heading, "form": self.form, "may_write": self.may_write}
        context |= {"stored": self.task.stored_parts(self.membership, self.pact), "refusals": self.refusals}
        context |= {"stored_template": self.task.stored_template}
        status = 409 if self.is_post and not self.may_write else 200
        return render(
            self.request, template or self.task.template, context | self.task.context(self) | more, status=status
        )
