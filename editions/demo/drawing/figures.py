"""People as simple figures, 1.7 m tall, facing +z before they are turned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from .shapes import Face, Items, Material, ball, cloth, moved, plain, sheet, tube

Pose = Literal["stand", "walk", "reach", "carry", "sit"]
SKIN = plain("#B98A6A")
HAIR = plain("#1C1815")
STRAW = plain("#CDB079")
SHOES = plain("#2A2624")

# Hips, knees and feet left and right, then elbows and hands left and right: (x, y, z).
_LEGS: dict[Pose, Sequence[Sequence[float]]] = {
    "stand": [(-0.10, 0.5, 0.02), (-0.12, 0.05, 0.0), (0.10, 0.5, 0.02), (0.13, 0.05, 0.02)],
    "walk": [(-0.10, 0.5, 0.16), (-0.10, 0.05, 0.28), (0.10, 0.48, -0.04), (0.10, 0.09, -0.36)],
    "reach": [(-0.12, 0.5, 0.05), (-0.16, 0.05, 0.0), (0.12, 0.5, 0.03), (0.16, 0.05, -0.05)],
    "carry": [(-0.10, 0.5, 0.12), (-0.10, 0.05, 0.2), (0.10, 0.5, 0.0), (0.10, 0.07, -0.24)],
    "sit": [(-0.12, 0.50, 0.42), (-0.13, 0.05, 0.46), (0.12, 0.50, 0.42), (0.13, 0.05, 0.42)],
}
_ARMS: dict[Pose, Sequence[Sequence[float]]] = {
    "stand": [(-0.265, 1.11, -0.01), (-0.25, 0.85, 0.09), (0.265, 1.11, -0.01), (0.24, 0.87, 0.11)],
    "walk": [(-0.28, 1.10, -0.12), (-0.26, 0.88, -0.02), (0.28, 1.10, 0.10), (0.24, 0.92, 0.28)],
    "reach": [(-0.30, 1.42, 0.26), (-0.16, 1.70, 0.42), (0.30, 1.30, 0.28), (0.14, 1.52, 0.46)],
    "carry": [(-0.30, 1.12, 0.12), (-0.20, 1.02, 0.38), (0.30, 1.12, 0.12), (0.20, 1.02, 0.38)],
    "sit": [(-0.255, 1.12, 0.07), (-0.13, 0.93, 0.31), (0.255, 1.12, 0.07), (0.13, 0.93, 0.31)],
}


def _trunk(stuff: Material) -> Items:
    """A jacket: wider than deep, drawn in a little at the waist, sloping at the shoulders."""
    rings = []
    for y, wide, deep in (
        (0.78, 0.19, 0.145),
        (0.86, 0.185, 0.14),
        (1.02, 0.172, 0.125),
        (1.18, 0.185, 0.13),
        (1.30, 0.188, 0.125),
        (1.37, 0.172, 0.11),
        (1.42, 0.125, 0.088),
        (1.47, 0.06, 0.06),
    ):
        turns = np.linspace(0, 2 * np.pi, 19)
        rings.append([(wide * np.cos(a), y, deep * np.sin(a)) for a in turns])
    return [*sheet(np.array(rings), stuff), Face(np.array(rings[0][:-1]), stuff)]


def person(
    pose: Pose = "stand",
    coat: str = "#34506B",
    legs: str = "#2B2D33",
    hat: str = "",
    skirt: bool = False,
    size: float = 1.0,
    hair: str = "short",
) -> Items:
    """Return a figure. `hat` is "", "straw" (the cone of the fields), "cap" or a colour for a hard hat."""
    coat_stuff, leg_stuff = cloth(coat), cloth(legs)
    drop = -0.36 if pose == "sit" else 0.0
    items: Items = []
    knees = _LEGS[pose]
    for k, side in ((0, -1.0), (2, 1.0)):
        hip = (side * 0.09, 0.90 + drop, 0.0)
        items += tube(hip, knees[k], 0.095, leg_stuff, tip=0.065, sides=9)
        items += tube(knees[k], knees[k + 1], 0.067, leg_stuff, tip=0.05, sides=9)
        foot = knees[k + 1]
        items += ball((foot[0], foot[1], foot[2] + 0.06), 0.075, SHOES, (0.75, 0.6, 1.6), fine=5)
    items += moved(_trunk(coat_stuff), (0, drop, 0))
    if skirt:
        items += tube((0, 0.50 + drop, 0), (0, 0.95 + drop, 0), 0.25, coat_stuff, tip=0.15, sides=14)
    arms = [(x, y + drop, z) for x, y, z in _ARMS[pose]]
    for k, side in ((0, -1.0), (2, 1.0)):
        shoulder = (side * 0.175, 1.345 + drop, 0.0)
        items += ball(shoulder, 0.072, coat_stuff, fine=5)
        items += tube(shoulder, arms[k], 0.070, coat_stuff, tip=0.058, sides=9)
        items += ball(arms[k], 0.056, coat_stuff, fine=4)
        items += tube(arms[k], arms[k + 1], 0.057, coat_stuff, tip=0.047, sides=9)
        items += ball(arms[k + 1], 0.05, SKIN, fine=4)
    items += tube((0, 1.38 + drop, 0), (0, 1.50 + drop, 0.01), 0.055, SKIN, sides=8)
    items += ball((0, 1.585 + drop, 0.015), 0.105, SKIN, (0.88, 1.12, 1.0), fine=7)
    items += ball((0, 1.622 + drop, -0.028), 0.110, HAIR, (0.93, 1.0, 0.98), fine=8)
    for side in (-1, 1):
        items += ball((side * 0.036, 1.595 + drop, 0.108), 0.0095, HAIR, (1.2, 0.8, 0.6), fine=4)
        items += ball((side * 0.094, 1.58 + drop, 0.01), 0.022, SKIN, (0.6, 1.3, 1.0), fine=4)
    items += ball((0, 1.568 + drop, 0.118), 0.016, SKIN, (0.8, 1.2, 1.0), fine=4)
    if hair == "bun":
        items += ball((0, 1.63 + drop, -0.12), 0.055, HAIR, fine=5)
    if hat == "straw":
        items += tube((0, 1.62 + drop, 0), (0, 1.80 + drop, 0), 0.27, STRAW, tip=0.01, sides=16)
    elif hat == "cap":
        items += ball((0, 1.63 + drop, 0), 0.118, coat_stuff, (0.95, 0.9, 1.0), fine=6, foot=0.0)
    elif hat:
        shell = plain(hat, gloss=0.5)
        items += ball((0, 1.635 + drop, 0), 0.128, shell, (0.95, 0.95, 1.08), fine=7, foot=0.0)
        items += tube((0, 1.63 + drop, 0.02), (0, 1.645 + drop, 0.02), 0.145, shell, sides=14)
    return moved(items, size=size)
