"""The lead picture: 岚江三桥, a cable-stayed bridge over the river at dawn."""

from __future__ import annotations

import numpy as np
from PIL import Image

from .finish import brushed, picture, toned, with_glow
from .light import Light, colour, render
from .mirrors import Waves, with_water
from .noise import Floats, linear, look, mix, ramp, scatter, tile
from .plants import reeds
from .shapes import Items, Material, box, face, moved, plain, prism, strand, tube, unit, wire
from .vessels import barge, sampan
from .view import camera

SIZE = (1800, 1050)
SUN = (0.335, 0.075, 0.92)
SPAN, SIDE, DECK, TOP = 480.0, 303.0, 33.0, 152.0
TOWERS = ((-128.0, 300.0), (202.0, 648.5))


def concrete(p: Floats, n: Floats) -> Floats:
    """Pale concrete with streaks of rain and joints of the climbing form."""
    streak = look(tile(3, 1.4, 4), (p[:, 0] + p[:, 2]) / 9, p[:, 1] / 70)
    joint = 1 - 0.10 * (np.abs((p[:, 1] / 4.5) % 1 - 0.5) > 0.47)
    shade = (1 + 0.055 * streak) * joint
    tinted: Floats = linear("#CFC8BC") * shade[:, None]
    return tinted


CONCRETE = Material(concrete, gloss=0.05, shine=12)
STEEL = plain("#B9BEC2", gloss=0.5, shine=25)
CABLE = plain("#E6E2DA", gloss=0.6, shine=20)
DARK = plain("#2C3138")
BIRD = plain("#F4F0E8", glow=0.5)
LAMP = plain("#FFD9A0", glow=5.0)


def sky(way: Floats) -> Floats:
    """Dawn: gold at the sun, rose about it, blue above, banks of cloud lit from below, three ranges of hills."""
    up = way[..., 1]
    bearing = np.arctan2(way[..., 0], way[..., 2])
    toward = np.clip(way @ unit(np.array(SUN)).astype(np.float32), 0, 1)
    low = np.exp(-np.clip(up, 0, 1) * 7.5)
    warm = np.power(toward, 5)
    zenith, mid = colour("#33568A", 0.72), colour("#86A3C2", 0.95)
    light = mix(np.broadcast_to(zenith, way.shape), mid, np.exp(-np.clip(up, 0, 1) * 3.4))
    light = mix(light, colour("#F0B48C", 1.2), np.clip(low * (0.30 + 0.70 * warm), 0, 1))
    light = mix(light, colour("#FFC878", 1.9), np.clip(low * np.power(toward, 26), 0, 1))
    light = light + colour("#FFD08A", 1.5)[None] * np.power(toward, 240)[..., None]
    light = light + colour("#FFF0C8", 26.0)[None] * ramp(toward, 0.99968, 0.99986)[..., None]
    clouds = np.maximum(up, 0) + 0.085
    u, v = way[..., 0] / clouds * 0.055, way[..., 2] / clouds * 0.10
    thick = look(tile(21, 1.75, 2), u, v) + 0.35 * look(tile(22, 1.3, 10), u * 2.2, v * 2.2)
    lit = look(tile(21, 1.75, 2), u + 0.012, v + 0.022) - look(tile(21, 1.75, 2), u, v)
    cover = ramp(thick, 0.05, 1.5) * ramp(up, 0.035, 0.16) * 0.86
    body = mix(
        np.broadcast_to(colour("#6E7C97", 0.62), way.shape),
        colour("#F2A989", 1.15),
        np.clip(0.30 * low + 0.85 * np.power(toward, 3) - 1.2 * lit, 0, 1),
    )
    light = mix(light, body, np.clip(cover, 0, 1))
    for base, rough, shade, seed in (
        (0.040, 0.014, "#B98F86", 4),
        (0.026, 0.011, "#8A7480", 5),
        (0.013, 0.006, "#5D5A6C", 6),
    ):
        ridge = base + 0.9 * rough * look(tile(seed, 2.0, 2), bearing * 0.36, np.full_like(bearing, 0.31))
        inside = ramp(up - ridge, 0.0010, -0.0010)
        hill = mix(
            np.broadcast_to(colour(shade, 0.62), way.shape),
            colour("#FFC58C", 1.1),
            np.clip(0.75 * np.power(toward, 9) + 0.35 * np.exp(-np.clip(up, 0, 1) * 80), 0, 0.92),
        )
        light = mix(light, hill, inside)
    return light.astype(np.float32)


