"""The unit's page: requested tasks with deadlines, the pact as circulated, other years; never an uncirculated draft."""

import datetime
import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pacts.document import document_of
from pacts.services.lifecycle import circulate_pact, reopen_pact, save_draft, sign_pact, take_back_pact
from pacts.unit.task_registry import all_tasks
from tests.factories import (
    ActionProgrammeFactory,
    ClusterYearFactory,
    CommentFactory,
    DocumentFactory,
    KeyWorkFactory,
    MandateFactory,
    MembershipFactory,
    NoticeFactory,
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

    (task,) = client.get(HOME).context["requested"]

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

    (task,) = client.get(HOME).context["requested"]

    assert task.words == words


def test_what_the_pact_asks_at_least_is_counted(client, pact, own):
    due(pact, "key_works", datetime.date(2021, 1, 15))
    KeyWorkFactory(membership=own)

    assert client.get(HOME).context["requested"][0].notes == ["1 mục", "Còn thiếu 1 (giao ước yêu cầu ít nhất 2)"]


def test_everybody_in_the_cluster_sees_what_each_unit_has_sent_and_not_what_it_says(client, pact, own):
    due(pact, "key_works", datetime.date(2021, 1, 11))
    due(pact, "signatory", datetime.date(2021, 1, 20))
    other = member_of(pact, "Sở Tài chính", role="leader")
    member_of(pact, "Sở cũ", left_on=datetime.date(2021, 1, 5))
    KeyWorkFactory(membership=other, text="Việc của đơn vị khác")
    for asked in ("key_works", "registrations"):
        SubmissionFactory(membership=other, asked=asked, sent_at=datetime.datetime(2021, 1, 9, 3, tzinfo=datetime.UTC))

    page = client.get(HOME)

    rows = [
        (name, [sent and f"{sent.sent_at:%d/%m}" for _task, sent in cells], is_own)
        for name, _role, cells, is_own in page.context["roster"]
    ]
    assert [task.key for task in page.context["columns"]] == ["signatory", "registrations", "key_works"]
    assert rows == [("Sở Tài chính", [None, "09/01", "09/01"], False), ("Sở Nội vụ", [None, None, None], True)]
    assert "Việc của đơn vị khác" not in page.content.decode()


def test_a_draft_is_never_shown(client, own, pact):
    take_back_pact(pact=pact, by=None)
    save_draft(pact=pact, document=document_of(pact), by=None)

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
    save_draft(pact=pact, document=draft, by=None)
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
@pytest.mark.parametrize("correcting", [False, True])
def test_the_page_takes_few_queries_however_much_it_tells(
    client, pact, own, count, correcting, django_assert_max_num_queries
):
    sign_pact(pact=pact, by=None)
    if correcting:
        reopen_pact(pact=pact, by=None, reason="Sai chữ")
    user, paper = somebody_of(own), DocumentFactory(file="documents/a.pdf")
    own.cluster_year.division = paper
    own.cluster_year.save()
    ActionProgrammeFactory(membership=own, document=paper)
    for number in range(count):
        due(pact, all_tasks()[number].key, datetime.date(2021, 1, 15)) if number < len(all_tasks()) else None
        SubmissionFactory(membership=member_of(pact, f"Sở {number}"), asked="key_works")
        KeyWorkFactory(membership=own)
        CommentFactory(pact=pact, membership=own)
        NoticeFactory(user=user, pact=pact, about_day=datetime.date(2021, 1, 1 + number))
        MembershipFactory(unit=own.unit, cluster_year__year=2000 + number)
    client.force_login(user)
    client.get(HOME)

    with django_assert_max_num_queries(21):
        client.get(HOME)


def test_the_extract_holds_the_units_part_alone(client, pact, own):
    KeyWorkFactory(membership=own, text="Số hóa hồ sơ")
    KeyWorkFactory(membership=member_of(pact, "Sở Tài chính"), text="Việc của đơn vị khác")

    text = shown(client, address("extract", own))

    assert ("Giữ kỷ cương;" in text, "Số hóa hồ sơ" in text, "đơn vị khác" in text) == (True, True, False)


def test_the_division_decision_is_handed_out_to_those_of_the_year(client, pact, own):
    paper = DocumentFactory(kind="division_decision", file=ContentFile(b"%PDF-1.7", name="a.pdf"))
    own.cluster_year.division = paper
    own.cluster_year.save()
    link = address("division", own)

    page, answer = shown(client), client.get(link)

    assert link in page
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Content-Disposition"][:10]) == (
        "nosniff",
        "attachment",
    )
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    client.force_login(MandateFactory(member=True).user)
    assert client.get(link).status_code == 404


def test_a_year_without_a_division_decision_hands_out_none(client, own):
    assert client.get(address("division", own)).status_code == 404


def test_the_masthead_counts_what_was_not_read_for_those_of_a_unit(client, pact, own):
    user = somebody_of(own)
    NoticeFactory(user=user, pact=pact)
    NoticeFactory(user=user, pact=pact, sort="due_tomorrow", asked="key_works")
    NoticeFactory(user=user, pact=pact, sort="signed", read_at=timezone.now())
    client.force_login(user)
    two = client.get("/").content.decode()

    SubmissionFactory(membership=own, asked="key_works")
    one = client.get("/").content.decode()
    client.post("/thong-bao/", {"notice": "all"})
    none = client.get("/").content.decode()

    assert [re.findall(r'class="count">(\d+)<', page) for page in (two, one, none)] == [["2"], ["1"], []]


def test_the_count_costs_one_query_for_those_of_a_unit_and_none_for_others(client, pact, own):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get("/giao-uoc/")
        return [query["sql"] for query in caught if "pacts_notice" in query["sql"]]

    of_the_unit = queries()
    client.force_login(UserFactory())
    of_nobody = queries()
    client.logout()

    assert (len(of_the_unit), of_nobody, queries()) == (1, [], [])
