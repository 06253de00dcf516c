"""Invitations: who may invite, for which mandates, the link, and accepting it."""

import datetime

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from clusters.models import Invitation, Mandate, User
from clusters.services.accounts import digest_of, free_username
from tests.clusters.accounts import NEW_PASSWORD, html_of, invite, link_in_letter, sign_in
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    InvitationFactory,
    MandateFactory,
    MembershipFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    mandate = MandateFactory(organiser=True, unit__name="Sở Nội vụ")
    client.force_login(mandate.user)
    mandate.user.unit = mandate.unit
    return mandate.user


@pytest.fixture
def own_cluster(organiser):
    return ClusterFactory(name="Khối Tổng hợp", organiser=organiser.unit)


@pytest.fixture
def member(own_cluster):
    unit = UnitFactory(name="Văn phòng")
    MembershipFactory(cluster_year=ClusterYearFactory(cluster=own_cluster), unit=unit)
    return unit


def accept(client, address, **words):
    return client.post(address, {"full_name": "Nguyễn Thị Hoa", "password": NEW_PASSWORD, **words})


def path_of(page):
    return page.context["address"].removeprefix("http://testserver").removeprefix("https://giaouoc.example.vn")


# --- The link ---------------------------------------------------------------------------------


def test_an_organiser_invites_a_member_of_its_clusters(client, organiser, member):
    page = invite(client, named="van phong")

    mandate = Mandate.objects.get(unit=member)
    assert (mandate.scope, mandate.kind, mandate.user.username) == ("unit", "member", "hoant")
    assert mandate.starts_on == timezone.localdate()
    assert page.context["address"] in page.text
    assert page.context["picture"].startswith("<svg")


def test_only_a_digest_of_the_token_is_kept(client, organiser, member):
    token = path_of(invite(client, named="van phong")).split("/")[2]

    invitation = Invitation.objects.get()

    assert invitation.digest == digest_of(token)
    assert "digest" not in {field.name for field in Invitation.history.model._meta.fields}
    assert token not in repr(list(Invitation.history.values()))


def test_the_link_is_mailed_where_there_is_an_address(client, organiser, member):
    page = invite(client, named="van phong", email="hoa@example.vn")

    assert mail.outbox[0].to == ["hoa@example.vn"]
    assert link_in_letter() == path_of(page)
    assert "Kính gửi Nguyễn Thị Hoa" in mail.outbox[0].body
    assert f'href="https://giaouoc.example.vn{path_of(page)}"' in html_of(mail.outbox[0])


def test_the_same_form_sent_twice_makes_one_account(client, organiser, member):
    first, second = invite(client, named="van phong"), invite(client, named="van phong")

    assert User.objects.filter(full_name="Nguyễn Thị Hoa").count() == 1
    assert client.get(path_of(first)).status_code == 410
    assert client.get(path_of(second)).status_code == 200


def test_a_new_link_ends_the_one_before(client, organiser, member):
    first = invite(client, named="van phong")
    account = User.objects.get(full_name="Nguyễn Thị Hoa")

    second = client.post(f"/tai-khoan/{account.pk}/loi-moi/")

    assert [client.get(path_of(page)).status_code for page in (first, second)] == [410, 200]


def test_a_withdrawn_link_no_longer_works(client, organiser, member):
    page = invite(client, named="van phong")
    account = User.objects.get(full_name="Nguyễn Thị Hoa")

    client.post(f"/tai-khoan/{account.pk}/loi-moi/rut/")

    assert client.get(path_of(page)).status_code == 410
    assert accept(client, path_of(page)).status_code == 410
    assert not User.objects.get(pk=account.pk).has_usable_password()


def test_a_link_runs_out_after_fourteen_days(client, organiser, member):
    page = invite(client, named="van phong")
    invitation = Invitation.objects.get()
    assert invitation.expires_at - invitation.made_at < datetime.timedelta(days=14, minutes=1)
    invitation.expires_at = timezone.now()
    invitation.save()

    assert client.get(path_of(page)).status_code == 410


# --- For whom ---------------------------------------------------------------------------------


