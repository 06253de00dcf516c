"""Who did what, as one line of the log each: `log_event`, the number of the request, and the format of every line."""

import json
import logging
import re
import secrets
import unicodedata
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.conf import settings
from django.core.signals import request_finished
from django.db import DatabaseError, transaction
from django.utils import timezone

from clusters.common.log_settings import masked

NOTHING = "-"
MOST_LETTERS = 300  # of one value
NUMBER = re.compile(r"[A-Za-z0-9._-]{8,64}")
PLAIN = re.compile(r"[^\s\"'=\\]+")
# Control and format characters, separators of lines and paragraphs, halves of pairs: none may begin another line.
UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp"}

logger = logging.getLogger("clusters.audit")
current_request = ContextVar("current_request", default=None)


def log_event(event, *, request=None, account=None, **fields):
    """Write one line about something a person did or was refused.

    `account` is who did it; left out, whoever is signed in. Services pass no request: the one being answered is known.
    Fields are numbers, codes and addresses, never words that somebody typed.
    """
    _write(_values(event, request, account, fields))


def log_change(event, *, account=None, **fields):
    """The same for something written in the database: the line is written when the transaction is committed."""
    values = _values(event, None, account, fields)
    transaction.on_commit(lambda: _write(values), robust=True)


def _values(event, request, account, fields):
    request = request or current_request.get()
    account = account or account_of(request)
    return {
        "event": event,
        "account": account.pk if account else NOTHING,
        "name": account.get_username() if account else NOTHING,
        "address": address_of_request(request),
        **{name: NOTHING if value is None else str(value)[:MOST_LETTERS] for name, value in fields.items()},
    }


def _write(values):
    logger.info("%s", logfmt(values), extra={"values": values})


@contextmanager
def audit_log_off():
    """Write no audit lines meanwhile: for a command that fills an empty register and would fill the terminal too."""
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = False


def account_of(request):
    """Return who is signed in, or None; without a session nobody is asked for."""
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return None
    try:
        return request.user if request.user.is_authenticated else None
    except DatabaseError:
        return None


def address_of_request(request):
    from clusters.accounts.lockout import address_of  # it needs the models, this module is read before them

    return (address_of(request) if request is not None else None) or NOTHING


# --- Requests -------------------------------------------------------------------------------------


def requests_logged(get_response):
    """Give each request a number, and log what was refused and what was handed out.

    The number stands in every line logged meanwhile and in the answer's X-Request-ID. Only our own proxy may choose it:
    a stranger's would be anything. Refused is 403 to everybody and 404 to people; a view that refuses with another
    status says so in `request.refused_for`.
    """

    def middleware(request):
        request_id = request.META.get("HTTP_X_REQUEST_ID", "") if settings.PROXIES else ""
        request.number = request_id if NUMBER.fullmatch(request_id) else secrets.token_hex(8)
        current_request.set(request)
        response = get_response(request)
        response.headers["X-Request-ID"] = request.number
        log_answer(request, response)
        return response

    return middleware


def forget_request(**kwargs):
    """Called by Django when an answer has been sent, and what was left to do after it is done."""
    current_request.set(None)


request_finished.connect(forget_request)


def log_answer(request, response):
    status, reason = response.status_code, getattr(request, "refused_for", "")
    if reason or status == 403 or (status == 404 and account_of(request)):
        about = {"status": status, "reason": reason or NOTHING, "method": request.method}
        log_event("refused", request=request, **about, path=masked(request.path))
    elif status == 200 and request.method == "GET" and is_export(response):
        log_event("export", request=request, path=masked(request.path))


def is_export(response):
    """Say whether an answer is data to be kept: a file, or JSON."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return kind in ("text/csv", "application/json") or "attachment" in response.headers.get("Content-Disposition", "")


# --- Lines ----------------------------------------------------------------------------------------


def logfmt(values):
    """Return `name=value` for each value; what is no single word stands in quotes, with nothing that ends a line."""
    return " ".join(f"{name}={quoted(value)}" for name, value in values.items())


def quoted(value):
    text = json.dumps(str(value), ensure_ascii=False)[1:-1]  # which escapes quotes, backslashes and line ends
    text = without_controls(text)
    return text if PLAIN.fullmatch(text) else f'"{text}"'


def without_controls(text):
    return "".join(f"\\u{ord(each):04x}" if unicodedata.category(each) in UNSAFE else each for each in text)


class RequestNumber(logging.Filter):
    """Puts the number of the request being answered into each record."""

    def filter(self, record):
        request = current_request.get()
        record.request_number = getattr(request, "number", NOTHING)
        return True


class Line(logging.Formatter):
    """One line a record, and a traceback below it, indented: nothing that was logged can pass for a line of its own."""

    def format(self, record):
        values = getattr(record, "values", None) or {"message": record.getMessage()}
        head = {
            "time": datetime.fromtimestamp(record.created, timezone.get_default_timezone()).isoformat("T", "seconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        line = logfmt(head | values | {"request": getattr(record, "request_number", NOTHING)})
        if record.exc_info:
            below = self.formatException(record.exc_info).splitlines()
            line = "\n    ".join([line, *map(without_controls, below)])
        return masked(line)
