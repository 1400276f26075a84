"""Periodic noise fields and how to look into them; the texture of clouds, water, plaster and leaves."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.floating[Any]]


@cache
def tile(seed: int, power: float = 1.6, low: float = 2.0, stretch: float = 1.0, size: int = 1024) -> Floats:
    """Return a seamless square of noise with mean 0 and deviation 1.

    `power` is the fall of the spectrum (1 is rough, 2.5 is soft), `low` the largest wave as waves per tile,
    `stretch` more than 1 draws the grain out along the first coordinate.
    """
    rng = np.random.default_rng(seed)
    spectrum = np.fft.rfft2(rng.standard_normal((size, size)))
    rows = np.fft.fftfreq(size)[:, None] * size
    columns = np.fft.rfftfreq(size)[None, :] * size * stretch
    radius = np.hypot(rows, columns)
    strength = np.zeros_like(radius)
    np.power(radius, -power, out=strength, where=radius >= low)
    field = np.fft.irfft2(spectrum * strength, s=(size, size))
    even: Floats = ((field - field.mean()) / field.std()).astype(np.float32)
    return even


def look(field: Floats, u: Floats, v: Floats) -> Floats:
    """Return the field at (u, v), one unit a repeat, blended between the four nearest cells."""
    rows, columns = field.shape[:2]
    x = (u - np.floor(u)) * columns
    y = (v - np.floor(v)) * rows
    x0 = x.astype(np.int32)
    y0 = y.astype(np.int32)
    fx = (x - x0).astype(np.float32)
    fy = (y - y0).astype(np.float32)
    x0 %= columns
    y0 %= rows
    x1 = (x0 + 1) % columns
    y1 = (y0 + 1) % rows
    top = field[y0, x0] * (1 - fx) + field[y0, x1] * fx
    foot = field[y1, x0] * (1 - fx) + field[y1, x1] * fx
    mixed: Floats = top * (1 - fy) + foot * fy
    return mixed


def scatter(seed: int, cells: npt.NDArray[np.int64]) -> Floats:
    """Return for each whole number a random number from 0 to 1 that depends on it and the seed alone."""
    mixed = cells.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed * 0x85EBCA6B + 1)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    share: Floats = (mixed & np.uint64(0xFFFFFF)).astype(np.float32) / np.float32(0x1000000)
    return share


def ramp(x: Floats, start: float, end: float) -> Floats:
    """Return 0 before `start`, 1 behind `end` and a smooth rise between (falls if end < start)."""
    t = np.clip((x - start) / (end - start), 0.0, 1.0)
    risen: Floats = t * t * (3.0 - 2.0 * t)
    return risen


def linear(colour: str) -> Floats:
    """Return the light of a colour written as `#RRGGBB`: three numbers in linear sRGB."""
    value = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float32) / 255
    light: Floats = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return light.astype(np.float32)


def mix(a: Floats, b: Floats, t: Floats) -> Floats:
    """Return a where t is 0 and b where it is 1; t lacks the colour axis."""
    blended: Floats = a + (b - a) * t[..., None]
    return blended
