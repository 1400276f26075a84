"""Lines, columns and paragraphs are found by places alone; what is no running text is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from fonts.roles import FaceTable
from layout.inspection import Inspection, inspect_pdf
from layout.inspection.columns import RunningText, find_running_text
from layout.inspection.glyphs import read_sheets
from layout.inspection.lines import body_size, find_pieces
from layout.items import Placed
from tests.layout.hand_set import (
    CLEAN,
    GUTTER,
    LEADING,
    LEFT,
    MEASURE,
    SIZE,
    TOP,
    SetLine,
    changed,
    clean,
    column,
    column_items,
    line_items,
    printed,
    printed_items,
)

NEXT = LEFT + (MEASURE + GUTTER) * SIZE  # the left edge of the second column


def running_text(pdf: bytes) -> RunningText:
    sheets, trouble = read_sheets(pdf)
    assert trouble == ""
    size = body_size(sheet.glyphs for sheet in sheets)
    return find_running_text(find_pieces(sheets[0].glyphs), size)


def kinds(inspection: Inspection) -> list[str]:
    return [one.finding.kind for one in inspection.found]


def placed(line: SetLine, table: FaceTable, column_x: float, number: float) -> list[Placed]:
    return line_items(line, table, column_x, TOP + number * LEADING)


def below(lines: Sequence[SetLine], table: FaceTable, number: float, x: float = LEFT) -> list[Placed]:
    return column_items(lines, table, x, TOP + number * LEADING)


def test_lines_and_edges_of_two_columns(table: FaceTable) -> None:
    text = running_text(printed([clean(), clean()], table))
    assert [line.piece.text for line in text.lines] == [line.text for line in clean() * 2]
    assert {round(line.column.measure, 2) for line in text.lines} == {MEASURE}
    assert len({round(line.column.left, 2) for line in text.lines}) == 2
    assert [line.start for line in text.lines[:8]] == ["indent", *["flush"] * 4, "indent", *["flush"] * 2]
    assert [line.end for line in text.lines[:5]] == [*["flush"] * 4, "short"]


def test_paragraph_goes_on_in_the_next_column(table: FaceTable) -> None:
    """A line at a column's foot must be flush if the text goes on, and units are not parted there either."""
    lines = clean() * 2
    assert kinds(inspect_pdf(printed([lines[:10], lines[10:]], table))) == []
    short = [*lines[:9], replace(lines[9], text=lines[9].text[:-1])]
    assert kinds(inspect_pdf(printed([short, lines[10:]], table))) == ["ragged-line"]
    barred = [replace(lines[10], text="，" + lines[10].text[1:]), *lines[11:]]
    assert kinds(inspect_pdf(printed([lines[:10], barred], table))) == ["line-start"]
    ends = [*lines[:9], replace(lines[9], text="渡口的老人推开的窗20", fill=11.0)]
    starts = [replace(lines[10], text="24盏盏的灯熄灭，船船", fill=11.0), *lines[11:]]
    assert kinds(inspect_pdf(printed([ends, starts], table))) == ["parted-unit"]


def test_short_last_line_at_a_column_head(table: FaceTable) -> None:
    first, second = [*clean(), *clean()[:4]], [SetLine("轻。"), *clean()]
    assert kinds(inspect_pdf(printed([first, second], table))) == ["short-last-line"]


def test_caption_between_two_columns_in_the_stream(table: FaceTable) -> None:
    lines = clean() * 2
    caption = [SetLine("江上的灯。记者某某摄", size=7.5), SetLine("第二行说明", size=7.5, down=-2.0)]
    items = [
        *column_items(lines[:10], table, LEFT),
        *column_items(caption, table, NEXT, TOP),
        *below(lines[10:], table, 4, NEXT),
    ]
    assert inspect_pdf(printed_items(items)).found == ()


