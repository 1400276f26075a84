"""The search over slicing layouts against trying all of them, on cases small enough for that."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

import numpy
import pytest

from layout.grid import Region
from layout.plan.layouts import OutOfStepsError, Page, Placement, layouts
from layout.plan.slicing import INFINITE, Table

WHITE = 7


class Cuts:
    """Costs of cuts as tables by both parts."""

    def __init__(self, stack: list[list[int]], side: list[list[int]]) -> None:
        self._stack, self._side = numpy.array(stack), numpy.array(side)

    def stack(self, above: Any, below: Any) -> Any:
        return self._stack[above, below].astype(numpy.int32)

    def beside(self, left: Any, right: Any) -> Any:
        return self._side[left, right].astype(numpy.int32)


class Case:
    """Random costs of a few blocks on a small grid, with costs of stacking and of standing side by side. Every other
    case has costs like a page's: a block's heights lie close together, the lower the wider it is."""

    def __init__(self, seed: int) -> None:
        deal = random.Random(seed)
        self.count = deal.choice((3, 3, 4, 4, 5)) if seed % 8 else 5
        self.columns, self.height = (deal.randint(2, 3), deal.randint(5, 8)) if self.count == 5 else (4, 8)
        self.blocks = [self._page_like(deal) if seed % 2 else self._any(deal) for _ in range(self.count)]
        size = 1 << self.count
        self.stack = [[deal.randint(0, 9) for _ in range(size)] for _ in range(size)]
        self.side = [[deal.randint(0, 9) for _ in range(size)] for _ in range(size)]
        self.has_lead = seed % 3 == 0
        if self.has_lead:  # as a page asks for it: the first block on top
            for first in range(size):
                for second in range(1, size, 2):
                    self.stack[first][second] = INFINITE
        costs = [numpy.array(block, dtype=numpy.int32) for block in self.blocks]
        self.table = Table(costs, self.columns, self.height, Cuts(self.stack, self.side))

    def _any(self, deal: random.Random) -> list[list[int]]:
        return [
            [deal.randint(0, 50) if width and height and deal.random() < 0.55 else INFINITE for height in range(self.height + 1)]
            for width in range(self.columns + 1)
        ]

    def _page_like(self, deal: random.Random) -> list[list[int]]:
        cells = self.columns * self.height / self.count * deal.uniform(0.6, 1.5)
        rows = [[INFINITE] * (self.height + 1)]
        for width in range(1, self.columns + 1):
            low = max(1, int(cells / width * 0.8))
            rows.append([deal.randint(0, 50) if low <= h <= low + 2 else INFINITE for h in range(self.height + 1)])
        return rows


def splits(subset: int) -> Iterator[tuple[int, int]]:
    for first in range(1, subset):
        if first & subset == first:
            yield first, subset ^ first


class Exhaustive:
    """All layouts of a case, by plain recursion. Of a stack the upper part is no stack itself, of a row the left part
    no row, so that every layout has one reading."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.best = lru_cache(maxsize=None)(self._best)

    def _best(self, subset: int, width: int, height: int, kind: str) -> int:
        """The cheapest layout; `kind`: any, not a stack, not a row, or a stack alone."""
        case = self.case
        found = [INFINITE]
        if subset.bit_count() == 1:
            found.append(case.blocks[subset.bit_length() - 1][width][height])
        for first, second in splits(subset):
            if kind != "not a stack":
                found.extend(
                    self.best(first, width, at, "not a stack")
                    + self.best(second, width, height - at, "any")
                    + case.stack[first][second]
                    for at in range(1, height)
                )
            if kind not in ("not a row", "stack"):
                found.extend(
                    self.best(first, at, height, "not a row")
                    + self.best(second, width - at, height, "any")
                    + case.side[first][second]
                    for at in range(1, width)
                )
        return min(found)


SEEDS = range(200)


@pytest.fixture(scope="module")
def cases() -> dict[int, Case]:
    return {seed: Case(seed) for seed in SEEDS}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_cost_is_that_of_the_cheapest_of_all_layouts(cases: dict[int, Case], seed: int) -> None:
    case = cases[seed]
    best = Exhaustive(case).best
    full = (1 << case.count) - 1
    for subset in (full, full >> 1, full & ~2):
        for width, height in (
            (case.columns, case.height),
            (case.columns - 1, case.height),
            (case.columns, case.height - 2),
        ):
            assert case.table.cost(subset, width, height) == best(subset, width, height, "any")
    promised = int(case.table.stacked[full, case.columns, case.height])
    assert promised == best(full, case.columns, case.height, "stack")


def _tiles(placements: Sequence[Placement], region: Region) -> bool:
    cells = {(c, n) for c in range(region.column, region.end_column) for n in range(region.line, region.end_line)}
    for placement in placements:
        mine = {
            (c, n)
            for c in range(placement.region.column, placement.region.end_column)
            for n in range(placement.region.line, placement.region.end_line)
        }
        if not mine <= cells:
            return False
        cells -= mine
    return not cells


def _reading(case: Case, placements: Sequence[Placement], kind: str) -> int:
    """The least cost of reading these very rectangles as a layout."""
    found = [INFINITE]
    if len(placements) == 1:
        (placement,) = placements
        found.append(case.blocks[placement.block][placement.region.columns][placement.region.lines])
    for line in {p.region.line for p in placements} if kind != "not a stack" else ():
        above = [p for p in placements if p.region.end_line <= line]
        below = [p for p in placements if p.region.line >= line]
        if above and len(above) + len(below) == len(placements):
            cost = case.stack[_mask(above)][_mask(below)]
            found.append(_reading(case, above, "not a stack") + _reading(case, below, "any") + cost)
    for column in {p.region.column for p in placements} if kind not in ("not a row", "stack") else ():
        left = [p for p in placements if p.region.end_column <= column]
        right = [p for p in placements if p.region.column >= column]
        if left and len(left) + len(right) == len(placements):
            cost = case.side[_mask(left)][_mask(right)]
            found.append(_reading(case, left, "not a row") + _reading(case, right, "any") + cost)
    return min(found)


