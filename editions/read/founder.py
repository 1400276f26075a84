"""A story of a digital paper (数字报) of the Founder kind, in any of its three generations.

| generation | how its files are called | what marks the parts of a story |
|---|---|---|
| 1 | `content_40187.htm` | comments `<!--<npm:article-title>-->`, elements `<founder-title>`, a tail `<!--enpproperty … -->` |
| 2 | `nw.CODE_20241220_1-02.htm` | `<h3>`, `<h1>`, `<h2>`, `<h4>` about the story; `《 报名 》（ 2024年12月20日 02 版）` |
| 3 | `pc/content/202412/20/content_30000001.html` | the same, the byline as `<p id="Author">` with the print tag in it |

All three have the body between `<!--enpcontent-->` and `<!--/enpcontent-->`, or at least in `<div id="ozoom">`. The names
of files say only what the page itself does not. The page that lists the stories is read by `founder_page`.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from editions.diagnostic import Diagnostic, Span
from editions.messages_read import BYLINE_UNCLEAR, PAGE_LIST
from editions.model import HANS, Article, HouseStyle, JumpMark, PrintTag
from editions.page_no import normal_page_no
from editions.read.bylines import byline
from editions.read.decode import shown
from editions.read.headline import Headline
from editions.read.reading import Reading, finished
from editions.read.repair import Damage, look, repair_text
from editions.read.shapes import is_wide
from editions.read.signed import jump_at_end, split_off
from editions.read.tags import find_tag
from editions.read.traced import Source
from editions.read.web_page import PageLines, parsed
from editions.read.web_text import read_body

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MARKS = re.compile(r"<founder-|<npm:article|<!--\s*/?enpcontent|<!--\s*enpproperty|id\s*=\s*[\"']?ozoom\b", re.I)
_MARK_WORDS = ("<founder-", "<npm:article", "enpcontent", "enpproperty", "ozoom", "pagepicmap", "pagelink")  # one is in each
_PAGE_MAP = re.compile(r"<map[^>]{0,80}pagepicmap|id\s*=\s*[\"']?pageLink\b", re.I)
_BODY = re.compile(r"<!--\s*enpcontent\s*-->", re.I)
_BODY_END = re.compile(r"<!--\s*/\s*enpcontent\s*-->", re.I)
_PAGE_HEAD = re.compile(
    r"第\s*(?P<no>[A-Z]{0,2}\d{1,4})\s*版\s*[:：]\s*(?:(?:<[^<>]{1,80}>|&nbsp;)\s*)*(?P<name>[^<>\s&]{1,12})", re.I
)
_DATE_IN_PATH = re.compile(r"(?:^|/|_)(20\d\d|19\d\d)-?(\d\d)[-/]?(\d\d)(?=[/_.]|$)")
_PAGE_IN_NAME = re.compile(r"^nw\..*_\d{1,4}-([A-Z]{0,2}\d{1,3})$", re.I)
_LINK_TAG = re.compile(r"<(/?)a[\s>]", re.I)
_MAX_LINK = 300  # characters of markup from the beginning of a link to its text
_FIRST = re.compile(r"\d{4}-\d\d-\d\d")
_MAX_FIELD = 400  # characters; no headline or byline is longer


def is_founder(text: str) -> bool:
    """Whether the text of an HTML file is a page of a digital paper of this kind."""
    written = text.lower()
    return any(word in written for word in _MARK_WORDS) and bool(_MARKS.search(text) or _PAGE_MAP.search(text))


def lists_stories(text: str) -> bool:
    """Whether it is the page that shows a printed page and lists its stories, not a story."""
    return bool(_PAGE_MAP.search(text)) and not (_BODY.search(text) or "<npm:article-content>" in text)


def read_founder(text: str, name: str, house: HouseStyle = HANS) -> Reading:
    """The text of a story's page in, its one article out."""
    source = Source(name, text, house)
    if lists_stories(text):
        return Reading((), (PAGE_LIST.at(Span(name)),))
    root = parsed(text)
    if root is None:
        return Reading()
    damage = look(text, house)
    repairs: Counter[str] = Counter()

    def mended(value: str) -> str:
        value, counts = repair_text(value, damage)
        repairs.update(counts)
        return value

    head = _head(text, root)
    body = _body_lines(source, root, damage)
    _add_pictures_beside(body, root)
    if body.refused:
        return Reading((), (body.refused,))
    repairs.update(body.repairs)
    titles, torn = _without_jump(Headline(*map(mended, head.titles)), source)
    signed = split_off(body.pieces, source, under_headline=True)
    written = byline(mended(head.author), bare=True) if head.author else None
    people = dict.fromkeys((*(written.people if written else ()), *signed.bylines))
    parts = read_body(signed.pieces, source)
    pictures = tuple(picture._replace(caption=mended(picture.caption)) for _, picture in body.pictures)
    article = Article(
        id=PurePosixPath(name).stem,
        headline=titles.headline,
        span=Span(name),
        body=parts.blocks,
        kind="picture" if pictures and not parts.blocks and pictures[0].caption else "news",
        kicker=titles.kicker,
        deck=titles.deck,
        bylines=tuple(people),
        byline_text=written.text if written else mended(head.author) or signed.byline_text,
        dateline=signed.dateline,
        credit=(written and written.photo_credit) or signed.photo_credit,
        pictures=tuple({picture.file: picture for picture in pictures}.values()),
        sidebars=parts.sidebars,
        tag=_tag(source, head, signed.tag),
        jump_marks=(*torn, *signed.jump_marks),
        editors=signed.editors,
        reviewers=signed.reviewers,
        repairs=tuple(sorted((+repairs).items())),
    )
    unclear = () if written or not head.author else (_unclear(head.author, source),)
    return finished(article, (*unclear, *body.diagnostics, *signed.diagnostics, *parts.diagnostics), source)


