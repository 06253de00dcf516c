"""Nothing typed at the desk is lost: the line cut, the session ended, the token changed, the page gone."""

import time
from contextlib import suppress

from playwright.sync_api import Error, expect

from pacts.services.lifecycle import save_draft, sign_pact
from tests.browser.hands import (
    SLOGAN,
    TEXT,
    THEME,
    address,
    draft,
    says,
    secretary,
    sign_in,
    sign_in_silently,
    theme,
    until,
)
from tests.browser.looking import faults

# --- Kept by itself --------------------------------------------------------------------------


def test_what_is_typed_is_kept_within_two_seconds_even_while_keys_go_on(at_desk, written):
    page = at_desk()
    begun = time.monotonic()
    page.locator(THEME).press_sequentially("Đoàn kết, kỷ cương, đổi mới, sáng tạo", delay=80)  # some three seconds

    assert theme(written)  # it did not wait for the end
    says(page, "Đã lưu lúc")
    until(page, lambda: theme(written) == "Đoàn kết, kỷ cương, đổi mới, sáng tạo", seconds=2)
    assert time.monotonic() - begun < 8
    assert page.locator("[data-state]").get_attribute("role") == "status"


def test_ticks_are_kept(at_desk, written):
    page = at_desk()

    page.locator("[name=participants-0-roles][value=speaker]").check()

    until(page, lambda: draft(written)["participants"][0]["roles"] == ["speaker", "guest"])


def test_a_lost_line_is_told_and_nothing_is_lost(at_desk, written):
    page = at_desk()
    page.context.set_offline(True)
    page.locator(THEME).fill("Đoàn kết")
    says(page, "Chưa lưu được")

    page.context.set_offline(False)

    until(page, lambda: theme(written) == "Đoàn kết")
    says(page, "Đã lưu lúc")
    assert page.evaluate("Object.keys(localStorage)") == []


# --- The session and the token ---------------------------------------------------------------


def test_an_ended_session_is_told_and_the_waiting_page_goes_on_after_sign_in_in_another_tab(at_desk, written, writer):
    page = at_desk()
    page.context.clear_cookies()
    page.locator(THEME).fill("Đoàn kết")
    says(page, "Phiên làm việc đã hết")

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Đăng nhập ở thẻ mới").click()
    sign_in(opened.value, writer)

    until(page, lambda: theme(written) == "Đoàn kết")
    says(page, "Đã lưu lúc")
    page.locator(SLOGAN).fill("Khẩu hiệu")
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu", exact=True).click()
    assert (draft(written)["pact"]["slogan"], written.draft_by) == ("Khẩu hiệu", writer)


def test_words_are_not_kept_under_the_name_of_another_person_unasked(at_desk, written):
    page, other = at_desk(), secretary(written)
    page.context.clear_cookies()
    page.locator(THEME).fill("Đoàn kết")
    says(page, "Phiên làm việc đã hết")

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Đăng nhập ở thẻ mới").click()
    sign_in(opened.value, other)
    says(page, f"Hiện đang đăng nhập với tên {other}")
    assert theme(written) is None
    page.get_by_role("button", name=f"Lưu với tên {other}").click()

    until(page, lambda: theme(written) == "Đoàn kết")
    assert written.draft_by == other


def test_a_changed_token_is_fetched_anew(at_desk, written):
    page = at_desk()
    page.context.clear_cookies(name="csrftoken")

    page.locator(THEME).fill("Đoàn kết")

    until(page, lambda: theme(written) == "Đoàn kết")


def test_without_javascript_an_ended_session_carries_the_words_through_sign_in(at_desk, written, writer):
    page = at_desk(javascript=False)
    page.locator(THEME).fill("Đoàn kết")
    page.locator(TEXT).fill("Hai\ndòng")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("main")).to_contain_text("những gì đã gõ đi theo")
    sign_in(page, writer, "sai mật khẩu")
    sign_in(page, writer)

    assert page.url.endswith(address(written))
    assert (theme(written), draft(written)["commitments"][0]["text"].splitlines()) == ("Đoàn kết", ["Hai", "dòng"])


def test_without_javascript_a_changed_token_offers_the_words_again(at_desk, page, written, writer):
    opened = at_desk(javascript=False)
    tab = opened.context.new_page()
    tab.goto("/dang-nhap/")
    sign_in(tab, writer)
    opened.locator(THEME).fill("Đoàn kết")

    opened.get_by_role("button", name="Lưu", exact=True).click()
    opened.get_by_role("button", name="Gửi lại nội dung đã gõ").click()

    assert (theme(written), opened.locator(THEME).input_value()) == ("Đoàn kết", "Đoàn kết")


# --- The page is gone ------------------------------------------------------------------------


def type_unkept(page):
    """Type, tick, add a row and move it, with nobody to keep it."""
    page.route("**/luu/", lambda route: route.abort())
    page.locator(THEME).fill("Đoàn kết")
    page.locator("[name=participants-0-roles][value=speaker]").check()
    page.locator("button[value='add:commitments']").click()
    page.locator("[name=commitments-1-text]").fill("Việc mới")
    page.keyboard.press("Alt+ArrowUp")
    says(page, "Chưa lưu được")


