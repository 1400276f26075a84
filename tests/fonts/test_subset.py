"""Subsetting: small, renumbered, the same bytes every time, and with outlines that are the face's own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fonts.face import Face, load
from fonts.roles import FaceTable, find_faces
from fonts.shape import ink, shape
from fonts.subset import FontProgram, subset

TEXT = "——老城区更新：“大变化”龘㐂A1fi……"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def table() -> FaceTable:
    return find_faces({}, system=False)


@pytest.fixture(params=["song", "hei", "hei-heavy"])
def face(request: pytest.FixtureRequest, table: FaceTable) -> Face:
    return table.face(str(request.param))


def _outline_bounds(program: FontProgram) -> dict[int, tuple[float, ...] | None]:
    """The ink of every glyph of the program by its new id, read with fontTools."""
    from fontTools.pens.boundsPen import ControlBoundsPen

    glyphs: dict[int, tuple[float, ...] | None] = {}
    if program.kind == "CFF":
        from fontTools.cffLib import CFFFontSet

        cff = CFFFontSet()
        cff.decompile(io.BytesIO(program.data), None)
        top = cff.topDictIndex[0]
        assert top.ROS == ("Adobe", "Identity", 0)
        assert top.charset[1:] == [f"cid{new:05d}" for new in range(1, len(program.glyphs))]
        for new, name in enumerate(top.charset):
            pen = ControlBoundsPen(None)
            top.CharStrings[name].draw(pen)
            glyphs[new] = pen.bounds
    else:
        from fontTools.ttLib import TTFont

        font = TTFont(io.BytesIO(program.data))
        assert "fvar" not in font
        glyph_set = font.getGlyphSet()
        for new, name in enumerate(font.getGlyphOrder()):
            pen = ControlBoundsPen(glyph_set)
            glyph_set[name].draw(pen)
            glyphs[new] = pen.bounds
    return glyphs


def test_the_program_holds_just_the_glyphs_asked_for(face: Face) -> None:
    glyphs = set(shape(face, TEXT).glyphs)
    program = subset(face, glyphs)
    assert set(program.glyphs) == glyphs | {0}
    assert program.glyphs == tuple(sorted(program.glyphs))
    assert program.glyph_map[program.glyphs[3]] == 3
    assert len(program.data) < 25_000


def test_outlines_and_advances_are_those_of_the_face(face: Face) -> None:
    program = subset(face, shape(face, TEXT).glyphs)
    bounds = _outline_bounds(program)
    assert len(bounds) == len(program.glyphs) == len(program.advances)
    for new, old in enumerate(program.glyphs):
        assert bounds[new] == pytest.approx(ink(face, old), abs=1.5)
        assert program.advances[new] == load(face).hb_font.get_glyph_h_advance(old)


def test_what_a_descriptor_needs(table: FaceTable) -> None:
    light, heavy = (subset(table.face(role), [100]) for role in ("hei", "hei-heavy"))
    assert (light.kind, heavy.kind, subset(table.face("song"), [100]).kind) == ("TrueType", "TrueType", "CFF")
    assert (light.weight, heavy.weight) == (500, 800)
    assert light.stem_v < heavy.stem_v
    assert light.descent < 0 < light.cap_height < light.ascent
    assert len(light.tag) == 6
    assert light.tag.isalpha()
    assert light.tag.isupper()
    assert light.tag != heavy.tag


def test_the_same_bytes_in_another_run(table: FaceTable) -> None:
    import hashlib

    code = (
        "import hashlib; from fonts.roles import find_faces; from fonts.shape import shape;"
        "from fonts.subset import subset; table = find_faces({}, system=False);"
        f"faces = [table.face(role) for role in ('song', 'hei')]; text = {TEXT!r};"
        "print([hashlib.sha256(subset(f, set(shape(f, text).glyphs)).data).hexdigest() for f in faces])"
    )
    here = [
        hashlib.sha256(subset(face, set(shape(face, TEXT).glyphs)).data).hexdigest()
        for face in (table.face("song"), table.face("hei"))
    ]
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == str(here)
