"""What all that was found comes to: how grave each problem is, the exit code, and the words for people."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from editions.diagnostic import Diagnostic

# Of several problems the first of these decides (docs/diagnostics.md).
EXIT_CODES = (1, 3, 6, 4, 5)
NOTHING_TO_PRINT = (1, 3, 6)

_SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}
# Controls, separators of lines and marks that turn the direction: in a terminal they could say anything.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def weighed(found: Iterable[Diagnostic], *, strict: bool) -> tuple[Diagnostic, ...]:
    """Every problem once, in order; if `strict`, warnings are errors."""

    def grave(fault: Diagnostic) -> Diagnostic:
        return fault._replace(severity="error") if strict and fault.severity == "warning" else fault

    return tuple(dict.fromkeys(grave(fault) for fault in found))


def exit_code(found: Iterable[Diagnostic]) -> int:
    """What the command ends with."""
    codes = {fault.exit_code for fault in found if fault.severity == "error"}
    return next((code for code in EXIT_CODES if code in codes), 0)


def tally(found: Iterable[Diagnostic]) -> dict[str, int]:
    """How many errors and warnings there are."""
    severities = [fault.severity for fault in found]
    return {"errors": severities.count("error"), "warnings": severities.count("warning")}


def as_text(fault: Diagnostic, base: Path | None = None) -> str:
    """A problem as two lines: `file:line:column: 错误 code: 中文 / English [2版 article]`, and what to do.

    `base` is the folder that its place is relative to, so that the file can be opened from where one is.
    """
    place = ""
    if fault.span:
        file = os.path.normpath(base / fault.span.file) if base else fault.span.file
        place = f"{file}:{fault.span.line}:{fault.span.column}: "
    about = " ".join(part for part in (fault.page and f"{fault.page}版", fault.article) if part)
    said = f"{fault.message_zh} / {fault.message}" + (f" [{about}]" if about else "")
    lines = [f"{place}{_SEVERITIES[fault.severity]} {fault.code}: {said}"]
    if fault.hint:
        lines.append(f"    {fault.hint_zh} / {fault.hint}")
    return "\n".join(map(plain, lines))


def plain(text: str) -> str:
    """Text from strangers on one line, with what a terminal would obey written out (`\\x1b`)."""
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
