"""The search for pinwheels (风车) against trying all of them, on cases small enough for that; and pages that need one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice, product
from pathlib import Path
from typing import Any

import numpy
import pytest
from daily_pages import draw_pictures, make_page
from judging import ALWAYS, clash_count, overset_characters, white
from makeup import finish

from editions.diagnostic import Span
from layout.edition import Setup
from layout.grid import Region
from layout.plan.blocks import Corner, RankCuts, fixed_block
from layout.plan.layouts import Layout, Page, layouts
from layout.plan.lock import lock_of
from layout.plan.pinwheels import Pinwheel, pinwheels
from layout.plan.planner import plan_page
from layout.plan.regions import cuts_through, gutters_through
from layout.plan.slicing import INFINITE, Table
from tests.layout.test_slicing import Cuts, splits

MOST = 10_000
STEPS = 10**9
LEAD, FIXED, WHITE = 1, Region(2, 6, 2, 3), 7


class Case:
    """Random costs of a few blocks on a small grid, and of stacking them and standing them side by side."""

    def __init__(self, seed: int, count: int) -> None:
        deal = random.Random(f"pinwheel {seed}")
        self.count, self.whole = count, (1 << count) - 1
        self.columns, self.height = (4, deal.randint(6, 8)) if count == 5 else (3 + seed % 2, 6)
        self.blocks = [
            [
                [deal.randint(0, 50) if width and height and deal.random() < 0.5 else INFINITE for height in range(self.height + 1)]
                for width in range(self.columns + 1)
            ]
            for _ in range(count)
        ]
        size = 1 << count
        self.stack = [[deal.choice((INFINITE, *range(12))) for _ in range(size)] for _ in range(size)]
        self.side = [[deal.choice((INFINITE, *range(12))) for _ in range(size)] for _ in range(size)]
        costs = [numpy.array(block, dtype=numpy.int32) for block in self.blocks]
        self.table = Table(costs, self.columns, self.height, Cuts(self.stack, self.side))
        self.part = lru_cache(maxsize=None)(self._part)
        self.region = Region(3, 7, self.columns, self.height)

    def _part(self, subset: int, width: int, height: int, at: int = 0, kind: str = "") -> int:
        """The cheapest slicing layout by plain recursion; `at`: no cut from head to foot is before that column."""
        found = [INFINITE]
        if subset.bit_count() == 1:
            found.append(self.blocks[subset.bit_length() - 1][width][height])
        for first, second in splits(subset):
            if kind != "stack":
                found += (
                    self.part(first, width, line, 0, "stack") + self.part(second, width, height - line) + self.stack[first][second]
                    for line in range(1, height)
                )
            if kind != "row":
                found += (
                    self.part(first, column, height, 0, "row")
                    + self.part(second, width - column, height, max(0, at - column))
                    + self.side[first][second]
                    for column in range(1, width)
                    if column != at
                )
        return min(found)

    def every(self) -> Iterator[int]:
        """The costs of all pinwheels, rectangle by rectangle."""
        for held in product(range(5), repeat=self.count):
            if len(set(held)) < 5:
                continue
            a, b, c, d, e = (sum(1 << block for block, part in enumerate(held) if part == one) for one in range(5))
            above = sum(self.stack[upper][lower] for upper, lower in ((a, d), (a, e), (a, c), (b, c), (e, c)))
            for turned in (False, True):
                pairs = ((a, b), (d, e), (e, b), (d, c))
                cuts = above + sum(self.side[right][left] if turned else self.side[left][right] for left, right in pairs)
                if cuts >= INFINITE:
                    continue
                for first, second in combinations(range(1, self.columns), 2):
                    for upper, lower in combinations(range(1, self.height), 2):
                        yield cuts + self._parts((a, b, c, d, e), first, second, upper, lower, turned)

    def _parts(self, sets: Sequence[int], first: int, second: int, upper: int, lower: int, turned: bool) -> int:
        columns, height, middle = self.columns, self.height, second - first
        a, b, c, d, e = sets
        in_a, in_c = (middle, columns - second) if turned else (first, middle)
        return (
            self.part(a, second, upper, in_a)
            + self.part(b, columns - second, lower)
            + self.part(c, columns - first, height - lower, in_c)
            + self.part(d, first, height - upper)
            + self.part(e, middle, lower - upper)
        )


CASES = [*((seed, 5) for seed in range(60)), *((seed, 6) for seed in range(10))]


@pytest.fixture(scope="module")
def found() -> dict[tuple[int, int], tuple[Case, list[Pinwheel]]]:
    cases = {name: Case(*name) for name in CASES}
    return {name: (case, pinwheels(case.table, case.region, MOST, 40, STEPS)[0]) for name, case in cases.items()}


def placements(case: Case, wheels: Sequence[Pinwheel], count: int = 60) -> list[Layout]:
    page = Page(case.table, [case.region], WHITE, 100, lead=False, pinwheels=wheels)
    return [layout for _, layout in islice(layouts([page], 20_000), count)]


def test_the_cases_have_pinwheels(found: dict[Any, tuple[Case, list[Pinwheel]]]) -> None:
    assert sum(bool(wheels) for _, wheels in found.values()) > len(found) / 2


@pytest.mark.parametrize("name", CASES)
def test_the_first_pinwheel_is_the_cheapest_of_all(found: dict[Any, tuple[Case, list[Pinwheel]]], name: tuple[int, int]) -> None:
    case, wheels = found[name]
    best = min(case.every(), default=INFINITE)
    assert [wheel.cost for wheel in wheels[:1]] == ([best] if best <= MOST else [])
    assert [wheel.cost for wheel in wheels] == sorted(wheel.cost for wheel in wheels)


@pytest.mark.parametrize("name", CASES)
def test_a_pinwheel_tiles_its_region_and_no_cut_goes_through(found: dict[Any, tuple[Case, list[Pinwheel]]], name: tuple[int, int]) -> None:
    case, wheels = found[name]
    for wheel in wheels:
        held, regions = [part[0] for part in wheel.parts], [part[1] for part in wheel.parts]
        assert sum(held) == case.whole
        assert not any(one & other for one, other in combinations(held, 2))
        assert not any(one.overlaps(other) for one, other in combinations(regions, 2))
        assert sum(region.columns * region.lines for region in regions) == case.columns * case.height
        moved = [region._replace(column=region.column - 3) for region in regions]
        assert gutters_through(moved, case.columns) == ()
        assert cuts_through(regions, 7, 7 + case.height) == ()


@pytest.mark.parametrize("name", CASES)
def test_layouts_of_pinwheels_come_by_their_costs_and_have_no_gutter(
    found: dict[Any, tuple[Case, list[Pinwheel]]], name: tuple[int, int]
) -> None:
    case, wheels = found[name]
    got = placements(case, wheels)
    assert [layout.cost for layout in got[:1]] == [wheel.cost + 100 for wheel in wheels[:1]]
    assert [layout.cost for layout in got] == sorted(layout.cost for layout in got)
    for layout in got:
        regions = [placement.region for placement in layout.placements]
        assert sorted(placement.block for placement in layout.placements) == list(range(case.count))
        assert sum(region.columns * region.lines for region in regions) == case.columns * case.height
        assert gutters_through([region._replace(column=region.column - 3) for region in regions], case.columns) == ()


def test_only_pinwheels_that_cost_no_more_than_asked_are_found(found: dict[Any, tuple[Case, list[Pinwheel]]]) -> None:
    for case, wheels in found.values():
        if wheels:
            most = wheels[len(wheels) // 2].cost
            some, _ = pinwheels(case.table, case.region, most, 40, STEPS)
            assert [wheel.cost for wheel in some] == [wheel.cost for wheel in wheels if wheel.cost <= most]
            assert pinwheels(case.table, case.region, wheels[0].cost - 1, 40, STEPS)[0] == []


def test_the_search_says_when_its_steps_are_spent(found: dict[Any, tuple[Case, list[Pinwheel]]]) -> None:
    case, _ = next(pair for pair in found.values() if pair[1])
    assert pinwheels(case.table, case.region, MOST, 40, STEPS)[1]
    assert not pinwheels(case.table, case.region, MOST, 40, 1)[1]


@pytest.mark.parametrize("blocks", range(5))
def test_fewer_than_five_blocks_have_none(blocks: int) -> None:
    free = [[0] * (1 << blocks) for _ in range(1 << blocks)]
    table = Table([numpy.zeros((4, 7), dtype=numpy.int32)] * blocks, 3, 6, Cuts(free, free))
    assert pinwheels(table, Region(0, 0, 3, 6), MOST, 40, STEPS) == ([], True)


@pytest.mark.parametrize("corner", ["left", "right"])
def test_the_lead_stands_at_the_head_and_what_is_fixed_in_its_corner(corner: Corner, setup: Setup) -> None:
    """As in slicing layouts: costs alike everywhere, so that nothing but the bars says who stands where."""
    free = numpy.full((5, 10), INFINITE, dtype=numpy.int32)
    free[1:, 1:] = 0
    fixed = Region(0 if corner == "left" else 2, 6, 2, 3)
    blocks = [free] * 6 + [fixed_block(fixed, 4, 9).costs]
    cuts = RankCuts([1, 2, 2, 3, 3, 4, 9], [False] * 7, setup.desk.style.score, lead=True, corner=corner)
    table = Table(blocks, 4, 9, cuts)
    wheels, _ = pinwheels(table, Region(0, 0, 4, 9), 10**6, 40, STEPS)
    assert len(wheels) == 40
    page = Page(table, [Region(0, 0, 4, 9)], WHITE, pinwheels=wheels)
    for _, layout in islice(layouts([page], 5000), 40):
        places = {placement.block: placement.region for placement in layout.placements}
        assert places[0].line == 0
        assert places[6] == fixed


# Pages that no slicing layout fills


@pytest.mark.parametrize(("preset", "seed"), [("broadsheet", 89), pytest.param("tabloid", 120, marks=pytest.mark.long)])
def test_a_page_that_no_slicing_layout_fills_is_full_and_even(
    preset: str, seed: int, setup: Setup, broadsheet: Setup, tmp_path: Path
) -> None:
    at = broadsheet if preset == "broadsheet" else setup
    draw_pictures(tmp_path)
    daily = make_page(seed, preset, at.desk, tmp_path)
    done = finish(daily, at)
    assert [fault for rule in ALWAYS.values() for fault in rule(done)] == []
    assert overset_characters(done) == 0
    assert white(done) < 0.003
    assert clash_count(done) <= 3
    assert not done.plan.unplaced
    # An accepted page keeps it.
    lock = lock_of(done.plan, at.desk, Span("plan.lock.toml"))
    again, problems = plan_page(daily.edition, daily.spec._replace(lock=lock), at.desk, first=False)
    assert not problems
    assert {slot.story.id: slot.region for slot in again.slots} == {slot.story.id: slot.region for slot in done.plan.slots}


def test_a_page_that_a_slicing_layout_fills_asks_for_no_pinwheel(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(*given: Any) -> Any:
        asked.append(1)
        return pinwheels(*given)

    monkeypatch.setattr("layout.plan.search.pinwheels", counted)
    daily = make_page(3, "tabloid", setup.desk)
    finish(daily, setup)
    assert not asked


def test_what_is_fixed_in_a_corner_costs_nothing_beside_a_story(setup: Setup) -> None:
    fixed, story = 4, 2  # the masks of the last block and of one of rank 5
    sides: tuple[tuple[Corner, int, int], ...] = (("left", fixed, story), ("right", story, fixed))
    for corner, left, right in sides:
        cuts = RankCuts([1, 5, 9], [False] * 3, setup.desk.style.score, lead=True, corner=corner)
        assert cuts.beside(numpy.array([left]), numpy.array([right])).tolist() == [0]
