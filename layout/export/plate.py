"""Draw: a composed page in, its plate (印版) out: the content stream of a PDF page, but for what only the whole edition
tells.

That is how the embedded fonts number their glyphs and how large the image files are. So each glyph stands in the stream as
a character of its own, and so do fonts and pictures; they are exchanged when the edition is printed. Plates are small:
where pages are composed by several processes each draws its own, and no page is sent from one to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from editions.drawing import Segment
from fonts.face import Face
from fonts.shape import advance_of
from layout.items import Box, Colour, Frame, GlyphRun, Group, Page, Picture, Placed, Rule, Shape

# The characters of a plate's first font, glyph and picture: beyond all that operators are written with.
FIRST_FONT, FIRST_GLYPH, FIRST_PICTURE = 0xE000, 0x10000, 0xF0000

Glyph = tuple[int, int, str]  # number of the face, glyph in it, the text that it stands for


class Plate(NamedTuple):
    """`page` is without its items: they are in the `stream`. Of its characters `faces`, `glyphs` and `pictures` say what
    they stand for, in the order of their numbers. A picture's place is that of its upper left corner, in points, y up."""

    page: Page
    faces: tuple[Face, ...]
    glyphs: tuple[Glyph, ...]
    pictures: tuple[Placed, ...]
    stream: str


def draw_plate(page: Page) -> Plate:
    """A composed page in, its plate out."""
    drawing = _Drawing(page.trim[1])
    drawing.frame(page.frame, 0.0, 0.0)
    bare = page._replace(frame=page.frame._replace(items=()))
    return Plate(
        bare, tuple(drawing.texts), tuple(drawing.glyphs), tuple(drawing.pictures), "\n".join(drawing.operators)
    )


class Texts(dict[tuple[int, str], str]):
    """What a plate shows in face number `number`: (glyph, text it stands for) → its character, numbered as they turn up
    in the plate's `glyphs`."""

    def __init__(self, face: Face, number: int, glyphs: list[Glyph]) -> None:
        super().__init__()
        self.number, self.glyphs = number, glyphs
        self.widths = _widths(face)

    def __missing__(self, pair: tuple[int, str]) -> str:
        char = self[pair] = chr(FIRST_GLYPH + len(self.glyphs))
        self.glyphs.append((self.number, *pair))
        return char

    def show(self, set_up: str, run: GlyphRun) -> str:
        """Operators for before the font, and a run of glyphs, in; the text object that shows it out."""
        font = f"BT {set_up} /{chr(FIRST_FONT + self.number)} {run.size:g} Tf"
        if run.origins:
            return f"{font} {self._apart(run)} ET"
        return f"{font} [<{self._together(run.glyphs, run.texts, run.advances)}>] TJ ET".replace("<>", "")

    def _together(self, glyphs: Sequence[int], texts: Iterable[str], advances: tuple[int, ...]) -> str:
        """What an advance differs from the reader's own is put into the array (ISO 32000-1, 9.4.3: a number moves the pen
        back by that many thousandths of an em)."""
        chars = map(self.__getitem__, zip(glyphs, texts, strict=True))
        widths = tuple(map(self.widths.__getitem__, glyphs))
        if widths == advances:
            return "".join(chars)
        return "".join(
            [
                char if width == advance else f"{char}>{width - advance}<"
                for char, width, advance in zip(chars, widths, advances, strict=True)
            ]
        )

    def _apart(self, run: GlyphRun) -> str:
        """Glyphs that are placed one by one. The text matrix makes them `squeezed` times as wide, and with them every step
        across (`Td`; ISO 32000-1, 9.4.2)."""
        parts: list[str] = []
        x = y = 0
        for pair, (across, down) in zip(zip(run.glyphs, run.texts, strict=True), run.origins, strict=True):
            if (across, down) != (x, y):
                right, up = (across - x) * run.size / 1000 / run.squeezed, (y - down) * run.size / 1000
                parts.append(f"{right:.3f} {up:.3f} Td")
            x, y = across, down
            parts.append(f"<{self[pair]}> Tj")
        return " ".join(parts)