def test_columns_of_one_line_each_are_not_one_loose_line(table: FaceTable) -> None:
    above = [column_items(clean(), table, x) for x in (LEFT, NEXT)]
    row = [*placed(SetLine(CLEAN[1]), table, LEFT, 12), *placed(SetLine(CLEAN[2]), table, NEXT, 12)]
    headline = placed(SetLine("渡口的灯", size=21.0), table, LEFT, 10)
    assert inspect_pdf(printed_items([*above[0], *above[1], *headline, *row])).found == ()


def test_mark_that_ends_a_line_does_not_bridge_the_gutter(table: FaceTable) -> None:
    """Half of it stands in the gutter, blank: the next column begins half an em on."""
    above = [*column_items(clean(), table, LEFT), *column_items(clean(), table, NEXT)]
    headline = placed(SetLine("渡口的灯", size=21.0), table, LEFT, 10)
    line = SetLine("渡口老人，推开木窗望。", 0.0, moves={4: -0.25, 9: -0.25}, fill=11.5)
    row = [
        *placed(SetLine("船工说话的声音很大", 2.0), table, LEFT, 12),
        *placed(line, table, LEFT, 13),
        *placed(SetLine(CLEAN[2]), table, NEXT, 13),
    ]
    assert inspect_pdf(printed_items([*above, *headline, *row, *below(clean(), table, 14)])).found == ()


def test_loose_line_is_not_two_columns(table: FaceTable) -> None:
    lines = changed(1, "渡口的老人去", fill=11.0)
    text = running_text(printed([lines], table))
    assert [line.piece.text for line in text.lines] == [line.text for line in lines]
    assert kinds(inspect_pdf(printed([lines], table))) == ["wide-gap"]


@pytest.mark.parametrize("measure", [4, 6, 8, 17, 23])
def test_measures(table: FaceTable, measure: int) -> None:
    """Any measure from 4 em on; in a narrow one a paragraph may begin one em in."""
    indent = 1 if measure <= 6 else 2
    han = "对岸的灯一盏盏熄灭船工解开缆绳慢慢离岸渡口老人推开木窗望去"
    lines = [SetLine(han[: measure - indent], float(indent)), SetLine(han[:measure]), SetLine(han[:3])] * 3
    assert inspect_pdf(printed([lines], table, measure=measure)).found == ()
    lines[1] = SetLine("，" + han[: measure - 1])
    assert kinds(inspect_pdf(printed([lines], table, measure=measure))) == ["line-start"]


def test_headlines_kickers_and_bylines_are_left_alone(table: FaceTable) -> None:
    items = [
        *placed(SetLine("历时三年，连通两岸", size=14.0), table, LEFT + 30, -3.5),
        *placed(SetLine("渡口的灯|又亮了", size=28.0), table, LEFT + 20, -1.5),
        *placed(SetLine("□ 某某", 8.3), table, LEFT, 0),
        *below(clean(), table, 1),
        *below(clean(), table, 1, NEXT),
    ]
    assert inspect_pdf(printed_items(items)).found == ()


def test_byline_off_the_grid(table: FaceTable) -> None:
    items = [
        *placed(SetLine("□ 某某", 8.3, down=1.5), table, LEFT, 0),
        *below(clean(), table, 1),
        *below(clean(), table, 1, NEXT),
    ]
    assert kinds(inspect_pdf(printed_items(items))) == ["off-grid"]


@pytest.mark.parametrize(("down", "found"), [(0.0, []), (1.0, ["off-grid"])])
def test_subhead_is_on_the_grid(table: FaceTable, down: float, found: list[str]) -> None:
    subhead = SetLine("渡口人家", 3.0, size=10.5, down=down)
    lines = [*clean(), SetLine(""), subhead, *clean()]
    inspection = inspect_pdf(printed([lines], table))
    assert kinds(inspection) == found
    assert inspection.lines == 16


def test_subhead_ends_a_paragraph(table: FaceTable) -> None:
    """A short line before a subhead is a last line even where the text after it begins at the edge."""
    lines = [*clean()[:5], SetLine(""), SetLine("渡口人家", 3.0, size=10.5), *column(CLEAN[1:])]
    assert inspect_pdf(printed([lines], table)).found == ()


