"""Signatures (署名) at the end of briefs: whole, behind the text or at the end of a line of their own."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.model import Block, Person, Run
from layout.body import BodyLine, set_body
from layout.columns import compose_column
from layout.edition import Setup
from layout.flow import KEPT, outline_of
from layout.items import Group
from layout.looseness import can_be_made, moves_of, set_with
from layout.stories import stories_of
from tests.layout.making import HAN, SPAN, article, edition
from tests.layout.measuring import glyphs_of

ONE, TWO = (Person("", "梁若川"),), (Person("记者", "梁若川"), Person("通讯员", "江照临"))


def set_brief(setup: Setup, text: str, measure: int, people: tuple[Person, ...] = ONE) -> tuple[BodyLine, ...]:
    (story,) = stories_of(edition([article("a", text, kind="brief", bylines=people)]), "2")
    desk = setup.desk
    return set_body(story, measure, desk.style, desk.table, desk.lexicon)


@given(st.integers(4, 78), st.integers(7, 20), st.sampled_from([ONE, TWO]))
def test_a_signature_is_in_one_line(setup: Setup, length: int, measure: int, people: tuple[Person, ...]) -> None:
    text = (HAN * 3)[:length].rstrip("，；") + "。"
    lines = set_brief(setup, text, measure, people)
    signature = "（梁若川）" if people is ONE else "（记者 梁若川 通讯员 江照临）"
    texts = [line.lines[0].text for line in lines]
    assert "".join(texts) == text + signature
    if len(signature) <= measure:  # spaces are no em wide
        assert signature in texts[-1]
    alone = texts[-1] == signature
    assert (lines[-1].align == "end") is (alone and len(lines) > 1)
    assert all(line.align == "start" for line in lines[:-1])


def test_a_signature_of_its_own_line_ends_it_and_stays_with_the_text(setup: Setup) -> None:
    found = 0
    for length in range(20, 70):
        lines = set_brief(setup, (HAN * 3)[:length].rstrip("，；") + "。", 13)
        if lines[-1].align != "end":
            assert not any(line.keep for line in lines)
            continue
        found += 1
        assert outline_of(lines).bars[len(lines) - 1] & KEPT
        (group,) = (placed.item for placed in compose_column(lines[-1:], 13, setup.desk.style))
        assert isinstance(group, Group)
        last = list(glyphs_of(group.frame))[-1]
        assert last.x + last.size == pytest.approx(13 * setup.desk.style.grid.body_pt, abs=0.6 * last.size)
    assert found > 5


def test_a_paragraph_set_in_another_number_of_lines_keeps_its_signature(setup: Setup) -> None:
    found = 0
    for length in range(60, 160):
        lines = set_brief(setup, (HAN * 5)[:length].rstrip("，；") + "。", 13)
        moves = moves_of(lines, 13, 10_000.0)
        if lines[-1].align == "end" and moves:
            found += 1
            assert all(move.last < len(lines) for move in moves)
            moved = set_with(lines, moves[:1], 13)
            assert moved[-1] == lines[-1]
            assert moved[-2].keep
            assert not any(line.keep for line in moved[:-2])
    assert found


def test_no_other_number_of_lines_parts_a_signature_behind_the_text(setup: Setup) -> None:
    """A line more is the signature's."""
    found = 0
    for length, measure in product(range(60, 190, 3), range(9, 22)):
        lines = set_brief(setup, (HAN * 5)[:length].rstrip("，；") + "。", measure)
        if lines[-1].align == "start":
            for move in moves_of(lines, measure, 10_000.0):
                moved = set_with(lines, [move], measure)
                alone = moved[-1].lines[0].text == "（梁若川）"
                assert "（梁若川）" in moved[-1].lines[0].text
                assert (alone, moved[-1].align, moved[-2].keep) == ((True, "end", True) if move.delta > 0 else (False, "start", False))
                assert len(moved) == len(lines) + move.delta
                assert "".join(line.lines[0].text for line in moved) == "".join(line.lines[0].text for line in lines)
                assert can_be_made(lines, [move], measure)
                found += 1
    assert found > 5


def test_what_is_no_signature_runs_on(setup: Setup) -> None:
    """A passage in brackets, a note of the source, Kai in the text."""
    for style in ("kai", ""):
        runs = (Run(HAN[:30], ""), Run("（江照临口述）", style))
        (story,) = stories_of(edition([article("a", Block("paragraph", runs, SPAN), kind="feature")]), "2")
        for measure in range(8, 20):
            lines = set_body(story, measure, setup.desk.style, setup.desk.table, setup.desk.lexicon)
            assert all(line.align == "start" for line in lines)
