"""The shape of a text: the same text with one stand-in for every Han character and one for every Chinese
mark.

Patterns over shapes are short, and quick to compile: a character set that reaches from ASCII to Extension B
costs milliseconds each time it stands in a pattern, and every run of the program would pay them. A shape is
as long as its text, so what matches in one is cut from the other.
"""

from __future__ import annotations

HAN = "\x01"
WIDE = "\x02"
TONED = "\x03"  # a vowel with a tone mark, as in a reading of a character

_MARKS = frozenset("，。、；：！？“”‘’「」『』（）〔〕【】〖〗《》〈〉…—·～％℃°\u3000")
_TONED = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜḿńňǹ")


def is_han(char: str) -> bool:
    """Whether one character is a Han character (Unified Ideographs with their extensions, compatibility
    forms, 〇)."""
    return (
        "\u3400" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
        or char == "〇"
    )


def is_wide(char: str) -> bool:
    """Whether one character is Han, a Chinese mark or the full-width space; False for an empty string."""
    return char in _MARKS or is_han(char)


def shape(text: str) -> str:
    """A text in, its shape out. Control characters in the text would pass for stand-ins: take them out
    before."""
    return text.translate(_shapes)


class _Shapes(dict[int, str]):
    """Filled as characters come: a newspaper uses a few thousand of them."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        found = HAN if is_han(char) else WIDE if char in _MARKS else TONED if char in _TONED else char
        self[code] = found
        return found


_shapes = _Shapes()
