"""Who may read, enter and end awards at the desk, and when. The only place of this room that asks."""

from awards.models import Award
from clusters.permissions import AnyUser, is_administrator, organises_cluster
from pacts.models import Pact
from pacts.permissions import acts_for, answers_for

STILL_OPEN = [Award.State.PROPOSED, Award.State.GRANTED]


def can_read_awards(user: AnyUser, pact: Pact) -> bool:
    """Whether the person sees the awards of a pact's conference at the desk, proposals and ended ones too."""
    return acts_for(user, pact)


def can_enter_awards(user: AnyUser, pact: Pact) -> bool:
    """Whether awards may be entered: by the organiser's secretariat, once the pact is public.

    A granted award is public at once, on the pages of units too, with the day of its conference: before the pact is,
    it would tell of a draft.
    """
    return pact.is_public and answers_for(user, pact)


def can_change_awards(user: AnyUser, pact: Pact) -> bool:
    """Whether awards may be corrected and ended: also beside a pact that has been withdrawn."""
    return pact.is_sealed and answers_for(user, pact)


def can_edit_award(user: AnyUser, pact: Pact, award: Award) -> bool:
    """Whether an award may be corrected: not once it has been refused, withdrawn or revoked."""
    return award.state in STILL_OPEN and can_change_awards(user, pact)


def must_give_reason(user: AnyUser, pact: Pact) -> bool:
    """Whether the person acts as an administrator, who says why, and not for the organiser."""
    return is_administrator(user) and not organises_cluster(user, pact.cluster_year.cluster)
