"""A drawing in, a group of shapes out: scaled to points, its colours turned into ink."""

from __future__ import annotations

from editions.drawing import Drawing, Outline, Paint, Rgb, Segment
from layout.items import Colour, Frame, Group, Placed, Shape

# Drawing programs write black as a dark grey that is not quite neutral (#231F20); it is to be one ink all the same.
_NEUTRAL = 8 / 255


def compose_drawing(drawing: Drawing, width: float, accent: Colour, source: str) -> Group:
    """A drawing and how wide it is to be, in points, in; the group, clipped to the drawing's rectangle, out.

    `accent` is the paper's second colour, `source` the file.
    """
    scale = width / drawing.width
    placed = tuple(Placed(0, 0, _shape(outline, scale, accent)) for outline in drawing.outlines)
    return Group(Frame(width, drawing.height * scale, placed), "picture", source, clip=True)


def ink(colour: Rgb) -> Colour:
    """A screen's colour as ink: a neutral one as black alone; any other as the three colours, with as much black as all
    three have in common (full grey-component replacement). No profile is asked: press profiles come later."""
    lightest, darkest = max(colour), min(colour)
    if lightest - darkest <= _NEUTRAL:
        return Colour("gray", (round(sum(colour) / 3, 4),))
    cyan, magenta, yellow = (round((lightest - part) / lightest, 4) for part in colour)
    return Colour("cmyk", (cyan, magenta, yellow, round(1.0 - lightest, 4)))


def _shape(outline: Outline, scale: float, accent: Colour) -> Shape:
    def paint(paint: Paint | None) -> Colour | None:
        return ink(paint) if isinstance(paint, Rgb) else accent if paint else None

    path = tuple(Segment(kind, tuple(value * scale for value in points)) for kind, points in outline.path)
    stroke = outline.stroke
    if stroke is None:
        return Shape(path, paint(outline.fill), outline.even_odd)
    return Shape(
        path,
        paint(outline.fill),
        outline.even_odd,
        paint(stroke.paint),
        stroke.width * scale,
        stroke.cap,
        stroke.join,
        stroke.miter_limit,
    )
