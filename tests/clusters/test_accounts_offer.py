"""The second factor is offered at sign-in to everybody and required for the roles in SECOND_FACTOR_FOR."""

import pytest

from clusters.models import AuthenticatorDevice, User
from clusters.services.accounts import digest_of
from tests.clusters.accounts import NEW_PASSWORD, code_of, sign_in, with_second_factor
from tests.factories import InvitationFactory, MandateFactory, UserFactory

pytestmark = pytest.mark.django_db
SET_UP, LATER = "/tai-khoan/xac-thuc/", "/tai-khoan/xac-thuc/de-sau/"
PEOPLE = {
    "administrator": lambda: UserFactory(admin=True),
    "organiser": lambda: MandateFactory(organiser=True).user,
    "secretariat": lambda: MandateFactory().user,
    "member": lambda: MandateFactory(member=True).user,
}


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.SECOND_FACTOR = True


def is_signed_in(client):
    return client.get("/tai-khoan/").status_code == 200


# --- Offered ----------------------------------------------------------------------------------


def test_signing_in_leads_past_the_offer_until_it_is_put_off(client):
    user = UserFactory()

    offered = sign_in(client, user, next="/tai-khoan/")
    page = client.get(offered.url)
    answer = client.post(LATER, {"next": page.context["next"]})

    assert offered.url == f"{SET_UP}?next=%2Ftai-khoan%2F"
    assert LATER in page.text
    assert answer.url == "/tai-khoan/"
    assert sign_in(type(client)(), user, next="/tai-khoan/").url == "/tai-khoan/"
    assert user.history.count() == 1  # only its creation: declining adds no history entry


@pytest.mark.parametrize("address", ["on", "+1", "desk:home", "//example.com/", "javascript:alert(1)"])
def test_putting_it_off_leads_to_an_address_of_this_site_only(client, address):
    sign_in(client, UserFactory())

    assert client.post(LATER, {"next": address}).url == "/bat-dau/"


def test_not_answering_offers_it_again(client):
    user = UserFactory()
    sign_in(client, user)

    assert is_signed_in(client)
    assert sign_in(type(client)(), user).url.startswith(SET_UP)


def test_setting_it_up_leads_on_where_one_was_going(client):
    user = UserFactory()
    page = client.get(sign_in(client, user, next="/tai-khoan/").url)

    codes = client.post(SET_UP, {"code": code_of(AuthenticatorDevice.objects.get()), "next": "/tai-khoan/"})

    assert page.context["offered"]
    assert codes.context["next"] == "/tai-khoan/"
    assert User.objects.get(pk=user.pk).second_factor


def test_somebody_invited_is_offered_it_at_once(client):
    invitation = InvitationFactory(digest=digest_of("token"))

    answer = client.post("/loi-moi/token/", {"full_name": "Trần An", "password": NEW_PASSWORD})

    assert invitation.user.pk
    assert answer.url == f"{SET_UP}?next=%2Fbat-dau%2F"


@pytest.mark.parametrize("address", [SET_UP, "/tai-khoan/"])
def test_whoever_has_it_or_must_have_it_cannot_put_it_off(client, address):
    device, _codes = with_second_factor(user := UserFactory())
    sign_in(client, user)
    client.post("/dang-nhap/ma/", {"code": code_of(device)})
    must = type(client)()
    sign_in(must, UserFactory(admin=True))

    assert LATER not in client.get(address).text
    assert LATER not in must.get(SET_UP).text
    assert must.post(LATER).url.startswith("/dang-nhap/")
    assert not is_signed_in(must)


def test_nobody_is_offered_it_in_a_demo(client, settings):
    settings.SECOND_FACTOR = False

    assert sign_in(client, UserFactory()).url == "/bat-dau/"


# --- Demanded ---------------------------------------------------------------------------------


@pytest.mark.parametrize("demanded", [[], *([role] for role in PEOPLE), list(PEOPLE)], ids="-".join)
@pytest.mark.parametrize("role", PEOPLE)
def test_it_is_demanded_of_the_roles_the_setting_names(client, settings, role, demanded):
    settings.SECOND_FACTOR_FOR = demanded

    sign_in(client, PEOPLE[role]())

    assert is_signed_in(client) == (role not in demanded)
