"""The picture story: oranges ripen on the terraces, pickers and baskets before a valley in the morning haze."""

from __future__ import annotations

import numpy as np
from PIL import Image

from .figures import person
from .finish import brushed, picture, toned, with_glow
from .light import Light, colour, render
from .noise import Floats, linear, look, mix, ramp, tile
from .plants import crown
from .shapes import (
    Cloud,
    Face,
    Items,
    Material,
    Point,
    ball,
    box,
    moved,
    plain,
    point,
    prism,
    sheet,
    strand,
    tube,
    unit,
    wire,
)
from .view import camera

SIZE = (1500, 1000)
SUN = (-0.78, 0.56, -0.22)
HAMLET = (58.0, 131.0)
STEP = 3.3
ORANGE = plain("#E8720C", gloss=0.35, shine=18)
FRUIT = plain("#F07D12", soft=0.35, gloss=0.1)
LEAVES = plain("#3F5F22", soft=0.45, gloss=0.10, shine=10)
FAR_LEAVES = plain("#47672A", soft=0.5)
INNER = plain("#1B2E10", soft=0.3)
GRASS = plain("#6E7F38", soft=0.6)


def slope(x: Floats, z: Floats) -> Floats:
    """The lie of the land before it was terraced: a valley that bends away to the right, a spur on the left."""
    x, z = np.asarray(x, dtype=np.float32), np.asarray(z, dtype=np.float32)
    middle = 66 + 0.22 * x + 0.0045 * x * x
    off = z - middle
    spurs = look(tile(41, 2.3, 2), x / 420, z / 620 + 0.2)
    far = 0.46 * np.maximum(off - 7, 0) * (1 + 0.20 * spurs)
    far = np.where(far > 52, 52 + 16 * (1 - np.exp(-(far - 52) / 22)), far) + 5 * spurs * ramp(off, 10, 90)
    near = np.where(z < 24, 27 - 0.0 * z, 27 - 0.60 * (z - 24) * 1.0)
    near = np.minimum(near, 27 - 0.47 * (z - 7.5))
    near = np.where(z < 7.5, 27.0, np.maximum(near, 0))
    spur = 33 * np.exp(-(((x + 62) / 30) ** 2) - ((z - 66) / 34) ** 2)
    lump = 12 * np.exp(-(((x - 40) / 16) ** 2) - ((z - 30) / 14) ** 2)
    rise: Floats = np.maximum(far, near) + spur + lump
    return rise


def ground(x: Floats, z: Floats) -> Floats:
    """The terraced land: level treads, steep banks."""
    level = slope(x, z) / STEP
    whole = np.floor(level)
    bank = ramp(level - whole, 0.80, 1.0)
    terraced: Floats = (whole + bank) * STEP + 0.04 * look(tile(42, 2.0, 4), x / 9, z / 9)
    return terraced


def soil(p: Floats, n: Floats) -> Floats:
    """Stony banks, treads of grass and straw."""
    steep = ramp(n[:, 1], 0.93, 0.75)
    patch = look(tile(43, 1.5, 4), p[:, 0] / 14, p[:, 2] / 14)
    fine = look(tile(44, 0.9, 8), p[:, 0] / 3.1, p[:, 2] / 3.1)
    blend = np.clip(0.5 + 0.4 * patch, 0, 1)
    meadow = mix(np.broadcast_to(linear("#66743A"), p.shape), linear("#93835A"), blend)
    stone = linear("#84715A") * (1 + 0.28 * look(tile(45, 1.1, 8), (p[:, 0] + p[:, 2]) / 4, p[:, 1] / 3))[:, None]
    mixed = mix(meadow, stone, steep)
    shaded: Floats = np.clip(mixed * (1 + 0.20 * fine)[:, None], 0.01, 1)
    return shaded


def lie(p: Floats, n: Floats) -> Floats:
    """The true normal of the terraces, smooth where the sheet is cut into triangles."""
    e = 0.06
    x, z = p[:, 0], p[:, 2]
    dx = (ground(x + e, z) - ground(x - e, z)) / (2 * e)
    dz = (ground(x, z + e) - ground(x, z - e)) / (2 * e)
    return unit(np.stack([-dx, np.ones_like(dx), -dz], axis=-1))


LAND = Material(soil, soft=0.15, relief=lie)


