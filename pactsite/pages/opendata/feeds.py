"""The newest sealed versions as an Atom feed."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clusters.common.public import public_page
from pacts.chain.heads import head_of
from pacts.models import Pact, PactVersion
from pactsite.pages.opendata.responses import absolute_for, open_to_all

ENTRIES = 50


class FeedWithChain(Atom1Feed):
    """An Atom feed with the head of the register's chain as an element of its own namespace."""

    def root_attributes(self):
        return super().root_attributes() | {"xmlns:chain": self.feed["namespace"]}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        head = self.feed["head"]
        attributes = {"number": str(head.number), "digest": head.digest} | ({"at": head.at} if head.at else {})
        handler.addQuickElement("chain:head", "", attributes)


@public_page
def news(request):
    absolute = absolute_for(request)
    feed = FeedWithChain(
        head=head_of(),
        namespace=absolute(reverse("pages:chain")),
        title=_("Register of emulation pacts"),
        link=absolute(reverse("pages:home")),
        description=_("Pacts newly signed or corrected."),
        subtitle=_("Pacts newly signed or corrected."),
        feed_url=absolute(request.path),
        feed_guid=absolute(request.path),
        language=get_language(),
        author_name=_("Register of emulation pacts"),
    )
    for version in newest_versions():
        feed.add_item(**entry(version, absolute))
    return open_to_all(HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type))


def newest_versions():
    versions = PactVersion.objects.filter(pact__in=Pact.objects.public()).defer("content")
    return versions.select_related("pact__cluster_year__cluster").order_by("-sealed_at", "-pk")[:ENTRIES]


def entry(version, absolute):
    """Return a version as the arguments of `add_item`. Its id contains the version number, so it never changes."""
    page = version.pact.get_absolute_url()
    address = absolute(f"{page}lich-su/?ban={version.number}")
    return {
        "title": entry_title(version),
        "link": absolute(page),
        "unique_id": address,
        "description": escape(version.reason or version.pact.theme or entry_title(version)),  # read as HTML
        "pubdate": version.sealed_at,
        "updateddate": version.sealed_at,
    }


def entry_title(version):
    words = {"pact": version.pact.heading, "number": version.number}
    return _("%(pact)s (version %(number)s)") % words if version.number > 1 else version.pact.heading
