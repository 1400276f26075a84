"""Search: cost vectors of blocks in, the cheapest slicing layout of a rectangle out.

A slicing layout is one block, or two layouts stacked, or two side by side. Dynamic programming over subsets of the
blocks finds the cheapest for every width and height at once (about 3ⁿ steps on whole vectors), so that a rectangle
with advertisements cut out of it is a sum of two entries of the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from layout.grid import Region

SplitCost = Callable[[int, int], float]
EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Placement:
    """Block number `block` stands in `region`."""

    block: int
    region: Region


class Table:
    """The costs of all subsets of the blocks at all sizes. A subset is a bit mask.

    `upright[s][w, h]` is the cheapest layout whose last cut is not horizontal, `level` whose last cut is not vertical,
    `any` the cheapest of all.
    """

    def __init__(
        self,
        blocks: Sequence[Sequence[Sequence[float]]],
        columns: int,
        height: int,
        stack_cost: SplitCost,
        side_cost: SplitCost,
    ) -> None:
        """`blocks[b][w][h]` is the cost of block `b` over `w` columns and `h` lines (infinite where it cannot be);
        a split's cost is asked for (first, second): above and below, or left and right."""
        import numpy

        self._numpy = numpy
        self.columns, self.height, self.count = columns, height, len(blocks)
        self.stack_cost, self.side_cost = stack_cost, side_cost
        size = 1 << self.count
        self.leaf: list[Any] = [None] * size
        self.stacked: list[Any] = [None] * size
        self.beside: list[Any] = [None] * size
        self.any: list[Any] = [None] * size
        for number, costs in enumerate(blocks):
            self.leaf[1 << number] = numpy.array(costs, dtype=float)
        for subset in sorted(range(1, size), key=lambda s: (s.bit_count(), s)):
            self._solve(subset)

    def _solve(self, subset: int) -> None:
        numpy = self._numpy
        shape = (self.columns + 1, self.height + 1)
        stacked = numpy.full(shape, numpy.inf)
        beside = numpy.full(shape, numpy.inf)
        for first, second in _splits(subset):
            top, rest = self._not_stacked(first), self.any[second]
            cost = self.stack_cost(first, second)
            if cost != float("inf"):
                self._add_stack(stacked, top, rest, cost)
            cost = self.side_cost(first, second)
            if cost != float("inf"):
                left = self._not_beside(first)
                for width in range(1, self.columns):
                    target = beside[width + 1 :]
                    numpy.minimum(target, left[width] + rest[1 : self.columns - width + 1] + cost, out=target)
        if self.leaf[subset] is None:
            self.leaf[subset] = numpy.full(shape, numpy.inf)
        self.stacked[subset], self.beside[subset] = stacked, beside
        self.any[subset] = numpy.minimum(self.leaf[subset], numpy.minimum(stacked, beside))

    def _not_stacked(self, subset: int) -> Any:
        return self._numpy.minimum(self.leaf[subset], self.beside[subset])

    def _not_beside(self, subset: int) -> Any:
        return self._numpy.minimum(self.leaf[subset], self.stacked[subset])

    def _add_stack(self, target: Any, top: Any, rest: Any, cost: float) -> None:
        numpy = self._numpy
        heights = numpy.flatnonzero(numpy.isfinite(top).any(axis=0))
        finite = numpy.flatnonzero(numpy.isfinite(rest).any(axis=0))
        if not len(heights) or not len(finite):
            return
        low, high = int(finite[0]), int(finite[-1])
        for at in heights.tolist():
            end = min(self.height, at + high)
            if at + low > self.height:
                break
            part = target[:, at + low : end + 1]
            numpy.minimum(part, top[:, at, None] + rest[:, low : end - at + 1] + cost, out=part)

    def cost(self, subset: int, columns: int, lines: int) -> float:
        if not subset:
            return 0.0
        return float(self.any[subset][columns, lines])

    def trace(self, subset: int, region: Region, *, root: bool = False) -> list[Placement]:
        """The layout behind `any` (at the root of a page: behind `root_cost`) in a region, in reading order."""
        if not subset:
            return []
        width, height = region.columns, region.lines
        wanted = self.root_cost(subset, width, height) if root else self.cost(subset, width, height)
        if self.leaf[subset][width, height] <= wanted + EPSILON:
            return [Placement(subset.bit_length() - 1, region)]
        upright = not (root and subset.bit_count() > 2)
        for first, second in _splits(subset):
            found = self._trace_stack(first, second, region, wanted) or (
                self._trace_side(first, second, region, wanted) if upright else None
            )
            if found:
                return found
        raise AssertionError("a cost without a layout behind it")

    def root_cost(self, subset: int, columns: int, lines: int) -> float:
        """The cost at the root of a page: of three blocks and more no gutter may run through the whole height (通缝)."""
        if not subset:
            return 0.0
        if subset.bit_count() <= 2:
            return self.cost(subset, columns, lines)
        return float(self.stacked[subset][columns, lines])

    def _trace_stack(self, first: int, second: int, region: Region, wanted: float) -> list[Placement] | None:
        width, height = region.columns, region.lines
        cost = self.stack_cost(first, second)
        top, rest = self._not_stacked(first), self.any[second]
        for at in range(1, height):
            if top[width, at] + rest[width, height - at] + cost <= wanted + EPSILON:
                above = Region(region.column, region.line, width, at)
                below = Region(region.column, region.line + at, width, height - at)
                return self._trace_not(first, above, self.stacked) + self.trace(second, below)
        return None

    def _trace_side(self, first: int, second: int, region: Region, wanted: float) -> list[Placement] | None:
        width, height = region.columns, region.lines
        cost = self.side_cost(first, second)
        left, rest = self._not_beside(first), self.any[second]
        for at in range(1, width):
            if left[at, height] + rest[width - at, height] + cost <= wanted + EPSILON:
                start = Region(region.column, region.line, at, height)
                end = Region(region.column + at, region.line, width - at, height)
                return self._trace_not(first, start, self.beside) + self.trace(second, end)
        return None

    def _trace_not(self, subset: int, region: Region, barred: list[Any]) -> list[Placement]:
        """The layout of a subset whose last cut is not of the `barred` kind."""
        width, height = region.columns, region.lines
        leaf = self.leaf[subset][width, height]
        other = self.beside if barred is self.stacked else self.stacked
        wanted = min(leaf, other[subset][width, height])
        if leaf <= wanted + EPSILON:
            return [Placement(subset.bit_length() - 1, region)]
        step = self._trace_side if other is self.beside else self._trace_stack
        for first, second in _splits(subset):
            found = step(first, second, region, wanted)
            if found:
                return found
        raise AssertionError("a cost without a layout behind it")


def _splits(subset: int) -> list[tuple[int, int]]:
    """All ways to part a set in two, in both orders."""
    found = []
    part = (subset - 1) & subset
    while part:
        found.append((part, subset ^ part))
        part = (part - 1) & subset
    return found
