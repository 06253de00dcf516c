"""The timeline of a unit: years, names, successors and awards, page by page."""

import pytest
from django.urls import reverse

from pactsite.pages.timeline import MAX_AWARDS_SHOWN
from tests.factories import (
    AwardFactory,
    ClusterFactory,
    ClusterYearFactory,
    ConferenceFactory,
    DocumentFactory,
    MembershipFactory,
    PactFactory,
    SuccessionFactory,
    UnitFactory,
    UnitNameFactory,
)

pytestmark = pytest.mark.django_db


def opened(client, unit, **params):
    return client.get(unit.get_absolute_url(), params)


def text_of(response):
    return " ".join(response.content.decode().split())


def timeline(response):
    """Return the shown timeline: [(year, sorts of events, years in clusters, award lines)]."""
    return [
        (year.year, [event.sort for event in year.events], len(year.memberships), len(year.awards))
        for year in response.context["timeline"]
    ]


def in_years(unit, *years):
    for year in years:
        MembershipFactory(unit=unit, cluster_year=ClusterYearFactory(year=year))


def test_clusters_awards_and_turns_stand_in_their_years(client):
    unit = UnitFactory(founded_on="2019-05-01", ended_on="2025-07-01", end_reason="merged")
    UnitNameFactory(unit=unit, former=True, until="2022-12-31")
    SuccessionFactory(predecessor=unit, on="2025-07-01")
    SuccessionFactory(successor=unit)
    in_years(unit, 2020, 2023)
    AwardFactory(unit=unit, merit_year=2023)
    AwardFactory(of_unit=unit, recipient_name="Bà A", merit_year=2021)
    AwardFactory(unit=unit)

    assert timeline(opened(client, unit)) == [
        (2025, ["ended"], 0, 0),
        (2023, ["renamed"], 1, 1),
        (2021, [], 0, 1),
        (2020, [], 1, 0),
        (2019, ["founded"], 0, 0),
        (None, [], 0, 1),
    ]


def test_an_ended_unit_says_at_once_where_it_lives_on(client):
    law = DocumentFactory(number="1683/NQ-UBTVQH15")
    unit = UnitFactory(name="Xã Đồng Liên", ended_on="2025-07-01", end_reason="merged", end_basis=law)
    ward = UnitFactory(name="Phường Gia Sàng", place=UnitFactory(name="Tỉnh Thái Nguyên"))
    SuccessionFactory(predecessor=unit, successor=ward, extent="whole", on="2025-07-01", basis=law)

    text = text_of(opened(client, unit))

    head, _timeline = text.split('id="qua-cac-nam"')
    assert f'<a href="{ward.get_absolute_url()}" lang="vi">Phường Gia Sàng</a>' in head
    assert "Tỉnh Thái Nguyên" in head
    assert text.count("1683/NQ-UBTVQH15") == 1


def test_a_successor_that_ended_too_leads_on_to_today(client):
    unit, between, today = UnitFactory(ended_on="2020", end_reason="merged"), UnitFactory(), UnitFactory(name="Nay")
    between.ended_on, between.end_reason = "2025", "merged"
    between.save()
    SuccessionFactory(predecessor=unit, successor=between)
    SuccessionFactory(predecessor=between, successor=today)

    continuation = opened(client, unit).context["continuation"]

    assert [(row.successor, heirs) for row, heirs in continuation.successors] == [(between, [today])]


def test_a_unit_abolished_without_successor_says_so(client):
    law = DocumentFactory(number="203/2025/QH15")
    unit = UnitFactory(ended_on="2025-07-01", end_reason="abolished", end_basis=law)

    text = text_of(opened(client, unit))

    assert "Sổ chưa ghi đơn vị kế thừa." in text
    assert "203/2025/QH15" in text


