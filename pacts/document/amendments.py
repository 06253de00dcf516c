"""What a signed pact may take without being reopened. Each function returns the pact's document with one amendment."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from clusters.common.dates import display_partial
from clusters.models import Membership
from pacts.document.forms import ROWS

NEW_ROW = "new"  # key of the row of a unit that joins; stored rows have numbers
MEMBER, DEPUTY, LEFT = (
    Membership.Role.MEMBER.value,
    Membership.Role.DEPUTY.value,
    "left",
)  # what a replaced unit becomes


def with_signature(document, *, member, **values):
    """Record who signed for a unit (`member`, the key of its row): name, title, state, signed_on.

    A name and a title that are known already stay where the unit signed and none are given.
    """
    rows = document["signatories"]
    known = next((row for row in rows if row["member"] == member), None)
    if known is None:
        return document | {"signatories": [*rows, _blank("signatories") | values | {"key": NEW_ROW, "member": member}]}
    if values["state"] == "signed":
        values |= {name: values[name] or known[name] for name in ("name", "title")}
    return document | {"signatories": [row | values if row is known else row for row in rows]}


def with_role(document, *, member, role, since, replaced=None, becomes=MEMBER, role_basis=None, **head):
    """Make a unit the leader or a deputy from a day on; `head` are the name and title of the person who leads for it.

    The unit it replaces becomes a member or a deputy, and its row says until when it had the role; or it leaves on
    that day, and its row stays as it was.
    """
    changes = {member: {"role": role, "role_basis": _since(since, role_basis)} | _given(head)}
    if replaced:
        changes[replaced] = _replaced(_row(document, replaced), becomes, since)
    return document | {"units": [row | changes.get(row["key"], {}) for row in document["units"]]}


def with_joined(document, *, unit, joined_on, **signatory):
    """Add a unit, by its address, as a member from a day on, and who signed for it where something is known of that."""
    values = {"key": NEW_ROW, "unit": unit, "joined_on": joined_on, "basis": Membership.Basis.RECORDED.value}
    joined = document | {"units": [*document["units"], _blank("units") | values]}
    return with_signature(joined, member=NEW_ROW, **signatory) if any(signatory.values()) else joined


def with_left(document, *, member, left_on, left_reason):
    """Record that a unit left on a day, and why; its row and its signature stay."""
    changed = {"left_on": left_on, "left_reason": left_reason}
    return document | {"units": [row | changed if row["key"] == member else row for row in document["units"]]}


# --- Rows -------------------------------------------------------------------------------------


def _blank(section):
    return {name: field.initial for name, field in ROWS[section].base_fields.items()}


def _row(document, key):
    return next(row for row in document["units"] if row["key"] == key)


def _given(values):
    return {name: value for name, value in values.items() if value}


def _replaced(row, becomes, since):
    """Return what changes on the row of a unit that gives up its role."""
    if becomes == LEFT:
        return {"left_on": since}
    head = {"head_name": None, "head_title": None} if becomes == MEMBER else {}
    return {"role": becomes, "role_basis": _until(since, row["role"])} | head


def _since(day, basis):
    """Return how a unit got its role, with the day, in the language of the paper."""
    with translation.override(settings.LANGUAGE_CODE):
        return "; ".join(filter(None, [basis, _("in this role since %(day)s") % {"day": display_partial(day)}]))


def _until(day, role):
    """Return until when a unit had its role, in the language of the paper."""
    with translation.override(settings.LANGUAGE_CODE):
        words = _("Leader unit until %(day)s") if role == Membership.Role.LEADER else _("Deputy unit until %(day)s")
        return words % {"day": display_partial(day)}
