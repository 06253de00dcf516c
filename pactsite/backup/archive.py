"""The file of one backup: a tar of named parts with a manifest, a digest of the whole at its end, maybe encrypted.

database.sqlite3.gz or database.pgdump     the database
files/…                                    uploaded files
manifest.json                              what the backup holds, with size and SHA-256 of each part
SHA-256 <64 hex digits>                    of everything before; `tar` ignores it
"""

import hashlib
import io
import json
import os
import stat
import tarfile
from contextlib import contextmanager
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from pactsite.backup import BackupError
from pactsite.backup.encryption import MAGIC, DecryptedReader, EncryptedWriter

FORMAT = 1
MANIFEST, FILES = "manifest.json", "files"
DATABASES = {"sqlite": "database.sqlite3.gz", "postgresql": "database.pgdump"}
TRAILER, TRAILER_LENGTH = "SHA-256 {}\n", 73
BLOCK = 1024 * 1024


def damaged():
    return BackupError(_("This backup is damaged or cut off."))


class HashedWriter:
    def __init__(self, target):
        self.target, self.digest = target, hashlib.sha256()

    def write(self, data):
        self.digest.update(data)
        return self.target.write(data)


class HashedReader:
    """Reads a file, or so much of it; knows the size and the digest of what was read."""

    def __init__(self, source, size):
        self.source, self.left, self.size, self.digest = source, size, size, hashlib.sha256()

    def read(self, size=BLOCK):
        data = self.source.read(min(size, self.left))
        self.left -= len(data)
        self.digest.update(data)
        return data


class ArchiveWriter:
    """Writes parts one after the other; `finish` adds the manifest and the digest of the whole."""

    def __init__(self, target, key=""):
        self.encrypted = EncryptedWriter(target, key) if key else None
        self.hashed = HashedWriter(self.encrypted or target)
        self.tar = tarfile.open(fileobj=self.hashed, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self.parts = []

    def add(self, name, path):
        """Add a regular file under a name. Raises OSError where it cannot be read or shrinks meanwhile."""
        # A link is never followed: it could lead out of the folder of uploads.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as source:
            self._add(name, source, os.fstat(source.fileno()).st_size)

    def _add(self, name, source, size):
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        part = HashedReader(source, size)
        self.tar.addfile(member, part)
        self.parts.append({"name": name, "size": size, "sha256": part.digest.hexdigest()})

    def finish(self, facts):
        """Write the manifest (facts and parts) and the trailer; returns the manifest."""
        manifest = {"format": FORMAT, **facts, "parts": list(self.parts)}
        text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        self._add(MANIFEST, io.BytesIO(text), len(text))
        self.tar.close()
        self.hashed.target.write(TRAILER.format(self.hashed.digest.hexdigest()).encode())
        if self.encrypted:
            self.encrypted.finish()
        return manifest


class TarReader:
    """What stands before the trailer, hashed while it is read."""

    def __init__(self, source):
        self.source, self.waiting, self.digest = source, source.read(TRAILER_LENGTH), hashlib.sha256()

    def read(self, size=BLOCK):
        data = self.waiting + self.source.read(size)
        data, self.waiting = data[:-TRAILER_LENGTH], data[-TRAILER_LENGTH:]
        self.digest.update(data)
        return data

    def is_whole(self):
        """Read to the end and say whether the digest is the one in the trailer."""
        while self.read():
            pass
        return self.waiting == TRAILER.format(self.digest.hexdigest()).encode()


@contextmanager
def opened(path, key):
    with path.open("rb") as source:
        encrypted = source.read(len(MAGIC)) == MAGIC
        source.seek(0)
        yield TarReader(DecryptedReader(source, key) if encrypted else source)


def check_whole(path, key=""):
    """Read a backup from end to end and raise BackupError unless every byte of it is as it was written."""
    with opened(path, key) as archive:
        if not archive.is_whole():
            raise damaged()


def unpack(path, folder, key=""):
    """Unpack a backup into an empty folder and return its manifest.

    Raises BackupError where a name or kind of member is not allowed, or a part differs from the manifest.
    """
    found = {}
    with opened(path, key) as archive:
        try:
            with tarfile.open(fileobj=archive, mode="r|") as tar:
                for member in tar:
                    found[member.name] = _unpack_member(tar, member, folder, found)
        except tarfile.TarError:
            raise damaged() from None
        if not archive.is_whole():
            raise damaged()
    return _checked_manifest(folder, found)


def _unpack_member(tar, member, folder, found):
    if member.name in found or not member.isreg() or not is_allowed(member.name):
        raise BackupError(
            _("This backup holds something that does not belong there: %(name)s.") % {"name": member.name}
        )
    target = folder / member.name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = HashedReader(tar.extractfile(member), member.size)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR), "wb") as file:
        while data := part.read():
            file.write(data)
    return {"name": member.name, "size": member.size, "sha256": part.digest.hexdigest()}


def is_allowed(name):
    """Say whether a member may have this name: a known part, or a file somewhere below `files/`."""
    if name in (MANIFEST, *DATABASES.values()):
        return True
    path = PurePosixPath(name)
    plain = "\\" not in name and "\0" not in name and path.as_posix() == name
    return plain and path.parts[0] == FILES and len(path.parts) > 1 and ".." not in path.parts


def _checked_manifest(folder, found):
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        version, parts = manifest["format"], manifest["parts"]
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupError(_("This file is no backup of the register.")) from None
    if version != FORMAT:
        raise BackupError(_("This backup was made by another version of the register, which is needed to restore it."))
    found = [part for name, part in found.items() if name != MANIFEST]
    if parts != found or DATABASES.get(manifest["database"]) not in {part["name"] for part in found}:
        raise damaged()
    return manifest
