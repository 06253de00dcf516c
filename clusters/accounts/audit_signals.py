"""Signal receivers that write sign-in events and admin changes to the audit log."""

from axes.signals import user_locked_out
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_save
from django.views.decorators.debug import sensitive_variables

from clusters.accounts.second_factor import awaits_second_factor
from clusters.common.audit_log import account_of, log_change, log_event
from clusters.models import User

ACTIONS = {ADDITION: "admin_added", CHANGE: "admin_changed", DELETION: "admin_deleted"}


def connect():
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    user_login_failed.connect(sign_in_failed)
    user_locked_out.connect(locked_out)
    post_save.connect(changed_in_admin, sender=LogEntry)


def signed_in(request, user, **kwargs):
    second_factor = "waiting" if awaits_second_factor(request, user) else "none"
    log_event("sign_in", request=request, account=user, second_factor=second_factor)


def signed_out(request, user, **kwargs):
    if user is not None:
        log_event("sign_out", request=request, account=user)


@sensitive_variables("credentials")
def sign_in_failed(credentials, request=None, **kwargs):
    """Log a failed sign-in. The typed name is logged only if it is an account's: it may be a mistyped password."""
    account = find_account(credentials.get("username"))
    again = account is not None and account == account_of(request)
    log_event("password_wrong" if again else "sign_in_failed", request=request, account=account)


def locked_out(request, username, **kwargs):
    log_event("locked_out", request=request, account=find_account(username))


def find_account(username):
    return User.objects.filter(username=username).first() if username and "\0" not in username else None


def changed_in_admin(instance, created, raw=False, **kwargs):
    """Log an administrator's save or delete, without the changed values: those are in the record's history."""
    if created and not raw:
        kind = instance.content_type
        about = {"model": f"{kind.app_label}.{kind.model}", "row": instance.object_id}
        log_change(ACTIONS[instance.action_flag], account=instance.user, **about)