@pytest.mark.parametrize("role", ["song", "hei"])
def test_jump_lines(table: FaceTable, role: str) -> None:
    lines = [SetLine("（上接第1版）", role=role), *clean(), SetLine("（下转第3版）", 4.0, role=role)]
    assert inspect_pdf(printed([lines], table)).found == ()
    text = column(CLEAN[1:])
    assert inspect_pdf(printed([[SetLine("（上接第1版）", role=role), *text]], table)).found == ()


def test_headline_in_body_size(table: FaceTable) -> None:
    heads = [SetLine("渡口的灯又亮了", role="hei-heavy"), SetLine("老人回来了", role="hei-heavy")]
    assert inspect_pdf(printed([[*heads, *clean(), *heads, *clean()]], table)).found == ()


def test_headline_in_body_size_that_fills_its_column(table: FaceTable) -> None:
    """In a column of briefs: the line over it ends its paragraph, and may be short."""
    lines = clean()
    headline = SetLine(lines[1].text, 0.0, role="hei-heavy")
    items = [*below(lines[:5], table, 0), *below([headline], table, 6), *below(lines, table, 7)]
    assert lines[4].text != lines[1].text
    assert inspect_pdf(printed_items(items)).found == ()
    plain = [*below(lines[:5], table, 0), *below([replace(headline, role=lines[1].role)], table, 6), *below(lines, table, 7)]
    assert kinds(inspect_pdf(printed_items(plain))) == ["ragged-line"]


def test_passage_in_another_face(table: FaceTable) -> None:
    """A paragraph in Hei is a paragraph: its lines must be flush."""
    passage = [replace(line, role="hei") for line in clean()[:5]]
    lines = [*clean(), *clean(), *passage, *clean()]
    assert inspect_pdf(printed([lines], table)).found == ()
    lines[18] = replace(lines[18], moves={3: -0.4})
    assert kinds(inspect_pdf(printed([lines], table))) == ["ragged-line"]


VERSE = (
    "山坡把灯一盏盏捻亮",
    "又一盏盏交到筐里",
    "挑担的人不说话",
    "只让扁担替他数步子",
    "数到村口，数到",
    "一扇亮着的窗",
)


@pytest.mark.parametrize("indent", [0.0, 1.0, 2.0])
def test_verse(table: FaceTable, indent: float) -> None:
    verse = [SetLine(text, indent) for text in VERSE]
    assert inspect_pdf(printed([verse, clean()], table)).found == ()
    assert (
        inspect_pdf(
            printed(
                [[*clean(), SetLine(""), *[replace(line, start=1.0) for line in verse], SetLine(""), *clean()]], table
            )
        ).found
        == ()
    )


def test_verse_in_lines_of_one_length(table: FaceTable) -> None:
    verse = [
        SetLine(text, 2.0) for text in ("朝辞白帝彩云间，", "千里江陵一日还。", "两岸猿声啼不住，", "轻舟已过万重山。")
    ]
    assert inspect_pdf(printed([[*clean(), *verse, *clean()]], table)).found == ()


def rows(table: FaceTable, cells: Sequence[Sequence[str]], starts: Sequence[float], number: float) -> list[Placed]:
    """The rows of a table, cell by cell, each line of a cell on a line of its own (`|` parts them)."""
    items: list[Placed] = []
    for row in cells:
        height = max(len(cell.split("|")) for cell in row)
        for start, cell in zip(starts, row, strict=True):
            for down, text in enumerate(cell.split("|")):
                items += placed(SetLine(text, start), table, LEFT, number + down)
        number += height
    return items


TABLES: list[tuple[list[tuple[str, ...]], tuple[float, ...]]] = [
    (
        [("时间", "地段", "安排"), ("上午", "江滨", "停水"), ("下午", "柳荫", "停电"), ("晚间", "—", "％")],
        (0.0, 4.0, 8.0),
    ),
    ([("时间", "地段"), ("十七日上午", "江滨路|北段"), ("十八日|下午", "柳荫巷|一带"), ("十九日", "，")], (0.0, 6.0)),
    ([("八点", "江滨路北段半封|大桥停水"), ("九点", "柳荫巷一带停水|请备水"), ("十点", "夜间|—")], (0.0, 3.0)),
]


