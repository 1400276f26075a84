"""An export of WordPress (WXR 1.0 to 1.2): an article a post.

It is an RSS file (`feed`) with the posts as they were typed: blank lines part paragraphs where no `<p>` does, comments
mark blocks, words in square brackets (shortcodes) stand for captions and galleries. Taken are posts that are
published; pages, drafts, posts with a password and whatever else a site holds are left out, the posts among
them with a warning.

| in the file | of the article |
|---|---|
| `title` | headline |
| `dc:creator`, by way of `wp:author_display_name` | byline, if it names a person |
| `content:encoded` | body |
| `excerpt:encoded` | told of, if it is not in the body |
| pictures of the body and the post's own (`_thumbnail_id`) | pictures, if they are files beside the export |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editions.messages_feeds import ITEM_LEFT_OUT
from editions.read.decode import shown
from editions.read.feed import CONTENT, DUBLIN_CORE, text_in
from editions.read.markup import Close, Event, Open, Words, html_events
from editions.read.markup_body import Body
from editions.read.reading import Reading
from editions.read.told import Told, merged, numbered, story
from editions.read.traced import Source, Traced
from editions.read.xml_tree import Element

_EXPORT = "http://wordpress.org/export/"
_EXCERPT = "/excerpt/"

_SHORTCODE = re.compile(
    r"\[(?P<end>/?)(?P<name>caption|wp_caption|gallery|embed|audio|video|playlist)\b(?P<attrs>[^\[\]<>]{0,2000})\]"
)
_BREAKS = re.compile(r"\n[ \t\n]*")
_NOT_PUBLISHED = {"draft": "草稿", "pending": "待审", "private": "私密", "future": "定时发布", "trash": "已删除"}


def is_wordpress(root: Element) -> bool:
    """Whether an RSS file is an export of WordPress."""
    return any(child.space.startswith(_EXPORT) for child in (root.find("channel") or root))


def read_wordpress(root: Element, source: Source, name: str) -> Reading:
    """The root of an export in, its articles out; `name` is what their ids begin with."""
    channel = root.find("channel") or root
    items = [item for item in channel.all("item") if _wp(item, "post_type") in {"post", ""}]
    authors = {_wp(author, "author_login"): _wp(author, "author_display_name") for author in channel.all("author")}
    addresses = {
        _wp(item, "post_id"): _wp(item, "attachment_url")
        for item in channel.all("item")
        if _wp(item, "post_type") == "attachment"
    }
    left = [
        ITEM_LEFT_OUT.at(source.span(item.at), text=shown(item.text_of("title"), 60), why=why, why_zh=why_zh)
        for item in items
        for why, why_zh in _why_not(item)
    ]
    posts = [item for item in items if not any(_why_not(item))]
    return merged(
        [
            _story(post, source, authors, addresses, one)
            for post, one in zip(posts, numbered(name, len(posts)), strict=True)
        ],
        left,
    )


def _wp(item: Element, tag: str) -> str:
    return next((child.text for child in item.all(tag) if child.space.startswith(_EXPORT)), "")


def _why_not(item: Element) -> Iterator[tuple[str, str]]:
    """Why a post is not for the public, in English and in Chinese; nothing if it is."""
    status = _wp(item, "status")
    if status not in {"publish", ""}:
        yield status, _NOT_PUBLISHED.get(status, status)
    elif _wp(item, "post_password"):
        yield "password", "有密码"


def _story(post: Element, source: Source, authors: dict[str, str], addresses: dict[str, str], name: str) -> Reading:
    body = Body(source)
    for child in post.all("encoded"):
        if child.space == CONTENT:
            body.read(_typed(child.copy))
    for meta in post.all("postmeta"):
        if _wp(meta, "meta_key") == "_thumbnail_id" and (address := addresses.get(_wp(meta, "meta_value"), "")):
            body.picture(address, meta.at)
    excerpt = next((child for child in post.all("encoded") if _EXCERPT in child.space), None)
    login = text_in(post, "creator", DUBLIN_CORE)
    told = Told(
        id=name,
        at=post.at,
        headline=post.text_of("title"),
        by=authors.get(login) or login,
        is_account=True,
        summary=excerpt.text if excerpt is not None else "",
    )
    return story(told, body)


def _typed(copy: Traced) -> Iterable[Event]:
    """A post as it was typed in, its events out: its blank lines, line ends and shortcodes are markup."""
    is_blocks = "<!-- wp:" in copy.text
    within: list[str] = []
    for event in html_events(copy):
        match event:
            case Words(text) if "pre" not in within:
                yield from _with_shortcodes(text, breaks=not is_blocks)
                continue
            case Open(tag="pre"):
                within.append("pre")
            case Close(tag="pre") if within:
                within.pop()
        yield event


def _with_shortcodes(copy: Traced, *, breaks: bool) -> Iterator[Event]:
    done = 0
    for code in _SHORTCODE.finditer(copy.text):
        yield from _with_breaks(copy.cut(done, code.start()), breaks=breaks)
        done = code.end()
        at = copy.at[code.start()]
        if code["name"].endswith("caption"):
            yield Close("figcaption") if code["end"] else Open("figcaption", {}, at)
        elif not code["end"]:
            yield Open("embed", {"src": code.group()}, at)
            yield Close("embed")
    yield from _with_breaks(copy.cut(done), breaks=breaks)


def _with_breaks(copy: Traced, *, breaks: bool) -> Iterator[Event]:
    done = 0
    for gap in _BREAKS.finditer(copy.text) if breaks else ():
        yield Words(copy.cut(done, gap.start()))
        done = gap.end()
        at = copy.at[gap.start()]
        yield Open("p" if gap.group().count("\n") > 1 else "br", {}, at)
        yield Close("p" if gap.group().count("\n") > 1 else "br")
    yield Words(copy.cut(done))
