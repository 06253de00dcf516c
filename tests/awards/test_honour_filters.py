"""The filters of the roll: what they find, what stands beside their values, what they say of a wrong value."""

import pytest

from tests.awards.honour import FLAG, PRAISE, ROLL, flag, listed, offered, praise, to_unit
from tests.factories import (
    AwardFactory,
    AwardTypeFactory,
    ClusterFactory,
    ConferenceFactory,
    DocumentFactory,
    PactFactory,
    UnitFactory,
    UnitNameFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_drawn_anew")]
FACETS = ["nam", "loai", "nhom", "doi_tuong", "tham_quyen", "to_chuc"]


def some_awards():
    organiser = UnitFactory(name="UBND tỉnh", slug="ubnd-tinh")
    return [
        flag(merit_year=2020, granted_count=3, recipient_kind="collective", authority="UBND tỉnh"),
        flag(merit_year=2021, **to_unit(), organiser=organiser),
        praise(merit_year=2021, recipient_name="Trần Văn A", recipient_kind="individual", organiser=organiser),
        praise(merit_year=None, recipient_kind="collective", authority_as_written="UBND tỉnh"),
        AwardFactory(merit_year=2021, granted_count=2, recipient_kind="household"),
        flag(merit_year=2020, granted_count=9, state="revoked", state_reason="Sai."),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("nam=2021", [1, 2, 4]),
        ("nam=khong-ro", [3]),
        (f"loai={FLAG}", [0, 1, 5]),
        ("loai=khong-ro", [4]),
        ("nhom=hinh-thuc", [2, 3]),
        ("nhom=danh-hieu&nam=2020", [0, 5]),
        ("doi_tuong=ca-nhan", [2]),
        ("doi_tuong=khong-ro", [5]),
        ("tham_quyen=UBND tỉnh", [0, 3]),
        ("tham_quyen=khong-ro", [1, 2, 4, 5]),
        ("to_chuc=ubnd-tinh", [1, 2]),
        ("to_chuc=ubnd-tinh&doi_tuong=tap-the", [1]),
        ("nam=1990", []),
        ("tham_quyen=UBND xã", []),
    ],
)
def test_filter_finds(client, asked, found):
    awards = some_awards()

    response = client.get(f"{ROLL}?{asked}")

    assert set(listed(response)) == {awards[number].pk for number in found}
    assert response.context["filters"].problems == []


@pytest.mark.parametrize("name", FACETS)
@pytest.mark.parametrize("asked", ["", "nam=2021", "nhom=danh-hieu", f"loai={PRAISE}&nam=khong-ro", "q=bang khen"])
def test_what_stands_beside_the_values_adds_up(client, name, asked):
    """Without its own filter the values of each divide what is shown; choosing one shows what stood beside it."""
    some_awards()

    response = client.get(f"{ROLL}?{asked}")
    choice = response.context["choices"][name]
    without = "&".join(part for part in asked.split("&") if not part.startswith(f"{name}="))
    whole = client.get(f"{ROLL}?{without}").context["filters"].total

    assert sum(option.tally.awards for option in choice.options) == whole.awards
    assert sum(option.tally.lines for option in choice.options) == whole.lines
    for option in choice.options:
        shown = client.get(ROLL, dict(part.split("=") for part in without.split("&") if part) | {name: option.value})
        assert (shown.context["filters"].total, len(listed(shown))) == (option.tally, option.tally.lines)


def test_beside_a_value_a_line_of_unknown_number_is_said_and_not_counted(client):
    some_awards()

    response = client.get(ROLL)

    assert offered(response, "nam") == {"2021": "4", "2020": "3", "khong-ro": "?"}
    assert offered(response, "loai") == {FLAG: "4", PRAISE: "1 + ?", "khong-ro": "2"}


def test_one_code_through_all_its_periods_is_one_value_with_its_newest_name(client):
    old = AwardTypeFactory(code=FLAG, name="Cờ thi đua cấp tỉnh", valid_to="2023-12-31")
    new = AwardTypeFactory(code=FLAG, name="Cờ thi đua của tỉnh", valid_from="2024-01-01")
    awards = [AwardFactory(type=row, **to_unit()) for row in (old, new)]

    response = client.get(ROLL, {"loai": FLAG})

    assert set(listed(response)) == {award.pk for award in awards}
    (option,) = response.context["choices"]["loai"].options
    assert (option.label, str(option.tally)) == ("Cờ thi đua của tỉnh", "2")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("nam=hai nghìn", "Năm thành tích cần xem không hợp lệ."),
        ("nam=0000", "Năm thành tích cần xem không hợp lệ."),
        ("loai=khong-co", "Không có loại khen thưởng này."),
        ("nhom=title", "Không có nhóm khen thưởng này."),
        ("doi_tuong=x", "Không có loại đối tượng này."),
        ("tham_quyen=" + "x" * 201, "Không có cơ quan khen thưởng này."),
        ("to_chuc=khong-co", "Không có cơ quan tổ chức này."),
        ("don_vi=khong-co", "Không có đơn vị, địa bàn nào tên “khong-co” trong phần khen thưởng."),
        ("dia_ban=Khong Co", "Không có đơn vị, địa bàn nào tên “Khong Co” trong phần khen thưởng."),
        ("trang=x", "Số trang không hợp lệ."),
    ],
)
def test_a_wrong_value_is_told_and_shows_no_line(client, asked, sentence):
    some_awards()

    response = client.get(f"{ROLL}?{asked}")

    assert (response.status_code, listed(response)) == (200, [])
    assert response.context["filters"].problems == [sentence]
    assert sentence in response.content.decode()
    assert offered(response, "nhom")["danh-hieu"]  # the form still offers the way out


