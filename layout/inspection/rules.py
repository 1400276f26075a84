"""Check: lines of running text in, what breaks the rules of setting out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from layout.inspection.classes import (
    CLOSING,
    COMMAS,
    DASHES,
    ELLIPSES,
    OPENING,
    STOPS,
    WITHIN_NUMBER,
    Sort,
    bars_end,
    bars_start,
    is_figure,
    is_letter,
)
from layout.inspection.columns import FLUSH, Line
from layout.inspection.lines import Piece, Sign

Kind = Literal[
    "line-start", "line-end", "parted-unit", "stretched-unit", "ragged-line", "off-grid", "wide-gap", "loose-marks",
    "short-last-line",
]  # fmt: skip

WIDEST_GAP = 0.5  # em
LEAST_LAST_LINE = 2.0  # em, marks aside: clreq, #paragraph_adjustment
_NEAR = 0.02  # em
_LETTERS = 0.06  # em: kerning moves the letters of a word apart by no more,
_FIGURES = 0.03  # those of a numeral hardly at all
_WORD_SPACE = 0.2  # em: a wider gap is a space
_SPACES = (0.5, 1.0)  # em: a space between Han characters in the copy, half wide and ideographic
_UNKNOWN = 0.3  # em: how loose marks may stand in a line that does not tell how far it is stretched
_OFF_EDGE = 0.3  # em: a line that ends at the edge of the column and begins that near to it should begin at it,
_DISPLACED = 0.9  # and one that is as wide as the column should, too; what is farther in stands so for a reason
_TURN = 2.2  # em: lines of one headline or caption are no farther apart


class Finding(NamedTuple):
    """What is wrong with a line: `what` names the mark, the unit or the pair, `amount` is in em."""

    kind: Kind
    piece: Piece
    what: str = ""
    amount: float = 0.0


# Whether the copy has a space between the end of a line and the beginning of the next; None if that is not known.
IsSpaced = Callable[[str, str], bool | None]


def check_lines(lines: Sequence[Line], level: str, is_spaced: IsSpaced) -> Iterator[Finding]:
    """The running text of a page, and the level of prohibition, in; what is wrong with the ends of its lines, its
    units and its gaps out."""
    lines = [line for line in lines if not line.in_table]
    for index, line in enumerate(lines):
        before = lines[index - 1] if index and line.flows else None
        after = lines[index + 1] if index + 1 < len(lines) and lines[index + 1].flows else None
        if after is not None and not _goes_on(line, after):
            after = None
        yield from _edges(line, after)
        yield from _adjacent_marks(line)
        if line.is_label:
            continue
        yield from _ends(line, before, after, level)
        if after is not None:
            yield from _parted(line, after, is_spaced)
        if line.in_paragraph:
            yield from _gaps(line.piece)
            if before is not None and after is None and _goes_on(before, line):
                yield from _last_line(line.piece)


def check_turns(pieces: Sequence[Piece]) -> Iterator[Finding]:
    """What is no running text (headlines, captions, verse), in the order of the stream, in; turns before a mark that
    closes or after one that opens out (GB 5.1.1 – 5.1.3)."""
    for a, b in pairwise(pieces):
        is_turn = a.size == b.size and 0.5 < b.y - a.y < _TURN and a.left < b.right and b.left < a.right
        if is_turn and b.text[0] in CLOSING | COMMAS | STOPS:
            yield Finding("line-start", b, b.text[0])
        if is_turn and a.text[-1] in OPENING:
            yield Finding("line-end", a, a.text[-1])


def _goes_on(line: Line, after: Line) -> bool:
    """Whether `after`, the next line, goes on with the paragraph: it begins at the edge of the column."""
    return line.in_paragraph and after.start == "flush" and not after.is_label


def _ends(line: Line, before: Line | None, after: Line | None, level: str) -> Iterator[Finding]:
    text = line.piece.text
    if line.start == "flush":
        end_before = before.piece.text if before else ""
        barred = bars_start(text, end_before, level)
        is_half = barred in DASHES | ELLIPSES and end_before.endswith(barred or "\0")
        if barred and not is_half:
            yield Finding("line-start", line.piece, barred)
    barred = bars_end(text, after.piece.text if after else "", level)
    if barred:
        yield Finding("line-end", line.piece, barred)


def _parted(line: Line, after: Line, is_spaced: IsSpaced) -> Iterator[Finding]:
    """Units that no line end may part: GB 5.1.4 (——), 5.1.5 (……); clreq issue 262 (numerals, note marks); clreq,
    #mixed_text_composition (Western words, but for hyphens)."""
    text, following = line.piece.text, after.piece.text
    a, b = text[-1], following[0]
    if a == b and a in DASHES | ELLIPSES and "⸺" not in (a, b):
        is_parted = (len(text) - len(text.rstrip(a))) % 2 == 1  # of several in a row each may stand by itself
    elif is_figure(b) and (is_figure(a) or (a in WITHIN_NUMBER and is_figure(text[-2:-1] or " "))):
        is_parted = is_spaced(text, following) is not True
    elif (is_letter(a) or is_figure(a)) and (is_letter(b) or is_figure(b)):
        is_parted = is_spaced(text, following) is False
    else:
        is_parted = after.piece.signs[0].is_note
    if is_parted:
        yield Finding("parted-unit", line.piece, f"{_western_tail(text)}|{_western_head(following)}")


