"""The feed, the sitemap and robots.txt."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from pacts.models import PactVersion
from pacts.services.lifecycle import withdraw_pact
from pactsite.pages.opendata import feeds, sitemap
from tests.factories import ClusterFactory, MembershipFactory, PactFactory, UnitFactory
from tests.pacts.documents import corrected, signed

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(client):
    feed = ElementTree.fromstring(client.get("/tin.atom").content)
    return [{part.tag.removeprefix(ATOM): part.text for part in entry} for entry in feed.iter(f"{ATOM}entry")]


def locations(client, address="/sitemap.xml"):
    """Return [(address, day or None)] of a sitemap or a sitemap index."""
    root = ElementTree.fromstring(client.get(address).getvalue())
    return [(row.findtext(f"{MAP}loc"), row.findtext(f"{MAP}lastmod")) for row in root]


def test_the_feed_tells_the_newest_versions_first_each_with_an_address_of_its_own(client):
    pact = signed(pact={"theme": "Kỷ cương <b> & trách nhiệm"})
    corrected(pact)
    second, first = PactVersion.objects.order_by("-number")
    page = f"http://testserver{pact.get_absolute_url()}"

    feed = entries(client)

    assert [entry["id"] for entry in feed] == [f"{page}lich-su/?ban={number}" for number in (2, 1)]
    assert [entry["updated"] for entry in feed] == [row.sealed_at.isoformat() for row in (second, first)]
    assert [entry["summary"] for entry in feed] == ["Đính chính", "Kỷ cương &lt;b&gt; &amp; trách nhiệm"]


def test_the_feed_tells_no_draft_and_nothing_withdrawn(client):
    PactFactory(circulated=True)
    withdraw_pact(pact=signed(), by=None, reason="Nhập nhầm")

    assert entries(client) == []


@pytest.mark.parametrize("count", [1, 4])
def test_the_feed_asks_three_queries_whatever_it_tells(client, django_assert_max_num_queries, count):
    for _n in range(count):
        PactFactory(signed=True)

    with django_assert_max_num_queries(3):
        assert len(entries(client)) == count


def test_the_feed_ends_after_its_newest_entries(client, monkeypatch):
    monkeypatch.setattr(feeds, "ENTRIES", 2)
    for _n in range(3):
        PactFactory(signed=True)

    assert len(entries(client)) == 2


def test_the_sitemap_names_every_public_page_and_the_day_of_a_pact(client):
    pact = PactFactory(signed=True)
    unit = MembershipFactory(cluster_year=pact.cluster_year).unit

    found = dict(locations(client))

    paths = ["/", "/giao-uoc/", "/don-vi/", "/du-lieu/", pact.cluster_year.cluster.get_absolute_url()]
    assert {f"http://testserver{path}" for path in [*paths, unit.get_absolute_url()]} <= set(found)
    [day] = [day for address, day in found.items() if address.endswith(pact.get_absolute_url())]
    assert timezone.now() - timezone.datetime.fromisoformat(day) < timedelta(minutes=5)
    assert {client.get(address).status_code for address in found} == {200}


@pytest.mark.parametrize("traits", [{}, {"circulated": True}, {"withdrawn": True}])
def test_the_sitemap_names_no_draft_and_no_unit_of_one(client, traits):
    row = MembershipFactory(cluster_year=PactFactory(**traits).cluster_year, unit__checked=False)

    found = [address for address, _day in locations(client)]

    assert [part for part in ("/2021/", row.unit.slug) if any(part in address for address in found)] == []


def test_too_many_addresses_stand_in_several_files_named_by_an_index(client, monkeypatch):
    monkeypatch.setattr(sitemap, "MAX_ADDRESSES", 10)
    for _n in range(9):
        ClusterFactory(), UnitFactory()

    index = [address for address, _day in locations(client)]
    pages = [locations(client, address) for address in index]

    assert index == [f"http://testserver/sitemap.xml?trang={n}" for n in range(1, len(index) + 1)]
    assert all(0 < len(rows) <= 10 for rows in pages)
    assert len({address for rows in pages for address, _day in rows}) == 18 + len(sitemap.LISTS)
    assert client.get(f"/sitemap.xml?trang={len(index) + 1}").status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_the_sitemap_asks_as_many_queries_for_few_as_for_many(client, django_assert_max_num_queries, count):
    for _n in range(count):
        MembershipFactory(cluster_year=PactFactory(signed=True).cluster_year)

    with django_assert_max_num_queries(3):
        assert len(locations(client)) == 3 * count + len(sitemap.LISTS)


def test_robots_read_what_is_public_and_find_the_sitemap(client):
    text = client.get("/robots.txt").content.decode()

    closed = [line.removeprefix("Disallow: ") for line in text.splitlines() if line.startswith("Disallow")]
    assert {"/ban-lam-viec/", "/don-vi-cua-toi/", "/admin/"} <= set(closed)
    assert not any(reverse(name).startswith(path) for name in sitemap.LISTS for path in closed)
    assert "Sitemap: http://testserver/sitemap.xml" in text