# --- Units and places -------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["so-noi-vu", "Sở Nội vụ", "noi vu"])
def test_unit_itself_its_people_and_parts(client, asked):
    unit = UnitFactory(name="Sở Nội vụ", slug="so-noi-vu")
    awards = [flag(unit=unit), praise(of_unit=unit, recipient_name="Trần Văn A"), praise(of_unit=unit)]
    flag(**to_unit("Sở Tài chính"))

    response = client.get(ROLL, {"don_vi": asked})

    assert set(listed(response)) == {award.pk for award in awards}


def test_unit_a_name_of_several_offers_each_by_its_address(client):
    for slug in ("so-noi-vu-hue", "so-noi-vu-bac-ninh"):
        flag(**to_unit("Sở Nội vụ", slug=slug), merit_year=2020)

    response = client.get(ROLL, {"don_vi": "Sở Nội vụ", "nam": "2020", "trang": "1"})

    assert listed(response) == []
    for slug in ("so-noi-vu-hue", "so-noi-vu-bac-ninh"):
        assert f'href="?don_vi={slug}&amp;nam=2020"' in response.content.decode()


def test_unit_of_a_draft_is_not_known(client):
    UnitFactory(name="Đơn vị mới", slug="don-vi-moi", checked=False)

    response = client.get(ROLL, {"don_vi": "don-vi-moi"})

    assert "Đơn vị mới" not in response.content.decode()
    assert len(response.context["filters"].problems) == 1


def test_place_with_all_that_lies_under_it(client):
    province = UnitFactory(name="Tỉnh Thái Nguyên", slug="tinh-thai-nguyen", kind="province")
    district = UnitFactory(name="Huyện Đại Từ", place=province, kind="district")
    commune = UnitFactory(name="Xã Bình Thuận", place=district, kind="commune")
    here = [flag(unit=unit) for unit in (province, district, commune, UnitFactory(place=commune))]
    here += [praise(of_unit=commune, recipient_name="Trần Văn A")]
    flag(**to_unit("Xã Tân Tiến", place=UnitFactory(kind="province")))

    assert set(listed(client.get(ROLL, {"dia_ban": "tinh-thai-nguyen"}))) == {award.pk for award in here}
    assert len(listed(client.get(ROLL, {"dia_ban": "Đại Từ"}))) == 4


def test_place_in_which_the_unit_lay_in_the_year_of_merit(client):
    district = UnitFactory(name="Huyện Phú Bình", slug="huyen-phu-binh", kind="district")
    commune = UnitFactory(place=UnitFactory(kind="provincial_city"))
    UnitFactory(place=district)
    UnitNameFactory(unit=commune, former=True, until="2017-12-31", place=district)
    then, _later = flag(unit=commune, merit_year=2016), flag(unit=commune, merit_year=2020)

    assert listed(client.get(ROLL, {"dia_ban": "huyen-phu-binh"})) == [then.pk]


def test_place_and_organiser_of_an_award_to_nobody_named_are_those_of_its_conference(client):
    province, organiser = UnitFactory(slug="tinh-x", kind="province"), UnitFactory(slug="hoi-dong")
    UnitFactory(place=province)
    cluster = ClusterFactory(place=province, organiser=organiser)
    pact = PactFactory(signed=True, conference=ConferenceFactory(), cluster_year__cluster=cluster)
    draft = PactFactory(conference=ConferenceFactory(), cluster_year__cluster__place=province)
    award = flag(presented_at=pact.conference, granted_count=3)
    flag(presented_at=draft.conference, granted_count=5)

    assert listed(client.get(ROLL, {"dia_ban": "tinh-x"})) == [award.pk]
    assert listed(client.get(ROLL, {"to_chuc": "hoi-dong"})) == [award.pk]


# --- Words ------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["dai tu", "ĐẠI TỪ", "co tu", "311 dai", "huyen cu", "thi dua"])
def test_words_find_the_award_its_recipient_under_any_name_and_its_decision(client, words):
    unit = UnitFactory(name="Xã Đại Từ")
    UnitNameFactory(unit=unit, former=True, name="Huyện cũ Đại Từ")
    award = flag(unit=unit, decision=DocumentFactory(number="311/QĐ-UBND"))
    praise(**to_unit("Sở Tài chính"))

    assert listed(client.get(ROLL, {"q": words})) == [award.pk]


def test_chips_take_one_filter_away_and_keep_the_others(client):
    some_awards()

    response = client.get(ROLL, {"nam": "2021", "nhom": "danh-hieu", "q": "cờ", "trang": "1"})

    assert [(chip.words, chip.address) for chip in response.context["chips"]] == [
        ("“cờ”", "?nam=2021&nhom=danh-hieu"),
        ("2021", "?q=c%E1%BB%9D&nhom=danh-hieu"),
        ("Danh hiệu thi đua", "?q=c%E1%BB%9D&nam=2021"),
    ]
