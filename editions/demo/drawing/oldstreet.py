"""The old quarter at nightfall: the lane of 南码头 goes down to the river between tiled houses and lanterns."""

from __future__ import annotations

import numpy as np
from PIL import Image

from .figures import person
from .finish import brushed, picture, toned, with_glow
from .lettering import sign
from .light import Lamp, Light, colour, render
from .masonry import ROOF, boards, lattice, paving, plaster, roof, slab
from .mirrors import Waves, with_water
from .noise import Floats, linear, look, mix, ramp, tile
from .plants import crown
from .shapes import Items, Material, ball, box, face, moved, plain, prism, tube, unit, wire
from .vessels import sampan
from .view import camera

SIZE = (1600, 1150)
SUN = (-0.20, 0.085, 0.97)
TOP = 7.4
HALF = 2.75
STONE = paving("#8B857C", 1.15, 0.62, wet=0.035)
EDGE = paving("#77716A", 0.9, 0.45, seed=150)
NOSING = paving("#B9B2A6", 1.1, 0.5, seed=152)
WHITE = plaster("#D8D2C4", "#6B675F")
WOOD = boards("#5A4635")
DARK_WOOD = boards("#3A2F27", 0.2, 127)
BEAM = plain("#33221A", gloss=0.1)
LIT = lattice("#FFB454", 0.95)
DIM = lattice("#C9853C", 0.28, seed=142)
SHOP = plain("#FFB95E", glow=0.9)
PAPER = plain("#E2371E", glow=2.2)
BRASS = plain("#C08A2E", gloss=0.4, glow=0.3)
CAP = ROOF


def level(z: float) -> float:
    """The height of the lane: landings and flights of steps down to the water at 0."""
    for start, end, high, low in ((9.0, 13.8, TOP, 5.0), (17.6, 22.0, 5.0, 2.8), (27.5, 33.5, 2.8, -0.2)):
        if z < start:
            return high
        if z < end:
            return high + (low - high) * (z - start) / (end - start)
    return -0.2


def lane() -> Items:
    """Return landings, steps with worn edges, and the quay to both sides."""
    items: Items = []
    for z0, z1, y in ((-2.0, 9.0, TOP), (13.8, 17.6, 5.0), (22.0, 27.5, 2.8)):
        items += box((-HALF - 0.2, y - 2.5, z0), (HALF + 0.2, y, z1), STONE)
    for start, end, high, low, count in (
        (9.0, 13.8, TOP, 5.0, 15),
        (17.6, 22.0, 5.0, 2.8, 14),
        (27.5, 33.5, 2.8, -0.35, 19),
    ):
        run, rise = (end - start) / count, (high - low) / count
        wide = HALF + 0.2 if start < 25 else 4.6
        for k in range(count):
            y = high - rise * (k + 1)
            items += box((-wide, y - 1.2, start + run * k), (wide, y, start + run * (k + 1)), STONE)
            items += slab(
                (-wide, wide), (y - 0.05, y + 0.004), (start + run * (k + 1) - 0.085, start + run * (k + 1)), NOSING
            )
    items += box((-60, -1, 26.5), (-4.6, 2.8, 33.0), EDGE, STONE) + box((4.6, -1, 26.5), (60, 2.8, 33.0), EDGE, STONE)
    for side in (-1, 1):
        for z in np.arange(28.0, 33.2, 1.0):
            items += slab((side * 4.55, side * 4.85), (2.8, 3.7), (z, z + 0.16), EDGE)
        items += slab((side * 4.58, side * 4.82), (3.55, 3.75), (28.0, 33.1), EDGE)
        for x in np.arange(5.0, 34, 1.6):
            items += slab((side * x, side * (x + 0.18)), (2.8, 3.65), (32.6, 32.8), EDGE)
        items += slab((side * 4.7, side * 36), (3.5, 3.68), (32.62, 32.78), EDGE)
    return items


def floor_of(z0: float, z1: float) -> float:
    """The level on which a house between z0 and z1 stands."""
    return max(level(z0), level(z1)) if abs(level(z0) - level(z1)) < 1.3 else (level(z0) + level(z1)) / 2 + 0.4


