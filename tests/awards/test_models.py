"""Awards as they are told: with and without names, types, clusters; refused, revoked, never deleted."""

import pytest
from django.db.models import ProtectedError

from awards.models import Award, AwardType
from tests.factories import (
    AwardFactory,
    AwardTypeFactory,
    ClusterYearFactory,
    ConferenceFactory,
    DocumentFactory,
    MovementFactory,
    SourceFactory,
    UnitFactory,
)
from tests.rules import needed, sentences

pytestmark = pytest.mark.django_db

FLAG = "Cờ thi đua của UBND tỉnh"

# --- Lines of every form met --------------------------------------------------------------------


def test_a_line_may_count_many_recipients_and_name_none():
    award = AwardFactory(as_written="Bằng khen", granted_count=441, recipient_kind="individual")

    assert sentences(award) == {}
    assert award.quantity == 441


def test_a_line_may_tell_more_proposed_than_granted():
    award = AwardFactory(as_written=FLAG, proposed_count=12, granted_count=10, recipient_kind="collective")

    assert sentences(award) == {}
    assert (award.proposed_count, award.quantity) == (12, 10)


def test_a_line_may_tell_how_many_were_proposed_and_not_yet_how_many_granted():
    award = AwardFactory(proposed_count=12, state="proposed")

    assert sentences(award) == {}
    assert award.quantity is None


@pytest.mark.parametrize("recipient", [{"unit": UnitFactory}, {"recipient_name": "Nguyễn Văn A"}])
def test_a_line_with_a_recipient_counts_one(recipient):
    award = AwardFactory(**{name: value() if callable(value) else value for name, value in recipient.items()})

    assert award.quantity == 1


def test_a_named_recipient_who_was_refused_counts_none():
    award = AwardFactory(recipient_name="Nguyễn Văn A", proposed_count=1, granted_count=0, state="refused")

    assert sentences(award) == {}
    assert award.quantity == 0


def test_the_people_of_a_unit_may_be_counted_without_names():
    award = AwardFactory(of_unit=UnitFactory(), granted_count=5, recipient_kind="individual")

    assert sentences(award) == {}
    assert award.quantity == 5


def test_year_of_merit_decision_and_presentation_are_three_things():
    award = AwardFactory(
        merit_year=2020,
        merit_as_written="năm 2020",
        decision=DocumentFactory(kind="decision", issued_on="2021-03-10"),
        presented_at=ConferenceFactory(held_on="2021-03-31"),
        cluster_year=ClusterYearFactory(year=2021),
    )

    assert sentences(award) == {}


def test_the_authority_as_written_stands_beside_the_legal_one():
    award = AwardFactory(authority="Chủ tịch UBND tỉnh", authority_as_written="UBND tỉnh")

    assert sentences(award) == {}


def test_a_council_s_list_needs_no_cluster():
    award = AwardFactory(
        type=AwardTypeFactory(),
        as_written=None,
        cluster_year=None,
        organiser=UnitFactory(name="Hội đồng TĐKT tỉnh", kind="council"),
        movement=MovementFactory(),
        proposed_count=54,
        granted_count=41,
        presented_on="2025-01",
        source=SourceFactory(),
    )

    assert sentences(award) == {}


@pytest.mark.parametrize(
    ("values", "called"),
    [
        ({"as_written": FLAG, "type__name": "Cờ thi đua cấp bộ, ban, ngành, tỉnh"}, FLAG),
        ({"as_written": None, "type__name": "Bằng khen cấp tỉnh"}, "Bằng khen cấp tỉnh"),
    ],
)
def test_an_award_is_called_as_the_source_writes_it_or_by_its_type(values, called):
    name = values.pop("type__name")

    assert str(AwardFactory(type=AwardTypeFactory(name=name), **values)) == called


def test_an_award_is_found_by_its_words_and_its_recipient():
    award = AwardFactory(as_written=FLAG, recipient_name="Phòng Nội vụ huyện Đại Từ")

    assert list(Award.objects.matching("dai tu co thi dua")) == [award]


# --- What became of it --------------------------------------------------------------------------


