"""Accounts in a browser: axe on every page, no style refused, and the way in on a telephone."""

from axes.models import AccessAttempt

from clusters.accounts.services import digest_of
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
