"""A person's own notices in the page: shown, marked as read, and gone from the first page once settled."""

import datetime

import pytest
from django.urls import reverse

from pacts.models import Notice
from tests.factories import (
    MandateFactory,
    MembershipFactory,
    NoticeFactory,
    PactFactory,
    SubmissionFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pact():
    return PactFactory(circulated=True, cluster_year__cluster__organiser=UnitFactory())


@pytest.fixture
def secretary(client, pact):
    user = MandateFactory(organiser=True, unit=pact.cluster_year.cluster.organiser).user
    client.force_login(user)
    return user


def test_a_person_reads_and_marks_their_own_notices_alone(client, pact, secretary):
    mine, others = NoticeFactory(user=secretary, pact=pact), NoticeFactory(pact=pact)

    shown = client.get("/thong-bao/")
    client.post("/thong-bao/", {"notice": others.pk})
    client.post("/thong-bao/", {"notice": "0"})
    client.post("/thong-bao/", {"notice": "x"})

    assert [row["notice"] for row in shown.context["rows"]] == [mine]
    assert Notice.objects.filter(read_at=None).count() == 2

    client.post("/thong-bao/", {"notice": mine.pk})
    assert list(Notice.objects.filter(read_at=None)) == [others]


def test_all_are_marked_at_once(client, pact, secretary):
    for day in (1, 2):
        NoticeFactory(user=secretary, pact=pact, about_day=datetime.date(2021, 1, day))

    client.post("/thong-bao/", {"notice": "all"})

    assert Notice.objects.filter(read_at=None).count() == 0
    assert "Đánh dấu đã đọc" not in client.get("/thong-bao/").content.decode().replace("Đã đánh dấu đã đọc", "")


@pytest.mark.parametrize(
    ("sort", "asked", "page"),
    [
        ("circulated", None, "my_unit:year"),
        ("answered", None, "my_unit:remarks"),
        ("overdue", "signatory", "my_unit:signatory"),
        ("reminded", "key_works", "my_unit:key_works"),
        ("due_tomorrow", "registrations", "my_unit:registrations"),
    ],
)
def test_a_notice_leads_where_the_thing_is_sent(client, pact, secretary, sort, asked, page):
    member = MembershipFactory(cluster_year=pact.cluster_year)
    NoticeFactory(user=secretary, pact=pact, sort=sort, asked=asked)
    assert client.get("/thong-bao/").context["rows"][0]["address"] == reverse("my_unit:home")

    MandateFactory(member=True, unit=member.unit, user=secretary)

    assert client.get("/thong-bao/").context["rows"][0]["address"] == reverse(page, args=[member.pk])


@pytest.mark.parametrize("page", ["0", "2", "x", "9" * 30])
def test_a_page_of_notices_that_is_not_there_is_nowhere(client, secretary, page):
    assert client.get("/thong-bao/", {"trang": page}).status_code == 404


@pytest.mark.parametrize("count", [1, 9])
def test_the_notices_take_the_same_queries_however_many(client, pact, secretary, count, django_assert_num_queries):
    for day in range(count):
        NoticeFactory(user=secretary, pact=pact, about_day=datetime.date(2021, 1, 1 + day))

    with django_assert_num_queries(7):
        client.get("/thong-bao/")


def test_what_was_sent_is_not_shown_as_asked_for_any_more(client, pact, secretary):
    member = MembershipFactory(cluster_year=pact.cluster_year)
    MandateFactory(member=True, unit=member.unit, user=secretary)
    NoticeFactory(user=secretary, pact=pact, sort="reminded", asked="key_works")
    assert "Thông báo mới" in client.get(reverse("desk:home")).content.decode()

    SubmissionFactory(membership=member)

    assert "Thông báo mới" not in client.get(reverse("desk:home")).content.decode()


def test_a_units_first_page_shows_what_its_person_has_not_read(client, pact):
    member = MembershipFactory(cluster_year=pact.cluster_year)
    user = MandateFactory(member=True, unit=member.unit).user
    notice = NoticeFactory(user=user, pact=pact)
    client.force_login(user)

    shown = client.get(reverse("my_unit:home")).context["unread"]
    client.post("/thong-bao/", {"notice": notice.pk})

    assert [row["notice"] for row in shown] == [notice]
    assert client.get(reverse("my_unit:home")).context["unread"] == []
