"""Display lines: a headline and a width in, balanced lines broken between words out.

clreq and the press's own rules: never within a word or a name, a number with its unit, 的 never first; a turn that
the editor marked with `|` is kept; one line sooner than a bad break; a quotation or a title stays whole where another
turn serves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from fonts.roles import FaceTable
from layout.setting.lines import Line, fill
from layout.setting.rules import BASIC, Rules
from layout.setting.shaping import Shaped, StyledRun, shape_runs
from layout.setting.words import borders

TURN = "|"
NEVER_FIRST_WORDS = frozenset("的了着过地得们吗呢吧")
# Words of one character that lean on what is before them (跑完, 手机上, 傍晚前) ...
WEAK_FIRST_WORDS = frozenset("之等和与及也完掉")
PLACE_WORDS = frozenset("上里内外中间前后时旁")  # behind a noun (in 上月 and 中超 they are parts of words)
SUFFIXES = frozenset("局厅院村镇乡县市区省州路街桥江河湖馆园场校站队组社厂店号级率版员者")  # and with it are a name: 农业农村局, 江滨路
# ... or on what follows: prepositions, conjunctions, adverbs, auxiliaries, adjectives (高墙, 大皮夹)
WEAK_LAST_WORDS = frozenset(
    "和与及或由在把被对从向为以将比于至让给按跟同朝往沿随因若虽但而且并是有到也便又还要就都却不很未没这那每所只全再才更最已正刚仍均约可须"
    "高大小新老旧首总副各某该本近逾满整专特"
)
INSIDE_WORD = 8.0
WEAK_TURN = 4.0
BALANCE = 4.0
PARTED_FROM_NOUN = 6.0  # 4.3万|山里人
WITHIN_QUOTATION = 5.0  # “午间连办、|周末预约办”
VERBAL = frozenset("在着起了过得")
_CLOSING = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_AFTER_NUMERAL = re.compile("[0-9０-９][万亿千百余多]*$")
AFTER_MARK = -1.5  # a break after a mark or at a space reads best


class Lexicon(NamedTuple):
    """What is known of words besides the dictionary: `names` that are not parted, and `turns`, texts of display lines with
    a `|` at each of their turns, as a locked page had them."""

    names: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()


PLAIN = Lexicon()


def set_headline(
    text: str,
    role: str,
    table: FaceTable,
    measure: int,
    lexicon: Lexicon = PLAIN,
    most_lines: int = 3,
    rules: Rules = BASIC,
) -> tuple[Line, ...]:
    """A headline, its role and a measure (1/1000 em of its own size) in; its lines out, each within the measure.

    () if it does not fit in `most_lines` lines without parting a word. Lines are not justified.
    """
    return _set(text, role, table, measure, lexicon, most_lines, rules)


@lru_cache(maxsize=4096)
def _set(
    text: str,
    role: str,
    table: FaceTable,
    measure: int,
    lexicon: Lexicon,
    most_lines: int,
    rules: Rules,
) -> tuple[Line, ...]:
    lines: list[Line] = []
    parts = _split_turns(text)
    for part in parts:
        shaped = shape_runs((StyledRun(part, role),), table, rules)
        if not len(shaped):
            continue
        ends = _fewest(shaped, 0, len(shaped), measure, lexicon, most_lines)
        if not ends or len(lines) + len(ends) > max(most_lines, len(parts)):
            return ()
        starts = [0, *ends[:-1]]
        lines.extend(fill(shaped, start, end, measure, justify=False) for start, end in zip(starts, ends, strict=True))
    return tuple(lines)


def turns_as_spaces(text: str) -> str:
    """A headline to be set in one line: its turns become spaces."""
    return text.replace("｜", TURN).replace(TURN, "\u3000")


def without_turns(text: str) -> str:
    """A headline as copy: the editor's turns taken out."""
    return "".join(_split_turns(text))


def _split_turns(text: str) -> list[str]:
    parts = [part.strip() for part in text.replace("｜", TURN).split(TURN)]
    return [part for part in parts if part]


def _width(shaped: Shaped, start: int, end: int) -> tuple[int, int]:
    """Natural width of units start … end on a line of their own, and the least they can be squeezed to."""
    natural = sum(shaped.widths[start:end]) + sum(shaped.gaps[start : end - 1])
    give = sum(amount for steps in shaped.shrinks[start : end - 1] for _, amount in steps)
    return natural, natural - give * 2 // 5  # a display line is squeezed a little, never to the last