# The head


class _Head(NamedTuple):
    """What stands about the story. `printed` is a print tag as text."""

    titles: Headline
    author: str = ""
    printed: str = ""


def _head(text: str, root: Element) -> _Head:
    if "<npm:article-title>" in text:
        kicker, title, deck, author = (_marked(text, part) for part in ("pretitle", "title", "subtitle", "author"))
        if title:
            return _Head(Headline(kicker, title, deck), author or tail_value(text, "author"))
    if title := _first_text(root, "//founder-title"):
        author = _first_text(root, "//founder-author") or tail_value(text, "author")
        return _Head(Headline(*_about(root, title)), author)
    for heading in root.iter("h1"):
        if (title := _text(heading)) and (parent := heading.getparent()) is not None:
            signed = next((one for one in parent.iter() if one.get("id") == "Author" or one.tag == "h4"), None)
            return _Head(
                Headline(_child_text(parent, "h3"), title, _child_text(parent, "h2")),
                _text(signed, without="date") if signed is not None else "",
                _printed(root),
            )
    return _Head(Headline("", tail_value(text, "title"), ""), tail_value(text, "author"), _printed(root))


def _marked(text: str, part: str) -> str:
    """What stands between `<!--<npm:article-PART>-->` and its end, as plain text."""
    found = _between(text, f"<!--<npm:article-{part}>-->", f"<!--</npm:article-{part}>-->")
    return _plain(found.html) if found else ""


def _about(root: Element, title: str) -> tuple[str, str, str]:
    """Kicker, headline and deck of a page that marks the headline alone: the cells of the same table above and below."""
    cells = [_text(cell) for cell in root.iterfind(".//td") if "font02" in (cell.get("class") or "") or _text(cell) == title]
    at = cells.index(title) if title in cells else 0
    above, below = cells[:at], [text for text in cells[at + 1 :] if text and not byline(text, bare=True)]
    return next((text for text in reversed(above) if text), ""), title, below[0] if below else ""


def _printed(root: Element) -> str:
    """The print tag that stands about the headline."""
    for element in root.iter("div", "p", "span", "td"):
        text = _text(element, most=120)
        if "版" in text and find_tag(text):
            return text
    return ""


