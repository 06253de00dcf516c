"""Nothing typed at the desk is lost: the line cut, the session ended, the server killed, two writers."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Error, expect

from pacts.models import PactMove
from pacts.services import keep_changes, keep_draft, sign_pact
from tests.factories import PASSWORD, ClusterFactory, ClusterYearFactory, MandateFactory, PactFactory, UnitFactory

ROOT = Path(__file__).resolve().parent.parent.parent
THEME = "[name=pact-theme]"
SLOGAN = "[name=pact-slogan]"
TEXT = "[name=commitments-0-text]"


@pytest.fixture
def pact(transactional_db):
    unit = UnitFactory(slug="tinh-x", name="Tỉnh X", kind="province")
    cluster = ClusterFactory(slug="khoi-x", name="Khối X", organiser=unit)
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))
    row = {"key": "a", "text": "Hoàn thành nhiệm vụ", "standing": "agreed"}
    guest = {"key": "g", "name": "Lê A", "roles": ["guest"]}
    return keep_draft(pact=pact, document={"commitments": [row], "participants": [guest]}, by=None)


@pytest.fixture
def user(pact):
    return secretary(pact)


def secretary(pact):
    return MandateFactory(organiser=True, unit=pact.cluster_year.cluster.organiser).user


@pytest.fixture
def desk(page, live_server, pact, user):
    """Opens the pact's page as the secretary, or as somebody else: `desk()`, `desk(user=other, javascript=False)`."""

    def open_desk(user=user, **options):
        opened = page(**options)
        sign_in_silently(opened.context, live_server.url, user)
        opened.goto(address(pact))
        return opened

    return open_desk


def sign_in_silently(context, site, user):
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])


def address(pact, name="pact", *more):
    return reverse(f"desk:{name}", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug, *more])


def draft(pact):
    pact.refresh_from_db()
    return pact.draft


def theme(pact):
    return (draft(pact).get("pact") or {}).get("theme")


def until(page, condition, seconds=10.0):
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        page.wait_for_timeout(50)


def says(page, words):
    expect(page.locator("[data-state]")).to_contain_text(words, timeout=15_000)


def write(pact, by=None, **fields):
    """Somebody else keeps fields of the header."""
    change = {"do": "set", "section": "pact"}
    current = draft(pact).get("pact") or {}
    changes = [change | {"field": name, "before": current.get(name), "value": value} for name, value in fields.items()]
    keep_changes(pact=pact, changes=changes, by=by)


