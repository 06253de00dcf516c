"""The server is killed between two savings and started again: nothing typed is lost."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.hands import TEXT, THEME, says

ROOT = Path(__file__).resolve().parent.parent.parent


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
                "SECRET_KEY": "only for this server of the tests, and only until it is killed",
                "DEBUG": "True",
                "HTTPS": "False",
                "DEMO": "True",  # no second factor
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
