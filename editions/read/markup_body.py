"""The events of a marked-up body made into pieces: paragraphs, subheads, lists, tables, verse, pictures.

The elements of HTML and of NITF are known side by side; what is known of neither is taken for words within a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from editions.diagnostic import Diagnostic
from editions.messages_feeds import EMBED_LEFT_OUT, STORY_TOO_LONG
from editions.messages_read import CAPTION_LEFT_OUT, PICTURE_ELSEWHERE, TOO_DEEP, TOO_MANY_LINES
from editions.model import Picture
from editions.read.decode import CONTROL, MAX_CHARACTERS, shown
from editions.read.markup import Close, Event, Open, Words
from editions.read.shapes import is_wide
from editions.read.signed import Piece
from editions.read.traced import BOLD, DOTS, KAI, PLAIN, SPACES, SUB, SUP, Source, Traced
from editions.read.web_words import is_caption

MAX_PIECES = 20_000
MAX_OPEN = 200
MAX_SPAN = 40  # columns or rows of a table that one cell may take

TITLE, ITEM = "title", "item"  # hints of a piece

_AS_BLOCKS = """
    address article aside blockquote block body body.content bq caption center dd div dl dt fieldset figcaption figure
    fn footer header hl1 hl2 h1 h2 h3 h4 h5 h6 hr li main media media-caption media-producer nitf-table note ol p pre
    section table tagline tbody td tfoot th thead tr ul verse
"""
_NOT_AT_ALL = """
    script style noscript template head title textarea select button form nav svg math canvas map
    media-metadata media-object nitf-table-metadata
"""
_BLOCKS = frozenset(_AS_BLOCKS.split())
_UNREAD = frozenset(_NOT_AT_ALL.split())
_EMBEDDED = frozenset({"iframe", "object", "embed", "video", "audio"})
_STYLES = {"b": BOLD, "strong": BOLD, "em": KAI, "i": KAI, "cite": KAI, "sup": SUP, "sub": SUB, "mark": DOTS}
_SUBHEADS = frozenset({"hl2", "h2", "h3", "h4", "h5", "h6"})
_TITLES = frozenset({"hl1", "h1"})
_NOTES = frozenset({"blockquote", "bq", "note"})
_CAPTIONS = frozenset({"figcaption", "media-caption", "caption"})
_CELLS = frozenset({"td", "th"})
_LISTS = frozenset({"ul", "ol"})
_SPACE = re.compile(r"[ \t\n\r\xa0]+")
_MAX_SUBHEAD = 30  # characters
_MAX_VERSE = 30

Locate = Callable[[str], str | None]


def beside(address: str) -> str | None:
    """Where a picture is said to be in, its name out if that is a file beside the source; else None."""
    if not address or re.search(r"[\[\]\\]", address):
        return None
    parts = urlsplit(address)
    name = unquote(parts.path).strip().removeprefix("./")
    if parts.scheme or parts.netloc or not name or name.startswith("/") or ".." in name or "\\" in name:
        return None
    return None if CONTROL.search(name) else name


@dataclass
class Body:
    """What a body holds; its pieces are not repaired yet. `locate` tells of a picture's address where its file is."""

    source: Source
    locate: Locate = beside
    pieces: list[Piece] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def read(self, events: Iterable[Event]) -> Body:
        """The events of a body in; the same body, filled, out."""
        _Reader(self).read(events)
        return self

    def picture(self, address: str, at: int) -> bool:
        """Whether the picture at an address is one of the story's now; if it is elsewhere, that is said."""
        file = self.locate(address)
        if file:
            self.pictures.append(Picture(file, span=self.source.span(at)))
        elif address:
            self.diagnostics.append(PICTURE_ELSEWHERE.at(self.source.span(at), text=shown(address, 80)))
        return bool(file)

    def caption(self, text: str) -> None:
        """A caption, or a part of one, of the last picture."""
        last = self.pictures[-1]
        self.pictures[-1] = last._replace(caption=" ".join(filter(None, (last.caption, text))))


