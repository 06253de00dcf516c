"""Base class of tasks: what units are asked to send, its page, its form, and when it is open or complete.

A task is a subclass of UnitTask, registered with `register_task`. `task_page` handles its page.
"""

from typing import Any, NamedTuple

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacts.models import PactStatus
from pacts.permissions import can_comment, can_write_own_part, own_parts_are_open


class Proposal(NamedTuple):
    """A proposed deadline: days after an event ("circulated" or "conference"), and that in words."""

    event: str
    days: int
    words: Any


class UnitTask:
    """One thing units are asked to send. It has no state; the state of a request is in a `Visit`."""

    key = ""  # stored; also the name of the address
    slug = ""  # last part of the address
    position = 0  # sort order within a year
    label: Any = ""  # in lists and tables
    heading: Any = ""  # heading of its page
    action: Any = ""  # link text while nothing has been sent
    proposal = Proposal("conference", 30, gettext_lazy("30 days after the conference"))
    only_while_circulated = False  # otherwise until the pact is closed
    send_buttons = ("send",)  # values of the buttons that save and send; others only save
    after_sending = "my_unit:year"  # redirect after sending
    none_words: Any = ""  # on the board, for a unit that answered "none"

    form_class: Any = None  # a StaleForm
    template = "pacts/unit/task.html"
    stored_template = ""  # renders `stored_parts` as `stored`, also for the secretariat
    stored_heading: Any = ""  # heading above it; default: heading
    can_show_without_pact = False  # whether to show the typed form after the pact was taken back

    # --- Availability and address -----------------------------------------------------------------

    def is_open(self, pact):
        return pact.status == PactStatus.CIRCULATED or (not self.only_while_circulated and own_parts_are_open(pact))

    def may_write(self, user, membership, pact):
        may = can_comment if self.only_while_circulated else can_write_own_part
        return may(user, membership, pact)

    def address(self, membership):
        """Return the address of the task's page for a membership or its primary key."""
        return reverse(f"my_unit:{self.key}", args=[getattr(membership, "pk", membership)])

    # --- What is stored --------------------------------------------------------------------------

    def stored_state(self, visit):
        """Return all that is stored now as plain values, to detect a stale form."""
        raise NotImplementedError

    def stored_parts(self, membership, pact):
        """Return what `stored_template` shows."""
        return

    def is_shown(self, pact, is_sent):
        """Whether the secretariat may read what is stored."""
        return is_sent

    def missing(self, membership, pact):
        """Return why what is stored cannot be sent, or ""."""
        return ""

    def notes(self, membership, pact, submission):
        """Return short notes on what is stored ("2 items"), shown beside the deadline."""
        return []

    def memberships_with_none(self, year):
        """Return the primary keys of the year's memberships with nothing stored; used with `none_words`."""
        return []

    # --- Page and form ---------------------------------------------------------------------------

    def make_form(self, visit):
        """Return the form of the page, bound on POST."""
        posted = (visit.request.POST, visit.request.FILES) if visit.is_post else ()
        stored = self.stored_state(visit)
        return self.form_class(*posted, stored=stored, initial=self.initial(stored))

    def initial(self, stored):
        """Return the form's initial values. `stored` is what `stored_state` returned."""
        return

    def context(self, visit):
        return {}

    def handle_post(self, visit):
        """Handle a POST that may be written. Override it for other buttons."""
        return visit.save_and_send()

    def save(self, visit):
        """Save the valid form, inside a transaction. Raises ValidationError if refused."""
        raise NotImplementedError

    def refuse(self, visit, error):
        messages.error(visit.request, " ".join(error.messages))

    def saved_message(self, visit):
        return _("Kept. It has not been sent yet.")

    def sent_message(self, visit):
        return _("Sent: %(what)s. You can change it and send it again.") % {"what": self.heading}
