"""What a unit registers for is kept row by row, and never over rows nobody saw."""

from contextlib import nullcontext

import pytest
from django.core.exceptions import ValidationError

from awards.award_types import types_of
from awards.models import TitleRegistration
from awards.services.registrations import (
    registered_by,
    save_registrations,
)
from pacts.services.lifecycle import take_back_pact
from tests.awards.unit import types_of_2021, unit_year
from tests.factories import AwardTypeFactory, ClusterYearFactory, TitleRegistrationFactory

pytestmark = pytest.mark.django_db


def row(**values):
    return {"as_written": "Cờ thi đua", "recipient_kind": "collective", "quantity": 1} | values


def save(membership, user, *rows):
    save_registrations(membership=membership, rows=list(rows), by=user)


def written(membership):
    return [(r.as_written, r.quantity) for r in registered_by(membership)]


def test_only_the_rows_that_changed_are_written_and_history_says_by_whom():
    membership, user = unit_year()
    save(membership, user, row(), row(as_written="Bằng khen"))
    first, second = registered_by(membership)

    save(membership, user, row(id=first.pk), row(id=second.pk, as_written="Bằng khen", quantity=2))

    assert [r.pk for r in registered_by(membership)] == [first.pk, second.pk]
    assert (first.history.count(), second.history.count()) == (1, 2)
    assert second.history.first().history_user == user


def test_saving_the_same_again_changes_nothing():
    membership, user = unit_year()
    save(membership, user, row())

    save(membership, user, row())

    assert TitleRegistration.history.count() == 1


def test_a_row_left_out_goes_and_its_history_stays():
    membership, user = unit_year()
    save(membership, user, row(), row(as_written="Bằng khen"))
    first, second = registered_by(membership)

    save(membership, user, row(id=second.pk, as_written="Bằng khen"))

    assert written(membership) == [("Bằng khen", 1)]
    gone = TitleRegistration.history.filter(id=first.pk).first()
    assert (gone.history_type, gone.history_user) == ("-", user)


def test_rows_of_another_unit_are_not_taken_over():
    membership, user = unit_year()
    other = TitleRegistrationFactory(as_written="Của đơn vị khác")

    save(membership, user, row(id=other.pk))

    other.refresh_from_db()
    assert (other.as_written, written(membership)) == ("Của đơn vị khác", [("Cờ thi đua", 1)])


@pytest.mark.parametrize(
    "values",
    [
        {"quantity": 0},
        {"quantity": 10**10},
        {"as_written": None},
        {"recipient_kind": "nobody"},
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(values):
    membership, user = unit_year()

    with pytest.raises(ValidationError):
        save(membership, user, row(**values))

    assert written(membership) == []


def test_a_title_of_other_years_or_for_others_or_said_twice_is_refused():
    membership, user = unit_year()
    flag = types_of_2021()
    later = AwardTypeFactory(valid_from="2024-01-01")
    told = {"as_written": None, "type": flag}

    for rows in (
        [row(as_written=None, type=later)],
        [row(**told, recipient_kind="individual")],
        [row(**told), row(**told, quantity=2)],
        [row(**told), row(as_written="co thi dua cap tinh")],
    ):
        with pytest.raises(ValidationError):
            save(membership, user, *rows)

    assert written(membership) == []


def test_one_title_may_be_registered_for_collectives_and_for_individuals():
    membership, user = unit_year()

    save(membership, user, row(), row(recipient_kind="individual", quantity=12))

    assert written(membership) == [("Cờ thi đua", 1), ("Cờ thi đua", 12)]


@pytest.mark.parametrize(
    ("state", "allowed"),
    [("circulated", True), ("signed", True), ("reopened", True), ("closed", False), ("withdrawn", False)],
)
def test_registrations_are_kept_from_the_circulation_until_the_close(state, allowed):
    membership, user = unit_year(**{state: True})

    with nullcontext() if allowed else pytest.raises(ValidationError):
        save(membership, user, row())

    assert bool(written(membership)) == allowed


def test_a_draft_taken_back_closes_them_again():
    membership, user = unit_year()
    take_back_pact(pact=membership.cluster_year.pact, by=None)

    with pytest.raises(ValidationError):
        save(membership, user, row())


def test_the_types_of_a_year_are_those_of_its_last_day_one_for_each_code():
    AwardTypeFactory(code="a", name="Xã, phường, thị trấn tiêu biểu", valid_from="2024-01-01", valid_to="2025-06-30")
    AwardTypeFactory(code="a", name="Xã, phường, đặc khu tiêu biểu", valid_from="2025-07-01")
    AwardTypeFactory(code="b", name="Danh hiệu", category="title")

    names = {year: [r.name for r in types_of(ClusterYearFactory(year=year))] for year in (2023, 2024, 2025)}
    half = ClusterYearFactory(year=2025, last_day="2025-06-30")

    assert names == {
        2023: ["Danh hiệu"],
        2024: ["Danh hiệu", "Xã, phường, thị trấn tiêu biểu"],
        2025: ["Danh hiệu", "Xã, phường, đặc khu tiêu biểu"],
    }
    assert [r.name for r in types_of(half)] == ["Danh hiệu", "Xã, phường, thị trấn tiêu biểu"]
