"""Walls, boards, slabs and tiles: surfaces of old houses, and the roofs that are built of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from .noise import Floats, linear, look, mix, scatter, tile
from .shapes import Face, Items, Material, Texture, box, face, plain, sheet

TILE_BED = plain("#2A2D32")


def slab(x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], material: Material) -> Items:
    """Return a box whose limits may be given in any order."""
    return box((min(x), min(y), min(z)), (max(x), max(y), max(z)), material)


def along_wall(p: Floats, n: Floats) -> Floats:
    """Return the level coordinate along an upright wall."""
    run: Floats = np.where(np.abs(n[:, 0]) > np.abs(n[:, 2]), p[:, 2], p[:, 0])
    return run


def plaster(base: str, foot: str, seed: int = 120, age: float = 1.0) -> Material:
    """Return whitewash that rain has streaked from above and damp has stained."""

    def texture(p: Floats, n: Floats) -> Floats:
        run = along_wall(p, n)
        streak = look(tile(seed, 1.2, 5), run / 6, p[:, 1] / 40)
        blotch = look(tile(seed + 1, 1.7, 2), run / 7, p[:, 1] / 7)
        fine = look(tile(seed + 2, 0.8, 10), run / 2, p[:, 1] / 2)
        dirt = np.clip(age * (0.18 + 0.22 * streak + 0.24 * blotch), 0, 0.85)
        mixed = mix(np.broadcast_to(linear(base), p.shape), linear(foot), dirt)
        shaded: Floats = mixed * np.clip(1 + 0.05 * fine, 0.5, 1.3)[:, None]
        return shaded

    return Material(texture)


def boards(base: str, width: float = 0.16, seed: int = 125) -> Material:
    """Return upright planks with dark gaps, each of its own shade."""

    def texture(p: Floats, n: Floats) -> Floats:
        run = along_wall(p, n) / width
        which = np.floor(run).astype(np.int64)
        own = 0.72 + 0.5 * scatter(seed, which)
        grain = look(tile(seed, 1.1, 6, stretch=1.0), run * 0.31 + which * 0.137, p[:, 1] / 9)
        gap = np.abs(run % 1 - 0.5) > 0.45
        shade = own * np.clip(1 + 0.16 * grain, 0.5, 1.5) * np.where(gap, 0.25, 1)
        shaded: Floats = linear(base) * shade[:, None]
        return shaded

    return Material(texture, gloss=0.08, shine=15)


def paving(base: str, length: float, width: float, seed: int = 130, wet: float = 0.0) -> Material:
    """Return stone slabs laid in bond, worn in the middle of the way."""

    def texture(p: Floats, n: Floats) -> Floats:
        flat = n[:, 1] > 0.5
        u = np.where(flat, p[:, 2], p[:, 1] + 0.13) / width
        row = np.floor(u).astype(np.int64)
        v = p[:, 0] / length + (row % 2) * 0.5 + 0.2 * scatter(seed, row)
        own = scatter(seed + 1, row * 977 + np.floor(v).astype(np.int64))
        joint = (np.abs(u % 1 - 0.5) > 0.5 - 0.02 / width) | (np.abs(v % 1 - 0.5) > 0.5 - 0.015 / length)
        rough = look(tile(seed, 1.1, 6), p[:, 0] / 2.2, (p[:, 2] + p[:, 1]) / 2.2)
        worn = np.exp(-((p[:, 0] / 1.3) ** 2)) * 0.18
        shade = (0.72 + 0.42 * own + worn) * np.clip(1 + 0.11 * rough, 0.4, 1.6) * np.where(joint, 0.34, 1)
        shaded: Floats = linear(base) * shade[:, None]
        return shaded

    return Material(texture, gloss=0.35 if wet else 0.05, shine=26, mirror=wet, relief=_uneven(seed))


def _uneven(seed: int) -> Texture:
    field = tile(seed + 5, 1.5, 5)

    def relief(p: Floats, n: Floats) -> Floats:
        u, v = p[:, 0] / 1.9, (p[:, 2] + 0.7 * p[:, 1]) / 1.9
        dx = look(field, u + 0.006, v) - look(field, u, v)
        dz = look(field, u, v + 0.006) - look(field, u, v)
        tipped = n + 0.22 * np.stack([dx, np.zeros_like(dx), dz], axis=-1)
        level: Floats = tipped / np.linalg.norm(tipped, axis=-1, keepdims=True)
        return level

    return relief


def fired(base: str = "#4A4E55", seed: int = 135) -> Material:
    """Return grey roof tile: courses, lichen, every tile a little different."""

    def texture(p: Floats, n: Floats) -> Floats:
        course = np.floor((p[:, 0] * 0.92 + p[:, 1] * 0.4) / 0.20).astype(np.int64)
        row = np.floor(p[:, 2] / 0.24).astype(np.int64)
        own = scatter(seed, course * 613 + row)
        lichen = look(tile(seed, 1.7, 3), p[:, 2] / 6, p[:, 0] / 6)
        edge = np.abs(((p[:, 0] * 0.92 + p[:, 1] * 0.4) / 0.20) % 1) < 0.16
        mixed = mix(np.broadcast_to(linear(base), p.shape), linear("#6C6A55"), np.clip(0.12 + 0.22 * lichen, 0, 0.6))
        shaded: Floats = mixed * ((0.7 + 0.6 * own) * np.where(edge, 0.55, 1))[:, None]
        return shaded

    return Material(texture, gloss=0.12, shine=14)


ROOF = fired()


def roof(
    profile: Sequence[tuple[float, float]], z: tuple[float, float], pitch: float = 0.24, material: Material = ROOF
) -> Items:
    """Return one slope of a tiled roof: `profile` runs from the eave up to the ridge in (x, y), rows of round
    tiles lie side by side from z[0] to z[1]."""
    low, high = min(z), max(z)
    items: Items = []
    for (x0, y0), (x1, y1) in pairwise(profile):
        items += face([(x0, y0, low), (x1, y1, low), (x1, y1, high), (x0, y0, high)], TILE_BED)
        items += face([(x0, y0 - 0.1, low), (x1, y1 - 0.1, low), (x1, y1 - 0.1, high), (x0, y0 - 0.1, high)], TILE_BED)
    x0, y0 = profile[0]
    items += face([(x0, y0 - 0.1, low), (x0, y0, low), (x0, y0, high), (x0, y0 - 0.1, high)], TILE_BED)
    turns = np.linspace(0, np.pi, 6)
    radius = pitch * 0.36
    for middle in np.arange(low + pitch / 2, high, pitch):
        ribs = [[(x, y + radius * 1.1 * np.sin(a), middle - radius * np.cos(a)) for a in turns] for x, y in profile]
        items += sheet(np.array(ribs), material)
        ring = np.linspace(0, 2 * np.pi, 9)[:-1]
        items.append(
            Face(
                np.array(
                    [(x0 - 0.001, y0 + radius * 0.9 * np.sin(a), middle + radius * 0.9 * np.cos(a)) for a in ring]
                ),
                material,
            )
        )
    return items


def lattice(lit: str, strength: float, bar: str = "#2A1B12", pane: float = 0.16, seed: int = 140) -> Material:
    """Return a window of paper panes behind wooden lattice, lit from within."""

    def texture(p: Floats, n: Floats) -> Floats:
        run, rise = along_wall(p, n), p[:, 1]
        frame = np.abs(run % 0.62 - 0.31) > 0.27
        bars = (np.abs(run / pane % 1 - 0.5) > 0.38) | (np.abs(rise / pane % 1 - 0.5) > 0.38)
        panel = scatter(seed, np.floor(run / 0.62).astype(np.int64))
        depth = np.where(panel < 0.3, 0.22, 0.45 + 0.7 * panel) + 0.12 * look(tile(seed, 1.6, 2), run / 3, rise / 3)
        glow = linear(lit) * (strength * depth)[:, None]
        shaded: Floats = np.where((frame | bars)[:, None], linear(bar), glow)
        return shaded

    return Material(texture, glow=1.0)
