"""Awards at the desk in a browser: pasted, mended and entered without a script; found as one types with or without."""

import pytest

from awards.models import Award
from clusters.models import Cluster
from tests.browser.hands import sign_in
from tests.browser.looking import faults
from tests.examples import load_examples
from tests.factories import MandateFactory

SENTENCE = (
    "Tặng Cờ thi đua của UBND tỉnh cho Sở Nội vụ; Bằng khen của UBND tỉnh cho 3 tập thể. "
    "Sở Tài chánh được tặng Bằng khen của UBND thành phố. Sáng nay trời đẹp."
)


@pytest.fixture
def opened(page, transactional_db):
    """Return a function that opens the awards of the Huế bloc of 2021 as its organiser's secretariat."""
    load_examples()
    cluster = Cluster.objects.get(slug="khoi-tong-hop-thua-thien-hue")
    cluster.organiser = cluster.place
    cluster.save()
    user = MandateFactory(organiser=True, unit=cluster.place).user
    address = f"/ban-lam-viec/{cluster.slug}/2021/khen-thuong/"

    def opener(**options):
        tab = page(**options)
        tab.goto("/dang-nhap/")
        sign_in(tab, user)
        tab.goto(address)
        return tab

    return opener


def test_a_list_is_pasted_mended_and_entered_without_a_script(opened):
    tab = opened(javascript=False)

    tab.get_by_role("link", name="Dán danh sách").click()
    tab.get_by_label("Câu văn, danh sách").fill(SENTENCE)
    tab.get_by_role("button", name="Xem kết quả đọc được").click()
    tab.get_by_label("Số quyết định").first.fill("12/QĐ-UBND")
    tab.get_by_role("button", name="Nhập các khen thưởng này").click()
    tab.wait_for_selector("text=Hãy chọn đúng đơn vị")
    tab.get_by_label("Sở Tài chính, Thành phố Huế").check()
    tab.get_by_role("button", name="Nhập các khen thưởng này").click()
    tab.wait_for_selector("text=Đã nhập 3 dòng khen thưởng.")

    given = Award.objects.filter(decision__isnull=False).order_by("pk")
    assert list(given.values_list("as_written", "unit__name", "granted_count", "decision__number")) == [
        ("Cờ thi đua của UBND tỉnh", "Sở Nội vụ", None, "12/QĐ-UBND"),
        ("Bằng khen của UBND tỉnh", None, 3, "12/QĐ-UBND"),
        ("Bằng khen của UBND thành phố", "Sở Tài chính", None, "12/QĐ-UBND"),
    ]


def test_no_page_of_awards_has_a_fault_however_full(opened):
    tab, found = opened(), []
    found += faults(tab)
    tab.get_by_role("link", name="Dán danh sách").click()
    tab.get_by_label("Câu văn, danh sách").fill(SENTENCE)
    tab.get_by_role("button", name="Xem kết quả đọc được").click()
    tab.wait_for_selector("text=Đọc được 3 dòng khen thưởng")
    tab.get_by_role("button", name="Nhập các khen thưởng này").click()
    tab.wait_for_selector("text=Hãy chọn đúng đơn vị")
    found += faults(tab)
    tab.get_by_label("Sở Tài chính, Thành phố Huế").check()
    tab.get_by_role("button", name="Nhập các khen thưởng này").click()
    tab.wait_for_selector("text=Đã nhập 3 dòng khen thưởng.")
    found += faults(tab)
    for name in ("Sửa Cờ", "Hủy bỏ, thu hồi Cờ"):
        tab.goto(tab.get_by_role("link", name=name).first.get_attribute("href"))
        found += faults(tab)
        tab.go_back()

    assert found == []