def test_an_organiser_gives_its_clusters_years(client, organiser, own_cluster):
    invite(client, scope="cluster", named="khối tổng hợp", first_year="2026", last_year="2027", ends_on="31/03/2028")

    mandate = Mandate.objects.get(cluster=own_cluster)
    assert (mandate.kind, mandate.first_year, mandate.last_year) == ("secretariat", 2026, 2027)
    assert mandate.ends_on == datetime.date(2028, 3, 31)


def test_an_organiser_gives_nothing_outside_its_system(client, organiser):
    UnitFactory(name="Sở Y tế")
    ClusterFactory(name="Khối khác", organiser=UnitFactory())

    pages = [invite(client, named="Sở Y tế"), invite(client, scope="cluster", named="Khối khác")]
    pages += [invite(client, scope="organiser", named="Sở Y tế")]

    assert [list(page.context["form"].errors) for page in pages] == [["named"]] * 3
    assert Mandate.objects.count() == 1


def test_an_administrator_gives_everything(client):
    client.force_login(UserFactory(admin=True))
    unit = UnitFactory(name="Sở Y tế")

    invite(client, scope="organiser", named="so y te")

    assert Mandate.objects.get().unit == unit


@pytest.mark.parametrize("who", [{}, {"member": True}, {"organiser": True, "ends_on": datetime.date(2021, 1, 1)}])
def test_nobody_else_invites(client, who):
    client.force_login(MandateFactory(**who).user)

    assert invite(client, named="x").status_code == 403


def test_two_of_the_same_name_are_told_apart_by_their_place(client):
    client.force_login(UserFactory(admin=True))
    places = [UnitFactory(name="Tỉnh Lào Cai"), UnitFactory(name="Tỉnh Yên Bái")]
    units = [UnitFactory(name="Sở Nội vụ", place=place) for place in places]

    page = invite(client, named="so noi vu")
    invite(client, named="Sở Nội vụ, Tỉnh Yên Bái")

    assert "Sở Nội vụ, Tỉnh Lào Cai; Sở Nội vụ, Tỉnh Yên Bái" in page.context["form"].errors["named"][0]
    assert Mandate.objects.get().unit == units[1]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"full_name": "  "}, "full_name"),
        ({"email": "x"}, "email"),
        ({"named": "không đâu"}, "named"),
        ({"named": "\0"}, "named"),
        ({"scope": "x"}, "scope"),
        ({"starts_on": "31/02/2026"}, "starts_on"),
        ({"scope": "cluster", "named": "Khối Tổng hợp", "first_year": "hai"}, "first_year"),
        ({"scope": "cluster", "named": "Khối Tổng hợp", "first_year": "2026", "last_year": "2025"}, "__all__"),
        ({"starts_on": "02/01/2026", "ends_on": "01/01/2026"}, "__all__"),
    ],
)
def test_wrong_words_are_kept_with_a_sentence(client, member, wrong, field):
    page = invite(client, **{"named": "van phong", **wrong})

    assert list(page.context["form"].errors) == [field]
    assert User.objects.filter(full_name="Nguyễn Thị Hoa").count() == 0


# --- Coming in --------------------------------------------------------------------------------


def test_the_invited_person_comes_in_with_one_form(client, organiser, member):
    address = path_of(invite(client, named="van phong"))
    client.post("/dang-xuat/")

    answer = accept(client, address, position="Chuyên viên", telephone="0912 345 678")

    user = User.objects.get(username="hoant")
    assert answer.url == "/bat-dau/"
    assert client.get("/tai-khoan/").wsgi_request.user == user
    assert (user.position, user.telephone) == ("Chuyên viên", "0912 345 678")
    assert sign_in(type(client)(), user, NEW_PASSWORD).status_code == 302


def test_who_was_invited_without_an_address_for_letters_may_name_one(client, organiser, member):
    address = path_of(invite(client, named="van phong"))

    assert list(client.get(address).context["form"].fields) == [
        "full_name",
        "position",
        "telephone",
        "email",
        "password",
    ]
    accept(client, address, email="hoa@example.vn")

    assert User.objects.get(username="hoant").email == "hoa@example.vn"


def test_the_address_an_invitation_went_to_is_nobodys_to_change_by_its_link(client, organiser, member):
    address = path_of(invite(client, named="van phong", email="hoa@example.vn"))

    accept(client, address, email="khac@example.vn")

    assert User.objects.get(username="hoant").email == "hoa@example.vn"


