"""Find chains: pieces of lines in the order of the content stream in, rows of body type one below another out.

The order tells which of two pieces on one baseline are one line and which are two columns: a text runs on downwards,
and goes up only to begin the next column, or the next cell of a table's row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from layout.inspection.lines import SAME_SIZE, Piece

INDENTS = (2.0, 1.0)  # em: clreq, #paragraph_adjustment; one em in a narrow measure
LEAP = 2.6  # em: lines of one text are no farther apart,
_SUBHEAD_LEAP = 4.6  # but for a subhead between them,
_SUBHEAD = 1.36  # whose type is no larger than this
_LEVEL = 0.02  # em: pieces of one row have one baseline
_HALF = 0.52  # em: an opening mark begins half an em before the edge
_CELL_LINES = 12  # a cell of a table has no more
_MOST_ROWS = 1000  # no page has as many lines
_CELL_SHIFT = 0.9  # em: from the edge of a column to its second cell, at the least


class Row(NamedTuple):
    """Pieces on one baseline that follow one another in the stream. `in_table` is for all rows of a table."""

    pieces: tuple[Piece, ...]
    after_subhead: bool = False
    in_table: bool = False

    @property
    def y(self) -> float:
        return self.pieces[0].y

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right


@dataclass(frozen=True)
class Chain:
    """Rows of one text, or of several that stand in one column. `joined` is whether the chain may go on with the text
    of the one before: no larger type stands between them."""

    rows: tuple[Row, ...]
    subheads: tuple[Piece, ...]
    joined: bool

    @property
    def text(self) -> tuple[Row, ...]:
        """The rows that are in no table."""
        return tuple(row for row in self.rows if not row.in_table)


def find_chains(pieces: Sequence[Piece], size: float) -> list[Chain]:
    """All pieces of a page and the body size in, the chains of body type out; what is of other size parts them, but
    for a subhead and for what stands elsewhere."""
    growing: list[_Growing] = []
    between: list[Piece] = []
    for piece in pieces:
        if abs(piece.size - size) >= SAME_SIZE:
            between.append(piece)
            continue
        largest = max((other.size for other in between), default=0.0) / size
        if not growing or largest > _SUBHEAD or not growing[-1].takes(piece, between):
            growing.append(_Growing([Row((piece,))], joined=bool(growing) and largest < 1.0))
        between = []
    return [chain.finished() for chain in growing]


@dataclass
class _Growing:
    """A chain that is being found. `cells` are the rows that have a cell of a table beside them."""

    rows: list[Row]
    joined: bool
    cells: set[int] = field(default_factory=set)
    subheads: list[Piece] = field(default_factory=list)

    def takes(self, piece: Piece, between: Sequence[Piece]) -> bool:
        """Whether `piece`, which stands after `between` in the stream, goes on with the chain; then it is added."""
        if len(self.rows) >= _MOST_ROWS:
            return False
        row = self.rows[-1]
        down = piece.y - row.y
        if abs(down) < _LEVEL:
            if between or piece.left < row.right:
                return False
            self.rows[-1] = row._replace(pieces=(*row.pieces, piece))
            return True
        if down < 0:
            return not between and self._takes_cell(piece)
        in_cell = len(self.rows) - 1 in self.cells and abs(piece.left - row.left) < _LEVEL
        if in_cell and row.left > self._edges()[0] + _CELL_SHIFT:
            self.cells.add(len(self.rows))
        return self._takes_line(piece, between)

    def _takes_cell(self, piece: Piece) -> bool:
        """Running text does not go up within its column: what does is the next cell of a table's row."""
        left, right = self._edges(piece.y + _LEVEL)
        if piece.y < self.rows[0].y - _LEVEL or not left + _CELL_SHIFT < piece.left < right - 0.5:
            return False
        first = next(index for index, row in enumerate(self.rows) if row.y > piece.y - _LEVEL)
        self.rows.append(Row((piece,)))
        self.cells.update(range(first, len(self.rows)))
        return True

    def _takes_line(self, piece: Piece, between: Sequence[Piece]) -> bool:
        left, right = min(row.left for row in self.rows), max(row.right for row in self.rows)
        down = piece.y - self.rows[-1].y
        leap = piece.y - max(row.y for row in self.rows[-_CELL_LINES:])
        if down < 0.5 or piece.left >= right or piece.right <= left:
            return False
        larger = [other for other in between if other.size > piece.size]
        if larger:
            # After a subhead a paragraph begins, at the edges that the text had before.
            off = min(abs(piece.left - left - inset) for inset in (0.0, *INDENTS))
            if leap > _SUBHEAD_LEAP or off > _HALF:
                return False
            self.subheads.extend(larger)
        elif leap > LEAP:
            return False
        self.rows.append(Row((piece,), after_subhead=bool(larger)))
        return True

    def _edges(self, y: float = float("inf")) -> tuple[float, float]:
        """The edges, down to `y`, of the rows that begin where most rows begin (a byline may be centred over more than
        a column)."""
        lefts = Counter(round(row.left, 1) for row in self.rows)
        left = min(lefts, key=lambda left: (-lefts[left], left))
        return left, max((row.right for row in self.rows if row.y < y and abs(row.left - left) < 0.1), default=left)

    def finished(self) -> Chain:
        table = self._table_rows()
        rows = tuple(row._replace(in_table=index in table) for index, row in enumerate(self.rows))
        return Chain(rows, tuple(self.subheads), self.joined)

    def _table_rows(self) -> set[int]:
        """Rows that have cells beside them, and those that are broken where such a row, or a broken one, is broken."""
        found = set(self.cells)
        broken = {index: _cells(row, 1) for index, row in enumerate(self.rows) if len(row.pieces) > 1}
        for one, other in pairwise(broken):
            if other - one <= 3 and broken[one] & broken[other]:
                found.update(range(one, other + 1))
        cells = {cell for index in self.cells for cell in _cells(self.rows[index])}
        found.update(index for index, starts in broken.items() if cells & starts)
        return found


def _cells(row: Row, first: int = 0) -> set[float]:
    """Where the cells of a row begin, from its `first` one on."""
    return {round(piece.left, 1) for piece in row.pieces[first:]}
