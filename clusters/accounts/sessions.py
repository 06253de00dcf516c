"""Sessions of signed-in users: their list, their lifetime, and what browsers may cache."""

import re
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.models import UserSession

UPDATE_INTERVAL = timedelta(minutes=5)  # between two updates of a UserSession
LAST_SAVED = "known_as"  # session key: [digest of the key, time] of the last update of the UserSession
STARTED_AT = "began_at"  # session key: when the user signed in
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
    """Middleware that forbids browsers to store responses to requests with a session.

    After signing out the back button then shows nothing.
    """

    def middleware(request):
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return middleware


def forget_in_browser(response):
    """Add a header that makes the browser clear its cache and script storage, in case the computer is shared."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


# --- How long ---------------------------------------------------------------------------------


def person_in_session(request):
    """Return the user who has entered the password in this session, or AnonymousUser.

    An expired session is deleted.
    """
    user = get_user(request)
    if user.is_authenticated and time_left(request.session, user) <= timedelta(0):
        end_sessions(user.sessions.filter(key=request.session.digest))
        request.session.flush()
        return AnonymousUser()
    return user


def time_left(session, user):
    idle, longest = session_limits(user)
    now = timezone.now()
    _key, seen = session.get(LAST_SAVED) or (None, now.timestamp())
    return min(_moment(seen) + idle, _moment(session.get(STARTED_AT, seen)) + longest) - now


def session_limits(user):
    """Return (idle lifetime, total lifetime) of a user's sessions."""
    if user.is_staff or user.is_superuser:
        return settings.ADMINISTRATOR_SESSION_IDLE, settings.ADMINISTRATOR_SESSION_LONGEST
    return settings.SESSION_IDLE, settings.SESSION_LONGEST


def _moment(timestamp):
    return datetime.fromtimestamp(timestamp, UTC)


# --- List -------------------------------------------------------------------------------------


def track_sessions(get_response):
    """Middleware that updates the UserSession of a signed-in user, at most once per UPDATE_INTERVAL."""

    def middleware(request):
        response = get_response(request)
        # Requests that did not read the session, such as images, are not counted as use.
        if request.session.accessed and request.user.is_authenticated and not request.session.is_empty():
            save_user_session(request, request.user)
        return response

    return middleware


def record_sign_in(sender, request, user, **kwargs):
    """Create the UserSession of a new session. Receiver of user_logged_in."""
    request.session[STARTED_AT] = timezone.now().timestamp()
    save_user_session(request, user, is_new=True)


def save_user_session(request, user, *, is_new=False):
    """Save the UserSession and extend the session's expiry.

    Does nothing if that happened less than UPDATE_INTERVAL ago, unless the session is new or has a new key.
    """
    session, now = request.session, timezone.now()
    key, seen = session.get(LAST_SAVED) or (None, 0)
    if not is_new and key == session.digest and now.timestamp() - seen < UPDATE_INTERVAL.total_seconds():
        return
    if session.session_key is None:
        session.create()
    rows = UserSession.objects.filter(key__in=[key, session.digest], user=user)
    row = rows.first() or UserSession()
    if STARTED_AT in session:
        row.started_at = _moment(session[STARTED_AT])
    session[STARTED_AT] = row.started_at.timestamp()
    row.user, row.key, row.seen_at = user, session.digest, now
    row.device = device_label(request.headers.get("User-Agent", ""))
    row.save()
    session[LAST_SAVED] = [row.key, now.timestamp()]
    session.set_expiry(max(1, int(time_left(session, user).total_seconds())))


def device_label(agent):
    """Return the browser and system named in a User-Agent header: "Chrome, Windows"."""
    names = [_first_match(BROWSERS, agent), _first_match(SYSTEMS, agent)]
    return ", ".join(name for name in names if name) or _("Unknown device")


def _first_match(names, agent):
    return next((name for name, mark in names if re.search(mark, agent)), None)


def end_sessions(rows):
    """Delete these UserSessions and their Django sessions."""
    rows = list(rows)
    Session.objects.filter(session_key__in=[row.key for row in rows]).delete()
    for row in rows:
        row.delete()
