"""Text that was decoded as what it was not and saved so, line by line made what it was.

| what it was | what it was taken for | how it looks |
|---|---|---|
| UTF-8 | Windows-1252 | `ç¯äº®` |
| gb18030 | Windows-1252 | `µÆÁÁÁË` |
| Big5 | Windows-1252 | `¿O«G¤F¡A` |
| UTF-8 | gb18030 | `鐏寒浜嗭紝` |
| UTF-8 | Big5 | `臭漁鈭嚗` |
| gb18030 | Big5 | `腑謠賸ㄛ` |
| Big5 | gb18030 | `縊獹常ㄓ` |

Each is tried backwards, strictly; a line is changed only if all of it comes back, and a text only if it holds more everyday
characters then. Nearly all that is gb18030 passes as Big5 and the other way round, so that there many more are asked for.
What a wrong decoder has lost (`锟斤拷`) does not come back: such a line stays, for its reader to refuse.
"""

from __future__ import annotations

import re
from codecs import utf_8_decode
from collections.abc import Sequence
from typing import NamedTuple

from editions.read.shapes import is_han

# The same in Simplified and Traditional script, so that encodings of either have the same chance.
_EVERYDAY = frozenset(
    "的一是不在有人我他上大中到地子你就下出生年得可自和多然家天成日本事方道公市新全月高以用合工作了，。、“”"
)
_FEWEST_HAN = 2  # fewer may come out of a Western word
_BIG5 = ("big5", "big5hkscs", "cp950")  # they differ in rare characters
_LONG = 10  # characters
_COMMON = 20
_RARE = 12  # Chinese text has more everyday characters than one in so many, a wrongly decoded one hardly any
_1252 = {ord(char): byte for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))}
_ALL_1252 = re.compile(f"[\0-\xff{''.join(map(chr, _1252))}]*")
_HEAD = 12  # characters; hardly a line of Chinese has so many that would be UTF-8


class Undone(NamedTuple):
    """A text, and the numbers of its lines, from 1 on, that were undone, and of those that could not be."""

    text: str
    lines: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()


def everyday(text: str) -> int:
    """How many of its characters are those that any Chinese text is full of."""
    return sum(map(_EVERYDAY.__contains__, text))


def undo(text: str) -> Undone:
    """A text in, the same with those lines undone that a wrong decoder had changed, all or none of each."""
    if text.isascii():
        return Undone(text)
    lines = text.split("\n")
    lost: list[int] = []
    undone = {
        index: new
        for index, line in enumerate(lines)
        if (new := _undone(line)) != line and everyday(new) > everyday(line)
    }
    if undone:  # then so is a short line without one everyday character
        undone = {index: new for index, line in enumerate(lines) if (new := _undone(line, fewest=1)) != line}
    elif swapped := _swapped(lines):
        undone = {index: found[0] for index, found in swapped.items() if len(found) == 1}
        lost = [index for index, found in swapped.items() if len(found) != 1]
    if undone:
        text = "\n".join(undone.get(index, line) for index, line in enumerate(lines))
    return Undone(text, tuple(index + 1 for index in undone), tuple(index + 1 for index in lost))


def _undone(line: str, fewest: int = _FEWEST_HAN) -> str:
    if line.isascii() or _is_sound(line):
        return line
    data = _as_1252(line)
    if data is not None:
        utf8 = _decoded(data, "utf-8")
        # The older is stricter; what is one of gb18030 and Big5 is mostly the other, too.
        others = () if utf8 else (_decoded(data, "gb2312") and _decoded(data, "gb18030"), _decoded(data, "big5hkscs"))
        best = max(filter(None, (utf8, *others)), key=everyday, default="")
    else:
        best = _decoded(line.encode("gb18030", "ignore"), "utf-8") if _may_be_utf_8(line[:_HEAD]) else ""
        best = best or _only(_back(line, _BIG5, "utf-8"))
    return best if sum(map(is_han, best)) >= fewest and everyday(best) >= everyday(line) else line


def _is_sound(text: str) -> bool:
    """Whether a text has so many of the commonest characters that no wrong decoder made it; counts what is fast to count."""
    return sum(map(text.count, "，。、的一")) * _COMMON > len(text)


def _swapped(lines: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """What each line that is not ASCII may have been in gb18030 that was taken for Big5, or the other way round, by its number:
    one text if it is sure. Empty unless most of the long lines come back full of everyday characters."""
    if _is_sound("".join(lines)):
        return {}
    long = [line for line in lines if len(line) >= _LONG and not line.isascii()]
    if not long or sum(map(everyday, long)) * _RARE > sum(map(len, long)):
        return {}
    for taken, was in ((_BIG5, "gb18030"), (("gb18030",), "big5hkscs")):
        back = ["".join(_back(line, taken, was)[:1]) for line in long]
        if sum(everyday(line) * _RARE > len(line) for line in back) * 2 > len(long):
            return {index: _back(line, taken, was) for index, line in enumerate(lines) if not line.isascii()}
    return {}


def _back(line: str, taken: Sequence[str], was: str) -> tuple[str, ...]:
    """A line that one of the decoders `taken` made of text that `was` in another encoding in, what that may have been out."""
    found = (_decoded(_encoded(line, encoding), was) for encoding in taken)
    return tuple(dict.fromkeys(filter(None, found)))


def _only(found: Sequence[str]) -> str:
    return found[0] if len(found) == 1 else ""


def _may_be_utf_8(head: str) -> bool:
    """Whether a line that begins so can be UTF-8 that was taken for gb18030."""
    try:
        utf_8_decode(head.encode("gb18030", "ignore"), "strict", False)
    except UnicodeDecodeError:
        return False
    return True


def _as_1252(line: str) -> bytes | None:
    """The bytes of a line that came out of a decoder for one byte a character; None for any other line."""
    return line.translate(_1252).encode("latin-1") if _ALL_1252.fullmatch(line) else None


def _encoded(line: str, encoding: str) -> bytes:
    try:
        return line.encode(encoding)
    except UnicodeEncodeError:
        return b""


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""
