"""Text whose every character knows where in the source it stood.

A reader cuts, joins and repairs copy; a diagnostic about a character must still name the line and the column
of the file. So copy travels as `Traced`: the text, the offset in the source of each character, and a
letter for the style of each character, all of one length. At the end `block` packs it into a `Block`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import NamedTuple

from editions.diagnostic import Span
from editions.model import HANS, Block, BlockKind, HouseStyle, Mend, Run, RunStyle

PLAIN, BOLD, KAI, SUP, SUB, DOTS = " ", "b", "k", "^", "_", "."
_STYLES: dict[str, RunStyle] = {PLAIN: "", BOLD: "bold", KAI: "kai", SUP: "sup", SUB: "sub", DOTS: "dots"}

SPACES = " \t\u00a0\u3000\u2002\u2003\u2009\n"


@dataclass(frozen=True)
class Source:
    """A file's whole text, lines parted by `\\n` alone, the name to show for it, and the house style it is to be printed in."""

    name: str
    text: str
    house: HouseStyle = HANS

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset of the first character of every line."""
        return (0, *(match.end() for match in re.finditer("\n", self.text)))

    def span(self, offset: int) -> Span:
        """An offset in, its line and column out."""
        line = bisect_right(self.line_starts, offset)
        return Span(self.name, line, offset - self.line_starts[line - 1] + 1)


class Edit(NamedTuple):
    """Characters `start` to `end` of a text become `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Traced:
    """`at[i]` is the source offset of `text[i]`, `styles[i]` one of the style letters above."""

    text: str
    at: Sequence[int]
    styles: str

    @staticmethod
    def plain(text: str, start: int = 0) -> Traced:
        """Text that stands in the source, word for word, at offset `start`."""
        return Traced(text, range(start, start + len(text)), PLAIN * len(text))

    @staticmethod
    def joined(pieces: Iterable[Traced]) -> Traced:
        """Pieces one behind another in, one out."""
        pieces = tuple(pieces)
        if len(pieces) == 1:
            return pieces[0]
        return Traced(
            "".join(piece.text for piece in pieces),
            [offset for piece in pieces for offset in piece.at],
            "".join(piece.styles for piece in pieces),
        )

    @property
    def start(self) -> int:
        """The source offset at which it begins; an empty text has one too if it was given a range."""
        return self.at[0] if self.text else self.at.start if isinstance(self.at, range) else 0

    def cut(self, start: int, end: int | None = None) -> Traced:
        """The part from character `start` to `end`, as a slice."""
        return Traced(self.text[start:end], self.at[start:end], self.styles[start:end])

    def stripped(self) -> Traced:
        """Without white space of any width at both ends."""
        start = len(self.text) - len(self.text.lstrip(SPACES))
        if not start and self.text[-1:] not in SPACES:
            return self
        return self.cut(start, max(start, len(self.text.rstrip(SPACES))))

    def styled(self, style: str) -> Traced:
        return Traced(self.text, self.at, style * len(self.text))

    def edited(self, edits: Sequence[Edit]) -> Traced:
        """Edits in ascending order that do not overlap in, the changed text out; new text takes over place
        and style."""
        if not edits:
            return self
        if all(end - start == len(new) == 1 for start, end, new in edits):  # every character stays where it is
            text = list(self.text)
            for start, _, new in edits:
                text[start] = new
            return Traced("".join(text), self.at, self.styles)
        texts: list[str] = []
        styles: list[str] = []
        at: list[int] = []
        done = 0
        for start, end, new in edits:
            texts += (self.text[done:start], new)
            styles += (self.styles[done:start], self.styles[start : start + 1] * len(new))
            at += self.at[done:start]
            at += (self.at[min(start + index, end - 1)] for index in range(len(new)))
            done = end
        texts.append(self.text[done:])
        styles.append(self.styles[done:])
        at += self.at[done:]
        return Traced("".join(texts), at, "".join(styles))

    def replaced(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> tuple[Traced, int]:
        """Every match of `pattern` replaced, and how many of them changed anything."""
        edits = [
            Edit(match.start(), match.end(), text)
            for match in pattern.finditer(self.text)
            if (text := new if isinstance(new, str) else new(match)) != match.group()
        ]
        return self.edited(edits), len(edits)


def block(kind: BlockKind, copy: Traced, source: Source, rows: tuple[tuple[str, ...], ...] = ()) -> Block:
    """Copy in, a block of the body out: its runs, and a mend wherever the source does not simply go on."""
    return Block(kind, tuple(_runs(copy)), source.span(copy.start), rows, tuple(_mends(copy, source)))


def _runs(copy: Traced) -> Iterator[Run]:
    if copy.styles.count(copy.styles[:1]) == len(copy.styles) > 0:  # as in most paragraphs
        yield Run(copy.text, _STYLES[copy.styles[0]])
        return
    start = 0
    for letter, group in groupby(copy.styles):
        end = start + len(list(group))
        yield Run(copy.text[start:end], _STYLES[letter])
        start = end


def _mends(copy: Traced, source: Source) -> Iterable[Mend]:
    text = source.text
    if isinstance(copy.at, range) and text.find("\n", copy.at.start, copy.at.stop) < 0:
        return
    for index, (before, at) in enumerate(pairwise(copy.at), 1):
        # A line that begins is a mend too: a reader of spans counts columns, and they start again.
        if at != before + 1 or text[before] == "\n":
            yield Mend(index, source.span(at))
