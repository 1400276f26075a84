"""Text in, units out: what is never stretched inside, with the class of each.

A unit is a Han character, a mark, a two-em dash or ellipsis, a Western word, a numeral with all that belongs to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from layout.setting.classes import KINDS, Kind

SPACES = " \u00a0\u3000\t\n"
SEPARATORS = frozenset("./-–_?&=@:：,，、+#~∶")

_LATIN = r"A-Za-z0-9À-ɏͰ-ϿЀ-ӿ"
_DIGITS = "0-9０-９"
_TOKEN = re.compile(
    r"—{2}|⸺|…{2}|⋯{2}"  # two-em units, GB/T 15834-2011 4.10, 4.11
    # A numeral with sign, currency, separators and unit is one unit (clreq issue 262).
    rf"|(?<![{_LATIN}])[+\-−±＋－]?[¥￥$＄£￡€]?[{_DIGITS}]+(?:[.,:：∶/．][{_DIGITS}]+)*(?:[%％‰‱℃℉°′″]|(?![{_LATIN}]))"
    rf"|[{_LATIN}]+(?:[.\-–/:&+@_'’∶,=?#~][{_LATIN}]+)*[%％‰℃°+#]*"  # a word, a model name, an address
    rf"|[{SPACES}]+"
    r"|.[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f]+",  # a character with what combines with it
    re.DOTALL,
)
_WESTERN = re.compile(rf"[{_LATIN}{_DIGITS}]")
_SPACE = frozenset(SPACES)


class Unit(NamedTuple):
    """A piece of text; `space` is the first space before it, `parted` that it is a piece of a word, not its first."""

    start: int
    end: int
    kind: Kind
    space: str = ""
    parted: bool = False


@dataclass(slots=True)
class Units:
    """The units of a text as columns, since most are a character each: `spaces` and `parted` by unit number."""

    starts: list[int]
    ends: list[int]
    kinds: list[Kind]
    spaces: dict[int, str]
    parted: set[int]


def units_of(text: str, *, parted: bool = False) -> list[Unit]:
    """Text in, its units out in order; spaces are dropped and remembered on the unit after them. `parted`: words and
    numerals come in pieces of a character each."""
    found = scan(text, parted=parted)
    return [
        Unit(start, end, kind, found.spaces.get(index, ""), index in found.parted)
        for index, (start, end, kind) in enumerate(zip(found.starts, found.ends, found.kinds, strict=True))
    ]


def scan(text: str, *, parted: bool = False) -> Units:
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[Kind] = []
    spaces: dict[int, str] = {}
    pieces: set[int] = set()
    kind_of = KINDS.__getitem__
    at = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if at < start:
            starts.extend(range(at, start))
            ends.extend(range(at + 1, start + 1))
            kinds.extend(map(kind_of, text[at:start]))
        at = end
        first = text[start]
        if first in _SPACE:
            if starts:
                spaces[len(starts)] = first
            continue
        if first in "—…⋯⸺":
            kind = Kind.RIGID
        else:
            kind = Kind.WESTERN if _WESTERN.search(text, start, end) else kind_of(first)
        if parted and kind is Kind.WESTERN:
            pieces.update(range(len(starts) + 1, len(starts) + end - start))
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
            kinds.extend([kind] * (end - start))
        else:
            starts.append(start)
            ends.append(end)
            kinds.append(kind)
    if at < len(text):
        starts.extend(range(at, len(text)))
        ends.extend(range(at + 1, len(text) + 1))
        kinds.extend(map(kind_of, text[at:]))
    return Units(starts, ends, kinds, spaces, pieces)
