"""A saved web page (HTML), made into lines of text and read as such.

libxml2's HTML parser repairs what it gets, resolves no entity of the page's own and opens nothing. The
markup gives hints that a text page lacks: `<h1>` is the headline, a line that is nothing but links is
navigation.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from editions.diagnostic import Diagnostic, Span
from editions.messages_feeds import STORY_TOO_LONG
from editions.messages_read import LEFT_OUT, PICTURE_ELSEWHERE, STORY_UNCERTAIN, TOO_DEEP
from editions.model import HANS, HouseStyle, Picture
from editions.read.decode import MAX_CHARACTERS, MAX_REPORTS, shown
from editions.read.reading import Reading
from editions.read.repair import Damage, look, repair
from editions.read.shapes import is_wide
from editions.read.signed import Piece
from editions.read.traced import BOLD, KAI, PLAIN, SPACES, SUB, SUP, Source, Traced
from editions.read.web_sites import find_site
from editions.read.web_story import Choice, Lines, best, densest, story_of
from editions.read.web_text import MAX_LINES, indent_of, read_pieces
from editions.read.web_words import is_caption

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_DEPTH = 200

_UNREAD = """
    head title script style noscript template nav footer aside form button select textarea iframe object
    svg math video audio canvas
"""
_WITHIN_LINES = """
    a abbr b big bdi bdo cite code del em font i ins kbd label mark q s samp small span strike strong
    sub sup time tt u var wbr
