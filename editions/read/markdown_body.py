"""The body of a Markdown file: tokens of markdown-it made into traced pieces. What each construct means is
told in `markdown`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from editions.diagnostic import Diagnostic
from editions.messages_read import BREAK_IGNORED, FENCE_OPEN, FENCE_UNKNOWN, HTML_SHOWN, LINK_DROPPED
from editions.model import Picture
from editions.read.cjk_emphasis import emphasis
from editions.read.decode import shown
from editions.read.later import later
from editions.read.repair import Damage, repair
from editions.read.shapes import is_wide
from editions.read.signed import Piece
from editions.read.traced import BOLD, DOTS, KAI, PLAIN, SUB, SUP, Source, Traced

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

TITLE, ITEM = "title", "item"  # hints of a piece: the headline of a sidebar, an item of a list

_WINDOW = 20_000  # characters; a search for words that the parser changed has to end
# A mark of Markdown, a space at the edge of a line, or a line that may begin anything but a paragraph or a heading without frills.
_MARKED_UP = later(
    r"[*_`\[\]\\<>&|~\0\x0b\x0c\x1c-\x1f]|^[ \t]|[ \t]$|^[^\S\n]+$|^(?:[-+=:]|\d{1,9}[.)]|#(?!#{0,5} [^#\s][^#\n]*$))", re.M
)
_STYLED = later(r"<(sup|sub)>([^<>]{1,40})</\1>|<(em)>([^<>]{1,400})</em>")
_STYLES = {"sup": SUP, "sub": SUB, "em": DOTS}
_TAG = later(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,200})?/?>|<!--")
_LINK_END = later(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\]\[[^\]\n]*\]|\]")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["code", "lheading", "reference", "html_block", "html_inline"])
    # Text that was escaped (`\*`, `&amp;`) stays a token of its own, so that all other text is found in the
    # source.
    parser.core.ruler.disable("text_join")
    parser.inline.ruler.at("emphasis", emphasis)
    return parser


class _Line(NamedTuple):
    """A stretch of inline text up to a line break; `hard` tells what kind of break ends it."""

    copy: Traced
    hard: bool


@dataclass
class Body:
    """The tokens of one body being made into pieces."""

    source: Source
    damage: Damage
    repairs: Counter[str]
    pieces: list[Piece] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    place: int = 0  # how far in the source the tokens have come

    def read(self, skipped: int, text: str) -> None:
        """The body's text and the number of lines before it in; fills the lists."""
        (self.read_tokens if _MARKED_UP.search(text) else self.read_plain)(skipped, text)

    def read_plain(self, skipped: int, text: str) -> None:
        """Most copy is paragraphs and headings: what the parser would make of them needs no parser."""
        lines = text.split("\n")
        start = 0
        for number, line in enumerate([*lines, ""]):
            if line and line[0] != "#":
                continue
            if start < number:
                self.plain_block("\n".join(lines[start:number]), start + skipped, "paragraph")
            if line:
                level = len(line) - len(line.lstrip("#"))
                self.plain_block(line[level:], number + skipped, TITLE if level == 1 else "subhead")
            start = number + 1

    def plain_block(self, text: str, number: int, kind: str) -> None:
        self.place = max(self.place, self.source.line_starts[number])
        found: list[_Line] = []
        for line in text.strip().split("\n"):
            if found:
                self.place = self.source.text.find("\n", self.place) + 1
            found.append(_Line(self.found(line, line), False))
        self.block_text(found, kind, [])

    def read_tokens(self, skipped: int, text: str) -> None:
        """As `read`, whatever there is in the text."""
        tokens = _parser().parse(text)
        kinds: list[str] = ["paragraph"]
        bullets: list[str] = []
        rows: list[tuple[str, ...]] = []
        start = 0
        for index, token in enumerate(tokens):
            if token.map:
                self.place = max(self.place, self.source.line_starts[token.map[0] + skipped])
            match token.type:
                case "heading_open":
                    kinds.append(TITLE if token.tag == "h1" else "subhead")
                case "blockquote_open":
                    kinds.append("note")
                case "heading_close" | "blockquote_close":
                    kinds.pop()
                case "list_item_open":
                    bullets.append(f"{token.info}{token.markup}" if token.info else "●")
                case "fence":
                    self.fence(token, skipped)
                case "table_open":
                    rows, start = [], self.place
                case "tr_open":
                    rows.append(())
                case "table_close":
                    self.pieces.append(Piece(Traced("", range(start, start), ""), "table", tuple(rows)))
                case "inline" if tokens[index - 1].type in {"th_open", "td_open"}:
                    lines = self.inline(token)
                    rows[-1] += (self.repaired(Traced.joined(line.copy for line in lines)).stripped().text,)
                case "inline":
                    self.block_text(self.inline(token), kinds[-1], bullets)

    def block_text(self, lines: Sequence[_Line], kind: str, bullets: list[str]) -> None:
        if kind == "paragraph" and len(lines) > 1 and all(line.hard for line in lines[:-1]):
            self.add("verse", _joined([line.copy for line in lines], "\n"))
            return
        if kind == "paragraph" and any(line.hard for line in lines):
            at = next(line.copy for line in lines if line.hard)
            self.diagnostics.append(BREAK_IGNORED.at(self.source.span(at.at[-1] if at.text else self.place)))
        for paragraph in _typescript_paragraphs(lines):
            if bullets and paragraph.text:
                marked = Traced.joined((_standing(bullets[-1], paragraph.at[0]), paragraph))
                bullets.clear()
                self.add(kind, marked, ITEM)
            else:
                self.add(kind, paragraph)

    def fence(self, token: Token, skipped: int) -> None:
        first, last = token.map or [0, 0]
        starts = self.source.line_starts
        begin = starts[first + skipped]
        last_line = self.source.text[starts[last - 1 + skipped] :].split("\n", 1)[0]
        if last - first < 2 or not last_line.strip("> \t").startswith(token.markup):
            self.diagnostics.append(FENCE_OPEN.at(self.source.span(begin), mark=token.markup))
        if token.info.strip() != "verse":
            self.diagnostics.append(
                FENCE_UNKNOWN.at(self.source.span(begin), mark=token.markup, info=shown(token.info))
            )
        content = token.content.rstrip("\n")
        inside = self.source.text.find("\n", begin) + 1
        # It is not there if the fence stands in a list or a note, where each line has a margin.
        is_there = content and self.source.text.startswith(content, inside)
        self.add("verse", Traced.plain(content, inside) if is_there else _standing(content, begin))

    def add(self, kind: str, copy: Traced, hint: str = "") -> None:
        copy = self.repaired(copy).stripped()
        if not copy.text:
            return
        if tag := _TAG.search(copy.text):
            self.diagnostics.append(HTML_SHOWN.at(self.source.span(copy.at[tag.start()]), text=shown(tag.group())))
        self.pieces.append(Piece(copy, kind, hint=TITLE if kind == TITLE else hint))

    def repaired(self, copy: Traced) -> Traced:
        copy, counts = repair(copy, self.damage)
        if counts:
            self.repairs.update(counts)
        return copy

    def inline(self, parent: Token) -> list[_Line]:
        """The text of an inline token, line by line, styled and traced to the source."""
        lines: list[_Line] = []
        parts: list[Traced] = []
        styles = [PLAIN]
        for token in parent.children or ():
            match token.type:
                case "strong_open":
                    styles.append(BOLD)
                case "em_open":
                    styles.append(KAI)
                case "strong_close" | "em_close":
                    styles.pop()
                case "text" | "code_inline":
                    parts.append(self.found(token.content, token.content).styled(styles[-1]))
                case "text_special":
                    parts.append(self.found(token.markup, token.content).styled(styles[-1]))
                case "softbreak" | "hardbreak":
                    lines.append(_Line(_styled(Traced.joined(parts)), token.type == "hardbreak"))
                    parts = []
                    self.place = self.source.text.find("\n", self.place) + 1
                case "link_close":
                    self.link(token)
                case "link_open":
                    target = unquote(str(token.attrs.get("href", "")))
                    if token.info != "auto":
                        self.diagnostics.append(LINK_DROPPED.at(self.source.span(self.place), text=shown(target, 60)))
                case "image":
                    self.image(token)
        lines.append(_Line(_styled(Traced.joined(parts)), False))
        return lines

    def found(self, written: str, read: str) -> Traced:
        """Text as it was written in the source and as it is to be read in, traced; moves on behind it."""
        start = self.source.text.find(written, self.place, self.place + _WINDOW)
        if start < 0:
            return _standing(read, self.place)
        self.place = start + len(written)
        if written == read:
            return Traced.plain(read, start)
        return _standing(read, start)

    def link(self, token: Token) -> None:
        if token.info != "auto" and (end := _LINK_END.match(self.source.text, self.place)):
            self.place = end.end()

    def image(self, token: Token) -> None:
        start = self.source.text.find("![", self.place)
        self.place = max(self.place, start)
        caption = self.repaired(Traced.plain(token.content)).text
        file = unquote(str(token.attrs.get("src", "")))
        self.pictures.append(Picture(file, caption, span=self.source.span(self.place)))
        closed = self.source.text.find("](", self.place)
        self.place = max(self.place, closed + 2)


