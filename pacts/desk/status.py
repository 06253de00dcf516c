"""The page that changes a pact's status: first what will happen, then the change."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacts.desk.access import desk_pact, document_at, with_open_comments
from pacts.document.readiness import remarks_on
from pacts.models import Pact
from pacts.moves import MOVES, NOT_NOW, PactMoveForm, moves_for

GOES_OUT = {"circulate", "sign"}  # moves that make the text readable for others: remarks are shown again before them


@require_http_methods(["GET", "POST"])
def pact_move(request, cluster, label, move):
    pact = desk_pact(request, cluster, label, with_open_comments(Pact.objects))
    if move not in MOVES:
        raise Http404
    moves = moves_for(request.user, pact)
    if move not in moves:
        messages.warning(request, NOT_NOW)
        return redirect("desk:pact", cluster, label)
    form = PactMoveForm(request.POST if request.method == "POST" else None, moves=moves, chosen=move)
    if form.is_valid():
        try:
            messages.success(request, form.perform(pact=pact, by=request.user))
            if move == "circulate" and not pact.cluster_year.deadlines.exists():
                messages.info(request, deadlines_next(cluster, label))
            return redirect("desk:pact", cluster, label)
        except ValidationError as error:
            form.add_error(None, error.messages)
    context = {"pact": pact, "move": moves[move], "form": form, "address": [cluster, label]}
    context["remarks"] = remarks_on(pact, document_at(pact)) if move in GOES_OUT else []
    return render(request, "pacts/desk/move.html", context)


def deadlines_next(cluster, label):
    """Return the next step after circulating, with its link."""
    sentence, link = _("The units can be asked for their remarks and more by a day."), _("Set the deadlines")
    return format_html('{} <a href="{}">{}</a>', sentence, reverse("desk:deadlines", args=[cluster, label]), link)