def sign_in(page, user, password=PASSWORD):
    page.locator("#id_username").fill(user.username)
    page.locator("#id_password").fill(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


# --- Kept by itself ----------------------------------------------------------------------------


def test_what_is_typed_is_kept_within_two_seconds_even_while_keys_go_on(desk, pact):
    page = desk()
    begun = time.monotonic()
    page.locator(THEME).press_sequentially("Đoàn kết, kỷ cương, đổi mới, sáng tạo", delay=80)  # some three seconds

    assert theme(pact)  # it did not wait for the end
    says(page, "Đã lưu lúc")
    until(page, lambda: theme(pact) == "Đoàn kết, kỷ cương, đổi mới, sáng tạo", seconds=2)
    assert time.monotonic() - begun < 8
    assert page.locator("[data-state]").get_attribute("role") == "status"


def test_ticks_are_kept(desk, pact):
    page = desk()

    page.locator("[name=participants-0-roles][value=speaker]").check()

    until(page, lambda: draft(pact)["participants"][0]["roles"] == ["speaker", "guest"])


def test_a_lost_line_is_told_and_nothing_is_lost(desk, pact):
    page = desk()
    page.context.set_offline(True)
    page.locator(THEME).fill("Đoàn kết")
    says(page, "Chưa lưu được")

    page.context.set_offline(False)

    until(page, lambda: theme(pact) == "Đoàn kết")
    says(page, "Đã lưu lúc")
    assert page.evaluate("Object.keys(localStorage)") == []


# --- The session and the token ------------------------------------------------------------------


def test_an_ended_session_is_told_and_the_waiting_page_goes_on_after_sign_in_in_another_tab(desk, pact, user):
    page = desk()
    page.context.clear_cookies()
    page.locator(THEME).fill("Đoàn kết")
    says(page, "Phiên làm việc đã hết")

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Đăng nhập ở thẻ mới").click()
    sign_in(opened.value, user)

    until(page, lambda: theme(pact) == "Đoàn kết")
    says(page, "Đã lưu lúc")
    page.locator(SLOGAN).fill("Khẩu hiệu")
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu", exact=True).click()
    assert (draft(pact)["pact"]["slogan"], pact.draft_by) == ("Khẩu hiệu", user)


def test_words_are_not_kept_under_the_name_of_another_person_unasked(desk, pact):
    page, other = desk(), secretary(pact)
    page.context.clear_cookies()
    page.locator(THEME).fill("Đoàn kết")
    says(page, "Phiên làm việc đã hết")

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Đăng nhập ở thẻ mới").click()
    sign_in(opened.value, other)
    says(page, f"Hiện đang đăng nhập với tên {other}")
    assert theme(pact) is None
    page.get_by_role("button", name=f"Lưu với tên {other}").click()

    until(page, lambda: theme(pact) == "Đoàn kết")
    assert pact.draft_by == other


def test_a_changed_token_is_fetched_anew(desk, pact):
    page = desk()
    page.context.clear_cookies(name="csrftoken")

    page.locator(THEME).fill("Đoàn kết")

    until(page, lambda: theme(pact) == "Đoàn kết")


def test_without_javascript_an_ended_session_carries_the_words_through_sign_in(desk, pact, user):
    page = desk(javascript=False)
    page.locator(THEME).fill("Đoàn kết")
    page.locator(TEXT).fill("Hai\ndòng")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("main")).to_contain_text("những gì đã gõ đi theo")
    sign_in(page, user, "sai mật khẩu")
    sign_in(page, user)

    assert page.url.endswith(address(pact))
    assert (theme(pact), draft(pact)["commitments"][0]["text"].splitlines()) == ("Đoàn kết", ["Hai", "dòng"])


def test_without_javascript_a_changed_token_offers_the_words_again(desk, page, pact, user):
    opened = desk(javascript=False)
    tab = opened.context.new_page()
    tab.goto("/dang-nhap/")
    sign_in(tab, user)
    opened.locator(THEME).fill("Đoàn kết")

    opened.get_by_role("button", name="Lưu", exact=True).click()
    opened.get_by_role("button", name="Gửi lại nội dung đã gõ").click()

    assert (theme(pact), opened.locator(THEME).input_value()) == ("Đoàn kết", "Đoàn kết")


# --- The page is gone ---------------------------------------------------------------------------


def type_unkept(page):
    """Type, tick, add a row and move it, with nobody to keep it."""
    page.route("**/luu/", lambda route: route.abort())
    page.locator(THEME).fill("Đoàn kết")
    page.locator("[name=participants-0-roles][value=speaker]").check()
    page.locator("button[value='add:commitments']").click()
    page.locator("[name=commitments-1-text]").fill("Việc mới")
    page.keyboard.press("Alt+ArrowUp")
    says(page, "Chưa lưu được")


def assert_all_came_back(page, pact):
    until(page, lambda: theme(pact) == "Đoàn kết")
    until(page, lambda: len(draft(pact)["commitments"]) == 2)
    assert [row["text"] for row in draft(pact)["commitments"]] == ["Việc mới", "Hoàn thành nhiệm vụ"]
    assert draft(pact)["participants"][0]["roles"] == ["speaker", "guest"]
    expect(page.locator("#commitments textarea[name$='-text']").first).to_have_value("Việc mới")
    assert page.locator(THEME).input_value() == "Đoàn kết"
    page.wait_for_function("() => localStorage.length === 0")


