"""What a newspaper may choose of setting: levels, hanging marks, places of marks, hyphens; widths by the line."""

from __future__ import annotations

import pytest

from fonts.roles import FaceTable
from layout.setting.breaking import Room, break_lines, break_lines_to
from layout.setting.lines import Line, set_lines
from layout.setting.rules import Rules
from layout.setting.shaping import Shaped, StyledRun, shape_runs


def shape(table: FaceTable, text: str, **chosen: object) -> Shaped:
    return shape_runs((StyledRun(text, "song"),), table, Rules()._replace(**chosen))  # type: ignore[arg-type]


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize(("level", "width"), [("basic", 7500), ("gb", 8000), ("strict", 8000)])
def test_a_mark_at_a_line_end_keeps_its_em_at_the_basic_level_alone(table: FaceTable, level: str, width: int) -> None:
    """GB/T 15834-2011, 5.1.10. The line is flush either way: with the mark's blank half, or with its ink."""
    line = set_lines(shape(table, "一二三四五六七，九十一二三", level=level), 8000)[0]
    assert (line.text, line.width) == ("一二三四五六七，", width)


@pytest.mark.parametrize(
    ("level", "unit", "starts"), [("basic", "……", True), ("gb", "——", True), ("strict", "……", False), ("strict", "——", False)]
)
def test_dashes_and_ellipses_at_a_line_start(table: FaceTable, level: str, unit: str, starts: bool) -> None:
    lines = set_lines(shape(table, f"一二三四五六{unit}七八九十", level=level), 6000)
    assert lines[1].text.startswith(unit) is starts
    opening = set_lines(shape(table, f"{unit}一二三四五六七八九十", level=level), 6000, 2000)
    assert opening[0].text.startswith(unit)  # a paragraph may begin with them at every level


def test_a_solidus_ends_no_line_at_the_level_gb(table: FaceTable) -> None:
    text = "一二三四五甲/乙六七八"
    assert set_lines(shape(table, text), 6500)[0].text == "一二三四五甲/"
    assert all(not line.text.endswith("/") for line in set_lines(shape(table, text, level="gb"), 6500))


def test_a_hanging_mark(table: FaceTable) -> None:
    text = "一二三四五六七八，九十一二三四五六"
    inside = set_lines(shape(table, text), 8000)[0]
    hung = set_lines(shape(table, text, hanging=True), 8000)[0]
    assert inside.text == "一二三四五六七"
    assert (hung.text, hung.hung, hung.overfull) == ("一二三四五六七八，", 500, False)
    assert hung.places[:8] == tuple(range(0, 8000, 1000))  # nothing is squeezed for it


@pytest.mark.parametrize("text", ["一二三四五六七八。”九十一二", "一二三四五六七“八”，九十一二"])
def test_no_mark_hangs_that_stands_beside_another(table: FaceTable, text: str) -> None:
    assert all(not line.hung for line in set_lines(shape(table, text, hanging=True), 8000))


def test_words_get_hyphens_where_a_line_would_be_loose(table: FaceTable) -> None:
    text = "这座城市的international合作越来越多"
    lines = set_lines(shape(table, text), 9000)
    assert any(line.hyphen for line in lines)
    assert "".join(texts(lines)) == text
    assert all(line.width == 9000 for line in lines[:-1])
    assert not any(line.hyphen for line in set_lines(shape(table, text, hyphenation=False), 9000))


@pytest.mark.parametrize("word", ["NATIONAL", "iPhone", "COVID", "Open", "e-mail", "naïveté"])
def test_what_gets_no_hyphen(table: FaceTable, word: str) -> None:
    for measure in range(2000, 7000, 250):
        assert not any(line.hyphen for line in set_lines(shape(table, f"一个{word}的字"), measure))


def test_an_address_is_turned_over_after_its_separators(table: FaceTable) -> None:
    text = "详见https://www.example.com/news/2026/index.html?id=3&page=2，欢迎访问"
    for measure in range(8000, 20_000, 500):
        for line in set_lines(shape(table, text), measure)[:-1]:
            inside = "https" in text and text.index("https") < line.shaped.starts[line.end] < text.index("，")
            if inside and not line.parted:
                assert line.text[-1] in "/?&=.", line.text
                assert not line.text.endswith(("https:", "https:/"))


def test_a_standard_and_a_quantity_stay_together(table: FaceTable) -> None:
    text = "执行GB/T 15834—2011的规定，时速达到120 km/h以上，无一例外地都要符合要求"
    for measure in range(12_000, 20_000, 500):
        for line in set_lines(shape(table, text), measure)[:-1]:
            end = line.shaped.starts[line.end]
            for unit in ("GB/T 15834—2011", "120 km/h"):
                start = text.index(unit)
                assert not start < end < start + len(unit), (measure, texts(set_lines(line.shaped, measure)))


def test_lines_of_unlike_widths(table: FaceTable) -> None:
    """As beside a picture: three narrow lines that begin farther in, then lines of the whole measure."""
    rooms = (Room(8000, 5000), Room(8000, 5000), Room(8000, 5000), Room(13_000))
    text = "江边的步道修好以后，傍晚出来走走的人多了（多半是老人和孩子），两岸的灯也一盏一盏地亮起来，直到夜深才熄。"
    lines = set_lines(shape(table, text), rooms)
    assert "".join(texts(lines)) == text
    assert [line.places[0] for line in lines] == [5000, 5000, 5000, *[0] * (len(lines) - 3)]
    for line in lines[:-1]:
        assert line.width in (13_000, 12_500)
    assert break_lines(shape(table, text), (Room(13_000),)) == break_lines(shape(table, text), 13_000)


def test_no_better_way_through_lines_of_unlike_widths(table: FaceTable) -> None:
    """The best of all numbers of lines is what the search finds."""
    rooms = (Room(6000), Room(9000), Room(7000), Room(11_000))
    shaped = shape(table, "两岸的灯，一盏一盏地（慢慢地）亮起来，直到夜深才熄；第二天清早，江上又有了船。")
    best = break_lines(shaped, rooms)
    costs = {count: found[1] for count in range(1, 9) if (found := break_lines_to(shaped, rooms, 0, count))}
    assert costs[len(best)] == pytest.approx(0.0)
    assert min(costs.values()) >= -1e-6


def test_a_wish_for_a_line_more_or_fewer(table: FaceTable) -> None:
    shaped = shape(table, "江边的步道修好以后，（傍晚）出来走走的人多了，两岸的灯也一盏一盏地亮起来，直到夜深才熄。" * 3)
    count = len(set_lines(shaped, 11_000, 2000))
    assert len(set_lines(shaped, 11_000, 2000, looseness=1)) == count + 1
    assert len(set_lines(shaped, 11_000, 2000, looseness=-1)) in (count - 1, count)


def test_an_ellipsis_or_a_dash_alone_begins_no_line(table: FaceTable) -> None:
    for char in "…⋯—":
        lines = set_lines(shape(table, f"一二三四五六{char}七八九十"), 6000)
        assert not lines[1].text.startswith(char)
