"""What a task is: one thing the units are asked for, with its page, its form, when it is open and when it is complete.

A task is one subclass of UnitTask, registered with `register_task`. The flow of its page is in `task_pages`.
"""

from typing import Any, NamedTuple

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacts.models import PactStatus
from pacts.permissions import can_comment, can_write_own_part, own_parts_are_open


class Proposal(NamedTuple):
    """The day proposed as a deadline: so many days after an event ("circulated" or "conference"), and that in words."""

    event: str
    days: int
    words: Any


class UnitTask:
    """One thing that units are asked for. It keeps no state: what belongs to one request is in a `Visit`."""

    key = ""  # stored; also the name of the address
    slug = ""  # last part of the address
    position = 0  # order of the year
    label: Any = ""  # in lists and tables
    heading: Any = ""  # above its page
    action: Any = ""  # on the link to its page, before anything was sent
    proposal = Proposal("conference", 30, gettext_lazy("30 days after the conference"))
    only_while_circulated = False  # else until the pact is closed
    send_buttons = ("send",)  # values of the buttons that save and send; others only save
    after_sending = "my_unit:year"  # where a sent form leads
    none_words: Any = ""  # said on the board of a unit that has sent that it has none

    form_class: Any = None  # a StaleForm
    template = "pacts/unit/task.html"
    stored_template = ""  # shows `stored_parts` as `stored`; with it the secretariat reads the task on the unit's page
    stored_heading: Any = ""  # above that; default: heading
    can_show_without_pact = False  # whether the page of a pact taken back shows the form with what was typed

    # --- When it is open, where it is ------------------------------------------------------------

    def is_open(self, pact):
        """Whether units may send this at the stage the pact is in."""
        return pact.status == PactStatus.CIRCULATED or (not self.only_while_circulated and own_parts_are_open(pact))

    def may_write(self, user, membership, pact):
        """Whether a person may write this for a unit now."""
        may = can_comment if self.only_while_circulated else can_write_own_part
        return may(user, membership, pact)

    def address(self, membership):
        """Return the address of the task's page for a unit's year (a membership or its primary key)."""
        return reverse(f"my_unit:{self.key}", args=[getattr(membership, "pk", membership)])

    # --- What there is of it ---------------------------------------------------------------------

    def stored_state(self, visit):
        """Return all that is stored now, as plain values: by it a form notices that its page is out of date."""
        raise NotImplementedError

    def stored_parts(self, membership, pact):
        """Return what `stored_template` shows."""
        return

    def is_shown(self, pact, is_sent):
        """Whether the secretariat may read what is stored."""
        return is_sent

    def missing(self, membership, pact):
        """Return the sentence why what is stored cannot be sent, or ""."""
        return ""

    def notes(self, membership, pact, submission):
        """Return a few words each on what is stored ("2 items"), shown beside the deadline."""
        return []

    def memberships_with_none(self, year):
        """Return the primary keys of the memberships of a year of which nothing is stored; used with `none_words`."""
        return []

    # --- Its page --------------------------------------------------------------------------------

    def make_form(self, visit):
        """Return the form of the page, bound if it was posted."""
        posted = (visit.request.POST, visit.request.FILES) if visit.is_post else ()
        stored = self.stored_state(visit)
        return self.form_class(*posted, stored=stored, initial=self.initial(stored))

    def initial(self, stored):
        """Return the initial values of the form's fields; `stored` as `stored_state` returns it."""
        return

    def context(self, visit):
        """Return what the template needs besides the context of every task (see `Visit.page`)."""
        return {}

    def handle_post(self, visit):
        """Answer a posted page that may be written. A task with buttons of its own overrides this."""
        return visit.save_and_send()

    def save(self, visit):
        """Save the valid form, inside a transaction. Raises ValidationError where it is refused."""
        raise NotImplementedError

    def refuse(self, visit, error):
        """Say why saving was refused."""
        messages.error(visit.request, " ".join(error.messages))

    def saved_message(self, visit):
        return _("Kept. It has not been sent yet.")

    def sent_message(self, visit):
        return _("Sent: %(what)s. You can change it and send it again.") % {"what": self.heading}
