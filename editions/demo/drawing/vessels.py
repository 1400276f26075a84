"""Boats: a river barge and the flat sampan with one man in it. The keel runs along x, the water is y = 0."""

from __future__ import annotations

import numpy as np

from .figures import person
from .shapes import Items, Material, box, moved, plain, sheet, tube, wire

HULL = plain("#3B3430", gloss=0.15)
RUST = plain("#6B3A2C", gloss=0.1)
WHITE = plain("#A9A79F", gloss=0.2)
GLASS = plain("#22303A", mirror=0.2)
SAND = plain("#A98F66")
WOOD = plain("#5A4632", gloss=0.12)


def barge() -> Items:
    """Return a sand barge 62 m long, bow towards +x."""
    ribs = []
    for x, half, sheer in ((-31, 4.6, 2.4), (-28, 5.6, 2.0), (20, 5.6, 1.8), (27, 4.2, 2.5), (31, 0.6, 3.4)):
        ribs.append([(x, sheer, -half), (x, -0.6, -half * 0.85), (x, -0.6, half * 0.85), (x, sheer, half)])
    items = sheet(np.array(ribs, dtype=float), RUST)
    items += box((-31, 1.0, -4.8), (24, 1.6, 4.8), HULL)
    for x, tall in ((-12, 2.0), (-2, 2.6), (8, 2.3), (16, 1.6)):
        mound = [
            [(x + r * 6.2 * np.cos(a), 1.6 + tall * (1 - r**1.4), r * 4.2 * np.sin(a)) for r in (0.05, 0.5, 1.0)]
            for a in np.linspace(0, 2 * np.pi, 13)
        ]
        items += sheet(np.array(mound, dtype=float), SAND)
    items += box((-29, 1.6, -4.2), (-20, 5.2, 4.2), WHITE) + box((-28, 5.2, -3.4), (-23, 8.0, 3.4), WHITE)
    items += box((-22.98, 6.1, -3.1), (-22.9, 7.5, 3.1), GLASS) + box((-27.6, 6.1, -3.48), (-23.4, 7.4, 3.48), GLASS)
    items += wire([(-25, 8, 0), (-25, 12.5, 0)], 0.09, HULL) + tube((-27.5, 8, 1.6), (-27.5, 10, 1.6), 0.5, HULL)
    return items


def hull(length: float, half: float, material: Material) -> Items:
    """Return an open wooden boat with raised ends."""
    ribs = []
    for t in np.linspace(-1, 1, 15):
        wide = half * (1 - abs(t) ** 2.6) ** 0.6 + 0.02 if abs(t) < 1 else 0.02
        sheer = 0.42 + 0.55 * abs(t) ** 3.2
        floor = -0.15 + 0.5 * abs(t) ** 4
        ribs.append(
            [
                (t * length / 2, sheer, -wide),
                (t * length / 2, floor, -wide * 0.7),
                (t * length / 2, floor, wide * 0.7),
                (t * length / 2, sheer, wide),
            ]
        )
    return sheet(np.array(ribs, dtype=float), material)


def sampan() -> Items:
    """Return a sampan 7.6 m long with a mat roof amidships and a man at the oar in the stern (-x)."""
    items = hull(7.6, 0.85, WOOD)
    turns = np.linspace(0, np.pi, 11)
    arch = [[(x, 0.4 + 1.15 * np.sin(a), 0.86 * np.cos(a)) for a in turns] for x in (-1.3, -0.4, 0.5, 1.4)]
    items += sheet(np.array(arch, dtype=float), plain("#4A4238"))
    items += moved(person("stand", coat="#2E3B4C", legs="#26262A", hat="straw"), (-2.6, 0.3, 0.0), turn=90)
    items += wire([(-2.2, 1.55, 0.1), (-4.9, -0.3, 0.9)], 0.035, WOOD)
    return items
