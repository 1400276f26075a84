"""Text in, units out: what is never stretched inside, with the class of each.

A unit is a Han character, a mark, a two-em dash or ellipsis, a Western word or a piece of one, a numeral with all that
belongs to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from layout.setting.classes import KINDS, OPENING, WESTERN_OPENING, Kind

# Words and numerals whole; words also in syllables; those that are wider than a line in pieces of a character each.
Words = Literal["whole", "hyphenated", "pieces"]
Places = frozenset[int]

SPACES = " \u00a0\u3000\t\n"
SEPARATORS = frozenset("./-–_?&=@:：,，、+#~∶%")

_LATIN = r"A-Za-z0-9À-ɏͰ-ϿЀ-ӿ"
_DIGITS = "0-9０-９"
_SCRIPTS = "²³¹⁰⁴-⁹⁺⁻ⁿ₀-₉₊₋"
_ADDRESS = r"[\w.~:/?#@!$&'*+,;=%-]"
_TOKEN = re.compile(
    r"—{2}|⸺|…{2}|⋯{2}"  # two-em units, GB/T 15834-2011 4.10, 4.11
    r"|[！？]{3}(?![！？])|[！？]{2}"  # GB/T 15834-2011, 5.1.2
    # An address of the web or of the post; the stop that ends a sentence is none of it.
    rf"|(?<![{_LATIN}])(?a:(?:https?://|ftp://|www\.){_ADDRESS}*[\w/=&#%-]|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)"
    # A numeral with sign, currency, separators and unit is one unit, a date or a telephone number too (clreq issue 262).
    rf"|(?<![{_LATIN}])[+\-−±＋－]?(?:[A-Z]{{0,3}}[¥￥$＄£￡€])?(?>[{_DIGITS}]+(?:[.,:：∶/．\-–][{_DIGITS}]+)*)"
    rf"(?:[%％‰‱℃℉°′″]|(?![{_LATIN}{_SCRIPTS}]))"
    # A word, a model name, a formula.
    rf"|[{_LATIN}{_DIGITS}][{_LATIN}{_DIGITS}{_SCRIPTS}]*"
    rf"(?:[.\-–/:&+@_'’∶,=?#~][{_LATIN}{_DIGITS}][{_LATIN}{_DIGITS}{_SCRIPTS}]*)*[%％‰℃°+#$]*"
    rf"|[{SPACES}]+"
    r"|.(?:\ufe0f?\u200d.)+",  # pictures joined to one
    re.DOTALL,
)
# What a line is not to part though it has a gap in it: the number of a standard (GB/T 15834—2011) and a numeral with
# the sign of its unit (100 km/h).
_BOUND = re.compile(
    r"(?<![A-Za-z])[A-Z]{1,6}(?:/[A-Z]{1,3})?[ \u00a0]?[0-9]+(?:\.[0-9]+)*—[0-9]{2,4}(?![0-9])"
    r"|(?<![A-Za-z])(?:GB|ISO|IEC|DB)(?:/[A-Z]{1,3})?[ \u00a0][0-9]+"
    r"|(?<![A-Za-z0-9.,])[0-9][0-9.,]*[ \u00a0](?!GB[ \u00a0][0-9])(?:[kMGTmcnμ]?(?:m|g|s|L|W|V|A|Hz|Pa|J|B|bit|Wh|bps)|km/h|m/s|kWh|t|h|min|mL|dB|°C)(?![A-Za-z0-9/]|\.[ \u00a0][A-Z])"
    r"|(?:No\.|Nos\.|Vol\.|Fig\.|pp?\.)[ \u00a0][0-9]+"
    r"|(?<![A-Za-z])(?:[A-Z]{3}|US\$)[ \u00a0][0-9][0-9.,]*(?:[ \u00a0](?:million|billion|bn|m)(?![A-Za-z]))?"  # EUR 45 million
    r"|(?<![A-Za-z0-9.,])[0-9][0-9.,:]*[ \u00a0](?:[ap]\.m|[AP]\.M|[ap]m|AM|PM|million|billion|per[ \u00a0]cent)(?![A-Za-z0-9])"
)
# What a line had better not part: an initial or a title and the name after it (Chicago Manual of Style, «Word Division»).
_INITIAL = re.compile(r"(?<![\w.])(?:[A-Z]\.(?:[ \u00a0]?[A-Z]\.)*|(?:Mr|Mrs|Ms|Dr|Prof|St)\.?)[ \u00a0](?=[A-Z])")
_BOUND_SIGN = re.compile(r"[—\u00a0 ]")  # nothing else can stand inside
# What a unit of several characters, or a space, begins with.
_MANY = re.compile(rf"——|⸺|……|⋯⋯|[！？]{{2}}|[{_LATIN}{_DIGITS}{SPACES}\u200d]")
_NOT_HAN = re.compile("[^\u4e00-\u9fff\u3400-\u4dbf]+")
_WESTERN = re.compile(rf"[{_LATIN}{_DIGITS}]")
_ADDRESS_START = re.compile(r"(?:https?://|ftp://|www\.)|[^/]*@", re.ASCII)
# After these an address may be turned over, and before none of them (Chicago Manual of Style, 7.46, in spirit; a solidus
# at a line start is barred by clreq).
_ADDRESS_TURN = re.compile(r"(?<=[/?&=#_.:@,-])(?=[^/?&=#_.:@,%~+-])")
_SPACE = frozenset(SPACES)
_STRAIGHT = frozenset("\"'")
_BEFORE_QUOTATION = WESTERN_OPENING | OPENING | _STRAIGHT | frozenset("—–-/")
_LEAST_HYPHENATED = 6  # letters
_HYPHENATED = re.compile(rf"([A-Za-z][a-z]{{{_LEAST_HYPHENATED - 1},}})(?:['’][a-z]{{1,2}})?")  # its ending stays with it
# A compound is turned over after its own hyphen, if it has letters enough on both sides.
_COMPOUND_TURN = re.compile("(?<=[A-Za-zÀ-ɏ]{2}[-–])(?=[A-Za-zÀ-ɏ]{3})")


class Unit(NamedTuple):
    """A piece of text; `space` is the first space before it, `parted` that it is a piece of a word, not its first."""

    start: int
    end: int
    kind: Kind
    space: str = ""
    parted: bool = False


@dataclass(slots=True)
class Units:
    """The units of a text as columns, since most are a character each. By unit number: `spaces` before it; `parted`,
    not the first piece of its word, and whether the word has better places to be parted; `turns`, where an address may be turned over before it; `syllables`, a hyphen
    is set where a line ends before it; `bound`, never to be parted from the unit before; `close`, parted from it where a
    line would be loose else. `quoting`: there are quotation marks of another class than their character has. `special` are the numbers of all units that are no Han character."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    special: list[int] = field(default_factory=list)
    spaces: dict[int, str] = field(default_factory=dict)
    parted: dict[int, bool] = field(default_factory=dict)
    turns: set[int] = field(default_factory=set)
    syllables: set[int] = field(default_factory=set)
    bound: set[int] = field(default_factory=set)
    close: set[int] = field(default_factory=set)
    quoting: bool = False


