"""The settings of a site behind one proxy that speaks HTTPS, on a database the tests have made."""

from tests.settings import *  # noqa: F403

HTTPS = SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLOWED_HOSTS = ["giaouoc.example.vn"]
PROXIES = 1
