"""One pact: everything the record holds of it, on one page."""

from collections import defaultdict

from django.db.models import F, Q
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from awards.models import Award
from clusters.models import ClusterYear, Membership
from clusters.public import public_page
from pacts.document.reading import with_record
from pacts.models import Commitment, Conference, Pact, PactStatus, Signatory
from pactsite.pages.declared import other_facts, other_lists, units_of_other_lists
from pactsite.pages.names import day_of, places_of, with_names
from pactsite.pages.ring import ring_of
from pactsite.pages.tags import errata_in, reasons, role_of
from pactsite.pages.wording import commitments_remark, signing_remark, units_remark, unknown

# Worded once: what one request asks for is told apart by keys alone.
PACTS = with_record(Pact.objects.sealed())
YEARS_BEFORE = Pact.objects.public().only("pk")
AWARDS = Award.objects.public().with_names().with_presented_day()


@public_page
def pact_detail(request, cluster, label):
    pact = get_object_or_404(PACTS, cluster_year__cluster__slug=cluster, cluster_year__slug=label)
    if pact.status == PactStatus.WITHDRAWN:
        return gone(request, pact)
    return render(request, "pages/pact.html", {"page": PactPage(pact)})


def gone(request, pact):
    """Answer for a pact that was withdrawn: why."""
    last_move = max(pact.moves.all(), key=lambda move: (move.at, move.pk), default=None)
    return render(request, "410.html", {"pact": pact, "move": last_move}, status=410)


class PactPage:
    """A public pact and what its page says of it: the template asks no more of the database."""

    def __init__(self, pact):
        self.pact, self.year, self.conference = pact, pact.cluster_year, pact.conference
        self.meeting = pact.conference or Conference()  # what the templates ask: a fact nobody knows is None
        self.cluster, self.version = self.year.cluster, pact.last_version
        self.day = day_of(self.year, self.conference)
        self.sources = list(self.year.sources.all())
        self.errata = [pair for source in self.sources for pair in source.errata or []]
        self.unknown = unknown(self.sources)
        self.roster, self.ring = self.year.roster, ring_of(self.year)
        self.participations = list(self.conference.participations.all()) if self.conference else []
        self.awards = self._awards()
        with_names(self._units())

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

    @cached_property
    def targets(self):
        """The targets by what they stand under: a commitment's key, or None; each with its own parts."""
        rows, found = list(self.pact.targets.all()), defaultdict(list)
        for row in rows:
            row.inner = [part for part in rows if part.part_of_id == row.pk]
            if row.part_of_id is None:
                found[row.commitment_id].append(row)
        return found

    @property
    def loose_targets(self):
        return self.targets[None]

    @cached_property
    def commitments(self):
        """What was agreed, each promise with its targets."""
        rows = [row for row in self.pact.commitments.all() if row.standing == Commitment.Standing.AGREED]
        for row in rows:
            row.aims = self.targets[row.pk]
        return rows

    @cached_property
    def directions(self):
        """What was asked of the units at the conference, by who asked: [(person or None, [direction])]."""
        people, found = {row.pk: row for row in self.participations}, defaultdict(list)
        for row in self.pact.commitments.all():
            if row.standing == Commitment.Standing.DIRECTION:
                found[people.get(row.by_id)].append(row)
        return list(found.items())

    @property
    def slips(self):
        """The source's mistakes that stand in the promises."""
        return errata_in([row.text for row in self.commitments], self.errata)

    @property
    def slips_of_directions(self):
        return errata_in([row.text for _giver, rows in self.directions for row in rows], self.errata)

    @property
    def missing_roles(self):
        """The roles nobody holds, and whether that is known: [(what, word)]."""
        held = {row.role for row in self.roster if row.left_on is None}
        roles = [role for role in (Membership.Role.LEADER, Membership.Role.DEPUTY) if role not in held]
        return [(role_of(role, self.year.display_kind), self._word_for(role)) for role in roles]

    def _word_for(self, part):
        return _("None") if self.none[part] else self.unknown

    @cached_property
    def signatories(self):
        """Each unit, who signed for it, and whether that says more than that it signed."""
        rows = [(row, getattr(row, "signatory", None)) for row in self.roster]
        told = [(row, who) for row, who in rows if who or row.basis != Membership.Basis.INFERRED]
        return [(row, who or Signatory(), who is not None and says_more(who)) for row, who in told]

    @property
    def signing_remark(self):
        """What there is to say at once of all the units whose signer is not known."""
        rows = [row for _member, row, _telling in self.signatories]
        signed = [row for row in rows if row.state == Signatory.State.SIGNED and row.name is None]
        nobody_named = not any(row.name for row in rows)
        return signing_remark(len(signed), bool(signed) or nobody_named, self.sources)

    # --- What is not known, what there is not, what was concluded ---

    @cached_property
    def none(self):
        """Of each part, whether it is known not to exist."""
        known = {*(self.pact.known_none or []), *(self.year.known_none or [])}
        return {part: part in known for part in [*Pact.MAY_BE_NONE, *ClusterYear.MAY_BE_NONE]}

    @cached_property
    def parts(self):
        """Each part that may be missing, with what stands there."""
        found = {part: getattr(self.pact, part) for part in ("theme", "slogan", "key_works_minimum")}
        found |= {part: getattr(self.pact, part).all() for part in ("targets", "movements", "documents")}
        return found | {"commitments": self.commitments, "awards": self.awards}

    @property
    def unsaid(self):
        """What people call the parts nobody states."""
        return [Pact.MAY_BE_NONE[part] for part, value in self.parts.items() if not value and not self.none[part]]

    @property
    def nones(self):
        return [Pact.MAY_BE_NONE[part] for part in self.parts if self.none[part]]

    @property
    def records(self):
        """The rows whose notes and conclusions speak of the pact as a whole."""
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
    def commitments_remark(self):
        return commitments_remark(self.pact, len(self.commitments))

    @property
    def has_year_before(self):
        return bool(YEARS_BEFORE.of_years_before(self.year)[:1])

    @property
    def reviewed(self):
        return list(self.conference.cluster_years.all()) if self.conference else []


def says_more(signatory):
    """Whether a signatory's row tells more than that somebody signed."""
    told = [signatory.name, signatory.title, signatory.signed_on, signatory.note, signatory.inferred]
    return any(told) or signatory.state not in (None, Signatory.State.SIGNED)