def _western_tail(text: str) -> str:
    start = len(text) - 1
    while start and text[start - 1] < "\u2e80" and len(text) - start < 12:
        start -= 1
    return text[start:]


def _western_head(text: str) -> str:
    return _western_tail(text[::-1])[::-1]


def _edges(line: Line, after: Line | None) -> Iterator[Finding]:
    """Every line but the last of a paragraph is flush on both sides."""
    piece, column = line.piece, line.column
    over = min((right - column.right for right in piece.rights), key=abs)
    if line.in_paragraph and (line.end == "over" or (line.end == "short" and after is not None)):
        yield Finding("ragged-line", piece, "end", over)
    if line.start != "other":
        return
    for inset in (0.0, 2.0):
        edge, measure = column.left + inset, column.measure - inset
        off = min((left - edge for left in piece.lefts), key=abs)
        is_whole = any(abs(right - off - edge - measure) <= FLUSH for right in piece.rights)
        if FLUSH < abs(off) < (_DISPLACED if is_whole else _OFF_EDGE if line.end == "flush" else 0.0):
            yield Finding("ragged-line", piece, "start", off)
        elif line.end == "flush" and abs(off - 0.5) <= FLUSH and piece.signs[0].sort is Sort.OPENING:
            # clreq, #punctuation_width_adjustment: an opening mark gives up its blank half at a line start.
            yield Finding("loose-marks", piece, piece.signs[0].text, 0.5)


def _last_line(piece: Piece) -> Iterator[Finding]:
    width = sum(sign.end - sign.start for sign in piece.signs if sign.sort in (Sort.WIDE, Sort.WESTERN))
    if width < LEAST_LAST_LINE - _NEAR:
        yield Finding("short-last-line", piece, piece.text, width)


def _stretch(piece: Piece) -> float | None:
    """By how much the Han characters of a line stand apart; None if no two stand side by side."""
    gaps = Counter(round(b.start - a.end, 2) for a, b in pairwise(piece.signs) if a.sort is b.sort is Sort.WIDE)
    return max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else None


def _gaps(piece: Piece) -> Iterator[Finding]:
    stretch = _stretch(piece) or 0.0
    widest, pair = WIDEST_GAP + _NEAR, ""
    run = 0
    for a, b in pairwise(piece.signs):
        run = run + 1 if a.sort is b.sort is Sort.LONG and a.text == b.text else 0
        if a.is_note or b.is_note:
            continue
        gap = b.start - a.end
        if gap > widest and not _is_space(a, b, gap - stretch):
            widest, pair = gap, a.text + b.text
        if (run % 2 == 1 and len(a.text) == 1 and gap > _NEAR) or _is_torn(a, b, gap):
            yield Finding("stretched-unit", piece, a.text + b.text, gap)
    if pair:
        yield Finding("wide-gap", piece, pair, widest)


def _is_space(a: Sign, b: Sign, gap: float) -> bool:
    """A space of the copy is as wide as it is, whatever the line is stretched by."""
    return a.sort is b.sort is Sort.WIDE and any(abs(gap - space) <= _NEAR for space in _SPACES)


def _is_torn(a: Sign, b: Sign, gap: float) -> bool:
    """Whether two letters or figures stand apart by more than in a word, yet by less than a space."""
    x, y = a.text[-1], b.text[0]
    if is_figure(x) and is_figure(y):
        return a.sort is b.sort is Sort.WESTERN and _FIGURES < gap < _WORD_SPACE
    return is_letter(x) and is_letter(y) and _LETTERS < gap < _WORD_SPACE


def _is_centred(sign: Sign) -> bool:
    return sign.sort in (Sort.COMMA, Sort.STOP) and abs(sign.ink_start - sign.start - 0.25) < _NEAR


_CLOSE = (Sort.CLOSING, Sort.COMMA, Sort.STOP)


def _adjacent_marks(line: Line) -> Iterator[Finding]:
    """clreq, #punctuation_width_adjustment: of two marks side by side, at least one a bracket, half an em is given up,
    so that brackets hug what they enclose."""
    if line.in_table:
        return
    stretch = _stretch(line.piece)
    room = _UNKNOWN if stretch is None else max(0.0, stretch) + 2.5 * _NEAR
    for a, b in pairwise(line.piece.signs):
        if a.sort is Sort.OPENING and b.sort is Sort.OPENING:
            blank = 0.0
        elif a.sort in _CLOSE and b.sort is Sort.OPENING:
            blank = 0.5
        elif a.sort in _CLOSE and b.sort in _CLOSE and Sort.CLOSING in (a.sort, b.sort):
            blank = 0.0
        else:
            continue
        if _is_centred(a) or _is_centred(b):
            blank = 0.25  # a point in the middle of its em keeps the quarter that it has on either side
        loose = b.ink_start - a.ink_end - blank
        if loose > room:
            yield Finding("loose-marks", line.piece, a.text + b.text, loose)
