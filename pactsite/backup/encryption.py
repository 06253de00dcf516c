"""Encrypted streams: AES-256-GCM in chunks, so that a backup of any size needs little memory.

    header   MAGIC, salt (16 bytes), key check (16 bytes)
    chunks   1 MiB of text each, encrypted, with its tag (16 bytes); the last chunk may be shorter

The key is derived from BACKUP_KEY and the salt by scrypt, so each file has its own. A chunk's nonce is its number
(11 bytes) and whether it is the last (1 byte): chunks cannot be reordered, left out or cut off unnoticed.
"""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext as _

from pactsite.backup import BackupError

MAGIC = b"so-giao-uoc backup, encrypted, 1\n"
SALT = CHECK = TAG = 16
CHUNK = 1024 * 1024
SHORTEST_KEY = 20


def _derive(key, salt):
    """Return the key of one file and the bytes by which a wrong key is told from a damaged file."""
    if len(key) < SHORTEST_KEY:
        raise BackupError(_("BACKUP_KEY has to be at least %(count)s characters long.") % {"count": SHORTEST_KEY})
    derived = Scrypt(salt=salt, length=32 + CHECK, n=2**15, r=8, p=1).derive(key.encode())
    return derived[:32], derived[32:]


def _nonce(number, last):
    return number.to_bytes(11, "big") + bytes([last])


class EncryptedWriter:
    """Encrypts what is written to it into a binary file; `finish` writes the last chunk."""

    def __init__(self, target, key):
        salt = os.urandom(SALT)
        derived, check = _derive(key, salt)
        self.target, self.cipher, self.header = target, AESGCM(derived), MAGIC + salt + check
        self.waiting, self.number = bytearray(), 0
        target.write(self.header)

    def write(self, data):
        self.waiting += data
        while len(self.waiting) > CHUNK:  # one byte more, so that the last chunk is never empty
            self._emit(bytes(self.waiting[:CHUNK]), last=False)
            del self.waiting[:CHUNK]
        return len(data)

    def finish(self):
        self._emit(bytes(self.waiting), last=True)

    def _emit(self, text, last):
        self.target.write(self.cipher.encrypt(_nonce(self.number, last), text, self.header))
        self.number += 1


class DecryptedReader:
    """Reads what EncryptedWriter wrote.

    Raises BackupError for a wrong key and for a chunk that is damaged, missing, moved, or not the last one.
    """

    def __init__(self, source, key):
        self.header = source.read(len(MAGIC) + SALT + CHECK)
        salt, check = self.header[len(MAGIC) : -CHECK], self.header[-CHECK:]
        if not key:
            raise BackupError(_("This backup is encrypted: set the BACKUP_KEY it was made with."))
        derived, expected = _derive(key, salt)
        if not hmac.compare_digest(check, expected):
            raise BackupError(_("BACKUP_KEY does not open this backup: it was made with another key, or is damaged."))
        self.source, self.cipher = source, AESGCM(derived)
        self.ready, self.number, self.ahead = bytearray(), 0, source.read(CHUNK + TAG)

    def read(self, size):
        while len(self.ready) < size and self._next():
            pass
        data = bytes(self.ready[:size])
        del self.ready[:size]
        return data

    def _next(self):
        if self.number and not self.ahead:
            return False
        chunk, self.ahead = self.ahead, self.source.read(CHUNK + TAG)
        try:
            if len(chunk) < TAG:
                raise InvalidTag
            self.ready += self.cipher.decrypt(_nonce(self.number, not self.ahead), chunk, self.header)
        except InvalidTag:
            raise BackupError(_("This backup is damaged or cut off.")) from None
        self.number += 1
        return True
