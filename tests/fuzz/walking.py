"""One request after the other: what is sent depends on the seed and its number alone, and nothing it does is kept."""

import logging
import random
import re
import traceback
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.test import Client
from django.utils import translation

from clusters.models import User
from pacts.document.load import document_of
from pacts.models import Pact
from pactsite.wsgi import only_utf8
from tests.fuzz import forms, hostile
from tests.fuzz.checks import SAFE, Person, Tables, faults_of_answer, text_of
from tests.fuzz.record import ROLES
from tests.fuzz.routes import Addresses, all_routes

# The admin's pages about a model are refused to all but administrators in one place: a few roles try each of them.
IN_THE_ADMIN = ("stranger", "cluster's secretariat", "organiser's secretariat", "administrator")


@dataclass
class Request:
    method: str
    path: str
    kind: str = "application/octet-stream"
    body: bytes = b""
    headers: dict = field(default_factory=dict)
    cookies: dict = field(default_factory=dict)
    checks_csrf: bool = False

    def __str__(self):
        lines = [f"{self.method} {shortened(self.path)}"]
        lines += [f"{name}: {shortened(repr(value))}" for name, value in (self.headers | self.cookies).items()]
        if self.body:
            lines.append(f"{self.kind}: {shortened(repr(self.body), 1_500)}")
        return "\n    ".join(lines)


@dataclass
class Finding:
    number: int
    role: str
    route: str
    sentence: str
    request: Request

    @property
    def sort(self):
        """What two findings of one fault have in common."""
        place = re.findall(r'File "(?!<).*?([\w/.]+)", line \d+, in (\w+)', self.sentence)
        return (self.route if not place else str(place[-2:])), self.sentence.splitlines()[-1].partition(":")[0]


def shortened(text, most=400):
    return text if len(text) <= most else f"{text[:most]}… ({len(text)} signs)"


class Listener(logging.Handler):
    """Hears what the site says of a fault: by Django's signal, and in its log."""

    def __init__(self):
        super().__init__(logging.INFO)
        self.heard = []

    def emit(self, record):
        try:
            line = record.getMessage()
        except Exception as reason:
            self.heard.append(f"a line of the log cannot be written: {reason!r}")
            return
        refused = record.name.startswith("django.security")  # a bad request that is told apart, and answered by 400
        if record.levelno >= logging.ERROR and not self.heard and not refused:
            told = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
            self.heard.append(f"logged {record.name}: {line}\n{told}")

    def raised(self, **_kwargs):
        self.heard.append("raised: " + traceback.format_exc())

    @contextmanager
    def listening(self):
        root = logging.getLogger()
        root.handlers = [self]
        for name in ("django", "django.server", "django.security"):
            logging.getLogger(name).handlers, logging.getLogger(name).propagate = [], True
        got_request_exception.connect(self.raised)
        yield self
        got_request_exception.disconnect(self.raised)


