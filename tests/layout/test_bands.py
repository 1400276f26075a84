"""Bands about a pinned story: the cheapest of all ways to lay them, as trying every one finds it."""

from __future__ import annotations

from itertools import product

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.edition import Setup
from layout.grid import Region
from layout.plan.bands import best_bands
from layout.plan.blocks import RankCuts
from layout.plan.regions import LEAST_LINES, around
from layout.plan.slicing import INFINITE, Table
from layout.style import Style

PAGE = Region(0, 0, 4, 30)
WHITE = 900

heights = st.dictionaries(st.integers(LEAST_LINES, 24), st.integers(0, 20_000), min_size=2, max_size=8)
blocks = st.lists(st.lists(heights, min_size=4, max_size=4), min_size=2, max_size=3)
places = st.tuples(st.integers(0, 3), st.integers(0, 24), st.integers(1, 4), st.integers(4, 9)).map(lambda four: Region(*four)).filter(
    lambda region: region.end_column <= PAGE.columns and region.end_line <= PAGE.lines
)


def table_of(shapes: list[list[dict[int, int]]], style: Style) -> Table:
    costs = []
    for shape in shapes:
        found = numpy.full((PAGE.columns + 1, PAGE.lines + 1), INFINITE, dtype=numpy.int32)
        for columns, by_lines in enumerate(shape, 1):
            for lines, cost in by_lines.items():
                found[columns, lines] = cost
        costs.append(found)
    return Table(costs, PAGE.columns, PAGE.lines, RankCuts([2] * len(costs), [True] * len(costs), style.score, lead=False))


def cheapest(table: Table, fixed: Region, beside: list[Region], top: int, foot: int) -> int:
    """The least that the page costs with this band: every way to put the blocks into the rectangles."""
    regions = [*around(PAGE, fixed, top, foot), *beside]
    if any(region.lines < LEAST_LINES for region in regions):
        return INFINITE
    best = INFINITE
    for places in product(range(len(regions)), repeat=table.count):
        cost = 0
        for number, region in enumerate(regions):
            subset = sum(1 << block for block, place in enumerate(places) if place == number)
            cost += table.cost(subset, region.columns, region.lines) if subset else WHITE * region.columns * region.lines
        best = min(best, cost)
    return best


@given(blocks, places, st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_first_band_is_the_cheapest_of_all_and_each_costs_what_it_says(
    setup: Setup, shapes: list[list[dict[int, int]]], fixed: Region, with_corner: bool
) -> None:
    table = table_of(shapes, setup.desk.style)
    beside = [Region(0, PAGE.lines, 2, 12)] if with_corner else []
    found = best_bands(table, PAGE, fixed, beside, WHITE)
    every = {
        (top, foot): cheapest(table, fixed, beside, top, foot)
        for top in range(fixed.line + 1)
        for foot in range(fixed.end_line, PAGE.lines + 1)
    }
    assert [band.cost for band in found] == sorted(band.cost for band in found)
    assert all(band.cost == every[band.top, band.foot] for band in found)
    assert min(every.values()) == (found[0].cost if found else INFINITE)


@pytest.mark.parametrize("fixed", [Region(1, 8, 2, 10), Region(0, 0, 2, 10), Region(3, 20, 1, 10)])
def test_the_rectangles_about_a_band_tile_the_page(fixed: Region) -> None:
    for top in range(fixed.line + 1):
        for foot in range(fixed.end_line, PAGE.lines + 1):
            regions = [*around(PAGE, fixed, top, foot), fixed]
            cells = [(x, y) for r in regions for x in range(r.column, r.end_column) for y in range(r.line, r.end_line)]
            assert len(cells) == len(set(cells)) == PAGE.columns * PAGE.lines
