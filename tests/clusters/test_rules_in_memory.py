"""A table's rules asked of values in memory give the database's own answers."""

import datetime
from decimal import Decimal
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, F, Q

from awards.models import Award
from clusters.common.constraints import check_row, duplicates, is_met
from clusters.models import ClusterYear, Document, Membership, Unit, UnitName
from pacts.models import Commitment, Pact, Participation, Target
from tests.factories import (
    AwardFactory,
    AwardTypeFactory,
    ClusterYearFactory,
    CommitmentFactory,
    ConferenceFactory,
    DocumentFactory,
    MembershipFactory,
    PactFactory,
    ParticipationFactory,
    TargetFactory,
    UnitFactory,
    UnitNameFactory,
)
from tests.rules import record_models

TWO_DAYS = [datetime.date(2025, 6, 30), datetime.date(2025, 7, 1)]

# Each field with the values tried; a factory stands for one row that all combinations share.
TABLES = [
    (
        Target,
        TargetFactory,
        {
            "operator": [None, *Target.Operator.values],
            "value": [None, Decimal(0), Decimal(5)],
            "value_to": [None, Decimal(0), Decimal(5), Decimal(6)],
        },
    ),
    (Target, TargetFactory, {"grade": [None, "tốt"], "grade_or_better": [None, True, False]}),
    (
        Membership,
        MembershipFactory,
        {
            "role": Membership.Role.values,
            "head_name": [None, "Phạm Quang Anh"],
            "head_title": [None, "Chủ tịch"],
            "left_on": [None, "2021"],
            "left_reason": [None, "Sáp nhập"],
        },
    ),
    (Participation, ParticipationFactory, {"name": [None, "Phạm Quang Anh"], "as_written": [None, ["một đại biểu"]]}),
    (
        Award,
        AwardFactory,
        {
            "unit": [None, UnitFactory],
            "of_unit": [None, UnitFactory],
            "recipient_name": [None, "Phòng Nội vụ"],
            "granted_count": [None, 0, 1, 2],
            "proposed_count": [None, 1, 2],
        },
    ),
    (
        Award,
        AwardFactory,
        {
            "type": [None, AwardTypeFactory],
            "as_written": [None, "Cờ thi đua"],
            "presented_at": [None, ConferenceFactory],
            "presented_on": [None, "2021"],
            "state": Award.State.values,
            "state_reason": [None, "Khai man"],
        },
    ),
    (Document, DocumentFactory, {"number": [None, "311/KH-UBND"], "subject": [None, "Kế hoạch"]}),
    (Unit, UnitFactory, {"ended_on": [None, "2025-07-01"], "end_reason": [None, "merged"]}),
    (
        UnitName,
        UnitNameFactory,
        {
            "sort": UnitName.Sort.values,
            "until": [None, "2025-06-30"],
            "kind": [None, "commune"],
            "place": [None, UnitFactory],
            "code": [None, "05488"],
            "basis": [None, DocumentFactory],
        },
    ),
    (ClusterYear, ClusterYearFactory, {"first_day": [None, *TWO_DAYS], "last_day": [None, *TWO_DAYS]}),
    (
        Pact,
        PactFactory,
        {"theme": [None, "Kỷ cương"], "theme_owner": [None, "cluster"], "theme_by": [None, ["UBND tỉnh"]]},
    ),
    (Commitment, CommitmentFactory, {"standing": Commitment.Standing.values, "by": [None, ParticipationFactory]}),
]


def combinations(choices):
    made = [[value() if callable(value) else value for value in values] for values in choices.values()]
    return [dict(zip(choices, values, strict=True)) for values in product(*made)]


def refused_in_memory(model, values):
    try:
        check_row(model, values)
    except ValidationError:
        return True
    return False