class _TooMuchError(Exception):
    """Ends the reading of one body; never leaves this module."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__()
        self.fault = fault


@dataclass
class _Table:
    """A table being read; `taken` tells for how many more rows a column is filled from above."""

    at: int
    rows: list[list[str]] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    across: int = 1
    down: int = 1
    cell: list[Traced] = field(default_factory=list)
    cells: list[Traced] = field(default_factory=list)

    def row(self) -> None:
        self.rows.append([])
        self.fill()

    def fill(self) -> None:
        """Stand in for the cells that come down from the rows above."""
        while self.taken.get(len(self.rows[-1]), 0) > 0:
            self.taken[len(self.rows[-1])] -= 1
            self.rows[-1].append("")

    def end_cell(self) -> None:
        if not self.rows:
            self.row()
        copy = _collapsed(Traced.joined(self.cell)).stripped() if self.cell else Traced("", range(0), "")
        self.cell = []
        self.cells.append(copy)
        for step in range(self.across):
            if self.down > 1:
                self.taken[len(self.rows[-1])] = self.down - 1
            self.rows[-1].append("" if step else copy.text)
        self.fill()
        self.across = self.down = 1


@dataclass
class _Reader:
    """One body being read: the elements that are open and the line that is being filled."""

    body: Body
    open: list[str] = field(default_factory=list)
    lines: list[list[Traced]] = field(default_factory=lambda: [[]])
    bullets: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    unread: int = 0
    length: int = 0
    pictured: int = -1  # how many pieces there were when the last picture came
    is_lost: bool = False  # that picture is elsewhere
    producers: list[str] = field(default_factory=list)

    def read(self, events: Iterable[Event]) -> None:
        try:
            for event in events:
                match event:
                    case Open():
                        self.opened(event)
                    case Close():
                        self.closed(event.tag)
                    case Words(copy):
                        self.words(copy)
            self.end_block()
        except _TooMuchError as much:
            self.body.pieces.clear()
            self.body.diagnostics.append(much.fault)

    # Events

    def opened(self, event: Open) -> None:
        tag = event.tag
        if self.unread or tag in _UNREAD:
            self.unread += 1
            self.push(event)
            return
        if tag in _EMBEDDED:
            address = event.attrs.get("src") or event.attrs.get("data") or ""
            self.report(EMBED_LEFT_OUT.at(self.body.source.span(event.at), tag=shown(tag), text=shown(address, 60)))
        elif tag == "br":
            self.lines.append([])
        elif tag == "img":
            self.image(event.attrs.get("src", "").strip(), event)
        elif tag == "media-reference" and event.attrs.get("mime-type", "image/").startswith("image"):
            self.image((event.attrs.get("source") or event.attrs.get("name") or "").strip(), event)
        elif tag in _BLOCKS:
            self.end_block()
            self.block(event)
        self.push(event)

    def push(self, event: Open) -> None:
        if len(self.open) >= MAX_OPEN:
            raise _TooMuchError(TOO_DEEP.at(self.body.source.span(event.at), limit=MAX_OPEN))
        bold = event.tag == "em" and "bold" in event.attrs.get("style", "").lower()
        self.open.append("b" if bold else event.tag)

    def block(self, event: Open) -> None:
        match event.tag:
            case "ul" | "ol":
                start = event.attrs.get("start", event.attrs.get("seqnum", "1"))
                self.numbers.append(int(start) if event.tag == "ol" and re.fullmatch(r"\d{1,6}", start) else 1)
            case "li":
                ordered = next((tag for tag in reversed(self.open) if tag in _LISTS), "ul") == "ol"
                self.bullets.append(f"{self.numbers[-1]}. " if ordered and self.numbers else "●")
                if self.numbers:
                    self.numbers[-1] += 1
            case "table":
                self.tables.append(_Table(event.at))
            case "tr" if self.tables:
                self.tables[-1].row()
            case "td" | "th" if self.tables:
                self.tables[-1].across = _span(event.attrs.get("colspan", ""))
                self.tables[-1].down = _span(event.attrs.get("rowspan", ""))

    def closed(self, tag: str) -> None:
        written = tag if tag in self.open else "b" if tag == "em" and "b" in self.open else ""
        if not written:  # it was never opened
            if tag == "p":
                self.end_block()
            return
        while self.open:
            last = self.open[-1]
            if self.unread:
                self.unread -= 1
            elif last in _BLOCKS:
                self.end_block()
                self.end_of(last)
            self.open.pop()
            if last == written:
                return

    def end_of(self, tag: str) -> None:
        if tag in _LISTS and self.numbers:
            self.numbers.pop()
        elif tag == "li":
            self.bullets.clear()
        elif tag in _CELLS and self.tables:
            self.tables[-1].end_cell()
        elif tag == "table" and self.tables:
            self.end_table(self.tables.pop())
        elif tag == "media":
            if self.producers and self.body.pictures and not self.is_lost:
                self.body.pictures[-1] = self.body.pictures[-1]._replace(credit=" ".join(self.producers))
            self.producers = []

    def words(self, copy: Traced) -> None:
        if self.unread or any(tag in _EMBEDDED for tag in self.open):
            return
        self.length += len(copy.text)
        if self.length > MAX_CHARACTERS:
            span = self.body.source.span(copy.start)
            raise _TooMuchError(STORY_TOO_LONG.at(span, limit=MAX_CHARACTERS))
        style = next((_STYLES[tag] for tag in reversed(self.open) if tag in _STYLES), PLAIN)
        if "pre" in self.open or "verse" in self.open:
            first, *rest = _split(copy)
            self.lines[-1].append(first.styled(style))
            self.lines += ([line.styled(style)] for line in rest)
        else:
            self.lines[-1].append(copy.styled(style))

    # Blocks

    def end_block(self) -> None:
        lines = [line for parts in self.lines if parts and (line := _collapsed(Traced.joined(parts)).stripped()).text]
        self.lines = [[]]
        if not lines:
            return
        if self.tables and not _CAPTIONS & set(self.open):
            cell = self.tables[-1].cell
            for line in lines:
                cell += [Traced(" ", [line.start], PLAIN)] if cell else []
                cell.append(line)
            return
        if _CAPTIONS & set(self.open):
            self.captions(lines)
        elif "media-producer" in self.open:
            self.producers += (line.text for line in lines)
        elif "pre" in self.open or "verse" in self.open or _is_verse(lines):
            self.add(Piece(Traced.joined(_with_breaks(lines)), "verse"))
        else:
            for line in lines:
                self.line(line)

    def line(self, line: Traced) -> None:
        tags = set(self.open)
        after_picture = self.pictured == len(self.body.pieces)
        if after_picture and is_caption(line.text):
            self.captions([line])
            return
        if self.bullets:
            bullet = self.bullets.pop()
            self.bullets.clear()
            marked = Traced.joined((Traced(bullet, [line.start] * len(bullet), PLAIN * len(bullet)), line))
            self.add(Piece(marked, hint=ITEM))
        elif tags & _TITLES:
            self.add(Piece(line.styled(PLAIN), hint=TITLE))
        elif tags & _SUBHEADS or (len(line.text) <= _MAX_SUBHEAD and set(line.styles) == {BOLD}):
            self.add(Piece(line.styled(PLAIN), "subhead"))
        elif tags & _NOTES:
            self.add(Piece(line, "note"))
        else:
            self.add(Piece(line))

    def captions(self, lines: Sequence[Traced]) -> None:
        pieces = self.body.pieces
        for line in lines:
            if pieces and pieces[-1].kind == "table" and self.pictured < len(pieces):
                self.add(Piece(line))
            elif self.body.pictures and not self.is_lost:
                self.body.caption(line.text)
            else:
                self.report(CAPTION_LEFT_OUT.at(self.body.source.span(line.start), text=shown(line.text, 40)))

    def image(self, address: str, event: Open) -> None:
        if _is_icon(event):
            return
        self.is_lost = not self.body.picture(address, event.at)
        self.pictured = len(self.body.pieces)

    def end_table(self, table: _Table) -> None:
        if self.tables:  # one within another is words of its cell
            outer = self.tables[-1].cell
            for copy in table.cells:
                outer += ([Traced(" ", [copy.start], PLAIN)] if outer else []) + [copy]
            return
        rows = [row for row in table.rows if any(row)]
        if rows and max(map(len, rows)) > 1:
            width = max(map(len, rows))
            full = tuple((*row, *[""] * (width - len(row))) for row in rows)
            self.add(Piece(Traced("", range(table.at, table.at), ""), "table", full))
        else:  # a frame about some paragraphs
            for copy in table.cells:
                if copy.text:
                    self.line(copy)

    def add(self, piece: Piece) -> None:
        if len(self.body.pieces) >= MAX_PIECES:
            span = self.body.source.span(piece.copy.start)
            raise _TooMuchError(TOO_MANY_LINES.at(span, limit=MAX_PIECES))
        self.body.pieces.append(piece)

    def report(self, fault: Diagnostic) -> None:
        self.body.diagnostics.append(fault)


def _collapsed(copy: Traced) -> Traced:
    """White space as a browser shows it, save that a line broken in the file parts no Chinese words."""

    def one(match: re.Match[str]) -> str:
        text = match.string
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return "" if "\n" in match.group() and (is_wide(before) or is_wide(after)) else " "

    return copy.replaced(_SPACE, one)[0]


def _split(copy: Traced) -> Iterator[Traced]:
    start = 0
    for match in re.finditer("\n", copy.text):
        yield copy.cut(start, match.start())
        start = match.end()
    yield copy.cut(start)


def _is_verse(lines: Sequence[Traced]) -> bool:
    """Whether lines that were broken by hand are short enough to be meant so."""
    return len(lines) > 1 and all(len(line.text.strip(SPACES)) <= _MAX_VERSE for line in lines)


def _with_breaks(lines: Sequence[Traced]) -> Iterator[Traced]:
    for index, line in enumerate(lines):
        if index:
            yield Traced("\n", [line.start], PLAIN)
        yield line


def _span(text: str) -> int:
    return min(int(text), MAX_SPAN) if re.fullmatch(r"[1-9]\d{0,5}", text) else 1


def _is_icon(event: Open) -> bool:
    sizes = (event.attrs.get("width", ""), event.attrs.get("height", ""))
    return any(size.isdecimal() and int(size[:5]) < 80 for size in sizes)
