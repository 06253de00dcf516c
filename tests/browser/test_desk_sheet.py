"""The sheet beside the form: A4 at every width, following the hand, one tap away on a phone, alone on paper."""

import pytest

from pacts.services.lifecycle import save_draft
from tests.factories import PASSWORD, ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory

A4 = 794  # CSS pixels of 210 mm
MEASURES = """sheet => [sheet.offsetWidth, sheet.getBoundingClientRect().width, sheet.parentElement.clientWidth,
    sheet.offsetHeight]"""
PRINTED = """() => [...document.body.querySelectorAll("*")]
    .filter((element) => !element.closest(".sheet") && !element.querySelector(".sheet"))
    .filter((element) => element.getClientRects().length && element.offsetHeight)
    .map((element) => element.className)"""
DOCUMENT = {
    "conference": {"held_on": "2026-02-05", "venue": "Hội trường"},
    "units": [{"key": f"u{n}", "unit": f"xa-{n}"} for n in range(12)],
    "commitments": [{"key": f"c{n}", "text": f"Thi đua hoàn thành xuất sắc nhiệm vụ được giao {n}"} for n in range(25)],
}


@pytest.fixture
def desk(page, transactional_db):
    """Opens the desk of a pact with a draft, signed in; where the sheet is asked for, nothing else is."""
    cluster = ClusterFactory(organiser=UnitFactory(name="Tỉnh X"))
    user = MandateFactory(organiser=True, unit=cluster.organiser).user
    for n in range(12):
        UnitFactory(slug=f"xa-{n}", name=f"Xã {n}")
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2026))
    save_draft(pact=pact, document=DOCUMENT, by=user)

    def open_desk(**options):
        opened = page(**options)
        opened.goto(f"/dang-nhap/?next=/ban-lam-viec/{cluster.slug}/2026/")
        opened.locator("#id_username").fill(user.username)
        opened.locator("#id_password").fill(PASSWORD)
        opened.keyboard.press("Enter")
        opened.wait_for_selector(".sheet", state="attached")
        return opened

    return open_desk


def in_sight(page, selector):
    """Whether an element lies within the sheet's own frame."""
    return page.evaluate(
        """selector => {
            const box = document.querySelector(selector).getBoundingClientRect();
            const frame = document.querySelector(".paper").getBoundingClientRect();
            return box.top >= frame.top - 1 && box.bottom <= Math.min(frame.bottom, window.innerHeight) + 1;
        }""",
        selector,
    )


def test_the_sheet_is_210_mm_wide_on_every_screen_and_its_lines_break_alike(desk):
    opened = desk(width=1360, height=900)
    heights = set()

    for width in (1920, 1360, 1093):
        opened.set_viewport_size({"width": width, "height": 700})
        opened.wait_for_timeout(100)
        laid_out, shown, column, height = opened.locator(".sheet").evaluate(MEASURES)
        assert laid_out == pytest.approx(A4, abs=1)
        assert shown == pytest.approx(column, abs=1)
        heights.add(height)

    assert len(heights) == 1


def test_what_is_typed_stands_on_the_sheet_at_once_and_stays_marked_after_it_is_kept(desk):
    opened = desk(width=1360, height=700)
    last = "[data-field='commitments/c24/text']"
    opened.locator("[name=commitments-24-text]").focus()
    opened.wait_for_function("() => document.querySelector('.paper').scrollTop > 0")
    assert in_sight(opened, last)

    opened.context.set_offline(True)
    opened.keyboard.press("Control+A")
    opened.keyboard.type("Giữ kỷ cương")
    opened.locator("[name=pact-theme]").type("Đoàn kết")
    assert opened.locator(last).inner_text() == "Giữ kỷ cương"
    assert opened.locator(".sheet-theme").inner_text() == "“Đoàn kết”"

    opened.evaluate("document.querySelector('[data-sheet]').dataset.old = 'yes'")
    opened.context.set_offline(False)
    opened.wait_for_selector("[data-sheet]:not([data-old])")
    assert opened.locator(".in-hand").all_inner_texts() == ["Đoàn kết"]
    assert opened.evaluate("document.activeElement.name") == "pact-theme"


def test_a_click_on_the_sheet_goes_to_its_field_also_where_it_is_folded(desk):
    opened = desk(width=1360, height=700)

    opened.locator("[data-field='pact/title']").click()
    assert opened.evaluate("document.activeElement.name") == "pact-title"
    opened.locator("[data-field='units/u3/']").click()
    assert opened.evaluate("document.activeElement.name") == "units-3-role"


def test_on_a_phone_the_sheet_is_one_tap_away_and_one_comes_back_to_the_same_field(desk):
    opened = desk(width=390, height=844)
    assert not opened.locator(".sheet").is_visible()
    opened.locator("[name=commitments-20-text]").focus()

    opened.locator("[data-view=sheet]").click()
    assert opened.locator("[data-field='commitments/c20/text']").is_visible()
    assert not opened.locator("[name=commitments-20-text]").is_visible()

    opened.locator("[data-view=form]").click()
    assert opened.evaluate("document.activeElement.name") == "commitments-20-text"
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_javascript_the_sheet_fills_its_column_and_a_link_leads_to_it(desk):
    opened = desk(width=390, height=844, javascript=False)

    box, column = (opened.locator(name).bounding_box() for name in (".sheet", ".sheet-room"))
    assert box["width"] == pytest.approx(column["width"], abs=1)
    opened.locator("[data-view=sheet]").click()
    assert opened.locator("#sheet").bounding_box()["y"] == pytest.approx(0, abs=100)


def test_nothing_but_the_sheet_is_printed_and_no_empty_part(desk):
    opened = desk(width=1360, height=700)
    opened.locator("[name=pact-theme]").focus()
    assert opened.locator(".sheet-theme").is_visible()

    opened.emulate_media(media="print")

    assert opened.evaluate(PRINTED) == []
    assert not opened.locator(".sheet-theme").is_visible()
    assert opened.locator(".sheet").evaluate("sheet => getComputedStyle(sheet).transform") == "none"
