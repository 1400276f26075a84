"""Shape: runs of text in, units and gaps out.

A unit is what is never stretched inside: a Han character, a mark, a word, a numeral with its signs. Between two
units stands a gap with a natural width, what it may give up (by clreq's shrink steps) and how it may grow. Marks
are kept as half an em of ink and half an em of blank, the blank being part of the gap (clreq, «Compression and
Expansion of Punctuation Marks»), so that squeezing is arithmetic on gaps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from fonts.face import Face
from fonts.roles import FaceTable, divide, missing_characters
from fonts.shape import ink, shape
from layout.setting.classes import (
    BLANK_AFTER,
    MEASURES,
    NEVER_FIRST,
    NEVER_LAST,
    Kind,
    kind_of,
)

EM = 1000
HALF = 500
HAN_LATIN = 250  # clreq, «Mixed Text Composition»: a quarter em between Han and Western text
WORD_SPACE = 333
BARRED = 1_000_000
PARTED_WORD = 40_000
PARTED_MEASURE = 60
LONG_WORD = 8  # characters; a longer word may be parted where nothing else is left

Step = tuple[int, int]  # shrink step 1 … 7, thousandths of an em


class Stretch(IntEnum):
    """How a gap grows: never, as a word space, as a Han–Latin gap, or only with all others."""

    NEVER = 0
    WORD = 1
    HAN_LATIN = 2
    ALL = 3


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
    stretches: tuple[Stretch, ...]
    costs: tuple[int, ...]  # of a break after each unit
    glyph_starts: tuple[int, ...]  # one more than there are units
    glyphs: tuple[int, ...]
    glyph_faces: tuple[Face, ...]
    glyph_texts: tuple[str, ...]
    glyph_places: tuple[int, ...]  # from the unit's place to the glyph's origin
    glyph_advances: tuple[int, ...]
    missing: tuple[str, ...]  # characters that no face has

    def __len__(self) -> int:
        return len(self.kinds)


_LATIN = r"A-Za-z0-9À-ɏͰ-ϿЀ-ӿ"
_TOKEN = re.compile(
    r"—{2}|⸺|…{2}|⋯{2}"  # two-em units, GB/T 15834-2011 4.10, 4.11
    # A numeral with sign, currency, separators and unit is one unit (clreq issue 262).
    rf"|(?<![{_LATIN}])[+\-−±＋－]?[¥￥$＄£￡€]?[0-9０-９]+(?:[.,:：∶/．][0-9０-９]+)*(?:[%％‰‱℃℉°′″]|(?![{_LATIN}]))"
    rf"|[{_LATIN}]+(?:[.\-–/:&+@_'’∶,=?#~][{_LATIN}]+)*[%％‰℃°]?"  # a word, a model name, an address
    r"|[ \u00a0\u3000\t\n]+"
    r"|.[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f]+",  # a character with what combines with it
    re.DOTALL,
)
_WIDE_WESTERN = re.compile(rf"[{_LATIN}]")


SPACES = " \u00a0\u3000\t\n"
_SPACED = re.compile(f"[{SPACES}]")


class _Unit(NamedTuple):
    start: int
    end: int
    kind: Kind
    space: str = ""  # the first space before it, or ""
    parted: bool = False  # a piece of a long word, not its first


def units_of(text: str) -> list[_Unit]:
    """Text in, its units out; spaces are dropped and remembered on the unit after them."""
    units: list[_Unit] = []
    space = ""
    at = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if at < start:
            _singles(units, text, at, start, space)
            space = ""
        at = end
        first = text[start]
        if first in SPACES:
            space = first if units else ""
            continue
        if first in "—…⋯⸺":
            kind = Kind.RIGID
        elif _WIDE_WESTERN.search(text, start, end) or first.isdigit():
            kind = Kind.WESTERN
        else:
            kind = kind_of(first)
        if kind is Kind.WESTERN and end - start > LONG_WORD:
            units.append(_Unit(start, start + 1, kind, space))
            units.extend(_Unit(piece, piece + 1, kind, "", True) for piece in range(start + 1, end))
        else:
            units.append(_Unit(start, end, kind, space))
        space = ""
    if at < len(text):
        _singles(units, text, at, len(text), space)
    return units


def _singles(units: list[_Unit], text: str, start: int, end: int, space: str) -> None:
    """A stretch in which every character is a unit."""
    if space:
        units.append(_Unit(start, start + 1, kind_of(text[start]), space))
        start += 1
    units.extend([_Unit(at, at + 1, kind_of(text[at])) for at in range(start, end)])


@lru_cache(maxsize=4096)
def shape_runs(runs: tuple[StyledRun, ...], table: FaceTable) -> Shaped:
    """Styled runs in, a `Shaped` paragraph out. A run's boundary is no place to break and leaves no trace in the
    units; a character that no face of the role's chain has is set as the first face's .notdef and listed."""
    text = "".join(run.text for run in runs)
    units = units_of(text)
    glyphs = _shape_glyphs(runs, table, text)
    if len(units) == len(glyphs.ids) == len(text):
        glyph_starts = list(range(len(units) + 1))  # nearly every paragraph without a Western word
    else:
        glyph_starts = _glyph_starts(units, glyphs.clusters)
    kinds = [unit.kind for unit in units]
    leads = [HALF if kind is Kind.OPENING else 0 for kind in kinds]
    tails = [HALF if kind in BLANK_AFTER else 0 for kind in kinds]
    places = [0] * len(glyphs.ids)
    widths = []
    advances = glyphs.advances
    for index, kind in enumerate(kinds):
        start, end = glyph_starts[index], glyph_starts[index + 1]
        if end - start == 1:
            width = advances[start]
        else:
            width = 0
            for at in range(start, end):
                places[at] = width
                width += advances[at]
        if kind is not Kind.HAN and kind is not Kind.WESTERN:
            width = _ink_width(kind, units[index], start, end, width, places, glyphs)
        widths.append(width)
    gaps, shrinks, stretches, costs = _gaps(units, kinds, leads, tails, text, _raised(runs))
    return Shaped(
        text=text,
        starts=(*(unit.start for unit in units), len(text)),
        kinds=tuple(kinds),
        widths=tuple(widths),
        leads=tuple(leads),
        tails=tuple(tails),
        gaps=tuple(gaps),
        shrinks=tuple(shrinks),
        stretches=tuple(stretches),
        costs=tuple(costs),
        glyph_starts=tuple(glyph_starts),
        glyphs=tuple(glyphs.ids),
        glyph_faces=tuple(glyphs.faces),
        glyph_texts=tuple(glyphs.texts),
        glyph_places=tuple(places),
        glyph_advances=tuple(advances),
        missing=glyphs.missing,
    )


def _ink_width(
    kind: Kind, unit: _Unit, start: int, end: int, width: int, places: list[int], glyphs: _Glyphs
) -> int:
    """The width of a mark without its blank half; its glyphs are moved so that the ink stands in that width."""
    if kind is Kind.OPENING:
        # The ink of an opening mark ends at the right edge of its glyph, whatever the glyph's width is.
        _shift(places, start, end, HALF - width)
        return HALF
    if kind in BLANK_AFTER:
        return HALF
    if kind is Kind.INTERPUNCT and start < end:
        # Half an em with the ink in its middle, whatever the face makes of it (0.327 em in Noto Serif SC).
        left, _, right, _ = ink(glyphs.faces[start], glyphs.ids[start])
        _shift(places, start, end, HALF // 2 - (left + right) // 2)
        return HALF
    if kind is Kind.RIGID and unit.end - unit.start == 2:
        return 2 * EM
    return width


def _glyph_starts(units: list[_Unit], clusters: list[int]) -> list[int]:
    """Where each unit's glyphs begin. A glyph of a dropped space belongs to no unit's text and is not kept (see
    `_shape_glyphs`), so that units and clusters run side by side."""
    found = []
    at = 0
    for unit in units:
        while at < len(clusters) and clusters[at] < unit.start:
            at += 1
        found.append(at)
    found.append(len(clusters))
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


def _shape_glyphs(runs: tuple[StyledRun, ...], table: FaceTable, text: str) -> _Glyphs:
    ids: list[int] = []
    clusters: list[int] = []
    faces: list[Face] = []
    advances: list[int] = []
    missing: list[str] = []
    base = 0
    for run in runs:
        missing.extend(missing_characters(table, run.role, run.text))
        for start, end, face in divide(table, run.role, run.text):
            shaping = shape(face, run.text[start:end])
            ids.extend(shaping.glyphs)
            offset = base + start
            clusters.extend([cluster + offset for cluster in shaping.clusters] if offset else shaping.clusters)
            advances.extend(shaping.advances)
            faces.extend([face] * len(shaping.glyphs))
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


_WESTERN_KINDS = frozenset({Kind.WESTERN, Kind.WESTERN_OPENING, Kind.WESTERN_CLOSING})
_BRACKETS = frozenset({Kind.OPENING, Kind.CLOSING})
_LEFT_INK = BLANK_AFTER
_TAIL_STEP = {Kind.CLOSING: 4, Kind.COMMA: 5, Kind.STOP: 7}
_NO_STEPS: tuple[Step, ...] = ()


def _gaps(
    units: list[_Unit], kinds: list[Kind], leads: list[int], tails: list[int], text: str, raised: frozenset[int]
) -> tuple[list[int], list[tuple[Step, ...]], list[Stretch], list[int]]:
    gaps: list[int] = []
    shrinks: list[tuple[Step, ...]] = []
    stretches: list[Stretch] = []
    costs: list[int] = []
    for index in range(len(units) - 1):
        a, b = kinds[index], kinds[index + 1]
        after = units[index + 1]
        gap, steps, stretch, cost = tails[index] + leads[index + 1], _NO_STEPS, Stretch.ALL, 0
        if a is Kind.HAN and b is Kind.HAN and not after.space:  # by far the most
            gaps.append(0)
            shrinks.append(_NO_STEPS)
            stretches.append(Stretch.ALL)
            costs.append(0)
            continue
        if gap:
            gap, steps = _between_marks(a, b, gap)
        elif after.parted:
            stretch = Stretch.NEVER
        elif a in _WESTERN_KINDS and b in _WESTERN_KINDS:
            if after.space:
                gap, steps, stretch = WORD_SPACE, ((2, WORD_SPACE - 250),), Stretch.WORD
            else:
                stretch = Stretch.NEVER
        elif (a is Kind.WESTERN and b is Kind.HAN) or (a is Kind.HAN and b is Kind.WESTERN):
            if _narrow_edge(units[index], after, a, text):
                gap, steps, stretch = HAN_LATIN, ((6, HAN_LATIN // 2),), Stretch.HAN_LATIN
        elif after.space and (a in _WESTERN_KINDS or b in _WESTERN_KINDS):
            gap, steps, stretch = HAN_LATIN, ((6, HAN_LATIN // 2),), Stretch.HAN_LATIN
        elif after.space:
            gap = EM if after.space == "\u3000" else HALF  # between names, between the halves of a headline
        elif Kind.CONNECTOR in (a, b) or b is Kind.SUFFIX or a is Kind.PREFIX:
            stretch = Stretch.NEVER
        if after.start in raised:
            gap, stretch = 0, Stretch.NEVER

        if b in NEVER_FIRST or a in NEVER_LAST or after.start in raised:
            cost = BARRED
        elif after.parted:
            cost = PARTED_WORD
        elif a in _WESTERN_KINDS and b in _WESTERN_KINDS and not after.space:
            cost = BARRED
        elif a is Kind.WESTERN and text[after.start] in MEASURES and text[units[index].end - 1].isdigit():
            cost = PARTED_MEASURE
        gaps.append(gap)
        shrinks.append(steps)
        stretches.append(stretch)
        costs.append(cost)
    if units:
        gaps.append(0)
        shrinks.append(_NO_STEPS)
        stretches.append(Stretch.NEVER)
        costs.append(0)
    return gaps, shrinks, stretches, costs


def _between_marks(a: Kind, b: Kind, blank: int) -> tuple[int, tuple[Step, ...]]:
    """The gap between two units of which at least one is a mark with a blank half, and what it may give up.

    clreq, «Adjustment of Adjacent Punctuation Marks»: of two marks, at least one a bracket, one half em goes, so
    that brackets hug what they enclose.
    """
    if (a in _BRACKETS or b in _BRACKETS) and (a in BLANK_AFTER or a is Kind.OPENING) and (
        b in _LEFT_INK or b is Kind.OPENING
    ):
        blank -= HALF
        return blank, (((4, blank // 2),) if blank else _NO_STEPS)
    if Kind.INTERPUNCT in (a, b):
        return blank - HALF if Kind.OPENING in (a, b) or Kind.CLOSING in (a, b) else blank, _NO_STEPS
    steps: list[Step] = []
    if a in _TAIL_STEP:
        steps.append((_TAIL_STEP[a], HALF))
    if b is Kind.OPENING:
        steps.append((4, HALF))
    return blank, tuple(sorted(steps))


def _narrow_edge(left: _Unit, right: _Unit, left_kind: Kind, text: str) -> bool:
    """Whether the Western side of a Han–Western border is a letter or a digit (UTR 59: «Narrow»)."""
    edge = text[left.end - 1] if left_kind is Kind.WESTERN else text[right.start]
    return edge.isalnum() and edge < "\u2e80"
