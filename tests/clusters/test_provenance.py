"""Not stated, none, a value: one rule for every record."""

import pytest
from django.utils.translation import override

from pacts.models import Pact
from tests.factories import (
    AwardFactory,
    ClusterYearFactory,
    ConferenceFactory,
    MembershipFactory,
    PactFactory,
    SourceFactory,
    UnitFactory,
)
from tests.rules import record_models, sentences

pytestmark = pytest.mark.django_db


def cannot_be_none(part):
    return {"known_none": [f"“{part}” cannot be said to be none."]}


@pytest.mark.parametrize(
    ("part", "label", "value"),
    [
        ("theme", "theme", "Kỷ cương, trách nhiệm"),
        ("slogan", "slogan", "Đoàn kết, sáng tạo"),
        ("key_works_minimum", "least number of key works", 2),
        ("key_works_minimum", "least number of key works", 0),
    ],
)
def test_a_value_and_none_at_once_are_refused(part, label, value):
    pact = PactFactory()
    pact.known_none = [part]
    setattr(pact, part, value)

    assert sentences(pact) == {"known_none": [f"“{label}” has a value and is said to be none."]}


@pytest.mark.parametrize("part", Pact.MAY_BE_NONE)
def test_a_pact_may_say_of_each_of_its_parts_that_there_is_none(part):
    pact = PactFactory(known_none=[part])

    assert sentences(pact) == {}
    assert pact.is_none(part)


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_an_empty_part_said_to_be_none_is_none(empty):
    pact = PactFactory()
    pact.known_none, pact.theme = ["theme"], empty

    assert sentences(pact) == {}


@pytest.mark.parametrize("part", ["preamble", "status", "cluster_year", "không rõ"])
def test_only_the_parts_a_model_lists_may_be_said_to_be_none(part):
    pact = PactFactory()
    pact.known_none = [part]

    assert sentences(pact) == cannot_be_none(part)


@pytest.mark.parametrize("factory", [UnitFactory, SourceFactory, ConferenceFactory, MembershipFactory, AwardFactory])
def test_a_model_that_lists_no_parts_allows_none_for_none(factory):
    row = factory()
    row.known_none = ["note"]

    assert sentences(row) == cannot_be_none("note")


def test_what_was_concluded_has_its_reason_beside_the_part():
    conference = ConferenceFactory(held_on="2021-03-31", inferred={"held_on": "Năm theo ngày đăng bài."})

    assert sentences(conference) == {}


def test_a_reason_may_be_given_for_a_part_that_is_none():
    pact = PactFactory(known_none=["targets"], inferred={"targets": "Bài chỉ nêu nội dung chung."})

    assert sentences(pact) == {}


def test_a_reason_for_what_is_no_part_of_the_record_is_refused():
    conference = ConferenceFactory()
    conference.inferred = {"weather": "Trời mưa."}

    assert sentences(conference) == {"inferred": ["“weather” is no part of this record."]}


def test_a_record_may_carry_a_note():
    assert sentences(UnitFactory(note="Tên trong bài viết thiếu dấu.\nCần kiểm tra lại.")) == {}


def test_every_part_that_may_be_none_has_a_name_for_people():
    with override("vi"):
        labels = [str(label) for model in record_models() for label in getattr(model, "MAY_BE_NONE", {}).values()]

    assert len(labels) == 10
    assert all(labels)


def test_a_role_said_to_be_none_that_year_is_refused_beside_it():
    year = ClusterYearFactory(known_none=["deputy"])
    row = MembershipFactory.build(cluster_year=year, unit=UnitFactory(), deputy=True)

    assert sentences(row) == {"role": ["“deputy unit” is said to be none, and the roster names one."]}
