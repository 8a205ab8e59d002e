"""Draws a line of text as ink, character by character at a fixed pitch, as document printers do."""

from __future__ import annotations

import random
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

#: Height of a capital letter in the mask, in pixels.
CAP_HEIGHT = 30
_OCRB = "/usr/share/fonts/opentype/ocr-b/"
#: Debian's fonts-ocr-b and fonts-dejavu-core: OCR-B, often its other cut, seldom another face.
FONTS = (
    *[_OCRB + "OCRB.otf"] * 6,
    *[_OCRB + "OCRBS.otf"] * 3,
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
)


@cache
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


@cache
def _font_of_cap_height(path: str) -> ImageFont.FreeTypeFont:
    _, top, _, bottom = _font(path, 100).getbbox("H")
    return _font(path, max(8, round(100 * CAP_HEIGHT / (bottom - top))))


def draw_line(rng: random.Random, text: str, font_path: str, pitch: float) -> np.ndarray:
    """Ink of ``text`` from 0 to 255: three capital heights high, the capitals in the middle third.

    ``pitch`` is the distance of characters in pixels; each stands a fraction of a pixel beside its place.
    """
    font = _font_of_cap_height(font_path)
    width = int(pitch * len(text)) + int(pitch)
    image = Image.new("L", (width, 3 * CAP_HEIGHT), 0)
    draw = ImageDraw.Draw(image)
    top = CAP_HEIGHT - font.getbbox("H")[1]
    for place, character in enumerate(text):
        left = (place + 1) * pitch - font.getlength(character) / 2
        position = (left + rng.gauss(0, 0.25), top + rng.gauss(0, 0.25))
        draw.text(position, character, font=font, fill=255)
    return np.asarray(image)
