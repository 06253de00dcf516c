"""The text of an uploaded article: a Word file, a PDF with text, or plain text."""

import io
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clusters.common.archives import Refused, check_archive
from clusters.common.files import INSIDE, REFUSED, STARTS, ending_of
from clusters.common.text import in_form

LARGEST = 10 * 1024 * 1024  # bytes
MOST_PAGES = 60
LONGEST = 200_000  # characters of the text of one file
ENCODINGS = ("utf-8-sig", "utf-16", "cp1258", "latin-1")
WRONG_KIND = _("Only Word (.docx), PDF and text (.txt) files are read.")
NO_TEXT = _("No text was found in this file. A scanned page is a picture: type or paste its text.")
ENCRYPTED = _("This PDF is locked with a password. Save it without one, or paste its text.")
BROKEN = _("This file cannot be opened. Save it anew, or paste its text.")
LONG = _("This file has too much text to be read at once: paste the part about the pact.")


def text_of_file(file):
    """Return the text of an uploaded file, a line for each paragraph.

    Raises ValidationError with one sentence if the file is too large, locked, broken, of another kind than its name
    says, or without text.
    """
    if file.size > LARGEST:
        raise ValidationError(_("The file is larger than 10 MB."), code="too_large")
    read = {"docx": _word, "pdf": _pdf, "txt": _plain}.get(ending_of(file.name))
    if read is None:
        raise ValidationError(WRONG_KIND, code="kind")
    content = file.read()
    expected = STARTS.get(ending_of(file.name))
    if expected and not content.startswith(expected):
        raise ValidationError(REFUSED["damaged"], code="content")
    text = in_form("NFC", read(content)).strip()
    if len(text) > LONGEST:
        raise ValidationError(LONG, code="long")
    if not re.search(r"[^\W\d_]{2}", text):
        raise ValidationError(NO_TEXT, code="no_text")
    return text


def _word(content):
    from docx import Document
    from docx.table import Table

    file = io.BytesIO(content)
    try:
        check_archive(file, INSIDE["docx"])
    except Refused as refused:
        raise ValidationError(REFUSED[refused.code], code="content") from None
    try:
        lines = []
        for block in Document(file).iter_inner_content():
            rows = block.rows if isinstance(block, Table) else []
            lines += ["\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in rows]
            lines += [] if isinstance(block, Table) else [block.text]
        return "\n".join(lines)
    except Exception:  # python-docx raises whatever its parser meets in a damaged file
        raise ValidationError(BROKEN, code="broken") from None


def _pdf(content):
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValidationError(ENCRYPTED, code="encrypted")
        if len(reader.pages) > MOST_PAGES:
            raise ValidationError(LONG, code="long")
        return joined_lines("\n".join(page.extract_text() for page in reader.pages))
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError):
        raise ValidationError(BROKEN, code="broken") from None


def joined_lines(text):
    """Return a PDF's text with the lines of one paragraph joined: a line that ended at the margin goes on below."""
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.split("\n")]
    longest = sorted(map(len, lines))[-max(1, len(lines) // 5)] if lines else 0
    joined, goes_on = [], False
    for line in lines:
        if goes_on and line and not re.match(r"[-–•+*]|\d{1,2}[.)]\s|[IVX]+\.\s", line):
            joined[-1] = f"{joined[-1]} {line}"
        elif line:
            joined.append(line)
        goes_on = bool(line) and len(line) > 0.7 * longest and not line.endswith((".", ":", ";", "!", "?", "./.", "…"))
    return "\n".join(joined)


def _plain(content):
    for encoding in ENCODINGS:
        if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValidationError(BROKEN, code="broken")