def test_a_closed_tab_opened_again_comes_back_to_the_same_text(desk, pact):
    page = desk()
    type_unkept(page)
    context = page.context
    context.set_offline(True)  # the last word of a closing page is not heard either
    page.close()

    context.set_offline(False)
    page = context.new_page()
    page.goto(address(pact))

    assert_all_came_back(page, pact)


def test_a_crashed_page_comes_back_to_the_same_text(desk, pact):
    page = desk()
    type_unkept(page)
    page.wait_for_timeout(500)  # the browser itself writes a little later
    context = page.context
    crash(page)

    page = context.new_page()
    page.goto(address(pact))

    assert_all_came_back(page, pact)


def crash(page):
    with suppress(Error):
        page.goto("chrome://crash", timeout=3000)


def test_what_comes_back_overwrites_nobody(desk, pact):
    page = desk()
    page.context.set_offline(True)
    page.locator(THEME).fill("Của tôi")
    says(page, "Chưa lưu được")
    context = page.context
    page.close()
    write(pact, theme="Của người khác")

    context.set_offline(False)
    page = context.new_page()
    page.goto(address(pact))

    expect(page.locator(".conflict")).to_contain_text("Của người khác")
    assert page.locator(THEME).input_value() == "Của tôi"
    page.wait_for_timeout(2500)
    assert theme(pact) == "Của người khác"


def test_a_page_still_open_keeps_its_own_words_to_itself(desk, pact):
    page = desk()
    page.context.route("**/luu/", lambda route: route.abort())
    page.locator(THEME).fill("Đang gõ")
    says(page, "Chưa lưu được")

    tab = page.context.new_page()
    tab.goto(address(pact))
    tab.wait_for_timeout(800)

    assert tab.locator(THEME).input_value() == ""


def test_another_person_at_the_same_computer_is_not_offered_the_words(desk, live_server, pact):
    page, other = desk(), secretary(pact)
    page.context.set_offline(True)
    page.locator(THEME).fill("Của tôi")
    says(page, "Chưa lưu được")
    context = page.context
    page.close()
    context.set_offline(False)
    context.clear_cookies()
    sign_in_silently(context, live_server.url, other)

    page = context.new_page()
    page.goto(address(pact))
    page.wait_for_timeout(1000)

    assert (page.locator(THEME).input_value(), theme(pact)) == ("", None)


def test_signing_out_with_words_not_kept_asks_first_and_then_forgets_them(desk, pact):
    page = desk()
    page.context.route("**/luu/", lambda route: route.abort())
    page.locator(THEME).fill("Của tôi")
    says(page, "Chưa lưu được")

    page.get_by_role("button", name="Đăng xuất").click()
    says(page, "Bấm lần nữa")
    with page.expect_navigation():
        page.get_by_role("button", name="Đăng xuất").click()

    assert page.evaluate("Object.keys(localStorage)") == []


def test_words_for_a_pact_that_is_no_longer_written_are_shown(desk, pact):
    page = desk()
    page.context.set_offline(True)
    page.locator(THEME).fill("Gõ muộn")
    says(page, "Chưa lưu được")
    context = page.context
    page.close()
    sign_pact(pact=pact, by=None)

    context.set_offline(False)
    page = context.new_page()
    page.goto(address(pact))

    expect(page.locator(".conflict")).to_contain_text("Gõ muộn")


# --- The server is gone -------------------------------------------------------------------------


@pytest.fixture
def server(tmp_path):
    """A server of its own that can be killed: `server.start()`, `server.kill()`; `server.run(command)` for its data."""

    class Server:
        def __init__(self):
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
            self.site = f"http://127.0.0.1:{self.port}"
            self.environ = os.environ | {
                "DJANGO_SETTINGS_MODULE": "pactsite.settings",
                "DATABASE_URL": f"sqlite:///{tmp_path}/register.sqlite3",
                "DEBUG": "True",
                "PYTHONPATH": str(ROOT),
            }
            self.process = None

        def run(self, *command):
            done = subprocess.run(
                [sys.executable, *command], env=self.environ, cwd=ROOT, check=True, capture_output=True, text=True
            )
            return done.stdout.strip()

        def start(self):
            gunicorn = [sys.executable, "-m", "gunicorn", "pactsite.wsgi", "-b", f"127.0.0.1:{self.port}", "-w", "1"]
            self.process = subprocess.Popen(gunicorn, env=self.environ, cwd=ROOT, start_new_session=True)
            end = time.monotonic() + 30
            while time.monotonic() < end:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                        return
                time.sleep(0.1)
            raise AssertionError("the server did not start")

        def kill(self):
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    server = Server()
    yield server
    if server.process.poll() is None:
        server.kill()


