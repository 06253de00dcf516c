"""Sessions in the database, as Django keeps them, but of no use to whoever copies the database.

The cookie holds a session's key. The table holds only a digest of it, so nobody can make the cookie from the row; and
what the session holds (the token of a link to a new password for one) is encrypted.
"""

import logging
from hashlib import sha256

from asgiref.sync import sync_to_async
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from clusters.accounts.encryption import Unreadable, decrypt, encrypt

log = logging.getLogger(__name__)
LENGTH = 40  # of the column


def digest_of(session_key):
    """Return what the database keeps of a session's key, or None for None."""
    return session_key and sha256(session_key.encode()).hexdigest()[:LENGTH]


class SessionStore(DatabaseStore):
    @property
    def digest(self):
        """What the database keeps of this session's key, or None before it has one."""
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

    # Django's own asynchronous versions would look for the key itself.
    async def _aget_session_from_db(self):
        return await sync_to_async(self._get_session_from_db)()

    async def aexists(self, session_key):
        return await sync_to_async(self.exists)(session_key)

    async def acreate_model_instance(self, data):
        return await sync_to_async(self.create_model_instance)(data)

    async def adelete(self, session_key=None):
        await sync_to_async(self.delete)(session_key)
