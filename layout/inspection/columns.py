"""Find columns: pieces of lines in, the lines of running text in their columns out.

A text's lines begin at the left edge of its column, or 2 em in for a paragraph, and end at the right edge. Both edges
follow from the lines that share them. What shares no edges (headlines, verse, what is centred) is no running text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from layout.inspection.chains import INDENTS, LEAP, Chain, Row, find_chains
from layout.inspection.classes import Sort
from layout.inspection.lines import Piece

FLUSH = 0.012  # em: a hundredth is asked for; the numbers of a PDF are rounded
_KERN = 0.04  # em: where a Western word is parted, its last letter may be kerned to the first of the next line
_SAME = 0.015  # em: edges that are nearer to each other are one
_NARROW = 6.0  # em: where a paragraph may begin one em in
_LEAST_MEASURE = 4.0  # em
_GUTTERS = (0.4, 3.1)  # em: columns of one text stand no nearer and no farther apart


class Column(NamedTuple):
    """The edges of a column in em."""

    left: float
    right: float

    @property
    def measure(self) -> float:
        return self.right - self.left


Start = Literal["flush", "indent", "other"]
End = Literal["flush", "short", "over"]


@dataclass(frozen=True)
class Line:
    """A line in its column. `flows` is whether the line before it in the stream is the one before it in the text;
    a label is a line in another face, or in brackets, that stands by itself."""

    piece: Piece
    column: Column
    start: Start
    end: End
    flows: bool
    in_table: bool
    is_label: bool = False

    @property
    def in_paragraph(self) -> bool:
        return self.start != "other" and not self.in_table and not self.is_label


@dataclass(frozen=True)
class RunningText:
    """Lines in the order of the content stream, the subheads and bylines between them, and the body size in
    points."""

    lines: tuple[Line, ...]
    subheads: tuple[Piece, ...]
    size: float


def find_running_text(pieces: Sequence[Piece], size: float) -> RunningText:
    """All pieces of a page in the order of the stream and the body size in; the running text out."""
    chains = find_chains(pieces, size)
    columns = [_column_of(chain.text) for chain in chains]
    known = [(chain, column) for chain, column in zip(chains, columns, strict=True) if column]
    for index, chain in enumerate(chains):
        if columns[index] is None and chain.text:
            before = columns[index - 1] if index and chain.joined else None
            columns[index] = _borrowed(chain, before, known)
    lines: list[Line] = []
    subheads: list[Piece] = []
    last: Chain | None = None
    before = None
    for chain, column in zip(chains, columns, strict=True):
        if column is not None:
            if last is not None and before is None and chain.joined and _stands_over(last, chain):
                subheads.extend(last.rows[0].pieces)
            flows = chain.joined and before is not None and _alike(before, column)
            lines.extend(_lines_of(chain, column, lines[-1] if flows and lines else None))
            subheads.extend(chain.subheads)
        last, before = chain, column
    return RunningText(tuple(lines), tuple(subheads), size)


def _stands_over(one: Chain, other: Chain) -> bool:
    """Whether a chain without a column is a line over a text: a byline that is centred over several columns."""
    return len(one.rows) == 1 and 0.5 < other.rows[0].y - one.rows[0].y < LEAP


def _column_of(rows: Sequence[Row]) -> Column | None:
    """The edges that most of the rows share, if any do."""
    whole = [row.pieces[0] for row in rows if len(row.pieces) == 1]
    snapped = _snapped(edge for piece in whole for edge in (*piece.lefts, *piece.rights))
    lefts = {snapped[left] for piece in whole for left in piece.lefts}
    votes: Counter[Column] = Counter()
    for piece in whole:
        own = {snapped[left] for left in piece.lefts}
        for right in {snapped[right] for right in piece.rights}:
            votes.update(
                Column(left, right)
                for left in lefts
                if left in own or any(_is_indent(edge - left, right - left) for edge in own)
            )
    found = [column for column, count in votes.items() if count >= 2 and column.measure >= _LEAST_MEASURE - FLUSH]
    found.sort(key=lambda column: (votes[column], _is_whole(column), column.measure), reverse=True)
    return next((column for column in found if votes[column] >= 2 * _unexcused(rows, column)), None)


def _snapped(edges: Iterable[float]) -> dict[float, float]:
    """Each edge with the one that stands for it: edges a hair apart are one."""
    snapped: dict[float, float] = {}
    head = -1e9
    for edge in sorted(set(edges)):
        if edge - head > _SAME:
            head = edge
        snapped[edge] = head
    return snapped


def _is_whole(column: Column) -> bool:
    """clreq, #line_length: a measure is a whole number of em. It decides where every line ends with a mark."""
    return abs(column.measure - round(column.measure)) < _SAME


def _is_indent(inset: float, measure: float) -> bool:
    allowed = INDENTS if measure < _NARROW + FLUSH else INDENTS[:1]
    return any(abs(inset - indent) <= FLUSH for indent in allowed)