@pytest.mark.parametrize(("cells", "starts"), TABLES)
def test_tables(table: FaceTable, cells: Sequence[Sequence[str]], starts: Sequence[float]) -> None:
    height = sum(max(len(cell.split("|")) for cell in row) for row in cells)
    items = [*column_items(clean(), table, LEFT), *rows(table, cells, starts, 8), *below(clean(), table, 8 + height)]
    inspection = inspect_pdf(printed_items(items))
    assert inspection.found == ()
    wrong = [
        *column_items(clean(), table, LEFT),
        *rows(table, cells, starts, 8),
        *below(changed(1, "，口的老人推开木窗望去"), table, 8 + height),
    ]
    assert kinds(inspect_pdf(printed_items(wrong))) == ["line-start"]


NOTE = [
    SetLine("编者按：江上大桥", 3.0, fill=10.0),
    SetLine("通车前后，不少读者", 1.0),
    SetLine("打来电话，说起渡口", 1.0),
    SetLine("的旧事。", 1.0),
]


def test_note_has_edges_of_its_own(table: FaceTable) -> None:
    lines = [SetLine("编者按：江上桥", 3.0), *NOTE[1:], *clean()]
    assert inspect_pdf(printed([lines], table)).found == ()
    lines[2] = replace(lines[2], moves={3: -0.5})
    assert "ragged-line" in kinds(inspect_pdf(printed([lines, clean()], table)))


def test_note_mark_stays_with_its_word(table: FaceTable) -> None:
    line = replace(clean()[1], text=CLEAN[1][:10])
    mark = line_items(SetLine("①", 10.0, size=5.5), table, LEFT, TOP + LEADING - 3.5)
    rest = [SetLine("")] * 2 + clean()[2:]
    head = [*column_items(clean()[:1], table, LEFT), *placed(line, table, LEFT, 1)]
    shifted = [Placed(LEFT + 10 * SIZE, item.y, item.item) for item in mark]
    items = [*head, *shifted, *column_items(rest, table, LEFT)]
    text = running_text(printed_items(items))
    assert text.lines[1].piece.text == CLEAN[1][:10] + "①"
    begins = [Placed(LEFT, item.y + LEADING, item.item) for item in mark]
    third = placed(SetLine(CLEAN[2][1:], 5.5 / SIZE, fill=MEASURE), table, LEFT, 2)
    full = column_items(clean()[:2], table, LEFT)
    items = [*full, *begins, *third, *column_items([SetLine("")] * 3 + clean()[3:], table, LEFT)]
    assert kinds(inspect_pdf(printed_items(items))) == ["parted-unit"]


def test_vertical_setting_is_left_alone(table: FaceTable) -> None:
    items: list[Placed] = []
    for number, text in enumerate(("渡口的老人推开木窗望去，", "，对岸的灯一盏盏熄灭", "船工解开缆绳。")):
        for down, char in enumerate(text):
            items += line_items(SetLine(char), table, NEXT + 120 - number * LEADING, TOP + down * SIZE * 1.05)
    inspection = inspect_pdf(printed_items([*column_items(clean(), table, LEFT), *items]))
    assert inspection.found == ()
    assert inspection.lines == 8


def test_emphasis_dots_need_not_be_on_the_grid(table: FaceTable) -> None:
    dots = line_items(SetLine("·····", 2.0, moves=dict.fromkeys(range(5), 0.67)), table, LEFT, TOP + LEADING + 3.0)
    lines = clean()
    items = [*column_items(lines[:2], table, LEFT), *dots, *column_items([SetLine("")] * 2 + lines[2:], table, LEFT)]
    assert inspect_pdf(printed_items(items)).found == ()


