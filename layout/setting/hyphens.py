"""Hyphens: a Western word in, the places where it may be parted out (Liang's patterns of American English, by pyphen).

The patterns take a tenth of a second to load, so they are asked only of a paragraph that is loose without a hyphen.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

BEFORE, AFTER = 2, 3  # letters that stay on the line and that go to the next, at the least


@lru_cache(maxsize=1)
def _patterns() -> Any:
    import pyphen

    return pyphen.Pyphen(lang="en_US", left=BEFORE, right=AFTER)


@lru_cache(maxsize=4096)
def hyphen_points(word: str) -> tuple[int, ...]:
    """Indices into the word, rising, of the letters before which it may be parted."""
    return tuple(int(point) for point in _patterns().positions(word))
