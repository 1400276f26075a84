"""What may begin and end a line, for measuring: lines of any engine in, what is wrong with them out.

The lists stand apart from the engine's own, so that a fault there shows here. Sources: W3C clreq, «Prohibition
Rules for Line Start and Line End», level basic; GB/T 15834-2011, 5.1; clreq issue 262 for numerals and signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, east_asian_width

NEVER_FIRST = frozenset(
    "，。、；：！？．‼⁇⁈⁉"  # commas and stops (点号)
    "”’」』）〕】〗］｝》〉"  # closing brackets and quotation marks
    "～–·・‧／/-"  # connectors, interpuncts, solidus
    "％‰‱℃℉°′″%￠"  # signs that follow a number
    "々〻ゝゞヽヾ﹪"  # further characters of the zh line-break cases
)
NEVER_LAST = frozenset("“‘「『（〔【〖［｛《〈")
LONE_FIRST = frozenset("—…⋯")  # never first singly; in pairs they may be (clreq, levels basic and gb)

_LATIN = "A-Za-zÀ-ɏͰ-ϿЀ-ӿ"
_UNPARTED = re.compile(
    r"—{2}|…{2}|⋯{2}|[！？]{2}"  # GB/T 15834-2011, 4.10, 4.11; 5.1.2
    r"|[+\-−±＋－]?[¥￥$＄£￡€№]?[0-9０-９]+(?:[.,:：∶/．][0-9０-９]+)*[%％‰‱℃℉°′″]?"  # a numeral with its signs
    rf"|[{_LATIN}]+(?:['’][{_LATIN}]+)*"  # a Western word
)


class Faults(NamedTuple):
    """How many lines begin with what never is first, end with what never is last, end within a unit."""

    starts: int
    ends: int
    parted: int


class Row(NamedTuple):
    """A line as it was set: its text, and by how much more than an em (in em) each Han character stands from a Han
    character before it."""

    text: str
    han_gaps: tuple[float, ...]
    hyphen: bool = False


def is_han(char: str) -> bool:
    """Whether one character is a Han character (〇 among them)."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "〇" or char >= "\U00020000"


def row_of(glyphs: Sequence[tuple[str, float]], *, hyphen: bool = False) -> Row:
    """The (text, place in em) of a line's glyphs or units, in order, in; the row out."""
    gaps = [
        at - before - 1.0
        for (left, before), (right, at) in pairwise(glyphs)
        if len(left) == len(right) == 1 and is_han(left) and is_han(right)
    ]
    return Row("".join(text for text, _ in glyphs), tuple(gaps), hyphen)


def ends_of(text: str, rows: Sequence[Row]) -> list[int] | None:
    """Where in `text` each row ends, spaces aside (engines drop them at line ends); None if the rows hold other
    characters than the text."""
    places = [index for index, char in enumerate(text) if not char.isspace()]
    ends, at = [], 0
    for row in rows:
        held = [char for char in row.text if not char.isspace()]
        if held != [text[index] for index in places[at : at + len(held)]]:
            return None
        at += len(held)
        ends.append(places[at] if at < len(places) else len(text))
    return ends if at == len(places) else None


def faults_of(text: str, rows: Sequence[Row]) -> Faults | None:
    """A paragraph and its rows in, what is wrong with the line ends out; None if the rows are not the text's."""
    ends = ends_of(text, rows)
    if ends is None:
        return None
    inside = {at for match in _UNPARTED.finditer(text) for at in range(match.start() + 1, match.end())}
    starts = lasts = parted = 0
    for row, end in zip(rows[:-1], ends[:-1], strict=True):
        first = text[end]
        lone = first in LONE_FIRST and first not in (text[end - 1], text[end + 1 : end + 2])
        starts += first in NEVER_FIRST or lone
        lasts += text[:end].rstrip()[-1:] in NEVER_LAST
        parted += end in inside and not row.hyphen
    return Faults(starts, lasts, parted)


def held_em(text: str) -> float:
    """How much of a line is not marks, in em: one a wide character, a half a narrow one."""
    return sum(
        1.0 if east_asian_width(char) in "WF" else 0.5
        for char in text
        if not char.isspace() and category(char)[0] != "P" and char != "～"
    )


def is_short(rows: Sequence[Row]) -> bool:
    """Whether the last of several rows holds less than two em besides its marks (clreq, «Paragraph Adjustment»)."""
    return len(rows) > 1 and held_em(rows[-1].text) < 2
