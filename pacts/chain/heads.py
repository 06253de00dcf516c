"""The head of a chain: published (signed if there is a key), read from a file, and compared with the chain."""

import base64
import binascii
import datetime
import json
import re
from functools import cache
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from pacts.chain.chain import Fault, canonical, written_time
from pacts.models import Chain, ChainEntry
from pacts.models.chain import GENESIS

ALGORITHM = "SHA-256, Ed25519"
KEY_BYTES = 32
LONGEST = 10_000  # letters of a file with a head, which has a few hundred
LARGEST = 1_000_000_000  # number of an entry


class Head(NamedTuple):
    """Number, hash and time of the last entry of a chain. An empty chain has number 0."""

    chain: str
    number: int
    digest: str
    at: str | None
    signature: str | None = None

    @property
    def time(self):
        """The time of the last entry, or None."""
        return datetime.datetime.fromisoformat(self.at) if self.at else None


# --- Publishing ---------------------------------------------------------------------------------


def head_of(chain=Chain.REGISTER):
    """Return the Head of a chain, from its last entry."""
    last = ChainEntry.objects.filter(chain=chain).order_by("-number").first()
    if last is None:
        return Head(str(chain), 0, GENESIS, None)
    return Head(str(chain), last.number, last.digest, written_time(last.at))


def published(head):
    """Return a head as a JSON-compatible dict, signed if this register has a key."""
    key = signing_key()
    return {
        "chain": head.chain,
        "number": head.number,
        "digest": head.digest,
        "at": head.at,
        "signature": base64.b64encode(key.sign(signed_text(head))).decode() if key else None,
        "public_key": public_key_text(key) if key else None,
        "algorithm": ALGORITHM,
    }


def signed_text(head):
    """Return the signed bytes: the canonical JSON of chain, number, hash and time."""
    return canonical({"chain": head.chain, "number": head.number, "digest": head.digest, "at": head.at}).encode()


# --- The key ------------------------------------------------------------------------------------


def signing_key():
    """Return the private key of the settings, or None if it is empty. Raises ImproperlyConfigured if it is no key."""
    return _key_from(settings.CHAIN_SIGNING_KEY.strip())


@cache
def _key_from(text):
    if not text:
        return None
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != KEY_BYTES:
        raise ImproperlyConfigured(
            _("CHAIN_SIGNING_KEY is no signing key: leave it empty, or put in what “manage.py make_chain_key” prints.")
        )
    return Ed25519PrivateKey.from_private_bytes(raw)


def new_key():
    """Return a new private key in the format of the settings, and its public key."""
    key = Ed25519PrivateKey.generate()
    return base64.b64encode(key.private_bytes_raw()).decode(), public_key_text(key)


def public_key_text(key):
    """Return the public key of a private one, in base64."""
    return base64.b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def is_signed_by(head, public_key):
    """Whether the signature of a head fits a public key (base64)."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(head.signature, validate=True), signed_text(head))
    except (InvalidSignature, ValueError):  # binascii.Error is a ValueError
        return False
    return True


# --- A head saved earlier -----------------------------------------------------------------------


def read_head(path):
    """Return the Head in a file. Raises ValueError with a sentence for the user if there is none."""
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(LONGEST + 1)
    except UnicodeDecodeError:
        raise ValueError(_not_a_head(path)) from None
    except OSError as error:
        words = {"path": path, "reason": error.strerror}
        raise ValueError(_("The file %(path)s cannot be read: %(reason)s.") % words) from None
    try:
        data = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        data = None
    if not _is_head(data):
        raise ValueError(_not_a_head(path))
    names = {"chain": Chain.REGISTER.value, "at": None, "signature": None}
    return Head(number=data["number"], digest=data["digest"], **{name: data.get(name) or names[name] for name in names})


def _not_a_head(path):
    words = {"path": path}
    return _("The file %(path)s holds no head of the chain, as /du-lieu/chuoi.json gives it.") % words


def _is_head(data):
    if not isinstance(data, dict) or data.get("chain", Chain.REGISTER) not in Chain.values:
        return False
    number, digest = data.get("number"), data.get("digest")
    texts = [data.get("at"), data.get("signature")]
    return (
        type(number) is int
        and 0 <= number <= LARGEST
        and isinstance(digest, str)
        and re.fullmatch("[0-9a-f]{64}", digest) is not None
        and all(text is None or isinstance(text, str) for text in texts)
    )


def continuity_faults(saved):
    """Yield a Fault for each reason why the chain of today does not continue a Head saved earlier.

    Does not check the entries after it: call `verify_chain` too.
    """
    yield from _signature_faults(saved)
    entry = ChainEntry.objects.filter(chain=saved.chain, number=saved.number).first()
    about = {"chain": saved.chain, "entry": saved.number}
    if saved.number == 0:
        if saved.digest != GENESIS:
            yield Fault("since-digest", _("the kept head has another hash than a chain without entries"), **about)
    elif entry is None:
        words = {"last": head_of(saved.chain).number}
        sentence = _("the kept head names this entry, but the chain ends at %(last)s: entries were removed") % words
        yield Fault("since-longer", sentence, **about)
    elif entry.digest != saved.digest:
        sentence = _("the entry has another hash than the kept head: the register was rewritten since")
        yield Fault("since-digest", sentence, **about)
    elif saved.at is not None and saved.at != written_time(entry.at):
        yield Fault("since-time", _("the kept head tells another time of the entry"), **about)


def _signature_faults(saved):
    key = signing_key()
    if saved.signature and key and not is_signed_by(saved, public_key_text(key)):
        sentence = _("the signature of the kept head was not made with the key of this register")
        yield Fault("since-signature", sentence, chain=saved.chain, entry=saved.number)


def is_signature_unchecked(saved):
    """Whether a head is signed, but this register has no key to check the signature with."""
    return bool(saved.signature) and signing_key() is None
