"""The moves of a pact as buttons: each leads to a page that says what will happen, and a form that does it."""

from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pacts import permissions
from pacts.services import lifecycle


class Move(NamedTuple):
    label: str
    says: str
    done: str
    service: Callable
    may: Callable
    needs_reason: bool = False


MOVES = {
    "circulate": Move(
        pgettext_lazy("move", "Send for comment"),
        _("The draft goes to the member units for comment. The public does not see it."),
        _("The draft has been sent for comment."),
        lifecycle.circulate_pact,
        permissions.can_circulate_pact,
    ),
    "take-back": Move(
        pgettext_lazy("move", "Take back the draft"),
        _("The draft is taken back from the member units, to be written on."),
        _("The draft has been taken back."),
        lifecycle.take_back_pact,
        permissions.can_take_back_pact,
    ),
    "sign": Move(
        pgettext_lazy("move", "Record as signed"),
        _("The pact is recorded as signed: what it says is sealed, and everybody can read it from now on."),
        _("The pact has been recorded as signed, and sealed."),
        lifecycle.sign_pact,
        permissions.can_sign_pact,
    ),
    "reopen": Move(
        pgettext_lazy("move", "Reopen for correction"),
        _("A correction begins beside the sealed version, which everybody goes on reading until the next signing."),
        _("The pact has been reopened for correction."),
        lifecycle.reopen_pact,
        permissions.can_reopen_pact,
        needs_reason=True,
    ),
    "close": Move(
        pgettext_lazy("move", "Close"),
        _("The pact's year is over: the pact is closed, and stays public."),
        _("The pact has been closed."),
        lifecycle.close_pact,
        permissions.can_close_pact,
    ),
    "withdraw": Move(
        pgettext_lazy("move", "Withdraw from the register"),
        _("The pact was entered by mistake: its page will show only that it was withdrawn, and the reason. "
          "This cannot be undone."),
        _("The pact has been withdrawn from the register."),
        lifecycle.withdraw_pact,
        permissions.can_withdraw_pact,
        needs_reason=True,
    ),
}  # fmt: skip
NOT_NOW = _("This cannot be done now: somebody else may have moved the pact meanwhile. This is how it stands.")


def moves_for(user, pact):
    """Return the moves a user may make with a pact now: {name: Move}."""
    return {name: move for name, move in MOVES.items() if move.may(user, pact)}


class PactMoveForm(forms.Form):
    """One move, chosen among those the pact may make now, and its reason."""

    move = forms.ChoiceField(widget=forms.HiddenInput, error_messages={"invalid_choice": NOT_NOW})
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, moves, chosen, **kwargs):
        super().__init__(*args, initial={"move": chosen}, **kwargs)
        self.fields["move"].choices = [(name, move.label) for name, move in moves.items()]
        self.fields["reason"].required = moves[chosen].needs_reason

    def perform(self, *, pact, by):
        """Ask the service. Raises ValidationError with its sentences."""
        move = MOVES[self.cleaned_data["move"]]
        move.service(pact=pact, by=by, reason=self.cleaned_data["reason"] or None)
        return move.done
