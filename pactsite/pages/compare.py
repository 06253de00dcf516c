"""Comparison of a pact with its cluster's pact of the year before: theme, numbers, roster, commitments and targets."""

from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from clusters.common.public import public_page
from clusters.models import Succession
from pacts.models import Pact, PactStatus, PactVersion
from pacts.paper.lines import commitment_lines, target_lines, theme_lines
from pacts.paper.sealed import papers_of
from pacts.paper.wording import unknown
from pactsite.pages.differences import section
from pactsite.pages.pact import withdrawn_response
from pactsite.pages.ring import ring_of
from pactsite.pages.sealed_lists import OTHER_SEALED, other_sections


@public_page
def pact_compare(request, cluster, label):
    pacts = Pact.objects.sealed().select_related("cluster_year__cluster")
    pact = get_object_or_404(pacts, cluster_year__cluster__slug=cluster, cluster_year__slug=label)
    if pact.status == PactStatus.WITHDRAWN:
        return withdrawn_response(request, pact)
    before = Pact.objects.public().of_years_before(pact.cluster_year).select_related("cluster_year__cluster").first()
    return render(request, "pages/compare.html", {"pact": pact, "page": ComparePage(before, pact) if before else None})


class ComparePage:
    """The newest sealed versions of two pacts of one cluster, side by side."""

    def __init__(self, before, after):
        years = [before.cluster_year, after.cluster_year]
        prefetch_related_objects(years, "memberships", "sources")
        versions = PactVersion.objects.newest_of([before, after]).select_related("pact__cluster_year__cluster")
        papers = {paper.version.pact_id: paper for paper in papers_of(versions)}
        self.before, self.after = Side(before, papers[before.pk]), Side(after, papers[after.pk])
        self.roster = Roster(papers[before.pk], papers[after.pk])

    @property
    def sides(self):
        return [self.before, self.after]

    @property
    def numbers(self):
        """[(label, number before, number after)]."""
        names = [_("Units"), _("Commitments"), _("Targets"), _("Key works of each unit, at least")]
        return list(zip(names, self.before.numbers, self.after.numbers, strict=True))

    @property
    def theme(self):
        return Part("theme", self.sides)

    @property
    def parts(self):
        others = [part.name for part in OTHER_SEALED if any(side.rows[part.name] for side in self.sides)]
        return [Part(name, self.sides) for name in ("commitments", "targets", *others)]


class Side:
    """One of the two pacts compared."""

    def __init__(self, pact, paper):
        self.pact, self.year, self.paper = pact, pact.cluster_year, paper
        self.has_source = bool(self.year.sources.all())
        self.unknown, self.is_roster_known = unknown(self.has_source), bool(paper.units_present)
        self.rows = {
            "theme": theme_lines(paper),
            "commitments": commitment_lines(paper),
            "targets": target_lines(paper, with_references=False),
            **other_sections(paper),
        }

    @property
    def numbers(self):
        ring = ring_of(self.year)
        listed = {name: self.paper.stated(name) or len(self.rows[name]) for name in ("commitments", "targets")}
        counts = {"units": ring and ring.total, **listed, "key_works_minimum": self.paper.key_works_minimum}
        return [number or self.absent_words(name) for name, number in counts.items()]

    def absent_words(self, name):
        """Return the words shown for a part without rows: not stated, or none."""
        return self.paper.absent_words(name, self.has_source)


class Part:
    """One part of both pacts, such as theme or commitments, line by line."""

    def __init__(self, name, sides):
        self.name, self.section = name, section(name, *(side.rows[name] for side in sides))
        self.columns = [(side.year, side.rows[name], side.absent_words(name)) for side in sides]

    @property
    def both_known(self):
        """Whether both pacts have rows; otherwise no line can be called added or removed."""
        return all(rows for _year, rows, _word in self.columns)


class Roster:
    """Units that joined, left or changed their role. Units that left during a year do not count as members of it."""

    def __init__(self, before, after):
        self.before, self.after = before, after
        self.old, self.new = ({unit.slug: unit for unit in paper.units_present} for paper in (before, after))
        self.is_known = bool(self.old and self.new)
        self.stayed = [slug for slug in self.new if slug in self.old]

    @cached_property
    def joined(self):
        """[(slug, name, names of the former members it succeeded)]."""
        successions = Succession.objects.filter(predecessor__slug__in=self.old, successor__slug__in=self.new)
        pairs = list(successions.values_list("successor__slug", "predecessor__slug").order_by("pk"))
        return [
            (slug, self.after.name_of(slug), [self.before.name_of(old) for new, old in pairs if new == slug])
            for slug in self.new
            if slug not in self.old
        ]

    @property
    def left(self):
        return [(slug, self.before.name_of(slug)) for slug in self.old if slug not in self.new]

    @property
    def roles(self):
        """[(slug, name, role before, role after)] of units with another role."""
        pairs = [(self.old[slug].role_words, self.new[slug]) for slug in self.stayed]
        return [
            (unit.slug, unit.name, capfirst(role), capfirst(unit.role_words))
            for role, unit in pairs
            if role != unit.role_words
        ]

    @property
    def unchanged_count(self):
        return len(self.stayed)
