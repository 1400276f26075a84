"""Bands about a pinned story: a solved `Table` and the story's place in, where the band about it should begin and end out.

The page is cut across into three bands. The story stands in the middle one, which may be higher than it: what stands left
and right of it is as high as the band, and above and below it in its columns the rest of the band is filled. Every
beginning and every end are weighed at once, each with the cheapest way to share the blocks out over the rectangles: the
cost is that of the part above, of the part below and of the sides, which only ask how high the band is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from layout.grid import Region
from layout.plan.regions import LEAST_LINES
from layout.plan.slicing import INFINITE, Table, splits

if TYPE_CHECKING:
    from layout.plan.slicing import Costs

MOST_BANDS = 16  # of one place
NEAR = 2  # lines by which both ends of a band differ from those of a cheaper one that it is much like


class Band(NamedTuple):
    """Lines `top` to `foot` (exclusive) of a page, and the least that the page costs then (hundredths of a cell)."""

    cost: int
    top: int
    foot: int


def best_bands(table: Table, free: Region, fixed: Region, beside: Sequence[Region], white: int) -> list[Band]:
    """The bands of region `free` about what stands `fixed` in it, the cheapest first, all blocks of the table placed in
    them and in the rectangles `beside` them; `white` is the cost of a cell."""
    import numpy

    costs = _Shared(table, white)
    tops, feet = range(free.line, fixed.line + 1), range(fixed.end_line, free.end_line + 1)
    above = costs.both(
        costs.over(free.columns, [top - free.line for top in tops]), costs.over(fixed.columns, [fixed.line - top for top in tops])
    )
    below = costs.both(
        costs.over(free.columns, [free.end_line - foot for foot in feet]),
        costs.over(fixed.columns, [foot - fixed.end_line for foot in feet]),
    )
    for region in beside:
        below = costs.both(below, costs.over(region.columns, [region.lines] * len(feet)))
    heights = range(fixed.lines, free.lines + 1)
    sides = costs.both(
        costs.over(fixed.column - free.column, heights), costs.over(free.end_column - fixed.end_column, heights)
    )
    high = numpy.array(feet)[None, :] - numpy.array(tops)[:, None] - fixed.lines
    whole = (1 << table.count) - 1
    best = numpy.full(high.shape, INFINITE, dtype=numpy.int32)
    for subset in range(1 << table.count):
        if sides[subset].min() < INFINITE:
            outer = costs.outer(above, below, whole ^ subset)
            if outer is not None:
                numpy.minimum(best, outer + sides[subset][high], out=best)
    return list(_apart(best, free.line, fixed.end_line))


def _apart(costs: Costs, top: int, foot: int) -> Iterator[Band]:
    """The cheapest bands, none much like a cheaper one."""
    left = costs.copy()
    for _ in range(MOST_BANDS):
        at, end = divmod(int(left.argmin()), left.shape[1])
        cost = int(left[at, end])
        if cost >= INFINITE:
            return
        yield Band(cost, top + at, foot + end)
        left[max(0, at - NEAR) : at + NEAR + 1, max(0, end - NEAR) : end + NEAR + 1] = INFINITE


class _Shared:
    """Blocks shared out over rectangles: arrays of costs by subset of the blocks and by one variable."""

    def __init__(self, table: Table, white: int) -> None:
        self._table, self._white = table, white

    def over(self, columns: int, lines: Sequence[int]) -> Costs:
        """Of a rectangle of so many columns and of each of these heights; one that is left empty is white."""
        import numpy

        high = numpy.array(lines)
        if not columns:
            found = numpy.full((1 << self._table.count, len(high)), INFINITE, dtype=numpy.int32)
            found[0] = 0
            return found
        found = self._table.any[:, columns, :][:, high].astype(numpy.int32)
        found[:, high < LEAST_LINES] = INFINITE
        found[0] = numpy.where((high >= LEAST_LINES) | (high == 0), self._white * columns * high, INFINITE)
        return found

    def both(self, one: Costs, other: Costs) -> Costs:
        """Of two rectangles together."""
        import numpy

        found = numpy.minimum(one[:1] + other, one + other[:1])  # all blocks in one of them
        for subset in range(1, 1 << self._table.count):
            if subset & (subset - 1):
                first, second = splits(subset)
                numpy.minimum(found[subset], (one[first] + other[second]).min(axis=0), out=found[subset])
        return numpy.minimum(found, INFINITE)

    def outer(self, above: Costs, below: Costs, subset: int) -> Costs | None:
        """Of all ways to share a subset out above and below, the cheapest for each line and each; None if there is none."""
        import numpy

        first, second = (numpy.array([0, subset]), numpy.array([subset, 0])) if subset else (numpy.zeros(1, int),) * 2
        if subset & (subset - 1):
            more, rest = splits(subset)
            first, second = numpy.concatenate((first, more)), numpy.concatenate((second, rest))
        able = (above[first].min(axis=1) < INFINITE) & (below[second].min(axis=1) < INFINITE)
        if not able.any():
            return None
        return (above[first[able]][:, :, None] + below[second[able]][:, None, :]).min(axis=0)
