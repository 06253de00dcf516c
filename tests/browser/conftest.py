"""A page in the machine's own Chromium, and nothing but this site in it."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from pacts.services.lifecycle import save_draft
from tests.browser.hands import address, secretary, sign_in_silently
from tests.factories import ClusterFactory, ClusterYearFactory, PactFactory, UnitFactory

ARGS = [
    "--no-sandbox",  # inside a container there is no other way to run it as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("no Chromium found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, live_server):
    """Opens pages of this site: `page()`, `page(width=320, dark=True, javascript=False)`.

    Addresses may be given without their host. A request to another host, or an error of a script, fails the test.
    """
    contexts, faults = [], []

    def open_page(*, width=1280, height=800, dark=False, javascript=True, **options):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **options,
        )
        contexts.append(context)
        context.on("request", lambda request: _note_stranger(request.url, live_server.url, faults))
        context.on("weberror", lambda error: faults.append(str(error.error)))
        return context.new_page()

    yield open_page

    for context in contexts:
        context.close()
    assert faults == []


def _note_stranger(address, site, faults):
    if not address.startswith((f"{site}/", "data:", "blob:", "about:")):
        faults.append(f"asked another host: {address}")


@pytest.fixture
def written(transactional_db):
    """A pact at the desk with one commitment and one guest."""
    unit = UnitFactory(slug="tinh-x", name="Tỉnh X", kind="province")
    cluster = ClusterFactory(slug="khoi-x", name="Khối X", organiser=unit)
    pact = PactFactory(cluster_year=ClusterYearFactory(cluster=cluster, year=2021))
    row = {"key": "a", "text": "Hoàn thành nhiệm vụ", "standing": "agreed"}
    guest = {"key": "g", "name": "Lê A", "roles": ["guest"]}
    return save_draft(pact=pact, document={"commitments": [row], "participants": [guest]}, by=None)


@pytest.fixture
def writer(written):
    return secretary(written)


@pytest.fixture
def at_desk(page, live_server, written, writer):
    """Opens the pact's page as its writer, or as another: `at_desk()`, `at_desk(user=other, javascript=False)`."""

    def open_desk(user=writer, **options):
        opened = page(**options)
        sign_in_silently(opened.context, live_server.url, user)
        opened.goto(address(written))
        return opened

    return open_desk
