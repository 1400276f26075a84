"""Ragged lines: a shaped paragraph and a measure in, the ends of lines that are not justified out.

Nothing is squeezed or stretched, so that a line is judged by what it leaves open alone: squares keep the lines about
even, and a word goes over whole, however short that leaves the line.
"""

from __future__ import annotations

from itertools import accumulate
from operator import add

from layout.setting.breaking import Measure, break_lines, room_of
from layout.setting.gaps import BARRED
from layout.setting.shaping import EM, Shaped

SHORT_LAST_LINE = 25 * EM  # as bad as a line that leaves five em open
KEPT = 10  # times that a break costs what it does in flush lines: there is nearly always another


def break_ragged(shaped: Shaped, measure: Measure, indent: int = 0) -> tuple[int, ...]:
    """The index after the last unit of each line, for lines of `measure`, the first one `indent` in (1/1000 em). If a
    unit is wider than its line, or a prohibition leaves no other way, these are the ends of flush lines."""
    count = len(shaped)
    natural = (0, *accumulate(map(add, shaped.widths, shaped.gaps)))
    best: dict[int, tuple[float, int, int]] = {0: (0.0, 0, 0)}  # by unit: cost so far, lines so far, where the last began
    for start in range(count):
        if start not in best:
            continue
        so_far, number, _ = best[start]
        room = room_of(measure, number).width - (0 if start else indent)
        for end in range(start + 1, count + 1):
            left = room - (natural[end - 1] - natural[start] + shaped.ends[end - 1])
            if left < 0:
                break
            if end == count:
                cost = SHORT_LAST_LINE if start and start >= shaped.short_from else 0.0
            elif shaped.costs[end - 1] < BARRED:
                cost = left * left / EM + KEPT * shaped.costs[end - 1]
            else:
                continue
            if end not in best or so_far + cost < best[end][0]:
                best[end] = (so_far + cost, number + 1, start)
    if count not in best:
        return break_lines(shaped, measure, indent)
    ends = [count] if count else []
    while ends and best[ends[-1]][2]:
        ends.append(best[ends[-1]][2])
    return tuple(reversed(ends))
