"""Drawing the picture a page is shared with: 1200 by 630 dots, in the site's own colours and faces."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from math import cos, radians, sin

from django.conf import settings
from PIL import Image, ImageDraw

from pactsite.pages.fonts import face, fitted, put

SIZE = WIDTH, HEIGHT = 1200, 630
EDGE = 72
COLUMN = 690  # what is written beside the ring
RING = 300
FINE = 4  # the ring is drawn so many times larger, and made small again: Pillow draws edges hard
SUN = """50.0,24.0 52.7,38.3 61.3,26.6 57.5,40.6 70.3,33.8 60.8,44.8 75.3,44.2 62.0,50.0 75.3,55.8 60.8,55.2 70.3,66.2
57.5,59.4 61.3,73.4 52.7,61.7 50.0,76.0 47.3,61.7 38.7,73.4 42.5,59.4 29.7,66.2 39.2,55.2 24.7,55.8 38.0,50.0 24.7,44.2
39.2,44.8 29.7,33.8 42.5,40.6 38.7,26.6 47.3,38.3"""
FILLED = {"leader": "lacquer", "deputy": "gold", "member": "ink-soft"}


@dataclass(frozen=True)
class Card:
    """What a picture says; "" and None are left out. `segments`: the kinds of the ring, from the top."""

    register: str
    kind: str = ""
    name: str = ""
    year: str = ""
    theme: str = ""
    facts: str = ""
    units: int | None = None
    segments: tuple = ()


@lru_cache(maxsize=64)
def drawn(card):
    """Return the picture of a card as a PNG file."""
    image = Image.new("RGB", SIZE, colours()["paper"])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 12), fill=colours()["lacquer"])
    image.paste(*placed(drum(), (EDGE, 56)))
    put(draw, (EDGE + 76, 60), [card.register], face("serif", 34), colours()["ink"])
    width = COLUMN if card.segments else WIDTH - 2 * EDGE
    write(draw, card, width)
    if card.segments:
        ring = ring_of(card.segments, card.units)
        image.paste(*placed(ring, (WIDTH - EDGE - RING, (HEIGHT - RING) // 2 + 12)))
    file = BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def write(draw, card, width):
    """Write what the card says, from above; the figures stand at the foot."""
    paint = colours()
    above = " · ".join(part for part in (card.kind, card.year) if part)
    top = put(draw, (EDGE, 158), [above], face("sans", 28), paint["lacquer"])
    lines, letters = fitted(card.name, "serif-bold", [60, 52, 44, 38], width, 4)
    top = put(draw, (EDGE, top + 14), lines, letters, paint["ink"])
    if card.theme:
        lines, letters = fitted(f"“{card.theme}”", "serif", [30], width, 2)
        put(draw, (EDGE, top + 18), lines, letters, paint["ink-soft"])
    if card.facts:
        draw.line((EDGE, 536, EDGE + width, 536), fill=paint["rule"], width=2)
        lines, letters = fitted(card.facts, "sans", [28, 24], width, 1)
        put(draw, (EDGE, 552), lines, letters, paint["ink-soft"])


def ring_of(kinds, total):
    """Draw the ring of a roster, as the pages do: one segment a unit, the leader in lacquer."""
    tile = Image.new("RGBA", (RING * FINE, RING * FINE))
    draw, paint, step = ImageDraw.Draw(tile), colours(), 360 / len(kinds)
    gap = min(4, step / 4)
    for place, kind in enumerate(kinds):
        shape = segment(place * step + gap / 2, (place + 1) * step - gap / 2)
        if kind in FILLED:
            draw.polygon(shape, fill=paint[FILLED[kind]])
        else:
            draw.line([*shape, shape[0]], fill=paint["rule-strong"], width=2 * FINE)
    middle, inner = RING * FINE / 2, RING * FINE * 0.34
    draw.circle((middle, middle), inner, outline=paint["rule-strong"], width=2 * FINE)
    if total is not None:
        number = face("serif-bold", 72 * FINE)
        width = number.length(str(total))
        put(draw, (middle - width / 2, middle - number.size * 0.675), [str(total)], number, paint["ink"])
    return tile.resize((RING, RING), Image.Resampling.LANCZOS)


def segment(start, end):
    """Return the outline of one segment, clockwise from the top."""
    steps = [start + (end - start) * n / 24 for n in range(25)]
    return [point(at, 0.48) for at in steps] + [point(at, 0.38) for at in reversed(steps)]


def point(degrees, radius):
    angle, whole = radians(degrees - 90), RING * FINE
    return whole / 2 + whole * radius * cos(angle), whole / 2 + whole * radius * sin(angle)


@cache
def drum():
    """Draw the sign of the register: the drum's rim and sun."""
    tile = Image.new("RGBA", (60 * FINE, 60 * FINE))
    draw, lacquer, scale = ImageDraw.Draw(tile), colours()["lacquer"], 60 * FINE / 100
    draw.circle((50 * scale, 50 * scale), 48 * scale, outline=lacquer, width=round(5 * scale))
    for place in range(32):
        start = place * 360 / 32
        box = (14 * scale, 14 * scale, 86 * scale, 86 * scale)
        draw.arc(box, start, start + 5, fill=lacquer, width=round(2.5 * scale))
    sun = [tuple(float(part) * scale for part in place.split(",")) for place in SUN.split()]
    draw.polygon(sun, fill=lacquer)
    return tile.resize((60, 60), Image.Resampling.LANCZOS)


def placed(tile, corner):
    """Return what `paste` takes to lay a see-through tile at a corner."""
    return tile, corner, tile


@cache
def colours():
    """Return the colours of the light pages by their names: {"paper": "#faf6ef"}."""
    tokens = (settings.ROOT / "static" / "css" / "tokens.css").read_text()
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", tokens.partition("@media")[0]))
