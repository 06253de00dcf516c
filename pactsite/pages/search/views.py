"""The page of the search."""

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from clusters.models.search import SearchKind
from clusters.paging import ROWS, Asked
from clusters.public import public_page
from clusters.rate_limits import limited
from clusters.search.backends import MOST_COUNTED, Counts, Query, count, find
from pactsite.pages.search.examples import examples
from pactsite.pages.search.hits import hits_of
from pactsite.pages.search.showing import read
from pactsite.pages.search.words import MOST, Words


@public_page
@limited("search")
def search(request):
    asked = SearchAsked(request.GET)
    asked.look()
    context = {"asked": asked, "page": asked.found, "most": MOST, "examples": [] if asked.total else examples()}
    return render(request, "pages/search.html", context)


class SearchAsked(Asked):
    """What is looked for, and what was found: `hits` of the page, `total` of all kinds, `kinds` with their counts.

    Of words that more records hold than are counted, `total` is that limit and `kinds` have no counts.
    """

    def __init__(self, params):
        super().__init__(params)
        self.loai = params.get("loai", "")
        if self.loai and self.loai not in SearchKind.values:
            self.problems.append(_("There is no such kind of result."))
        self.words, self.hits, self.found_of = Words(self.q), [], Counts()

    def look(self):
        """Ask the database; a page past the end is nowhere (404)."""
        if self.problems or not self.words:
            return
        query = Query.of(self.words.asked, self.words.phrase, self.loai)
        self.found_of = count(query)
        if self.number > self.found.paginator.num_pages:
            raise Http404
        keys = find(query, ROWS * (self.number - 1), ROWS) if self.listed else []
        self.hits = hits_of(read(keys), self.words)

    @property
    def counts(self):
        return self.found_of.of_kind

    @property
    def is_counted(self):
        return self.found_of.complete

    @property
    def total(self):
        return min(sum(self.counts.values()), MOST_COUNTED)

    @property
    def listed(self):
        """How many results the list of the chosen kind, or of all, has."""
        if not self.loai or self.problems:
            return self.total
        return min(self.found_of.of_chosen, MOST_COUNTED)

    @property
    def kinds(self):
        """Each kind that has hits: (value, label, count); every kind without a count where there are too many."""
        if not self.is_counted:
            return [(kind.value, kind.label, None) for kind in SearchKind]
        return [(kind.value, kind.label, self.counts[kind]) for kind in SearchKind if self.counts.get(kind)]

    @cached_property
    def found(self):
        """The page as the pager wants it: of all hits, or those of the kind asked for."""
        return Page(self.hits, self.number or 1, Paginator(range(self.listed), ROWS))
