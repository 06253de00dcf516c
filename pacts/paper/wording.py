"""Sentences that several pages share: unknown or none, and where stated and listed numbers differ."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.common.dates import display_partial
from clusters.common.fields import PartialDateField


def words_of(model, name, value):
    """Return a stored value of a model's field as shown to readers; "" for None."""
    field = model._meta.get_field(name)
    if value is None:
        return ""
    if field.choices:
        return str(dict(field.flatchoices)[value])
    if isinstance(field, PartialDateField):
        return display_partial(value)
    return "; ".join(value) if isinstance(value, list) else str(value)


def unknown(from_source):
    """Return the sentence for an unknown value: not in the source, or not entered yet."""
    return _("The source does not say") if from_source else _("No information yet")


def absent(is_none, from_source):
    """Return why a part of a pact is empty: none, or not known."""
    return _("None") if is_none else unknown(from_source)


def units_remark(count, from_source):
    """Return how the stated number of units differs from the list, or "". `count`: a UnitCount or None."""
    if count is None or not count.differs:
        return ""
    words = {"stated": count.total, "listed": count.listed}
    if not from_source:
        return _("The register lists %(listed)s of %(stated)s units") % words
    if not count.listed:
        return _("The source states %(stated)s units and lists none") % words
    return _("The source states %(stated)s units and lists %(listed)s") % words


def commitments_remark(stated, listed):
    """Return how the stated number of commitments (or None) differs from the list, or ""."""
    if stated is None or stated == listed:
        return ""
    return _("Stated: %(stated)s commitments; recorded: %(recorded)s") % {"stated": stated, "recorded": listed}


def signing_remark(signed, has_unknown_signers, from_source):
    """Return one sentence for all units whose signer is unknown, of which `signed` are known to have signed.

    Returns "" if there are none.
    """
    if not has_unknown_signers:
        return ""
    if signed and from_source:
        words = ngettext(
            "%(n)s unit signed; the source gives no name.", "%(n)s units signed; the source gives no names.", signed
        )
        return words % {"n": signed}
    if signed:
        words = ngettext("%(n)s unit signed; no name is known.", "%(n)s units signed; no names are known.", signed)
        return words % {"n": signed}
    return _("The source gives no names of those who signed.") if from_source else _("No information yet")
