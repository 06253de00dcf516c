"""Encryption of secrets stored in the database."""

from base64 import urlsafe_b64encode
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PURPOSE = b"register: secrets in the database"


class Unreadable(Exception):
    """Raised for text that was not encrypted with any of the configured keys."""


def encrypt(plain: bytes) -> str:
    """Return `plain` encrypted with the newest key, as ASCII text."""
    return _keys().encrypt(plain).decode()


def decrypt(text: str) -> bytes:
    """Return the plain bytes of a text made by `encrypt`. Raises Unreadable."""
    try:
        return _keys().decrypt(text)
    except InvalidToken:
        raise Unreadable from None


def rotate(text: str) -> str:
    """Return a text made by `encrypt`, re-encrypted with the newest key. Raises Unreadable."""
    try:
        return _keys().rotate(text).decode()
    except InvalidToken:
        raise Unreadable from None


def _keys() -> MultiFernet:
    return _keys_of(tuple(settings.SECRETS_KEYS), settings.SECRET_KEY)


@cache
def _keys_of(configured: tuple[str, ...], secret_key: str) -> MultiFernet:
    """Return the keys in the order they are tried.

    The key derived from SECRET_KEY comes last: it decrypts what was written before SECRETS_KEYS was set.
    """
    return MultiFernet([Fernet(key) for key in (*configured, _derived_key(secret_key))])


def _derived_key(secret_key: str) -> bytes:
    if not secret_key:
        raise ImproperlyConfigured("SECRET_KEY is empty.")
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret_key.encode())
    return urlsafe_b64encode(derived)
