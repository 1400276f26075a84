"""A standing head in its strip (竖题): its place in the story, and the part of the strip that is not white."""

from __future__ import annotations

import math

from layout.desk import Desk
from layout.grid import Grid
from layout.items import Placed
from layout.plan.types import Slot, Strip
from layout.standing import StandingHead, compose_standing

AIR_LINES = 2.5  # above and below the lines of a standing head, that are no white


def place_strip(head: StandingHead, strip: Strip, slot: Slot, desk: Desk, inset_x: float, body_top: int) -> Placed:
    """The head's group, placed in the story at the start of the body."""
    height = _foot(slot) - body_top
    grid = desk.style.grid
    group = compose_standing(head, (strip.em - grid.gutter) * grid.body_pt, height * grid.leading_pt)
    return Placed(inset_x, body_top * grid.leading_pt, group)


def used_by_strip(
    head: StandingHead, strip: Strip, slot: Slot, grid: Grid, inset_x: float, body_top: int
) -> tuple[float, float, int, int]:
    """(x0, x1, first line, last line) of the head with its air, relative to the type area."""
    region = slot.region
    x = region.column * (grid.column_width + grid.gutter) + inset_x
    height = _foot(slot) - body_top
    blank = max(0, math.floor((height - head.down / grid.leading) / 2 - AIR_LINES))
    top = region.line + body_top
    return (x, x + strip.em * grid.em, top + blank, top + height - blank)


def _foot(slot: Slot) -> int:
    return slot.region.lines - slot.variant.inset // 2
