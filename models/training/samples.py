"""Synthetic lines: a text, and a picture of it cut out as roughly as bands of real documents are."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

import degrade
from network import HEIGHT, MAX_WIDTH, STRIDE
from render import CAP_HEIGHT, FONTS, draw_line
from texts import mrz_line

#: Height of the cut-out before the camera's degradations, in pixels.
_CUT_HEIGHT = 48
#: Steps of output a character needs at least, for CTC to be able to spell a repeated one.
_MIN_STEPS = 2


@dataclass(frozen=True)
class Sample:
    """One line: ``pixels`` is 8-bit grey, 32 rows high."""

    pixels: np.ndarray
    text: str


@dataclass(frozen=True)
class Batch:
    """Lines of similar width, normalised and padded with zeros to the widest."""

    pixels: np.ndarray
    widths: list[int]
    texts: list[str]


def make_sample(seed: int) -> Sample:
    """The line of a seed: equal seeds give equal pixels with equal versions of the libraries."""
    rng = random.Random(seed)
    noise = np.random.default_rng(seed)
    text = "" if rng.random() < 0.02 else mrz_line(rng)
    ink = _printed(rng, text)
    cut, cap_height = _cut_out(rng, ink, len(text or " " * 30))
    cut = degrade.worn(rng, noise, cut)
    height, width = cut.shape
    opacity = cut * rng.uniform(0.55, 1)
    picture = degrade.background(rng, noise, width, height) * (1 - opacity) + rng.uniform(5, 105) * opacity
    picture = degrade.glare(rng, degrade.crossed_out(rng, picture.astype(np.float32)))
    image = degrade.photographed(rng, noise, picture, cap_height)
    size = (max(16, round(width * HEIGHT / height)), HEIGHT)
    kernel = cv2.INTER_CUBIC if image.shape[0] < HEIGHT else cv2.INTER_AREA
    image = cv2.resize(image, size, interpolation=kernel)
    return Sample(255 - image if rng.random() < 0.02 else image, text)


def _printed(rng: random.Random, text: str) -> np.ndarray:
    """Ink of the line with its neighbours above and below, thickened or thinned."""
    font, pitch = rng.choice(FONTS), CAP_HEIGHT * rng.uniform(0.88, 1.28)
    ink = draw_line(rng, text or " " * 30, font, pitch)
    if rng.random() < 0.6:
        distance = int(pitch * rng.uniform(1.55, 2.9))
        for shift in (-distance, distance):
            if rng.random() < 0.6:
                other = draw_line(rng, mrz_line(rng)[: max(1, len(text))], font, pitch)
                ink = np.maximum(ink, _shifted(other, shift, ink.shape))
    if rng.random() < 0.5:
        side = rng.choice((2, 2, 3))
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        ink = cv2.dilate(ink, kernel) if rng.random() < 0.65 else cv2.erode(ink, kernel)
    return ink


def _shifted(ink: np.ndarray, down: int, shape: tuple[int, ...]) -> np.ndarray:
    """``ink`` moved down (or up) on a canvas of ``shape``, cut at its edges."""
    height, width = shape[:2]
    canvas = np.zeros((height, width), np.uint8)
    columns = min(width, ink.shape[1])
    rows = height - abs(down)
    if rows > 0:
        to, source = (down, 0) if down > 0 else (0, -down)
        canvas[to : to + rows, :columns] = ink[source : source + rows, :columns]
    return canvas


def _cut_out(rng: random.Random, ink: np.ndarray, characters: int) -> tuple[np.ndarray, float]:
    """A strip around the line: too high or too low, too long or too short, turned, sheared, tapered.

    Returns the ink from 0 to 1 and the height of its capitals.
    """
    pitch = ink.shape[1] / (characters + 1)
    strip = CAP_HEIGHT * rng.uniform(1.2, 2.5)
    middle = CAP_HEIGHT * (1.5 + rng.uniform(-0.18, 0.18))

    def margin() -> float:
        return pitch * (rng.uniform(-0.1, 2.5) if rng.random() < 0.35 else rng.uniform(-0.1, 0.6))

    left = pitch * 0.5 - margin()
    right = ink.shape[1] - pitch * 0.5 + margin()
    lean = strip * rng.gauss(0, 0.06)
    rise = math.tan(math.radians(rng.gauss(0, 0.45))) * (right - left) / 2
    taper = strip * rng.uniform(-0.06, 0.06)
    top, bottom = middle - strip / 2, middle + strip / 2
    width = max(32, int((right - left) / strip * _CUT_HEIGHT * rng.uniform(0.85, 1.15)))
    source = np.float32(
        [
            [left + lean, top - rise - taper],
            [right + lean, top + rise + taper],
            [right - lean, bottom + rise - taper],
            [left - lean, bottom - rise + taper],
        ]
    )
    target = np.float32([[0, 0], [width, 0], [width, _CUT_HEIGHT], [0, _CUT_HEIGHT]])
    transform = cv2.getPerspectiveTransform(source, target)
    cut = cv2.warpPerspective(ink, transform, (width, _CUT_HEIGHT), flags=cv2.INTER_AREA)
    return cut.astype(np.float32) / 255, CAP_HEIGHT / strip * _CUT_HEIGHT


def normalised(pixels: np.ndarray) -> np.ndarray:
    """By the line's own statistics, as the product does: a faint line looks like a strong one."""
    line = pixels.astype(np.float32)
    return (line - line.mean()) / (line.std() + 8)


def is_usable(sample: Sample) -> bool:
    """Whether the network has room to spell the line, and the line is no wider than those it is meant for."""
    width = sample.pixels.shape[1]
    return max(16, len(sample.text) * _MIN_STEPS * STRIDE) <= width <= MAX_WIDTH


def collate(samples: list[Sample]) -> Batch:
    """Normalises and pads."""
    widest = max(sample.pixels.shape[1] for sample in samples)
    widest = (widest + STRIDE - 1) // STRIDE * STRIDE
    pixels = np.zeros((len(samples), 1, HEIGHT, widest), np.float32)
    for row, sample in enumerate(samples):
        pixels[row, 0, :, : sample.pixels.shape[1]] = normalised(sample.pixels)
    return Batch(
        pixels,
        [sample.pixels.shape[1] for sample in samples],
        [sample.text for sample in samples],
    )


def batches(first_seed: int, size: int) -> Iterator[Batch]:
    """Batches without end from even seeds. Lines of similar width lie together, so that little is padding."""
    order = random.Random(first_seed)
    seed = 2 * first_seed
    while True:
        group: list[Sample] = []
        while len(group) < 4 * size:
            sample = make_sample(seed)
            seed += 2
            if is_usable(sample):
                group.append(sample)
        group.sort(key=lambda sample: sample.pixels.shape[1])
        parts = [group[start : start + size] for start in range(0, len(group), size)]
        order.shuffle(parts)
        for part in parts:
            yield collate(part)


def held_out(count: int) -> Iterator[Sample]:
    """Lines of odd seeds, which no training sees."""
    seed = 1
    while count > 0:
        sample = make_sample(seed)
        seed += 2
        if is_usable(sample):
            count -= 1
            yield sample
