"""JSON whose every character knows its place (RFC 8259)."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from typing import NamedTuple

from editions.diagnostic import Diagnostic
from editions.messages_feeds import JSON_BROKEN, TOO_MANY_ELEMENTS
from editions.messages_read import TOO_DEEP
from editions.read.traced import PLAIN, Source, Traced

MAX_DEPTH = 40
MAX_VALUES = 200_000


class Mapping(NamedTuple):
    """An object that begins at source offset `at`; of a key that is there twice the last value."""

    entries: dict[str, Json]
    at: int

    def get(self, key: str) -> Json:
        return self.entries.get(key)

    def copy(self, key: str) -> Traced | None:
        """The text under a key, if it is one."""
        value = self.entries.get(key)
        return value if isinstance(value, Traced) else None

    def text(self, key: str) -> str:
        """The text under a key, white space made one; nothing if it is none."""
        value = self.copy(key)
        return " ".join(value.text.split()) if value else ""

    def mappings(self, key: str) -> tuple[Mapping, ...]:
        """The objects under a key: of a list, as the values of an object, or the one that stands there."""
        value = self.entries.get(key)
        if isinstance(value, Mapping) and all(isinstance(inner, Mapping) for inner in value.entries.values()):
            value = list(value.entries.values())
        found = value if isinstance(value, list) else [value]
        return tuple(one for one in found if isinstance(one, Mapping))


Json = Traced | Mapping | list["Json"] | float | bool | None

_SPACE = re.compile(r"[ \t\n\r]*+")
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]++|\\.)*+)"')
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][+-]?\d++)?")
_ESCAPE = re.compile(
    r"\\(?:u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|([\"\\/bfnrt]))|\\"
)
_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\n", "t": "\t"}
_NAMED: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def read_json(source: Source) -> tuple[Json, tuple[Diagnostic, ...]]:
    """The text of a JSON file in, its value, or None and what is wrong with it, out."""
    reader = _Reader(source)
    try:
        value = reader.value(0)
        if reader.place < len(source.text):
            raise _WrongError(reader.place, "one value is expected")
    except _WrongError as wrong:
        return None, (wrong.fault or JSON_BROKEN.at(source.span(wrong.place), why=wrong.why),)
    return value, ()


class _WrongError(Exception):
    """Ends the reading of one file; never leaves this module."""

    def __init__(self, place: int, why: str = "", fault: Diagnostic | None = None) -> None:
        super().__init__()
        self.place, self.why, self.fault = place, why, fault


@dataclass
class _Reader:
    source: Source
    place: int = 0
    count: int = 0

    def value(self, depth: int) -> Json:
        """The value at the place, and the white space about it."""
        self.skip()
        self.count += 1
        if depth > MAX_DEPTH:
            raise _WrongError(self.place, fault=TOO_DEEP.at(self.source.span(self.place), limit=MAX_DEPTH))
        if self.count > MAX_VALUES:
            span = self.source.span(self.place)
            raise _WrongError(self.place, fault=TOO_MANY_ELEMENTS.at(span, limit=MAX_VALUES))
        text = self.source.text
        first = text[self.place : self.place + 1]
        found: Json
        if first == "{":
            found = self.mapping(depth)
        elif first == "[":
            found = self.items(depth)
        elif first == '"':
            found = self.string()
        elif name := next((name for name in _NAMED if text.startswith(name, self.place)), ""):
            self.place += len(name)
            found = _NAMED[name]
        elif number := _NUMBER.match(text, self.place):
            self.place = number.end()
            found = float(number.group()[:40])
        else:
            raise _WrongError(self.place, "a value is expected" if first else "the file ends too soon")
        self.skip()
        return found

    def mapping(self, depth: int) -> Mapping:
        entries: dict[str, Json] = {}
        start = self.place
        self.place += 1
        self.skip()
        while not self.takes("}"):
            if entries:
                self.expect(",")
                self.skip()
            key = self.string().text
            self.skip()
            self.expect(":")
            entries[key] = self.value(depth + 1)
        return Mapping(entries, start)

    def items(self, depth: int) -> list[Json]:
        found: list[Json] = []
        self.place += 1
        self.skip()
        while not self.takes("]"):
            if found:
                self.expect(",")
            found.append(self.value(depth + 1))
        return found

    def string(self) -> Traced:
        found = _STRING.match(self.source.text, self.place)
        if not found:
            raise _WrongError(self.place, "a text in quotation marks is expected, on one line")
        start, end = found.span(1)
        self.place = found.end()
        if "\\" not in found.group(1):
            return Traced.plain(found.group(1), start)
        texts: list[str] = []
        at: array[int] = array("l")
        for escape in _ESCAPE.finditer(self.source.text, start, end):
            read = _unescaped(escape)
            texts += (self.source.text[start : escape.start()], read)
            at.extend(range(start, escape.start()))
            at.extend([escape.start()] * len(read))
            start = escape.end()
        texts.append(self.source.text[start:end])
        at.extend(range(start, end))
        text = "".join(texts)
        return Traced(text, at, PLAIN * len(text))

    def skip(self) -> None:
        space = _SPACE.match(self.source.text, self.place)
        self.place = space.end() if space else self.place

    def takes(self, mark: str) -> bool:
        if not self.source.text.startswith(mark, self.place):
            return False
        self.place += 1
        return True

    def expect(self, mark: str) -> None:
        if not self.takes(mark):
            raise _WrongError(self.place, f"{mark} is expected")


def _unescaped(escape: re.Match[str]) -> str:
    high, low, code, letter = escape.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))
    if code and not 0xD800 <= int(code, 16) <= 0xDFFF:
        return chr(int(code, 16))
    if letter:
        return _LETTERS.get(letter, letter)
    raise _WrongError(escape.start(), "no such escape")
