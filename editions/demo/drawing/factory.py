"""A mill hall: bamboo fibre runs from carding to roll between robot arms, morning sun in the roof lights."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from .figures import person
from .finish import blurred, brushed, picture, toned, with_glow
from .lettering import sign
from .light import Lamp, Light, colour, render
from .mirrors import with_polish
from .noise import Floats, linear, look, mix, ramp, tile
from .shapes import (
    Items,
    Material,
    ball,
    box,
    face,
    moved,
    plain,
    point,
    prism,
    sheet,
    tube,
    unit,
    wire,
)
from .view import Camera, camera

SIZE = (1500, 1000)
SUN = (0.46, 0.80, 0.20)
HALF, EAVES, LONG = 12.5, 8.2, 84.0
RIGHT, UP = np.array([1.0, 0, 0]), np.array([0, 1.0, 0])
FRAME = plain("#5E6A73", gloss=0.2)
TRUSS = plain("#8E979C", gloss=0.2)
ARM = plain("#E58A17", gloss=0.55, shine=30)
JOINT = plain("#2B2E32", gloss=0.4, shine=25)
STEEL = plain("#A9AFB3", gloss=0.8, shine=50, mirror=0.12)
CASING = plain("#D9DEDD", gloss=0.25, shine=20)
GREEN = plain("#2F6F5C", gloss=0.3, shine=20)
GLASS = plain("#1D2A30", gloss=0.8, mirror=0.25)
PANEL = plain("#A9B3B6")
TUBE_LIGHT = plain("#FFF8E8", glow=7.0)
RED = plain("#B3202A", gloss=0.3)


def epoxy(p: Floats, n: Floats) -> Floats:
    """Green-grey floor paint with yellow lanes, worn by trucks."""
    wear = look(tile(101, 1.5, 3), p[:, 0] / 14, p[:, 2] / 14)
    base = linear("#6C837C") * (1 + 0.07 * wear)[:, None]
    x = p[:, 0]
    line = (np.abs(np.abs(x + 0.2) - 2.35) < 0.06) | (np.abs(np.abs(x) - 9.4) < 0.06)
    walk = (x > -2.29 - 0.2) & (x < 2.35 - 0.2)
    base = np.where(walk[:, None], base * np.float32(0.86), base)
    seam = (np.abs(p[:, 2] % 6.0) < 0.02) | (np.abs(x % 6.0) < 0.02)
    base = np.where(seam[:, None], base * np.float32(0.7), base)
    shaded: Floats = np.where(line[:, None], linear("#D9A51E") * (0.9 + 0.1 * wear)[:, None], base)
    return shaded


def felt(p: Floats, n: Floats) -> Floats:
    """The cream web of fibre."""
    streak = look(tile(102, 1.1, 6, stretch=5.0), p[:, 0] / 1.4, (p[:, 2] + p[:, 1]) / 1.4)
    shaded: Floats = linear("#E9DDBE") * np.clip(1 + 0.07 * streak, 0.6, 1.3)[:, None]
    return shaded


FLOOR = Material(epoxy, gloss=0.15, shine=60)
WEB = Material(felt, soft=0.25)


def wound(centre: Floats, axis: Floats) -> Material:
    """The skin and the rings at the ends of a roll about `centre`."""

    def texture(p: Floats, n: Floats) -> Floats:
        out = p - centre.astype(np.float32)
        along = out @ axis
        away = np.sqrt(np.maximum((out * out).sum(-1) - along * along, 0))
        ring = look(tile(103, 0.8, 30), away * 1.4, np.full_like(away, 0.2))
        band = look(tile(103, 0.9, 12), along * 0.8, np.full_like(away, 0.6))
        end = np.abs(n @ axis) > 0.8
        shade = np.where(end, 0.90 + 0.13 * ring, 1 + 0.05 * band)
        shaded: Floats = linear("#EADFC2") * np.clip(shade, 0.4, 1.3)[:, None]
        return np.where((end & (away < 0.13))[:, None], linear("#5A4632"), shaded).astype(np.float32)

    return Material(texture, soft=0.18)


def roll(at: tuple[float, float, float], radius: float = 0.78, length: float = 1.9, turn: float = 0.0) -> Items:
    """Return a roll on a low cradle; its axis runs along x, turned by `turn` degrees."""
    centre = point(at) + np.array([0, 0.34 + radius, 0])
    axis = np.array([np.cos(np.radians(turn)), 0, -np.sin(np.radians(turn))])
    high = 0.34 + radius
    items = tube((-length / 2, high, 0), (length / 2, high, 0), radius, wound(centre, axis), sides=44)
    items += tube((-length / 2 - 0.18, high, 0), (length / 2 + 0.18, high, 0), 0.12, STEEL, sides=14)
    for side in (-1, 1):
        foot = side * (length / 2 - 0.3)
        items += prism(
            [(-0.75, 0), (0.75, 0), (0.75, 0.55), (0, 0.25), (-0.75, 0.55)], foot - 0.09, foot + 0.09, "x", GREEN
        )
    return moved(items, at, turn)


def grip() -> Items:
    """Return two fingers under a palm at the origin."""
    items = box((-0.26, -0.05, -0.05), (0.26, 0.03, 0.05), JOINT)
    for side in (-1.0, 1.0):
        items += box((side * 0.22 - 0.03, -0.38, -0.05), (side * 0.22 + 0.03, -0.04, 0.05), STEEL)
    return items


def robot(turn: float, lift: float, elbow: float) -> Items:
    """Return a six-axis arm, 2.6 m tall when folded; angles in degrees."""
    items = tube((0, 0, 0), (0, 0.35, 0), 0.52, JOINT, tip=0.46, sides=26)
    items += tube((0, 0.35, 0), (0, 0.85, 0), 0.40, ARM, tip=0.34, sides=24)
    arm: Items = tube((-0.36, 1.02, 0), (0.36, 1.02, 0), 0.27, JOINT, sides=22)
    a = np.radians(lift)
    shoulder = np.array([0.0, 1.02, 0.0])
    bend = shoulder + 1.25 * np.array([0, np.sin(a), np.cos(a)])
    b = a + np.radians(elbow)
    wrist = bend + 1.30 * np.array([0, np.sin(b), np.cos(b)])
    hand = wrist + np.array([0, -0.34, 0.05])
    for side in (-1.0, 1.0):
        off = np.array([side * 0.21, 0, 0])
        arm += tube(shoulder + off, bend + off, 0.155, ARM, tip=0.125, sides=14)
    arm += tube(bend - 0.34 * RIGHT, bend + 0.34 * RIGHT, 0.19, JOINT, sides=20)
    arm += ball(bend, 0.235, ARM, fine=9)
    arm += tube(bend, wrist, 0.19, ARM, tip=0.10, sides=16)
    arm += tube(bend + 0.05 * UP, bend - (wrist - bend) * 0.22 + 0.05 * UP, 0.15, JOINT, sides=14)
    arm += tube(wrist - 0.15 * RIGHT, wrist + 0.15 * RIGHT, 0.11, JOINT, sides=14)
    arm += tube(wrist, hand, 0.075, STEEL, sides=12)
    arm += moved(grip(), hand)
    hose = (
        (shoulder, (0.3, 0.2, 0.05)),
        (bend, (0.3, 0.34, -0.1)),
        (bend, (0.22, 0.25, 0.35)),
        (wrist, (0.1, 0.16, -0.1)),
    )
    arm += wire([joint + np.array(off) for joint, off in hose], 0.032, JOINT)
    return items + moved(arm, turn=turn)


def cart(x: float, z: float, turn: float) -> Items:
    """Return a driverless cart with one roll on it."""
    glow = plain("#6FD3F2", glow=1.8)
    items = box((-0.95, 0.10, -0.75), (0.95, 0.34, 0.75), plain("#2F3A44", gloss=0.3, shine=20))
    for side in (-1, 1):
        items += box((-0.96, 0.15, side * 0.76 - 0.01), (0.96, 0.19, side * 0.76 + 0.01), glow)
        items += box((side * 0.96 - 0.01, 0.15, -0.76), (side * 0.96 + 0.01, 0.19, 0.76), glow)
        items += box((-0.25, 0.21, side * 0.765 - 0.01), (0.25, 0.31, side * 0.765 + 0.01), plain("#E0B020"))
        items += tube((side * 0.7 - 0.06, 0.1, -0.6), (side * 0.7 + 0.06, 0.1, -0.6), 0.1, JOINT, sides=14)
    return moved(items, (x, 0, z), turn) + roll((x, 0.30, z), 0.58, 1.5, turn)


def casing(p: Floats, n: Floats) -> Floats:
    """Painted sheet steel: panels with dark seams, louvres low down, a little grime."""
    along = np.where(np.abs(n[:, 0]) > 0.5, p[:, 2], p[:, 0])
    seam = (np.abs((along / 1.15) % 1 - 0.5) > 0.488) | (np.abs(p[:, 1] - 2.2) < 0.014)
    louvre = (
        (p[:, 1] > 0.58)
        & (p[:, 1] < 0.84)
        & ((along / 1.15) % 1 > 0.2)
        & ((along / 1.15) % 1 < 0.8)
        & ((p[:, 1] / 0.045) % 1 > 0.5)
    )
    grime = look(tile(106, 1.6, 3), along / 5, p[:, 1] / 4)
    shade = np.where(seam, 0.35, np.where(louvre, 0.4, 1.0)) * np.clip(
        1 + 0.06 * grime - 0.12 * ramp(p[:, 1], 1.0, 0.4), 0.3, 1.2
    )
    shaded: Floats = linear("#D3D9D8") * shade[:, None]
    return shaded


COVER = Material(casing, gloss=0.25, shine=20)


def loom(z: float) -> Items:
    """Return a carding machine 7 m long beside the left lane, its web running out over rollers."""
    items = box((-8.4, 0, z), (-3.6, 0.5, z + 6.6), FRAME)
    items += box((-8.4, 0.5, z), (-3.6, 2.5, z + 4.6), COVER) + box((-8.3, 2.5, z + 0.3), (-3.7, 2.62, z + 4.3), GREEN)
    items += box((-3.59, 0.9, z + 0.4), (-3.55, 2.1, z + 1.9), GLASS) + box(
        (-3.59, 0.9, z + 2.4), (-3.55, 2.1, z + 4.1), GLASS
    )
    items += box((-3.58, 0.55, z), (-3.54, 0.72, z + 4.6), RED)
    items += box((-7.6, 1.15, z - 0.04), (-5.6, 1.95, z), GLASS)
    items += box((-4.75, 1.25, z - 0.08), (-4.1, 1.75, z), JOINT) + box(
        (-4.68, 1.32, z - 0.09), (-4.17, 1.68, z - 0.08), plain("#58B7C9", glow=1.4)
    )
    items += tube((-5.2, 2.5, z + 2.2), (-5.2, 6.2, z + 2.2), 0.30, STEEL, sides=18)
    for k in range(4):
        y = 1.35 - 0.16 * k
        items += tube((-8.2, y, z + 4.9 + 0.5 * k), (-3.7, y, z + 4.9 + 0.5 * k), 0.16, STEEL, sides=18)
    return items


def line() -> Items:
    """Return the conveyor on the right: the web of fibre comes towards the viewer over rollers, into rolls."""
    z = np.linspace(7.2, 70, 240)
    height = 1.18 + 0.05 * np.sin(z * 2.2)
    height[:9] = np.linspace(1.62, 1.18, 9)
    grid = np.stack([np.stack([np.full_like(z, x), height, z], axis=-1) for x in (3.3, 4.25, 5.2)], axis=1)
    items = sheet(grid, WEB)
    for x in (3.1, 5.4):
        items += box((x - 0.07, 0.78, 7.6), (x + 0.07, 1.02, 70), STEEL)
        for post in np.arange(8.0, 70, 2.4):
            items += box((x - 0.06, 0, post - 0.06), (x + 0.06, 0.8, post + 0.06), FRAME)
    for post in np.arange(8.2, 70, 1.2):
        items += tube((3.1, 1.02, post), (5.4, 1.02, post), 0.09, STEEL, sides=12)
    for post in (14.5, 24.5, 37.0, 52.0):
        items += box((2.85, 0.0, post), (3.15, 2.75, post + 1.4), GREEN) + box(
            (5.35, 0.0, post), (5.65, 2.75, post + 1.4), GREEN
        )
        items += box((2.85, 2.3, post), (5.65, 2.9, post + 1.4), CASING) + box(
            (2.84, 1.5, post + 0.3), (2.845, 2.1, post + 1.0), GLASS
        )
        items += tube((3.0, 3.0, post + 0.2), (3.0, 3.35, post + 0.2), 0.06, plain("#58C27D", glow=2.5), sides=10)
    return items


def hall() -> Items:
    """Return walls, columns, trusses and a roof with bands of glass open to the sun."""
    items: Items = []
    window = plain("#D5E4EC", glow=0.8)
    for side in (-1, 1):
        x = side * HALF
        items += face([(x, 0, -6), (x, 0, LONG), (x, EAVES + 2, LONG), (x, EAVES + 2, -6)], PANEL)
        for z in np.arange(-1.0, LONG, 6.0):
            pane = x - side * 0.03
            items += face(
                [(pane, 3.6, z + 0.7), (pane, 3.6, z + 5.3), (pane, 6.4, z + 5.3), (pane, 6.4, z + 0.7)], window
            )
            for bar in np.linspace(z + 0.7, z + 5.3, 5):
                items += box(
                    (min(x, x - side * 0.09), 3.6, bar - 0.04), (max(x, x - side * 0.09), 6.4, bar + 0.04), FRAME
                )
            items += box((min(x, x - side * 0.12), 4.95, z + 0.7), (max(x, x - side * 0.12), 5.03, z + 5.3), FRAME)
            column = x - side * 0.35
            items += box((column - 0.17, 0, z - 0.2), (column + 0.17, EAVES, z + 0.2), FRAME)
            items += box((column - 0.19, 0, z - 0.22), (column + 0.19, 1.1, z + 0.22), plain("#D9A51E"))
    items += face([(-HALF, 0, LONG), (HALF, 0, LONG), (HALF, 13, LONG), (-HALF, 13, LONG)], PANEL)
    items += face(
        [(-3.2, 0, LONG - 0.05), (3.2, 0, LONG - 0.05), (3.2, 4.4, LONG - 0.05), (-3.2, 4.4, LONG - 0.05)],
        plain("#F3F0E4", glow=2.6),
    )
    rise = 2.6
    for z in np.arange(-1.0, LONG, 6.0):
        items += box((-HALF, EAVES - 0.1, z - 0.09), (HALF, EAVES + 0.1, z + 0.09), TRUSS)
        for side in (-1, 1):
            items += wire([(side * HALF, EAVES + 0.2, z), (0, EAVES + rise, z)], 0.11, TRUSS)
            for k in range(6):
                x0, x1 = side * HALF * k / 6, side * HALF * (k + 1) / 6
                items += wire([(x0, EAVES, z), (x1, EAVES + rise * (1 - abs(x1) / HALF), z)], 0.055, TRUSS)
                items += wire([(x1, EAVES, z), (x1, EAVES + rise * (1 - abs(x1) / HALF), z)], 0.05, TRUSS)
    roof = plain("#8D979B")
    for side in (-1, 1):
        for k in range(7):
            x0, x1 = side * HALF * k / 7, side * HALF * (k + 1) / 7
            y0, y1 = EAVES + rise * (1 - abs(x0) / HALF) + 0.25, EAVES + rise * (1 - abs(x1) / HALF) + 0.25
            if k in (2, 4):  # a band of roof lights between every second pair of trusses
                for z in np.arange(-1.0, LONG, 12.0):
                    items += face([(x0, y0, z), (x1, y1, z), (x1, y1, z + 7.2), (x0, y0, z + 7.2)], roof)
            else:
                items += face([(x0, y0, -6), (x1, y1, -6), (x1, y1, LONG), (x0, y0, LONG)], roof)
    for x in (-7.4, 0.0, 7.4):
        for z in np.arange(5.0, LONG - 4, 6.0):
            items += box((x - 0.10, EAVES - 0.62, z), (x + 0.10, EAVES - 0.54, z + 2.6), TUBE_LIGHT)
            items += wire([(x, EAVES - 0.5, z + 1.3), (x, EAVES, z + 1.3)], 0.02, JOINT)
    return items


def scene() -> Items:
    items = hall() + line()
    for z in (9.5, 20.5, 32.5, 46.0, 60.0):
        items += loom(z)
    rng = np.random.default_rng(105)
    for k, z in enumerate((11.6, 17.4, 21.4, 28.0, 33.5, 41.0, 48.0, 57.0)):
        side = 1 if k % 2 else -1
        x = 4.25 + side * 2.15
        turn = -side * 88 + float(rng.uniform(-22, 22))
        items += moved(robot(turn, float(rng.uniform(58, 84)), -float(rng.uniform(72, 100))), (x, 0, z))
    for z, turn in ((15.6, 130), (27.2, 70), (39.5, 120), (53.5, 60)):
        items += moved(robot(turn, float(rng.uniform(60, 80)), -float(rng.uniform(70, 95))), (-3.35, 0, z))
    items += roll((4.25, 0, 6.4), 0.86, 2.0)
    for x, z in (
        (8.6, 8.8),
        (8.6, 10.9),
        (10.6, 8.9),
        (10.6, 11.0),
        (8.6, 16.5),
        (10.7, 16.6),
        (8.8, 24.0),
        (10.7, 24.2),
    ):
        items += roll((x, 0, z), 0.74, 1.6)
    items += roll((8.6, 1.42, 9.85), 0.74, 1.6)
    for z in (6.2, 8.1, 18.2):
        items += roll((-4.4 if z > 10 else -4.6, 0, z), 0.62, 1.7)
    items += cart(0.35, 9.4, 58)
    items += box((-2.9, 0, 10.3), (-2.45, 1.05, 11.2), CASING) + face(
        [(-2.9, 1.05, 10.3), (-2.45, 1.25, 10.3), (-2.45, 1.25, 11.2), (-2.9, 1.05, 11.2)], plain("#5FB7C9", glow=1.2)
    )
    items += moved(
        person("reach", coat="#2E6E86", legs="#2A3644", hat="#F2F2EC", size=1.02), (-1.85, -0.02, 10.7), turn=-95
    )
    items += moved(person("stand", coat="#2E6E86", legs="#2A3644", hat="#E9C53B"), (-0.7, 0, 17.4), turn=40)
    items += moved(person("walk", coat="#2E6E86", legs="#2A3644", hat="#F2F2EC"), (0.2, 0, 27.0), turn=180)
    items += moved(person("walk", coat="#2E6E86", legs="#2A3644", hat="#F2F2EC"), (-1.2, 0, 44.0), turn=20)
    items += sign("竹纤维三号线", (-3.3, EAVES - 0.35, 16.5), (6.6, 0, 0), (0, -1.15, 0), ground="#8E1B22", weight=800)
    for x in (-2.9, 2.9):
        items += wire([(x, EAVES - 0.35, 16.5), (x, EAVES + 0.2, 16.5)], 0.02, JOINT)
    return items


def shafts(view: Camera) -> Floats:
    """Return the veil of sunbeams in the dust below the roof lights (rows × columns)."""
    width, height = view.size
    total = np.zeros((height // 4, width // 4), dtype=np.float32)
    beam = unit(point(SUN))
    small = (width // 4, height // 4)
    for side in (-1, 1):
        for k in (2, 4):
            for z in np.arange(18.2, 60, 12.0):
                for part in np.linspace(0, 4.8, 5):
                    x = side * HALF * (k + 0.5) / 7
                    top = np.array([x, EAVES + 1.2, z + part])
                    foot = top - beam * (top[1] / beam[1])
                    wide = np.array([HALF / 14, 0, 0])
                    corners = view.project(np.stack([top - wide, top + wide, foot + wide, foot - wide]))
                    stencil = Image.new("L", small, 0)
                    ImageDraw.Draw(stencil).polygon([(a / 4, b / 4) for a, b, _ in corners], fill=255)
                    total += np.asarray(stencil, dtype=np.float32) / 255 * min(1.0, 14 / (z + part))
    soft = blurred(total, max(2.0, width / 400))
    whole = np.repeat(np.repeat(soft, 4, 0), 4, 1)
    y, x_pixels = np.mgrid[0:height, 0:width]
    whole = np.pad(whole, ((0, height - whole.shape[0]), (0, width - whole.shape[1])), mode="edge")
    dust = look(tile(104, 1.7, 3), x_pixels / width, y / width)
    veil: Floats = whole * (1 + 0.12 * dust)
    return veil


def sky(way: Floats) -> Floats:
    up = way[..., 1]
    return mix(np.broadcast_to(colour("#C9D3D6", 0.9), way.shape), colour("#DDE8F2", 1.8), ramp(up, 0.0, 0.6)).astype(
        np.float32
    )


def drawing(scale: float = 2.0) -> Image.Image:
    """Return the picture; `scale` is how many times larger it is worked out than printed."""
    size = (round(SIZE[0] * scale), round(SIZE[1] * scale))
    view = camera((0.0, 2.15, 0), (0.0, 2, 10), 1.30, size, horizon=0.525)
    lamps = tuple(Lamp((x, EAVES - 0.8, z), "#FFF3DC", 0.75, 5.5) for x in (-7.4, 7.4) for z in (9.0, 24.0, 44.0))
    light = Light(
        SUN,
        colour("#FFE7B8", 2.9),
        sky,
        colour("#CFDCE6", 0.34),
        colour("#A7A294", 0.22),
        lamps,
        shadow_centre=(0, 2, 34),
        shadow_reach=44,
        shadow_pixels=3600,
        penumbra=0.05,
        corner_reach=0.9,
        corner_strength=1.25,
        haze=lambda far, p: 0.75 * (1 - np.exp(-np.maximum(far - 10, 0) / 170)),
        haze_colour=lambda way: np.broadcast_to(colour("#E9E3D2", 0.85), way.shape),
    )
    items = scene()
    floor = face([(-HALF, 0, 0.5), (HALF, 0, 0.5), (HALF, 0, LONG), (-HALF, 0, LONG)], FLOOR)
    seen = render(items + floor, view, light)
    mirror = render(items, view, light, mirrored=True)
    share = 0.46 + 0.12 * look(tile(101, 1.5, 3), seen.places[..., 0] / 9, seen.places[..., 2] / 9)
    whole = with_polish(seen, mirror, view, share)
    whole = whole + shafts(view)[..., None] * colour("#FFE9BE", 0.040)
    whole = with_glow(whole, 1.5, 26 * scale / 2, 0.12)
    value = toned(whole, 0.92, 1.45, 1.12)
    value = brushed(value, round(1.6 * scale), 0.85)
    return picture(value, SIZE, seed=3)
