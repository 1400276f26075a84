"""What of a line is drawn: hyphens, superiors and inferiors, emphasis dots, vertical lines."""

from __future__ import annotations

import pytest

from fonts.roles import FaceTable
from fonts.shape import ink
from layout.items import GlyphRun, Placed, Shape
from layout.setting.drawing import HYPHEN, glyph_runs
from layout.setting.glyphs import StyledRun
from layout.setting.lines import fill, set_lines
from layout.setting.rules import Rules
from layout.setting.shaping import Shaped, shape_runs

SIZE = 10.0
DOWN = Rules(vertical=True)


def one_line(shaped: Shaped) -> tuple[Placed, ...]:
    return glyph_runs(fill(shaped, 0, len(shaped), 10**6, justify=False), SIZE)


def runs_of(placed: tuple[Placed, ...]) -> list[tuple[float, float, GlyphRun]]:
    return [(one.x, one.y, one.item) for one in placed if isinstance(one.item, GlyphRun)]


def test_a_hyphen_is_no_copy(table: FaceTable) -> None:
    text = "这座城市的international合作越来越多"
    lines = set_lines(shape_runs((StyledRun(text, "song"),), table), 9000)
    (hyphened,) = [line for line in lines if line.hyphen]
    drawn = "".join(run.text for _, _, run in runs_of(glyph_runs(hyphened, SIZE)))
    assert drawn == hyphened.text + HYPHEN
    x, _, last = runs_of(glyph_runs(hyphened, SIZE))[-1]
    assert x + sum(last.advances) * SIZE / 1000 == pytest.approx(90.0)  # flush with its hyphen


@pytest.mark.parametrize(("script", "rises"), [("sup", True), ("sub", False)])
def test_superiors_and_inferiors(table: FaceTable, script: str, rises: bool) -> None:
    text = (StyledRun("面积9m", "song"), StyledRun("2", "song", script), StyledRun("左右", "song"))  # type: ignore[arg-type]
    shaped = shape_runs(text, table)
    (before, mark, after) = runs_of(one_line(shaped))
    assert (before[2].text, mark[2].text, after[2].text) == ("面积9m", "2", "左右")
    assert mark[2].size == pytest.approx(6.0)
    assert (mark[1] < 0) is rises
    assert before[1] == after[1] == 0.0
    assert before[0] < mark[0] < after[0]
    top = -mark[1] + ink(mark[2].face, mark[2].glyphs[0])[3] * mark[2].size / 1000
    assert top < 0.88 * SIZE  # within the em box of the line


def test_emphasis_dots(table: FaceTable) -> None:
    text = (StyledRun("请", "song"), StyledRun("务必，注意AI", "song", "", True), StyledRun("安全", "song"))
    shaped = shape_runs(text, table)
    placed = one_line(shaped)
    assert "".join(run.text for _, _, run in runs_of(placed)) == "请务必，注意AI安全"
    (dots,) = [one.item for one in placed if isinstance(one.item, Shape)]
    circles = [step.points for step in dots.path if step.kind == "move"]
    assert len(circles) == 6  # none for the comma, one for each letter
    assert [round(x - dots.path[0].points[0], 3) for x, _ in circles[:4]] == [0.0, 10.0, 30.0, 40.0]
    assert all(0.12 * SIZE < y < 0.3 * SIZE for _, y in circles)  # below the em box, above the next line's


def test_figures_share_a_cell_of_a_vertical_line(table: FaceTable) -> None:
    shaped = shape_runs((StyledRun("共12座桥100人", "song"),), table, DOWN)
    assert shaped.widths == (1000,) * 6  # 共, 12, 座, 桥, 100, 人
    runs = runs_of(one_line(shaped))
    squeezed = [run for _, _, run in runs if run.squeezed < 1]
    assert [run.text for run in squeezed] == ["100"]
    for x, _, run in runs:
        advances = [ink(run.face, glyph) for glyph in run.glyphs]
        for (across, _), (left, _, right, _) in zip(run.origins, advances, strict=True):
            assert x + (across + left * run.squeezed) * SIZE / 1000 > -0.56 * SIZE
            assert x + (across + right * run.squeezed) * SIZE / 1000 < 0.56 * SIZE


def test_longer_western_text_is_turned(table: FaceTable) -> None:
    shaped = shape_runs((StyledRun("乘C919飞机用GDP算2026年", "song"),), table, DOWN)
    runs = runs_of(one_line(shaped))
    assert [run.text for _, _, run in runs if run.turned] == ["C919", "2026"]
    upright = "".join(run.text for _, _, run in runs if not run.turned)
    assert upright == "乘飞机用GDP算年"
    down = [y for _, y, _ in runs]
    assert down == sorted(down)


@pytest.mark.parametrize(("mark", "right", "high"), [("，", True, True), ("。", True, True), ("：", False, False), ("？", False, False)])
def test_where_marks_stand_in_a_vertical_cell(table: FaceTable, mark: str, right: bool, high: bool) -> None:
    """GB/T 15834-2011, 5.2: ，。、 in the upper right of their cell; ：；？！ in the middle."""
    shaped = shape_runs((StyledRun(f"文{mark}文", "song"),), table, DOWN)
    ((x, y, run),) = runs_of(one_line(shaped))
    across, down = run.origins[1]
    left, bottom, end, top = ink(run.face, run.glyphs[1])
    middle_x = x / SIZE * 1000 + across + (left + end) / 2
    middle_y = y / SIZE * 1000 + down - (bottom + top) / 2 - 1000  # from the top of the mark's cell
    assert (middle_x > 150) is right
    assert (middle_y < 350) is high
    if not right:
        assert abs(middle_x) <= 1
        assert abs(middle_y - 500) <= 1


def test_quotation_marks_of_a_vertical_line_are_still_those_of_the_copy(table: FaceTable) -> None:
    shaped = shape_runs((StyledRun("他说“好”。", "song"),), table, DOWN)
    flat = shape_runs((StyledRun("他说“好”。", "song"),), table)
    assert "".join(run.text for _, _, run in runs_of(one_line(shaped))) == "他说“好”。"
    assert shaped.glyphs[2] != flat.glyphs[2]  # in its vertical form


def test_marks_of_traditional_setting_stand_in_the_middle(table: FaceTable) -> None:
    shaped = shape_runs((StyledRun("文，文。文", "song"),), table, Rules(language="zh-Hant"))
    places = {}
    for x, y, run in runs_of(one_line(shaped)):
        at = x
        for glyph, text, advance in zip(run.glyphs, run.texts, run.advances, strict=True):
            left, bottom, right, top = ink(run.face, glyph)
            places[text] = (at + (left + right) / 200, -y + (bottom + top) / 200)
            at += advance * SIZE / 1000
    assert list(places["，"]) == pytest.approx([15.0, 3.8], abs=0.06)
    assert list(places["。"]) == pytest.approx([35.0, 3.8], abs=0.06)