def pylon() -> Items:
    """A diamond of two legs that meet in one mast, standing on a cap at the origin; the deck runs along x."""
    outline = [(9.0, 3.0), (20.0, DECK - 2), (3.0, 103.0), (0.0, TOP)]
    items: Items = box((-11, 0, -15), (11, 4.0, 15), CONCRETE)
    for side in (-1.0, 1.0):
        for (z0, y0), (z1, y1), w0, w1 in zip(outline, outline[1:], (4.3, 3.6, 2.6), (3.6, 2.6, 2.2), strict=False):
            t0, t1 = (2.6, 2.2) if y0 > 90 else (3.0, 2.6)
            low = [
                (-w0, y0, side * z0 - t0),
                (w0, y0, side * z0 - t0),
                (w0, y0, side * z0 + t0),
                (-w0, y0, side * z0 + t0),
            ]
            high = [
                (-w1, y1, side * z1 - t1),
                (w1, y1, side * z1 - t1),
                (w1, y1, side * z1 + t1),
                (-w1, y1, side * z1 + t1),
            ]
            for i in range(4):
                j = (i + 1) % 4
                items += face([low[i], low[j], high[j], high[i]], CONCRETE)
    items += box((-3.4, 100, -3.2), (3.4, 108, 3.2), CONCRETE)
    items += box((-2.3, 106, -2.3), (2.3, TOP, 2.3), CONCRETE)
    items += box((-2.8, TOP, -2.8), (2.8, TOP + 2.4, 2.8), STEEL)
    items += box((-3.2, DECK - 6.5, -19), (3.2, DECK - 3.4, 19), CONCRETE)
    items += tube((0, TOP, 0), (0, TOP + 11, 0), 0.35, STEEL, tip=0.1, sides=6)
    return items


def stays(at: float) -> Items:
    """Two fans of cables from the mast at `at` to both edges of the deck."""
    items: Items = []
    for k in range(1, 15):
        height, reach = 105 + 3.2 * k, 16 + 15.6 * k
        for way in (-1, 1):
            for side in (-1, 1):
                items += strand((at, height, side * 1.5), (at + way * reach, DECK + 0.4, side * 14.6), 0.14, CABLE)
    return items


def deck() -> Items:
    """The roadway from bank to bank with its parapets, lamps and side piers; no car has crossed it yet."""
    girder = [
        (-16.5, DECK),
        (16.5, DECK),
        (16.5, DECK - 0.9),
        (8.0, DECK - 3.4),
        (-8.0, DECK - 3.4),
        (-16.5, DECK - 0.9),
    ]
    start, end = -SIDE - 120, SPAN + SIDE + 900
    items = prism(girder, start, end, "x", STEEL)
    for side in (-1, 1):
        items += box((start, DECK, side * 16.0 - 0.2), (end, DECK + 1.15, side * 16.0 + 0.2), CONCRETE)
        for x in np.arange(start, end, 30.0):
            items += wire(
                [(x, DECK, side * 15.6), (x, DECK + 10, side * 15.6), (x, DECK + 10.6, side * 12.4)], 0.11, DARK
            )
            items += box((x - 0.35, DECK + 10.3, side * 12.2 - 0.7), (x + 0.35, DECK + 10.7, side * 12.2 + 0.7), LAMP)
    for x in (-SIDE - 72, -SIDE, -SIDE + 72, *(SPAN + SIDE - 72 + 72.0 * k for k in range(13))):
        for side in (-1, 1):
            items += box((x - 1.9, 0, side * 8.5 - 2.2), (x + 1.9, DECK - 3.4, side * 8.5 + 2.2), CONCRETE)
        items += box((x - 2.3, DECK - 5.2, -12), (x + 2.3, DECK - 3.2, 12), CONCRETE)
    return items


def town() -> Items:
    """The far bank: an embankment, trees and blocks of flats with a few windows lit."""
    rng = np.random.default_rng(14)
    items: Items = box((-2600, 0, 1500), (3200, 5, 1900), plain("#565A52"))
    for _ in range(210):
        x, z = float(rng.normal(-250, 620)), float(rng.uniform(1540, 1900))
        tall = min(float(rng.gamma(3.0, 13.0)) + 12, 125)
        wide = float(rng.uniform(14, 36))
        items += box((x, 4, z), (x + wide, tall, z + 20), WINDOWS)
        if tall > 60:
            items += box((x + wide * 0.25, tall, z + 4), (x + wide * 0.7, tall + 7, z + 16), WINDOWS)
            items += wire([(x + wide * 0.4, tall, z + 10), (x + wide * 0.4, tall + 22, z + 10)], 0.5, DARK)
    return items