def weave(p: Floats, n: Floats) -> Floats:
    """Split bamboo: over and under round the basket."""
    turn = np.arctan2(n[:, 0], n[:, 2]) / (2 * np.pi) * 26
    row = p[:, 1] / 0.030
    stake = np.abs(np.sin(np.pi * turn)) ** 0.6
    band = np.abs(np.sin(np.pi * row)) ** 0.5
    over = np.where((np.floor(turn) + np.floor(row)) % 2 > 0.5, 1.0, 0.58)
    shade = 0.22 + 0.95 * over * (0.35 + 0.65 * stake) * band
    shaded: Floats = linear("#C69F62") * shade[:, None]
    return shaded


BASKET = Material(weave, gloss=0.08)
RIM = plain("#9C7740", gloss=0.1)


def basket(seed: int, size: float = 1.0) -> Items:
    """Return a round basket heaped with oranges, some with a leaf."""
    rng = np.random.default_rng(seed)
    items = tube((0, 0, 0), (0, 0.36, 0), 0.24, BASKET, tip=0.31, sides=28, caps=False)
    items += tube((0, 0.30, 0), (0, 0.325, 0), 0.29, plain("#8A4A10"), sides=20)
    for turn in np.linspace(0, 2 * np.pi, 29)[:-1]:
        a, b = turn, turn + 2 * np.pi / 28
        items += tube(
            (0.315 * np.cos(a), 0.365, 0.315 * np.sin(a)),
            (0.315 * np.cos(b), 0.365, 0.315 * np.sin(b)),
            0.018,
            RIM,
            sides=6,
            caps=False,
        )
    for ring, count, height in ((0.23, 14, 0.36), (0.15, 9, 0.43), (0.05, 4, 0.49), (0.25, 15, 0.345)):
        for k in range(count):
            a = 2 * np.pi * (k + rng.uniform(-0.2, 0.2)) / count
            middle = (ring * np.cos(a), height + rng.uniform(-0.015, 0.015), ring * np.sin(a))
            items += orange(middle, 0.047 * rng.uniform(0.92, 1.08), int(rng.integers(1 << 30)))
            if rng.random() < 0.22:
                items += leaf(
                    np.array(middle) + np.array([0, 0.05, 0]), unit(rng.normal(size=3) * [1, 0.3, 1]), 0.10, rng
                )
    return moved(items, size=size)


def orange(middle: Point, radius: float, seed: int) -> Items:
    """Return one orange of its own shade."""
    return ball(middle, radius, ORANGES[seed % len(ORANGES)], (1, 0.94, 1), fine=7)


def peel(text: str) -> Material:
    light = linear(text)

    def texture(p: Floats, n: Floats) -> Floats:
        pore = look(tile(46, 0.5, 20), n[:, 0] * 0.3 + p[:, 1], n[:, 1] * 0.3)
        shaded: Floats = light * np.clip(1 + 0.05 * pore, 0.7, 1.3)[:, None]
        return shaded

    return Material(texture, gloss=0.30, shine=22, soft=0.0)


ORANGES = tuple(peel(c) for c in ("#E9760F", "#F08A1C", "#DF6409", "#F29A2E", "#E56D0B"))
LEAF_STUFFS = tuple(plain(c, soft=0.35, gloss=0.22, shine=14) for c in ("#3C6321", "#4E7A2B", "#2F5220", "#6B8A38"))


def leaf(at: Floats, way: Floats, length: float, rng: np.random.Generator) -> Items:
    """Return one leaf, folded a little along its rib."""
    across = unit(np.cross(way, unit(rng.normal(size=3)))) * length * 0.27
    lift = np.cross(way, across) * 0.25
    stuff = LEAF_STUFFS[int(rng.integers(0, len(LEAF_STUFFS)))]
    tip, low, high = at + way * length, at + way * length * 0.30 + lift, at + way * length * 0.68 + lift
    return [Face(np.stack([at, low + side * across, high + side * 0.85 * across, tip]), stuff) for side in (1, -1)]


