"""Draw: a composed page in, its plate (印版) out: the operators of a PDF page, but for what only the whole edition tells.

That is how the embedded fonts number their glyphs and what size the image files have. So a glyph stands in a text as a
character of its own, which is turned into the font's code when the edition is printed, and a picture stands as it is.
Plates are small: where pages are composed by several processes each draws its own, and no page is sent from one to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from editions.drawing import Segment
from fonts.face import Face
from fonts.shape import advance_of
from layout.items import Box, Colour, Frame, GlyphRun, Group, Page, Picture, Placed, Rule, Shape

FIRST_GLYPH = 0x10000  # the character of a face's first glyph: beyond all that operators are written with


class Text(NamedTuple):
    """A run of glyphs of one face: `set_up` are the operators before its font, `shown` those that show it, where glyph
    number i of the face's stands as the character FIRST_GLYPH + i. `is_apart`: every glyph is shown by itself."""

    set_up: str
    face: int
    size: float
    shown: str
    is_apart: bool


class Plate(NamedTuple):
    """`page` is without its items: they are in `parts`, in painting order: operators, texts and pictures. A picture's place
    is that of its upper left corner, in points with y up. `glyphs` has for each of the `faces` the glyphs that the page
    uses, each with the text that it stands for."""

    page: Page
    faces: tuple[Face, ...]
    glyphs: tuple[tuple[tuple[int, str], ...], ...]
    parts: tuple[str | Text | Placed, ...]


def draw_plate(page: Page) -> Plate:
    """A composed page in, its plate out."""
    drawing = _Drawing(page.trim[1])
    drawing.frame(page.frame, 0.0, 0.0)
    used = drawing.glyphs
    bare = page._replace(frame=page.frame._replace(items=()))
    return Plate(bare, tuple(used), tuple(tuple(glyphs) for glyphs in used.values()), tuple(drawing.parts))


class Glyphs(dict[tuple[int, str], str]):
    """(glyph, text it stands for) → its character; numbered as they turn up."""

    def __init__(self, face: Face, number: int) -> None:
        super().__init__()
        self.number = number
        self.widths = _Widths(face)

    def __missing__(self, pair: tuple[int, str]) -> str:
        char = self[pair] = chr(FIRST_GLYPH + len(self))
        return char

    def show(self, glyphs: Sequence[int], texts: Iterable[str], advances: tuple[int, ...]) -> str:
        """A run of glyphs, with the text each stands for and the advance each is to have (1/1000 em), in; the operator
        that shows it out.

        What an advance differs from the reader's own is put into the array (ISO 32000-1, 9.4.3: a number moves the pen
        back by that many thousandths of an em).
        """
        chars = map(self.__getitem__, zip(glyphs, texts, strict=True))
        widths = tuple(map(self.widths.__getitem__, glyphs))
        if widths == advances:
            return f"[<{''.join(chars)}>] TJ"
        shown = [
            char if width == advance else f"{char}>{width - advance}<"
            for char, width, advance in zip(chars, widths, advances, strict=True)
        ]
        return f"[<{''.join(shown)}>] TJ".replace("<>", "")

    def show_apart(self, run: GlyphRun) -> str:
        """The same for glyphs that are placed one by one. The text matrix makes them `squeezed` times as wide, and with
        them every step across (`Td`; ISO 32000-1, 9.4.2)."""
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
    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face

    def __missing__(self, glyph: int) -> int:
        width = self[glyph] = advance_of(self.face, glyph)
        return width


class _Drawing:
    """The parts of a plate in the making. Repeated settings (colour, line width) are written once."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.parts: list[str | Text | Placed] = []
        self.glyphs: dict[Face, Glyphs] = {}
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
                self.parts.append(f"{written(px)} {written(py)} m {written(px + rule.dx)} {written(py - rule.dy)} l S")
            case Box() as box:
                self.box(box, px, py)
            case Picture() as picture:
                self.parts.append(Placed(px, py, picture))
            case Shape() as shape:
                self.shape(shape, px, py)
            case Group() as group:
                if group.clip:
                    self.parts.append(f"q {rectangle(px, py, group.frame.width, group.frame.height)} W n")
                self.frame(group.frame, x + placed.x, y + placed.y)
                if group.clip:
                    self.parts.append("Q")
                    self.fill_colour = self.stroke_colour = ""
                    self.line_width = -1.0

    def text(self, run: GlyphRun, x: float, y: float) -> None:
        self.fill(run.colour)
        glyphs = self.glyphs.get(run.face)
        if glyphs is None:
            glyphs = self.glyphs[run.face] = Glyphs(run.face, len(self.glyphs))
        across = "0 -1 1 0" if run.turned else f"{written(run.squeezed, 4)} 0 0 1"
        shown = glyphs.show_apart(run) if run.origins else glyphs.show(run.glyphs, run.texts, run.advances)
        set_up = f"{across} {written(x)} {written(y)} Tm"
        self.parts.append(Text(set_up, glyphs.number, run.size, shown, bool(run.origins)))

    def box(self, box: Box, x: float, y: float) -> None:
        if box.fill:
            self.fill(box.fill)
        if box.stroke:
            self.stroke(box.stroke, box.thickness)
        paint = "B" if box.fill and box.stroke else "f" if box.fill else "S"
        if box.fill or box.stroke:
            self.parts.append(f"{rectangle(x, y, box.width, box.height)} {paint}")

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
            self.parts.append(f"q {cap} J {join} j {written(shape.miter_limit)} M {path} {paint} Q")
        elif shape.fill:
            self.parts.append(f"{path} {paint}")

    def fill(self, colour: Colour) -> None:
        operator = _colour(colour, "g", "k")
        if operator != self.fill_colour:
            self.parts.append(operator)
            self.fill_colour = operator

    def stroke(self, colour: Colour, thickness: float) -> None:
        operator = _colour(colour, "G", "K")
        if operator != self.stroke_colour:
            self.parts.append(operator)
            self.stroke_colour = operator
        if thickness != self.line_width:
            self.parts.append(f"{written(thickness)} w")
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
