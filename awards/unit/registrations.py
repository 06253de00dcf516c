"""The task of registering for titles and awards: those a unit strives for in the year, or that it strives for none."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from awards.award_types import types_of
from awards.models import TitleRegistration
from awards.services.registrations import (
    REGISTRATIONS,
    facts_of,
    register_after_all,
    register_for_none,
    registered_by,
    save_registrations,
    state_of,
    titles_are_listed,
)
from awards.unit.forms import BLANK, Registrations, initial_of, typed_in
from awards.unit.panels import registrations_of
from clusters.common.stale import StaleForm
from pacts.unit.tasks import UnitTask

NOT_SAVING = ("add", "none", "after-all")  # buttons that show the rows as they were typed


class RegistrationsForm(StaleForm):
    """All rows. They are validated only if a button that saves was pressed; else they are shown with no errors."""

    def __init__(self, data, *, registered, rows):
        super().__init__(data, stored=state_of(registered))
        self.registered, self.rows = registered, rows

    def is_valid(self):
        return self.rows.is_valid() and super().is_valid()

    def clean_seen(self):
        """Accept any mark with rows that say what is stored: the same form sent again changes nothing."""
        return "" if self.is_unchanged else super().clean_seen()

    @property
    def is_unchanged(self):
        """Whether the rows, which have to be valid, say what is stored."""
        if not self.rows.is_bound:
            return False
        typed = [TitleRegistration(**values) for values in self.rows.values()]
        return [facts_of(row) for row in typed] == [facts_of(row) for row in self.registered]

    @property
    def faulty(self):
        """Return the numbers of the rows with errors."""
        return [number for number, row in enumerate(self.rows, start=1) if self.rows.is_bound and row.is_faulty]


class RegistrationsTask(UnitTask):
    key, slug, position = REGISTRATIONS, "dang-ky", 30
    label = gettext_lazy("registration of titles")
    heading = gettext_lazy("Registration of titles and awards")
    action = pgettext_lazy("action", "Register")
    none_words = gettext_lazy("Registers for no title")
    after_sending = "my_unit:registrations"
    template = "awards/unit/registrations.html"
    can_show_without_pact = True

    def stored_state(self, visit):
        return state_of(registered_by(visit.membership))

    def notes(self, membership, pact, submission):
        number = len(registrations_of(membership))
        if number:
            return [ngettext("%(n)s item", "%(n)s items", number) % {"n": number}]
        return [str(self.none_words)] if submission else []

    def memberships_with_none(self, year):
        return year.memberships.filter(title_registrations=None).values_list("pk", flat=True)

    def make_form(self, visit):
        registered, year = registered_by(visit.membership), visit.membership.cluster_year
        is_saving = visit.is_post and visit.may_write and visit.button not in NOT_SAVING
        rows = {"data": visit.request.POST} if is_saving else {"initial": shown_rows(visit, registered)}
        rows = Registrations(types=types_of(year), year=year.label, **rows)
        return RegistrationsForm(visit.request.POST if visit.is_post else None, registered=registered, rows=rows)

    def context(self, visit):
        return {"rows": visit.form.rows, "stored": visit.form.registered}

    def handle_post(self, visit):
        if visit.button == "add":
            return visit.page()
        if visit.button in ("none", "after-all"):
            return self.register_for_none(visit)
        return super().handle_post(visit)

    def register_for_none(self, visit):
        """Record that the unit registers for none, or that it does after all."""
        unit = {"membership": visit.membership, "by": visit.user}
        try:
            if visit.button == "after-all":
                register_after_all(**unit)
                message = _("Taken back. Register for what your unit strives for, then send it.")
            elif any(not row.is_left_out for row in visit.form.rows):
                raise ValidationError(titles_are_listed())
            else:
                register_for_none(**unit)
                message = _("Sent: your unit registers for no title this year.")
        except ValidationError as error:
            self.refuse(visit, error)
            return visit.page()
        messages.success(visit.request, message)
        return redirect(self.address(visit.membership))

    def save(self, visit):
        rows = visit.form.rows.values()
        if visit.is_sending and not rows:
            raise ValidationError(_("Register for one title at least, or say that your unit registers for none."))
        save_registrations(membership=visit.membership, rows=rows, by=visit.user)

    def refuse(self, visit, error):
        visit.refusals = error.messages

    def saved_message(self, visit):
        if visit.form.is_unchanged:
            return _("Nothing was changed.")
        is_sent = visit.membership.submissions.filter(asked=self.key).exists()
        return _("Kept.") if is_sent else super().saved_message(visit)

    def sent_message(self, visit):
        return _("The registrations have been sent.")


def shown_rows(visit, registered):
    """Return the rows to show where none is validated: as typed or as stored, with an empty one where it is needed."""
    if visit.is_post:
        return [*typed_in(visit.request.POST), *([BLANK] if visit.button == "add" else [])]
    return [*initial_of(registered), *([BLANK] if visit.may_write and not registered else [])]