def house(side: int, z0: float, z1: float, seed: int, low: bool) -> Items:
    """Return a house on one side of the lane, open as a shop below; unless `low`, lattice windows above."""
    rng = np.random.default_rng(seed)
    y = floor_of(z0, z1)
    base, first, second = min(level(z0), level(z1)) - 1.5, 2.75 + rng.uniform(-0.1, 0.2), 2.5 + rng.uniform(-0.2, 0.3)
    wall, jut = side * HALF, side * (HALF - (0.42 if rng.random() < 0.6 else 0.0))
    deep = side * 9.4
    items = slab((wall, deep), (base, y + 0.12), (z0, z1), EDGE)
    items += slab((wall + side * 2.2, deep), (y, y + first), (z0, z1), DARK_WOOD)
    # Ground floor: a shop open to the lane, boards to both sides of the opening.
    open0, open1 = z0 + (z1 - z0) * 0.26, z0 + (z1 - z0) * rng.uniform(0.68, 0.82)
    for a, b in ((z0, open0), (open1, z1)):
        items += slab((wall, wall + side * 0.14), (y, y + first), (a, b), WOOD)
    lit = rng.random() < 0.72
    items += slab(
        (wall + side * 2.1, wall + side * 2.15), (y, y + first), (open0 - 0.6, open1 + 0.6), SHOP if lit else DARK_WOOD
    )
    for k in np.linspace(0.5, first - 0.5, 4):
        items += slab((wall + side * 1.75, wall + side * 2.05), (y + k, y + k + 0.05), (open0 - 0.3, open1 + 0.3), BEAM)
        for jar in np.arange(open0, open1, 0.34):
            if rng.random() < 0.7:
                items += tube(
                    (wall + side * 1.9, y + k + 0.05, jar),
                    (wall + side * 1.9, y + k + rng.uniform(0.2, 0.34), jar),
                    0.1,
                    WOOD,
                    sides=8,
                )
    items += slab((wall + side * 0.25, wall + side * 0.8), (y, y + 0.85), (open0 + 0.1, open0 + 1.2), WOOD)
    for post in (z0 + 0.1, open0, open1, z1 - 0.1):
        items += slab((wall - side * 0.04, wall + side * 0.2), (y, y + first), (post - 0.09, post + 0.09), BEAM)
    items += slab((wall - side * 0.05, wall + side * 0.2), (y + first - 0.28, y + first), (z0, z1), BEAM)
    # Upper floor.
    top = y + first + (0.45 if low else second)
    if low:
        jut = wall
        items += slab((wall, deep), (y + first, top), (z0, z1), WOOD)
    else:
        items += upper_floor(side, jut, deep, (z0, z1), y + first, top, LIT if rng.random() < 0.62 else DIM)
    # Roofs: the main one, and a pent roof over the shop where the upper floor stands back.
    eave, ridge = side * (HALF - 1.05), side * 5.9
    items += roof(
        [(eave, top - 0.12), (eave + side * 1.1, top + 0.22), (eave + side * 2.4, top + 0.85), (ridge, top + 1.95)],
        (z0 - 0.1, z1 + 0.1),
    )
    items += roof([(deep + side * 0.8, top - 0.1), (ridge, top + 1.95)], (z0 - 0.1, z1 + 0.1))
    items += slab((ridge - 0.14, ridge + 0.14), (top + 1.9, top + 2.2), (z0 - 0.1, z1 + 0.1), CAP)
    for k in np.arange(z0 + 0.1, z1, 0.42):
        items += slab((eave + side * 0.05, jut), (top - 0.22, top - 0.12), (k, k + 0.09), BEAM)
    if jut == wall and not low:
        items += roof([(wall - side * 0.85, y + first - 0.12), (wall, y + first + 0.35)], (z0, z1))
    for z in [z0 + 1.2, z1 - 1.2] if z1 - z0 > 5 else [(z0 + z1) / 2]:
        items += lantern((eave + side * 0.12, top - 0.95, z), 0.27)
    return items


