"""Word-processor files: .docx.

mammoth makes HTML of the parts that `docx_parts` has let through: paragraphs with their styles, lists, tables, notes,
pictures; `markup_body` makes pieces of it. A place in such a file is its n-th line that is not empty, a paragraph or
what was broken by hand, and the character in it: `story.docx:12:5`.

| in the document | of the article |
|---|---|
| the first paragraph in the style Title, Heading 1, 标题, 标题 1; else the short lines at the top | headline, kicker, deck |
| the next in that style or in Subtitle, 副标题, or one that begins with —— | deck |
| lower headings; short lines in bold, or that have no end | subhead |
| bold, italic, superscript | bold, Kai, superior figures |
| lines broken by hand (Shift+Enter), or in the style 诗歌, Verse | verse |
| a table with more than one column | table |
| a picture, and under it a line in the style 题注, Caption, or that reads like a caption | picture |
| footnotes | paragraphs at the end, with their numbers |

Pictures come out as files: `Reading.files` has their bytes under the names that the article's pictures have,
`pictures/NAME-1.jpg`; whoever asked for the reading writes them. Comments are not read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from editions.diagnostic import Diagnostic, Span
from editions.images import Fault, look
from editions.messages_feeds import DOCX_BROKEN, DOCX_IGNORED, DOCX_PICTURE, DOCX_REVISED
from editions.messages_read import HEADLINE_UNCERTAIN, PICTURE_ELSEWHERE
from editions.model import HANS, HouseStyle
from editions.read.bylines import byline
from editions.read.datelines import dateline
from editions.read.decode import shown
from editions.read.docx_parts import Parts, RefusedError, read_parts
from editions.read.editors import editors
from editions.read.markup import Close, Event, Open, Words, html_events
from editions.read.markup_body import TITLE, Body
from editions.read.reading import InnerFile, Reading
from editions.read.signed import Piece
from editions.read.tags import find_tag
from editions.read.told import Told, is_display, story
from editions.read.traced import BOLD, PLAIN, Source, Traced
from editions.read.web_words import is_label

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='Subtitle'] => h1:fresh
p[style-name='副标题'] => h1:fresh
p[style-name='标题 1'] => h1:fresh
p[style-name='标题 2'] => h2:fresh
p[style-name='标题 3'] => h3:fresh
p[style-name='标题 4'] => h4:fresh
p[style-name='caption'] => figcaption:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='题注'] => figcaption:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='引用'] => blockquote:fresh
p[style-name='编者按'] => blockquote:fresh
p[style-name='诗歌'] => pre:separator('\\n')
p[style-name='Verse'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
"""
_MAX_TITLE = 30  # characters
_MOST_TURNS = 2
_ENDS = "p h1 h2 h3 h4 h5 h6 li td th figcaption pre blockquote br"
_PARAGRAPHS = frozenset(_ENDS.split())
_IGNORED = re.compile(r"An unrecognised element was ignored: (?:\{[^}]*\}|\w+:)?(\w+)")
_BACK = re.compile(r' ?<a href="#(?:foot|end)note-ref-\d+">↑</a>')
_EXTERNAL = re.compile(r"could not open external image:? '([^']*)'")
_NAMES = {"chart": "图表 chart", "textbox": "文本框 text box", "oMath": "公式 formula", "oMathPara": "公式 formula"}


