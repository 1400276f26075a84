"""What trying lines (`lines`) can say, in Chinese and in English. `number` is that of the line in its paragraph."""

from __future__ import annotations

from editions.diagnostic import CHECK_FAILED, DOES_NOT_FIT, Message

_NARROW_ZH, _NARROW_EN = "改几个字，或放宽栏", "change a few words, or set it in a wider column"

TRIED_LOOSE = Message(
    "loose-line", "warning",
    "第 {number} 行字距过松，多出 {growth:.2f} 字：“{text}”", "line {number} is set too loose: its gaps grow by {growth:.2f} em: {text!r}",
    _NARROW_ZH, _NARROW_EN, CHECK_FAILED,
)  # fmt: skip
TRIED_PARTED = Message(
    "parted-unit", "warning",
    "第 {number} 行末拆开了不该拆的：“{text}”", "line {number} ends within what should stay together: {text!r}",
    "整个排，行里容不下，或要留大空：改几个字，或放宽栏",
    "the line does not hold it whole, or only with a hole: change a few words, or set it in a wider column",
    CHECK_FAILED,
)  # fmt: skip
TRIED_RAGGED = Message(
    "ragged-line", "warning",
    "第 {number} 行不齐，短 {short:.2f} 字：“{text}”", "line {number} is {short:.2f} em short of the measure and has no gap to grow: {text!r}",
    _NARROW_ZH, _NARROW_EN, CHECK_FAILED,
)  # fmt: skip
TRIED_OVERFULL = Message(
    "overfull-line", "warning",
    "第 {number} 行超出行长 {over:.2f} 字：“{text}”", "line {number} is {over:.2f} em wider than the measure: {text!r}",
    _NARROW_ZH, _NARROW_EN, CHECK_FAILED,
)  # fmt: skip
TRIED_HEADLINE = Message(
    "headline-too-long", "warning",
    "这样的字号和行长，{lines} 行排不下，按词以外断开", "at this size and measure it does not go into {lines} lines: words are parted",
    "改短、减小字号或加宽", "make it shorter, smaller or wider",
    DOES_NOT_FIT,
)  # fmt: skip
NO_TEXT = Message(
    "text-unreadable", "error",
    "不是 UTF-8 文字", "this is no text in UTF-8",
    "另存为 UTF-8", "save it as UTF-8",
)  # fmt: skip
TEXT_TOO_LARGE = Message(
    "text-too-large", "error",
    "文字超过 {limit} MB", "the text is larger than {limit} MB",
    "分成几次", "try it in parts",
)  # fmt: skip
