"""A finished page measured with a ruler: what the tests say of it follows from the places of its glyphs alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from fonts.shape import ink
from layout.grid import Grid
from layout.items import Colour, Frame, GlyphRun, Group, Page, Picture, walk

# Roles of what stands in the columns of a story.
TEXT_ROLES = frozenset({"body", "note", "subhead", "verse", "table", "headline", "byline", "jump"})
# Rows of a table stand wider than the grid's lines; what comes after it is on the grid again.
ON_GRID = frozenset({"body", "note", "byline", "subhead", "verse", "jump", "sidebar"})


class Glyph(NamedTuple):
    """A glyph on the page: pen and baseline, its ink across, in points; the roles of the groups around it."""

    x: float
    y: float
    ink_left: float
    ink_right: float
    size: float
    text: str
    roles: tuple[str, ...]
    story: str
    column_x: float
    column_end: float
    colour: Colour


class Rect(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float

    def overlaps(self, other: Rect, tolerance: float = 0.01) -> bool:
        return (
            self.x0 < other.x1 - tolerance
            and other.x0 < self.x1 - tolerance
            and self.y0 < other.y1 - tolerance
            and other.y0 < self.y1 - tolerance
        )

    def holds(self, other: Rect, tolerance: float = 0.01) -> bool:
        return (
            other.x0 >= self.x0 - tolerance
            and other.y0 >= self.y0 - tolerance
            and other.x1 <= self.x1 + tolerance
            and other.y1 <= self.y1 + tolerance
        )


def glyphs_of(frame: Frame) -> Iterator[Glyph]:
    """Every glyph of a page in painting order."""
    column_x: dict[int, float] = {}
    for x, y, item, around in walk(frame):
        if isinstance(item, Group):
            column_x[id(item)] = x
        if not isinstance(item, GlyphRun):
            continue
        roles: tuple[str, ...] = tuple(group.role for group in around) or ("",)
        story = next((group.source for group in around if group.role == "story"), "")
        at = column_x[id(around[-1])] if around else 0.0
        end = at + (around[-1].frame.width if around else frame.width)
        pen = x
        for glyph, advance, text in zip(item.glyphs, item.advances, item.texts, strict=True):
            left, _, right, _ = ink(item.face, glyph)
            scale = item.size / 1000
            yield Glyph(
                pen, y, pen + left * scale, pen + right * scale, item.size, text, roles, story, at, end, item.colour
            )  # fmt: skip
            pen += advance * scale


def text_of(frame: Frame, roles: Iterable[str], story: str = "") -> str:
    """The copy of all glyphs whose innermost group has one of the roles, in painting order."""
    wanted = set(roles)
    return "".join(glyph.text for glyph in glyphs_of(frame) if glyph.roles[-1] in wanted and story in ("", glyph.story))


def groups_of(page: Page, *roles: str) -> list[tuple[Rect, Group]]:
    """Groups with one of the roles and their rectangles."""
    return groups_within(page.frame, *roles)


def groups_within(frame: Frame, *roles: str) -> list[tuple[Rect, Group]]:
    return [
        (Rect(x, y, x + item.frame.width, y + item.frame.height), item)
        for x, y, item, _ in walk(frame)
        if isinstance(item, Group) and item.role in roles
    ]


def story_rects(page: Page) -> dict[str, Rect]:
    return {group.source: rect for rect, group in groups_of(page, "story")}


Columns = Mapping[str, Mapping[float, list[float]]]


def columns_of(page: Page) -> Columns:
    """The baselines in each column of each story (by its left edge), what stands in sidebars and captions aside."""
    found: dict[str, dict[float, list[float]]] = defaultdict(lambda: defaultdict(list))
    for glyph in glyphs_of(page.frame):
        if glyph.story and glyph.roles[-1] in TEXT_ROLES and "head" not in glyph.roles and "sidebar" not in glyph.roles:
            found[glyph.story][round(glyph.column_x, 2)].append(glyph.y)
    return found


def set_lines_of(page: Page) -> list[str]:
    """Every line of running text, from glyph positions alone: glyphs of one column with one baseline, left to right."""
    lines: dict[tuple[str, str, float, float], list[Glyph]] = defaultdict(list)
    for glyph in glyphs_of(page.frame):
        if glyph.text and glyph.roles[-1] in ("body", "note", "sidebar", "caption"):
            key = (glyph.story, glyph.roles[-1], round(glyph.column_x, 1), round(glyph.y, 1))
            lines[key].append(glyph)
    return ["".join(glyph.text for glyph in sorted(line, key=lambda glyph: glyph.x)) for line in lines.values()]


def white_of(page: Page, grid: Grid, preferred_air: int, masthead_lines: int) -> float:
    """White cells by all cells as the issue counts them, from the groups and glyphs of a finished page."""
    left, top, right, _ = page.type_area
    used = [Rect(left, top, right, top + masthead_lines * grid.leading)]
    used.extend(rect for rect, _ in groups_of(page, "ad", "picture", "sidebar"))
    columns: dict[tuple[str, float, float], list[float]] = defaultdict(list)
    heads: dict[str, list[Glyph]] = defaultdict(list)
    for glyph in glyphs_of(page.frame):
        if "head" in glyph.roles:
            heads[glyph.story].append(glyph)
        elif glyph.story and glyph.roles[-1] in TEXT_ROLES and "sidebar" not in glyph.roles:
            columns[glyph.story, glyph.column_x, glyph.column_end].append(glyph.y)
    # A column is used from its first line to its last: the space above a subhead is no white.
    used.extend(Rect(x0, min(ys) - grid.leading, x1, max(ys)) for (_, x0, x1), ys in columns.items())
    for x, y, item, around in walk(page.frame):
        story = around[-1] if around and around[-1].role == "story" else None
        if story is None or not isinstance(item, Group):
            continue
        if item.role == "head":
            content = heads[story.source]
            reach = max(g.y + 0.12 * g.size for g in content) - min(g.y - 0.88 * g.size for g in content)
            most = min(item.frame.height, reach + (preferred_air + 1.5) * grid.leading)
            used.append(Rect(x, y, x + item.frame.width, y + most))
        if item.role == "rules":  # the frame of a box: a line within it at the head and at the foot is its inset
            rect = next(rect for rect, group in groups_of(page, "story") if group is story)
            used.append(rect._replace(y1=rect.y0 + grid.leading))
            used.append(rect._replace(y0=rect.y1 - grid.leading))
    return _white(used, grid, left, top)


def _white(used: list[Rect], grid: Grid, left: float, top: float) -> float:
    white = 0
    for column in range(grid.columns):
        x0 = left + column * (grid.column_width + grid.gutter)
        x1 = x0 + grid.column_width
        for line in range(grid.lines):
            middle = top + (line + 0.5) * grid.leading
            covered = sum(max(0.0, min(x1, r.x1) - max(x0, r.x0)) for r in used if r.y0 <= middle <= r.y1)
            white += covered < grid.column_width / 2
    return white / (grid.columns * grid.lines)


def type_area(page: Page) -> Rect:
    return Rect(*page.type_area)


def names(page: Page) -> set[str]:
    return {record.id for record in page.stories}


def inside(page: Page) -> None:
    """No glyph or picture of a story leaves its rectangle (or is cut off there, which is reported), no story
    another's."""
    rects = story_rects(page)
    cut = {group.source for _, group in groups_of(page, "story") if group.clip}
    assert cut <= {found.article for found in page.diagnostics if found.code == "head-too-high"}
    for glyph in glyphs_of(page.frame):
        if glyph.story and glyph.story not in cut:
            ink = Rect(glyph.ink_left, glyph.y - 0.88 * glyph.size, glyph.ink_right, glyph.y + 0.12 * glyph.size)
            assert rects[glyph.story].holds(ink, glyph.size / 2), (glyph.story, glyph.roles, glyph.text)
    for x, y, item, around in walk(page.frame):
        if isinstance(item, Picture):
            story = next(group.source for group in around if group.role == "story")
            assert rects[story].holds(Rect(x, y, x + item.width, y + item.height)), story
            assert item.width > 0
            assert item.height > 0
    for number, rect in enumerate(list(rects.values())):
        assert type_area(page).holds(rect)
        assert not any(rect.overlaps(other) for other in list(rects.values())[number + 1 :])
