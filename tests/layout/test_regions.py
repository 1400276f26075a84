"""What runs through a page: the longest straight gutter, and its cost."""

from __future__ import annotations

import random
import time
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from layout.edition import Setup
from layout.grid import Region
from layout.plan.blocks import slot_in
from layout.plan.regions import LEAST_LINES, gutters_through, longest_gutter, partitions_around
from layout.plan.score import page_terms
from layout.stories import stories_of
from tests.layout.making import HAN, article, edition

COLUMNS, LINES = 6, 20
REGIONS = st.builds(Region, st.integers(0, 3), st.integers(0, 12), st.integers(1, 3), st.integers(1, 8))


@given(st.lists(REGIONS, max_size=8))
def test_the_longest_gutter_is_that_found_line_by_line(regions: list[Region]) -> None:
    longest = 0
    for column in range(1, COLUMNS):
        run = 0
        for line in range(LINES):
            across = (region for region in regions if region.column < column < region.end_column)
            run = 0 if any(region.line <= line < region.end_line for region in across) else run + 1
            longest = max(longest, run)
    assert longest_gutter(regions, COLUMNS, LINES) == longest
    assert (longest == LINES) == bool(gutters_through(regions, COLUMNS))


def test_a_straight_gutter_costs_by_what_it_has_more_than_is_free(setup: Setup) -> None:
    grid, desk = setup.grid, setup.desk
    stories = stories_of(edition([article(f"s{number}", HAN * 4, rank=number + 1) for number in range(3)]), "2")

    def seam(below: int) -> float:
        """Of two stories side by side over one that is as wide as the page and `below` lines high."""
        above, half = grid.lines - below, grid.columns // 2
        places = (Region(0, 0, half, above), Region(half, 0, grid.columns - half, above), Region(0, above, grid.columns, below))
        slots = [slot_in(story, place, desk) for story, place in zip(stories, places, strict=True)]
        return sum(term.cost for term in page_terms(slots, (), 0, desk.style) if term.name == "seam")

    assert seam(grid.lines // 2) == 0.0
    assert 0.0 < seam(grid.lines // 4) < seam(grid.lines // 8)


def obstacles(deal: random.Random, page: Region, count: int) -> list[Region]:
    found: list[Region] = []
    while len(found) < count:
        columns, lines = deal.randint(1, 3), deal.randint(5, 25)
        column, line = deal.randint(0, page.columns - columns), deal.randint(0, page.lines - lines)
        other = Region(column, line, columns, lines)
        if not any(other.overlaps(one) for one in found):
            found.append(other)
    return found


@cache
def fewest(region: Region, taken: tuple[Region, ...]) -> int:
    """The fewest rectangles of use that a region can be cut into, by trying every cut at an edge."""
    inside = [other for other in taken if other.overlaps(region)]
    if not inside:
        return int(region.lines >= LEAST_LINES)
    found = []
    for line in {edge for other in inside for edge in (other.line, other.end_line)}:
        if region.line < line < region.end_line and not any(other.line < line < other.end_line for other in inside):
            above, below = region._replace(lines=line - region.line), region._replace(line=line, lines=region.end_line - line)
            found.append(fewest(above, taken) + fewest(below, taken))
    for column in {edge for other in inside for edge in (other.column, other.end_column)}:
        if region.column < column < region.end_column and not any(o.column < column < o.end_column for o in inside):
            left = region._replace(columns=column - region.column)
            right = region._replace(column=column, columns=region.end_column - column)
            found.append(fewest(left, taken) + fewest(right, taken))
    return min(found, default=0)


def test_a_page_is_cut_about_obstacles_into_the_fewest_rectangles() -> None:
    deal, page = random.Random(7), Region(0, 0, 8, 80)
    for _ in range(150):
        taken = tuple(obstacles(deal, page, deal.randint(1, 4)))
        for regions in partitions_around(page, taken):
            assert len(regions) == fewest(page, taken)
            whole = [*regions, *taken]
            assert not any(one.overlaps(other) for number, one in enumerate(whole) for other in whole[:number])


def test_a_page_with_many_obstacles_is_cut_in_no_time() -> None:
    deal, page = random.Random(3), Region(0, 0, 8, 90)
    begun = time.process_time()
    for count in (4, 5, 6, 7):
        for _ in range(5):
            partitions_around(page, obstacles(deal, page, count))
    assert time.process_time() - begun < 5
