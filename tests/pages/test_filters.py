"""The filters of the list of pacts: organiser, member unit, state, chips, and hints without results."""

import pytest
from django.urls import reverse

from clusters.models import ClusterKind
from pactsite.pages import pact_filters
from tests.factories import (
    ClusterFactory,
    ConferenceFactory,
    MembershipFactory,
    PactFactory,
    SuccessionFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
LIST, JSON = reverse("pages:pacts"), reverse("pages:pacts_json")


def pact_of(organiser=None, unit=None, year=2021, **traits):
    traits = traits or {"signed": True}
    cluster = ClusterFactory(organiser=organiser, kind=ClusterKind.CLUSTER)
    pact = PactFactory(cluster_year__cluster=cluster, cluster_year__year=year, **traits)
    if unit:
        MembershipFactory(cluster_year=pact.cluster_year, unit=unit)
    return pact


def listed(response):
    return [pact.pk for pact in response.context["pacts"]]


def chips(response):
    return [(chip.words, chip.address) for chip in response.context["filters"].chips]


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize(
    "params", [{}, {"to_chuc": "tinh-x"}, {"don_vi": "so-x"}, {"don_vi": "so-x", "to_chuc": "tinh-x", "nam": "2021"}]
)
def test_query_count_stays_within_the_budget(client, django_assert_max_num_queries, count, params):
    province, unit = UnitFactory(slug="tinh-x", kind="province"), UnitFactory(slug="so-x")
    pacts = [pact_of(province, unit, conference=ConferenceFactory(), signed=True) for _number in range(count)]

    with django_assert_max_num_queries(5):  # one more reads the ETag
        response = client.get(LIST, params)

    assert sorted(listed(response)) == sorted(pact.pk for pact in pacts)


def test_an_organiser_is_chosen_among_those_of_public_pacts(client):
    here, there = UnitFactory(name="Tỉnh A", slug="tinh-a"), UnitFactory(name="Tỉnh B", slug="tinh-b")
    pact = pact_of(here)
    pact_of(there)
    pact_of(UnitFactory(name="Tỉnh Bí mật"), draft={})

    response = client.get(LIST, {"to_chuc": "tinh-a"})

    assert listed(response) == [pact.pk]
    assert [unit.name for unit in response.context["filters"].organisers] == ["Tỉnh A", "Tỉnh B"]
    assert "Bí mật" not in text_of(response)


def test_many_organisers_are_asked_for_by_name(client, monkeypatch):
    monkeypatch.setattr(pact_filters, "MAX_ORGANISERS", 1)
    pact = pact_of(UnitFactory(name="Tỉnh Bắc Ninh", slug="tinh-bac-ninh"))
    pact_of(UnitFactory(name="Tỉnh Thái Nguyên"))

    typed = client.get(LIST, {"to_chuc": "bac ninh"})
    followed = client.get(typed.url)

    assert '<input id="to_chuc" name="to_chuc"' in text_of(client.get(LIST))
    assert listed(followed) == [pact.pk]
    assert '<input type="hidden" name="to_chuc" value="tinh-bac-ninh">' in text_of(followed)


def test_a_unit_finds_the_pacts_whose_roster_names_it(client):
    unit = UnitFactory(slug="so-x")
    pact = pact_of(unit=unit)
    pact_of(unit=UnitFactory())

    response = client.get(LIST, {"don_vi": "so-x"})

    assert listed(response) == [pact.pk]
    assert "Gồm các giao ước có tên đơn vị này trong danh sách thành viên." in text_of(response)


def test_the_predecessors_of_a_unit_count_where_that_is_asked(client):
    unit, before = UnitFactory(slug="phuong-x"), UnitFactory()
    SuccessionFactory(predecessor=before, successor=unit)
    old, new = pact_of(unit=before, year=2020), pact_of(unit=unit, year=2025)

    alone, both = client.get(LIST, {"don_vi": "phuong-x"}), client.get(LIST, {"don_vi": "phuong-x", "tien_than": "1"})

    assert (listed(alone), listed(both)) == ([new.pk], [new.pk, old.pk])
    assert alone.context["filters"].address_with_predecessors == "?don_vi=phuong-x&tien_than=1"
    assert both.context["filters"].address_without_predecessors == "?don_vi=phuong-x"
    assert '<input type="hidden" name="tien_than" value="1">' in text_of(both)


@pytest.mark.parametrize(
    ("state", "expected"),
    [("signed", {"signed", "reopened"}), ("reopened", {"reopened"}), ("closed", {"closed"})],
)
def test_states_are_those_the_public_is_told(client, state, expected):
    pacts = {
        trait: pact_of(**{trait: True}).pk for trait in ("signed", "reopened", "closed", "withdrawn", "circulated")
    }

    assert set(listed(client.get(LIST, {"trang_thai": state}))) == {pacts[trait] for trait in expected}


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"to_chuc": "khong-co"}, "Sổ không có đơn vị tổ chức nào tên “khong-co”."),
        ({"to_chuc": "so-x"}, "Sổ không có đơn vị tổ chức nào tên “so-x”."),
        ({"don_vi": "khong-co"}, "Sổ không có đơn vị nào tên “khong-co”."),
        ({"don_vi": "ban-moi"}, "Sổ không có đơn vị nào tên “ban-moi”."),
        ({"don_vi": "\0"}, "Sổ không có đơn vị nào tên “”."),
        ({"don_vi": "%_'"}, "Sổ không có đơn vị nào tên “%_&#x27;”."),
        ({"don_vi": "x" * 10_000}, "Sổ không có đơn vị nào tên “" + "x" * 200 + "”."),
        ({"trang_thai": "withdrawn"}, "Trạng thái cần xem không phải là trạng thái của giao ước đã công bố."),
        ({"trang_thai": "draft"}, "Trạng thái cần xem không phải là trạng thái của giao ước đã công bố."),
    ],
)
def test_a_wrong_value_says_so_and_shows_no_rows(client, params, sentence):
    pact_of(unit=UnitFactory(slug="so-x", name="Sở Y tế"))
    pact_of(unit=UnitFactory(slug="ban-moi", name="Ban mới lập", checked=False), draft={})

    response, record = client.get(LIST, params), client.get(JSON, params)

    assert (response.status_code, listed(response)) == (200, [])
    assert sentence in text_of(response)
    assert (record.status_code, record.json()["results"]) == (200, [])


