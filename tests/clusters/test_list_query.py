"""The filters, pages and rows of a list, read from a query string."""

import pytest
from django.http import Http404, QueryDict

from clusters.common.list_query import ListForm, page_or_404

NUMBERS = list(range(1, 131))


def form(query):
    return ListForm(QueryDict(query))


@pytest.mark.parametrize(
    ("query", "first", "count"),
    [("", 1, 20), ("trang=2", 21, 20), ("so_dong=50&trang=3", 101, 30), ("so_dong=100", 1, 100), ("trang=", 1, 20)],
)
def test_page_has_the_rows_that_the_address_names(query, first, count):
    page = form(query).page(NUMBERS)

    assert (page.object_list[0], len(page)) == (first, count)


@pytest.mark.parametrize("query", ["trang=0", "trang=x", "trang=-1", "trang=%D9%A1", "so_dong=30", "q=" + "x" * 201])
def test_wrong_value_has_a_sentence_and_no_rows(query):
    wrong = form(query)

    assert (len(wrong.problems), list(wrong.page(NUMBERS))) == (1, [])


def test_page_past_the_end_is_404():
    with pytest.raises(Http404):
        form("trang=8").page(NUMBERS)


@pytest.mark.parametrize("query", ["trang=x", "trang=0", "trang=8", "so_dong=7"])
def test_list_without_filters_answers_404_to_any_wrong_page(query):
    with pytest.raises(Http404):
        page_or_404(QueryDict(query), NUMBERS)


def test_address_keeps_filters_and_rows_and_leaves_the_page_out():
    assert form("so_dong=50&trang=2&q=+thi++dua+").address() == "?q=thi++dua&so_dong=50"
    assert form("so_dong=50&q=a").address(q=None, nam="2021") == "?so_dong=50&nam=2021"
