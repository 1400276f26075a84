"""Every kind of fault, seeded by hand into a page that is clean, is found, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fonts.roles import FaceTable
from layout.inspection import Grid, inspect_pdf
from tests.layout.hand_set import CLEAN, LEADING, TOP, SetLine, changed, clean, column, printed

Faults = list[tuple[str, str]]


def faults(lines: list[SetLine], table: FaceTable, *, level: str = "basic", copy: tuple[str, ...] = ()) -> Faults:
    """What is found in one column of these lines."""
    inspection = inspect_pdf(printed([lines], table), level=level, copy=copy)
    assert inspection.lines == len([line for line in lines if line.text])
    return [(one.finding.kind, one.finding.what) for one in inspection.found]


def test_clean_page_has_no_finding(table: FaceTable) -> None:
    assert faults(clean(), table) == []
    assert faults(clean() * 3, table, level="strict") == []


@pytest.mark.parametrize("mark", "，。、；：！？．”’」』）〕】〗］｝》〉～–·—／/-％%‰℃°々")
def test_mark_at_line_start(table: FaceTable, mark: str) -> None:
    lines = changed(2, mark + "对岸的灯一盏盏熄灭了", fill=11.0)
    assert faults(lines, table) == [("line-start", mark)]


@pytest.mark.parametrize("mark", "“‘「『（〔【〖［｛《〈")
def test_opening_mark_at_line_end(table: FaceTable, mark: str) -> None:
    lines = changed(2, "对岸的灯一盏盏熄灭了" + mark)
    assert faults(lines, table) == [("line-end", mark)]


@pytest.mark.parametrize("mark", "￥＄№±")
def test_sign_parted_from_its_number(table: FaceTable, mark: str) -> None:
    lines = changed(2, "对岸的灯一盏盏熄灭了" + mark, fill=11.0)
    lines[3] = replace(lines[3], text="300元缆绳，慢慢离岸。", fill=11.0)
    assert faults(lines, table) == [("line-end", mark)]


def test_sign_at_line_start_belongs_to_its_number(table: FaceTable) -> None:
    assert faults(changed(3, "-5℃的早晨慢慢离岸。", fill=11.0), table) == []


@pytest.mark.parametrize(("level", "found"), [("basic", []), ("gb", ["／"]), ("strict", ["／"])])
def test_solidus_at_line_end(table: FaceTable, level: str, found: list[str]) -> None:
    lines = changed(2, "对岸的灯一盏盏熄灭了／")
    assert faults(lines, table, level=level) == [("line-end", mark) for mark in found]


@pytest.mark.parametrize("mark", ["——", "……"])
def test_two_em_marks_at_line_start(table: FaceTable, mark: str) -> None:
    lines = changed(3, mark + "缆绳解开，慢慢离岸")
    assert faults(lines, table) == []
    found = faults(lines, table, level="strict")
    assert [kind for kind, _ in found] == ["line-start"]
    at_head = [*clean(), SetLine(mark + "他们说的是真话", 2.0), *column(CLEAN[1:])]
    assert faults(at_head, table, level="strict") == []


@pytest.mark.parametrize(
    ("end", "start", "pair"),
    [
        ("对岸的灯一盏盏熄灭了—", "—缆绳解开，慢慢离岸了", "—|—"),
        ("对岸的灯一盏盏熄灭了…", "…缆绳解开，慢慢离岸了", "…|…"),
        ("对岸的灯一盏熄灭20", "24年缆绳，慢慢离岸。", "20|24"),
        ("对岸的灯一盏熄灭3.", "14圆周率，慢慢离岸。", "3.|14"),
        ("对岸的灯一盏熄灭3：", "2两队战平，慢慢离岸", "3：|2"),
    ],
)
def test_parted_unit(table: FaceTable, end: str, start: str, pair: str) -> None:
    lines = changed(2, end, fill=11.0)
    lines[3] = replace(lines[3], text=start, fill=11.0)
    assert faults(lines, table) == [("parted-unit", pair)]


@pytest.mark.parametrize("text", ["对岸的灯一盏盏熄灭——", "对岸的灯一盏熄灭…………"[:11], "对岸的灯一盏熄——……"])
def test_two_em_marks_may_stand_whole_at_a_line_end(table: FaceTable, text: str) -> None:
    assert faults(changed(2, text, fill=11.0), table) == []


@pytest.mark.parametrize(
    ("end", "start", "copy", "is_parted"),
    [
        ("对岸来的是Lan", "jiang号渡轮，慢离岸", "对岸来的是Lanjiang号渡轮，慢离岸", True),
        ("对岸来的是River", "King号渡轮，慢慢离", "对岸来的是River King号渡轮，慢慢离", False),
        ("对岸来的是PM", "2.5号浮标，慢慢离岸", "对岸来的是PM2.5号浮标，慢慢离岸", True),
        ("对岸来的是2024", "24号浮标，慢慢离", "对岸来的是2024 24号浮标，慢慢离", False),
    ],
)
def test_copy_tells_two_words_from_one(table: FaceTable, end: str, start: str, copy: str, is_parted: bool) -> None:
    lines = changed(2, end, fill=11.0)
    lines[3] = replace(lines[3], text=start, fill=11.0)
    kinds = [kind for kind, _ in faults(lines, table, copy=("别的文章", copy)) if kind != "wide-gap"]
    assert kinds == (["parted-unit"] if is_parted else [])
    if end[-1].isalpha():
        assert [kind for kind, _ in faults(lines, table) if kind != "wide-gap"] == [], "without the copy nobody knows"


@pytest.mark.parametrize(("text", "at", "pair"), [("对岸的灯在2024年熄了", 6, "02"), ("对岸的灯在Lanjiang熄", 7, "nj")])
def test_stretched_unit(table: FaceTable, text: str, at: int, pair: str) -> None:
    lines = changed(2, text, moves={at: 0.1}, fill=11.0)
    assert ("stretched-unit", pair) in faults(lines, table)
    assert "stretched-unit" not in dict(faults(changed(2, text, moves={4: 0.1}, fill=11.0), table))


def test_stretched_ellipsis(table: FaceTable) -> None:
    lines = changed(2, "对岸的灯一盏……熄灭", moves={6: 0.1}, fill=11.0)
    assert ("stretched-unit", "……") in faults(lines, table)


@pytest.mark.parametrize("by", [-1.0, -0.3, -0.02, 0.02, 0.3, 1.0])
def test_ragged_end(table: FaceTable, by: float) -> None:
    lines = changed(1, CLEAN[1], moves={4: by})
    assert faults(lines, table) == [("ragged-line", "end")]


def test_last_line_may_be_short_but_not_too_long(table: FaceTable) -> None:
    assert faults(changed(7, "圈。大家"), table) == []
    assert faults(changed(7, "圈，大家都说真的很稳当了"), table) == [("ragged-line", "end")]


@pytest.mark.parametrize("by", [-0.2, -0.02, 0.02, 0.2])
@pytest.mark.parametrize("index", [1, 5])
def test_ragged_start(table: FaceTable, by: float, index: int) -> None:
    line = clean()[index]
    lines = changed(index, line.text, start=line.start + by, moves={0: -by})
    assert faults(lines, table) == [("ragged-line", "start")]


@pytest.mark.parametrize("by", [-0.5, -0.03, 0.03, 0.5])
@pytest.mark.parametrize("index", [1, 5])
def test_displaced_line(table: FaceTable, by: float, index: int) -> None:
    line = clean()[index]
    assert faults(changed(index, line.text, start=line.start + by), table) == [("ragged-line", "start")]


def test_rounding_of_the_file_is_no_fault(table: FaceTable) -> None:
    assert faults(changed(1, CLEAN[1], moves={4: 0.005}, down=0.05), table) == []


@pytest.mark.parametrize("down", [-3.0, -0.2, 0.2, 0.5, 3.0])
def test_baseline_off_the_grid(table: FaceTable, down: float) -> None:
    assert faults(changed(3, CLEAN[3], down=down), table) == [("off-grid", "")]


def test_lines_half_a_line_down_are_off_the_grid(table: FaceTable) -> None:
    lines = clean()
    lines[5:] = [replace(line, down=LEADING / 2) for line in lines[5:]]
    assert faults(lines, table) == [("off-grid", "")] * 3


def test_given_grid_sees_a_page_that_is_off_as_a_whole(table: FaceTable) -> None:
    pdf = printed([clean()], table)
    assert inspect_pdf(pdf, grid=Grid(LEADING, TOP)).found == ()
    assert {one.finding.kind for one in inspect_pdf(pdf, grid=Grid(LEADING, TOP + 2)).found} == {"off-grid"}


@pytest.mark.parametrize("gap", [0.55, 0.8, 1.6])
def test_wide_gap(table: FaceTable, gap: float) -> None:
    text = "渡口的老人推开木窗"
    lines = changed(1, text, moves={3: gap}, fill=11.0)
    assert faults(lines, table) == [("wide-gap", "老人")]


def test_gap_between_han_and_western(table: FaceTable) -> None:
    text = "渡口的老人推开3扇窗"
    assert faults(changed(1, text, moves={6: 0.35, 7: 0.35}, fill=11.0), table) == []
    assert faults(changed(1, text, moves={6: 0.55, 7: 0.3}, fill=11.0), table) == [("wide-gap", "开3")]


@pytest.mark.parametrize(("space", "text"), [(0.5, "渡口的老人推开木窗"), (1.0, "渡口的老人推开木窗")])
def test_space_of_the_copy_is_no_wide_gap(table: FaceTable, space: float, text: str) -> None:
    assert faults(changed(1, text, moves={4: space}, fill=11.0), table) == []


PAIRS = [
    ("对岸的灯《灭了》。船工", "》。"),
    ("对岸的灯“灭了。”船工", "。”"),
    ("对岸的灯说：“灭了船工", "：“"),
    ("对岸的灯灭了”（船工）", "”（"),
    ("对岸的灯灭（《船工歌》", "（《"),
    ("对岸的灯灭）“船工说话", "）“"),
]


@pytest.mark.parametrize(("text", "pair"), PAIRS)
def test_adjacent_marks(table: FaceTable, text: str, pair: str) -> None:
    assert faults(changed(2, text), table) == [("loose-marks", pair)]
    squeezed = changed(2, text, moves={text.index(pair): -0.5}, fill=11.0)
    assert [kind for kind, _ in faults(squeezed, table)] == []
    half = changed(2, text, moves={text.index(pair): -0.25}, fill=11.0)
    assert faults(half, table) == [("loose-marks", pair)]


@pytest.mark.parametrize("text", ["对岸的灯灭了。，船工说", "对岸的灯灭了，、船工说", "对岸的灯灭（）船工说话"])
def test_other_neighbours_need_no_squeeze(table: FaceTable, text: str) -> None:
    assert faults(changed(2, text), table) == []


@pytest.mark.parametrize("index", [2, 5])
def test_opening_mark_at_line_start(table: FaceTable, index: int) -> None:
    indent = clean()[index].start
    text = "“对岸的灯一盏盏熄灭，船工"[: 12 - int(indent)]
    squeezed = changed(index, text, start=indent - 0.5, fill=11.0)
    assert faults(squeezed, table) == []
    loose = changed(index, text[:-1], start=indent, fill=11.0)
    assert faults(loose, table) == [("loose-marks", "“")]


@pytest.mark.parametrize("text", ["轻。", "轻。”", "去", "5。", "…。"])
def test_short_last_line(table: FaceTable, text: str) -> None:
    lines = changed(4, text, moves={1: -0.5} if len(text) == 3 else {})
    assert faults(lines, table) == [("short-last-line", text)]
    lines = changed(4, "很" + text, moves={2: -0.5} if len(text) == 3 else {})
    assert [kind for kind, _ in faults(lines, table)] == (["short-last-line"] if text in ("5。", "…。") else [])


def test_paragraph_of_one_short_line_is_no_short_last_line(table: FaceTable) -> None:
    lines = [*clean(), SetLine("“好。”", 1.5, moves={2: -0.5}), SetLine("“走。”", 1.5, moves={2: -0.5}), *clean()]
    assert faults(lines, table) == []


def test_mark_at_line_end_takes_one_em_or_half(table: FaceTable) -> None:
    assert faults(changed(3, "工解开缆绳，慢慢离开岸。", moves={}), table) == [("ragged-line", "end")]
    assert faults(changed(3, "工解开缆绳，慢慢离岸。", fill=11.5), table) == []
    assert faults(changed(3, "工解开缆绳，慢慢离岸。", fill=11.25), table) == [("ragged-line", "end")]


def test_all_faults_of_a_page_are_found_at_once(table: FaceTable) -> None:
    lines = clean()
    lines[1] = replace(lines[1], moves={4: 0.3})
    lines[2] = replace(lines[2], text="，对岸的灯一盏盏熄灭了")
    lines[4] = replace(lines[4], text="轻。", down=1.0)
    assert [kind for kind, _ in faults(lines, table)] == ["ragged-line", "line-start", "short-last-line", "off-grid"]
