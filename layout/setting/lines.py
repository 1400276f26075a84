"""Fill: breakpoints in, justified lines and glyph runs out.

What a line lacks or has too much is shared out by clreq's steps, equally within a step («Line Adjustment»):
shrink: mark at line end, word space, interpunct, brackets, commas, Han–Latin gap, stops; stretch: word space,
Han–Latin gap, all gaps.
"""

from __future__ import annotations

from dataclasses import dataclass

from editions.diagnostic import Span
from layout.items import BLACK, Colour, GlyphRun, Placed
from layout.setting.breaking import HAN_LATIN_STRETCH, WORD_STRETCH, break_lines
from layout.setting.shaping import EM, HALF, Shaped, Stretch, in_pieces

SHRINK_STEPS = (2, 3, 4, 5, 6, 7)
LOOSEST = 500  # a gap grown by more than this is said to be loose


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Units `start` to `end` of a paragraph, each at its place (1/1000 em from the line's start edge)."""

    shaped: Shaped
    start: int
    end: int
    places: tuple[int, ...]
    width: int  # to the end of the last unit's ink
    last: bool
    loose: bool = False

    @property
    def text(self) -> str:
        return self.shaped.text[self.shaped.starts[self.start] : self.shaped.starts[self.end]]


def set_lines(shaped: Shaped, measure: int, indent: int = 0, *, justify: bool = True) -> tuple[Line, ...]:
    """A paragraph in, its lines out: every line but the last is flush with `measure` (1/1000 em) on both sides, unless
    `justify` is off.

    Where a line has nothing left to give (a gap would pass one em, a word is wider than the line) words and numerals
    are parted at their least bad points.
    """
    lines = _fill_all(shaped, measure, indent, justify)
    if not shaped.parted and any(_is_stuck(line, measure) for line in lines):
        return _fill_all(in_pieces(shaped), measure, indent, justify)
    return lines


def _fill_all(shaped: Shaped, measure: int, indent: int, justify: bool) -> tuple[Line, ...]:
    lines = []
    start = 0
    for end in break_lines(shaped, measure, indent):
        lines.append(fill(shaped, start, end, measure, indent if start == 0 else 0, justify=justify))
        start = end
    return tuple(lines)


def _is_stuck(line: Line, measure: int) -> bool:
    """Whether a line is wider than the measure, or loose with a gap of more than an em or not flush at all."""
    if line.width > measure:
        return True
    if not line.loose:
        return False
    widths = line.shaped.widths
    gaps = [
        after - before - widths[line.start + offset]
        for offset, (before, after) in enumerate(zip(line.places, line.places[1:], strict=False))
    ]
    return not gaps or max(gaps) > EM


def fill(shaped: Shaped, start: int, end: int, measure: int, indent: int = 0, *, justify: bool = True) -> Line:
    """One line in, its units' places out. The last line of a paragraph, or any line with `justify` off, keeps its
    natural gaps unless it is too long."""
    gaps = list(shaped.gaps[start : end - 1])
    width = sum(shaped.widths[start:end]) + sum(gaps)
    room = measure - indent
    tail = shaped.tails[end - 1]
    last = end == len(shaped)
    loose = False
    if width > room:
        _shrink(shaped, start, gaps, width - room)
    elif justify and not last:
        # The mark at the line end keeps its full em where that fits, else it gives up its blank half (step 1).
        slack = room - width - tail if room - width >= tail else room - width
        loose = _stretch(shaped, start, gaps, slack)
    places = []
    at = indent
    for offset in range(end - start):
        places.append(at)
        at += shaped.widths[start + offset]
        if offset < len(gaps):
            at += gaps[offset]
    return Line(shaped, start, end, tuple(places), at, last, loose)


def _shrink(shaped: Shaped, start: int, gaps: list[int], need: int) -> None:
    for step in SHRINK_STEPS:
        able = [
            (index, amount)
            for index in range(len(gaps))
            for at_step, amount in shaped.shrinks[start + index]
            if at_step == step
        ]
        total = sum(amount for _, amount in able)
        if not total:
            continue
        taken = min(need, total)
        _share(gaps, able, -taken, total)
        need -= taken
        if not need:
            return


def _stretch(shaped: Shaped, start: int, gaps: list[int], need: int) -> bool:
    """Widen `gaps` by `need` in all; whether a gap had to grow beyond half an em."""
    for kind, amount in ((Stretch.WORD, WORD_STRETCH), (Stretch.HAN_LATIN, HAN_LATIN_STRETCH)):
        able = [(index, amount) for index in range(len(gaps)) if shaped.stretches[start + index] is kind]
        total = amount * len(able)
        taken = min(need, total)
        if taken:
            _share(gaps, able, taken, total)
            need -= taken
    # Word spaces and Han–Latin gaps are at their limit of half an em now; they grow on only where nothing else can.
    able = [(index, 1) for index in range(len(gaps)) if shaped.stretches[start + index] is Stretch.ALL]
    able = able or [(index, 1) for index in range(len(gaps)) if shaped.stretches[start + index]]
    if need and able:
        _share(gaps, able, need, len(able))
    return bool(need) and (not able or need > LOOSEST * len(able))


def _share(gaps: list[int], able: list[tuple[int, int]], amount: int, total: int) -> None:
    """Share `amount` over the gaps in proportion, to the last thousandth: running totals are rounded, not shares."""
    done = weight = 0
    for index, part in able:
        weight += part
        upto = amount * weight // total if amount >= 0 else -(-amount * weight // total)
        gaps[index] += upto - done
        done = upto


def glyph_runs(line: Line, size: float, *, colour: Colour = BLACK, span: Span | None = None) -> tuple[Placed, ...]:
    """A line in, its glyph runs out, placed from the line's start on the baseline; one run a face."""
    shaped = line.shaped
    runs: list[Placed] = []
    pending: list[tuple[int, int, str]] = []  # place, glyph, text
    face = None
    end_advance = 0
    for offset, place in enumerate(line.places):
        unit = line.start + offset
        for index in range(shaped.glyph_starts[unit], shaped.glyph_starts[unit + 1]):
            if shaped.glyph_faces[index] is not face:
                if pending and face is not None:
                    runs.append(_run(face, size, pending, end_advance, colour, span))
                    pending = []
                face = shaped.glyph_faces[index]
            pending.append((place + shaped.glyph_places[index], shaped.glyphs[index], shaped.glyph_texts[index]))
            end_advance = shaped.glyph_advances[index]
    if pending and face is not None:
        runs.append(_run(face, size, pending, end_advance, colour, span))
    return tuple(runs)


def _run(
    face: object, size: float, pending: list[tuple[int, int, str]], end_advance: int, colour: Colour, span: Span | None
) -> Placed:
    first = pending[0][0]
    stops = [place for place, _, _ in pending[1:]]
    advances = [b - a for a, b in zip((place for place, _, _ in pending), stops, strict=False)]
    return Placed(
        first * size / 1000,
        0.0,
        GlyphRun(
            face=face,  # type: ignore[arg-type]
            size=size,
            glyphs=tuple(glyph for _, glyph, _ in pending),
            advances=(*advances, end_advance),
            texts=tuple(text for _, _, text in pending),
            colour=colour,
            span=span,
        ),
    )


def line_end_blank(line: Line) -> int:
    """The blank half of a mark at the end of a line that still stands within the measure (for centring)."""
    return min(HALF, line.shaped.tails[line.end - 1])
