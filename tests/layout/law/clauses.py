"""What the clauses say of neighbours: classes, what is never parted, the gap between, whether a line may end there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

# -- classes --

# GB 5.1.3 (quotation marks, brackets, book-title marks) and clreq, appendix A.
OPENING = frozenset("“‘「『（〔【〖［｛《〈")
CLOSING = frozenset("”’」』）〕】〗］｝》〉")
COMMAS = frozenset("，、；：")  # GB 5.1.1
STOPS = frozenset("。．？！")  # GB 5.1.1, 5.1.2
WIDE_STOPS = frozenset("‼⁇⁈⁉")  # clreq: one em, as ！！ is
INTERPUNCT = "·"  # GB 5.1.7: half an em
WIDE_INTERPUNCTS = frozenset("・‧")
LONG = frozenset("—…⋯⸺")  # GB 5.1.4, 5.1.5: two em
CONNECTORS = frozenset("～–-‐〜")  # GB 5.1.6; a single — is one, too
SOLIDI = frozenset("/／")  # GB 5.1.9
SUFFIXES = frozenset("％‰℃℉°′″‵%‱￠²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")  # clreq issue 262, jlreq cl-13
PREFIXES = frozenset("￥¥＄$￡£€№±＋+−－")  # clreq issue 262, jlreq cl-12
ITERATION = frozenset("々〻ゝゞヽヾ")  # WPT, zh line-break, iteration at the normal level
SMALL = frozenset("･﹪")
CIRCLED = frozenset(map(chr, range(0x2460, 0x2500)))
WESTERN_CLOSING = frozenset(",.;:!?)]}")
WESTERN_OPENING = frozenset("([{")
SPACES = frozenset(" \u00a0\u3000")
NEVER_FIRST = (
    (CLOSING | COMMAS | STOPS | WIDE_STOPS | WIDE_INTERPUNCTS | CONNECTORS | SOLIDI | SUFFIXES | ITERATION | SMALL)
    | WESTERN_CLOSING
    | {INTERPUNCT}
)
NEVER_LAST = OPENING | WESTERN_OPENING
HALF_BLANK = CLOSING | COMMAS | STOPS  # ink in the first half of their em, the second is blank
MARKS = HALF_BLANK | OPENING | WIDE_STOPS | WIDE_INTERPUNCTS | {INTERPUNCT}
BRACKETS = OPENING | CLOSING

# clreq, «Line Adjustment»: the steps by the names of issue 3.
SHRINK = ("line-end", "word-space", "interpunct", "bracket", "comma", "han-latin", "stop")
STRETCH = ("word-space", "han-latin", "all")
HALF, EM = 500, 1000
WORD, LEAST_WORD, MOST_WORD = 333, 250, 500
HAN_LATIN, LEAST_HAN_LATIN, MOST_HAN_LATIN = 250, 125, 500
NEAR = 10  # a hundredth of an em
EXACT = 2  # two thousandths: two sums, each rounded once

# -- units: what is never parted --

_ADDRESS = r"(?:https?://|www\.)[!-~]*[\w/]|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_STANDARD = r"[A-Z]{2,4}(?:/[A-Z])? ?[0-9]+(?:\.[0-9]+)?—[0-9]{4}"
_QUANTITY = (
    r"(?:(?<![A-Za-z])(?:EUR|US\$) )?[0-9][0-9.,]* (?:km/h|km|kg|mm|m²|kW|kWh|dB|a\.m|p\.m|million)(?![A-Za-z/])"
    r"|(?<![A-Za-z])(?:EUR|US\$|No\.) [0-9]+"
)
_LETTERS = "0-9０-９A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ"
_SIGNS = "%‰‱℃℉°′″²³¹⁰-₉％+#"
_FRONT = "+−±＋－¥￥$＄£€№"
_WESTERN = rf"[{_FRONT}-]?[{_FRONT}]?[{_LETTERS}](?:[{_LETTERS}{_SIGNS}&@_$−']|[-–./,:∶．’](?=[{_LETTERS}]))*"
_UNITS = re.compile(
    rf"(?P<long>—{{2}}|…{{2}}|⋯{{2}}|⸺)|(?P<doubled>[！？]{{2,}})|(?P<address>{_ADDRESS})"
    rf"|(?P<standard>{_STANDARD})|(?P<quantity>{_QUANTITY})|(?P<western>{_WESTERN})",
    re.ASCII,
)


class Unit(NamedTuple):
    """A stretch of the text that stays together, and what it is: long, doubled, address, standard, quantity, western."""

    start: int
    end: int
    kind: str


def units_in(text: str) -> list[Unit]:
    """A text in, its units of more than one character out."""
    return [Unit(*match.span(), str(match.lastgroup)) for match in _UNITS.finditer(text)]


@lru_cache(maxsize=4096)
def is_wide(char: str) -> bool:
    """Whether a character stands in an em as Han characters do."""
    return char >= "\u2e80"


@lru_cache(maxsize=4096)
def is_narrow(char: str) -> bool:
    """Whether it gets a gap beside Han (UTR 59: letters and figures that are not wide)."""
    return not is_wide(char) and category(char) in {"Ll", "Lu", "Lo", "Nd"}


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def is_figure(char: str) -> bool:
    return "0" <= char <= "9" or "０" <= char <= "９"


# -- gaps --

LEGAL, UNSURE, BARRED = range(3)


class Slot(NamedTuple):
    """What may stand between two neighbouring glyphs: the least, the natural gap (from `low` to `high`, where the
    clauses leave a choice), the step that squeezes it and by how much it certainly can, the step that stretches it
    ("" never, "unsure" perhaps), and whether a line may end there."""

    least: int
    low: int
    high: int
    shrink: str = ""
    give: int = 0
    stretch: str = "all"
    turn: int = LEGAL


SOLID = Slot(0, 0, 0, stretch="")


def grown_by(slot: Slot, gap: int) -> int:
    """How much a gap certainly grew by."""
    return gap - slot.high


@lru_cache(maxsize=65536)
def gap_between(before: str, after: str, space: str) -> Slot:
    """The last character of a glyph, the first of the next, and the space between them, in; the gap out, as if a line
    could end there."""
    tail = HALF if before in HALF_BLANK else HALF // 2 if before in WIDE_INTERPUNCTS else 0
    lead = HALF if after in OPENING else HALF // 2 if after in WIDE_INTERPUNCTS else 0
    if before in MARKS and after in MARKS and (before in BRACKETS or after in BRACKETS):
        return _adjacent(before, after, tail + lead)
    if tail or lead:
        step = _step(before) if tail else _step(after)
        # A dash is no mark of an em: whether a bracket beside it is reduced, no clause says. With a space neither.
        unsure = bool(space) or before in LONG or after in LONG or bool(tail and lead)
        blank = tail + lead
        return Slot(0, 0 if unsure else blank, blank + (EM if space else 0), step, 0 if unsure else blank)
    return _between_letters(before, after, space)


def _adjacent(before: str, after: str, blank: int) -> Slot:
    """clreq, «Adjustment of Adjacent Punctuation Marks»: of two marks, at least one a bracket, half an em goes."""
    if INTERPUNCT in (before, after) or before in WIDE_INTERPUNCTS or after in WIDE_INTERPUNCTS:
        return Slot(0, 0, blank, "bracket")  # 1.5 em as they are: whether they are reduced, no clause says
    blank = max(0, blank - HALF)
    return Slot(0, blank, blank, "bracket" if blank else "")


def _step(mark: str) -> str:
    if mark in BRACKETS:
        return "bracket"
    if mark in COMMAS:
        return "comma"
    return "stop" if mark in STOPS else "interpunct"


def _between_letters(before: str, after: str, space: str) -> Slot:
    """The gap where no mark has a blank."""
    wide = is_wide(before), is_wide(after)
    if {before, after} & (MARKS | LONG):
        return _beside_mark(before, after, space)
    if wide == (False, False):
        if {before, after} & (CIRCLED | PREFIXES):
            return Slot(0, 0, HALF if space else 0, stretch="unsure")
        if space:
            return Slot(LEAST_WORD, WORD, WORD, "word-space", WORD - LEAST_WORD, "word-space")
        return Slot(0, 0, 0, stretch="unsure")
    if {before, after} & (CONNECTORS | SOLIDI | ITERATION | SMALL) or max(before, after) >= "\uff00":
        # Beside connectors gaps are better left alone; of full-width figures beside Western text no clause speaks.
        sure = wide == (True, True) and not space and not {before, after} & _JOINED
        return Slot(0, 0, 0) if sure else Slot(0, 0, EM if space or wide != (True, True) else 0, stretch="unsure")
    if (wide[0] and is_narrow(after)) or (wide[1] and is_narrow(before)):
        give = HAN_LATIN - LEAST_HAN_LATIN
        return Slot(LEAST_HAN_LATIN, HAN_LATIN, HAN_LATIN, "han-latin", give, "han-latin")
    if space:
        return Slot(0, 0, EM, stretch="unsure")
    if wide == (True, True):
        return Slot(0, 0, 0)
    return Slot(0, 0, HAN_LATIN, stretch="unsure")  # Han beside %, ², $: UTR 59 says «Other»


def _beside_mark(before: str, after: str, space: str) -> Slot:
    """Next to a full-width mark, on its inked side, there is no gap (clreq, «Mixed Text Composition»), nor next to a
    dash. What stands beside a connector or between two dashes is better not stretched."""
    unsure = space or {before, after} & (CONNECTORS | SOLIDI | SUFFIXES | PREFIXES) or {before, after} <= LONG
    return Slot(0, 0, EM if space else 0, stretch="unsure") if unsure else Slot(0, 0, 0)


_JOINED = CONNECTORS | SOLIDI | SUFFIXES | PREFIXES | ITERATION | SMALL


# -- breaks --


@lru_cache(maxsize=65536)
def turn_between(before: str, after: str, space: str, level: str) -> int:
    """Whether a line may end between two characters that are in no unit together (clreq, «Prohibition Rules»)."""
    if before in NEVER_LAST or (level != "basic" and before in SOLIDI):
        return BARRED
    if before in PREFIXES and is_figure(after) and not space:
        return BARRED
    if after in NEVER_FIRST or (after in LONG and level == "strict"):
        return BARRED
    if before in CONNECTORS | SOLIDI | PREFIXES or after in PREFIXES:
        return UNSURE
    if after in WESTERN_OPENING or before in WESTERN_CLOSING | SUFFIXES or is_wide(before) or is_wide(after):
        return LEGAL if space or is_wide(before) or is_wide(after) else UNSURE
    if space == " " and before.isupper() and is_figure(after):
        return UNSURE  # ISO 9001
    if before in MARKS | LONG or after in MARKS | LONG:
        return LEGAL
    return LEGAL if space else BARRED if before.isalnum() and after.isalnum() else UNSURE


def turn_within(unit: Unit, text: str, at: int, level: str) -> int:
    """Whether a line may end within a unit, before character `at`."""
    before, after = text[at - 1], text[at]
    if unit.kind == "address":
        if after in "/?&=#_.:@,%~+-" or (before == "/" and level != "basic"):
            return BARRED
        return LEGAL if before in "/?&=@" else UNSURE if not before.isalnum() else BARRED
    if unit.kind == "western" and before in "-–/&" and after.isalpha():
        # A compound may be turned over after its hyphen; a solidus must not end a line at levels gb and strict.
        return BARRED if before == "/" and level != "basic" else UNSURE
    return BARRED


def may_be_hyphenated(unit: Unit, text: str, at: int) -> bool:
    """Whether a hyphen may be set in a unit before `at`: in words, not in names of models or acronyms, and with two
    letters at the least on either side; not before the ending of a possessive."""
    start = unit.start + text[unit.start : unit.end].rfind(" ") + 1  # of an amount, its last word: EUR 45 million
    word = re.sub("['’]s$", "", text[start : unit.end].strip(",.;:!?'’"))
    return (
        unit.kind in ("western", "quantity")
        and word.isalpha()
        and word[1:].islower()
        and at - start >= 2
        and start + len(word) - at >= 2
    )
