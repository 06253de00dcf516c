"""What a pact holds: promises and directions, targets of every form met, signatories, movements, papers."""

from decimal import Decimal

import pytest

from pacts.models import Commitment, PactDocument
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    MembershipFactory,
    MovementFactory,
    PactDocumentFactory,
    PactFactory,
    PactMovementFactory,
    ParticipationFactory,
    SignatoryFactory,
    TargetFactory,
)
from tests.rules import needed, sentences

pytestmark = pytest.mark.django_db

FLAG = "Cờ thi đua của UBND tỉnh"

# --- Commitments --------------------------------------------------------------------------------


def test_a_direction_given_at_the_conference_stands_apart_from_what_was_agreed():
    giver = ParticipationFactory()
    pact = PactFactory(conference=giver.conference)
    agreed = CommitmentFactory(pact=pact)
    direction = CommitmentFactory(pact=pact, standing="direction", by=giver)

    assert sentences(agreed) == sentences(direction) == {}
    assert list(pact.commitments.filter(standing="agreed")) == [agreed]
    assert list(direction.by.directions.all()) == [direction]


def test_commitments_stand_in_their_place_and_those_in_one_place_as_entered():
    pact = PactFactory()
    rows = [CommitmentFactory(pact=pact, position=position) for position in (3, 1, 1, 2)]

    assert list(pact.commitments.all()) == [rows[1], rows[2], rows[3], rows[0]]


def test_a_commitment_is_called_by_its_words():
    assert str(CommitmentFactory(text="thực hiện tốt công tác khen thưởng;")) == "thực hiện tốt công tác khen thưởng;"


# --- Targets ------------------------------------------------------------------------------------

TARGETS_MET = {
    "only words": {"text": "Hoàn thành tốt nhiệm vụ được giao"},
    "a share of the units": {"operator": "=", "value": 100, "unit": "%", "population": "cơ quan, đơn vị"},
    "a grade or better": {
        "operator": "=",
        "value": 100,
        "unit": "%",
        "grade": "hoàn thành tốt nhiệm vụ",
        "grade_or_better": True,
    },
    "zero": {"text": "không có tổ chức, đơn vị yếu kém", "operator": "=", "value": 0, "scope": "cluster"},
    "at least so many": {"measure": FLAG, "operator": ">=", "value": 2, "unit": "đơn vị"},
    "more than": {"operator": ">", "value": Decimal("98.5"), "unit": "%"},
    "less than": {"operator": "<", "value": Decimal("0.000001")},
    "at most": {"operator": "<=", "value": 3, "scope": "each_unit"},
    "a range against an earlier year": {
        "text": "thu ngân sách tăng từ 10 - 12% so với năm 2020",
        "operator": "between",
        "value": 10,
        "value_to": 12,
        "unit": "%",
        "change": "up",
        "baseline_year": 2020,
    },
    "a fall against an earlier year": {
        "operator": ">=",
        "value": 2,
        "unit": "%",
        "change": "down",
        "baseline_year": 2019,
    },
    "a large sum": {"operator": ">=", "value": Decimal("12345678901234.5"), "unit": "đồng"},
}


@pytest.mark.parametrize("values", TARGETS_MET.values(), ids=TARGETS_MET)
def test_a_target_of_every_form_met_can_be_recorded(values):
    target = TargetFactory(**values)

    target.refresh_from_db()

    assert sentences(target) == {}
    assert {name: getattr(target, name) for name in values} == values


def test_a_sub_target_is_part_of_its_target():
    pact = PactFactory()
    whole = TargetFactory(pact=pact, text="100% chi bộ hoàn thành tốt nhiệm vụ", operator="=", value=100, unit="%")
    part = TargetFactory(
        pact=pact, text="trong đó 20% hoàn thành xuất sắc", part_of=whole, operator="=", value=20, unit="%"
    )

    assert sentences(part) == {}
    assert list(whole.parts.all()) == [part]


def test_a_target_may_belong_to_a_commitment():
    commitment = CommitmentFactory()
    target = TargetFactory(pact=commitment.pact, commitment=commitment)

    assert sentences(target) == {}
    assert list(target.commitment.targets.all()) == [target]