def windows(p: Floats, n: Floats) -> Floats:
    floor, bay = np.floor(p[:, 1] / 3.4).astype(np.int64), np.floor(p[:, 0] / 3.6).astype(np.int64)
    lit = scatter(2, floor * 7919 + bay) > 0.95
    pane = ((p[:, 1] / 3.4) % 1 > 0.4) & ((p[:, 0] / 3.6) % 1 > 0.35)
    wall = np.where(pane[:, None], linear("#55606E"), linear("#9A938E"))
    glow: Floats = np.where((lit & pane)[:, None], linear("#FFC46B") * 5, wall)
    return glow


WINDOWS = Material(windows)


def egrets() -> Items:
    """A few white birds on their way upriver."""
    rng = np.random.default_rng(40)
    items: Items = []
    for k in range(7):
        x, z = 2.0 + 3.3 * k + rng.normal() * 0.8, 76 + rng.normal() * 8
        y = 26.5 + 1.3 * k - 0.19 * k * k + rng.normal() * 0.5
        beat = float(rng.uniform(-0.35, 0.75))
        for side in (-1, 1):
            tip = 0.34 + 0.30 * beat
            wing = [
                (x, y + 0.07, z),
                (x + side * 0.42, y + tip, z),
                (x + side * 1.05, y + tip * 0.75 + 0.12 * beat, z),
                (x + side * 0.42, y + tip - 0.17, z),
                (x, y - 0.09, z),
            ]
            items += face(wing, BIRD)
        items += face([(x - 0.42, y - 0.05, z), (x, y + 0.12, z), (x + 0.62, y + 0.06, z), (x, y - 0.12, z)], BIRD)
    return items


def scene() -> Items:
    turn = -float(np.degrees(np.arctan2(TOWERS[1][1] - TOWERS[0][1], TOWERS[1][0] - TOWERS[0][0])))
    span = moved(pylon() + stays(0) + moved(pylon() + stays(0), (SPAN, 0, 0)) + deck(), turn=turn)
    items = moved(span, (TOWERS[0][0], 0, TOWERS[0][1])) + town() + egrets()
    items += moved(barge(), (48, 0, 250), turn=-14)
    items += moved(sampan(), (18, 0, 64), turn=24)
    items += moved(sampan(), (-24, 0, 118), turn=-30)
    return items


def drawing(scale: float = 2.0) -> Image.Image:
    """Return the picture; `scale` is how many times larger it is worked out than printed."""
    size = (round(SIZE[0] * scale), round(SIZE[1] * scale))
    view = camera((0, 8.5, 0), (0, 0, 100), 1.25, size, horizon=0.70)
    light = Light(
        SUN,
        colour("#FFB070", 3.4),
        sky,
        colour("#9DB4D6", 0.46),
        colour("#8A8078", 0.22),
        shadow_centre=(20, 60, 430),
        shadow_reach=420,
        penumbra=0.6,
        corner_reach=5.0,
        haze=lambda far, p: (
            0.92 * (1 - np.exp(-np.maximum(far - 120, 0) / 1750 * np.exp(-np.clip(p[:, 1], 0, 200) / 160)))
        ),
        haze_colour=mist,
    )
    items = scene()
    banks = reeds((-26.5, 41.0), 11.0, 420, seed=4, tall=3.6) + reeds((-32, 50), 15.0, 420, seed=5, tall=3.6)
    banks += reeds((23.5, 38.5), 3.5, 60, seed=6, tall=2.6)
    seen = render(items + banks, view, light)
    mirror = render(items + banks, view, light, mirrored=True)
    whole = with_water(seen, mirror, view, colour("#1D3A44", 0.55), Waves(), haze=colour("#F2BE98", 0.85))
    whole = with_glow(whole, 1.6, 46 * scale / 2, 0.16)
    value = toned(whole, 0.86, 1.30, 1.06)
    shore = round(size[1] * 0.705)  # a finer brush for the cables than for the water
    value = np.concatenate(
        [brushed(value[:shore], round(1.5 * scale), 0.6), brushed(value[shore:], round(2.1 * scale), 0.95)]
    )
    return picture(value, SIZE, seed=1)


def mist(way: Floats) -> Floats:
    """The colour of the air along the water."""
    level = way.copy()
    level[..., 1] = 0.045
    toward = np.clip(unit(level) @ unit(np.array(SUN)).astype(np.float32), 0, 1)
    return mix(np.broadcast_to(colour("#B9B3BC", 0.72), way.shape), colour("#FFC48C", 1.1), np.power(toward, 6))
