"""Search: cost vectors of blocks in, the cheapest slicing layouts of all their subsets at every size out.

A slicing layout is one block, or two layouts stacked, or two side by side. Dynamic programming over subsets of the
blocks finds the cheapest for every width and height at once (about 3ⁿ steps on whole vectors), so that a rectangle
with advertisements cut out of it is a sum of entries of the same table.

Costs are whole numbers (`UNIT` to a cell of the grid), so that what is found is the same on every machine and a layout
can be traced by equality. Heights at which a subset fits at all lie close together; only these windows are combined.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Costs = NDArray[Any] | Any

UNIT = 100  # costs are counted in hundredths of a cell
INFINITE = 1 << 29  # the sum of two is still a 32-bit number


class CutCosts(Protocol):
    """What it costs to part subsets, given as arrays of bit masks."""

    def stack(self, above: Costs, below: Costs) -> Costs: ...

    def beside(self, left: Costs, right: Costs) -> Costs: ...


class Table:
    """The costs of all subsets of the blocks at all sizes. A subset is a bit mask.

    `stacked[s, w, h]` is the cheapest layout of `s` whose last cut is horizontal, `beside` whose last cut is vertical,
    `leaf` that of a single block, `any` the cheapest of all; a stack's upper part is never itself a stack, nor the left
    part of a row a row, so that no layout is counted twice.
    """

    def __init__(self, blocks: Sequence[Costs], columns: int, height: int, cuts: CutCosts) -> None:
        """`blocks[b][w, h]` is the cost of block `b` over `w` columns and `h` lines, `INFINITE` where it cannot be."""
        import numpy

        self._numpy = numpy
        self.columns, self.height, self.count = columns, height, len(blocks)
        self.cuts = cuts
        size = 1 << self.count
        shape = (size, columns + 1, height + 1)
        self.leaf = numpy.full(shape, INFINITE, dtype=numpy.int32)
        self.stacked = numpy.full(shape, INFINITE, dtype=numpy.int32)
        self.beside = numpy.full(shape, INFINITE, dtype=numpy.int32)
        # With room before or behind, so that a window may reach over the ends.
        self._pad, self._stride = 2 * height + 2, 3 * height + 3
        padded = (size, columns + 1, self._stride)
        self._rests = numpy.full(padded, INFINITE, dtype=numpy.int32)
        self._tops = numpy.full(padded, INFINITE, dtype=numpy.int32)
        self.any = self._rests[:, :, self._pad :]
        self.not_stacked = self._tops[:, :, : height + 1]
        self.not_beside = numpy.full(shape, INFINITE, dtype=numpy.int32)
        # First and last finite height of `not_stacked` and `any`.
        self._top_low = numpy.full((size, columns + 1), height + 1)
        self._top_high = numpy.full((size, columns + 1), -1)
        self._low = numpy.full((size, columns + 1), height + 1)
        self._high = numpy.full((size, columns + 1), -1)
        for number, costs in enumerate(blocks):
            self.leaf[1 << number] = costs
        self.steps = 0
        self._unparted: dict[tuple[int, int], Costs] = {}
        for subset in sorted(range(1, size), key=lambda s: (s.bit_count(), s)):
            self._solve(subset)

    def _solve(self, subset: int) -> None:
        numpy = self._numpy
        if subset.bit_count() > 1:
            first, second = splits(subset)
            self._stack(subset, first, second, self.cuts.stack(first, second))
            self._row(subset, first, second, self.cuts.beside(first, second))
        leaf, stacked, beside = self.leaf[subset], self.stacked[subset], self.beside[subset]
        numpy.minimum(leaf, beside, out=self.not_stacked[subset])
        numpy.minimum(leaf, stacked, out=self.not_beside[subset])
        numpy.minimum(self.not_stacked[subset], stacked, out=self.any[subset])
        self._top_low[subset], self._top_high[subset] = self._window(self.not_stacked[subset])
        self._low[subset], self._high[subset] = self._window(self.any[subset])

    def _window(self, costs: Costs) -> tuple[Costs, Costs]:
        finite = costs < INFINITE
        some = finite.any(axis=1)
        low = self._numpy.where(some, finite.argmax(axis=1), self.height + 1)
        high = self._numpy.where(some, self.height - finite[:, ::-1].argmax(axis=1), -1)
        return low, high

    def _stack(self, subset: int, first: Costs, second: Costs, costs: Costs) -> None:
        """All cuts across at once: a row of the arrays is a way to part the subset at one width."""
        numpy = self._numpy
        able = (costs < INFINITE)[:, None] & (self._top_low[first] + self._low[second] <= self.height)
        width, part = numpy.nonzero(able.T)
        if not len(width):
            return
        first, second, costs = first[part], second[part], costs[part]
        low, high = self._top_low[first, width], self._top_high[first, width]
        lows, highs = low + self._low[second, width], high + self._high[second, width]
        starts = numpy.flatnonzero(numpy.diff(width, prepend=-1))  # where the rows of each width begin
        least = numpy.minimum.reduceat(lows, starts)
        span = int((numpy.minimum(numpy.maximum.reduceat(highs, starts), self.height) - least).max()) + 1
        reach = int((high - low).max()) + 1
        sizes = numpy.diff(starts, append=len(width))
        # Upper parts from their first height on; lower parts at the heights that these leave.
        at = ((first * (self.columns + 1) + width) * self._stride + low)[:, None]
        tops = self._tops.reshape(-1)[at + numpy.arange(reach)] + costs[:, None]
        at = (second * (self.columns + 1) + width) * self._stride + self._pad
        at = (at + numpy.repeat(least, sizes) - low - (reach - 1))[:, None]
        rests = self._rests.reshape(-1)[at + numpy.arange(reach + span - 1)]
        best = tops[:, :1] + rests[:, reach - 1 :]
        both = numpy.empty_like(best)
        for step in range(1, reach):
            numpy.add(tops[:, step : step + 1], rests[:, reach - 1 - step : reach - 1 - step + span], out=both)
            numpy.minimum(best, both, out=best)
        self.steps += best.size * reach
        for number, found in enumerate(numpy.minimum.reduceat(best, starts)):
            at_width, begin = int(width[starts[number]]), int(least[number])
            target = self.stacked[subset, at_width, begin : begin + span]
            numpy.minimum(target, found[: len(target)], out=target)

    def _row(self, subset: int, first: Costs, second: Costs, costs: Costs) -> None:
        """All cuts down the page, for one width of the whole after the other."""
        allowed = costs < INFINITE
        if not allowed.any():
            return
        left = self.not_beside[first[allowed]] + costs[allowed, None, None]
        right = self.any[second[allowed]]
        for width in range(2, self.columns + 1):
            both = left[:, 1:width] + right[:, width - 1 : 0 : -1]
            self.beside[subset, width] = self._numpy.minimum(both.min(axis=(0, 1)), INFINITE)
            self.steps += both.size

    def unparted(self, columns: int, at: int) -> Costs:
        """The costs of subsets over so many columns, `[subset, line]`, where no cut of the whole rectangle from head to foot
        is the one before column `at` of it: of those that leave four other blocks, as a part of a pinwheel does."""
        found = self._unparted.get((columns, at))
        if found is None:
            rights = self.rights(columns, at)
            found = self.not_beside[:, columns].copy()
            cut = self._numpy.flatnonzero(self.beside[:, columns].min(axis=1) < INFINITE).tolist()
            for subset in (subset for subset in cut if subset.bit_count() <= self.count - 4):
                first, second = splits(subset)
                both = self.not_beside[first, 1:columns] + rights[second] + self.cuts.beside(first, second)[:, None, None]
                self._numpy.minimum(found[subset], both.min(axis=(0, 1)), out=found[subset])
                self.steps += both.size
            self._unparted[columns, at] = found
        return found

    def rights(self, columns: int, at: int) -> Costs:
        """What stands right of each cut down the rectangle, `[subset, cut, line]`: a cut before column `at` is barred."""
        rights = self.any[:, columns - 1 : 0 : -1].copy()
        rights[:, at - 1] = INFINITE
        for column in range(1, at):
            rights[:, column - 1] = self.unparted(columns - column, at - column)
        return rights

    def cost(self, subset: int, columns: int, lines: int) -> int:
        return int(self.any[subset, columns, lines]) if subset else 0


@lru_cache(maxsize=1 << 12)
def splits(subset: int) -> tuple[Costs, Costs]:
    """All ways to part a set in two, in both orders: the first parts and the second."""
    import numpy

    found = []
    part = (subset - 1) & subset
    while part:
        found.append(part)
        part = (part - 1) & subset
    first = numpy.array(found, dtype=numpy.int64)
    return first, subset ^ first
