"""A woodcut: the ferryman on the river, the sun behind the hills. Black block, white gouges, nothing between.

Drawn in units of the printed pixel (1000 × 1300), worked out at a multiple of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .finish import blurred
from .lettering import typeface
from .noise import Floats, look, tile

SIZE = (1000, 1300)
MARGIN = 34
HORIZON = 575
SUN = (665.0, 318.0, 112.0)
Spot: TypeAlias = tuple[float, float]
Tone: TypeAlias = Callable[[float, float], float]


@dataclass(frozen=True)
class Block:
    """The plate while it is cut: white is what the knife has taken away."""

    plate: Image.Image
    scale: float

    def polygon(self, spots: Sequence[Spot], white: bool) -> None:
        ImageDraw.Draw(self.plate).polygon(
            [(x * self.scale, y * self.scale) for x, y in spots], fill=255 if white else 0
        )

    def cut(self, spots: Sequence[Spot], width: float, white: bool = True, blunt: float = 0.0) -> None:
        """One stroke of the gouge along a line: thin where it enters and leaves, `blunt` (to 1) keeps it wide."""
        line = np.asarray(spots, dtype=float)
        way = np.gradient(line, axis=0)
        across = np.stack([-way[:, 1], way[:, 0]], axis=-1) / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)[:, None]
        along = np.linspace(0, 1, len(line))
        half = width / 2 * (blunt + (1 - blunt) * np.sin(np.pi * np.clip(along * 0.96 + 0.02, 0, 1)) ** 0.75)
        edge = np.concatenate([line + across * half[:, None], (line - across * half[:, None])[::-1]])
        self.polygon([(float(x), float(y)) for x, y in edge], white)

    def keep(self, other: Block, mask: Image.Image) -> None:
        """Lay another cut over this one within the mask."""
        self.plate.paste(other.plate, (0, 0), mask)


def new_block(scale: float, white: bool) -> Block:
    return Block(Image.new("L", (round(SIZE[0] * scale), round(SIZE[1] * scale)), 255 if white else 0), scale)


def curve(spots: Sequence[Spot], steps: int = 14) -> list[Spot]:
    """Return a smooth line through the spots (Catmull–Rom)."""
    p = np.asarray([spots[0], *spots, spots[-1]], dtype=float)
    result: list[Spot] = []
    for k in range(1, len(p) - 2):
        a, b, c, d = p[k - 1 : k + 3]
        for t in np.linspace(0, 1, steps, endpoint=False):
            q = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
            result.append((float(q[0]), float(q[1])))
    return [*result, (float(p[-1][0]), float(p[-1][1]))]


def mask_of(spots: Sequence[Spot], scale: float) -> Image.Image:
    mask = Image.new("L", (round(SIZE[0] * scale), round(SIZE[1] * scale)), 0)
    ImageDraw.Draw(mask).polygon([(x * scale, y * scale) for x, y in spots], fill=255)
    return mask


def sky(scale: float) -> Block:
    """Rays about the sun, long bars of cloud, dark corners."""
    block = new_block(scale, white=False)
    rng = np.random.default_rng(401)
    x0, y0, radius = SUN
    for angle in np.arange(0, 2 * np.pi, 2 * np.pi / 150):
        start = radius + 26 + rng.uniform(-3, 3)
        reach = start
        while reach < 780:
            long = rng.uniform(70, 190)
            a = angle + rng.normal() * 0.006
            spread = 2 * np.pi / 150 * (reach + long / 2)
            share = np.clip(0.80 - (reach - radius) / 620, 0.10, 0.8)
            width = min(spread * share, 15) * rng.uniform(0.8, 1.15)
            line = [(x0 + r * np.cos(a), y0 + r * np.sin(a)) for r in np.linspace(reach, reach + long, 8)]
            block.cut(line, width)
            reach += long + rng.uniform(3, 12)
    disc = [(x0 + radius * np.cos(a), y0 + radius * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 90)]
    block.polygon(disc, white=True)
    for cloud in (
        ((40, 205), (170, 182), (330, 196), (470, 176), (590, 190), (440, 214), (300, 224), (150, 222)),
        ((560, 372), (640, 356), (790, 366), (968, 344), (968, 372), (850, 388), (720, 392), (640, 386)),
        ((38, 318), (130, 300), (250, 312), (360, 302), (260, 330), (120, 338)),
        ((640, 112), (760, 94), (968, 104), (968, 128), (820, 132), (720, 126)),
    ):
        shape = curve([*cloud, cloud[0]], 8)
        block.cut([*shape], 9.0, blunt=1.0)
        block.polygon(shape, white=False)
        low, high = min(s[0] for s in cloud), max(s[0] for s in cloud)
        top = min(s[1] for s in cloud)
        for k in range(int((high - low) / 26)):
            x = low + 20 + 26 * k + rng.uniform(-8, 8)
            y = top + rng.uniform(9, 26)
            block.cut([(x, y), (x + 20, y - 2), (x + rng.uniform(34, 70), y + 1)], rng.uniform(2.0, 4.2))
    for x, y, size in ((606, 268, 22), (650, 290, 17), (574, 296, 15)):  # geese before the sun
        for side in (-1, 1):
            block.cut(
                curve([(x, y), (x + side * size * 0.5, y - size * 0.42), (x + side * size, y - size * 0.10)], 6),
                5.5,
                white=False,
                blunt=0.25,
            )
    return block


def hills(block: Block, scale: float) -> None:
    """Three ranges: black, their sunward flanks cut with strokes that run down the slope."""
    rng = np.random.default_rng(402)
    ranges = (
        (
            [
                (30, 486),
                (120, 430),
                (205, 462),
                (300, 388),
                (380, 452),
                (470, 420),
                (560, 486),
                (660, 452),
                (760, 492),
                (880, 440),
                (970, 470),
            ],
            15,
            0.46,
        ),
        (
            [
                (30, 420),
                (90, 352),
                (150, 398),
                (210, 440),
                (290, 470),
                (360, 530),
                (470, 548),
                (620, 560),
                (700, 530),
                (770, 500),
                (850, 470),
                (920, 500),
                (970, 480),
            ],
            17,
            0.34,
        ),
        ([(30, 500), (120, 520), (210, 552), (330, 566), (560, 572), (760, 566), (860, 540), (970, 522)], 13, 0.2),
    )
    for crest, step, share in ranges:
        line = curve(crest, 16)
        shape = [*line, (975, HORIZON + 4), (25, HORIZON + 4)]
        block.cut(line, 7.5, blunt=1.0)
        layer = new_block(scale, white=False)
        spots = np.asarray(line)
        run = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(spots, axis=0).T))])
        for row in range(8):
            for at in np.arange(row * 5.0, run[-1], 13.0):
                x, y = np.interp(at, run, spots[:, 0]), np.interp(at, run, spots[:, 1])
                fall = np.interp(at + 16, run, spots[:, 1]) - np.interp(at - 16, run, spots[:, 1])
                lit = (fall < 0) == (x < SUN[0])
                if rng.random() > (0.95 - 0.07 * row if lit else 0.20):
                    continue
                lean = float(np.sign(fall)) * 0.75
                sx, sy = x + lean * row * step * 0.9 + rng.uniform(-2, 2), y + 9 + row * step + rng.uniform(-3, 3)
                long = step * rng.uniform(1.0, 1.9)
                width = 13 * share * (1.35 if lit else 0.55) * (1 - row / 11) * rng.uniform(0.75, 1.2)
                layer.cut(
                    [(sx, sy), (sx + lean * long * 0.42, sy + long * 0.5), (sx + lean * long * 0.7, sy + long)], width
                )
        block.keep(layer, mask_of(shape, scale))


def river(block: Block, scale: float) -> None:
    """Water as rows of wavering cuts, widest under the sun and behind the boat, few in the foreground."""
    rng = np.random.default_rng(403)
    layer = new_block(scale, white=False)
    field = tile(404, 2.0, 2)

    def tone(x: float, y: float) -> float:
        far = (y - HORIZON) / (1260 - HORIZON)
        track = np.exp(-(((x - SUN[0] + 30 * np.sin(y / 40)) / (70 + 210 * far)) ** 2))
        broad = 0.55 * np.exp(-(((far - 0.26) / 0.30) ** 2))
        patch = float(look(field, np.array([x / 900]), np.array([y / 420]))[0])
        return float(np.clip(0.16 + 0.55 * track * (1 - 0.55 * far) + broad + 0.13 * patch - 0.35 * far, 0.03, 0.92))

    y = HORIZON + 5.0
    while y < 1270:
        far = (y - HORIZON) / (1260 - HORIZON)
        step = 7.5 + 19 * far
        x = 20 - rng.uniform(0, 60)
        while x < 985:
            here = tone(x + 20, y)
            long = rng.uniform(26, 80) * (0.7 + 1.5 * far) * (0.6 + here)
            if rng.random() < 0.35 + 0.9 * here:
                sway = rng.uniform(-1, 1) * step * 0.35
                bow = [
                    (x + long * t, y + sway * np.sin(np.pi * 2 * t + 0.6) + rng.normal() * 0.3)
                    for t in np.linspace(0, 1, 11)
                ]
                layer.cut(bow, step * (0.20 + 0.72 * here) * rng.uniform(0.8, 1.15))
            x += long + rng.uniform(2, 12) * (1.6 - here)
        y += step
    block.keep(layer, mask_of([(20, HORIZON), (980, HORIZON), (980, 1280), (20, 1280)], scale))
    block.cut([(x, HORIZON + 1 + np.sin(x / 37)) for x in np.linspace(25, 975, 60)], 4.0, blunt=1.0)


HULL_TOP = ((118, 842), (200, 886), (330, 920), (530, 936), (740, 918), (860, 880), (946, 820))
HULL_FOOT = ((946, 820), (905, 900), (800, 968), (640, 1002), (460, 1004), (300, 980), (180, 922), (118, 842))


def boat(block: Block, scale: float) -> None:
    """The sampan: black hull with the planks cut in, a mat roof woven of strokes, its broken shadow on the water."""
    rng = np.random.default_rng(405)
    for row in range(13):  # shadow
        y = 1000 + row * 11
        inset = 30 + row * 17 + rng.uniform(-20, 20)
        block.cut([(150 + inset, y), (500, y + 5), (905 - inset * 1.1, y)], 13 - row * 0.5, white=False, blunt=0.2)
    top, foot = curve(HULL_TOP), curve(HULL_FOOT)
    block.cut([*top, *foot], 9.0, blunt=1.0)
    block.polygon([*top, *foot], white=False)
    upper = np.asarray(top)
    for k, drop in enumerate((9, 26, 44)):
        part = [
            (float(x), float(y + drop * np.sin(np.pi * np.clip((x - 118) / 828, 0, 1)) ** 0.5))
            for x, y in upper[6 + 4 * k : -(6 + 4 * k)]
        ]
        for start in range(0, len(part) - 8, 13):
            block.cut(part[start : start + 12], 4.6 - k * 0.8)
    for k in range(30):
        x = 300 + k * 17 + rng.uniform(-4, 4)
        y = 968 + 24 * np.sin(np.pi * (x - 118) / 828) ** 2 - 10
        block.cut([(x, y), (x + 14, y + 1), (x + rng.uniform(18, 40), y)], rng.uniform(1.5, 3.2))
    # Mat roof.
    arch = curve([(432, 930), (436, 850), (470, 806), (570, 790), (672, 802), (710, 846), (716, 922)])
    block.cut([*arch], 10, blunt=1.0)
    shape = [*arch, (570, 940)]
    block.polygon(shape, white=False)
    weave = new_block(scale, white=False)
    for k in range(-26, 44):
        x = 430 + k * 11.5
        weave.cut([(x, 940), (x + 62, 860), (x + 128, 780)], 3.4, blunt=0.8)
    for k in range(-4, 44):
        x = 430 + k * 11.5
        weave.cut([(x, 780), (x - 62, 860), (x - 128, 940)], 2.4, blunt=0.8)
    dark = mask_of(curve([(432, 932), (436, 850), (460, 815), (510, 850), (520, 936)]), scale)
    block.keep(
        weave,
        ImageChops.subtract(
            mask_of(curve([(440, 930), (444, 852), (476, 812), (570, 797), (668, 808), (702, 848), (708, 922)]), scale),
            dark,
        ),
    )
    for x in (520, 580, 640):
        block.cut(curve([(x, 796), (x + 10, 860), (x + 8, 932)]), 8, white=False, blunt=0.9)
    block.cut(curve([(446, 926), (450, 856), (482, 818), (566, 803)]), 5.0, blunt=0.4)


def ferryman(block: Block) -> None:
    """The man in the stern, leaning on his pole, the sun at his shoulder."""

    def body(spots: Sequence[Spot], edge: float = 6.0) -> None:
        line = curve([*spots, spots[0]], 7)
        block.cut(line, edge * 2, blunt=1.0)
        block.polygon(line, white=False)

    block.cut([(463, 408), (390, 570), (300, 770), (196, 1000), (146, 1110)], 17, blunt=1.0)
    body([(258, 818), (304, 820), (300, 862), (290, 908), (250, 908), (256, 862)])
    body([(302, 816), (358, 812), (372, 860), (378, 908), (338, 912), (326, 862)])
    body(
        [
            (292, 650),
            (330, 650),
            (362, 676),
            (362, 742),
            (352, 790),
            (368, 832),
            (316, 842),
            (244, 832),
            (258, 780),
            (250, 720),
            (254, 676),
        ]
    )
    body([(298, 592), (338, 592), (346, 624), (334, 656), (304, 658), (292, 628)], 3)
    block.cut([(463, 408), (390, 570), (300, 770), (196, 1000), (146, 1110)], 8.5, white=False, blunt=1.0)
    body([(342, 672), (366, 690), (404, 716), (398, 736), (352, 712), (330, 700)], 3.5)
    body([(404, 716), (402, 738), (356, 684), (344, 664), (360, 656)], 3.5)
    body([(256, 676), (278, 696), (262, 752), (236, 760), (230, 738)], 3.5)
    body([(232, 744), (246, 734), (306, 742), (318, 756), (304, 772), (246, 768)], 3.5)
    hat = [(318, 528), (352, 560), (408, 600), (404, 610), (318, 616), (232, 606), (230, 596), (284, 560)]
    body(hat, 5)
    for k, (x, w) in enumerate(((392, 3.2), (374, 4.0), (354, 4.4), (334, 4.2), (312, 3.4), (290, 2.6), (264, 2.0))):
        block.cut([(319 + (x - 318) * 0.10, 538), (319 + (x - 318) * 0.55, 572), (x, 602 + 2 * (k % 2))], w)
    # The lit side of face, jacket and trousers; folds.
    block.cut(curve([(337, 616), (343, 628), (336, 648)]), 5.5)
    block.cut(curve([(326, 640), (332, 644), (330, 652)]), 2.5)
    for line, w in (
        (((352, 690), (356, 742), (346, 790)), 7.0),
        (((338, 712), (340, 752), (332, 800)), 4.0),
        (((358, 800), (364, 822), (350, 832)), 5.0),
        (((318, 790), (322, 812), (316, 834)), 3.2),
        (((296, 780), (294, 806), (288, 830)), 3.0),
        (((272, 786), (266, 808), (262, 826)), 2.4),
        (((282, 668), (288, 700), (284, 726)), 2.6),
        (((316, 664), (322, 684), (318, 704)), 3.0),
        (((392, 716), (374, 706), (354, 694)), 4.2),
        (((362, 664), (376, 686), (392, 708)), 3.4),
        (((250, 740), (272, 742), (298, 748)), 3.4),
        (((366, 826), (372, 862), (370, 898)), 5.2),
        (((350, 836), (352, 866), (350, 898)), 2.8),
        (((296, 836), (294, 866), (286, 898)), 4.0),
    ):
        block.cut(curve(line, 6), w)
    block.cut([(252, 800), (300, 808), (356, 800)], 3.4)


def passenger(block: Block) -> None:
    """A woman with a bundle, sitting in the bow."""

    def body(spots: Sequence[Spot]) -> None:
        line = curve([*spots, spots[0]], 7)
        block.cut(line, 9, blunt=1.0)
        block.polygon(line, white=False)

    body([(776, 920), (768, 862), (786, 826), (812, 820), (838, 838), (850, 880), (872, 900), (866, 912)])
    body([(790, 786), (806, 772), (828, 778), (832, 802), (820, 824), (796, 822), (786, 806)])
    body([(846, 884), (874, 872), (896, 884), (894, 902), (856, 908)])
    for line, w in (
        (((824, 786), (829, 800), (820, 814)), 4.0),
        (((818, 834), (836, 852), (842, 880)), 4.8),
        (((800, 838), (806, 866), (804, 898)), 3.0),
        (((784, 850), (784, 876), (788, 906)), 2.2),
        (((862, 884), (876, 880), (888, 888)), 3.2),
        (((794, 790), (802, 800), (800, 816)), 2.2),
    ):
        block.cut(curve(line, 6), w)


def reeds(block: Block) -> None:
    """Reeds cut white into the dark of the near bank, a few left standing black before the water."""
    rng = np.random.default_rng(406)
    bank = curve(
        [(20, 1205), (140, 1178), (300, 1206), (470, 1232), (640, 1216), (800, 1160), (900, 1118), (985, 1096)]
    )
    block.polygon([*bank, (985, 1290), (15, 1290)], white=False)
    for _ in range(150):
        x = float(rng.choice([rng.uniform(30, 300), rng.uniform(640, 975)]))
        foot = 1275 + rng.uniform(-10, 10)
        tall = rng.uniform(70, 230) * (0.6 + 0.7 * abs(x - 480) / 480)
        lean = rng.normal(0.10, 0.18) * tall
        line = curve([(x, foot), (x + lean * 0.25, foot - tall * 0.5), (x + lean, foot - tall)], 8)
        block.cut(line, rng.uniform(7, 10), white=False, blunt=0.3)
        block.cut(line, rng.uniform(2.2, 4.6))
        if rng.random() < 0.35:
            tip = line[-1]
            for k in range(7):
                side = 1.0 if k % 2 else -1.0
                block.cut(
                    [
                        tip,
                        (tip[0] + side * (5 + k), tip[1] - 12 - 3 * k),
                        (tip[0] + side * (3 + k) + lean * 0.1, tip[1] - 24 - 3 * k),
                    ],
                    3.2,
                )
        else:
            middle = line[len(line) // 2]
            side = float(rng.choice([-1, 1]))
            leaf = curve(
                [
                    middle,
                    (middle[0] + side * 26, middle[1] - 40),
                    (middle[0] + side * 70, middle[1] - rng.uniform(10, 46)),
                ],
                8,
            )
            block.cut(leaf, 9, white=False, blunt=0.3)
            block.cut(leaf, rng.uniform(3, 5.5))


def seal(block: Block) -> None:
    """The cutter's mark: his name, one character under the other."""
    s = block.scale
    pen = ImageDraw.Draw(block.plate)
    pen.rectangle((868 * s, 1138 * s, 940 * s, 1262 * s), fill=0)
    pen.rectangle((876 * s, 1146 * s, 932 * s, 1254 * s), fill=255)
    for k, character in enumerate("闻石"):
        pen.text(
            (904 * s, (1174 + 52 * k) * s), character, fill=0, font=typeface("hei", round(46 * s), 800), anchor="mm"
        )