def assert_all_came_back(page, pact):
    until(page, lambda: theme(pact) == "Đoàn kết")
    until(page, lambda: len(draft(pact)["commitments"]) == 2)
    assert [row["text"] for row in draft(pact)["commitments"]] == ["Việc mới", "Hoàn thành nhiệm vụ"]
    assert draft(pact)["participants"][0]["roles"] == ["speaker", "guest"]
    expect(page.locator("#commitments textarea[name$='-text']").first).to_have_value("Việc mới")
    assert page.locator(THEME).input_value() == "Đoàn kết"
    page.wait_for_function("() => localStorage.length === 0")


def test_a_closed_tab_opened_again_comes_back_to_the_same_text(at_desk, written):
    page = at_desk()
    type_unkept(page)
    context = page.context
    context.set_offline(True)  # the last word of a closing page is not heard either
    page.close()

    context.set_offline(False)
    page = context.new_page()
    page.goto(address(written))

    assert_all_came_back(page, written)


def test_a_crashed_page_comes_back_to_the_same_text(at_desk, written):
    page = at_desk()
    type_unkept(page)
    page.wait_for_timeout(500)  # the browser itself writes a little later
    context = page.context
    crash(page)

    page = context.new_page()
    page.goto(address(written))

    assert_all_came_back(page, written)


def crash(page):
    with suppress(Error):
        page.goto("chrome://crash", timeout=3000)


def test_what_comes_back_overwrites_nobody(at_desk, written):
    page = at_desk()
    page.context.set_offline(True)
    page.locator(THEME).fill("Của tôi")
    says(page, "Chưa lưu được")
    context = page.context
    page.close()
    save_draft(pact=written, document=draft(written) | {"pact": {"theme": "Của người khác"}}, by=None)

    context.set_offline(False)
    page = context.new_page()
    page.goto(address(written))

    expect(page.locator(".conflict")).to_contain_text("Của người khác")
    assert page.locator(THEME).input_value() == "Của tôi"
    page.wait_for_timeout(2500)
    assert theme(written) == "Của người khác"


def test_a_page_still_open_keeps_its_own_words_to_itself(at_desk, written):
    page = at_desk()
    page.context.route("**/luu/", lambda route: route.abort())
    page.locator(THEME).fill("Đang gõ")
    says(page, "Chưa lưu được")

    tab = page.context.new_page()
    tab.goto(address(written))
    tab.wait_for_timeout(800)

    assert tab.locator(THEME).input_value() == ""


def test_another_person_at_the_same_computer_is_not_offered_the_words(at_desk, live_server, written):
    page, other = at_desk(), secretary(written)
    context = page.context
    # Not offline: a closing page's last request may wait, and save once the line is back.
    context.route("**/luu/", lambda route: route.abort())
    page.locator(THEME).fill("Của tôi")
    says(page, "Chưa lưu được")
    context.clear_cookies()
    page.close()
    context.unroute("**/luu/")
    sign_in_silently(context, live_server.url, other)

    page = context.new_page()
    page.goto(address(written))
    page.wait_for_timeout(1000)

    assert (page.locator(THEME).input_value(), theme(written)) == ("", None)


def test_signing_out_with_words_not_kept_asks_first_and_then_forgets_them(at_desk, written):
    page = at_desk()
    page.context.route("**/luu/", lambda route: route.abort())
    page.locator(THEME).fill("Của tôi")
    says(page, "Chưa lưu được")

    page.get_by_role("button", name="Đăng xuất").click()
    says(page, "Bấm lần nữa")
    with page.expect_navigation():
        page.get_by_role("button", name="Đăng xuất").click()

    assert page.evaluate("Object.keys(localStorage)") == []


def test_words_for_a_pact_that_is_no_longer_written_are_shown(at_desk, written):
    page = at_desk()
    page.context.set_offline(True)
    page.locator(THEME).fill("Gõ muộn")
    says(page, "Chưa lưu được")
    context = page.context
    page.close()
    sign_pact(pact=written, by=None)

    context.set_offline(False)
    page = context.new_page()
    page.goto(address(written))

    expect(page.locator(".conflict")).to_contain_text("Gõ muộn")


# --- How it is said -----------------------------------------------------------------------------


def test_what_is_said_then_has_no_fault_either(at_desk, written, writer):
    page = at_desk(width=390)
    save_draft(pact=written, document=draft(written) | {"pact": {"theme": "Của người khác"}}, by=None)
    page.locator(THEME).fill("Của tôi")
    page.wait_for_selector(".conflict")
    page.context.clear_cookies(name="sessionid")
    page.locator(SLOGAN).fill("Khẩu hiệu")
    page.wait_for_selector("[data-state] a")
    found = faults(page)

    page.goto("/giao-uoc/")
    sign_in_silently(page.context, page.url.split("/giao-uoc")[0], writer)
    page.goto("/ban-lam-viec/cum-khoi-moi/")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Thêm", exact=True).click()
    page.wait_for_selector("text=Gửi lại nội dung đã gõ")

    assert found + faults(page) == []
