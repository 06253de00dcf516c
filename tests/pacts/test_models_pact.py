"""The pact: its heading, its states, and the rows of its life that are added and never changed."""

import hashlib

import pytest
from django.db.models import ProtectedError
from django.utils.translation import override

from pacts.models import PACT_ARROWS, Pact, PactStatus
from tests.factories import (
    ClusterYearFactory,
    MembershipFactory,
    PactFactory,
    PactMoveFactory,
    PactVersionFactory,
    UnitFactory,
)
from tests.rules import needed, sentences

pytestmark = pytest.mark.django_db

DRAFT, CIRCULATED, SIGNED, CLOSED, WITHDRAWN = PactStatus
STATES = ["circulated", "signed", "closed", "reopened", "withdrawn"]


# --- What it is called --------------------------------------------------------------------------


def test_a_pact_is_called_by_its_title():
    pact = PactFactory(title="Giao ước thi đua các xã năm 2024")

    assert str(pact) == "Giao ước thi đua các xã năm 2024"


@pytest.mark.parametrize(
    ("label", "heading"),
    [
        ("2021", "Emulation pact of Khối Tổng hợp, year 2021"),
        ("Năm học 2013-2014", "Emulation pact of Khối Tổng hợp, năm học 2013-2014"),
    ],
)
def test_a_pact_without_a_title_is_called_after_its_cluster_and_year(label, heading):
    pact = PactFactory(cluster_year__cluster__name="Khối Tổng hợp", cluster_year__label=label)

    with override("en"):
        assert pact.heading == heading


def test_only_the_year_of_a_cluster_must_be_known_of_a_pact():
    assert needed(Pact) == ["cluster_year"]


def test_the_counts_a_pact_states_stand_beside_its_rows_and_need_not_agree():
    pact = PactFactory(stated_commitments=6, stated_targets=9, open_ended=True)

    assert sentences(pact) == {}
    assert pact.commitments.count() == pact.targets.count() == 0


@pytest.mark.parametrize(
    "words", ["tổng hợp 2021", "hue tong hop", "THỪA THIÊN", "ky cuong trach nhiem", "doan ket hue", ""]
)
def test_a_pact_is_found_by_its_cluster_year_place_theme_and_slogan_in_one_search(words):
    province = UnitFactory(name="Thành phố Huế", short_name="Thừa Thiên Huế", kind="central_city")
    place = UnitFactory(name="Khu hành chính tập trung", place=province)
    pact = PactFactory(
        cluster_year__cluster__name="Khối Tổng hợp",
        cluster_year__cluster__place=place,
        theme="Kỷ cương, trách nhiệm",
        slogan="Đoàn kết, sáng tạo",
    )
    PactFactory(cluster_year__cluster__name="Cụm các xã", cluster_year__year=2020)

    assert pact in Pact.objects.matching(words)
    assert (Pact.objects.matching(words).count() == 1) is bool(words)


# --- Its states ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "status", "following"),
    [
        ({}, DRAFT, [CIRCULATED, SIGNED]),
        ({"circulated": True}, CIRCULATED, [DRAFT, SIGNED]),
        ({"signed": True}, SIGNED, [DRAFT, CLOSED, WITHDRAWN]),
        ({"closed": True}, CLOSED, [DRAFT, WITHDRAWN]),
        ({"reopened": True}, DRAFT, [CIRCULATED, SIGNED, WITHDRAWN]),
        ({"withdrawn": True}, WITHDRAWN, []),
    ],
)
def test_a_pact_knows_the_states_it_may_move_to(state, status, following):
    pact = PactFactory(**state)

    assert (pact.status, pact.next_statuses) == (status, following)


def test_every_state_has_its_arrows_and_every_arrow_leads_to_another_state():
    assert list(PACT_ARROWS) == list(PactStatus)
    assert [(state, to) for state, arrows in PACT_ARROWS.items() for to in arrows if to == state] == []


