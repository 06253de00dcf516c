"""Where a person is signed in, for how long, and what their browser may keep."""

import re
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.models import UserSession

EVERY = timedelta(minutes=5)  # a page that is read need not write each time
MARK = "known_as"  # in the session: the digest of its key when it was last written down, and when that was
BEGAN = "began_at"  # in the session: when the person signed in
SYSTEMS = [
    ("Windows", r"Windows"),
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("macOS", r"Macintosh|Mac OS"),
    ("Linux", r"Linux|X11"),
]
BROWSERS = [
    ("Cốc Cốc", r"coc_coc_browser|CocCoc"),
    ("Zalo", r"Zalo"),
    ("Edge", r"Edg(?:A|iOS)?/"),
    ("Opera", r"OPR/"),
    ("Samsung Internet", r"SamsungBrowser"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/"),
    ("Safari", r"Safari/"),
]


def no_store_when_signed_in(get_response):
    """Let no browser keep an answer to somebody with a session: "back" after signing out shows nothing."""

    def middleware(request):
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return middleware


def forget_in_browser(response):
    """Tell the browser to drop every page it keeps and what scripts have stored: the computer may be shared."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


# --- How long ---------------------------------------------------------------------------------


def person_in_session(request):
    """Return who has given the password in this session, or AnonymousUser where that was too long ago.

    A session that has run out is ended at the server too.
    """
    user = get_user(request)
    if user.is_authenticated and time_left(request.session, user) <= timedelta(0):
        end_sessions(user.sessions.filter(key=request.session.digest))
        request.session.flush()
        return AnonymousUser()
    return user


def time_left(session, user):
    """Return how long a session of this person still lasts if it is not used again (a timedelta)."""
    idle, longest = limits_of(user)
    now = timezone.now()
    _key, seen = session.get(MARK) or (None, now.timestamp())
    return min(_moment(seen) + idle, _moment(session.get(BEGAN, seen)) + longest) - now


def limits_of(user):
    """Return how long a person's session lasts without use, and how long at most."""
    if user.is_staff or user.is_superuser:
        return settings.ADMINISTRATOR_SESSION_IDLE, settings.ADMINISTRATOR_SESSION_LONGEST
    return settings.SESSION_IDLE, settings.SESSION_LONGEST


def _moment(timestamp):
    return datetime.fromtimestamp(timestamp, UTC)


# --- Where ------------------------------------------------------------------------------------


def where_signed_in(get_response):
    """Write down, every few minutes at most, that a session of a signed-in person is in use."""

    def middleware(request):
        response = get_response(request)
        # Only where the page has looked at the session: a picture or an open file need not.
        if request.session.accessed and request.user.is_authenticated and not request.session.is_empty():
            note(request, request.user)
        return response

    return middleware


def note_sign_in(sender, request, user, **kwargs):
    """Write down a session as it begins: called by Django when somebody has signed in."""
    request.session[BEGAN] = timezone.now().timestamp()
    note(request, user, begins=True)


def note(request, user, *, begins=False):
    """Write down a session that begins, has a new key, or was not written down for a while. It lasts from now on."""
    session, now = request.session, timezone.now()
    key, seen = session.get(MARK) or (None, 0)
    if not begins and key == session.digest and now.timestamp() - seen < EVERY.total_seconds():
        return
    if session.session_key is None:
        session.create()
    known = UserSession.objects.filter(key__in=[key, session.digest], user=user)
    row = known.first() or UserSession()
    if BEGAN in session:
        row.started_at = _moment(session[BEGAN])
    session[BEGAN] = row.started_at.timestamp()
    row.user, row.key, row.seen_at = user, session.digest, now
    row.device = device_in_words(request.headers.get("User-Agent", ""))
    row.save()
    session[MARK] = [row.key, now.timestamp()]
    session.set_expiry(max(1, int(time_left(session, user).total_seconds())))


def device_in_words(agent):
    """Return what a browser says it is, as people call it: "Chrome, Windows"."""
    names = [_first(BROWSERS, agent), _first(SYSTEMS, agent)]
    return ", ".join(name for name in names if name) or _("Unknown device")


def _first(names, agent):
    return next((name for name, mark in names if re.search(mark, agent)), None)


def end_sessions(rows):
    """End sessions at the server, and forget them."""
    rows = list(rows)
    Session.objects.filter(session_key__in=[row.key for row in rows]).delete()
    for row in rows:
        row.delete()
