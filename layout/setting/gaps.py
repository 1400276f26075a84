"""The gap between two neighbouring units: its natural width, what it may give up, how it grows, what a break costs.

clreq, «Compression and Expansion of Punctuation Marks», «Mixed Text Composition», «Prohibition Rules for Line Start and
Line End»; the values depend on the classes, the blanks of the two marks and the level alone, so they are worked out
once for each combination.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from layout.setting.classes import KINDS, MEASURES, NEVER_FIRST, Kind, bars_end, bars_start
from layout.setting.marks import EM, HALF
from layout.setting.rules import Rules
from layout.setting.units import SEPARATORS, Units

HAN_LATIN = 250  # clreq, «Mixed Text Composition»: a quarter em between Han and Western text
WORD_SPACE = 333
LEAST_WORD_SPACE, LEAST_HAN_LATIN = 250, 125  # clreq, «Line Adjustment», shrink steps 2 and 6
BARRED = 100_000_000
# Parting what should stay together costs this much at the least: the halves of a standard's number, a numeral and its unit
PARTED = 600_000
PARTED_WORD = 900_000  # within a word that is wider than its line
PARTED_SYLLABLE = 2_500_000  # within a syllable: a line that is ragged or too loose is better
PARTED_BEFORE_MARK = 20_000_000  # all but barred: a line that begins with the separator of an address or a number
PARTED_AFTER_MARK = 700_000
PARTED_FROM_SIGN = 20_000_000
# A numeral and its measure word, the characters of a Han numeral, a name, a date: a line is rather stretched by most of
# an em.
PARTED_MEASURE = 2_500
PARTED_NAME = 20_000  # an initial and its name: a line may be stretched by several em, but not be loose
HYPHEN = 6_000  # as much as a line that is stretched by two em
TURNED_ADDRESS = 3_000


class Shrink(IntEnum):
    """clreq, «Line Adjustment»: what is squeezed first; all gaps of one step give up the same."""

    LINE_END = 1
    WORD_SPACE = 2
    INTERPUNCT = 3
    BRACKET = 4
    COMMA = 5
    HAN_LATIN = 6
    STOP = 7


Step = tuple[Shrink, int]  # thousandths of an em


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
_MARKS = _BRACKETS | {Kind.COMMA, Kind.STOP, Kind.INTERPUNCT, Kind.DOUBLED}
_STEP_OF = {
    Kind.OPENING: Shrink.BRACKET,
    Kind.CLOSING: Shrink.BRACKET,
    Kind.COMMA: Shrink.COMMA,
    Kind.STOP: Shrink.STOP,
    Kind.INTERPUNCT: Shrink.INTERPUNCT,
}


def gaps_of(
    units: Units,
    text: str,
    tails: list[int],
    leads: list[int],
    rules: Rules,
    scripts: frozenset[int],
    kept: Sequence[tuple[int, int]],
) -> dict[int, Gap]:
    """Units and the blanks of their marks in; by unit number the gap after it out, where it is not `PLAIN` (as it is
    between two Han characters). `scripts` are places in the text at which a superior or inferior begins: it stands
    close to its word and is never parted from it. `kept` are stretches whose words are parted only at a cost: names."""
    last = len(units.kinds) - 1
    places = set(units.special)
    places.update([index - 1 for index in units.special])
    places.update([index - 1 for index in units.spaces])
    places -= {-1, last, last + 1}
    gaps: dict[int, Gap] = {}
    kinds, starts, ends, spaces, bound = units.kinds, units.starts, units.ends, units.spaces, units.bound
    han, western, quoting = Kind.HAN, Kind.WESTERN, units.quoting
    known: dict[tuple[str, str], Gap] = {} if scripts else _known_gaps(rules)
    for index in places:
        a, b = kinds[index], kinds[index + 1]
        if a is western or b is western or index + 1 in spaces or index + 1 in bound or quoting:
            gaps[index] = _gap_after(index, units, text, tails[index], leads[index + 1], rules)
            continue
        # Of a mark and what stands beside it the same gap comes of the same marks, if none is of another class than usual.
        pair = (
            "" if a is han else text[starts[index] : ends[index]],
            "" if b is han else text[starts[index + 1] : ends[index + 1]],
        )
        gap = known.get(pair)
        if gap is None:
            gap = known[pair] = _gap_after(index, units, text, tails[index], leads[index + 1], rules)
        gaps[index] = gap
    for place in chain(_soft_places(text), _within_words(text, kept)):
        index = bisect_left(units.starts, place)
        if 0 < index <= last and units.starts[index] == place:
            gap = gaps.get(index - 1, PLAIN)
            gaps[index - 1] = gap if gap.cost else gap._replace(cost=PARTED_MEASURE)
    for place in scripts:
        index = bisect_left(units.starts, place)
        if 0 < index <= last and units.starts[index] == place:
            gaps[index - 1] = Gap(0, (), Stretch.NEVER, BARRED)
    if last >= 0:
        gaps[last] = END
    return gaps


# What reads as one though it is several units: a Han numeral, the unit after a numeral (万吨, 公斤), a date or a time.
_SOFT = re.compile(
    "第[一二三四五六七八九十百千万亿零〇两]+|[一二三四五六七八九十百千万亿零〇两]{2,}"
    "|(?<=[0-9０-９])[万亿千百]*(?:平方米|立方米|平方公里|公里|公斤|公顷|千克|千米|毫米|厘米|毫升|小时|分钟|周年|个月|吨|元|人|亩)"
    "|(?<=[0-9０-９])[年月时点](?=[0-9０-９])"
)


def _soft_places(text: str) -> Iterator[int]:
    """Where in a text a line may end only at a cost: within what reads as one, and after the year or month of a date."""
    for match in _SOFT.finditer(text):
        first, end = match.span()
        yield from range(first + 1, end)
        if text[end - 1] in "年月时点" and end < len(text) and text[end].isdigit():
            yield end


def _within_words(text: str, stretches: Sequence[tuple[int, int]]) -> Iterator[int]:
    return (
        place
        for start, end in stretches
        for place in range(start + 1, end)
        if KINDS[text[place - 1]] is KINDS[text[place]] is Kind.HAN
    )


@lru_cache(maxsize=32)
def _known_gaps(rules: Rules) -> dict[tuple[str, str], Gap]:
    """Gaps by the texts of the units beside them ("" for any Han character), filled as they turn up."""
    return {}


def _gap_after(index: int, units: Units, text: str, tail: int, lead: int, rules: Rules) -> Gap:
    a, b = units.kinds[index], units.kinds[index + 1]
    before, after = text[units.ends[index] - 1], text[units.starts[index + 1]]
    if a is b is Kind.WESTERN:
        if index + 1 in units.parted:
            cost = PARTED_SYLLABLE if units.parted[index + 1] else _cost_of_parting(before, after)
            return Gap(0, (), Stretch.NEVER, cost)
        if index + 1 in units.syllables:
            return Gap(0, (), Stretch.NEVER, HYPHEN)
        if index + 1 in units.turns:
            # GB/T 15834-2011, 5.1.9: no solidus at a line end (levels gb and strict).
            barred = rules.level != "basic" and before == "/"
            return Gap(0, (), Stretch.NEVER, BARRED if barred else TURNED_ADDRESS)
    space = units.spaces.get(index + 1, "")
    if a is b is Kind.HAN and not space:
        return PLAIN
    narrow = _is_narrow(before if a is Kind.WESTERN else after)
    gap = _gap(a, b, tail, lead, space, narrow)
    if index + 1 in units.bound:
        return gap._replace(cost=BARRED if b in NEVER_FIRST else PARTED)
    strict, solidus = rules.level == "strict", rules.level != "basic"
    if bars_start(b, text[units.starts[index + 1] : units.ends[index + 1]], strict=strict) or bars_end(
        a, before, solidus=solidus
    ):
        return gap._replace(cost=BARRED)
    if gap.cost:
        return gap
    if index + 1 in units.close or (space == "\u00a0" and a in _WESTERN_KINDS and b in _WESTERN_KINDS):
        return gap._replace(cost=PARTED_NAME)
    if b is Kind.WESTERN and KINDS[after] in NEVER_FIRST and not space:
        return gap._replace(cost=BARRED)  # -20 after a Han character: a sign or a connector, which nobody can tell
    if a is Kind.WESTERN and after in MEASURES and before.isdigit():
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
def _gap(a: Kind, b: Kind, tail: int, lead: int, space: str, narrow: bool) -> Gap:
    natural, stretch = 0, Stretch.ALL
    steps: tuple[Step, ...] = ()
    cost = 0
    if tail or lead:
        natural, steps = _between_marks(a, b, tail, lead)
    elif space == "\u3000":
        natural = EM  # between names, between the halves of a headline: an em whatever stands beside it
    elif a in _WESTERN_KINDS and b in _WESTERN_KINDS:
        if space:
            natural, steps, stretch = WORD_SPACE, ((Shrink.WORD_SPACE, WORD_SPACE - LEAST_WORD_SPACE),), Stretch.WORD
        else:
            stretch, cost = Stretch.NEVER, BARRED
    elif ({a, b} == {Kind.WESTERN, Kind.HAN} and narrow) or (space and (a in _WESTERN_KINDS or b in _WESTERN_KINDS)):
        natural, steps, stretch = HAN_LATIN, ((Shrink.HAN_LATIN, HAN_LATIN - LEAST_HAN_LATIN),), Stretch.HAN_LATIN
    elif space:
        natural = HALF
    elif Kind.CONNECTOR in (a, b) or b is Kind.SUFFIX or a is Kind.PREFIX or (a is b is Kind.RIGID):
        stretch = Stretch.NEVER
    return Gap(natural, steps, stretch, cost)


def _between_marks(a: Kind, b: Kind, tail: int, lead: int) -> tuple[int, tuple[Step, ...]]:
    """The blank between two marks, or a mark and what stands beside it, and what of it may be squeezed.

    Of two marks, at least one a bracket, half an em goes, so that brackets hug what they enclose (clreq, «Adjustment
    of Adjacent Punctuation Marks»): an opening mark loses the blank before it, else a closing one that after it."""
    if a in _MARKS and b in _MARKS:
        kept = tail + lead
        if b is Kind.OPENING:
            lead = 0
        elif a is Kind.CLOSING or (b is Kind.CLOSING and tail == HALF):
            tail = 0
        if tail + lead < kept or a in _BRACKETS or b in _BRACKETS:
            blank = tail + lead
            if Kind.INTERPUNCT in (a, b):
                return blank, (((Shrink.INTERPUNCT, blank),) if blank else ())
            return blank, (((Shrink.BRACKET, blank // 2),) if blank else ())
    steps: list[Step] = []
    if tail and a in _STEP_OF:
        steps.append((_STEP_OF[a], tail))
    if lead and b in _STEP_OF:
        steps.append((_STEP_OF[b], lead))
    return tail + lead, tuple(sorted(steps))
