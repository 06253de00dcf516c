"""A form sent twice is done once: a double click, or "back" and the same button again."""

import time
from datetime import timedelta
from functools import wraps
from hashlib import sha256

from django.db import IntegrityError
from django.shortcuts import redirect
from django.utils import timezone

from clusters.models import SentForm

KEPT_FOR = timedelta(days=1)
GIVEN_UP_AFTER = timedelta(seconds=30)  # a worker that was killed left its claim behind
LOOK_AGAIN = 0.05  # seconds


def once(view):
    """Make a view answer a form it has done before with where that led, and do nothing.

    Each page that is opened has a token of its own in its form: the same token with the same words is the same form
    sent again. The first to store a row for it does it; of two clicks at once the second waits for the first. No
    transaction is open while the view runs: its service locks what it writes.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method != "POST" or "csrfmiddlewaretoken" not in request.POST or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        claim, address = _claimed(request.user, _digest(request))
        return redirect(address) if address else _done(claim, lambda: view(request, *args, **kwargs))

    return answer


def _claimed(user, digest):
    """Return (the row by which this request alone does the form, None), or (None, where the form has led)."""
    while True:
        try:
            row, is_new = SentForm.objects.get_or_create(user=user, digest=digest)
        except IntegrityError:  # stored by another request and gone again
            continue
        if is_new:
            return row, None
        if row.led_to:
            return None, row.led_to
        if row.sent_at < timezone.now() - GIVEN_UP_AFTER:
            row.delete()
        else:
            time.sleep(LOOK_AGAIN)


def _done(claim, act):
    """Do the form and remember where it led; what was refused or broke off may be sent again."""
    led_to = None
    try:
        answer = act()
        led_to = answer.url if 300 <= answer.status_code < 400 else None
    finally:
        if led_to:
            SentForm.objects.filter(pk=claim.pk).update(led_to=led_to)
            SentForm.objects.filter(sent_at__lt=timezone.now() - KEPT_FOR).delete()
        else:
            SentForm.objects.filter(pk=claim.pk).delete()
    return answer


def _digest(request):
    """Return what tells one sent form from another: its address, token, words and files."""
    words = [request.get_full_path(), *sorted(f"{name}={values!r}" for name, values in request.POST.lists())]
    words += sorted(f"{name}={file.name}:{file.size}" for name, file in request.FILES.items())
    return sha256("\n".join(words).encode()).hexdigest()