def test_a_standing_unit_of_a_merged_province_shows_the_province_of_today(client):
    old = UnitFactory(name="Tỉnh Hà Giang", kind="province", ended_on="2025", end_reason="merged")
    SuccessionFactory(predecessor=old, successor__name="Tỉnh Tuyên Quang")

    text = text_of(opened(client, UnitFactory(name="Tỉnh đoàn", place=old)))

    assert "Địa bàn này nay là:" in text
    assert "Tỉnh Tuyên Quang" in text


def test_units_of_the_same_name_are_told_apart_by_their_places(client):
    unit = UnitFactory(name="Sở Nội vụ", place=UnitFactory(name="Thành phố Huế"))
    UnitFactory(name="Sở Nội vụ", place=UnitFactory(name="Tỉnh Thái Nguyên"))
    UnitFactory(name="Sở Nội vụ", place=UnitFactory(name="Tỉnh Bí mật"), checked=False)
    UnitFactory(name="Sở Nội vụ và Lao động")

    response = opened(client, unit)

    assert [str(other.place) for other in response.context["same"]] == ["Tỉnh Thái Nguyên"]
    assert "Sở Nội vụ, Tỉnh Thái Nguyên</a>" in text_of(response)
    assert "<title>Sở Nội vụ, Thành phố Huế · Sổ giao ước</title>" in text_of(response)


def test_each_name_has_its_days_and_its_basis(client):
    unit = UnitFactory(name="Thành phố Huế", founded_on="1989-07-01")
    law = DocumentFactory(number="175/2024/QH15")
    UnitNameFactory(unit=unit, sort="former", name="Tỉnh Thừa Thiên Huế", until="2024-12-31", basis=law)
    UnitNameFactory(unit=unit, name="TP. Huế")

    text = text_of(opened(client, unit))

    assert "từ 01/07/1989 đến hết 31/12/2024" in text
    assert "từ 01/01/2025" in text
    assert "175/2024/QH15" in text
    assert "TP. Huế" in text


def test_names_stand_in_the_order_in_which_they_held(client):
    unit = UnitFactory(name="Ba")
    UnitNameFactory(unit=unit, sort="former", name="Hai", until="2024")
    UnitNameFactory(unit=unit, sort="former", name="Một", until="2024-06-30")

    assert [name for name, *_days in opened(client, unit).context["states"]] == ["Ba", "Hai", "Một"]


@pytest.mark.parametrize(("until", "years"), [("2024", [2024]), ("2024-06", [2024]), ("9999-12-31", [9999])])
def test_a_renaming_known_only_in_part_stands_in_its_year(client, until, years):
    unit = UnitFactory()
    UnitNameFactory(unit=unit, sort="former", until=until)

    assert [year for year, *_rest in timeline(opened(client, unit))] == years


def test_only_some_award_lines_of_a_year_are_shown_and_the_rest_named(client):
    unit = UnitFactory(slug="so-x")
    for number in range(MAX_AWARDS_SHOWN + 3):
        AwardFactory(of_unit=unit, recipient_name=f"Ông {number}", merit_year=2020)
    own = AwardFactory(unit=unit, merit_year=2020)
    AwardFactory(unit=unit, merit_year=2019)
    AwardFactory(unit=unit, merit_year=2019, state="proposed")

    response = opened(client, unit)

    assert [(year.year, year.lines, year.has_more) for year in response.context["timeline"]] == [
        (2020, MAX_AWARDS_SHOWN + 4, True),
        (2019, 1, False),
    ]
    assert response.context["timeline"][0].awards[0] == own
    assert f"{reverse('honour:roll')}?don_vi=so-x&amp;nam=2020" in text_of(response)


def test_many_years_are_turned_page_by_page_and_nothing_is_told_twice_or_lost(client):
    unit = UnitFactory(founded_on="1990")
    in_years(unit, *range(2000, 2025))
    for year in (2026, 2010, 2004, 1995, None):
        AwardFactory(unit=unit, merit_year=year)
    UnitNameFactory(unit=unit, sort="former", until="2004")

    first, second = opened(client, unit), opened(client, unit, trang="2")

    years = [year for response in (first, second) for year, *_rest in timeline(response)]
    assert years == [2026, *range(2024, 1999, -1), 1995, 1990, None]
    assert sum(row[3] for response in (first, second) for row in timeline(response)) == 5
    assert opened(client, unit, trang="3").status_code == 404


