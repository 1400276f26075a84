"""Write docs/diagnostics.md, the list of every problem that the program can report.

    python docs/make_diagnostics.py

The list is made of the `Message` constants; tests/test_docs.py sees that it is up to date.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "diagnostics.md"

HEAD = """\
# What can be reported

Every problem has a code that stays the same from version to version, so that a script may ask for it. An
error ends the command with the exit code given here (of several, 1 before 3 before 6 before 4 before 5). A
warning ends it with the code in brackets, but only under `--strict`; a note never does. Words in braces
stand for what the message names; after → stands what to do about it.

This file is made by `python docs/make_diagnostics.py`; change the `messages` modules, not the file.
"""

TITLES = {
    "editions.messages_edition": "The edition's folder and its files",
    "editions.messages_copy": "Its copy",
    "editions.messages_read": "Files of articles",
    "editions.messages_feeds": "Feeds, files of agencies and of word processors",
    "editions.messages_import": "Sources made into an edition (`import`)",
    "editions.messages_archive": "The archive",
    "layout.messages": "Style, fonts and pages",
    "layout.messages_lines": "Lines on trial (`lines`)",
    "layout.messages_inspection": "Lines of the finished PDF (`check --composition`)",
}

_ENDS = {"error": "{}", "warning": "({})", "note": ""}
_FIELD = re.compile(r"\{(\w+)(?:![rsa])?(?::[^{}]*)?\}")
_NEAR = re.compile(r"\{near(?:_zh)?\}")  # « (did you mean …?)», where there is something near


class Entry(NamedTuple):
    """A message: `module` is where its constant stands."""

    module: str
    code: str
    severity: str
    exit_code: int
    zh: str
    en: str
    hint_zh: str
    hint_en: str


def modules() -> tuple[str, ...]:
    """The names of all modules of messages."""
    found = [path for package in ("editions", "layout") for path in (ROOT / package).rglob("messages*.py")]
    return tuple(sorted(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found))


def entries(module: str) -> tuple[Entry, ...]:
    """The messages of one module in the order in which they stand there."""
    from editions.diagnostic import Message

    constants = vars(import_module(module)).items()
    return tuple(
        Entry(
            module,
            item.code,
            item.severity,
            item.exit_code,
            item.zh,
            item.en,
            item.hint_zh,
            item.hint_en,
        )
        for name, item in constants
        if isinstance(item, Message) and name.isupper()
    )


def page() -> str:
    """The text of docs/diagnostics.md."""
    parts = [HEAD]
    for module in modules():
        parts.append(f"\n## {TITLES.get(module, module)}\n\n")
        parts.append("| code | severity | exit | message | 信息 |\n|---|---|---|---|---|\n")
        parts += (_row(entry) for entry in entries(module))
    return "".join(parts)


def _row(entry: Entry) -> str:
    ends = _ENDS[entry.severity].format(entry.exit_code)
    said = [
        "<br>→ ".join(_cell(text) for text in texts if text)
        for texts in ((entry.en, entry.hint_en), (entry.zh, entry.hint_zh))
    ]
    return f"| `{entry.code}` | {entry.severity} | {ends} | {said[0]} | {said[1]} |\n"


def _cell(template: str) -> str:
    """A template as it reads in a cell of a table: fields without their formats, Markdown's signs escaped."""
    text = _FIELD.sub(r"{\1}", _NEAR.sub("", template)).replace("\n", " ")
    return re.sub(r"([\\*<>|\[\]#])", r"\\\1", text)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    TARGET.write_text(page(), "utf-8")
