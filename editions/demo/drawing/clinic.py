"""A village clinic on a clear morning: the mobile medical van in the yard, neighbours waiting in the shade."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from .figures import person
from .finish import brushed, picture, toned, with_glow
from .lettering import painted, sign
from .light import Light, colour, render
from .masonry import fired, plaster, roof, slab
from .noise import Floats, linear, look, mix, ramp, tile
from .plants import crown, tree
from .shapes import (
    Cloud,
    Items,
    Material,
    ball,
    box,
    face,
    moved,
    plain,
    prism,
    strand,
    tube,
    unit,
    wire,
)
from .view import camera

SIZE = (1400, 1000)
SUN = (-0.62, 0.60, -0.50)
WALL = plaster("#EFEBE0", "#A9A190", 190, age=0.6)
BASE = plain("#8D9494")
GREEN = "#1E6B54"
FRAME = plain("#ECECE8", gloss=0.2)
GLASS = plain("#2A3B46", gloss=0.8, shine=60, mirror=0.18)
DARK = plain("#20262A")
VAN = plain("#F2F3F0", gloss=0.6, shine=30, mirror=0.05)
BAND = plain(GREEN, gloss=0.5, shine=30)
TYRE = plain("#1B1C1E", gloss=0.1)
RIM = plain("#B9BDC0", gloss=0.7, shine=30)
PALE = plain("#D6D3C8")


PRODUCE = {c: plain(c) for c in ("#B3201C", "#C93A20", "#E0A020", "#EFBE45", "#7A5A2E", "#93703C")}


def ground(p: Floats, n: Floats) -> Floats:
    """Concrete yard with a few cracks, earth and grass beyond its edge."""
    patch = look(tile(196, 1.7, 2), p[:, 0] / 16, p[:, 2] / 16)
    fine = look(tile(197, 0.8, 8), p[:, 0] / 3, p[:, 2] / 3)
    slab_line = (np.abs(p[:, 0] % 3.6) < 0.03) | (np.abs(p[:, 2] % 3.6) < 0.03)
    yard = (
        linear("#AFA899") * (np.clip(1 + 0.07 * patch + 0.05 * fine, 0.5, 1.4) * np.where(slab_line, 0.66, 1))[:, None]
    )
    grass = linear("#6F7F3F") * np.clip(1 + 0.22 * patch + 0.2 * fine, 0.3, 1.7)[:, None]
    edge = ramp(p[:, 2] + 0.5 * patch, 24.2, 24.8)
    shaded: Floats = mix(yard, grass, edge)
    return shaded


def clinic() -> Items:
    """Return the house: two storeys, a grey tile roof, a gallery, a porch with the name."""
    items: Items = []
    x0, x1, z0, z1, high = -8.6, 5.4, 15.5, 23.0, 6.7
    items += box((x0, 0.45, z0), (x1, high, z1), WALL) + box((x0 - 0.05, 0, z0 - 0.05), (x1 + 0.05, 0.5, z1), BASE)
    items += box((x0 - 0.06, 3.42, z0 - 0.10), (x1 + 0.06, 3.62, z1), plain(GREEN))
    for x in (-7.0, -4.4, 1.6, 3.9):
        items += window(x, 1.25, z0) + window(x, 4.35, z0)
    items += window(-1.3, 4.35, z0, 1.9)
    for z in (17.6, 20.6):
        items += side_window(x1, 1.25, z) + side_window(x1, 4.35, z)
    # Porch.
    items += slab((-3.3, 0.7), (0, 0.3), (z0 - 2.3, z0), BASE) + slab((-3.7, 1.1), (0, 0.15), (z0 - 2.7, z0), BASE)
    for x in (-3.05, 0.45):
        items += box((x - 0.15, 0.3, z0 - 2.1), (x + 0.15, 3.0, z0 - 1.8), FRAME)
    items += box((-3.5, 3.0, z0 - 2.4), (0.9, 3.3, z0), FRAME)
    items += sign(
        "樟木村卫生室", (-3.4, 4.05, z0 - 2.42), (4.2, 0, 0), (0, -0.75, 0), ground=GREEN, weight=800, fill=0.74
    )
    items += box((-3.45, 3.28, z0 - 2.40), (0.85, 4.08, z0 - 2.30), plain(GREEN))
    items += slab((-2.5, -0.1), (0.3, 2.75), (z0 - 0.05, z0), FRAME) + slab(
        (-2.38, -1.34), (0.4, 2.62), (z0 - 0.08, z0), GLASS
    )
    items += slab((-1.26, -0.22), (0.4, 2.62), (z0 - 0.08, z0), plain("#171C1F"))
    items += painted(emblem(), (-8.0, 6.35, z0 - 0.06), (1.15, 0, 0), (0, -1.15, 0))
    # Roof with its ridge along x, so the slopes are drawn along z and turned.
    slope = [(-4.55, 0.0), (-2.6, 0.85), (0.0, 2.35)]
    length = (x1 - x0) / 2 + 0.7
    tiles = fired("#565A60", 191)
    ridge = roof(slope, (-length, length), 0.26, tiles) + roof(
        [(-x, y) for x, y in slope], (-length, length), 0.26, tiles
    )
    middle = ((x0 + x1) / 2, high, (z0 + z1) / 2)
    items += moved(ridge, middle, turn=90)
    items += slab((x0 - 0.7, x1 + 0.7), (high + 2.3, high + 2.62), (middle[2] - 0.16, middle[2] + 0.16), tiles)
    for x in (x0, x1):
        items += prism([(z0, high - 0.05), (z1, high - 0.05), (middle[2], high + 2.2)], x - 0.12, x + 0.12, "x", WALL)
    items += slab((x0 - 0.7, x1 + 0.7), (high - 0.12, high), (z0 - 0.85, z0 - 0.75), FRAME)
    items += tube((x1 - 0.2, 0, z0 - 0.1), (x1 - 0.2, high, z0 - 0.1), 0.06, FRAME)
    return items


def emblem() -> Image.Image:
    """A white cross on a green disc."""
    image = Image.new("RGB", (200, 200), "#EAE6DB")
    pen = ImageDraw.Draw(image)
    pen.ellipse((6, 6, 194, 194), fill=GREEN)
    pen.rectangle((82, 42, 118, 158), fill="#FFFFFF")
    pen.rectangle((42, 82, 158, 118), fill="#FFFFFF")
    return image


def window(x: float, y: float, z: float, wide: float = 1.5) -> Items:
    items = box((x - wide / 2 - 0.09, y - 0.09, z - 0.06), (x + wide / 2 + 0.09, y + 1.64, z), FRAME)
    items += box((x - wide / 2, y, z - 0.075), (x + wide / 2, y + 1.55, z), GLASS)
    for k in np.linspace(-wide / 2, wide / 2, 3):
        items += box((x + k - 0.03, y, z - 0.10), (x + k + 0.03, y + 1.55, z - 0.05), FRAME)
    items += box((x - wide / 2, y + 1.05, z - 0.10), (x + wide / 2, y + 1.10, z - 0.05), FRAME)
    return items + box((x - wide / 2 - 0.15, y - 0.2, z - 0.16), (x + wide / 2 + 0.15, y - 0.09, z), FRAME)


def side_window(x: float, y: float, z: float) -> Items:
    items = box((x, y - 0.09, z - 0.8), (x + 0.06, y + 1.6, z + 0.8), FRAME)
    items += box((x, y, z - 0.7), (x + 0.075, y + 1.5, z - 0.03), GLASS)
    return items + box((x, y, z + 0.03), (x + 0.075, y + 1.5, z + 0.7), GLASS)


def van() -> Items:
    """Return the medical van 6.8 m long, its nose towards -x, its open side towards -z."""
    items: Items = []
    side = [
        (-3.4, 0.55),
        (-3.35, 1.25),
        (-2.75, 1.55),
        (-2.05, 2.55),
        (-1.7, 2.68),
        (3.2, 2.72),
        (3.4, 2.5),
        (3.4, 0.5),
        (-3.2, 0.42),
    ]
    items += prism(side, -1.05, 1.05, "z", VAN)
    front = -1.07
    items += box((-3.42, 0.55, front), (3.42, 0.72, 1.07), DARK)
    # Stripe, cab window, door, treatment opening with its flap up.
    items += face([(-3.1, 1.0, front), (3.38, 1.0, front), (3.38, 1.32, front), (-2.95, 1.32, front)], BAND)
    items += face(
        [(-3.0, 1.36, front), (3.38, 1.36, front), (3.38, 1.42, front), (-2.9, 1.42, front)],
        plain("#D98A2B", gloss=0.5),
    )
    items += face(
        [
            (-2.62, 1.62, front - 0.01),
            (-1.55, 1.62, front - 0.01),
            (-1.55, 2.40, front - 0.01),
            (-2.02, 2.40, front - 0.01),
        ],
        GLASS,
    )
    items += face([(-2.78, 1.58, -0.9), (-2.78, 1.58, 0.9), (-2.10, 2.52, 0.9), (-2.10, 2.52, -0.9)], GLASS)
    items += box((-1.48, 0.75, front - 0.01), (-1.45, 2.5, front), DARK)
    items += box((-0.75, 0.85, front - 0.012), (0.45, 2.40, front - 0.002), plain("#3B4348"))
    items += box((-0.70, 0.85, front + 0.2), (0.40, 2.35, front + 0.25), plain("#B8C4C4", glow=0.25))
    items += box((0.85, 1.52, front - 0.015), (2.05, 2.32, front), GLASS)
    items += box((2.25, 1.52, front - 0.015), (3.15, 2.32, front), GLASS)
    flap = plain("#E7E9E6", gloss=0.3)
    items += prism([(front, 2.5), (front - 1.35, 2.86), (front - 1.35, 2.90), (front, 2.56)], -0.95, 3.2, "x", flap)
    for x in (-0.9, 3.15):
        items += wire([(x, 2.86, front - 1.3), (x, 1.7, front)], 0.022, RIM)
    for k in range(3):
        items += box(
            (-0.72, 0.10 + 0.23 * k, front - 0.72 + 0.22 * k), (0.42, 0.15 + 0.23 * k, front - 0.42 + 0.22 * k), RIM
        )
    for x in (-2.25, 2.15):
        for z, out in ((-1.08, -1), (1.08, 1)):
            items += tube((x, 0.40, z - 0.02 * out), (x, 0.40, z - 0.28 * out), 0.40, TYRE, sides=30)
            items += tube((x, 0.40, z), (x, 0.40, z - 0.1 * out), 0.22, RIM, sides=22)
        items += face(
            [
                (x + 0.55 * np.cos(a), 0.45 + 0.53 * np.sin(a), front - 0.004)
                for a in np.linspace(-0.1, np.pi + 0.1, 14)
            ],
            DARK,
        )
    items += ball((-3.32, 0.98, -0.78), 0.16, plain("#FFF6DC", gloss=0.8, glow=0.3), (0.6, 1, 1), fine=7)
    items += box((-1.6, 2.68, -0.5), (-1.2, 2.84, 0.5), plain("#2C6FB0", gloss=0.6, glow=0.4))
    items += box((0.4, 2.70, -0.6), (2.6, 2.95, 0.6), PALE)
    items += wire([(-2.45, 1.75, front - 0.02), (-2.65, 1.85, front - 0.2)], 0.02, DARK) + box(
        (-2.75, 1.7, front - 0.3), (-2.6, 2.0, front - 0.16), DARK
    )
    return items


def bench(x: float, z: float, long: float) -> Items:
    wood = plain("#8A6A45")
    items = box((x, 0.42, z), (x + long, 0.47, z + 0.34), wood)
    for k in (x + 0.15, x + long - 0.2):
        items += box((k, 0, z + 0.03), (k + 0.06, 0.42, z + 0.31), wood)
    return items


def people() -> Items:
    items = moved(person("stand", coat="#F4F4F0", legs="#4A5560", hair="bun", skirt=True), (0.15, 0, 9.4), turn=-150)
    items += moved(person("stand", coat="#7B4A52", legs="#33343A", hair="bun"), (-0.75, 0, 9.2), turn=75)
    items += moved(person("walk", coat="#4C5B49", legs="#2C2E33", hat="straw"), (-4.3, 0, 8.6), turn=70)
    for x, coat, legs in ((-6.55, "#3E5A7A", "#2F3036"), (-5.85, "#8A7A5E", "#33363C"), (-5.15, "#94403A", "#2F3036")):
        items += moved(person("sit", coat=coat, legs=legs), (x, -0.03, 11.55), turn=170)
    items += bench(-7.0, 11.4, 2.4)
    items += moved(person("stand", coat="#F4F4F0", legs="#39414C", skirt=True), (-1.9, 0.3, 13.9), turn=160)
    items += moved(person("carry", coat="#2F6B5E", legs="#2F3036", hat="cap"), (3.6, 0, 9.2), turn=-70)
    items += box((3.05, 0.72, 9.0), (3.45, 1.02, 9.35), plain("#C99B55"))
    table = box((0.55, 0.70, 8.5), (2.2, 0.76, 9.2), plain("#E8E6DE"))
    for x in (0.6, 2.1):
        table += wire([(x, 0, 8.55), (x, 0.7, 8.55)], 0.025, RIM) + wire([(x, 0, 9.15), (x, 0.7, 9.15)], 0.025, RIM)
    items += (
        table
        + box((0.8, 0.76, 8.7), (1.15, 0.98, 8.95), plain("#3C7F9A"))
        + box((1.5, 0.76, 8.65), (1.95, 0.80, 9.0), plain("#F6F6F2"))
    )
    items += moved(person("sit", coat="#A88A4E", legs="#3A3C44"), (1.35, -0.03, 8.15), turn=0)
    return items


def sky(way: Floats) -> Floats:
    up = way[..., 1]
    bearing = np.arctan2(way[..., 0], way[..., 2])
    light = mix(np.broadcast_to(colour("#DCE6EC", 1.05), way.shape), colour("#3F7AB8", 0.80), ramp(up, 0.0, 0.42))
    lift = np.maximum(up, 0) + 0.12
    thick = look(tile(200, 1.85, 2), way[..., 0] / lift * 0.045 + 0.1, way[..., 2] / lift * 0.09 + 0.3)
    light = mix(light, colour("#FFFFFF", 1.25), np.clip(ramp(thick, 0.5, 2.0) * ramp(up, 0.02, 0.16) * 0.85, 0, 1))
    for base, rough, shade, seed in (
        (0.235, 0.050, "#8FA9B4", 201),
        (0.165, 0.040, "#6C8C7E", 202),
        (0.105, 0.026, "#4C6E4A", 203),
    ):
        ridge = base + rough * look(tile(seed, 2.0, 2), bearing * 0.22, np.full_like(bearing, 0.35))
        crest = ridge + 0.0022 * look(tile(204, 1.0, 24), bearing * 0.9, np.full_like(bearing, 0.1))
        woods = look(tile(205, 1.1, 8), bearing * 0.9, up * 2.2)
        body = mix(
            np.broadcast_to(colour(shade, 0.75), way.shape) * (1 + 0.14 * woods)[..., None],
            colour("#D4DEDC", 0.95),
            ramp(up - ridge, -0.01, -0.13) * 0.6,
        )
        light = mix(light, body, ramp(up - crest, 0.0015, -0.0015))
    return light.astype(np.float32)


def greenery() -> Items:
    """Return the camphor tree over the bench, bamboo behind the house, bushes, flower tubs."""
    items = tree((-8.6, 0, 12.6), 8.6, 210, 52000, 0.055)
    bamboo = plain("#6E8A3C", soft=0.6)
    for k, (x, z) in enumerate(((7.6, 25.0), (9.6, 24.0), (11.5, 25.5), (-11.6, 25.0), (-13.4, 23.5))):
        items += crown((x, 4.8, z), (2.3, 4.2, 1.9), 15000, 220 + k, 0.07, bamboo, 14)
    for k, x in enumerate(np.arange(6.4, 13, 1.3)):
        items += crown((x, 0.62, 22.0), (0.9, 0.75, 0.8), 3200, 230 + k, 0.05, plain("#4B6B30", soft=0.5), 5)
    tubs = ((-4.0, 13.0), (1.4, 13.0), (-4.9, 14.9), (2.9, 14.9))
    flower = plain("#C8322B", soft=0.5)
    rng = np.random.default_rng(240)
    for k, (x, z) in enumerate(tubs):
        items += tube((x, 0, z), (x, 0.42, z), 0.24, plain("#9A5B3C"), tip=0.31, sides=16)
        items += crown((x, 0.72, z), (0.46, 0.38, 0.46), 1500, 241 + k, 0.032, plain("#44682C", soft=0.5), 5)
        out = unit(rng.normal(size=(60, 3)))
        out[:, 1] = np.abs(out[:, 1])
        seats = np.array([x, 0.72, z]) + out * [0.45, 0.40, 0.45]
        items.append(Cloud(seats, out, np.ones((60, 3)), np.full(60, 0.04), flower))
    items += tree((-8.4, 0, 0.6), 8.8, 212, 30000, 0.085)
    for _ in range(900):
        x, z = float(rng.uniform(-14, 16)), float(24.3 + rng.random() * 2)
        items += strand((x, 0, z), (x + rng.normal() * 0.08, rng.uniform(0.15, 0.5), z), 0.012, bamboo)
    return items


def trays() -> Items:
    """Return flat bamboo trays with peppers, maize and beans drying in the sun."""
    rng = np.random.default_rng(250)
    rim = plain("#A98650")
    items: Items = []
    for x, z, tints in (
        (-3.7, 6.6, ("#B3201C", "#C93A20")),
        (-2.45, 6.05, ("#E0A020", "#EFBE45")),
        (-3.75, 5.45, ("#7A5A2E", "#93703C")),
    ):
        items += tube((x, 0.0, z), (x, 0.05, z), 0.58, rim, sides=30)
        for _ in range(420):
            r, a = 0.53 * np.sqrt(rng.random()), rng.uniform(0, 2 * np.pi)
            way = rng.normal(size=2) * 0.04
            seat = (x + r * np.cos(a), 0.06 + rng.random() * 0.03, z + r * np.sin(a))
            items += strand(
                seat,
                (seat[0] + way[0], seat[1] + 0.01, seat[2] + way[1]),
                0.012,
                PRODUCE[tints[int(rng.integers(0, 2))]],
            )
    return items


def scene() -> Items:
    earth = Material(ground, gloss=0.03)
    items = face([(-60, 0, -2), (60, 0, -2), (60, 0, 90), (-60, 0, 90)], earth)
    items += clinic() + greenery() + people() + trays()
    stand, turn = np.array([4.35, 0, 12.2]), np.radians(9.0)
    along, out = np.array([np.cos(turn), 0, -np.sin(turn)]), np.array([np.sin(turn), 0, np.cos(turn)])
    items += moved(van(), stand, turn=9)
    items += sign(
        "流动诊车",
        stand + along * 0.62 + out * -1.10 + [0, 1.33, 0],
        along * 1.7,
        (0, -0.34, 0),
        ground=GREEN,
        weight=800,
        fill=0.85,
    )
    wall = plaster("#DAD3C2", "#9A9282", 206)
    items += box((6.2, 0, 23.4), (22, 1.7, 23.65), wall) + box(
        (6.1, 1.7, 23.3), (22, 1.82, 23.75), fired("#5A5D62", 207)
    )
    items += box((-22, 0, 23.4), (-8.8, 1.7, 23.65), wall) + box(
        (-22, 1.7, 23.3), (-8.8, 1.82, 23.75), fired("#5A5D62", 207)
    )
    return items


def drawing(scale: float = 2.0) -> Image.Image:
    """Return the picture; `scale` is how many times larger it is worked out than printed."""
    size = (round(SIZE[0] * scale), round(SIZE[1] * scale))
    view = camera((-2.4, 1.95, -0.8), (-0.1, 0, 12), 1.17, size, horizon=0.60)
    light = Light(
        SUN,
        colour("#FFEBC8", 3.1),
        sky,
        colour("#A9C6EA", 0.80),
        colour("#9A917E", 0.40),
        shadow_centre=(-0.5, 3, 14),
        shadow_reach=18,
        shadow_pixels=3200,
        penumbra=0.05,
        corner_reach=0.6,
        corner_strength=1.15,
        haze=lambda far, p: 0.5 * (1 - np.exp(-np.maximum(far - 18, 0) / 160)),
        haze_colour=lambda way: np.broadcast_to(colour("#DCE4E6", 0.95), way.shape),
    )
    seen = render(scene(), view, light)
    whole = with_glow(seen.light, 1.7, 26 * scale / 2, 0.08)
    value = toned(whole, 0.80, 1.32, 1.04)
    value = brushed(value, round(1.6 * scale), 0.85)
    return picture(value, SIZE, seed=5)
