"""Accounts in a browser: axe on every page, no style refused, and the way in on a telephone."""

from axes.models import AccessAttempt

from clusters.models import AuthenticatorDevice
from clusters.services.accounts import digest_of
from tests.browser.hands import sign_in, sign_in_silently
from tests.browser.looking import faults_of
from tests.clusters.accounts import NEW_PASSWORD, code_of, with_second_factor
from tests.factories import InvitationFactory, MandateFactory, UserFactory


def test_no_page_of_an_account_has_a_fault(page, transactional_db, live_server):
    organiser = MandateFactory(organiser=True).user
    account = InvitationFactory(made_by=organiser).user
    mandate = MandateFactory(user=account, organiser=True, unit=organiser.mandates.get().unit)
    opened = page()
    sign_in_silently(opened.context, live_server.url, organiser)

    own = ["", "xac-thuc/", "danh-sach/", "moi/", f"{account.pk}/", f"{account.pk}/phan-cong/"]
    own += [f"phan-cong/{mandate.pk}/{name}/" for name in ("ket-thuc", "ban-giao")]
    assert faults_of(opened, ["/mat-khau/doi/", *(f"/tai-khoan/{name}" for name in own)]) == []


def test_no_page_before_signing_in_has_a_fault(page, transactional_db):
    with_second_factor(half := UserFactory())
    InvitationFactory(digest=digest_of("loi-moi"))
    opened = page()
    opened.goto("/dang-nhap/")
    sign_in(opened, half)

    addresses = ["/dang-nhap/ma/", "/mat-khau/quen/", "/mat-khau/quen/da-gui/", "/mat-khau/dat-lai/x/y/"]
    assert faults_of(opened, [*addresses, "/loi-moi/loi-moi/", "/loi-moi/khong-co/"]) == []


def test_back_after_signing_out_shows_nothing_and_nothing_is_left_in_the_browser(page, transactional_db, live_server):
    user = UserFactory(full_name="Trần Văn Kín", is_staff=True, is_superuser=True)
    opened = page()
    sign_in_silently(opened.context, live_server.url, user)
    opened.goto("/admin/clusters/user/")
    opened.goto("/tai-khoan/")
    opened.evaluate("localStorage.setItem('desk|1|/|x', 'words')")
    press(opened, "button", "Đăng xuất")

    for _page in range(2):
        opened.go_back()
        assert "Trần Văn Kín" not in opened.content()
        assert "/dang-nhap/" in opened.url
    assert opened.evaluate("Object.keys(localStorage)") == []


def test_the_offer_of_a_second_step_is_put_off_without_a_script(page, transactional_db, settings):
    settings.SECOND_FACTOR = True
    telephone = page(width=390, height=844, javascript=False)
    telephone.goto("/dang-nhap/")
    sign_in(telephone, UserFactory())

    press(telephone, "button", "Để sau")

    assert telephone.url.endswith("/tai-khoan/")


def test_an_invited_person_is_in_after_three_actions_without_a_script(page, transactional_db):
    invited = InvitationFactory(digest=digest_of("loi-moi"), user__full_name="Nguyễn Thị Hoa").user
    telephone = page(width=390, height=844, javascript=False)

    telephone.goto("/loi-moi/loi-moi/")
    telephone.get_by_label("Mật khẩu tự chọn").fill(NEW_PASSWORD)
    with telephone.expect_navigation():
        telephone.get_by_role("button", name="Bắt đầu").click()

    assert telephone.get_by_role("heading", name="Tài khoản của tôi").is_visible()
    assert invited.username in telephone.content()
    invited.refresh_from_db()
    assert invited.check_password(NEW_PASSWORD)