def read_docx(data: bytes, name: str, house: HouseStyle = HANS) -> Reading:
    """The bytes of a .docx in, its one article and the pictures inside out."""
    pictures = _Pictures(name)
    try:
        parts = read_parts(data, name)
        page, remarks = _converted(parts, pictures)
    except RefusedError as refused:
        return Reading((), (refused.fault,))
    except Exception as error:  # mammoth raises whatever its parts raise at a document that is none
        why = f"{type(error).__name__}: {shown(str(error), 80)}"
        return Reading((), (DOCX_BROKEN.at(Span(name), why=why, why_zh="内容不合规范"),))
    text, events = _as_paragraphs(html_events(Traced.plain(page)))
    source = Source(name, text, house)
    body = Body(source, pictures.files_by_key.get).read(events)
    titles, body.pieces, uncertain = _titles(body.pieces)
    told = Told(
        id=PurePosixPath(name).stem,
        headline=titles.headline,
        kicker=titles.kicker,
        deck=titles.deck,
        diagnostics=(
            *_remarks(parts, remarks, name),
            *pictures.faults,
            *(HEADLINE_UNCERTAIN.at(source.span(piece.copy.start), text=shown(piece.text, 40)) for piece in uncertain),
        ),
    )
    if not (body.pieces or body.pictures or titles.headline):
        return Reading((), told.diagnostics)
    reading = story(told, body)
    return replace(reading, files=tuple(pictures.files))


# mammoth


def _converted(parts: Parts, pictures: _Pictures) -> tuple[str, tuple[str, ...]]:
    """The parts in, HTML and what mammoth remarks on out."""
    import mammoth

    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:  # nothing is in it that was not looked at
        for part, data in parts.files.items():
            packed.writestr(part, data)
    result = mammoth.convert_to_html(
        archive,
        style_map=_STYLES,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=mammoth.images.img_element(pictures.take),
    )
    return _BACK.sub("", str(result.value)), tuple(str(message.message) for message in result.messages)


@dataclass
class _Pictures:
    """The pictures inside a document as they come, each looked at and named."""

    name: str
    files: list[InnerFile] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    files_by_key: dict[str, str] = field(default_factory=dict)
    seen: dict[bytes, str] = field(default_factory=dict)

    def take(self, image: Any) -> dict[str, str]:
        """An image of mammoth's in, the attributes of its element out."""
        try:
            with image.open() as file:
                data: bytes = file.read()
        except KeyError:
            self.faults.append(DOCX_IGNORED.at(Span(self.name), text="图片 picture"))
            return {}
        if data not in self.seen:
            self.seen[data] = self.add(data)
        return {"src": self.seen[data]}

    def add(self, data: bytes) -> str:
        seen = look(data)
        if isinstance(seen, Fault):
            self.faults.append(seen.at(Span(self.name), f"{self.name} #{len(self.seen) + 1}"))
            return ""
        stem = re.sub(r"[^\w.-]+", "-", PurePosixPath(self.name).stem)
        ending = "png" if seen.form == "PNG" else "jpg"
        file = f"pictures/{stem}-{len(self.files) + 1}.{ending}"
        self.files.append(InnerFile(file, data))
        self.faults.append(DOCX_PICTURE.at(Span(self.name), text=file))
        key = f"inside:{len(self.files)}"
        self.files_by_key[key] = file
        return key


def _remarks(parts: Parts, remarks: Iterable[str], name: str) -> list[Diagnostic]:
    """What a document has that is not in the article."""
    span = Span(name)
    found: list[Diagnostic] = []
    ignored = dict.fromkeys(tag for tag in ("chart", "textbox") if parts.seen[tag])
    for remark in remarks:
        if element := _IGNORED.match(remark):
            ignored[element.group(1)] = None
        elif external := _EXTERNAL.search(remark):
            found.append(PICTURE_ELSEWHERE.at(span, text=shown(external.group(1), 80)))
    if ignored:
        found.append(DOCX_IGNORED.at(span, text="、".join(_NAMES.get(tag, tag) for tag in ignored)))
    if parts.seen["ins"] or parts.seen["del"]:
        found.append(DOCX_REVISED.at(span, inserted=parts.seen["ins"], deleted=parts.seen["del"]))
    return found


