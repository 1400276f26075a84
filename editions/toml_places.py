"""TOML values together with the places where they stand.

`tomllib` knows the values and no places. The scanner here knows the places and no values: it walks a text
that `tomllib` has accepted (TOML 1.0) and notes where each key, table and member of an array begins.
"""

from __future__ import annotations

import bisect
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from editions.diagnostic import Diagnostic, Span
from editions.messages_edition import TOML_BROKEN, TOML_ENCODING

Path = tuple[str | int, ...]

DEEPEST = 8  # places further down are not kept: no key of the contract lies deeper than six
MAX_DOTS = 200  # in a line; tomllib takes quadratic time for a dotted key


@dataclass(frozen=True, slots=True)
class Toml:
    """A TOML file. A path such as `("pages", 1, "articles", 2)` leads to a value and to its place."""

    file: str
    values: Mapping[str, Any]
    places: Mapping[Path, tuple[int, int]]

    def span(self, *path: str | int) -> Span:
        """The place of the key, table or array member at `path`, or of the nearest thing about it."""
        while path and path not in self.places:
            path = path[:-1]
        return Span(self.file, *self.places.get(path, (1, 1)))


def read_toml(data: bytes, file: str) -> tuple[Toml | None, tuple[Diagnostic, ...]]:
    """The bytes of a TOML file in, its values with their places out, or what is wrong with it."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line, column = _line_column(data[: error.start].decode("utf-8-sig", "replace"))
        return None, (TOML_ENCODING.at(Span(file, line, column)),)
    for line, content in enumerate(text.split("\n"), 1):
        if content.count(".") > MAX_DOTS:
            return None, (TOML_BROKEN.at(Span(file, line), why=f"more than {MAX_DOTS} dots in a line"),)
    try:
        values = tomllib.loads(text)
        return Toml(file, values, places(text)), ()
    except RecursionError:
        return None, (TOML_BROKEN.at(Span(file), why="it is nested too deeply"),)
    except ValueError as error:  # TOMLDecodeError is one; so is a whole number of thousands of digits
        why, line, column = _fault(str(error), text)
        return None, (TOML_BROKEN.at(Span(file, line, column), why=why),)


def places(text: str) -> dict[Path, tuple[int, int]]:
    """A valid TOML text (lines end with `\\n`) in; path to (line, column), both 1-based, out.

    A key stands where its name begins, a table at the bracket of its header, an array member where its value
    begins. A table that is only implied stands where it is first mentioned.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found: dict[Path, tuple[int, int]] = {}
    for path, at in _Scanner(text).scan().items():
        line = bisect.bisect_right(starts, at)
        found[path] = (line, at - starts[line - 1] + 1)
    return found


_GAP = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]+")


class _Scanner:
    """One walk over a text; `found` maps paths to offsets, `members` counts the tables of each [[array]]."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[Path, int] = {}
        self.members: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        here: Path = ()
        at = self._skip(_GAP, 0)
        while at < len(self.text):
            if self.text[at] == "[":
                here, at = self._header(at)
            else:
                at = self._pair(here, at)
            at = self._skip(_GAP, at)
        return self.found

    def _header(self, at: int) -> tuple[Path, int]:
        start, many = at, self.text.startswith("[[", at)
        names, at = self._key(at + 1 + many)
        here: Path = ()
        for depth, (name, _) in enumerate(names, 1):
            here = (*here, name)
            last = depth == len(names)
            if last and many:
                self.members[here] = self.members.get(here, -1) + 1
                self._note(here, start)
            if here in self.members:
                here = (*here, self.members[here])
            self._note(here, start, anew=last)
        return here, at + 1 + many

    def _pair(self, here: Path, at: int) -> int:
        names, at = self._key(at)
        for name, start in names:
            here = (*here, name)
            self._note(here, start)
        return self._value(here, self._skip(_BLANK, at + 1))

    def _key(self, at: int) -> tuple[list[tuple[str, int]], int]:
        """The parts of a dotted key with their offsets, and the offset of the mark after it: `=` or `]`."""
        names: list[tuple[str, int]] = []
        while True:
            at = self._skip(_BLANK, at)
            match = (_STRING if self.text[at] in "\"'" else _BARE).match(self.text, at)
            assert match, "tomllib has accepted this text"
            names.append((_name(match.group()), at))
            at = self._skip(_BLANK, match.end())
            if self.text[at] != ".":
                return names, at
            at += 1

    def _value(self, path: Path, at: int) -> int:
        if self.text[at] == "[":
            at, member = self._skip(_GAP, at + 1), 0
            while self.text[at] != "]":
                self._note((*path, member), at)
                at = self._after_comma(self._value((*path, member), at))
                member += 1
            return at + 1
        if self.text[at] == "{":
            at = self._skip(_GAP, at + 1)
            while self.text[at] != "}":
                at = self._after_comma(self._pair(path, at))
            return at + 1
        match = (_STRING if self.text[at] in "\"'" else _SCALAR).match(self.text, at)
        assert match, "tomllib has accepted this text"
        return match.end()

    def _after_comma(self, at: int) -> int:
        at = self._skip(_GAP, at)
        return self._skip(_GAP, at + 1) if self.text[at] == "," else at

    def _skip(self, blank: re.Pattern[str], at: int) -> int:
        match = blank.match(self.text, at)
        return match.end() if match else at

    def _note(self, path: Path, at: int, *, anew: bool = False) -> None:
        if len(path) <= DEEPEST and (anew or path not in self.found):
            self.found[path] = at


def _name(token: str) -> str:
    """The key that `token` spells; tomllib undoes its escapes."""
    if token[0] not in "\"'":
        return token
    return next(iter(tomllib.loads(f"{token} = 0")))


def _line_column(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _fault(message: str, text: str) -> tuple[str, int, int]:
    """tomllib's message parted into what is wrong and where."""
    if match := re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", message, re.DOTALL):
        return match[1], int(match[2]), int(match[3])
    line, column = _line_column(text.rstrip())
    return message.removesuffix(" (at end of document)"), line, column
