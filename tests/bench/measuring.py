"""One client that asks a running site again and again, and what it saw."""

import http.client
import json
import re
import statistics
import time
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode

from tests.bench.counting import ASKED, TOLD

ROUNDS, WARM = 60, 5
USERNAME, PASSWORD = "bench", "đo một trang, so với trang trắng"


@dataclass
class Page:
    """A page of the budget: what it is called, its address, and how much it may cost."""

    name: str
    path: str
    queries: int
    floors: float
    again: bool = False  # asked with the mark of what one has already
    cold: bool = False  # asked each time under another address, so that no kept page answers
    keeps: bool = False  # sends a change of a draft instead of asking
    most_bytes: int | None = None


@dataclass
class Measured:
    page: Page
    status: int = 0
    queries: int = 0
    size: int = 0
    seconds: list = field(default_factory=list)
    floors: list = field(default_factory=list)

    @property
    def times_the_floor(self):
        """How many floors the page took: each pair of answers stands by itself, whatever else the machine did."""
        return statistics.median(self.seconds) / statistics.median(self.floors)

    @property
    def holds(self):
        fits = self.page.most_bytes is None or self.size <= self.page.most_bytes
        return (
            self.status < 400
            and self.queries <= self.page.queries
            and self.times_the_floor <= self.page.floors
            and fits
        )


class Client:
    """Keeps one connection open, and its cookies."""

    def __init__(self, port):
        self.connection, self.cookies = http.client.HTTPConnection("127.0.0.1", port, timeout=60), {}

    def ask(self, path, *, method="GET", body=None, **headers):
        """Return (answer, its bytes, the seconds it took)."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        start = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - start
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer, content, seconds

    def sign_in(self):
        _answer, page, _seconds = self.ask("/dang-nhap/")
        fields = {"username": USERNAME, "password": PASSWORD, "csrfmiddlewaretoken": token_in(page)}
        kind = "application/x-www-form-urlencoded"
        answer, _page, _seconds = self.ask("/dang-nhap/", method="POST", body=urlencode(fields), Content_Type=kind)
        if answer.status != 302:
            raise SystemExit("The bench's own account cannot sign in.")


def token_in(page):
    return re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)[1].decode()


def measure(port, page, rounds=ROUNDS):
    """Return what a page took, each time beside the floor: the same server, the same moment."""
    client, floor = Client(port), Client(port)
    ask = asker(client, page)
    answer, content, _seconds = ask(**{ASKED: "1"})
    found = Measured(page, answer.status, int(answer.headers[TOLD]), len(content))
    for turn in range(rounds + WARM):
        for client_ask, times in ((lambda: floor.ask("/bench/floor/"), found.floors), (ask, found.seconds)):
            answer, _content, seconds = client_ask()
            if turn >= WARM:
                times.append(seconds)
    return found


def asker(client, page):
    """Return a function that asks for the page once, as its Page says."""
    if page.keeps:
        return keeper(client, page)
    if page.cold:
        turn = count()
        return lambda **headers: client.ask(f"{page.path}&n={next(turn)}", **headers)
    if not page.again:
        return lambda **headers: client.ask(page.path, **headers)
    mark = client.ask(page.path)[0].headers.get("ETag", "none")
    return lambda **headers: client.ask(page.path, If_None_Match=mark, **headers)


def keeper(client, page):
    """Return a function that keeps one more text of the draft each time it is called."""
    client.sign_in()
    token = token_in(client.ask(page.path)[1])
    before = None

    def keep(**headers):
        nonlocal before
        text = f"Đoàn kết, sáng tạo {time.perf_counter_ns()}"
        change = {"do": "set", "section": "pact", "key": None, "field": "theme", "before": before, "value": text}
        before = text
        headers |= {"Content_Type": "application/json", "X_CSRFToken": token}
        return client.ask(f"{page.path}luu/", method="POST", body=json.dumps({"changes": [change]}), **headers)

    return keep
