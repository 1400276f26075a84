"""Units: what a line is never broken in and never stretched in."""

from __future__ import annotations

import pytest

from fonts.roles import FaceTable
from layout.setting.breaking import break_lines
from layout.setting.gaps import BARRED, PARTED_MEASURE
from layout.setting.lines import set_lines
from layout.setting.shaping import Shaped, StyledRun, shape_runs
from layout.setting.units import units_of

# text | its units
UNITS = """
圆周率3.14 | 圆 周 率 3.14
共4,000米 | 共 4,000 米
13:30开会 | 13:30 开 会
比例1∶500 | 比 例 1∶500
￥12.5元 | ￥12.5 元
−8℃上下 | −8℃ 上 下
12.6%的人 | 12.6% 的 人
５．６％的人 | ５．６％ 的 人
－３℃ | －３℃
17℃至26℃ | 17℃ 至 26℃
3‰ | 3‰
约98′05″ | 约 98′ 05″
C919飞机 | C919 飞 机
测PM2.5值 | 测 PM2.5 值
“岚轻E200” | “ 岚 轻 E200 ”
K3、K5线 | K3 、 K5 线
R&D投入 | R&D 投 入
e-mail | e-mail
AT&T | AT&T
don’t | don’t
GB/T | GB/T
一——二 | 一 —— 二
对……错 | 对 …… 错
三————四 | 三 —— —— 四
约翰·史密斯 | 约 翰 · 史 密 斯
（1）好 | （ 1 ） 好
café风 | café 风
naïve | naïve
"""


@pytest.mark.parametrize("case", UNITS.strip().splitlines())
def test_units(case: str) -> None:
    text, expected = case.split(" | ")
    assert [text[unit.start : unit.end] for unit in units_of(text)] == expected.split(" ")


def test_spaces_are_remembered_on_the_unit_after_them() -> None:
    text = " 沈知远 Open  Day\u3000好 "
    units = units_of(text)
    assert "".join(text[unit.start : unit.end] for unit in units) == "沈知远OpenDay好"
    assert [unit.space for unit in units] == ["", "", "", " ", " ", "\u3000"]


def test_a_word_has_pieces_only_if_asked() -> None:
    whole, pieces = units_of("Mountains"), units_of("Mountains", words="pieces", wide=frozenset({0}))
    assert len(whole) == 1
    assert len(pieces) == 9
    # Before its second syllable a hyphen is set, and nothing is parted.
    assert [unit.parted for unit in pieces] == [False, True, True, True, False, True, True, True, True]


def _shape(table: FaceTable, text: str) -> Shaped:
    return shape_runs((StyledRun(text, "song"),), table)


def _cost_after(table: FaceTable, text: str, before: str) -> int:
    """What a line end costs after the unit `before` in a text."""
    shaped = _shape(table, text)
    units = [text[a:b].strip() for a, b in zip(shaped.starts, shaped.starts[1:], strict=False)]
    return shaped.costs[units.index(before)]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("好？！走", "好"),
        ("好！！走", "好"),
        ("开（二）", "（"),
        ("二）开", "二"),
        ("室＋车", "＋"),
        ("年~岁·月", "岁"),
        ("3～5", "3"),
    ],
)
def test_what_is_never_parted(table: FaceTable, text: str, before: str) -> None:
    assert _cost_after(table, text, before) >= BARRED


@pytest.mark.parametrize("text", ["19.8亿元", "480米", "38个月", "2024年", "10月", "26路公交"])
def test_a_numeral_and_its_measure_word_part_at_a_cost(table: FaceTable, text: str) -> None:
    shaped = _shape(table, text)
    assert shaped.costs[0] == PARTED_MEASURE


@pytest.mark.parametrize("pair", ["”“", "》《", "）（", "，“"])
def test_between_a_closing_and_an_opening_mark_a_line_may_end(table: FaceTable, pair: str) -> None:
    assert _cost_after(table, f"一{pair}二", pair[0]) == 0