def edges(scale: float) -> Iterator[Spot]:
    """The outline of the block, worn and never quite straight."""
    rng = np.random.default_rng(407)
    corners = (
        (MARGIN, MARGIN),
        (SIZE[0] - MARGIN, MARGIN),
        (SIZE[0] - MARGIN, SIZE[1] - MARGIN),
        (MARGIN, SIZE[1] - MARGIN),
    )
    for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True):
        for t in np.linspace(0, 1, 60, endpoint=False):
            yield x0 + (x1 - x0) * t + rng.normal() * 1.2, y0 + (y1 - y0) * t + rng.normal() * 1.2


def printed(plate: Image.Image, scale: float) -> Floats:
    """Return the impression: edges a little chipped, specks where the ink did not take."""
    value = np.asarray(plate, dtype=np.float32) / 255
    height, width = value.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / np.float32(scale)
    rough = look(tile(408, 0.8, 20), x / 320, y / 320)
    wear = look(tile(409, 1.1, 12), x / 420, y / 420) + 0.5 * rough
    soft = blurred(value, 0.9 * scale)
    inked: Floats = (soft + 0.10 * rough + 0.5 * (wear > 3.55) > 0.5).astype(np.float32)
    return inked


def drawing(scale: float = 3.0) -> Image.Image:
    """Return the print; `scale` is how many times larger it is worked out than printed."""
    block = sky(scale)
    hills(block, scale)
    river(block, scale)
    boat(block, scale)
    passenger(block)
    ferryman(block)
    reeds(block)
    seal(block)
    sheet = new_block(scale, white=True)
    sheet.keep(block, mask_of(list(edges(scale)), scale))
    frame = list(edges(scale))
    sheet.cut([*frame, frame[0]], 7.0, white=False, blunt=1.0)
    inked = printed(sheet.plate, scale)
    small = Image.fromarray((inked * 255).astype(np.uint8), "L").resize(SIZE, Image.Resampling.HAMMING)
    return small.filter(ImageFilter.GaussianBlur(0.6))
