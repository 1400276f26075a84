"""From linear light to print: tone curve, glow, the hand of the brush, grain, and the file."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from .noise import Floats, look, tile


def blurred(field: Floats, radius: float) -> Floats:
    """Return a field (with or without colours) softened by three boxes, near enough to a bell curve."""
    size = max(1, round(radius * 1.0))
    for _ in range(3):
        for axis in (0, 1):
            field = _boxed(field, size, axis)
    return field


def _boxed(field: Floats, size: int, axis: int) -> Floats:
    pad = [(0, 0)] * field.ndim
    pad[axis] = (size + 1, size)
    total = np.cumsum(np.pad(field, pad, mode="edge"), axis=axis, dtype=np.float64)
    width = 2 * size + 1
    ahead = np.take(total, range(width, total.shape[axis]), axis=axis)
    behind = np.take(total, range(total.shape[axis] - width), axis=axis)
    mean: Floats = ((ahead - behind) / width).astype(np.float32)
    return mean


def luminance(light: Floats) -> Floats:
    gray: Floats = light @ np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)
    return gray


def with_glow(light: Floats, threshold: float, radius: float, strength: float) -> Floats:
    """Return the light with a soft halo about all that is brighter than `threshold`."""
    bright = light * np.clip((luminance(light) - threshold) / threshold, 0, 1.5)[..., None]
    halo = blurred(bright[::4, ::4], radius / 4)
    whole = np.repeat(np.repeat(halo, 4, 0), 4, 1)[: light.shape[0], : light.shape[1]]
    whole = blurred(whole, 4)
    glowing: Floats = light + whole * strength
    return glowing


def toned(light: Floats, exposure: float = 1.0, contrast: float = 1.0, saturation: float = 1.0) -> Floats:
    """Return sRGB values from 0 to 1: a curve with a soft shoulder, then contrast about the middle."""
    x = np.maximum(light * exposure, 0)
    filmic = x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14)
    value = np.power(np.clip(filmic, 0, 1), 1 / 2.2)
    gray = (value @ np.array([0.3, 0.59, 0.11]))[..., None]
    value = gray + (value - gray) * saturation
    value = np.clip(value, 0, 1)
    curved = value * value * (3 - 2 * value)
    result: Floats = np.clip(value + (curved - value) * (contrast - 1), 0, 1).astype(np.float32)
    return result


def brushed(value: Floats, radius: int = 3, share: float = 0.8) -> Floats:
    """Return the picture as laid down with a flat brush: each dab takes the calmest of eight sectors about it
    (generalised Kuwahara filter), so that edges stay sharp and gravel turns into paint."""
    reach = radius
    best = np.zeros_like(value)
    weight = np.zeros(value.shape[:2], dtype=np.float32)
    gray = value @ np.array([0.3, 0.59, 0.11], dtype=np.float32)
    padded = np.pad(value, ((reach, reach), (reach, reach), (0, 0)), mode="edge")
    shades = np.pad(gray, reach, mode="edge")
    height, width = gray.shape
    offsets = [
        (dy, dx)
        for dy in range(-reach, reach + 1)
        for dx in range(-reach, reach + 1)
        if 0 < dx * dx + dy * dy <= reach * reach + 0.5
    ]
    for sector in range(8):
        angle = sector * np.pi / 4
        mean = value.copy()
        first, second, count = gray.copy(), gray * gray, 1.0
        for dy, dx in offsets:
            if np.cos(np.arctan2(dy, dx) - angle) < 0.86:
                continue
            rows, columns = slice(reach + dy, reach + dy + height), slice(reach + dx, reach + dx + width)
            mean += padded[rows, columns]
            shade = shades[rows, columns]
            first += shade
            second += shade * shade
            count += 1
        spread = np.maximum(second / count - (first / count) ** 2, 0)
        calm = 1 / (1e-4 + spread) ** 2.5
        best += mean / count * calm[..., None]
        weight += calm
    painted = best / weight[..., None]
    result: Floats = (value * (1 - share) + painted * share).astype(np.float32)
    return result


def grained(value: Floats, seed: int, strength: float = 0.012, pixels: float = 1.6) -> Floats:
    """Return the picture with a grain as of rough paper, strongest in the middle tones."""
    height, width = value.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    grain = look(tile(seed, power=0.35, low=8), x / (1024 * pixels), y / (1024 * pixels))
    gray = value.mean(-1)
    marked: Floats = value + (grain * strength * (0.35 + 2.6 * gray * (1 - gray)))[..., None]
    return np.clip(marked, 0, 1)


def picture(value: Floats, size: tuple[int, int], seed: int, grain: float = 0.005, soft: float = 0.5) -> Image.Image:
    """Return sRGB values as an image of `size`: reduced, softened by `soft` pixels (an edge sharper than the press
    can hold only makes the file large), grained."""
    whole = Image.fromarray((np.clip(value, 0, 1) * 255 + 0.5).astype(np.uint8), "RGB")
    reduced = whole.resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(soft))
    small = np.asarray(reduced, dtype=np.float32) / 255
    # Calm colours under a sharp gray save a third of the file and cannot be seen.
    gray = small @ np.array([0.3, 0.59, 0.11], dtype=np.float32)
    small = gray[..., None] + blurred(small - gray[..., None], 1)
    marked = grained(small, seed, grain)
    return Image.fromarray((marked * 255 + 0.5).astype(np.uint8), "RGB")
