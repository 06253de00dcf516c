"""The permission matrix: every page about one pact, by every role, in every state of the pact, from one table."""

import pytest
from django.urls import reverse

from clusters.models import Membership
from pacts.models import Pact, PactStatus
from pacts.services.lifecycle import circulate_pact, close_pact, reopen_pact, sign_pact, withdraw_pact
from tests.copies import make_or_copy_here
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    CommitmentFactory,
    MandateFactory,
    MembershipFactory,
    PactFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DRAFT, REOPENED = "draft", "reopened"
STATES = [DRAFT, "circulated", "signed", REOPENED, "closed", "withdrawn"]
ALWAYS = set(STATES)
WRITTEN = {DRAFT, REOPENED}
PUBLIC = {"signed", REOPENED, "closed"}
READ_BY_UNITS = {"circulated", *PUBLIC}

KEEPERS = {"organiser's secretariat", "cluster's secretariat"}
UNIT = {"member unit"}
NOBODY = set()
EVERYBODY = {
    "stranger",
    "signed in",
    "member unit",
    "another unit",
    "cluster's secretariat",
    "cluster's secretariat of another year",
    "another cluster's secretariat",
    "organiser's secretariat",
    "another organiser's secretariat",
    "administrator",
}
# Address: who may open it, and while the pact is in which states. Everybody else, and at any other time, is refused.
MATRIX = {
    "pages:pact": (EVERYBODY, PUBLIC),
    "pages:pact_history": (EVERYBODY, PUBLIC),
    "pages:pact_compare": (EVERYBODY, PUBLIC),
    "pages:pact_json": (EVERYBODY, PUBLIC),
    "pages:pact_picture": (EVERYBODY, PUBLIC),
    "desk:pact": (KEEPERS, ALWAYS),
    "desk:article": (KEEPERS, WRITTEN),
    "desk:new_units": (KEEPERS, WRITTEN),
    "desk:units": (KEEPERS, WRITTEN),
    "desk:commitments": (KEEPERS, WRITTEN),
    "desk:targets": (KEEPERS, WRITTEN),
    "desk:successors": (KEEPERS, WRITTEN),
    "desk:amendment": (KEEPERS, {"signed"}),
    "desk:originals": (KEEPERS, ALWAYS),
    "desk:board": (KEEPERS, ALWAYS),
    "desk:comments": (KEEPERS, ALWAYS),
    "desk:unit_part": (KEEPERS, ALWAYS),
    "awards_desk:registrations": (KEEPERS, ALWAYS),
    "awards_desk:registrations_csv": (KEEPERS, ALWAYS),
    "my_unit:year": (UNIT, ALWAYS),  # the year stands there; its pact only once its units may read it
    "my_unit:extract": (UNIT, READ_BY_UNITS),
    "my_unit:remarks": (UNIT, READ_BY_UNITS),
    "my_unit:signatory": (UNIT, READ_BY_UNITS),
    "my_unit:key_works": (UNIT, READ_BY_UNITS),
    "my_unit:programme": (UNIT, READ_BY_UNITS),
    "my_unit:registrations": (UNIT, READ_BY_UNITS),
}
# A form sent there: what each role may do, not only see. Whatever it holds, it is taken (200, 302) or refused.
ACTS = {
    ("desk:move", "circulate"): (KEEPERS, {DRAFT, REOPENED}),
    ("desk:move", "take-back"): (KEEPERS, {"circulated"}),
    ("desk:move", "sign"): (KEEPERS, {DRAFT, REOPENED, "circulated"}),
    ("desk:move", "reopen"): ({"organiser's secretariat"}, {"signed", "closed"}),
    ("desk:move", "close"): ({"organiser's secretariat"}, {"signed"}),
    ("desk:move", "withdraw"): ({"organiser's secretariat"}, {"signed", "closed", REOPENED}),
}


@pytest.fixture(autouse=True)
def no_drawing(monkeypatch):
    """Who may fetch the picture of a pact does not depend on what is drawn, which takes as long as all other pages."""
    monkeypatch.setattr("pactsite.pages.pact_files.card_png", lambda card: b"picture")


@pytest.fixture
def no_rendering(monkeypatch):
    """Render every template to nothing, for tests that only read status codes: rendering takes most of their time."""
    monkeypatch.setattr("django.template.base.Template.render", lambda template, context: "")


@pytest.fixture(params=STATES)
def pact(request):
    """The pact of the unit's year in each of its states."""
    make_or_copy_here(f"pact, {request.param}", lambda: make_pact(request.param))
    pact = Pact.objects.get()
    pact.state = request.param
    return pact


@pytest.fixture
def membership(pact):
    return Membership.objects.get()


def make_pact(state):
    cluster = ClusterFactory(slug="khoi-x", organiser=UnitFactory(slug="tinh-x"))
    year = ClusterYearFactory(cluster=cluster, year=2021)
    pact = PactFactory(cluster_year=year)
    CommitmentFactory(pact=pact)
    MembershipFactory(cluster_year=year, unit=UnitFactory(slug="so-x"))
    if state == "circulated":
        circulate_pact(pact=pact, by=None)
    elif state != DRAFT:
        sign_pact(pact=pact, by=None)
    moves = {"closed": close_pact, REOPENED: reopen_pact, "withdrawn": withdraw_pact}
    if state in moves:
        moves[state](pact=pact, by=None, reason="Lý do")


