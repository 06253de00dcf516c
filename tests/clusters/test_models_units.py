"""Units through time: renamed, merged, divided, abolished; what stood where on a day."""

import pytest

from clusters.models import Succession, Unit, UnitName
from tests.factories import DocumentFactory, SuccessionFactory, UnitFactory, UnitNameFactory
from tests.rules import needed, sentences

pytestmark = pytest.mark.django_db

TODAY = None


def unit(name, **values):
    return UnitFactory(name=name, **values)


# --- A unit renamed -----------------------------------------------------------------------------


@pytest.fixture
def hue():
    """Thừa Thiên Huế was a province until the end of 2024; since then it is a centrally-run city."""
    city = unit("Thành phố Huế", kind="central_city", code="46")
    UnitNameFactory(
        unit=city, sort="former", name="Tỉnh Thừa Thiên Huế", until="2024-12-31", kind="province", code="46"
    )
    return city


@pytest.mark.parametrize(
    ("day", "name", "kind"),
    [
        ("2021-01-22", "Tỉnh Thừa Thiên Huế", "province"),
        ("2021", "Tỉnh Thừa Thiên Huế", "province"),
        ("2024-12-31", "Tỉnh Thừa Thiên Huế", "province"),
        ("2025-01-01", "Thành phố Huế", "central_city"),
        ("2026", "Thành phố Huế", "central_city"),
        (TODAY, "Thành phố Huế", "central_city"),
    ],
)
def test_a_renamed_unit_is_called_on_a_day_what_it_was_called_then(hue, day, name, kind):
    assert hue.name_on(day) == name
    assert hue.state_on(day).kind == kind


def test_of_several_former_states_the_first_to_end_after_the_day_held(hue):
    UnitNameFactory(unit=hue, sort="former", name="Tỉnh Bình Trị Thiên", until="1989-06-30")

    assert [hue.name_on(day) for day in ("1985", "1989-06-30", "1989-07-01", "2025")] == [
        "Tỉnh Bình Trị Thiên",
        "Tỉnh Bình Trị Thiên",
        "Tỉnh Thừa Thiên Huế",
        "Thành phố Huế",
    ]


def test_a_state_known_to_have_held_until_a_year_held_to_its_last_day():
    office = unit("Văn phòng mới")
    UnitNameFactory(unit=office, sort="former", name="Văn phòng giữa năm", until="2021-06-30")
    UnitNameFactory(unit=office, sort="former", name="Văn phòng cuối năm", until="2021")

    assert [office.name_on(day) for day in ("2021-03-01", "2021-08-01", "2021-12-31", "2022-01-01")] == [
        "Văn phòng giữa năm",
        "Văn phòng cuối năm",
        "Văn phòng cuối năm",
        "Văn phòng mới",
    ]


def test_a_variant_of_the_name_is_no_state_of_any_day(hue):
    UnitNameFactory(unit=hue, sort="variant", name="TP Huế")

    assert [hue.name_on(day) for day in ("2021", "2025", TODAY)] == [
        "Tỉnh Thừa Thiên Huế",
        "Thành phố Huế",
        "Thành phố Huế",
    ]


def test_the_former_state_of_a_unit_tells_where_it_lay_and_what_it_was_subject_to_then():
    district, province = unit("Thành phố Thái Nguyên"), unit("Tỉnh Thái Nguyên", kind="province")
    commune = unit("Xã Tân Cương", kind="commune", place=province, parent=province)
    UnitNameFactory(
        unit=commune, sort="former", name="Xã Tân Cương", until="2025-06-30", place=district, parent=district
    )

    then, now = commune.state_on("2024-03-20"), commune.state_on("2025-07-01")

    assert (then.place, then.parent) == (district, district)
    assert (now.place, now.parent) == (province, province)


