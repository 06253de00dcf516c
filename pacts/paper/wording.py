"""Sentences several pages say: what is unknown, where a source contradicts itself."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.dates import say_partial
from clusters.fields import PartialDateField


def words_of(model, name, value):
    """Return a stored value of a model's field as a person reads it; "" where there is none."""
    field = model._meta.get_field(name)
    if value is None:
        return ""
    if field.choices:
        return str(dict(field.flatchoices)[value])
    if isinstance(field, PartialDateField):
        return say_partial(value)
    return "; ".join(value) if isinstance(value, list) else str(value)


def unknown(from_source):
    """Say that something is not known: by a source's silence, or because nobody has entered it."""
    return _("The source does not say") if from_source else _("No information yet")


def units_remark(ring, from_source):
    """Say where the stated number of units and the list differ, or ""."""
    if ring is None or not ring.differs:
        return ""
    words = {"stated": ring.total, "listed": ring.listed}
    if not from_source:
        return _("The register lists %(listed)s of %(stated)s units") % words
    if not ring.listed:
        return _("The source states %(stated)s units and lists none") % words
    return _("The source states %(stated)s units and lists %(listed)s") % words


def commitments_remark(pact, recorded):
    """Say where the stated number of commitments and those recorded differ, or ""."""
    stated = pact.stated_commitments
    if stated is None or stated == recorded:
        return ""
    return _("Stated: %(stated)s commitments; recorded: %(recorded)s") % {"stated": stated, "recorded": recorded}


def signing_remark(signed, some_silent, from_source):
    """Say of the units whose signer is not known that they signed (`signed` of them), or only that nobody is named."""
    if not some_silent:
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


def row_remark(pact):
    """The one thing worth saying beside a pact in a list."""
    n = pact.agreed_count or pact.stated_commitments
    if pact.ring and pact.ring.differs:
        return units_remark(pact.ring, pact.has_source)
    if n:
        return ngettext("%(n)s commitment", "%(n)s commitments", n) % {"n": n}
    if pact.movement_count:
        return ngettext("%(n)s movement", "%(n)s movements", pact.movement_count) % {"n": pact.movement_count}
    return ""
