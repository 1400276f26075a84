"""The baseline grid: found from the baselines of running text, or given; and what stands off it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from layout.inspection.columns import RunningText
from layout.inspection.lines import Piece
from layout.inspection.rules import Finding

_OFF = 0.01  # em of the body size
_NEAR = 0.02  # of the leading
_ROUNDS = 3


class Grid(NamedTuple):
    """Baselines stand at `first` + n · `leading`, in points from the top of the trim."""

    leading: float
    first: float

    def off(self, baseline: float) -> float:
        """By how many points a baseline stands below (above: less than 0) the line of the grid next to it."""
        lines = (baseline - self.first) / self.leading
        return (lines - round(lines)) * self.leading


def find_grid(text: RunningText) -> Grid | None:
    """The grid on which most of the baselines of a page stand; None for a page with no two lines of a text."""
    steps = Counter(
        round((b.piece.y - a.piece.y) * b.piece.size, 2)
        for a, b in pairwise(text.lines)
        if b.flows and b.piece.y > a.piece.y and not b.in_table
    )
    if not steps:
        return None
    baselines = [_baseline(piece) for piece in _pieces(text)]
    leading = steps.most_common(1)[0][0]
    firsts = dict.fromkeys(round(baseline % leading, 1) for baseline in baselines)
    grid = max((Grid(leading, first) for first in firsts), key=lambda grid: len(_near(grid, baselines)))
    for _ in range(_ROUNDS):
        grid = _fitted(grid, baselines)
    return grid


def _fitted(grid: Grid, baselines: Sequence[float]) -> Grid:
    """The line of least squares through the baselines that are near the grid."""
    near = [(round((y - grid.first) / grid.leading), y) for y in _near(grid, baselines)]
    if not near:
        return grid
    count = len(near)
    mean_n, mean_y = sum(n for n, _ in near) / count, sum(y for _, y in near) / count
    spread = sum((n - mean_n) ** 2 for n, _ in near)
    if not spread:
        return grid
    leading = sum((n - mean_n) * (y - mean_y) for n, y in near) / spread
    return Grid(leading, mean_y - mean_n * leading)


def _near(grid: Grid, baselines: Sequence[float]) -> list[float]:
    return [y for y in baselines if abs(grid.off(y)) < _NEAR * grid.leading]


def check_grid(text: RunningText, grid: Grid) -> Iterator[Finding]:
    """Lines of running text and subheads whose baselines stand off the grid."""
    for piece in _pieces(text):
        off = grid.off(_baseline(piece))
        if abs(off) > _OFF * text.size:
            yield Finding("off-grid", piece, "", off / piece.size)


def _pieces(text: RunningText) -> Iterator[Piece]:
    """What must be on the grid; dots of emphasis above or below a line need not."""
    pieces = (*(line.piece for line in text.lines if not line.in_table), *text.subheads)
    return (piece for piece in pieces if any(char.isalnum() for char in piece.text))


def _baseline(piece: Piece) -> float:
    return piece.y * piece.size
