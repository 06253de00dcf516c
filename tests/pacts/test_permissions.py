"""Who may do what with a pact, as a table: one line a state, one column a question."""

import pytest
from django.test import RequestFactory

from pacts import permissions
from pacts.desk.access import desk_pact
from pacts.services.lifecycle import circulate_pact, close_pact, reopen_pact, withdraw_pact
from tests.factories import MandateFactory, PactFactory, UnitFactory, UserFactory
from tests.pacts.documents import signed

pytestmark = pytest.mark.django_db

QUESTIONS = ["circulate", "take_back", "sign", "reopen", "close", "withdraw"]
#                      circulate  take back  sign  reopen  close  withdraw
OF_ORGANISER = {
    "draft":       [True, False, True, False, False, False],
    "circulated":  [False, True, True, False, False, False],
    "signed":      [False, False, False, True, True, True],
    "reopened":    [True, False, True, False, False, True],
    "closed":      [False, False, False, True, False, True],
    "withdrawn":   [False, False, False, False, False, False],
}  # fmt: skip
OF_CLUSTER = {
    "draft":       [True, False, True, False, False, False],
    "circulated":  [False, True, True, False, False, False],
    "signed":      [False, False, False, False, False, False],
    "reopened":    [True, False, True, False, False, False],
    "closed":      [False, False, False, False, False, False],
    "withdrawn":   [False, False, False, False, False, False],
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
    return [getattr(permissions, f"can_{question}_pact")(user, pact) for question in QUESTIONS]


@pytest.mark.parametrize("state", STATES)
def test_the_table_of_moves(state):
    pact = STATES[state]()
    cluster = pact.cluster_year.cluster
    cluster.organiser = UnitFactory()
    cluster.save()
    organiser = MandateFactory(organiser=True, unit=cluster.organiser).user
    secretariat = MandateFactory(cluster=cluster, first_year=pact.cluster_year.year).user
    other_year = MandateFactory(cluster=cluster, first_year=pact.cluster_year.year + 1).user

    assert answers(organiser, pact) == OF_ORGANISER[state]
    assert answers(UserFactory(admin=True), pact) == OF_ORGANISER[state]
    assert answers(secretariat, pact) == OF_CLUSTER[state]
    for stranger in (other_year, UserFactory(), MandateFactory(member=True).user):
        assert answers(stranger, pact) == [False] * len(QUESTIONS)


def test_a_draft_is_written_by_its_secretariats_and_by_nobody_once_it_is_circulated():
    pact = PactFactory()
    secretariat = MandateFactory(cluster=pact.cluster_year.cluster, first_year=2021).user

    assert permissions.can_write_draft(secretariat, pact)
    assert permissions.can_read_draft(secretariat, pact)
    assert not permissions.can_write_draft(UserFactory(), pact)
    assert not permissions.can_read_draft(UserFactory(admin=True), pact)
    assert not permissions.can_write_draft(secretariat, circulate_pact(pact=pact, by=None))


def test_a_mandate_that_ends_counts_at_once_for_a_pact_already_read(rf: RequestFactory):
    pact = PactFactory()
    mandate = MandateFactory(cluster=pact.cluster_year.cluster, first_year=2021)
    request = rf.get("/")
    request.user = mandate.user
    pact = desk_pact(request, pact.cluster_year.cluster.slug, pact.cluster_year.slug)
    assert permissions.can_write_draft(mandate.user, pact)

    mandate.delete()

    assert not permissions.can_write_draft(mandate.user, pact)
