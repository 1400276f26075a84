"""Greedy lines, the baselines: the engine's own squeeze and stretch, line after line, no line looking ahead.

`first_fit` squeezes all it can into each line. `nearest_fit` does what word processors do: as many units as fit at
their natural widths, and where that end is prohibited the next units are squeezed in (先挤进), else the last ones
pushed out (后推出). Both let the engine fill the lines, so that they differ from it in the choice of line ends alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from line_rules import held_em

from layout.setting.breaking import parts_a_unit
from layout.setting.lines import Line, fill
from layout.setting.shaping import EM, Shaped

ENDLESS = 10_000 * EM

_Choice = Callable[[Shaped, int, int, int], int]


def first_fit(shaped: Shaped, measure: int, indent: int) -> tuple[Line, ...]:
    """A shaped paragraph, its measure and indent (1/1000 em) in; its lines out, each as full as it gets."""
    return _line_by_line(shaped, measure, indent, _last_squeezed)


def nearest_fit(shaped: Shaped, measure: int, indent: int) -> tuple[Line, ...]:
    """The same in and out; each line as full as it gets without squeeze, but for prohibitions."""
    return _line_by_line(shaped, measure, indent, _nearest)


def _line_by_line(shaped: Shaped, measure: int, indent: int, choose: _Choice) -> tuple[Line, ...]:
    lines: list[Line] = []
    start = 0
    while start < len(shaped):
        inset = 0 if start else indent
        end = choose(shaped, start, measure, inset)
        lines.append(fill(shaped, start, end, measure, inset))
        start = end
    return tuple(lines)


def _last_squeezed(shaped: Shaped, start: int, measure: int, inset: int) -> int:
    latest = _latest(shaped, start, measure, inset)
    return _legal(shaped, range(latest, start, -1), latest)


def _nearest(shaped: Shaped, start: int, measure: int, inset: int) -> int:
    latest = _latest(shaped, start, measure, inset)
    natural = latest
    while natural > start + 1 and _natural_end(shaped, start, natural, inset) > measure:
        natural -= 1
    return _legal(shaped, (*range(natural, latest + 1), *range(natural, start, -1)), latest)


def _legal(shaped: Shaped, ends: Iterable[int], otherwise: int) -> int:
    """The first end that parts nothing; where there is none, a unit has to be parted."""
    return next((end for end in ends if not parts_a_unit(shaped, end)), otherwise)


def _latest(shaped: Shaped, start: int, measure: int, inset: int) -> int:
    """The latest end of a line from `start` that fits when squeezed; one unit at least."""
    count = len(shaped)
    end = min(count, start + max(1, (measure - inset) // EM))
    while end < count and _squeezed_end(shaped, start, end + 1, measure, inset) <= measure:
        end += 1
    while end > start + 1 and _squeezed_end(shaped, start, end, measure, inset) > measure:
        end -= 1
    return end


def _squeezed_end(shaped: Shaped, start: int, end: int, measure: int, inset: int) -> int:
    return fill(shaped, start, end, measure, inset).width


def _natural_end(shaped: Shaped, start: int, end: int, inset: int) -> int:
    return fill(shaped, start, end, ENDLESS, inset, justify=False).width


def avoids_short_last_line(shaped: Shaped, measure: int, indent: int) -> bool:
    """Whether any setting of the paragraph at all has a last line of two em besides its marks, with every line
    legal, within the measure, and no gap grown by more than half an em."""
    return any(
        held_em(shaped.text[shaped.starts[start] :]) >= 2 for start in _last_lines(shaped, measure, indent, 0.5)
    )


def is_settable(shaped: Shaped, measure: int, indent: int) -> bool:
    """Whether any setting at all parts no unit and grows no gap by more than an em."""
    return any(True for _ in _last_lines(shaped, measure, indent, 1.0))


def _last_lines(shaped: Shaped, measure: int, indent: int, most: float) -> Iterator[int]:
    """Where the last line may begin: every legal line that grows no gap by more than `most` em is tried."""
    count = len(shaped)
    reached = {0}
    for start in range(count):
        if start not in reached:
            continue
        inset = 0 if start else indent
        latest = _latest(shaped, start, measure, inset)
        if latest == count:
            yield start
        for end in range(min(latest, count - 1), start, -1):
            if parts_a_unit(shaped, end):
                continue
            line = fill(shaped, start, end, measure, inset)
            if line.width > measure:
                continue  # a unit wider than the line
            # A line of one unit cannot grow: it is loose unless it is flush by itself.
            growth = max(differences(line), default=most + 1 if line.loose else 0.0)
            if growth > most:
                break
            reached.add(end)


def differences(line: Line) -> list[float]:
    """How far (em) each gap of a set line where two units may stand apart is from its natural width, the fixed
    reductions made: squeeze is negative, stretch positive."""
    shaped = line.shaped
    natural = fill(shaped, line.start, line.end, ENDLESS, line.places[0], justify=False).places
    apart = [set_at - place for set_at, place in zip(line.places, natural, strict=True)]
    return [
        (after - before) / EM
        for offset, (before, after) in enumerate(pairwise(apart))
        if shaped.stretches[line.start + offset] or shaped.shrinks[line.start + offset]
    ]
