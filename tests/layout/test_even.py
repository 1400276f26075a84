"""Even feet: paragraphs set a line longer or shorter, and what they promise of the columns."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions.model import Edition
from layout.body import BodyLine, set_body
from layout.edition import Setup
from layout.even import even_feet
from layout.fit import fit
from layout.flow import LONELY, flow, flow_outline, lonely, outline_of, white_of
from layout.grid import Region
from layout.looseness import Move, moved, moves_of, set_with
from layout.plan.blocks import slot_in
from layout.stories import stories_of
from tests.layout.making import article, block, edition

WORST = 3200.0
ORPHANS = 3 * 20_600.0  # demerits that columns which end well may cost instead


@pytest.fixture(scope="module")
def bodies(demo_edition: Edition, demo_setup: Setup) -> list[tuple[int, tuple[BodyLine, ...]]]:
    """The bodies of the demo's stories at several measures."""
    desk = demo_setup.desk
    return [
        (measure, set_body(story, measure, desk.style, desk.table, desk.lexicon))
        for page in demo_edition.pages
        for story in stories_of(demo_edition, page.no)
        for measure in (11, 17, 23)
    ]


def some_moves(moves: tuple[Move, ...], most: int) -> list[tuple[Move, ...]]:
    """Sets of moves of different paragraphs."""
    found = [chosen for size in range(1, most + 1) for chosen in combinations(moves[:6], size)]
    return [chosen for chosen in found if len({move.first for move in chosen}) == len(chosen)]


def test_the_outline_after_moves_is_that_of_the_lines_set_anew(bodies: list[tuple[int, tuple[BodyLine, ...]]]) -> None:
    tried = 0
    for measure, lines in bodies:
        for chosen in some_moves(moves_of(lines, measure, WORST), 3):
            assert moved(outline_of(lines), chosen) == outline_of(set_with(lines, chosen, measure))
            tried += 1
    assert tried > 300


def test_moves_keep_every_character_and_change_the_lines_by_what_they_say(
    bodies: list[tuple[int, tuple[BodyLine, ...]]],
) -> None:
    def text(lines: tuple[BodyLine, ...]) -> str:
        return "".join(line.text for each in lines for line in each.lines)

    for measure, lines in bodies:
        for chosen in some_moves(moves_of(lines, measure, WORST), 2):
            changed = set_with(lines, chosen, measure)
            assert text(changed) == text(lines)
            assert len(changed) == len(lines) + sum(move.delta for move in chosen)


def test_no_line_becomes_loose_by_a_move(bodies: list[tuple[int, tuple[BodyLine, ...]]]) -> None:
    def loose(lines: tuple[BodyLine, ...]) -> int:
        return sum(line.loose for each in lines for line in each.lines)

    for measure, lines in bodies:
        for move in moves_of(lines, measure, WORST):
            assert move.demerits <= WORST * (move.last - move.first + move.delta)
            assert loose(set_with(lines, (move,), measure)) <= loose(lines)