def _as_paragraphs(events: Iterable[Event]) -> tuple[str, list[Event]]:
    """Events in; the document's text with a paragraph a line, and the events traced to it, out."""
    texts: list[str] = []
    traced: list[Event] = []
    length = 0
    in_verse = False
    for event in events:
        match event:
            case Words(copy):
                text = copy.text if in_verse else copy.text.replace("\n", " ")
                traced.append(Words(Traced(text, range(length, length + len(text)), PLAIN * len(text))))
                texts.append(text)
                length += len(text)
            case Open(tag, attrs):
                traced.append(Open(tag, attrs, length))
                in_verse = in_verse or tag == "pre"
            case Close(tag):
                traced.append(event)
                in_verse = in_verse and tag != "pre"
                if tag in _PARAGRAPHS and texts and not texts[-1].endswith("\n"):
                    texts.append("\n")
                    length += 1
    return "".join(texts), traced


# The headline


class _Titles(NamedTuple):
    kicker: str = ""
    headline: str = ""
    deck: str = ""


def _titles(pieces: Sequence[Piece]) -> tuple[_Titles, list[Piece], tuple[Piece, ...]]:
    """The pieces of a document in; kicker, headline and deck, the pieces without them, and those that are no more than
    likely to be what they were taken for, out."""
    pieces, turned = _turned(pieces)
    styled = next((index for index, piece in enumerate(pieces[:4]) if piece.hint == TITLE), None)
    top = next((index for index, piece in enumerate(pieces) if not _may_be_title(piece, first=not index)), len(pieces))
    if styled is not None:
        above = pieces[styled - 1].text if 0 < styled <= top else ""
        after = pieces[styled + 1 : styled + 2]
        deck = next((piece.text for piece in after if piece.hint == TITLE or piece.text.startswith("—")), "")
        rest = [*pieces[: styled - bool(above)], *pieces[styled + 1 + bool(deck) :]]
        return _Titles(above, pieces[styled].text, deck), rest, ()
    if top == len(pieces):  # a poem, or nothing but lines
        top = min(1, top)
    texts = [piece.text for piece in pieces[:top]]
    deck_at = next((index for index in range(1, top) if texts[index].startswith("—")), None)
    if deck_at is not None:
        kicker = texts[deck_at - 2] if deck_at > 1 else ""
        rest = [*pieces[: max(0, deck_at - 2)], *pieces[deck_at + 1 :]]
        return _Titles(kicker, texts[deck_at - 1], texts[deck_at]), rest, ()
    if top <= 1:
        return _Titles(headline="".join(texts)), list(pieces[top:]), turned
    # Nothing tells them apart but their order on the page; say so.
    return _Titles(texts[0], texts[1], "".join(texts[2:3])), list(pieces[min(top, 3) :]), tuple(pieces[: min(top, 3)])


def _turned(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], tuple[Piece, ...]]:
    """The pieces of a document in; the same with two or three lines at the top, broken by hand before what is no verse, as one line
    that turns, and that line again unless bold marks it as the headline, out."""
    first = pieces[0] if pieces else None
    lines = first.text.split("\n") if first and first.kind == "verse" else []
    others = [piece for piece in pieces[1:] if piece.kind != "verse" and "。" in piece.text]
    if not first or not 1 < len(lines) <= _MOST_TURNS + 1 or not others or len(first.text) > _MAX_TITLE or re.search("[，。]", first.text):
        return pieces, ()
    title = first._replace(copy=first.copy.styled(PLAIN), kind="")
    return (title, *pieces[1:]), () if set(first.copy.styles) <= {BOLD, PLAIN} and BOLD in first.copy.styles else (title,)


def _may_be_title(piece: Piece, *, first: bool) -> bool:
    text = piece.text
    is_exclaimed = first and len(text) <= _MAX_TITLE and text.endswith(("！", "？", "!", "?")) and "。" not in text
    if not (
        piece.hint == TITLE or piece.kind == "subhead" or is_display(piece) or is_exclaimed or text.startswith("—")
    ):
        return False
    # A mere name signs a story under its headline, not above.
    return not (find_tag(text) or byline(text, bare=not first) or dateline(text) or editors(text) or is_label(text))
