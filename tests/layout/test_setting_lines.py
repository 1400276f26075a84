"""Lines: breaks as judged by hand, and how a line is squeezed and stretched."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonts.roles import FaceTable
from layout.setting.lines import Line, fill, set_lines
from layout.setting.shaping import Shaped, StyledRun, shape_runs

GOLDENS = Path(__file__).parent / "goldens" / "breaking.txt"
CASES = [line for line in GOLDENS.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def shape(table: FaceTable, text: str) -> Shaped:
    return shape_runs((StyledRun(text, "song"),), table)


@pytest.mark.parametrize("case", CASES)
def test_breaks(table: FaceTable, case: str) -> None:
    wide, text, expected = case.split(" | ")
    measure, _, indent = wide.partition("+")
    lines = set_lines(shape(table, text), round(float(measure) * 1000), round(float(indent or 0) * 1000))
    assert "⏎".join(line.text for line in lines) == expected


def _gaps(line: Line) -> list[int]:
    widths = line.shaped.widths[line.start : line.end]
    return [b - a - width for a, b, width in zip(line.places, line.places[1:], widths, strict=False)]


def _filled(table: FaceTable, text: str, to: int, room: int) -> Line:
    """The first `to` units of a text as a line of `room`, with more of the paragraph to come."""
    return fill(shape(table, text + "后面还有"), 0, to, room)


def test_squeezing_takes_brackets_before_commas(table: FaceTable) -> None:
    line = _filled(table, "一（二）三，四五", 8, 7500)
    assert _gaps(line) == [250, 0, 0, 250, 0, 500, 0]


def test_squeezing_takes_commas_before_stops(table: FaceTable) -> None:
    line = _filled(table, "一，二。三四", 6, 5700)
    assert _gaps(line) == [0, 200, 0, 500, 0]


def test_squeezing_takes_the_han_latin_gap_before_stops(table: FaceTable) -> None:
    shaped = shape(table, "一A二。三四后面还有")
    room = sum(shaped.widths[:6]) + 500 + 300
    assert _gaps(fill(shaped, 0, 6, room)) == [150, 150, 0, 500, 0]


def test_squeezing_shares_a_step_equally(table: FaceTable) -> None:
    line = _filled(table, "一，二，三，四", 7, 6400)
    assert [gap for gap in _gaps(line) if gap] == [300, 300, 300]


def test_stretching_takes_word_spaces_first(table: FaceTable) -> None:
    shaped = shape(table, "用 hot type 排后面还有")
    natural = sum(shaped.widths[:4]) + 250 + 333 + 250
    assert _gaps(fill(shaped, 0, 4, natural + 100)) == [250, 433, 250]
    assert _gaps(fill(shaped, 0, 4, natural + 167 + 100)) == [300, 500, 300]


def test_stretching_ends_with_all_gaps_equally(table: FaceTable) -> None:
    assert _gaps(_filled(table, "一二三四五", 5, 5400)) == [100, 100, 100, 100]


def test_nothing_stretches_within_a_unit_or_before_what_is_bound_to_it(table: FaceTable) -> None:
    line = _filled(table, "一二——三～四", 6, 7600)
    assert _gaps(line) == [200, 200, 200, 0, 0]


def test_the_last_line_is_not_stretched_but_squeezed(table: FaceTable) -> None:
    shaped = shape(table, "一二，三四，")
    assert _gaps(fill(shaped, 0, 6, 9000)) == [0, 0, 500, 0, 0]
    assert _gaps(fill(shaped, 0, 6, 5250)) == [0, 0, 250, 0, 0]


def test_a_line_grown_beyond_half_an_em_a_gap_is_said_to_be_loose(table: FaceTable) -> None:
    assert not _filled(table, "一二三", 3, 4000).loose
    assert _filled(table, "一二三", 3, 4010).loose


@pytest.mark.parametrize(
    ("text", "measure"), [("全省共有１２３．５万人口", 8000), ("we set English words by word space", 10_000)]
)
def test_a_line_that_cannot_be_flush_is_the_last_resort(table: FaceTable, text: str, measure: int) -> None:
    """Setting 全省共有, or we set English, on the first line would give flush lines; 全 or we alone cannot."""
    for line in set_lines(shape(table, text), measure):
        assert line.last or line.width == measure, line.text
