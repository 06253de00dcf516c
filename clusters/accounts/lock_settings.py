"""What django-axes is told about failed sign-ins. Nothing of it differs from machine to machine."""

from datetime import timedelta

LOCK_OUT = {
    "AXES_HANDLER": "clusters.accounts.locking.LockingHandler",
    "AXES_LOCKOUT_CALLABLE": "clusters.accounts.locking.locked_out",
    "AXES_CLIENT_IP_CALLABLE": "clusters.accounts.locking.address_of",
    "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
    "AXES_COOLOFF_TIME": timedelta(minutes=15),
    "AXES_RESET_ON_SUCCESS": True,
    # The time to try again stays what was told.
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
    # Where people are signed in has a table of its own, and the package has no words of ours.
    "AXES_DISABLE_ACCESS_LOG": True,
    "AXES_ENABLE_ADMIN": False,
    "AXES_VERBOSE": False,
}
