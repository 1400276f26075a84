"""Break: a shaped paragraph and a measure in, the ends of its lines out.

Total fit over the paragraph (Knuth and Plass, «Breaking Paragraphs into Lines», 1981), adapted to Han text: every
gap is a place to break unless a class bars it, and a line is judged by the squeeze or the stretch that it needs.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from operator import add
from typing import NamedTuple

from layout.setting.shaping import BARRED, EM, PARTED_WORD, Shaped, Stretch

SHORT_LAST_LINE = 4_000.0
LOOSE = 20_000.0  # a gap over half an em: only where nothing else is left
WORD_STRETCH = 167  # word space ⅓ → ½ em, clreq «Line Adjustment», stretch step 1
HAN_LATIN_STRETCH = 250  # ¼ → ½ em, step 2
STRETCH_STEPS = {Stretch.WORD: WORD_STRETCH, Stretch.HAN_LATIN: HAN_LATIN_STRETCH}


class Sums(NamedTuple):
    """Running sums over the units of a paragraph, so that a line from i to j costs a few subtractions."""

    natural: tuple[int, ...]
    give: tuple[int, ...]
    grow: tuple[int, ...]
    stretchable: tuple[int, ...]


@lru_cache(maxsize=4096)
def _sums(shaped: Shaped) -> Sums:
    return Sums(
        (0, *accumulate(map(add, shaped.widths, shaped.gaps))),
        (0, *accumulate(sum(amount for _, amount in steps) if steps else 0 for steps in shaped.shrinks)),
        (0, *accumulate(STRETCH_STEPS.get(stretch, 0) for stretch in shaped.stretches)),
        (0, *accumulate(1 if stretch else 0 for stretch in shaped.stretches)),
    )


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


def break_lines_to(shaped: Shaped, measure: int, indent: int, count: int) -> tuple[tuple[int, ...], float] | None:
    """The cheapest way to set a paragraph in exactly `count` lines, and how much dearer it is than the best of any
    number; None if there is none. Copyfitting asks this to move a line from one column to the next."""
    if not len(shaped):
        return None
    layers: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for number in range(count):
        layer: dict[int, tuple[float, int]] = {}
        for start, (so_far, _) in layers[-1].items():
            for end, demerits in _line_ends(shaped, start, measure - (indent if start == 0 else 0), BARRED - 1, all_ends=True):
                if (end == len(shaped)) == (number == count - 1):
                    total = so_far + demerits
                    if end not in layer or total < layer[end][0]:
                        layer[end] = (total, start)
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
        total += dict(_line_ends(shaped, start, room, BARRED, all_ends=True)).get(end, LOOSE)
        start = end
    return total


def _fit(shaped: Shaped, measure: int, indent: int, dearest: int) -> tuple[int, ...]:
    """The cheapest way through over breaks that cost at most `dearest`; () if there is none."""
    count = len(shaped)
    infinite = float("inf")
    best = [infinite] * (count + 1)
    back = [0] * (count + 1)
    best[0] = 0.0
    for start in range(count):
        so_far = best[start]
        if so_far == infinite:
            continue
        for end, demerits in _line_ends(shaped, start, measure if start else measure - indent, dearest):
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
    shaped: Shaped, start: int, room: int, dearest: int, *, all_ends: bool = False
) -> list[tuple[int, float]]:
    """Where a line from unit `start` may end, `room` wide, and its demerits with the break's cost.

    Ends under three quarters of the room are given only if there is no later one, or `all_ends` is asked for.
    """
    natural, give, grow, stretchable = _sums(shaped)
    widths, tails, costs = shaped.widths, shaped.tails, shaped.costs
    count = len(widths)
    base, base_give = natural[start], give[start]
    near = max(start + 1, bisect_left(natural, base + room * 3 // 4, start + 1, count + 1))
    found: list[tuple[int, float]] = []
    for begin in (near, start + 1) if near > start + 1 and not all_ends else (start + 1,):
        for end in range(begin, count + 1):
            last = end - 1
            width = natural[last] - base + widths[last]
            give_here = give[last] - base_give
            if width - give_here > room and end > start + 1:
                break
            final = end == count
            cost = costs[last]
            if cost > dearest and not final:
                continue
            slack = room - width - tails[last]
            if slack < 0 <= room - width:
                slack = room - width  # the mark at the line end gives up its blank half (shrink step 1)
            if slack < 0:
                # Squeezing comes before stretching (先挤进，后推出), so it costs little until all is given.
                demerits = 6.0 * ((width - room) / give_here) ** 2 + 1.0 if give_here else 4 * LOOSE
            elif final:
                demerits = 0.0
            else:
                easy = grow[last] - grow[start]
                left = slack - easy
                gaps = stretchable[last] - stretchable[start]
                if left <= 0:
                    demerits = 2.0 * (slack / easy) ** 2 if easy else 0.0
                elif gaps:
                    share = left / gaps
                    demerits = 2.0 + (share / 25.0) ** 2 + (LOOSE if share > 500 else 0.0)
                else:
                    demerits = LOOSE
            if not final:
                demerits += cost
            elif start and _is_short(shaped, start):
                demerits += SHORT_LAST_LINE
            found.append((end, demerits + 1.0))
        if found:
            break
    return found


def _is_short(shaped: Shaped, start: int) -> bool:
    """Whether a last line from unit `start` on holds less than two em besides its marks (clreq, «widow»)."""
    held = 0
    for index in range(start, len(shaped)):
        if not shaped.leads[index] and not shaped.tails[index]:
            held += shaped.widths[index]
            if held >= 2 * EM:
                return False
    return True


def parts_a_unit(shaped: Shaped, end: int) -> bool:
    """Whether a line that ends before unit `end` parts a word or breaks a prohibition."""
    return 0 < end < len(shaped) and shaped.costs[end - 1] >= PARTED_WORD
