"""Tags of the page around the content: head, navigation, link to report an error, full addresses."""

import re
from urllib.parse import quote, urlencode

from django import template
from django.core.exceptions import DisallowedHost
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clusters.common.list_query import whole_number

register = template.Library()
PICTURE = "img/register.png"
LOCALES = {"vi": "vi_VN", "en": "en_GB"}

# --- Head -------------------------------------------------------------------------------------


@register.inclusion_tag("components/_head.html", takes_context=True)
def page_head(context, title, description):
    """The meta elements of a public page."""
    return head_context(context["request"], title, description)


def head_context(request, title, description, **more):
    """Return the context of `_head.html`; `more` replaces the values of a plain page."""
    return {
        "title": title,
        "description": description,
        "kind": "website",
        "locale": LOCALES[get_language()],
        "address": request.build_absolute_uri(canonical(request)),
        "picture": request.build_absolute_uri(static(PICTURE)),
        "data": None,
        "linked": "",
        **more,
    }


def canonical(request):
    """Return the path of a page without its filters, with the number of its page or version."""
    numbers = {name: whole_number(request.GET.get(name, "")) for name in ("ban", "trang")}
    query = {name: number for name, number in numbers.items() if number and (name, number) != ("trang", 1)}
    return f"{request.path}?{urlencode(query)}" if query else request.path


@register.simple_tag(takes_context=True)
def absolute_url(context, name, *args):
    """Return the full address of a view, by its name."""
    return context["request"].build_absolute_uri(reverse(name, args=args))


# --- Navigation -------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def current(context, listing, detail):
    """Return `aria-current` for a navigation link: "page" on the listing, "true" on a detail page.

    View names without a namespace are those of `pages`.
    """
    match = context["request"].resolver_match if "request" in context else None
    name = match.view_name if match else ""
    if name == with_namespace(listing):
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"') if name == with_namespace(detail) else ""


def with_namespace(name):
    return name if ":" in name else f"pages:{name}"


# --- Reporting an error -----------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def report_address(context, title):
    """Return a mailto address to report an error on this page, "" if the contact is no e-mail address."""
    contact = context["site_contact"]
    if not re.fullmatch(r"[^@\s?&]+@[^@\s?&]+", contact):
        return ""
    subject = _("Error in the register: %(title)s") % {"title": shortened(title)}
    body = _("Page: %(address)s\n\nWhat is wrong:\n\n\nWhat is right, and where it stands (document, page, date):\n")
    body = (body % {"address": own_address(context["request"])}).replace("\n", "\r\n")
    return f"mailto:{contact}?subject={quote(subject)}&body={quote(body)}"


def shortened(title, most=100):
    """Return a title cut at a word: mail programs limit the length of an address."""
    return title if len(title) <= most else title[:most].rsplit(" ", 1)[0] + "…"


def own_address(request):
    """Return the full address of the page, its path alone if the Host header is not one of ours."""
    try:
        return request.build_absolute_uri()
    except DisallowedHost:
        return request.get_full_path()