def _without_jump(titles: Headline, source: Source) -> tuple[Headline, tuple[JumpMark, ...]]:
    """A headline that ends in `（上接第一版）` in; the same without, and what that says, out."""
    match = jump_at_end(titles.headline)
    if not match:
        return titles, ()
    place = source.span(max(0, source.text.find(match.group().strip())))
    mark = JumpMark(bool(match["on"]), normal_page_no(match["page"]), place)
    return titles._replace(headline=titles.headline[: match.start()].strip()), (mark,)


def _tag(source: Source, head: _Head, signed: PrintTag | None) -> PrintTag | None:
    """What page, tail and name of the file say of where the story was printed, the first that speaks."""
    text, name = source.text, source.name
    printed = find_tag(head.printed) if head.printed else None
    at_head = page_head(text)
    dated = _FIRST.match(tail_value(text, "date"))
    in_name = _PAGE_IN_NAME.match(PurePosixPath(name).stem)
    numbers = (
        *(printed.pages if printed else ()),
        *(signed.pages if signed else ()),
        normal_page_no(tail_value(text, "pagenum")),
        at_head.no,
        normal_page_no(in_name.group(1)) if in_name else "",
    )
    pages = printed.pages if printed else next(((no,) for no in numbers if no), ())
    if not pages:
        return signed
    dates = (
        printed.date if printed else None,
        signed.date if signed else None,
        date_of(dated.group()) if dated else None,
        date_in_path(name),
    )
    offset = max(0, text.find(head.printed.split()[0])) if head.printed else at_head.offset
    return PrintTag(
        pages=pages,
        span=source.span(offset),
        paper=(printed and printed.paper) or (signed and signed.paper) or tail_value(text, "papername"),
        date=next((date for date in dates if date), None),
        page_name=at_head.name or (printed.page_name if printed else ""),
    )


class PageHead(NamedTuple):
    """What the head of a page tells of the printed page (`第A01版：要闻`): its number and name, and where that stands."""

    no: str = ""
    name: str = ""
    offset: int = 0


def page_head(text: str) -> PageHead:
    """A page in, what its head tells out. What stands in a link is the head of another page."""
    for match in _PAGE_HEAD.finditer(text):
        before = _LINK_TAG.findall(text, max(0, match.start() - _MAX_LINK), match.start())
        if not before or before[-1] == "/":
            return PageHead(normal_page_no(match["no"]), match["name"], match.start())
    return PageHead()


def tail_value(text: str, name: str) -> str:
    """A page and `pagenum`, `papername`, `date` … in; what its tail `<!--enpproperty … /enpproperty-->` says of that out."""
    tail = text.rfind("<!--enpproperty")
    found = _between(text, f"<founder-{name}>", f"</founder-{name}>", tail) if tail >= 0 else None
    return _plain(found.html) if found else ""


