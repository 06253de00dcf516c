"""The pages `make bench` measures, each with its budget (blueprint 8)."""

from dataclasses import dataclass
from typing import NamedTuple


class Floors(NamedTuple):
    """At most so many times the floor, on each database."""

    sqlite: float
    postgresql: float


WARM, UNCHANGED = Floors(1, 1.5), Floors(0.5, 1)
PAGE, SEARCH, RECORD, LIST = Floors(8, 11), Floors(10, 14), Floors(6, 8), Floors(20, 25)


@dataclass(frozen=True)
class Page:
    """A public page: `queries` and `cold` for the first request after a public change, `warm` for the next ones.

    `path` is a format string with the names that `tests.bench.record.Register.make` returns.
    """

    name: str
    path: str
    queries: int
    cold: Floors
    warm: Floors | None = WARM
    most_bytes: int | None = None
    is_signed_in: bool = False  # asked by somebody with a session: never cached
    is_autosave: bool = False  # sends a change of a draft instead


def private(name, path, queries, cold, **kwargs):
    return Page(name, path, queries, cold, warm=None, **kwargs)


FILTERS = "?nam=2021&loai=cum&q=tinh"
PAGES = [
    Page("a pact with 11 units, 9 commitments", "/giao-uoc/cum-1/2021/", 14, PAGE, most_bytes=60_000),
    Page("a unit through 10 years", "/don-vi/don-vi-0/", 10, PAGE),
    Page("the largest example", "{example}", 14, Floors(10, 13)),
    Page("the register", "/", 8, PAGE),
    Page("the list", "/giao-uoc/", 8, PAGE),
    Page("the list: a year, a kind and words", f"/giao-uoc/{FILTERS}", 8, PAGE),
    Page("the list: an organiser and a unit", "/giao-uoc/?to_chuc=tinh-0&don_vi=don-vi-0", 8, PAGE),
    Page("the list: page 100", "/giao-uoc/?trang=100", 8, PAGE),
    Page("clusters", "/cum-khoi/", 8, PAGE),
    Page("units", "/don-vi/", 8, PAGE),
    Page("a province", "/don-vi/tinh-0/", 8, PAGE),
    Page("search: rare", "/tim-kiem/?q=don+vi+199+2021", 8, SEARCH),
    Page("search: a common word", "/tim-kiem/?q=an", 8, SEARCH),
    Page("search: two words", "/tim-kiem/?q=so+lan", 8, SEARCH),
    Page("search: four words", "/tim-kiem/?q=xay+dung+nong+thon", 8, SEARCH),
    Page("search: one kind", "/tim-kiem/?q=an&loai=nguon", 8, SEARCH),
    Page("search: nothing", "/tim-kiem/?q=khongco", 8, SEARCH),
    Page("search: one letter", "/tim-kiem/?q=t", 8, SEARCH),
    Page("roll of honour", "/khen-thuong/", 8, SEARCH),
    Page("roll: year, kind, organiser", "/khen-thuong/?nam=2020&doi_tuong=khong-ro&to_chuc=tinh-0", 8, SEARCH),
    Page("roll: words in a place", "/khen-thuong/?q=bang+khen&dia_ban=tinh-0", 8, SEARCH),
    Page("roll: page 100", "/khen-thuong/?trang=100", 8, SEARCH),
    Page("yearly figures", "/khen-thuong/so-lieu/", 8, SEARCH),
    Page("yearly figures of one year", "/khen-thuong/so-lieu/?nam=2020", 8, SEARCH),
    Page("a pact as JSON", "/du-lieu/giao-uoc/cum-1/2021.json", 14, RECORD),
    Page("20 pacts as JSON", "/du-lieu/giao-uoc.json", 14, LIST),
    Page("20 clusters as JSON", "/du-lieu/cum-khoi.json", 14, LIST),
    Page("20 units as JSON", "/du-lieu/don-vi.json", 14, LIST),
    Page("20 awards as JSON", "/du-lieu/khen-thuong.json", 14, LIST),
    Page("the feed", "/tin.atom", 4, RECORD),
    Page("one file of the sitemap", "/sitemap.xml", 4, LIST),
    private("keeping what was typed at the desk", "/ban-lam-viec/cum-1/2026/", 6, RECORD, is_autosave=True),
    private("the desk's page of 11 units", "/ban-lam-viec/cum-1/2026/", 14, Floors(40, 45), is_signed_in=True),
    private("the desk with 90 clusters", "/ban-lam-viec/", 14, Floors(20, 24), is_signed_in=True),
    private("the table of a year, 90 clusters", "/ban-lam-viec/nam-2025/", 14, Floors(20, 24), is_signed_in=True),
    private("the check of 30 units, 40 commitments", "/bench/check/{large}/", 12, Floors(20, 22)),
]
