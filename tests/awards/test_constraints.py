"""Each rule of award types and awards: what it says, that the database keeps it, what stays allowed."""

import pytest

from tests.factories import AwardFactory, AwardTypeFactory, ConferenceFactory, TitleRegistrationFactory, UnitFactory
from tests.rules import Once, Rule, changed, names_of_constraints, near_misses, refusal, sentences

pytestmark = pytest.mark.django_db

UNIT_ALONE = "The recipient is either a unit itself, or a person or part of one."
COUNTS_ONE = "A named recipient counts as one."
NEEDS_REASON = "A revoked award needs the reason."

RULES = [
    Rule(
        "award_type_or_wording",
        AwardFactory,
        broken={"as_written": None},
        sentence="Give the award type, or the award as the source writes it.",
        allowed=[{"as_written": None, "type": AwardTypeFactory}, {"type": AwardTypeFactory}],
    ),
    Rule(
        "award_unit_alone",
        AwardFactory,
        broken={"unit": UnitFactory, "recipient_name": "Phòng Nội vụ"},
        sentence=UNIT_ALONE,
        allowed=[
            {"unit": UnitFactory},
            {"recipient_name": "Phòng Nội vụ", "of_unit": UnitFactory},
            {"recipient_name": "Nguyễn Văn A"},
            {"of_unit": UnitFactory},
        ],
    ),
    Rule(
        "award_named_counts_one",
        AwardFactory,
        broken={"recipient_name": "Nguyễn Văn A", "granted_count": 2},
        sentence=COUNTS_ONE,
        allowed=[
            {"granted_count": 202},
            {"of_unit": UnitFactory, "granted_count": 3},
            {"unit": UnitFactory, "granted_count": 1, "proposed_count": 1},
            {"recipient_name": "Nguyễn Văn A", "granted_count": 0, "proposed_count": 1},
        ],
    ),
    Rule(
        "award_presented_once",
        AwardFactory,
        broken={"presented_at": ConferenceFactory, "presented_on": "2021-03-31"},
        sentence="Presented at a conference, or on another day: not both.",
        allowed=[{"presented_at": ConferenceFactory}, {"presented_on": "2021-03-31"}],
    ),
    Rule(
        "award_revoked_has_reason",
        AwardFactory,
        broken={"state": "revoked"},
        sentence=NEEDS_REASON,
        allowed=[
            {"state": "revoked", "state_reason": "Khai man thành tích."},
            {"state": "refused"},
            {"state": "withdrawn"},
            {"state_reason": "Bổ sung sau."},
        ],
    ),
    Rule(
        "titleregistration_type_or_wording",
        TitleRegistrationFactory,
        broken={"type": None},
        sentence="Choose the title, or write what it is called.",
        allowed=[{"type": None, "as_written": "Tập thể lao động xuất sắc"}],
    ),
    Rule(
        "titleregistration_counts_one_or_more",
        TitleRegistrationFactory,
        broken={"quantity": 0},
        sentence="At least one is registered.",
        allowed=[{"quantity": 1}, {"quantity": None}],
    ),
]
OTHER_WAYS_TO_BREAK = [
    ({"unit": UnitFactory, "of_unit": UnitFactory}, UNIT_ALONE),
    ({"unit": UnitFactory, "granted_count": 2}, COUNTS_ONE),
    ({"unit": UnitFactory, "proposed_count": 2}, COUNTS_ONE),
    ({"recipient_name": "Nguyễn Văn A", "proposed_count": 2}, COUNTS_ONE),
    ({"state": "revoked", "state_reason": " \u00a0"}, NEEDS_REASON),
]

ONCE = [
    Once(
        "awardtype_code_once_a_period",
        AwardTypeFactory,
        same={"code": "co-thi-dua-tinh", "valid_from": "2024-01-01"},
        sentence="This award type already has a period that begins on this day.",
        allowed=[{"code": "bang-khen-tinh"}, {"valid_from": "2004-07-01"}, {"valid_from": None}],
    ),
]


@pytest.mark.parametrize(("values", "sentence"), OTHER_WAYS_TO_BREAK)
def test_every_way_to_break_a_rule_is_told_and_refused(values, sentence):
    row = changed(AwardFactory(), values)

    assert sentences(row) == {"__all__": [sentence]}
    assert "check constraint" in refusal(row).lower()


def test_two_periods_of_one_award_type_that_begin_on_an_unknown_day_are_one_too_many():
    AwardTypeFactory(code="co-thi-dua-tinh", valid_from=None)
    second = changed(AwardTypeFactory(), {"code": "co-thi-dua-tinh", "valid_from": None})

    assert sentences(second) == {"__all__": ["This award type already has a period that begins on this day."]}
    assert "unique" in refusal(second).lower()


@pytest.mark.parametrize("rule", [*RULES, *ONCE], ids=str)
def test_a_row_that_breaks_a_rule_is_told_its_sentence_and_no_other(rule):
    row = rule.broken_row()

    assert sentences(row) == {rule.beside: [rule.sentence]}


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_database_refuses_a_row_that_breaks_a_rule(rule):
    row = rule.broken_row()

    assert rule.name in refusal(row)


@pytest.mark.parametrize("rule", ONCE, ids=str)
def test_the_database_refuses_a_second_row_of_what_stands_once(rule):
    row = rule.broken_row()

    assert "unique" in refusal(row).lower()


@pytest.mark.parametrize(("rule", "values"), near_misses([*RULES, *ONCE]))
def test_what_comes_near_to_breaking_a_rule_is_allowed(rule, values):
    row = rule.row(values)

    assert sentences(row) == {}
    row.save()


def test_every_constraint_of_the_room_is_in_these_tables():
    listed = {rule.name for rule in [*RULES, *ONCE]}

    assert names_of_constraints("awards") - listed == set()
