"""Trouble as a value: where it is, what is wrong, what to do about it.

Every problem that a reader of this program can meet is a `Message` constant in a `messages` module, with
its text in Chinese and in English; `Message.at` makes a `Diagnostic` of it. Diagnostics are collected and
returned, never printed on the spot and never raised, so that one run reports all problems of an edition.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning", "note"]

BAD_INPUT = 3
DOES_NOT_FIT = 4
CHECK_FAILED = 5
FONT_MISSING = 6


class Span(NamedTuple):
    """A place in a source file. `file` is relative to the edition's folder; line and column are 1-based."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Diagnostic(NamedTuple):
    """One problem. `exit_code` is what the command ends with if this is an error (docs/diagnostics.md)."""

    severity: Severity
    code: str
    message: str
    message_zh: str
    hint: str = ""
    hint_zh: str = ""
    span: Span | None = None
    page: str = ""
    article: str = ""
    exit_code: int = BAD_INPUT

    def as_json(self) -> dict[str, Any]:
        """A JSON object with stable keys; `span` is `{"file", "line", "column"}` or null."""
        return {
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "message_zh": self.message_zh,
            "hint": self.hint,
            "hint_zh": self.hint_zh,
            "span": self.span._asdict() if self.span else None,
            "page": self.page,
            "article": self.article,
        }


class Message(NamedTuple):
    """The text of one kind of problem. `zh`, `en` and the hints are `str.format` templates."""

    code: str
    severity: Severity
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""
    exit_code: int = BAD_INPUT

    def at(self, span: Span | None = None, *, page: str = "", article: str = "", **values: object) -> Diagnostic:
        """The values of the templates in, a `Diagnostic` out; `page` and `article` may stand in them too."""
        values |= {"page": page, "article": article}
        return Diagnostic(
            severity=self.severity,
            code=self.code,
            message=self.en.format(**values),
            message_zh=self.zh.format(**values),
            hint=self.hint_en.format(**values),
            hint_zh=self.hint_zh.format(**values),
            span=span,
            page=page,
            article=article,
            exit_code=self.exit_code,
        )
