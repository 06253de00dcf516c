"""Tags for the head of the pages about one record: schema.org data, the picture and the data of a pact."""

import json

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from clusters.common.dates import format_partial
from clusters.templatetags.site import head_context
from pactsite.pages.linked_data import LINKED

register = template.Library()
# Characters that could end the element, as JSON escapes.
SAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


@register.inclusion_tag("components/_head.html", takes_context=True)
def head(context, title, description, pact=None, about=None, row=None):
    """The meta elements of a page about a record; with a pact, its picture and its data.

    `about` is the kind of schema.org data to add ("pact", "unit" …), `row` the record they describe.
    """
    absolute = context["request"].build_absolute_uri
    more = {"linked": as_script(LINKED[about](row, absolute))} if about else {}
    if pact:
        slugs = [pact.cluster_year.cluster.slug, pact.cluster_year.slug]
        more["kind"] = "article"
        more["picture"] = absolute(reverse("pages:pact_picture", args=slugs))
        more["data"] = absolute(reverse("pages:pact_json", args=slugs))
    return head_context(context["request"], title, description, **more)


@register.simple_tag
def summary(page):
    """Return a pact in one line: its heading, its size and its day. `page` is a PactPage."""
    return " · ".join([page.pact.heading, *facts(page.ring, len(page.commitments), page.meeting.held_on)])


def facts(ring, commitments, held_on):
    """Return what is known of a pact's size and day in words: units, commitments, day of signing."""
    found = []
    if ring:
        found.append(ngettext("%(n)s unit", "%(n)s units", ring.total) % {"n": ring.total})
    if commitments:
        found.append(npgettext("summary", "%(n)s commitment", "%(n)s commitments", commitments) % {"n": commitments})
    if held_on:
        found.append(_("signed %(day)s") % {"day": format_partial(held_on)})
    return found


def as_script(data):
    """Return data as a script element of type JSON-LD; the content security policy allows it as no script runs."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(SAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
