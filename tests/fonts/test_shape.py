"""Shaping: widths, clusters, joined dashes, vertical forms."""

from __future__ import annotations

import pytest

from fonts.face import Face
from fonts.roles import FaceTable, find_faces
from fonts.shape import Cell, cell, ink, shape


@pytest.fixture(scope="module")
def table() -> FaceTable:
    return find_faces({}, system=False)


@pytest.fixture(params=["song", "hei", "hei-heavy"])
def face(request: pytest.FixtureRequest, table: FaceTable) -> Face:
    return table.face(str(request.param))


@pytest.mark.parametrize(
    ("text", "advances", "clusters"),
    [
        ("版面", (1000, 1000), (0, 1)),
        ("——", (2000,), (0,)),
        ("……", (1000, 1000), (0, 1)),
        ("，。“”《》（）", (1000,) * 8, tuple(range(8))),
        ("版——面", (1000, 2000, 1000), (0, 1, 3)),
        ("①㎡℃〇", (1000,) * 4, (0, 1, 2, 3)),
        ("", (), ()),
        ("\u200b", (), ()),
        ("版\u200b面", (1000, 1000), (0, 2)),
    ],
)
def test_widths(face: Face, text: str, advances: tuple[int, ...], clusters: tuple[int, ...]) -> None:
    shaping = shape(face, text)
    assert shaping.advances == advances
    assert shaping.clusters == clusters
    assert set(shaping.x_offsets) | set(shaping.y_offsets) <= {0}


def test_an_astral_character_is_one_index(face: Face) -> None:
    assert shape(face, "a𠮷b").clusters == (0, 1, 2)


def test_a_ligature_is_one_cluster(face: Face) -> None:
    assert shape(face, "版fi。").clusters == (0, 1, 3)


def test_an_accent_keeps_its_own_cluster(table: FaceTable) -> None:
    shaping = shape(table.further[0], "aq\u0308b")
    assert shaping.clusters == (0, 1, 2, 3)
    assert shaping.advances[2] == 0


def test_kerning_touches_neither_han_nor_marks(face: Face) -> None:
    marks = "，。、；：！？“”‘’《》（）—…AV1."
    alone = {char: shape(face, char).advances[0] for char in marks + "版"}
    for first in "，。、；：！？“”‘’《》（）":
        for second in marks + "版":
            assert sum(shape(face, first + second).advances) == alone[first] + alone[second]
    assert sum(shape(face, "AV").advances) < alone["A"] + alone["V"]


def test_vertical_text_runs_downwards_in_vertical_forms(face: Face) -> None:
    down, across = shape(face, "（版，", vertical=True), shape(face, "（版，")
    assert down.advances == (1000, 1000, 1000)
    assert down.glyphs[1] == across.glyphs[1]
    assert down.glyphs[0] != across.glyphs[0]
    assert down.glyphs[2] != across.glyphs[2]
    assert (down.x_offsets[1], down.y_offsets[1]) == (-500, -880)
    assert shape(face, "——", vertical=True).advances == (2000,)


def test_the_blank_half_of_a_mark_is_seen_in_its_cell(face: Face) -> None:
    comma, opening = cell(face, "，"), cell(face, "（")
    assert comma.advance == opening.advance == 1000
    assert comma.right < 500
    assert opening.left > 500
    assert comma.bottom < 0 < comma.top
    stop = cell(face, "，", vertical=True)
    assert stop.left > 500
    assert stop.bottom > 300


def test_cells_without_ink(face: Face) -> None:
    assert cell(face, "\u3000") == Cell(1000, 0, 0, 0, 0)
    assert cell(face, "\u200b") == Cell(0, 0, 0, 0, 0)


def test_the_dash_fills_its_two_ems(face: Face) -> None:
    """—— is joined: no gap in the middle, as there is without the language."""
    left, _, right, _ = ink(face, shape(face, "——").glyphs[0])
    assert right - left > 1800


def test_heavier_is_wider_inked(table: FaceTable) -> None:
    light, heavy = cell(table.face("hei"), "一"), cell(table.face("hei-heavy"), "一")
    assert heavy.top - heavy.bottom > light.top - light.bottom