def test_a_link_works_once(client, organiser, member):
    address = path_of(invite(client, named="van phong"))
    accept(client, address)

    assert accept(type(client)(), address, password="một mật khẩu khác hẳn").status_code == 410
    assert sign_in(type(client)(), User.objects.get(username="hoant"), NEW_PASSWORD).status_code == 302


@pytest.mark.parametrize("password", ["", "ngan", "12345678901", "nguyenthihoa"])
def test_a_weak_password_is_refused_and_the_rest_is_kept(client, organiser, member, password):
    address = path_of(invite(client, named="van phong"))

    page = accept(client, address, password=password, full_name="Nguyenthihoa", position="Chuyên viên")

    assert "password" in page.context["form"].errors
    assert "Chuyên viên" in page.text
    assert Invitation.objects.get().used_at is None


def test_somebody_invited_for_an_organiser_sets_up_the_second_factor_first(client, organiser, settings):
    settings.SECOND_FACTOR = True
    invitation = InvitationFactory(digest=digest_of("token"))
    MandateFactory(organiser=True, user=invitation.user)

    answer = accept(client, "/loi-moi/token/")

    assert answer.url == "/tai-khoan/xac-thuc/?next=%2Fbat-dau%2F"
    assert client.get("/tai-khoan/").status_code == 302


@pytest.mark.parametrize("state", [{"is_active": False}, {"password": "x" * 20}])
def test_a_link_opens_no_account_that_is_closed_or_in_use(client, state):
    InvitationFactory(digest=digest_of("token"), user=UserFactory(**{"password": None, **state}))

    assert client.get("/loi-moi/token/").status_code == 410


def test_before_coming_in_nobody_signs_in(client, organiser, member):
    invite(client, named="van phong", email="hoa@example.vn")
    mail.outbox.clear()

    client.post("/mat-khau/quen/", {"email": "hoa@example.vn"})

    assert mail.outbox == []


# --- Whom one sees ----------------------------------------------------------------------------


def test_one_sees_whom_one_invited_and_who_acts_in_the_own_system(client, organiser, own_cluster):
    acting = MandateFactory(cluster=own_cluster, user__full_name="B").user
    invited = InvitationFactory(made_by=organiser, user__full_name="A").user
    stranger = MandateFactory(user__full_name="C").user

    page = client.get("/tai-khoan/danh-sach/")

    assert [account for account in page.context["page"] if account != organiser] == [invited, acting]
    assert client.get(f"/tai-khoan/{stranger.pk}/").status_code == 404


def test_of_an_account_one_sees_only_the_mandates_in_the_own_system(client, organiser, own_cluster):
    own = MandateFactory(cluster=own_cluster)
    MandateFactory(user=own.user)

    page = client.get(f"/tai-khoan/{own.user.pk}/")

    assert page.context["account"].visible_mandates == [own]


def test_a_link_to_an_account_in_use_is_made_by_nobody(client, organiser, own_cluster):
    acting = MandateFactory(cluster=own_cluster).user
    InvitationFactory(made_by=organiser, user=acting, used_at=timezone.now())

    assert client.post(f"/tai-khoan/{acting.pk}/loi-moi/").status_code == 403
    assert client.post(f"/tai-khoan/{acting.pk}/loi-moi/rut/").status_code == 403


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_asks_the_same_for_one_and_for_five(client, organiser, own_cluster, count, django_assert_num_queries):
    for _number in range(count):
        InvitationFactory(made_by=organiser, user=MandateFactory(cluster=own_cluster, user__password=None).user)

    with django_assert_num_queries(10):
        assert client.get("/tai-khoan/danh-sach/").status_code == 200


def test_a_person_has_one_invitation_that_waits():
    first = InvitationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory(user=first.user)
    first.withdrawn_at = timezone.now()
    first.save()
    InvitationFactory(user=first.user)


@pytest.mark.parametrize(
    ("name", "username"),
    [("Nguyễn Thị Hoa", "hoant"), ("Đỗ Đạt", "datd"), ("Hoa", "hoa"), ("???", "khoant"), ("Ngô Tâm", "tamn2")],
)
def test_user_names_are_formed_as_in_offices(name, username):
    UserFactory(username="tamn")

    assert free_username(name) == username
