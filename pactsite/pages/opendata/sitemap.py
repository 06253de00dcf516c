"""The sitemap of all public pages, and robots.txt."""

from django.db.models import DateTimeField, IntegerField, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import escape

from awards.public import public_units
from clusters.common.list_query import whole_number
from clusters.common.public import public_page
from clusters.models import Cluster, Unit
from pacts.models import Pact, PactVersion
from pactsite.pages.opendata.responses import absolute_for

MAX_ADDRESSES = 5_000  # addresses in one file
LISTS = [f"pages:{name}" for name in "home pacts clusters units about verify chain data".split()]
LISTS += ["honour:roll", "honour:figures"]
SECTIONS = ["pages:pacts", "pages:clusters", "pages:units"]  # prefixes of the addresses of their pages
# Paths that robots.txt excludes: pages for signed-in users.
DISALLOWED = (
    "/ban-lam-viec/ /don-vi-cua-toi/ /thong-bao/ /admin/ /tai-khoan/ /mat-khau/ /loi-moi/ /dang-nhap/ /dang-xuat/"
)
SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@public_page
def sitemap(request):
    """Return all addresses if one file is enough, else the index of the files, or with `trang` one of them."""
    number, absolute = request.GET.get("trang"), absolute_for(request)
    files = -(-(len(LISTS) + all_rows().count()) // MAX_ADDRESSES)
    if number is None and files > 1:
        return as_xml(
            "sitemapindex", "sitemap", [(f"{request.path}?trang={n}", None) for n in range(1, files + 1)], absolute
        )
    file_number = whole_number(number or "1")
    if not file_number or file_number > files:
        raise Http404
    return as_xml("urlset", "url", addresses(file_number), absolute)


@public_page
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in DISALLOWED.split()), ""]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('pages:sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def addresses(file_number):
    """Return [(path, time of the last sealing or None)] of one file, numbered from 1. Lists come first."""
    first = (file_number - 1) * MAX_ADDRESSES
    lists = [(reverse(name), None) for name in LISTS[first : first + MAX_ADDRESSES]]
    prefixes = [reverse(name) for name in SECTIONS]
    start, stop = max(first - len(LISTS), 0), max(first + MAX_ADDRESSES - len(LISTS), 0)
    rows = all_rows().order_by("section", "pk")[start:stop]
    return lists + [(f"{prefixes[row[0]]}{row[2]}/" + (f"{row[3]}/" if row[3] else ""), row[4]) for row in rows]


def all_rows():
    """Return rows of (section, pk, slug, second slug of a pact, time) of all public pages, as one query."""
    versions = PactVersion.objects.filter(pact=OuterRef("pk")).order_by("-number")
    slugs = ["cluster_year__cluster__slug", "cluster_year__slug"]
    pacts = section(0, Pact.objects.public(), *slugs, Subquery(versions.values("sealed_at")[:1]))
    no_text, no_time = Cast(Value(None), TextField()), Cast(Value(None), DateTimeField())
    clusters = section(1, Cluster.objects.all(), "slug", no_text, no_time)
    units = section(2, public_units(Unit.objects), "slug", no_text, no_time)
    return pacts.union(clusters, units, all=True)


def section(number, rows, *columns):
    rows = rows.annotate(section=Value(number, output_field=IntegerField()))
    return rows.values_list("section", "pk", *columns).order_by()


def as_xml(kind, entry, addresses, absolute):
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} {SCHEMA}>']
    for path, time in addresses:
        changed = f"<lastmod>{time.isoformat(timespec='seconds')}</lastmod>" if time else ""
        lines.append(f"<{entry}><loc>{escape(absolute(path))}</loc>{changed}</{entry}>")
    return HttpResponse("\n".join([*lines, f"</{kind}>\n"]), content_type="application/xml; charset=utf-8")
