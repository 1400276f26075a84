"""Fill: breakpoints in, justified lines out.

What a line lacks or has too much is shared out by clreq's steps, equally within a step («Line Adjustment»):
shrink: mark at line end, word space, interpunct, brackets, commas, Han–Latin gap, stops; stretch: word space,
Han–Latin gap, all gaps.
"""

from __future__ import annotations

from itertools import accumulate
from operator import add
from typing import NamedTuple

from layout.setting.breaking import Measure, break_lines, break_lines_to, room_of, wide_words
from layout.setting.gaps import BARRED, PARTED, Shrink, Stretch
from layout.setting.ragged import break_ragged
from layout.setting.shaping import EM, GROWTH, HALF, Shaped, with_words
from layout.setting.units import may_be_hyphenated

SHRINK_STEPS = (
    Shrink.WORD_SPACE,
    Shrink.INTERPUNCT,
    Shrink.BRACKET,
    Shrink.COMMA,
    Shrink.HAN_LATIN,
    Shrink.STOP,
)
LOOSEST = 500  # a gap grown by more than this is said to be loose
POOR = 250  # a line grown by more than this is reason to look for hyphens
ENDLESS = 10 * EM  # what a line that has no gap to grow is said to have grown by


# The steps by the names that reports use. (Shrink and Stretch are numbers and would be one key.)
_SHRINKING = {
    Shrink.LINE_END: "line-end",
    Shrink.WORD_SPACE: "word-space",
    Shrink.INTERPUNCT: "interpunct",
    Shrink.BRACKET: "bracket",
    Shrink.COMMA: "comma",
    Shrink.HAN_LATIN: "han-latin",
    Shrink.STOP: "stop",
}
_GROWING = {Stretch.WORD: "word-space", Stretch.HAN_LATIN: "han-latin", Stretch.ALL: "all"}


class Line(NamedTuple):
    """Units `start` to `end` of a paragraph, each at its place (1/1000 em from the line's start edge)."""

    shaped: Shaped
    start: int
    end: int
    places: tuple[int, ...]
    width: int  # to the end of the last unit's ink, or of its hyphen
    measure: int
    justified: bool = False
    growth: int = 0  # the most that a gap had to grow by in the last step of stretching

    @property
    def text(self) -> str:
        return self.shaped.text[self.shaped.starts[self.start] : self.shaped.starts[self.end]]

    @property
    def last(self) -> bool:
        return self.end == len(self.shaped)

    @property
    def hyphen(self) -> bool:
        return self.end - 1 in self.shaped.hyphens and not self.last

    @property
    def hung(self) -> int:
        """How far the last mark hangs out of the measure."""
        hangs = self.shaped.hangs
        return max(0, self.width - self.measure) if hangs and hangs[self.end - 1] else 0

    @property
    def loose(self) -> bool:
        """Whether a gap had to grow by more than half an em."""
        return self.growth > LOOSEST

    @property
    def overfull(self) -> bool:
        return self.width > self.measure + self.hung

    @property
    def ragged(self) -> bool:
        """Whether a line that should be flush ends short of the measure: it has no gap that could grow."""
        return self.justified and self.width + self.shaped.keeps[self.end - 1] < self.measure

    @property
    def parted(self) -> bool:
        """Whether the line ends within a unit: a word without a hyphen, a numeral, a mark and what it belongs to."""
        return not self.last and self.shaped.costs[self.end - 1] >= PARTED

    @property
    def barred(self) -> bool:
        """Whether the line ends where none may: there was no other way."""
        return not self.last and self.shaped.costs[self.end - 1] >= BARRED


