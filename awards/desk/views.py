"""The awards given at one conference: what is entered, one more, one corrected, one ended."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from awards.desk.access import awards_given, pact_with_awards
from awards.desk.forms import AwardForm, MoveForm, initial_of
from awards.intake.register import Known
from awards.models import Award
from awards.permissions import STILL_OPEN, can_change_awards, can_edit_award, can_enter_awards, must_give_reason
from awards.services.awards import AWARD_ARROWS, change_award, move_award, record_awards, state_of
from clusters.common.list_query import page_or_404
from clusters.common.stale import mark_of
from pacts.permissions import can_read_draft

ALREADY = gettext_lazy("This award already stands here, word for word. Nothing was entered again.")
MOVES = {  # state it leads to: (what the button says, what will happen)
    Award.State.GRANTED: (
        gettext_lazy("Record as granted"),
        gettext_lazy("It becomes public at once, on this pact's page and on the pages of the units it names."),
    ),
    Award.State.REFUSED: (
        gettext_lazy("Record as refused"),
        gettext_lazy("The proposal stays here with the reason; the public does not see it."),
    ),
    Award.State.WITHDRAWN: (
        gettext_lazy("Take out"),
        gettext_lazy(
            "For a line entered by mistake or a proposal taken back: it leaves the public pages and stays here."
        ),
    ),
    Award.State.REVOKED: (
        gettext_lazy("Revoke"),
        gettext_lazy("For an award annulled by a decision: it stays public, struck through, with the reason."),
    ),
}


@require_http_methods(["GET", "POST"])
def awards(request, cluster, label):
    pact = pact_with_awards(request, cluster, label)
    may_enter = can_enter_awards(request.user, pact)
    if request.method == "POST" and not may_enter:
        raise PermissionDenied
    form = award_form(request, pact) if may_enter else None
    if form and form.is_valid() and _entered(request, pact, form):
        return redirect("awards_desk:awards", cluster, label)
    context = page_context(request, pact) | {"form": form, "may_enter": may_enter, **_listed(request, pact)}
    return render(request, "awards/desk/awards.html", context)


@require_http_methods(["GET", "POST"])
def award_edit(request, cluster, label, award):
    pact = pact_with_awards(request, cluster, label)
    award = get_object_or_404(awards_given(pact), pk=award)
    if not can_edit_award(request.user, pact, award):
        raise PermissionDenied
    form = award_form(request, pact, award)
    if form.is_valid():
        arguments = {"award": award, "values": form.values(), "seen": request.POST.get("seen", ""), "by": request.user}
        if attempt(form, change_award, **arguments, reason=form.cleaned_data.get("reason")):
            messages.success(request, _("The award has been kept."))
            return redirect("awards_desk:awards", cluster, label)
    seen = request.POST.get("seen") or mark_of(state_of(award))
    context = page_context(request, pact) | {"form": form, "award": award, "seen": seen}
    return render(request, "awards/desk/award.html", context)


@require_http_methods(["GET", "POST"])
def award_move(request, cluster, label, award, to):
    pact = pact_with_awards(request, cluster, label)
    award = get_object_or_404(awards_given(pact), pk=award)
    if to not in MOVES:
        raise Http404
    if not can_change_awards(request.user, pact):
        raise PermissionDenied
    if to not in AWARD_ARROWS[award.state]:
        messages.warning(request, _("The award is already: %(state)s.") % {"state": award.get_state_display()})
        return redirect("awards_desk:awards", cluster, label)
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, award=award, to=to, with_reason=must_give_reason(request.user, pact))
    if form.is_valid():
        arguments = {"award": award, "to": to, "by": request.user, "reason": form.cleaned_data.get("reason")}
        arguments["granted_count"] = form.cleaned_data.get("granted_count")
        if attempt(form, move_award, **arguments, basis=form.basis()):
            messages.success(request, _("The award is now: %(state)s.") % {"state": Award.State(to).label})
            return redirect("awards_desk:awards", cluster, label)
    context = page_context(request, pact) | {"form": form, "award": award, "says": MOVES[to]}
    return render(request, "awards/desk/move.html", context)


# --- What the pages share ---------------------------------------------------------------------


def page_context(request, pact):
    """Return what every page of awards shows of its pact."""
    return {
        "pact": pact,
        "held_on": pact.conference and pact.conference.held_on,
        "address": [pact.cluster_year.cluster.slug, pact.cluster_year.slug],
        "may_read_draft": can_read_draft(request.user, pact),
    }


def award_form(request, pact, award=None):
    """Return the form of a new award, or of a stored one, matched to what the register knows."""
    data = request.POST if request.method == "POST" else None
    initial = initial_of(award) if award else {"merit_year": pact.cluster_year.year - 1}
    known = Known(pact, [data.get("recipient") if data else initial.get("recipient")])
    with_reason = must_give_reason(request.user, pact)
    return AwardForm(data, known=known, award=award, with_reason=with_reason, initial=initial)


def attempt(form, service, **arguments):
    """Return what a service returns; None where it refuses, with its sentences beside the fields they speak of."""
    try:
        return service(**arguments)
    except ValidationError as error:
        named = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for name, sentences in named.items():
            form.add_error(name if name in form.fields else None, sentences)
        return None


def _entered(request, pact, form):
    reason = form.cleaned_data.get("reason")
    added = attempt(form, record_awards, pact=pact, rows=[form.values()], by=request.user, reason=reason)
    if added is None:
        return False
    messages.success(request, _("The award has been entered.") if added else ALREADY)
    return True


def _listed(request, pact):
    """Return the requested page of the entered awards, each with what the user may do with it, as a context."""
    page, may_change = page_or_404(request.GET, awards_given(pact)), can_change_awards(request.user, pact)
    for award in page:
        award.may_edit = may_change and award.state in STILL_OPEN
        award.moves = [(to.value, MOVES[to][0]) for to in AWARD_ARROWS[award.state]] if may_change else []
    return {"page": page}