MAKE = """
import django; django.setup()
from datetime import date
from django.test import Client
from clusters.models import Cluster, ClusterYear, Mandate, Unit, User
from pacts.models import Pact
unit = Unit.objects.create(slug="tinh-x", name="Tỉnh X")
cluster = Cluster.objects.create(slug="khoi-x", name="Khối X", kind="khoi", organiser=unit)
year = ClusterYear.objects.create(cluster=cluster, label="2021", slug="2021", year=2021)
pact = Pact.objects.create(cluster_year=year)
user = User.objects.create(username="thuky", full_name="Thư ký")
Mandate.objects.create(user=user, scope="organiser", kind="secretariat", unit=unit, starts_on=date(2020, 1, 1))
client = Client(); client.force_login(user); print(client.cookies["sessionid"].value)
"""
THEME_THERE = """
import django; django.setup()
from pacts.models import Pact
print(Pact.objects.get().draft["pact"].get("theme"))
"""


def test_a_server_killed_between_two_savings_and_started_again_loses_nothing(browser, server):
    server.run("manage.py", "migrate", "-v0")
    session = server.run("-c", MAKE)
    server.start()
    context = browser.new_context(base_url=server.site)
    context.add_cookies([{"name": "sessionid", "value": session, "url": server.site}])
    page = context.new_page()
    page.goto("/ban-lam-viec/khoi-x/2021/")
    page.locator(THEME).fill("Đoàn kết")
    says(page, "Đã lưu lúc")

    server.kill()
    page.locator(THEME).fill("Đoàn kết, sáng tạo")
    page.locator("button[value='add:commitments']").click()
    page.locator("[name=commitments-0-text]").fill("Việc mới")
    says(page, "Chưa lưu được")
    server.start()

    says(page, "Đã lưu lúc")
    assert server.run("-c", THEME_THERE) == "Đoàn kết, sáng tạo"
    page.reload()
    expect(page.locator(TEXT)).to_have_value("Việc mới")
    context.close()


# --- Two who write ------------------------------------------------------------------------------


def test_two_people_at_different_fields_both_stand(desk, pact):
    mine, theirs = desk(), desk(user=secretary(pact))

    mine.locator(THEME).fill("Của tôi")
    theirs.locator(SLOGAN).fill("Của người khác")

    until(mine, lambda: (draft(pact).get("pact") or {}).get("slogan") == "Của người khác" and theme(pact) == "Của tôi")
    mine.locator(SLOGAN).focus()
    mine.locator(THEME).fill("Của tôi, lần hai")
    until(mine, lambda: theme(pact) == "Của tôi, lần hai")
    says(mine, "Người khác đã sửa những chỗ khác")
    assert draft(pact)["pact"]["slogan"] == "Của người khác"


@pytest.mark.parametrize(("choice", "stands"), [("Giữ của tôi", "Của tôi"), ("Lấy của người kia", "Của người khác")])
def test_two_people_at_one_field_the_second_sees_both_texts_and_chooses(desk, pact, choice, stands):
    page = desk()
    write(pact, theme="Của người khác")

    page.locator(THEME).fill("Của tôi")
    box = page.locator(".conflict")
    expect(box).to_contain_text("Của người khác")
    page.locator(SLOGAN).fill("Gõ tiếp")  # life goes on meanwhile
    until(page, lambda: (draft(pact)["pact"]).get("slogan") == "Gõ tiếp")
    assert theme(pact) == "Của người khác"
    assert page.locator(THEME).input_value() == "Của tôi"
    box.get_by_role("button", name=choice).click()

    says(page, "Đã lưu lúc")
    until(page, lambda: theme(pact) == stands)
    assert (page.locator(THEME).input_value(), page.locator(".conflict").count()) == (stands, 0)


