"""The desk's first page, a year opened for many clusters, and the table of the year: by keyboard, and for axe."""

import pytest
from django.utils import timezone

from pacts.services.lifecycle import save_draft
from tests.browser import looking
from tests.browser.hands import sign_in
from tests.factories import ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory, UserFactory

HOME, ADD = "/ban-lam-viec/", "/ban-lam-viec/nam-moi/"
YEAR = timezone.localdate().year
LONG = "Khối thi đua các cơ quan tham mưu tổng hợp, nội chính, các ban xây dựng Đảng và các tổ chức chính trị - xã hội"
STATES = [{"signed": True}, {"reopened": True}, {"withdrawn": True}, {"circulated": True}, {}]


@pytest.fixture
def organiser(transactional_db):
    """An organiser with a cluster in each state, one without a year, and one that has ended."""
    unit = UnitFactory(name="Tỉnh X", slug="tinh-x", kind="province")
    for number, traits in enumerate(STATES):
        cluster = ClusterFactory(name=f"Cụm số {number}", organiser=unit)
        PactFactory(closed=True, cluster_year=ClusterYearFactory(cluster=cluster, year=YEAR - 1))
        pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=YEAR), **traits)
    save_draft(pact=pact, document={"units": [{"key": "a", "unit": "so-a"}]}, by=None)
    ClusterFactory(name=LONG, organiser=unit)
    ClusterFactory(name="Cụm đã thôi", organiser=unit, ended_on="2025-07-01")
    return unit


@pytest.fixture
def secretary(organiser):
    return MandateFactory(organiser=True, unit=organiser).user


def faults(page):
    """Return what is wrong with the page as it stands, all folds open."""
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    return looking.faults(page)


def test_no_page_of_an_organisers_desk_has_a_fault(page, secretary):
    opened = page()
    opened.goto(f"/dang-nhap/?next={HOME}")
    sign_in(opened, secretary)
    found = []

    for address in (HOME, ADD, f"/ban-lam-viec/nam-{YEAR}/"):
        opened.goto(address)
        found += faults(opened)
    opened.goto(ADD)
    opened.locator("#id_label").fill("Đợt 1")
    with opened.expect_navigation():
        opened.get_by_role("button", name="Mở năm", exact=True).click()
    found += faults(opened)
    MandateFactory(organiser=True, user=secretary)
    opened.goto(ADD)
    found += faults(opened)

    assert found == []


@pytest.mark.parametrize("maker", [UserFactory, lambda: MandateFactory(organiser=True).user])
def test_neither_a_closed_nor_an_empty_desk_has_a_fault(page, transactional_db, maker):
    opened = page(width=390, height=844)
    opened.goto(f"/dang-nhap/?next={HOME}")
    sign_in(opened, maker())

    assert faults(opened) == []


def tab_to(page, target):
    """Press Tab until the target has the focus."""
    for _n in range(80):
        page.keyboard.press("Tab")
        if page.locator(f"{target}:focus").count():
            return
    pytest.fail(f"{target} is not reached by Tab")


def test_a_year_is_opened_for_many_clusters_by_keyboard_alone_without_javascript(page, secretary):
    opened = page(width=1093, height=560, javascript=False)
    opened.goto(f"/dang-nhap/?next={HOME}")
    sign_in(opened, secretary)

    tab_to(opened, f"a[href='{ADD}']")
    opened.keyboard.press("Enter")
    opened.wait_for_url(f"**{ADD}")
    for field, text in [("number", "1/QĐ"), ("issued_on", "32/01/2026"), ("issuer", "UBND tỉnh X")]:
        tab_to(opened, f"#id_{field}")
        opened.keyboard.type(text)
    tab_to(opened, "input[name=clusters]")
    opened.keyboard.press("Space")
    tab_to(opened, "form[enctype] button")
    opened.keyboard.press("Enter")
    opened.wait_for_selector("#id_issued_on_error")
    assert opened.locator("#id_number").input_value() == "1/QĐ"
    opened.locator("#id_issued_on").fill("31/01/2026")
    opened.keyboard.press("Enter")
    opened.wait_for_url(f"**/nam-{YEAR + 1}/")

    assert "Đã mở cho 5 cụm, khối" in opened.locator("main").inner_text().replace("đã mở", "Đã mở")
    assert opened.locator("tbody tr:not(.group)").count() == 6


def test_the_table_prints_without_what_is_only_for_the_screen(page, secretary):
    opened = page()
    opened.goto(f"/dang-nhap/?next=/ban-lam-viec/nam-{YEAR}/")
    sign_in(opened, secretary)

    opened.emulate_media(media="print")

    assert opened.locator("table.signing").is_visible()
    assert [opened.locator(name).first.is_visible() for name in ("nav.years", ".strip", ".masthead", ".open-year")] == [
        False
    ] * 4
