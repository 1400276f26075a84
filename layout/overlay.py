"""A proof's marks in the page itself: grid, frames and problems, drawn over the copy as items of one group."""

from __future__ import annotations

from layout.grid import Grid
from layout.items import Box, Colour, Frame, Group, Page, Placed, Rule, walk

KINDS = ("grid", "frames", "problems")
_GRID = Colour("cmyk", (0.45, 0.05, 0.0, 0.0))
_FRAME = Colour("cmyk", (0.7, 0.0, 0.7, 0.0))
_PROBLEM = Colour("cmyk", (0.0, 1.0, 0.4, 0.0))


def overlay(page: Page, kinds: tuple[str, ...], grid: Grid) -> Page:
    """A page and which marks to draw (`KINDS`) in; the page with the marks on top out."""
    items: list[Placed] = []
    if "grid" in kinds:
        items.extend(_grid(grid))
    if "frames" in kinds:
        items.extend(_frames(page))
    if "problems" in kinds:
        items.extend(_problems(page))
    marks = Group(Frame(page.trim[0], page.trim[1], tuple(items)), "overlay")
    return page._replace(frame=page.frame._replace(items=(*page.frame.items, Placed(0, 0, marks))))


def _grid(grid: Grid) -> list[Placed]:
    """Base columns as boxes, grid lines as hairlines, every tenth a little heavier; the fold of a spread."""
    x0, y0, x1, y1 = grid.type_area
    items = [
        Placed(grid.x(column), y0, Box(grid.column_width, y1 - y0, stroke=_GRID, thickness=0.3))
        for column in range(grid.columns)
    ]
    for line in range(grid.lines + 1):
        thickness = 0.5 if line % 10 == 0 else 0.15
        items.append(Placed(x0, grid.y(line), Rule(x1 - x0, 0, thickness, _GRID)))
    if grid.fold:
        items.append(Placed(grid.trim[0] / 2, 0, Rule(0, grid.trim[1], 0.8, _GRID)))
    return items


def _frames(page: Page) -> list[Placed]:
    """The rectangle of every story, advertisement and piece of furniture."""
    return [
        Placed(x, y, Box(item.frame.width, item.frame.height, stroke=_FRAME, thickness=0.8))
        for x, y, item, _ in walk(page.frame)
        if isinstance(item, Group) and item.role in ("story", "ad", "folio", "masthead", "picture", "sidebar")
    ]


def _problems(page: Page) -> list[Placed]:
    """A heavy frame around every story that a warning or an error names."""
    named = {diagnostic.article for diagnostic in page.diagnostics if diagnostic.severity != "note"} - {""}
    rects = dict.fromkeys(rect for story in page.stories if story.id in named for rect in story.rects)
    return [
        Placed(x0 - 2, y0 - 2, Box(x1 - x0 + 4, y1 - y0 + 4, stroke=_PROBLEM, thickness=2.0)) for x0, y0, x1, y1 in rects
    ]
