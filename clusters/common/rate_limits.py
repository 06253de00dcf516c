"""How often an address may ask for what costs much: searches, exports, texts to verify.

Counted by the minute in a small SQLite file of its own, so that all workers of a machine count together and nobody
waits behind a writer of the record. Several machines count for themselves. Where the counter fails, nobody is refused.
"""

import hashlib
import hmac
import logging
import sqlite3
import time
from functools import wraps
from ipaddress import IPv4Address, ip_address, ip_network
from pathlib import Path

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.accounts.lockout import address_of

logger = logging.getLogger(__name__)

MINUTE = 60  # seconds
PATIENCE = 0.2  # seconds a request waits for the counter's file
TABLE = "CREATE TABLE IF NOT EXISTS asked (who TEXT, minute INTEGER, times INTEGER, PRIMARY KEY (who, minute))"
COUNT = """
    INSERT INTO asked VALUES (?, ?, 1) ON CONFLICT (who, minute) DO UPDATE SET times = times + 1 RETURNING times
"""


def limited(what, method=None, accounts=False):
    """Make a view refuse who asks too often within a minute: with 429, a sentence and Retry-After.

    `what` is a key of settings.RATE_LIMITS {what: times a minute, 0 for no limit}; with `method`, only such requests
    count. Strangers are counted by their address; with `accounts`, people who are signed in by their account, and
    strangers not at all. Put it below `public_page`: what is answered 304 is not counted.
    """

    def decorate(view):
        @wraps(view)
        def answer(request, *args, **kwargs):
            most = settings.RATE_LIMITS[what]
            counts = most and method in (None, request.method) and is_stranger(request) != accounts
            who = f"account {request.user.pk}" if accounts else address_key(request)
            if counts and who and count_request(what, who) > most:
                return refusal(request)
            return view(request, *args, **kwargs)

        return answer

    return decorate


def is_stranger(request):
    """Whether nobody is signed in. A session cookie alone proves nothing."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated


def address_key(request):
    """Return whom a request comes from: an IPv4 address, or the /64 network of an IPv6 address.

    "" where that is unknown: such a request is not counted.
    """
    address = address_of(request)
    if address is None:
        return ""
    address = ip_address(address)
    address = getattr(address, "ipv4_mapped", None) or address  # ::ffff:192.0.2.1
    return str(address) if isinstance(address, IPv4Address) else str(ip_network((address, 64), strict=False))


def count_request(what, who):
    """Count one more request of somebody and return how many it were this minute; 0 where that cannot be counted."""
    minute = int(time.time() // MINUTE)
    # A keyed digest: the file tells nobody who has visited.
    key = hmac.new(settings.SECRET_KEY.encode(), f"{what} {who}".encode(), hashlib.sha256).hexdigest()
    try:
        connection = sqlite3.connect(settings.RATE_LIMITS_FILE, timeout=PATIENCE, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")  # a count lost with the machine is no loss
            connection.execute(TABLE)
            times = connection.execute(COUNT, (key, minute)).fetchone()[0]
            if times == 1:
                connection.execute("DELETE FROM asked WHERE minute < ?", (minute - 1,))
            return times
        finally:
            connection.close()
    except sqlite3.Error as error:
        logger.warning("Requests cannot be counted: %s", error)
        if not isinstance(error, sqlite3.OperationalError):  # the file is damaged: the next request makes it anew
            Path(settings.RATE_LIMITS_FILE).unlink(missing_ok=True)
        return 0


def refusal(request):
    """Return the answer that says when to try again: a page, or JSON where data was asked for."""
    seconds, too_much = MINUTE - int(time.time()) % MINUTE, _("Too much was asked for within a minute.")
    words = ngettext("Try again in %(n)s second.", "Try again in %(n)s seconds.", seconds) % {"n": seconds}
    sentence = f"{too_much} {words}"
    if request.path.startswith("/du-lieu/"):
        response = JsonResponse({"error": sentence}, status=429, json_dumps_params={"ensure_ascii": False})
    else:
        response = render(request, "429.html", {"sentence": sentence}, status=429)
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response