def test_a_revoked_award_stays_with_the_reason_and_the_decision_that_revoked_it():
    award = AwardFactory(granted_count=1, recipient_name="Nguyễn Văn A")

    award.state, award.state_reason, award.revoked_by = "revoked", "Khai man thành tích.", DocumentFactory()
    award.save()

    assert sentences(award) == {}
    assert list(award.revoked_by.revoked_awards.all()) == [award]
    assert list(Award.objects.public()) == [award]


@pytest.mark.parametrize(
    ("state", "public"),
    [("proposed", False), ("granted", True), ("refused", False), ("withdrawn", False), ("revoked", True)],
)
def test_everybody_reads_what_was_granted_and_what_was_revoked_since(state, public):
    AwardFactory(state=state, state_reason="Nêu trong biên bản.")

    assert Award.objects.public().exists() is public


def test_an_award_is_never_deleted():
    award = AwardFactory()

    with pytest.raises(TypeError, match="never deleted"):
        award.delete()
    with pytest.raises(TypeError, match="never deleted"):
        Award.objects.all().delete()

    assert list(Award.objects.all()) == [award]


@pytest.mark.parametrize("name", ["unit", "of_unit", "organiser"])
def test_a_unit_with_an_award_is_never_deleted(name):
    unit = UnitFactory()
    AwardFactory(**{name: unit})

    with pytest.raises(ProtectedError):
        unit.delete()


def test_an_award_stays_with_the_unit_that_earned_it_when_that_is_merged():
    old, new = UnitFactory(ended_on="2025-07-01", end_reason="merged"), UnitFactory()
    award = AwardFactory(unit=old)
    old.onward.create(successor=new)

    assert list(old.awards.all()) == [award]
    assert list(new.awards.all()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_roll_of_awards_takes_one_query(count, django_assert_num_queries):
    for _ in range(count):
        AwardFactory(
            type=AwardTypeFactory(),
            unit=UnitFactory(),
            decision=DocumentFactory(),
            presented_at=ConferenceFactory(),
            source=SourceFactory(),
        )

    with django_assert_num_queries(1):
        told = [
            (
                str(award),
                str(award.unit),
                str(award.decision),
                str(award.presented_at),
                str(award.source),
                award.type.rank,
            )
            for award in Award.objects.with_names()
        ]

    assert len(told) == count


# --- Types --------------------------------------------------------------------------------------


@pytest.fixture
def flags():
    """One code through two laws."""
    old = AwardTypeFactory(code="co", name="Cờ thi đua cấp tỉnh (2003)", valid_from="2004-07-01", valid_to="2023-12-31")
    new = AwardTypeFactory(code="co", name="Cờ thi đua cấp tỉnh (2022)", valid_from="2024-01-01")
    return old, new


@pytest.mark.parametrize(
    ("day", "found"),
    [("2004-06-30", None), ("2004-07-01", 0), ("2023-12-31", 0), ("2024-01-01", 1), ("2030-01-01", 1)],
)
def test_of_one_code_the_type_of_the_day_is_found(flags, day, found):
    assert list(AwardType.objects.valid_on(day)) == ([] if found is None else [flags[found]])


@pytest.mark.parametrize(
    ("period", "valid"),
    [
        ({}, True),
        ({"valid_from": "2021"}, True),
        ({"valid_to": "2021"}, True),
        ({"valid_to": "2021-06"}, True),
        ({"valid_to": "2021-05"}, False),
        ({"valid_to": "2020"}, False),
        ({"valid_from": "2022"}, False),
        ({"valid_from": "2021-06", "valid_to": "2021-06"}, True),
    ],
)
def test_a_period_known_in_part_holds_from_its_first_to_its_last_day(period, valid):
    AwardTypeFactory(**period)

    assert AwardType.objects.valid_on("2021-06-15").exists() is valid


def test_a_type_tells_for_whom_it_is():
    kind = AwardTypeFactory(recipient_kinds=["collective", "household"], rank=1)

    assert sentences(kind) == {}
    assert str(kind) == kind.name


def test_only_code_name_and_category_of_a_type_must_be_known():
    assert needed(AwardType) == ["code", "name", "category"]


def test_nothing_of_an_award_but_what_it_is_must_be_known():
    assert needed(Award) == []
