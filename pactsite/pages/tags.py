"""Template tags of the public pages: quotations with errata, roles, fingerprints, the ring."""

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


def erratum_pattern(pair):
    """Return the regular expression for an erratum that occurs as whole words."""
    words = pair["as_written"]
    before, after = (r"(?<!\w)" if words[0].isalnum() else ""), (r"(?!\w)" if words[-1].isalnum() else "")
    return before + re.escape(words) + after


def errata_in(texts, errata):
    return [pair for pair in errata if any(re.search(erratum_pattern(pair), text) for text in texts)]


@register.filter
def quoted(text, errata):
    """Mark each erratum in a quoted text and add the intended words."""
    errata = errata_in([text], errata)
    if not errata:
        return text
    meant = {pair["as_written"]: pair["meant"] for pair in errata}
    longest_first = sorted(errata, key=lambda pair: -len(pair["as_written"]))
    segments = re.split("(" + "|".join(map(erratum_pattern, longest_first)) + ")", text)
    return mark_safe(
        "".join(
            mark_erratum(segment, meant[segment]) if segment in meant else format_html("{}", segment)
            for segment in segments
        )
    )


def mark_erratum(written, meant):
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
    """ "Trưởng cụm" or "Trưởng khối"; "" for a plain member."""
    words = ROLES.get((membership.role, kind))
    return words() if words else ""


@register.filter
def other_wordings(person):
    """Return the wordings of the source for a named person that differ from the name and titles."""
    shown = {person.name, ", ".join(person.titles or []), *(person.titles or [])}
    return [wording for wording in person.as_written or [] if person.name and wording not in shown]


@register.filter
def in_fours(seal):
    """Return a fingerprint in groups of four digits."""
    return " ".join(re.findall("..?.?.?", seal))


# --- The ring ---------------------------------------------------------------------------------


@register.simple_tag
def ring(ring, from_source, size="small"):
    """Render a ring, or words if the number of units is unknown."""
    return ring_html(ring, size, unknown(from_source), get_language())


@lru_cache(maxsize=1024)
def ring_html(ring, size, unknown, _language):
    """Render a ring. Cached, as many clusters have the same numbers of units of each kind."""
    return render_to_string("pages/_ring.html", {"ring": ring, "size": size, "unknown": unknown})
