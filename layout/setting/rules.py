"""Rules: what a newspaper chooses of Chinese setting; a frozen value that goes with every paragraph.

Source: W3C clreq (Requirements for Chinese Text Layout). Styles of marks by the names that the trade gives them.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["basic", "gb", "strict"]
MarkStyle = Literal["quanjiao", "kaiming", "banjiao"]
Language = Literal["zh-Hans", "zh-Hant"]

LEVELS: tuple[Level, ...] = ("basic", "gb", "strict")
MARK_STYLES: tuple[MarkStyle, ...] = ("quanjiao", "kaiming", "banjiao")
LANGUAGES: tuple[Language, ...] = ("zh-Hans", "zh-Hant")


class Rules(NamedTuple):
    """`level` is clreq's level of prohibition: `basic` (基本处理), `gb` adds GB/T 15834-2011 (no solidus at a line end,
    5.1.9; a mark at a line end always half an em, 5.1.10), `strict` (严格处理) adds no —— or …… at a line start.

    `marks` says how wide they are: 全角 one em each, 开明 one em for 。．？！ and half an em for all others, 半角 half an em
    for all. `language` says where they stand: zh-Hans in a corner of their em, zh-Hant in the middle of it. `hanging`
    lets a comma or stop at a line end hang out of the measure (clreq: off in most publications).
    """

    level: Level = "basic"
    marks: MarkStyle = "quanjiao"
    language: Language = "zh-Hans"
    hanging: bool = False
    hyphenation: bool = True
    vertical: bool = False


BASIC = Rules()
