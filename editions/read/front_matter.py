"""YAML front matter as a tree of strings with places.

The YAML is read as events, not as values, so `010`, `12:30` and `no` stay the strings that were typed,
every key knows its line and column, and nothing is constructed: aliases, anchors and tags are refused.
(YAML 1.2, chapter 3.1: the events are what the processor calls the serialization stream.)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from editions.diagnostic import Diagnostic, Span
from editions.messages_read import (
    FRONT_MATTER_BROKEN,
    FRONT_MATTER_LARGE,
    FRONT_MATTER_OPEN,
    FRONT_MATTER_SHAPE,
    KEY_TWICE,
    VALUE_CUT,
    YAML_REFUSED,
)
from editions.read.decode import shown

if TYPE_CHECKING:
    from yaml.error import Mark

MAX_CHARACTERS = 64_000
MAX_DEPTH = 6


class Scalar(NamedTuple):
    """A value as it was typed."""

    text: str
    span: Span


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple[Node, ...]
    span: Span


class Mapping(NamedTuple):
    """`entries` in the order of the file, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


def texts(node: Node) -> Iterator[str]:
    """The text of every scalar value below a node, without keys."""
    if isinstance(node, Scalar):
        yield node.text
    else:
        for child in node.items if isinstance(node, Sequence) else (value for _, value in node.entries):
            yield from texts(child)


class FrontMatter(NamedTuple):
    """`fields` is empty when there is no front matter or it is broken; the body begins on line `body_line`
    (1-based)."""

    fields: Mapping
    body_line: int
    diagnostics: tuple[Diagnostic, ...]


def split_front_matter(text: str, name: str) -> FrontMatter:
    """A whole file in, its front matter out: what stands between a first line `---` and the next `---` or
    `...`."""
    nothing = Mapping((), Span(name))
    lines = text.split("\n", 1)
    if lines[0].rstrip() != "---":
        return FrontMatter(nothing, 1, ())
    end = None
    place = len(lines[0]) + 1
    number = 1
    while place <= len(text) and end is None:
        line_end = text.find("\n", place)
        line_end = len(text) if line_end < 0 else line_end
        number += 1
        if text[place:line_end].rstrip() in {"---", "..."}:
            end = place
        place = line_end + 1
    if end is None:
        return FrontMatter(nothing, number + 1, (FRONT_MATTER_OPEN.at(Span(name)),))
    if end > MAX_CHARACTERS:
        limit = f"{MAX_CHARACTERS} characters"
        return FrontMatter(nothing, number + 1, (FRONT_MATTER_LARGE.at(Span(name), limit=limit),))
    # The opening --- goes along, so that the parser's lines are the file's lines.
    fields, diagnostics = parse_yaml(text[:end], name)
    return FrontMatter(fields, number + 1, diagnostics)


def parse_yaml(text: str, name: str) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """One YAML document that is a mapping in, its tree out. What is refused is left out and reported."""
    import yaml  # heavy, as are other libraries that are imported inside functions

    events: list[Any] = []
    diagnostics: list[Diagnostic] = []
    try:
        # PyYAML's own wheels all have libyaml; a distribution may build without it.
        events.extend(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.YAMLError as error:
        diagnostics.append(_broken(error, name))
    except RecursionError:
        diagnostics.append(FRONT_MATTER_LARGE.at(Span(name), limit=f"{MAX_DEPTH} levels"))
    builder = _Builder(name, text.split("\n"), iter(events), diagnostics)
    root = builder.document() if not diagnostics else None
    if isinstance(root, Mapping):
        return root, tuple(diagnostics)
    if root is not None and not (isinstance(root, Scalar) and not root.text):
        diagnostics.append(FRONT_MATTER_SHAPE.at(root.span))
    return Mapping((), Span(name)), tuple(diagnostics)


def _broken(error: Any, name: str) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark:
        return FRONT_MATTER_BROKEN.at(_span(mark, name), why=getattr(error, "problem", None) or "")
    return FRONT_MATTER_BROKEN.at(Span(name), why=getattr(error, "reason", None) or str(error))


def _span(mark: Mark, name: str) -> Span:
    return Span(name, mark.line + 1, mark.column + 1)


class _TooDeepError(Exception):
    """Ends the walk over the events of one document; never leaves this module."""

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span


@dataclass
class _Builder:
    """Events to nodes. Matches on the names of the event classes, so that yaml is imported in one function
    only."""

    name: str
    lines: list[str]
    events: Iterator[Any]
    diagnostics: list[Diagnostic]

    def document(self) -> Node | None:
        for event in self.events:
            if type(event).__name__ in {"StreamStartEvent", "DocumentStartEvent"}:
                continue
            if type(event).__name__ in {"StreamEndEvent", "DocumentEndEvent"}:
                return None
            try:
                return self.node(event, 1)
            except _TooDeepError as error:
                self.diagnostics.append(FRONT_MATTER_LARGE.at(error.span, limit=f"{MAX_DEPTH} levels"))
                return None
        return None

    def node(self, event: Any, depth: int) -> Node:
        span = _span(event.start_mark, self.name)
        if depth > MAX_DEPTH:
            raise _TooDeepError(span)
        self.refuse(event, span)
        kind = type(event).__name__
        if kind == "SequenceStartEvent":
            return Sequence(tuple(self.items("SequenceEndEvent", depth)), span)
        if kind == "MappingStartEvent":
            return self.mapping(span, depth)
        if kind == "ScalarEvent":
            self.look_for_comment(event)
            return Scalar(event.value, span)
        return Scalar("", span)  # an alias, already refused

    def items(self, end: str, depth: int) -> Iterator[Node]:
        for event in self.events:
            if type(event).__name__ == end:
                return
            yield self.node(event, depth + 1)

    def mapping(self, span: Span, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        nodes = self.items("MappingEndEvent", depth)
        for key in nodes:
            value = next(nodes)
            if not isinstance(key, Scalar):
                self.diagnostics.append(FRONT_MATTER_SHAPE.at(key.span))
            elif key.text in entries:
                first = entries[key.text][0].span.line
                self.diagnostics.append(KEY_TWICE.at(key.span, key=shown(key.text), line=first))
            else:
                entries[key.text] = (key, value)
        return Mapping(tuple(entries.values()), span)

    def refuse(self, event: Any, span: Span) -> None:
        if type(event).__name__ == "AliasEvent":
            self.diagnostics.append(
                YAML_REFUSED.at(span, what="aliases", what_zh="别名", text=f"*{shown(event.anchor)}")
            )
            return
        if event.anchor:
            self.diagnostics.append(
                YAML_REFUSED.at(span, what="anchors", what_zh="锚点", text=f"&{shown(event.anchor)}")
            )
        if event.tag and event.tag != "!":
            self.diagnostics.append(YAML_REFUSED.at(span, what="tags", what_zh="类型标记", text=shown(event.tag)))

    def look_for_comment(self, event: Any) -> None:
        # `headline: #冬天# 来了` and `headline: 甲 #乙` lose copy to a comment; YAML says nothing of it.
        if event.style:
            return
        rest = self.lines[event.end_mark.line][event.end_mark.column :]
        if rest.lstrip().startswith("#"):
            column = event.end_mark.column + len(rest) - len(rest.lstrip()) + 1
            place = Span(self.name, event.end_mark.line + 1, column)
            self.diagnostics.append(VALUE_CUT.at(place, text=shown(rest.strip())))
