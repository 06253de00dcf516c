"""A pact in a few words: for the picture it is shared with, and where a search engine shows it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from clusters.dates import format_partial


def facts(ring, commitments, held_on):
    """Return what is known of a pact's size and day, in words: how many units, how many commitments, when signed."""
    found = []
    if ring:
        found.append(ngettext("%(n)s unit", "%(n)s units", ring.total) % {"n": ring.total})
    if commitments:
        found.append(npgettext("summary", "%(n)s commitment", "%(n)s commitments", commitments) % {"n": commitments})
    if held_on:
        found.append(_("signed %(day)s") % {"day": format_partial(held_on)})
    return found
