"""A text that is too long is told beside its field, stays there, and holds nothing else back."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import SLOGAN, THEME, draft, theme, until

LONG = "x" * 100_001


def test_a_text_too_long_is_told_beside_its_field_and_the_rest_is_kept(at_desk, written):
    page = at_desk()
    before = theme(written)

    page.locator(THEME).fill(LONG)
    page.locator(SLOGAN).fill("Khẩu hiệu")

    until(page, lambda: draft(written).get("pact", {}).get("slogan") == "Khẩu hiệu")
    field = page.locator(".field", has=page.locator(THEME))
    expect(field.locator(".error")).to_contain_text("Nội dung quá dài")
    expect(page.locator(THEME)).to_have_value(LONG)
    expect(page.locator(THEME)).to_have_attribute("aria-invalid", "true")
    assert theme(written) == before


def test_a_text_made_shorter_is_kept_and_its_sentence_goes(at_desk, written):
    page = at_desk()
    page.locator(THEME).fill(LONG)
    expect(page.locator(".field .error")).to_have_count(1)

    page.locator(THEME).fill("Đoàn kết")

    until(page, lambda: theme(written) == "Đoàn kết")
    expect(page.locator(".field .error")).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_button_stays_on_the_page_while_a_text_is_too_long(at_desk, written, javascript):
    page = at_desk(javascript=javascript)
    page.locator(THEME).fill(LONG)

    page.get_by_role("button", name="Ghi nhận đã ký").click()

    expect(page.locator(".field .error")).to_contain_text("Nội dung quá dài")
    expect(page.locator(THEME)).to_have_value(LONG)
