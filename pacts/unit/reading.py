"""A pact as its units read it, with one unit's part in it."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clusters.dates import format_partial, parse_partial
from clusters.models import ClusterKind, Membership
from pacts.document import draft_of
from pacts.models import Commitment, PactStatus, Target
from pacts.unit.task_registry import REMARKS

ROLES = {
    (Membership.Role.LEADER, ClusterKind.CLUSTER): lambda: pgettext("role", "Leader unit of the cluster"),
    (Membership.Role.LEADER, ClusterKind.BLOC): lambda: pgettext("role", "Leader unit of the bloc"),
    (Membership.Role.DEPUTY, ClusterKind.CLUSTER): lambda: pgettext("role", "Deputy unit of the cluster"),
    (Membership.Role.DEPUTY, ClusterKind.BLOC): lambda: pgettext("role", "Deputy unit of the bloc"),
}


def role_words(membership, kind):
    """Return a unit's role in a cluster or bloc, as one names it in full."""
    words = ROLES.get((membership.role, kind))
    return words() if words else membership.get_role_display()


def text_for_units(pact, members=None):
    """Return what the units read of a document: what was circulated, else what was sealed; never a draft.

    `members` are the memberships of its year with unit and signatory, where they have been read before.
    """
    if pact.status == PactStatus.CIRCULATED and (draft := draft_of(pact)):
        return draft
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


class PactText:
    """What the circulated or sealed text says, for the page of a unit; `members` as in `text_for_units`."""

    def __init__(self, pact, membership, members=None):
        self.pact, self.membership, self.year = pact, membership, pact.cluster_year
        self.document = text_for_units(pact, members)
        self.header, self.meeting = self.document.get("pact") or {}, self.document.get("conference") or {}

    @property
    def name(self):
        return (self.document.get("year") or {}).get("name") or self.year.display_name

    @property
    def theme(self):
        return self.header.get("theme")

    @property
    def slogan(self):
        return self.header.get("slogan")

    @property
    def preamble(self):
        return self.header.get("preamble")

    @property
    def closing(self):
        return self.header.get("closing")

    @property
    def held_on(self):
        """Return the day of the signing as people write it, or ""."""
        typed = self.meeting.get("held_on")
        try:
            return format_partial(parse_partial(str(typed))) if typed else ""
        except ValidationError:
            return str(typed)

    @property
    def day(self):
        """Return the stored day on which units are called by their names of then."""
        try:
            return parse_partial(str(self.meeting.get("held_on") or self.year.year))
        except ValidationError:
            return str(self.year.year)

    @cached_property
    def commitments(self):
        """What is agreed: rows of the document, each with the texts of its targets in `aims`."""
        agreed = [row for row in self._rows("commitments") if row.get("standing") != Commitment.Standing.DIRECTION]
        return [row | {"aims": self._aims(row.get("key"))} for row in agreed]

    @property
    def loose_targets(self):
        """The texts of the targets that stand under no commitment."""
        return self._aims(None)

    @property
    def targets_of_each(self):
        """The texts of the targets each unit has to reach, and of those that do not say whose they are."""
        return [row["text"] for row in self._rows("targets") if row.get("scope") != Target.Scope.CLUSTER]

    def _aims(self, key):
        return [row["text"] for row in self._rows("targets") if (row.get("commitment") or None) == key]

    def _rows(self, name):
        return [row for row in self.document.get(name) or [] if row.get("text")]

    @cached_property
    def signatory(self):
        """Who signs for the unit: (name, title), each "" where not said."""
        slug = self.membership.unit.slug
        key = next((row["key"] for row in self.document.get("units") or [] if row["unit"] == slug), None)
        rows = [row for row in self.document.get("signatories") or [] if row.get("member") == key]
        return (rows[0].get("name") or "", rows[0].get("title") or "") if rows else ("", "")


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