def test_a_choice_that_meets_another_is_told_in_words_and_not_in_codes(desk, pact):
    page = desk()
    change = {"do": "set", "section": "conference", "field": "part_of_day", "before": None, "value": "evening"}
    keep_changes(pact=pact, changes=[change], by=None)

    page.locator("[name=conference-part_of_day]").select_option("morning")

    expect(page.locator(".conflict")).to_contain_text("Của người khác: tối")


def test_a_row_somebody_else_removed_is_put_back_or_let_go(desk, pact):
    page = desk()
    keep_draft(pact=pact, document=draft(pact) | {"commitments": []}, by=None)

    page.locator(TEXT).fill("Hoàn thành xuất sắc")
    page.get_by_role("button", name="Đưa dòng trở lại").click()

    until(page, lambda: [row["text"] for row in draft(pact)["commitments"]] == ["Hoàn thành xuất sắc"])


def test_a_row_somebody_else_changed_is_not_removed(desk, pact):
    page = desk()
    rows = [draft(pact)["commitments"][0] | {"text": "Của người khác"}]
    keep_draft(pact=pact, document=draft(pact) | {"commitments": rows}, by=None)

    page.locator("#commitments .desk-row").first.get_by_role("button", name="Bỏ", exact=True).click()

    expect(page.locator("#commitments .conflict")).to_contain_text("dòng chưa bị xóa")
    expect(page.locator(TEXT)).to_have_value("Của người khác")
    assert len(draft(pact)["commitments"]) == 1


def test_a_second_tab_of_the_same_page_adds_to_the_first(desk, pact):
    page = desk()
    tab = page.context.new_page()
    tab.goto(address(pact))
    page.locator(THEME).fill("Chủ đề")
    until(page, lambda: theme(pact) == "Chủ đề")

    tab.locator(SLOGAN).fill("Khẩu hiệu")
    until(tab, lambda: draft(pact)["pact"].get("slogan") == "Khẩu hiệu")
    with tab.expect_navigation():
        tab.get_by_role("button", name="Lưu", exact=True).click()

    assert (theme(pact), draft(pact)["pact"]["slogan"]) == ("Chủ đề", "Khẩu hiệu")


def test_without_javascript_a_stale_second_tab_overwrites_nothing(desk, pact):
    page = desk(javascript=False)
    tab = page.context.new_page()
    tab.goto(address(pact))
    for opened, words in ((page, "Thẻ một"), (tab, "Thẻ hai")):
        opened.locator(THEME).fill(words)
        opened.get_by_role("button", name="Lưu", exact=True).click()

    assert theme(pact) == "Thẻ một"
    expect(tab.locator("main")).to_contain_text("Thẻ một")
    assert tab.locator(THEME).input_value() == "Thẻ hai"


# --- Typing in Vietnamese -----------------------------------------------------------------------


def test_unikey_erases_and_retypes_while_answers_arrive(desk, pact):
    page = desk()
    field = page.locator(THEME)
    field.fill("Năm : sáng tạo")
    until(page, lambda: theme(pact) == "Năm : sáng tạo")
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
    until(page, lambda: theme(pact) == f"{wanted}: sáng tạo", seconds=2.5)
    assert pact.draft_revision > 3  # it was kept while one typed


def test_a_composing_keyboard_is_left_alone(desk, pact):
    page = desk()
    page.locator(THEME).focus()
    keys = page.context.new_cdp_session(page)

    for part in ("d", "dd", "đ", "đo", "đoa", "đoan", "đoàn"):
        keys.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
        page.wait_for_timeout(400)  # an answer arrives within
    keys.send("Input.insertText", {"text": "đoàn"})

    until(page, lambda: theme(pact) == "đoàn")
    assert page.locator(THEME).input_value() == "đoàn"


