"""Measures one page of a running site, each request next to one of the floor."""

import http.client
import json
import re
import time
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlencode

from tests.bench.counting import ASKED, TOLD
from tests.bench.pages import UNCHANGED, Page

ROUNDS, WARM_UP = 20, 8
ATTEMPTS = 3  # other programs only slow a page down, so of several attempts the fastest counts
USERNAME, PASSWORD = "bench", "đo một trang, so với trang trắng"
FLOOR, CHANGE = "/bench/floor/", "/bench/change/"


@dataclass
class Figure:
    """A cost that was measured, and how much it may be."""

    name: str
    value: float
    most: float

    @property
    def holds(self):
        return self.value <= self.most

    def __str__(self):
        return f"{self.value:.4g} of {self.most:g}"


@dataclass
class Measured:
    """What one page costs: queries, floors and bytes; `milliseconds` are for information only."""

    page: Page
    figures: list[Figure]
    size: int
    milliseconds: float

    @property
    def over(self):
        return [figure for figure in self.figures if not figure.holds]


class Client:
    """Sends requests to a port of this machine and stores cookies. Any answer but the expected one is an error."""

    def __init__(self, port):
        self.connection, self.cookies = http.client.HTTPConnection("127.0.0.1", port, timeout=60), {}

    def ask(self, path, *, method="GET", body=None, expect=200, **headers):
        """Return (response, content, seconds)."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        start = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - start
        if answer.status != expect:
            raise SystemExit(f"{path} answered {answer.status} instead of {expect}.")
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer, content, seconds

    def sign_in(self):
        _answer, page, _seconds = self.ask("/dang-nhap/")
        fields = {"username": USERNAME, "password": PASSWORD, "csrfmiddlewaretoken": token_in(page)}
        kind = "application/x-www-form-urlencoded"
        self.ask("/dang-nhap/", method="POST", body=urlencode(fields), expect=302, Content_Type=kind)


def token_in(page):
    return re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)[1].decode()


class Bench:
    """Measures pages of one running site. `database` is the field of Floors: "sqlite" or "postgresql"."""

    def __init__(self, port, database):
        self.port, self.database = port, database
        self.others = Client(port)  # asks for the floor and changes the register

    def measure(self, page):
        return self.public(page) if page.warm else self.private(page)

    def public(self, page):
        """Measure a public page cold, warm and unchanged (304)."""
        client = Client(self.port)
        self.others.ask(CHANGE)
        answer, content, _seconds = client.ask(page.path, **{ASKED: "1"})
        queries = int(answer.headers[TOLD])
        cold, milliseconds = self.floors(lambda: client.ask(page.path), page.cold, before=CHANGE)
        figures = [Figure("queries", queries, page.queries), Figure("cold", cold, self.most(page.cold))]
        mark = client.ask(page.path)[0].headers["ETag"]
        for name, budget, extra in (
            ("warm", page.warm, {}),
            ("unchanged", UNCHANGED, {"If_None_Match": mark, "expect": 304}),
        ):
            # Each worker has a cache of its own; after so many requests both have the page.
            asked = [client.ask(page.path, **{ASKED: "1"}, **extra)[0] for _time in range(WARM_UP)]
            figures.append(Figure(f"queries {name}", min(int(each.headers[TOLD]) for each in asked), 1))
            floors, _milliseconds = self.floors(lambda extra=extra: client.ask(page.path, **extra), budget)
            figures.append(Figure(name, floors, self.most(budget)))
        return self.measured(page, figures, content, milliseconds)

    def private(self, page):
        """Measure a page that is never cached."""
        client = Client(self.port)
        if page.is_signed_in or page.is_autosave:
            client.sign_in()
        ask = autosave(client, page.path) if page.is_autosave else lambda **headers: client.ask(page.path, **headers)
        answer, content, _seconds = ask(**{ASKED: "1"})
        floors, milliseconds = self.floors(ask, page.cold)
        queries = Figure("queries", int(answer.headers[TOLD]), page.queries)
        return self.measured(page, [queries, Figure("cold", floors, self.most(page.cold))], content, milliseconds)

    def measured(self, page, figures, content, milliseconds):
        if page.most_bytes:
            figures.append(Figure("bytes", len(content), page.most_bytes))
        return Measured(page, figures, len(content), milliseconds)

    def most(self, floors):
        return getattr(floors, self.database)

    def floors(self, ask, budget, before=None):
        """Return how many floors a request takes, and its milliseconds; requests `before` each time, if given.

        Repeats the measurement while the result is over its budget, up to ATTEMPTS times.
        """
        best = None
        for _attempt in range(ATTEMPTS):
            floors, seconds = [], []
            for _turn in range(ROUNDS):
                if before:
                    self.others.ask(before)
                floors.append(self.others.ask(FLOOR)[2])
                seconds.append(ask()[2])
            found = (median(seconds) / median(floors), median(seconds) * 1000)
            best = min(best or found, found)
            if best[0] <= self.most(budget):
                break
        return best


def autosave(client, path):
    """Return a function that saves one more text of the draft each time it is called, as the desk's script does."""
    token = token_in(client.ask(path)[1])
    before = None

    def save(**headers):
        nonlocal before
        text = f"Đoàn kết, sáng tạo {time.perf_counter_ns()}"
        change = {"do": "set", "section": "pact", "key": None, "field": "theme", "before": before, "value": text}
        before = text
        headers |= {"Content_Type": "application/json", "X_CSRFToken": token}
        return client.ask(f"{path}luu/", method="POST", body=json.dumps({"changes": [change]}), **headers)

    return save
