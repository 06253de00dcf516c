"""Filters for an award: its name, and its recipients if nobody is named."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()
RECIPIENTS = {
    "collective": lambda n: ngettext("%(n)s collective, not named", "%(n)s collectives, not named", n) % {"n": n},
    "individual": lambda n: ngettext("%(n)s person, not named", "%(n)s people, not named", n) % {"n": n},
    "household": lambda n: ngettext("%(n)s household, not named", "%(n)s households, not named", n) % {"n": n},
}


@register.filter
def recipients(award):
    """Return the number and kind of recipients that are not named, and how many were proposed if those were others."""
    if award.quantity is None:
        return _("The recipients are not named.")
    words = RECIPIENTS.get(award.recipient_kind, _of_any_kind)(award.quantity)
    if award.proposed_count and award.granted_count and award.proposed_count != award.granted_count:
        both = _("%(proposed)s proposed, %(granted)s granted")
        return f"{words} ({both % {'proposed': award.proposed_count, 'granted': award.granted_count}})"
    return words


def _of_any_kind(n):
    words = ngettext("%(n)s recipient, not named", "%(n)s recipients, not named", n)
    return words % {"n": n}


@register.filter
def award_name(award):
    return award.type.name if award.type else award.as_written
