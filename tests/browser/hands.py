"""A person at a page of the desk: each action is counted."""


class Hands:
    """One action is a click, a key command, or filling or pasting one field."""

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
