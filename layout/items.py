"""A finished page: a small closed set of items in frames.

Lengths are points, y runs down, the origin of a page is the upper left corner of its trim box. A frame holds
items at places relative to its own corner, so that a line, a column or a story is set once and put anywhere.
Exporters match over these types and decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from editions.diagnostic import Diagnostic, Span
from editions.drawing import Cap, Join, Segment
from fonts.face import Face


class Colour(NamedTuple):
    """Ink: `gray` (0 = black … 1 = white), `cmyk` (four values 0 … 1)."""

    space: Literal["gray", "cmyk"]
    values: tuple[float, ...]

    def as_gray(self) -> Colour:
        """The colour in black alone; solid colours stay solid, so that a rule or a name does not fade."""
        if self.space == "gray":
            return self
        cyan, magenta, yellow, black = self.values
        ink = min(1.0, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black)
        return Colour("gray", (0.0 if ink > 0.5 else round(1.0 - ink, 4),))


BLACK = Colour("gray", (0.0,))
WHITE = Colour("gray", (1.0,))


class GlyphRun(NamedTuple):
    """Glyphs of one face, one size, one line. `advances` in 1/1000 em are the distances actually set, so the run
    is placed without any further rule; `texts` gives each glyph the copy it stands for ("" for a glyph that
    continues a cluster), in copy order: plain text where every glyph is a character. The item's place is the origin of
    the first glyph on the baseline.

    In a vertical line a run is either `turned`, its baseline running down with the glyphs' heads to the right, or its
    glyphs stand upright at `origins` (1/1000 em from the place, x right and y down), drawn `squeezed` times as wide as
    they are."""

    face: Face
    size: float
    glyphs: tuple[int, ...]
    advances: tuple[int, ...]
    texts: Sequence[str]
    colour: Colour = BLACK
    span: Span | None = None
    turned: bool = False
    origins: tuple[tuple[int, int], ...] = ()
    squeezed: float = 1.0

    @property
    def text(self) -> str:
        return "".join(self.texts)


class Rule(NamedTuple):
    """A straight line from the place to (`dx`, `dy`) away."""

    dx: float
    dy: float
    thickness: float
    colour: Colour = BLACK


class Box(NamedTuple):
    """A rectangle, filled, stroked or both."""

    width: float
    height: float
    fill: Colour | None = None
    stroke: Colour | None = None
    thickness: float = 0.5


class Picture(NamedTuple):
    """An image file cropped to `crop` (fractions 0 … 1 of the upright picture) and scaled to width × height; printed
    in black alone if `gray`."""

    file: str
    width: float
    height: float
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    gray: bool = False


class Shape(NamedTuple):
    """Outlines about the place, filled, stroked or both. `path` is in points, y down; the nonzero winding rule says
    what is inside, or the even-odd one."""

    path: tuple[Segment, ...]
    fill: Colour | None = None
    even_odd: bool = False
    stroke: Colour | None = None
    thickness: float = 0.5
    cap: Cap = "butt"
    join: Join = "miter"
    miter_limit: float = 4.0


class Frame(NamedTuple):
    width: float
    height: float
    items: tuple[Placed, ...] = ()


Role = Literal[
    "page", "folio", "masthead", "story", "head", "kicker", "headline", "deck", "byline", "body", "subhead", "note",
    "verse", "table", "picture", "caption", "jump", "label", "sidebar", "contents", "ad", "rules", "overlay", "overset",
]  # fmt: skip


class Group(NamedTuple):
    """A frame with a meaning. `source` is the article's id, an advertisement's file or the page number."""

    frame: Frame
    role: Role
    source: str = ""
    title: str = ""
    clip: bool = False


Item = GlyphRun | Rule | Box | Picture | Shape | Group


class Placed(NamedTuple):
    x: float
    y: float
    item: Item


class StoryRecord(NamedTuple):
    """What the report says of one story on one page. Rectangles are points, (x0, y0, x1, y1)."""

    id: str
    headline: str
    rank: int
    columns: int
    headline_pt: float
    rects: tuple[tuple[float, float, float, float], ...]
    characters: int
    overset_lines: int = 0
    overset_characters: int = 0
    short_lines: int = 0


class Page(NamedTuple):
    """A composed page: one `frame` of trim size, and what the report needs to know of it."""

    page_nos: tuple[str, ...]
    folio: str
    trim: tuple[float, float]
    bleed: float
    frame: Frame
    type_area: tuple[float, float, float, float]
    stories: tuple[StoryRecord, ...] = ()
    white_ratio: float = 0.0
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def no(self) -> str:
        """The page's number as the edition has it: `4-5` for a spread."""
        return "-".join(self.page_nos)


def walk(frame: Frame, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[float, float, Item, tuple[Group, ...]]]:
    """Every item of a frame and of the groups in it, with its absolute place and the groups around it,
    in painting order."""
    around: tuple[Group, ...] = ()
    levels = [(iter(frame.items), x, y, around)]
    while levels:
        rest, x, y, around = levels[-1]
        for placed in rest:
            px, py, item = x + placed.x, y + placed.y, placed.item
            yield px, py, item, around
            if isinstance(item, Group):
                levels.append((iter(item.frame.items), px, py, (*around, item)))
                break
        else:
            levels.pop()
