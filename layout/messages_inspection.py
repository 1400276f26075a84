"""What the inspection of a finished PDF can find, in Chinese and in English. `place` is in mm from the trim's corner."""

from __future__ import annotations

from editions.diagnostic import CHECK_FAILED, Message

_PLACE_ZH = "（距左 {x:.0f} mm，距上 {y:.0f} mm）：“{text}”"
_PLACE_EN = " ({x:.0f} mm from the left, {y:.0f} mm from the top): {text!r}"
_FAULT_ZH = "稿件没有错，是排版的毛病：改几个字可以避开；若是本程序排的，请报告"
_FAULT_EN = (
    "a fault of the setting, not of the copy: a changed word gets around it; if Banmian set the page, please report it"
)
_NARROW_ZH, _NARROW_EN = "改几个字，或放宽栏", "change a few words, or set it in a wider column"

LINE_START = Message(
    "pdf-line-start", "error",
    "“{what}”不该在行首" + _PLACE_ZH, "{what!r} must not begin a line" + _PLACE_EN,
    _FAULT_ZH, _FAULT_EN, CHECK_FAILED,
)  # fmt: skip
LINE_END = Message(
    "pdf-line-end", "error",
    "“{what}”不该在行末" + _PLACE_ZH, "{what!r} must not end a line" + _PLACE_EN,
    _FAULT_ZH, _FAULT_EN, CHECK_FAILED,
)  # fmt: skip
PARTED_UNIT = Message(
    "pdf-parted-unit", "error",
    "“{what}”不该拆在两行" + _PLACE_ZH, "{what!r} must not be parted between two lines" + _PLACE_EN,
    _FAULT_ZH, _FAULT_EN, CHECK_FAILED,
)  # fmt: skip
STRETCHED_UNIT = Message(
    "pdf-stretched-unit", "error",
    "“{what}”中间拉开了 {amount:.2f} 字" + _PLACE_ZH, "{what!r} is drawn apart by {amount:.2f} em" + _PLACE_EN,
    _FAULT_ZH, _FAULT_EN, CHECK_FAILED,
)  # fmt: skip
RAGGED_END = Message(
    "pdf-ragged-line", "error",
    "行末没有对齐，差 {amount:+.2f} 字" + _PLACE_ZH, "the end of the line is {amount:+.2f} em off the edge of the column" + _PLACE_EN,
    _FAULT_ZH, _FAULT_EN, CHECK_FAILED,
)  # fmt: skip
RAGGED_START = Message(
    "pdf-ragged-line", "error",
    "行首没有对齐，差 {amount:+.2f} 字" + _PLACE_ZH, "the start of the line is {amount:+.2f} em off the edge of the column" + _PLACE_EN,
    _FAULT_ZH, _FAULT_EN, CHECK_FAILED,
)  # fmt: skip
OFF_GRID = Message(
    "pdf-off-grid", "error",
    "这一行不在行格上，差 {points:+.2f}pt" + _PLACE_ZH, "the baseline is {points:+.2f} pt off the grid" + _PLACE_EN,
    _FAULT_ZH, _FAULT_EN, CHECK_FAILED,
)  # fmt: skip
LOOSE_MARKS = Message(
    "pdf-loose-marks", "error",
    "“{what}”没有挤压，多占 {amount:.2f} 字" + _PLACE_ZH, "{what!r} is not squeezed: {amount:.2f} em too wide" + _PLACE_EN,
    _FAULT_ZH, _FAULT_EN, CHECK_FAILED,
)  # fmt: skip
WIDE_GAP = Message(
    "pdf-wide-gap", "warning",
    "“{what}”之间空了 {amount:.2f} 字" + _PLACE_ZH, "the gap in {what!r} is {amount:.2f} em wide" + _PLACE_EN,
    _NARROW_ZH, _NARROW_EN, CHECK_FAILED,
)  # fmt: skip
SHORT_LAST_LINE = Message(
    "pdf-short-last-line", "warning",
    "段末一行只有 {amount:.1f} 字" + _PLACE_ZH, "the last line of the paragraph holds only {amount:.1f} em" + _PLACE_EN,
    _NARROW_ZH, _NARROW_EN, CHECK_FAILED,
)  # fmt: skip
PDF_UNREADABLE = Message(
    "pdf-unreadable", "error",
    "“{file}”读不成 PDF：{why}", "{file!r} cannot be read as a PDF: {why}",
    "指定一个没有密码的完整 PDF，或一期报纸的文件夹", "name a whole PDF without a password, or the folder of an edition",
)  # fmt: skip
NO_RUNNING_TEXT = Message(
    "pdf-no-text", "warning",
    "没有找到成栏的正文，什么也没有查", "no running text in columns was found, so nothing was looked at",
    "正文要是文字，不是图片或曲线", "its text must be text, not pictures or outlines",
    CHECK_FAILED,
)  # fmt: skip
TEXT_ASIDE = Message(
    "pdf-text-aside", "warning",
    "正文字号的文字有 {percent:.0f}% 不在栏里，没有查", "{percent:.0f} % of the type in body size stands in no column and was not looked at",
    "诗和表格之外，是不是各行左右都没有对齐？", "verse and tables aside: are its lines flush at neither edge?",
    CHECK_FAILED,
)  # fmt: skip