# --- Twice, back, undone ------------------------------------------------------------------------


def double_click(page, button):
    with page.expect_navigation():
        button.dblclick(no_wait_after=True)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_double_click_signs_once(desk, pact, javascript):
    page = desk(javascript=javascript)

    double_click(page, page.get_by_role("button", name="Ghi nhận đã ký"))
    double_click(page, page.get_by_role("button", name="Ghi nhận đã ký"))

    assert list(PactMove.objects.values_list("after", flat=True)) == ["signed"]
    expect(page.locator("h1")).to_contain_text("Khối X")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_double_click_adds_one_cluster_one_year_and_pasted_rows_once(desk, pact, javascript):
    page = desk(javascript=javascript)
    page.goto(reverse("desk:cluster_add"))
    page.locator("#id_name").fill("Cụm số 1")
    page.locator("#id_kind").select_option("cum")
    double_click(page, page.get_by_role("button", name="Thêm", exact=True))
    page.locator("#id_label").fill("2022")
    double_click(page, page.get_by_role("button", name="Mở năm", exact=True))
    double_click(page, page.locator("button[value='paste:commitments']"))
    page.locator("#text").fill("1. Một việc\n2. Hai việc")
    with page.expect_navigation():
        page.locator("main form button").first.click()
    double_click(page, page.locator("button[name=use]").first)

    cluster = type(pact.cluster_year.cluster).objects.get(name="Cụm số 1")
    added = cluster.years.get().pact
    assert [row["text"] for row in added.draft["commitments"]] == ["Một việc", "Hai việc"]


def test_back_after_a_move_shows_what_is_and_overwrites_nothing(desk, pact):
    page = desk()
    page.locator(THEME).fill("Đoàn kết")
    for _page in range(2):
        with page.expect_navigation():
            page.get_by_role("button", name="Ghi nhận đã ký").click()

    page.go_back()
    page.go_back()
    page.wait_for_timeout(500)

    page.wait_for_selector("fieldset.whole[disabled]")
    pact.refresh_from_db()
    assert (pact.status, pact.theme) == ("signed", "Đoàn kết")


def test_back_after_keeping_shows_the_typed_text(desk, pact):
    page = desk()
    page.locator(THEME).fill("Đoàn kết")
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu", exact=True).click()
    page.goto(reverse("desk:home"))

    page.go_back()

    expect(page.locator(THEME)).to_have_value("Đoàn kết")
    page.locator(SLOGAN).fill("Khẩu hiệu")
    until(page, lambda: draft(pact)["pact"].get("slogan") == "Khẩu hiệu")
    assert theme(pact) == "Đoàn kết"


def test_back_to_words_that_were_not_kept_finds_them(desk, pact):
    page = desk()
    page.context.route("**/luu/", lambda route: route.abort())
    page.locator(THEME).fill("Chưa lưu")
    page.goto("/giao-uoc/")
    page.context.unroute("**/luu/")

    page.go_back()

    expect(page.locator(THEME)).to_have_value("Chưa lưu")
    until(page, lambda: theme(pact) == "Chưa lưu")


def test_a_removed_row_is_taken_back_with_its_words_until_the_page_is_left(desk, pact):
    page = desk()
    page.locator("[name=commitments-0-standing]").evaluate("(field) => (field.closest('details') || {}).open = true")
    page.locator("[name=commitments-0-standing]").select_option("direction")
    until(page, lambda: draft(pact)["commitments"][0]["standing"] == "direction")
    page.locator("#commitments .desk-row").first.get_by_role("button", name="Bỏ", exact=True).click()
    until(page, lambda: draft(pact)["commitments"] == [])

    page.locator("#commitments .removed button").click()

    until(page, lambda: draft(pact)["commitments"] != [])
    (row,) = draft(pact)["commitments"]
    assert (row["text"], row["standing"], page.locator(".conflict").count()) == ("Hoàn thành nhiệm vụ", "direction", 0)
