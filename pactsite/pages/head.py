"""What machines read in the head of a page: what it is about, where it stands, what it is drawn as, and its data."""

import json
from urllib.parse import urlencode

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from clusters.common.list_query import whole_number
from pactsite.pages.linked_data import LINKED
from pactsite.pages.summary import facts

register = template.Library()
# What would end the element, or begin one, is written as JSON writes it.
SAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
PICTURE = "img/register.png"
LOCALES = {"vi": "vi_VN", "en": "en_GB"}


@register.inclusion_tag("components/_head.html", takes_context=True)
def head(context, title, description, pact=None, about=None, row=None):
    """The head of a public page; of a page about a pact, with its picture and its data.

    `about` says what of schema.org the page tells ("pact", "unit" …), `row` of which row.
    """
    request = context["request"]
    absolute = request.build_absolute_uri
    slugs = [pact.cluster_year.cluster.slug, pact.cluster_year.slug] if pact else []
    return {
        "title": title,
        "description": description,
        "kind": "article" if pact else "website",
        "locale": LOCALES[get_language()],
        "address": absolute(canonical(request)),
        "picture": absolute(reverse("pages:pact_picture", args=slugs) if pact else static(PICTURE)),
        "data": absolute(reverse("pages:pact_json", args=slugs)) if pact else None,
        "linked": as_script(LINKED[about](row, absolute)) if about else "",
    }


def canonical(request):
    """Return the path a page stands at: without its filters, with the number of its page or of its version."""
    numbers = {name: whole_number(request.GET.get(name, "")) for name in ("ban", "trang")}
    told = {name: number for name, number in numbers.items() if number and (name, number) != ("trang", 1)}
    return f"{request.path}?{urlencode(told)}" if told else request.path


@register.simple_tag
def summary(page):
    """A pact in a line: what it is called, how large it is, when it was signed. `page` is a PactPage."""
    return " · ".join([page.pact.heading, *facts(page.ring, len(page.commitments), page.meeting.held_on)])


def as_script(data):
    """Return data as an element no browser runs: a policy that forbids scripts in a page lets it pass."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(SAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.simple_tag(takes_context=True)
def absolute_url(context, name, *args):
    """The full address of a page, by the name of its address."""
    return context["request"].build_absolute_uri(reverse(name, args=args))
