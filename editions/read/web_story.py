"""Which lines of a page are its story.

A rule for the site says it (`web_sites`), else whichever of the general readers says it best:

| reader | what it takes for the story |
|---|---|
| ours | the innermost element that holds `MOST` of the running text of the page |
| trafilatura, readability | what they take; only where they are installed (the extras `web` and `readability`) |

**The measure**: the characters of running text (lines that end as sentences do and are no links) between the first and the last line that a
reader takes, less twice the characters of links and buttons there. The highest wins; of equals the first in the table. The others are asked only
if the measure of ours is under `CLEAR` of the page's running text. A reader only says where the story begins and ends: its lines are always our
own, which know their places in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from editions.model import Picture
from editions.read.bylines import byline
from editions.read.editors import editors
from editions.read.signed import Piece
from editions.read.tags import find_tag
from editions.read.web_text import is_deck, is_furniture, is_prose
from editions.read.web_words import is_foot, is_meta, is_of_the_house, is_source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST = 0.85
CLEAR = 0.9
_MOST_ASKED = 1_000_000  # characters of a page; for a longer one the others would take many seconds
_KICKER = 6  # characters; a menu word has fewer
_SHORTEST = 12  # characters of a line by which a stranger's text is recognised
_NO_TEXT = frozenset(["script", "style", "noscript", "template", "head", "title", "nav", "footer", "aside", "form", "select", "textarea", "iframe", "svg"])


class Lines(NamedTuple):
    """The lines from `start` to before `end`."""

    start: int
    end: int


def densest(root: Element) -> Element | None:
    """A page in, the innermost element with most of its running text out; None for a page without any."""
    amounts = _running_text(root)
    total = amounts.get(root, 0)
    if not total:
        return None
    inner = root
    while True:
        heavy = next((child for child in inner if amounts.get(child, 0) >= MOST * total), None)
        if heavy is None:
            break
        inner = heavy
    # A lone paragraph is no frame of a story.
    return inner.getparent() if inner.tag in {"p", "span", "font", "section"} and inner.getparent() is not None else inner


def _running_text(root: Element) -> dict[Element, int]:
    """How many characters of running text each element holds, its children's included."""
    amounts: dict[Element, int] = {}
    stack: list[tuple[Element, Iterator[Element], bool]] = [(root, iter(root), False)]
    amounts[root] = 0
    while stack:
        element, children, linked = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                amounts[stack[-1][0]] += amounts[element]
            continue
        text = child.tail or ""
        if isinstance(child.tag, str) and child.tag not in _NO_TEXT:
            inside = linked or child.tag == "a"
            amounts[child] = 0 if inside else _sentences(child.text or "")
            stack.append((child, iter(child), inside))
        if not linked:
            amounts[element] += _sentences(text)
    return amounts


def _sentences(text: str) -> int:
    return len(text) if "。" in text or "，" in text else 0


class Story(NamedTuple):
    """The lines of a story with those about it that tell of it, its pictures (each before the line of an index), and the running text
    of the page that is not the story's."""

    pieces: tuple[Piece, ...]
    pictures: tuple[tuple[int, Picture], ...]
    left_out: tuple[Piece, ...] = ()


def story_of(pieces: Sequence[Piece], pictures: Sequence[tuple[int, Picture]], lines: Lines | None) -> Story:
    """All lines and pictures of a page and which lines are its body in; the story, with headline, source, signatures and print tag
    wherever they stand, out. Without a body all of the page is the story."""
    if lines is None:
        return Story(tuple(pieces), tuple(pictures))
    titles = [index for index, piece in enumerate(pieces[: lines.end]) if piece.hint == "title"]
    title = titles[-1] if titles else -1
    kept = [
        index
        for index, piece in enumerate(pieces)
        if lines.start <= index < lines.end
        or (index < lines.start and (not titles or index == title or _tells_above(piece, near=abs(index - title) <= 2)))
        or (index >= lines.end and _tells_below(piece))
    ]
    taken = frozenset(kept)
    left_out = (
        piece
        for index, piece in enumerate(pieces)
        if index not in taken and (is_prose(piece) or ((index == title - 1 or -1 < title < index < lines.start) and _may_be_kicker(piece))) and not piece.kind and not is_of_the_house(piece.text)
    )
    return Story(
        tuple(pieces[index] for index in kept),
        tuple((bisect_left(kept, index), picture) for index, picture in pictures if lines.start <= index <= lines.end),
        tuple(left_out),
    )


def _may_be_kicker(piece: Piece) -> bool:
    """Whether a line over the headline may belong to it, though nothing says so."""
    text = piece.text
    return len(text) >= _KICKER and piece.hint != "link" and not (is_furniture(piece) or is_foot(text) or re.search("[>»|｜/]", text))


def _tells_above(piece: Piece, *, near: bool) -> bool:
    """Whether a line above the body tells of the story; about the headline stand kicker and deck."""
    text = piece.text
    return piece.hint != "link" and (
        is_meta(text) or bool(find_tag(text) or byline(text)) or (near and (piece.hint == "subhead" or is_deck(piece)))
    )


def _tells_below(piece: Piece) -> bool:
    text = piece.text
    return piece.hint != "link" and (is_source(text) or bool(find_tag(text) or editors(text) or byline(text)))


class Choice(NamedTuple):
    """The lines that are the story, None if all may be; whether it is in doubt where it begins and ends."""

    lines: Lines | None
    doubtful: bool = False


def best(pieces: Sequence[Piece], ours: Lines | None, html: str) -> Choice:
    """The lines of a page, those that our reader takes, and the page's text in; what the best reader takes out."""
    if ours is None:
        return Choice(None)
    running = sum(len(piece.text) for piece in pieces if is_prose(piece))
    if _measure(pieces[ours.start : ours.end]) >= CLEAR * running:
        return Choice(ours)
    candidates = (ours, *(lines for text in _strangers(html) if (lines := _where(pieces, text))))
    chosen = max(candidates, key=lambda lines: _measure(pieces[lines.start : lines.end]))
    return Choice(chosen, doubtful=chosen == ours)


def _measure(pieces: Iterable[Piece]) -> int:
    pieces = tuple(pieces)
    running = sum(len(piece.text) for piece in pieces if is_prose(piece))
    return running - 2 * sum(len(piece.text) for piece in pieces if is_furniture(piece))


def _strangers(html: str) -> Iterator[str]:
    """What other readers, as far as they are installed, take for the story."""
    for reader in (_trafilatura, _readability) if len(html) <= _MOST_ASKED else ():
        try:
            yield reader(html)
        except Exception:  # it is not installed, or fails on this page, which can be read without it
            continue


def _trafilatura(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, include_comments=False, include_tables=True) or ""


def _readability(html: str) -> str:
    from lxml import html as parser
    from readability import Document

    summary = Document(html).summary(html_partial=True)
    return "".join(map(str, parser.fromstring(summary).itertext())) if summary.strip() else ""


def _where(pieces: Sequence[Piece], text: str) -> Lines | None:
    """The lines of ours of which a stranger's text is made."""
    compact = "".join(text.split())
    taken = [
        index
        for index, piece in enumerate(pieces)
        if len(line := "".join(piece.text.split())) >= _SHORTEST and line in compact
    ]
    return Lines(taken[0], taken[-1] + 1) if taken else None
