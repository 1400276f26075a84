"""The copy that was set, asked for one thing that a page does not show: whether a line ends at a space."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from layout.inspection.rules import IsSpaced

_LONGEST = 12  # characters on each side that a place is looked up by


def spaces_of(texts: Iterable[str]) -> IsSpaced:
    """The texts in; a function out that says of the end of a line and the beginning of the next whether there is a
    space between them in the copy, or None if the copy does not have the place."""
    words = [text.split() for text in texts]
    plain = "\n".join("".join(text) for text in words)
    spaces: set[int] = set()
    start = 0
    for text in words:
        spaces.update(start + end for end in accumulate(map(len, text)))
        start += sum(map(len, text)) + 1

    def is_spaced(end: str, beginning: str) -> bool | None:
        end, beginning = end[-_LONGEST:], beginning[:_LONGEST]
        place = plain.find(end + beginning)
        return None if place < 0 or not plain else place + len(end) in spaces

    return is_spaced
