"""Who has failed to sign in too often waits. Counted in the database, so by all workers together."""

from ipaddress import ip_address

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

# So many wrong passwords within the time to wait. An office shares one address, and a stranger may know a name:
# so each alone bears more than the two together.
LIMITS = {("username", "ip_address"): 5, ("username",): 30, ("ip_address",): 60}


def address_of(request):
    """Return the address a request comes from: the one the outermost of our own proxies saw, or None."""
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if 0 < settings.PROXIES <= len(forwarded):
        return as_address(forwarded[-settings.PROXIES])
    return as_address(request.META.get("REMOTE_ADDR", ""))


def as_address(text):
    try:
        return str(ip_address(text))
    except ValueError:
        return None


class LockingHandler(AxesDatabaseHandler):
    """The package's own, with a limit for each of its counts."""

    def get_failures(self, request, credentials=None):
        """Return the package's limit where one of ours is reached, else 0."""
        reached = any(failed >= limit for failed, limit, last in counts(request, credentials))
        return settings.AXES_FAILURE_LIMIT if reached else 0


def store_no_typed_data(sender, instance, **kwargs):
    """Empty what the package would keep of a request's fields: called by Django before a failure is saved."""
    instance.get_data = instance.post_data = ""


@sensitive_variables("credentials")
def counts(request, credentials):
    """Return for each limit how often it failed, the limit, and when it last failed."""
    values = {"username": (credentials or {}).get("username"), "ip_address": request.axes_ip_address}
    recent = AccessAttempt.objects.filter(attempt_time__gt=get_cool_off_threshold(request))
    found = []
    for names, limit in LIMITS.items():
        if all(values[name] for name in names):
            rows = recent.filter(**{name: values[name] for name in names})
            sums = rows.aggregate(failed=Sum("failures_since_start"), last=Max("attempt_time"))
            found.append((sums["failed"] or 0, limit, sums["last"]))
    return found


def locked_out(request, original, credentials):
    """Return the page that says when to try again: the same whether or not there is such an account."""
    waits = [last for failed, limit, last in counts(request, credentials) if failed >= limit and last]
    until = (max(waits) if waits else timezone.now()) + settings.AXES_COOLOFF_TIME
    minutes = max(1, -(-int((until - timezone.now()).total_seconds()) // 60))
    context = {"until": timezone.localtime(until), "minutes": minutes}
    return render(request, "clusters/locked.html", context, status=429)
