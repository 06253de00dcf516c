"""Whole articles read: every fact in the text and nothing beside it. The articles are written for these tests."""

import io
import json
import unicodedata
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from docx import Document
from pypdf import PdfWriter

from pacts.intake.article.reading import read_article
from pacts.intake.files import joined_lines, text_of_file

FOLDER = Path(__file__).resolve().parent.parent / "pacts" / "articles"
ANSWERS = json.loads((FOLDER / "answers.json").read_text(encoding="utf-8"))
TEXTS = {name: (FOLDER / name).read_text(encoding="utf-8") for name in ANSWERS}
NOTHING = (None, [], "")


def stated(value):
    """Return an answer without what the article does not say, and without keys of rows."""
    if isinstance(value, dict):
        return {name: stated(each) for name, each in value.items() if each not in NOTHING and name != "key"}
    return [stated(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", ANSWERS)
def test_an_article_says_this_and_nothing_else(name):
    assert stated({"file": name} | read_article(TEXTS[name]).answer()) == ANSWERS[name]


@pytest.mark.parametrize("name", ANSWERS)
def test_each_fact_stands_where_it_is_said_to_stand(name):
    reading = read_article(TEXTS[name])
    named = {"units": "name", "participants": "name", "commitments": "text", "movements": "name"}

    for fact in reading.facts:
        assert 0 <= fact.start < fact.end <= len(reading.article.text)
        if fact.kind in named:
            words = fact.value[named[fact.kind]]
            assert words[:20] in reading.article.text[max(0, fact.start - 3) : fact.end + 3], (fact.kind, words)


@pytest.mark.parametrize("name", ["01.txt", "06.txt", "12.txt"])
@pytest.mark.parametrize(
    "spelt",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "  "),
        lambda text: f"\ufeff{text}\n\n",
    ],
    ids=["NFD", "line ends", "hard spaces", "double spaces", "mark of order"],
)
def test_spelling_that_means_nothing_changes_nothing(name, spelt):
    assert read_article(spelt(TEXTS[name])).answer() == read_article(TEXTS[name]).answer()


def test_what_an_article_does_not_say_stays_unknown():
    text = "Sáng nay trời đẹp, các em đến trường trong niềm vui của ngày khai giảng, cùng thầy cô và cha mẹ của mình."

    assert stated(read_article(f"{text} Trống đã điểm.").answer()) == {"sources": [{}]}


def test_a_review_without_a_signing_has_no_signing_day():
    text = (
        "Ngày 26/1/2026, tại Lạng Sơn, Cụm thi đua số 4 tổng kết công tác thi đua, khen thưởng năm 2025 của các đơn vị."
    )

    answer = read_article(text).answer()

    assert (answer["signed_on"], answer["year"], answer["venue"]) == (None, None, "Lạng Sơn")


def test_related_news_and_captions_are_left_out():
    text = (
        "Khối thi đua số 1 ký giao ước\n\nNgày 3/2/2024, Khối thi đua số 1 tổ chức hội nghị ký kết "
        "giao ước thi đua năm 2024 tại hội trường Sở Y tế.\n\nCùng chuyên mục\n\n"
        "Ngày 5/2/2024, Khối thi đua số 9 gồm 7 đơn vị "
        "ký kết giao ước thi đua."
    )

    answer = read_article(text).answer()

    assert (answer["cluster"]["name"], answer["stated_unit_count"]) == ("Khối thi đua số 1", None)


# --- Files ------------------------------------------------------------------------------------------


def upload(content, name):
    return ContentFile(content, name=name)


def word_file(*paragraphs):
    document, file = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Sở Nội vụ", "Trưởng khối"
    document.save(file)
    return file.getvalue()


def pdf_file(text=None, password=None):
    """Return a PDF of one page, with a line of text or empty."""
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=300, height=300)
    if password:
        writer.encrypt(password)
    writer.write(file)
    return file.getvalue()


def test_a_word_file_gives_its_paragraphs_and_rows():
    assert (
        text_of_file(upload(word_file("Khối thi đua", "Ký kết"), "a.docx"))
        == "Khối thi đua\nKý kết\nSở Nội vụ\tTrưởng khối"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_is_read_in_its_encoding(encoding):
    assert text_of_file(upload("Khối thi đua".encode(encoding), "a.txt")) == "Khối thi đua"


def test_lines_of_a_pdf_that_ended_at_the_margin_are_joined():
    page = (
        "Khối thi đua các cơ quan tham mưu của tỉnh\nđã ký kết giao ước thi đua năm nay.\nThành phần:\n- Sở A\n- Sở B"
    )

    assert joined_lines(page).split("\n") == [
        "Khối thi đua các cơ quan tham mưu của tỉnh đã ký kết giao ước thi đua năm nay.",
        "Thành phần:",
        "- Sở A",
        "- Sở B",
    ]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (lambda: upload(b"x" * (10 * 1024 * 1024 + 1), "a.txt"), "too_large"),
        (lambda: upload(b"MZ", "a.exe"), "kind"),
        (lambda: upload(b"MZ", "a.pdf"), "content"),
        (lambda: upload(b"PK\x03\x04broken", "a.docx"), "content"),
        (lambda: upload(b"%PDF-1.7 broken", "a.pdf"), "broken"),
        (lambda: upload(pdf_file(password="p"), "a.pdf"), "encrypted"),
        (lambda: upload(pdf_file(), "a.pdf"), "no_text"),
        (lambda: upload(("Khối thi đua " * 20_000).encode(), "a.txt"), "long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(file, code):
    with pytest.raises(ValidationError) as refused:
        text_of_file(file())

    assert (refused.value.code, len(refused.value.messages)) == (code, 1)


# --- The command --------------------------------------------------------------------------------


def test_the_command_prints_a_line_of_json_for_each_file_and_asks_no_database(tmp_path, capsys):
    for name in ("01.txt", "06.txt"):
        (tmp_path / name).write_text(TEXTS[name], encoding="utf-8")

    call_command("read_article", tmp_path / "01.txt", tmp_path / "06.txt")

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [stated(line) for line in lines] == [ANSWERS["01.txt"], ANSWERS["06.txt"]]


def test_the_command_says_which_file_cannot_be_read(tmp_path):
    with pytest.raises(CommandError, match=r"nothing\.txt"):
        call_command("read_article", tmp_path / "nothing.txt")
