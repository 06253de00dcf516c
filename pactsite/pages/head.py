"""Template tags for the head of a page about one record: meta elements, schema.org data, preview image."""

import json

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from clusters.common.dates import format_partial
from clusters.templatetags.site import head_context
from pactsite.pages.linked_data import BUILDERS

register = template.Library()
# Characters that could end the element, as JSON escapes.
JSON_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


@register.inclusion_tag("components/_head.html", takes_context=True)
def head(context, title, description, pact=None, about=None, row=None):
    """Render the meta elements of a page about a record; with a pact, also links to its preview image and its JSON.

    `about` is the kind of schema.org data to add ("pact", "unit" …), `row` the record it describes.
    """
    absolute = context["request"].build_absolute_uri
    extra = {"linked": as_script(BUILDERS[about](row, absolute))} if about else {}
    if pact:
        slugs = [pact.cluster_year.cluster.slug, pact.cluster_year.slug]
        extra["kind"] = "article"
        extra["picture"] = absolute(reverse("pages:pact_picture", args=slugs))
        extra["data"] = absolute(reverse("pages:pact_json", args=slugs))
    return head_context(context["request"], title, description, **extra)


@register.simple_tag
def summary(page):
    """Return heading, size and day of signing of a PactPage in one line."""
    return " · ".join([page.pact.heading, *summary_facts(page.ring, len(page.commitments), page.meeting.held_on)])


def summary_facts(ring, commitments, held_on):
    facts = []
    if ring:
        facts.append(ngettext("%(n)s unit", "%(n)s units", ring.total) % {"n": ring.total})
    if commitments:
        facts.append(npgettext("summary", "%(n)s commitment", "%(n)s commitments", commitments) % {"n": commitments})
    if held_on:
        facts.append(_("signed %(day)s") % {"day": format_partial(held_on)})
    return facts


def as_script(data):
    """Return data as a JSON-LD script element. No script runs, so the content security policy allows it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
