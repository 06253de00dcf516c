"""The second factor: who needs it, verification, set-up, and access before it is verified."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken

from clusters.models import AuthenticatorDevice
from pactsite import settings as site_settings
from tests.clusters.accounts import code_of, sign_in, with_second_factor
from tests.factories import PASSWORD, MandateFactory, UserFactory

pytestmark = pytest.mark.django_db
CODE, SET_UP = "/dang-nhap/ma/", "/tai-khoan/xac-thuc/"
CLOSED = ["/tai-khoan/", "/tai-khoan/danh-sach/", "/mat-khau/doi/", "/ban-lam-viec/", "/admin/clusters/unit/"]
PEOPLE = {
    "administrator": lambda: UserFactory(admin=True),
    "organiser's secretariat": lambda: MandateFactory(organiser=True).user,
    "cluster's secretariat": lambda: MandateFactory().user,
    "member": lambda: MandateFactory(member=True).user,
}


@pytest.fixture
def organiser(settings):
    settings.SECOND_FACTOR = True
    return MandateFactory(organiser=True).user


@pytest.fixture
def with_device(organiser):
    organiser.device, organiser.codes = with_second_factor(organiser)
    return organiser


def is_signed_in(client):
    return client.get("/tai-khoan/").status_code == 200


# --- Who needs it -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("switched_on", [True, False])
def test_it_is_asked_of_those_who_may_do_most_where_it_is_switched_on(settings, client, who, switched_on):
    settings.SECOND_FACTOR = switched_on
    user = PEOPLE[who]()

    answer = sign_in(client, user)

    required = switched_on and who in ("administrator", "organiser's secretariat")
    assert answer.url.partition("?")[0] == (SET_UP if switched_on else "/bat-dau/")  # for others it is optional
    assert is_signed_in(client) == (not required)


def test_it_is_switched_on_wherever_this_is_no_demo():
    assert site_settings.SECOND_FACTOR is not site_settings.DEMO


def test_whoever_has_set_it_up_shows_it_also_where_nobody_must(client):
    user = UserFactory()
    with_second_factor(user)

    assert sign_in(client, user).url == CODE
    assert not is_signed_in(client)


def test_an_organisers_mandate_given_meanwhile_asks_for_it_at_once(settings, client):
    settings.SECOND_FACTOR = True
    client.force_login(user := UserFactory())
    assert is_signed_in(client)

    MandateFactory(organiser=True, user=user)

    assert not is_signed_in(client)


# --- Before it --------------------------------------------------------------------------------


@pytest.mark.parametrize("address", CLOSED)
def test_with_the_password_alone_one_is_a_stranger(client, with_device, address):
    sign_in(client, with_device)

    answer = client.get(address)

    assert answer.status_code == 302
    assert answer.url.startswith("/dang-nhap/?next=")
    assert client.get(answer.url).url.startswith(CODE)


def test_public_pages_and_signing_out_stay_open(client, with_device):
    sign_in(client, with_device)

    assert client.get("/").status_code == 200
    assert client.post("/dang-xuat/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_password_alone_never_replaces_the_device(client, with_device):
    sign_in(client, with_device)

    assert client.get(SET_UP).status_code == 302
    assert client.post(SET_UP, {"code": "000000"}).status_code == 302
    assert list(AuthenticatorDevice.objects.all()) == [with_device.device]


def test_what_a_page_keeps_by_itself_is_answered_as_after_the_end_of_a_session(client, with_device):
    sign_in(client, with_device)

    answer = client.post(reverse("desk:changes", args=["x", "2021"]), "{}", content_type="application/json")

    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/json")


# --- Showing it -------------------------------------------------------------------------------


def test_the_code_lets_in_where_one_wanted_to_go(client, with_device):
    sign_in(client, with_device, next="/tai-khoan/")

    answer = client.post(CODE, {"code": code_of(with_device.device), "next": "/tai-khoan/"})

    assert answer.url == "/tai-khoan/"
    assert is_signed_in(client)


def test_the_code_leads_never_to_another_site(client, with_device):
    sign_in(client, with_device)

    assert client.post(CODE, {"code": code_of(with_device.device), "next": "//example.com/"}).url == "/bat-dau/"


def test_the_session_has_a_new_key_after_the_code(client, with_device):
    sign_in(client, with_device)
    before = client.session.session_key

    client.post(CODE, {"code": code_of(with_device.device)})

    assert client.session.session_key != before


def test_a_code_works_once(client, with_device):
    sign_in(client, with_device)
    code = code_of(with_device.device)
    client.post(CODE, {"code": code})
    client.post("/dang-xuat/")
    sign_in(client, with_device)

    assert client.post(CODE, {"code": code}).status_code == 200
    assert not is_signed_in(client)


@pytest.mark.parametrize("code", ["000000", "x", "99999999999", "１２３４５６", "a" * 20, "²"])
def test_a_wrong_code_gets_a_sentence(client, with_device, code):
    sign_in(client, with_device)

    page = client.post(CODE, {"code": code})

    assert "code" in page.context["form"].errors
    assert not is_signed_in(client)


def test_wrong_codes_are_slowed_down_even_for_the_right_one(client, with_device):
    sign_in(client, with_device)
    device = with_device.device
    device.throttling_failure_count = 4
    device.save()
    client.post(CODE, {"code": "000000"})

    page = client.post(CODE, {"code": code_of(device)})

    assert "16 giây" in page.text or "17 giây" in page.text
    assert not is_signed_in(client)


def test_a_recovery_code_works_once_however_it_is_typed(client, with_device):
    sign_in(client, with_device)
    code = with_device.codes[0].replace("-", " ").upper()

    client.post(CODE, {"code": code})
    assert is_signed_in(client)
    client.post("/dang-xuat/")
    sign_in(client, with_device)
    client.post(CODE, {"code": code})

    assert not is_signed_in(client)
    assert StaticToken.objects.count() == 9


def test_only_digests_of_recovery_codes_are_kept(with_device):
    stored = set(StaticToken.objects.values_list("token", flat=True))

    assert len(stored) == 10
    assert not stored & {code.replace("-", "") for code in with_device.codes}


def test_a_form_of_the_desk_comes_along_through_the_code(client, with_device):
    from clusters.accounts.sign_in import PendingSubmission

    address = reverse("desk:cluster_add")
    typed = PendingSubmission(address, [["name", "Cụm mới"], ["typed_by", str(with_device.pk)]]).sealed

    page = sign_in(client, with_device, carried=typed)
    answer = client.post(CODE, {"code": code_of(with_device.device), "carried": page.context["carried"]})

    assert answer.status_code == 409
    assert "Cụm mới" in answer.text


# --- Setting it up ----------------------------------------------------------------------------


def test_setting_up_shows_ten_codes_once_and_lets_in(client, organiser):
    sign_in(client, organiser)
    page = client.get(SET_UP)
    device = AuthenticatorDevice.objects.get()

    answer = client.post(SET_UP, {"code": code_of(device)})

    assert page.context["secret"].replace(" ", "") in page.text.replace(" ", "")
    assert page.context["link"].startswith("otpauth://totp/")
    assert len(answer.context["codes"]) == 10
    assert is_signed_in(client)
    assert not any(code in client.get("/tai-khoan/").text for code in answer.context["codes"])


def test_the_picture_needs_no_style(client, organiser):
    sign_in(client, organiser)

    picture = client.get(SET_UP).context["picture"]

    assert picture.startswith("<svg")
    assert "style" not in picture


def test_setting_up_with_a_wrong_code_keeps_the_secret(client, organiser):
    sign_in(client, organiser)
    before = client.get(SET_UP).context["secret"]

    page = client.post(SET_UP, {"code": "000000"})

    assert page.context["form"].errors
    assert page.context["secret"] == before
    assert not is_signed_in(client)


def test_setting_up_says_when_to_try_again_after_too_many_wrong_codes(client, organiser):
    sign_in(client, organiser)
    client.get(SET_UP)
    device = AuthenticatorDevice.objects.get()
    for _number in range(5):
        client.post(SET_UP, {"code": "000000"})
        AuthenticatorDevice.objects.update(throttling_failure_timestamp=timezone.now() - timezone.timedelta(minutes=1))
    device.refresh_from_db()
    client.post(SET_UP, {"code": "000000"})

    page = client.post(SET_UP, {"code": code_of(device)})

    assert "giây" in page.context["form"].errors["code"][0]
    assert not is_signed_in(client)


def test_another_telephone_needs_the_password_and_replaces_the_first(client, with_device):
    sign_in(client, with_device)
    client.post(CODE, {"code": code_of(with_device.device)})
    client.get(SET_UP)
    fresh = AuthenticatorDevice.objects.get(confirmed=False)

    client.post(SET_UP, {"code": code_of(fresh), "password": "không phải"})
    assert AuthenticatorDevice.objects.get(confirmed=True) == with_device.device
    client.post(SET_UP, {"code": code_of(fresh), "password": PASSWORD})

    assert list(AuthenticatorDevice.objects.all()) == [fresh]
    assert is_signed_in(client)


def test_new_recovery_codes_need_the_password_and_end_the_old_ones(client, with_device):
    sign_in(client, with_device)
    client.post(CODE, {"code": code_of(with_device.device)})
    address = "/tai-khoan/xac-thuc/ma-du-phong/"

    assert client.post(address, {"password": "x"}).context["form"].errors
    fresh = client.post(address, {"password": PASSWORD}).context["codes"]

    assert not set(fresh) & set(with_device.codes)
    assert StaticToken.objects.count() == 10


def test_who_must_have_it_cannot_turn_it_off(client, with_device):
    sign_in(client, with_device)
    client.post(CODE, {"code": code_of(with_device.device)})

    client.post("/tai-khoan/xac-thuc/tat/", {"password": PASSWORD})

    assert AuthenticatorDevice.objects.exists()


def test_who_need_not_have_it_turns_it_off_with_the_password(client):
    device, _codes = with_second_factor(user := UserFactory())
    sign_in(client, user)
    client.post(CODE, {"code": code_of(device)})

    assert client.post("/tai-khoan/xac-thuc/tat/", {"password": "x"}).context["form"].errors
    client.post("/tai-khoan/xac-thuc/tat/", {"password": PASSWORD})

    assert (AuthenticatorDevice.objects.count(), StaticToken.objects.count()) == (0, 0)
    assert is_signed_in(client)


# --- Losing it --------------------------------------------------------------------------------


def test_an_administrator_resets_it_and_every_place_is_signed_out(client, with_device):
    sign_in(client, with_device)
    client.post(CODE, {"code": code_of(with_device.device)})
    device, _codes = with_second_factor(administrator := UserFactory(admin=True))
    office = type(client)()
    sign_in(office, administrator)
    office.post(CODE, {"code": code_of(device)})
    page = reverse("admin:clusters_user_second_factor", args=[with_device.pk])

    assert office.get(page).status_code == 200
    assert AuthenticatorDevice.objects.filter(user=with_device).exists()
    office.post(page)

    assert not AuthenticatorDevice.objects.filter(user=with_device).exists()
    assert not is_signed_in(client)
    assert sign_in(client, with_device).url.startswith(SET_UP)


def test_nobody_else_resets_it(client, with_device):
    client.force_login(UserFactory())
    page = reverse("admin:clusters_user_second_factor", args=[with_device.pk])

    assert client.post(page).status_code == 403
    assert AuthenticatorDevice.objects.exists()
