"""Each rule of conferences, pacts and their rows: what it says, that the database keeps it, what stays allowed."""

from decimal import Decimal

import pytest

from tests.factories import (
    ChainEntryFactory,
    ClusterYearFactory,
    CommitmentFactory,
    ConferenceFactory,
    DocumentFactory,
    MembershipFactory,
    MovementFactory,
    PactDocumentFactory,
    PactFactory,
    PactMovementFactory,
    PactVersionFactory,
    ParticipationFactory,
    SignatoryFactory,
    TargetFactory,
    UserFactory,
)
from tests.pacts import test_constraints_unit_parts
from tests.rules import Once, Rule, changed, names_of_constraints, near_misses, refusal, sentences

pytestmark = pytest.mark.django_db

NAME_OR_WORDING = "Give a name, or the words of the source for a group or an unnamed person."
OWNER_NEEDS_THEME = "Whose theme it is and who launched it can be given only with a theme."
OPERATOR_WITH_VALUE = "A comparison needs a value, and a value a comparison."
TWO_RISING_ENDS = "A range has two ends, the second larger; every other comparison has one."
OR_BETTER = "“Or better” needs the grade it starts from."


def somebody_present(row):
    """Return a person at the conference of the row's pact."""
    row.pact.conference = ConferenceFactory()
    row.pact.save()
    return ParticipationFactory(conference=row.pact.conference)


RULES = [
    Rule(
        "participation_name_or_wording",
        ParticipationFactory,
        broken={"name": None},
        sentence=NAME_OR_WORDING,
        allowed=[{"name": None, "as_written": ["đại diện các phòng, ban"]}, {"as_written": ["đ/c Nguyễn Đức Lực"]}],
    ),
    Rule(
        "pact_theme_owner_needs_theme",
        PactFactory,
        broken={"theme_owner": "cluster"},
        sentence=OWNER_NEEDS_THEME,
        allowed=[
            {"theme": "Kỷ cương, trách nhiệm", "theme_owner": "superior", "theme_by": ["UBND tỉnh"]},
            {"theme": "Kỷ cương, trách nhiệm"},
        ],
    ),
    Rule(
        "commitment_only_direction_has_giver",
        CommitmentFactory,
        broken={"by": somebody_present},
        sentence="Only a direction is given by somebody; a commitment is agreed by all.",
        allowed=[{"standing": "direction", "by": somebody_present}, {"standing": "direction"}],
    ),
    Rule(
        "target_operator_with_value",
        TargetFactory,
        broken={"operator": ">="},
        sentence=OPERATOR_WITH_VALUE,
        allowed=[{"operator": ">=", "value": Decimal(2)}, {"operator": "=", "value": Decimal(0)}],
    ),
    Rule(
        "target_between_two_rising_ends",
        TargetFactory,
        broken={"operator": "between", "value": Decimal(5), "value_to": Decimal(3)},
        sentence=TWO_RISING_ENDS,
        allowed=[
            {"operator": "between", "value": Decimal(3), "value_to": Decimal(5)},
            {"operator": "between", "value": Decimal(-1), "value_to": Decimal(0)},
            {"operator": "<", "value": Decimal(3)},
        ],
    ),
    Rule(
        "target_or_better_needs_grade",
        TargetFactory,
        broken={"grade_or_better": True},
        sentence=OR_BETTER,
        allowed=[
            {"grade": "hoàn thành tốt nhiệm vụ", "grade_or_better": True},
            {"grade": "hoàn thành tốt nhiệm vụ", "grade_or_better": False},
            {"grade": "hoàn thành tốt nhiệm vụ"},
        ],
    ),
    Rule(
        "target_not_part_of_itself",
        TargetFactory,
        broken={"part_of": lambda row: row},
        sentence="A target cannot be a part of itself.",
        allowed=[{"part_of": lambda row: TargetFactory(pact=row.pact)}],
    ),
    Rule(
        "movement_not_same_as_itself",
        MovementFactory,
        broken={"same_as": lambda row: row},
        sentence="A record cannot be marked as the same as itself.",
        allowed=[{"same_as": MovementFactory}],
    ),
]
OTHER_WAYS_TO_BREAK = [
    (TargetFactory, {"value": Decimal(2)}, OPERATOR_WITH_VALUE),
    (TargetFactory, {"operator": "between", "value": Decimal(5)}, TWO_RISING_ENDS),
    (TargetFactory, {"operator": "between", "value": Decimal(5), "value_to": Decimal(5)}, TWO_RISING_ENDS),
    (TargetFactory, {"operator": "=", "value": Decimal(5), "value_to": Decimal(6)}, TWO_RISING_ENDS),
    (TargetFactory, {"value_to": Decimal(6)}, TWO_RISING_ENDS),
    (TargetFactory, {"grade_or_better": False}, OR_BETTER),
    (PactFactory, {"theme_by": ["UBND tỉnh Bắc Ninh"]}, OWNER_NEEDS_THEME),
    (ParticipationFactory, {"name": "  ", "as_written": []}, NAME_OR_WORDING),
]