def test_a_gap_between_two_pages_is_told_on_the_first_of_them_that_reaches_it(client):
    unit = UnitFactory()
    in_years(unit, *range(2005, 2025), 1990)
    AwardFactory(unit=unit, merit_year=2000)

    assert [year for year, *_rest in timeline(opened(client, unit))] == list(range(2024, 2004, -1))
    assert [year for year, *_rest in timeline(opened(client, unit, trang="2"))] == [2000, 1990]


def test_a_wrong_page_says_so_and_tells_nothing(client):
    unit = UnitFactory(founded_on="1990")

    response = opened(client, unit, trang="x")

    assert (response.status_code, response.context["timeline"]) == (200, [])
    assert "Số trang không hợp lệ." in text_of(response)


@pytest.mark.parametrize("traits", [{}, {"circulated": True}, {"withdrawn": True}])
def test_a_draft_is_no_year_of_a_unit_and_no_reason_to_lead_to_pacts(client, traits):
    unit = UnitFactory(slug="so-x")
    pact = PactFactory(cluster_year__year=2033, cluster_year__cluster=ClusterFactory(organiser=unit), **traits)
    MembershipFactory(unit=unit, cluster_year=pact.cluster_year)

    response = opened(client, unit)

    assert timeline(response) == []
    assert "2033" not in text_of(response)
    assert reverse("pages:pacts") + "?" not in text_of(response).split("<main")[1]


@pytest.mark.parametrize("traits", [{}, {"circulated": True}, {"withdrawn": True}])
def test_an_award_does_not_tell_the_day_of_a_conference_whose_pacts_are_not_public(client, traits):
    unit, conferences = UnitFactory(), [ConferenceFactory(held_on=day) for day in ("2033-03-31", "2033-04-30")]
    PactFactory(conference=conferences[0], **traits)
    PactFactory(conference=conferences[1], **traits)
    PactFactory(conference=conferences[1], signed=True)
    for conference in conferences:
        AwardFactory(unit=unit, presented_at=conference)

    text = text_of(opened(client, unit))

    assert ("31/03/2033" in text, "30/04/2033" in text) == (False, True)


def test_the_page_leads_on_to_the_pacts_and_awards_of_the_unit(client):
    unit = UnitFactory(slug="phuong-x")
    SuccessionFactory(successor=unit)
    pact = PactFactory(signed=True, cluster_year__cluster__organiser=unit)
    MembershipFactory(unit=unit, cluster_year=pact.cluster_year)

    text = text_of(opened(client, unit))

    for address in ("don_vi=phuong-x", "don_vi=phuong-x&amp;tien_than=1", "to_chuc=phuong-x"):
        assert f'href="/giao-uoc/?{address}"' in text
    assert 'href="/khen-thuong/?don_vi=phuong-x"' in text


@pytest.mark.parametrize("count", [1, 4])
def test_the_query_count_of_an_ended_unit_does_not_grow(client, django_assert_max_num_queries, count):
    unit = UnitFactory(ended_on="2020", end_reason="divided", place=UnitFactory(kind="province"))
    for _number in range(count):
        heir = SuccessionFactory(predecessor=unit, successor__ended_on="2025", successor__end_reason="merged")
        SuccessionFactory(predecessor=heir.successor)
        SuccessionFactory(successor=unit, basis=DocumentFactory())
        UnitFactory(name=unit.name, place=UnitFactory())
        pact = PactFactory(signed=True, cluster_year__cluster__place=UnitFactory())
        MembershipFactory(unit=unit, cluster_year=pact.cluster_year)
        AwardFactory(of_unit=unit, recipient_name="Bà A", merit_year=2020)

    with django_assert_max_num_queries(9):  # one more reads the ETag
        assert opened(client, unit).status_code == 200
