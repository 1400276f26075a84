"""Even feet (齐底): body lines and columns in, the paragraphs to set longer or shorter so that every column is full out.

The cheapest set of moves with which all columns end on their last line and every keep rule holds; where there is none,
what leaves least white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from layout.body import BodyLine
from layout.flow import Flow, Outline, flow_outline, outline_of, white_of
from layout.looseness import Move, moved, moves_of

MOST_MOVES = 6  # paragraphs of one story that are set longer or shorter
FEW = 3  # paragraphs that are moved where fewer would do
CHEAPEST = 8  # moves of either kind that are thought of
MOST_FLOWS = 40  # sets of moves that are flowed


@dataclass(frozen=True, slots=True)
class Even:
    """The moves to make, how the lines flow after them, and the grid lines of all columns together that stay white."""

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
    fill them out. `worst`: the most demerits a line that setting one paragraph longer or shorter may cost."""
    outline = outline_of(lines)
    best = _tried(outline, (), heights)
    needed = sum(heights) - outline.starts[-1]
    dropped = min(sum(outline.airs), len(heights))  # air is not set at the head of a column
    if best.is_full or not -MOST_MOVES <= needed <= MOST_MOVES + dropped:
        return best
    moves = moves_of(lines, measure, worst)
    longer = sum(move.delta > 0 for move in moves)
    if not longer - len(moves) - dropped <= needed <= longer:
        return best
    for chosen in _sets(moves, needed, needed + dropped)[:MOST_FLOWS]:
        found = _tried(moved(outline, chosen), chosen, heights)
        if found.is_full:
            return found
        if _badness(found) < _badness(best):
            best = found
    return best


def _tried(outline: Outline, moves: tuple[Move, ...], heights: Sequence[int]) -> Even:
    result = flow_outline(outline, heights)
    return Even(moves, result, sum(white_of(outline, heights, result)))


def _badness(even: Even) -> tuple[int, bool, int, float]:
    return (even.flow.total - even.flow.overset, even.flow.waived, even.white, even.demerits)


def _sets(moves: Sequence[Move], least: int, most: int) -> list[tuple[Move, ...]]:
    """Sets of moves of different paragraphs that make a body between `least` and `most` lines longer, the cheapest first:
    as few moves as that takes, or up to `FEW` where a line longer here and one shorter there may serve."""
    longer = [move for move in moves if move.delta > 0][:CHEAPEST]
    shorter = [move for move in moves if move.delta < 0][:CHEAPEST]
    found: list[tuple[float, tuple[Move, ...]]] = []
    for more in range(least, most + 1):
        for lengthened in range(max(0, more), len(longer) + 1):
            shortened = lengthened - more
            if not lengthened + shortened or lengthened + shortened > max(abs(more), FEW) or shortened > len(shorter):
                continue
            for up in combinations(longer, lengthened):
                for down in combinations(shorter, shortened):
                    chosen = up + down
                    if not shortened or len({move.first for move in chosen}) == len(chosen):
                        found.append((sum([move.demerits for move in chosen]), chosen))
    found.sort(key=lambda each: each[0])
    return [chosen for _, chosen in found]
