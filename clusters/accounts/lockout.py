"""Lockout after failed sign-ins, with django-axes. Failures are counted in the database, across all workers."""

from ipaddress import ip_address

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

# Failures allowed within AXES_COOLOFF_TIME. Limits per name or per address alone are higher: an office shares one
# address, and somebody else may try a known user name.
LIMITS = {("username", "ip_address"): 5, ("username",): 30, ("ip_address",): 60}


def address_of(request):
    """Return the client's IP address as seen by the outermost of our own PROXIES, or None where it is invalid."""
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
    """The database handler of axes, with a separate limit for each combination in LIMITS."""

    def get_failures(self, request, credentials=None):
        """Return AXES_FAILURE_LIMIT where any of LIMITS is reached, else 0."""
        reached = any(failed >= limit for failed, limit, last in failure_counts(request, credentials))
        return settings.AXES_FAILURE_LIMIT if reached else 0


def store_no_typed_data(sender, instance, **kwargs):
    """Clear the request data that axes would store with a failure. Receiver of pre_save for AccessAttempt."""
    instance.get_data = instance.post_data = ""


@sensitive_variables("credentials")
def failure_counts(request, credentials):
    """Return a list of (failures, limit, time of the last failure), one for each limit that applies."""
    values = {"username": (credentials or {}).get("username"), "ip_address": request.axes_ip_address}
    recent = AccessAttempt.objects.filter(attempt_time__gt=get_cool_off_threshold(request))
    results = []
    for names, limit in LIMITS.items():
        if all(values[name] for name in names):
            rows = recent.filter(**{name: values[name] for name in names})
            sums = rows.aggregate(failed=Sum("failures_since_start"), last=Max("attempt_time"))
            results.append((sums["failed"] or 0, limit, sums["last"]))
    return results


def locked_out(request, original, credentials):
    """Return the page that says when to try again. It does not reveal whether the account exists."""
    waits = [last for failed, limit, last in failure_counts(request, credentials) if failed >= limit and last]
    until = (max(waits) if waits else timezone.now()) + settings.AXES_COOLOFF_TIME
    minutes = max(1, -(-int((until - timezone.now()).total_seconds()) // 60))
    context = {"until": timezone.localtime(until), "minutes": minutes}
    return render(request, "clusters/locked.html", context, status=429)
