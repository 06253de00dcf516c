"""The history of a pact: its sealed versions and its public moves; one version, and how it differs from the last."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clusters.common.list_query import whole_number
from clusters.common.public import public_page
from pacts.models import BEING_WRITTEN, Pact, PactStatus, PactVersion
from pacts.paper.sealed import papers_of
from pactsite.pages.differences import held_against
from pactsite.pages.pact import gone
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
        return gone(request, pact)
    asked = request.GET.get("ban", "")
    number = whole_number(asked) if asked else None
    if number is not None:
        return render(request, "pages/version.html", {"page": VersionPage(pact, number)})
    problems = [_("The number of the version is not valid.")] if asked else []
    versions = sorted(pact.versions.all(), key=lambda version: -version.number)
    context = {"pact": pact, "versions": versions, "moves": told_moves(pact), "problems": problems}
    return render(request, "pages/history.html", context)


def told_moves(pact):
    """Return the moves the public may know, newest first: [(move, what it was, reason)].

    How a draft went to and fro is nobody's business; a reason that a version gives is not told twice.
    """
    told = {version.reason for version in pact.versions.all()}
    public = [move for move in pact.moves.all() if not {move.before, move.after} <= {*BEING_WRITTEN}]
    return [(move, MOVES[move.after](), move.reason if move.reason not in told else None) for move in public[::-1]]


class VersionPage:
    """One sealed version as the paper said it, and how it differs from the one before. Wrong number: 404."""

    def __init__(self, pact, number):
        self.pact = pact
        self.numbers = sorted(version.number for version in pact.versions.all())
        if number not in self.numbers:
            raise Http404
        place = self.numbers.index(number)
        around = [None, *self.numbers, None]
        self.earlier, self.later = around[place], around[place + 2]
        versions = PactVersion.objects.filter(pact=pact, number__in=[self.earlier or number, number])
        papers = papers_of(versions.select_related("pact__cluster_year__cluster").order_by("number"))
        self.paper, self.version = papers[-1], papers[-1].version
        self.said = sections_of(self.paper)
        self.other_lists = [(part.label, self.said[part.name]) for part in OTHER_SEALED if self.said[part.name]]
        self.changed = []
        if self.earlier:
            self.changed = [part for part in held_against(sections_of(papers[0]), self.said) if part.differs]
