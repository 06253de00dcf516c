"""The task for naming who signs for a unit, as printed on the sheet."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from clusters.common.stale import StaleForm
from pacts.models import KeptSignatory
from pacts.services.unit_parts import name_signatory, save_unsent_signatory
from pacts.unit.task_page import TextField
from pacts.unit.task_registry import SIGNATORY
from pacts.unit.tasks import Proposal, UnitTask
from pacts.unit.text import PactText


class SignatoryForm(StaleForm):
    name = TextField(
        label=gettext_lazy("Full name"),
        required=True,
        help_text=gettext_lazy("Without title: Nguyễn Văn An."),
    )
    title = TextField(
        label=pgettext_lazy("person", "Position"),
        required=True,
        help_text=gettext_lazy("As it is printed above the signature: Phó Giám đốc."),
    )


class SignatoryTask(UnitTask):
    key, slug, position = SIGNATORY, "nguoi-ky", 20
    label = gettext_lazy("signatory and title")
    heading = gettext_lazy("Who signs, and position")
    action = gettext_lazy("Name who signs")
    proposal = Proposal("conference", -3, gettext_lazy("3 days before the conference"))
    only_while_circulated = True
    form_class = SignatoryForm
    template = "pacts/unit/signatory.html"
    stored_template = "pacts/unit/_signatory.html"
    stored_heading = gettext_lazy("Signs for the unit")

    def is_shown(self, pact, is_sent):
        """Show a signatory that was sent, or any once the task is closed.

        While the task is open, the text may name somebody the desk entered.
        """
        return is_sent or not self.is_open(pact)

    def stored_parts(self, membership, pact):
        return PactText(pact, membership).signatory

    def stored_state(self, visit):
        """Return [name, title]: as the unit saved them without sending, else as in the text."""
        row = KeptSignatory.objects.filter(membership=visit.membership).first() if visit.may_write else None
        return [row.name, row.title or ""] if row else list(PactText(visit.pact, visit.membership).signatory)

    def initial(self, stored):
        return dict(zip(("name", "title"), stored, strict=True))

    def save(self, visit):
        """Save for the unit only or, if it is sent, on the sheet."""
        save = name_signatory if visit.is_sending else save_unsent_signatory
        values = {name: visit.form.cleaned_data[name] for name in ("name", "title")}
        save(membership=visit.membership, by=visit.user, **values)

    def context(self, visit):
        name, title = visit.form.stored
        return {"stored_pairs": [(_("Full name"), name), (SignatoryForm.base_fields["title"].label, title)]}
