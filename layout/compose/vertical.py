"""Compose a story that stands (竖排): its head at the right, its vertical lines in tiers from right to left."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

from layout.body import BodyLine
from layout.compose.story import FRAME_OUT, Composed, box_frame, overset_mark, report
from layout.desk import Desk
from layout.fit import Fitted
from layout.grid import Grid
from layout.head import compose_head
from layout.items import Colour, Frame, Group, Placed, Rule
from layout.plan.types import Slot
from layout.setting.drawing import glyph_runs
from layout.setting.lines import Line
from layout.standing import compose_standing
from layout.style import Style
from layout.tiers import Tiered, set_tiers

EM = 1000


def compose_vertical_story(slot: Slot, page_no: str, grid: Grid, desk: Desk, accent: Colour) -> Composed:
    """A slot in, the story composed out; what is overset is left out of the tiers, marked, and said."""
    region, style = slot.region, desk.style
    tiered = set_tiers(slot.story, region.columns, region.lines, desk)
    assert tiered is not None, "the planner gives a story that stands a rectangle that holds its head"
    leading, em = grid.leading, grid.em
    inset_x, inset = (em, 1) if slot.story.box else (0.0, 0)
    width = grid.width(region.columns) - 2 * inset_x
    items: list[Placed] = []
    if slot.story.box:
        items.append(Placed(0, FRAME_OUT * leading, box_frame(region, grid, desk)))
    if tiered.above.rows:
        lying = compose_head(tiered.above, width, tiered.above.lines, style, accent, above=not slot.story.box)
        items.append(Placed(inset_x, inset * leading, lying))
    top = (inset + tiered.above.lines) * leading + (leading - em) / 2
    body_width = width - tiered.strip
    head = compose_standing(tiered.standing, tiered.strip - em, tiered.height)
    items.append(Placed(inset_x + body_width + em, top, head))
    items.extend(Placed(inset_x + x, top + y, item) for x, y, item in _tiers(tiered, body_width, style))
    if not tiered.flow.fits:
        items.append(overset_mark(region, grid))
    frame = Frame(grid.width(region.columns), region.lines * leading, tuple(items))
    group = Group(frame, "story", slot.story.id, slot.story.title)
    fitted = _fitted(slot, tiered)
    records, diagnostics = report(slot, fitted, page_no, grid)
    placed = Placed(grid.x(region.column), grid.y(region.line), group)
    return Composed(placed, records, diagnostics, _used(slot, tiered, grid, inset_x, inset, body_width))


def _fitted(slot: Slot, tiered: Tiered) -> Fitted:
    heights = (tiered.across,) * tiered.count
    return Fitted(tiered.above, slot.variant, tiered.lines, heights, tiered.flow, 0, (), tiered.standing)


def _tiers(tiered: Tiered, width: float, style: Style) -> list[Placed]:
    """The tiers with hairlines between them, from the top of the body, `width` points to the left of the strip."""
    em = style.grid.body_pt
    items: list[Placed] = []
    for tier, (start, end) in enumerate(tiered.flow.columns):
        top = tiered.top(tier, em)
        items.extend(compose_tier(tiered.lines[start:end], width, top, tiered.measure, style))
        if tier:
            line = Rule(width, 0, style.rules.hairline_pt)
            items.append(Placed(0, top - tiered.gap / 2, Group(Frame(width, 0, (Placed(0, 0, line),)), "rules")))
    return items


def compose_tier(lines: Sequence[BodyLine], right: float, top: float, measure: int, style: Style) -> list[Placed]:
    """Body lines of a tier in, placed from its right edge; one group a run of lines of one role and article."""
    leading, em = style.grid.leading_pt, style.grid.body_pt
    items: list[Placed] = []
    at = 0
    for (role, article), run in groupby(lines, key=lambda line: (line.role, line.article)):
        members = list(run)
        width = (len(members) - 1) * leading + em
        left = right - at * leading - width
        placed = [
            Placed(width - em / 2 - index * leading + glyphs.x, _start(line, text, measure, em) + glyphs.y, glyphs.item)
            for index, line in enumerate(members)
            for text in line.lines
            for glyphs in glyph_runs(text, line.size, span=line.span)
        ]
        if placed:
            items.append(Placed(left, top, Group(Frame(width, measure * em, tuple(placed)), role, article)))
        at += len(members)
    return items


def _start(line: BodyLine, text: Line, measure: int, em: float) -> float:
    """Points from the top of the tier to the start of a line."""
    if line.align == "middle":
        return (measure * em - text.width * line.size / EM) / 2
    if line.align.startswith("indent"):
        return int(line.align.removeprefix("indent")) * line.size
    return 0.0


def _used(
    slot: Slot, tiered: Tiered, grid: Grid, inset_x: float, inset: int, body_width: float
) -> tuple[tuple[float, float, int, int], ...]:
    """The areas that are not white: head, strip, the lines of each tier with the gap above it, the insets of a box."""
    region = slot.region
    left = region.column * (grid.column_width + grid.gutter)
    right = left + grid.width(region.columns)
    first = region.line + inset + tiered.above.lines
    last = region.end_line - inset
    used = [(left, right, region.line, first), (left + inset_x + body_width, right, first, last)]
    if inset:
        used.append((left, right, last, region.end_line))
    used += [(left, left + inset_x, first, last)] if inset else []
    for tier, (start, end) in enumerate(tiered.flow.columns):
        x = left + inset_x + body_width - (end - start) * grid.leading
        above = tiered.top(tier - 1, grid.em) + tiered.measure * grid.em if tier else 0.0
        begin = first + math.floor(above / grid.leading)
        foot = first + math.ceil((tiered.top(tier, grid.em) + tiered.measure * grid.em) / grid.leading)
        used.append((x, left + inset_x + body_width, begin, min(foot, last)))
    return tuple(used)
