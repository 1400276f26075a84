"""An electric commuter bus at its stop on a bright autumn afternoon, ginkgo leaves on a road still wet."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .figures import person
from .finish import brushed, picture, toned, with_glow
from .lettering import painted, typeface
from .light import Light, colour, render
from .mirrors import with_polish
from .noise import Floats, linear, look, mix, ramp, scatter, tile
from .plants import crown
from .shapes import Cloud, Items, Material, box, face, moved, plain, prism, tube, unit, wire
from .view import camera

SIZE = (1500, 950)
SUN = (-0.66, 0.44, -0.42)
LEFT, RIGHT, NOSE, TAIL = 1.0, 3.55, 8.6, 19.1
BLUE = "#1C5AA6"
BODY = plain("#EDEFEC", gloss=0.5, shine=30, mirror=0.04)
DARK = plain("#16191C", gloss=0.4, shine=30)
STEEL = plain("#B4BABD", gloss=0.7, shine=40, mirror=0.1)
SLATE = plain("#4A5258", gloss=0.3)
TYRE = plain("#17181A")
GINKGO = plain("#DDAA1C", soft=0.95)
BARK = plain("#4A3F35")


def asphalt(p: Floats, n: Floats) -> Floats:
    """Wet asphalt with white lane lines and a yellow kerb line."""
    patch = look(tile(260, 1.6, 3), p[:, 0] / 14, p[:, 2] / 14)
    fine = look(tile(261, 0.6, 10), p[:, 0] / 2, p[:, 2] / 2)
    base = linear("#4B4F54") * np.clip(1 + 0.14 * patch + 0.10 * fine, 0.4, 1.6)[:, None]
    dash = (np.abs(p[:, 0] - 4.4) < 0.08) & ((p[:, 2] % 6.0) < 3.6)
    line = np.abs(p[:, 0] - 8.0) < 0.09
    kerb = np.abs(p[:, 0] - 0.86) < 0.07
    base = np.where((dash | line)[:, None], linear("#C9C9C2") * (1 + 0.1 * fine)[:, None], base)
    shaded: Floats = np.where(kerb[:, None], linear("#C99A24") * (1 + 0.1 * fine)[:, None], base)
    return shaded


def pavement(p: Floats, n: Floats) -> Floats:
    """Square paving with a tactile strip."""
    u, v = p[:, 0] / 0.42, p[:, 2] / 0.42
    own = scatter(262, np.floor(u).astype(np.int64) * 811 + np.floor(v).astype(np.int64))
    joint = (np.abs(u % 1 - 0.5) > 0.47) | (np.abs(v % 1 - 0.5) > 0.47)
    patch = look(tile(260, 1.6, 3), p[:, 0] / 9, p[:, 2] / 9)
    shade = (0.84 + 0.26 * own + 0.06 * patch) * np.where(joint, 0.62, 1)
    strip = np.abs(p[:, 0] + 0.35) < 0.21
    base = np.where(strip[:, None], linear("#C2A047"), linear("#A39C92"))
    shaded: Floats = base * shade[:, None]
    return shaded


def side_image() -> Image.Image:
    """The door side as painted: white above, blue sweeping up to the tail, doors, wheel arches."""
    scale = 200
    long, high = round((TAIL - NOSE) * scale), round(2.85 * scale)
    image = Image.new("RGB", (long, high), "#EDEFEC")
    pen = ImageDraw.Draw(image)
    # The tail is on the left of this image: it is seen from the kerb.
    sweep = [(0, high), (0, high * 0.20)]
    sweep += [(x, high * (0.20 + 0.62 * (x / long) ** 0.55)) for x in np.linspace(0, long, 60)] + [(long, high)]
    pen.polygon(sweep, fill=BLUE)
    for k, tint in ((10, "#8FC1E8"), (22, "#D5E6F3")):
        pen.line(
            [(x, high * (0.20 + 0.62 * (x / long) ** 0.55) - k) for x in np.linspace(0, long, 60)], fill=tint, width=7
        )
    pen.rectangle((0, high - 60, long, high), fill="#23282C")
    font = typeface("hei", 110, 800)
    pen.text((long * 0.40, high * 0.76), "岚轻E200 · 纯电动", fill="#F4F6F2", font=font, anchor="lm")
    for wheel in (2.5, 7.9):
        x = long - wheel * scale
        pen.pieslice((x - 112, high - 150, x + 112, high + 74), 180, 360, fill="#101214")
    return image


def glass_image() -> Image.Image:
    """The band of side windows with seats and passengers behind the glass."""
    scale = 200
    long, high = round((TAIL - NOSE - 0.5) * scale), round(1.22 * scale)
    image = Image.new("RGB", (long, high), "#1B252B")
    pen = ImageDraw.Draw(image)
    rng = np.random.default_rng(263)
    pen.rectangle((0, 0, long, 46), fill="#37464C")
    pen.rectangle((0, 20, long, 30), fill="#C9D6D2")
    for x in np.arange(60, long - 60, 118.0):
        pen.rounded_rectangle((x, high * 0.62, x + 70, high + 30), 16, fill="#2D5C63")
        if rng.random() < 0.72:
            tone = str(rng.choice(["#4E3A33", "#3A4652", "#6B3B37", "#57563F", "#2E3440"]))
            pen.rounded_rectangle((x - 6, high * 0.60, x + 72, high + 40), 26, fill=tone)
            pen.ellipse((x + 10, high * 0.26, x + 56, high * 0.56), fill="#A97F66")
            pen.pieslice((x + 6, high * 0.22, x + 60, high * 0.58), 170, 372, fill="#181513")
    soft = image.filter(ImageFilter.GaussianBlur(3.5))
    pen = ImageDraw.Draw(soft)
    for x in np.arange(0, long, 236.0):
        pen.rectangle((x - 7, 0, x + 7, high), fill="#0C0F11")
    return soft


def front_image() -> Image.Image:
    """The face of the bus: windscreen with the driver, the lit destination, lamps, number plate."""
    scale = 240
    wide, high = round((RIGHT - LEFT) * scale), round(2.85 * scale)
    image = Image.new("RGB", (wide, high), "#EDEFEC")
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((10, 16, wide - 10, high * 0.66), 46, fill="#141B20")
    pen.rectangle((40, high * 0.22, wide - 40, high * 0.62), fill="#24343C")
    pen.polygon(
        [(40, high * 0.22), (wide * 0.62, high * 0.22), (wide * 0.35, high * 0.62), (40, high * 0.62)], fill="#3B515B"
    )
    pen.rounded_rectangle((wide * 0.66, high * 0.42, wide * 0.84, high * 0.64), 18, fill="#2B3C55")
    pen.ellipse((wide * 0.70, high * 0.31, wide * 0.80, high * 0.44), fill="#A97F66")
    pen.pieslice((wide * 0.695, high * 0.30, wide * 0.805, high * 0.45), 180, 360, fill="#1A1614")
    pen.arc((wide * 0.64, high * 0.50, wide * 0.86, high * 0.70), 180, 360, fill="#0B0D0E", width=9)
    for x0, x1 in ((0.20, 0.46), (0.50, 0.78)):
        pen.line((wide * x0, high * 0.655, wide * x1, high * 0.52), fill="#0B0D0E", width=7)
    pen.rectangle((0, high * 0.70, wide, high * 0.74), fill="#8FC1E8")
    pen.rectangle((0, high * 0.74, wide, high), fill=BLUE)
    pen.rectangle((0, high * 0.93, wide, high), fill="#23282C")
    for x in (0.035, 0.745):
        pen.rounded_rectangle((wide * x, high * 0.775, wide * (x + 0.22), high * 0.875), 24, fill="#DFE6E6")
        pen.ellipse((wide * (x + 0.02), high * 0.785, wide * (x + 0.10), high * 0.865), fill="#FFFBEF")
        pen.ellipse((wide * (x + 0.12), high * 0.785, wide * (x + 0.20), high * 0.865), fill="#C8D3D4")
    pen.rectangle((wide * 0.37, high * 0.84, wide * 0.63, high * 0.905), fill="#BFE3C6")
    pen.text((wide * 0.5, high * 0.874), "岚·D0618", fill="#10231A", font=typeface("hei", 40, 700), anchor="mm")
    return image


def led_image() -> Image.Image:
    image = Image.new("RGB", (560, 104), "#0A0A0A")
    pen = ImageDraw.Draw(image)
    pen.text((18, 50), "K3", fill="#FFB02E", font=typeface("hei", 88, 800), anchor="lm")
    pen.text((542, 50), "潮头产业园", fill="#FFB02E", font=typeface("hei", 78, 800), anchor="rm")
    return image


def bus() -> Items:
    """Return the bus: nose at NOSE towards the viewer, doors on the left as seen."""
    outline = [
        (LEFT, 0.34),
        (LEFT, 2.86),
        (LEFT + 0.10, 3.06),
        (LEFT + 0.34, 3.18),
        (RIGHT - 0.34, 3.18),
        (RIGHT - 0.10, 3.06),
        (RIGHT, 2.86),
        (RIGHT, 0.34),
    ]
    items = prism(outline, NOSE, TAIL, "z", BODY)
    items += painted(
        side_image(), (LEFT - 0.005, 3.0, TAIL), (0, 0, NOSE - TAIL), (0, -2.66, 0), gloss=0.4, mirror=0.03
    )
    items += painted(
        glass_image(),
        (LEFT - 0.012, 2.78, TAIL - 0.25),
        (0, 0, NOSE - TAIL + 0.5),
        (0, -1.22, 0),
        gloss=0.5,
        mirror=0.16,
    )
    items += painted(
        front_image(),
        (LEFT + 0.03, 3.06, NOSE - 0.006),
        (RIGHT - LEFT - 0.06, 0, 0),
        (0, -2.70, 0),
        gloss=0.5,
        mirror=0.07,
    )
    items += painted(led_image(), (LEFT + 0.42, 2.94, NOSE - 0.02), (1.71, 0, 0), (0, -0.32, 0), glow=1.6)
    for z0, z1 in ((NOSE + 0.42, NOSE + 1.66), (NOSE + 5.4, NOSE + 6.7)):  # two doors
        items += box((LEFT - 0.03, 0.42, z0 - 0.05), (LEFT, 2.74, z1 + 0.05), DARK)
        for a, b in ((z0, (z0 + z1) / 2 - 0.02), ((z0 + z1) / 2 + 0.02, z1)):
            items += box((LEFT - 0.05, 0.5, a), (LEFT - 0.02, 2.66, b), plain("#3A4A50", gloss=0.8, mirror=0.2))
            items += wire([(LEFT - 0.07, 1.0, b - 0.08), (LEFT - 0.07, 1.9, b - 0.08)], 0.02, plain("#E3B33B"))
    for z in (NOSE + 2.5, NOSE + 7.9):
        items += tube((LEFT - 0.02, 0.48, z), (LEFT + 0.28, 0.48, z), 0.48, TYRE, sides=34)
        items += tube((LEFT - 0.035, 0.48, z), (LEFT + 0.1, 0.48, z), 0.27, STEEL, sides=26)
        items += tube((LEFT - 0.06, 0.48, z), (LEFT + 0.1, 0.48, z), 0.10, DARK, sides=16)
    items += box((LEFT + 0.4, 3.18, NOSE + 2.0), (RIGHT - 0.4, 3.46, NOSE + 4.6), BODY) + box(
        (LEFT + 0.4, 3.18, NOSE + 6.2), (RIGHT - 0.4, 3.44, TAIL - 0.8), SLATE
    )
    items += wire(
        [(LEFT + 0.1, 2.9, NOSE), (LEFT - 0.28, 2.85, NOSE - 0.32), (LEFT - 0.30, 2.55, NOSE - 0.34)], 0.03, DARK
    )
    items += box((LEFT - 0.40, 2.05, NOSE - 0.42), (LEFT - 0.22, 2.55, NOSE - 0.28), DARK)
    items += wire([(RIGHT - 0.1, 2.9, NOSE), (RIGHT + 0.25, 2.8, NOSE - 0.3)], 0.03, DARK) + box(
        (RIGHT + 0.16, 2.15, NOSE - 0.4), (RIGHT + 0.36, 2.75, NOSE - 0.26), DARK
    )
    return items


def plate_image() -> Image.Image:
    """The sign of the stop: name, line, and the string of stations."""
    image = Image.new("RGB", (420, 760), "#F5F5F0")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 420, 210), fill=BLUE)
    pen.text((210, 76), "镜湖新城", fill="#FFFFFF", font=typeface("hei", 92, 800), anchor="mm")
    pen.text((210, 168), "公交站", fill="#CFE0F0", font=typeface("hei", 50, 500), anchor="mm")
    pen.rounded_rectangle((36, 240, 384, 350), 18, fill="#E8A33A")
    pen.text((58, 294), "K3", fill="#2A1B05", font=typeface("hei", 84, 900), anchor="lm")
    pen.text((366, 294), "通勤快线", fill="#2A1B05", font=typeface("hei", 50, 700), anchor="rm")
    pen.line((80, 400, 80, 720), fill=BLUE, width=10)
    for k, y in enumerate(range(410, 730, 62)):
        pen.ellipse((64, y - 16, 96, y + 16), fill="#F5F5F0" if k != 2 else "#B3202A", outline=BLUE, width=7)
        pen.rectangle(
            (122, y - 13, 122 + (150, 210, 180, 240, 170, 200)[k], y + 13), fill="#B9BDB9" if k != 2 else "#B3202A"
        )
    return image


def stop() -> Items:
    """Return the pole with the sign, and a shelter of steel and glass with a bench further on."""
    items = tube((-2.93, 0.15, 8.0), (-2.93, 2.95, 8.0), 0.045, STEEL, sides=14)
    items += moved(box((-0.46, -1.62, 0.01), (0.46, 0.02, 0.05), STEEL), (-2.42, 2.88, 8.0), turn=-24)
    turn = np.radians(-24)
    way = np.array([np.cos(turn), 0, -np.sin(turn)])
    items += painted(plate_image(), np.array([-2.42, 2.88, 8.0]) - way * 0.45, way * 0.9, (0, -1.6, 0), glow=0.06)
    z0, z1 = 17.0, 25.5
    roof_line = plain("#3C464C", gloss=0.4)
    items += prism([(-2.3, 2.75), (0.45, 2.95), (0.45, 3.05), (-2.3, 2.87)], z0, z1, "z", roof_line)
    for z in (z0 + 0.4, (z0 + z1) / 2, z1 - 0.4):
        items += box((-1.9, 0.15, z - 0.06), (-1.78, 2.8, z + 0.06), roof_line)
    items += box((-1.86, 0.75, z0 + 0.5), (-1.83, 2.4, z1 - 0.5), plain("#8FA6AC", gloss=0.6, mirror=0.2))
    items += box((-1.6, 0.55, z0 + 1.2), (-1.2, 0.62, z1 - 1.2), plain("#9A7448"))
    items += box((-1.95, 0.55, z0 - 0.05), (-0.75, 2.45, z0 + 0.02), roof_line)
    poster = Image.new("RGB", (240, 380), "#B3202A")
    pen = ImageDraw.Draw(poster)
    pen.ellipse((50, 60, 190, 200), fill="#F0B43C")
    pen.text((120, 290), "绿色出行", fill="#FFF5E0", font=typeface("hei", 52, 800), anchor="mm")
    items += painted(poster, (-1.92, 2.4, z0 - 0.06), (1.14, 0, 0), (0, -1.8, 0), glow=0.25)
    return items


def people() -> Items:
    def on(x: float, z: float, figure: Items, turn: float) -> Items:
        return moved(figure, (x, 0.15, z), turn)

    items = on(0.45, 9.75, person("walk", coat="#2F4058", legs="#26282E"), 80)
    items += on(-0.15, 10.5, person("stand", coat="#B04A3C", legs="#3A3F4A", hair="bun"), 70)
    items += box((-0.42, 0.72, 10.25), (-0.22, 1.05, 10.5), plain("#6A4A2F"))
    items += on(-0.75, 11.3, person("walk", coat="#D2C6AA", legs="#3E4654", size=0.96), 78)
    items += box((-1.08, 1.12, 11.1), (-0.86, 1.52, 11.5), plain("#2C6C8C"))
    items += on(-1.35, 18.8, person("sit", coat="#7B6A9A", legs="#2C2E33", hair="bun"), 90)
    items += on(-1.35, 20.4, person("sit", coat="#59636B", legs="#2C2E33"), 90)
    items += on(-4.3, 15.5, person("walk", coat="#8C7A55", legs="#2C2E33"), 10)
    return items


def curtain(p: Floats, n: Floats) -> Floats:
    """Curtain walls and flats: floors and bays, some bright."""
    run = np.where(np.abs(n[:, 0]) > 0.5, p[:, 2], p[:, 0])
    block = np.floor(p[:, 0] / 37).astype(np.int64) * 13 + np.floor(p[:, 2] / 41).astype(np.int64)
    kind = scatter(264, block)
    floor, bay = np.floor(p[:, 1] / 3.3).astype(np.int64), np.floor(run / 1.7).astype(np.int64)
    own = scatter(265, floor * 613 + bay)
    pane = ((p[:, 1] / 3.3) % 1 > 0.36) & ((run / 1.7) % 1 > np.where(kind > 0.5, 0.10, 0.40))
    wall = np.where(
        (kind > 0.66)[:, None],
        linear("#C9C2B4"),
        np.where((kind > 0.33)[:, None], linear("#9DAAB3"), linear("#B59C86")),
    )
    shaded: Floats = np.where(
        pane[:, None], mix(np.broadcast_to(linear("#2F4C60"), p.shape), linear("#86A6B8"), own), wall
    )
    return shaded


CITY = Material(curtain, gloss=0.2, mirror=0.05)


def city() -> Items:
    """Return the towers of the business quarter down the road and the fronts along it."""
    rng = np.random.default_rng(266)
    items: Items = []
    for _ in range(64):
        x, z = float(rng.uniform(-140, 330)), float(rng.uniform(110, 380))
        if -9 < x < 19 and z < 300:
            continue
        tall, wide, deep = float(rng.gamma(3.2, 17) + 22), float(rng.uniform(12, 24)), float(rng.uniform(12, 24))
        items += box((x, 0, z), (x + wide, tall, z + deep), CITY)
        if rng.random() < 0.5:
            items += box((x + wide * 0.2, tall, z + 2), (x + wide * 0.75, tall + 8, z + deep - 3), CITY)
    for z, tall in ((30.0, 6.8), (46.0, 11.0), (63.0, 16.0), (82.0, 12.0)):
        items += box((17.5, 0, z), (34.0, tall, z + 14.5), CITY)
    for z, tall in ((48.0, 16.0), (66.0, 22.0), (86.0, 17.0)):
        items += box((-30.0, 0, z), (-12.0, tall, z + 15.0), CITY)
    for x, z, paint in (
        (6.2, 33.0, "#B8BCBF"),
        (6.0, 47.0, "#7A2A28"),
        (9.9, 40.0, "#2F4660"),
        (10.0, 24.0, "#D9D9D4"),
    ):
        car = plain(paint, gloss=0.6, shine=30, mirror=0.06)
        items += prism(
            [
                (z, 0.35),
                (z, 0.95),
                (z + 0.9, 1.05),
                (z + 1.5, 1.52),
                (z + 3.3, 1.52),
                (z + 4.2, 1.02),
                (z + 4.5, 0.95),
                (z + 4.5, 0.35),
            ],
            x,
            x + 1.75,
            "x",
            car,
        )
        items += face(
            [
                (x + 0.15, 1.06, z + 0.86),
                (x + 1.6, 1.06, z + 0.86),
                (x + 1.5, 1.47, z + 1.42),
                (x + 0.25, 1.47, z + 1.42),
            ],
            DARK,
        )
        for w in (0.85, 3.65):
            items += tube((x - 0.02, 0.33, z + w), (x + 0.2, 0.33, z + w), 0.33, TYRE, sides=18)
            items += tube((x + 1.55, 0.33, z + w), (x + 1.77, 0.33, z + w), 0.33, TYRE, sides=18)
    return items


def ginkgo(x: float, z: float, high: float, seed: int, leaves: int, leaf: float) -> Items:
    """Return a slim ginkgo in its autumn yellow."""
    rng = np.random.default_rng(seed)
    items = tube((x, 0.1, z), (x, high * 0.72, z), 0.16, BARK, tip=0.05, sides=12)
    for _ in range(12):
        y, a = high * rng.uniform(0.32, 0.66), rng.uniform(0, 2 * np.pi)
        reach = high * 0.20 * rng.uniform(0.6, 1.0)
        items += tube(
            (x, y, z), (x + reach * np.cos(a), y + reach * 0.8, z + reach * np.sin(a)), 0.05, BARK, tip=0.012, sides=6
        )
    return items + crown(
        (x, high * 0.66, z), (high * 0.26, high * 0.36, high * 0.26), leaves, seed + 1, leaf, GINKGO, 34
    )


def greenery() -> Items:
    items = ginkgo(-5.15, 7.2, 8.2, 270, 230000, 0.015)
    for k, z in enumerate((29.0, 37.0, 46.0, 56.0, 67.0)):
        items += ginkgo(-0.9, z, 8.6, 280 + 3 * k, 15000, 0.085)
    for k, z in enumerate((23.0, 33.0, 44.0, 56.0, 70.0)):
        items += ginkgo(14.6, z, 8.4, 300 + 3 * k, 12000, 0.095)
    for k, z in enumerate((20.0, 31.0, 43.0)):
        items += ginkgo(-8.6, z, 8.8, 320 + 3 * k, 14000, 0.085)
    rng = np.random.default_rng(330)
    count = 5200
    seats = np.stack([rng.normal(-2.6, 2.6, count), np.zeros(count), rng.uniform(4.0, 24, count)], axis=-1)
    seats = seats[np.abs(seats[:, 0] - 0.9) > 0.15]  # none on the face of the kerb
    seats[:, 1] = np.where(seats[:, 0] < 0.8, 0.165, 0.012)
    count = len(seats)
    tints = (0.7 + 0.6 * rng.random((count, 1))) * np.ones(3)
    normals = unit(rng.normal(0, 0.3, (count, 3)) * [1, 0, 1] + [0, 1, 0])
    return [*items, Cloud(seats, normals, tints, np.full(count, 0.017), GINKGO)]


def sky(way: Floats) -> Floats:
    up = way[..., 1]
    light = mix(np.broadcast_to(colour("#F3E7D2", 1.1), way.shape), colour("#A9C7DE", 1.0), ramp(up, 0.0, 0.16))
    light = mix(light, colour("#4D86BD", 0.85), ramp(up, 0.08, 0.52))
    lift = np.maximum(up, 0) + 0.11
    thick = look(tile(331, 1.8, 2), way[..., 0] / lift * 0.05 + 0.6, way[..., 2] / lift * 0.10 + 0.1)
    return mix(light, colour("#FFF7EA", 1.2), np.clip(ramp(thick, 0.3, 1.9) * ramp(up, 0.02, 0.15) * 0.8, 0, 1)).astype(
        np.float32
    )


def drawing(scale: float = 2.0) -> Image.Image:
    """Return the picture; `scale` is how many times larger it is worked out than printed."""
    size = (round(SIZE[0] * scale), round(SIZE[1] * scale))
    view = camera((-4.9, 1.78, 0), (0.15, 0, 11), 1.16, size, horizon=0.585)
    light = Light(
        SUN,
        colour("#FFE3B4", 3.2),
        sky,
        colour("#A9C6EA", 0.78),
        colour("#8F8A84", 0.34),
        shadow_centre=(1, 2, 17),
        shadow_reach=22,
        shadow_pixels=3200,
        penumbra=0.05,
        corner_reach=0.6,
        corner_strength=1.15,
        haze=lambda far, p: 0.74 * (1 - np.exp(-np.maximum(far - 35, 0) / 260)),
        haze_colour=lambda way: np.broadcast_to(colour("#EADFCB", 0.98), way.shape),
    )
    items = bus() + stop() + people() + city() + greenery()
    walk = Material(pavement, gloss=0.08, shine=20)
    kerb = box((-60, -0.2, 1.0), (0.55, 0.15, 300), walk) + box((0.55, -0.2, 1.0), (0.75, 0.15, 300), plain("#B5B0A6"))
    kerb += box((13.0, -0.2, 1.0), (60, 0.15, 300), walk)
    road = face([(0.5, 0, 1), (60, 0, 1), (60, 0, 600), (0.5, 0, 600)], Material(asphalt, gloss=0.12, shine=40))
    seen = render(items + kerb + road, view, light)
    mirror = render(items, view, light, mirrored=True)
    puddle = look(tile(332, 2.0, 3), seen.places[..., 0] / 16, seen.places[..., 2] / 22)
    whole = with_polish(seen, mirror, view, 0.30 + 0.40 * ramp(puddle, -0.1, 0.9), rough=0.003)
    whole = with_glow(whole, 1.7, 26 * scale / 2, 0.08)
    value = toned(whole, 0.82, 1.30, 1.06)
    value = brushed(value, round(1.6 * scale), 0.85)
    return picture(value, SIZE, seed=6)
