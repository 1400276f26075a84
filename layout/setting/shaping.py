"""Shape: runs of text in, units with their glyphs and gaps out.

Marks are kept as half an em of ink and half an em of blank, the blank being part of the gap (clreq, «Compression and
Expansion of Punctuation Marks»), so that squeezing is arithmetic on gaps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from fonts.face import Face
from fonts.roles import FaceTable, divide, missing_characters
from fonts.shape import ink, shape
from layout.setting.classes import BLANK_AFTER, BLANK_BEFORE, Kind
from layout.setting.gaps import BARRED, EM, HALF, PARTED_MEASURE, PARTED_WORD, Step, Stretch, gaps_of
from layout.setting.units import SPACES, Units, scan

__all__ = ["BARRED", "EM", "HALF", "PARTED_MEASURE", "PARTED_WORD", "Shaped", "Stretch", "StyledRun", "in_pieces", "shape_runs"]


class StyledRun(NamedTuple):
    """Text and the font role that sets it."""

    text: str
    role: str
    raised: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A paragraph ready to be broken: parallel tuples by unit, then by glyph."""

    text: str
    starts: tuple[int, ...]  # index into text, one more than there are units
    kinds: tuple[Kind, ...]
    widths: tuple[int, ...]  # of the ink half of a mark, of the whole of everything else
    leads: tuple[int, ...]  # blank before the ink, given up at a line start
    tails: tuple[int, ...]  # blank after the ink, may be given up at a line end
    gaps: tuple[int, ...]  # natural, after each unit; 0 after the last
    shrinks: tuple[tuple[Step, ...], ...]
    gives: tuple[int, ...]  # the sum of each gap's shrinks
    stretches: tuple[Stretch, ...]
    costs: tuple[int, ...]  # of a break after each unit
    glyph_starts: tuple[int, ...]  # one more than there are units
    glyphs: tuple[int, ...]
    glyph_faces: tuple[Face, ...]
    glyph_texts: tuple[str, ...]
    glyph_places: tuple[int, ...]  # from the unit's place to the glyph's origin
    glyph_advances: tuple[int, ...]
    missing: tuple[str, ...]  # characters that no face has
    runs: tuple[StyledRun, ...]
    table: FaceTable
    parted: bool  # words and numerals are in pieces

    def __len__(self) -> int:
        return len(self.kinds)


def shape_runs(runs: tuple[StyledRun, ...], table: FaceTable) -> Shaped:
    """Styled runs in, a `Shaped` paragraph out. A run's boundary is no place to break and leaves no trace in the
    units; a character that no face of the role's chain has is set as the first face's .notdef and listed."""
    return _shape(runs, table, False)


def in_pieces(shaped: Shaped) -> Shaped:
    """The same paragraph with its words and numerals in pieces, for a line that has nothing else to give."""
    return _shape(shaped.runs, shaped.table, True)


