"""Bytes to text.

UTF-8 is tried first, and bytes that pass as UTF-8 and hold more than ASCII are nothing else. What fails
is decoded as every likely encoding and the result that holds the most everyday characters wins; that tells
gb18030 from Big5 and from a UTF-8 file with a few spoilt bytes, whatever the page declares.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from editions.diagnostic import Diagnostic, Span
from editions.messages_edition import FILE_TOO_LARGE
from editions.messages_read import BAD_BYTES, CONTROL_CHARACTER, GUESSED_ENCODING, MOJIBAKE, MOJIBAKE_UNDONE, NOT_TEXT
from editions.read.later import later
from editions.read.mojibake import everyday, undo
from editions.read.traced import Source

MAX_BYTES = 8_000_000
MAX_CHARACTERS = 500_000  # of one story; no newspaper prints so long a one
MAX_REPORTS = 20  # of one kind in one file; more would bury the others

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LIKELY = ("gb18030", "big5")

CONTROLS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufff9-\ufffc\ufffe\uffff"
)
CONTROL = re.compile(f"[{CONTROLS}]")
_RARE = "併佷佸佹佺佽侀侊堛堜堝堟堢堣堥堬夈変夊夋夌夎夐夛屻屼屽屾岀岃岄岋氥氫氬氭氱氳氶氾涖涗涘涙涚涜涢涳熴熶熷熸熺熻熼燂"
_LEADS, _FOLLOW = "ÃÂâäåæçèéï", "\u0080-\u00bf€‚„…†‡‰‹Œ‘’“”•–—™›œ"
_MOJIBAKE_AT_MOST = re.compile("[\ufffd锟烫屯銆鈥嚗銝鈭锛紝À-ÖØ-öø-ÿ]")  # what it begins with
_MOJIBAKE = later(
    f"{_MOJIBAKE_AT_MOST.pattern}"
    f"(?:(?<=[\ufffd銆鈥嚗銝鈭])|(?<=锟)斤拷|(?<=烫)烫烫|(?<=屯)屯屯|(?<=锛)(?=[{_RARE}])|(?<=紝)(?<![織织組组女]紝)"
    "|[¡-ÿ](?<=[À-ÿ].)(?:[À-ÖØ-öø-ÿ][¡-ÿ]){2,}"
    f"|(?<=[{_LEADS}])[{_FOLLOW}]{{1,2}}(?:[{_LEADS}][{_FOLLOW}]{{1,2}}){{2,}})"
)
# 銆, 鈥, 紝 and 锛 before a rare one are parts of Chinese marks in UTF-8 that was taken for gb18030, 嚗, 銝 and 鈭 of marks and of
# 一 and 人 in UTF-8 that was taken for Big5.
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085]")


class Decoded(NamedTuple):
    """`text` is None when the bytes are no text; lines are parted by `\\n` alone."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...]


def decode(data: bytes, name: str) -> Decoded:
    """The bytes of a file and its name in, its text out, with what is wrong with its bytes and characters."""
    if len(data) > MAX_BYTES:
        return Decoded(None, (FILE_TOO_LARGE.at(Span(name), file=name, limit=MAX_BYTES // 1_000_000),))
    mark, encoding = next(((bom, code) for bom, code in _BOMS if data.startswith(bom)), (b"", ""))
    data = data[len(mark) :]
    if not encoding.startswith(("utf-16", "utf-32")) and (nul := data.find(b"\0")) >= 0:
        return Decoded(None, (NOT_TEXT.at(_byte_span(data, nul, name), why="NUL", why_zh="有空字节 NUL"),))
    text, diagnostics = _decoded(data, encoding, name)
    if text is None:
        return Decoded(None, diagnostics)
    text, lines, lost = undo(text)  # first: what is a line end by Unicode may be half of a character
    text = _LINE_ENDS.sub("\n", text)
    if lines:
        diagnostics = (*diagnostics, MOJIBAKE_UNDONE.at(Span(name, lines[0]), count=len(lines)))
    if lost:
        damaged = text.split("\n")
        diagnostics = (
            *diagnostics,
            *(MOJIBAKE.at(Span(name, line, 1), text=shown(damaged[line - 1])) for line in lost[:MAX_REPORTS]),
        )
    return Decoded(text, (*diagnostics, *_look(Source(name, text))))


def shown(text: str, limit: int = 24) -> str:
    """Text from a file in, the same fit for a message out: one line, nothing invisible, not too long."""
    line = CONTROL.sub(lambda match: _code(match.group()), " ".join(text.split()))
    return line if len(line) <= limit else line[:limit] + "…"


def _decoded(data: bytes, encoding: str, name: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    try:
        return data.decode(encoding or "utf-8"), ()
    except UnicodeDecodeError as error:
        if encoding:
            return None, (_bad_bytes(data, error, name),)
        broken = error.with_traceback(None)  # with it, error and data would keep each other
    candidates = {code: text for code in _LIKELY if (text := _strictly(data, code)) is not None}
    best = max(candidates, key=lambda code: everyday(candidates[code]), default="")
    if best and everyday(candidates[best]) > everyday(data.decode("utf-8", "ignore")):
        return candidates[best], (GUESSED_ENCODING.at(Span(name), encoding=best),)
    return None, (_bad_bytes(data, broken, name),)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _bad_bytes(data: bytes, error: UnicodeDecodeError, name: str) -> Diagnostic:
    octets = data[error.start : max(error.end, error.start + 4)].hex(" ")
    return BAD_BYTES.at(_byte_span(data, error.start, name), encoding=error.encoding, octets=octets)


def _byte_span(data: bytes, offset: int, name: str) -> Span:
    line_start = data.rfind(b"\n", 0, offset) + 1
    column = len(data[line_start:offset].decode("utf-8", "replace")) + 1
    return Span(name, data.count(b"\n", 0, offset) + 1, column)


def _look(source: Source) -> list[Diagnostic]:
    controls = list(CONTROL.finditer(source.text))[:MAX_REPORTS]
    broken = list(_MOJIBAKE.finditer(source.text))[:MAX_REPORTS] if _MOJIBAKE_AT_MOST.search(source.text) else []
    return [
        *(MOJIBAKE.at(source.span(match.start()), text=_around(source.text, match)) for match in broken),
        *(CONTROL_CHARACTER.at(source.span(match.start()), code=_code(match.group())) for match in controls),
    ]


def _around(text: str, match: re.Match[str]) -> str:
    line_start = text.rfind("\n", 0, match.start()) + 1
    return shown(text[max(line_start, match.start() - 6) : match.end() + 6])


def _code(char: str) -> str:
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X}" + (f" {name}" if name else "")
