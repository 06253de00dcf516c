"""What a unit registers for is kept row by row, and never over rows nobody saw."""

import threading
import time
from contextlib import nullcontext

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from awards.models import TitleRegistration
from awards.registration_services import (
    registered_by,
    save_registrations,
    send_registrations,
)
from awards.titles import types_of
from clusters.common.stale import StaleError, mark_of
from pacts.models import Submission
from pacts.services import take_back_pact
from tests.awards.unit import seen_now, types_of_2021, unit_year
from tests.factories import AwardTypeFactory, ClusterYearFactory, TitleRegistrationFactory

NONE = mark_of([])

pytestmark = pytest.mark.django_db


def row(**values):
    return {"as_written": "Cờ thi đua", "recipient_kind": "collective", "quantity": 1} | values


def save(membership, user, *rows, seen=None):
    seen = seen_now(membership) if seen is None else seen
    return save_registrations(membership=membership, rows=list(rows), seen=seen, by=user)


def written(membership):
    return [(r.as_written, r.quantity) for r in registered_by(membership)]


def test_only_the_rows_that_changed_are_written_and_history_says_by_whom():
    membership, user = unit_year()
    save(membership, user, row(), row(as_written="Bằng khen"))
    first, second = registered_by(membership)

    changed = save(membership, user, row(id=first.pk), row(id=second.pk, as_written="Bằng khen", quantity=2))

    assert changed
    assert [r.pk for r in registered_by(membership)] == [first.pk, second.pk]
    assert (first.history.count(), second.history.count()) == (1, 2)
    assert second.history.first().history_user == user


def test_saving_the_same_again_changes_nothing_whatever_was_seen():
    membership, user = unit_year()
    save(membership, user, row())

    assert save(membership, user, row(), seen="long ago") is False
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


def test_what_somebody_else_saved_meanwhile_is_not_overwritten():
    membership, user = unit_year()
    save(membership, user, row(as_written="Của người khác"), seen=NONE)

    with pytest.raises(StaleError):
        save(membership, user, row(), seen=NONE)

    assert written(membership) == [("Của người khác", 1)]


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


def test_sending_keeps_and_records_it_and_sends_nothing_for_nothing():
    membership, user = unit_year()

    with pytest.raises(ValidationError):
        send_registrations(membership=membership, rows=[], seen=NONE, by=user)
    send_registrations(membership=membership, rows=[row()], seen=NONE, by=user)

    sent = Submission.objects.get()
    assert (sent.membership, sent.asked, sent.by) == (membership, "registrations", user)
    assert written(membership) == [("Cờ thi đua", 1)]


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


def slowly_read(membership):
    """Read the rows, and leave the other tab the time to do the same where nothing holds it."""
    rows = registered_by(membership)
    time.sleep(0.3)
    return rows


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_keep_the_first_and_tell_the_second(monkeypatch):
    membership, user = unit_year()
    monkeypatch.setattr("awards.registration_services.registered_by", slowly_read)
    start, results = threading.Barrier(2), []

    def keep(number):
        start.wait()
        try:
            results.append(save(membership, user, row(quantity=number), seen=NONE))
        except StaleError:
            results.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=keep, args=[number]) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sorted(map(str, results)), len(written(membership))) == (["True", "told"], 1)
