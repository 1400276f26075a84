"""Widths: what marks take up in a line, and where their glyphs stand."""

from __future__ import annotations

import pytest

from fonts.face import Face
from fonts.roles import FaceTable
from fonts.shape import ink
from layout.items import GlyphRun
from layout.setting.drawing import glyph_runs
from layout.setting.lines import Line, fill, set_lines
from layout.setting.shaping import Shaped, StyledRun, shape_runs

ROLES = ("song", "hei", "hei-heavy", "kai")
OPENING = "“‘「『（〔【〖［｛《〈"
CLOSING = "”’」』）〕】〗］｝》〉"
POINTS = "，、；：。？！．"


def shape(table: FaceTable, text: str, role: str = "song") -> Shaped:
    return shape_runs((StyledRun(text, role),), table)


def natural(table: FaceTable, text: str, role: str = "song") -> int:
    """The width of a text between two Han characters, in 1/1000 em."""
    line = fill(shape(table, f"中{text}国", role), 0, len(shape(table, f"中{text}国", role)), 10**6)
    return line.width - 2000


def origins(line: Line) -> list[tuple[str, float]]:
    """Each glyph's text and the place of its origin, in em, from the line's start, as an exporter would set it."""
    found = []
    for placed in glyph_runs(line, 1.0):
        assert isinstance(placed.item, GlyphRun)
        x = placed.x
        for text, advance in zip(placed.item.texts, placed.item.advances, strict=True):
            found.append((text, round(x, 3)))
            x += advance / 1000
    return found


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("mark", OPENING + CLOSING + POINTS)
def test_a_mark_between_han_takes_one_em(table: FaceTable, role: str, mark: str) -> None:
    assert natural(table, mark, role) == 1000


@pytest.mark.parametrize(
    ("marks", "ems"),
    [
        ("”“", 1500), ("》《", 1500), ("）（", 1500),  # closing, opening
        ("，“", 1500), ("：“", 1500), ("。（", 1500),  # point, opening
        ("”，", 1500), ("》、", 1500), ("）。", 1500),  # closing, point
        ("。”", 1500), ("？》", 1500), ("！）", 1500),  # point, closing
        ("《“", 1500), ("（《", 1500),  # opening, opening
        ("”》", 1500), ("’”", 1500), ("》）", 1500),  # closing, closing
        ("。，", 2000), ("，。", 2000),  # no bracket among them: two em
        ("？！", 1000), ("！！", 1000), ("！！！", 2000), ("！！！！", 2000), ("？！”", 2000),  # GB/T 15834-2011, 5.1.2
        ("。”“", 2000), ("》）。", 2000), ("：“《", 2000), ("。’”", 2000),  # three marks: one half goes at each border
        ("……。", 3000), ("——“", 3000),  # beside —— and …… a mark stays whole
    ],
)  # fmt: skip
@pytest.mark.parametrize("role", ["song", "hei"])
def test_adjacent_marks(table: FaceTable, role: str, marks: str, ems: int) -> None:
    assert natural(table, marks, role) == ems


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("text", ["——", "……", "⸺"])
def test_two_em_marks(table: FaceTable, role: str, text: str) -> None:
    shaped = shape(table, text, role)
    assert len(shaped) == 1
    assert shaped.widths == (2000,)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("mark", "——……")
def test_a_two_em_mark_has_no_gap_in_it(table: FaceTable, role: str, mark: str) -> None:
    shaped = shape(table, mark * 2, role)
    ends = [place + advance for place, advance in zip(shaped.glyph_places, shaped.glyph_advances, strict=True)]
    assert ends[-1] == 2000
    assert all(abs(end - place) <= 1 for end, place in zip(ends, shaped.glyph_places[1:], strict=False))


@pytest.mark.parametrize("role", ROLES)
def test_the_interpunct_is_half_an_em_with_its_ink_in_the_middle(table: FaceTable, role: str) -> None:
    shaped = shape(table, "约翰·史密斯", role)
    assert shaped.widths[2] == 500
    left, _, right, _ = ink(shaped.glyph_faces[2], shaped.glyphs[2])
    assert abs((shaped.glyph_places[2] + left) - (500 - shaped.glyph_places[2] - right)) <= 1


def _ink(face: Face, glyph: int, place: int) -> tuple[int, int]:
    left, _, right, _ = ink(face, glyph)
    return place + left, place + right


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("mark", OPENING + CLOSING + POINTS)
def test_the_half_em_kept_of_a_mark_holds_its_ink(table: FaceTable, role: str, mark: str) -> None:
    shaped = shape(table, mark, role)
    left, right = _ink(shaped.glyph_faces[0], shaped.glyphs[0], shaped.glyph_places[0])
    assert left >= -25
    assert right <= 525


def test_an_opening_mark_hangs_into_the_indent_by_its_blank_half(table: FaceTable) -> None:
    first = set_lines(shape(table, "“好，”他说，“今天就走，一刻也不等。”"), 11_000, 2000)[0]
    assert origins(first)[0] == ("“", 1.5)
    assert origins(first)[1] == ("好", 2.5)


def test_an_opening_mark_at_a_line_start_gives_up_its_blank_half(table: FaceTable) -> None:
    lines = set_lines(shape(table, "一二三四五六七八（九十一二三四五"), 8000)
    assert lines[1].text.startswith("（")
    assert origins(lines[1])[:2] == [("（", -0.5), ("九", 0.5)]


def test_han_stands_on_whole_ems(table: FaceTable) -> None:
    line = set_lines(shape(table, "岚江三桥，昨日通车。两岸"), 12_000)[0]
    assert [place for text, place in origins(line)] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("长480米", (0.25, 0.25)), ("用PDF存", (0.25, 0.25)),  # a quarter em between Han and Western
        ("（480）", (0, 0)), ("“PDF”", (0, 0)), ("至480，", (0.25, 0)),  # none beside a Chinese mark
        ("约8℃好", (0.25, 0)), ("降3%的", (0.25, 0)),  # a sign is no letter
        ("A B", (0.333,)), ("北 京", (0.5,)), ("北\u3000京", (1.0,)),
        ("用 PDF 存", (0.25, 0.25)),  # a typed space is the same gap, not one more
    ],
)  # fmt: skip
def test_gaps_between_han_and_western(table: FaceTable, text: str, gaps: tuple[float, ...]) -> None:
    shaped = shape(table, text)
    kept = [gap / 1000 for gap, tail, lead in zip(shaped.gaps, shaped.tails, (*shaped.leads[1:], 0), strict=True)
            if not tail and not lead]  # fmt: skip
    assert tuple(kept[: len(gaps)]) == gaps


def test_no_gap_at_line_edges(table: FaceTable) -> None:
    for line in set_lines(shape(table, "用PDF存，用PNG看，用HTML读，再用ALTO找"), 5000):
        assert line.places[0] == 0
        assert line.width in (5000, 4500) or line.last


def test_a_mark_squeezed_between_others_pulls_them_near(table: FaceTable) -> None:
    line = set_lines(shape(table, "《“甲”》乙"), 20_000)[0]
    assert origins(line) == [("《", -0.5), ("“", 0.0), ("甲", 1.0), ("”", 2.0), ("》", 2.5), ("乙", 3.5)]
