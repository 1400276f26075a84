"""Character classes of Chinese setting, as data.

Sources: W3C clreq (Requirements for Chinese Text Layout), «Prohibition Rules for Line Start and Line End» and
«Compression and Expansion of Punctuation Marks»; GB/T 15834-2011, 5.1. What may begin and end a line at which level,
and how wide a mark is, depends on the rules of the newspaper as well: see `marks`.
"""

from __future__ import annotations

from enum import IntEnum
from unicodedata import category


class Kind(IntEnum):
    """What a unit is when lines are broken and justified."""

    HAN = 0
    OPENING = 1  # “ （ 《: ink in the second half
    CLOSING = 2  # ” ） 》: ink in the first half
    COMMA = 3  # ， 、 ； ：: ink in the first half
    STOP = 4  # 。 ？ ！ ．: ink in the first half
    INTERPUNCT = 5  # ·: half an em, ink in the middle
    RIGID = 6  # —— ……: two em, nothing stretches or shrinks inside
    CONNECTOR = 7  # ～ – - / ／ and a single —
    WESTERN = 8  # a word, a numeral with all that belongs to it
    WESTERN_OPENING = 9  # ( [ {
    WESTERN_CLOSING = 10  # , . ; : ! ? ) ] }
    SUFFIX = 11  # ％ ℃ and the like, standing alone
    PREFIX = 12  # ￥ № and the like, standing alone
    OTHER = 13
    DOUBLED = 14  # ！！ ？！ ‼: one em, ink in both halves
    LEADER = 15  # a single … and what the case tables bar like it
    ATTACHED = 16  # what combines with the character before it, or draws nothing: no unit of its own


# clreq, class «opening brackets and quotation marks» (前括号、前引号)
OPENING = frozenset("“‘「『（〔【〖［｛《〈")
# clreq, class «closing brackets and quotation marks» (后括号、后引号)
CLOSING = frozenset("”’」』）〕】〗］｝》〉")
COMMAS = frozenset("，、；：")
STOPS = frozenset("。？！．")
# Doubled stops in one em, their ink in both halves: never first, nothing to squeeze
DOUBLED_STOPS = frozenset("‼⁇⁈⁉")
INTERPUNCTS = frozenset("·・‧･")
SOLIDI = frozenset("/／")
CONNECTORS = frozenset("～–-—〜－−‐") | SOLIDI
ELLIPSES = frozenset("…⋯")
WESTERN_OPENING = frozenset("([{")
WESTERN_CLOSING = frozenset(",.;:!?)]}'\"")
# clreq issue 262 and jlreq cl-13: never parted from the number before, so never first on a line
SUFFIXES = frozenset("％‰℃℉°′″‵%‱￠²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")
# clreq issue 262 and jlreq cl-12: never parted from the number after, so never last on a line
PREFIXES = frozenset("￥¥＄$￡£€№±＋+")
# Iteration marks and small signs that the zh line-break cases bar from a line start at the normal level
NEVER_FIRST_SIGNS = frozenset("々〻ゝゞヽヾー﹪﹐﹑﹒﹔﹕﹖﹗｡､")
# ... and what they bar at the strict level only
STRICT_FIRST_SIGNS = frozenset("․‥︙゠𐫶")
# What GB/T 15834-2011, 5.1.2, doubles or trebles
EXCLAMATIONS = frozenset("！？")

# Measure words and magnitudes that read as one with the numeral before: a break there is costly, not barred
# (CSSWG issue 6730).
MEASURES = frozenset("万亿千百十元年月日号时分秒个名位人户家岁米吨斤亩件条座台辆套版期届次回倍成栋所项层里公平度双毫厘小点路级卷号册")


_ATTACHED = frozenset({"Mn", "Me", "Cf", "Cc"})


class _Kinds(dict[str, Kind]):
    """Character → class, filled as characters turn up."""

    def __missing__(self, char: str) -> Kind:
        code = ord(char)
        if category(char) in _ATTACHED:
            kind = Kind.ATTACHED
        elif code >= 0x2E80:
            kind = Kind.HAN
        else:
            kind = Kind.WESTERN if char.isalpha() or char.isdecimal() else Kind.OTHER
        self[char] = kind
        return kind


# What nearly all copy is made of is there beforehand, since a look at every new character would take as long as setting it.
KINDS = _Kinds(dict.fromkeys(map(chr, range(0x4E00, 0xA000)), Kind.HAN))
for _chars, _kind in (
    (OPENING, Kind.OPENING),
    (CLOSING, Kind.CLOSING),
    (COMMAS, Kind.COMMA),
    (STOPS, Kind.STOP),
    (INTERPUNCTS, Kind.INTERPUNCT),
    (CONNECTORS, Kind.CONNECTOR),
    (ELLIPSES, Kind.LEADER),
    (STRICT_FIRST_SIGNS, Kind.LEADER),
    (frozenset("⸺"), Kind.RIGID),
    (WESTERN_OPENING, Kind.WESTERN_OPENING),
    (WESTERN_CLOSING, Kind.WESTERN_CLOSING),
    (SUFFIXES, Kind.SUFFIX),
    (PREFIXES, Kind.PREFIX),
    (NEVER_FIRST_SIGNS, Kind.SUFFIX),
    (DOUBLED_STOPS, Kind.DOUBLED),
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
        Kind.DOUBLED,
        Kind.INTERPUNCT,
        Kind.CONNECTOR,
        Kind.WESTERN_CLOSING,
        Kind.SUFFIX,
    }
)
# ... and never ends with these (避尾): clreq basic level.
NEVER_LAST = frozenset({Kind.OPENING, Kind.WESTERN_OPENING, Kind.PREFIX})
# What has no place in the count of a last line's characters (clreq, «Paragraph Adjustment»: 标点不计).
COUNTED = frozenset({Kind.HAN, Kind.WESTERN, Kind.SUFFIX, Kind.PREFIX, Kind.OTHER})


def bars_start(kind: Kind, text: str, *, strict: bool) -> bool:
    """Whether a unit of this kind and text never begins a line (but for a paragraph's first).

    clreq, «Prohibition Rules for Line Start and Line End»: `strict` adds —— and …… (严格处理); a lone … is half of one
    and is barred at every level."""
    if kind is Kind.RIGID:
        return strict
    if kind is Kind.LEADER:
        return strict or text in ELLIPSES
    return kind in NEVER_FIRST


def bars_end(kind: Kind, text: str, *, solidus: bool) -> bool:
    """Whether a unit of this kind and text never ends a line; `solidus`: / and ／ too (GB/T 15834-2011, 5.1.9)."""
    return kind in NEVER_LAST or (solidus and kind is Kind.CONNECTOR and text in SOLIDI)