def upper_floor(
    side: int, jut: float, deep: float, z: tuple[float, float], foot: float, top: float, glass: Material
) -> Items:
    """Return the storey above the shop: a balustrade, a band of lattice windows."""
    z0, z1 = z
    items = slab((jut, deep), (foot, foot + 0.18), z, BEAM) + slab((jut, deep), (foot + 0.18, top), z, WOOD)
    front = jut - side * 0.015
    items += face(
        [
            (front, foot + 0.95, z0 + 0.35),
            (front, foot + 0.95, z1 - 0.35),
            (front, top - 0.30, z1 - 0.35),
            (front, top - 0.30, z0 + 0.35),
        ],
        glass,
    )
    items += slab((jut - side * 0.07, jut), (foot + 0.86, foot + 0.95), (z0 + 0.2, z1 - 0.2), BEAM)
    for k in np.arange(z0 + 0.3, z1 - 0.2, 0.22):
        items += slab((jut - side * 0.05, jut), (foot + 0.2, foot + 0.86), (k, k + 0.06), BEAM)
    return items


def firewall(side: int, z: float, y: float, tall: float) -> Items:
    """Return a stepped gable (马头墙): whitewash under black tile copings with raised ends."""
    items = slab(
        (side * (HALF - 0.80), side * (HALF - 0.47)), (y + tall - 1.0, y + tall - 0.35), (z - 0.19, z + 0.19), WHITE
    )
    for x0, x1, high in (
        (HALF - 0.75, HALF + 1.0, tall - 0.35),
        (HALF + 1.0, HALF + 2.9, tall + 0.75),
        (HALF + 2.9, 9.6, tall + 1.85),
    ):
        items += slab((side * max(x0, HALF - 0.47), side * x1), (y - 3.0, y + high), (z - 0.19, z + 0.19), WHITE)
        top = y + high
        for way in (-1, 1):
            items += prism(
                [(z, top + 0.34), (z + way * 0.42, top + 0.04), (z + way * 0.42, top - 0.03), (z, top + 0.1)],
                min(side * x0, side * x1) - 0.16,
                max(side * x0, side * x1) + 0.16,
                "x",
                CAP,
            )
        items += slab((side * x0 - 0.14, side * x1 + 0.14), (top + 0.30, top + 0.44), (z - 0.09, z + 0.09), CAP)
        tip = side * (x0 - 0.20)
        items += face([(tip, top + 0.30, z), (tip + side * 0.5, top + 0.44, z), (tip + side * 0.55, top + 0.3, z)], CAP)
        items += wire(
            [(tip + side * 0.35, top + 0.4, z), (tip + side * 0.05, top + 0.47, z), (tip - side * 0.10, top + 0.62, z)],
            0.04,
            CAP,
        )
    return items


def lantern(at: tuple[float, float, float], radius: float) -> Items:
    x, y, z = at
    items = ball((x, y, z), radius, RIBBED, (1, 0.86, 1), fine=9)
    items += tube((x, y + radius * 0.78, z), (x, y + radius * 0.98, z), radius * 0.42, BRASS, sides=12)
    items += tube((x, y - radius * 0.98, z), (x, y - radius * 0.78, z), radius * 0.42, BRASS, sides=12)
    items += wire([(x, y + radius, z), (x, y + 0.9, z)], 0.012, BEAM)
    items += wire([(x, y - radius, z), (x, y - radius - 0.34, z)], 0.03, PAPER)
    return items


def silk(p: Floats, n: Floats) -> Floats:
    """Red silk over ribs, brightest in the middle where the candle stands."""
    turn = np.arctan2(n[:, 0], n[:, 2]) / (2 * np.pi) * 14
    rib = 0.72 + 0.28 * np.abs(np.sin(np.pi * turn))
    core = np.clip(1 - np.abs(n[:, 1]) * 0.75, 0.2, 1)
    shaded: Floats = mix(np.broadcast_to(linear("#B3120C"), p.shape), linear("#FF7A2A"), core**2 * 0.62) * rib[:, None]
    return shaded


