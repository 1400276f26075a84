"""Emphasis in Chinese Markdown.

CommonMark (0.31.2, section 6.2) lets `**` open or close beside a punctuation mark only if a space or
another mark stands on its other side. Chinese has no spaces, so `**“重点”**说明` and `他说**《序》**好`
would be printed with their asterisks. Here a run of `*` beside a full-width character is judged as if the
mark were a letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editions.read.shapes import is_wide

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline


def emphasis(state: StateInline, silent: bool) -> bool:
    """The rule `emphasis` of markdown-it, with its place for `*` in Chinese text mended."""
    from markdown_it.rules_inline.emphasis import tokenize

    first = len(state.delimiters)
    before = state.src[state.pos - 1 : state.pos]
    if not tokenize(state, silent):
        return False
    after = state.src[state.pos : state.pos + 1]
    if is_wide(before) or is_wide(after):
        for delimiter in state.delimiters[first:]:
            if chr(delimiter.marker) == "*":
                delimiter.open = delimiter.open or _reaches(before, after)
                delimiter.close = delimiter.close or _reaches(after, before)
    return True


def _reaches(outer: str, inner: str) -> bool:
    """Whether a run of `*` between `outer` and `inner` can stand at the edge of emphasised text that has
    `inner` in it."""
    if not inner or inner.isspace():
        return False
    # A Western mark inside needs a space, the end of the text or a full-width character outside.
    return is_wide(inner) or inner.isalnum() or not outer or outer.isspace() or is_wide(outer)
