"""A unit that registers for no title says so and is done; it may take that back, and a title says otherwise."""

import csv
import io

import pytest
from django.urls import reverse

from pacts.models import Submission
from pacts.services.lifecycle import close_pact, sign_pact
from tests.awards.unit import address, flag, page, types_of_2021, unit_year
from tests.factories import DeadlineFactory, MandateFactory, TitleRegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    membership, user = unit_year()
    membership.user = user
    types_of_2021()
    DeadlineFactory(cluster_year=membership.cluster_year, asked="registrations")
    return membership


@pytest.fixture
def officer(client, unit):
    client.force_login(unit.user)
    return client


def post(officer, unit, *rows, then):
    seen = officer.get(address(unit)).context["form"].mark
    return officer.post(address(unit), page(seen, *rows, then=then))


def sent():
    return [row.asked for row in Submission.objects.all()]


def test_registering_for_none_is_one_click_and_done(officer, unit):
    post(officer, unit, {"quantity": "1"}, then="none")

    (task,) = officer.get(reverse("my_unit:year", args=[unit.pk])).context["requested"]
    shown = officer.get(address(unit)).content.decode()
    assert (sent(), task.state, task.notes) == (["registrations"], "done", ["Không đăng ký"])
    assert ("Đơn vị không đăng ký danh hiệu năm nay" in shown, "<select" in shown) == (True, False)


def test_it_is_taken_back_while_registrations_are_written(officer, unit):
    post(officer, unit, then="none")

    officer.post(address(unit), {"then": "after-all"})

    assert sent() == []
    assert "<select" in officer.get(address(unit)).content.decode()
    assert Submission.history.filter(history_type="-").get().history_user == unit.user


def test_after_the_close_it_stays(officer, unit):
    post(officer, unit, then="none")
    close_pact(pact=sign_pact(pact=unit.cluster_year.pact, by=None), by=None, reason="Hết năm")

    answer = officer.post(address(unit), {"then": "after-all"})

    assert (answer.status_code, sent()) == (409, ["registrations"])
    assert "after-all" not in officer.get(address(unit)).content.decode()


def test_none_is_refused_beside_titles_typed_and_nothing_typed_is_lost(officer, unit):
    answer = post(officer, unit, flag(quantity="7"), then="none")

    assert sent() == []
    assert answer.context["rows"][0]["quantity"].value() == "7"
    assert "bỏ các dòng đó" in answer.context["refusals"][0]


def test_none_is_refused_beside_titles_another_tab_has_kept(officer, unit):
    seen = officer.get(address(unit)).context["form"].mark
    TitleRegistrationFactory(membership=unit, type=None, as_written="Cờ", quantity=1)

    answer = officer.post(address(unit), page(seen, then="none"))

    assert (sent(), answer.status_code) == ([], 200)


def test_a_title_kept_after_it_has_not_been_sent(officer, unit):
    post(officer, unit, then="none")

    post(officer, unit, flag(), then="save")

    assert (sent(), unit.title_registrations.count()) == ([], 1)


def test_all_titles_left_out_is_not_yet_none(officer, unit):
    post(officer, unit, flag(), then="send")

    post(officer, unit, then="save")

    assert (sent(), unit.title_registrations.count()) == ([], 0)


def test_the_secretariat_sees_it_as_done_on_the_board_and_in_the_table(client, officer, unit):
    post(officer, unit, then="none")
    year = unit.cluster_year
    client.force_login(MandateFactory(cluster=year.cluster, first_year=2021).user)
    place = [year.cluster.slug, year.slug]

    (row,) = client.get(reverse("desk:board", args=place)).context["table"].rows
    table = client.get(reverse("awards_desk:registrations", args=place)).content.decode()

    assert [(cell.state, cell.words) for cell in row.cells] == [("done", "Không đăng ký")]
    assert "Không đăng ký: Sở Nội vụ." in table


def test_in_the_table_for_excel_none_is_nought(client, officer, unit):
    post(officer, unit, then="none")
    place = [unit.cluster_year.cluster.slug, unit.cluster_year.slug]
    TitleRegistrationFactory(
        membership__cluster_year=unit.cluster_year, membership__position=2, type=None, as_written="Cờ", quantity=1
    )
    client.force_login(MandateFactory(cluster=unit.cluster_year.cluster, first_year=2021).user)

    answer = client.get(reverse("awards_desk:registrations_csv", args=place))

    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode().removeprefix("\ufeff"))))
    assert [row[1] for row in rows[1:]] == ["0", "1", "1"]
