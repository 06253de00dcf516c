"""The presentation of search results: name, address, excerpts and origin."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from awards.models import Award
from clusters.common.dates import format_partial
from clusters.common.names_on_day import places_of
from clusters.models import ClusterKind, Document, UnitName
from clusters.models.clusters import label_as_heading
from pacts.models import Commitment
from pactsite.pages.search.excerpt import as_html, excerpt, marked, spans

# Label of each kind of record, and its anchor on the page of the pact.
LABELS = {
    "pact": (gettext_lazy("Emulation pact"), ""),
    "commitment": (pgettext_lazy("search", "Commitment"), "#noi-dung"),
    "target": (pgettext_lazy("pact", "target"), "#chi-tieu"),
    "cluster": (gettext_lazy("Cluster or bloc"), ""),
    "unit": (pgettext_lazy("search", "Unit"), ""),
    "participation": (gettext_lazy("Present at the conference"), "#hoi-nghi"),
    "signatory": (gettext_lazy("Signed for a unit"), "#dai-dien"),
    "head": (gettext_lazy("Leads for a unit"), "#don-vi"),
    "movement": (gettext_lazy("Emulation movement"), "#phong-trao"),
    "document": (gettext_lazy("Document"), "#van-ban"),
    "award": (pgettext_lazy("commendation", "award"), ""),
    "source": (gettext_lazy("Source"), "#nguon"),
}


def hits_of(rows, words):
    return [HIT_CLASSES.get(row.record, Hit)(row.record, row, words.patterns) for row in rows]


class Hit:
    """A result shown on the page of a pact."""

    def __init__(self, record, row, patterns):
        self.record, self.row, self.patterns = record, row, patterns

    # --- What the page shows ---

    @property
    def kind(self):
        return capfirst(LABELS[self.record][0])

    @cached_property
    def heading(self):
        return as_html(marked(self.name, self.patterns))

    @cached_property
    def address(self):
        row = self.row
        if row.pact:
            return reverse("pages:pact", args=[row.cluster, row.label]) + LABELS[self.record][1]
        return reverse("pages:cluster", args=[row.cluster]) if row.cluster else ""

    @cached_property
    def sentences(self):
        return [as_html(excerpt(text, self.patterns)) for text in self.texts if self.matches(text)]

    @property
    def facts(self):
        return [fact for fact in (*self.own_facts(), *self.origin) if fact]

    # --- What subclasses override ---

    @property
    def name(self):
        return self.row.name or self.pact_name

    @property
    def texts(self):
        return [text for text in (self.row.text, self.row.more) if text]

    def own_facts(self):
        return []

    # --- Helpers ---

    def matches(self, text):
        return bool(spans(text, self.patterns))

    @property
    def pact_name(self):
        return self.row.cluster_name or ""

    @property
    def year(self):
        """The year as a heading: "Năm 2021"."""
        return label_as_heading(self.row.year_label) if self.row.year_label else ""

    @property
    def origin(self):
        """The cluster and year of the record, without the cluster if it is the name already."""
        return [None if self.name == self.pact_name else self.pact_name, self.year]

    @property
    def day(self):
        return self.row.signed

    @property
    def unit(self):
        return self.row.unit.name_on(self.day) if self.row.unit else None


class PactHit(Hit):
    @property
    def sentences(self):
        """The matching excerpts; a pact found only by its name shows its theme."""
        found = super().sentences
        return found or [as_html(excerpt(self.row.text, self.patterns))] if self.row.text else found

    @property
    def origin(self):
        place = self.row.place and self.row.place.province
        return [self.row.name and self.pact_name, self.year, place and place.name_on(self.day)]


class ClusterHit(Hit):
    texts = []

    @property
    def kind(self):
        return capfirst(ClusterKind(self.row.detail).label)

    @property
    def address(self):
        return reverse("pages:cluster", args=[self.row.text])

    def own_facts(self):
        unit = self.row.unit
        return [", ".join(place.name for place in places_of(unit))] if unit else []


class UnitHit(Hit):
    """A unit under its present name, with its other names that match."""

    texts = []

    @property
    def kind(self):
        unit = self.row.unit
        return capfirst(unit.get_kind_display()) if unit.kind else super().kind

    @property
    def name(self):
        return self.row.unit.name

    @property
    def address(self):
        return self.row.unit.get_absolute_url()

    @property
    def sentences(self):
        words = {UnitName.Sort.FORMER: _("Former name: %(name)s"), UnitName.Sort.VARIANT: _("Also written: %(name)s")}
        found = [row for row in self.row.unit.names.all() if self.matches(row.name)]
        return [as_html(marked(words[row.sort] % {"name": row.name}, self.patterns)) for row in found]

    def own_facts(self):
        unit = self.row.unit
        places = ", ".join(place.name for place in places_of(unit.place))
        end = capfirst(unit.get_end_reason_display()) if unit.has_ended else None
        return [places, end and " ".join(part for part in (end, format_partial(unit.ended_on)) if part)]


class CommitmentHit(Hit):
    @property
    def kind(self):
        is_direction = self.row.detail == Commitment.Standing.DIRECTION
        return _("Direction at the conference") if is_direction else super().kind

    @property
    def address(self):
        is_direction = self.row.detail == Commitment.Standing.DIRECTION
        return super().address.replace("#noi-dung", "#chi-dao") if is_direction else super().address


class PersonHit(Hit):
    """Somebody who was present, signed or leads for a unit."""

    @property
    def lines(self):
        """(titles, wordings of the source for a person without a name); stored one on each line."""
        return (self.row.text or "").splitlines(), (self.row.more or "").splitlines()

    @property
    def name(self):
        return self.row.name or next(iter(self.lines[1]), None) or _("Signer unknown")

    @property
    def texts(self):
        titles, wordings = self.lines
        shown = {self.name, ", ".join(titles), *titles}
        return [text for text in (", ".join(titles), *wordings) if text and text not in shown - {", ".join(titles)}]

    @property
    def sentences(self):
        titles = ", ".join(self.lines[0])
        return [as_html(marked(text, self.patterns)) for text in self.texts if text == titles or self.matches(text)]

    def own_facts(self):
        return [self.unit]


class DocumentHit(Hit):
    @property
    def name(self):
        row = self.row
        return Document(kind=row.detail, number=row.name, issued_on=row.day, issuer=row.more, subject=row.text).wording

    texts = []

    @property
    def address(self):
        if not self.row.cluster and self.row.unit:
            return self.row.unit.get_absolute_url()
        return super().address if self.row.pact else super().address.replace("#van-ban", "")


class AwardHit(Hit):
    @property
    def heading(self):
        return as_html(marked(": ".join(part for part in (self.name, self.recipient) if part), self.patterns))

    @property
    def recipient(self):
        return ", ".join(part for part in (self.row.more, self.unit) if part)

    @property
    def texts(self):
        return [self.row.text] if self.row.text else []

    @property
    def day(self):
        return self.row.day or self.row.signed

    def own_facts(self):
        revoked = Award.State.REVOKED.label if self.row.detail == Award.State.REVOKED else None
        merit = _("Merit of the year %(year)s") % {"year": self.row.day} if self.row.day else None
        return [revoked and capfirst(revoked), merit]

    @property
    def address(self):
        if self.row.unit:
            return self.row.unit.get_absolute_url() + "#khen-thuong"
        return super().address or reverse("honour:roll")


class SourceHit(Hit):
    def own_facts(self):
        return [None if self.sentences else self.row.more, format_partial(self.row.day)]


HIT_CLASSES = {
    "pact": PactHit,
    "commitment": CommitmentHit,
    "cluster": ClusterHit,
    "unit": UnitHit,
    "participation": PersonHit,
    "signatory": PersonHit,
    "head": PersonHit,
    "document": DocumentHit,
    "award": AwardHit,
    "source": SourceHit,
}
