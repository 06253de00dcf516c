"""The roll of honour: its lines, for everybody."""

import pytest

from awards.models import Award
from tests.awards.honour import ROLL, flag, listed, praise, to_unit
from tests.factories import (
    AwardFactory,
    AwardTypeFactory,
    ConferenceFactory,
    DocumentFactory,
    PactFactory,
    SourceFactory,
    UnitFactory,
    UnitNameFactory,
)

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def full_award(year):
    """An award with everything a line can show."""
    pact = PactFactory(signed=True, conference=ConferenceFactory(held_on=f"{year + 1}-03-31"))
    return praise(
        of_unit=UnitFactory(place=UnitFactory(kind="province")),
        recipient_name="Nguyễn Thị Hồng",
        merit_year=year,
        authority="Chủ tịch UBND tỉnh",
        organiser=UnitFactory(),
        decision=DocumentFactory(kind="decision"),
        presented_at=pact.conference,
        cluster_year=PactFactory(signed=True).cluster_year,
        source=SourceFactory(),
    )


@pytest.mark.parametrize("count", [1, 12])
def test_roll_query_count_does_not_grow(client, django_assert_max_num_queries, count):
    awards = [full_award(2000 + number) for number in range(count)]

    with django_assert_max_num_queries(8):
        response = client.get(ROLL)

    assert listed(response) == [award.pk for award in reversed(awards)]


def test_roll_query_count_with_every_filter_stays_small(client, django_assert_max_num_queries):
    award = full_award(2020)
    asked = {"dia_ban": award.of_unit.place.slug, "don_vi": award.of_unit.slug, "to_chuc": award.organiser.slug}
    asked |= {"nam": "2020", "loai": award.type.code, "tham_quyen": award.authority, "q": "bang khen hong"}

    with django_assert_max_num_queries(9):
        response = client.get(ROLL, asked)

    assert listed(response) == [award.pk]


def test_roll_shows_nothing_that_was_not_granted(client):
    for state in (Award.State.PROPOSED, Award.State.REFUSED, Award.State.WITHDRAWN):
        flag(state=state, recipient_name="Người bí mật", merit_year=1999, authority="Cơ quan bí mật")

    response = client.get(ROLL)

    assert listed(response) == []
    assert "bí mật" not in text_of(response)
    assert "1999" not in text_of(response)
    assert "Sổ chưa ghi nhận khen thưởng nào." in text_of(response)


def test_roll_a_revoked_award_is_struck_through_with_its_reason_and_not_counted(client):
    flag(**to_unit(), state="revoked", state_reason="Kê khai sai.", revoked_by=DocumentFactory(number="9/QĐ-UBND"))

    response = client.get(ROLL)

    assert '<s lang="vi">Cờ thi đua cấp tỉnh</s>' in text_of(response)
    assert "Lý do thu hồi: Kê khai sai." in text_of(response)
    assert "9/QĐ-UBND" in text_of(response)
    assert (response.context["filters"].total.awards, response.context["filters"].total.revoked) == (0, 1)
    assert "1 dòng đã thu hồi, không tính" in text_of(response)


def test_roll_counts_awards_not_lines_and_says_what_is_not_counted(client):
    flag(granted_count=3, recipient_kind="collective")
    praise(**to_unit())
    praise(recipient_kind="collective")

    response = client.get(ROLL)

    assert "<b>4</b> lượt khen thưởng" in text_of(response)
    assert "ghi ở 3 dòng" in text_of(response)
    assert "1 dòng không nêu số lượng (?), không tính" in text_of(response)


def test_roll_names_a_unit_as_it_was_called_in_the_year_of_merit(client):
    unit = UnitFactory(name="Phường Đồng Bẩm")
    UnitNameFactory(unit=unit, former=True, name="Xã Đồng Bẩm", until="2020-12-31")
    flag(unit=unit, merit_year=2020)

    response = client.get(ROLL)

    assert f'<a href="{unit.get_absolute_url()}" lang="vi">Xã Đồng Bẩm</a>' in text_of(response)


def test_roll_leads_to_the_pact_at_whose_conference_it_was_presented(client):
    pact = PactFactory(signed=True, conference=ConferenceFactory(held_on="2021-03-31"))
    flag(presented_at=pact.conference)

    response = client.get(ROLL)

    assert "31/03/2021" in text_of(response)
    assert f'<a href="{pact.get_absolute_url()}"' in text_of(response)


@pytest.mark.parametrize("state", ["draft", "circulated", "withdrawn"])
def test_roll_tells_nothing_of_a_pact_that_is_not_public(client, state):
    trait = {} if state == "draft" else {state: True}
    pact = PactFactory(conference=ConferenceFactory(held_on="2021-03-31"), title="Giao ước bí mật", **trait)
    flag(presented_at=pact.conference)
    praise(cluster_year=pact.cluster_year)

    response = client.get(ROLL)

    assert "31/03/2021" not in text_of(response)
    assert "bí mật" not in text_of(response)
    assert pact.get_absolute_url() not in text_of(response)
    assert len(listed(response)) == 2


def test_roll_what_is_unknown_is_said_by_whom(client):
    flag(source=SourceFactory())
    with_source = text_of(client.get(ROLL))
    praise()

    without = text_of(client.get(f"{ROLL}?loai=bang-khen-tinh"))

    assert with_source.count("Nguồn không nêu") == 3
    assert (without.count("Nguồn không nêu"), without.count("Chưa có thông tin")) == (0, 3)


def test_roll_as_written_stands_beside_the_known_name(client):
    award = flag(authority_as_written="UBND tỉnh")
    award.as_written = "Cờ thi đua của UBND tỉnh"
    award.save()

    text = text_of(client.get(ROLL))

    assert "Nguồn ghi là “Cờ thi đua của UBND tỉnh”" in text or "“Cờ thi đua của UBND tỉnh”" in text
    assert '<span lang="vi">“UBND tỉnh”</span> <span class="muted">theo nguồn</span>' in text


def test_roll_highest_awards_stand_first_in_their_year(client):
    second, first, last = [AwardFactory(merit_year=2020, type=AwardTypeFactory(rank=rank)) for rank in (2, 1, None)]
    title = flag(merit_year=2020)
    unknown, newer = AwardFactory(), praise(merit_year=2021)

    assert listed(client.get(ROLL)) == [row.pk for row in (newer, title, first, second, last, unknown)]


def test_roll_twenty_lines_a_page_and_none_past_the_end(client):
    for _number in range(21):
        praise()

    assert len(listed(client.get(ROLL))) == 20
    assert len(listed(client.get(ROLL, {"trang": "2"}))) == 1
    assert client.get(ROLL, {"trang": "3"}).status_code == 404


def test_roll_sets_no_cookie(client):
    flag()

    response = client.get(ROLL)

    assert dict(response.cookies) == {}
