"""Filters for the text of a pact: marked differences, other facts, unknown values."""

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from pacts.document.other_facts import other_facts
from pacts.document.text_diff import GONE, NEW
from pacts.paper.wording import unknown

register = template.Library()
register.filter(other_facts)
register.filter(unknown)


@register.filter
def marked(runs):
    """Return the runs of a difference as HTML: <del> and <ins>, each named for screen readers."""
    marks = {GONE: ("del", _("removed:")), NEW: ("ins", _("added:"))}
    return mark_safe("".join(mark(text, *marks[sign]) if sign in marks else escape(text) for sign, text in runs))


def mark(text, element, heard):
    words = text.lstrip()
    before = text[: len(text) - len(words)]
    return format_html(
        '{0}<{1}><span class="hidden">[{2} </span>{3}<span class="hidden">]</span></{1}>', before, element, heard, words
    )
