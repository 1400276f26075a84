"""An SVG file in, a `Drawing` out: the part of SVG that lettering needs, and nothing of it dropped in silence.

Read are paths and basic shapes in groups, with transformations, fill and stroke in plain colours, as attributes or
in `style`. Text, pictures, gradients, effects, style sheets and references are not: each that would show is named,
since half a masthead must not be printed. Without a fill, or with `currentColor`, a shape takes the paper's second
colour. The rectangle is the `viewBox`, else `width` and `height`.

The parser is expat: it opens nothing, and a file that defines entities is refused before it starts.

Source: SVG 1.1 (2nd edition), chapters 5 to 11.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from xml.parsers import expat

from editions.drawing import Cap, Drawing, Join, Outline, Paint, Rgb, Stroke
from editions.images import Fault
from editions.messages_edition import MASTHEAD_FEATURE, PICTURE_TOO_LARGE, SVG_BROKEN, SVG_ENTITIES, SVG_TOO_COMPLEX
from editions.read.svg_path import (
    UNMOVED,
    Matrix,
    Path,
    ellipse,
    polygon,
    read_numbers,
    read_path,
    read_transform,
    rectangle,
)

MAX_BYTES = 4_000_000
MAX_SEGMENTS = 100_000  # four brushed characters, traced finely, have a few thousand
MAX_NAMED = 6  # of the things that cannot be drawn

_SVG = "http://www.w3.org/2000/svg "

_GROUPS = frozenset({"g", "a"})
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polygon", "polyline"})

# Elements that show nothing where they stand. A reference to one of them is told where it is made.
_UNSEEN = frozenset(
    {
        "defs", "title", "desc", "metadata", "symbol", "clipPath", "mask", "linearGradient", "radialGradient", "pattern",
        "marker", "filter", "view", "cursor", "color-profile",
    }
)  # fmt: skip

# Properties that change the picture, with the values at which they do not.
_HARMLESS: Mapping[str, frozenset[str]] = {
    "opacity": frozenset({"1", "1.0", "100%"}),
    "fill-opacity": frozenset({"1", "1.0", "100%"}),
    "stroke-opacity": frozenset({"1", "1.0", "100%"}),
    "stroke-dasharray": frozenset({"none"}),
    "clip-path": frozenset({"none"}),
    "mask": frozenset({"none"}),
    "filter": frozenset({"none"}),
    "marker": frozenset({"none"}),
    "marker-start": frozenset({"none"}),
    "marker-mid": frozenset({"none"}),
    "marker-end": frozenset({"none"}),
    "vector-effect": frozenset({"none"}),
    "mix-blend-mode": frozenset({"normal"}),
    "paint-order": frozenset({"normal", "fill", "fill stroke", "fill stroke markers", "fill markers stroke"}),
}
_IN_STYLE_ALONE = frozenset({"transform", "d", "x", "y", "cx", "cy", "r", "rx", "ry", "width", "height"})

# CSS 2.1's names and those that every drawing program knows beside them.
_COLOURS: Mapping[str, str] = {
    "black": "000", "silver": "c0c0c0", "gray": "808080", "grey": "808080", "white": "fff", "maroon": "800000",
    "red": "f00", "darkred": "8b0000", "purple": "800080", "fuchsia": "f0f", "magenta": "f0f", "green": "008000",
    "lime": "0f0", "olive": "808000", "yellow": "ff0", "orange": "ffa500", "gold": "ffd700", "navy": "000080",
    "blue": "00f", "teal": "008080", "aqua": "0ff", "cyan": "0ff", "brown": "a52a2a", "crimson": "dc143c",
}  # fmt: skip
_HEX = re.compile(r"#?(?:([0-9a-f])([0-9a-f])([0-9a-f])|([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2}))", re.I)
_PARTS = re.compile(r"rgb\(\s*([0-9.]{1,9})(%?)[\s,]+([0-9.]{1,9})\2[\s,]+([0-9.]{1,9})\2\s*\)", re.I)
_LENGTH = re.compile(r"\s*([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|q)?\s*", re.I)
_UNITS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}


@dataclass(frozen=True, slots=True)
class _Manner:
    """How shapes are drawn at some place: what groups hand down."""

    matrix: Matrix = UNMOVED
    fill: Paint | None = "accent"
    even_odd: bool = False
    stroke: Paint | None = None
    width: float = 1.0
    cap: Cap = "butt"
    join: Join = "miter"
    miter_limit: float = 4.0
    visible: bool = True


class _Feature(NamedTuple):
    """What cannot be drawn, and the line it stands on."""

    name: str
    line: int


def read_svg(data: bytes) -> Drawing | Fault:
    """The bytes of an SVG file in, the drawing or what is wrong with it out. Never raises for what is in them."""
    if len(data) > MAX_BYTES:
        return Fault(PICTURE_TOO_LARGE, {"limit": MAX_BYTES // 1_000_000})
    if b"<!ENTITY" in data:  # UTF-8 is the only encoding that the parser is allowed: no other spelling of it
        return Fault(SVG_ENTITIES, {"line": data.count(b"\n", 0, data.index(b"<!ENTITY")) + 1})
    parser = expat.ParserCreate("utf-8", " ")
    reader = _Reader(parser)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        return _broken(f"第 {error.lineno} 行不是合格的 UTF-8 XML：{why}", f"line {error.lineno} is not XML in UTF-8: {why}")
    return reader.drawing()


def _broken(zh: str, en: str) -> Fault:
    return Fault(SVG_BROKEN, {"why": en, "why_zh": zh})


class _Reader:
    """What the parser has met so far. After the first fault it only waits for the end of the file."""

    def __init__(self, parser: Any) -> None:
        self.parser = parser
        self.manners: list[_Manner] = []
        self.unseen = 0  # elements open within one that shows nothing
        self.width = self.height = 0.0
        self.outlines: list[Outline] = []
        self.segments = 0
        self.features: dict[str, _Feature] = {}
        self.fault: Fault | None = None

    def drawing(self) -> Drawing | Fault:
        if self.fault:
            return self.fault
        if self.features:
            named = tuple(self.features.values())[:MAX_NAMED]
            more = " …" if len(self.features) > MAX_NAMED else ""
            zh = "、".join(f"{name}（第 {line} 行）" for name, line in named) + more
            en = ", ".join(f"{name} (line {line})" for name, line in named) + more
            return Fault(MASTHEAD_FEATURE, {"what": en, "what_zh": zh})
        if not self.outlines:
            return _broken("里面没有图形", "nothing is drawn in it")
        return Drawing(self.width, self.height, tuple(self.outlines))

    # What the parser calls

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.removeprefix(_SVG)
        if self.unseen or self.fault:
            self.unseen += 1
            if name == "style" and self.manners:  # it rules the whole file, wherever it stands
                self._cannot(name)
            return
        if not self.manners:
            self._root(name, attributes)
            return
        found, manner = self._read_manner(name, attributes)
        if name in _GROUPS and manner:
            self.manners.append(manner)
            return
        self.unseen = 1
        if name in _SHAPES and manner:
            self._shape(name, found, manner)
        elif manner and name not in _UNSEEN and " " not in name:  # another namespace shows nothing anywhere
            self._cannot(name)

    def end(self, _: str) -> None:
        if self.unseen:
            self.unseen -= 1
        elif len(self.manners) > 1:
            self.manners.pop()

    # Elements

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        if name != "svg":
            self.fault = _broken("最外层不是 <svg>", "its outermost element is not <svg>")
            return
        box = attributes.get("viewBox")
        if box is None:
            fault = _broken("没有 viewBox，也没有宽和高", "it has no viewBox, nor a width and height")
            size = (_length(attributes.get("width", "")), _length(attributes.get("height", "")))
            numbers: tuple[float | None, ...] | None = (0.0, 0.0, *size)
        else:
            fault = self._malformed(name, "viewBox")
            numbers = read_numbers(box)
        match numbers:
            case (float(x), float(y), float(width), float(height)) if width > 0 and height > 0:
                self.width, self.height = width, height
            case _:
                self.fault = fault
                return
        found, manner = self._read_manner(name, attributes)
        moved = manner or _Manner(visible=False)
        self.manners.append(replace(moved, matrix=Matrix(e=-x, f=-y).times(moved.matrix)))
        if found.get("preserveAspectRatio", "").split()[:1] == ["none"]:
            self._cannot("preserveAspectRatio=none")

    def _shape(self, name: str, attributes: dict[str, str], manner: _Manner) -> None:
        if not manner.visible:
            return
        path = self._path(name, attributes)
        if not path:
            return
        self.segments += len(path)
        if self.segments > MAX_SEGMENTS:
            self.fault = Fault(SVG_TOO_COMPLEX, {"limit": MAX_SEGMENTS})
            return
        moved = manner.matrix.apply(path)
        if moved is None:
            self.fault = self._malformed(name, "transform")
            return
        stroke = None
        if manner.stroke is not None and manner.width:
            if not manner.matrix.is_even:
                self._cannot("stroke + transform")
            width = manner.width * manner.matrix.scale
            stroke = Stroke(manner.stroke, width, manner.cap, manner.join, manner.miter_limit)
        fill = None if name == "line" else manner.fill
        if fill is not None or stroke is not None:
            self.outlines.append(Outline(moved, fill, manner.even_odd, stroke))

    def _path(self, name: str, attributes: dict[str, str]) -> Path:
        """The path of a shape in its own coordinates; empty if it has none, or the fault is noted."""
        if name in ("path", "polygon", "polyline"):
            key = "d" if name == "path" else "points"
            text = attributes.get(key, "")
            if name == "path":
                path = read_path(text, most=MAX_SEGMENTS)
            else:
                points = read_numbers(text)
                usable = points is not None and len(points) % 2 == 0
                path = polygon(points, closed=name == "polygon") if usable and points else () if usable else None
            if path is None:
                self.fault = self._malformed(name, key)
            return path or ()

        def number(key: str, instead: float = 0.0) -> float:
            value = _length(attributes[key]) if key in attributes else instead
            if value is None or (value < 0 and key in ("width", "height", "r", "rx", "ry")):
                self.fault = self.fault or self._malformed(name, key)
                return 0.0
            return value

        match name:
            case "line":
                return polygon((number("x1"), number("y1"), number("x2"), number("y2")), closed=False)
            case "circle":
                rx = ry = number("r")
                return ellipse(number("cx"), number("cy"), rx, ry) if rx else ()
            case "ellipse":
                rx, ry = number("rx"), number("ry")
                return ellipse(number("cx"), number("cy"), rx, ry) if rx and ry else ()
        width, height = number("width"), number("height")
        rx = number("rx", number("ry"))  # one alone counts for both
        ry = number("ry", rx)
        return rectangle(number("x"), number("y"), width, height, rx, ry) if width and height else ()

    # Attributes

    def _read_manner(self, name: str, attributes: dict[str, str]) -> tuple[dict[str, str], _Manner | None]:
        """An element's attributes with those of `style` over them, and the manner in which it is drawn; None if it
        is not displayed, or the fault is noted."""
        found = dict(attributes)
        manner = self.manners[-1] if self.manners else _Manner()
        for part in attributes.get("style", "").split(";"):
            key, colon, value = part.partition(":")
            key = key.strip().lower()
            if key in _IN_STYLE_ALONE and name in (_SHAPES | _GROUPS):
                self._cannot(f"style: {key}")
            elif colon:
                found[key] = value.removesuffix("!important").strip()
        if found.get("display", "").strip() == "none":
            return found, None
        if name in _UNSEEN or " " in name:
            return found, manner
        for key, harmless in _HARMLESS.items():
            if found.get(key, "inherit").strip() not in (harmless | {"inherit"}):
                self._cannot(key)
        return found, self._inherit(name, manner, found)

    def _inherit(self, name: str, manner: _Manner, found: Mapping[str, str]) -> _Manner | None:
        for key in ("fill", "stroke", "fill-rule", "stroke-width", "stroke-linecap", "stroke-linejoin",
                    "stroke-miterlimit", "visibility", "transform"):  # fmt: skip
            value = found.get(key, "inherit").strip()
            if value == "inherit":
                continue
            changed = self._changed(manner, key, value)
            if changed is None:
                self.fault = self.fault or self._malformed(name, key)
                return None
            manner = changed
        return manner

    def _changed(self, manner: _Manner, key: str, value: str) -> _Manner | None:
        """A manner with one property set; None if the value is malformed."""
        match key, value:
            case "fill", _:
                return replace(manner, fill=self._paint(key, value))
            case "stroke", _:
                return replace(manner, stroke=self._paint(key, value))
            case "fill-rule", ("nonzero" | "evenodd"):
                return replace(manner, even_odd=value == "evenodd")
            case "stroke-linecap", ("butt" | "round" | "square") as cap:
                return replace(manner, cap=cap)
            case "stroke-linejoin", ("miter" | "round" | "bevel") as join:
                return replace(manner, join=join)
            case "stroke-width", _:
                width = _length(value)
                return None if width is None or width < 0 else replace(manner, width=width)
            case "stroke-miterlimit", _:
                limit = _length(value)
                return None if limit is None or limit < 1 else replace(manner, miter_limit=limit)
            case "visibility", _:
                return replace(manner, visible=value == "visible")
            case "transform", _:
                matrix = Matrix() if value == "none" else read_transform(value)
                return None if matrix is None else replace(manner, matrix=manner.matrix.times(matrix))
        return None

    def _paint(self, key: str, value: str) -> Paint | None:
        if value in ("none", "transparent"):
            return None
        if value.lower() == "currentcolor":
            return "accent"
        colour = read_colour(value)
        if colour is None:
            self._cannot(f"{key}={value[:40]}")
        return colour

    def _cannot(self, what: str) -> None:
        shown = "".join(char if char.isprintable() else "?" for char in what)
        if len(self.features) <= MAX_NAMED:
            self.features.setdefault(shown, _Feature(shown[:60], self.parser.CurrentLineNumber))

    def _malformed(self, name: str, key: str) -> Fault:
        line = self.parser.CurrentLineNumber
        return _broken(f"第 {line} 行 <{name}> 的 {key} 有误", f"line {line}: the {key} of <{name}> is malformed")


def read_colour(text: str) -> Rgb | None:
    """A colour as SVG writes it, by name, `#rgb`, `#rrggbb` or `rgb(…)`; None if it is written otherwise."""
    if match := _HEX.fullmatch(_COLOURS.get(text.lower(), text if text.startswith("#") else "")):
        parts = [part for part in match.groups() if part is not None]
        return Rgb(*(int(part * (2 if len(part) == 1 else 1), 16) / 255 for part in parts))
    if match := _PARTS.fullmatch(text):
        whole = 100 if match.group(2) else 255
        try:
            return Rgb(*(min(1.0, float(part) / whole) for part in match.group(1, 3, 4)))
        except ValueError:  # two points in a number
            return None
    return None


def _length(text: str) -> float | None:
    """A length in the drawing's units (SVG 1.1, 7.10); a percentage is none, since nothing says of what."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        return None
    numbers = read_numbers(match.group(1))
    return numbers[0] * _UNITS[(match.group(2) or "px").lower()] if numbers else None