def test_columns_are_full_where_it_is_said_and_the_lines_flow_as_promised(
    bodies: list[tuple[int, tuple[BodyLine, ...]]],
) -> None:
    full = tried = 0
    for measure, lines in bodies:
        total = sum(line.height for line in lines)
        for columns in (1, 2, 3, 4):
            for height in range(-(-total // columns) - 1, -(-total // columns) + 2):
                heights = (height,) * columns
                even = even_feet(lines, measure, heights, WORST)
                changed = set_with(lines, even.moves, measure)
                assert flow(changed, heights) == even.flow
                tried += 1
                if even.is_full:
                    full += 1
                    used = [sum(line.height for line in changed[start:end]) for start, end in even.flow.columns]
                    assert used == list(heights)
    assert full > 0.4 * tried


def test_columns_are_made_full_wherever_a_few_moves_make_them_full(bodies: list[tuple[int, tuple[BodyLine, ...]]]) -> None:
    """Against trying all sets of up to three moves: what these can do is done, and for no more demerits."""
    tried = 0
    for measure, lines in bodies[::3]:
        outline, total = outline_of(lines), sum(line.height for line in lines)
        sets = [(), *some_moves(moves_of(lines, measure, WORST), 3)]
        for columns in (2, 3, 4):
            for height in range(-(-total // columns) - 1, -(-total // columns) + 2):
                heights = (height,) * columns
                serving = [
                    sum(move.demerits for move in chosen)
                    for chosen in sets
                    if (found := flow_outline(moved(outline, chosen), heights)).fits
                    and not found.waived
                    and not any(white_of(moved(outline, chosen), heights, found))
                ]
                if serving:
                    even = even_feet(lines, measure, heights, WORST)
                    assert even.is_full
                    assert even.demerits <= min(serving) + ORPHANS
                    tried += 1
    assert tried > 60


def test_columns_are_full_where_copy_has_to_be_cut(bodies: list[tuple[int, tuple[BodyLine, ...]]]) -> None:
    """More copy than goes in: nearly always what goes in can fill the columns, and never less than without moves."""
    full = tried = 0
    for measure, lines in bodies:
        outline, total = outline_of(lines), sum(line.height for line in lines)
        for columns in (2, 3):
            for height in range(4, total // columns - 4, 3):
                heights = (height,) * columns
                even = even_feet(lines, measure, heights, WORST)
                plain = flow_outline(outline, heights)
                assert even.white <= sum(white_of(outline, heights, plain))
                assert flow(set_with(lines, even.moves, measure), heights) == even.flow
                tried += 1
                full += not even.white
    assert full > 0.9 * tried > 100


def test_where_columns_cannot_be_full_the_cheapest_moves_are_tried(bodies: list[tuple[int, tuple[BodyLine, ...]]]) -> None:
    """No more white than with as many of the cheapest moves as lines are wanting or too many, or less copy lost."""
    tried = 0
    for measure, lines in bodies:
        outline, total = outline_of(lines), sum(line.height for line in lines)
        for columns, height in ((columns, total // columns + more) for columns in (2, 3, 4) for more in (-1, 0, 1)):
            needed = height * columns - total
            chosen = [move for move in moves_of(lines, measure, WORST) if move.delta * needed > 0][: abs(needed)]
            if len(chosen) < abs(needed):
                continue
            heights, changed = (height,) * columns, moved(outline, chosen)
            found = flow_outline(changed, heights)
            even = even_feet(lines, measure, heights, WORST)
            if found.waived and not even.flow.waived:
                continue  # a keep rule is worth a line
            lost, more_lost = even.flow.total - even.flow.overset, found.total - found.overset
            assert lost < more_lost or even.is_full or even.white <= sum(white_of(changed, heights, found))
            tried += 1
    assert tried > 60


def test_no_line_is_lonely_under_a_subhead_where_moves_can_help(demo_edition: Edition, demo_setup: Setup) -> None:
    """Against trying all sets of up to three moves, on columns that are full without any, too."""
    helped, desk = 0, demo_setup.desk
    text = [piece.text for story in demo_edition.articles for piece in story.body if piece.kind == "paragraph"]
    for first, measure in ((first, measure) for first in range(0, 40, 2) for measure in (13, 17, 21)):
        parts = [block(f"小标题{at}", "subhead") if at % 2 else text[at] for at in range(first, first + 20)]
        (story,) = stories_of(edition([article("a", *parts)]), "2")
        lines = set_body(story, measure, desk.style, desk.table, desk.lexicon)
        outline, total = outline_of(lines), sum(line.height for line in lines)
        sets = [(), *some_moves(moves_of(lines, measure, WORST), 2)]
        even_heights = [(-(-total // columns) - less,) * columns for columns in (4, 5, 6) for less in (0, 1)]
        places = [start for start, bar in zip(outline.starts, outline.bars, strict=False) if bar & LONELY]
        for heights in (*even_heights, *((place, total - place) for place in places)):
            good: list[float] = []
            bad: list[float] = []
            for chosen in sets:
                changed = moved(outline, chosen)
                found = flow_outline(changed, heights)
                if found.fits and not found.waived and not any(white_of(changed, heights, found)):
                    (bad if lonely(changed, found) else good).append(sum(move.demerits for move in chosen))
            even = even_feet(lines, measure, heights, WORST)
            if good and min(good) + 5 * 600.0 < 20_000.0:
                assert even.is_full
                assert not even.lonely
                helped += bool(bad) and min(bad) < min(good)
    assert helped > 10


def test_full_columns_need_no_moves(bodies: list[tuple[int, tuple[BodyLine, ...]]]) -> None:
    measure, lines = bodies[0]
    assert even_feet(lines, measure, (sum(line.height for line in lines),), WORST).moves == ()


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans(), st.sampled_from(["body", "subhead"])), max_size=30), st.lists(st.integers(0, 9), max_size=6))
@settings(max_examples=300)
def test_the_flow_puts_every_line_into_one_column_in_order(
    bodies: list[tuple[int, tuple[BodyLine, ...]]], shape: list[tuple[int, bool, str]], heights: list[int]
) -> None:
    """Of any lines in any columns: none is lost, none stands twice, none is over its column's foot."""
    pattern = bodies[0][1][0]
    lines = [
        replace(pattern, height=height, air=role == "subhead" and air, keep=role == "subhead", role=role)  # type: ignore[arg-type]
        for height, air, role in shape
    ]
    found = flow(lines, heights)
    at = 0
    for (start, end), room in zip(found.columns, heights, strict=True):
        assert all(line.air for line in lines[at:start])
        assert sum(line.height for line in lines[start:end]) <= room
        assert start <= end
        at = end
    assert found.overset >= at
    assert all(line.air for line in lines[at : found.overset])


@pytest.mark.parametrize(("columns", "lines"), [(6, 60), (5, 50), (4, 80), (3, 86), (2, 86)])
@pytest.mark.parametrize("count", [3, 5])
def test_white_that_nothing_can_fill_is_at_the_feet_of_all_columns(setup: Setup, columns: int, lines: int, count: int) -> None:
    """Copy does not fill the first columns of its rectangle and leave the last ones empty."""
    body = ["江边的步道修好以后，傍晚出来走走的人一天比一天多，连对岸的人也坐船过来看新桥。" * n for n in range(1, count + 1)]
    (story,) = stories_of(edition([article("a", *body, rank=3)]), "2")
    slot = slot_in(story, Region(0, 0, columns, lines), setup.desk)
    fitted = fit(slot, setup.desk)
    taken = [sum(line.height for line in fitted.lines[start:end]) for start, end in fitted.flow.columns]
    assert fitted.flow.fits
    assert max(taken) - min(taken) <= 2