def _unexcused(rows: Sequence[Row], column: Column) -> int:
    """Lines that are not flush though the next one goes on at the left edge: few in a text, most in a verse."""
    return sum(
        _end(row, column) != "flush" and _start(row, column) != "other" and _start(after, column) == "flush"
        for row, after in pairwise(rows)
        if not after.after_subhead
    )


def _start(row: Row, column: Column) -> Start:
    lefts = row.pieces[0].lefts
    if any(abs(left - column.left) <= FLUSH for left in lefts):
        return "flush"
    return "indent" if any(_is_indent(left - column.left, column.measure) for left in lefts) else "other"


def _end(row: Row, column: Column) -> End:
    last = row.pieces[-1]
    near = _KERN if last.signs[-1].sort is Sort.WESTERN else FLUSH
    if any(abs(right - column.right) <= near for right in last.rights):
        return "flush"
    return "over" if min(last.rights) > column.right else "short"


def _alike(one: Column, other: Column) -> bool:
    return abs(one.measure - other.measure) <= _SAME


def _borrowed(chain: Chain, before: Column | None, known: Sequence[tuple[Chain, Column]]) -> Column | None:
    """The column of a text that does not tell its own (a line or two, or many ragged ones): the nearest of those that
    other texts have, or the one beside that of the same text before, if the lines agree with it."""
    rows = chain.text
    columns = [column for _, column in sorted(known, key=lambda other: _distance(other[0], chain))]
    left = rows[0].pieces[0].lefts[0]
    if before and _GUTTERS[0] < left - before.right < _GUTTERS[1]:
        columns.append(Column(left, left + before.measure))
    for column in columns:
        if any(_start(row, column) == "other" or row.right > column.right + 1.0 for row in rows):
            continue
        flush = sum(_end(row, column) == "flush" for row in rows)
        unexcused = _unexcused(rows, column)
        is_next = before is not None and _alike(before, column) and len(rows) <= 2
        if 3 * flush >= max(unexcused, 1) or (is_next and not unexcused):
            return column
    return None


def _distance(one: Chain, other: Chain) -> float:
    return max(other.rows[0].y - one.rows[-1].y, one.rows[0].y - other.rows[-1].y)


def _lines_of(chain: Chain, column: Column, before: Line | None) -> Iterator[Line]:
    """The lines of a chain that goes on with the text of the line `before`, if there is one."""
    faces = Counter(sign.face for row in chain.rows for piece in row.pieces for sign in piece.signs)
    main = faces.most_common(1)[0][0]
    flows = before is not None
    for row, own in zip(chain.rows, _insets(chain, column), strict=True):
        row = _within(row, own)
        flows = flows and not row.after_subhead
        line = Line(_joined(row.pieces), own, _start(row, own), _end(row, own), flows, row.in_table)
        # A headline that fills the column stands under a line that ends its paragraph.
        alone = line.end != "flush" or (before is not None and before.end == "short" and _face(before) != _face(line))
        before = replace(line, is_label=alone and _is_label(line, before, main))
        yield before
        flows = not row.in_table


def _within(row: Row, column: Column) -> Row:
    """What stands beyond the gutter is the next column's, where columns are a line deep; a line that is too long goes
    on without one."""
    pieces = [piece for piece in row.pieces if piece.left < column.right] or list(row.pieces)
    signs = pieces[-1].signs
    beyond = next((index for index, sign in enumerate(signs) if sign.ink_start > column.right - FLUSH), len(signs))
    if 0 < beyond < len(signs) and signs[beyond].ink_start > column.right + _GUTTERS[0]:
        pieces[-1] = replace(pieces[-1], signs=signs[:beyond])
    return row._replace(pieces=tuple(pieces))


def _joined(pieces: Sequence[Piece]) -> Piece:
    if len(pieces) == 1:
        return pieces[0]
    signs = tuple(sign for piece in pieces for sign in piece.signs)
    return Piece(signs, pieces[0].y, pieces[0].size, pieces[0].first, pieces[-1].last)


def _face(line: Line) -> str:
    return line.piece.signs[-1].face


def _is_label(line: Line, before: Line | None, main: str) -> bool:
    """A headline in body size, or （下转第3版）, （上接第1版）, （记者 …）; not the end of a passage in another face."""
    text, signs = line.piece.text, line.piece.signs
    if text[0] in "（(" and text[-1] in "）)" and len(text) > 2:
        return True
    ends_passage = before is not None and before.end == "flush" and _face(before) == signs[0].face
    return all(sign.face != main for sign in signs) and not ends_passage


def _insets(chain: Chain, column: Column) -> list[Column]:
    """The column of each row: a passage that stands in by the same on both sides (an editor's note) has its own."""
    found = [column] * len(chain.rows)
    group: list[int] = []
    for index, row in enumerate((*chain.rows, None)):
        if row is not None and not row.in_table and _start(row, column) == "other":
            group.append(index)
            continue
        own = _column_of([chain.rows[at] for at in group])
        if own and own.left > column.left + 0.4 and abs(own.left - column.left - column.right + own.right) <= 2 * FLUSH:
            for at in group:
                found[at] = own
        group = []
    return found
