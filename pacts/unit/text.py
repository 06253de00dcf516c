"""The text of a pact as its units read it, with one unit's part."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from clusters.models import Membership
from pacts.document import draft_of
from pacts.models import PactStatus
from pacts.paper.paper import Paper
from pacts.unit.task_registry import REMARKS

TEXT_REQUIRED = ("commitments", "targets")  # lists whose rows need a text


def text_for_units(pact, members=None):
    """Return the document that units may read: as circulated, without empty rows, else as sealed.

    A draft that was not circulated is never returned. `members`: the memberships of its year with unit and signatory,
    if already loaded.
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
            {"key": str(row.pk), "text": row.text, "heading": row.heading, "standing": row.standing}
            for row in pact.commitments.all()
        ],
        "targets": [
            {"text": row.text, "scope": row.scope, "commitment": row.commitment_id and str(row.commitment_id)}
            for row in pact.targets.all()
        ],
    }


class PactText(Paper):
    """The circulated or sealed text for the page of one unit. `members` as in `text_for_units`."""

    def __init__(self, pact, membership, members=None):
        self.pact, self.membership = pact, membership
        super().__init__(pact.cluster_year, text_for_units(pact, members))

    @property
    def held_on(self):
        return self.day.words

    @property
    def targets_without_commitment(self):
        return self.targets_under(None)

    @property
    def targets_of_each(self):
        """The targets of each unit, and those without a scope."""
        return [target for target in self.targets if target.is_for_each_unit]

    @cached_property
    def signatory(self):
        """Name and title of who signs for the unit, each "" if unknown."""
        row = self.signatory_of(self.membership.unit.slug)
        return row.name or "", row.title or ""


def state_words(pact, year_tasks, held_on):
    """Return the state of a pact in words: "signed on 22/01/2021"."""
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
