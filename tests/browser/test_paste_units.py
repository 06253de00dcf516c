"""Lists of units pasted in a browser: tables of a word processor, and a row that waits for a choice."""

import pytest
from django.urls import reverse

from tests.browser.test_amendment import opened_by_secretary
from tests.factories import ClusterFactory, ClusterYearFactory, PactFactory, UnitFactory

pytestmark = pytest.mark.browser
NAMES = [f"Sở Số {number}" for number in range(20)]
TABLE = "<table><tr><td>1</td><td><p>Sở Y</p><p>tế</p></td><td>Trưởng khối</td></tr></table>"
PASTE = """([text, html]) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", text);
    const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
    document.querySelector("#text").dispatchEvent(event);
}"""


@pytest.fixture
def pact(transactional_db):
    province = UnitFactory(slug="tinh-x", name="Tỉnh X", kind="province")
    UnitFactory(name="Xã Văn Lang", slug="xa-van-lang", place=province)
    cluster = ClusterFactory(slug="khoi-x", organiser=province, place=province)
    return PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))


def paste_page(pact):
    return reverse("desk:units", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug])


def test_a_cell_of_several_lines_is_one_unit(page, live_server, pact):
    opened = opened_by_secretary(page, live_server, pact)
    opened.goto(paste_page(pact))

    with opened.expect_navigation():
        opened.evaluate(PASTE, ["1\nSở Y\ntế\nTrưởng khối", TABLE])

    assert opened.locator("input[name=piece]").input_value() == "Sở Y tế"
    assert opened.locator("select[name=column]").count() == 3


@pytest.mark.parametrize("javascript", [True, False])
def test_the_row_that_waits_is_named_in_view(page, live_server, pact, javascript):
    opened = opened_by_secretary(page, live_server, pact, width=1093, height=560, javascript=javascript)
    opened.goto(paste_page(pact))
    opened.locator("#text").fill("\n".join([*NAMES, "Xã Văn Lăng"]))
    opened.locator("button[name=find]").first.click()
    opened.locator("button[name=apply]").click()

    error = opened.locator("#unit-21-error")
    error.wait_for()
    box = error.bounding_box()
    assert "Xã Văn Lăng" in error.inner_text()
    assert 0 <= box["y"] < 560 - 60