class Walk:
    """The walk of one seed over a register."""

    def __init__(self, seed, cookies, listener):
        self.seed, self.cookies, self.listener = seed, cookies, listener
        self.routes = all_routes()
        self.addresses = Addresses()
        self.places = [
            (route, role) for route in self.routes for role in ROLES if role in IN_THE_ADMIN or not route.model
        ]
        random.Random(seed).shuffle(self.places)
        users = {role: self._user(role) for role in ROLES}
        self.people = {role: Person(role, user) for role, user in users.items()}
        self.tables = Tables()
        self.statuses = Counter()

    def _user(self, role):
        if role == "stranger":
            return None
        store = import_module(settings.SESSION_ENGINE).SessionStore
        return User.objects.get(pk=store(self.cookies[role][settings.SESSION_COOKIE_NAME])["_auth_user_id"])

    def step(self, number):
        """Send the request of a number, with what has to be read before it, and return what was wrong."""
        rng = random.Random(f"{self.seed}/{number}")
        sweep = number < len(self.places)
        route, role = self.places[number] if sweep else rng.choice(self.places)
        cache.clear()
        translation.activate("vi")
        found = []
        with connection.execute_wrapper(self.tables.watch), transaction.atomic():
            for request in self._requests(rng, route, role, found, number):
                self._send(request, role, route, number, found)
            transaction.set_rollback(True)
        return found

    def _requests(self, rng, route, role, found, number):
        """Yield what is sent to a route: the page first, then a form of it, or something nobody should send."""
        path = self.addresses.of(route, rng)
        if rng.random() < 0.25:
            path += "?" + hostile.query(rng)
        cookies, headers = dict(self.cookies[role]), {}
        chance = rng.random()
        if route.name == "desk:changes" and chance < 0.8:
            kind, body = forms.changes(rng, self._keys(path))
            yield Request("POST", path, kind, body, headers, cookies)
            return
        if chance < 0.65:
            page = Request("GET", path, headers=headers, cookies=cookies)
            yield page
            yield from self._sent_forms(rng, page)
            return
        for _one in range(rng.choice([0, 0, 1, 1, 2])):
            name = rng.choice(list(hostile.HEADERS))
            headers[name] = rng.choice(hostile.HEADERS[name])
        if rng.random() < 0.3:
            name = rng.choice(list(hostile.COOKIES))
            cookies[name] = rng.choice(hostile.COOKIES[name])
        method = rng.choice(hostile.METHODS)
        kind, body = hostile.body(rng) if method not in SAFE or rng.random() < 0.1 else ("", b"")
        yield Request(method, path, kind, body, headers, cookies, checks_csrf=rng.random() < 0.1)

    def _sent_forms(self, rng, page):
        if self.answer is None or not self.answer.headers.get("Content-Type", "").startswith("text/html"):
            return
        found = forms.forms_of(text_of(self.answer), page.path)
        own = [
            form for form in found if form.method == "post" and not form.action.startswith(("/dang-xuat", "/ngon-ngu"))
        ]
        if not own and rng.random() < 0.1:
            own = [form for form in found if form.method == "get" or rng.random() < 0.1]
        for form in rng.sample(own, min(len(own), 1)):
            fields = forms.spoil(form, rng)
            kind, body = forms.encoded(form, fields, rng)
            action = urlsplit(form.action)._replace(scheme="", netloc="").geturl() or page.path
            if form.method == "post":
                yield Request("POST", action, kind, body, cookies=page.cookies)
            else:
                yield Request("GET", f"{action.partition('?')[0]}?{body.decode()}", cookies=page.cookies)

    def _keys(self, path):
        """Return the keys of the rows of the pact whose page keeps by itself."""
        parts = path.split("/")
        pact = Pact.objects.filter(cluster_year__cluster__slug=parts[2], cluster_year__slug=parts[3]).first()
        if pact is None or "\0" in path:
            return ["1"]
        document = pact.draft or document_of(pact)
        return [row["key"] for rows in document.values() if isinstance(rows, list) for row in rows] or ["1"]

    def _send(self, request, role, route, number, found):
        self.listener.heard, self.tables.written, self.answer = [], set(), None
        sentences = []
        try:
            self.answer = response = self._answer(request)
            self.statuses[response.status_code] += 1
            sentences += faults_of_answer(response, request.path)
            if request.method != "HEAD" and response.streaming:
                text_of(response)
            response.close()
        except Exception:
            sentences.append("raised past every handler: " + traceback.format_exc())
        if self.listener.heard:
            sentences = self.listener.heard[:1] + [said for said in sentences if not said.startswith("the answer is 5")]
        try:
            if self.tables.written:
                connection.check_constraints()
                sentences += self.people[role].faults(self.tables, request.method)
        except Exception:
            sentences.append("the database is broken: " + traceback.format_exc())
        found += [Finding(number, role, str(route), sentence, request) for sentence in sentences]

    @staticmethod
    def _answer(request):
        client = Client(raise_request_exception=False, enforce_csrf_checks=request.checks_csrf)
        handler = client.handler
        client.handler = lambda environ: only_utf8(lambda environ, _start: handler(environ))(environ, None)
        for name, value in request.cookies.items():
            client.cookies[name] = value
        return client.generic(request.method, request.path, request.body, request.kind, **request.headers)
