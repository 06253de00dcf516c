"""Who stands today where a unit stood."""

import pytest

from clusters.successions import current_successors
from tests.factories import SuccessionFactory, UnitFactory

pytestmark = pytest.mark.django_db

ENDED = {"ended_on": "2025-07-01", "end_reason": "merged"}


def succeed(predecessor, *successors):
    for successor in successors:
        SuccessionFactory(predecessor=predecessor, successor=successor)


def heirs_of(*units):
    return {pk: sorted(heir.pk for heir in heirs) for pk, heirs in current_successors(units).items()}


def test_a_standing_unit_is_its_own_heir():
    unit = UnitFactory()
    succeed(unit, UnitFactory())

    assert heirs_of(unit) == {unit.pk: [unit.pk]}


def test_a_unit_abolished_without_successor_has_no_heir():
    unit = UnitFactory(**ENDED)

    assert heirs_of(unit) == {unit.pk: []}


def test_a_divided_unit_lives_on_in_several_and_through_generations():
    old, middle = UnitFactory(**ENDED), UnitFactory(**ENDED)
    one, other, last = UnitFactory.create_batch(3)
    succeed(old, one, middle)
    succeed(middle, other, last)

    assert heirs_of(old) == {old.pk: [one.pk, other.pk, last.pk]}


def test_two_units_merged_into_one_share_their_heir():
    one, other = UnitFactory.create_batch(2, **ENDED)
    new = UnitFactory()
    succeed(one, new)
    succeed(other, new)

    assert heirs_of(one, other) == {one.pk: [new.pk], other.pk: [new.pk]}


def test_a_unit_and_its_own_heir_may_be_asked_for_together():
    old, middle, new = UnitFactory(**ENDED), UnitFactory(**ENDED), UnitFactory()
    succeed(old, middle)
    succeed(middle, new)

    assert heirs_of(old, middle) == {old.pk: [new.pk], middle.pk: [new.pk]}


def test_successions_entered_in_a_circle_come_to_an_end():
    one, other, new = UnitFactory(**ENDED), UnitFactory(**ENDED), UnitFactory()
    succeed(one, other)
    succeed(other, one, new)

    assert heirs_of(one, other) == {one.pk: [new.pk], other.pk: [new.pk]}


@pytest.mark.parametrize("count", [1, 3])
def test_heirs_take_one_query_for_each_generation(count, django_assert_num_queries):
    units = UnitFactory.create_batch(count, **ENDED)
    for unit in units:
        succeed(unit, UnitFactory())

    with django_assert_num_queries(1):
        current_successors(units)
