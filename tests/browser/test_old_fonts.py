"""Text of an old font pasted at the desk: converted, said, and put back by one key; without a script it is asked."""

from playwright.sync_api import expect

from tests.browser.hands import THEME, theme, until

VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"
READ = "Cộng hòa xã hội chủ nghĩa Việt Nam"


def test_pasted_text_is_converted_and_put_back_by_escape(at_desk, written):
    page = at_desk(width=1093, height=560, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", VNI)
    page.locator(THEME).click()
    page.keyboard.press("Control+V")

    expect(page.locator(THEME)).to_have_value(READ)
    expect(page.get_by_text("đã được chuyển")).to_be_in_viewport()
    until(page, lambda: theme(written) == READ)
    page.locator(THEME).focus()
    page.keyboard.press("Escape")
    expect(page.locator(THEME)).to_have_value(VNI)
    until(page, lambda: theme(written) == VNI)


def test_without_a_script_the_page_asks_before_it_stores(at_desk, written):
    page = at_desk(width=1093, height=560, javascript=False)
    page.locator(THEME).fill(VNI)
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("button", name="Dùng bản đã chuyển").press("Enter")
    page.wait_for_selector(THEME)

    assert theme(written) == READ
