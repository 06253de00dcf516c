"""Tables for spreadsheets: CSV that opens right in Excel, where no cell can become a formula."""

import csv
import re
from decimal import Decimal

from django.http import StreamingHttpResponse

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Behind a separator a program may take what follows for a cell of its own. A number or a "- " of a list begins nothing.
FORMULA_INSIDE = re.compile(r"(?s)(?<=.)([;,|\t\r\n]\s*[\"']?)([=@＝＠]|[+\-＋－](?=[^\s\d]))")
MARK = "\ufeff"  # tells Excel that the file is UTF-8


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text):
        return text


def safe_cell(value):
    """Return a cell's text, with an apostrophe where a spreadsheet would begin to calculate. A number stays one."""
    if isinstance(value, (int, float, Decimal)):
        return value
    text = "" if value is None else str(value)
    text = FORMULA_INSIDE.sub(r"\1'\2", text)
    return f"'{text}" if text.lstrip(" ").startswith(BEGINS_A_FORMULA) else text


def csv_answer(name, rows):
    """Return the answer that hands out rows (lists of cells) as the file `name`.csv, line by line.

    The name says what and when ("khen-thuong-2021"): letters without accents. Rows may be a generator.
    """
    writer = csv.writer(Echo())

    def lines():
        yield MARK
        for row in rows:
            yield writer.writerow([safe_cell(cell) for cell in row])

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
