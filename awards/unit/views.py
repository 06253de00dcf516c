"""What a unit registers for in a year: read, typed, kept and sent."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from awards.registration_services import (
    register_after_all,
    register_for_none,
    registered_by,
    save_registrations,
    send_registrations,
    state_of,
    titles_stand,
)
from awards.titles import types_of
from awards.unit.forms import BLANK, Registrations, initial_of, typed_in
from clusters.common.stale import StaleError, mark_of
from pacts.models import Asked
from pacts.permissions import can_write_own_part
from pacts.unit.finding import TakenBackError, own_part


@require_http_methods(["GET", "POST"])
def registrations(request, membership):
    try:
        membership, pact = own_part(request, membership)
        may_write = can_write_own_part(request.user, membership, pact)
    except TakenBackError as error:  # what was typed is shown all the same
        membership, may_write = error.membership, False
    page = Page(request, membership, registered_by(membership), may_write)
    if page.is_done:
        return redirect("awards_unit:registrations", membership.pk)
    context = {"membership": membership, "page": page, **asked_for(membership)}
    context["says_none"] = bool(context["submission"]) and not page.stored and request.method != "POST"
    return render(request, "awards/unit/registrations.html", context, status=page.status)


def asked_for(membership):
    """Return by when the registrations are due and when they were sent, each None where it is not said."""
    return {
        "deadline": membership.cluster_year.deadlines.filter(asked=Asked.REGISTRATIONS).first(),
        "submission": membership.submissions.filter(asked=Asked.REGISTRATIONS).first(),
    }


class Page:
    """The page's rows, as they stand or as they were typed, and what became of them."""

    def __init__(self, request, membership, stored, may_write):
        self.request, self.membership, self.stored, self.may_write = request, membership, stored, may_write
        self.then, self.is_conflict, self.refusals = request.POST.get("then", ""), False, []
        self.seen = request.POST.get("seen", "") if request.method == "POST" else mark_of(state_of(stored))
        self.is_late = request.method == "POST" and not may_write
        types, year = types_of(membership.cluster_year), membership.cluster_year.label
        self.has_types = bool(types)
        told = {"data": request.POST} if self.is_to_be_kept else {"initial": self._shown()}
        self.formset = Registrations(types=types, year=year, **told)

    @property
    def is_to_be_kept(self):
        """Whether a button was pressed that keeps the rows; with the others they are only shown again."""
        return self.request.method == "POST" and self.may_write and self.then not in ("add", "none", "after-all")

    @property
    def is_done(self):
        """Whether what was pressed has been done; False where it was refused, and why is shown."""
        if self.may_write and self.then in ("none", "after-all"):
            return self.said_none()
        return self.is_to_be_kept and self.formset.is_valid() and self.kept()

    @property
    def status(self):
        """Refused where the pact has moved on: what was typed is shown all the same."""
        return 403 if self.is_late else 200

    @property
    def faulty(self):
        """The numbers of the rows in which something has to be mended."""
        return [number for number, row in enumerate(self.formset, start=1) if self.is_to_be_kept and row.is_faulty]

    def _shown(self):
        if self.request.method == "POST":
            return [*typed_in(self.request.POST), *([BLANK] if self.then == "add" else [])]
        return [*initial_of(self.stored), *([BLANK] if self.may_write and not self.stored else [])]

    def said_none(self):
        """Say that the unit registers for none, or that it does after all."""
        try:
            if self.then == "after-all":
                register_after_all(membership=self.membership, by=self.request.user)
                messages.success(self.request, _("Taken back. Register for what your unit strives for, then send it."))
            elif any(not row.is_left_out for row in self.formset):
                raise ValidationError(titles_stand())
            else:
                register_for_none(membership=self.membership, by=self.request.user)
                messages.success(self.request, _("Sent: your unit registers for no title this year."))
        except ValidationError as error:
            self.refusals = error.messages
            return False
        return True

    def _kept_words(self):
        sent = asked_for(self.membership)["submission"]
        return _("Kept.") if sent else _("Kept. It has not been sent yet.")

    def kept(self):
        """Keep the rows, and send them if that was asked; say so. False where it was refused, and why is shown."""
        rows = {"membership": self.membership, "rows": self.formset.values(), "seen": self.seen}
        try:
            if self.then == "send":
                send_registrations(**rows, by=self.request.user)
                messages.success(self.request, _("The registrations have been sent."))
            else:
                changed = save_registrations(**rows, by=self.request.user)
                messages.success(self.request, self._kept_words() if changed else _("Nothing was changed."))
        except StaleError:
            self.stored = registered_by(self.membership)
            self.seen, self.is_conflict = mark_of(state_of(self.stored)), True
            return False
        except ValidationError as error:
            self.refusals = error.messages
            return False
        return True
