"""Classes of characters, as the checker has them: written down from the clauses, not from what the engine uses.

«GB» is GB/T 15834-2011 (标点符号用法), part 5.1 (横排文稿标点符号的位置和书写形式); «clreq» is W3C's Requirements for Chinese
Text Layout with the anchor of the section.
"""

from __future__ import annotations

from enum import Enum


class Sort(Enum):
    """What a glyph is to the checker. The first four have their ink in one half of an em, the other half is blank
    (clreq, #punctuation_width_adjustment; mainland positions)."""

    OPENING = "opening"
    CLOSING = "closing"
    COMMA = "comma"
    STOP = "stop"
    INTERPUNCT = "interpunct"
    LONG = "long"  # —— and ……
    WESTERN = "western"
    WIDE = "wide"


# GB 5.1.3: quotation marks, brackets, book-title marks; their first half is not last on a line, the second not first.
OPENING = frozenset("“‘（［〔【《〈" + "「『｛〖")  # the last four: clreq, appendix A
CLOSING = frozenset("”’）］〕】》〉" + "」』｝〗")
# GB 5.1.1: comma, enumeration comma, semicolon, colon, full stop (also ．, GB 4.1); never first on a line.
COMMAS = frozenset("，、；：")
STOPS = frozenset("。．" + "？！" + "‼⁇⁈⁉")  # GB 5.1.2: ？ and ！; clreq: what stands for two of them
# The same marks in half-width and small forms, and those of Western text.
SMALL_MARKS = frozenset("｡､｣﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞" + ",.;:!?)]}")
SMALL_OPENING = frozenset("｢﹙﹛﹝" + "([{")
# GB 5.1.7: the interpunct takes half an em and is not first on a line.
INTERPUNCTS = frozenset("·・‧･")
# GB 5.1.4, 5.1.5: dash and ellipsis take two em and are not parted between lines.
DASHES = frozenset("—⸺")
ELLIPSES = frozenset("…⋯‥․")
# GB 5.1.6: connectors are not first on a line (短横线, 一字线, 浪纹线). A single — is one, too; see `bars_start`.
CONNECTORS = frozenset("-–－～")
WAVES = frozenset("〜‐゠")  # those that clreq does not name: barred where the test suite is strict
# GB 5.1.9: the solidus is neither first nor last on a line; clreq's basic level bars the start alone.
SOLIDI = frozenset("/／")
# Of these, what before a figure may be its sign.
SIGNS = frozenset("-–－−")
# Signs that belong to the number before them (clreq issue 262, jlreq cl-13) ...
AFTER_NUMBER = frozenset("%％﹪‰‱℃℉°′″‵￠")
# ... and after them (clreq issue 262, jlreq cl-12); barred from a line end before a number.
BEFORE_NUMBER = frozenset("¥￥$＄£￡€№±＋+−－")
# Marks of repetition: they stand for the character before them (the line-break cases of clreq's test suite).
REPEATS = frozenset("々〻ゝゞヽヾ")
# What holds the figures of one numeral together: 3.14, 4,000, 13:30, 3：2, 1∶500 (clreq issue 262).
WITHIN_NUMBER = frozenset(".．,:：∶")

LEVELS = ("basic", "gb", "strict")


def is_figure(char: str) -> bool:
    return "0" <= char <= "9" or "０" <= char <= "９"


def is_letter(char: str) -> bool:
    """A letter of a Western alphabet, accented ones too."""
    return char.isalpha() and char < "\u2e80"


def sort_of(text: str, width: float) -> Sort:
    """The text of a glyph and its advance in em in, what it is out."""
    char = text[0]
    if char in OPENING:
        return Sort.OPENING
    if char in CLOSING:
        return Sort.CLOSING
    if char in COMMAS:
        return Sort.COMMA
    if char in STOPS:
        return Sort.STOP
    if char in INTERPUNCTS:
        return Sort.INTERPUNCT
    if char in ELLIPSES or (char in DASHES and width > 0.9):
        return Sort.LONG
    return Sort.WESTERN if char < "\u2e80" and width < 0.95 else Sort.WIDE


def bars_start(text: str, before: str, level: str) -> str:
    """The beginning of a line that goes on with a paragraph, and the end of the line before, in; the mark that must
    not stand there, or "", out.

    clreq, #prohibition_rules_for_line_start_end: basic level; `strict` adds —— and ……. Half of a parted —— is not
    meant here, but in `rules.parted`.
    """
    first, second = text[:1], text[1:2]
    if first in DASHES:
        unit = first if first == "⸺" else first + second if second == first else ""
        return first if not unit else unit if level == "strict" else ""
    if first in ELLIPSES or first in WAVES:
        return first if level == "strict" else ""
    if is_figure(second or " "):
        if first == ".":
            return ""  # .5
        if first in SIGNS and not (is_figure(before[-1:] or " ") or is_letter(before[-1:])):
            return ""  # a sign, not a connector: -5℃
    return first if first in _NEVER_FIRST else ""


_NEVER_FIRST = CLOSING | COMMAS | STOPS | SMALL_MARKS | INTERPUNCTS | CONNECTORS | SOLIDI | AFTER_NUMBER | REPEATS


def bars_end(text: str, following: str, level: str) -> str:
    """The end of a line, and the beginning of the next one of the paragraph, in; the mark that must not stand there,
    or "", out (GB 5.1.3, 5.1.9; clreq, #prohibition_rules_for_line_start_end)."""
    last = text[-1:]
    if last in OPENING or last in SMALL_OPENING or (level != "basic" and last in SOLIDI):
        return last
    return last if last in BEFORE_NUMBER and is_figure(following[:1] or " ") else ""