def units_of(text: str, *, words: Words = "whole", wide: Places = frozenset()) -> list[Unit]:
    """Text in, its units out in order; spaces are dropped and remembered on the unit after them."""
    found = scan(text, words, wide=wide)
    return [
        Unit(start, end, kind, found.spaces.get(index, ""), index in found.parted)
        for index, (start, end, kind) in enumerate(zip(found.starts, found.ends, found.kinds, strict=True))
    ]


def scan(
    text: str, words: Words = "whole", *, hyphenation: bool = True, wide: Places = frozenset(), latin: Places = frozenset()
) -> Units:
    """The units of a text as columns. `words`: whole, in syllables, or those that hold one of the places `wide` in
    pieces of a character each; without `hyphenation` there are no syllables. `latin` are the places of curly quotation
    marks that are Latin text's own."""
    if not _MANY.search(text):
        kinds = list(map(KINDS.__getitem__, text))
        if Kind.ATTACHED not in kinds:
            # A unit a character: most paragraphs of a story.
            count, han = len(text), Kind.HAN
            special = [index for index, kind in enumerate(kinds) if kind is not han]
            return Units(list(range(count)), list(range(1, count + 1)), kinds, special)
    units = Units()
    starts, ends, kinds = units.starts, units.ends, units.kinds
    han = Kind.HAN
    at = 0
    for match in _NOT_HAN.finditer(text):
        start, end = match.span()
        if at < start:
            starts.extend(range(at, start))
            ends.extend(range(at + 1, start + 1))
            kinds.extend([han] * (start - at))
        at = end
        if end - start == 1 and text[start] not in _SPACE:
            _add(units, start, end, KINDS[text[start]])
        else:
            _scan_mixed(text, start, end, words, hyphenation, wide, latin, units)
    if at < len(text):
        starts.extend(range(at, len(text)))
        ends.extend(range(at + 1, len(text) + 1))
        kinds.extend([han] * (len(text) - at))
    if _BOUND_SIGN.search(text):
        _bind(text, units)
    return units


