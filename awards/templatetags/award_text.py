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
    """Return the number and kind of recipients that are not named."""
    if award.quantity is None or award.recipient_kind is None:
        return _("The recipients are not named.")
    return RECIPIENTS[award.recipient_kind](award.quantity)


@register.filter
def award_name(award):
    return award.type.name if award.type else award.as_written
