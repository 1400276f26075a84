"""Pinwheels (风车): a solved `Table` and a rectangle in, its cheapest layouts of five parts around one another out.

    +-------+---+      +---+-------+
    |   A   |   |      |   |   A   |
    +---+---+ B |      | B +---+---+
    |   | E |   |      |   | E |   |
    | D +---+---+      +---+---+ D |
    |   |   C   |      |   C   |   |
    +---+-------+      +-------+---+

No cut goes through one from edge to edge, so it is no slicing layout. Each part may hold a slicing layout of several
blocks, whose cost is that of the table; but A is not cut from head to foot where D ends, nor C where B begins, else a
gutter would run through the page (通缝). Two parts of which one stands above or beside the other cost what a cut between
them costs.

A pinwheel is two pairs, A over D and B over C, of columns that are as high as the page, less what E takes of both: for
all sets at once the cheapest of each pair by the line at which it parts, then for every E the lines of the two that leave
its height. That is exact but for the cuts between the pairs, which are never negative; so pinwheels are worked out in the
order of that bound until it is above what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from layout.grid import Region
from layout.plan.slicing import INFINITE, Table, splits

if TYPE_CHECKING:
    from layout.plan.slicing import Costs

PARTS = 5
BATCH = 256  # of sets shared out that are worked out before the bound is looked at again


class Pinwheel(NamedTuple):
    """Five rectangles, and their separable cost (hundredths of a cell): of each the blocks that stand in it, and the
    column of it before which no cut may run from head to foot (0: any may)."""

    cost: int
    parts: tuple[tuple[int, Region, int], ...]


def pinwheels(table: Table, region: Region, most: int, count: int, most_steps: int) -> tuple[list[Pinwheel], bool]:
    """The cheapest pinwheels of all blocks of a table in a region, `count` at the most and none that costs more than
    `most`, the cheapest first; of each way to share the blocks out over the parts and the columns only the cheapest
    lines. Beside them, whether all were looked at: not if it would have taken more than `most_steps`."""
    if table.count < PARTS:
        return [], True
    search = _Search(table, region, most, count, most_steps)
    for at in search.widths():
        if not search.look(*at):
            break
    return search.found, search.steps <= most_steps


class _Pairs(NamedTuple):
    """Of two sets of blocks, one over the other in columns of two widths that are as high as the page: pairs sorted by
    what they hold together, and by that set the least cost for each line where the upper one ends."""

    upper: Costs
    lower: Costs
    starts: Costs  # [set]: where the pairs begin that hold it
    best: Costs  # [set, line]


class _Search:
    def __init__(self, table: Table, region: Region, most: int, count: int, most_steps: int) -> None:
        import numpy

        self._numpy, self._table, self._region = numpy, table, region
        self._most, self._count, self._most_steps = min(most, INFINITE - 1), count, most_steps
        self.found: list[Pinwheel] = []
        self.steps = 0
        self._whole = (1 << table.count) - 1
        members = (numpy.arange(self._whole + 1)[:, None] >> numpy.arange(table.count)) & 1
        self._first, self._second = _disjoint(table.count)
        able = members.sum(axis=1)[self._whole ^ self._first ^ self._second] >= PARTS - 2
        self._upper, self._lower = self._first[able], self._second[able]  # of two parts, which leave the others
        self._costs = table.any[:, :, : region.lines + 1]
        alone = numpy.array([min(INFINITE, int(table.leaf[1 << number].min())) for number in range(table.count)])
        self._least = members @ alone  # of a set, wherever it stands
        # What can stand below something and above something, as E must.
        able = table.cuts.stack(self._first, self._second) < INFINITE
        self._within = numpy.zeros(self._whole + 1, dtype=bool)
        self._within[self._second[able]] = True
        self._within &= numpy.bincount(self._first[able], minlength=self._whole + 1) > 0

    def widths(self) -> Iterator[tuple[int, int, _Pairs, _Pairs]]:
        """Where the columns part that may have a pinwheel, with the pairs of sets in them, those that promise most first."""
        ways = []
        columns = self._region.columns
        for first, second in combinations(range(1, columns), 2):
            # First with any cuts of A and C: what is too dear then need not be looked at with those that may be.
            way = self._way(first, second, self._costs[:, second], self._costs[:, columns - first])
            way = way and self._way(first, second, *self._both_ways(first, second))
            if way:
                ways.append(way)
            if self.steps > self._most_steps:
                return
        yield from (way[1:] for way in sorted(ways, key=lambda way: way[:3]))

    def _way(self, first: int, second: int, a: Costs, c: Costs) -> tuple[int, int, int, _Pairs, _Pairs] | None:
        """What the columns that part there promise, None if it is too dear; `a` and `c` are the costs of these parts."""
        left = self._pairs(a, self._costs[:, first, ::-1])
        right = self._pairs(self._costs[:, self._region.columns - second], c[:, ::-1]) if left else None
        if left is None or right is None:
            return None
        bound = int(self._bounds(second - first, left, right).min())
        return (bound, first, second, left, right) if bound <= self._most else None

    def _parts(self, first: int, second: int, turned: bool) -> tuple[Costs, ...]:
        """The costs of each of the five parts where the columns part there, `[set, line]`."""
        columns, middle = self._region.columns, second - first
        a = self._outer(second, middle if turned else first)
        c = self._outer(columns - first, columns - second if turned else middle)
        b, d, e = (self._costs[:, width] for width in (columns - second, first, middle))
        return a, b, c, d, e

    def _both_ways(self, first: int, second: int) -> tuple[Costs, Costs]:
        """The costs of A and of C in the pinwheel or in its mirror, the lesser."""
        (a, _, c, _, _), (turned_a, _, turned_c, _, _) = (self._parts(first, second, turned) for turned in (False, True))
        return self._numpy.minimum(a, turned_a), self._numpy.minimum(c, turned_c)

    def _outer(self, columns: int, at: int) -> Costs:
        """The costs of A or C over so many columns, `[set, line]`, that may not be cut before column `at`."""
        before = self._table.steps
        costs = self._table.unparted(columns, at)[:, : self._region.lines + 1]
        self.steps += self._table.steps - before
        return costs

    def _pairs(self, above: Costs, below: Costs) -> _Pairs | None:
        """`above[set, line]`, `below[set, line]`: the costs of what ends on a line and of what begins there."""
        numpy = self._numpy
        first, second = self._upper, self._lower
        rest = self._least[self._whole ^ first ^ second]
        able = above.min(axis=1)[first].astype(numpy.int64) + below.min(axis=1)[second] + rest <= self._most
        (low, high), (top, foot) = _window(above), _window(below)
        able &= (low[first] <= foot[second]) & (top[second] <= high[first])
        first, second, rest = first[able], second[able], rest[able]
        costs = numpy.minimum(above[first] + below[second] + self._table.cuts.stack(first, second)[:, None], INFINITE)
        able = costs.min(axis=1).astype(numpy.int64) + rest <= self._most if len(first) else able[:0]
        if not able.any():
            return None
        first, second, costs = first[able], second[able], costs[able]
        order = (first | second).argsort(kind="stable")
        first, second, costs = first[order], second[order], costs[order]
        union = first | second
        starts = numpy.searchsorted(union, numpy.arange(self._whole + 2))
        best = numpy.full((self._whole + 1, self._region.lines + 1), INFINITE, dtype=numpy.int32)
        begins = numpy.flatnonzero(numpy.diff(union, prepend=-1))
        best[union[begins]] = numpy.minimum.reduceat(costs, begins)
        self.steps += costs.size
        return _Pairs(first, second, starts, best)

    def _bounds(self, middle: int, left: _Pairs, right: _Pairs) -> Costs:
        """For every two disjoint sets in the pairs the least that a pinwheel with them may cost, whatever the lines."""
        numpy = self._numpy
        inner = self._whole ^ self._first ^ self._second
        own = numpy.where(self._within, self._costs[:, middle].min(axis=1), INFINITE).astype(numpy.int64)
        bounds = left.best.min(axis=1)[self._first].astype(numpy.int64) + right.best.min(axis=1)[self._second] + own[inner]
        # Where no lines of the two leave a height that the middle can have.
        (low, high), (top, foot), (least, most) = map(_window, (left.best, right.best, self._costs[:, middle]))
        out = (foot[self._second] - low[self._first] < least[inner]) | (top[self._second] - high[self._first] > most[inner])
        return numpy.where(out, INFINITE, bounds)

    def look(self, first: int, second: int, left: _Pairs, right: _Pairs) -> bool:
        """Puts the pinwheels whose columns part there among those found; False if the steps are spent."""
        numpy = self._numpy
        shares = self._shares(second - first, left, right)
        for begin in range(0, len(shares), BATCH):
            batch = [share for share in shares[begin : begin + BATCH] if share[0] <= self._most]
            if not batch:
                break
            bounds, held, theirs = numpy.array(batch).T
            at, a, b = _product(_all_in(left, held), _all_in(right, theirs))
            sets = _Sets(left.upper[a], right.upper[b], right.lower[b], left.lower[a], self._whole ^ held[at] ^ theirs[at])
            self._work_out(first, second, sets, bounds[at])
            if self.steps > self._most_steps:
                return False
        return True

    def _shares(self, middle: int, left: _Pairs, right: _Pairs) -> list[tuple[int, int, int]]:
        """(bound, blocks at the left, at the right): what can be shared out over both pairs and the middle, with what it
        costs without the cuts between the pairs, the cheapest first."""
        numpy = self._numpy
        lines = self._region.lines
        able = self._bounds(middle, left, right) <= self._most
        one, other = self._first[able], self._second[able]
        inner = self._whole ^ one ^ other
        order = inner.argsort(kind="stable")
        one, other, inner = one[order], other[order], inner[order]
        found: list[tuple[int, int, int]] = []
        for begin, end in _runs(inner):
            own = self._costs[inner[begin], middle]
            best = numpy.full(end - begin, INFINITE)
            for high in numpy.flatnonzero(own < INFINITE).tolist():
                both = left.best[one[begin:end], : lines + 1 - high] + right.best[other[begin:end], high:]
                numpy.minimum(best, both.min(axis=1) + own[high], out=best)
                self.steps += both.size
            found += zip(best.tolist(), one[begin:end].tolist(), other[begin:end].tolist(), strict=True)
        return sorted(share for share in found if share[0] <= self._most)

    def _work_out(self, first: int, second: int, sets: _Sets, bounds: Costs) -> None:
        """Finds the lines of pinwheels whose columns part there, of these sets, which cost `bounds` at the least without
        the cuts between the pairs."""
        within = self._above((sets.a, sets.d), (sets.b, sets.c))
        between = self._above((sets.a, sets.e), (sets.a, sets.c), (sets.e, sets.c))
        for turned in (False, True):
            parts, beyond = self._parts(first, second, turned), between + self._beside(sets, turned)
            cuts, least = within + beyond, bounds + beyond
            for number in least.argsort(kind="stable").tolist():
                if least[number] > self._most:
                    break
                chosen = _Sets(*(int(part[number]) for part in sets))
                cost, upper, lower = self._lines(costs[held] for costs, held in zip(parts, chosen, strict=True))
                cost += int(cuts[number])
                if cost <= self._most:
                    self._keep(Pinwheel(cost, _placed(self._region, chosen, first, second, upper, lower, turned)))

    def _above(self, *pairs: tuple[Costs, Costs]) -> Costs:
        return sum(self._table.cuts.stack(upper, lower).astype(self._numpy.int64) for upper, lower in pairs)

    def _beside(self, sets: _Sets, turned: bool) -> Costs:
        a, b, c, d, e = sets
        pairs = ((a, b), (d, e), (e, b), (d, c))
        cuts = (self._table.cuts.beside(*((right, left) if turned else (left, right))) for left, right in pairs)
        return sum(cut.astype(self._numpy.int64) for cut in cuts)

    def _lines(self, parts: Iterable[Costs]) -> tuple[int, int, int]:
        """The costs of the parts by their lines in; the least sum of them, and the lines where A and B end, out."""
        numpy = self._numpy
        a, b, c, d, own = parts
        left, right = numpy.minimum(a + d[::-1], INFINITE), numpy.minimum(b + c[::-1], INFINITE)
        uppers, lowers = numpy.flatnonzero(left < INFINITE), numpy.flatnonzero(right < INFINITE)
        self.steps += len(uppers) * len(lowers)
        if not len(uppers) or not len(lowers):
            return INFINITE, 0, 0
        high = lowers[None, :] - uppers[:, None]
        costs = left[uppers][:, None] + right[lowers][None, :] + numpy.where(high > 0, own[high.clip(0)], INFINITE)
        upper, lower = divmod(int(costs.argmin()), len(lowers))
        return int(costs[upper, lower]), int(uppers[upper]), int(lowers[lower])

    def _keep(self, found: Pinwheel) -> None:
        self.found = nsmallest(self._count, [*self.found, found])
        if len(self.found) == self._count:
            self._most = self.found[-1].cost


class _Sets(NamedTuple):
    """The blocks of the five parts: a set each, or an array of sets each."""

    a: Any
    b: Any
    c: Any
    d: Any
    e: Any


def _placed(
    region: Region, sets: _Sets, first: int, second: int, upper: int, lower: int, turned: bool
) -> tuple[tuple[int, Region, int], ...]:
    """The parts in reading order; `turned`: the pinwheel as its mirror shows it."""
    columns, lines = region.columns, region.lines

    def part(subset: int, begin: int, end: int, top: int, foot: int, cut: int | None = None) -> tuple[int, Region, int]:
        column = columns - end if turned else begin
        barred = 0 if cut is None else end - cut if turned else cut - begin
        return subset, Region(region.column + column, region.line + top, end - begin, foot - top), barred

    a = part(sets.a, 0, second, 0, upper, first)
    b = part(sets.b, second, columns, 0, lower)
    c = part(sets.c, first, columns, lower, lines, second)
    d = part(sets.d, 0, first, upper, lines)
    e = part(sets.e, first, second, upper, lower)
    return (b, a, e, c, d) if turned else (a, d, e, b, c)


def _window(costs: Costs) -> tuple[Costs, Costs]:
    """The first and the last line of each row that has a cost; of one that has none what lies far off."""
    import numpy

    finite = costs < INFINITE
    some, lines = finite.any(axis=1), costs.shape[1]
    return numpy.where(some, finite.argmax(axis=1), 4 * lines), numpy.where(some, lines - 1 - finite[:, ::-1].argmax(axis=1), -4 * lines)


def _disjoint(count: int) -> tuple[Costs, Costs]:
    """All pairs of disjoint sets, none of them empty, of so many blocks."""
    import numpy

    pairs = [splits(subset) for subset in range(1, 1 << count) if subset & (subset - 1)]
    return numpy.concatenate([first for first, _ in pairs]), numpy.concatenate([second for _, second in pairs])


def _runs(values: Costs) -> Iterator[tuple[int, int]]:
    """Where runs of one value begin and end."""
    import numpy

    begins = numpy.flatnonzero(numpy.diff(values, prepend=-1)).tolist()
    yield from zip(begins, [*begins[1:], len(values)][: len(begins)], strict=True)


def _all_in(pairs: _Pairs, held: Costs) -> list[Costs]:
    """For each set the numbers of the pairs that hold it."""
    import numpy

    return [numpy.arange(pairs.starts[one], pairs.starts[one + 1]) for one in held.tolist()]


def _product(one: Sequence[Costs], other: Sequence[Costs]) -> tuple[Costs, Costs, Costs]:
    """For two lists of numbers a place every number of the first with every one of the second: places, first, second."""
    import numpy

    places = [numpy.full(len(mine) * len(theirs), at) for at, (mine, theirs) in enumerate(zip(one, other, strict=True))]
    first = [numpy.repeat(mine, len(theirs)) for mine, theirs in zip(one, other, strict=True)]
    second = [numpy.tile(theirs, len(mine)) for mine, theirs in zip(one, other, strict=True)]
    return numpy.concatenate(places), numpy.concatenate(first), numpy.concatenate(second)
