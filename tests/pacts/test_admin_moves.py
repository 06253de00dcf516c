"""Status moves as buttons of the admin page: allowed by status and user, with a reason, and only once."""

import pytest
from django.urls import reverse

from pacts.models import Pact, PactMove, PactStatus
from pacts.moves import MOVES, NOT_NOW
from tests.admin import address
from tests.factories import MembershipFactory, PactFactory, UserFactory

pytestmark = pytest.mark.django_db
BUTTONS = {
    "draft": ["circulate", "sign"],
    "circulated": ["take-back", "sign"],
    "signed": ["reopen", "close", "withdraw"],
    "closed": ["reopen", "withdraw"],
    "reopened": ["circulate", "sign", "withdraw"],
    "withdrawn": [],
}
REASON = {"reason": "Ghi sai ngày ký."}


@pytest.fixture(autouse=True)
def administrator(client):
    user = UserFactory(admin=True)
    client.force_login(user)
    return user


def pact_in(state):
    pact = PactFactory(**({} if state == "draft" else {state: True}))
    MembershipFactory(cluster_year=pact.cluster_year)
    return pact


def move(client, pact, name, **answers):
    return client.post(address(Pact, "move", pact.pk), {"move": name, **answers})


def messages_of(client):
    page = client.get(reverse("admin:index"))
    return [str(message) for message in page.context["messages"]]


@pytest.mark.parametrize("state", BUTTONS)
def test_page_has_a_button_for_each_move_of_its_state_and_no_other(client, state):
    page = client.get(address(Pact, "change", pact_in(state).pk))

    assert list(page.context["moves"]) == BUTTONS[state]


@pytest.mark.parametrize(("state", "name"), [(state, name) for state in BUTTONS for name in BUTTONS[state]])
def test_click_leads_to_a_page_that_says_what_will_happen_and_does_nothing(client, state, name):
    pact = pact_in(state)

    page = client.get(address(Pact, "move", pact.pk), {"move": name})

    assert page.status_code == 200
    assert str(page.context["move"].says) in page.content.decode()
    assert Pact.objects.get().status == pact.status


@pytest.mark.parametrize(
    ("state", "name", "after"),
    [
        ("draft", "circulate", PactStatus.CIRCULATED),
        ("circulated", "take-back", PactStatus.DRAFT),
        ("signed", "reopen", PactStatus.DRAFT),
        ("signed", "close", PactStatus.CLOSED),
        ("closed", "withdraw", PactStatus.WITHDRAWN),
    ],
)
def test_confirmed_move_is_made_once_with_its_person_and_reason(client, administrator, state, name, after):
    pact = pact_in(state)
    moves_before = PactMove.objects.count()

    first, second = move(client, pact, name, **REASON), move(client, pact, name, **REASON)

    assert first.url == second.url == address(Pact, "change", pact.pk)
    assert Pact.objects.get().status == after
    last = PactMove.objects.latest("pk")
    assert (last.by, last.reason, PactMove.objects.count() - moves_before) == (administrator, "Ghi sai ngày ký.", 1)
    assert messages_of(client) == [str(MOVES[name].done), str(NOT_NOW)]


@pytest.mark.parametrize(("state", "name"), [("signed", "reopen"), ("signed", "withdraw"), ("closed", "withdraw")])
def test_move_that_needs_a_reason_is_refused_without(client, state, name):
    pact = pact_in(state)

    page = move(client, pact, name, reason="  ")

    assert page.context["form"].errors == {"reason": ["Trường này là bắt buộc."]}
    assert Pact.objects.get().status == pact.status


def test_services_sentences_stand_on_the_page_of_the_move(client, monkeypatch):
    pact = PactFactory(known_none=["targets"])
    pact.targets.create(text="Trồng 1000 cây xanh")

    page = move(client, pact, "sign")

    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert Pact.objects.get().status == PactStatus.DRAFT


@pytest.mark.parametrize("name", ["reopen", "nonsense", "", "\x00"])
def test_move_that_is_not_offered_is_refused_with_a_word(client, name):
    pact = pact_in("draft")

    assert move(client, pact, name, **REASON).url == address(Pact, "change", pact.pk)
    assert client.get(address(Pact, "move", pact.pk), {"move": name}).url == address(Pact, "change", pact.pk)
    assert Pact.objects.get().status == PactStatus.DRAFT


def test_staff_without_the_right_see_no_button_and_make_no_move(client):
    pact = pact_in("draft")
    client.force_login(UserFactory(is_staff=True))

    assert client.get(address(Pact, "change", pact.pk)).status_code == 403
    assert move(client, pact, "sign").status_code == 403


def test_move_of_no_pact_is_not_found(client):
    assert client.get(address(Pact, "move", 999), {"move": "sign"}).status_code == 404


@pytest.mark.parametrize(
    ("state", "public"), [("draft", False), ("signed", True), ("reopened", True), ("withdrawn", False)]
)
def test_page_links_to_the_public_page_once_there_is_one(client, state, public):
    page = client.get(address(Pact, "change", pact_in(state).pk))

    assert bool(page.context["public_address"]) == public