def set_lines(
    shaped: Shaped, measure: Measure, indent: int = 0, *, justify: bool = True, looseness: int = 0
) -> tuple[Line, ...]:
    """A paragraph in, its lines out: every line but the last is flush with `measure` (1/1000 em) on both sides, unless
    `justify` is off. `looseness` is a wish for so many lines more or fewer than are best; what cannot be had is not.

    Words are hyphenated where a flush line would be loose without it. A word or a numeral that no line holds is parted
    at its least bad points, and no other: a line is sooner loose, or ragged.
    """
    lines = _set(shaped, measure, indent, justify, looseness)
    if shaped.words == "pieces":
        return lines
    if (
        shaped.rules.hyphenation
        and shaped.words == "whole"
        and may_be_hyphenated(shaped.text)
        and ((justify and _is_short(lines)) or any(line.growth > POOR or line.overfull for line in lines))
    ):
        shaped = with_words(shaped, "hyphenated")
        lines = _set(shaped, measure, indent, justify, looseness)
    if any(line.growth > EM or line.overfull or line.barred for line in lines):
        wide = wide_words(shaped, measure, indent)
        if wide:
            lines = _set(with_words(shaped, "pieces", wide), measure, indent, justify, looseness)
    return lines


def set_short(shaped: Shaped, measure: Measure) -> tuple[Line, ...]:
    """A byline, a caption, a headline that has no turn of its own: flush as copy is, or ragged, all its lines, if one of
    them would be loose or could not be flush."""
    lines = set_lines(shaped, measure)
    return set_lines(shaped, measure, justify=False) if any(line.loose for line in lines) else lines


def _is_short(lines: tuple[Line, ...]) -> bool:
    """Whether the last line holds less than two em besides its marks (clreq, «Paragraph Adjustment»)."""
    return len(lines) > 1 and lines[-1].start >= lines[-1].shaped.short_from


def _set(shaped: Shaped, measure: Measure, indent: int, justify: bool, looseness: int) -> tuple[Line, ...]:
    ends = break_lines(shaped, measure, indent) if justify else break_ragged(shaped, measure, indent)
    if looseness:
        step = 1 if looseness > 0 else -1
        for count in range(len(ends) + looseness, len(ends), -step):
            found = break_lines_to(shaped, measure, indent, count) if count > 0 else None
            if found is not None:
                ends = found[0]
                break
    lines = []
    start = 0
    for number, end in enumerate(ends):
        room = room_of(measure, number)
        inset = room.inset + (indent if start == 0 else 0)
        lines.append(fill(shaped, start, end, room.inset + room.width, inset, justify=justify))
        start = end
    return tuple(lines)


def fill(shaped: Shaped, start: int, end: int, measure: int, indent: int = 0, *, justify: bool = True) -> Line:
    """One line in, its units' places out. The last line of a paragraph, or any line with `justify` off, keeps its
    natural gaps unless it is too long."""
    final = end - 1
    widths = shaped.widths[start:final]
    gaps = shaped.gaps[start:final]
    width = sum(widths) + sum(gaps) + shaped.ends[final]
    room = measure - indent
    justified = justify and end != len(shaped)
    growth = 0
    if width > room and shaped.hangs:
        room += shaped.hangs[final]  # the mark hangs out
    if width > room:
        gaps, _ = _shrunk(shaped, start, gaps, width - room)
    elif justified:
        # The mark at the line end keeps its full em where that fits, else it gives up its blank half (step 1).
        slack = room - width
        if slack >= shaped.keeps[final]:
            slack -= shaped.keeps[final]
        if slack:
            gaps, growth, _ = _grown(shaped, start, gaps, slack)
    places = tuple(accumulate(map(add, widths, gaps), initial=indent))
    return Line(shaped, start, end, places, places[-1] + shaped.ends[final], measure, justified, growth)


Taken = list[tuple[str, float]]  # (step, em a gap)


def _shrunk(shaped: Shaped, start: int, gaps: tuple[int, ...], need: int) -> tuple[tuple[int, ...], Taken]:
    """`gaps` narrower by `need` in all, as far as they can be; and what each step gave."""
    found = list(gaps)
    steps: Taken = []
    shrinks = shaped.shrinks[start : start + len(gaps)]
    by_step: dict[Shrink, list[tuple[int, int]]] = {}
    for index, parts in enumerate(shrinks):
        for step, amount in parts:
            by_step.setdefault(step, []).append((index, amount))
    for step in SHRINK_STEPS:
        able = by_step.get(step)
        if not able:
            continue
        taken = min(need, sum([amount for _, amount in able]))
        _share(found, able, -taken)
        steps.append((_SHRINKING[step], -taken / len(able) / EM))
        need -= taken
        if not need:
            break
    return tuple(found), steps


