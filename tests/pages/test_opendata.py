"""The pacts as open data: the published shape, filters and pages, public content only."""

import pytest
from django.urls import reverse

from awards.models import Award
from pacts.models import Signatory
from pacts.services.lifecycle import reopen_pact
from tests.factories import (
    AwardFactory,
    AwardTypeFactory,
    ClusterYearFactory,
    PactFactory,
    SuccessionFactory,
    UnitFactory,
)
from tests.pacts.documents import full_document, signed

pytestmark = pytest.mark.django_db

SHAPE = """
url version seal status title year label cluster theme slogan preamble closing key_works_minimum open_ended
signed_on signed_on_as_written part_of_day venue host conference stated_unit_count stated_units_as_written
counts_leaders stated_commitments stated_targets units commitments targets signatories participants movements
documents awards sources known_none inferred
""".split()
PARTS = {
    "cluster": "name kind slug organiser level province province_today spellings",
    "theme": "text owner by",
    "host": "name slug",
    "conference": "purpose proceedings also_reviewed",
    "units": "name slug role role_basis basis as_written head head_title joined_on left_on",
    "commitments": "position text heading standing by",
    "targets": "position text commitment part_of measure population scope operator value value_to unit change "
    "baseline_year grade grade_or_better",
    "signatories": "unit name title state signed_on",
    "participants": "name titles roles inferred_roles unit as_written headcount",
    "movements": "name level launched_by launched_on ends_on as_written",
    "documents": "kind number date issuer subject state as_written",
    "awards": "type category quantity proposed_quantity recipient recipient_kind merit_year authority "
    "authority_as_written decision presented_on state relation as_written",
    "sources": "title outlet authors credit published_as_written published_on address errata",
}
LISTS = "units commitments targets signatories participants movements documents awards sources known_none".split()


def get(client, pact):
    year = pact.cluster_year
    return client.get(reverse("pages:pact_json", args=[year.cluster.slug, year.slug])).json()


def test_a_record_has_exactly_the_promised_fields(client):
    pact = signed(**full_document())
    AwardFactory(presented_at=pact.conference)

    record = get(client, pact)

    assert sorted(record) == sorted(SHAPE)
    for name, fields in PARTS.items():
        part = record[name][0] if isinstance(record[name], list) else record[name]
        assert sorted(part) == sorted(fields.split()), name


def test_an_empty_record_has_lists_that_are_lists_and_unknowns_that_are_null(client):
    record = get(client, signed())

    assert {name: record[name] for name in LISTS} == {name: [] for name in LISTS}
    unknown = ["title", "theme", "signed_on", "host", "conference", "stated_unit_count", "open_ended", "counts_leaders"]
    assert [record[name] for name in unknown] == [None] * len(unknown)


def test_references_between_rows_are_positions(client):
    record = get(client, signed(**full_document()))

    assert [(row["position"], row["commitment"], row["part_of"]) for row in record["targets"]] == [
        (1, 1, None),
        (2, None, 1),
    ]
    assert [row["by"] for row in record["commitments"]] == [None, "Phạm Quang Anh"]


def test_the_province_is_told_as_it_was_and_as_it_is(client):
    old = UnitFactory(name="Tỉnh Hà Giang", kind="province", ended_on="2025", end_reason="merged")
    SuccessionFactory(predecessor=old, successor=UnitFactory(name="Tỉnh Tuyên Quang", kind="province"))
    district = UnitFactory(kind="district", place=old)
    pact = signed(conference={"held_on": "2021-03-05"})
    pact.cluster_year.cluster.place = district
    pact.cluster_year.cluster.save()

    cluster = get(client, pact)["cluster"]

    assert (cluster["province"], cluster["province_today"]) == ("Tỉnh Hà Giang", "Tỉnh Tuyên Quang")