@pytest.mark.parametrize(
    ("above", "under", "found"),
    [
        ("渡口的灯亮了", "，老人回来了", ["line-start"]),
        ("老人说：“", "渡口的灯亮了", ["line-end"]),
        ("渡口的灯亮了", "——老人回来了", []),
    ],
)
@pytest.mark.parametrize("size", [7.5, 28.0])
def test_turns_of_headlines_and_captions(
    table: FaceTable, above: str, under: str, found: list[str], size: float
) -> None:
    items = [
        *line_items(SetLine(above, size=size), table, LEFT, TOP - 80),
        *line_items(SetLine(under, size=size), table, LEFT, TOP - 80 + 1.3 * size),
        *column_items(clean(), table, LEFT),
    ]
    assert kinds(inspect_pdf(printed_items(items))) == found


def test_furniture_in_body_size_is_no_running_text(table: FaceTable) -> None:
    strip = [
        *line_items(SetLine("2024年12月20日"), table, LEFT, TOP - 30.7),
        *line_items(SetLine("第12期"), table, LEFT + 150, TOP - 30.7),
        *line_items(SetLine("今日4版"), table, LEFT + 300, TOP - 30.7),
    ]
    headline = line_items(SetLine("渡口的灯", size=21.0), table, LEFT, TOP - 12)
    inspection = inspect_pdf(printed_items([*strip, *headline, *column_items(clean(), table, LEFT)]))
    assert (inspection.found, inspection.lines) == ((), 8)


def test_texts_of_several_measures_on_one_page(table: FaceTable) -> None:
    han = "对岸的灯一盏盏熄灭船工解开缆绳慢慢离岸渡口"
    wide = [SetLine(han[:15], 2.0), SetLine(han[:17]), SetLine(han[:17]), SetLine(han[:6])]
    head = line_items(SetLine("渡口的灯", size=21.0), table, LEFT, TOP + 9.5 * LEADING)
    items = [*column_items(clean(), table, LEFT), *column_items(clean(), table, NEXT), *head, *below(wide, table, 11)]
    assert inspect_pdf(printed_items(items)).found == ()
    measures = {round(line.column.measure) for line in running_text(printed_items(items)).lines}
    assert measures == {11, 17}


def test_text_of_two_lines_borrows_its_column(table: FaceTable) -> None:
    brief = [SetLine("清晨六点江面起薄雾", 2.0), SetLine("，渡口的灯亮了。")]
    head = line_items(SetLine("渡口的灯", size=21.0), table, LEFT, TOP + 9.5 * LEADING)
    items = [*column_items(clean(), table, LEFT), *head, *below(brief, table, 11)]
    assert kinds(inspect_pdf(printed_items(items))) == ["line-start"]


def ragged(lines: Sequence[SetLine]) -> list[SetLine]:
    """The same lines, none of which ends where another does."""
    return [replace(line, moves={3: 0.05 * (index + 1)}) for index, line in enumerate(lines)]


def test_text_that_is_ragged_throughout(table: FaceTable) -> None:
    """By itself it may as well be verse, and is said to stand aside; beside a text of the same column it is a fault."""
    alone = inspect_pdf(printed([ragged(clean())], table))
    assert (alone.found, alone.lines, alone.aside) == ((), 0, 1.0)
    lines = [*clean(), *clean()]
    lines[8:] = [replace(line, moves={3: 0.05 * index} if index % 3 else {}) for index, line in enumerate(lines[8:])]
    head = line_items(SetLine("渡口的灯", size=21.0), table, LEFT, TOP + 9.5 * LEADING)
    items = [*column_items(lines[:8], table, LEFT), *head, *below(lines[8:], table, 11)]
    found = kinds(inspect_pdf(printed_items(items)))
    assert found
    assert set(found) == {"ragged-line"}


def test_line_after_a_table_is_not_the_next_of_the_text(table: FaceTable) -> None:
    cells, starts = TABLES[0]
    items = [*column_items(clean(), table, LEFT), *rows(table, cells, starts, 8), *below(column(CLEAN[1:]), table, 12)]
    assert inspect_pdf(printed_items(items)).found == ()
