"""A new year's document that begins from last year's."""

import pytest

from pacts.document import PactForms, document_of
from pacts.document.carry_over import ended_units, start_from
from tests.factories import SuccessionFactory, UnitFactory
from tests.pacts.documents import full_document, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def last_year():
    document = full_document()
    document["units"][1]["role"] = "deputy"
    document["signatories"] = [{"member": "dai-tu", "name": "Phạm Quang Anh", "title": "Chủ tịch", "state": "signed"}]
    return document_of(signed(**document))


def test_it_is_a_document_like_any_other(last_year):
    forms = PactForms.of(start_from(last_year))

    assert forms.is_valid(), list(forms.problems())


def test_the_deputy_is_proposed_as_leader_and_nobody_as_deputy(last_year):
    assert [(row["unit"], row["role"]) for row in start_from(last_year)["units"]] == [
        ("huyen-dai-tu", "member"),
        ("huyen-dinh-hoa", "leader"),
    ]


def test_commitments_and_targets_come_along_and_directions_do_not(last_year):
    new = start_from(last_year)

    assert [row["text"] for row in new["commitments"]] == ["Hoàn thành nhiệm vụ; giữ kỷ cương…"]
    assert [row["text"] for row in new["targets"]] == ["100% hoàn thành", "trong đó 20% xuất sắc"]
    assert new["targets"][0]["commitment"] == new["commitments"][0]["key"]


def test_signatories_are_known_by_name_and_have_not_signed(last_year):
    rows = start_from(last_year)["signatories"]

    assert [(row["name"], row["title"], row["state"]) for row in rows] == [("Phạm Quang Anh", "Chủ tịch", None)]


def test_theme_conference_people_movements_papers_and_sources_are_this_years_own(last_year):
    new = start_from(last_year)

    assert new["pact"]["theme"] is None
    assert set(new["conference"].values()) == {None}
    assert [new[name] for name in ("participants", "movements", "documents", "sources")] == [[]] * 4


def test_a_unit_that_left_stays_behind_with_its_signatory(last_year):
    last_year["units"][0]["left_on"] = "2021-07-01"

    new = start_from(last_year)

    assert [row["unit"] for row in new["units"]] == ["huyen-dinh-hoa"]
    assert new["signatories"] == []


def test_the_given_document_is_left_as_it_is(last_year):
    before = str(last_year)

    start_from(last_year)

    assert str(last_year) == before


def test_units_that_have_ended_are_told_with_those_that_stand_in_their_place():
    old, alone = (
        UnitFactory(slug=slug, ended_on="2025-07-01", end_reason="merged") for slug in ("xa-dong-lien", "huyen-dai-tu")
    )
    ward = SuccessionFactory(predecessor=old).successor
    standing = UnitFactory(slug="so-noi-vu")
    document = {"units": [{"unit": unit.slug} for unit in (standing, alone, old)]}

    assert ended_units(document, "2026-01-01") == [(alone, []), (old, [ward])]
    assert ended_units(document, "2025-06-30") == []
