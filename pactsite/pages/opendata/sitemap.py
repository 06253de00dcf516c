"""For search engines: every public page with the day it last changed, and where not to look."""

from itertools import islice

from django.db.models import Max
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.html import escape

from awards.public import public_units
from clusters.common.list_query import whole_number
from clusters.models import Cluster, Unit
from clusters.public import public_page
from pacts.models import Pact
from pactsite.pages.opendata.answers import absolute_for

MOST = 50_000  # addresses a file may hold; more stand in several files with an index
LISTS = [f"pages:{name}" for name in "home pacts clusters units about verify chain data".split()]
LISTS += ["honour:roll", "honour:figures"]
# Only for those who work here; everything else is everybody's to read.
CLOSED = "/ban-lam-viec/ /don-vi-cua-toi/ /thong-bao/ /admin/ /tai-khoan/ /mat-khau/ /loi-moi/ /dang-nhap/ /dang-xuat/"
SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@public_page
def sitemap(request):
    """All addresses where one file holds them; else the index of the files, and each file by its number."""
    files = -(-(len(LISTS) + sum(section.count() for section in sections())) // MOST)
    number, absolute = request.GET.get("trang"), absolute_for(request)
    if number is None and files > 1:
        addresses = ((f"{request.path}?trang={n}", None) for n in range(1, files + 1))
        return as_xml("sitemapindex", "sitemap", addresses, absolute)
    place = whole_number(number or "1")
    if not place or place > files:
        raise Http404
    return as_xml("urlset", "url", islice(pages(), (place - 1) * MOST, place * MOST), absolute)


@public_page
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED.split()), ""]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('pages:sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def sections():
    """Return the rows that have a page of their own: pacts, clusters, units."""
    return Pact.objects.public(), Cluster.objects.all(), public_units(Unit.objects)


def pages():
    """Yield the path of each public page, with the day its text was last sealed where it has one."""
    pacts, clusters, units = (section.order_by("pk") for section in sections())
    place = ["cluster_year__cluster__slug", "cluster_year__slug"]
    sealed = pacts.annotate(sealed_at=Max("versions__sealed_at")).values_list(*place, "sealed_at")
    yield from ((reverse(name), None) for name in LISTS)
    yield from ((reverse("pages:pact", args=slugs), day) for *slugs, day in sealed.iterator())
    yield from ((reverse("pages:cluster", args=slugs), None) for slugs in clusters.values_list("slug").iterator())
    yield from ((reverse("pages:unit", args=slugs), None) for slugs in units.values_list("slug").iterator())


def as_xml(kind, entry, addresses, absolute):
    """Return addresses [(path, day or None)] as a sitemap or an index of sitemaps, sent line by line."""

    def lines():
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} {SCHEMA}>\n'
        for path, day in addresses:
            changed = f"<lastmod>{day.isoformat(timespec='seconds')}</lastmod>" if day else ""
            yield f"<{entry}><loc>{escape(absolute(path))}</loc>{changed}</{entry}>\n"
        yield f"</{kind}>\n"

    return StreamingHttpResponse(lines(), content_type="application/xml; charset=utf-8")
