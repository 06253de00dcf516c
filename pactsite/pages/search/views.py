"""The search page."""

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from clusters.common.list_query import CodeField, ListForm
from clusters.common.public import public_page
from clusters.common.rate_limits import limited
from clusters.common.text import fold
from clusters.models.search import SearchKind
from clusters.search.backends import MOST_COUNTED, Counts, Query, count, find
from pacts.models import Pact, PactDocument
from pactsite.pages.search.hits import hits_of
from pactsite.pages.search.rows import result_rows
from pactsite.pages.search.words import MAX_WORDS, Words


@public_page
@limited("search")
def search(request):
    form = Search(request.GET)
    form.run()
    context = {"search": form, "page": form.found, "max_words": MAX_WORDS, "examples": [] if form.total else examples()}
    return render(request, "pages/search.html", context)


class Search(ListForm):
    """The words and the kind to search for, and what `run` found: `hits` of the page, `total`, `kinds`.

    If more records match than are counted, `total` is that limit and `kinds` have no counts.
    """

    loai = CodeField(SearchKind.choices, _("There is no such kind of result."))

    def __init__(self, params):
        super().__init__(params)
        self.terms, self.hits, self.matches = Words(self.words), [], Counts()

    def run(self):
        """Query the database. Raises Http404 for a page past the end."""
        if self.problems or not self.terms:
            return
        query = Query.of(self.terms.queried, self.terms.phrase, self.kind)
        self.matches = count(query)
        if self.number > self.found.paginator.num_pages:
            raise Http404
        keys = find(query, self.rows * (self.number - 1), self.rows) if self.listed else []
        self.hits = hits_of(result_rows(keys), self.terms)

    @property
    def kind(self):
        return self.text("loai")

    @property
    def counts(self):
        return self.matches.of_kind

    @property
    def is_counted(self):
        return self.matches.complete

    @property
    def total(self):
        return min(sum(self.counts.values()), MOST_COUNTED)

    @property
    def listed(self):
        """How many results the list of the chosen kind, or of all kinds, has."""
        if not self.kind or self.problems:
            return self.total
        return min(self.matches.of_chosen, MOST_COUNTED)

    @property
    def kinds(self):
        """[(value, label, count)] of the kinds with results; of all kinds and with None as count if not counted."""
        if not self.is_counted:
            return [(kind.value, kind.label, None) for kind in SearchKind]
        return [(kind.value, kind.label, self.counts[kind]) for kind in SearchKind if self.counts.get(kind)]

    @cached_property
    def found(self):
        """The requested page of the list, as the pager needs it."""
        return Page(self.hits, self.number, Paginator(range(self.listed), self.rows))


def examples():
    """Return texts that find something: place, year and cluster of the newest public pact, and a document."""
    pacts = Pact.objects.public().newest_first().select_related("cluster_year__cluster__place__place__place")
    pact = pacts.first()
    if pact is None:
        return []
    place, year = pact.cluster_year.cluster.place, pact.cluster_year
    number = PactDocument.objects.filter(pact__in=Pact.objects.public(), document__number__isnull=False)
    number = number.order_by("-pact__cluster_year__year", "pk").values_list("document__number", flat=True).first()
    found = [place and fold(place.name), place and f"{place.name} {year.year}", year.display_name, number]
    return list(dict.fromkeys(text for text in found if text))