ONCE = [
    Once(
        "pact_cluster_year",
        PactFactory,
        same={"cluster_year": ClusterYearFactory},
        sentence="Pact with this Year of a cluster already exists.",
        allowed=[{"cluster_year": ClusterYearFactory}],
        beside="cluster_year",
    ),
    Once(
        "signatory_membership",
        SignatoryFactory,
        same={"membership": MembershipFactory},
        sentence="Signatory with this Membership already exists.",
        allowed=[{"membership": MembershipFactory}],
        beside="membership",
    ),
    Once(
        "pactmovement_once",
        PactMovementFactory,
        same={"pact": PactFactory, "movement": MovementFactory},
        sentence="This movement is already named.",
        allowed=[{"pact": PactFactory}, {"movement": MovementFactory}],
    ),
    Once(
        "pactdocument_once",
        PactDocumentFactory,
        same={"pact": PactFactory, "document": DocumentFactory},
        sentence="This document is already named.",
        allowed=[{"pact": PactFactory}, {"document": DocumentFactory}],
    ),
]


@pytest.mark.parametrize(("factory", "values", "sentence"), OTHER_WAYS_TO_BREAK)
def test_every_way_to_break_a_rule_is_told_and_refused(factory, values, sentence):
    row = changed(factory(), values)

    assert sentences(row) == {"__all__": [sentence]}
    assert "check constraint" in refusal(row).lower()


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


def test_a_second_version_with_the_number_of_the_first_is_told_so():
    first = PactVersionFactory()
    second = PactVersionFactory.build(pact=first.pact, number=first.number, sealed_by=UserFactory())

    assert sentences(second) == {"__all__": ["This pact already has a version with this number."]}


def test_the_database_refuses_a_second_version_with_the_number_of_the_first():
    first = PactVersionFactory()
    second = PactVersionFactory.build(pact=first.pact, number=first.number)

    assert "unique" in refusal(second).lower()


def test_versions_of_one_pact_with_two_numbers_and_of_two_pacts_with_one_number_are_allowed():
    first = PactVersionFactory(number=1)

    PactVersionFactory(pact=first.pact, number=2)
    PactVersionFactory(number=1)


# Entries of the chain are added and never changed: each rule with a second entry that breaks it.
CHAIN_RULES = {
    "chainentry_number_once": (
        lambda first: {"number": first.number},
        "This chain already has an entry with this number.",
    ),
    "chainentry_version_once": (
        lambda first: {"pact": first.pact, "kind": "sealed", "version": 1, "seal": "0" * 64},
        "This version already has an entry.",
    ),
    "chainentry_version_and_seal_where_sealed": (
        lambda first: {"kind": "sealed"},
        "A version and a seal belong to the sealing of a pact, and to nothing else.",
    ),
}


@pytest.mark.parametrize("name", CHAIN_RULES)
def test_an_entry_of_the_chain_that_breaks_a_rule_is_told_and_refused(name):
    values, sentence = CHAIN_RULES[name]
    first = ChainEntryFactory(number=1, kind="sealed", version=1, seal="0" * 64)
    row = ChainEntryFactory.build(**{"number": 2, "pact": first.pact, **values(first)})

    assert sentences(row) == {"__all__": [sentence]}
    assert refusal(row)


def test_an_entry_of_another_chain_may_have_the_same_number():
    entries = [ChainEntryFactory(number=1, chain=chain) for chain in ("register", "demo")]

    assert [entry.number for entry in entries] == [1, 1]


def test_every_constraint_of_the_room_is_in_these_tables():
    others = [*test_constraints_unit_parts.RULES, *test_constraints_unit_parts.ONCE]
    listed = {rule.name for rule in [*RULES, *ONCE, *others]} | {"pactversion_number_once"} | CHAIN_RULES.keys()

    assert names_of_constraints("pacts") - listed == set()
