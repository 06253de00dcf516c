"""The roll of honour and its yearly figures, the same for everybody."""

from django.http import Http404
from django.shortcuts import render

from awards.honour.award_filters import AwardFilters, counted_roll
from awards.honour.csv import SHEETS, file_name
from awards.honour.figures import Figures, counted_awards, pacts_and_units
from awards.honour.filter_options import chips_of, choices_of
from awards.honour.lines import lines_of
from clusters.common.csv import csv_answer
from clusters.common.page_cache import cached_figures
from clusters.common.public import public_page
from clusters.common.rate_limits import limited


@public_page
def roll(request):
    filters = AwardFilters(request.GET, lambda: cached_figures(request, "roll", counted_roll))
    page, choices = filters.award_page(), choices_of(filters)
    context = {"filters": filters, "page": page, "awards": lines_of(page.object_list), "choices": choices}
    context["chips"] = chips_of(filters, choices)
    return render(request, "awards/honour/roll.html", context)


@public_page
def figures(request):
    counted, pacts = requested_figures(request), cached_figures(request, "pacts and units", pacts_and_units)
    context = {
        "figures": counted,
        "years": sorted({*counted.years, *pacts}, reverse=True),
        "pacts": {year: row for year, row in pacts.items() if counted.year in (None, year)},
        "by_type": counted.by_type(),
        "by_level": counted.by_level(),
    }
    return render(request, "awards/honour/figures.html", context)


def requested_figures(request):
    """Return the Figures a request asks for."""
    return Figures(request.GET, cached_figures(request, "awards", counted_awards))


@public_page
@limited("export")
def figures_csv(request, sheet):
    if sheet not in SHEETS:
        raise Http404
    counted = requested_figures(request)
    rows = list(SHEETS[sheet](counted))  # a list, because the reader's language is no longer active while streaming
    return csv_answer(file_name(sheet, counted.year), rows)