def test_a_typed_name_leads_to_the_one_unit_it_means(client):
    UnitFactory(name="Sở Nội vụ", slug="so-noi-vu")
    UnitFactory(name="Chi cục thuộc Sở Nội vụ")

    assert client.get(LIST, {"don_vi": "so noi vu", "nam": "2021"}).url == "/giao-uoc/?nam=2021&don_vi=so-noi-vu"


def test_a_name_of_several_units_offers_them_with_their_places(client):
    for place in ("Tỉnh A", "Tỉnh B"):
        UnitFactory(name="Sở Nội vụ", slug=f"snv-{place[-1].lower()}", place=UnitFactory(name=place))

    response = client.get(LIST, {"don_vi": "so noi vu", "loai": "cum"})

    assert listed(response) == []
    assert [address for _unit, address in response.context["filters"].matches] == [
        "?loai=cum&don_vi=snv-a",
        "?loai=cum&don_vi=snv-b",
    ]
    assert "Tỉnh A" in text_of(response)


def test_chips_name_what_is_set_and_lead_to_the_list_without_it(client):
    unit = UnitFactory(name="Sở Nội vụ", slug="snv", place=UnitFactory(name="Thành phố Huế"))
    pact_of(unit=unit)

    response = client.get(LIST, {"don_vi": "snv", "tien_than": "1", "nam": "2021", "trang": "1"})

    assert chips(response) == [
        ("Năm 2021", "?don_vi=snv&tien_than=1"),
        ("Đơn vị và các đơn vị tiền thân: Sở Nội vụ, Thành phố Huế", "?nam=2021"),
    ]


def test_years_tell_how_many_pacts_fit_all_else(client):
    unit = UnitFactory(slug="so-x")
    pact_of(unit=unit, year=2020)
    pact_of(unit=unit, year=2021)
    pact_of(year=2021)

    response = client.get(LIST, {"don_vi": "so-x", "nam": "2021"})

    assert response.context["filters"].years == {2021: 1, 2020: 1}
    assert response.context["page"].paginator.count == 1


def test_where_nothing_fits_the_filters_to_loosen_are_named(client):
    unit = UnitFactory(slug="so-x", name="Sở Y tế")
    pact_of(unit=unit, year=2020)
    pact_of(unit=unit, year=2020)

    response = client.get(LIST, {"don_vi": "so-x", "nam": "2021", "loai": "cum"})

    relaxed = response.context["filters"].relaxed_chips()
    assert [(chip.words, chip.found, chip.address) for chip in relaxed] == [("Năm 2021", 2, "?loai=cum&don_vi=so-x")]
    assert "Không có giao ước nào phù hợp. Hãy bỏ bớt một điều kiện lọc:" in text_of(response)


def test_where_no_single_filter_hinders_nothing_is_promised(client):
    pact_of(year=2020)

    response = client.get(LIST, {"nam": "2021", "loai": "khoi"})

    assert response.context["filters"].relaxed_chips() == []
    assert "Không có giao ước nào phù hợp." in text_of(response)


def test_open_data_takes_the_same_filters(client):
    unit = UnitFactory(slug="so-x")
    pact = pact_of(UnitFactory(slug="tinh-x"), unit)
    pact_of(unit=unit)

    record = client.get(JSON, {"don_vi": "so-x", "to_chuc": "tinh-x", "trang_thai": "signed"}).json()

    assert [row["url"] for row in record["results"]] == [f"http://testserver{pact.get_absolute_url()}"]
