"""Find lines: the glyphs of a page in, pieces of lines out, by their places alone.

Places are measured in em of the piece's own size, so that the rules read as they are written. A piece is what stands
on one baseline with no gap of more than ¾ em in it; whether two pieces are one loose line or two columns is seen
later, from the columns (`columns.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from layout.inspection.classes import Sort, sort_of
from layout.inspection.glyphs import Glyph

WIDEST = 0.75  # em: a wider gap parts a line into pieces
_LEVEL = 0.02  # em: glyphs of one line have one baseline
SAME_SIZE = 0.01  # points
_CENTRED = frozenset("，。、．；：！？")  # points that zh-Hant puts in the middle of their em,
_RAISED = 0.5  # em: some of them above the baseline
_DOTS = frozenset("·•●・．.")  # of emphasis (GB 5.1.8), above or below the line
_LONGEST_NOTE = 4  # signs: ［12］
_LONGEST_TURNED = 20.0  # em: what is turned in a vertical line, between two cells of it
_FARTHEST_LINE = 3.5  # em from one vertical line to the next, a line of air between them
_BACK = -1.1  # em: two blank halves that are given up move a glyph back by no more


class Sign(NamedTuple):
    """A glyph in em. `start` to `end` is all of its width, `ink_start` to `ink_end` that without a blank half
    (clreq, #punctuation_width_adjustment)."""

    text: str
    sort: Sort
    start: float
    ink_start: float
    ink_end: float
    end: float
    face: str
    is_note: bool = False  # a raised or lowered sign in smaller type
    may_hang: bool = False  # it may stand beyond the end of the line


class Manner(NamedTuple):
    """What a page may do that most do not: points in the middle of their em (zh-Hant), points beyond a line's end."""

    centred: bool = False
    hanging: bool = False


PLAIN = Manner()


@dataclass(frozen=True)
class Piece:
    """Signs on one baseline, left to right; `y` and all places in em of `size`. `first` and `last` are the places
    of its glyphs in the content stream."""

    signs: tuple[Sign, ...]
    y: float
    size: float
    first: int
    last: int

    @cached_property
    def text(self) -> str:
        return "".join(sign.text for sign in self.signs)

    @cached_property
    def left(self) -> float:
        return self.signs[0].start

    @cached_property
    def right(self) -> float:
        return self.signs[-1].end

    @cached_property
    def lefts(self) -> tuple[float, ...]:
        """Where the line may be said to begin: an opening mark gives up its blank half there (clreq,
        #punctuation_width_adjustment), a Western one has none."""
        sign = self.signs[0]
        if sign.sort is Sort.INTERPUNCT or (sign.sort is Sort.OPENING and _is_narrow(sign)):
            return (sign.ink_start, sign.start)
        return (sign.ink_start,)

    @cached_property
    def rights(self) -> tuple[float, ...]:
        """Where the line may be said to end: a mark at its end takes one em or half an em (GB 5.1.10)."""
        sign = self.signs[-1]
        if sign.is_note and len(self.signs) > 1:
            return (sign.end,)
        if sign.sort in (Sort.CLOSING, Sort.COMMA, Sort.STOP):
            ends = (sign.ink_end, sign.ink_start + 1.0, sign.end) if _is_narrow(sign) else (sign.ink_end, sign.end)
            return (*ends, sign.ink_start) if sign.may_hang else ends
        return (sign.end, sign.ink_end) if sign.sort is Sort.INTERPUNCT else (sign.end,)


def _is_narrow(sign: Sign) -> bool:
    return sign.end - sign.start < 0.9


def body_size(pages: Iterable[Sequence[Glyph]]) -> float:
    """The size that most wide glyphs have, in points; 0 if there is none."""
    sizes = Counter(glyph.size for glyphs in pages for glyph in glyphs if glyph.text >= "\u2e80")
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def is_centred(pages: Iterable[Sequence[Glyph]]) -> bool:
    """Whether commas and stops stand in the middle of their em: most are drawn above the baseline of what is beside them,
    or have their ink about the middle of their advance."""
    votes: Counter[bool] = Counter()
    for glyphs in pages:
        for a, b in pairwise(glyphs):
            if a.text in _CENTRED and a.middle is not None and abs(a.size - b.size) < SAME_SIZE:
                rise = (b.y - a.y) / a.size
                if abs(rise) < _RAISED:
                    votes[rise > _LEVEL or abs((a.middle - a.x) / a.size - 0.5) < 0.1] += 1
    return votes[True] > votes[False]


def find_pieces(glyphs: Sequence[Glyph], manner: Manner = PLAIN) -> list[Piece]:
    """The glyphs of a page in the order of the content stream in, pieces in that order out. Spaces, dots of emphasis and
    what is set vertically are left out."""
    pieces: list[Piece] = []
    for piece in _runs(glyphs, manner):
        if all(sign.text in _DOTS for sign in piece.signs):
            continue
        joined = _joined(pieces[-1], piece) if pieces else None
        if joined is None:
            pieces.append(piece)
        else:
            pieces[-1] = joined
    return _without_vertical(pieces)


def _runs(glyphs: Sequence[Glyph], manner: Manner) -> Iterator[Piece]:
    """Glyphs of one size on one baseline, one beside another."""
    signs: list[Sign] = []
    first = last = 0
    y = size = 0.0
    for index, glyph in enumerate(glyphs):
        if glyph.text.isspace():
            continue
        sign = _sign(glyph, manner)
        raised = manner.centred and glyph.text in _CENTRED and abs(glyph.y - y) <= _RAISED * size
        same = signs and abs(glyph.size - size) < SAME_SIZE and (raised or abs(glyph.y - y) <= _LEVEL * size)
        if not same or not _stands_beside(signs[-1], sign):
            if signs:
                yield Piece(tuple(signs), y / size, size, first, last)
            signs, first, y, size = [], index, glyph.y, glyph.size
        signs.append(sign)
        last = index
    if signs:
        yield Piece(tuple(signs), y / size, size, first, last)


def _stands_beside(a: Sign, b: Sign) -> bool:
    return b.start > a.start and _BACK < b.start - a.end <= WIDEST


def _joined(a: Piece, b: Piece) -> Piece | None:
    """Two pieces that are one line, with dots of emphasis or a note mark between them, or of which one is that mark."""
    if abs(a.size - b.size) < SAME_SIZE:
        is_one = abs(a.y - b.y) <= _LEVEL and _stands_beside(a.signs[-1], b.signs[0])
        return Piece((*a.signs, *b.signs), a.y, a.size, a.first, b.last) if is_one else None
    if _is_note(b, a) and -0.55 < b.left * b.size / a.size - a.right < 0.3:
        return Piece((*a.signs, *_as_notes(b, a.size)), a.y, a.size, a.first, b.last)
    if _is_note(a, b) and -0.1 < b.left - a.right * a.size / b.size < 0.3:
        return Piece((*_as_notes(a, b.size), *b.signs), b.y, b.size, a.first, b.last)
    return None


def _is_note(mark: Piece, line: Piece) -> bool:
    """Whether a piece is a note mark or an index of a line: a few signs in smaller type, raised or lowered."""
    rise = line.y - mark.y * mark.size / line.size
    is_small = 0.35 < mark.size / line.size < 0.85 and len(mark.signs) <= _LONGEST_NOTE
    return is_small and (0.1 < rise < 0.65 or -0.3 < rise < -0.05)


def _as_notes(piece: Piece, size: float) -> Iterator[Sign]:
    scale = piece.size / size
    for sign in piece.signs:
        start, end = sign.start * scale, sign.end * scale
        yield Sign(sign.text, sign.sort, start, start, end, end, sign.face, is_note=True)


def _sign(glyph: Glyph, manner: Manner) -> Sign:
    start, width = glyph.x / glyph.size, glyph.width / glyph.size
    end = start + width
    sort = sort_of(glyph.text, width)
    ink_start, ink_end = start, end
    if sort is Sort.OPENING:
        ink_start = end - 0.5
    elif manner.centred and sort in (Sort.COMMA, Sort.STOP) and glyph.middle is not None:
        # clreq, #glyphs_sizes_and_positions: the ink in the middle of the em, which ！？ never give up.
        middle = glyph.middle / glyph.size
        ink_start, ink_end, start, end = middle - 0.25, middle + 0.25, middle - 0.5, middle + 0.5
        if glyph.text in "！？":
            ink_start, ink_end = start, end
    elif sort in (Sort.CLOSING, Sort.COMMA, Sort.STOP):
        ink_end = start + 0.5
    elif sort is Sort.INTERPUNCT:
        # GB 5.1.7: half an em, the dot in its middle; a face may have it in a narrower or a wider cell.
        start = (start + end) / 2 - 0.25
        end = start + 0.5
    may_hang = manner.hanging and sort in (Sort.COMMA, Sort.STOP)
    return Sign(glyph.text, sort, start, ink_start, ink_end, end, glyph.face, may_hang=may_hang)


def _without_vertical(pieces: list[Piece]) -> list[Piece]:
    """Cells that follow one another downwards at about an em are vertical setting, which is not looked at; so are the
    cells that go on with it: below what is turned in the same line, or in the next line to the left."""
    below = [_stands_below(a, b) for a, b in pairwise(pieces)]
    vertical = []
    for index in range(len(pieces)):
        before = below[max(0, index - 2) : index]
        after = below[index : index + 2]
        in_stack = (len(before) == 2 and all(before)) or (len(after) == 2 and all(after))
        in_middle = bool(before and after and before[-1] and after[0])
        vertical.append(in_stack or in_middle)
    goes_on = [_goes_on_vertically(a, b) for a, b in pairwise(pieces)]
    for index, joined in enumerate(goes_on):
        vertical[index + 1] |= vertical[index] and joined
    for index in range(len(goes_on) - 1, -1, -1):
        vertical[index] |= vertical[index + 1] and goes_on[index]
    return [piece for piece, is_vertical in zip(pieces, vertical, strict=True) if not is_vertical]


def _stands_below(a: Piece, b: Piece) -> bool:
    step = _step(a, b)
    return step is not None and 0.4 < step[1] < 1.7 and abs(step[0]) < 0.35


def _goes_on_vertically(a: Piece, b: Piece) -> bool:
    step = _step(a, b)
    if step is None:
        return False
    across, down = step
    in_line = abs(across) < 0.35 and 0.1 < down < _LONGEST_TURNED  # a stop and a bracket after it share an em
    return in_line or (-_FARTHEST_LINE < across < -0.8 and down < 0.5)


def _step(a: Piece, b: Piece) -> tuple[float, float] | None:
    """How far (em of `a`) one cell stands to the right of another and below it; None if one of them is no cell."""
    if a.right - a.left > 1.15 or b.right - b.left > 1.15:
        return None
    scale = b.size / a.size
    return (b.left + b.right) * scale / 2 - (a.left + a.right) / 2, b.y * scale - a.y
