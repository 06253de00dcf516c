"""What is missing before a signing, and what only looks odd."""

import pytest
from django.utils import translation

from pacts.document import document_of
from pacts.document.readiness import remarks_on
from tests.factories import ClusterYearFactory, MembershipFactory, PactFactory, UnitFactory
from tests.pacts.documents import full_document, written

pytestmark = pytest.mark.django_db


def sentences(pact, document):
    with translation.override("en"):
        return [remark.sentence for remark in remarks_on(pact, document)]


@pytest.fixture
def complete():
    """A pact of 2021 whose document lacks nothing."""
    document = full_document()
    document["year"]["stated_units"] = 2
    document["units"][1]["role"] = "deputy"
    document["signatories"] = [{"member": key, "state": "signed"} for key in ("dai-tu", "dinh-hoa")]
    return written(**document)


def changed(pact, section, **values):
    document = document_of(pact)
    return document | {section: document[section] | values}


def test_a_complete_document_needs_nothing(complete):
    assert sentences(complete, document_of(complete)) == []


def test_an_empty_one_is_told_what_a_pact_usually_says():
    assert sentences(PactFactory(), {}) == [
        "The day of signing is not known yet.",
        "The place of signing is not known yet.",
        "No member unit is entered.",
        "No commitment is entered.",
    ]


def test_what_is_known_to_be_none_is_not_missing():
    document = {
        "conference": {"held_on": "2021-03-31", "venue": "Hội trường"},
        "units": [{"unit": UnitFactory().slug}],
        "year": {"known_none": ["leader", "deputy"]},
        "pact": {"known_none": ["commitments"]},
    }

    assert sentences(PactFactory(), document) == ["1 unit has no signatory."]


def test_a_fault_must_be_mended_and_is_told_alone():
    remarks = remarks_on(PactFactory(), {"commitments": [{"text": ""}]})

    assert [remark.must for remark in remarks] == [True]


def test_numbers_that_differ_from_the_lists_are_told(complete):
    document = changed(complete, "year", stated_units=11)
    document["pact"] |= {"stated_commitments": 6, "stated_targets": 3}

    assert sentences(complete, document) == [
        "11 units are stated, 2 are listed.",
        "6 commitments are stated, 1 are listed.",
        "3 targets are stated, 2 are listed.",
    ]


@pytest.mark.parametrize(
    ("day", "odd"),
    [("2021-03-31", False), ("2020-11-26", False), ("2021", False), ("2020-09-30", True), ("2022-01-05", True)],
)
def test_a_day_outside_the_year_is_told(complete, day, odd):
    found = sentences(complete, changed(complete, "conference", held_on=day))

    assert bool(found) == odd


def test_a_unit_that_had_ended_by_that_day_is_told_with_its_row(complete):
    unit = complete.cluster_year.memberships.first().unit
    unit.ended_on, unit.end_reason = "2021-01-01", "abolished"
    unit.save()

    (remark,) = remarks_on(complete, document_of(complete))

    assert (remark.section, remark.field, remark.must) == ("units", "role", False)
    assert remark.key == document_of(complete)["units"][0]["key"]


def test_a_unit_in_two_clusters_of_one_organiser_is_told_and_of_two_is_not(complete):
    cluster, unit = complete.cluster_year.cluster, complete.cluster_year.memberships.first().unit
    cluster.organiser = UnitFactory()
    cluster.save()
    complete.cluster_year.cluster = cluster
    MembershipFactory(unit=unit, cluster_year__year=2021)
    assert sentences(complete, document_of(complete)) == []

    other = ClusterYearFactory(cluster__name="Cụm thi đua số 2", cluster__organiser=cluster.organiser, year=2021)
    MembershipFactory(unit=unit, cluster_year=other)

    assert sentences(complete, document_of(complete)) == [
        "Huyện Đại Từ is also in Cụm thi đua số 2 that year, under the same organiser."
    ]


def test_the_check_asks_the_same_number_of_queries_however_long_the_document(django_assert_num_queries):
    pact = PactFactory(cluster_year__cluster__organiser=UnitFactory())
    units = [UnitFactory(slug=f"xa-{number}") for number in range(30)]
    document = {
        "units": [{"key": unit.slug, "unit": unit.slug} for unit in units],
        "commitments": [{"text": f"Nội dung {number}"} for number in range(40)],
    }

    with django_assert_num_queries(2):
        remarks_on(pact, document)
