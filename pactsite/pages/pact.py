"""The page of one pact."""

from collections import defaultdict

from django.db.models import F, Q
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property

from awards.models import Award
from clusters.common.names_on_day import places_of, with_names
from clusters.common.public import public_page
from clusters.templatetags.record_text import reasons
from pacts.document.load import document_in, with_record
from pacts.document.other_facts import other_facts, other_lists, units_of_other_lists
from pacts.models import Conference, Pact, PactStatus, Signatory
from pacts.paper.paper import Paper
from pacts.paper.targets import top_level
from pacts.paper.wording import units_remark, unknown
from pactsite.pages.ring import ring_of
from pactsite.pages.tags import errata_in

PACTS = with_record(Pact.objects.sealed())
YEARS_BEFORE = Pact.objects.public().only("pk")
AWARDS = Award.objects.public().with_names().with_presented_day()


@public_page
def pact_detail(request, cluster, label):
    pact = get_object_or_404(PACTS, cluster_year__cluster__slug=cluster, cluster_year__slug=label)
    if pact.status == PactStatus.WITHDRAWN:
        return withdrawn_response(request, pact)
    return render(request, "pages/pact.html", {"page": PactPage(pact)})


def withdrawn_response(request, pact):
    """Return 410 with the reason of the withdrawal."""
    last_move = max(pact.moves.all(), key=lambda move: (move.at, move.pk), default=None)
    return render(request, "410.html", {"pact": pact, "move": last_move}, status=410)


class PactPage:
    """Everything the page of a public pact shows, so that the template runs no queries.

    A row of the paper has its stored row in `record`, for remarks, notes and conclusions.
    """

    def __init__(self, pact):
        self.pact, self.year, self.conference = pact, pact.cluster_year, pact.conference
        self.meeting = pact.conference or Conference()  # never None, so that templates can read its fields
        self.cluster, self.version = self.year.cluster, pact.last_version
        self.sources = list(self.year.sources.all())
        self.errata = [pair for source in self.sources for pair in source.errata or []]
        self.unknown = unknown(self.sources)
        self.roster, self.ring = self.year.roster, ring_of(self.year)
        self.participations = list(self.conference.participations.all()) if self.conference else []
        self.awards = self._awards()
        units = [unit for unit in self._units() if unit]
        with_names(units)
        self.paper = Paper(self.year, document_in(pact), {unit.slug: unit for unit in units})
        self.day = self.paper.day.stored
        attach_records([*self.paper.commitments, *self.paper.directions], pact.commitments.all())
        attach_records(self.paper.targets, pact.targets.all())

    def _awards(self):
        found = Q(cluster_year=self.year)
        if self.conference:
            found |= Q(presented_at=self.conference)
        highest_first = F("type__rank").asc(nulls_last=True)
        return list(AWARDS.filter(found).order_by(highest_first, "pk"))

    def _units(self):
        yield from places_of(self.cluster.place)
        yield from (row.unit for row in [*self.roster, *self.participations])
        yield from units_of_other_lists(self.pact)
        yield from (unit for award in self.awards for unit in (award.unit, award.of_unit))
        yield from [self.cluster.organiser, self.conference.host if self.conference else None]

    @property
    def places(self):
        """The territories of the cluster, the province first."""
        return list(places_of(self.cluster.place))[::-1]

    @cached_property
    def presented(self):
        return [award for award in self.awards if self.conference and award.presented_at_id == self.conference.pk]

    @cached_property
    def earned(self):
        return [award for award in self.awards if award not in self.presented]

    @property
    def targets_without_commitment(self):
        """The targets that belong to no commitment, each with its own parts."""
        return top_level(self.paper.targets_under(None))

    @property
    def commitments(self):
        return self.paper.commitments

    @cached_property
    def directions(self):
        """The directions of the conference by giver: [(person or None, [direction])]."""
        people, found = {str(row.pk): row for row in self.participations}, defaultdict(list)
        for row in self.paper.directions:
            found[people.get(row.giver)].append(row)
        return list(found.items())

    @property
    def commitment_errata(self):
        """The errata of the sources that occur in the commitments."""
        return errata_in([row.text for row in self.commitments], self.errata)

    @property
    def direction_errata(self):
        return errata_in([row.text for _giver, rows in self.directions for row in rows], self.errata)

    @property
    def missing_roles(self):
        """[(role, word)] of the roles without a unit or person; the word distinguishes unknown from none."""
        return self.paper.missing_roles(self.sources)

    @cached_property
    def signatories(self):
        """[(party, its stored signatory, whether more is known than that it signed)]."""
        stored = {str(row.pk): getattr(row, "signatory", None) for row in self.roster}
        rows = [(unit, stored[unit.key]) for unit in self.paper.parties]
        return [
            (unit, signatory or Signatory(), signatory is not None and has_details(signatory))
            for unit, signatory in rows
        ]

    @property
    def signing_remark(self):
        return self.paper.signing_remark(self.sources)

    # --- Unknown, none, concluded ---

    @cached_property
    def parts(self):
        return self.paper.parts | {"documents": self.pact.documents.all(), "awards": self.awards}

    @property
    def not_stated(self):
        none = self.paper.none
        return [Pact.MAY_BE_NONE[part] for part, value in self.parts.items() if not value and part not in none]

    @property
    def known_none_labels(self):
        return [Pact.MAY_BE_NONE[part] for part in self.parts if part in self.paper.none]

    @property
    def records(self):
        """The stored rows whose notes and conclusions concern the pact as a whole."""
        return [row for row in (self.pact, self.year, self.conference, self.cluster) if row]

    @property
    def other_facts(self):
        return [fact for row in self.records for fact in other_facts(row)]

    @cached_property
    def other_lists(self):
        return other_lists(self.pact, self.day)

    @property
    def conclusions(self):
        return [pair for row in self.records for pair in reasons(row)]

    @property
    def notes(self):
        return [row.note for row in self.records if row.note]

    @property
    def units_remark(self):
        return units_remark(self.ring, self.sources)

    @property
    def has_year_before(self):
        return bool(YEARS_BEFORE.of_years_before(self.year)[:1])

    @property
    def reviewed(self):
        return list(self.conference.cluster_years.all()) if self.conference else []


def attach_records(rows, stored):
    """Set `record` of each row of a paper to the stored row with its key."""
    records = {str(row.pk): row for row in stored}
    for row in rows:
        row.record = records[row.key]


def has_details(signatory):
    values = [signatory.name, signatory.title, signatory.signed_on, signatory.note, signatory.inferred]
    return any(values) or signatory.state not in (None, Signatory.State.SIGNED)
