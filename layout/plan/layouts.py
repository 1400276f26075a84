"""Layouts: a solved `Table` and the rectangles to fill in, complete layouts out, the cheapest first.

Best-first search in which every unfinished layout is weighed by its exact cost, since the table knows what the best
completion of each part costs; so no layout is begun in vain (Huang and Chiang, «Better k-best Parsing», 2005, for the
idea). Layouts that differ only in the line of a cut are one layout: for each way to part the blocks only the
cheapest line is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from typing import Any, NamedTuple

from layout.grid import Region
from layout.plan.pinwheels import Pinwheel
from layout.plan.slicing import INFINITE, Table, splits

MOST_WAYS = 48  # ways to part one rectangle that are gone into
ANY, NOT_STACKED, NOT_BESIDE, NO_GUTTER, PINWHEEL = range(5)  # what the last cut of a rectangle may be


class Placement(NamedTuple):
    """Block number `block` stands in `region`."""

    block: int
    region: Region


class Layout(NamedTuple):
    """Blocks in their places in reading order of the cuts, and their separable cost (hundredths of a cell)."""

    cost: int
    placements: tuple[Placement, ...]


class Rest(NamedTuple):
    """A rectangle still to be cut: the blocks that stand in it, and what its last cut may not be; from head to foot none
    runs before column `at` of it."""

    subset: int
    region: Region
    bar: int = ANY
    at: int = 0


class Share(NamedTuple):
    """Rectangles still to be shared out: those from number `first` on, and the blocks that are left for them."""

    subset: int
    first: int


class OutOfStepsError(Exception):
    """The budget of steps was spent before all was looked at."""


class _Way(NamedTuple):
    cost: int
    placed: tuple[Placement, ...]
    open: tuple[Rest | Share, ...]


class Page:
    """The rectangles of one page about its obstacles, `offset` what the obstacles cost; `white` is the cost of a cell."""

    def __init__(
        self,
        table: Table,
        regions: Sequence[Region],
        white: int,
        offset: int = 0,
        *,
        lead: bool = True,
        gutters: bool = False,
        pinwheels: Sequence[Pinwheel] = (),
    ) -> None:
        """`lead`: block 0 stands in the uppermost rectangle. Unless `gutters` may be, no single cut parts three blocks
        and more in the uppermost rectangle from head to foot (通缝). `pinwheels`, the cheapest first, of all blocks in
        the one rectangle that there is then: it is parted in one of these ways."""
        first = min(regions, key=lambda region: (region.line, -region.columns * region.lines))
        self.table, self.offset, self.white = table, offset, white
        self.regions = (first, *(region for region in regions if region is not first))
        self._lead, self._gutters, self._pinwheels = lead, gutters, pinwheels
        self._ways: dict[Rest | Share, list[_Way]] = {}
        self._shares = self._share_out()

    @property
    def cost(self) -> int:
        """Of the cheapest layout, `INFINITE` if there is none."""
        return min(INFINITE, int(self._shares[0][-1]) + self.offset)

    def start(self) -> tuple[Rest | Share, ...]:
        return (Share((1 << self.table.count) - 1, 0),)

    def ways(self, node: Rest | Share) -> list[_Way]:
        """What can be done with a rectangle or with what is to be shared out, the cheapest first."""
        found = self._ways.get(node)
        if found is None:
            found = self._ways[node] = self._parts(node) if isinstance(node, Rest) else self._sharings(node)
        return found

    def _share_out(self) -> list[Any]:
        """For each rectangle the cost of the cheapest way to share every subset out over it and those that follow."""
        import numpy

        size = 1 << self.table.count
        after = numpy.full(size, INFINITE, dtype=numpy.int64)
        after[0] = 0
        found = [after]
        parts, rests, starts = _all_parts(self.table.count)
        for number in range(len(self.regions) - 1, -1, -1):
            alone = self._alone(number)
            after = numpy.minimum(INFINITE, numpy.minimum.reduceat(alone[parts] + after[rests], starts))
            found.append(after)
        found.reverse()
        return found

    def _alone(self, number: int) -> Any:
        """The cost of each subset in rectangle `number`; an empty one costs its white."""
        import numpy

        region = self.regions[number]
        bar = self._bar(number)
        if bar == PINWHEEL:
            alone = numpy.full(1 << self.table.count, INFINITE, dtype=numpy.int64)
            alone[-1] = self._pinwheels[0].cost
            return alone
        alone = numpy.array(self._costs(bar)[:, region.columns, region.lines], dtype=numpy.int64)
        if bar == NO_GUTTER:
            small = numpy.array([subset.bit_count() <= 2 for subset in range(len(alone))])
            alone[small] = self.table.any[small, region.columns, region.lines]
        alone[0] = self.white * region.columns * region.lines
        if number == 0 and self._lead:
            alone[0::2] = INFINITE
        return alone

    def _bar(self, number: int) -> int:
        if self._pinwheels:
            return PINWHEEL
        return NO_GUTTER if not number and not self._gutters else ANY

    def _costs(self, bar: int) -> Any:
        table = self.table
        return (table.any, table.not_stacked, table.not_beside, table.stacked)[bar]

    def _sharings(self, node: Share) -> list[_Way]:
        parts = _parts_of(node.subset)
        costs = self._alone(node.first)[parts] + self._shares[node.first + 1][node.subset ^ parts]
        ways = []
        for number in costs.argsort(kind="stable")[:MOST_WAYS].tolist():
            cost, part = int(costs[number]), int(parts[number])
            if cost >= INFINITE:
                break
            bar = self._bar(node.first) if part.bit_count() > 2 else ANY
            begun: tuple[Rest | Share, ...] = (Rest(part, self.regions[node.first], bar),) if part else ()
            left = node.subset ^ part
            if node.first + 1 < len(self.regions):
                begun = (*begun, Share(left, node.first + 1))
            ways.append(_Way(cost, (), begun))
        return ways

    def _parts(self, node: Rest) -> list[_Way]:
        table, (subset, region, bar, barred) = self.table, node
        width, height = region.columns, region.lines
        if bar == PINWHEEL:
            return [_Way(cost, (), tuple(Rest(held, at, ANY, cut) for held, at, cut in parts)) for cost, parts in self._pinwheels]
        if subset.bit_count() == 1:
            cost = int(table.leaf[subset, width, height])
            return [_Way(cost, (Placement(subset.bit_length() - 1, region),), ())] if cost < INFINITE else []
        first, second = splits(subset)
        ways: list[tuple[int, int, int, int]] = []
        if bar != NOT_STACKED and height > 1:
            both = table.not_stacked[first, width, 1:height] + table.any[second, width, height - 1 : 0 : -1]
            at = both.argmin(axis=1)
            costs = both.min(axis=1) + table.cuts.stack(first, second)
            ways += [(cost, 0, n, line + 1) for n, (cost, line) in enumerate(zip(costs.tolist(), at.tolist(), strict=True))]
        if bar not in (NOT_BESIDE, NO_GUTTER) and width > 1:
            right = table.rights(width, barred) if barred else table.any[:, width - 1 : 0 : -1]
            both = table.not_beside[first, 1:width, height] + right[second, :, height]
            both = both + table.cuts.beside(first, second)[:, None]
            ways += [
                (cost, 1, n, column + 1) for n, row in enumerate(both.tolist()) for column, cost in enumerate(row)
            ]
        ways = sorted(way for way in ways if way[0] < INFINITE)[:MOST_WAYS]
        return [_Way(cost, (), _cut(region, kind, at, int(first[n]), int(second[n]), barred)) for cost, kind, n, at in ways]


def _cut(region: Region, kind: int, at: int, first: int, second: int, barred: int) -> tuple[Rest, Rest]:
    column, line, columns, lines = region.column, region.line, region.columns, region.lines
    if kind == 0:
        above, below = Region(column, line, columns, at), Region(column, line + at, columns, lines - at)
        return Rest(first, above, NOT_STACKED), Rest(second, below)
    left, right = Region(column, line, at, lines), Region(column + at, line, columns - at, lines)
    return Rest(first, left, NOT_BESIDE), Rest(second, right, ANY, max(0, barred - at))


def layouts(pages: Sequence[Page], most_steps: int) -> Iterator[tuple[int, Layout]]:
    """(number of the page, layout) in the order of their costs, over several ways to cut a page, until there is no more.

    Raises `OutOfStepsError` after `most_steps` steps.
    """
    heap: list[tuple[int, int, int, int, tuple[Placement, ...], tuple[Rest | Share, ...]]] = []
    for number, page in enumerate(pages):
        if page.cost < INFINITE:
            heappush(heap, (page.cost, len(heap), number, 0, (), page.start()))
    turn = len(heap)
    for _ in range(most_steps):
        if not heap:
            return
        cost, _, number, at, placed, begun = heappop(heap)
        if not begun:
            yield number, Layout(cost, placed)
            continue
        ways = pages[number].ways(begun[0])
        if not ways:
            continue
        way = ways[at]
        if at + 1 < len(ways):
            heappush(heap, (cost - way.cost + ways[at + 1].cost, turn, number, at + 1, placed, begun))
        heappush(heap, (cost, turn + 1, number, 0, (*placed, *way.placed), (*way.open, *begun[1:])))
        turn += 2
    raise OutOfStepsError


def _parts_of(subset: int) -> Any:
    """All subsets of a set, the empty one and itself among them."""
    import numpy

    if not subset:
        return numpy.zeros(1, dtype=numpy.int64)
    return numpy.concatenate((numpy.array([0, subset], dtype=numpy.int64), splits(subset)[0]))


@lru_cache(maxsize=16)
def _all_parts(count: int) -> tuple[Any, Any, Any]:
    """For every set of `count` blocks in turn all of its parts, the rest beside each, and where each set's begin."""
    import numpy

    parts = [_parts_of(subset) for subset in range(1 << count)]
    sizes = numpy.array([len(part) for part in parts])
    rests = numpy.repeat(numpy.arange(1 << count), sizes) ^ numpy.concatenate(parts)
    return numpy.concatenate(parts), rests, numpy.concatenate(([0], sizes.cumsum()[:-1]))