"""
_SKIPPED = frozenset(_UNREAD.split())
_INLINE = frozenset(_WITHIN_LINES.split())
_STYLES = {"b": BOLD, "strong": BOLD, "em": KAI, "i": KAI, "sup": SUP, "sub": SUB}
_HINTS = {
    "h1": "title",
    "h2": "subhead",
    "h3": "subhead",
    "h4": "subhead",
    "h5": "subhead",
    "h6": "subhead",
    "blockquote": "note",
}

_AS_ENTITY = re.compile('[\u00a0\u2002\u2003\u3000&<>"“”‘’—…·•]|[^\u00a0\u2002\u2003\u3000&<>"“”‘’—…·•]+')
_ENTITY = re.compile(r"&#?\w{1,31};?")
_SPACE = re.compile(r"[ \t\n]+")
_NOT_SHOWN = re.compile(r"display\s*:\s*none")
_MENU_LINKS = 4
_TELLS = re.compile(r"[。，：:]|[来來]源|作者|[编編][辑輯]|[记記]者|通[讯訊][员員]|版")
_COMMENTS = frozenset(["comment", "comments", "comment-list", "commentlist", "comments-area", "pinglun"])
_MAX_SUBHEAD = 30  # characters
_WINDOW = 20_000  # characters of markup between two words; no page has more, and a search has to end


def read_web_page(text: str, name: str, house: HouseStyle = HANS) -> Reading:
    """The text of an HTML file in, its one article out."""
    source, root = Source(name, text, house), parsed(text)
    if root is None:
        return Reading()
    site = find_site(root)
    body = site.body if site else densest(root)
    page = PageLines(source, look(text, house))
    page.watched = tuple(element for element in (body, site.title if site else None) if element is not None)
    page.walk(root)
    if page.refused:
        return Reading((), (page.refused,))
    titled = page.lines_of.get(site.title) if site and site.title is not None else None
    pieces = _with_title(page.pieces, str(root.findtext(".//title") or ""), titled)
    whole = len(pieces) <= MAX_LINES
    lines = page.lines_of.get(body) if whole and body is not None else None
    choice = Choice(lines) if site or not whole else best(pieces, lines, text)
    story = story_of(pieces, page.pictures, choice.lines)
    reading = read_pieces(story.pieces, source, page.repairs, story.pictures)
    left_out = (LEFT_OUT.at(source.span(piece.copy.start), text=shown(piece.text, 40)) for piece in story.left_out[:MAX_REPORTS])
    doubts = (STORY_UNCERTAIN.at(source.span(pieces[choice.lines.start].copy.start)),) if choice.lines and choice.doubtful else ()
    return Reading(reading.articles, (*page.diagnostics, *doubts, *reading.diagnostics, *left_out))


def parsed(text: str) -> Element | None:
    """The text of an HTML file in, its tree out; None for one without an element. Nothing is resolved, nothing opened."""
    from lxml import etree

    # Not that of lxml.html: its elements are of a class in Python, which costs a call each time one is looked at.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _with_title(pieces: list[Piece], title: str, titled: Lines | None) -> tuple[Piece, ...]:
    """The lines with a headline among them marked: as a rule for the site has it, as markup has it, or after the title of the window."""
    if titled and titled.end == titled.start + 1:
        return tuple(
            piece._replace(hint="title" if index == titled.start else "" if piece.hint == "title" else piece.hint)
            for index, piece in enumerate(pieces)
        )
    if any(piece.hint == "title" for piece in pieces):
        return tuple(pieces)
    compact = _compact(title)
    for index, piece in enumerate(pieces):
        line = _compact(piece.text)
        if len(line) >= 4 and compact.startswith(line) and piece.hint != "link":
            return (*pieces[:index], piece._replace(hint="title"), *pieces[index + 1 :])
    return tuple(pieces)


def _compact(text: str) -> str:
    return "".join(text.split())


class _Open(NamedTuple):
    """An element that is open, its children that are still to come, and what it and those about it say of the text in it:
    the style, the hint of the outermost that gives one, whether it is a link or a caption."""

    element: Element
    tag: str
    children: Iterator[Element]
    style: str = PLAIN
    hint: str = ""
    linked: bool = False
    captions: bool = False

    def child(self, element: Element) -> _Open:
        tag = element.tag
        return _Open(
            element,
            tag,
            iter(element),
            _STYLES.get(tag, self.style),
            self.hint or _HINTS.get(tag, ""),
            self.linked or tag == "a",
            self.captions or tag == "figcaption",
        )


@dataclass
class PageLines:
    """One document, or a part of it, being made into lines. Pictures may be `may_climb` folders above the page."""

    source: Source
    damage: Damage
    may_climb: int = 0
    pieces: list[Piece] = field(default_factory=list)
    pictures: list[tuple[int, Picture]] = field(default_factory=list)
    repairs: Counter[str] = field(default_factory=Counter)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    refused: Diagnostic | None = None  # why it was given up
    length: int = 0  # characters that were read
    watched: tuple[Element, ...] = ()  # elements of which `lines_of` then tells the lines
    lines_of: dict[Element, Lines] = field(default_factory=dict)
    around: frozenset[Element] = frozenset()  # the elements about those watched
    inside: int = 0  # how many of those watched are open
    place: int = 0
    line: list[Traced] = field(default_factory=list)
    linked: int = 0  # characters of the line that are links

    def walk(self, root: Element) -> None:
        """The tree in document order, without recursion: depth comes from strangers."""
        self.around = frozenset(above for watched in self.watched for above in (watched, *watched.iterancestors()))
        outside = _Open(root, "", iter(()))
        stack = [outside.child(root)]
        self.open(root)
        while stack and len(self.pieces) <= MAX_LINES and not self.refused:
            inmost = stack[-1]
            child = next(inmost.children, None)
            if child is None:
                stack.pop()
                self.close(inmost, stack[-1] if stack else outside)
            elif not isinstance(child.tag, str):
                self.text(child.tail, inmost)
            elif child.tag in _SKIPPED or _is_hidden(child) or _is_table(child) or self.is_aside(child):
                self.skip(child)
                self.text(child.tail, inmost)
            else:
                if len(stack) >= MAX_DEPTH:
                    self.refused = TOO_DEEP.at(Span(self.source.name), limit=MAX_DEPTH)
                    return
                stack.append(inmost.child(child))
                self.open(child)
                self.text(child.text, stack[-1])
        self.end_line("")

    def open(self, element: Element) -> None:
        line: Any = element.sourceline  # a number, or None for an element that libxml2 put in
        if line and line <= len(self.source.line_starts):
            self.place = max(self.place, self.source.line_starts[line - 1])
        tag = element.tag
        if tag == "img":
            self.image(element)
        elif tag == "br" or tag not in _INLINE:
            self.end_line("")
        if element in self.watched:
            self.inside += 1
            self.lines_of[element] = Lines(len(self.pieces), len(self.pieces))

    def close(self, closed: _Open, about: _Open) -> None:
        if closed.tag not in _INLINE and closed.tag not in {"img", "br"}:
            if closed.captions and self.pictures:
                self.caption()
            else:
                self.end_line(_HINTS.get(closed.tag, about.hint))
        if closed.element in self.lines_of:
            self.inside -= 1
            self.lines_of[closed.element] = self.lines_of[closed.element]._replace(end=len(self.pieces))
        self.text(closed.element.tail, about)

    def skip(self, element: Element) -> None:
        if element.tag == "table":
            self.end_line("")
            rows = tuple(
                tuple(
                    self.repaired(Traced.plain(" ".join("".join(map(str, cell.itertext())).split()))).text
                    for cell in row.iter("td", "th")
                )
                for row in element.iter("tr")
            )
            self.pieces.append(Piece(Traced("", range(self.place, self.place), ""), "table", rows))
        elif element.text and len(element) == 0:
            # Text that is not read must not be taken for the same words further down.
            end = self.source.text.find(f"</{element.tag}", self.place)
            self.place = max(self.place, end)

    def text(self, text: str | None, about: _Open) -> None:
        if not text or not (self.line or text.strip(" \t\n\r")):
            return
        self.length += len(text)
        if self.length > MAX_CHARACTERS:
            self.refused = STORY_TOO_LONG.at(self.source.span(self.place), limit=MAX_CHARACTERS)
            return
        copy = self.traced(text.replace("\r", " "))
        self.line.append(copy if about.style == PLAIN else copy.styled(about.style))
        if about.linked:
            self.linked += len(copy.text.strip(SPACES))

    def traced(self, text: str) -> Traced:
        """A text of the tree in, the same with where it stands in the file, or what is written there for it, out."""
        first = _AS_ENTITY.match(text)
        if first and "&" not in text and not (first.end() == 1 and _ENTITY.match(self.source.text, self.place)):
            start = self.source.text.find(first.group(), self.place, self.place + _WINDOW)
            if start >= 0 and self.source.text.startswith(text, start):
                self.place = start + len(text)
                return Traced.plain(text, start)
        parts: list[Traced] = []
        for match in _AS_ENTITY.finditer(text):
            part = match.group()
            written = _ENTITY.match(self.source.text, self.place) if len(part) == 1 else None
            end = self.place + _WINDOW
            start = self.source.text.find(part, self.place, end) if not written else -1
            if start >= 0:
                parts.append(Traced.plain(part, start))
                self.place = start + len(part)
            else:
                parts.append(Traced(part, [self.place] * len(part), PLAIN * len(part)))
                self.place = written.end() if written else self.place
        return Traced.joined(parts)

    def end_line(self, hint: str) -> None:
        if not self.line:
            return
        copy, linked = Traced.joined(self.line), self.linked
        self.line, self.linked = [], 0
        copy, _ = copy.replaced(_SPACE, _space)
        copy = self.repaired(copy)
        indent, copy = indent_of(copy.text), copy.stripped()
        if not copy.text:
            return
        if not hint and linked * 10 >= len(copy.text) * 6:
            hint = "link"
        elif not hint and len(copy.text) <= _MAX_SUBHEAD and set(copy.styles) == {BOLD}:
            hint = "subhead"
        if hint in {"title", "subhead"}:
            copy = copy.styled(PLAIN)
        if not hint and self.pictures and self.pictures[-1][0] == len(self.pieces) and is_caption(copy.text):
            self.add_caption(copy.text)
            return
        self.pieces.append(Piece(copy, indent=indent, hint=hint))

    def caption(self) -> None:
        copy = self.repaired(Traced.joined(self.line)).stripped() if self.line else None
        self.line, self.linked = [], 0
        if copy and copy.text:
            self.add_caption(" ".join(copy.text.split()))

    def add_caption(self, text: str) -> None:
        index, picture = self.pictures[-1]
        self.pictures[-1] = (index, picture._replace(caption=picture.caption + text))

    def image(self, element: Element) -> None:
        file = (element.get("src") or "").strip()
        if not file or file.startswith("data:") or _is_icon(element):
            return
        parts = urlsplit(file) if not re.search(r"[\[\]]", file) else None
        if parts is None or parts.scheme or parts.netloc or file.startswith(("/", "\\")) or self.is_outside(parts.path):
            self.diagnostics.append(PICTURE_ELSEWHERE.at(self.source.span(self.place), text=shown(file, 80)))
            return
        name = posixpath.normpath(unquote(parts.path))
        self.pictures.append((len(self.pieces), Picture(name, span=self.source.span(self.place))))

    def is_outside(self, file: str) -> bool:
        """Whether a picture is further up than those of this page may be."""
        return posixpath.normpath(unquote(file)).split("/")[: self.may_climb + 1].count("..") > self.may_climb

    def is_aside(self, element: Element) -> bool:
        """Whether an element away from those watched holds what readers say of the story, or nothing but links."""
        if self.inside or not self.watched or element.tag in _INLINE or element in self.around:
            return False
        names = f"{element.get('id') or ''} {element.get('class') or ''}".lower().split()
        return not _COMMENTS.isdisjoint(names) or _is_menu(element)

    def repaired(self, copy: Traced) -> Traced:
        copy, counts = repair(copy, self.damage)
        if counts:
            self.repairs.update(counts)
        return copy


def _space(match: re.Match[str]) -> str:
    """White space as a browser shows it, save that a line broken in the file parts no Chinese words."""
    if "\n" not in match.group():
        return " "
    text = match.string
    wide = is_wide(text[match.start() - 1 : match.start()]) or is_wide(text[match.end() : match.end() + 1])
    return "" if wide else " "


def _is_table(element: Element) -> bool:
    """Whether an element is a table of figures, not one that lays out the page."""
    if element.tag != "table" or element.find(".//table") is not None:
        return False
    if any(element.find(f".//{tag}") is not None for tag in ("p", "div", "img", "br", "h1", "h2", "ul", "a")):
        return False
    rows = [len(row.findall("td")) + len(row.findall("th")) for row in element.iter("tr")]
    return len(rows) >= 2 and min(rows) >= 2


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and "none" in style and bool(_NOT_SHOWN.search(style[:500]))


def _is_menu(element: Element) -> bool:
    """Whether an element is links and nothing else, and nothing in it tells of a story."""
    if sum(1 for _ in islice(element.iter("a"), _MENU_LINKS)) < _MENU_LINKS:
        return False
    parts: list[str] = []
    for part in map(str, element.itertext()):
        if _TELLS.search(part):  # soon, where there is a story
            return False
        parts.append(part)
    text = "".join(parts)
    linked = sum(len(str(text)) for link in element.iter("a") for text in link.itertext())
    return 10 * linked >= 9 * len("".join(text.split())) and not _TELLS.search(text)


def _is_icon(element: Element) -> bool:
    sizes = [element.get("width") or "", element.get("height") or ""]
    return any(size.isdecimal() and int(size[:5]) < 80 for size in sizes)
