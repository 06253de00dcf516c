"""Double clicks, back and undo at the desk: one result, nothing twice."""

import contextlib

import pytest
from django.urls import reverse
from playwright.sync_api import Error, expect

from pacts.models import PactMove
from tests.browser.hands import SLOGAN, THEME, address, draft, theme, until


def double_click(page, button):
    """Press twice, and wait until the page the second press led to is there: the first one's is broken off."""
    page.evaluate("window.isTheOldPage = true")
    button.dblclick(no_wait_after=True)
    for _look in range(100):
        with contextlib.suppress(Error):  # between two pages there is nobody to ask
            if page.evaluate("!window.isTheOldPage && document.readyState === 'complete'"):
                break
        page.wait_for_timeout(100)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_double_click_signs_once(at_desk, written, javascript):
    page = at_desk(javascript=javascript)

    double_click(page, page.get_by_role("button", name="Ghi nhận đã ký"))
    double_click(page, page.get_by_role("button", name="Ghi nhận đã ký"))

    assert list(PactMove.objects.values_list("after", flat=True)) == ["signed"]
    expect(page.locator("h1")).to_contain_text("Khối X")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_double_click_adds_one_cluster_one_year_and_pasted_rows_once(at_desk, written, javascript):
    page = at_desk(javascript=javascript)
    page.goto(reverse("desk:cluster_add"))
    page.locator("#id_name").fill("Cụm số 1")
    page.locator("#id_kind").select_option("cum")
    double_click(page, page.get_by_role("button", name="Thêm", exact=True))
    page.locator("#id_label").fill("2022")
    double_click(page, page.get_by_role("button", name="Mở năm", exact=True))
    double_click(page, page.locator("button[value='paste:commitments']"))
    page.locator("#text").fill("1. Một việc\n2. Hai việc")
    with page.expect_navigation():
        page.locator("main form button").first.click()
    double_click(page, page.locator("button[name=use]").first)

    cluster = type(written.cluster_year.cluster).objects.get(name="Cụm số 1")
    added = cluster.years.get().pact
    assert [row["text"] for row in added.draft["commitments"]] == ["Một việc", "Hai việc"]


def test_back_after_a_move_shows_what_is_and_overwrites_nothing(at_desk, written):
    page = at_desk()
    old = page.context.request.get(address(written)).text()
    page.locator(THEME).fill("Đoàn kết")
    for _page in range(2):
        with page.expect_navigation():
            page.get_by_role("button", name="Ghi nhận đã ký").click()

    # What a browser shows for "back" may be what it remembers.
    page.route(f"**{address(written)}", lambda route: route.fulfill(body=old, content_type="text/html"), times=1)
    page.go_back()
    page.go_back()

    page.wait_for_selector("fieldset.whole[disabled]")
    written.refresh_from_db()
    assert (written.status, written.theme) == ("signed", "Đoàn kết")


def test_back_after_keeping_shows_the_typed_text(at_desk, written):
    page = at_desk()
    page.locator(THEME).fill("Đoàn kết")
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu", exact=True).click()
    page.goto(reverse("desk:home"))

    page.go_back()

    expect(page.locator(THEME)).to_have_value("Đoàn kết")
    page.locator(SLOGAN).fill("Khẩu hiệu")
    until(page, lambda: draft(written)["pact"].get("slogan") == "Khẩu hiệu")
    assert theme(written) == "Đoàn kết"


def test_back_to_words_that_were_not_kept_finds_them(at_desk, written):
    page = at_desk()
    page.context.set_offline(True)
    page.locator(THEME).fill("Chưa lưu")
    page.goto("about:blank")
    page.context.set_offline(False)

    page.go_back()

    expect(page.locator(THEME)).to_have_value("Chưa lưu")
    until(page, lambda: theme(written) == "Chưa lưu")


def test_a_removed_row_is_taken_back_with_its_words_until_the_page_is_left(at_desk, written):
    page = at_desk()
    page.locator("[name=commitments-0-standing]").evaluate("(field) => (field.closest('details') || {}).open = true")
    page.locator("[name=commitments-0-standing]").select_option("direction")
    until(page, lambda: draft(written)["commitments"][0]["standing"] == "direction")
    page.locator("#commitments .desk-row").first.get_by_role("button", name="Bỏ", exact=True).click()
    until(page, lambda: draft(written)["commitments"] == [])

    page.locator("#commitments .removed button").click()

    until(page, lambda: draft(written)["commitments"] != [])
    (row,) = draft(written)["commitments"]
    assert (row["text"], row["standing"], page.locator(".conflict").count()) == ("Hoàn thành nhiệm vụ", "direction", 0)


@pytest.mark.parametrize("javascript", [True, False])
def test_enter_in_a_field_keeps_and_presses_no_other_button(at_desk, written, javascript):
    page = at_desk(javascript=javascript)
    page.locator("[name=conference-venue]").fill("Hội trường")

    page.keyboard.press("Enter")

    until(page, lambda: (draft(written).get("conference") or {}).get("venue") == "Hội trường")
    assert page.url.endswith(address(written))
    expect(page.locator("#commitments .desk-row")).to_have_count(1)
