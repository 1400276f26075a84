"""Character classes of Chinese setting, as data.

Sources: W3C clreq (Requirements for Chinese Text Layout), «Prohibition Rules for Line Start and Line End» and
«Compression and Expansion of Punctuation Marks»; GB/T 15834-2011, 5.1. Mainland (zh-Hans) positions.
"""

from __future__ import annotations

from enum import IntEnum


class Kind(IntEnum):
    """What a unit is when lines are broken and justified."""

    HAN = 0
    OPENING = 1  # “ （ 《: ink in the right half
    CLOSING = 2  # ” ） 》: ink in the left half
    COMMA = 3  # ， 、 ； ：: ink in the left half
    STOP = 4  # 。 ？ ！ ．: ink in the left half
    INTERPUNCT = 5  # ·: half an em, ink in the middle
    RIGID = 6  # —— ……: two em, nothing stretches or shrinks inside
    CONNECTOR = 7  # ～ – - / ／ and a single —
    WESTERN = 8  # a word, a numeral with all that belongs to it
    WESTERN_OPENING = 9  # ( [ {
    WESTERN_CLOSING = 10  # , . ; : ! ? ) ] }
    SUFFIX = 11  # ％ ℃ and the like, standing alone
    PREFIX = 12  # ￥ № and the like, standing alone
    OTHER = 13


# clreq, class «opening brackets and quotation marks» (前括号、前引号)
OPENING = frozenset("“‘「『（〔【〖［｛《〈")
# clreq, class «closing brackets and quotation marks» (后括号、后引号)
CLOSING = frozenset("”’」』）〕】〗］｝》〉")
COMMAS = frozenset("，、；：")
STOPS = frozenset("。？！．")
# Doubled stops in one em, their ink in both halves: never first, nothing to squeeze
DOUBLED_STOPS = frozenset("‼⁇⁈⁉")
INTERPUNCTS = frozenset("·・‧")
CONNECTORS = frozenset("～–-/／—〜－−")
ELLIPSES = frozenset("…⋯")
WESTERN_OPENING = frozenset("([{")
WESTERN_CLOSING = frozenset(",.;:!?)]}'\"")
# clreq issue 262 and jlreq cl-13: never parted from the number before, so never first on a line
SUFFIXES = frozenset("％‰℃℉°′″‵%‱￠²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")
# clreq issue 262 and jlreq cl-12: never parted from the number after, so never last on a line
PREFIXES = frozenset("￥¥＄$￡£€№±＋+")
# Iteration marks and small signs that the case tables bar from a line start at the basic level
NEVER_FIRST_SIGNS = frozenset("々〻ゝゞヽヾー﹪﹐﹑﹒﹔﹕﹖﹗｡､")

# Measure words and magnitudes that read as one with the numeral before: a break there is costly, not barred
# (CSSWG issue 6730).
MEASURES = frozenset("万亿千百十元年月日号时分秒个名位人户家岁米吨斤亩件条座台辆套版期届次回倍成栋所项层里公平度")

class _Kinds(dict[str, Kind]):
    """Character → class, filled as characters turn up."""

    def __missing__(self, char: str) -> Kind:
        code = ord(char)
        if code >= 0x2E80:
            kind = Kind.HAN
        else:
            kind = Kind.WESTERN if char.isalpha() or char.isdecimal() else Kind.OTHER
        self[char] = kind
        return kind


KINDS = _Kinds()
for _chars, _kind in (
    (OPENING, Kind.OPENING),
    (CLOSING, Kind.CLOSING),
    (COMMAS, Kind.COMMA),
    (STOPS, Kind.STOP),
    (INTERPUNCTS, Kind.INTERPUNCT),
    (CONNECTORS, Kind.CONNECTOR),
    (ELLIPSES, Kind.RIGID),
    (frozenset("⸺"), Kind.RIGID),
    (WESTERN_OPENING, Kind.WESTERN_OPENING),
    (WESTERN_CLOSING, Kind.WESTERN_CLOSING),
    (SUFFIXES, Kind.SUFFIX),
    (PREFIXES, Kind.PREFIX),
    (NEVER_FIRST_SIGNS, Kind.SUFFIX),
    (DOUBLED_STOPS, Kind.SUFFIX),
):
    for _char in _chars:
        KINDS[_char] = _kind


def kind_of(char: str) -> Kind:
    """One character in, its class out. Letters and digits of alphabets are WESTERN, everything wide is HAN."""
    return KINDS[char]


# A line never begins with these kinds (避头) ...
NEVER_FIRST = frozenset(
    {
        Kind.CLOSING,
        Kind.COMMA,
        Kind.STOP,
        Kind.INTERPUNCT,
        Kind.CONNECTOR,
        Kind.WESTERN_CLOSING,
        Kind.SUFFIX,
    }
)
# ... and never ends with these (避尾): clreq basic level.
NEVER_LAST = frozenset({Kind.OPENING, Kind.WESTERN_OPENING, Kind.PREFIX})

# The kinds whose glyph fills one em with ink in one half; the other half is blank and may be given up.
BLANK_BEFORE = frozenset({Kind.OPENING})
BLANK_AFTER = frozenset({Kind.CLOSING, Kind.COMMA, Kind.STOP})
