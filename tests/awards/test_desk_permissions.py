"""Who may read, enter and end awards at the desk, as a table: one line a state of the pact, one column a question."""

from contextlib import nullcontext

import pytest
from django.core.exceptions import ValidationError

from awards import permissions
from awards.models import Award
from awards.services.awards import AWARD_ARROWS, move_award
from pacts.services.lifecycle import circulate_pact, close_pact, reopen_pact, withdraw_pact
from tests.factories import AwardFactory, MandateFactory, PactFactory, UnitFactory, UserFactory
from tests.pacts.documents import signed

pytestmark = pytest.mark.django_db

QUESTIONS = ["read", "enter", "change"]
#                     read  enter  change
OF_ORGANISER = {
    "draft":      [True, False, False],
    "circulated": [True, False, False],
    "signed":     [True, True, True],
    "reopened":   [True, True, True],
    "closed":     [True, True, True],
    "withdrawn":  [True, False, True],
}  # fmt: skip
STATES = {
    "draft": lambda: PactFactory(),
    "circulated": lambda: circulate_pact(pact=PactFactory(), by=None),
    "signed": lambda: signed(),
    "reopened": lambda: reopen_pact(pact=signed(), by=None, reason="x"),
    "closed": lambda: close_pact(pact=signed(), by=None),
    "withdrawn": lambda: withdraw_pact(pact=signed(), by=None, reason="x"),
}


def answers(user, pact):
    return [getattr(permissions, f"can_{question}_awards")(user, pact) for question in QUESTIONS]


@pytest.mark.parametrize("state", STATES)
def test_the_table_of_awards(state):
    pact = STATES[state]()
    cluster = pact.cluster_year.cluster
    cluster.organiser = UnitFactory()
    cluster.save()
    year = pact.cluster_year.year

    assert answers(MandateFactory(organiser=True, unit=cluster.organiser).user, pact) == OF_ORGANISER[state]
    assert answers(UserFactory(admin=True), pact) == OF_ORGANISER[state]
    assert answers(MandateFactory(cluster=cluster, first_year=year).user, pact) == [True, False, False]
    other_year = MandateFactory(cluster=cluster, first_year=year + 1).user
    for stranger in (other_year, UserFactory(), UserFactory(is_staff=True), MandateFactory(member=True).user):
        assert answers(stranger, pact) == [False] * len(QUESTIONS)


def test_only_an_administrator_who_does_not_organise_gives_a_reason():
    pact = signed()
    organiser = MandateFactory(organiser=True).user
    pact.cluster_year.cluster.organiser = organiser.mandates.get().unit
    pact.cluster_year.cluster.save()

    assert permissions.must_give_reason(UserFactory(admin=True), pact)
    assert not permissions.must_give_reason(organiser, pact)


@pytest.mark.parametrize("before", Award.State)
@pytest.mark.parametrize("after", Award.State)
def test_an_award_goes_only_where_an_arrow_leads(before, after):
    award = AwardFactory(state=before, state_reason="x")
    allowed = after in AWARD_ARROWS[before]

    with nullcontext() if allowed else pytest.raises(ValidationError):
        move_award(award=award, to=after, by=None, reason="y")

    award.refresh_from_db()
    assert award.state == (after if allowed else before)


@pytest.mark.parametrize("after", ["refused", "withdrawn"])
def test_whoever_ends_an_award_gives_the_reason_the_desk_or_not(after):
    award = AwardFactory(state="proposed")

    with pytest.raises(ValidationError) as refusal:
        move_award(award=award, to=after, by=None)

    assert list(refusal.value.message_dict) == ["reason"]