def near_tree(
    at: tuple[float, float, float], size: tuple[float, float, float], leaves: int, fruits: int, seed: int
) -> Items:
    """Return a tree close by: single leaves in tufts, oranges between them."""
    rng = np.random.default_rng(seed)
    base, radii = point(at), point(size)
    middle = base + np.array([0, radii[1] + 0.55, 0])
    items = tube(base, base + np.array([0, 1.0, 0]), 0.10, plain("#4C3D2D"), tip=0.07)
    for _ in range(9):
        out = unit(rng.normal(size=3) * [1, 0.5, 1] + [0, 0.6, 0])
        items += tube(
            base + np.array([0, 0.8, 0]), middle + out * radii * 0.7, 0.045, plain("#4C3D2D"), tip=0.015, sides=6
        )
    tufts = unit(rng.normal(size=(leaves // 9, 3))) * (1 - 0.5 * rng.random((leaves // 9, 1)) ** 2)
    bumps = 1 + 0.16 * look(tile(47, 1.8, 2), tufts[:, 0] * 0.2 + tufts[:, 2] * 0.13, tufts[:, 1] * 0.2)
    items += crown(middle, radii * 0.80, 16000, seed + 3, 0.03, INNER, 11)
    for tuft, bump in zip(tufts, bumps, strict=True):
        seat = middle + tuft * radii * bump
        out = unit(tuft * radii)
        for _ in range(9):
            way = unit(out + 0.9 * rng.normal(size=3) + [0, -0.1, 0])
            items += leaf(seat + rng.normal(size=3) * 0.03, way, float(rng.uniform(0.10, 0.16)), rng)
    for _ in range(fruits):
        out = unit(rng.normal(size=3) - [0, 0.1, 0.35])
        shell = 1 + 0.16 * float(
            look(tile(47, 1.8, 2), np.array([out[0] * 0.2 + out[2] * 0.13]), np.array([out[1] * 0.2]))[0]
        )
        seat = middle + out * radii * shell * rng.uniform(0.94, 1.03)
        items += orange(seat, 0.052 * rng.uniform(0.9, 1.15), int(rng.integers(1 << 30)))
        lift = np.array([0.0, 0.05, 0.0])
        for _ in range(3):
            items += leaf(seat + lift, unit(rng.normal(size=3) + lift * 6), 0.12, rng)
    return items


def orchard() -> Items:
    """Return the rows of trees along the terraces."""
    rng = np.random.default_rng(50)
    models = []
    for leaves, radius in ((9000, 0.052), (1500, 0.12), (420, 0.20)):
        kinds = []
        for k in range(5):
            green = crown((0, 1.55, 0), (1.55, 1.35, 1.55), leaves, 60 + k, radius, FAR_LEAVES, 7)[0]
            assert isinstance(green, Cloud)
            fruits = {9000: 130, 1500: 95, 420: 64}[leaves]
            out = unit(rng.normal(size=(fruits, 3)))
            seats = np.array([0, 1.5, 0]) + out * np.array([1.5, 1.3, 1.5]) * (
                rng.uniform(0.72, 0.92, (fruits, 1)) if leaves > 2000 else rng.uniform(0.94, 1.10, (fruits, 1))
            )
            tints = 1 + 0.15 * rng.normal(size=(fruits, 1)) * np.array([0.4, 1.0, 0.3])
            fruit = Cloud(
                seats,
                out,
                np.clip(tints, 0.5, 1.5),
                np.full(fruits, {9000: 0.055, 1500: 0.085, 420: 0.125}[leaves]),
                FRUIT,
            )
            kinds.append((green, fruit))
        models.append(kinds)
    items: Items = []
    z_fine = np.arange(12.0, 330, 0.2)
    for x in np.arange(-190, 260, 3.25):
        level = slope(np.full_like(z_fine, x), z_fine) / STEP
        part = level - np.floor(level)
        for spot in np.nonzero((part[:-1] < 0.42) != (part[1:] < 0.42))[0]:
            z = float(z_fine[spot])
            if abs(part[spot] - part[spot + 1]) > 0.5 or abs(x) > 0.72 * z + 4:
                continue
            if (
                level[spot] * STEP < 1.2
                or rng.random() < 0.05
                or np.hypot(x - HAMLET[0], (z - HAMLET[1]) - 0.5 * (x - HAMLET[0])) < 17
            ):
                continue
            px, pz = x + rng.normal() * 0.35, z + rng.normal() * 0.3
            far = float(np.hypot(px, pz))
            green, fruit = models[0 if far < 45 else (1 if far < 110 else 2)][int(rng.integers(0, 5))]
            shift = np.array([px, float(ground(np.array([px]), np.array([pz]))[0]) - 0.05, pz])
            size, shade = rng.uniform(0.9, 1.3), rng.uniform(0.8, 1.25)
            for cloud in (green, fruit):
                tone = shade if cloud is green else 1.0
                items.append(cloud._replace(points=cloud.points * size + shift, tints=cloud.tints * tone))
    return items


def hamlet() -> Items:
    """Return white houses with grey roofs at the bottom of the valley."""
    rng = np.random.default_rng(70)
    wall, roof = plain("#E9E4D8"), plain("#54575B")
    items: Items = []
    for _ in range(13):
        x = HAMLET[0] + float(rng.normal()) * 13
        z = HAMLET[1] + 0.5 * (x - HAMLET[0]) + float(rng.uniform(-9, 9))
        wide, tall = rng.uniform(4, 6.5), rng.uniform(4.5, 7.5)
        y = float(ground(np.array([x]), np.array([z]))[0])
        house = box((-wide, 0, -3), (wide, tall, 3), wall)
        house += prism([(-3.7, tall - 0.2), (3.7, tall - 0.2), (0, tall + 2.1)], -wide - 0.5, wide + 0.5, "x", roof)
        for k in (-0.6, 0.0, 0.6):
            for y0 in (1.0, 3.6):
                house += box((k * wide - 0.55, y0, -3.06), (k * wide + 0.55, y0 + 1.4, -3.0), plain("#39414A"))
        items += moved(house, (x, y - 0.3, z), turn=float(rng.choice([18, 30, 42])), size=0.72)
    return items


def land() -> Items:
    z = np.geomspace(2.2, 420, 430)
    u = np.linspace(-0.80, 0.80, 330)
    zz = np.broadcast_to(z[:, None], (430, 330))
    xx = u[None, :] * (zz + 3)
    return sheet(np.stack([xx, ground(xx, zz), zz], axis=-1), LAND)


def turf(tufts: int = 2300) -> Items:
    """Return tufts of grass and fallen leaves on the nearest tread."""
    rng = np.random.default_rng(71)
    items: Items = []
    stuffs = [plain(c, soft=0.9) for c in ("#7F8B45", "#98984F", "#6C7D3B", "#B3A569", "#8C9350")]
    for _ in range(tufts):
        z = 4.6 + 5.4 * rng.random() ** 1.5
        x = rng.uniform(-0.62, 0.62) * (z + 1)
        if look(tile(43, 1.5, 4), np.array([x / 9]), np.array([z / 9]))[0] < rng.normal(-0.1, 0.6):
            continue
        y = float(ground(np.array([x]), np.array([z]))[0])
        stuff, tall = stuffs[int(rng.integers(0, 5))], rng.uniform(0.05, 0.15)
        for _ in range(9):
            root = (x + rng.normal() * 0.035, y - 0.01, z + rng.normal() * 0.035)
            lean = rng.normal(0, 0.5, 2) * tall
            items += strand(
                root, (root[0] + lean[0], y + tall * rng.uniform(0.6, 1.2), root[2] + lean[1]), 0.005, stuff
            )
    for _ in range(420):
        z = 4.7 + 4.5 * rng.random()
        x = rng.uniform(-0.6, 0.6) * z
        y = float(ground(np.array([x]), np.array([z]))[0])
        items += leaf(np.array([x, y + 0.02, z]), unit(rng.normal(size=3) * [1, 0.15, 1]), 0.09, rng)
    return items


def sky(way: Floats) -> Floats:
    up = way[..., 1]
    toward = np.clip(way @ unit(np.array(SUN)).astype(np.float32), 0, 1)
    light = mix(np.broadcast_to(colour("#F3E6CC", 1.05), way.shape), colour("#6E9CC8", 0.92), ramp(up, -0.01, 0.30))
    light = light + colour("#FFE0A8", 0.55)[None] * np.power(toward, 5)[..., None]
    bearing = np.arctan2(way[..., 0], way[..., 2])
    lift = np.maximum(up, 0) + 0.10
    thick = look(tile(72, 1.8, 2), way[..., 0] / lift * 0.06, way[..., 2] / lift * 0.12)
    light = mix(light, colour("#FFF6E6", 1.25), np.clip(ramp(thick, 0.1, 1.8) * ramp(up, 0.03, 0.2) * 0.8, 0, 1))
    for base, rough, shade, seed in (
        (0.118, 0.030, "#A9BCC4", 73),
        (0.082, 0.024, "#8CA4A8", 74),
        (0.046, 0.018, "#6F8C84", 75),
    ):
        ridge = base + rough * look(tile(seed, 1.9, 2), bearing * 0.28, np.full_like(bearing, 0.4))
        body = mix(
            np.broadcast_to(colour(shade, 0.85), way.shape),
            colour("#F0E2C6", 0.95),
            ramp(up - ridge, -0.004, -0.075) * 0.75,
        )
        light = mix(light, body, ramp(up - ridge, 0.0012, -0.0012))
    return light.astype(np.float32)


def carried(seed: int) -> Items:
    """Return a basket as it is carried on the back, with its straps."""
    items = moved(basket(seed, 0.92), (0, 0.98, -0.42))
    for side in (-1, 1):
        items += wire(
            [
                (side * 0.10, 1.28, -0.20),
                (side * 0.13, 1.46, -0.04),
                (side * 0.14, 1.34, 0.13),
                (side * 0.16, 1.06, -0.16),
            ],
            0.018,
            RIM,
        )
    return items


def people() -> Items:
    y = float(ground(np.array([1.5]), np.array([7.0]))[0])
    items = moved(person("reach", coat="#9E3B33", legs="#2C3444", hat="straw"), (-0.95, y, 6.9), turn=-75)
    items += moved(person("walk", coat="#3D5F86", legs="#33322F", hat="straw") + carried(90), (2.25, y, 7.9), turn=-112)
    for x, z, coat, pose in ((-9, 30, "#B0413A", "reach"), (4, 27, "#D8D2C4", "stand"), (15, 36, "#3D5F86", "walk")):
        level = float(ground(np.array([float(x)]), np.array([float(z)]))[0])
        items += moved(person(pose, coat=coat, hat="straw"), (x, level, z), turn=160)  # type: ignore[arg-type]
    return items


def scene() -> Items:
    y = float(ground(np.array([0.0]), np.array([5.0]))[0])
    items = land() + orchard() + hamlet() + turf() + people()
    items += near_tree((-3.0, y, 7.0), (1.6, 1.35, 1.45), 6500, 150, 80)
    items += near_tree((5.3, y, 9.0), (1.6, 1.30, 1.5), 5000, 90, 81)
    for k, (x, z, s) in enumerate(((0.35, 5.6, 1.0), (1.12, 5.15, 1.05), (-0.35, 5.0, 0.95), (0.75, 6.3, 1.0))):
        items += moved(basket(82 + k, s), (x, y, z), turn=40.0 * k)
    rng = np.random.default_rng(86)
    for _ in range(13):
        x, z = rng.uniform(-1.0, 2.0), rng.uniform(4.5, 5.6)
        items += orange((x, y + 0.045, z), 0.048, int(rng.integers(1 << 30)))
    return items


def drawing(scale: float = 2.0) -> Image.Image:
    """Return the picture; `scale` is how many times larger it is worked out than printed."""
    size = (round(SIZE[0] * scale), round(SIZE[1] * scale))
    eye = float(ground(np.array([0.0]), np.array([4.0]))[0]) + 2.35
    view = camera((0, eye, 0), (0, 0, 10), 1.12, size, horizon=0.33)
    light = Light(
        SUN,
        colour("#FFE2B0", 3.3),
        sky,
        colour("#A9C4E4", 0.95),
        colour("#8A8050", 0.42),
        shadow_centre=(8, -8, 62),
        shadow_reach=92,
        shadow_pixels=4200,
        penumbra=0.06,
        corner_reach=0.5,
        corner_strength=1.2,
        haze=lambda far, p: 0.86 * (1 - np.exp(-np.maximum(far - 25, 0) / 420)),
        haze_colour=lambda way: np.broadcast_to(colour("#E9DFC8", 0.98), way.shape),
    )
    seen = render(scene(), view, light)
    whole = with_glow(seen.light, 1.5, 30 * scale / 2, 0.10)
    value = toned(whole, 0.80, 1.28, 1.12)
    value = brushed(value, round(2.1 * scale), 0.96)
    return picture(value, SIZE, seed=2, soft=0.75)
