"""Uploaded files: what is kept, what is refused and why, and under which name."""

import io
import random
import re
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation

from clusters.common.files import LARGEST, check_file, document_path
from clusters.models import Document
from tests.factories import DocumentFactory
from tests.rules import sentences

WRONG_KIND = "Only PDF, JPEG, PNG, Word (.docx) and Excel (.xlsx) files are kept."
WRONG_CONTENT = "The file's content is not what its name says."
UNPACKED = "Unpacked, the file is larger than 100 MB. Leave out large pictures, or send it as a PDF."
PARTS = "The file holds too many parts, or files packed within each other. Save it anew, or send it as a PDF."
TOO_LARGE = "The file is larger than 20 MB."

PDF, JPEG, PNG = b"%PDF-1.7 ...", b"\xff\xd8\xff\xe0JFIF", b"\x89PNG\r\n\x1a\nIHDR"
PROGRAM = b"MZ\x90\x00 this program cannot be run"


def archive(*parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for part in parts:
            packed.writestr(zipfile.ZipInfo(part), "<xml/>")
    return content.getvalue()


WORD, EXCEL = archive("[Content_Types].xml", "word/document.xml"), archive("xl/workbook.xml")


def by_name(value):
    return value if isinstance(value, str) else "content"


def upload(name, content):
    return ContentFile(content, name=name)


def refusal(file):
    with translation.override("en"):
        try:
            check_file(file)
        except ValidationError as error:
            return error.messages
    return []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kế hoạch.pdf", PDF),
        ("QUY CHẾ.PDF", PDF),
        ("bản ký.jpg", JPEG),
        ("bản ký.jpeg", JPEG),
        ("bản ký.png", PNG),
        ("giao ước.v2.docx", WORD),
        ("bảng điểm.xlsx", EXCEL),
    ],
    ids=by_name,
)
def test_papers_and_scans_are_kept(name, content):
    file = upload(name, content)

    assert refusal(file) == []
    assert file.read() == content


@pytest.mark.parametrize(
    "name", ["a.exe", "a.html", "a.svg", "a.doc", "a.docm", "a.zip", "a.pdf.exe", "a", "a.", ".htaccess"]
)
def test_other_kinds_are_refused_by_their_ending(name):
    assert refusal(upload(name, PDF)) == [WRONG_KIND]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PROGRAM),
        ("a.pdf", b"<html>%PDF-</html>"),
        ("a.pdf", b""),
        ("a.jpg", PNG),
        ("a.png", JPEG),
        ("a.docx", PDF),
        ("a.docx", EXCEL),
        ("a.docx", archive("evil.exe")),
        ("a.docx", archive()),
        ("a.docx", WORD[:40]),
        ("a.xlsx", WORD),
    ],
    ids=by_name,
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name, content):
    assert refusal(upload(name, content)) == [WRONG_CONTENT]


def test_a_broken_archive_is_refused_however_it_is_broken():
    for seed in range(2_000):
        chance, content = random.Random(seed), bytearray(archive("word/document.xml", "đ.xml"))
        for _ in range(3):
            content[chance.randrange(4, len(content))] = chance.randrange(256)

        # a damaged size may say that it is a large one
        assert refusal(upload("a.docx", bytes(content))) in ([], [WRONG_CONTENT], [UNPACKED])


def test_a_file_of_exactly_the_largest_size_is_kept_and_one_byte_more_refused():
    assert refusal(upload("a.pdf", PDF.ljust(LARGEST))) == []
    assert refusal(upload("a.pdf", PDF.ljust(LARGEST + 1))) == [TOO_LARGE]


def test_a_file_gets_a_name_of_our_own_with_its_ending():
    path = document_path(None, "../../Kế hoạch số 311.PDF")

    assert re.fullmatch(r"documents/[A-Za-z0-9]{24}\.pdf", path)
    assert path != document_path(None, "../../Kế hoạch số 311.PDF")


