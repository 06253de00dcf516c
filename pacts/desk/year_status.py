"""Status of the years of a secretariat's clusters: their pacts, what is missing, and the next step."""

import re
from dataclasses import dataclass, field

from django.db.models import Count, F, OuterRef, Prefetch, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from clusters.common.dates import display_partial
from clusters.models import Cluster, ClusterYear, Membership
from pacts.document.drafts import lifted
from pacts.document.load import documents_of
from pacts.document.readiness import Remark, missing_from
from pacts.models import BEING_WRITTEN, PactStatus, PactVersion

WRITE, OPEN, READ = 0, 1, 2  # the most urgent first


@dataclass(frozen=True)
class Step:
    """A next step: a sentence, one action, and its rank; the smallest rank is the page's main step."""

    sentence: str
    label: str = ""
    address: str = ""
    rank: tuple = (READ,)
    about: str = ""


@dataclass
class YearStatus:
    """The status of one year of a cluster, or of a cluster without any year."""

    cluster: Cluster
    year: ClusterYear | None = None
    missing: list[Remark] = field(default_factory=list)
    units: int | None = None
    step: Step | None = None

    @property
    def pact(self):
        return getattr(self.year, "pact", None)

    @property
    def corrected_since(self):
        return self.pact and self.pact.reopened_at

    @property
    def state(self):
        """Return the CSS class of the state: a pact's status, "reopened", "none" or "unopened"."""
        if self.pact is None:
            return "none" if self.year else "unopened"
        return "reopened" if self.corrected_since else self.pact.status

    @property
    def state_label(self):
        words = {
            "none": _("No pact yet"),
            "unopened": _("Not opened yet"),
            "reopened": pgettext("state", "Being corrected"),
        }
        return words.get(self.state) or self.pact.get_status_display()

    @property
    def has_signed(self):
        """Whether the pact is public: reopening it undoes no signature, withdrawing it does."""
        return bool(self.pact and self.pact.is_public)

    @property
    def signed_on(self):
        return self.pact.conference.held_on if self.has_signed and self.pact.conference else None

    @property
    def about(self):
        """Return "<name that year>, <label>", the heading of a step."""
        if self.year is None:
            return self.cluster.name
        label = self.year.display_label
        return f"{self.year.display_name}, {label[:1].lower()}{label[1:]}"

    @property
    def address(self):
        return self.pact and reverse("desk:pact", args=[self.cluster.slug, self.year.slug])


def secretariat_clusters(user):
    """Return the clusters of a user's secretariats with `secretariat_years`, newest first.

    The number of queries does not depend on how many there are.

    `may_grow` is whether the user can open its years.
    """
    listed = Membership.objects.filter(cluster_year=OuterRef("pk"), left_on=None).order_by()
    units = Subquery(listed.values("cluster_year").annotate(count=Count("pk")).values("count"))
    newest = ["-year", F("first_day").desc(nulls_last=True), "-pk"]
    years = ClusterYear.objects.kept_by(user).select_related("pact__conference", "cluster").annotate(unit_count=units)
    versions = Prefetch("pact__versions", PactVersion.objects.defer("content"))
    years = years.prefetch_related(versions, "pact__moves").order_by(*newest)
    clusters = Cluster.objects.kept_by(user).select_related("organiser").order_by("sort_key", "pk")
    clusters = list(clusters.prefetch_related(Prefetch("years", years, to_attr="secretariat_years")))
    organised = set(Cluster.objects.organised_by(user).values_list("pk", flat=True))
    for cluster in clusters:
        cluster.may_grow = cluster.pk in organised and not has_ended(cluster)
        cluster.is_organised = cluster.pk in organised
    return clusters


def has_ended(cluster):
    """Whether a cluster has ended by today; an end known only by year or month counts from its first day."""
    return bool(cluster.ended_on) and cluster.ended_on <= str(timezone.localdate())


def statuses_of(cluster):
    """Return (current years, other years) of a cluster: the newest and those still being written are current."""
    rows = [YearStatus(cluster, year) for year in cluster.secretariat_years]
    if not rows:
        return [YearStatus(cluster)], []
    in_work = [row for row in rows if row is rows[0] or (row.pact and row.pact.status in BEING_WRITTEN)]
    return in_work, [row for row in rows if row not in in_work]


