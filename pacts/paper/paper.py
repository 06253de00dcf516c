"""The reading of a pact: what its paper says, drawn up from a document and the units it names."""

from django.utils import translation
from django.utils.functional import cached_property

from clusters.models import ClusterKind, Membership
from clusters.models.clusters import label_as_heading
from pacts.models import Pact
from pacts.paper.citations import PAPER_LANGUAGE, PaperDocument, PaperMovement
from pacts.paper.counts import unit_count
from pacts.paper.days import PARTS_OF_DAY, PaperDay
from pacts.paper.parties import NOBODY, units_in, witnesses_in
from pacts.paper.promises import PaperCommitment, agreed, directed
from pacts.paper.roles import in_paper_order, role_words
from pacts.paper.targets import targets_in
from pacts.paper.wording import absent, commitments_remark, signing_remark, words_of


class Paper:
    """What the paper of a cluster's year says.

    `document` is a document or a part of one, also one kept as typed. `units` has each unit it names, and the
    organiser, by its address: a Unit that has its name of the day in `name_then` (`units_named`) or its `names` read,
    or that name itself. A unit that is missing is called by its address.
    """

    def __init__(self, year, document, units=None):
        self.year, self.document, self.units_by_slug = year, document, units or {}
        self.day = PaperDay(self.value("conference", "held_on"), year.year)

    def value(self, part, field):
        """Return a field of the heading as it is stored or typed, or None."""
        return (self.document.get(part) or {}).get(field)

    def rows(self, part):
        return self.document.get(part) or []

    def name_of(self, slug):
        """Return what a unit was called on the day of the paper."""
        unit = self.units_by_slug.get(slug, slug or "")
        if isinstance(unit, str):
            return unit
        return unit.name_then if hasattr(unit, "name_then") else unit.name_on(self.day.stored)

    # --- Heading -----------------------------------------------------------------------------

    @property
    def name(self):
        """The name of the cluster or bloc in that year."""
        return self.value("year", "name") or self.year.display_name

    @property
    def kind(self):
        kind = self.value("year", "kind")
        return kind if kind in ClusterKind.values else self.year.display_kind

    @property
    def is_bloc(self):
        return self.kind == ClusterKind.BLOC

    @property
    def year_label(self):
        return self.year.label

    @cached_property
    def label(self):
        """The year as the paper heads it, in its own language: "Năm 2021"."""
        with translation.override(PAPER_LANGUAGE):
            return label_as_heading(self.year_label)

    @property
    def host(self):
        slug = self.value("conference", "host")
        return self.name_of(slug) if slug else ""

    @property
    def venue(self):
        return self.value("conference", "venue")

    @property
    def part_of_day(self):
        """The part of the day in the language of the paper, "sáng"; what is none as it was typed."""
        part = self.value("conference", "part_of_day")
        return PARTS_OF_DAY.get(part, part)

    @property
    def organiser(self):
        """The superior body of the cluster under its name of the day, or "" where it is not among the units."""
        units = [unit for unit in self.units_by_slug.values() if not isinstance(unit, str)]
        number = self.year.cluster.organiser_id
        return next((self.name_of(unit.slug) for unit in units if unit.pk == number), "")

    @property
    def title(self):
        return self.value("pact", "title")

    @property
    def theme(self):
        return self.value("pact", "theme")

    @property
    def theme_owner(self):
        """Whose theme it is, in words, or ""."""
        return words_of(Pact, "theme_owner", self.value("pact", "theme_owner") or None)

    @property
    def theme_by(self):
        return self.value("pact", "theme_by") or []

    @property
    def slogan(self):
        return self.value("pact", "slogan")

    @property
    def preamble(self):
        return self.value("pact", "preamble")

    @property
    def closing(self):
        return self.value("pact", "closing")

    @property
    def key_works_minimum(self):
        return self.value("pact", "key_works_minimum")

    # --- What is promised --------------------------------------------------------------------

    @cached_property
    def commitments(self):
        """The agreed commitments in their order, each with its targets."""
        return self._promises(agreed(self.rows("commitments")))

    @cached_property
    def directions(self):
        """What was asked of the units at the conference: no promise, and not on the paper."""
        return self._promises(directed(self.rows("commitments")))

    def _promises(self, rows):
        return [PaperCommitment(row, self.targets_under(row.get("key"))) for row in rows]

    @cached_property
    def targets(self):
        return targets_in(self.rows("targets"))

    def targets_under(self, key):
        """Return the targets a commitment has; for None, those that belong to no commitment."""
        return [target for target in self.targets if target.commitment == key]

    @property
    def is_open_ended(self):
        return str(self.value("pact", "open_ended")).lower() == "true"

    @property
    def needs_ellipsis(self):
        """Whether the list of commitments is open-ended and its last text does not say so itself with "…"."""
        last = self.commitments[-1].text if self.commitments else ""
        return self.is_open_ended and not last.rstrip(" .;").endswith("…")

    @cached_property
    def movements(self):
        return [PaperMovement(row) for row in self.rows("movements")]

    @cached_property
    def documents(self):
        return [PaperDocument(row) for row in self.rows("documents")]

    @property
    def grounds(self):
        """The documents the pact rests on: "Căn cứ …"."""
        return [document for document in self.documents if document.is_ground]

    @property
    def is_numbered(self):
        """Whether the paper has parts enough for Roman numbers."""
        parts = [self.theme or self.slogan, self.commitments, self.targets or self.key_works_minimum, self.movements]
        return sum(bool(part) for part in parts) > 1

    # --- Who promises ------------------------------------------------------------------------

    @cached_property
    def roster(self):
        """The units in the order of the document."""
        return units_in(self.document, self.name_of, self.kind)

    @cached_property
    def units(self):
        """The units in the order of the paper: leader, deputies, members."""
        return in_paper_order(self.roster)

    @property
    def units_present(self):
        """Those that have not left, in the order of the document."""
        return [unit for unit in self.roster if not unit.has_left]

    @property
    def parties(self):
        """The units that have a place among the signatures, in the order of the paper."""
        return [unit for unit in self.units if unit.is_party]

    def signatory_of(self, slug):
        """Return who signs for a unit; NOBODY where nobody is entered, or the unit is not in the pact."""
        return next((unit.signatory for unit in self.roster if unit.slug == slug), NOBODY)

    @property
    def witnesses(self):
        return witnesses_in(self.document)

    def signing_remark(self, from_source):
        """Say at once what there is to say of all units whose signer is not known, or ""."""
        signatories = [unit.signatory for unit in self.parties]
        signed = sum(row.signed_without_name for row in signatories)
        nobody_named = not any(row.name for row in signatories)
        return signing_remark(signed, bool(signed) or nobody_named, from_source)

    # --- Counts; what is none and what is unknown --------------------------------------------

    @property
    def unit_count(self):
        """How many units are stated and listed, or None where their number is unknown."""
        stated, counts_leaders = self.value("year", "stated_units"), self.value("year", "counts_leaders")
        units = [(unit.role, unit.basis) for unit in self.units_present]
        return unit_count(units, stated=stated, counts_leaders=counts_leaders)

    @property
    def stated_targets(self):
        return self.stated("targets")

    def stated(self, part):
        """Return the stated number of "commitments" or "targets", or None."""
        return self.value("pact", f"stated_{part}")

    @property
    def commitments_remark(self):
        return commitments_remark(self.stated("commitments"), len(self.commitments))

    @cached_property
    def none(self):
        """The parts known not to exist: of Pact.MAY_BE_NONE and ClusterYear.MAY_BE_NONE."""
        return {*(self.value("pact", "known_none") or []), *(self.value("year", "known_none") or [])}

    def absent_words(self, part, from_source):
        """Return what to say where a part is empty: "Không có", or that it is not known."""
        return absent(part in self.none, from_source)

    @property
    def parts(self):
        """Each part that may be missing, with what the paper says there."""
        found = {name: self.value("pact", name) for name in ("theme", "slogan", "key_works_minimum")}
        found |= {name: self.rows(name) for name in ("targets", "movements", "documents")}
        return found | {"commitments": self.commitments}

    def missing_roles(self, from_source):
        """Return [(role in words, whether there is none or it is not known)] of the roles no present unit holds."""
        taken = {unit.role for unit in self.units_present}
        roles = [role for role in (Membership.Role.LEADER, Membership.Role.DEPUTY) if role not in taken]
        return [(role_words(role, self.kind), self.absent_words(role, from_source)) for role in roles]