@pytest.mark.django_db
def test_a_document_tells_beside_its_file_why_it_is_refused():
    document = DocumentFactory()
    document.file = upload("a.pdf", PROGRAM)

    assert sentences(document) == {"file": [WRONG_CONTENT]}


@pytest.mark.django_db
def test_a_document_is_kept_with_its_file():
    document = DocumentFactory(file=upload("kế hoạch.pdf", PDF))

    with Document.objects.get().file as kept:
        assert kept.read() == PDF
    assert sentences(document) == {}


@pytest.mark.django_db
def test_the_entry_of_a_document_can_be_mended_while_its_file_is_away():
    document = DocumentFactory(file=upload("kế hoạch.pdf", PDF))
    document.file.storage.delete(document.file.name)

    document = Document.objects.get()
    document.issuer = "UBND tỉnh Bắc Ninh"

    assert sentences(document) == {}


# --- What an archive unpacks to -----------------------------------------------------------------


def packed(*parts, method=zipfile.ZIP_DEFLATED):
    """Return a Word file with these further parts (name, content)."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in (("word/document.xml", "<xml/>"), *parts):
            archive.writestr(name, part)
    return content.getvalue()


def test_a_small_file_that_unpacks_to_a_large_one_is_refused():
    bomb = packed(("word/media/a.bin", bytes(101 * 1024 * 1024)))

    assert len(bomb) < 200_000
    assert refusal(upload("a.docx", bomb)) == [UNPACKED]


def test_a_part_packed_better_than_any_document_is_refused():
    assert refusal(upload("a.docx", packed(("a.bin", bytes(11 * 1024 * 1024))))) == [UNPACKED]


def test_a_large_part_that_packs_like_a_document_is_kept():
    sheet = "".join(f"<row r='{n}'><c r='A{n}'><v>{n * 7919 % 10007}</v></c></row>" for n in range(300_000)).encode()

    assert len(sheet) > 11 * 1024 * 1024
    assert refusal(upload("a.docx", packed(("xl/sheet.xml", sheet)))) == []


def test_many_parts_of_middling_size_are_too_large_together():
    part = random.Random(1).randbytes(20_000) * 150

    assert refusal(upload("a.docx", packed(*((f"{n}.bin", part) for n in range(36))))) == [UNPACKED]


def test_an_archive_that_lies_about_its_sizes_is_refused():
    content = bytearray(packed(("a.bin", bytes(30 * 1024 * 1024))))
    true, small = (30 * 1024 * 1024).to_bytes(4, "little"), (1000).to_bytes(4, "little")

    assert content.count(true) == 2
    assert refusal(upload("a.docx", bytes(content.replace(true, small)))) == [WRONG_CONTENT]


def test_too_many_parts_are_refused():
    assert refusal(upload("a.docx", packed(*((f"{n}.xml", "") for n in range(2001))))) == [PARTS]


def test_a_sheet_within_a_letter_is_kept():
    assert refusal(upload("a.docx", packed(("word/embeddings/a.xlsx", EXCEL)))) == []


def test_archives_within_archives_within_archives_are_refused():
    inner = packed(("b.xlsx", EXCEL))

    assert refusal(upload("a.docx", packed(("word/embeddings/a.docx", inner)))) == [PARTS]


def test_what_is_packed_inside_counts_with_the_rest():
    part = random.Random(1).randbytes(20_000) * 150
    half = [(f"{n}.bin", part) for n in range(18)]

    assert refusal(upload("a.docx", packed(*half))) == []
    assert refusal(upload("a.docx", packed(*half, ("a.docx", packed(*half))))) == [UNPACKED]


def test_a_part_packed_in_a_way_no_office_uses_is_refused():
    assert refusal(upload("a.docx", packed(("a.bin", "x"), method=zipfile.ZIP_LZMA))) == [WRONG_CONTENT]


def test_an_encrypted_part_is_refused():
    content = bytearray(packed(("a.bin", "x")))
    place = content.rindex(b"PK\x01\x02")
    content[place + 8] |= 1

    assert refusal(upload("a.docx", bytes(content))) == [WRONG_CONTENT]
