"""A drawing as a value: outlines, filled and stroked, in a rectangle.

Lengths are the drawing's own units, x runs right and y down from its upper left corner. Whoever prints it chooses
the size.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Cap = Literal["butt", "round", "square"]
Join = Literal["miter", "round", "bevel"]


class Segment(NamedTuple):
    """A step of a path: x and y of the point that it leads to, before that of the two control points of a cubic
    curve; a step that closes the path has none."""

    kind: Literal["move", "line", "curve", "close"]
    points: tuple[float, ...] = ()


class Rgb(NamedTuple):
    """A colour of a screen (sRGB), each part 0 … 1."""

    red: float
    green: float
    blue: float


Paint = Rgb | Literal["accent"]  # `accent` is the second colour of the paper


class Stroke(NamedTuple):
    """How the line along a path is drawn."""

    paint: Paint
    width: float
    cap: Cap = "butt"
    join: Join = "miter"
    miter_limit: float = 4.0


class Outline(NamedTuple):
    """A path of one or more parts. A filled one is filled by the nonzero winding rule, or by the even-odd one."""

    path: tuple[Segment, ...]
    fill: Paint | None = None
    even_odd: bool = False
    stroke: Stroke | None = None


class Drawing(NamedTuple):
    """Outlines in painting order; what lies outside width × height is not part of the picture."""

    width: float
    height: float
    outlines: tuple[Outline, ...]