def refused_by_the_database(row, values):
    try:
        with transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**values)
    except IntegrityError:
        return True
    return False


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "factory", "choices"), TABLES, ids=lambda part: getattr(part, "__name__", ""))
def test_a_row_is_refused_in_memory_exactly_where_the_database_refuses_it(model, factory, choices):
    row = factory()
    rest = {field.name: getattr(row, field.name) for field in model._meta.fields}

    answers = [
        (values, refused_in_memory(model, rest | values), refused_by_the_database(row, values))
        for values in combinations(choices)
    ]

    assert [values for values, memory, database in answers if memory != database] == []
    assert {memory for _values, memory, _database in answers} == {True, False}


def test_every_lookup_that_a_rule_of_the_record_uses_is_understood():
    for model in record_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                assert is_met(constraint.condition, {}) in (True, False, None)


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (Q(a=1), True),
        (Q(a=2), False),
        (Q(unknown=1), None),
        (~Q(a=1), False),
        (~Q(a=2), True),
        (~Q(unknown=1), None),
        (Q(a=1, b=2), True),
        (Q(a=1, unknown=1), None),
        (Q(a=2, unknown=1), False),
        (Q(a=1) | Q(unknown=1), True),
        (Q(a=2) | Q(unknown=1), None),
        (Q(a=2) | Q(b=3), False),
        (Q(a__in=[1, 2]), True),
        (Q(a__in=[3]), False),
        (Q(unknown__in=[1]), None),
        (Q(a__isnull=True), False),
        (Q(unknown__isnull=True), True),
        (Q(a__lt=F("b")), True),
        (Q(a__gte=F("b")), False),
        (Q(a__lte=F("unknown")), None),
        (Q(b__gt=F("a")), True),
        (Q(), True),
    ],
)
def test_a_condition_holds_fails_or_is_unknown_as_in_sql(condition, answer):
    assert is_met(condition, {"a": 1, "b": 2, "unknown": None}) is answer


def test_a_row_is_told_the_sentence_of_every_rule_it_breaks():
    broken = {"operator": "=", "value": None, "grade": None, "grade_or_better": True}

    with pytest.raises(ValidationError) as caught:
        check_row(Target, broken)

    sentences = [constraint.violation_error_message for constraint in Target._meta.constraints]
    assert caught.value.messages == [str(sentences[0]), str(sentences[2])]


def test_a_rule_that_comes_out_as_unknown_refuses_nothing():
    half = {"operator": "between", "value": None, "value_to": Decimal(5)}

    with pytest.raises(ValidationError) as caught:
        check_row(Target, half)

    assert caught.value.messages == [str(Target._meta.constraints[0].violation_error_message)]


def test_what_stands_twice_among_siblings_is_named_each_time_after_the_first():
    rows = [{"unit": 1, "role": "member"}, {"unit": 2, "role": "member"}, *[{"unit": 1, "role": "member"}] * 2]

    assert [(index, str(sentence)) for index, sentence in duplicates(Membership, rows, within={"cluster_year"})] == [
        (2, sentence_of("membership_unit_once_a_year")),
        (3, sentence_of("membership_unit_once_a_year")),
    ]


def test_a_second_leader_among_siblings_is_named_unless_the_first_left():
    stayed, left, new = (
        {"unit": 1, "role": "leader", "left_on": None},
        {"unit": 1, "role": "leader", "left_on": "2021-06"},
        {"unit": 2, "role": "leader", "left_on": None},
    )

    assert [index for index, _ in duplicates(Membership, [stayed, new], within={"cluster_year"})] == [1]
    assert list(duplicates(Membership, [left, new], within={"cluster_year"})) == []


def test_rows_whose_unit_is_not_yet_known_are_no_duplicates():
    rows = [{"unit": None, "role": "member"}] * 2

    assert list(duplicates(Membership, rows, within={"cluster_year"})) == []


def test_a_rule_that_does_not_name_the_parent_is_no_question_for_its_rows():
    rows = [{"code": "05488", "ended_on": None, "end_reason": None}] * 2

    assert list(duplicates(Unit, rows, within={"place"})) == []


def sentence_of(name):
    return str(next(rule.violation_error_message for rule in Membership._meta.constraints if rule.name == name))
