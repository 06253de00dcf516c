"""The site's fonts for Pillow, and text that is fitted into a width.

Each font has two files, as in the style sheet: one with Latin letters and one with those only Vietnamese uses.
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
ELLIPSIS = "…"
FONT_FEATURES = ["lnum"] if features.check("raqm") else None  # lining figures, which need Pillow with Raqm


class Face:
    """One font in one size."""

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
        """Yield (font, segment) for the segments of a text whose letters are in one file."""
        for part, letters in groupby(text, key=subset_of):
            yield self.files[part], "".join(letters)

    def length(self, text):
        return sum(font.getlength(segment, features=FONT_FEATURES) for font, segment in self.runs(text))

    @property
    def line(self):
        return round(self.size * 1.28)


face = cache(Face)


def subset_of(letter):
    """Return the file that has a letter: "vietnamese" for U+0102–0329 and U+1EA0–1EF9, as in the style sheet."""
    return "vietnamese" if "\u0102" <= letter <= "\u0329" or "\u1ea0" <= letter <= "\u1ef9" else "latin"


def draw_lines(draw, corner, lines, typeface, colour):
    """Draw lines of text downwards from a corner. Return the y of the next line."""
    x, y = corner
    baseline = y + typeface.size
    for line in lines:
        at = x
        for font, segment in typeface.runs(line):
            draw.text((at, baseline), segment, font=font, fill=colour, anchor="ls", features=FONT_FEATURES)
            at += font.getlength(segment, features=FONT_FEATURES)
        baseline += typeface.line
    return y + len(lines) * typeface.line


def fit_text(text, name, sizes, width, most):
    """Return (lines, face) in the largest of `sizes` in which the text fits, else truncated in the smallest."""
    for size in sizes:
        typeface = face(name, size)
        lines = wrap(text, typeface, width)
        if len(lines) <= most and all(typeface.length(line) <= width for line in lines):
            return lines, typeface
    return [truncate(line, typeface, width) for line in [*lines[: most - 1], " ".join(lines[most - 1 :])]], typeface


def wrap(text, typeface, width):
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if typeface.length(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def truncate(line, typeface, width):
    """Return a line, shortened with an ellipsis if it is wider than `width`."""
    if typeface.length(line) <= width:
        return line
    words = line.split()
    while len(words) > 1 and typeface.length(" ".join(words) + ELLIPSIS) > width:
        words.pop()
    line = " ".join(words)
    while line and typeface.length(line + ELLIPSIS) > width:  # one word, wider than the line
        line = line[:-1]
    return line.rstrip(" ,;") + ELLIPSIS
