"""The gap between two neighbouring units: its natural width, what it may give up, how it grows, what a break costs.

clreq, «Compression and Expansion of Punctuation Marks», «Mixed Text Composition», «Prohibition Rules for Line Start and
Line End»; the values depend on the two classes and a few facts alone, so they are worked out once for each pair.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from layout.setting.classes import BLANK_AFTER, BLANK_BEFORE, KINDS, MEASURES, NEVER_FIRST, NEVER_LAST, Kind
from layout.setting.units import SEPARATORS, Units

EM = 1000
HALF = 500
HAN_LATIN = 250  # clreq, «Mixed Text Composition»: a quarter em between Han and Western text
WORD_SPACE = 333
BARRED = 100_000_000
PARTED_WORD = 900_000  # within a word, where a line has nothing else to give
PARTED_BEFORE_MARK = 20_000_000  # all but barred: a line that begins with the separator of an address or a number
PARTED_AFTER_MARK = 700_000
PARTED_FROM_SIGN = 20_000_000
PARTED_MEASURE = 800

Step = tuple[int, int]  # shrink step 1 … 7, thousandths of an em


class Stretch(IntEnum):
    """How a gap grows: never, as a word space, as a Han–Latin gap, or only with all others."""

    NEVER = 0
    WORD = 1
    HAN_LATIN = 2
    ALL = 3


class Gap(NamedTuple):
    natural: int
    steps: tuple[Step, ...]
    stretch: Stretch
    cost: int


PLAIN = Gap(0, (), Stretch.ALL, 0)
END = Gap(0, (), Stretch.NEVER, 0)

_WESTERN_KINDS = frozenset({Kind.WESTERN, Kind.WESTERN_OPENING, Kind.WESTERN_CLOSING})
_BRACKETS = frozenset({Kind.OPENING, Kind.CLOSING})
_HALF_BLANK = BLANK_AFTER | BLANK_BEFORE
_TAIL_STEP = {Kind.CLOSING: 4, Kind.COMMA: 5, Kind.STOP: 7}


def gaps_of(units: Units, text: str, raised: frozenset[int]) -> list[Gap]:
    """Units in, the gap after each out (`END` after the last). `raised` are places in the text at which a note mark
    begins: it stands close to its word and is never parted from it."""
    kinds = units.kinds
    count = len(kinds)
    if not count:
        return []
    gaps = [PLAIN] * count
    han = Kind.HAN
    # Between two Han characters there is nothing to say; all else is looked at.
    special = {index for index, kind in enumerate(kinds) if kind is not han}
    special.update(index - 1 for index in list(special) if index)
    special.update(index - 1 for index in units.spaces)
    for index in special:
        if index + 1 < count:
            gaps[index] = _gap_after(index, units, text, raised)
    gaps[count - 1] = END
    return gaps


def _gap_after(index: int, units: Units, text: str, raised: frozenset[int]) -> Gap:
    a, b = units.kinds[index], units.kinds[index + 1]
    before, after = text[units.ends[index] - 1], text[units.starts[index + 1]]
    if index + 1 in units.parted:
        return Gap(0, (), Stretch.NEVER, _cost_of_parting(before, after))
    gap = _gap(a, b, units.spaces.get(index + 1, ""), _is_narrow(before if a is Kind.WESTERN else after))
    if raised and units.starts[index + 1] in raised:
        return Gap(0, (), Stretch.NEVER, BARRED)
    if a is Kind.WESTERN and not gap.cost and after in MEASURES and before.isdigit():
        return gap._replace(cost=PARTED_MEASURE)
    return gap


def _cost_of_parting(before: str, after: str) -> int:
    """Parting a word or a numeral between two characters: least bad after a separator, worst from its sign or unit."""
    if KINDS[before] is Kind.PREFIX or KINDS[after] is Kind.SUFFIX:
        return PARTED_FROM_SIGN
    if after in SEPARATORS:
        return PARTED_BEFORE_MARK
    return PARTED_AFTER_MARK if before in SEPARATORS else PARTED_WORD


def _is_narrow(edge: str) -> bool:
    """Whether the Western side of a Han–Western border is a letter or a digit (UTR 59: «Narrow»)."""
    return edge.isalnum() and edge < "\u2e80"


@lru_cache(maxsize=4096)
def _gap(a: Kind, b: Kind, space: str, narrow: bool) -> Gap:
    natural, stretch = 0, Stretch.ALL
    steps: tuple[Step, ...] = ()
    if a in BLANK_AFTER or b in BLANK_BEFORE:
        natural, steps = _between_marks(a, b)
    elif a in _WESTERN_KINDS and b in _WESTERN_KINDS:
        if space:
            natural, steps, stretch = WORD_SPACE, ((2, WORD_SPACE - 250),), Stretch.WORD
        else:
            stretch = Stretch.NEVER
    elif {a, b} == {Kind.WESTERN, Kind.HAN}:
        if narrow:
            natural, steps, stretch = HAN_LATIN, ((6, HAN_LATIN // 2),), Stretch.HAN_LATIN
    elif space and (a in _WESTERN_KINDS or b in _WESTERN_KINDS):
        natural, steps, stretch = HAN_LATIN, ((6, HAN_LATIN // 2),), Stretch.HAN_LATIN
    elif space:
        natural = EM if space == "\u3000" else HALF  # between names, between the halves of a headline
    elif Kind.CONNECTOR in (a, b) or b is Kind.SUFFIX or a is Kind.PREFIX or (a is b is Kind.RIGID):
        stretch = Stretch.NEVER
    glued = a in _WESTERN_KINDS and b in _WESTERN_KINDS and not space
    barred = b in NEVER_FIRST or a in NEVER_LAST or glued
    return Gap(natural, steps, stretch, BARRED if barred else 0)


def _between_marks(a: Kind, b: Kind) -> tuple[int, tuple[Step, ...]]:
    """Of two marks, at least one a bracket, one half em goes, so that brackets hug what they enclose (clreq,
    «Adjustment of Adjacent Punctuation Marks»); what is left may be squeezed in clreq's order."""
    blank = (HALF if a in BLANK_AFTER else 0) + (HALF if b in BLANK_BEFORE else 0)
    if (a in _BRACKETS or b in _BRACKETS) and a in _HALF_BLANK and b in _HALF_BLANK:
        blank -= HALF
        return blank, (((4, blank // 2),) if blank else ())
    if Kind.INTERPUNCT in (a, b):
        return (blank - HALF if a in _BRACKETS or b in _BRACKETS else blank), ()
    steps: list[Step] = []
    if a in _TAIL_STEP:
        steps.append((_TAIL_STEP[a], HALF))
    if b is Kind.OPENING:
        steps.append((4, HALF))
    return blank, tuple(sorted(steps))
