"""Flow: body lines and columns in, which lines stand in which column out.

A column ends where it is full. It never ends within or after a subhead nor, where that can be had, with a single line
under one, and no last line of a paragraph stands alone at the head of the next (clreq, widow). Where it costs no line of
white, no first line of one stands alone at a foot (orphan). Rather than lose copy a column ends where the rules forbid it:
first before a widow, then within what is kept together. `overset` is a value: the index of the first line that found no
place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from layout.body import BodyLine

# What is wrong with ending a column at a place.
WIDOW = 1  # the line after would be the last of its paragraph, alone at the head of a column
LONELY = 2  # a subhead would have a single line of its paragraph under it
ORPHAN = 4  # the first line of a paragraph would stand alone
KEPT = 8  # the line before must not end a column: a subhead, a byline, a row of a table
NEVER = KEPT | WIDOW  # unless copy is lost


class Flow(NamedTuple):
    """`columns` are (first, last) indices of lines, `overset` the index of the first line left over."""

    columns: tuple[tuple[int, int], ...]
    overset: int
    total: int
    waived: int = 0  # WIDOW or KEPT: the worst that a column ends with against the rules, so that no copy is lost

    @property
    def fits(self) -> bool:
        return self.overset >= self.total


class Outline(NamedTuple):
    """Lines as the flow sees them: how high each is and where it begins (grid lines, one entry more than there are lines),
    whether it is air, whether it is a subhead, and what is wrong with ending a column before it."""

    heights: tuple[int, ...]
    starts: tuple[int, ...]
    airs: tuple[bool, ...]
    subheads: tuple[bool, ...]
    bars: tuple[int, ...]


@lru_cache(maxsize=1024)
def outline_of(lines: tuple[BodyLine, ...]) -> Outline:
    heights = tuple(line.height for line in lines)
    bars = (0, *(_bar(lines, at) for at in range(1, len(lines))), 0)[: len(lines) + 1]
    airs, subheads = tuple(line.air for line in lines), tuple(line.role == "subhead" for line in lines)
    return Outline(heights, tuple(accumulate(heights, initial=0)), airs, subheads, bars)


def _bar(lines: Sequence[BodyLine], at: int) -> int:
    before, after = lines[at - 1], lines[at]
    widow = after.role in ("body", "note") and after.last and not after.first
    bar = KEPT * before.keep | WIDOW * widow
    if at > 1 and lines[at - 2].role == "subhead" and before.role == "body" and not before.last:
        bar |= LONELY
    if before.role in ("body", "note") and before.first and not before.last:
        bar |= ORPHAN
    return bar


def flow(lines: Sequence[BodyLine], heights: Sequence[int]) -> Flow:
    """Lines and the heights of the columns in grid lines in, a `Flow` out."""
    return flow_outline(outline_of(tuple(lines)), heights)


def flow_outline(outline: Outline, heights: Sequence[int]) -> Flow:
    """The same for lines of which only the outline is known."""
    for barred in (NEVER | LONELY, NEVER):
        found = _flow(outline, heights, barred)
        if found.fits:
            return _without_orphans(outline, heights, found, barred)
    # What the keep rules push out of the last column may still stand if they are waived: lost copy is worse.
    for barred, waived in ((KEPT, WIDOW), (0, KEPT)):
        loose = _flow(outline, heights, barred)
        if loose.overset > found.overset:
            found = loose._replace(waived=waived)
        if found.fits:
            break
    return found


def _flow(outline: Outline, heights: Sequence[int], barred: int) -> Flow:
    """Columns filled one after the other, none ended at a place that has something of `barred` wrong with it."""
    _, starts, airs, _, bars = outline
    total = len(airs)
    columns = []
    at = 0
    for room in heights:
        while at < total and airs[at]:
            at += 1
        end = bisect_right(starts, starts[at] + room, at) - 1
        if end < total:
            while end > at and bars[end] & barred:
                end -= 1
        columns.append((at, end))
        at = end
    while at < total and airs[at]:
        at += 1
    return Flow(tuple(columns), at, total)


def _without_orphans(outline: Outline, heights: Sequence[int], found: Flow, barred: int) -> Flow:
    """The flow that has no orphans, if there is one that leaves no more white and none in another column than the last
    that `found` does not."""
    if not _orphans(outline, found):
        return found
    better = _flow(outline, heights, barred | ORPHAN)
    if not better.fits or _orphans(outline, better) >= _orphans(outline, found):
        return found
    white, less = white_of(outline, heights, better), white_of(outline, heights, found)
    return better if sum(white) <= sum(less) and sum(white[:-1]) <= sum(less[:-1]) else found


def orphans(lines: Sequence[BodyLine], found: Flow) -> int:
    """How many columns end with the first line of a paragraph alone at their foot."""
    return _orphans(outline_of(tuple(lines)), found)


def _orphans(outline: Outline, found: Flow) -> int:
    total = len(outline.airs)
    return sum(outline.bars[end] & ORPHAN > 0 for start, end in found.columns if start < end < total)


def lonely(outline: Outline, found: Flow) -> int:
    """How many columns end with a single line under a subhead."""
    total = len(outline.airs)
    return sum(outline.bars[end] & LONELY > 0 for start, end in found.columns if start < end < total)


def headed(outline: Outline, found: Flow) -> tuple[int, ...]:
    """The columns that begin with a subhead."""
    return tuple(column for column, (start, end) in enumerate(found.columns) if start < end and outline.subheads[start])


def white_of(outline: Outline, heights: Sequence[int], found: Flow) -> list[int]:
    """Grid lines at the foot of each column that no line takes, nor one that shows."""
    starts, airs = outline.starts, outline.airs
    white = []
    for height, (start, end) in zip(heights, found.columns, strict=True):
        while end > start and airs[end - 1]:
            end -= 1
        white.append(height - starts[end] + starts[start])
    return white


def lines_needed(lines: Sequence[BodyLine]) -> int:
    return sum(line.height for line in lines)
