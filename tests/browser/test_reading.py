"""A visitor reads the register: without JavaScript, by keyboard alone, on paper."""

import pytest

from tests.examples import load_examples

PACT = "/giao-uoc/khoi-tong-hop-thua-thien-hue/2021/"


@pytest.fixture
def examples(transactional_db):
    load_examples()


def test_the_register_is_read_without_javascript(page, examples):
    opened = page(javascript=False)

    opened.goto("/")
    assert opened.get_by_role("heading", level=1).count() == 1
    opened.get_by_role("link", name="Khối Tổng hợp").first.click()

    assert opened.locator("ol.commitments > li").count() == 6
    opened.get_by_role("link", name="Văn phòng UBND tỉnh").first.click()
    assert opened.get_by_role("heading", level=1).inner_text() == "Văn phòng UBND tỉnh"


def test_a_visitor_finds_a_pact_by_keyboard_alone(page, examples):
    opened = page()

    opened.goto("/giao-uoc/")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.getAttribute('href')") == "#main"
    for _step in range(40):
        opened.keyboard.press("Tab")
        if opened.evaluate("document.activeElement.name") == "q" and opened.evaluate(
            "document.activeElement.closest('main') !== null"
        ):
            break
    opened.keyboard.type("dong lien")
    opened.keyboard.press("Enter")
    opened.wait_for_url("**/giao-uoc/?*q=dong*")

    assert "Đồng Liên" not in opened.url


def test_focus_is_always_seen(page, examples):
    opened = page()
    opened.goto("/")

    unseen = []
    for _step in range(30):
        opened.keyboard.press("Tab")
        if opened.evaluate("document.activeElement === document.body"):
            break  # past the last link
        style = opened.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth] })()"
        )
        if style[0] == "none" or style[1] == "0px":
            unseen.append(opened.evaluate("document.activeElement.outerHTML").split(">")[0])
    assert unseen == []


def test_a_pact_prints_on_a4_without_the_sites_furniture(page, examples):
    opened = page()
    opened.goto(PACT)

    opened.emulate_media(media="print")

    for furniture in ("header.masthead", "body > footer"):
        assert not opened.locator(furniture).is_visible()
    assert opened.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")


def test_nothing_on_a_page_breaks_the_content_policy(page, examples):
    opened, refused = page(), []
    opened.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )

    for address in ("/", "/giao-uoc/", PACT, "/cum-khoi/", "/don-vi/", "/dang-nhap/"):
        opened.goto(address)

    assert refused == []
