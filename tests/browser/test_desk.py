"""A secretariat types a whole pact in a browser: each action is counted."""

from datetime import date
from pathlib import Path

import pytest

from clusters.models import Unit
from pacts.models import Pact
from tests.browser.hands import Hands
from tests.examples import load_examples
from tests.factories import PASSWORD, MandateFactory

PARAGRAPHS = (Path(__file__).parent / "hue-2021.txt").read_text(encoding="utf-8").split("\n\n")
UNITS, COMMITMENTS = PARAGRAPHS
TITLES = "TUV\nỦy viên UBND tỉnh\nChánh Văn phòng UBND tỉnh\nTrưởng Khối thi đua"
WITNESSES = "Lãnh đạo Ban Thi đua, Khen thưởng, Sở Nội vụ"


@pytest.fixture
def desk(page, transactional_db):
    """The desk of an organiser's secretariat that keeps nothing yet, signed in."""
    load_examples()
    organiser = Unit.objects.get(slug="thanh-pho-hue")
    user = MandateFactory(organiser=True, unit=organiser, starts_on=date(2020, 1, 1)).user
    opened = page(width=1366, height=768, permissions=["clipboard-read", "clipboard-write"])
    opened.goto("/dang-nhap/?next=/ban-lam-viec/")
    opened.locator("#id_username").fill(user.username)
    opened.locator("#id_password").fill(PASSWORD)
    opened.keyboard.press("Enter")
    opened.wait_for_selector(".desk-home")
    return opened


def test_the_hue_bloc_of_2021_goes_from_an_empty_desk_to_a_visitor_in_25_actions_and_its_next_year_in_12(desk, page):
    hands = Hands(desk)
    hands.go(desk.get_by_role("link", name="Thêm cụm, khối"))
    hands.fill(desk.locator("#id_name"), "Khối thi đua tổng hợp")
    hands.choose(desk.locator("#id_kind"), "khoi")
    hands.go(hands.button("Thêm"))
    hands.fill(desk.locator("#id_label"), "2021")
    hands.go(hands.button("Mở năm"))
    write_the_pact_of_2021(hands)
    sign(hands)

    assert hands.actions <= 25
    read_by_a_visitor(page(), 2021)

    hands.actions = 0
    hands.go(desk.get_by_role("link", name="Bàn làm việc").first)
    hands.go(desk.get_by_role("link", name="Mở năm mới").first)
    hands.go(hands.button("Mở năm"))
    hands.fill(desk.locator("[name=conference-held_on]"), "18/02/2022")
    hands.fill(desk.locator("[name=conference-venue]"), "Hội trường UBND tỉnh")
    hands.settled()
    sign(hands)

    assert hands.actions <= 12
    read_by_a_visitor(page(), 2022)


def write_the_pact_of_2021(hands):
    page = hands.page
    hands.go(page.locator("button[value='paste:commitments']"))
    hands.paste(COMMITMENTS)
    hands.go(page.locator("button[name=use]").first)
    hands.go(page.locator("button[value='paste:units']"))
    hands.paste(UNITS)
    hands.go(hands.button("Thêm các đơn vị này (11)"))
    hands.fill(page.locator("[name=conference-held_on]"), "22/01/2021")
    hands.choose(page.locator("[name=conference-part_of_day]"), "morning")
    hands.fill(page.locator("[name=conference-venue]"), "hội trường tầng III của UBND tỉnh")
    hands.click(page.locator("button[value='add:participants']"))
    hands.fill(page.locator("[name=participants-0-name]"), "Trần Thị Hoài Trâm")
    hands.fill(page.locator("[name=participants-0-titles]"), TITLES)
    hands.click(page.locator("[name=participants-0-roles][value=speaker]"))
    hands.click(page.locator("button[value='add:participants']"))
    hands.fill(page.locator("[name=participants-1-as_written]"), WITNESSES)
    hands.click(page.locator("[name=participants-1-roles][value=witness]"))
    hands.settled()


def sign(hands):
    hands.go(hands.button("Ghi nhận đã ký"))
    hands.go(hands.button("Ghi nhận đã ký"))


def read_by_a_visitor(visitor, year):
    pact = Pact.objects.get(cluster_year__cluster__name="Khối thi đua tổng hợp", cluster_year__year=year)
    assert visitor.goto(pact.get_absolute_url()).status == 200
    promises = visitor.locator("ol.commitments > li").all_inner_texts()
    assert len(promises) == 6
    assert "Quyết tâm thi đua hoàn thành xuất sắc" in promises[0]
    assert "tăng cường công tác xây dựng, củng cố đội ngũ cán bộ" in promises[2]
