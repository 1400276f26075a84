"""Text that was decoded as what it was not and saved so, line by line made what it was.

| what it was | what it was taken for | how it looks |
|---|---|---|
| UTF-8 | Windows-1252 | `ç¯äº®` |
| gb18030 | Windows-1252 | `µÆÁÁÁË` |
| UTF-8 | gb18030 | `鐏寒浜嗭紝` |

Each is tried backwards, strictly; a line is changed only if all of it comes back, and a text only if it holds more everyday
characters then. What a wrong decoder has lost (`锟斤拷`) does not come back: such a line stays, for its reader to refuse.
"""

from __future__ import annotations

import re
from codecs import utf_8_decode
from typing import NamedTuple

from editions.read.shapes import is_han

# The same in Simplified and Traditional script, so that encodings of either have the same chance.
_EVERYDAY = frozenset(
    "的一是不在有人我他上大中到地子你就下出生年得可自和多然家天成日本事方道公市新全月高以用合工作了，。、“”"
)
_FEWEST_HAN = 2  # fewer may come out of a Western word
_1252 = {ord(char): byte for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))}
_ALL_1252 = re.compile(f"[\0-\xff{''.join(map(chr, _1252))}]*")
_HEAD = 12  # characters; hardly a line of Chinese has so many that would be UTF-8


class Undone(NamedTuple):
    """A text, and the numbers of its lines, from 1 on, that were undone."""

    text: str
    lines: tuple[int, ...]


def everyday(text: str) -> int:
    """How many of its characters are those that any Chinese text is full of."""
    return sum(char in _EVERYDAY for char in text)


def undo(text: str) -> Undone:
    """A text in, the same with those lines undone that a wrong decoder had changed, all or none of each."""
    if text.isascii():
        return Undone(text, ())
    lines = text.split("\n")
    undone = {
        index: new
        for index, line in enumerate(lines)
        if (new := _undone(line)) != line and everyday(new) > everyday(line)
    }
    if undone:  # then so is a short line without one everyday character
        undone = {index: new for index, line in enumerate(lines) if (new := _undone(line)) != line}
        text = "\n".join(undone.get(index, line) for index, line in enumerate(lines))
    return Undone(text, tuple(index + 1 for index in undone))


def _undone(line: str) -> str:
    if line.isascii():
        return line
    data = _as_1252(line)
    if data is not None:
        best = _decoded(data, "utf-8") or (
            _decoded(data, "gb2312") and _decoded(data, "gb18030")
        )  # the older is stricter
    else:
        best = _decoded(line.encode("gb18030", "ignore"), "utf-8") if _may_be_utf_8(line[:_HEAD]) else ""
    return best if sum(map(is_han, best)) >= _FEWEST_HAN and everyday(best) >= everyday(line) else line


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


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""