RIBBED = Material(silk, glow=2.3)


def gate() -> Items:
    """Return the gate at the last flight of steps: two stone posts, a lintel with the name, a small roof."""
    items: Items = []
    y, z = 2.8, 26.8
    for side in (-1, 1):
        items += slab((side * 2.55, side * 3.0), (y, y + 3.7), (z - 0.22, z + 0.22), EDGE)
        items += slab((side * 2.4, side * 3.15), (y, y + 0.7), (z - 0.45, z + 0.45), EDGE)
    items += slab((-3.5, 3.5), (y + 3.0, y + 3.3), (z - 0.18, z + 0.18), BEAM)
    items += sign(
        "南码头",
        (-1.25, y + 4.15, z - 0.24),
        (2.5, 0, 0),
        (0, -0.82, 0),
        ink="#F0C24E",
        ground="#3A1410",
        weight=800,
        glow=0.35,
    )
    items += slab((-3.3, 3.3), (y + 3.3, y + 4.2), (z - 0.12, z + 0.12), BEAM)
    ridge = moved(
        roof([(-1.0, 0.0), (-0.5, 0.16), (0, 0.5)], (-3.7, 3.7))
        + roof([(1.0, 0.0), (0.5, 0.16), (0, 0.5)], (-3.7, 3.7)),
        (0, 0, 0),
        turn=90,
    )
    items += moved(ridge, (0, y + 4.25, z)) + slab((-3.7, 3.7), (y + 4.7, y + 4.92), (z - 0.1, z + 0.1), CAP)
    for side in (-1, 1):
        items += wire([(side * 3.6, y + 4.85, z), (side * 3.9, y + 4.95, z), (side * 4.15, y + 5.25, z)], 0.07, CAP)
        items += lantern((side * 1.75, y + 2.35, z), 0.30)
    return items


def far_bank() -> Items:
    """Return the other side of the river: an embankment with low houses and a pagoda on the hill."""
    rng = np.random.default_rng(160)
    items = box((-240, -1, 205), (300, 2.5, 240), plain("#4B4540"))
    for _ in range(58):
        x, z, wide, tall = rng.uniform(-130, 150), rng.uniform(208, 230), rng.uniform(4, 8), rng.uniform(4, 8)
        items += box((x - wide, 2, z), (x + wide, 2 + tall, z + 6), plain("#8E857B"))
        items += prism(
            [(z - 0.8, 2 + tall), (z + 6.8, 2 + tall), (z + 3, 4.4 + tall)],
            x - wide - 0.6,
            x + wide + 0.6,
            "x",
            plain("#393B41"),
        )
        for k in np.arange(-wide + 1, wide - 1, 2.2):
            if rng.random() < 0.42:
                items += face(
                    [(x + k, 3, z - 0.1), (x + k + 1, 3, z - 0.1), (x + k + 1, 4.3, z - 0.1), (x + k, 4.3, z - 0.1)],
                    plain("#FFB860", glow=2.2),
                )
    px, pz, py = 37.0, 300.0, 17.0
    forest = Material(
        lambda p, n: linear("#2B3130") * (1 + 0.3 * look(tile(168, 0.9, 8), p[:, 0] / 60, p[:, 1] / 30))[:, None]
    )
    items += ball((px + 12, -7, pz + 12), 1.0, forest, (95, 25.5, 40), fine=24, foot=0.0)
    for tier in range(7):
        half, y = 4.6 - 0.42 * tier, py + tier * 4.0
        eight = [(px + half * np.cos(a), pz + half * np.sin(a)) for a in np.linspace(0.39, 0.39 + 2 * np.pi, 9)[:-1]]
        items += prism(eight, y, y + 3.2, "y", plain("#3E2F30"))
        items += tube((px, y + 3.0, pz), (px, y + 4.0, pz), half * 1.5, plain("#2C2B31"), tip=half * 0.85, sides=8)
    items += tube((px, py + 28, pz), (px, py + 34.5, pz), 0.7, plain("#2C2B31"), tip=0.05, sides=8)
    return items


