"""What a button of the pact's page does beside keeping, and where it leads."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from pacts.desk.finding import address_of
from pacts.document.forms import ROWS
from pacts.drafting_services import let_stand, record_all_signed
from pacts.moves import moves_for

ABOUT_A_FIELD = {"pick": "desk:unit_pick", "erratum": "desk:erratum"}
PAGES = {"paste:units": "units", "paste:commitments": "commitments", "targets:find": "targets"}


def pressed(request, pact):
    """Do what the pressed button asks of a pact just kept, and return the address to go to."""
    button = request.POST.get("then", "")
    then, _sign, name = button.partition(":")
    page = reverse("desk:pact", args=address_of(pact))
    if then == "add" and name in ROWS:
        return f"{page}?them={name}#{name}"
    if button in PAGES:
        return reverse(f"desk:{PAGES[button]}", args=address_of(pact))
    if then in ABOUT_A_FIELD:
        place = urlencode({"cho": place_of_field(name, request.POST)})
        return f"{reverse(ABOUT_A_FIELD[then], args=address_of(pact))}?{place}"
    if then == "move" and name in moves_for(request.user, pact):
        return reverse("desk:move", args=[*address_of(pact), name])
    return page + _do(request, pact, then, name)


def _do(request, pact, then, name):
    """Change the draft as the button says, say so, and return the part of the page to show."""
    if then == "confirm":
        let_stand(pact=pact, section=name, by=request.user)
        return f"#{name}"
    if then == "signatories":
        record_all_signed(pact=pact, by=request.user)
        return "#signatories"
    messages.success(request, _("Kept at %(time)s.") % {"time": f"{timezone.localtime():%H:%M}"})
    return ""


def place_of_field(name, posted):
    """Return the place in the document of a field of the posted page: "participants-2-unit": "participants/7/unit"."""
    section, _sign, field = name.partition("-")
    number, _sign, inner = field.partition("-")
    return f"{section}/{posted.get(f'{section}-{number}-key', '')}/{inner}" if inner else f"{section}/{field}"
