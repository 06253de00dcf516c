"""One settings file: what differs between machines comes from the environment."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from clusters.accounts import account_settings
from clusters.accounts.account_settings import LOCK_OUT
from clusters.common.log_settings import logging_from
from pactsite.databases import with_options

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"

env = environ.Env()
env.read_env(ROOT / ".env")

# --- Switches ---------------------------------------------------------------------------------

SECRET_KEY = account_settings.checked_secret_key(env.str("SECRET_KEY", default=""))
SECRETS_KEYS = account_settings.checked_secrets_keys(env.str("SECRETS_KEYS", default=""))
DEBUG = env.bool("DEBUG", default=False)
HTTPS = env.bool("HTTPS", default=True)
DEMO = env.bool("DEMO", default=False)
ALLOWED_HOSTS = env.str("ALLOWED_HOSTS", default="").replace(",", " ").split() or ["localhost", "127.0.0.1", "[::1]"]

# How e-mails call this site; a request says by itself under which name it came.
SITE_URL = env.str("SITE_URL", default="") or f"http{'s' * HTTPS}://{ALLOWED_HOSTS[0].lstrip('*.') or 'localhost'}"
SITE_OWNER = env.str("SITE_OWNER", default="")
SITE_RESPONSIBLE = env.str("SITE_RESPONSIBLE", default="")
SITE_CONTACT = env.str("SITE_CONTACT", default="")

# --- Rooms ------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "pactsite.apps.RegisterAdminConfig",
    *(f"django.contrib.{app}" for app in ("auth", "contenttypes", "sessions", "messages")),
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "axes",
    *(f"django_otp{app}" for app in ("", ".plugins.otp_totp", ".plugins.otp_static")),
    "simple_history",
    "clusters",
    "pacts",
    "awards",
    "pactsite.apps.SiteConfig",
]

MIDDLEWARE = [
    "clusters.common.audit_log.requests_logged",
    "clusters.common.upload_storage.refused_uploads_removed",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pactsite.middleware.permissions_policy",
    "pactsite.middleware.refuse_large_bodies",
    "clusters.accounts.sessions.no_store_when_signed_in",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "clusters.accounts.second_factor.second_factor_middleware",
    "clusters.accounts.language.language_middleware",
    "pactsite.middleware.clear_method_refusals",
    "clusters.accounts.sessions.track_sessions",
    "pactsite.middleware.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "clusters.intake.font_question.OldFontQuestion",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "pactsite.urls"
WSGI_APPLICATION = "pactsite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pactsite.pages.context.site",
            ],
            "libraries": {"register": "pactsite.pages.tags", "head": "pactsite.pages.head"},
        },
    },
]

# --- Database ---------------------------------------------------------------------------------

DATABASES = {"default": with_options(env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'register.sqlite3'}"))}
# Django's own SQLite, which makes no vanished file anew.
DATABASES["default"]["ENGINE"] = DATABASES["default"]["ENGINE"].replace("django.db.backends.sqlite3", "clusters.sqlite")
BACKUP_KEY = env.str("BACKUP_KEY", default="")  # `manage.py backup` encrypts with it
# Public pages and figures (`clusters.common.page_cache`) in each worker's memory: some 20 MB in all.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
    "figures": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "figures",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 20},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True  # a reason is kept whole

# --- People -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "clusters.User"
AUTHENTICATION_BACKENDS = ["clusters.accounts.backends.LockBackend", "clusters.accounts.backends.RegisterBackend"]
LOGIN_URL = "clusters:sign_in"
LOGIN_REDIRECT_URL = "pages:start"
LOGOUT_REDIRECT_URL = "pages:home"
SECOND_FACTOR = not DEMO  # in a demo nobody is asked for one
SECOND_FACTOR_FOR = account_settings.checked_roles(env.str("SECOND_FACTOR_FOR", default="administrator,organiser"))
OTP_TOTP_ISSUER = "So giao uoc"  # apps show it, and not all of them have Vietnamese letters
CHAIN_SIGNING_KEY = env.str("CHAIN_SIGNING_KEY", default="")  # Ed25519; checked when the pacts app starts
PROXIES = env.int("PROXIES", default=0)  # how many stand in front, each adding an address to X-Forwarded-For
vars().update(LOCK_OUT | account_settings.PASSWORD_RULES | account_settings.SESSIONS)


# Without a server letters go to the console of a developer or a demo, and nowhere else: they hold links to passwords.
vars().update(env.email_url("EMAIL_URL", default="consolemail://" if DEBUG or DEMO else "dummymail://"))
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)  # seconds for each answer of the mail server
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", default="so-giao-uoc@localhost")

# --- Words and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "pactsite" / "locale"]
FORMAT_MODULE_PATH = ["pactsite.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# --- Files ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_ROOT = VAR / "files"
DISK_FREE_MB = env.int("DISK_FREE_MB", default=200)  # with less, `/healthz` says that the disk is full
STORAGES = {
    "default": {"BACKEND": "clusters.common.upload_storage.UploadStorage", "OPTIONS": account_settings.FILE_MODES},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Safety -----------------------------------------------------------------------------------

vars().update(account_settings.cookie_settings(HTTPS))
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# How often a minute an address (pastes: an account) may ask for what costs much; 0 for no limit.
RATE_LIMITS = {
    "search": env.int("SEARCHES_A_MINUTE", default=120),
    "export": env.int("EXPORTS_A_MINUTE", default=30),
    "verify": 60,
    "paste": 60,
}
RATE_LIMITS_FILE = VAR / "rate-limits.sqlite3"
LARGEST_UPLOAD_BODY = 25 * 1024 * 1024  # bytes of a form with a file; every other form: DATA_UPLOAD_MAX_MEMORY_SIZE
CSRF_FAILURE_VIEW = "pactsite.pages.errors.csrf_failure"
# A pact of 30 units and 40 commitments posts some 1,700 fields; the largest document there may be posts 10,000 fields
# and 300,000 letters, of up to nine bytes each (pacts/document/limits.py).
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        **{what: [SELF] for what in ("script-src", "style-src", "font-src", "connect-src", "form-action")},
        "img-src": [SELF, "data:"],
        **{what: [NONE] for what in ("frame-ancestors", "base-uri")},
    }
}

# --- Logs -------------------------------------------------------------------------------------

LOGGING = logging_from(env.str("LOG_LEVEL", default="INFO"))
