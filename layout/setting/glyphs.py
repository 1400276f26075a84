"""Runs of text in, the glyphs of a paragraph out, each with its advance and where it stands on its line.

`along` and `across` are offsets from the pen to the glyph's origin: along the line, and across it (horizontal: up from
the baseline; vertical: to the right of the line's axis). Glyphs of spaces are left out: a space is a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from fonts.face import Face, descent
from fonts.roles import FaceTable, divide, missing_characters
from fonts.shape import Shaping, shape
from layout.setting.marks import EM, HALF
from layout.setting.rules import Language, Rules
from layout.setting.units import SPACES

SCRIPT_SIZE = 0.6  # of the type beside it
SCRIPT_RISE = {"sup": 350, "sub": -120}
CELL_FIGURES = 3  # 纵中横: figures that share a cell, at the most
ACRONYM = re.compile(r"[A-Z]{2,4}|[A-Za-z]")
_FIGURES = re.compile(rf"[0-9]{{1,{CELL_FIGURES}}}|[！？]{{2,3}}")
_TURNED = re.compile(r"[!-~\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u024f\u0370-\u04ff\u1e00-\u1fff]+")
_SPACED = re.compile(f"[{SPACES}]")
_SURROGATE = re.compile("[\ud800-\udfff]")

Script = Literal["", "sup", "sub"]


class StyledRun(NamedTuple):
    """Text and the font role that sets it; `script` is for superiors and inferiors, `dotted` for emphasis dots
    (着重号), `kept` for names, which a line end parts only at a cost."""

    text: str
    role: str
    script: Script = ""
    dotted: bool = False
    kept: bool = False


class Seating(NamedTuple):
    """What makes a glyph other than upright on the baseline at full size. `squeezed` is how wide it is drawn, a part of
    its width: three figures in a cell."""

    along: int = 0
    across: int = 0
    size: float = 1.0
    turned: bool = False
    squeezed: float = 1.0


UPRIGHT = Seating()


@dataclass(slots=True)
class Glyphs:
    """A paragraph's glyphs as columns. `seats` has those that do not stand as a line of plain text does, by number."""

    ids: list[int] = field(default_factory=list)
    clusters: list[int] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)
    texts: Sequence[str] = ()
    advances: list[int] = field(default_factory=list)
    seats: dict[int, Seating] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def glyphs_of(runs: tuple[StyledRun, ...], text: str, table: FaceTable, rules: Rules) -> Glyphs:
    """Runs, and the text of them all, in; the glyphs out. A character that no face of the role's chain has is set as
    the first face's .notdef and listed."""
    found = Glyphs()
    missing: list[str] = []
    base = 0
    for run in runs:
        first = len(found.ids)
        # A lone surrogate is no character; it is shown as what stands for one (U+FFFD).
        shown = _SURROGATE.sub("\ufffd", run.text)
        for start, end, face in divide(table, run.role, shown):
            for place, stretch, language in _by_language(shown[start:end], rules.language):
                at = base + start + place
                if rules.vertical:
                    _set_down(found, face, stretch, at, language)
                else:
                    _set_across(found, shape(face, stretch, language=language), face, at)
        if run.script:
            _make_script(found, first, run.script)
        if 0 in found.ids[first:]:  # glyph 0 is what a face shows for a character that it lacks
            missing.extend(missing_characters(table, run.role, shown))
        base += len(run.text)
    found.missing = tuple(dict.fromkeys(missing))
    if len(found.ids) == len(text) and not _SPACED.search(text):
        found.texts = text  # a glyph a character
    else:
        _take_spaces_out(found, text)
    return found


def _by_language(text: str, language: Language) -> Iterator[tuple[int, str, Language]]:
    """(place, stretch, language to shape it in). Of zh-Hant only Han characters have forms of their own: many faces
    join —— and turn marks for zh-Hans alone, and marks are seated by us."""
    if language == "zh-Hans":
        yield 0, text, language
        return
    at = 0
    for match in _MARKS.finditer(text):
        if at < match.start():
            yield at, text[at : match.start()], language
        yield match.start(), match.group(), "zh-Hans"
        at = match.end()
    if at < len(text):
        yield at, text[at:], language


def _set_across(found: Glyphs, shaping: Shaping, face: Face, base: int) -> None:
    found.ids.extend(shaping.glyphs)
    found.clusters.extend([cluster + base for cluster in shaping.clusters] if base else shaping.clusters)
    found.advances.extend(shaping.advances)
    found.faces.extend([face] * len(shaping.glyphs))


