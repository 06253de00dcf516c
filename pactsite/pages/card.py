"""The preview image of a pact for social networks: 1200 × 630 pixels, in the site's colours and fonts."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from math import cos, radians, sin

from django.conf import settings
from PIL import Image, ImageDraw

from pactsite.pages.fonts import draw_lines, face, fit_text

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 72
TEXT_WIDTH = 690  # of the texts beside the ring
RING = 300
OVERSAMPLING = 4  # factor by which shapes are drawn larger and scaled down, as Pillow does not smooth edges
SUN = """50.0,24.0 52.7,38.3 61.3,26.6 57.5,40.6 70.3,33.8 60.8,44.8 75.3,44.2 62.0,50.0 75.3,55.8 60.8,55.2 70.3,66.2
57.5,59.4 61.3,73.4 52.7,61.7 50.0,76.0 47.3,61.7 38.7,73.4 42.5,59.4 29.7,66.2 39.2,55.2 24.7,55.8 38.0,50.0 24.7,44.2
39.2,44.8 29.7,33.8 42.5,40.6 38.7,26.6 47.3,38.3"""
SEGMENT_COLOURS = {"leader": "lacquer", "deputy": "gold", "member": "ink-soft"}


@dataclass(frozen=True)
class Card:
    """The texts of a preview image; empty ones are left out.

    `segments` are the kinds of the ring's segments, from the top.
    """

    register: str
    kind: str = ""
    name: str = ""
    year: str = ""
    theme: str = ""
    facts: str = ""
    units: int | None = None
    segments: tuple = ()


@lru_cache(maxsize=64)
def card_png(card):
    image = Image.new("RGB", SIZE, colours()["paper"])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 12), fill=colours()["lacquer"])
    image.paste(*paste_arguments(emblem(), (MARGIN, 56)))
    draw_lines(draw, (MARGIN + 76, 60), [card.register], face("serif", 34), colours()["ink"])
    width = TEXT_WIDTH if card.segments else WIDTH - 2 * MARGIN
    draw_card_text(draw, card, width)
    if card.segments:
        ring = draw_ring(card.segments, card.units)
        image.paste(*paste_arguments(ring, (WIDTH - MARGIN - RING, (HEIGHT - RING) // 2 + 12)))
    file = BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def draw_card_text(draw, card, width):
    paint = colours()
    above = " · ".join(part for part in (card.kind, card.year) if part)
    top = draw_lines(draw, (MARGIN, 158), [above], face("sans", 28), paint["lacquer"])
    lines, typeface = fit_text(card.name, "serif-bold", [60, 52, 44, 38], width, 4)
    top = draw_lines(draw, (MARGIN, top + 14), lines, typeface, paint["ink"])
    if card.theme:
        lines, typeface = fit_text(f"“{card.theme}”", "serif", [30], width, 2)
        draw_lines(draw, (MARGIN, top + 18), lines, typeface, paint["ink-soft"])
    if card.facts:
        draw.line((MARGIN, 536, MARGIN + width, 536), fill=paint["rule"], width=2)
        lines, typeface = fit_text(card.facts, "sans", [28, 24], width, 1)
        draw_lines(draw, (MARGIN, 552), lines, typeface, paint["ink-soft"])


def draw_ring(kinds, total):
    """Return an image of the ring as on the pages: one segment for each unit; `total` may be None."""
    tile = Image.new("RGBA", (RING * OVERSAMPLING, RING * OVERSAMPLING))
    draw, paint, step = ImageDraw.Draw(tile), colours(), 360 / len(kinds)
    gap = min(4, step / 4)
    for place, kind in enumerate(kinds):
        shape = segment_outline(place * step + gap / 2, (place + 1) * step - gap / 2)
        if kind in SEGMENT_COLOURS:
            draw.polygon(shape, fill=paint[SEGMENT_COLOURS[kind]])
        else:
            draw.line([*shape, shape[0]], fill=paint["rule-strong"], width=2 * OVERSAMPLING)
    middle, inner = RING * OVERSAMPLING / 2, RING * OVERSAMPLING * 0.34
    draw.circle((middle, middle), inner, outline=paint["rule-strong"], width=2 * OVERSAMPLING)
    if total is not None:
        number = face("serif-bold", 72 * OVERSAMPLING)
        width = number.length(str(total))
        draw_lines(draw, (middle - width / 2, middle - number.size * 0.675), [str(total)], number, paint["ink"])
    return tile.resize((RING, RING), Image.Resampling.LANCZOS)


def segment_outline(start, end):
    """Return the points of a segment between two angles, clockwise from the top."""
    steps = [start + (end - start) * n / 24 for n in range(25)]
    return [point(angle, 0.48) for angle in steps] + [point(angle, 0.38) for angle in reversed(steps)]


def point(degrees, radius):
    angle, size = radians(degrees - 90), RING * OVERSAMPLING
    return size / 2 + size * radius * cos(angle), size / 2 + size * radius * sin(angle)


@cache
def emblem():
    tile = Image.new("RGBA", (60 * OVERSAMPLING, 60 * OVERSAMPLING))
    draw, lacquer, scale = ImageDraw.Draw(tile), colours()["lacquer"], 60 * OVERSAMPLING / 100
    draw.circle((50 * scale, 50 * scale), 48 * scale, outline=lacquer, width=round(5 * scale))
    for place in range(32):
        start = place * 360 / 32
        box = (14 * scale, 14 * scale, 86 * scale, 86 * scale)
        draw.arc(box, start, start + 5, fill=lacquer, width=round(2.5 * scale))
    sun = [tuple(float(part) * scale for part in place.split(",")) for place in SUN.split()]
    draw.polygon(sun, fill=lacquer)
    return tile.resize((60, 60), Image.Resampling.LANCZOS)


def paste_arguments(tile, corner):
    """Return the arguments with which `Image.paste` pastes a transparent image at a corner."""
    return tile, corner, tile


@cache
def colours():
    """Return the colours of the light theme by their CSS names: {"paper": "#faf6ef"}."""
    tokens = (settings.ROOT / "static" / "css" / "tokens.css").read_text()
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", tokens.partition("@media")[0]))
