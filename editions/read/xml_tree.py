"""An XML file as a tree whose every character knows its place.

The parser is expat: it opens nothing. A document type may be named, as NITF files do, but it is not fetched; one that
defines entities is refused, and so is a file that would have others included. Depth and number of elements have
limits, because files come from strangers.
"""

from __future__ import annotations

import html
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from xml.parsers import expat

from editions.diagnostic import Diagnostic
from editions.messages_feeds import TOO_MANY_ELEMENTS, XINCLUDE_REFUSED, XML_BROKEN
from editions.messages_read import ENTITIES_REFUSED, TOO_DEEP
from editions.read.decode import shown
from editions.read.markup import Close, Event, Open, Words
from editions.read.traced import PLAIN, Source, Traced

MAX_DEPTH = 100
MAX_ELEMENTS = 200_000

_XINCLUDE = "http://www.w3.org/2001/XInclude"


@dataclass(eq=False, slots=True)
class Element:
    """`tag` is the local name, `space` the namespace's address; attributes have their local names. `at` is the
    offset in the source at which the element begins."""

    tag: str
    space: str
    attrs: Mapping[str, str]
    at: int
    children: list[Element | Traced] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        return (child for child in self.children if isinstance(child, Element))

    def all(self, *tags: str) -> Iterator[Element]:
        """The children of these names."""
        return (child for child in self if child.tag in tags)

    def find(self, *path: str) -> Element | None:
        """The first descendant that this path of names leads to."""
        if not path:
            return self
        return next((found for child in self.all(path[0]) if (found := child.find(*path[1:]))), None)

    def below(self, *tags: str) -> Iterator[Element]:
        """All descendants of these names, outermost first; none within another."""
        for child in self:
            if child.tag in tags:
                yield child
            else:
                yield from child.below(*tags)

    @property
    def copy(self) -> Traced:
        """All text in it, as it stands in the source."""
        return Traced.joined(_texts(self))

    @property
    def text(self) -> str:
        """All text in it, white space made one."""
        return " ".join("".join(piece.text for piece in _texts(self)).split())

    def in_language(self, wanted: str) -> Element:
        """The same without what it and its descendants have in another language beside the wanted one (`zh`)."""
        kept: list[Element | Traced] = []
        there = {_kind(child) for child in self if child.language == wanted}
        for child in self.children:
            if not isinstance(child, Element):
                kept.append(child)
            elif not child.language or child.language == wanted or _kind(child) not in there:
                kept.append(child.in_language(wanted))
        return replace(self, children=kept)

    @property
    def language(self) -> str:
        """The language that it says it is in (`zh` of `zh-Hans`), or nothing."""
        return self.attrs.get("lang", "").partition("-")[0].lower()

    def text_of(self, *path: str) -> str:
        """The text of the first descendant on this path, or nothing."""
        found = self.find(*path)
        return found.text if found else ""


def _kind(element: Element) -> tuple[str, str]:
    return element.tag, element.attrs.get("role", "")


def _texts(element: Element) -> Iterator[Traced]:
    for child in element.children:
        if isinstance(child, Element):
            yield from _texts(child)
        else:
            yield child


def events(element: Element) -> Iterator[Event]:
    """What stands in an element in, its events out; the element itself is none of them."""
    for child in element.children:
        if isinstance(child, Element):
            yield Open(child.tag.lower(), child.attrs, child.at)
            yield from events(child)
            yield Close(child.tag.lower())
        else:
            yield Words(child)


def read_xml(source: Source) -> tuple[Element | None, tuple[Diagnostic, ...]]:
    """The text of an XML file in, its root element, or None and why there is none, out."""
    parser = expat.ParserCreate("utf-8", " ")
    builder = _Builder(source, parser)
    try:
        parser.Parse(source.text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        start = source.line_starts[min(error.lineno, len(source.line_starts)) - 1]
        why = expat.ErrorString(error.code)
        return None, (XML_BROKEN.at(source.span(min(start + error.offset, len(source.text))), why=why),)
    except _RefusedError as refused:
        return None, (refused.fault,)
    return builder.root, ()


class _RefusedError(Exception):
    """Ends the parsing of one file; never leaves this module."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__()
        self.fault = fault


class _Builder:
    """What the parser has met so far."""

    def __init__(self, source: Source, parser: Any) -> None:
        self.source = source
        self.parser = parser
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0
        self.texts: list[str] = []  # since the last tag
        self.at: array[int] | range = range(0)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.SkippedEntityHandler = self.skipped
        parser.EntityDeclHandler = self.declared

    @property
    def place(self) -> int:
        # Columns are counted in characters, lines are parted by `\n` alone, as in the source.
        line, column = int(self.parser.CurrentLineNumber), int(self.parser.CurrentColumnNumber)
        return self.source.line_starts[line - 1] + column

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.end_text()
        self.count += 1
        space, _, tag = name.rpartition(" ")
        span = self.source.span(self.place)
        if space == _XINCLUDE:
            raise _RefusedError(XINCLUDE_REFUSED.at(span, text=shown(attributes.get("href", ""), 60)))
        if len(self.open) >= MAX_DEPTH:
            raise _RefusedError(TOO_DEEP.at(span, limit=MAX_DEPTH))
        if self.count > MAX_ELEMENTS:
            raise _RefusedError(TOO_MANY_ELEMENTS.at(span, limit=MAX_ELEMENTS))
        element = Element(tag, space, {key.rpartition(" ")[2]: value for key, value in attributes.items()}, self.place)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, name: str) -> None:
        self.end_text()
        self.open.pop()

    def characters(self, text: str) -> None:
        self.add(text, range(self.place, self.place + len(text)))

    def skipped(self, name: str, is_parameter: bool) -> None:
        # A document type that was not fetched may define them; the names that HTML has mean what they mean there.
        written = f"&{name};"
        read = html.unescape(written)
        if read == written:
            why = f"undefined entity {written}"
            raise _RefusedError(XML_BROKEN.at(self.source.span(self.place), why=why))
        self.add(read, [self.place] * len(read))

    def declared(self, *declaration: object) -> None:
        start = self.source.text.rfind("<!ENTITY", 0, self.place + 1)
        raise _RefusedError(ENTITIES_REFUSED.at(self.source.span(max(start, 0))))

    def add(self, text: str, at: Sequence[int]) -> None:
        if isinstance(at, range) and isinstance(self.at, range) and (not self.at or self.at.stop == at.start):
            self.at = range(self.at.start if self.at else at.start, at.stop)
        else:
            if isinstance(self.at, range):
                self.at = array("l", self.at)
            self.at.extend(at)
        self.texts.append(text)

    def end_text(self) -> None:
        if self.texts and self.open:
            text = "".join(self.texts)
            self.open[-1].children.append(Traced(text, self.at, PLAIN * len(text)))
        self.texts, self.at = [], range(0)