def date_of(text: str) -> datetime.date | None:
    """`2024-12-20` in, the date out; None if no calendar has it."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def date_in_path(name: str) -> datetime.date | None:
    """The date that the folders of an issue, or the names of its files, tell: `2024-12/20/`, `202412/20/`, `_20241220_`."""
    found = _DATE_IN_PATH.search(name)
    return date_of("-".join(found.groups())) if found else None


# The body and its pictures


class Fragment(NamedTuple):
    """A piece of HTML and where in the page it begins."""

    html: str
    offset: int


def _between(text: str, opening: str, closing: str, start: int = 0) -> Fragment | None:
    begin = text.find(opening, start)
    end = text.find(closing, begin) if begin >= 0 else -1
    return Fragment(text[begin + len(opening) : end], begin + len(opening)) if end >= 0 else None


def _body_lines(source: Source, root: Element, damage: Damage) -> PageLines:
    lines = PageLines(source, damage, may_climb=_depth(source.name))
    begin = _BODY.search(source.text)
    end = _BODY_END.search(source.text, begin.end()) if begin else None
    if begin:
        lines.place = begin.end()
        inside = parsed(f"<div>{source.text[begin.end() : end.start() if end else None]}</div>")
    else:
        inside = next(
            (one for one in root.iter() if one.tag == "founder-content" or str(one.get("id")).lower() == "ozoom"), None
        )
    if inside is not None:
        lines.walk(inside)
    return lines


def _add_pictures_beside(lines: PageLines, root: Element) -> None:
    """Pictures that stand beside the body, each with its caption, into `lines`."""
    text, place = lines.source.text, lines.place
    lines.place = 0
    while marked := _between(text, "<!--<npm:article-pic>-->", "<!--</npm:article-pic>-->", lines.place):
        lines.place = marked.offset
        inside = parsed(f"<div>{marked.html}</div>")
        count = len(lines.pictures)
        for image in inside.iter("img") if inside is not None else ():
            lines.image(image)
        lines.place = marked.offset + len(marked.html)
        following = text.find("<!--<npm:article-pic>-->", lines.place)
        caption = _between(text, "<!--<npm:article-pic-text>-->", "<!--</npm:article-pic-text>-->", lines.place)
        if caption and (following < 0 or caption.offset < following) and len(lines.pictures) > count:
            lines.add_caption(_plain(caption.html))
    if lines.place == 0:
        for image in root.iter("img"):
            if (frame := _frame(image)) is not None:
                count = len(lines.pictures)
                lines.place = max(0, text.find(image.get("src") or "", 0))
                lines.image(image)
                told = next((value for key in ("data-original-title", "title", "alt") if (value := image.get(key))), "")
                if len(lines.pictures) > count:
                    lines.add_caption(_plain(told) if told else _text(frame))
    lines.place = place


def _frame(image: Element) -> Element | None:
    """What holds a picture beside the body together with its caption; None for one in the body, or of the site."""
    if "tplimg" in (image.get("src") or ""):
        return None
    frame: Element | None = None
    if "picture" in (image.get("class") or ""):
        frame = image
    for above in image.iterancestors():
        if above.tag == "founder-content" or str(above.get("id")).lower() == "ozoom":
            return None
        kind = (above.get("class") or "").lower()
        if frame is None and (kind == "attachment" or (above.tag == "table" and re.search("pci|pic", kind))):
            frame = above
    return frame


def _depth(name: str) -> int:
    """How many folders a page of this name is in, so many as one can be led up from it."""
    return len([part for part in PurePosixPath(name).parent.parts if part not in {"/", "."}])


# Text


def _text(element: Element, *, without: str = "", most: int = _MAX_FIELD) -> str:
    """The text of an element on one line, `""` if it is longer than `most`; no text of an element of class `without`."""
    parts: list[str] = []
    total = 0
    skipped = {one for one in element.iter() if without and without in (one.get("class") or "").split()}
    for part in _strings(element, skipped):
        total += len(part)
        if total > most * 2:
            return ""
        parts.append(part)
    text = _joined("".join(parts))
    return text if len(text) <= most else ""


def _strings(element: Element, skipped: set[Element]) -> Iterator[str]:
    stack = [(element, iter(element))]
    yield element.text or ""
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if parent is not element:
                yield parent.tail or ""
        elif not isinstance(child.tag, str) or child in skipped or child.tag in {"script", "style"}:
            yield child.tail or ""
        else:
            stack.append((child, iter(child)))
            yield ("\n" if child.tag == "br" else "") + (child.text or "")


def _child_text(parent: Element, tag: str) -> str:
    return next((text for child in parent.iter(tag) if (text := _text(child))), "")


def _first_text(root: Element, path: str) -> str:
    return next((text for element in root.iterfind(f".{path}") if (text := _text(element))), "")


def _plain(fragment: str) -> str:
    element = parsed(f"<div>{fragment}</div>") if fragment.strip() else None
    return _text(element, most=2000) if element is not None else ""


def _joined(text: str) -> str:
    """Text on one line: a line that was broken between Chinese characters is joined without a space; others are kept."""
    lines = [line.strip(" \t\r\u00a0") for line in text.replace("\u00a0", " ").split("\n")]
    whole = ""
    for line in lines:
        if line:
            whole += (" " if whole and not (is_wide(whole[-1]) or is_wide(line[0])) else "") + line
    return whole.strip(" \u3000")


def _unclear(author: str, source: Source) -> Diagnostic:
    place = source.text.find(author.split()[0])
    return BYLINE_UNCLEAR.at(source.span(max(0, place)), text=shown(author, 40))
