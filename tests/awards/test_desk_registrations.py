"""What the units of a year register for, at the desk: units down, titles across, sums; the same as CSV."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pacts.desk.links import neighbours_of as desk_neighbours
from tests.awards.unit import types_of_2021, unit_year
from tests.factories import (
    AwardTypeFactory,
    MandateFactory,
    MembershipFactory,
    SubmissionFactory,
    TitleRegistrationFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(client):
    """A year with two units, kept by the person signed in."""
    year = unit_year()[0].cluster_year
    MembershipFactory(cluster_year=year, unit=UnitFactory(name="Sở Y tế"), position=1)
    client.force_login(MandateFactory(cluster=year.cluster, first_year=2021).user)
    return year


def address(name="registrations"):
    return reverse(f"awards_desk:{name}", args=["khoi-x", "2021"])


def board_of(year):
    return reverse("desk:board", args=[year.cluster.slug, year.slug])


def register(member, **values):
    return TitleRegistrationFactory(**{"membership": member, "type": None, "quantity": 1} | values)


def cells(response):
    text = b"".join(response.streaming_content).decode()
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_units_stand_down_titles_across_and_each_title_has_its_sum(client, year):
    first, second = year.memberships.all()
    flag = types_of_2021()
    register(first, type=flag, recipient_kind="collective")
    register(second, type=flag, recipient_kind="collective", quantity=2)
    register(second, as_written="Giấy khen", recipient_kind="individual", quantity=None)
    register(first, as_written="giay khen", recipient_kind="individual", quantity=5)
    SubmissionFactory(membership=second, asked="registrations")

    assert cells(client.get(address("registrations_csv"))) == [
        ["Đơn vị", "Cờ thi đua cấp tỉnh (tập thể)", "Giấy khen (cá nhân)", "Ngày gửi"],
        ["Sở Nội vụ", "1", "5", ""],
        ["Sở Y tế", "2", "?", "01/03/2021"],
        ["Cộng", "3", "5 + ?", ""],
    ]
    table = client.get(address()).context["table"]
    assert table.groups == [("Danh hiệu thi đua", 1), ("Đơn vị tự ghi", 1)]
    assert (table.sent, [str(column.total) for column in table.columns]) == (1, ["3", "5 + ?"])


def test_a_written_title_cannot_become_a_formula(client, year):
    register(year.memberships.first(), as_written="=HYPERLINK(1)")

    assert cells(client.get(address("registrations_csv")))[0][1] == "'=HYPERLINK(1)"


def test_a_unit_that_left_stands_there_only_with_what_it_registered(client, year):
    first, second = year.memberships.all()
    for member in (first, second):
        member.left_on = "2021-06"
        member.save()
    register(second, as_written="Cờ")

    assert [line.member for line in client.get(address()).context["table"].lines] == [second]


def test_where_nobody_registered_it_says_so(client, year):
    assert "Chưa đơn vị nào đăng ký." in client.get(address()).content.decode()


@pytest.mark.parametrize("name", ["registrations", "registrations_csv"])
def test_only_those_who_keep_the_year_read_it(client, year, name):
    cluster, unit = year.cluster, year.memberships.first().unit
    cluster.organiser = UnitFactory()
    cluster.save()
    allowed = [MandateFactory(cluster=cluster), MandateFactory(organiser=True, unit=cluster.organiser)]
    refused = [
        MandateFactory(cluster=cluster, first_year=2022),
        MandateFactory(member=True, unit=unit),
        MandateFactory(),
    ]
    people = [*(row.user for row in [*allowed, *refused]), UserFactory(), UserFactory(admin=True)]

    answers = []
    for user in people:
        client.force_login(user)
        answers.append(client.get(address(name)).status_code)

    assert answers == [200] * 2 + [404] * 5


def test_the_pacts_page_at_the_desk_and_the_board_lead_there(client, year):
    assert ("Đăng ký của các đơn vị", address()) in desk_neighbours(year.pact)
    assert f'href="{address()}">Đăng ký của các đơn vị' in client.get(board_of(year)).content.decode()
    assert desk_neighbours(year.pact, of_units=True) == [("Đăng ký của các đơn vị", address())]


def test_it_is_only_read(client, year):
    assert client.post(address()).status_code == 405


def test_the_table_takes_as_many_queries_with_many_rows(client, year):
    counts = []
    for number in (1, 6):
        for kind in AwardTypeFactory.create_batch(number):
            register(MembershipFactory(cluster_year=year), type=kind)
        with CaptureQueriesContext(connection) as captured:
            client.get(address())
        counts.append(len(captured))

    assert counts[0] == counts[1]