def test_an_organisers_secretariat_comes_in_hands_over_and_is_locked_out_without_a_script(
    page, transactional_db, settings
):
    settings.SECOND_FACTOR = True
    user = MandateFactory(organiser=True).user
    mandate = MandateFactory(cluster__organiser=user.mandates.get().unit, first_year=2025)
    telephone = page(width=390, height=844, javascript=False)

    telephone.goto("/dang-nhap/")
    sign_in(telephone, user)
    telephone.get_by_label("Mã", exact=True).fill(code_of(AuthenticatorDevice.objects.get()))
    press(telephone, "button", "Xác nhận")
    assert telephone.locator(".codes code").count() == 10
    press(telephone, "link", "Đã cất giữ, đi tiếp")
    assert telephone.url.endswith("/ban-lam-viec/")

    telephone.goto(f"/tai-khoan/phan-cong/{mandate.pk}/ban-giao/")
    telephone.get_by_label("Họ và tên").fill("Vũ Kế Nhiệm")
    press(telephone, "button", "Bàn giao")
    assert "/loi-moi/" in telephone.get_by_label("Liên kết", exact=True).input_value()

    press(telephone, "button", "Đăng xuất")
    for _number in range(5):
        telephone.goto("/admin/")
        sign_in(telephone, user, "đoán mò")
    assert telephone.get_by_role("heading", name="Đăng nhập sai quá nhiều lần").is_visible()


def press(opened, role, name):
    """Press what leads to another page, and wait until it is there."""
    with opened.expect_navigation():
        opened.get_by_role(role, name=name, exact=True).first.click()


def test_a_fault_far_down_is_in_sight_on_a_telephone(page, transactional_db):
    InvitationFactory(digest=digest_of("loi-moi"))
    telephone = page(width=390, height=640, javascript=False)
    telephone.goto("/loi-moi/loi-moi/")
    telephone.locator("#id_password").fill("123")

    press(telephone, "button", "Bắt đầu")

    box = telephone.locator("#id_password_error").bounding_box()
    assert 0 < box["y"] < 640


def test_a_password_is_looked_at_and_sent_as_a_password(page, transactional_db):
    opened = page()
    opened.goto("/dang-nhap/")
    field = opened.locator("#id_password")
    field.fill("mật khẩu")

    opened.get_by_role("button", name="Hiện Mật khẩu").click()
    assert field.get_attribute("type") == "text"
    opened.get_by_role("button", name="Ẩn Mật khẩu").click()
    assert field.get_attribute("type") == "password"


def test_a_button_copies_the_link(page, transactional_db, live_server):
    mandate = MandateFactory(organiser=True)
    opened = page(permissions=["clipboard-read", "clipboard-write"])
    sign_in_silently(opened.context, live_server.url, mandate.user)
    opened.goto("/tai-khoan/moi/")
    opened.locator("#id_full_name").fill("Nguyễn Thị Hoa")
    opened.locator("#id_named").fill(mandate.unit.name)
    press(opened, "button", "Tạo liên kết mời")

    opened.get_by_role("button", name="Sao chép").click()

    opened.get_by_role("button", name="Đã sao chép").wait_for()
    assert opened.evaluate("navigator.clipboard.readText()") == opened.locator("#link").input_value()


def test_the_second_factor_is_shown_without_a_script(page, transactional_db):
    device, _codes = with_second_factor(user := UserFactory())
    telephone = page(width=390, height=844, javascript=False)
    telephone.goto("/dang-nhap/?next=/tai-khoan/")
    sign_in(telephone, user)

    telephone.get_by_label("Mã").fill(code_of(device))
    with telephone.expect_navigation():
        telephone.keyboard.press("Enter")

    assert telephone.url.endswith("/tai-khoan/")
    assert not AccessAttempt.objects.exists()


def test_the_picture_for_the_telephone_is_drawn_under_the_strict_policy(page, transactional_db, live_server):
    opened = page()
    refused = []
    opened.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    sign_in_silently(opened.context, live_server.url, UserFactory())

    opened.goto("/tai-khoan/xac-thuc/")

    box = opened.locator(".qr svg").bounding_box()
    assert (box["width"] > 200, abs(box["width"] - box["height"]) < 1) == (True, True)
    assert refused == []
