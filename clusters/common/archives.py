"""How large a Word or Excel file becomes when it is opened: it is an archive, and a small one may be a bomb."""

import io
import zipfile
import zlib
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
CHUNK = 64 * 1024
LARGEST = 100 * MEGABYTE  # of all parts together, those of files packed inside included
MOST_PARTS = 2000
MOST_TIMES = 200  # larger than packed; an office document reaches about 50
SMALL = 10 * MEGABYTE  # up to here no matter how well it was packed
DEEPEST = 1  # an Excel sheet in a Word letter is common, and nothing more is packed in that
ARCHIVE, ENTRY = b"PK\x03\x04", b"PK\x01\x02"
IS_ENCRYPTED = 0x1
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # all that Word and Excel use
# Whatever a damaged archive makes zipfile say.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
    OSError,
    LookupError,
)


class Refused(Exception):
    """The archive is not kept; `code` says why: "damaged", "unpacked" (too large) or "parts" (too many, too deep)."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass
class Budget:
    """What may still be unpacked."""

    size: int = LARGEST
    parts: int = MOST_PARTS

    def spend(self, size=0, parts=0):
        self.size -= size
        self.parts -= parts
        if self.parts < 0:
            raise Refused("parts")
        if self.size < 0:
            raise Refused("unpacked")


def check_archive(file, part):
    """Raise Refused unless a file is an archive that holds this part, and stays within bounds when it is unpacked.

    What it says of its sizes is looked at first, then every part is unpacked, for it may lie. The file is left at its
    beginning.
    """
    try:
        names = _check(file, Budget(), depth=0)
    except DAMAGED:
        raise Refused("damaged") from None
    finally:
        file.seek(0)
    if part not in names:
        raise Refused("damaged")


def _check(file, budget, depth):
    """Spend from the budget what an archive unpacks to, and return the names of its parts."""
    if _entries(file) > budget.parts:  # counted before zipfile makes an object for each
        raise Refused("parts")
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        budget.spend(parts=len(parts))
        size, packed = (sum(getattr(part, name) for part in parts) for name in ("file_size", "compress_size"))
        if size > budget.size or (size > SMALL and size > MOST_TIMES * packed):
            raise Refused("unpacked")
        for part in parts:
            if part.flag_bits & IS_ENCRYPTED or part.compress_type not in METHODS:
                raise Refused("damaged")
            _check_part(archive, part, budget, depth)
        return {part.filename for part in parts}


def _check_part(archive, part, budget, depth):
    with archive.open(part) as content:
        start = content.read(CHUNK)
        budget.spend(size=len(start))
        inside = io.BytesIO(start) if start.startswith(ARCHIVE) else None
        if inside and depth == DEEPEST:
            raise Refused("parts")
        while chunk := content.read(CHUNK):
            budget.spend(size=len(chunk))
            if inside:
                inside.seek(0, io.SEEK_END)
                inside.write(chunk)
    if inside:
        _check(inside, budget, depth + 1)


def _entries(file):
    """Return about how many parts an archive says it has: its list of contents has one entry for each."""
    file.seek(0)
    found = 0
    while chunk := file.read(CHUNK):
        found += chunk.count(ENTRY)
    file.seek(0)
    return found
