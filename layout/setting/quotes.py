"""Quotation marks of Latin text: a text in, which of its curly marks are Latin text's own out.

“ ” ‘ ’ are one character each for Chinese and for English. In Chinese they take an em, half of it blank; in a Latin
word or sentence they are as wide as their ink and its bearings (clreq, «Mixed Text Composition», leaves Western text to
its own rules), and the space beside them is a word space like any other.
"""

from __future__ import annotations

import re

from fonts.shape import ink
from layout.setting.glyphs import Glyphs

_QUOTES = re.compile("[“”‘’]")
_WIDE = re.compile("[\u2e80-\U0010ffff]|——|……|⋯⋯")
_PAIR = re.compile("[ \u00a0](“[^“”]*”|‘[^‘”“’]*’)(?=[ \u00a0.,;:!?)]|$)")
_FULL_WIDTH = 600
_BEARING = 60  # thousandths of an em on either side of the ink


def latin_quotes(text: str) -> frozenset[int]:
    """Where the marks are: all of a text without a wide character; of a mixed one apostrophes, and pairs that hold Latin
    text alone, stand apart with a space, and have Latin text on both sides."""
    if not _QUOTES.search(text):
        return frozenset()
    if not _WIDE.search(text):
        return frozenset(match.start() for match in _QUOTES.finditer(text))
    found: set[int] = set()
    at = text.find("’")
    while at >= 0:
        if _is_letter(text[at - 1 : at]) and _is_letter(text[at + 1 : at + 2]):
            found.add(at)
        at = text.find("’", at + 1)
    if " " in text or "\u00a0" in text:
        for match in _PAIR.finditer(text):
            start, end = match.span(1)
            around = text[:start].rstrip()[-1:] + text[end:].lstrip()[:1]
            if start > 1 and not _WIDE.search(around) and not _WIDE.search(text, start, end):
                found.update((start, end - 1))
    return frozenset(found)


def _is_letter(char: str) -> bool:
    return char.isalpha() and char < "\u2e80"


def narrow(glyphs: Glyphs, places: frozenset[int]) -> dict[int, int]:
    """Give the marks at `places` of the text their own width; by glyph, how far each is moved along the line."""
    moved: dict[int, int] = {}
    for index, place in enumerate(glyphs.clusters):
        if place in places and glyphs.advances[index] > _FULL_WIDTH and index not in glyphs.seats:
            left, _, right, _ = ink(glyphs.faces[index], glyphs.ids[index])
            glyphs.advances[index] = right - left + 2 * _BEARING
            moved[index] = _BEARING - left
    return moved
