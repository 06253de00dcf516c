"""A signed pact amended by keyboard and without JavaScript, and as axe sees the pages."""

import pytest
from playwright.sync_api import expect

from pacts.models import PactVersion
from pacts.services.lifecycle import save_draft, sign_pact
from tests.browser.hands import secretary, sign_in_silently
from tests.browser.looking import faults
from tests.factories import ClusterFactory, ClusterYearFactory, PactFactory, UnitFactory

LONG = "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh phối hợp với Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"
PAGE = "/ban-lam-viec/khoi-x/2021/bo-sung/"


@pytest.fixture
def pact(transactional_db):
    """A signed pact of thirty units, the last with a long name, of whom only the leader has signed."""
    place = UnitFactory(name="Tỉnh X")
    cluster = ClusterFactory(slug="khoi-x", name="Khối X", organiser=place, place=place)
    names = [*(f"Sở {number}" for number in range(1, 30)), LONG]
    units = [UnitFactory(name=name, place=place) for name in names]
    UnitFactory(name="Sở Nội vụ", place=place)
    document = {
        "conference": {"held_on": "2021-03-31"},
        "units": [{"key": unit.slug, "unit": unit.slug, "role": "member"} for unit in units],
        "signatories": [{"key": "1", "member": units[0].slug, "state": "signed"}],
        "commitments": [{"key": "1", "text": "Hoàn thành nhiệm vụ."}],
    }
    document["units"][0]["role"] = "leader"
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))
    save_draft(pact=pact, document=document, by=None)
    return sign_pact(pact=pact, by=None)


def opened_by_secretary(page, live_server, pact, **options):
    opened = page(**options)
    sign_in_silently(opened.context, live_server.url, secretary(pact))
    return opened


def press_until(opened, target):
    """Press Tab until an element has the focus; the whole page is at most a hundred stops long."""
    for _stop in range(100):
        opened.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("No Tab leads there.")


def press_enter(opened):
    with opened.expect_navigation():
        opened.keyboard.press("Enter")


def test_a_unit_joins_by_keyboard_and_without_javascript(page, live_server, pact):
    opened = opened_by_secretary(page, live_server, pact, javascript=False)
    opened.goto("/ban-lam-viec/khoi-x/2021/")
    opened.get_by_role("link", name="Bổ sung sau khi ký", exact=True).focus()
    press_enter(opened)

    opened.locator("#joining > summary").focus()
    opened.keyboard.press("Enter")
    press_until(opened, opened.locator("[name=joining-name]"))
    opened.keyboard.type("Sở Nội vụ")
    opened.keyboard.press("Tab")
    opened.keyboard.type("1/6/2021")
    press_enter(opened)
    expect(opened.get_by_role("heading", level=1)).to_have_text("Thay đổi từ phiên bản 1 sang phiên bản 2")
    press_until(opened, opened.get_by_role("button", name="Lập phiên bản 2"))
    press_enter(opened)

    expect(opened.get_by_text("Đã lập phiên bản 2.")).to_be_visible()
    row = pact.cluster_year.memberships.get(unit__name="Sở Nội vụ")
    assert (row.joined_on, PactVersion.objects.filter(pact=pact).count()) == ("2021-06-01", 2)


def test_the_pages_hold_for_axe_and_on_every_screen(page, live_server, pact):
    opened = opened_by_secretary(page, live_server, pact)
    opened.goto(PAGE)
    found = faults(opened)
    opened.locator("#role > summary").click()
    opened.get_by_role("button", name="Xem thay đổi").click()
    expect(opened.locator("#role .error").first).to_be_visible()
    found += faults(opened)
    opened.locator("[name=role-member]").select_option(label=LONG)
    opened.locator("[name=role-since]").fill("1/7/2021")
    opened.locator("[name=role-role_basis]").fill(LONG * 2)
    opened.get_by_role("button", name="Xem thay đổi").click()
    expect(opened.get_by_role("button", name="Lập phiên bản 2")).to_be_visible()

    assert found + faults(opened) == []