def _fewest(
    shaped: Shaped, start: int, end: int, measure: int, lexicon: Lexicon, most_lines: int
) -> list[int]:
    """The ends of the fewest lines that hold the units, balanced; [] if more than `most_lines` are needed."""
    natural, least = _width(shaped, start, end)
    if least <= measure:
        return [end]
    fewest = max(2, -(-least // measure))
    if fewest > most_lines:
        return []
    known = _known_ends(shaped, lexicon.turns)
    if len(known) == fewest and all(
        _width(shaped, first, last)[1] <= measure for first, last in pairwise((start, *known))
    ):
        return known
    costs = _break_costs(shaped, lexicon.names)
    for count in range(fewest, most_lines + 1):
        found = _balanced(shaped, start, end, measure, costs, count, natural / count)
        if found is not None:
            return found[1]
    return []


def _known_ends(shaped: Shaped, turns: tuple[str, ...]) -> list[int]:
    """The ends of the lines of a text that has its turns in the lexicon."""
    for turned in turns:
        pieces = turned.split(TURN)
        places = list(accumulate(map(len, pieces)))
        if places[-1] == len(shaped.text) and "".join(pieces) == shaped.text:
            numbers = {place: number for number, place in enumerate(shaped.starts)}
            ends = [numbers.get(place, 0) for place in places]
            return ends if all(ends) else []
    return []


def turned(lines: Sequence[Line], lexicon: Lexicon) -> str:
    """The lines of one text in, the text with its turns out; "" if they are not turned between words, nor as is known."""
    shaped = lines[0].shaped
    text = TURN.join(line.text for line in lines)
    if text in lexicon.turns:
        return text
    costs = _break_costs(shaped, lexicon.names)
    if any(costs[line.end - 1] >= INSIDE_WORD for line in lines[:-1]):
        return ""
    return text if text.count(TURN) == len(lines) - 1 and text.replace(TURN, "") == shaped.text else ""


def _balanced(
    shaped: Shaped, start: int, end: int, measure: int, costs: tuple[float, ...], count: int, ideal: float
) -> tuple[float, list[int]] | None:
    if count == 1:
        natural, least = _width(shaped, start, end)
        return (((natural - ideal) / ideal) ** 2 * BALANCE, [end]) if least <= measure else None
    best: tuple[float, list[int]] | None = None
    for at in range(start + 1, end):
        if costs[at - 1] >= INSIDE_WORD:
            continue
        natural, least = _width(shaped, start, at)
        if least > measure:
            break
        rest = _balanced(shaped, at, end, measure, costs, count - 1, ideal)
        if rest is None:
            continue
        total = ((natural - ideal) / ideal) ** 2 * BALANCE + costs[at - 1] + rest[0]
        if best is None or total < best[0]:
            best = (total, [at, *rest[1]])
    return best


@lru_cache(maxsize=1024)
def _break_costs(shaped: Shaped, names: tuple[str, ...]) -> tuple[float, ...]:
    """Cost of a break after each unit: high inside a word of the dictionary or a name."""
    text = shaped.text
    starts = set(borders(text))
    for name in names:
        found = text.find(name)
        while name and found >= 0:
            starts.difference_update(range(found + 1, found + len(name)))
            found = text.find(name, found + 1)
    quoted = _within_quotations(text)
    costs = []
    for index, cost in enumerate(shaped.costs):
        place = shaped.starts[index + 1]
        if cost or place not in starts or text[place] in NEVER_FIRST_WORDS or _within_date(text, place):
            costs.append(INSIDE_WORD)
        elif _AFTER_NUMERAL.search(text, 0, place) or _is_suffix(text, place, starts):
            costs.append(PARTED_FROM_NOUN)
        elif place in quoted:
            costs.append(WITHIN_QUOTATION + (AFTER_MARK if shaped.tails[index] else 0.0))
        elif _is_weak(text, place, starts):
            costs.append(WEAK_TURN)
        elif shaped.tails[index] or text[place - 1].isspace():
            costs.append(AFTER_MARK)
        else:
            costs.append(0.0)
    return tuple(costs)


def _is_suffix(text: str, place: int, starts: set[int]) -> bool:
    """Whether a name would be parted from the sort of thing that it names: 江滨|路. (站 before 在, 着, 起 is a verb.)"""
    following = text[place + 1 : place + 2]
    return text[place] in SUFFIXES and text[place - 1].isalnum() and _is_word(text, place, starts) and following not in VERBAL


def _is_weak(text: str, place: int, starts: set[int]) -> bool:
    """Whether a line would begin or end there with a word of one character that leans on what is on the other line."""
    if place - 1 in starts and text[place - 1] in WEAK_LAST_WORDS:
        return True
    return _is_word(text, place, starts) and (
        text[place] in WEAK_FIRST_WORDS or (text[place] in PLACE_WORDS and text[place - 1].isalnum())
    )


def _is_word(text: str, place: int, starts: set[int]) -> bool:
    """Whether the word that begins there has one character."""
    return place + 1 in starts or place + 1 == len(text)


def _within_quotations(text: str) -> frozenset[int]:
    """The places of a text that are inside a quotation or a title; a mark without its other half opens none."""
    found: set[int] = set()
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in _CLOSING:
            opened.append((_CLOSING[char], at))
        elif any(char == closing for closing, _ in opened):
            while opened:
                closing, start = opened.pop()
                if closing == char:
                    found.update(range(start + 1, at + 1))
                    break
    return frozenset(found)


def _within_date(text: str, place: int) -> bool:
    """Whether a place stands between the parts of a date or a time (10月|25日)."""
    return 0 < place < len(text) and text[place - 1] in "年月时点" and text[place].isdigit()
