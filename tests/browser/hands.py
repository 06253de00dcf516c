"""People at the desk's pages: what they do, what they wait for, and where a pact is written."""

import time

from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import PASSWORD, MandateFactory

THEME = "[name=pact-theme]"
SLOGAN = "[name=pact-slogan]"
TEXT = "[name=commitments-0-text]"


class Hands:
    """A person whose actions are counted: one action is a click, a key command, or filling or pasting one field."""

    def __init__(self, page):
        self.page, self.actions = page, 0

    def click(self, target):
        self.actions += 1
        target.click()

    def go(self, target):
        """Click what leads to another page, and wait until it is there."""
        self.actions += 1
        with self.page.expect_navigation():
            target.click()

    def fill(self, target, text):
        self.actions += 1
        target.fill(text)

    def choose(self, target, value):
        self.actions += 1
        target.select_option(value)

    def paste(self, text):
        """Paste into the field in hand what the clipboard holds."""
        self.actions += 1
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        with self.page.expect_navigation():
            self.page.keyboard.press("Control+V")

    def button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    def settled(self):
        """Wait until the register has what was typed: that is no action."""
        self.page.wait_for_function(
            "() => document.querySelector('[data-state]').textContent.startsWith('Đã lưu lúc')", timeout=10_000
        )


def address(pact, name="pact", *more):
    """Return a page of the desk that is about a pact."""
    return reverse(f"desk:{name}", args=[pact.cluster_year.cluster.slug, pact.cluster_year.slug, *more])


def secretary(pact):
    """Return a new person who writes for the organiser of a pact's cluster."""
    return MandateFactory(organiser=True, unit=pact.cluster_year.cluster.organiser).user


def sign_in(page, user, password=PASSWORD):
    """Fill the sign-in form that is open, and send it."""
    page.locator("#id_username").fill(user.username)
    page.locator("#id_password").fill(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def sign_in_silently(context, site, user):
    """Give a browser the session of a person who signed in elsewhere."""
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])


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
    """Wait until the page says how keeping went."""
    expect(page.locator("[data-state]")).to_contain_text(words, timeout=15_000)
