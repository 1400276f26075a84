"""The keys of one mapping of front matter, each checked and brought to its type; what is wrong is gathered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from editions.diagnostic import Diagnostic, Span
from editions.messages_edition import UNKNOWN_KEY, WRONG_TYPE
from editions.messages_read import BAD_VALUE
from editions.near import near_match
from editions.read.decode import shown
from editions.read.front_matter import Mapping, Scalar

_Value = TypeVar("_Value")

_YES, _NO = ("true", "yes", "on", "1", "是"), ("false", "no", "off", "0", "否", "")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a value should have been, for the message."""

    en: str
    zh: str
    example: str
    known: tuple[str, ...] = ()


SWITCH = Wish("true or false", " true 或 false", "true")


def switch(text: str) -> bool | None:
    """What somebody wrote for yes or no in, which of the two out; None if it is neither."""
    return True if text.lower() in _YES else False if text.lower() in _NO else None


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping being read; trouble is gathered in `diagnostics`. `mend` repairs text that is printed."""

    fields: Mapping
    article: str
    mend: Callable[[str], str]
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def within(self, node: Mapping) -> Fields:
        """A mapping that stands in this one; its trouble is gathered with the rest."""
        return Fields(node, self.article, self.mend, self.diagnostics)

    def look_for_strangers(self, known: tuple[str, ...]) -> None:
        for key, _ in self.fields.entries:
            if key.text not in known:
                self.report(
                    UNKNOWN_KEY.at(
                        key.span,
                        article=self.article,
                        key=shown(key.text),
                        known="、".join(known),
                        **near_match(key.text, known),
                    )
                )

    def report(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    def wrong_type(self, span: Span, key: str, wish: Wish) -> None:
        """Say that at `span` stands a value of the wrong shape; the wish's example is a whole line."""
        self.report(
            WRONG_TYPE.at(span, article=self.article, key=key, wanted=wish.en, wanted_zh=wish.zh, example=wish.example)
        )

    def scalar(self, key: str) -> Scalar | None:
        node = self.fields.get(key)
        if node is None or isinstance(node, Scalar):
            return node
        self.wrong_type(node.span, key, Wish("text on one line", "一行文字", f"{key}: …"))
        return None

    def text(self, key: str) -> str:
        node = self.scalar(key)
        return self.mend(" ".join(node.text.split("\n")).strip()) if node else ""

    def value(self, key: str, convert: Callable[[str], _Value | None], wish: Wish) -> _Value | None:
        node = self.scalar(key)
        if node is None or not node.text.strip():
            return None
        value = convert(node.text.strip())
        if value is None:
            self.refuse(node.span, key, node.text, wish)
        return value

    def refuse(self, span: Span, key: str, text: str, wish: Wish) -> None:
        self.report(
            BAD_VALUE.at(
                span,
                article=self.article,
                key=key,
                value=shown(text) or "“”",
                wanted=wish.en,
                wanted_zh=wish.zh,
                example=f"{key}: {wish.example}",
                **near_match(text, wish.known),
            )
        )
