"""Reeds, trees and hedges as clouds of leaves."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from .noise import Floats, look, tile
from .shapes import Cloud, Items, Material, Point, plain, point, strand, tube, unit

REED = plain("#3A3B28", soft=0.4)
PLUME = plain("#8C7A5C", soft=0.7)
LEAF = plain("#4E6B2C", soft=0.45, gloss=0.06, shine=8)
BARK = plain("#4A3B2C")


def reeds(at: tuple[float, float], spread: float, count: int, seed: int, tall: float = 2.3) -> Items:
    """Return a bed of reeds about (x, z) with bent stalks and plumes."""
    rng = np.random.default_rng(seed)
    items: Items = []
    for _ in range(count):
        x, z = at[0] + rng.normal() * spread * 0.5, at[1] + rng.normal() * spread * 0.3
        height = tall * rng.uniform(0.55, 1.15)
        lean = rng.normal(0.14, 0.16)
        places = [(x + lean * height * t * t, height * t, z + 0.05 * t) for t in (0, 0.35, 0.7, 1.0)]
        for a, b in pairwise(places):
            items += strand(a, b, 0.008, REED)
        if rng.random() < 0.3:
            tip = places[-1]
            items += strand(tip, (tip[0] + 0.14 + lean * 0.4, tip[1] + 0.22, tip[2]), 0.022, PLUME)
        else:
            mid = places[2]
            out = rng.choice([-1.0, 1.0]) * rng.uniform(0.3, 0.8)
            bend = (mid[0] + out * 0.6, mid[1] + rng.uniform(0.15, 0.5), mid[2])
            items += strand(mid, bend, 0.014, REED)
            items += strand(bend, (bend[0] + out * 0.6, bend[1] - rng.uniform(-0.05, 0.35), mid[2]), 0.009, REED)
    return items


def crown(
    centre: Point, radius: Point, leaves: int, seed: int, leaf: float, material: Material = LEAF, lumps: int = 9
) -> Items:
    """Return a crown of leaves: `lumps` balls within an egg of the given radii, each with leaves on its skin."""
    rng = np.random.default_rng(seed)
    middle, size = point(centre), point(radius)
    seats = unit(rng.normal(size=(lumps, 3))) * rng.uniform(0.25, 0.78, (lumps, 1))
    seats[:, 1] = np.abs(seats[:, 1]) * 0.9 - 0.25
    ball_sizes = rng.uniform(0.78, 1.28, lumps) * lumps ** (-1 / 3)
    owner = rng.integers(0, lumps, leaves)
    out = unit(rng.normal(size=(leaves, 3)))
    depth = 1 - 0.35 * rng.random((leaves, 1)) ** 2
    ragged = 1 + 0.12 * rng.normal(size=(leaves, 1))
    local = seats[owner] + out * ball_sizes[owner][:, None] * depth * ragged
    points = middle + local * size
    # Leaves take the light of the lump and of the whole crown, with a little of their own mind.
    normals = unit(out * 0.8 + unit(local) * 0.55 + 0.42 * rng.normal(size=(leaves, 3)))
    shade = 0.75 + 0.35 * depth * rng.uniform(0.7, 1.3, (leaves, 1))
    hue = 1 + 0.12 * rng.normal(size=(leaves, 1)) * np.array([1.0, 0.3, -0.4])
    radii = leaf * rng.uniform(0.6, 1.3, leaves)
    return [Cloud(points, normals, np.clip(shade * hue, 0.2, 2.0), radii, material)]


def tree(
    at: Point, height: float, seed: int, leaves: int = 16000, leaf: float = 0.06, material: Material = LEAF
) -> Items:
    """Return a broad tree with a trunk, boughs and a crown."""
    rng = np.random.default_rng(seed)
    base = point(at)
    fork = base + np.array([0.0, height * 0.36, 0.0])
    items = tube(base, fork, height * 0.040, BARK, tip=height * 0.028, sides=10)
    for _ in range(5):
        way = unit(np.array([rng.normal(), 1.1, rng.normal()]))
        items += tube(fork, fork + way * height * 0.34, height * 0.022, BARK, tip=height * 0.006, sides=7)
    middle = base + np.array([0, height * 0.68, 0])
    return items + crown(middle, (height * 0.42, height * 0.36, height * 0.42), leaves, seed + 1, leaf, material, 30)


def dabs(places: Floats, normal: Floats, seed: int, tint: float = 0.2) -> Floats:
    """Return the tints of a meadow: patches of lighter and darker growth."""
    rng = np.random.default_rng(seed)
    patch = look(tile(seed, 1.8, 3), places[:, 0] / 40, places[:, 2] / 40)
    tints: Floats = (1 + tint * patch + 0.12 * rng.normal(size=len(places)))[:, None] * np.ones(3)
    return np.clip(tints, 0.3, 2)
