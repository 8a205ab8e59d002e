"""Backgrounds, light and cameras: what stands between a printed line and the picture of it."""

from __future__ import annotations

import math
import random

import cv2
import numpy as np

Grey = np.ndarray
"""A picture as float32, 0 to 255."""


def background(rng: random.Random, noise: np.random.Generator, width: int, height: int) -> Grey:
    """Paper: uneven light, security print as waves, blotches, the edge of a coloured patch."""
    paper = np.full((height, width), rng.uniform(95, 250), np.float32)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    if rng.random() < 0.6:
        paper += rng.uniform(-35, 35) * (x / width - 0.5) + rng.uniform(-20, 20) * (y / height - 0.5)
    if rng.random() < 0.6:
        for _ in range(rng.randint(1, 5)):
            paper += _waves(rng, x, y, width)
    if rng.random() < 0.3:
        rows, columns = max(2, height // rng.randint(3, 14)), max(2, width // rng.randint(3, 30))
        lattice = noise.standard_normal((rows, columns)).astype(np.float32)
        paper += rng.uniform(2, 18) * cv2.resize(lattice, (width, height), interpolation=cv2.INTER_CUBIC)
    if rng.random() < 0.12:
        paper[:, rng.randint(0, width) :] += rng.uniform(-60, 60)
    return paper


def _waves(rng: random.Random, x: Grey, y: Grey, width: int) -> Grey:
    """Fine lines that swing, as guilloches do; some of them only over a part of the line."""
    strength, frequency = rng.uniform(2, 28), rng.uniform(0.05, 0.9)
    cos, sin = _direction(rng.uniform(0, math.pi))
    swing = rng.uniform(0, 6) * np.sin(rng.uniform(0.01, 0.1) * (x * sin - y * cos))
    waves = np.sin(frequency * (x * cos + y * sin) + swing + rng.uniform(0, 6))
    if rng.random() < 0.5:
        waves = (waves > rng.uniform(0.3, 0.9)).astype(np.float32)
    extent: Grey | float = 1.0
    if rng.random() < 0.5:
        extent = (1 + np.tanh((x - rng.uniform(0, width)) / rng.uniform(10, 120))) / 2
        extent = extent if rng.random() < 0.5 else 1 - extent
    return strength * waves * extent * rng.choice((-1, 1))


def _direction(angle: float) -> tuple[float, float]:
    return math.cos(angle), math.sin(angle)


def worn(rng: random.Random, noise: np.random.Generator, ink: Grey) -> Grey:
    """Ink (0 to 1) that has come off in places."""
    height, width = ink.shape
    if rng.random() >= 0.3:
        return ink
    lattice = noise.random((6, max(2, width // 20))).astype(np.float32)
    patches = cv2.resize(lattice, (width, height), interpolation=cv2.INTER_CUBIC)
    return ink * (1 - rng.uniform(0, 0.5) * np.clip(patches, 0, 1))


def crossed_out(rng: random.Random, picture: Grey) -> Grey:
    """Lines of a frame, a stamp or a page's edge that run through the print, seldom."""
    if rng.random() >= 0.12:
        return picture
    height, width = picture.shape
    for _ in range(rng.randint(1, 3)):
        start = (rng.randint(-20, width + 20), rng.randint(-10, height + 10))
        if rng.random() < 0.5:
            end = (rng.randint(-20, width + 20), rng.randint(-10, height + 10))
        else:
            end = (start[0] + rng.randint(-6, 6), start[1] + rng.randint(-60, 60))
        cv2.line(picture, start, end, rng.uniform(0, 255), rng.choice((1, 1, 2)))
    return picture


def glare(rng: random.Random, picture: Grey) -> Grey:
    """A bright band across the line, seldom."""
    if rng.random() >= 0.12:
        return picture
    width = picture.shape[1]
    x = np.arange(width)
    centre, spread = rng.uniform(0, width), rng.uniform(10, 120)
    return picture + rng.uniform(10, 90) * np.exp(-(((x - centre) / spread) ** 2))[None, :]


def photographed(
    rng: random.Random, noise: np.random.Generator, picture: Grey, cap_height: float
) -> np.ndarray:
    """Few pixels, defocus, motion, sensor noise, JPEG and a contrast curve; 8-bit.

    ``cap_height`` is that of the letters in ``picture``; in the result it is 6 to 22 pixels, mostly.
    """
    if rng.random() < 0.75:
        picture = _resampled(rng, picture, cap_height)
    deviation = rng.choice((0, 1, 3, 6, 10))
    picture = picture + deviation * noise.standard_normal(picture.shape).astype(np.float32)
    image = np.clip(picture, 0, 255).astype(np.uint8)
    if rng.random() < 0.6:
        _, jpeg = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(18, 92)])
        image = cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE)
    if rng.random() < 0.15:
        contrast = rng.uniform(1.2, 2.2)
        image = np.clip((image.astype(np.float32) - 128) * contrast + 128, 0, 255).astype(np.uint8)
    return image


def _resampled(rng: random.Random, picture: Grey, cap_height: float) -> Grey:
    height, width = picture.shape
    factor = min(1.0, rng.uniform(6, 22) / cap_height)
    size = (max(8, int(width * factor)), max(6, int(height * factor)))
    if rng.random() < 0.5:
        deviation = rng.uniform(0.2, 0.9) / factor if factor < 1 else rng.uniform(0.2, 0.8)
        picture = cv2.GaussianBlur(picture, (0, 0), deviation)
    kernel = rng.choice((cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_AREA))
    picture = cv2.resize(picture, size, interpolation=kernel)
    if rng.random() < 0.3:
        side = rng.choice((2, 3))
        motion = np.zeros((side, side), np.float32)
        if rng.random() < 0.5:
            motion[side // 2, :] = 1 / side
        else:
            motion[:, side // 2] = 1 / side
        picture = cv2.filter2D(picture, -1, motion)
    return picture
