"""Even feet (齐底): body lines and columns in, the paragraphs to set longer or shorter so that every column is full out.

The cheapest set of moves with which all columns end on their last line and every keep rule holds: a shortest path through
the paragraphs, whose states are the grid lines that a paragraph may end on. Where no path leads to the last foot, what
leaves least white.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from layout.body import BodyLine
from layout.flow import LONELY, NEVER, ORPHAN, Flow, Outline, flow_outline, headed, lonely, outline_of, white_of
from layout.looseness import Move, moved, moves_of

MOST_MOVES = 6  # grid lines by which a body becomes longer or shorter
A_MOVE = 1.0  # demerits of any move: none is made without need
A_BAR = {ORPHAN: 600.0, LONELY: 20_000.0, ORPHAN | LONELY: 20_600.0}  # demerits of ending a column where that is wrong
A_WIDOW = 60_000.0


class Even(NamedTuple):
    """The moves to make, how the lines flow after them, the grid lines of all columns together that stay white, how many
    columns end with a single line under a subhead, and which begin with one."""

    moves: tuple[Move, ...]
    flow: Flow
    white: int
    lonely: int = 0
    headed: tuple[int, ...] = ()

    @property
    def is_full(self) -> bool:
        return not self.white and self.flow.fits and not self.flow.waived

    @property
    def demerits(self) -> float:
        return sum(move.demerits for move in self.moves)


@lru_cache(maxsize=8192)
def even_feet(lines: tuple[BodyLine, ...], measure: int, heights: tuple[int, ...], worst: float) -> Even:
    """The lines of a body at `measure` (body em) and the heights of its columns in grid lines in; the cheapest way to
    fill them out. `worst`: the most demerits a line that setting one paragraph longer or shorter may cost."""
    outline = outline_of(lines)
    best = _tried(outline, (), heights)
    if best.is_full and not best.lonely:
        return best
    needed = sum(heights) - outline.starts[-1]
    dropped = min(sum(outline.airs), len(heights))  # air is not set at the head of a column
    moves = moves_of(lines, measure, worst) if -MOST_MOVES <= needed <= MOST_MOVES + dropped else ()
    longer = sum(move.delta > 0 for move in moves)
    if longer - len(moves) - dropped <= needed <= longer:
        chosen = _cheapest(_units(lines, measure, worst), outline, heights)
        if chosen is not None:
            return _tried(moved(outline, chosen), chosen, heights)
        # Rather than flow on as it comes, with as few widows and lonely lines as can be.
        chosen = _cheapest(_units(lines, measure, worst), outline, heights, widows=True)
        if chosen is not None:
            best = min(best, _tried(moved(outline, chosen), chosen, heights), key=_badness)
        fewest = tuple(move for move in moves if move.delta * needed > 0)[: abs(needed)]
        best = min(best, _tried(moved(outline, fewest), fewest, heights), key=_badness)
    if not best.flow.fits and best.white:  # copy that has to be cut: what goes in fills the columns
        chosen = _cheapest(_units(lines, measure, worst), outline, heights, cut=True)
        if chosen is not None:
            best = min(best, _tried(moved(outline, chosen), chosen, heights), key=_whiteness)
    return best


def _tried(outline: Outline, moves: tuple[Move, ...], heights: Sequence[int]) -> Even:
    result = flow_outline(outline, heights)
    return Even(moves, result, sum(white_of(outline, heights, result)), lonely(outline, result), headed(outline, result))


def _whiteness(even: Even) -> tuple[int, float]:
    """Of copy that is cut in any case, even feet come before a line more or less of it."""
    return (even.white, even.demerits)


def _badness(even: Even) -> tuple[int, int, int, float]:
    bars = even.lonely * A_BAR[LONELY]
    return (even.flow.total - even.flow.overset, even.flow.waived, even.white, even.demerits + bars)


class _Way(NamedTuple):
    """A way to set a unit: in so many grid lines, as it is or by a move."""

    lines: int
    demerits: float
    move: Move | None


class _Unit(NamedTuple):
    """A paragraph, or a line of another kind. `after` is the index of the line behind it; the lines from there on can be
    set so many grid lines `shorter` or `longer`."""

    first: int
    after: int
    is_paragraph: bool
    ways: tuple[_Way, ...]
    shorter: int
    longer: int


@lru_cache(maxsize=512)
def _units(lines: tuple[BodyLine, ...], measure: int, worst: float) -> tuple[_Unit, ...]:
    moves: dict[int, list[Move]] = {}
    for move in moves_of(lines, measure, worst):
        moves.setdefault(move.first, []).append(move)
    found: list[_Unit] = []
    after, shorter, longer = len(lines), 0, 0
    while after:
        first, is_paragraph = after - 1, lines[after - 1].role == "body"
        while is_paragraph and first and not lines[first].first and lines[first - 1].role == "body":
            first -= 1
        high, own = sum(line.height for line in lines[first:after]), moves.get(first, [])
        ways = (_Way(high, 0.0, None), *(_Way(high + move.delta, move.demerits + A_MOVE, move) for move in own))
        found.append(_Unit(first, after, is_paragraph, ways, shorter, longer))
        shorter += any(move.delta < 0 for move in own)
        longer += any(move.delta > 0 for move in own)
        after = first
    return tuple(reversed(found))


class _Feet(NamedTuple):
    """Columns laid one below the other: on which grid line the column of each ends, and all these ends."""

    of: tuple[int, ...]
    ends: frozenset[int]


@lru_cache(maxsize=1024)
def _feet(heights: tuple[int, ...]) -> _Feet:
    ends = tuple(accumulate(heights))
    return _Feet(tuple(end for end, height in zip(ends, heights, strict=True) for _ in range(height)), frozenset((0, *ends)))


_Chain = tuple[Move, Any] | None  # the moves of a path, the last one first


def _cheapest(
    units: Sequence[_Unit], outline: Outline, heights: tuple[int, ...], *, cut: bool = False, widows: bool = False
) -> tuple[Move, ...] | None:
    """The cheapest moves with which all columns are full, in order; None if there are none. `cut`: of more copy than goes
    in, what goes in fills them; `widows`: there may be some, at a cost above all others."""
    feet, starts, airs = _feet(heights), outline.starts, outline.airs
    total = len(feet.of)
    droppable = sum(airs)
    paths: dict[int, tuple[float, _Chain]] = {0: (0.0, None)}
    filled: list[tuple[float, _Chain]] = []
    for unit in units:
        is_air = airs[unit.after - 1]
        droppable -= is_air
        # Where the unit may end, if the rest is to end on the last foot.
        last = total - starts[-1] + starts[unit.after]
        least, most = last - unit.longer, min(last + unit.shorter + droppable, total)
        if cut:
            least, most = 0, total - 1
        further: dict[int, tuple[float, _Chain]] = {}
        for at, (demerits, chain) in paths.items():
            if is_air and at in feet.ends:  # not set at the head of a column
                if least <= at <= most and (at not in further or demerits < further[at][0]):
                    further[at] = (demerits, chain)
                continue
            for lines, more, move in unit.ways:
                end = at + lines
                if cut and end >= total:
                    bars = _barred(unit, lines, at, outline, feet, widows, move is not None and move.signed)
                    if bars is not None:
                        filled.append((demerits + bars, chain))
                    continue  # in how many lines a paragraph is set that is cut off says nothing
                if not least <= end <= most or (end in further and further[end][0] <= demerits + more):
                    continue
                bars = _barred(unit, lines, at, outline, feet, widows, move is not None and move.signed)
                if bars is not None and (end not in further or demerits + more + bars < further[end][0]):
                    further[end] = (demerits + more + bars, (move, chain) if move else chain)
        paths = further
    if cut and filled:
        paths[total] = min(filled, key=lambda path: path[0])
    if total not in paths:
        return None
    moves, chain = [], paths[total][1]
    while chain is not None:
        moves.append(chain[0])
        chain = chain[1]
    return tuple(reversed(moves))


def _barred(
    unit: _Unit, lines: int, at: int, outline: Outline, feet: _Feet, widows: bool, signed: bool
) -> float | None:
    """The demerits of the places where columns end within a unit of so many lines that begins on grid line `at`, and
    behind it; None if a keep rule forbids one. `signed`: its last line is a signature, which stays with the one before."""
    demerits = 0.0
    done = feet.of[at] - at
    if done > lines:
        return demerits
    while done < lines:
        is_widow = done == lines - 1 - signed
        if not unit.is_paragraph or (is_widow and not widows) or (signed and done == lines - 1):
            return None
        if is_widow:
            demerits += A_WIDOW
        if done == 1:
            under_subhead = unit.first > 0 and outline.subheads[unit.first - 1]
            demerits += A_BAR[ORPHAN | LONELY if under_subhead else ORPHAN]
        if at + done == len(feet.of):
            return demerits  # the rest is cut off
        done += feet.of[at + done] - at - done
    if done == lines and unit.after < len(outline.airs):
        bar = outline.bars[unit.after]
        if bar & NEVER or outline.airs[unit.after - 1]:
            return None
        demerits += A_BAR.get(bar, 0.0)
    return demerits