def sky(way: Floats) -> Floats:
    """After sunset: embers at the foot, rose, then blue that deepens; a few bars of cloud; wooded hills."""
    up = way[..., 1]
    bearing = np.arctan2(way[..., 0], way[..., 2])
    toward = np.clip(way @ unit(np.array(SUN)).astype(np.float32), 0, 1)
    light = mix(np.broadcast_to(colour("#F2A065", 0.95), way.shape), colour("#C08FA0", 0.62), ramp(up, 0.01, 0.15))
    light = mix(light, colour("#3B5688", 0.52), ramp(up, 0.09, 0.42))
    light = light + colour("#FF9A48", 1.3) * (np.power(toward, 22) * np.exp(-np.clip(up, 0, 1) * 7))[..., None]
    lift = np.maximum(up, 0) + 0.09
    thick = look(tile(161, 1.8, 2), way[..., 0] / lift * 0.05 + 0.3, way[..., 2] / lift * 0.13 + 0.2)
    ember = mix(
        np.broadcast_to(colour("#59597C", 0.48), way.shape),
        colour("#FF9467", 0.95),
        np.exp(-np.clip(up, 0, 1) * 6.5) * (0.4 + 0.6 * toward**6),
    )
    light = mix(light, ember, np.clip(ramp(thick, 0.1, 1.4) * ramp(up, 0.04, 0.14) * 0.85, 0, 1))
    for base, rough, shade, seed in (
        (0.088, 0.028, "#7A6C86", 163),
        (0.055, 0.022, "#544F68", 164),
        (0.026, 0.010, "#38384A", 165),
    ):
        ridge = base + rough * look(tile(seed, 2.0, 2), bearing * 0.33, np.full_like(bearing, 0.2))
        crest = ridge + 0.0009 * look(tile(166, 0.9, 30), bearing * 1.1, np.full_like(bearing, 0.2))
        body = mix(
            np.broadcast_to(colour(shade, 0.42), way.shape),
            colour("#E39A78", 0.5),
            np.clip(0.65 * ramp(up - ridge, 0, -0.05) * toward**3, 0, 1),
        )
        light = mix(light, body, ramp(up - crest, 0.0012, -0.0012))
    return light.astype(np.float32)


ROWS = {
    -1: ((-1.6, 3.0), (3.4, 8.4), (8.9, 13.6), (14.0, 18.6), (19.0, 23.6), (24.0, 27.6)),
    1: ((1.2, 6.4), (6.8, 11.2), (11.6, 16.2), (16.8, 21.2), (21.8, 26.2)),
}
LOW = {(-1, 0), (-1, 1), (1, 1), (-1, 4)}


def people() -> Items:
    def on(x: float, z: float, figure: Items, turn: float) -> Items:
        return moved(figure, (x, level(z), z), turn)

    items = on(0.75, 15.6, person("walk", coat="#3A4A5E", legs="#2A2A2E", hat="straw"), 185)
    items += wire([(0.75 - 0.05, level(15.6) + 1.46, 14.6), (0.78, level(15.6) + 1.46, 16.7)], 0.03, BEAM)
    for z in (14.65, 16.65):
        items += tube(
            (0.75, level(15.6) + 0.45, z), (0.75, level(15.6) + 0.78, z), 0.22, plain("#A37E45"), tip=0.28, sides=14
        )
        items += wire([(0.75, level(15.6) + 1.45, z), (0.75, level(15.6) + 0.7, z)], 0.012, BEAM)
    items += on(-1.25, 8.3, person("stand", coat="#8C2B2A", legs="#30303A", hair="bun"), 20)
    items += on(-0.72, 8.4, person("stand", coat="#D9B23C", legs="#3A4A6A", size=0.66), -14)
    items += on(1.75, 24.2, person("sit", coat="#44505A", legs="#2A2A2E"), -90)
    items += on(-0.4, 23.8, person("walk", coat="#B9B2A4", legs="#3A3A42", hair="bun"), 10)
    items += on(0.3, 29.8, person("carry", coat="#5A3A30", legs="#2A2A2E"), 20)
    return items


