"""RSS 0.9 to 2.0, RDF Site Summary 1.0, and Atom: an article an item.

| in the file | of the article |
|---|---|
| `title` | headline; a series in brackets at its end (`（“冬闲变冬忙”系列报道①）`) is the kicker |
| `dc:creator`, `author` (Atom: of the entry) | byline, if it names persons |
| `content:encoded`, else `description`; Atom's `content`, else `summary` | body |
| `source`, `dc:source`, `dc:publisher` of the item | source |
| `enclosure`, `media:content`, pictures of the body | pictures, if they are files beside the feed |

The channel's own title is no source: most feeds are the paper's own. An export of WordPress is an RSS file too; what it
has besides is `wordpress`'s to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editions.read.markup import Event, html_events, is_marked_up, plain_events, words
from editions.read.markup_body import Body
from editions.read.reading import Reading
from editions.read.told import Told, merged, numbered, story
from editions.read.traced import Source
from editions.read.xml_tree import Element, events

CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
_ATOM = "http://www.w3.org/2005/Atom"


def read_feed(root: Element, source: Source, name: str) -> Reading:
    """The root of a feed in, its articles out; `name` is what their ids begin with."""
    items = list(root.all("entry") if root.tag == "feed" else root.below("item"))
    channel = root.text_of("title") or root.text_of("channel", "title")
    return merged(
        [_story(item, source, channel, one) for item, one in zip(items, numbered(name, len(items)), strict=True)]
    )


def text_in(item: Element, tag: str, *spaces: str) -> str:
    """The text of the first child of this name in one of these namespaces."""
    return next((child.text for child in item.all(tag) if child.space in spaces), "")


def _story(item: Element, source: Source, channel: str, name: str) -> Reading:
    body, summary = Body(source), ""
    contents = list(_contents(item))
    if contents:
        body.read(_events(contents[0]))
        summary = "".join(one.text for one in contents[1:2] if not is_marked_up(one.text))
    for picture in _pictures(item):
        body.picture(*picture)
    by = _author(item)
    is_channel = bool(by) and by == channel
    told = Told(
        id=name,
        at=item.at,
        headline=_plain(item.find("title")),
        by="" if is_channel else by,
        is_account=True,
        source=_source(item) or (channel if is_channel else ""),
        summary=summary,
    )
    return story(told, body)


def _contents(item: Element) -> Iterator[Element]:
    """The elements that may hold the body, the fullest first."""
    encoded = (child for child in item.all("encoded") if child.space == CONTENT)
    atom = (child for child in item.all("content") if child.space in {_ATOM, ""})
    rest = (child for child in item.all("description", "summary") if child.space != _MEDIA)
    yield from (child for child in (*encoded, *atom, *rest) if child.text or any(True for _ in child))


def _events(element: Element) -> Iterable[Event]:
    """Text that is HTML (escaped or in CDATA), plain text, or XHTML as it stands."""
    if any(True for _ in element):
        return events(element)
    copy = element.copy
    is_html = element.attrs.get("type", "").endswith("html") or is_marked_up(copy.text)
    return html_events(copy) if is_html else plain_events(copy)


def _plain(title: Element | None) -> str:
    """A title without the markup that it may have."""
    if title is None:
        return ""
    return words(html_events(title.copy)) if not any(True for _ in title) else title.text


def _author(item: Element) -> str:
    creators = [child.text for child in item.all("creator") if child.space == DUBLIN_CORE]
    named = [author.text_of("name") or author.text for author in item.all("author")]
    return "、".join(filter(None, creators or named))


def _source(item: Element) -> str:
    atom = item.text_of("source", "title")
    return atom or text_in(item, "source", "", DUBLIN_CORE) or text_in(item, "publisher", DUBLIN_CORE)


def _pictures(item: Element) -> Iterator[tuple[str, int]]:
    """Address and place of each picture beside the body."""
    for child in item.below("enclosure", "content"):
        kind = child.attrs.get("type", "") or child.attrs.get("medium", "")
        address = child.attrs.get("url", "")
        if address and kind.startswith("image"):
            yield address, child.at
    for link in item.all("link"):
        if link.attrs.get("rel") == "enclosure" and link.attrs.get("type", "").startswith("image"):
            yield link.attrs.get("href", ""), link.at