def fill_in(rows):
    """Set `missing`, `units` and `step` of each status, in a fixed number of queries."""
    written = [row.pact for row in rows if row.pact and row.pact.status in BEING_WRITTEN]
    stored = documents_of([pact for pact in written if pact.draft is None])
    for row in rows:
        row.units = row.year.unit_count if row.year else None
        if row.pact in written:
            document, aside = (stored[row.pact.pk], []) if row.pact.draft is None else lifted(row.pact.draft)
            row.missing = missing_from(document, aside)
            row.units = sum(1 for unit in document.get("units") or [] if not unit.get("left_on")) or None
        row.step = step_of(row)
    return rows


# --- What is next -------------------------------------------------------------------------------


def step_of(row):
    """Return the next Step, or one with only a sentence where the user cannot do anything."""
    if row.pact is None:
        return _begin(row)
    if row.pact.status in BEING_WRITTEN:
        return _write(row)
    if row.cluster.may_grow and row.year is row.cluster.secretariat_years[0] and is_over(row.year):
        return _open(row, _("The year is over."))
    return Step(_signed_words(row), pgettext("action", "See the pact"), row.address, about=row.about)


def _begin(row):
    if row.year:
        return _ask(row, _("This year is known from a division decision only: an administrator begins its pact."))
    if row.cluster.may_grow:
        return _open(row, _("Open its first year: its pact is written there."))
    if has_ended(row.cluster):
        return _ask(row, "")
    if row.cluster.organiser:
        sentence = _("None of the years given to you has been opened. Ask the organiser, %(name)s, to open it.")
        return _ask(row, sentence % {"name": row.cluster.organiser.name})
    return _ask(row, _("None of the years given to you has been opened. Ask an administrator to open it."))


def _ask(row, sentence):
    """Return a Step for somebody else to do, with a link to the cluster's public page."""
    return Step(sentence, pgettext("action", "See its page"), row.cluster.get_absolute_url(), about=row.about)


def _open(row, sentence):
    address = reverse("desk:year_add", args=[row.cluster.slug])
    return Step(sentence, _("Open a new year"), address, (OPEN,), row.about)


def _write(row):
    count, address = len(row.missing), row.address
    if row.corrected_since:
        day = date_format(timezone.localtime(row.corrected_since))
        sentence = _("Everybody goes on reading the signed text; the correction began on %(day)s.") % {"day": day}
        return Step(sentence, pgettext("action", "Go on correcting"), address, (WRITE, count, 1), row.about)
    if not count:
        sign = reverse("desk:move", args=[row.cluster.slug, row.year.slug, "sign"])
        sentence = _("Every part says something: look it over, then record it as signed.")
        return Step(sentence, pgettext("move", "Record as signed"), sign, (WRITE, count), row.about)
    sentence = ngettext("%(n)s thing is missing.", "%(n)s things are missing.", count) % {"n": count}
    if row.pact.status == PactStatus.CIRCULATED:
        return Step(sentence, pgettext("action", "See the draft"), address, (WRITE, count, 2), row.about)
    return Step(sentence, _("Go on writing"), address, (WRITE, count), row.about)


def _signed_words(row):
    if row.pact.status == PactStatus.WITHDRAWN:
        last = max((move for move in row.pact.moves.all() if move.after == PactStatus.WITHDRAWN), key=lambda m: m.at)
        words = {"day": date_format(timezone.localtime(last.at)), "reason": last.reason}
        return _("Withdrawn on %(day)s: %(reason)s") % words
    if row.signed_on:
        return _("Signed on %(day)s.") % {"day": display_partial(row.signed_on)}
    return _("The day of signing is not known.")


def is_over(year):
    """Whether an emulation year is past: its last day, else the last calendar year in its label."""
    today = timezone.localdate()
    if year.last_day:
        return year.last_day < today
    named = [int(number) for number in re.findall(r"(?<!\d)(?:19|2[01])\d\d(?!\d)", year.label, re.ASCII)]
    return max([year.year, *named]) < today.year
