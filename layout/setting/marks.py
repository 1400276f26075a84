"""Marks: how wide each is and where its ink stands, by the rules of the newspaper.

A mark is kept as what its ink takes and the blank before and after it. The blank is part of the gaps beside it, so
that squeezing is arithmetic on gaps. Sources: clreq, «Compression and Expansion of Punctuation Marks» and «Glyphs,
Sizes and Positions in Character Faces of Punctuation Marks»; GB/T 15834-2011, 5.1 (horizontal) and 5.2 (vertical).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from layout.setting.classes import CLOSING, COMMAS, DOUBLED_STOPS, EXCLAMATIONS, OPENING, STOPS
from layout.setting.rules import Rules

EM = 1000
HALF = 500
QUARTER = 250

# Where the ink is put within `ink`: where the face has it, flush with one end, or in the middle.
Seat = Literal["start", "end", "middle"]


class Mark(NamedTuple):
    """Thousandths of an em along the line: the blank before, the ink's part, the blank after. `centred` across the
    line, too, is what stands in the middle of its em."""

    lead: int
    ink: int
    tail: int
    seat: Seat = "start"
    centred: bool = False


@lru_cache(maxsize=32)
def marks_of(rules: Rules) -> dict[str, Mark]:
    """Rules in; the marks whose width or place they decide, by their text, out."""
    whole = {"quanjiao": True, "kaiming": False, "banjiao": False}[rules.marks]
    stop_whole = rules.marks != "banjiao"
    found: dict[str, Mark] = {}
    for char in OPENING:
        found[char] = Mark(HALF if whole else 0, HALF, 0, "end")
    for char in CLOSING:
        found[char] = Mark(0, HALF, HALF if whole else 0)
    for char in COMMAS:
        found[char] = _point(char, whole, rules)
    for char in STOPS:
        found[char] = _point(char, stop_whole, rules)
    for char in DOUBLED_STOPS:
        found[char] = Mark(0, EM, 0, "middle")
    for first in EXCLAMATIONS:
        for second in EXCLAMATIONS:
            # GB/T 15834-2011, 5.1.2: two of them take one em, three take two.
            found[first + second] = Mark(0, EM, 0)
            for third in EXCLAMATIONS:
                found[first + second + third] = Mark(0, 3 * HALF, HALF if stop_whole else 0)
    traditional = rules.language == "zh-Hant"
    # GB/T 15834-2011, 5.1.7: the interpunct takes half an em; one em in zh-Hant, and as ・ or ‧ everywhere.
    found["·"] = Mark(QUARTER, HALF, QUARTER, "middle") if traditional and whole else Mark(0, HALF, 0, "middle")
    for char in "・‧":
        found[char] = Mark(QUARTER, HALF, QUARTER, "middle") if whole else Mark(0, HALF, 0, "middle")
    if not rules.vertical:
        # clreq: the short connectors and the solidus take half an em, ～ and ／ one.
        for char in "-–/‐":
            found[char] = Mark(0, HALF, 0, "middle")
    return found


def _point(char: str, whole: bool, rules: Rules) -> Mark:
    """A comma or a stop. In vertical setting ：；？！ stand in the middle of an em that never changes; zh-Hant centres
    ，。、 as well, and in horizontal setting gives ！？ an em that never changes."""
    fixed = char in "：；？！" if rules.vertical else rules.language == "zh-Hant" and char in EXCLAMATIONS
    if fixed:
        return Mark(0, EM, 0, "middle", centred=True)
    if not whole:
        return Mark(0, HALF, 0, "middle" if rules.language == "zh-Hant" else "start", rules.language == "zh-Hant")
    if rules.language == "zh-Hant":
        return Mark(QUARTER, HALF, QUARTER, "middle", centred=True)
    return Mark(0, HALF, HALF)
