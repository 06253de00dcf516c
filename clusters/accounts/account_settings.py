"""Fixed settings of accounts, sessions and passwords, and validation of those that come from the environment."""

from base64 import urlsafe_b64decode
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured

MIN_SECRET_LENGTH, MIN_DISTINCT_LETTERS = 50, 5
ROLES = ("administrator", "organiser", "secretariat", "member")


def checked_secret_key(key):
    """Return SECRET_KEY. Raises ImproperlyConfigured where it is too short or too simple."""
    if len(key) < MIN_SECRET_LENGTH or len(set(key)) < MIN_DISTINCT_LETTERS:
        raise ImproperlyConfigured(
            f"SECRET_KEY is {'too short or too simple' if key else 'empty'}: the register does not start without a "
            f"random one of at least {MIN_SECRET_LENGTH} letters. To make one: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return key


def checked_secrets_keys(text):
    """Return the comma-separated Fernet keys of SECRETS_KEYS as a list. Raises ImproperlyConfigured."""
    keys = text.replace(",", " ").split()
    for number, key in enumerate(keys, 1):
        if not is_fernet_key(key):
            raise ImproperlyConfigured(
                f"Key number {number} of SECRETS_KEYS is no Fernet key. To make one: python3 -c "
                "'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"
            )
    return keys


def is_fernet_key(key):
    try:
        return len(urlsafe_b64decode(key.encode("ascii"))) == 32
    except ValueError:
        return False


def checked_roles(text):
    """Return the roles named in SECOND_FACTOR_FOR as a set. Raises ImproperlyConfigured for an unknown role."""
    roles = set(text.replace(",", " ").split())
    if unknown := sorted(roles - set(ROLES)):
        raise ImproperlyConfigured(f"SECOND_FACTOR_FOR knows no {', '.join(unknown)}, only {', '.join(ROLES)}.")
    return roles


def cookie_settings(https):
    """Return the settings for cookie names and flags.

    Over HTTPS names get the `__Host-` prefix: browsers accept such cookies only from this exact host.
    """
    before = "__Host-" if https else ""
    return {
        "SESSION_COOKIE_NAME": f"{before}sessionid",
        "CSRF_COOKIE_NAME": f"{before}csrftoken",
        "LANGUAGE_COOKIE_NAME": f"{before}django_language",
        "MESSAGES_COOKIE_NAME": f"{before}messages",
        "SESSION_COOKIE_SECURE": https,
        "CSRF_COOKIE_SECURE": https,
    }


SESSIONS = {
    "SESSION_ENGINE": "clusters.accounts.session_store",
    "MESSAGE_STORAGE": "clusters.accounts.messages.MessageStorage",
    # Session lifetime without use, and in total; shorter for administrators.
    "SESSION_IDLE": timedelta(hours=12),
    "SESSION_LONGEST": timedelta(days=14),
    "ADMINISTRATOR_SESSION_IDLE": timedelta(hours=1),
    "ADMINISTRATOR_SESSION_LONGEST": timedelta(days=1),
    "SESSION_COOKIE_AGE": 12 * 3600,  # of an anonymous session
}
# Uploaded files are readable only by the user that runs the site.
FILE_MODES = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
PASSWORD_RULES = {
    "AUTH_PASSWORD_VALIDATORS": [
        {
            "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
            "OPTIONS": {"user_attributes": ["username", "full_name", "email"]},
        },
        {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
        {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
        {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
        {"NAME": "clusters.accounts.password_rules.CommonHereValidator"},
        {"NAME": "clusters.accounts.password_rules.OwnNamesValidator"},
    ],
    "PASSWORD_RESET_TIMEOUT": 24 * 3600,
}


LOCK_OUT = {
    "AXES_HANDLER": "clusters.accounts.lockout.LockingHandler",
    "AXES_LOCKOUT_CALLABLE": "clusters.accounts.lockout.locked_out",
    "AXES_CLIENT_IP_CALLABLE": "clusters.accounts.lockout.address_of",
    "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
    "AXES_COOLOFF_TIME": timedelta(minutes=15),
    "AXES_RESET_ON_SUCCESS": True,
    # The lockout page names the time of the next try: further failures must not move it.
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
    # UserSession records where people are signed in; the package's admin pages are not translated.
    "AXES_DISABLE_ACCESS_LOG": True,
    "AXES_ENABLE_ADMIN": False,
    "AXES_VERBOSE": False,
}