def _make_script(found: Glyphs, first: int, script: Script) -> None:
    for index in range(first, len(found.ids)):
        found.advances[index] = round(found.advances[index] * SCRIPT_SIZE)
        seat = found.seats.get(index, UPRIGHT)
        found.seats[index] = seat._replace(across=seat.across + SCRIPT_RISE[script], size=seat.size * SCRIPT_SIZE)


def _take_spaces_out(found: Glyphs, text: str) -> None:
    clusters = found.clusters
    kept = [index for index, cluster in enumerate(clusters) if text[cluster] not in SPACES]
    # A glyph stands for the text from its cluster to the next one; one that continues a cluster for nothing.
    ends = [*clusters[1:], len(text)]
    for index in range(len(clusters) - 2, -1, -1):
        if clusters[index + 1] == clusters[index]:
            ends[index] = ends[index + 1]
    found.texts = tuple(
        "" if index and clusters[index - 1] == clusters[index] else text[clusters[index] : ends[index]] for index in kept
    )
    found.ids = [found.ids[index] for index in kept]
    found.faces = [found.faces[index] for index in kept]
    found.advances = [found.advances[index] for index in kept]
    found.clusters = [clusters[index] for index in kept]
    if found.seats:
        found.seats = {new: found.seats[old] for new, old in enumerate(kept) if old in found.seats}


# -- vertical --


def _set_down(found: Glyphs, face: Face, text: str, base: int, language: Language) -> None:
    """Text of one face in a vertical line: Han and marks upright, in their vertical forms; figures and acronyms that
    fit into cells; other Western text turned clockwise (clreq, «Mixed Text Composition in Vertical Writing Mode»)."""
    at = 0
    for start, end, way in _ways(text):
        if at < start:
            _set_upright(found, face, text[at:start], base + at, language)
        if way == "cell":
            _set_in_cell(found, face, text[start:end], base + start, language)
        elif way == "letters":
            for place in range(start, end):
                _set_in_cell(found, face, text[place : place + 1], base + place, language)
        else:
            _set_turned(found, face, text[start:end], base + start, language)
        at = end
    if at < len(text):
        _set_upright(found, face, text[at:], base + at, language)


_WAYS = re.compile(rf"[！？]{{2,3}}|{_TURNED.pattern}")
_MARKS = re.compile("[^\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U000323af]+")


def cells_of(text: str) -> frozenset[int]:
    """Where in a text there begins what stands in cells of a vertical line, as Han characters do."""
    return frozenset(start for start, _, way in _ways(text) if way != "turned")


def _ways(text: str) -> list[tuple[int, int, str]]:
    """(start, end, way) of what does not simply stand upright in a vertical line."""
    found = []
    for match in _WAYS.finditer(text):
        piece = match.group()
        if _FIGURES.fullmatch(piece):
            way = "cell"
        elif ACRONYM.fullmatch(piece):
            way = "letters"
        else:
            way = "turned"
        found.append((*match.span(), way))
    return found


def _set_upright(found: Glyphs, face: Face, text: str, base: int, language: Language) -> None:
    # The pen is at the middle of the top of the cell; the axis of the line runs through it.
    shaping = shape(face, text, vertical=True, language=language)
    first = len(found.ids)
    _set_across(found, shaping, face, base)
    for index, (x, y) in enumerate(zip(shaping.x_offsets, shaping.y_offsets, strict=True), first):
        found.seats[index] = Seating(-y, x)


def _set_in_cell(found: Glyphs, face: Face, text: str, base: int, language: Language) -> None:
    """纵中横: a few characters side by side in one cell, drawn narrower if they are wider than it."""
    shaping = shape(face, text, language=language)
    doubled = text[0] in "！？" and len(text) > 1
    advances = [HALF if len(text) == 2 else EM // 3] * len(shaping.glyphs) if doubled else list(shaping.advances)
    width = sum(advances)
    squeezed = 1.0 if width <= 1100 or doubled else EM / width
    first = len(found.ids)
    _set_across(found, shaping, face, base)
    x = -width * squeezed / 2
    for number, advance in enumerate(advances):
        along = round(EM * (1 - descent(face)))
        found.seats[first + number] = Seating(along, round(x), squeezed=squeezed)
        found.advances[first + number] = EM if number == len(advances) - 1 else 0
        x += advance * squeezed


def _set_turned(found: Glyphs, face: Face, text: str, base: int, language: Language) -> None:
    """The em box of turned text has the axis in its middle."""
    first = len(found.ids)
    _set_across(found, shape(face, text, language=language), face, base)
    baseline = -round(EM * (0.5 - descent(face)))
    for index in range(first, len(found.ids)):
        found.seats[index] = Seating(0, baseline, turned=True)
