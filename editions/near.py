"""A guess at what was meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict


class Near(TypedDict):
    near: str
    near_zh: str


def near_match(name: str, known: Iterable[str]) -> Near:
    """A name and the known ones in; the values `near` and `near_zh` of a message out, perhaps empty."""
    import difflib  # only when there is something wrong

    match = difflib.get_close_matches(name, list(known), 1)
    if not match:
        return Near(near="", near_zh="")
    return Near(near=f" (did you mean {match[0]}?)", near_zh=f"（是不是 {match[0]}？）")
