"""schema.org data of the public pages, for search engines."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from clusters.models import UnitName

VOCABULARY = "https://schema.org"


def site(_row, absolute):
    home = absolute(reverse("pages:home"))
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{home}tim-kiem/?q={{words}}"},
        "query-input": "required name=words",
    }
    name = _("Register of emulation pacts")
    return {"@context": VOCABULARY, "@type": "WebSite", "name": name, "url": home, "potentialAction": search}


def pact(page, absolute):
    record, year = page.pact, page.year
    slugs = [page.cluster.slug, year.slug]
    work = {
        "@type": "CreativeWork",
        "@id": absolute(record.get_absolute_url()),
        "name": record.heading,
        "inLanguage": "vi",
        "version": page.version.number,
        "identifier": page.version.seal,
        "temporalCoverage": str(year.year),
        "about": record.theme,
        "dateCreated": page.meeting.held_on,
        "author": [organisation(member.unit, absolute, page.day) for member in page.roster],
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/json",
            "contentUrl": absolute(reverse("pages:pact_json", args=slugs)),
        },
    }
    steps = [(_("Pacts"), reverse("pages:pacts")), (year.display_name, page.cluster.get_absolute_url())]
    return graph(work, crumbs([*steps, (year.display_label, record.get_absolute_url())], absolute))


def cluster(record, absolute):
    properties = organisation(record, absolute) | {
        "parentOrganization": record.organiser and organisation(record.organiser, absolute),
        "dissolutionDate": record.ended_on,
    }
    steps = [(_("Clusters and blocs"), reverse("pages:clusters")), (record.name, record.get_absolute_url())]
    return graph(properties, crumbs(steps, absolute))


def unit(record, absolute):
    """Return the data of a unit with its other names. Prefetch `names`."""
    former = [
        name.name for name in record.names.all() if name.sort == UnitName.Sort.FORMER and name.name != record.name
    ]
    properties = organisation(record, absolute) | {
        "alternateName": [*former, *([record.short_name] if record.short_name else [])],
        "foundingDate": record.founded_on,
        "dissolutionDate": record.ended_on,
        "parentOrganization": record.parent and organisation(record.parent, absolute),
        "location": record.place and {"@type": "Place", "name": record.place.name},
    }
    steps = [(_("Units"), reverse("pages:units")), (record.name, record.get_absolute_url())]
    return graph(properties, crumbs(steps, absolute))


def dataset(_row, absolute):
    names = [f"pages:{name}" for name in ("pacts", "clusters", "units", "awards")]
    encodings = [("json", "application/json"), ("csv", "text/csv")]
    properties = {
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
                "contentUrl": absolute(reverse(f"{name}_{extension}")),
            }
            for name in names
            for extension, encoding in encodings
        ],
    }
    return graph(properties)


def organisation(record, absolute, day=None):
    name = record.name_on(day) if day else record.name
    return {"@type": "Organization", "name": name, "url": absolute(record.get_absolute_url())}


def crumbs(steps, absolute):
    """Return a breadcrumb list of steps [(name, path)], from the top."""
    places = [
        {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
        for place, (name, path) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": places}


def graph(*nodes):
    """Return nodes as one JSON-LD graph, without unknown properties."""
    cleaned = [{name: value for name, value in node.items() if value not in (None, "", [])} for node in nodes]
    return {"@context": VOCABULARY, "@graph": cleaned}


BUILDERS = {"site": site, "pact": pact, "cluster": cluster, "unit": unit, "data": dataset}
