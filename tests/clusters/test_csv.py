"""Tables as CSV: read by Excel as UTF-8, and nothing in them is calculated."""

import csv
import io
from decimal import Decimal

import pytest

from clusters.common.csv import csv_answer, safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1"])
def test_a_cell_never_becomes_a_formula(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a | =1+1", "a | '=1+1"),
        ("a;=HYPERLINK(1)", "a;'=HYPERLINK(1)"),
        ('a, "@SUM(A1)', "a, \"'@SUM(A1)"),
        ("a\n+cmd", "a\n'+cmd"),
        ("a\t-cmd|x", "a\t'-cmd|x"),
    ],
)
def test_no_formula_begins_behind_a_separator(text, safe):
    assert safe_cell(text) == safe


@pytest.mark.parametrize(
    "value", ["Sở Nội vụ", "a=b", "2", "", "Gồm:\n- Thi đua\n- Khen thưởng", "giảm; -5%", "a; +84"]
)
def test_plain_cells_stay_as_they_are(value):
    assert safe_cell(value) == value


@pytest.mark.parametrize("number", [-2, -0.5, Decimal("-12.50"), 0])
def test_a_number_stays_a_number_below_zero_too(number):
    assert safe_cell(number) == number


def test_nothing_is_an_empty_cell():
    assert safe_cell(None) == ""


def test_the_file_begins_with_the_mark_of_utf_8_and_keeps_quotes_and_lines():
    answer = csv_answer("dang-ky", [["Đơn vị", 'Cờ "đầu", 2'], ["a\nb", "=x"], [-2, "-2"]])

    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeffĐơn vị")
    assert list(csv.reader(io.StringIO(text[1:], newline=""))) == [
        ["Đơn vị", 'Cờ "đầu", 2'],
        ["a\nb", "'=x"],
        ["-2", "'-2"],
    ]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dang-ky.csv"'
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