def test_states_are_read_from_names_fetched_before(hue, django_assert_num_queries):
    UnitNameFactory(unit=UnitFactory(), former=True)
    units = list(Unit.objects.prefetch_related("names"))

    with django_assert_num_queries(0):
        assert len({each.name_on("2021") for each in units}) == 2


@pytest.mark.parametrize("words", ["thua thien hue", "thanh pho hue", "tp hue", "HUẾ"])
def test_a_unit_is_found_by_its_present_former_and_variant_names(hue, words):
    UnitNameFactory(unit=hue, sort="variant", name="TP Huế")
    unit("Thừa Đức")

    assert list(Unit.objects.matching(words)) == [hue]


def test_words_of_two_different_names_find_no_unit(hue):
    assert list(Unit.objects.matching("thua thanh pho")) == []


def test_the_names_of_a_unit_stand_in_the_order_of_their_days_variants_last(hue):
    UnitNameFactory(unit=hue, sort="variant", name="TP Huế")
    UnitNameFactory(unit=hue, sort="former", name="Tỉnh Bình Trị Thiên", until="1989-06-30")

    assert [str(name) for name in hue.names.all()] == ["Tỉnh Bình Trị Thiên", "Tỉnh Thừa Thiên Huế", "TP Huế"]


# --- A unit ended -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ended_on", "day", "no_longer_stood"),
    [
        ("2025-07-01", "2025-06-30", False),
        ("2025-07-01", "2025-07-01", True),
        ("2025-07-01", "2026", True),
        ("2025-07", "2025-07-15", False),
        ("2025-07", "2025-08-01", True),
        ("2025", "2025-12-30", False),
        ("2025", "2026-01-01", True),
        (None, "2026-01-01", False),
        ("2025", TODAY, False),
    ],
)
def test_a_unit_no_longer_stood_from_the_day_of_its_end(ended_on, day, no_longer_stood):
    district = UnitFactory.build(ended_on=ended_on, end_reason=ended_on and "abolished")

    assert district.ended_by(day) is no_longer_stood


@pytest.mark.parametrize("end", [{"ended_on": "2025-07-01", "end_reason": "abolished"}, {"end_reason": "merged"}])
def test_a_unit_that_ended_is_no_longer_among_those_standing(end):
    standing, ended = UnitFactory(), UnitFactory(**end)

    assert list(Unit.objects.standing()) == [standing]
    assert (standing.has_ended, ended.has_ended) == (False, True)


def test_a_unit_merged_with_parts_of_others_is_one_of_several_predecessors():
    dong_lien, huong_son, gia_sang = (unit(name) for name in ("Xã Đồng Liên", "Phường Hương Sơn", "Phường Gia Sàng cũ"))
    ward, basis = unit("Phường Gia Sàng"), DocumentFactory(number="1683/NQ-UBTVQH15")
    for predecessor, extent in ((dong_lien, "whole"), (huong_son, "whole"), (gia_sang, "part")):
        SuccessionFactory(predecessor=predecessor, successor=ward, extent=extent, on="2025-07-01", basis=basis)

    origins = ward.origins.order_by("predecessor__sort_key")

    assert [(step.predecessor.name, step.extent) for step in origins] == [
        ("Phường Gia Sàng cũ", "part"),
        ("Phường Hương Sơn", "whole"),
        ("Xã Đồng Liên", "whole"),
    ]


def test_a_unit_divided_among_others_has_several_successors():
    divided = unit("Phường Cam Giá", ended_on="2025-07-01", end_reason="divided")
    heirs = [SuccessionFactory(predecessor=divided, extent="part").successor for _ in range(2)]

    assert [step.successor for step in divided.onward.order_by("pk")] == heirs


def test_a_unit_abolished_without_successor_ends_there():
    district = unit("Huyện Đại Từ", kind="district", ended_on="2025-07-01", end_reason="abolished")
    commune = unit("Xã Đại Từ", kind="commune")

    assert sentences(district) == {}
    assert not district.onward.exists()
    assert list(Unit.objects.matching("dai tu").standing()) == [commune]