@lru_cache(maxsize=4096)
def _shape(runs: tuple[StyledRun, ...], table: FaceTable, parted: bool) -> Shaped:
    text = "".join(run.text for run in runs)
    units = scan(text, parted=parted)
    kinds = units.kinds
    glyphs = _shape_glyphs(runs, table, text)
    count = len(kinds)
    if count == len(glyphs.ids) == len(text):
        # A glyph a unit a character: nearly every paragraph without a Western word.
        glyph_starts = list(range(count + 1))
        widths = list(glyphs.advances)
        places = [0] * count
    else:
        glyph_starts = _glyph_starts(units, glyphs.clusters)
        widths, places = _advance(glyph_starts, glyphs.advances)
    leads = [0] * count
    tails = [0] * count
    for index, kind in enumerate(kinds):
        if kind is Kind.HAN or kind is Kind.WESTERN:
            continue
        start, end = glyph_starts[index], glyph_starts[index + 1]
        if kind in BLANK_AFTER:
            tails[index] = widths[index] = HALF
        elif kind in BLANK_BEFORE:
            # The ink of an opening mark ends at the right edge of its glyph, whatever the glyph's width is.
            _shift(places, start, end, HALF - widths[index])
            leads[index] = widths[index] = HALF
        elif kind is Kind.INTERPUNCT and start < end:
            # Half an em with the ink in its middle, whatever the face makes of it (0.327 em in Noto Serif SC).
            left, _, right, _ = ink(glyphs.faces[start], glyphs.ids[start])
            _shift(places, start, end, HALF // 2 - (left + right) // 2)
            widths[index] = HALF
        elif kind is Kind.RIGID and units.ends[index] - units.starts[index] == 2:
            widths[index] = 2 * EM
    gaps = gaps_of(units, text, _raised(runs))
    naturals, shrinks, stretches, costs = zip(*gaps, strict=True) if gaps else ((), (), (), ())
    return Shaped(
        text=text,
        starts=(*units.starts, len(text)),
        kinds=tuple(kinds),
        widths=tuple(widths),
        leads=tuple(leads),
        tails=tuple(tails),
        gaps=naturals,
        shrinks=shrinks,
        gives=tuple([sum([amount for _, amount in steps]) if steps else 0 for steps in shrinks]),
        stretches=stretches,
        costs=costs,
        glyph_starts=tuple(glyph_starts),
        glyphs=tuple(glyphs.ids),
        glyph_faces=tuple(glyphs.faces),
        glyph_texts=tuple(glyphs.texts),
        glyph_places=tuple(places),
        glyph_advances=tuple(glyphs.advances),
        missing=glyphs.missing,
        runs=runs,
        table=table,
        parted=parted,
    )


def _advance(glyph_starts: list[int], advances: list[int]) -> tuple[list[int], list[int]]:
    """Where each unit's glyphs begin in, the units' widths and the glyphs' places within them out."""
    widths = []
    places = [0] * len(advances)
    for start, end in pairwise(glyph_starts):
        if end - start == 1:
            widths.append(advances[start])
            continue
        width = 0
        for at in range(start, end):
            places[at] = width
            width += advances[at]
        widths.append(width)
    return widths, places


def _glyph_starts(units: Units, clusters: list[int]) -> list[int]:
    """Where each unit's glyphs begin; glyphs of dropped spaces are not among them (see `_shape_glyphs`)."""
    found = []
    at, count = 0, len(clusters)
    for start in units.starts:
        while at < count and clusters[at] < start:
            at += 1
        found.append(at)
    found.append(count)
    return found


def _shift(places: list[int], start: int, end: int, by: int) -> None:
    for index in range(start, end):
        places[index] += by


def _raised(runs: tuple[StyledRun, ...]) -> frozenset[int]:
    """Indices at which a raised run (a note mark) begins."""
    starts, at = set(), 0
    for run in runs:
        if run.raised:
            starts.add(at)
        at += len(run.text)
    return frozenset(starts)


class _Glyphs(NamedTuple):
    """The glyphs of a whole paragraph in order, those of spaces left out."""

    ids: list[int]
    clusters: list[int]
    faces: list[Face]
    texts: list[str]
    advances: list[int]
    missing: tuple[str, ...]


_SPACED = re.compile(f"[{SPACES}]")


def _shape_glyphs(runs: tuple[StyledRun, ...], table: FaceTable, text: str) -> _Glyphs:
    ids: list[int] = []
    clusters: list[int] = []
    faces: list[Face] = []
    advances: list[int] = []
    missing: list[str] = []
    base = 0
    for run in runs:
        first = len(ids)
        for start, end, face in divide(table, run.role, run.text):
            shaping = shape(face, run.text[start:end])
            ids.extend(shaping.glyphs)
            offset = base + start
            clusters.extend([cluster + offset for cluster in shaping.clusters] if offset else shaping.clusters)
            advances.extend(shaping.advances)
            faces.extend([face] * len(shaping.glyphs))
        if 0 in ids[first:]:  # glyph 0 is what a face shows for a character that it lacks
            missing.extend(missing_characters(table, run.role, run.text))
        base += len(run.text)
    if len(ids) == len(text) and not _SPACED.search(text):
        texts = list(text)  # a glyph a character
    else:
        kept = [index for index, cluster in enumerate(clusters) if text[cluster] not in SPACES]
        # A glyph stands for the text from its cluster to the next one; one that continues a cluster for nothing.
        ends = [*clusters[1:], len(text)]
        texts = [_copy(text, clusters, ends, index) for index in kept]
        ids, faces = [ids[index] for index in kept], [faces[index] for index in kept]
        advances, clusters = [advances[index] for index in kept], [clusters[index] for index in kept]
    return _Glyphs(ids, clusters, faces, texts, advances, tuple(dict.fromkeys(missing)))


def _copy(text: str, clusters: list[int], ends: list[int], index: int) -> str:
    cluster = clusters[index]
    if index and clusters[index - 1] == cluster:
        return ""
    while index + 1 < len(clusters) and ends[index] == cluster:
        index += 1
    return text[cluster : ends[index]]