def _mask(placements: Sequence[Placement]) -> int:
    return sum(1 << placement.block for placement in placements)


@pytest.mark.parametrize("seed", SEEDS)
def test_layouts_come_by_their_costs_each_a_tiling_that_costs_what_is_said(cases: dict[int, Case], seed: int) -> None:
    case = cases[seed]
    region = Region(2, 5, case.columns, case.height)
    full = (1 << case.count) - 1
    for gutters, kind in ((True, "any"), (False, "stack")):
        page = Page(case.table, [region], WHITE, 100, lead=case.has_lead, gutters=gutters)
        found = [layout for _, layout in islice(layouts([page], 10_000), 60)]
        best = Exhaustive(case).best(full, case.columns, case.height, kind)
        assert [layout.cost for layout in found[:1]] == ([best + 100] if best < INFINITE else [])
        assert [layout.cost for layout in found] == sorted(layout.cost for layout in found)
        assert len({layout.placements for layout in found}) == len(found)
        for layout in found:
            assert sorted(p.block for p in layout.placements) == list(range(case.count))
            assert _tiles(layout.placements, region)
            assert _reading(case, layout.placements, kind) + 100 <= layout.cost


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_the_first_block_is_on_top_where_nothing_may_stand_above_it(cases: dict[int, Case], seed: int) -> None:
    case = cases[seed]
    page = Page(case.table, [Region(0, 0, case.columns, case.height)], WHITE)
    for _, layout in islice(layouts([page], 1000), 5):
        assert next(p for p in layout.placements if p.block == 0).region.line == 0


@pytest.mark.parametrize("seed", range(0, 120, 4))
def test_blocks_are_shared_out_over_rectangles_at_the_least_cost(cases: dict[int, Case], seed: int) -> None:
    """Two rectangles about an advertisement: every way to share out is tried."""
    case = cases[seed]
    upper = Region(0, 0, case.columns, case.height - 3)
    lower = Region(1, case.height - 3, case.columns - 1, 3)
    full = (1 << case.count) - 1
    table = case.table
    tries = []
    for part in range(full + 1):
        if case.has_lead and not part & 1:
            continue
        white = [WHITE * r.columns * r.lines for r in (upper, lower)]
        above = table.cost(part, upper.columns, upper.lines) if part else white[0]
        below = table.cost(full ^ part, lower.columns, lower.lines) if full ^ part else white[1]
        tries.append(above + below)
    page = Page(table, [lower, upper], WHITE, lead=case.has_lead, gutters=True)
    assert page.cost == min(INFINITE, *tries)
    for _, layout in islice(layouts([page], 1000), 3):
        assert layout.cost >= page.cost
        assert all(
            any(p.region.line >= r.line and p.region.end_line <= r.end_line and p.region.column >= r.column for r in (upper, lower))
            for p in layout.placements
        )


def test_several_ways_to_cut_a_page_are_gone_through_together(cases: dict[int, Case]) -> None:
    for case in list(cases.values())[:20]:
        pages = [
            Page(case.table, [Region(0, 0, case.columns, case.height)], WHITE, offset, lead=False, gutters=True)
            for offset in (5, 0)
        ]
        costs = [(number, layout.cost) for number, layout in islice(layouts(pages, 1000), 10)]
        assert [cost for _, cost in costs] == sorted(cost for _, cost in costs)
        if costs:
            assert costs[0][0] == 1


def test_the_search_ends_when_its_steps_are_spent() -> None:
    case = next(case for seed in SEEDS if (case := Case(seed)).table.cost((1 << case.count) - 1, case.columns, case.height) < INFINITE)
    page = Page(case.table, [Region(0, 0, case.columns, case.height)], WHITE, lead=False, gutters=True)
    with pytest.raises(OutOfStepsError):
        list(layouts([page], 1))


def test_no_blocks_cost_nothing(cases: dict[int, Case]) -> None:
    assert cases[1].table.cost(0, 1, 1) == 0


def test_the_layout_is_in_reading_order(cases: dict[int, Case]) -> None:
    """Of two that stand one above the other the upper comes first, of two beside each other the left."""
    for case in cases.values():
        page = Page(case.table, [Region(0, 0, case.columns, case.height)], WHITE, lead=False, gutters=True)
        for _, layout in islice(layouts([page], 1000), 1):
            for number, one in enumerate(layout.placements):
                for other in layout.placements[number + 1 :]:
                    assert not (other.region.end_line <= one.region.line and other.region.overlaps(_column(one)))
                    assert not (other.region.end_column <= one.region.column and other.region.overlaps(_row(one)))


def _column(placement: Placement) -> Region:
    return Region(placement.region.column, 0, placement.region.columns, 100)


def _row(placement: Placement) -> Region:
    return Region(0, placement.region.line, 100, placement.region.lines)


def test_a_gutter_through_the_whole_height_is_barred_at_the_root_alone() -> None:
    """Three blocks that only fit side by side have a layout, but none for a whole page."""
    row = numpy.full((4, 5), INFINITE, dtype=numpy.int32)
    row[1, 4] = 0
    free = [[0] * 8 for _ in range(8)]
    table = Table([row, row, row], 3, 4, Cuts(free, free))
    assert table.cost(7, 3, 4) == 0
    assert Page(table, [Region(0, 0, 3, 4)], WHITE).cost == INFINITE
    assert Page(table, [Region(0, 0, 3, 4)], WHITE, gutters=True).cost == 0