def _standing(text: str, place: int) -> Traced:
    """Text that is not in the source as it is, standing for what is at one place."""
    return Traced(text, [place] * len(text), PLAIN * len(text))


def _styled(copy: Traced) -> Traced:
    """`<sup>2</sup>` as a styled 2, `<em>重</em>` with emphasis dots."""
    parts: list[Traced] = []
    done = 0
    for match in _STYLED.finditer(copy.text):
        parts += (
            copy.cut(done, match.start()),
            copy.cut(*match.span(2 if match.group(1) else 4)).styled(_STYLES[match.group(1) or match.group(3)]),
        )
        done = match.end()
    return Traced.joined((*parts, copy.cut(done))) if parts else copy


def _typescript_paragraphs(lines: Sequence[_Line]) -> Iterator[Traced]:
    """The lines of one Markdown paragraph in, the paragraphs that its typist meant out."""
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].copy.text.startswith("\u3000"):
            yield _joined([line.copy for line in lines[start:index]], " ")
            start = index


def _joined(copies: Sequence[Traced], between: str) -> Traced:
    """Lines joined: `\\n` for verse; a space for prose, but none beside a full-width character."""
    parts: list[Traced] = []
    for copy in copies:
        copy = copy.stripped()
        if not copy.text:
            continue
        if parts:
            last = parts[-1]
            if between == "\n" or not (is_wide(last.text[-1]) or is_wide(copy.text[0])):
                parts.append(Traced(between, [last.at[-1] + 1], PLAIN))
        parts.append(copy)
    return Traced.joined(parts)
