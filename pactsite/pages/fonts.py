"""The site's faces as Pillow reads them, and lines of text that fit.

Each face comes as two files, as in the style sheet: the letters of Latin and those only Vietnamese has.
"""

from functools import cache
from itertools import groupby

from django.conf import settings
from PIL import ImageFont, features

FILES = {
    "sans": ("be-vietnam-pro-{}-400-normal.woff2", None),
    "serif": ("source-serif-4-{}-wght-normal.woff2", 400),
    "serif-bold": ("source-serif-4-{}-wght-normal.woff2", 600),
}
CUT = "…"
FIGURES = ["lnum"] if features.check("raqm") else None  # as high as capitals; a Pillow built without has its own


class Face:
    """One face in one size."""

    def __init__(self, name, size):
        file, weight = FILES[name]
        self.size = size
        self.files = {part: self._open(file.format(part), weight) for part in ("latin", "vietnamese")}

    def _open(self, file, weight):
        font = ImageFont.truetype(settings.ROOT / "static" / "fonts" / file, self.size)
        if weight:
            font.set_variation_by_axes([weight])
        return font

    def runs(self, text):
        """Yield (font, piece) for the pieces of a text that stand in one file."""
        for part, letters in groupby(text, key=part_of):
            yield self.files[part], "".join(letters)

    def length(self, text):
        return sum(font.getlength(piece, features=FIGURES) for font, piece in self.runs(text))

    @property
    def line(self):
        """How far lines stand apart."""
        return round(self.size * 1.28)


face = cache(Face)


def part_of(letter):
    """Return which file holds a letter: as the style sheet has it, U+0102–0329 and U+1EA0–1EF9 are Vietnamese."""
    return "vietnamese" if "\u0102" <= letter <= "\u0329" or "\u1ea0" <= letter <= "\u1ef9" else "latin"


def put(draw, corner, lines, letters, colour):
    """Write lines from a corner down, and return where the next one would stand."""
    x, y = corner
    baseline = y + letters.size
    for line in lines:
        at = x
        for font, piece in letters.runs(line):
            draw.text((at, baseline), piece, font=font, fill=colour, anchor="ls", features=FIGURES)
            at += font.getlength(piece, features=FIGURES)
        baseline += letters.line
    return y + len(lines) * letters.line


def fitted(text, name, sizes, width, most):
    """Return (lines, face): in the largest size in which a text fits, else cut in the smallest."""
    for size in sizes:
        letters = face(name, size)
        lines = wrapped(text, letters, width)
        if len(lines) <= most and all(letters.length(line) <= width for line in lines):
            return lines, letters
    return [cut(line, letters, width) for line in [*lines[: most - 1], " ".join(lines[most - 1 :])]], letters


def wrapped(text, letters, width):
    """Return a text as lines no wider than `width`; a word that is wider stands alone."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if letters.length(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def cut(line, letters, width):
    """Return a line, its end left out where it is too wide."""
    if letters.length(line) <= width:
        return line
    words = line.split()
    while len(words) > 1 and letters.length(" ".join(words) + CUT) > width:
        words.pop()
    line = " ".join(words)
    while line and letters.length(line + CUT) > width:  # one word, wider than the line
        line = line[:-1]
    return line.rstrip(" ,;") + CUT
