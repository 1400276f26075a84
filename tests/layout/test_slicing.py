"""The search over slicing layouts against trying all of them, on cases small enough for that."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import lru_cache

import pytest

from layout.grid import Region
from layout.plan.slicing import Placement, Table

INFINITE = float("inf")
Costs = list[list[list[float]]]


class Case:
    """Random costs of a few blocks on a small grid, with costs of stacking and of standing side by side."""

    def __init__(self, seed: int) -> None:
        deal = random.Random(seed)
        self.count = deal.choice((3, 3, 4, 4, 5)) if seed % 8 else 5
        self.columns, self.height = (deal.randint(2, 3), deal.randint(5, 8)) if self.count == 5 else (4, 8)
        self.blocks: Costs = [
            [
                [
                    float(deal.randint(0, 50)) if width and height and deal.random() < 0.55 else INFINITE
                    for height in range(self.height + 1)
                ]
                for width in range(self.columns + 1)
            ]
            for _ in range(self.count)
        ]
        size = 1 << self.count
        self.stack = [[float(deal.randint(0, 9)) for _ in range(size)] for _ in range(size)]
        self.side = [[float(deal.randint(0, 9)) for _ in range(size)] for _ in range(size)]
        if seed % 3 == 0:  # as a page asks for it: the first block on top
            for first in range(size):
                for second in range(size):
                    if second & 1:
                        self.stack[first][second] = INFINITE
        self.table = Table(
            self.blocks, self.columns, self.height, lambda a, b: self.stack[a][b], lambda a, b: self.side[a][b]
        )


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

    def _best(self, subset: int, width: int, height: int, kind: str) -> float:
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


SEEDS = range(40)


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
            assert case.table.cost(subset, width, height) == pytest.approx(best(subset, width, height, "any"))
    promised = case.table.root_cost(full, case.columns, case.height)
    assert promised == pytest.approx(best(full, case.columns, case.height, "stack"))


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


def _reading(case: Case, placements: Sequence[Placement], kind: str) -> float:
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
def test_the_layout_traced_tiles_its_region_and_costs_what_was_promised(cases: dict[int, Case], seed: int) -> None:
    case = cases[seed]
    full = (1 << case.count) - 1
    traced = 0
    for subset in range(1, full + 1):
        for root in (False, True):
            cost = case.table.root_cost if root else case.table.cost
            promised = cost(subset, case.columns, case.height)
            if promised == INFINITE:
                continue
            region = Region(2, 5, case.columns, case.height)
            placements = case.table.trace(subset, region, root=root)
            assert sorted(p.block for p in placements) == [n for n in range(case.count) if subset >> n & 1]
            assert _tiles(placements, region)
            kind = "stack" if root and subset.bit_count() > 2 else "any"
            assert _reading(case, placements, kind) == pytest.approx(promised)
            traced += 1
    assert traced


@pytest.mark.parametrize("seed", range(0, 39, 3))
def test_the_first_block_is_on_top_where_nothing_may_stand_above_it(cases: dict[int, Case], seed: int) -> None:
    case = cases[seed]
    full = (1 << case.count) - 1
    if case.table.root_cost(full, case.columns, case.height) == INFINITE:
        return
    placements = case.table.trace(full, Region(0, 0, case.columns, case.height), root=True)
    assert next(p for p in placements if p.block == 0).region.line == 0


def test_no_blocks_cost_nothing(cases: dict[int, Case]) -> None:
    assert cases[1].table.cost(0, 1, 1) == 0
    assert cases[1].table.trace(0, Region(0, 0, 1, 1)) == []


def test_the_layout_is_in_reading_order(cases: dict[int, Case]) -> None:
    """Of two that stand one above the other the upper comes first, of two beside each other the left."""
    for case in cases.values():
        full = (1 << case.count) - 1
        if case.table.cost(full, case.columns, case.height) == INFINITE:
            continue
        placements = case.table.trace(full, Region(0, 0, case.columns, case.height))
        for number, one in enumerate(placements):
            for other in placements[number + 1 :]:
                assert not (other.region.end_line <= one.region.line and other.region.overlaps(_column(one)))
                assert not (other.region.end_column <= one.region.column and other.region.overlaps(_row(one)))


def _column(placement: Placement) -> Region:
    return Region(placement.region.column, 0, placement.region.columns, 100)


def _row(placement: Placement) -> Region:
    return Region(0, placement.region.line, 100, placement.region.lines)


def test_a_gutter_through_the_whole_height_is_barred_at_the_root_alone() -> None:
    """Three blocks that only fit side by side have a layout, but none for a whole page."""
    row: list[list[float]] = [[INFINITE] * 5, [INFINITE] * 4 + [0.0], [INFINITE] * 5, [INFINITE] * 5]
    table = Table([row, row, row], 3, 4, lambda a, b: 0.0, lambda a, b: 0.0)
    assert table.cost(7, 3, 4) == 0
    assert table.root_cost(7, 3, 4) == INFINITE
    assert table.root_cost(3, 2, 4) == 0
