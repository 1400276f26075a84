"""Even feet (齐底): body lines and columns in, the paragraphs to set longer or shorter so that every column is full out.

The cheapest set of moves with which all columns end on their last line and every keep rule holds; where there is none,
what leaves least white.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush

from layout.body import BodyLine
from layout.flow import Flow, flow, lines_needed
from layout.looseness import Move, moves_of, outline

MOST_MOVES = 6  # paragraphs of one story that are set longer or shorter
MOST_SETS = 600  # sets of moves that are looked at
MOST_FLOWS = 40  # of them that are flowed


@dataclass(frozen=True, slots=True)
class Even:
    """The moves to make, how the lines flow after them, the grid lines of the columns that stay white, and whether
    they do so at the foot of the last columns only because nothing better was found."""

    moves: tuple[Move, ...]
    flow: Flow
    white: int

    @property
    def is_full(self) -> bool:
        return not self.white and self.flow.fits and not self.flow.waived

    @property
    def demerits(self) -> float:
        return sum(move.demerits for move in self.moves)


@lru_cache(maxsize=8192)
def even_feet(lines: tuple[BodyLine, ...], measure: int, heights: tuple[int, ...], worst: float) -> Even:
    """The lines of a body at `measure` (body em) and the heights of its columns in grid lines in; the cheapest way to
    fill them out. `worst`: the most demerits that setting one paragraph longer or shorter may cost."""
    best = _tried(lines, (), heights)
    capacity = sum(heights)
    needed = capacity - lines_needed(lines)
    dropped = min(sum(line.air for line in lines), len(heights))  # air is not set at the head of a column
    if best.is_full or not -MOST_MOVES <= needed <= MOST_MOVES + dropped:
        return best
    flows = 0
    for moves in _sets(moves_of(lines, measure, worst)):
        if not needed <= sum(move.delta for move in moves) <= needed + dropped:
            continue
        found = _tried(lines, moves, heights)
        if found.is_full:
            return found
        if _badness(found) < _badness(best):
            best = found
        flows += 1
        if flows >= MOST_FLOWS:
            break
    return best


def _tried(lines: Sequence[BodyLine], moves: tuple[Move, ...], heights: Sequence[int]) -> Even:
    changed = outline(lines, moves) if moves else lines
    result = flow(changed, heights)
    used = sum(sum(line.height for line in changed[start:end]) for start, end in result.columns)
    return Even(moves, result, sum(heights) - used)


def _badness(even: Even) -> tuple[int, bool, int, float]:
    return (even.flow.total - even.flow.overset, even.flow.waived, even.white, even.demerits)


def _sets(moves: Sequence[Move]) -> Iterator[tuple[Move, ...]]:
    """Sets of moves of different paragraphs, the cheapest first."""
    if not moves:
        return
    heap: list[tuple[float, tuple[int, ...]]] = [(moves[0].demerits, (0,))]
    for _ in range(MOST_SETS):
        if not heap:
            return
        demerits, numbers = heappop(heap)
        chosen = tuple(moves[number] for number in numbers)
        if len({move.first for move in chosen}) == len(chosen):
            yield chosen
        last = numbers[-1]
        if last + 1 < len(moves):
            following = moves[last + 1].demerits
            if len(numbers) < MOST_MOVES:
                heappush(heap, (demerits + following, (*numbers, last + 1)))
            heappush(heap, (demerits - moves[last].demerits + following, (*numbers[:-1], last + 1)))
