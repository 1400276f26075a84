"""The advertisement of the autumn book fair: books stand like a town on the shore of 镜湖 under a harvest moon.

Cut-paper shapes in few inks, with a stipple laid over them as a hand printer would; few colours keep the file small.
"""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from .lettering import typeface
from .noise import Floats, look, tile

SIZE = (1800, 700)
SHORE = 505
NIGHT, DEEP, TEAL, MIST = "#16404A", "#0E2D36", "#2F7273", "#86B3A8"
CREAM, GOLD, RED, BRICK = "#F6EBD3", "#E9AE3F", "#B3202A", "#D2663B"


class Sheet:
    """A picture in units of the finished one."""

    def __init__(self, scale: int) -> None:
        self.scale = scale
        self.image = Image.new("RGB", (SIZE[0] * scale, SIZE[1] * scale), NIGHT)
        self.pen = ImageDraw.Draw(self.image)

    def polygon(self, spots: list[tuple[float, float]], colour: str) -> None:
        self.pen.polygon([(x * self.scale, y * self.scale) for x, y in spots], fill=colour)

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: str, radius: float = 0) -> None:
        s = self.scale
        self.pen.rounded_rectangle((x0 * s, y0 * s, x1 * s, y1 * s), radius * s, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        s = self.scale
        self.pen.ellipse(((x - radius) * s, (y - radius) * s, (x + radius) * s, (y + radius) * s), fill=colour)

    def line(self, spots: list[tuple[float, float]], width: float, colour: str) -> None:
        self.pen.line(
            [(x * self.scale, y * self.scale) for x, y in spots],
            fill=colour,
            width=round(width * self.scale),
            joint="curve",
        )

    def text(
        self, x: float, y: float, words: str, size: int, colour: str, weight: int, anchor: str = "ls", gap: float = 0.0
    ) -> float:
        font = typeface("hei", size * self.scale, weight)
        for character in words:
            self.pen.text((x * self.scale, y * self.scale), character, fill=colour, font=font, anchor=anchor)
            x += font.getlength(character) / self.scale + gap * size
        return x


def hills(sheet: Sheet) -> None:
    """Two ranges behind the lake."""
    x = np.arange(0, SIZE[0] + 8, 6.0)
    for base, high, seed, colour in ((430, 46, 501, "#1F545C"), (468, 30, 502, "#1A4A53")):
        crest = base - high * look(tile(seed, 2.0, 2), x / 2600, np.full_like(x, 0.3))
        sheet.polygon([(0, SHORE), *zip(x.tolist(), crest.tolist(), strict=True), (SIZE[0], SHORE)], colour)


def spine(sheet: Sheet, x: float, wide: float, tall: float, colour: str, kind: int, lean: float = 0.0) -> None:
    """One book on end, its spine towards us; `kind` chooses the ornament."""
    foot, top = float(SHORE), SHORE - tall
    shift = lean * tall
    corners = [(x, foot), (x + shift, top), (x + wide + shift, top), (x + wide, foot)]
    sheet.polygon(corners, colour)
    trim = CREAM if colour in (RED, TEAL, DEEP, BRICK) else RED if colour in (CREAM, GOLD) else GOLD

    def band(at: float, thick: float, tone: str) -> None:
        y0, y1 = foot - tall * at, foot - tall * at - thick
        s0, s1 = lean * tall * at, lean * (tall * at + thick)
        sheet.polygon([(x + s0, y0), (x + s1, y1), (x + wide + s1, y1), (x + wide + s0, y0)], tone)

    band(0.07, 5, trim)
    band(0.90, 5, trim)
    middle = x + wide / 2 + shift * 0.55
    if kind == 0:
        band(0.80, 3, trim)
        sheet.box(middle - wide * 0.22, foot - tall * 0.74, middle + wide * 0.22, foot - tall * 0.36, trim, 3)
        for k in range(3):
            sheet.box(
                middle - wide * 0.10,
                foot - tall * (0.70 - 0.11 * k),
                middle + wide * 0.10,
                foot - tall * (0.64 - 0.11 * k),
                colour,
                1,
            )
    elif kind == 1:  # windows: the books are houses too
        rows, columns = max(2, int(tall / 52)), 2 if wide > 44 else 1
        for row in range(rows):
            for column in range(columns):
                wx = x + wide * (column + 0.5) / columns + shift * (0.2 + 0.6 * row / rows)
                wy = foot - tall * (0.20 + 0.60 * row / rows)
                sheet.box(wx - 7, wy - 20, wx + 7, wy, GOLD if colour != GOLD else RED, 6)
    elif kind == 2:
        for at in (0.2, 0.3, 0.68, 0.78):
            band(at, 4, trim)
        sheet.disc(middle, foot - tall * 0.5, wide * 0.24, trim)
    else:
        for at in np.linspace(0.22, 0.76, 4):
            sheet.polygon(
                [
                    (middle, foot - tall * at - 13),
                    (middle + 9, foot - tall * at),
                    (middle, foot - tall * at + 13),
                    (middle - 9, foot - tall * at),
                ],
                trim,
            )


def town(sheet: Sheet) -> None:
    """The row of books as towers and low blocks, a pagoda among them, a pile on the shore."""
    rng = np.random.default_rng(503)
    x, order = 884.0, 0
    inks = (RED, TEAL, CREAM, BRICK, DEEP, GOLD, TEAL, RED, MIST, BRICK)
    while x < 1725:
        wide = float(rng.uniform(38, 66))
        mound = np.exp(-(((x - 1330) / 330) ** 2))
        tall = 130 + 190 * mound + float(rng.uniform(-46, 46))
        if 1210 < x < 1300:
            stacked(sheet, 1212, 1400)
            x = 1408.0
            continue
        lean = 0.10 if order in (4, 13) else 0.0
        spine(sheet, x, wide, tall, inks[order % len(inks)], int(rng.integers(0, 4)), lean)
        x += wide + 2 + lean * tall
        order += 1
    for k, (start, wide, high, colour) in enumerate(((60, 250, 30, RED), (86, 216, 26, CREAM), (74, 190, 30, TEAL))):
        y = SHORE - sum((30, 26, 30)[:k])
        lying(sheet, start, y, wide, high, colour)


def lying(sheet: Sheet, x: float, y: float, wide: float, high: float, colour: str) -> None:
    """A book lying down, its pages to the right."""
    sheet.box(x, y - high, x + wide, y, colour, 5)
    sheet.box(x + wide * 0.72, y - high + 5, x + wide + 2, y - 5, CREAM if colour != CREAM else MIST)
    for k in range(3):
        yy = y - high + 9 + k * (high - 18) / 2
        sheet.line([(x + wide * 0.73, yy), (x + wide, yy)], 1.6, GOLD)
    sheet.box(x + 22, y - high + 6, x + 30, y - 6, GOLD if colour != GOLD else RED)


def stacked(sheet: Sheet, x0: float, x1: float) -> None:
    """A pagoda of open books with a lantern on top."""
    middle = (x0 + x1) / 2
    y, wide = float(SHORE), (x1 - x0) * 0.92
    for k in range(6):
        body = wide * 0.66
        tall = 36 - 1.5 * k
        sheet.box(middle - body / 2, y - tall, middle + body / 2, y, (RED, BRICK)[k % 2])
        for w in np.linspace(-body / 2 + 14, body / 2 - 14, 4 if k < 3 else 3):
            sheet.box(middle + w - 6, y - tall + 10, middle + w + 6, y - 3, GOLD, 5)
        y -= tall
        lift = 14.0  # the eaves are an open book, spine up
        left = [
            (middle, y - 24),
            (middle - wide * 0.30, y - 17),
            (middle - wide / 2 - 10, y - lift),
            (middle - wide / 2 + 8, y + 4),
            (middle, y - 6),
        ]
        right = [(2 * middle - a, b) for a, b in left]
        sheet.polygon(left, CREAM)
        sheet.polygon(right, MIST)
        sheet.line(
            [
                (middle - wide / 2 - 10, y - lift),
                (middle - wide * 0.30, y - 17),
                (middle, y - 24),
                (middle + wide * 0.30, y - 17),
                (middle + wide / 2 + 10, y - lift),
            ],
            3.5,
            DEEP,
        )
        y -= 17
        wide *= 0.84
    sheet.line([(middle, y - 2), (middle, y - 52)], 5, GOLD)
    sheet.disc(middle, y - 56, 10, GOLD)


def reflected(sheet: Sheet) -> None:
    """The lake: the shore upside down, cut in bars that slip sideways."""
    s = sheet.scale
    height = SIZE[1] - SHORE
    band = sheet.image.crop((0, round((SHORE - height * 1.45) * s), SIZE[0] * s, SHORE * s))
    band = band.resize((SIZE[0] * s, height * s), Image.Resampling.LANCZOS).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    deep = Image.new("RGB", band.size, DEEP)
    band = Image.blend(band, deep, 0.42)
    field = tile(504, 1.8, 3)
    rows = np.asarray(band)
    out = rows.copy()
    y = np.arange(rows.shape[0])
    far = y / rows.shape[0]
    drift = look(field, y / (90.0 * s), y / (37.0 * s)) * (3 + 20 * far) * s
    for k in range(rows.shape[0]):
        out[k] = np.roll(rows[k], int(drift[k]), axis=0)
    sheet.image.paste(Image.fromarray(out), (0, SHORE * s))
    rng = np.random.default_rng(505)
    for _ in range(130):
        depth = rng.random() ** 0.8
        yy, x, long = (
            SHORE + 10 + (height - 20) * depth,
            float(rng.uniform(0, SIZE[0])),
            float(rng.uniform(30, 130)) * (0.5 + depth),
        )
        tone = MIST if rng.random() < 0.35 else TEAL if rng.random() < 0.6 else DEEP
        thick = 1.2 + 2.2 * depth
        sheet.polygon([(x, yy), (x + long / 2, yy - thick), (x + long, yy), (x + long / 2, yy + thick)], tone)
    for k in range(13):  # the moon's path
        yy = SHORE + 12 + k * 14.5
        half = 92 - 3 * k + 26 * float(look(field, np.array([k * 0.173]), np.array([0.4]))[0])
        sheet.polygon([(MOON[0] - half, yy), (MOON[0], yy - 3.2), (MOON[0] + half, yy), (MOON[0], yy + 3.2)], GOLD)
    sheet.box(0, SHORE - 4, SIZE[0], SHORE + 3, DEEP)


MOON = (1572.0, 148.0, 92.0)


def boat(sheet: Sheet, x: float, y: float) -> None:
    """An open book afloat, a reader in it under a lantern."""
    for side, tone in ((-1, CREAM), (1, "#E8D8B4")):
        sheet.polygon(
            [
                (x, y - 8),
                (x + side * 56, y - 34),
                (x + side * 128, y - 32),
                (x + side * 150, y - 44),
                (x + side * 118, y + 8),
                (x + side * 40, y + 10),
                (x, y + 20),
            ],
            tone,
        )
        for k in range(4):
            sheet.line(
                [
                    (x + side * (16 + 4 * k), y - 2 + 5 * k),
                    (x + side * 58, y - 24 + 6 * k),
                    (x + side * (118 - 4 * k), y - 24 + 7 * k),
                ],
                2.2,
                BRICK if k == 0 else "#B89B6A",
            )
        sheet.polygon(
            [
                (x, y + 20),
                (x + side * 40, y + 10),
                (x + side * 118, y + 8),
                (x + side * 112, y + 17),
                (x + side * 40, y + 21),
                (x, y + 31),
            ],
            RED,
        )
    # The reader: seated, book in hand.
    px, py = x - 26, y - 22
    sheet.polygon(
        [
            (px - 22, py + 8),
            (px - 20, py - 34),
            (px - 6, py - 50),
            (px + 14, py - 46),
            (px + 24, py - 14),
            (px + 52, py - 12),
            (px + 56, py + 10),
        ],
        BRICK,
    )
    sheet.disc(px + 3, py - 64, 16, "#E6B98F")
    sheet.polygon(
        [
            (px - 14, py - 62),
            (px - 8, py - 80),
            (px + 10, py - 82),
            (px + 20, py - 72),
            (px + 4, py - 72),
            (px - 4, py - 56),
        ],
        DEEP,
    )
    sheet.polygon([(px + 26, py - 34), (px + 44, py - 44), (px + 52, py - 26), (px + 34, py - 16)], GOLD)
    sheet.line([(px + 2, py - 40), (px + 22, py - 22), (px + 36, py - 28)], 8, RED)
    sheet.line([(x + 66, y - 30), (x + 66, y - 122), (x + 98, y - 122)], 4.5, DEEP)
    sheet.disc(x + 98, y - 96, 21, RED)
    sheet.disc(x + 98, y - 96, 13, GOLD)
    sheet.box(x + 88, y - 120, x + 108, y - 115, GOLD)
    for k in range(5):
        half = 120 - 16 * k
        sheet.polygon(
            [(x - half, y + 40 + 9 * k), (x, y + 37 + 9 * k), (x + half, y + 40 + 9 * k), (x, y + 43 + 9 * k)],
            MIST if k % 2 else "#B9C9A9",
        )


def words(sheet: Sheet) -> None:
    """The text: what, when, where."""
    sheet.box(62, 52, 74, 306, GOLD)
    sheet.text(100, 164, "岚江秋季", 130, CREAM, 900, gap=0.04)
    sheet.text(100, 304, "图书市集", 130, CREAM, 900, gap=0.04)
    sheet.box(62, 328, 506, 400, RED, 6)
    sheet.text(82, 383, "10月23日—26日", 54, CREAM, 800)
    sheet.text(528, 383, "镜湖文化广场", 52, GOLD, 800)


def flight(sheet: Sheet) -> None:
    """Open books that fly like birds."""
    for x, y, size, tone in (
        (800, 232, 34, CREAM),
        (884, 176, 26, MIST),
        (950, 226, 20, CREAM),
        (1010, 140, 16, MIST),
        (1062, 190, 13, CREAM),
    ):
        for side in (-1, 1):
            sheet.polygon(
                [
                    (x, y),
                    (x + side * size * 0.55, y - size * 0.62),
                    (x + side * size * 1.35, y - size * 0.42),
                    (x + side * size * 0.72, y - size * 0.14),
                    (x, y + size * 0.30),
                ],
                tone if side < 0 else "#D9CBA8" if tone == CREAM else TEAL,
            )
        sheet.line([(x, y), (x, y + size * 0.3)], 2.5, RED)


def stippled(value: Floats, seed: int) -> Floats:
    """Return the picture with the open grain of a hand print: lighter and darker flecks, denser to the edges."""
    height, width = value.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    grain = look(tile(seed, 0.25, 30), x / 760, y / 760)
    soft = look(tile(seed + 1, 1.8, 2), x / 1600, y / 1600)
    away = np.abs(y / height - 0.5) * 2
    dark = grain > 2.05 - 0.35 * away - 0.25 * soft
    light = grain < -2.45 - 0.15 * soft
    result: Floats = value * np.where(dark, 0.80, np.where(light, 1.18, 1.0))[..., None]
    return np.clip(result, 0, 1)


def drawing(scale: float = 2.0) -> Image.Image:
    """Return the advertisement; `scale` is how many times larger it is worked out than printed."""
    sheet = Sheet(max(1, round(scale)))
    for k, (radius, tone) in enumerate(((330, "#1A4851"), (240, "#205560"), (160, "#2A656C"))):
        sheet.disc(MOON[0], MOON[1], radius - 6 * k, tone)
    rng = np.random.default_rng(506)
    for _ in range(36):
        sheet.disc(
            float(rng.uniform(760, 1780)),
            float(rng.uniform(14, 330)),
            float(rng.uniform(1.2, 2.8)),
            MIST if rng.random() < 0.6 else CREAM,
        )
    sheet.disc(*MOON, GOLD)
    hills(sheet)
    town(sheet)
    reflected(sheet)
    boat(sheet, 560, 632)
    flight(sheet)
    words(sheet)
    small = sheet.image.resize(SIZE, Image.Resampling.LANCZOS)
    value = stippled(np.asarray(small, dtype=np.float32) / 255, 507)
    whole = Image.fromarray((value * 255 + 0.5).astype(np.uint8), "RGB")
    return whole.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
