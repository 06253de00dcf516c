"""What the small pages of a unit's own part share: fields, keeping, sending, and what is shown around the form."""

from functools import wraps

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from clusters.once import idempotent
from clusters.text import normalise
from pacts.unit.finding import TakenBackError
from pacts.unit.stamps import stamp_of
from pacts.unit.tasks import HEADINGS, Asking
from pacts.unit_services import lock_part, send_part, unsend_part

LONGEST = 20_000
OWN_FIELDS = ("csrfmiddlewaretoken", "typed_by", "as_read", "then", "row-TOTAL_FORMS", "row-INITIAL_FORMS")
OWN_FIELDS += ("row-MIN_NUM_FORMS", "row-MAX_NUM_FORMS")  # of the page, not of the person


class TextField(forms.CharField):
    """A text as the record keeps it: NFC, trimmed, nothing is None."""

    def __init__(self, *, lines=0, **kwargs):
        kwargs = {"max_length": LONGEST if lines else 500, "required": False, "empty_value": None, **kwargs}
        if lines:
            kwargs["widget"] = forms.Textarea(attrs={"rows": lines})
        super().__init__(**kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else normalise(value.replace("\r\n", "\n")) or None


def part(view):
    """Make a view that keeps one form once, and shows what was typed for a pact taken back or a part kept meanwhile."""

    @wraps(view)
    def answer(request, pk):
        try:
            try:
                return view(request, pk)
            except OvertakenError:
                return view(request, pk)  # now it is compared with what the other page has kept
        except TakenBackError as error:
            typed = [value for name, value in request.POST.items() if name not in OWN_FIELDS and value.strip()]
            context = {"membership": error.membership, "typed": typed}
            return render(request, "pacts/unit/taken_back.html", context, status=409)

    return idempotent(answer)


class OvertakenError(Exception):
    """Another page has kept this part between the look at it and the lock."""


def keep_and_send(request, membership, asked, keep, page, *, form, read):
    """Keep a part, send it if the button says so, and return where to go; None where nothing could be kept.

    `form` is its StampedForm, and `read()` returns what is stored now: under the lock of the pact it must still be
    what the form was compared with, else OvertakenError. What is kept stays kept where only the sending is refused;
    each refusal is said in words.
    """
    try:
        with transaction.atomic():
            lock_part(membership=membership)
            if stamp_of(read()) != form.stamp:
                raise OvertakenError
            keep()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
    if request.POST.get("then") == "save":
        messages.success(request, _("Kept. It has not been sent yet."))
        return redirect(page, membership.pk)
    try:
        send_part(membership=membership, asked=asked, by=request.user)
    except ValidationError as error:
        unsend_part(membership=membership, asked=asked, by=request.user)  # what was sent before is there no more
        messages.warning(request, _("Kept, and not sent: %(why)s") % {"why": " ".join(error.messages)})
        return redirect(page, membership.pk)
    messages.success(request, _("Sent: %(what)s. You can change it and send it again.") % {"what": HEADINGS[asked]})
    return redirect("my_unit:year", membership.pk)


def part_page(request, template, membership, pact, asked, context):
    """Return the page of a part, with its day and what was sent."""
    task = Asking(membership.cluster_year).row(membership, asked)
    around = {"membership": membership, "year": membership.cluster_year, "pact": pact, "task": task}
    status = 409 if request.method == "POST" and not context["may_write"] else 200
    return render(request, template, around | {"heading": HEADINGS[asked]} | context, status=status)
