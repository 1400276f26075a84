"""Patterns that are compiled when they are first used.

Compiling what all forms of bylines and tags look like takes longer than reading the copy of a page, most of which has none of
them: a cheap test says so, and the pattern is never asked.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")


class _Later:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Called for the first method that is asked for: from then on the methods are those of the compiled pattern."""
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` takes in, a pattern that is compiled at the first call of one of its methods out."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
