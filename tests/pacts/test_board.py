"""The cluster's board: who has sent what, by local midnight; deadlines, and reminding by one click."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from pacts.desk.board.proposed_days import proposed_days
from pacts.desk.board.table import table_of
from pacts.models import Deadline, Notice, PactMove
from pacts.services.deadlines import remind, set_deadlines
from tests.factories import (
    ClusterFactory,
    ClusterYearFactory,
    CommentFactory,
    ConferenceFactory,
    DeadlineFactory,
    MandateFactory,
    MembershipFactory,
    PactFactory,
    SubmissionFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DUE = datetime.date(2021, 3, 31)
VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


@pytest.fixture
def pact():
    cluster = ClusterFactory(name="Khối X", organiser=UnitFactory(name="Tỉnh X"))
    return PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=TODAY.year), circulated=True)


@pytest.fixture
def secretary(client, pact):
    user = MandateFactory(organiser=True, unit=pact.cluster_year.cluster.organiser).user
    client.force_login(user)
    return user


def member_of(pact, people=1, **values):
    """Return a unit of the roster with so many people who act for it."""
    member = MembershipFactory(cluster_year=pact.cluster_year, **values)
    for _n in range(people):
        MandateFactory(member=True, unit=member.unit)
    return member


def asks(pact, asked="remarks", days=0):
    return DeadlineFactory(cluster_year=pact.cluster_year, asked=asked, due_on=TODAY + datetime.timedelta(days=days))


def at(pact, name, **post):
    return reverse(f"desk:{name}", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug])


def states(table):
    return [[cell.state for cell in row.cells] for row in table.rows]


# --- Cells ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "state", "days"),
    [(DUE, "waiting", 0), (DUE + datetime.timedelta(days=1), "late", 1), (DUE.replace(month=4, day=5), "late", 5)],
)
def test_late_begins_with_the_midnight_after_the_last_day(pact, day, state, days):
    DeadlineFactory(cluster_year=pact.cluster_year, asked="remarks", due_on=DUE)
    member_of(pact)

    cell = table_of(pact, day).rows[0].cells[0]

    assert (cell.state, cell.days) == (state, days)


@pytest.mark.parametrize(
    ("sent_at", "day"),
    [
        (datetime.datetime(2021, 3, 31, 23, 59, 59, tzinfo=VIETNAM), DUE),
        (datetime.datetime(2021, 4, 1, 0, 0, 0, tzinfo=VIETNAM), datetime.date(2021, 4, 1)),
        (datetime.datetime(2021, 3, 31, 17, 0, 0, tzinfo=datetime.UTC), datetime.date(2021, 4, 1)),
    ],
)
def test_the_day_of_sending_is_the_day_in_vietnam(pact, sent_at, day):
    DeadlineFactory(cluster_year=pact.cluster_year, asked="remarks", due_on=DUE)
    SubmissionFactory(membership=member_of(pact), asked="remarks", sent_at=sent_at)

    cell = table_of(pact, DUE).rows[0].cells[0]

    assert (cell.state, cell.day) == ("done", day)


def test_only_what_has_a_deadline_is_a_column_in_the_order_of_the_year(pact):
    asks(pact, "programme", 9)
    asks(pact, "remarks", 20)

    assert [column.task.key for column in table_of(pact).columns] == ["remarks", "programme"]


def test_a_unit_that_left_is_asked_for_nothing_and_stands_last(pact):
    asks(pact, days=-1)
    gone, member = member_of(pact, left_on="2021-02", position=1), member_of(pact, position=2)

    table = table_of(pact)

    assert [row.member for row in table.rows] == [member, gone]
    assert states(table) == [["late"], ["unasked"]]
    assert (table.asked, table.late) == (1, 1)


def test_remarks_not_sent_before_the_signing_are_not_late_for_ever():
    pact = PactFactory(signed=True)
    asks(pact, "remarks", -9)
    asks(pact, "key_works", -2)
    member_of(pact)

    assert states(table_of(pact)) == [["missed", "late"]]


def test_the_sums_count_what_was_sent_and_what_is_late(pact):
    asks(pact, "remarks", -1)
    asks(pact, "programme", 5)
    first, _second = member_of(pact), member_of(pact)
    SubmissionFactory(membership=first, asked="remarks")

    table = table_of(pact)

    assert (table.asked, table.done, table.late) == (4, 1, 1)
    assert [(column.done, column.late, column.units) for column in table.columns] == [(1, 1, 2), (0, 0, 2)]


def test_the_page_says_it_in_words(client, pact, secretary):
    asks(pact, days=-3)
    member_of(pact, unit__name="Sở A")
    nobodys = member_of(pact, people=0, unit__name="Sở B")
    SubmissionFactory(membership=nobodys, asked="remarks", sent_at=timezone.now())
    CommentFactory(pact=pact, membership=nobodys)

    text = client.get(at(pact, "board")).content.decode()

    assert "Quá hạn 3 ngày" in text
    assert f"<b>Đã gửi</b> {TODAY:%d/%m/%Y}" in text
    assert "đã gửi <b>1/2</b> nội dung" in text
    assert "1 góp ý chưa trả lời" in text


def test_a_board_without_deadlines_leads_to_setting_them(client, pact, secretary):
    text = client.get(at(pact, "board")).content.decode()

    assert at(pact, "deadlines") in text
    assert "<table" not in text


@pytest.mark.parametrize("count", [1, 12])
def test_the_board_takes_the_same_queries_with_1_and_with_12_units(
    client, pact, secretary, count, django_assert_num_queries
):
    asks(pact, "remarks", -3)
    asks(pact, "programme", 3)
    for _n in range(count):
        SubmissionFactory(membership=member_of(pact), asked="programme")

    with django_assert_num_queries(16):
        client.get(at(pact, "board"))


@pytest.mark.parametrize(("traits", "linked"), [({}, False), ({"circulated": True}, True), ({"signed": True}, True)])
def test_the_desk_links_the_board_once_units_read_the_pact(client, pact, secretary, traits, linked):
    year = ClusterYearFactory(cluster=pact.cluster_year.cluster, year=2021)
    other = PactFactory(cluster_year=year, **traits)

    assert (at(other, "board") in client.get(at(other, "pact")).content.decode()) is linked


# --- Reminding ----------------------------------------------------------------------------------


def reminded():
    rows = Notice.objects.filter(sort="reminded").order_by("asked", "user")
    return [(row.user_id, row.asked) for row in rows]


def test_one_unit_is_reminded_of_all_it_owes(client, pact, secretary):
    asks(pact, "remarks", -3)
    asks(pact, "programme", 3)
    asks(pact, "signatory", 3)
    member, _other = member_of(pact, people=2), member_of(pact)
    SubmissionFactory(membership=member, asked="signatory")

    response = client.post(at(pact, "remind"), {"member": member.pk}, follow=True)

    people = sorted(member.unit.mandates.values_list("user", flat=True))
    assert reminded() == [(user, asked) for asked in ("programme", "remarks") for user in people]
    assert "Đã nhắc 2 người." in response.content.decode()
    assert "Đã nhắc hôm nay" in response.content.decode()


def test_all_late_units_are_reminded_of_one_thing(client, pact, secretary):
    asks(pact, "remarks", -3)
    asks(pact, "programme", -3)
    late, done = member_of(pact), member_of(pact)
    SubmissionFactory(membership=done, asked="remarks")

    client.post(at(pact, "remind"), {"task": "remarks"})

    assert reminded() == [(late.unit.mandates.get().user_id, "remarks")]


def test_a_person_is_reminded_of_a_thing_once_a_day(pact):
    asks(pact, "remarks", -3)
    member = member_of(pact)

    assert [remind(pact=pact, member=member) for _n in range(2)] == [1, 0]
    assert remind(pact=pact, task="remarks", day=TODAY + datetime.timedelta(days=1)) == 1
    assert len(reminded()) == 2


@pytest.mark.parametrize("sent", [{}, {"task": "x"}, {"member": "0"}, {"member": "x", "task": "remarks"}])
def test_a_damaged_reminder_reminds_nobody(client, pact, secretary, sent):
    asks(pact, "remarks", -3)
    member_of(pact)

    response = client.post(at(pact, "remind"), sent)

    assert (response.status_code, reminded()) == (302, [])


def test_a_unit_of_another_cluster_is_not_reminded_here(client, pact, secretary):
    asks(pact, "remarks", -3)
    other = MembershipFactory()
    MandateFactory(member=True, unit=other.unit)

    client.post(at(pact, "remind"), {"member": other.pk})

    assert reminded() == []


@pytest.mark.parametrize("name", ["remind", "deadlines"])
def test_a_closed_year_asks_nobody(client, pact, secretary, name):
    closed = PactFactory(cluster_year=ClusterYearFactory(cluster=pact.cluster_year.cluster, year=2021), closed=True)

    assert client.post(at(closed, name), {"task": "programme"}).status_code == 403


# --- Deadlines ----------------------------------------------------------------------------------


def test_all_deadlines_are_set_in_one_form_and_empty_is_not_asked(client, pact, secretary):
    asks(pact, "programme", 5)
    year = TODAY.year

    response = client.post(at(pact, "deadlines"), {"remarks": f"31/03/{year}", "programme": ""})

    assert response.url == at(pact, "board")
    (row,) = Deadline.objects.all()
    assert (row.asked, row.due_on) == ("remarks", datetime.date(year, 3, 31))
    assert row.history.get().history_user == secretary
    gone = Deadline.history.filter(history_type="-").get()
    assert (gone.asked, gone.history_user) == ("programme", secretary)


def test_setting_the_same_days_again_changes_nothing(pact):
    row = asks(pact, "programme", 5)

    set_deadlines(pact=pact, days={"programme": row.due_on}, by=None)

    assert row.history.count() == 1


@pytest.mark.parametrize(("typed", "said"), [("31/02", "ngày/tháng/năm"), ("31/03/2062", "Ngày phải từ")])
def test_a_wrong_day_is_told_beside_its_field_and_all_is_kept(client, pact, secretary, typed, said):
    response = client.post(at(pact, "deadlines"), {"remarks": typed, "signatory": f"01/04/{TODAY.year}"})

    form = response.context["form"]
    assert list(form.errors) == ["remarks"]
    assert said in form.errors["remarks"][0]
    assert form["signatory"].value() == f"01/04/{TODAY.year}"
    assert Deadline.objects.count() == 0


def test_a_year_closed_meanwhile_takes_no_deadline(pact):
    closed = PactFactory(closed=True)

    with pytest.raises(ValidationError):
        set_deadlines(pact=closed, days={"programme": TODAY}, by=None)


def test_days_are_proposed_from_the_circulation_and_the_conference(pact):
    pact.conference = ConferenceFactory(held_on="2021-04-10")
    pact.save()
    PactMove.objects.all()._raw_delete(PactMove.objects.db)
    move = PactMove(pact=pact, before="draft", after="circulated")
    move.save()
    PactMove.objects.filter(pk=move.pk).update(at=datetime.datetime(2021, 3, 1, 17, 30, tzinfo=datetime.UTC))

    days = proposed_days(pact, datetime.date(2021, 3, 2))

    assert {task: f"{day:%d/%m}" for task, day in days.items()} == {
        "remarks": "12/03",
        "signatory": "07/04",
        "registrations": "10/05",
        "key_works": "10/05",
        "programme": "10/05",
    }
    assert "remarks" not in proposed_days(pact, datetime.date(2021, 3, 13))


@pytest.mark.parametrize("held_on", [None, "2021-04", "2021-13-40", 5])
def test_without_a_whole_day_nothing_is_proposed_from_it(pact, held_on):
    pact.draft = {"conference": {"held_on": held_on}}

    assert list(proposed_days(pact, datetime.date(2021, 1, 1))) == ["remarks"]


def test_proposals_stand_in_the_form_and_are_not_saved(client, pact, secretary):
    response = client.get(at(pact, "deadlines"))

    due = TODAY + datetime.timedelta(days=10)
    assert response.context["form"]["remarks"].value() == due
    assert "không phải quy định của pháp luật" in response.content.decode()
    assert Deadline.objects.count() == 0


def test_once_some_are_set_an_empty_line_stays_empty(client, pact, secretary):
    asks(pact, "programme", 5)

    assert client.get(at(pact, "deadlines")).context["form"]["remarks"].value() is None


def test_after_sending_for_comment_the_way_to_the_deadlines_is_shown(client, pact, secretary):
    year = ClusterYearFactory(cluster=pact.cluster_year.cluster, year=2021)
    draft = PactFactory(cluster_year=year)
    address = reverse("desk:move", args=[year.cluster.slug, year.slug, "circulate"])

    response = client.post(address, {"move": "circulate"}, follow=True)

    assert f'<a href="{at(draft, "deadlines")}">' in response.content.decode()
