"""Makes form views idempotent: a form sent twice, by a double click or after "back", is processed once."""

import time
from datetime import timedelta
from functools import wraps
from hashlib import sha256

from django.db import IntegrityError
from django.shortcuts import redirect
from django.utils import timezone

from clusters.models import SentForm

STORED_FOR = timedelta(days=1)
CLAIM_EXPIRES_AFTER = timedelta(seconds=30)  # a worker killed while processing a form leaves its claim behind
POLL_INTERVAL = 0.05  # seconds


def idempotent(view):
    """Decorate a view: a form that was already processed is answered with the redirect of the first time.

    Every rendered page has its own CSRF token in the form, so equal tokens and values mean the same form sent again.
    The first request to store a SentForm processes it; a second one at the same time waits for the first. No
    transaction is open while the view runs: its service locks what it writes.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method != "POST" or "csrfmiddlewaretoken" not in request.POST or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        claim, address = _claim(request.user, _digest(request))
        return redirect(address) if address else _process(claim, lambda: view(request, *args, **kwargs))

    return answer


def _claim(user, digest):
    """Return (the SentForm that lets this request process the form, None), or (None, the address it redirected to)."""
    while True:
        try:
            row, is_new = SentForm.objects.get_or_create(user=user, digest=digest)
        except IntegrityError:  # stored by another request, and deleted since
            continue
        if is_new:
            return row, None
        if row.led_to:
            return None, row.led_to
        if row.sent_at < timezone.now() - CLAIM_EXPIRES_AFTER:
            row.delete()
        else:
            time.sleep(POLL_INTERVAL)


def _process(claim, act):
    """Call `act` and store where it redirects to. Without a redirect, delete the claim: the form may be sent again."""
    led_to = None
    try:
        answer = act()
        led_to = answer.url if 300 <= answer.status_code < 400 else None
    finally:
        if led_to:
            SentForm.objects.filter(pk=claim.pk).update(led_to=led_to)
            SentForm.objects.filter(sent_at__lt=timezone.now() - STORED_FOR).delete()
        else:
            SentForm.objects.filter(pk=claim.pk).delete()
    return answer


def _digest(request):
    """Return the hash of a sent form: its address, token, values and the names and sizes of its files."""
    parts = [request.get_full_path(), *sorted(f"{name}={values!r}" for name, values in request.POST.lists())]
    parts += sorted(f"{name}={file.name}:{file.size}" for name, file in request.FILES.items())
    return sha256("\n".join(parts).encode()).hexdigest()
