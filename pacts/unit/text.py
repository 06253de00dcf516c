"""A pact as its units read it, with one unit's part in it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from clusters.models import Membership
from pacts.document import draft_of
from pacts.models import PactStatus
from pacts.paper.paper import Paper
from pacts.unit.task_registry import REMARKS

TEXT_REQUIRED = ("commitments", "targets")  # lists whose rows say nothing without a text


def text_for_units(pact, members=None):
    """Return what the units read of a document: what was circulated, without empty rows, else what was sealed.

    It is never a draft that was not circulated. `members`: the memberships of its year with unit and signatory, where
    the caller has read them already.
    """
    if pact.status == PactStatus.CIRCULATED and (draft := draft_of(pact)):
        return draft | {name: [row for row in draft.get(name) or [] if row.get("text")] for name in TEXT_REQUIRED}
    if members is None:
        members = Membership.objects.filter(cluster_year=pact.cluster_year_id).select_related("unit", "signatory")
    signing = [row.signatory for row in members if hasattr(row, "signatory")]
    return {
        "year": {"name": pact.cluster_year.name},
        "conference": {"held_on": pact.conference and pact.conference.held_on},
        "pact": {name: getattr(pact, name) for name in ("theme", "slogan", "preamble", "closing")},
        "units": [{"key": str(row.pk), "unit": row.unit.slug} for row in members],
        "signatories": [{"member": str(row.membership_id), "name": row.name, "title": row.title} for row in signing],
        "commitments": [
            {"key": str(row.pk), "text": row.text, "standing": row.standing} for row in pact.commitments.all()
        ],
        "targets": [
            {"text": row.text, "scope": row.scope, "commitment": row.commitment_id and str(row.commitment_id)}
            for row in pact.targets.all()
        ],
    }


class PactText(Paper):
    """The circulated or sealed text as the page of one unit shows it; `members` as in `text_for_units`."""

    def __init__(self, pact, membership, members=None):
        self.pact, self.membership = pact, membership
        super().__init__(pact.cluster_year, text_for_units(pact, members))

    @property
    def held_on(self):
        """The day of the signing as people write it, or ""."""
        return self.day.words

    @property
    def targets_without_commitment(self):
        """The targets that stand under no commitment."""
        return self.targets_under(None)

    @property
    def targets_of_each(self):
        """The targets each unit has to reach, and those that do not say whose they are."""
        return [target for target in self.targets if target.is_for_each_unit]

    @cached_property
    def signatory(self):
        """Who signs for the unit: (name, title), each "" where not said."""
        row = self.signatory_of(self.membership.unit.slug)
        return row.name or "", row.title or ""


def state_words(pact, year_tasks, held_on):
    """Say how a pact stands: "being discussed until 15/01/2021", "signed on 22/01/2021"."""
    if pact.status == PactStatus.CIRCULATED:
        until = year_tasks.due.get(REMARKS)
        if pact.is_sealed:
            return _("a correction of it is circulated for comment")
        return (
            _("circulated for comment until %(day)s") % {"day": date_format(until)}
            if until
            else _("circulated for comment")
        )
    if pact.reopened_at:
        return _("under correction since %(day)s") % {"day": date_format(timezone.localtime(pact.reopened_at))}
    if pact.status == PactStatus.CLOSED:
        return _("closed")
    return _("signed on %(day)s") % {"day": held_on} if held_on else _("signed")