def test_a_note_mark_stays_with_its_word(table: FaceTable) -> None:
    runs = (StyledRun("据统计", "song"), StyledRun("①", "song", script="sup"), StyledRun("共有", "song"))
    shaped = shape_runs(runs, table)
    assert shaped.costs[2] >= BARRED
    assert shaped.gaps[2] == 0


def test_a_change_of_face_is_no_place_to_break(table: FaceTable) -> None:
    runs = (StyledRun("新国标3", "song"), StyledRun(".14", "hei"), StyledRun("起施行", "song"))
    shaped = shape_runs(runs, table)
    assert [shaped.text[a:b] for a, b in zip(shaped.starts, shaped.starts[1:], strict=False)][3] == "3.14"


def test_a_long_word_is_parted_only_where_nothing_else_is_left(table: FaceTable) -> None:
    shaped = _shape(table, "引入internationalization一词")
    wide = [line.text for line in set_lines(shaped, 12_000)]
    assert wide == ["引入internationalization", "一词"]
    assert len(set_lines(shaped, 6_000)) > 2


@pytest.mark.parametrize("text", ["成交12,345,678,901元", "编号2024101600123号"])
@pytest.mark.parametrize("measure", [8, 9, 10, 12])
def test_a_long_numeral_is_not_parted_if_it_fits_a_line(table: FaceTable, text: str, measure: int) -> None:
    shaped = _shape(table, text)
    numeral = text[2:-1]
    lines, start = [], 0
    for end in break_lines(shaped, measure * 1000):
        lines.append(text[shaped.starts[start] : shaped.starts[end]])
        start = end
    assert any(numeral in line for line in lines), lines


@pytest.mark.parametrize("text", ["系列报道②", "注①见下"])
def test_an_enclosed_numeral_has_no_gap_to_han(table: FaceTable, text: str) -> None:
    assert set(_shape(table, text).gaps) == {0}


@pytest.mark.parametrize(
    ("text", "measure"),
    [("网址是www.example.com/news，欢迎访问", 10), ("订单号为2024/10/16-00123的快递", 8), ("时间10：30：45.12起算", 6)],
)
def test_no_piece_of_a_long_word_begins_a_line_with_a_separator(table: FaceTable, text: str, measure: int) -> None:
    starts = [line.text[0] for line in set_lines(_shape(table, text), measure * 1000)[1:]]
    assert not set(starts) & set("./-：")


def test_a_sign_stays_with_the_word_before_it(table: FaceTable) -> None:
    for measure in range(2000, 6000, 100):
        assert not any(line.text.startswith("+") for line in set_lines(_shape(table, "学C++的人"), measure))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("一共二百一十七则", "二百一十七"), ("第三十三级", "第三十三"), ("亩产4.5万吨的", "万吨"), ("每袋200公斤左右", "公斤"),
        ("10月17日", "10月17"), ("6时30分", "6时30"),
    ],
)  # fmt: skip
def test_what_reads_as_one_parts_at_a_cost(table: FaceTable, text: str, inside: str) -> None:
    shaped = _shape(table, text)
    first = text.index(inside)
    costs = [
        cost
        for cost, start in zip(shaped.costs, shaped.starts[1:], strict=True)
        if first < start < first + len(inside)
    ]
    assert costs == [PARTED_MEASURE] * len(costs)
    assert costs


def test_a_name_in_a_byline_parts_at_a_cost(table: FaceTable) -> None:
    runs = (StyledRun("本报讯", "hei"), StyledRun("（记者 方晚晴）", "kai", kept=True), StyledRun("昨天", "song"))
    shaped = shape_runs(runs, table)
    cost = {shaped.text[start - 1 : start + 1]: cost for cost, start in zip(shaped.costs, shaped.starts[1:], strict=True)}
    assert cost["方晚"] == cost["晚晴"] == cost["记者"] == PARTED_MEASURE
    assert cost["昨天"] == cost["报讯"] == 0


def test_an_ideographic_space_is_an_em_whatever_stands_beside_it(table: FaceTable) -> None:
    assert _shape(table, "电话0000-1234567\u3000印刷").gaps[2] == 1000
    assert _shape(table, "第8614期\u3000共4版").gaps[2] == 1000
