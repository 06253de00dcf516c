"""Template tags of the register: names on a day, quotations with their slips, figures, the ring."""

import re
from functools import lru_cache
from urllib.parse import quote

from django import template
from django.core.exceptions import DisallowedHost
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from clusters.dates import say_partial
from clusters.models import ClusterKind, Membership
from clusters.text import differs_from
from pacts.document.wording import GONE, NEW
from pacts.paper.wording import unknown
from pactsite.pages import declared
from pactsite.pages.names import places_of

register = template.Library()
register.filter("day", say_partial)
register.filter(differs_from)


@register.filter
def name_on(unit, day):
    """A unit's name as it was on a stored day. Reads `names`."""
    return unit.name_on(day)


@register.filter
def places(place):
    """A place and the territories it lies in, as a list; none for no place."""
    return list(places_of(place))


# --- Quotations -------------------------------------------------------------------------------


def slip_pattern(pair):
    """Return what finds a mistake where it stands as words of its own."""
    words = pair["as_written"]
    before, after = (r"(?<!\w)" if words[0].isalnum() else ""), (r"(?!\w)" if words[-1].isalnum() else "")
    return before + re.escape(words) + after


def errata_in(texts, errata):
    """Return the mistakes of a source that stand in these texts."""
    return [pair for pair in errata if any(re.search(slip_pattern(pair), text) for text in texts)]


@register.filter
def quoted(text, errata):
    """A quotation, each mistake of the source marked where it stands, with what is meant."""
    errata = errata_in([text], errata)
    if not errata:
        return text
    meant = {pair["as_written"]: pair["meant"] for pair in errata}
    longest_first = sorted(errata, key=lambda pair: -len(pair["as_written"]))
    pieces = re.split("(" + "|".join(map(slip_pattern, longest_first)) + ")", text)
    return mark_safe(
        "".join(slip(piece, meant[piece]) if piece in meant else format_html("{}", piece) for piece in pieces)
    )


def slip(written, meant):
    words = {"written": written, "meant": meant}
    return format_html(
        '<mark title="{}">{}<span class="hidden"> {}</span></mark>',
        _("The source writes “%(written)s”, meaning “%(meant)s”.") % words,
        written,
        _("(meaning “%(meant)s”)") % words,
    )


@register.filter
def marked(runs):
    """A text of which some words are gone and some new: struck, underlined, and told to those who only hear it."""
    marks = {GONE: ("del", _("removed:")), NEW: ("ins", _("added:"))}
    return mark_safe("".join(mark(text, *marks[sign]) if sign in marks else escape(text) for sign, text in runs))


def mark(text, element, heard):
    words = text.lstrip()
    before = text[: len(text) - len(words)]
    return format_html(
        '{0}<{1}><span class="hidden">[{2} </span>{3}<span class="hidden">]</span></{1}>', before, element, heard, words
    )


# --- Words ------------------------------------------------------------------------------------

ROLES = {
    (Membership.Role.LEADER, ClusterKind.CLUSTER): lambda: pgettext("role", "Leader of the cluster"),
    (Membership.Role.LEADER, ClusterKind.BLOC): lambda: pgettext("role", "Leader of the bloc"),
    (Membership.Role.DEPUTY, ClusterKind.CLUSTER): lambda: pgettext("role", "Deputy of the cluster"),
    (Membership.Role.DEPUTY, ClusterKind.BLOC): lambda: pgettext("role", "Deputy of the bloc"),
}


@register.filter
def role(membership, kind):
    """ "Trưởng cụm" or "Trưởng khối"; nothing for a plain member."""
    words = ROLES.get((membership.role, kind))
    return words() if words else ""


RECIPIENTS = {
    "collective": lambda n: ngettext("%(n)s collective, not named", "%(n)s collectives, not named", n) % {"n": n},
    "individual": lambda n: ngettext("%(n)s person, not named", "%(n)s people, not named", n) % {"n": n},
    "household": lambda n: ngettext("%(n)s household, not named", "%(n)s households, not named", n) % {"n": n},
}


@register.filter
def recipients(award):
    """To how many of what kind, where nobody is named."""
    if award.quantity is None or award.recipient_kind is None:
        return _("The recipients are not named.")
    return RECIPIENTS[award.recipient_kind](award.quantity)


@register.filter
def award_name(award):
    return award.type.name if award.type else award.as_written


@register.filter
def other_wordings(person):
    """How the source writes somebody named, where that says more than the name and titles."""
    told = {person.name, ", ".join(person.titles or []), *(person.titles or [])}
    return [wording for wording in person.as_written or [] if person.name and wording not in told]


@register.filter
def reasons(record):
    """What of a record was concluded, not read: [(what, why)]."""
    return [(part_name(record, part), why) for part, why in (record.inferred or {}).items()]


register.filter("other_facts", declared.other_facts)


def part_name(record, part):
    return record.MAY_BE_NONE.get(part) or record._meta.get_field(part).verbose_name


@register.filter
def in_fours(seal):
    """A fingerprint in groups of four, as it is read aloud."""
    return " ".join(re.findall("..?.?.?", seal))


@register.simple_tag(takes_context=True)
def report_address(context, title):
    """The address of a letter that reports an error on this page, or "" where the contact is no e-mail address."""
    contact = context["site_contact"]
    if not re.fullmatch(r"[^@\s?&]+@[^@\s?&]+", contact):
        return ""
    subject = _("Error in the register: %(title)s") % {"title": shortened(title)}
    body = _("Page: %(address)s\n\nWhat is wrong:\n\n\nWhat is right, and where it stands (document, page, date):\n")
    body = (body % {"address": own_address(context["request"])}).replace("\n", "\r\n")
    return f"mailto:{contact}?subject={quote(subject)}&body={quote(body)}"


def shortened(title, most=100):
    """A title that leaves room in an address for the rest of the letter."""
    return title if len(title) <= most else title[:most].rsplit(" ", 1)[0] + "…"


def own_address(request):
    """The full address of this page; without its host where the request names one that is not ours."""
    try:
        return request.build_absolute_uri()
    except DisallowedHost:
        return request.get_full_path()


@register.simple_tag(takes_context=True)
def absolute(context, path):
    """A path of this site as a full address."""
    return context["request"].build_absolute_uri(path)


@register.simple_tag(takes_context=True)
def current(context, listing, detail):
    """The attribute that says which part of the navigation the reader is in. A name without a room is of `pages`."""
    match = context["request"].resolver_match if "request" in context else None
    name = match.view_name if match else ""
    if name == addressed(listing):
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"') if name == addressed(detail) else ""


def addressed(name):
    return name if ":" in name else f"pages:{name}"


# --- The ring ---------------------------------------------------------------------------------

register.filter("unknown", unknown)


@register.simple_tag
def ring(ring, from_source, size="small"):
    """A ring, or words where the number of units is unknown."""
    return drawn(ring, size, unknown(from_source), get_language())


@lru_cache(maxsize=1024)
def drawn(ring, size, unknown, _language):
    """A ring as it stands on a page. Many clusters have as many units of each kind: their ring is written once."""
    return render_to_string("components/_ring.html", {"ring": ring, "size": size, "unknown": unknown})
