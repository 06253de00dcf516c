"""The page on which a unit registers for titles: chosen from those of the year, or written; kept and sent."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.models import TitleRegistration
from awards.services.registrations import registered_by
from clusters.common.stale import mark_of
from pacts.models import Submission
from tests.awards.unit import address, flag, page, seen_now, types_of_2021, unit_year
from tests.factories import AwardTypeFactory, DeadlineFactory, TitleRegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    types_of_2021()
    membership, user = unit_year()
    membership.user = user
    return membership


@pytest.fixture
def officer(client, unit):
    client.force_login(unit.user)
    return client


def post(client, unit, *rows, then="save", seen=None):
    return client.post(address(unit), page(seen or seen_now(unit), *rows, then=then))


def rows_of(response):
    return list(response.context["rows"])


def errors(response, number=0):
    return {name: list(found) for name, found in rows_of(response)[number].errors.items()}


def stored(unit):
    return [
        (row.type and row.type.code, row.as_written, row.recipient_kind, row.quantity) for row in registered_by(unit)
    ]


# --- The page ---------------------------------------------------------------------------------


def test_it_offers_the_titles_of_the_year_in_two_groups_each_explained(officer, unit):
    response = officer.get(address(unit))

    choices = rows_of(response)[0].fields["type"].widget.choices
    assert [(str(group), [code for code, _name in found]) for group, found in choices[1:]] == [
        ("Danh hiệu thi đua", ["co-thi-dua-tinh", "lao-dong-tien-tien"]),
        ("Hình thức khen thưởng", ["bang-khen-tinh"]),
    ]
    assert "Danh hiệu thi đua</dt><dd>" in response.content.decode()
    assert "Hình thức khen thưởng</dt><dd>" in response.content.decode()


def test_it_says_by_when_and_when_it_was_sent(officer, unit):
    DeadlineFactory(cluster_year=unit.cluster_year, asked="registrations")
    post(officer, unit, flag(), then="send")

    response = officer.get(address(unit))

    assert response.context["task"].due_on.year == 2021
    assert response.context["task"].sent == Submission.objects.get()


# --- Keeping and sending ----------------------------------------------------------------------


def test_a_chosen_title_takes_the_only_kind_it_is_for(officer, unit):
    response = post(officer, unit, flag())

    assert response.url == address(unit)
    assert stored(unit) == [("co-thi-dua-tinh", None, "collective", 1)]
    assert TitleRegistration.history.get().history_user == unit.user


def test_a_title_not_in_the_list_is_written(officer, unit):
    post(
        officer, unit, {"as_written": "  Giấy khen của Giám đốc ", "recipient_kind": "individual", "quantity": "1.250"}
    )

    assert stored(unit) == [(None, "Giấy khen của Giám đốc", "individual", 1250)]


def test_a_written_title_of_the_list_is_that_title(officer, unit):
    post(officer, unit, {"as_written": "lao dong tien tien", "quantity": "30"})

    assert stored(unit) == [("lao-dong-tien-tien", None, "individual", 30)]


def test_sending_keeps_first(officer, unit):
    post(officer, unit, flag(), then="send")

    assert (Submission.objects.get().asked, len(stored(unit))) == ("registrations", 1)


def test_sending_nothing_is_refused_in_words(officer, unit):
    response = post(officer, unit, {"quantity": "1"}, then="send")

    assert response.context["refusals"] == ["Hãy đăng ký ít nhất một danh hiệu, hoặc báo là đơn vị không đăng ký."]
    assert not Submission.objects.exists()


def test_one_more_row_is_added_without_keeping_or_refusing_anything(officer, unit):
    response = post(officer, unit, flag(quantity="x"), then="add")

    rows = rows_of(response)
    assert [row["quantity"].value() for row in rows] == ["x", 1]
    assert "errorlist" not in response.content.decode()
    assert stored(unit) == []


def test_a_ticked_row_is_left_out_and_the_empty_one_overlooked(officer, unit):
    kept, left_out = TitleRegistrationFactory.create_batch(2, membership=unit, type=None, as_written="Cờ", quantity=1)
    kept.recipient_kind = "individual"
    kept.save()
    told = {"key": kept.pk, "as_written": "Cờ", "recipient_kind": "individual", "quantity": "1"}

    post(officer, unit, told, {"key": left_out.pk, "as_written": "Cờ", "DELETE": "on"}, {"quantity": "1"})

    assert [row.pk for row in registered_by(unit)] == [kept.pk]


def test_the_same_page_sent_twice_is_done_once(officer, unit):
    token = {"csrfmiddlewaretoken": "x" * 32}
    typed = page(mark_of([]), flag(), then="send") | token

    answers = [officer.post(address(unit), typed).url for _n in range(2)]

    assert answers == [address(unit)] * 2
    assert (len(stored(unit)), Submission.history.count()) == (1, 1)


# --- What is wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (flag(quantity="0"), "quantity"),
        (flag(quantity="-1"), "quantity"),
        (flag(quantity="hai"), "quantity"),
        (flag(quantity="1.5"), "quantity"),
        (flag(quantity="²"), "quantity"),
        (flag(quantity=""), "quantity"),
        (flag(quantity="9" * 30), "quantity"),
        (flag(recipient_kind="individual"), "recipient_kind"),
        (flag(recipient_kind="x"), "recipient_kind"),
        ({"type": "bang-khen-tinh", "quantity": "1"}, "recipient_kind"),
        (flag(type="cstd-toan-quoc"), "type"),
        (flag(type="khong-co"), "type"),
        (flag(as_written="Bằng khen"), "as_written"),
        ({"quantity": "3"}, "type"),
        ({"recipient_kind": "individual", "quantity": "1"}, "type"),
    ],
)
def test_a_fault_stands_beside_its_field_and_what_was_typed_stays(officer, unit, row, field):
    response = post(officer, unit, {"type": "lao-dong-tien-tien", "quantity": "7"}, row)

    assert response.status_code == 200
    assert field in errors(response, 1)
    shown = {name: rows_of(response)[1][name].value() or "" for name in ("type", "as_written", "quantity")}
    assert shown == {"type": "", "as_written": ""} | {k: v for k, v in row.items() if k != "recipient_kind"}
    assert rows_of(response)[0]["quantity"].value() == "7"
    assert stored(unit) == []


def test_the_faulty_rows_are_told_above_and_an_empty_row_is_none_of_them(officer, unit):
    response = post(
        officer, unit, flag(), {"quantity": "1"}, flag(quantity="0", key="x"), {"type": "x", "DELETE": "on"}
    )

    assert response.context["form"].faulty == [3]
    assert '<a href="#dong-3">Dòng 3</a>' in response.content.decode()
    assert [bool(row.errors) for row in rows_of(response)] == [False, False, True, False]


def test_a_title_of_other_years_is_still_shown_as_chosen(officer, unit):
    response = post(officer, unit, flag(type="cstd-toan-quoc"))

    assert '<option value="cstd-toan-quoc" selected>Chiến sĩ thi đua toàn quốc' in response.content.decode()
    assert errors(response)["type"] == [
        "Năm 2021 không có danh hiệu, hình thức khen thưởng này. Hãy chọn trong danh sách, hoặc tự ghi tên."
    ]


def test_the_same_title_twice_is_said_at_the_second(officer, unit):
    response = post(officer, unit, flag(), flag(quantity="2"))

    assert (errors(response, 0), list(errors(response, 1))) == ({}, ["type"])


@pytest.mark.parametrize("total", ["", "x", "-1", "9" * 30, "100000", "²"])
def test_a_page_that_came_back_broken_is_said_so_and_takes_nothing_away(officer, unit, total):
    TitleRegistrationFactory(membership=unit, type=None, as_written="Cờ", recipient_kind="collective", quantity=1)
    typed = page(seen_now(unit), flag()) | {"titles-TOTAL_FORMS": total}

    response = officer.post(address(unit), typed)

    assert response.status_code == 200
    assert stored(unit) == [(None, "Cờ", "collective", 1)]


def test_words_that_are_no_text_are_refused(officer, unit):
    response = post(officer, unit, {"as_written": "Cờ\x00", "recipient_kind": "collective", "quantity": "1"})

    assert "as_written" in errors(response)


# --- Two at once ------------------------------------------------------------------------------


def test_the_second_tab_sees_what_the_first_kept_and_keeps_what_was_typed(officer, unit):
    seen = mark_of([])
    post(officer, unit, flag(), seen=seen)

    response = post(officer, unit, {"type": "lao-dong-tien-tien", "quantity": "5"}, seen=seen)

    assert response.context["form"].is_stale
    assert [row.type.code for row in response.context["stored"]] == ["co-thi-dua-tinh"]
    assert rows_of(response)[0]["type"].value() == "lao-dong-tien-tien"
    assert stored(unit) == [("co-thi-dua-tinh", None, "collective", 1)]


def test_the_same_rows_sent_again_change_nothing_whatever_the_page_showed(officer, unit):
    post(officer, unit, flag())

    response = post(officer, unit, flag(), seen="long ago")

    assert (response.status_code, TitleRegistration.history.count()) == (302, 1)
    assert "Không có gì thay đổi." in officer.get(response.url).content.decode()


def test_saving_again_after_seeing_it_takes_its_place(officer, unit):
    post(officer, unit, flag())
    response = post(officer, unit, {"type": "lao-dong-tien-tien", "quantity": "5"}, seen=mark_of([]))

    post(officer, unit, {"type": "lao-dong-tien-tien", "quantity": "5"}, seen=response.context["form"].mark)

    assert stored(unit) == [("lao-dong-tien-tien", None, "individual", 5)]


# --- Queries ----------------------------------------------------------------------------------


def queries(act):
    with CaptureQueriesContext(connection) as captured:
        assert act().status_code in (200, 302)
    return len(captured)


def reading_and_keeping(officer, unit):
    typed = [{"key": row.pk, "type": row.type.code, "quantity": "1"} for row in registered_by(unit)]
    return queries(lambda: officer.get(address(unit))), queries(lambda: post(officer, unit, *typed))


def test_reading_and_keeping_take_as_many_queries_with_many_rows(officer, unit):
    counts = []
    for number in (1, 12):
        for kind in AwardTypeFactory.create_batch(number, recipient_kinds=["individual"]):
            TitleRegistrationFactory(membership=unit, type=kind, recipient_kind="individual", quantity=1)
        counts.append(reading_and_keeping(officer, unit))

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 20
