"""The history of a pact: its sealed versions and public moves, and a page for each version."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clusters.common.list_query import whole_number
from clusters.common.public import public_page
from pacts.models import BEING_WRITTEN, Pact, PactStatus, PactVersion
from pacts.paper.sealed import papers_of
from pactsite.pages.differences import compare_sections
from pactsite.pages.pact import withdrawn_response
from pactsite.pages.sealed_lists import OTHER_SEALED, sections_of

MOVES = {
    PactStatus.SIGNED: lambda: pgettext("move", "Record as signed"),
    PactStatus.DRAFT: lambda: pgettext("move", "Reopen for correction"),
    PactStatus.CLOSED: lambda: pgettext("move", "Close"),
}


@public_page
def pact_history(request, cluster, label):
    pacts = Pact.objects.sealed().select_related("cluster_year__cluster")
    pacts = pacts.prefetch_related("moves", Prefetch("versions", PactVersion.objects.defer("content")))
    pact = get_object_or_404(pacts, cluster_year__cluster__slug=cluster, cluster_year__slug=label)
    if pact.status == PactStatus.WITHDRAWN:
        return withdrawn_response(request, pact)
    requested = request.GET.get("ban", "")
    number = whole_number(requested) if requested else None
    if number is not None:
        return render(request, "pages/version.html", {"page": VersionPage(pact, number)})
    problems = [_("The number of the version is not valid.")] if requested else []
    versions = sorted(pact.versions.all(), key=lambda version: -version.number)
    context = {"pact": pact, "versions": versions, "moves": public_moves(pact), "problems": problems}
    return render(request, "pages/history.html", context)


def public_moves(pact):
    """Return the public moves, newest first: [(move, label, reason)].

    Moves between the states of a draft are not public; a reason already shown with a version is None.
    """
    sealed = {version.reason for version in pact.versions.all()}
    public = [move for move in pact.moves.all() if not {move.before, move.after} <= {*BEING_WRITTEN}]
    return [(move, MOVES[move.after](), move.reason if move.reason not in sealed else None) for move in public[::-1]]


class VersionPage:
    """One sealed version and its differences from the version before. Raises Http404 for an unknown number."""

    def __init__(self, pact, number):
        self.pact = pact
        self.numbers = sorted(version.number for version in pact.versions.all())
        if number not in self.numbers:
            raise Http404
        index = self.numbers.index(number)
        around = [None, *self.numbers, None]
        self.earlier, self.later = around[index], around[index + 2]
        versions = PactVersion.objects.filter(pact=pact, number__in=[self.earlier or number, number])
        papers = papers_of(versions.select_related("pact__cluster_year__cluster").order_by("number"))
        self.paper, self.version = papers[-1], papers[-1].version
        self.sections = sections_of(self.paper)
        self.other_lists = [(part.label, self.sections[part.name]) for part in OTHER_SEALED if self.sections[part.name]]
        self.changed = []
        if self.earlier:
            self.changed = [part for part in compare_sections(sections_of(papers[0]), self.sections) if part.differs]