@pytest.mark.parametrize(
    ("state", "public"),
    [
        ({}, False),
        ({"circulated": True}, False),
        ({"signed": True}, True),
        ({"closed": True}, True),
        ({"reopened": True}, True),
        ({"withdrawn": True}, False),
    ],
)
def test_everybody_reads_what_was_sealed_once_and_not_withdrawn(state, public):
    pact = PactFactory(**state)

    assert pact.is_public is public
    assert Pact.objects.public().exists() is public


@pytest.mark.parametrize(
    ("state", "told"), [("signed", SIGNED), ("closed", CLOSED), ("reopened", SIGNED), ("withdrawn", WITHDRAWN)]
)
def test_the_public_is_told_that_a_pact_under_correction_is_signed(state, told):
    assert PactFactory(**{state: True}).public_status == told


def test_a_pact_under_correction_knows_since_when():
    pact = PactFactory(reopened=True)

    assert pact.reopened_at == pact.moves.get(before=SIGNED).at


@pytest.mark.parametrize("state", [{}, {"circulated": True}, {"signed": True}, {"closed": True}, {"withdrawn": True}])
def test_a_pact_that_is_not_under_correction_was_not_reopened(state):
    assert PactFactory(**state).reopened_at is None


def test_the_last_version_is_the_one_with_the_highest_number():
    pact = PactFactory(signed=True)
    second = PactVersionFactory(pact=pact)

    assert (pact.last_version, second.number) == (second, 2)
    assert str(second)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_pacts_takes_two_queries_whatever_their_number(count, django_assert_num_queries):
    for row in MembershipFactory.create_batch(count):
        PactFactory(cluster_year=row.cluster_year)

    with django_assert_num_queries(2):
        told = [(pact.heading, pact.cluster_year.roster, pact.conference) for pact in Pact.objects.for_list()]

    assert len(told) == count


# --- Rows that are added and never changed ------------------------------------------------------


@pytest.fixture(params=[PactMoveFactory, PactVersionFactory], ids=["move", "version"])
def kept(request):
    return request.param()


def test_a_kept_row_never_changes(kept):
    kept.reason = "Viết lại lịch sử."

    with pytest.raises(TypeError, match="never changes"):
        kept.save()
    with pytest.raises(TypeError, match="never changes"):
        kept.save(update_fields=["reason"])


def test_a_kept_row_read_back_never_changes_either(kept):
    again = type(kept).objects.get()

    with pytest.raises(TypeError, match="never changes"):
        again.save()


def test_a_kept_row_never_goes(kept):
    with pytest.raises(TypeError, match="never deleted"):
        kept.delete()
    with pytest.raises(TypeError, match="never deleted"):
        type(kept).objects.all().delete()

    assert type(kept).objects.count() == 1


def test_a_pact_with_a_move_or_a_version_never_goes(kept):
    with pytest.raises(ProtectedError):
        kept.pact.delete()


def test_moves_stand_in_the_order_they_were_made():
    pact = PactFactory()
    moves = [
        PactMoveFactory(pact=pact, before=before, after=after)
        for before, after in [(DRAFT, CIRCULATED), (CIRCULATED, DRAFT)]
    ]

    assert list(pact.moves.all()) == moves
    assert str(moves[0]) == f"{CIRCULATED.DRAFT.label} → {CIRCULATED.label}"


@pytest.mark.parametrize("state", STATES)
def test_the_rows_of_a_factory_s_state_tell_one_story(state):
    pact = PactFactory(**{state: True})

    moves = list(pact.moves.all())
    assert moves[0].before == DRAFT
    assert [one.after for one in moves[:-1]] == [other.before for other in moves[1:]]
    assert moves[-1].after == pact.status
    assert [hashlib.sha256(version.content.encode()).hexdigest() for version in pact.versions.all()] == [
        version.seal for version in pact.versions.all()
    ]


def test_a_year_has_one_pact_and_knows_it():
    year = ClusterYearFactory()
    pact = PactFactory(cluster_year=year)

    assert year.pact == pact
