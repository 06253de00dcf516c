"""Database sessions that cannot be used by somebody with a copy of the database.

The table holds a digest of the session key instead of the key in the cookie, and the session data is encrypted, because
it may hold secrets such as the token of a password reset link.
"""

import logging
from hashlib import sha256

from asgiref.sync import sync_to_async
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from clusters.accounts.encryption import Unreadable, decrypt, encrypt

log = logging.getLogger(__name__)
LENGTH = 40  # of the session_key column


def digest_of(session_key):
    """Return the digest of a session key that is stored in the database, or None for None."""
    return session_key and sha256(session_key.encode()).hexdigest()[:LENGTH]


class SessionStore(DatabaseStore):
    @property
    def digest(self):
        """The stored digest of this session's key, or None before it has one."""
        return digest_of(self.session_key)

    def encode(self, session_dict):
        return encrypt(self.serializer().dumps(session_dict))

    def decode(self, session_data):
        try:
            return self.serializer().loads(decrypt(session_data))
        except (Unreadable, ValueError):
            log.warning("A session was encrypted with another key and has ended.")
            return {}

    def _get_session_from_db(self):
        alive = self.model.objects.filter(expire_date__gt=timezone.now())
        row = alive.filter(session_key=self.digest).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key):
        return super().exists(digest_of(session_key))

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.session_key = digest_of(row.session_key)
        return row

    def delete(self, session_key=None):
        if key := session_key or self.session_key:
            super().delete(digest_of(key))

    # Django's asynchronous versions would use the key instead of its digest.
    async def _aget_session_from_db(self):
        return await sync_to_async(self._get_session_from_db)()

    async def aexists(self, session_key):
        return await sync_to_async(self.exists)(session_key)

    async def acreate_model_instance(self, data):
        return await sync_to_async(self.create_model_instance)(data)

    async def adelete(self, session_key=None):
        await sync_to_async(self.delete)(session_key)