def _scan_mixed(
    text: str, at: int, end: int, words: Words, hyphenation: bool, wide: Places, latin: Places, units: Units
) -> None:
    """A stretch without Han characters, which may be anything: marks, words, numerals, spaces."""
    for match in _TOKEN.finditer(text, at, end):
        start, stop = match.span()
        while at < start:
            _add_sign(text, at, latin, units)
            at += 1
        at = stop
        first = text[start]
        if first in _SPACE:
            if units.starts:
                units.spaces[len(units.starts)] = first
            continue
        if first in "—…⋯⸺":
            kind = Kind.RIGID if stop - start == 2 or first == "⸺" else KINDS[first]
        elif first in "！？" and stop - start > 1 and text[start + 1] in "！？":
            kind = Kind.DOUBLED if stop - start == 2 else Kind.STOP
        else:
            kind = Kind.WESTERN if _WESTERN.search(text, start, stop) else KINDS[first]
        if kind is Kind.WESTERN and stop - start > 1:
            _add_word(text, start, stop, words, hyphenation, wide, units)
        else:
            _add(units, start, stop, kind)
    while at < end:
        _add_sign(text, at, latin, units)
        at += 1


def _add_sign(text: str, at: int, latin: Places, units: Units) -> None:
    char = text[at]
    kind = KINDS[char]
    if at in latin:
        kind = Kind.WESTERN_OPENING if kind is Kind.OPENING else Kind.WESTERN_CLOSING
        units.quoting = True
    elif char in _STRAIGHT and _opens(text, at):
        kind = Kind.WESTERN_OPENING
        units.quoting = True
    _add(units, at, at + 1, kind)


def _opens(text: str, at: int) -> bool:
    """Whether a straight quotation mark opens a quotation: after a space, a bracket or a dash, and before a word."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(after) and after not in _SPACE and (not before or before in _SPACE or before in _BEFORE_QUOTATION)


def _add(units: Units, start: int, end: int, kind: Kind) -> None:
    if kind is Kind.ATTACHED and units.ends:
        units.ends[-1] = end
        return
    if kind is not Kind.HAN:
        units.special.append(len(units.kinds))
    units.starts.append(start)
    units.ends.append(end)
    units.kinds.append(kind)


def _add_word(
    text: str, start: int, end: int, words: Words, hyphenation: bool, wide: Places, units: Units
) -> None:
    """A word, a numeral or an address, whole or in the pieces that it may be turned over between."""
    if _ADDRESS_START.match(text, start, end):
        turns = {turn.start() for turn in _ADDRESS_TURN.finditer(text, start + 1, end)}
        marked = units.turns
    else:
        turns, marked = set(), units.syllables
        if hyphenation and words != "whole":
            turns = {start + point for point in _hyphenation(text[start:end])}
            if not turns and (turned := [turn.start() for turn in _COMPOUND_TURN.finditer(text, start, end)]):
                turns, marked = set(turned), units.turns
    places = sorted(turns) if wide.isdisjoint(range(start, end)) else range(start + 1, end)
    for place in places:
        _add(units, start, place, Kind.WESTERN)
        if place in turns:
            marked.add(len(units.kinds))
        else:
            units.parted[len(units.kinds)] = bool(turns)
        start = place
    _add(units, start, end, Kind.WESTERN)


def _hyphenation(word: str) -> Iterator[int]:
    """Where a hyphen may be set in a word: plain words alone, no acronyms, names of models, or words with a hyphen."""
    plain = _HYPHENATED.fullmatch(word)
    if plain is None:
        return iter(())
    from layout.setting.hyphens import hyphen_points

    return iter(hyphen_points(plain[1]))


def _bind(text: str, units: Units) -> None:
    for match in _BOUND.finditer(text):
        start, end = match.span()
        units.bound.update(range(bisect_right(units.starts, start), bisect_left(units.starts, end)))
    for match in _INITIAL.finditer(text):
        start, end = match.span()
        units.close.update(range(bisect_right(units.starts, start), bisect_left(units.starts, end) + 1))


def may_be_hyphenated(text: str) -> bool:
    """Whether there is a word in the text long enough for a hyphen, or one with a hyphen."""
    return _LONG_WORD.search(text) is not None


_LONG_WORD = re.compile(rf"[A-Za-z][a-z]{{{_LEAST_HYPHENATED - 1},}}|{_COMPOUND_TURN.pattern}")
