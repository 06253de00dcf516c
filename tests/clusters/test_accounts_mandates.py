"""Adding, ending and handing over mandates: who may, and which years each person keeps."""

import datetime

import pytest
from django.utils import timezone

from clusters.models import ClusterYear, Mandate, User
from tests.clusters.accounts import sign_in
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    mandate = MandateFactory(organiser=True)
    client.force_login(mandate.user)
    mandate.user.unit = mandate.unit
    return mandate.user


@pytest.fixture
def cluster(organiser):
    cluster = ClusterFactory(name="Khối Tổng hợp", organiser=organiser.unit)
    for year in (2025, 2026, 2027):
        ClusterYearFactory(cluster=cluster, year=year)
    return cluster


@pytest.fixture
def mandate(cluster):
    return MandateFactory(cluster=cluster, first_year=2025)


def years_of(user):
    return sorted(year.year for year in ClusterYear.objects.kept_by(user))


def hand_over(client, mandate, **words):
    page = f"/tai-khoan/phan-cong/{mandate.pk}/ban-giao/"
    return client.post(page, {"first_year": "2026", "first_day": "01/12/2025", **words})


def test_handing_over_leaves_the_years_before_with_who_kept_them(client, mandate, cluster):
    following = MandateFactory(cluster=cluster, first_year=2030).user

    hand_over(client, mandate, username=following.username)

    assert (years_of(mandate.user), years_of(following)) == ([2025], [2026, 2027])


def test_handing_over_to_a_new_person_answers_with_a_link(client, mandate):
    page = hand_over(client, mandate, full_name="Nguyễn Thị Hoa")

    new = User.objects.get(username="hoant")
    assert "/loi-moi/" in page.context["address"]
    assert [str(message) for message in page.context["messages"]] == ["Đã bàn giao phân công."]
    assert (years_of(mandate.user), years_of(new)) == ([2025], [2026, 2027])


def test_an_organisers_mandate_is_handed_over_from_one_day_to_the_next(client, organiser):
    mandate = MandateFactory(organiser=True, unit=organiser.unit)
    following = MandateFactory(organiser=True, unit=organiser.unit, ends_on=timezone.localdate()).user

    hand_over(client, mandate, username=following.username, first_day="01/01/2030")

    mandate.refresh_from_db()
    assert mandate.ends_on == datetime.date(2029, 12, 31)
    assert Mandate.objects.get(user=following, ends_on=None).starts_on == datetime.date(2030, 1, 1)


def test_handing_over_proposes_the_accounts_one_looks_after(client, mandate, cluster):
    other = MandateFactory(cluster=cluster, first_year=2030).user
    MandateFactory()

    page = client.get(f"/tai-khoan/phan-cong/{mandate.pk}/ban-giao/")

    assert set(page.context["form"].options()) == {other, page.context["user"]}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({}, "username"),
        ({"username": "ai-do", "full_name": "Nguyễn Thị Hoa"}, "username"),
        ({"username": "khong-co-ai"}, "username"),
        ({"full_name": "Hoa", "first_year": "x"}, "first_year"),
        ({"full_name": "Hoa", "first_day": "x"}, "first_day"),
        ({"full_name": "Hoa", "first_year": "2025"}, "__all__"),
    ],
)
def test_a_faulty_handing_over_changes_nothing(client, mandate, wrong, field):
    page = hand_over(client, mandate, **wrong)

    assert list(page.context["form"].errors) == [field]
    assert years_of(mandate.user) == [2025, 2026, 2027]
    assert not User.objects.filter(full_name="Hoa").exists()


def test_a_mandate_ends_with_its_last_day(client, mandate):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)

    client.post(f"/tai-khoan/phan-cong/{mandate.pk}/ket-thuc/", {"last_day": f"{yesterday:%d/%m/%Y}"})

    assert years_of(mandate.user) == []
    assert mandate.history.first().history_user == Mandate.objects.exclude(pk=mandate.pk).get().user


def test_a_mandate_does_not_end_before_it_begins(client, mandate):
    page = client.post(f"/tai-khoan/phan-cong/{mandate.pk}/ket-thuc/", {"last_day": "01/01/2001"})

    assert list(page.context["form"].errors) == ["last_day"]
    assert years_of(mandate.user) == [2025, 2026, 2027]


@pytest.mark.parametrize("page", ["ket-thuc", "ban-giao"])
def test_nobody_ends_or_hands_over_outside_the_own_system(client, organiser, page):
    stranger = MandateFactory()

    assert client.post(f"/tai-khoan/phan-cong/{stranger.pk}/{page}/", {"last_day": "01/01/2030"}).status_code == 404
    assert Mandate.objects.get(pk=stranger.pk).ends_on is None


def test_a_clusters_secretariat_gives_nothing(client, mandate):
    sign_in(client, mandate.user)

    assert client.post(f"/tai-khoan/phan-cong/{mandate.pk}/ket-thuc/", {"last_day": "01/01/2030"}).status_code == 404


def test_a_further_mandate_is_given_once(client, organiser, cluster, mandate):
    page = f"/tai-khoan/{mandate.user_id}/phan-cong/"
    words = {"scope": "organiser", "named": organiser.unit.name}

    assert client.post(page, words).status_code == 302
    again = client.post(page, words)

    assert again.context["form"].non_field_errors()
    assert mandate.user.mandates.count() == 2


def test_nobody_gives_a_mandate_to_themselves(client, organiser, cluster):
    words = {"scope": "cluster", "named": cluster.name}

    page = client.post(f"/tai-khoan/{organiser.pk}/phan-cong/", words)

    assert page.context["form"].non_field_errors()
    assert organiser.mandates.count() == 1


def test_an_organiser_whose_mandate_is_over_gives_nothing(client, organiser, mandate):
    own = organiser.mandates.get()
    own.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    own.save()

    assert client.get("/tai-khoan/danh-sach/").status_code == 403
    assert hand_over(client, mandate, full_name="Hoa").status_code == 404


def test_a_mandate_given_to_nobody_known_is_no_way_in(client):
    client.force_login(UserFactory())

    assert client.get("/tai-khoan/moi/").status_code == 403
