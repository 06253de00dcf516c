"""The roll of honour and its yearly figures, the same for everybody."""

from django.http import Http404
from django.shortcuts import render

from awards.honour.award_filters import AwardFilters
from awards.honour.figures import Figures, pacts_and_units
from awards.honour.lines import lines_of
from awards.honour.options import chips_of, choices_of
from awards.honour.sheets import SHEETS, file_name
from clusters.public import public_page
from clusters.rate_limits import limited
from clusters.sheets import csv_answer


@public_page
def roll(request):
    filters = AwardFilters(request.GET)
    page, choices = filters.award_page(), choices_of(filters)
    context = {"filters": filters, "page": page, "awards": lines_of(page.object_list), "choices": choices}
    context["chips"] = chips_of(filters, choices)
    return render(request, "awards/honour/roll.html", context)


@public_page
def figures(request):
    counted, pacts = Figures(request.GET), pacts_and_units()
    context = {
        "figures": counted,
        "years": sorted({*counted.years, *pacts}, reverse=True),
        "pacts": {year: row for year, row in pacts.items() if counted.year in (None, year)},
        "by_type": counted.by_type(),
        "by_level": counted.by_level(),
    }
    return render(request, "awards/honour/figures.html", context)


@public_page
@limited("export")
def figures_csv(request, sheet):
    if sheet not in SHEETS:
        raise Http404
    counted = Figures(request.GET)
    rows = list(SHEETS[sheet](counted))  # some lines a year, named in the reader's language while it is known
    return csv_answer(file_name(sheet, counted.year), rows)
