"""A form sent twice is done once: a double click, or "back" and the same button again."""

from functools import wraps
from hashlib import sha256

from django.db import transaction
from django.shortcuts import redirect

from clusters.models import User

KEPT = 20  # answers remembered in a session


def once(view):
    """Make a view answer a form it has done before with where that led, and do nothing.

    Each page that is opened has a token of its own in its form: the same token with the same words is the same form
    sent again. The person's row is locked meanwhile, so of two clicks at once the second waits for the first.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method != "POST" or "csrfmiddlewaretoken" not in request.POST or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=request.user.pk)
            return _answer_once(request, lambda: view(request, *args, **kwargs))

    return answer


def _answer_once(request, act):
    form = _digest(request)
    # Read anew: the request's own copy is older than the lock.
    done = type(request.session)(request.session.session_key).get("done", [])
    for other, address in done:
        if other == form:
            return redirect(address)
    answer = act()
    if 300 <= answer.status_code < 400:
        request.session["done"] = [*done, [form, answer.url]][-KEPT:]
        request.session.save()
    return answer


def _digest(request):
    """Return what tells one sent form from another: its address, token, words and files."""
    words = [request.get_full_path(), *sorted(f"{name}={values!r}" for name, values in request.POST.lists())]
    words += sorted(f"{name}={file.name}:{file.size}" for name, file in request.FILES.items())
    return sha256("\n".join(words).encode()).hexdigest()
