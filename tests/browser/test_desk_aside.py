"""What of a draft has no field any more: shown on the desk's page until somebody removes it."""

import pytest
from playwright.sync_api import expect

from pacts.document import aside_of
from pacts.models import Pact
from tests.browser.hands import THEME, address, theme, until
from tests.browser.looking import faults

MOTTO = "Nhanh hơn, mạnh hơn, vững hơn trong thực hiện nhiệm vụ phát triển kinh tế, xã hội. " * 6
OLD = {
    "pact": {"motto": MOTTO},
    "commitments": [{"key": "a", "text": "Hoàn thành nhiệm vụ", "standing": "agreed", "old_numbering": "I.1"}],
    "banner": [{"key": "1", "text": "Cờ hội nghị", "a_key_as_long_as_none_is_in_any_language_of_this_register": "x"}],
}


@pytest.fixture
def pact(written):
    Pact.objects.update(draft=OLD)
    return written


@pytest.mark.parametrize("javascript", [True, False])
def test_a_passage_is_removed_and_what_was_typed_is_kept(at_desk, pact, javascript):
    page = at_desk(javascript=javascript)
    expect(page.locator("#aside li")).to_have_count(3)

    page.locator(THEME).fill("Đoàn kết")
    page.locator("#aside button", has_text="motto").click()

    until(page, lambda: len(aside_of(Pact.objects.get())) == 2)
    expect(page.locator("#aside li")).to_have_count(2)
    assert theme(pact) == "Đoàn kết"


def test_a_pact_is_signed_only_once_every_passage_is_gone(at_desk, pact):
    page = at_desk()

    page.get_by_role("button", name="Ghi nhận đã ký").click()
    page.get_by_role("button", name="Ghi nhận đã ký").click()
    page.get_by_role("link", name="Dự thảo còn 3 nội dung không có ô tương ứng").click()
    for left in (2, 1, 0):
        page.locator("#aside button").first.click()
        expect(page.locator("#aside li")).to_have_count(left)
    page.get_by_role("button", name="Ghi nhận đã ký").click()
    page.get_by_role("button", name="Ghi nhận đã ký").click()

    expect(page.get_by_text("Đã ghi nhận giao ước")).to_be_visible()
    assert Pact.objects.get().status == "signed"


def test_the_page_has_no_fault_while_it_shows_them(at_desk, pact):
    page = at_desk()
    found = faults(page)
    page.goto(address(pact, "move", "sign"))

    assert found + faults(page) == []
