"""Flow: body lines and columns in, which lines stand in which column out.

A column ends where it is full. It never ends with a subhead nor, where that can be had, with a single line under one, and no
last line of a paragraph stands alone at the head of the next (clreq, widow). Where it costs no line of white, no first
line of one stands alone at a foot (orphan). `overset` is a value: the index of the first line that found no place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from layout.body import BodyLine


@dataclass(frozen=True, slots=True)
class Flow:
    """`columns` are (first, last) indices of lines, `overset` the index of the first line left over."""

    columns: tuple[tuple[int, int], ...]
    overset: int
    total: int
    waived: bool = False  # a column ends where the keep rules forbid it, so that no copy is lost

    @property
    def fits(self) -> bool:
        return self.overset >= self.total


def flow(lines: Sequence[BodyLine], heights: Sequence[int]) -> Flow:
    """Lines and the heights of the columns in grid lines in, a `Flow` out."""
    best = _flow(lines, heights, keep=True, two_under=True)
    if best.fits:
        return _without_orphans(lines, heights, best, two_under=True)
    strict = _flow(lines, heights, keep=True)
    if strict.fits:
        return _without_orphans(lines, heights, strict, two_under=False)
    # What the keep rules push out of the last column may still stand if they are waived: lost copy is worse.
    loose = _flow(lines, heights, keep=False)
    return replace(loose, waived=True) if loose.overset > strict.overset else strict


def _without_orphans(lines: Sequence[BodyLine], heights: Sequence[int], found: Flow, *, two_under: bool) -> Flow:
    """The flow that has no orphans, if there is one that leaves no more white and none in another column than the last
    that `found` does not."""
    if not orphans(lines, found):
        return found
    better = _flow(lines, heights, keep=True, two_under=two_under, two_above=True)
    if not better.fits or orphans(lines, better) >= orphans(lines, found):
        return found
    white, less = _white(lines, heights, better), _white(lines, heights, found)
    return better if sum(white) <= sum(less) and sum(white[:-1]) <= sum(less[:-1]) else found


def orphans(lines: Sequence[BodyLine], found: Flow) -> int:
    """How many columns end with the first line of a paragraph alone at their foot."""
    return sum(_is_orphan(lines, end) for start, end in found.columns if start < end < len(lines))


def _white(lines: Sequence[BodyLine], heights: Sequence[int], found: Flow) -> list[int]:
    """Grid lines at the foot of each column that no line takes."""
    taken = (sum(line.height for line in lines[start:end]) for start, end in found.columns)
    return [height - used for height, used in zip(heights, taken, strict=True)]


def _flow(
    lines: Sequence[BodyLine], heights: Sequence[int], *, keep: bool, two_under: bool = False, two_above: bool = False
) -> Flow:
    """`keep`: by the rules; `two_under`: where it can be had, two lines at least under a subhead, too; `two_above`: and
    at a column's foot."""
    columns = []
    at = 0
    for room in heights:
        while at < len(lines) and lines[at].air:
            at += 1
        end, used = at, 0
        while end < len(lines) and used + lines[end].height <= room:
            used += lines[end].height
            end += 1
        if keep and end < len(lines):
            end = _legal_end(lines, at, end, two_under=two_under, two_above=two_above)
        columns.append((at, end))
        at = end
    while at < len(lines) and lines[at].air:
        at += 1
    return Flow(tuple(columns), at, len(lines))


def _legal_end(lines: Sequence[BodyLine], start: int, end: int, *, two_under: bool, two_above: bool) -> int:
    """The last place at or before `end` where a column may end; `start`, an empty column, if there is none."""
    at = end
    while at > start:
        lonely = (two_under and _is_lonely(lines, at)) or (two_above and _is_orphan(lines, at))
        if not lines[at - 1].keep and not _is_widow(lines, at) and not lonely:
            return at
        at -= 1
    return start


def _is_lonely(lines: Sequence[BodyLine], at: int) -> bool:
    """Whether a subhead has a single line of its paragraph under it at a column's foot."""
    return at > 1 and lines[at - 2].role == "subhead" and lines[at - 1].role == "body" and not lines[at - 1].last


def _is_orphan(lines: Sequence[BodyLine], at: int) -> bool:
    line = lines[at - 1]
    return line.role in ("body", "note") and line.first and not line.last


def _is_widow(lines: Sequence[BodyLine], at: int) -> bool:
    line = lines[at]
    return line.role in ("body", "note") and line.last and not line.first


def lines_needed(lines: Sequence[BodyLine]) -> int:
    return sum(line.height for line in lines)


def height_needed(lines: Sequence[BodyLine], taken: Sequence[int], limit: int) -> int:
    """The least common height of columns, of which `taken` lines each are not for text, that holds all lines;
    `limit` + 1 if even `limit` does not."""
    total = lines_needed(lines)
    columns = len(taken)
    low = max(1, max(taken), -(-(total + sum(taken)) // columns) - 2)
    for height in range(low, limit + 1):
        if flow(lines, [max(0, height - part) for part in taken]).fits:
            return height
    return limit + 1
