"""Text and a face in, positioned glyphs out: HarfBuzz told that it sets Chinese.

Script Hani and language zh-Hans (or zh-Hant, whose forms a face may have as well) make —— and …… full and
joined (—— is one glyph of 2.000 em); without them a gap shows. Kerning and ligatures of Latin letters stay
on: they touch no Han character and no Chinese mark, and the clusters say which characters a ligature stands
for."""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from fonts.face import Face, load


class Shaping(NamedTuple):
    """Parallel tuples, one entry a glyph; lengths in 1/1000 em.

    `clusters` are indices into the text, rising: a glyph stands for the characters from its cluster up to
    the next glyph's (two glyphs of one cluster share them). `advances` run in the direction of the text
    and are positive, rightwards or, vertical, downwards. The offsets move the glyph's horizontal origin
    from the pen, x to the right and y up; in vertical text the pen is at the middle of the top of the
    glyph's cell."""

    glyphs: tuple[int, ...]
    clusters: tuple[int, ...]
    advances: tuple[int, ...]
    x_offsets: tuple[int, ...]
    y_offsets: tuple[int, ...]


class Cell(NamedTuple):
    """A glyph's cell and the extents of its ink, in 1/1000 em from the horizontal origin, y up.

    `left`, `bottom`, `right`, `top` bound the ink (all 0 if there is none); `left` and `advance - right`
    are the blank sides that a squeezed mark gives up."""

    advance: int
    left: int
    bottom: int
    right: int
    top: int


_glyph = attrgetter("codepoint")
_cluster = attrgetter("cluster")
_x_advance = attrgetter("x_advance")
_x_offset = attrgetter("x_offset")
_y_offset = attrgetter("y_offset")


@lru_cache(maxsize=16384)
def shape(face: Face, text: str, *, vertical: bool = False, language: str = "zh-Hans") -> Shaping:
    """One stretch of text in one face, Han and Latin mixed, in; its glyphs in order out.

    Characters that draw nothing (U+200B, variation selectors, …) leave no glyph: they belong to the
    cluster before them, or to the next one if there is none before."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS  # an accent keeps its own cluster
    buffer.add_str(text)
    buffer.direction = "ttb" if vertical else "ltr"
    buffer.script = "Hani"
    buffer.language = language
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    uharfbuzz.shape(load(face).hb_font, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions or ()  # None for an empty text
    return Shaping(
        tuple(map(_glyph, infos)),
        tuple(map(_cluster, infos)),
        tuple(-p.y_advance for p in positions) if vertical else tuple(map(_x_advance, positions)),
        tuple(map(_x_offset, positions)),
        tuple(map(_y_offset, positions)),
    )


@lru_cache(maxsize=16384)
def cell(face: Face, char: str, *, vertical: bool = False) -> Cell:
    """One character (or a unit such as ——, one glyph) in, the cell and ink of its first glyph out."""
    shaping = shape(face, char, vertical=vertical)
    if not shaping.glyphs:
        return Cell(0, 0, 0, 0, 0)
    left, bottom, right, top = ink(face, shaping.glyphs[0])
    return Cell(shaping.advances[0], left, bottom, right, top)


@lru_cache(maxsize=16384)
def ink(face: Face, glyph: int) -> tuple[int, int, int, int]:
    """A glyph's ink as (left, bottom, right, top) in 1/1000 em from its horizontal origin, y up; 0s if blank.

    The box holds the control points of the curves too, so it may stand off the ink by a hundredth of an em.
    """
    extents = load(face).hb_font.get_glyph_extents(glyph)
    if extents is None:
        return (0, 0, 0, 0)
    left, top = extents.x_bearing, extents.y_bearing
    return (left, top + extents.height, left + extents.width, top)


def advance_of(face: Face, glyph: int) -> int:
    """How far a glyph moves the pen in a horizontal line by itself, as a font program says it, in 1/1000 em."""
    return int(load(face).hb_font.get_glyph_h_advance(glyph))
