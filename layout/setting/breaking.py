"""Break: a shaped paragraph and a measure in, the ends of its lines out.

Total fit over the paragraph (Knuth and Plass, «Breaking Paragraphs into Lines», 1981), adapted to Han text: every
gap is a place to break unless a class bars it, and a line is judged by the squeeze or the stretch that it needs.

Demerits are thousandths: a line squeezed by N of G that its gaps can give costs ½N²/G, one stretched by T over n gaps
T²/n + 3T (in em). The square keeps lines even, the linear term lets few lines be touched at all; squeezing comes
before stretching (clreq: 先挤进，后推出).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from heapq import heappop, heappush
from itertools import accumulate
from operator import add
from typing import NamedTuple

from layout.setting.classes import Kind
from layout.setting.gaps import BARRED, PARTED, Stretch
from layout.setting.shaping import EM, WORD_GROWTH, Shaped

STRETCHED = 3  # demerits of a thousandth em of stretch, besides its square
SHORT_LAST_LINE = 500_000.0  # dearer than any number of loose lines, cheaper than a word in pieces
LOOSE = 30_000.0  # a gap grown by more than half an em
STUCK = 1_500_000.0  # a gap grown by more than one em, a line that cannot be flush: a standard's number is parted sooner
WIDE_SPACE = 3  # a word space of one em: three times that it grows by to half an em, over again
NEAR = 1_600  # thousandths of an em: ends that leave more than this are looked at only if there is no other
ENDLESS = 10**9
WIDEST_HYPHEN = 500


class Room(NamedTuple):
    """Where a line may stand: its width and how far in it begins (1/1000 em); beside a picture less than elsewhere."""

    width: int
    inset: int = 0


# The measure of all lines, or the room of each in turn, the last one for all that follow.
Measure = int | tuple[Room, ...]


class Sums(NamedTuple):
    """Running sums over the units of a paragraph, one entry more than there are units, so that a line from i to j costs a
    few subtractions: natural widths with their gaps, what the gaps give, what they grow by, how many are plain."""

    natural: tuple[int, ...]
    give: tuple[int, ...]
    grow: tuple[int, ...]
    plain: tuple[int, ...]


def room_of(measure: Measure, number: int) -> Room:
    """The room of line `number` (0-based)."""
    return Room(measure) if isinstance(measure, int) else measure[min(number, len(measure) - 1)]


@lru_cache(maxsize=4096)
def _sums(shaped: Shaped) -> Sums:
    natural = (0, *accumulate(map(add, shaped.widths, shaped.gaps)))
    plain = (0, *accumulate([stretch is Stretch.ALL for stretch in shaped.stretches]))
    return Sums(natural, (0, *accumulate(shaped.gives)), (0, *accumulate(shaped.grows)), plain)


@lru_cache(maxsize=16384)
def break_lines(shaped: Shaped, measure: Measure, indent: int = 0) -> tuple[int, ...]:
    """The index after the last unit of each line, for lines of `measure`, the first one `indent` in (1/1000 em).

    A barred break is taken only when the paragraph has no other way through (a measure narrower than a unit).
    """
    if not len(shaped):
        return ()
    for dearest in (BARRED - 1, BARRED):
        ends, cost = _fit(shaped, measure, indent, dearest, NEAR)
        if cost >= SHORT_LAST_LINE:
            # Nearly any setting is better: lines that leave more open are tried, too.
            ends, _ = _fit(shaped, measure, indent, dearest, ENDLESS)
        if ends:
            return ends
    return tuple(range(1, len(shaped) + 1))


def _fit(
    shaped: Shaped, measure: Measure, indent: int, dearest: int, near: int
) -> tuple[tuple[int, ...], float]:
    """The cheapest way through over breaks that cost at most `dearest`, and its demerits; () if there is none.

    Line ends are gone through by their demerits so far (Dijkstra, 1959): what is dearer than the best way as a whole
    is never looked at. Of lines of unlike widths it matters which line ends there, up to the last room, which all
    further lines share.
    """
    rooms = (Room(measure),) if isinstance(measure, int) else measure
    last = len(rooms) - 1
    count = len(shaped)
    size = count + 1
    sums = _sums(shaped)
    best = {0: 0.0}  # line number · size + unit → demerits so far
    back: dict[int, int] = {}
    heap = [(0.0, 0)]
    while heap:
        so_far, node = heappop(heap)
        if so_far > best[node]:
            continue  # a cheaper way here was found since
        number, start = divmod(node, size)
        if start == count:
            return _way_back(node, back, size), so_far
        following = size * min(number + 1, last)
        room = rooms[number].width - (0 if start else indent)
        for end, demerits in _line_ends(shaped, sums, start, room, near, dearest):
            total = so_far + demerits
            at = following + end
            if at not in best or total < best[at]:
                best[at] = total
                back[at] = node
                heappush(heap, (total, at))
    return (), float("inf")


def _way_back(node: int, back: Mapping[int, int], size: int) -> tuple[int, ...]:
    ends = []
    while node in back:
        ends.append(node % size)
        node = back[node]
    return tuple(reversed(ends))


def _line_ends(
    shaped: Shaped, sums: Sums, start: int, room: int, near: float, dearest: int
) -> list[tuple[int, float]]:
    """Where a line from unit `start` may end, `room` wide, over breaks that cost at most `dearest`, and its demerits with
    the break's cost.

    Ends that leave more than `near` open are given only if there is no fuller one that serves.
    """
    natural = sums.natural
    count = len(natural) - 1
    limit = natural[start] + room
    first = bisect_left(natural, limit - near, start + 1, count + 1)
    found, serves = _judge(shaped, sums, start, limit, first, dearest)
    if not serves and first > start + 1:
        # All of them part something: a looser line may be better.
        found, _ = _judge(shaped, sums, start, limit, start + 1, dearest)
    if not found and shaped.ends[start] > room:
        # A single unit wider than the measure.
        return [(start + 1, STUCK * 4 + (0 if start + 1 == count else shaped.costs[start]))]
    return found


def _judge(
    shaped: Shaped, sums: Sums, start: int, limit: int, first: int, dearest: int
) -> tuple[list[tuple[int, float]], bool]:
    """The ends from unit `first` on that fit into a line from unit `start` up to `limit`, with their demerits; and
    whether one of them parts nothing."""
    natural, give, grow, plain = sums
    widths, costs, keeps, hangs = shaped.ends, shaped.costs, shaped.keeps, shaped.hangs
    count = len(costs)
    found: list[tuple[int, float]] = []
    serves = False
    for final in range(first - 1, count):  # the last unit of the line
        cost = costs[final]
        over = natural[final] + widths[final] - limit
        if over > 0 and hangs:
            over -= hangs[final]
        if over > 0:
            can_give = give[final] - give[start]
            if over > can_give:
                if over <= can_give + WIDEST_HYPHEN and (final in shaped.hyphens or cost > dearest):
                    continue  # the next syllable may be narrower than the hyphen
                break
        if cost > dearest:
            continue
        if over > 0:
            demerits = 0.5 * over * over / (give[final] - give[start]) + cost
        else:
            demerits = float(cost)
            slack = -over
            if slack >= keeps[final]:
                slack -= keeps[final]  # else the mark at the line end gives up its blank half (shrink step 1)
            if slack and final + 1 != count:
                gaps = plain[final] - plain[start]
                able = grow[final] - grow[start]
                left = slack - able
                if gaps:
                    demerits += slack * slack / (gaps * 1000) + STRETCHED * slack
                    if left > 500 * gaps:
                        demerits += STUCK + left if left > 1000 * gaps else LOOSE
                else:  # word spaces and Han–Latin gaps alone: to half an em each, then ever dearer
                    demerits += STRETCHED * slack
                    if left > 0:
                        beyond = left / (able or WORD_GROWTH)
                        demerits += LOOSE * (1.0 + beyond * beyond)
                        if beyond > WIDE_SPACE or not able:
                            demerits += STUCK
        if final + 1 == count and start >= shaped.short_from and start:
            demerits += SHORT_LAST_LINE
        found.append((final + 1, demerits + 1.0))
        if demerits < PARTED:
            serves = True
    return found, serves


@lru_cache(maxsize=4096)
def break_lines_to(
    shaped: Shaped, measure: Measure, indent: int, count: int, worst: float = float("inf")
) -> tuple[tuple[int, ...], float] | None:
    """The cheapest way to set a paragraph in exactly `count` lines, and how much dearer it is than the best of any
    number; None if there is none, or none at most `worst` dearer. Copyfitting asks this to move a line from one column
    to the next."""
    units = len(shaped)
    if not units:
        return None
    natural, give, _, _ = sums = _sums(shaped)
    rooms = [room_of(measure, number).width for number in range(count)]
    best = _cost_of(shaped, measure, indent, break_lines(shaped, measure, indent))
    bound = best + worst
    layers: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for number, room in enumerate(rooms):
        after = sum(rooms[number + 1 :])  # what the lines to come hold
        is_last = number == count - 1
        layer: dict[int, tuple[float, int]] = {}
        for start, (so_far, _) in layers[-1].items():
            # What leaves more open than this is dearer than the bound by its stretch alone.
            near = min(room, (bound - so_far) / STRETCHED + EM)
            for end, demerits in _line_ends(shaped, sums, start, room - (0 if start else indent), near, BARRED - 1):
                cost = so_far + demerits
                if cost > bound or (end == units) != is_last:
                    continue
                rest = natural[-1] - natural[end]
                # The rest must go into the lines to come, and not leave more than half of them open.
                if rest - (give[-1] - give[end]) > after or rest < 0.5 * (after - room):
                    continue
                if end not in layer or cost < layer[end][0]:
                    layer[end] = (cost, start)
        layers.append(layer)
    if units not in layers[-1]:
        return None
    cost = layers[-1][units][0]
    ends = [units]
    for layer in reversed(layers[1:]):
        ends.append(layer[ends[-1]][1])
    return tuple(reversed(ends[:-1])), cost - best


def _cost_of(shaped: Shaped, measure: Measure, indent: int, ends: tuple[int, ...]) -> float:
    sums = _sums(shaped)
    total, start = 0.0, 0
    for number, end in enumerate(ends):
        room = room_of(measure, number).width - (indent if start == 0 else 0)
        open_ = room - (sums.natural[end] - sums.natural[start])  # ends before this one are of no interest
        total += dict(_line_ends(shaped, sums, start, room, open_, BARRED)).get(end, STUCK)
        start = end
    return total


def parts_a_unit(shaped: Shaped, end: int) -> bool:
    """Whether a line that ends before unit `end` parts a word or breaks a prohibition."""
    return 0 < end < len(shaped) and shaped.costs[end - 1] >= PARTED


def wide_words(shaped: Shaped, measure: Measure, indent: int) -> frozenset[int]:
    """Where in the text the words and numerals begin that no line holds, with the marks that never leave them."""
    narrowest = measure if isinstance(measure, int) else min(room.width for room in measure)
    natural, give = _sums(shaped)[:2]
    found: set[int] = set()
    start = 0
    for final, cost in enumerate(shaped.costs):
        if cost >= BARRED and final + 1 < len(shaped):
            continue  # no line ends here
        least = natural[final] - natural[start] - (give[final] - give[start]) + shaped.ends[final]
        if least > (narrowest if start else room_of(measure, 0).width - indent):
            found.update(
                shaped.starts[unit] for unit in range(start, final + 1) if shaped.kinds[unit] is Kind.WESTERN
            )
        start = final + 1
    return frozenset(found)