def person(role, pact):
    """Return an account of a role towards a pact; None for a stranger."""
    cluster = pact.cluster_year.cluster
    made = {
        "stranger": lambda: None,
        "signed in": UserFactory,
        "member unit": lambda: MandateFactory(member=True, unit__slug="so-x").user,
        "another unit": lambda: MandateFactory(member=True).user,
        "cluster's secretariat": lambda: MandateFactory(cluster=cluster, first_year=2021, last_year=2021).user,
        "cluster's secretariat of another year": lambda: MandateFactory(cluster=cluster, first_year=2022).user,
        "another cluster's secretariat": lambda: MandateFactory(first_year=2021).user,
        "organiser's secretariat": lambda: MandateFactory(organiser=True, unit=cluster.organiser).user,
        "another organiser's secretariat": lambda: MandateFactory(organiser=True).user,
        "administrator": lambda: UserFactory(admin=True),
    }
    return made[role]()


def sign_in(client, role, pact, membership):
    user = MandateFactory(member=True, unit=membership.unit).user if role == "member unit" else person(role, pact)
    if user is not None:
        client.force_login(user)


def address(name, membership):
    arguments = [membership.pk] if name.startswith("my_unit:") else ["khoi-x", "2021"]
    arguments += [membership.pk] if name == "desk:unit_part" else []
    return reverse(name, args=arguments)


def is_open(response):
    """Say whether a page was shown, or led on within the register: not refused, gone, or asked to sign in."""
    asked_to_sign_in = response.status_code == 302 and response.url.startswith("/dang-nhap/")
    return response.status_code in (200, 302) and not asked_to_sign_in


@pytest.mark.usefixtures("no_rendering")
@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_a_page_about_a_pact_opens_to_those_and_in_those_states_the_table_says(client, pact, membership, role):
    sign_in(client, role, pact, membership)

    opened = {name for name in MATRIX if is_open(client.get(address(name, membership)))}

    assert opened == {name for name, (who, when) in MATRIX.items() if role in who and pact.state in when}


@pytest.mark.usefixtures("no_rendering")
@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_a_move_is_offered_to_those_and_in_those_states_the_table_says(client, pact, membership, role):
    sign_in(client, role, pact, membership)

    offered = {key for key in ACTS if client.get(reverse(key[0], args=["khoi-x", "2021", key[1]])).status_code == 200}

    assert offered == {key for key, (who, when) in ACTS.items() if role in who and pact.state in when}


@pytest.mark.parametrize("pact", [DRAFT], indirect=True)
@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_the_words_of_a_draft_stand_on_no_page_but_the_desks_own(client, pact, membership, role):
    pact.theme = "Chủ đề còn là dự thảo"
    pact.save()
    sign_in(client, role, pact, membership)
    lists = ["pages:home", "pages:pacts", "pages:clusters", "pages:units", "pages:atom", "pages:sitemap", "pages:data"]
    lists += [f"pages:{what}_{form}" for what in ("pacts", "clusters", "units", "awards") for form in ("json", "csv")]
    pages = [reverse(name) for name in lists]
    pages += [pact.cluster_year.cluster.get_absolute_url(), membership.unit.get_absolute_url()]
    asked = ["q=du thao", "don_vi=so-x", "to_chuc=tinh-x", "trang_thai=reopened"]
    pages += [*(f"{reverse('pages:pacts')}?{question}" for question in asked), reverse("pages:verify")]
    pages += [reverse("pages:chain"), reverse("pages:chain_json"), reverse("pages:chain_jsonl")]
    pages += [reverse("honour:roll"), reverse("honour:figures")]
    if role == "member unit":
        pages += [reverse("my_unit:home"), reverse("my_unit:year", args=[membership.pk])]

    told = [page for page in pages if "Chủ đề còn là dự thảo" in client.get(page).getvalue().decode()]

    assert told == []


def test_every_address_about_one_pact_stands_in_a_table():
    from tests.project.test_access import DESK
    from tests.project.test_access import UNIT as OF_A_UNIT

    elsewhere = {  # they name a row of their own, or only take a form: each is tried in its own tests
        "desk:changes",
        "desk:unit_pick",
        "desk:erratum",
        "desk:original_file",
        "desk:original_remove",
        "desk:remind",
        "desk:deadlines",
        "desk:division",
        "my_unit:home",
        "my_unit:division",
        "my_unit:programme_file",
        "my_unit:programme_file_withdraw",
    }
    about_one = {name for name, arguments in DESK.items() if arguments == ["cum-x", "2021"] or len(arguments) == 3}
    about_one |= set(OF_A_UNIT)

    assert about_one - elsewhere - set(MATRIX) - {name for name, _move in ACTS} == set()


def test_the_states_of_the_table_are_those_of_a_pact():
    assert {state for state in STATES if state != REOPENED} == set(PactStatus.values)