def scene() -> tuple[Items, tuple[Lamp, ...]]:
    items = lane() + gate() + far_bank() + people()
    lamps: list[Lamp] = []
    for side, rows in ROWS.items():
        for k, (z0, z1) in enumerate(rows):
            low = (side, k) in LOW
            items += house(side, z0, z1, 170 + 10 * k + side, low)
            y = floor_of(z0, z1)
            items += firewall(side, z1 + 0.2, y, 3.4 if low else 5.4)
            if k == 0:
                items += firewall(side, z0 - 0.2, y, 3.4 if low else 5.4)
            lamps.append(Lamp((side * (HALF - 0.5), y + (2.2 if low else 3.9), (z0 + z1) / 2), "#FF8A48", 1.0, 1.6))
            lamps.append(Lamp((side * (HALF + 0.7), y + 1.8, (z0 + z1) / 2), "#FFC27A", 1.3, 1.4))
    lamps.append(Lamp((0, 5.2, 26.4), "#FF7B3A", 1.6, 1.8))
    items += sign(
        "茶",
        (-HALF + 0.75, 9.9, 8.9),
        (0.62, 0, 0),
        (0, -0.85, 0),
        ink="#2A1B12",
        ground="#E8C37A",
        weight=800,
        glow=0.35,
    )
    items += sign(
        "米",
        (HALF - 1.45, 9.7, 11.5),
        (0.55, 0, 0),
        (0, -0.75, 0),
        ink="#2A1B12",
        ground="#E8C37A",
        weight=800,
        glow=0.35,
    )
    for x, z, turn in ((-6.2, 37.0, 8), (6.4, 38.6, -14), (-1.2, 52.0, 60), (16.5, 66.0, 10), (-22.0, 84.0, -12)):
        items += moved(sampan(), (x, 0, z), turn)
    items += lantern((-5.6, 1.75, 37.0), 0.2)
    lamps.append(Lamp((-5.6, 1.7, 36.6), "#FF7B3A", 1.2, 1.4))
    willow = Material(lambda p, n: np.broadcast_to(linear("#4C5A33"), p.shape), soft=0.5)
    items += tube((7.6, 2.8, 30.0), (7.0, 6.2, 30.0), 0.28, BEAM, tip=0.16)
    items += crown((6.6, 7.8, 30.0), (2.9, 2.3, 2.6), 15000, 180, 0.06, willow, 12)
    return items, tuple(lamps)


def drawing(scale: float = 2.0) -> Image.Image:
    """Return the picture; `scale` is how many times larger it is worked out than printed."""
    size = (round(SIZE[0] * scale), round(SIZE[1] * scale))
    view = camera((0.45, TOP + 5.9, -4.5), (0.0, 0, 12), 1.06, size, horizon=0.30)
    items, lamps = scene()
    light = Light(
        SUN,
        colour("#FF9A58", 1.6),
        sky,
        colour("#9CAFD4", 0.58),
        colour("#6A6470", 0.20),
        lamps,
        shadow_centre=(0, 6, 18),
        shadow_reach=24,
        shadow_pixels=3000,
        penumbra=0.06,
        corner_reach=0.7,
        corner_strength=1.25,
        haze=lambda far, p: 0.50 * (1 - np.exp(-np.maximum(far - 24, 0) / 300)),
        haze_colour=lambda way: np.broadcast_to(colour("#B07E7C", 0.50), way.shape),
    )
    seen = render(items, view, light)
    mirror = render(items, view, light, mirrored=True)
    whole = with_water(
        seen,
        mirror,
        view,
        colour("#1C3040", 0.4),
        Waves(long=0.012, short=0.014, length=14, calm=150, seed=167),
        haze=colour("#D79A7C", 0.6),
    )
    whole = with_glow(whole, 0.85, 34 * scale / 2, 0.30)
    value = toned(whole, 1.66, 1.28, 1.06)
    value = brushed(value, round(1.6 * scale), 0.85)
    return picture(value, SIZE, seed=4)
