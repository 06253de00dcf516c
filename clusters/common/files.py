"""Uploaded files: an allow-list by content and ending, a size limit, names of our own."""

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from clusters.common.archives import Refused, check_archive
from clusters.common.text import slugify

LARGEST = 20 * 1024 * 1024
STARTS = {
    "pdf": b"%PDF-",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
}
REFUSED = {
    "damaged": _("The file's content is not what its name says."),
    "unpacked": _("Unpacked, the file is larger than 100 MB. Leave out large pictures, or send it as a PDF."),
    "parts": _("The file holds too many parts, or files packed within each other. Save it anew, or send it as a PDF."),
}
INSIDE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def ending_of(name):
    return name.rpartition(".")[2].lower()


def document_path(instance, filename):
    """Return where a document's file is kept: a name of our own, the ending checked before."""
    return f"documents/{get_random_string(24)}.{ending_of(filename)}"


def download(document):
    """Return the answer that hands out a document's file: to be kept, never shown inside the browser.

    Raises Http404 where there is none.
    """
    if not document.file or not document.file.storage.exists(document.file.name):
        raise Http404
    name = f"{slugify(document.wording)[:100]}.{ending_of(document.file.name)}"
    response = FileResponse(document.file.open("rb"), as_attachment=True, filename=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def check_file(file):
    """Raise ValidationError unless the file's content is what its ending says, on the allow-list, and small enough."""
    if getattr(file, "_committed", False):
        return  # a stored file was checked when it came, and may be elsewhere today
    if file.size > LARGEST:
        raise ValidationError(_("The file is larger than 20 MB."), code="too_large")
    ending = ending_of(file.name)
    if ending not in STARTS:
        raise ValidationError(_("Only PDF, JPEG, PNG, Word (.docx) and Excel (.xlsx) files are kept."), code="kind")
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if not start.startswith(STARTS[ending]):
        raise ValidationError(REFUSED["damaged"], code="content")
    if ending in INSIDE:
        try:
            check_archive(file, INSIDE[ending])
        except Refused as refused:
            raise ValidationError(REFUSED[refused.code], code="content") from None
