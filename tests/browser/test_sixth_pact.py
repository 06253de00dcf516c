"""An administrator enters a sixth pact in the admin, records it as signed, and a visitor reads it."""

import pytest

from tests.factories import PASSWORD, UnitFactory, UserFactory


@pytest.fixture
def desk(page, transactional_db):
    """The admin, signed in."""
    user = UserFactory(admin=True)
    opened = page(width=1360, height=1000)
    opened.goto("/dang-nhap/?next=/admin/")
    opened.get_by_label("Tên đăng nhập").fill(user.username)
    opened.get_by_label("Mật khẩu").fill(PASSWORD)
    opened.keyboard.press("Enter")
    opened.wait_for_selector("#site-name")
    return opened


def choose(page, field, words, option):
    """Pick an option of an autocomplete by typing some of it without accents."""
    page.locator(f".field-{field} .select2-selection, [id='select2-id_{field}-container']").first.click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(".select2-results__option", has_text=option).first.click()


def choose_in_row(page, row, field, words, option):
    page.locator(f"#{row} .field-{field} .select2-selection").click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(".select2-results__option", has_text=option).first.click()


def save(page, button="_save"):
    page.locator(f"input[name={button}]").first.click()
    page.wait_for_load_state()
    assert page.locator(".errornote").count() == 0, page.locator(".errorlist").all_inner_texts()


def test_a_sixth_pact_goes_from_the_admin_to_a_visitor(desk, page):
    UnitFactory(slug="so-y-te", name="Sở Y tế")
    UnitFactory(slug="so-giao-duc", name="Sở Giáo dục và Đào tạo")

    desk.goto("/admin/clusters/cluster/add/")
    desk.locator("#id_name").fill("Khối thi đua Văn hóa - Xã hội")
    desk.locator("#id_slug").fill("khoi-van-hoa-xa-hoi")
    desk.locator("#id_kind").select_option("khoi")
    save(desk)

    desk.goto("/admin/clusters/clusteryear/add/")
    choose(desk, "cluster", "van hoa xa hoi", "Khối thi đua Văn hóa")
    desk.locator("#id_label").fill("2026")
    desk.locator("#id_slug").fill("2026")
    desk.locator("#id_year").fill("2026")
    for index, (words, name, role) in enumerate(
        [("so y te", "Sở Y tế", "leader"), ("giao duc", "Sở Giáo dục và Đào tạo", "deputy")]
    ):
        if not desk.locator(f"#memberships-{index}").count():
            desk.locator("#memberships-group .add-row a").click()
        choose_in_row(desk, f"memberships-{index}", "unit", words, name)
        desk.locator(f"#id_memberships-{index}-role").select_option(role)
    save(desk)

    desk.goto("/admin/pacts/conference/add/")
    desk.locator("#id_held_on").fill("16/3/2026")
    desk.locator("#id_venue").fill("Hội trường Sở Y tế")
    save(desk)

    desk.goto("/admin/pacts/pact/add/")
    choose(desk, "cluster_year", "van hoa", "2026")
    choose(desk, "conference", "so y te", "16/03/2026")
    desk.locator("#id_theme").fill("Đoàn kết, kỷ cương, đột phá")
    for index, text in enumerate(
        ["Hoàn thành xuất sắc nhiệm vụ năm 2026", "Đẩy mạnh chuyển đổi số; cải cách hành chính"]
    ):
        if not desk.locator(f"#commitments-{index}").count():
            desk.locator("#commitments-group .add-row a").click()
        desk.locator(f"#id_commitments-{index}-text").fill(text)
    save(desk, "_continue")

    visitor = page()
    assert visitor.goto("/giao-uoc/khoi-van-hoa-xa-hoi/2026/").status == 404
    desk.get_by_role("link", name="Ghi nhận đã ký").click()
    desk.get_by_role("button", name="Ghi nhận đã ký").click()
    desk.wait_for_load_state()

    visitor.goto("/")
    visitor.get_by_role("link", name="Khối thi đua Văn hóa - Xã hội").first.click()
    assert visitor.locator("ol.commitments > li").count() == 2
    assert "Hoàn thành xuất sắc nhiệm vụ năm 2026" in visitor.locator("ol.commitments > li").first.inner_text()
    assert "16/03/2026" in visitor.locator("main").inner_text()
    assert "Sở Y tế" in visitor.locator("main").inner_text()

    desk.goto("/admin/pacts/pact/")
    desk.locator("#result_list tbody a").first.click()
    assert desk.locator("#id_theme").count() == 0, "a sealed pact is read-only"
