"""A unit's own page: what is asked by when, the pact as it was circulated, the years before; never a draft."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from pacts.document import document_of
from pacts.models import Deadline, Submission
from pacts.services import circulate_pact, keep_draft, reopen_pact, sign_pact, take_back_pact
from tests.factories import (
    ActionProgrammeFactory,
    ClusterYearFactory,
    DocumentFactory,
    KeyWorkFactory,
    MandateFactory,
    MembershipFactory,
    PactFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.pacts.units import TODAY, address, circulated, due, member_of, somebody_of

pytestmark = pytest.mark.django_db

HOME = "/don-vi-cua-toi/"


@pytest.fixture
def pact():
    return circulated(key_works_minimum=2)


@pytest.fixture
def own(client, pact):
    membership = member_of(pact, role="deputy")
    client.force_login(somebody_of(membership))
    return membership


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


def shown(client, page=HOME):
    return " ".join(client.get(page).content.decode().split())


def test_the_unit_its_role_and_how_the_pact_stands(client, pact, own):
    due(pact, "remarks", datetime.date(2021, 1, 15))

    text = shown(client)

    assert "Đơn vị phó khối, <b>Khối X</b>, năm 2021" in text
    assert "Giao ước <b>đang lấy ý kiến đến 15/01/2021</b>" in text
    assert "Giữ kỷ cương;" in text


@pytest.mark.parametrize(
    ("days", "words", "state"),
    [(3, "Còn 3 ngày", "near"), (4, "Còn 4 ngày", "open"), (0, "Hạn hôm nay", "near"), (-2, "Quá hạn 2 ngày", "late")],
)
def test_how_long_there_is_still_time_is_said_in_words(client, pact, own, days, words, state):
    due(pact, "programme", TODAY + datetime.timedelta(days=days))

    (task,) = client.get(HOME).context["asked"]

    assert (task.words, task.state) == (words, state)


@pytest.mark.parametrize(
    ("sent_at", "words"),
    [
        ((2021, 1, 10, 16, 59), "Đã gửi 10/01/2021"),  # 23:59 in Viet Nam
        ((2021, 1, 10, 17, 0), "Đã gửi 11/01/2021, muộn 1 ngày"),  # midnight
    ],
)
def test_late_is_counted_by_the_midnight_of_the_country(client, pact, own, sent_at, words):
    due(pact, "programme", datetime.date(2021, 1, 10))
    moment = datetime.datetime(*sent_at, tzinfo=datetime.UTC)
    SubmissionFactory(membership=own, asked="programme", sent_at=moment)

    (task,) = client.get(HOME).context["asked"]

    assert task.words == words


def test_what_the_pact_asks_at_least_is_counted(client, pact, own):
    due(pact, "key_works", datetime.date(2021, 1, 15))
    KeyWorkFactory(membership=own)

    assert client.get(HOME).context["asked"][0].notes == ["1 mục", "Còn thiếu 1 (giao ước yêu cầu ít nhất 2)"]


def test_everybody_in_the_cluster_sees_what_each_unit_has_sent(client, pact, own):
    due(pact, "key_works", datetime.date(2021, 1, 11))
    due(pact, "signatory", datetime.date(2021, 1, 20))
    other = member_of(pact, "Sở Tài chính", role="leader")
    SubmissionFactory(
        membership=other, asked="key_works", sent_at=datetime.datetime(2021, 1, 9, 3, tzinfo=datetime.UTC)
    )

    roster = client.get(HOME).context["roster"]

    told = [(name, [(words, [task.short for task in found]) for _state, words, found in groups], own)
            for name, _role, groups, _file, own in roster]  # fmt: skip
    works, signing = "công trình, phần việc trọng điểm", "người ký và chức vụ"
    assert told == [
        ("Sở Tài chính", [("Đã gửi", [f"{works} (09/01/2021)"]), ("Chưa gửi", [signing])], False),
        ("Sở Nội vụ", [("Quá hạn", [works]), ("Chưa gửi", [signing])], True),
    ]


def test_a_draft_is_never_shown(client, own, pact):
    take_back_pact(pact=pact, by=None)
    keep_draft(pact=pact, document=document_of(pact), by=None)

    text = shown(client)

    assert "Giữ kỷ cương" not in text
    assert "chưa được gửi lấy ý kiến" in text
    for name in ("remarks", "signatory", "key_works", "programme", "extract"):
        assert client.get(address(name, own)).status_code == 404


def test_a_draft_and_no_pact_at_all_look_alike(client, own, pact):
    take_back_pact(pact=pact, by=None)
    with_draft = client.get(address("year", own)).content
    nothing = MembershipFactory(unit=own.unit, cluster_year__cluster=pact.cluster_year.cluster, cluster_year__year=2020)

    def words(page):
        return page.split(b'<div class="unit-columns')[0].split(b"</header>")[-1]

    assert words(with_draft) == words(client.get(address("year", nothing)).content)


def test_a_correction_stays_unread_until_it_is_circulated(client, own, pact):
    sign_pact(pact=pact, by=None)
    draft = reopen_pact(pact=pact, by=None, reason="Sai chữ").draft
    draft["commitments"][0]["text"] = "Giữ vững kỷ cương;"
    keep_draft(pact=pact, document=draft, by=None)
    drafted = shown(client)

    circulate_pact(pact=pact, by=None)
    sent = shown(client)

    assert ("Giữ kỷ cương" in drafted, "Giữ vững" in drafted) == (True, False)
    assert ("Giữ kỷ cương" in sent, "Giữ vững" in sent) == (False, True)
    assert "đang lấy ý kiến về bản đính chính" in sent


def test_the_newest_year_whose_pact_may_be_read_comes_first_and_others_are_linked(client, pact, own):
    next_year = ClusterYearFactory(cluster=pact.cluster_year.cluster, year=2022)
    later = MembershipFactory(cluster_year=next_year, unit=own.unit)
    PactFactory(cluster_year=next_year)

    page = client.get(HOME)

    assert page.context["membership"] == own
    assert [row for row, _role in page.context["years"]] == [later]


def test_a_person_of_several_units_switches_between_them(client, pact, own):
    user = somebody_of(own)
    other = member_of(pact, "Sở Tài chính")
    MandateFactory(member=True, user=user, unit=other.unit)
    client.force_login(user)

    page = client.get(address("year", other))

    assert [(unit.name, shown) for unit, _row, shown in page.context["units"]] == [
        ("Sở Nội vụ", False),
        ("Sở Tài chính", True),
    ]


def test_a_person_of_no_unit_is_told_so(client, pact):
    client.force_login(UserFactory())

    response = client.get(HOME)

    assert response.status_code == 403
    assert "Bạn chưa được giao đại diện" in response.content.decode()


def test_a_person_whose_unit_is_in_no_roster_is_told_so(client):
    client.force_login(MandateFactory(member=True).user)

    assert "chưa thuộc cụm, khối nào" in shown(client)


def test_another_units_pages_are_not_there(client, pact, own):
    other = member_of(pact, "Sở Tài chính")

    for name in ("year", "extract", "remarks", "signatory", "key_works", "programme", "programme_file"):
        assert client.get(address(name, other)).status_code == 404


def test_a_mandate_that_has_ended_opens_nothing(client, pact):
    membership = member_of(pact)
    mandate = MandateFactory(member=True, unit=membership.unit, ends_on=datetime.date(2021, 1, 11))
    client.force_login(mandate.user)

    assert client.get(HOME).status_code == 403
    assert client.get(address("year", membership)).status_code == 404


def test_the_masthead_links_the_page_for_those_of_a_unit_alone(client, own):
    link = f'href="{reverse("my_unit:home")}"'
    of_the_unit = client.get("/").content.decode()
    client.force_login(UserFactory())

    assert (link in of_the_unit, link in client.get("/").content.decode()) == (True, False)


@pytest.mark.parametrize("count", [1, 12])
def test_the_number_of_queries_does_not_grow(client, pact, own, count, django_assert_max_num_queries):
    for asked in ("remarks", "signatory", "key_works", "programme"):
        due(pact, asked, datetime.date(2021, 1, 15))
    for number in range(count):
        other = member_of(pact, f"Sở {number}")
        SubmissionFactory(membership=other, asked="key_works")
        KeyWorkFactory(membership=own)

    with django_assert_max_num_queries(45):
        client.get(HOME)

    assert Submission.objects.count() == count
    assert Deadline.objects.count() == 4


def test_the_extract_holds_the_units_part_alone(client, pact, own):
    KeyWorkFactory(membership=own, text="Số hóa hồ sơ")
    KeyWorkFactory(membership=member_of(pact, "Sở Tài chính"), text="Việc của đơn vị khác")

    text = shown(client, address("extract", own))

    assert ("Giữ kỷ cương;" in text, "Số hóa hồ sơ" in text, "đơn vị khác" in text) == (True, True, False)


def test_the_programmes_that_were_sent_are_linked_from_the_roster(client, pact, own):
    paper = DocumentFactory(file="documents/a.pdf")
    ActionProgrammeFactory(membership=own, document=paper)
    other = ActionProgrammeFactory(membership=member_of(pact, "Sở Tài chính"), document=paper).membership
    SubmissionFactory(membership=other, asked="programme")

    files = {name: file for name, _role, _groups, file, _own in client.get(HOME).context["roster"]}

    assert files == {"Sở Nội vụ": "", "Sở Tài chính": address("programme_file", other)}