def test_awards_are_told_apart_by_presented_and_earned_and_proposals_stay_inside(client):
    pact = signed(**full_document())
    AwardFactory(type=AwardTypeFactory(name="Cờ", authority="UBND tỉnh"), presented_at=pact.conference, granted_count=3)
    AwardFactory(cluster_year=pact.cluster_year, unit=UnitFactory(name="Sở Y tế"), as_written="Bằng khen")
    AwardFactory(cluster_year=pact.cluster_year, state=Award.State.PROPOSED)

    rows = [
        (a["relation"], a["type"], a["quantity"], a["recipient"], a["authority"]) for a in get(client, pact)["awards"]
    ]

    assert rows == [("presented", "Cờ", 3, None, "UBND tỉnh"), ("earned", None, 1, "Sở Y tế", None)]


def test_what_was_concluded_is_told_with_its_place_and_reason(client):
    document = full_document()
    document["conference"]["inferred"] = {"held_on": "Theo ngày đăng"}
    document["units"][1] |= {"basis": "inferred", "inferred": {"unit": "Theo danh mục"}}

    assert get(client, signed(**document))["inferred"] == {"held_on": "Theo ngày đăng", "units.2.unit": "Theo danh mục"}


def test_what_was_concluded_of_a_shared_record_or_an_award_is_told_too(client):
    pact = signed(**full_document())
    AwardFactory(presented_at=pact.conference, authority="Chủ tịch UBND tỉnh", inferred={"authority": "Theo luật"})
    document, movement = pact.documents.first().document, pact.movements.first().movement
    signatory = Signatory.objects.filter(membership__cluster_year=pact.cluster_year).first()
    for row, part in [(document, "subject"), (movement, "level"), (signatory, "state")]:
        row.inferred = {part: "Theo bài viết"}
        row.save()

    assert get(client, pact)["inferred"] == {
        "awards.1.authority": "Theo luật",
        "documents.1.subject": "Theo bài viết",
        "movements.1.level": "Theo bài viết",
        "signatories.1.state": "Theo bài viết",
    }


@pytest.mark.parametrize("traits", [{}, {"circulated": True}, {"withdrawn": True}])
def test_no_draft_and_no_withdrawn_pact_is_told(client, traits):
    year = PactFactory(**traits).cluster_year

    assert client.get(reverse("pages:pact_json", args=[year.cluster.slug, year.slug])).status_code == 404
    assert client.get(reverse("pages:pacts_json")).json() == {"count": 0, "next": None, "results": []}


def test_a_pact_under_correction_is_told_as_it_was_sealed(client):
    pact = reopen_pact(pact=signed(pact={"theme": "cũ"}), by=None, reason="x")
    pact.draft["pact"]["theme"] = "mới"
    pact.save()

    record = get(client, pact)

    assert (record["theme"]["text"], record["status"], record["version"]) == ("cũ", "signed", 1)


def test_the_list_takes_the_filters_of_the_page(client):
    for year in (2020, 2021):
        PactFactory(signed=True, cluster_year__year=year)

    data = client.get(reverse("pages:pacts_json"), {"nam": "2020"}).json()

    assert [row["year"] for row in data["results"]] == [2020]


def test_a_filter_nobody_can_read_gives_no_results(client):
    PactFactory(signed=True)

    assert client.get(reverse("pages:pacts_json"), {"nam": "x"}).json()["results"] == []


def test_pages_follow_each_other_until_the_last(client):
    for _n in range(21):
        PactFactory(signed=True, cluster_year=ClusterYearFactory())

    first = client.get(reverse("pages:pacts_json"), {"loai": "cum"}).json()
    second = client.get(first["next"]).json()

    assert (len(first["results"]), len(second["results"]), second["next"]) == (20, 1, None)
    assert "loai=cum" in first["next"]
    assert client.get(reverse("pages:pacts_json"), {"trang": "3"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(client, django_assert_max_num_queries, count):
    for number in range(count):
        document = (
            full_document() if number == 0 else {"units": [{"unit": "huyen-dai-tu"}], "commitments": [{"text": "x"}]}
        )
        signed(**document)

    with django_assert_max_num_queries(14):
        assert len(client.get(reverse("pages:pacts_json")).json()["results"]) == count
