"""Template tags of the public pages: quotations with their slips, roles, figures, fingerprints, the ring."""

import re
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from clusters.models import ClusterKind, Membership
from pacts.paper.wording import unknown

register = template.Library()

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


@register.filter
def other_wordings(person):
    """How the source writes somebody named, where that says more than the name and titles."""
    told = {person.name, ", ".join(person.titles or []), *(person.titles or [])}
    return [wording for wording in person.as_written or [] if person.name and wording not in told]


@register.filter
def in_fours(seal):
    """A fingerprint in groups of four, as it is read aloud."""
    return " ".join(re.findall("..?.?.?", seal))


# --- The ring ---------------------------------------------------------------------------------


@register.simple_tag
def ring(ring, from_source, size="small"):
    """A ring, or words where the number of units is unknown."""
    return drawn(ring, size, unknown(from_source), get_language())


@lru_cache(maxsize=1024)
def drawn(ring, size, unknown, _language):
    """A ring as it stands on a page. Many clusters have as many units of each kind: their ring is written once."""
    return render_to_string("pages/_ring.html", {"ring": ring, "size": size, "unknown": unknown})