def test_a_new_unit_takes_over_the_code_of_one_that_ended():
    phuc_xuan = unit("Xã Phúc Xuân", code="05488", ended_on="2025-07-01", end_reason="merged")
    dai_phuc = unit("Xã Đại Phúc", code="05488")

    assert sentences(phuc_xuan) == sentences(dai_phuc) == {}
    assert Unit.objects.standing().get(code="05488") == dai_phuc


def test_a_unit_that_ended_is_not_brought_back_while_another_has_its_code():
    ended = unit("Xã Phúc Xuân", code="05488", ended_on="2025-07-01", end_reason="merged")
    unit("Xã Đại Phúc", code="05488")

    ended.ended_on = ended.end_reason = None

    assert sentences(ended) == {"code": ["Another standing unit has this code."]}


def test_two_units_of_one_name_in_two_provinces_are_told_apart_by_their_place():
    bac_ninh, thai_nguyen = unit("Tỉnh Bắc Ninh", kind="province"), unit("Tỉnh Thái Nguyên", kind="province")
    ours, other = (
        unit("Xã Yên Phong", place=bac_ninh, code="09193"),
        unit("Xã Yên Phong", place=thai_nguyen, code="02083"),
    )

    assert sentences(ours) == sentences(other) == {}
    assert [each.province for each in Unit.objects.matching("yen phong").order_by("code")] == [thai_nguyen, bac_ninh]


# --- Where a unit lies --------------------------------------------------------------------------


def test_the_province_of_a_unit_is_found_through_the_territories_it_lies_in():
    province = unit("Tỉnh Bắc Ninh", kind="province")
    district = unit("Huyện Yên Phong", kind="district", place=province)
    school = unit("Trường THCS", kind="school", place=district)

    assert [each.province for each in (province, district, school)] == [province] * 3
    assert school.territories() == [district, province]


@pytest.mark.parametrize("kind", ["ministry", None])
def test_a_unit_that_lies_in_no_known_place_has_no_known_province(kind):
    assert unit("Bộ Nội vụ", kind=kind).province is None


def test_the_territories_of_a_unit_come_with_it(django_assert_num_queries):
    district = unit("Huyện", kind="district", place=unit("Tỉnh", kind="province"))
    unit("Trường", place=unit("Xã", kind="commune", place=district))

    with django_assert_num_queries(1):
        assert {str(each.province) for each in Unit.objects.with_place()} == {"Tỉnh"}


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_unit_cannot_lie_in_itself_however_far_round(steps):
    first = place = UnitFactory()
    for _ in range(steps - 1):
        place = UnitFactory(place=place)
    first.place = place

    assert sentences(first) == {"place": ["A unit cannot lie in itself."]}


def test_places_that_go_in_a_circle_all_the_same_come_to_an_end():
    one = UnitFactory()
    other = UnitFactory(place=one)
    Unit.objects.filter(pk=one.pk).update(place=other)

    assert Unit.objects.get(pk=one.pk).province is None
    assert UnitFactory.build(place=other).province is None


# --- What else a unit row may leave open --------------------------------------------------------


def test_only_name_and_address_of_a_unit_must_be_known():
    assert needed(Unit) == ["slug", "name"]


def test_a_new_entry_waits_for_a_check():
    assert sentences(UnitFactory(checked=False)) == {}


def test_a_unit_a_name_and_a_succession_are_called_by_their_names():
    step = SuccessionFactory(predecessor__name="Xã Cũ", successor__name="Xã Mới")

    assert [str(row) for row in (step.predecessor, UnitNameFactory(name="Xã Cổ"), step)] == [
        "Xã Cũ",
        "Xã Cổ",
        "Xã Cũ → Xã Mới",
    ]
    assert (Succession.objects.count(), UnitName.objects.count()) == (1, 1)
