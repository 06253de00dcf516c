"""Where a person is signed in."""

import re
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from clusters.models import UserSession

EVERY = timedelta(minutes=5)  # a page that is read need not write each time
MARK = "known_as"  # in the session: its key when it was last written down, and when that was
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
    note(request, user)


def note(request, user):
    """Write down a session that is new, has a new key, or was not written down for a while."""
    key, seen = request.session.get(MARK) or (None, 0)
    now = timezone.now()
    if key == request.session.session_key and now.timestamp() - seen < EVERY.total_seconds():
        return
    if request.session.session_key is None:
        request.session.create()
    known = UserSession.objects.filter(key__in=[key, request.session.session_key], user=user)
    row = known.first() or UserSession()
    row.user, row.key, row.seen_at = user, request.session.session_key, now
    row.device = device_in_words(request.headers.get("User-Agent", ""))
    row.save()
    request.session[MARK] = [row.key, now.timestamp()]


def device_in_words(agent):
    """Return what a browser says it is, as people call it: "Chrome, Windows"."""
    names = [_first(BROWSERS, agent), _first(SYSTEMS, agent)]
    return ", ".join(name for name in names if name) or _("Unknown device")


def _first(names, agent):
    return next((name for name, mark in names if re.search(mark, agent)), None)


def end_sessions(rows):
    """End sessions at the server, and forget them."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for row in rows:
        store(row.key).delete()
        row.delete()
