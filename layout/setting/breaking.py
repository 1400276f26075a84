"""Break: a shaped paragraph and a measure in, the ends of its lines out.

Total fit over the paragraph (Knuth and Plass, «Breaking Paragraphs into Lines», 1981), adapted to Han text: every
gap is a place to break unless a class bars it, and a line is judged by the squeeze or the stretch that it needs.

Demerits are thousandths: a line squeezed by N of G that its gaps can give costs ½N²/G, one stretched by T over n gaps
T²/n + 3T (in em). The square keeps lines even, the linear term lets few lines be touched at all; squeezing comes
before stretching (clreq: 先挤进，后推出).
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from operator import add
from typing import NamedTuple

from layout.setting.classes import Kind
from layout.setting.gaps import PARTED_AFTER_MARK
from layout.setting.shaping import BARRED, EM, PARTED_WORD, Shaped, Stretch

STRETCHED = 3  # demerits of a thousandth em of stretch, besides its square
SHORT_LAST_LINE = 120_000.0  # dearer than a loose line, cheaper than a word in pieces
LOOSE = 30_000.0  # a gap grown by more than half an em
STUCK = 1_500_000.0  # a gap grown by more than one em, a line that cannot be flush: a word is parted sooner
WORD_STRETCH = 167  # word space ⅓ → ½ em, clreq «Line Adjustment», stretch step 1
HAN_LATIN_STRETCH = 250  # ¼ → ½ em, step 2
STRETCH_STEPS = {Stretch.WORD: WORD_STRETCH, Stretch.HAN_LATIN: HAN_LATIN_STRETCH}
COUNTED = frozenset({Kind.HAN, Kind.WESTERN, Kind.SUFFIX, Kind.PREFIX, Kind.OTHER})  # for a last line: no marks
NEAR = 1_600  # thousandths of an em: ends that leave more than this are looked at only if there is no other


class Sums(NamedTuple):
    """Running sums over the units of a paragraph, so that a line from i to j costs a few subtractions."""

    natural: tuple[int, ...]
    give: tuple[int, ...]
    grow: tuple[int, ...]
    stretchable: tuple[int, ...]
    short_from: int  # a last line that begins at this unit or later is short


@lru_cache(maxsize=4096)
def _sums(shaped: Shaped) -> Sums:
    return Sums(
        (0, *accumulate(map(add, shaped.widths, shaped.gaps))),
        (0, *accumulate(shaped.gives)),
        (0, *accumulate(STRETCH_STEPS.get(stretch, 0) for stretch in shaped.stretches)),
        (0, *accumulate(1 if stretch is Stretch.ALL else 0 for stretch in shaped.stretches)),
        _short_from(shaped),
    )


def _short_from(shaped: Shaped) -> int:
    """The first unit from which on there are less than two em besides marks (clreq, «widow»)."""
    held = 0
    for index in range(len(shaped) - 1, -1, -1):
        if shaped.kinds[index] in COUNTED:
            held += shaped.widths[index]
            if held >= 2 * EM:
                return index + 1
    return 0


@lru_cache(maxsize=16384)
def break_lines(shaped: Shaped, measure: int, indent: int = 0) -> tuple[int, ...]:
    """The index after the last unit of each line, for lines of `measure` (1/1000 em), the first one `indent` in.

    A barred break is taken only when the paragraph has no other way through (a measure narrower than a unit).
    """
    if not len(shaped):
        return ()
    return _fit(shaped, measure, indent, BARRED - 1) or _fit(shaped, measure, indent, BARRED) or _one_each(shaped)


def _one_each(shaped: Shaped) -> tuple[int, ...]:
    return tuple(range(1, len(shaped) + 1))


def _fit(shaped: Shaped, measure: int, indent: int, dearest: int) -> tuple[int, ...]:
    """The cheapest way through over breaks that cost at most `dearest`; () if there is none."""
    count = len(shaped)
    sums = _sums(shaped)
    infinite = float("inf")
    best = [infinite] * (count + 1)
    back = [0] * (count + 1)
    best[0] = 0.0
    for start in range(count):
        so_far = best[start]
        if so_far == infinite:
            continue
        for end, demerits in _line_ends(shaped, sums, start, measure if start else measure - indent, dearest, NEAR):
            total = so_far + demerits
            if total < best[end]:
                best[end] = total
                back[end] = start
    if best[count] == infinite:
        return ()
    ends = []
    at = count
    while at:
        ends.append(at)
        at = back[at]
    return tuple(reversed(ends))


def _line_ends(
    shaped: Shaped, sums: Sums, start: int, room: int, dearest: int, near: int
) -> list[tuple[int, float]]:
    """Where a line from unit `start` may end, `room` wide, and its demerits with the break's cost.

    Ends that leave more than `near` open are given only if there is no fuller one that serves.
    """
    natural, give, grow, stretchable, short_from = sums
    widths, tails, costs = shaped.widths, shaped.tails, shaped.costs
    count = len(widths)
    base, base_give = natural[start], give[start]
    first = bisect_left(natural, base + room - near, start + 1, count + 1)
    found: list[tuple[int, float]] = []
    serves = False
    for begin in (first, start + 1) if first > start + 1 else (start + 1,):
        for end in range(begin, count + 1):
            last = end - 1
            over = natural[last] - base + widths[last] - room
            if over > 0:
                give_here = give[last] - base_give
                if over > give_here:
                    if end == start + 1:  # a single unit wider than the measure
                        found.append((end, STUCK * 4 + (0 if end == count else costs[last])))
                    break
            cost = costs[last]
            if end == count:
                demerits = 0.5 * over * over / give_here if over > 0 else 0.0
                if start >= short_from and start:
                    demerits += SHORT_LAST_LINE
            elif cost > dearest:
                continue
            elif over > 0:
                demerits = 0.5 * over * over / give_here + cost
            else:
                slack = -over
                if slack >= tails[last]:
                    slack -= tails[last]  # else the mark at the line end gives up its blank half (shrink step 1)
                demerits = float(cost)
                if slack:
                    gaps = stretchable[last] - stretchable[start]
                    left = slack - (grow[last] - grow[start])
                    if left > 0 and not gaps:
                        demerits += STUCK + 100.0 * left
                    elif not gaps:
                        demerits += STRETCHED * slack
                    elif gaps:
                        demerits += slack * slack / (gaps * 1000) + STRETCHED * slack
                        if left > 500 * gaps:
                            demerits += STUCK + left if left > 1000 * gaps else LOOSE
            found.append((end, demerits + 1.0))
            if demerits < PARTED_AFTER_MARK:
                serves = True
        if serves or begin == start + 1:
            break
        found = []  # all of them part something: a looser line may be better
    return found


def break_lines_to(shaped: Shaped, measure: int, indent: int, count: int) -> tuple[tuple[int, ...], float] | None:
    """The cheapest way to set a paragraph in exactly `count` lines, and how much dearer it is than the best of any
    number; None if there is none. Copyfitting asks this to move a line from one column to the next."""
    if not len(shaped):
        return None
    sums = _sums(shaped)
    total, total_give = sums.natural[-1], sums.give[-1]
    layers: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for number in range(count):
        after = (count - number - 1) * measure  # what the lines to come hold
        layer: dict[int, tuple[float, int]] = {}
        for start, (so_far, _) in layers[-1].items():
            for end, demerits in _line_ends(shaped, sums, start, measure - (0 if start else indent), BARRED - 1, measure):
                if (end == len(shaped)) != (number == count - 1):
                    continue
                rest = total - sums.natural[end]
                # The rest must go into the lines to come, and not leave more than half of them open.
                if rest - (total_give - sums.give[end]) > after or rest < 0.5 * (after - measure):
                    continue
                cost = so_far + demerits
                if end not in layer or cost < layer[end][0]:
                    layer[end] = (cost, start)
        layers.append(layer)
    if len(shaped) not in layers[-1]:
        return None
    cost = layers[-1][len(shaped)][0]
    ends = [len(shaped)]
    for layer in reversed(layers[1:]):
        ends.append(layer[ends[-1]][1])
    best = _cost_of(shaped, measure, indent, break_lines(shaped, measure, indent))
    return tuple(reversed(ends[:-1])), cost - best


def _cost_of(shaped: Shaped, measure: int, indent: int, ends: tuple[int, ...]) -> float:
    total, start = 0.0, 0
    for end in ends:
        room = measure - (indent if start == 0 else 0)
        total += dict(_line_ends(shaped, _sums(shaped), start, room, BARRED, measure)).get(end, STUCK)
        start = end
    return total


def parts_a_unit(shaped: Shaped, end: int) -> bool:
    """Whether a line that ends before unit `end` parts a word or breaks a prohibition."""
    return 0 < end < len(shaped) and shaped.costs[end - 1] >= PARTED_WORD