def _grown(shaped: Shaped, start: int, gaps: tuple[int, ...], need: int) -> tuple[tuple[int, ...], int, Taken]:
    """`gaps` wider by `need` in all; the most that one grew by in the last step, and what each step gave."""
    count = len(gaps)
    stretches = shaped.stretches[start : start + count]
    plain = stretches.count(Stretch.ALL)
    if plain == count:
        # Nothing but Han characters and marks: every gap grows by the same, to the last thousandth.
        each, more = divmod(need, count) if count else (0, 0)
        upto = [need * number // count for number in range(count + 1)] if more else None
        found = [gap + upto[i + 1] - upto[i] for i, gap in enumerate(gaps)] if upto else [gap + each for gap in gaps]
        growth = -(-need // count) if count else ENDLESS
        return tuple(found), growth, [("all", need / count / EM)] if count else []
    found = list(gaps)
    steps: Taken = []
    for kind in (Stretch.WORD, Stretch.HAN_LATIN):
        able = [(index, GROWTH[kind]) for index in range(count) if stretches[index] is kind]
        taken = min(need, GROWTH[kind] * len(able))
        if taken:
            _share(found, able, taken)
            steps.append((_GROWING[kind], taken / len(able) / EM))
            need -= taken
    if not need:
        return tuple(found), 0, steps
    # Word spaces and Han–Latin gaps are at their limit of half an em now; they grow on only where nothing else can.
    able = [(index, need) for index in range(count) if stretches[index] is Stretch.ALL]
    base = 0
    if not able:
        able = [(index, need) for index in range(count) if stretches[index]]
        base = HALF
    if not able:
        return tuple(found), ENDLESS, steps
    _share(found, able, need)
    steps.append(("all", need / len(able) / EM))
    return tuple(found), base + -(-need // len(able)), steps


def _share(gaps: list[int], able: list[tuple[int, int]], amount: int) -> None:
    """Share `amount` over gaps that can take so much each, the same to each as long as it can, to the last
    thousandth: running totals are rounded, not shares."""
    sign, left = (1, amount) if amount >= 0 else (-1, -amount)
    rest = sorted(able, key=lambda part: part[1]) if len({part for _, part in able}) > 1 else able
    done = 0
    while done < len(rest) and rest[done][1] * (len(rest) - done) < left:
        index, part = rest[done]  # it gives all that it can, the others the rest in equal parts
        gaps[index] += sign * part
        left -= part
        done += 1
    sharing = sorted(rest[done:])
    given = 0
    for number, (index, _) in enumerate(sharing, 1):
        upto = left * number // len(sharing)
        gaps[index] += sign * (upto - given)
        given = upto


class Adjustment(NamedTuple):
    """What was done to a line: its natural width in em, the fixed reductions made, and what each of clreq's steps
    changed, in order (em a gap; negative where it was squeezed)."""

    natural_em: float
    steps: tuple[tuple[str, float], ...]


def adjustment(line: Line) -> Adjustment:
    """A set line in, what was done to it out."""
    shaped, start, final = line.shaped, line.start, line.end - 1
    gaps = shaped.gaps[start:final]
    width = sum(shaped.widths[start:final]) + sum(gaps) + shaped.ends[final]
    tail = shaped.tails[final]
    indent = line.places[0]
    room = line.measure - indent + line.hung
    natural = (indent + width + tail) / EM
    steps: Taken = []
    kept = 0
    if width > room:
        steps = _shrunk(shaped, start, gaps, width - room)[1]
    else:
        slack = room - width
        kept = shaped.keeps[final] if slack >= shaped.keeps[final] else 0
        if line.justified and slack > kept:
            steps = _grown(shaped, start, gaps, slack - kept)[2]
    if kept < tail:
        steps = [(_SHRINKING[Shrink.LINE_END], -(tail - kept) / EM), *steps]
    return Adjustment(natural, tuple(steps))
