"""Looseness: the lines of a body in, the same with paragraphs a line longer or shorter out.

A line looser or tighter is what copyfitting has where columns must end together. What a paragraph loses by it is
measured in the demerits of breaking (`layout/setting/breaking.py`); what would show is not offered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from layout.body import BodyLine, signature_line
from layout.flow import KEPT, LONELY, ORPHAN, WIDOW, Outline
from layout.setting.breaking import LOOSE, STRETCHED, break_lines_to
from layout.setting.lines import Line, fill

SIGNED = 300.0  # demerits of a line more for the signature
LONGEST = 60  # lines of a paragraph that is tried in other numbers of lines
EM = 1000


class Move(NamedTuple):
    """The paragraph of lines `first` to `last` (exclusive) set in `delta` lines more, for so many more `demerits`; `signed` if
    the line more is its signature's."""

    first: int
    last: int
    delta: int
    demerits: float
    signed: bool = False


def paragraphs(lines: Sequence[BodyLine]) -> list[tuple[int, int]]:
    """(first, last + 1) of the body paragraphs."""
    found, first = [], 0
    for index, line in enumerate(lines):
        if line.role == "body":
            first = index if line.first else first
            if line.last:
                found.append((first, index + 1))
    return found


@lru_cache(maxsize=512)
def moves_of(lines: tuple[BodyLine, ...], measure: int, worst: float) -> tuple[Move, ...]:
    """Every paragraph that can be set a line longer or shorter for at most `worst` demerits a line more, the cheapest
    first; `measure` in body em."""
    found = []
    for first, last in paragraphs(lines):
        paragraph = lines[first:last]
        for delta in (-1, 1):
            count = last - first + delta
            most = min(worst * count, LOOSE - 1)  # no line may become loose
            if not _is_near(paragraph, delta, measure, most):
                continue
            broken = _broken(paragraph, count, measure, most)
            if broken is not None:
                found.append(move_of(lines, first, last, delta, max(0.0, broken[1])))
    return tuple(sorted(found, key=lambda move: (move.demerits, move.first, move.delta)))


def move_of(lines: Sequence[BodyLine], first: int, last: int, delta: int, demerits: float = 0.0) -> Move:
    """The paragraph of such lines in so many lines more, as a move; whether it can be made is not asked."""
    return Move(first, last, delta, demerits, delta > 0 and _signature(lines[last - 1].lines[0]) > 0)


def _is_near(paragraph: Sequence[BodyLine], delta: int, measure: int, most: float) -> bool:
    """Whether so many demerits may be enough, by the last line's length alone: breaking for certain is dear."""
    end = paragraph[-1].lines[0]
    if delta > 0:
        return bool(_signature(end)) or STRETCHED * (measure * EM - end.width) * 0.8 <= most + STRETCHED * EM
    return end.width <= sum(end.shaped.gives) + measure * EM // 4


def _broken(paragraph: Sequence[BodyLine], count: int, measure: int, worst: float) -> tuple[tuple[int, ...], float] | None:
    """Where a paragraph's lines end if there are `count` of them, and what it loses; None if that cannot be. Its signature is
    not parted: it has the line more to itself."""
    if not 0 < count <= LONGEST:
        return None
    text, end = paragraph[0].lines[0], paragraph[-1].lines[0]
    signature = _signature(end)
    if signature and count == len(paragraph) + 1:
        return (*(line.lines[0].end for line in paragraph[:-1]), signature, end.end), SIGNED
    broken = break_lines_to(text.shaped, measure * EM, text.places[0], count, worst)
    parts = signature and broken is not None and max(broken[0][:-1], default=0) >= signature
    return None if parts else broken


def _signature(line: Line) -> int:
    """The unit with which the signature behind the text of a paragraph's last line begins; 0 if there is none."""
    shaped = line.shaped
    run = shaped.runs[-1]
    if len(shaped.runs) < 2 or not run.kept or not run.text.startswith("（"):
        return 0
    place = len(shaped.text) - len(run.text)
    unit = bisect_left(shaped.starts, place)
    return unit if line.start < unit and shaped.starts[unit] == place else 0


def moved(outline: Outline, moves: Sequence[Move]) -> Outline:
    """The outline of lines in, that of the lines after the moves out."""
    heights, _, airs, subheads, bars = outline
    high, air, heads, barred = list(heights), list(airs), list(subheads), list(bars)
    for move in sorted(moves, key=lambda move: -move.first):  # from the end, so that what is before stays where it is
        first, last, count = move.first, move.last, move.last - move.first + move.delta
        inside = [0] * (count - 1 - move.signed)
        if inside:
            inside[-1] |= WIDOW
            inside[0] |= ORPHAN | (LONELY if first and heads[first - 1] else 0)
        inside += [KEPT] * move.signed
        high[first:last] = [1] * count
        air[first:last] = heads[first:last] = [False] * count
        barred[first + 1 : last] = inside
    return Outline(tuple(high), tuple(accumulate(high, initial=0)), tuple(air), tuple(heads), tuple(barred))


def set_with(lines: Sequence[BodyLine], moves: Sequence[Move], measure: int) -> tuple[BodyLine, ...]:
    """The lines with the moves made: the paragraphs broken anew."""
    found: list[BodyLine] = []
    done = 0
    for move in sorted(moves, key=lambda move: move.first):
        found += lines[done : move.first]
        found += _set_to(lines[move.first : move.last], move.delta, measure)
        done = move.last
    found += lines[done:]
    return tuple(found)


def can_be_made(lines: Sequence[BodyLine], moves: Sequence[Move], measure: int) -> bool:
    """Whether paragraphs can be set so at all: of moves that are not from `moves_of`."""
    return all(
        _broken(lines[move.first : move.last], move.last - move.first + move.delta, measure, LOOSE) is not None for move in moves
    )


def _set_to(paragraph: Sequence[BodyLine], delta: int, measure: int) -> list[BodyLine]:
    """A paragraph in so many lines more."""
    broken = _broken(paragraph, len(paragraph) + delta, measure, LOOSE)
    assert broken is not None, "a move is offered only if it can be made"
    line, ends = paragraph[0], broken[0]
    shaped, indent = line.lines[0].shaped, line.lines[0].places[0]
    alone = _signature(paragraph[-1].lines[0]) if delta > 0 else 0
    found = []
    for start, end in zip((0, *ends[:-1]), ends, strict=True):
        set_ = fill(shaped, start, end, measure * EM, 0 if start else indent, justify=end != alone)
        last = end in (alone, len(shaped))
        found.append(replace(line, lines=(set_,), first=not start, last=last, keep=last and paragraph[-1].keep))
    return [*found[:-2], replace(found[-2], keep=True), signature_line(found[-1])] if alone else found

