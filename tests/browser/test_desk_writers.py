"""Two people, two tabs, and Vietnamese keyboards: nobody is overwritten, no field is rewritten in the hand."""

import pytest
from playwright.sync_api import expect

from pacts.services.lifecycle import save_changes, save_draft
from tests.browser.hands import SLOGAN, TEXT, THEME, address, draft, says, secretary, theme, until


def write(pact, by=None, **fields):
    """Somebody else keeps fields of the header."""
    change = {"do": "set", "section": "pact"}
    current = draft(pact).get("pact") or {}
    changes = [change | {"field": name, "before": current.get(name), "value": value} for name, value in fields.items()]
    save_changes(pact=pact, changes=changes, by=by)


# --- Two who write ---------------------------------------------------------------------------


def test_two_people_at_different_fields_both_stand(at_desk, written):
    mine, theirs = at_desk(), at_desk(user=secretary(written))

    mine.locator(THEME).fill("Của tôi")
    theirs.locator(SLOGAN).fill("Của người khác")

    until(
        mine,
        lambda: (draft(written).get("pact") or {}).get("slogan") == "Của người khác" and theme(written) == "Của tôi",
    )
    mine.locator(SLOGAN).focus()
    mine.locator(THEME).fill("Của tôi, lần hai")
    until(mine, lambda: theme(written) == "Của tôi, lần hai")
    says(mine, "Người khác đã sửa những chỗ khác")
    assert draft(written)["pact"]["slogan"] == "Của người khác"


@pytest.mark.parametrize(("choice", "stands"), [("Giữ của tôi", "Của tôi"), ("Lấy của người kia", "Của người khác")])
def test_two_people_at_one_field_the_second_sees_both_texts_and_chooses(at_desk, written, choice, stands):
    page = at_desk()
    write(written, theme="Của người khác")

    page.locator(THEME).fill("Của tôi")
    box = page.locator(".conflict")
    expect(box).to_contain_text("Của người khác")
    page.locator(SLOGAN).fill("Gõ tiếp")  # life goes on meanwhile
    until(page, lambda: (draft(written)["pact"]).get("slogan") == "Gõ tiếp")
    assert theme(written) == "Của người khác"
    assert page.locator(THEME).input_value() == "Của tôi"
    box.get_by_role("button", name=choice).click()

    says(page, "Đã lưu lúc")
    until(page, lambda: theme(written) == stands)
    assert (page.locator(THEME).input_value(), page.locator(".conflict").count()) == (stands, 0)


def test_a_choice_that_meets_another_is_told_in_words_and_not_in_codes(at_desk, written):
    page = at_desk()
    change = {"do": "set", "section": "conference", "field": "part_of_day", "before": None, "value": "evening"}
    save_changes(pact=written, changes=[change], by=None)

    page.locator("[name=conference-part_of_day]").select_option("morning")

    expect(page.locator(".conflict")).to_contain_text("Của người khác: tối")


def test_a_row_somebody_else_removed_is_put_back_or_let_go(at_desk, written):
    page = at_desk()
    save_draft(pact=written, document=draft(written) | {"commitments": []}, by=None)

    page.locator(TEXT).fill("Hoàn thành xuất sắc")
    page.get_by_role("button", name="Đưa dòng trở lại").click()

    until(page, lambda: [row["text"] for row in draft(written)["commitments"]] == ["Hoàn thành xuất sắc"])


def test_a_row_somebody_else_changed_is_not_removed(at_desk, written):
    page = at_desk()
    rows = [draft(written)["commitments"][0] | {"text": "Của người khác"}]
    save_draft(pact=written, document=draft(written) | {"commitments": rows}, by=None)

    page.locator("#commitments .desk-row").first.get_by_role("button", name="Bỏ", exact=True).click()

    expect(page.locator("#commitments .conflict")).to_contain_text("dòng chưa bị xóa")
    expect(page.locator(TEXT)).to_have_value("Của người khác")
    assert len(draft(written)["commitments"]) == 1


def test_a_second_tab_of_the_same_page_adds_to_the_first(at_desk, written):
    page = at_desk()
    tab = page.context.new_page()
    tab.goto(address(written))
    page.locator(THEME).fill("Chủ đề")
    until(page, lambda: theme(written) == "Chủ đề")

    tab.locator(SLOGAN).fill("Khẩu hiệu")
    until(tab, lambda: draft(written)["pact"].get("slogan") == "Khẩu hiệu")
    with tab.expect_navigation():
        tab.get_by_role("button", name="Lưu", exact=True).click()

    assert (theme(written), draft(written)["pact"]["slogan"]) == ("Chủ đề", "Khẩu hiệu")
    assert tab.locator(THEME).input_value() == "Chủ đề"  # shown, not asked about
    assert tab.locator(".notice[role=alert]").count() == 0


def test_without_javascript_a_stale_second_tab_overwrites_nothing(at_desk, written):
    page = at_desk(javascript=False)
    tab = page.context.new_page()
    tab.goto(address(written))
    for opened, words in ((page, "Thẻ một"), (tab, "Thẻ hai")):
        opened.locator(THEME).fill(words)
        opened.get_by_role("button", name="Lưu", exact=True).click()

    assert theme(written) == "Thẻ một"
    expect(tab.locator("main")).to_contain_text("Thẻ một")
    assert tab.locator(THEME).input_value() == "Thẻ hai"


# --- Typing in Vietnamese --------------------------------------------------------------------


def slow(page):
    """Let each answer take a while, so that it arrives in the middle of a word."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    conditions = {"offline": False, "latency": 500, "downloadThroughput": -1, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", conditions)


def test_unikey_erases_and_retypes_while_answers_arrive(at_desk, written):
    page = at_desk()
    slow(page)
    field = page.locator(THEME)
    field.fill("Năm : sáng tạo")
    until(page, lambda: theme(written) == "Năm : sáng tạo")
    field.focus()
    for _step in range(len(": sáng tạo")):
        page.keyboard.press("ArrowLeft")

    for _time in range(6):  # some six seconds: answers come in the middle
        for typed, erase, retyped in (("d", 0, ""), ("", 1, "đ"), ("oan", 0, ""), ("", 2, "àn"), (" ", 0, "")):
            page.keyboard.type(typed, delay=60)
            for _n in range(erase):
                page.keyboard.press("Backspace")
            page.keyboard.insert_text(retyped)
            page.wait_for_timeout(150)

    wanted = "Năm " + "đoàn " * 6
    assert field.input_value() == f"{wanted}: sáng tạo"
    assert field.evaluate("(field) => [field.selectionStart, document.activeElement === field]") == [len(wanted), True]
    until(page, lambda: theme(written) == f"{wanted}: sáng tạo", seconds=4)
    assert written.draft_revision > 3  # it was kept while one typed


def test_a_composing_keyboard_is_left_alone(at_desk, written):
    page = at_desk()
    slow(page)
    page.locator(THEME).focus()
    keys = page.context.new_cdp_session(page)

    for part in ("d", "dd", "đ", "đo", "đoa", "đoan", "đoàn"):
        keys.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
        page.wait_for_timeout(400)  # an answer arrives within
    keys.send("Input.insertText", {"text": "đoàn"})

    until(page, lambda: theme(written) == "đoàn")
    assert page.locator(THEME).input_value() == "đoàn"
