"""The content of a pact's paper, read from a document and the units it names."""

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
    """The content of the paper of a cluster's year.

    `document` is a document or a part of one, possibly not validated.
    `units` {slug: Unit or name} has each unit it names and the organiser; a Unit needs `name_then` (`units_named`) or
    prefetched `names`. A missing unit is called by its slug.
    """

    def __init__(self, year, document, units=None):
        self.year, self.document, self.units_by_slug = year, document, units or {}
        self.day = PaperDay(self.value("conference", "held_on"), year.year)

    def value(self, part, field):
        """Return a field of the heading as stored or typed, or None."""
        return (self.document.get(part) or {}).get(field)

    def rows(self, part):
        return self.document.get(part) or []

    def name_of(self, slug):
        unit = self.units_by_slug.get(slug, slug or "")
        if isinstance(unit, str):
            return unit
        return unit.name_then if hasattr(unit, "name_then") else unit.name_on(self.day.stored)

    # --- Heading -----------------------------------------------------------------------------

    @property
    def name(self):
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
        """The year as the paper heads it, in the paper's language: "Năm 2021"."""
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
        """The part of the day in the paper's language, "sáng"; an invalid value as typed."""
        part = self.value("conference", "part_of_day")
        return PARTS_OF_DAY.get(part, part)

    @property
    def organiser(self):
        """The name of the cluster's organiser on the day, or "" if it is not among the units."""
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

    # --- Commitments and targets -------------------------------------------------------------

    @cached_property
    def commitments(self):
        return self._promises(agreed(self.rows("commitments")))

    @cached_property
    def directions(self):
        """What was asked of the units at the conference. Directions are not on the paper."""
        return self._promises(directed(self.rows("commitments")))

    def _promises(self, rows):
        return [PaperCommitment(row, self.targets_under(row.get("key"))) for row in rows]

    @cached_property
    def targets(self):
        return targets_in(self.rows("targets"))

    def targets_under(self, key):
        """Return the targets of a commitment; for None, those without a commitment."""
        return [target for target in self.targets if target.commitment == key]

    @property
    def is_open_ended(self):
        return str(self.value("pact", "open_ended")).lower() == "true"

    @property
    def needs_ellipsis(self):
        """Whether the list of commitments is open-ended and its last text does not end with "…" already."""
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
        return [document for document in self.documents if document.is_ground]

    @property
    def is_numbered(self):
        parts = [self.theme or self.slogan, self.commitments, self.targets or self.key_works_minimum, self.movements]
        return sum(bool(part) for part in parts) > 1

    # --- Units and signatures ----------------------------------------------------------------

    @cached_property
    def roster(self):
        return units_in(self.document, self.name_of, self.kind)

    @cached_property
    def units(self):
        """The units in paper order: leader, deputies, members."""
        return in_paper_order(self.roster)

    @property
    def units_present(self):
        return [unit for unit in self.roster if not unit.has_left]

    @property
    def parties(self):
        return [unit for unit in self.units if unit.is_party]

    def signatory_of(self, slug):
        """Return who signs for a unit; NOBODY if none is entered or the unit is not in the pact."""
        return next((unit.signatory for unit in self.roster if unit.slug == slug), NOBODY)

    @property
    def witnesses(self):
        return witnesses_in(self.document)

    def signing_remark(self, from_source):
        """Return one sentence for all units whose signer is unknown, or ""."""
        signatories = [unit.signatory for unit in self.parties]
        signed = sum(row.signed_without_name for row in signatories)
        nobody_named = not any(row.name for row in signatories)
        return signing_remark(signed, bool(signed) or nobody_named, from_source)

    # --- Counts, none and unknown ------------------------------------------------------------

    @property
    def unit_count(self):
        stated, counts_leaders = self.value("year", "stated_units"), self.value("year", "counts_leaders")
        units = [(unit.role, unit.basis) for unit in self.units_present]
        return unit_count(units, stated=stated, counts_leaders=counts_leaders)

    @property
    def stated_targets(self):
        return self.stated("targets")

    def stated(self, part):
        return self.value("pact", f"stated_{part}")

    @property
    def commitments_remark(self):
        return commitments_remark(self.stated("commitments"), len(self.commitments))

    @cached_property
    def none(self):
        """The parts known not to exist: of Pact.MAY_BE_NONE and ClusterYear.MAY_BE_NONE."""
        return {*(self.value("pact", "known_none") or []), *(self.value("year", "known_none") or [])}

    def absent_words(self, part, from_source):
        return absent(part in self.none, from_source)

    @property
    def parts(self):
        found = {name: self.value("pact", name) for name in ("theme", "slogan", "key_works_minimum")}
        found |= {name: self.rows(name) for name in ("targets", "movements", "documents")}
        return found | {"commitments": self.commitments}

    def missing_roles(self, from_source):
        """Return [(role, "none" or "not known")] in words for the leading roles without a present unit."""
        taken = {unit.role for unit in self.units_present}
        roles = [role for role in (Membership.Role.LEADER, Membership.Role.DEPUTY) if role not in taken]
        return [(role_words(role, self.kind), self.absent_words(role, from_source)) for role in roles]
