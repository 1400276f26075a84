"""What runs through a page: the longest straight gutter, and its cost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from layout.edition import Setup
from layout.grid import Region
from layout.plan.blocks import slot_in
from layout.plan.regions import gutters_through, longest_gutter
from layout.plan.score import page_terms
from layout.stories import stories_of
from tests.layout.making import article, edition

COLUMNS, LINES = 6, 20
HAN = "江边的步道修好以后，傍晚出来走走的人一天比一天多，连对岸的人也坐船过来看新桥。"
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
