"""The buttons of the pact's page: what each does after the document is saved, and where it leads."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from pacts.desk.access import address_of
from pacts.document import PactForms, aside_of, draft_of
from pacts.document.drafts import ASIDE
from pacts.document.forms import ROWS
from pacts.models import Pact
from pacts.moves import moves_for
from pacts.services.drafts import confirm_carried, record_all_signed, remove_aside

ABOUT_A_FIELD = {"pick": "desk:unit_pick", "erratum": "desk:erratum"}
PAGES = {
    "paste:units": "units",
    "paste:commitments": "commitments",
    "targets:find": "targets",
    "units:new": "new_units",
}


def pressed(request, pact):
    """Perform the pressed button for a pact that was just saved, and return the address to redirect to."""
    button = request.POST.get("then", "")
    then, _sign, name = button.partition(":")
    page = reverse("desk:pact", args=address_of(pact))
    if then == "add" and name in ROWS:
        return f"{page}?them={name}#{name}"
    if button in PAGES:
        return reverse(f"desk:{PAGES[button]}", args=address_of(pact))
    if then in ABOUT_A_FIELD:
        return page_about(pact, ABOUT_A_FIELD[then], name, request.POST)
    if then == "move" and name in moves_for(request.user, pact):
        return reverse("desk:move", args=[*address_of(pact), name])
    return page + _do(request, pact, then, name)


def _do(request, pact, then, name):
    """Change the draft as the button says, add a message, and return the page's fragment to show."""
    if then == "confirm":
        confirm_carried(pact=pact, section=name, by=request.user)
        return f"#{name}"
    if then == "signatories":
        record_all_signed(pact=pact, by=request.user)
        return "#signatories"
    if then == ASIDE:
        return _remove_aside(request, pact, name)
    messages.success(request, _("Kept at %(time)s.") % {"time": f"{timezone.localtime():%H:%M}"})
    return ""


def _remove_aside(request, pact, key):
    """Remove one value without a field, and return the fragment of the others, or "" when none are left."""
    if remove_aside(pact=pact, key=key, by=request.user):
        messages.success(request, _("The passage has been removed from the draft."))
    else:
        messages.info(request, _("Somebody else has removed this passage already."))
    return f"#{ASIDE}" if aside_of(Pact.objects.get(pk=pact.pk)) else ""


def page_about(pact, address, name, posted):
    """Return the address of the page about a field of the posted form; if its empty row was not saved, that of the
    list.
    """
    section, _sign, field = name.partition("-")
    number, _sign, inner = field.partition("-")
    if not inner:
        place = f"{section}/{field}"
    elif key := posted.get(f"{section}-{number}-key") or key_of_new_row(pact, section, number, posted):
        place = f"{section}/{key}/{inner}"
    else:
        return f"{reverse('desk:pact', args=address_of(pact))}?them={section}#{section}"
    return f"{reverse(address, args=address_of(pact))}?{urlencode({'cho': place})}"


def key_of_new_row(pact, section, number, posted):
    """Return the stored key of a row that was posted without one, or None."""
    if section not in ROWS:
        return None
    forms = PactForms(posted)
    forms.is_valid()  # needed before `live` knows which rows are saved
    kept = [form.prefix for form in forms.live(section)]
    rows = (draft_of(Pact.objects.get(pk=pact.pk)) or {}).get(section) or []
    return dict(zip(kept, (row["key"] for row in rows), strict=False)).get(f"{section}-{number}")