@pytest.mark.parametrize("value", ["rất nhiều", Decimal("1e20"), Decimal("0.0000001")])
def test_a_figure_no_column_can_hold_is_told_beside_its_field(value):
    target = TargetFactory.build(pact=PactFactory(), operator="=", value=value)

    assert list(sentences(target)) == ["value"]


def test_a_target_without_words_is_asked_for_them():
    target = TargetFactory.build(pact=PactFactory(), text=" ")

    assert list(sentences(target)) == ["text"]


# --- Signatories --------------------------------------------------------------------------------


def test_a_unit_may_have_signed_by_a_signer_nobody_names():
    signatory = SignatoryFactory(state="signed")

    assert sentences(signatory) == {}
    assert signatory.name is None
    assert str(signatory)


@pytest.mark.parametrize(
    "values",
    [
        {"state": "proxy", "name": "Nguyễn Văn A", "title": "Phó Giám đốc"},
        {"state": "absent"},
        {"state": "pending"},
        {"state": "signed", "signed_on": "2021-04-02", "scan": DocumentFactory},
        {"name": "Nguyễn Văn A"},
        {},
    ],
)
def test_a_signatory_in_every_state_can_be_recorded(values):
    signatory = SignatoryFactory(**{name: value() if callable(value) else value for name, value in values.items()})

    assert sentences(signatory) == {}


def test_a_membership_knows_its_signatory():
    membership = MembershipFactory()

    assert SignatoryFactory(membership=membership) == membership.signatory


# --- Movements and papers -----------------------------------------------------------------------


def test_a_movement_keeps_its_right_name_and_the_pact_the_spellings_used_there():
    row = PactMovementFactory(
        movement=MovementFactory(name="Bắc Ninh chung sức xây dựng nông thôn mới", launched_by=["UBND tỉnh"]),
        as_written=["“Bắc Ninh chung sức xây dựng nông thôn mới”", "Chung sức xây dựng nông thôn mới"],
    )

    assert sentences(row) == sentences(row.movement) == {}
    assert str(row) == "Bắc Ninh chung sức xây dựng nông thôn mới"


def test_one_movement_may_be_named_in_many_pacts():
    movement = MovementFactory()
    rows = PactMovementFactory.create_batch(2, movement=movement)

    assert list(movement.pacts.order_by("pk")) == rows


@pytest.mark.parametrize("state", [*PactDocument.State, None])
def test_a_paper_may_be_ground_cited_presented_adopted_or_the_signed_original(state):
    row = PactDocumentFactory(state=state, as_written="dự thảo quy chế hoạt động")

    assert sentences(row) == {}


def test_a_paper_without_a_number_is_called_by_its_subject():
    row = PactDocumentFactory(document=DocumentFactory(number=None, subject="Bảng tiêu chí chấm điểm"))

    assert sentences(row.document) == {}
    assert str(row) == row.document.wording
    assert row.document.wording.endswith("Bảng tiêu chí chấm điểm")


def test_movements_and_papers_stand_in_their_place():
    pact = PactFactory()
    papers = [PactDocumentFactory(pact=pact, position=position) for position in (2, 1)]
    movements = [PactMovementFactory(pact=pact, position=position) for position in (2, 1)]

    assert list(pact.documents.all()) == papers[::-1]
    assert list(pact.movements.all()) == movements[::-1]


def test_only_the_words_of_a_commitment_must_be_known():
    assert needed(Commitment) == ["pact", "text"]


def test_rows_of_another_pact_and_people_of_another_conference_are_refused():
    target = TargetFactory.build(pact=PactFactory(), commitment=CommitmentFactory(), part_of=TargetFactory())
    direction = CommitmentFactory.build(pact=PactFactory(), standing="direction", by=ParticipationFactory())

    assert sentences(target) == {name: ["This belongs to another pact."] for name in ("commitment", "part_of")}
    assert sentences(direction) == {"by": ["This person was at another conference."]}