class _Widths(dict[int, int]):
    """Glyph → the advance that a reader adds by itself."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face

    def __missing__(self, glyph: int) -> int:
        width = self[glyph] = advance_of(self.face, glyph)
        return width


@lru_cache(maxsize=16)
def _widths(face: Face) -> _Widths:
    return _Widths(face)


class _Drawing:
    """A plate in the making. Repeated settings (colour, line width) are written once."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.operators: list[str] = []
        self.texts: dict[Face, Texts] = {}
        self.glyphs: list[Glyph] = []
        self.pictures: list[Placed] = []
        self.fill_colour = self.stroke_colour = ""
        self.line_width = -1.0

    def frame(self, frame: Frame, x: float, y: float) -> None:
        for placed in frame.items:
            self.item(placed, x, y)

    def item(self, placed: Placed, x: float, y: float) -> None:
        px, py = x + placed.x, self.height - y - placed.y
        match placed.item:
            case GlyphRun() as run:
                self.text(run, px, py)
            case Rule() as rule:
                self.stroke(rule.colour, rule.thickness)
                self.operators.append(f"{written(px)} {written(py)} m {written(px + rule.dx)} {written(py - rule.dy)} l S")
            case Box() as box:
                self.box(box, px, py)
            case Picture() as picture:
                self.operators.append(chr(FIRST_PICTURE + len(self.pictures)))
                self.pictures.append(Placed(px, py, picture))
            case Shape() as shape:
                self.shape(shape, px, py)
            case Group() as group:
                if group.clip:
                    self.operators.append(f"q {rectangle(px, py, group.frame.width, group.frame.height)} W n")
                self.frame(group.frame, x + placed.x, y + placed.y)
                if group.clip:
                    self.operators.append("Q")
                    self.fill_colour = self.stroke_colour = ""
                    self.line_width = -1.0

    def text(self, run: GlyphRun, x: float, y: float) -> None:
        self.fill(run.colour)
        texts = self.texts.get(run.face)
        if texts is None:
            texts = self.texts[run.face] = Texts(run.face, len(self.texts), self.glyphs)
        across = "0 -1 1 0" if run.turned else f"{written(run.squeezed, 4)} 0 0 1"
        self.operators.append(texts.show(f"{across} {written(x)} {written(y)} Tm", run))

    def box(self, box: Box, x: float, y: float) -> None:
        if box.fill:
            self.fill(box.fill)
        if box.stroke:
            self.stroke(box.stroke, box.thickness)
        paint = "B" if box.fill and box.stroke else "f" if box.fill else "S"
        if box.fill or box.stroke:
            self.operators.append(f"{rectangle(x, y, box.width, box.height)} {paint}")

    def shape(self, shape: Shape, x: float, y: float) -> None:
        if shape.fill:
            self.fill(shape.fill)
        if shape.stroke:
            self.stroke(shape.stroke, shape.thickness)
        path = " ".join(_step(segment, x, y) for segment in shape.path)
        rule = "*" if shape.even_odd else ""
        paint = f"B{rule}" if shape.fill and shape.stroke else f"f{rule}" if shape.fill else "S"
        if shape.stroke:
            cap, join = _CAPS[shape.cap], _JOINS[shape.join]
            self.operators.append(f"q {cap} J {join} j {written(shape.miter_limit)} M {path} {paint} Q")
        elif shape.fill:
            self.operators.append(f"{path} {paint}")

    def fill(self, colour: Colour) -> None:
        operator = _colour(colour, "g", "k")
        if operator != self.fill_colour:
            self.operators.append(operator)
            self.fill_colour = operator

    def stroke(self, colour: Colour, thickness: float) -> None:
        operator = _colour(colour, "G", "K")
        if operator != self.stroke_colour:
            self.operators.append(operator)
            self.stroke_colour = operator
        if thickness != self.line_width:
            self.operators.append(f"{written(thickness)} w")
            self.line_width = thickness


_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_STEPS = {"move": " m", "line": " l", "curve": " c", "close": "h"}


def _step(segment: Segment, x: float, y: float) -> str:
    """A segment of a path whose origin is at x, y of the page."""
    points = segment.points
    numbers = [written(y - value if index % 2 else x + value) for index, value in enumerate(points)]
    return " ".join(numbers) + _STEPS[segment.kind]


@lru_cache(maxsize=256)
def _colour(colour: Colour, gray: str, cmyk: str) -> str:
    return f"{' '.join(map(written, colour.values))} {gray if colour.space == 'gray' else cmyk}"


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """A rectangle whose upper left corner is at x, y in, the operator that makes a path of it out."""
    return f"{written(x)} {written(y - height)} {written(width)} {written(height)} re"


@lru_cache(maxsize=1 << 15)
def written(value: float, digits: int = 3) -> str:
    """A number as PDF writes it: a thousandth of a point is finer than any plate."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
