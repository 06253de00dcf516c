"""What a page is about, in the words of schema.org, for search engines."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from clusters.models import UnitName

VOCABULARY = "https://schema.org"


def site(_row, absolute):
    """The register itself, and how it is searched."""
    home = absolute(reverse("pages:home"))
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{home}tim-kiem/?q={{words}}"},
        "query-input": "required name=words",
    }
    name = _("Register of emulation pacts")
    return {"@context": VOCABULARY, "@type": "WebSite", "name": name, "url": home, "potentialAction": search}


def pact(page, absolute):
    """A pact: whose it is, when it was signed, which version is read. `page` is a PactPage."""
    row, year = page.pact, page.year
    slugs = [page.cluster.slug, year.slug]
    work = {
        "@type": "CreativeWork",
        "@id": absolute(row.get_absolute_url()),
        "name": row.heading,
        "inLanguage": "vi",
        "version": page.version.number,
        "identifier": page.version.seal,
        "temporalCoverage": str(year.year),
        "about": row.theme,
        "dateCreated": page.meeting.held_on,
        "author": [organisation(member.unit, absolute, page.day) for member in page.roster],
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/json",
            "contentUrl": absolute(reverse("pages:pact_json", args=slugs)),
        },
    }
    steps = [(_("Pacts"), reverse("pages:pacts")), (year.display_name, page.cluster.get_absolute_url())]
    return graph(work, crumbs([*steps, (year.display_label, row.get_absolute_url())], absolute))


def cluster(row, absolute):
    """A cluster or bloc, and who organises it."""
    told = organisation(row, absolute) | {
        "parentOrganization": row.organiser and organisation(row.organiser, absolute),
        "dissolutionDate": row.ended_on,
    }
    steps = [(_("Clusters and blocs"), reverse("pages:clusters")), (row.name, row.get_absolute_url())]
    return graph(told, crumbs(steps, absolute))


def unit(row, absolute):
    """A unit with its other names. Reads `names`."""
    former = [name.name for name in row.names.all() if name.sort == UnitName.Sort.FORMER and name.name != row.name]
    told = organisation(row, absolute) | {
        "alternateName": [*former, *([row.short_name] if row.short_name else [])],
        "foundingDate": row.founded_on,
        "dissolutionDate": row.ended_on,
        "parentOrganization": row.parent and organisation(row.parent, absolute),
        "location": row.place and {"@type": "Place", "name": row.place.name},
    }
    steps = [(_("Units"), reverse("pages:units")), (row.name, row.get_absolute_url())]
    return graph(told, crumbs(steps, absolute))


def dataset(_row, absolute):
    """The open data, each file of it."""
    names = [f"pages:{name}" for name in ("pacts", "clusters", "units", "awards")]
    forms = [("json", "application/json"), ("csv", "text/csv")]
    told = {
        "@type": "Dataset",
        "name": _("Register of emulation pacts"),
        "description": _("Everything the register tells, as JSON and as tables for spreadsheets."),
        "url": absolute(reverse("pages:data")),
        "isAccessibleForFree": True,
        "creator": settings.SITE_OWNER and {"@type": "Organization", "name": settings.SITE_OWNER},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": encoding,
                "contentUrl": absolute(reverse(f"{name}_{form}")),
            }
            for name in names
            for form, encoding in forms
        ],
    }
    return graph(told)


def organisation(row, absolute, day=None):
    """A unit, under its name of a day, or a cluster."""
    name = row.name_on(day) if day else row.name
    return {"@type": "Organization", "name": name, "url": absolute(row.get_absolute_url())}


def crumbs(steps, absolute):
    """Where a page stands: [(name, path)] from above."""
    places = [
        {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
        for place, (name, path) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": places}


def graph(*things):
    """Put things together, leaving out what nobody knows."""
    known = [{name: value for name, value in thing.items() if value not in (None, "", [])} for thing in things]
    return {"@context": VOCABULARY, "@graph": known}


LINKED = {"site": site, "pact": pact, "cluster": cluster, "unit": unit, "data": dataset}
