"""The geometry of SVG: path data, basic shapes and transformations in, absolute segments out.

Source: SVG 1.1 (2nd edition), chapters 7.6 (transform), 8.3 (path data), 9 (basic shapes), F.6 (arcs). A curve of
the second degree and an arc become cubic curves; an arc by a quarter circle at most, which is right to 0.03 % of
its radius. What does not keep to the grammar gives None.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from editions.drawing import Segment

Path = tuple[Segment, ...]

FARTHEST = 1e7  # a number beyond is a slip: no printer can tell it from its neighbours
_FLATTEST = 1e-7  # an arc's chord by its diameter

_NUMBER = re.compile(r"[\s,]*([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)")
_FLAG = re.compile(r"[\s,]*([01])")
_COMMAND = re.compile(r"\s*([MmZzLlHhVvCcSsQqTtAa])([^A-DF-Za-df-z]*)")
_TRANSFORM = re.compile(r"[\s,]*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_SEPARATORS = " \t\r\n\f,"

_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}
_ARC_FLAGS = (3, 4)  # the 4th and 5th number of an arc are one digit each and need no space after them


class Matrix(NamedTuple):
    """x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def times(self, inner: Matrix) -> Matrix:
        """The matrix that does `inner` first, then this one."""
        a, b, c, d, e, f = self
        return Matrix(
            a * inner.a + c * inner.b,
            b * inner.a + d * inner.b,
            a * inner.c + c * inner.d,
            b * inner.c + d * inner.d,
            a * inner.e + c * inner.f + e,
            b * inner.e + d * inner.f + f,
        )

    def apply(self, path: Path) -> Path | None:
        """A path moved; None if a point of it ends up where nobody can print it."""
        a, b, c, d, e, f = self
        moved = tuple(
            Segment(
                kind,
                tuple(
                    value
                    for x, y in zip(points[::2], points[1::2], strict=True)
                    for value in (a * x + c * y + e, b * x + d * y + f)
                ),
            )
            for kind, points in path
        )
        return moved if all(abs(value) <= FARTHEST for _, points in moved for value in points) else None

    @property
    def scale(self) -> float:
        """By how much it enlarges, on an average of directions."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def is_even(self) -> bool:
        """Whether it enlarges alike in all directions, so that a line keeps one thickness."""
        across, down = self.a * self.a + self.b * self.b, self.c * self.c + self.d * self.d
        return abs(self.a * self.c + self.b * self.d) + abs(across - down) <= 1e-3 * (across + down)


UNMOVED = Matrix()


def read_numbers(text: str, *, arcs: bool = False) -> tuple[float, ...] | None:
    """Numbers with white space, a comma or nothing between them; `arcs` knows the one-digit flags of arcs."""
    found: list[float] = []
    at, end = 0, len(text.rstrip(_SEPARATORS))
    while at < end:
        pattern = _FLAG if arcs and len(found) % 7 in _ARC_FLAGS else _NUMBER
        match = pattern.match(text, at)
        if match is None:
            return None
        found.append(float(match.group(1)))
        at = match.end()
    return tuple(found) if all(abs(value) <= FARTHEST for value in found) else None


def read_transform(text: str) -> Matrix | None:
    """The value of a `transform` attribute in, the one matrix that it comes to out."""
    matrix = Matrix()
    at, end = 0, len(text.rstrip(_SEPARATORS))
    while at < end:
        match = _TRANSFORM.match(text, at)
        values = read_numbers(match.group(2)) if match else None
        step = _step(match.group(1), values) if match and values else None
        if match is None or step is None:
            return None
        matrix = matrix.times(step)
        at = match.end()
    return matrix


def _step(name: str, values: tuple[float, ...]) -> Matrix | None:
    match name, values:
        case "matrix", (a, b, c, d, e, f):
            return Matrix(a, b, c, d, e, f)
        case "translate", (x, *rest) if len(rest) < 2:
            return Matrix(e=x, f=rest[0] if rest else 0.0)
        case "scale", (x, *rest) if len(rest) < 2:
            return Matrix(a=x, d=rest[0] if rest else x)
        case "rotate", (angle,):
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            return Matrix(cos, sin, -sin, cos)
        case "rotate", (angle, x, y):
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            return Matrix(cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)
        case "skewX", (angle,):
            return Matrix(c=math.tan(math.radians(angle)))
        case "skewY", (angle,):
            return Matrix(b=math.tan(math.radians(angle)))
    return None


def read_path(text: str, *, most: int) -> Path | None:
    """Path data (the `d` of a `<path>`) in, its segments out, `most` and one at most."""
    pen = _Pen()
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _COMMAND.match(text, at)
        if match is None or (not pen.path and match.group(1) not in "Mm"):
            return None
        at = match.end()
        command, relative = match.group(1).upper(), match.group(1).islower()
        values = read_numbers(match.group(2), arcs=command == "A")
        if values is None:
            return None
        if command == "Z":
            if values:
                return None
            pen.close()
            continue
        count = _COUNTS[command]
        if not values or len(values) % count:
            return None
        for start in range(0, len(values), count):
            pen.draw(command, values[start : start + count], relative)
            if len(pen.path) > most:
                return tuple(pen.path)
            command = "L" if command == "M" else command
    return tuple(pen.path)


class _Pen:
    """The path so far, and where the pen is: relative and smooth commands go on from there."""

    def __init__(self) -> None:
        self.path: list[Segment] = []
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.last = ""  # the command before: a smooth curve mirrors its control point
        self.control = (0.0, 0.0)

    def close(self) -> None:
        self.path.append(Segment("close"))
        self.x, self.y, self.last = self.start_x, self.start_y, "Z"

    def draw(self, command: str, values: tuple[float, ...], relative: bool) -> None:
        ox, oy = (self.x, self.y) if relative else (0.0, 0.0)
        if self.last == "Z" and command != "M":
            self.path.append(Segment("move", (self.x, self.y)))
        match command, values:
            case "M", (x, y):
                self.start_x, self.start_y = self._to("move", x + ox, y + oy)
            case "L", (x, y):
                self._to("line", x + ox, y + oy)
            case "H", (x,):
                self._to("line", x + ox, self.y)
            case "V", (y,):
                self._to("line", self.x, y + oy)
            case "C", (x1, y1, x2, y2, x, y):
                self._curve(x1 + ox, y1 + oy, x2 + ox, y2 + oy, x + ox, y + oy)
            case "S", (x2, y2, x, y):
                x1, y1 = self._mirrored("CS")
                self._curve(x1, y1, x2 + ox, y2 + oy, x + ox, y + oy)
            case "Q", (x1, y1, x, y):
                self._quadratic(x1 + ox, y1 + oy, x + ox, y + oy)
            case "T", (x, y):
                self._quadratic(*self._mirrored("QT"), x + ox, y + oy)
            case "A", (rx, ry, turn, large, sweep, x, y):
                for points in arc(self.x, self.y, rx, ry, turn, bool(large), bool(sweep), x + ox, y + oy):
                    self.path.append(Segment("curve" if len(points) == 6 else "line", points))
                self.x, self.y = x + ox, y + oy
        self.last = command

    def _mirrored(self, commands: str) -> tuple[float, float]:
        if not self.last or self.last not in commands:
            return self.x, self.y
        return 2 * self.x - self.control[0], 2 * self.y - self.control[1]

    def _to(self, kind: str, x: float, y: float) -> tuple[float, float]:
        self.path.append(Segment("move" if kind == "move" else "line", (x, y)))
        self.x, self.y = x, y
        return x, y

    def _curve(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        self.path.append(Segment("curve", (x1, y1, x2, y2, x, y)))
        self.control, self.x, self.y = (x2, y2), x, y

    def _quadratic(self, x1: float, y1: float, x: float, y: float) -> None:
        self._curve(
            self.x + (x1 - self.x) * 2 / 3, self.y + (y1 - self.y) * 2 / 3, x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3, x, y
        )
        self.control = (x1, y1)


def arc(
    x0: float, y0: float, rx: float, ry: float, turn: float, large: bool, sweep: bool, x: float, y: float
) -> Iterator[tuple[float, ...]]:
    """An elliptical arc from x0, y0 to x, y as cubic curves (F.6.5, F.6.6), or as a line if it has no radius."""
    rx, ry = abs(rx), abs(ry)
    if (x0, y0) == (x, y):
        return
    if not rx or not ry:
        yield (x, y)
        return
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    # The chord's half in the ellipse's own directions; radii too small for it grow.
    dx, dy = (x0 - x) / 2, (y0 - y) / 2
    ux, uy = (cos * dx + sin * dy) / rx, (cos * dy - sin * dx) / ry
    reach = math.hypot(ux, uy)
    if not _FLATTEST < reach < math.inf:  # as good as straight, or as good as without a radius
        yield (x, y)
        return
    if reach > 1:
        rx, ry, ux, uy = rx * reach, ry * reach, ux / reach, uy / reach
    square = min(1.0, ux * ux + uy * uy)
    # The centre, in units of the radii, lies off the chord's middle at a right angle.
    off = math.sqrt((1 - square) / square) * (-1 if large == sweep else 1)
    cx, cy = off * uy, -off * ux
    start = math.atan2(uy - cy, ux - cx)
    sweep_angle = math.atan2(-uy - cy, -ux - cx) - start
    if sweep and sweep_angle < 0:
        sweep_angle += 2 * math.pi
    elif not sweep and sweep_angle > 0:
        sweep_angle -= 2 * math.pi
    middle_x, middle_y = (x0 + x) / 2, (y0 + y) / 2
    parts = max(1, math.ceil(abs(sweep_angle) / (math.pi / 2) - 1e-9))
    step = sweep_angle / parts
    handle = 4 / 3 * math.tan(step / 4)

    def placed(px: float, py: float) -> tuple[float, float]:
        px, py = rx * (px + cx), ry * (py + cy)
        return cos * px - sin * py + middle_x, sin * px + cos * py + middle_y

    for part in range(parts):
        a, b = start + part * step, start + (part + 1) * step
        first = placed(math.cos(a) - handle * math.sin(a), math.sin(a) + handle * math.cos(a))
        second = placed(math.cos(b) + handle * math.sin(b), math.sin(b) - handle * math.cos(b))
        end = (x, y) if part == parts - 1 else placed(math.cos(b), math.sin(b))
        yield (*first, *second, *end)


def rectangle(x: float, y: float, width: float, height: float, rx: float, ry: float) -> Path:
    """A rectangle, its corners rounded by rx and ry (9.2)."""
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    right, bottom = x + width, y + height
    if not rx or not ry:
        corners = ((x, y), (right, y), (right, bottom), (x, bottom))
        return polygon(tuple(value for corner in corners for value in corner))
    pen = _Pen()
    pen.draw("M", (x + rx, y), False)
    pen.draw("L", (right - rx, y), False)
    pen.draw("A", (rx, ry, 0, 0, 1, right, y + ry), False)
    pen.draw("L", (right, bottom - ry), False)
    pen.draw("A", (rx, ry, 0, 0, 1, right - rx, bottom), False)
    pen.draw("L", (x + rx, bottom), False)
    pen.draw("A", (rx, ry, 0, 0, 1, x, bottom - ry), False)
    pen.draw("L", (x, y + ry), False)
    pen.draw("A", (rx, ry, 0, 0, 1, x + rx, y), False)
    pen.close()
    return tuple(pen.path)


def ellipse(cx: float, cy: float, rx: float, ry: float) -> Path:
    pen = _Pen()
    pen.draw("M", (cx + rx, cy), False)
    for x, y in ((cx, cy + ry), (cx - rx, cy), (cx, cy - ry), (cx + rx, cy)):
        pen.draw("A", (rx, ry, 0, 0, 1, x, y), False)
    pen.close()
    return tuple(pen.path)


def polygon(points: tuple[float, ...], *, closed: bool = True) -> Path:
    """Straight lines through points (x and y in turn)."""
    corners = tuple(zip(points[::2], points[1::2], strict=True))
    lines = tuple(Segment("line", corner) for corner in corners[1:])
    return (Segment("move", corners[0]), *lines, *((Segment("close"),) if closed else ()))
