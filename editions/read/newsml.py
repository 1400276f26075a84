"""NewsML-G2: news items, alone or many in a message, with NITF, XHTML or plain text inside; parts of items, too.

| in the file | of the article |
|---|---|
| NITF's `hl1`, else `contentMeta/headline` | headline |
| NITF's byline, else `contentMeta/by`, else the names of creators | byline |
| `contentMeta/dateline` | dateline |
| `infoSource/name`, else `provider/name` | source |
| `creditline` | credit of the pictures |
| `inlineXML` (NITF, XHTML), `inlineData` | body |
| a picture item: `remoteContent` of the highest rendition, `description`, `creditline` | a picture story |
| pictures of the same package, or that a text item links to | pictures of that item |

An item that is cancelled or withheld is left out with a warning, one under embargo is read with a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from editions.diagnostic import Diagnostic
from editions.messages_feeds import EMBARGOED, ITEM_LEFT_OUT, ITEMS_ELSEWHERE, NOTE_TO_EDITORS, USAGE_TERMS
from editions.model import Person, Picture
from editions.read.decode import shown
from editions.read.markup import html_events, is_marked_up, plain_events
from editions.read.markup_body import Body, beside
from editions.read.nitf import nitf_body, told_by_nitf
from editions.read.reading import Reading
from editions.read.told import Told, merged, numbered, story
from editions.read.traced import Source
from editions.read.xml_tree import Element, events

_PICTURES = frozenset({"picture", "graphic", "photo"})


def read_newsml(root: Element, source: Source, name: str) -> Reading:
    """The root of a NewsML-G2 file in, its articles out; `name` is what their ids begin with."""
    if root.tag in {"contentSet", "contentMeta"}:  # a part of an item, without the rest
        root = Element("newsItem", root.space, {}, root.at, [root])
    items = [item.in_language(_language(item)) for item in ([root] if root.tag == "newsItem" else root.below("newsItem"))]
    left = [item for item in items if _status(item) not in {"", "usable"}]
    faults = [_left_out(item, source, _status(item), "已撤销或扣发") for item in left]
    usable = [item for item in items if item not in left]
    packages = [root] if root.tag == "packageItem" else list(root.below("packageItem"))
    if packages and not items:
        titles = "；".join(
            ref.text_of("title") or ref.attrs.get("residref", "?") for one in packages for ref in one.below("itemRef")
        )
        return Reading((), (ITEMS_ELSEWHERE.at(source.span(root.at), text=shown(titles, 120)),))
    texts = [item for item in usable if _class(item) in {"text", "composite", ""}]
    pictures = [item for item in usable if _class(item) in _PICTURES]
    faults += (
        _left_out(item, source, _class(item), "不是文字或图片") for item in usable if item not in (*texts, *pictures)
    )
    belong = _belonging(texts, pictures, packages)
    alone = [item for item in pictures if not any(item in theirs for theirs in belong.values())]
    ids = numbered(name, len(texts) + len(alone))
    return merged(
        [
            *(_text_story(item, belong.get(item.at, ()), source, next(ids)) for item in texts),
            *(_picture_story(item, source, next(ids)) for item in alone),
        ],
        faults,
    )


# Items


def _class(item: Element) -> str:
    found = item.find("itemMeta", "itemClass")
    return found.attrs.get("qcode", "").rpartition(":")[2] if found is not None else ""


def _status(item: Element) -> str:
    found = item.find("itemMeta", "pubStatus")
    return found.attrs.get("qcode", "").rpartition(":")[2] if found is not None else ""


def _language(item: Element) -> str:
    """The language of an item's content; Chinese if it does not say so."""
    named = (tag.attrs.get("tag", "") for meta in item.all("contentMeta") for tag in meta.all("language"))
    bodies = (body.language for content in item.all("contentSet") for body in content)
    return next(filter(None, (*named, *bodies)), "zh").partition("-")[0].lower()


def _left_out(item: Element, source: Source, why: str, why_zh: str) -> Diagnostic:
    title = item.text_of("contentMeta", "headline") or item.attrs.get("guid", "?")
    return ITEM_LEFT_OUT.at(source.span(item.at), text=shown(title, 60), why=why, why_zh=why_zh)


def _belonging(
    texts: Sequence[Element], pictures: Sequence[Element], packages: Sequence[Element]
) -> dict[int, tuple[Element, ...]]:
    """The picture items that belong to text items, by where these begin: a link says so, or a package of one text."""
    by_guid = {item.attrs.get("guid", ""): item for item in pictures}
    found: dict[int, list[Element]] = {}
    for item in texts:
        linked = (link.attrs.get("residref", "") for meta in item.all("itemMeta") for link in meta.all("link"))
        found[item.at] = [by_guid[guid] for guid in linked if guid in by_guid]
    for package in packages:
        refs = {ref.attrs.get("residref", "") for ref in package.below("itemRef")}
        of_package = [item for item in texts if item.attrs.get("guid", "") in refs]
        if len(of_package) == 1:
            found[of_package[0].at] += (item for guid, item in by_guid.items() if guid in refs)
    return {at: tuple(dict.fromkeys(items)) for at, items in found.items() if items}


def _told(item: Element, source: Source, name: str) -> Told:
    """What the item itself says of its story."""
    meta = item.find("contentMeta") or Element("contentMeta", "", {}, item.at)
    heads = {
        head.attrs.get("role", "").rpartition(":")[2].lower(): head.text
        for head in reversed(list(meta.all("headline")))
    }
    headline = heads.get("") or heads.get("main") or next(iter(reversed(heads.values())), "")
    decks = [text for role, text in heads.items() if role.startswith(("sub", "deck"))]
    return Told(
        id=name,
        at=item.at,
        headline=headline,
        deck="".join(decks[:1]) if headline not in decks else "",
        by=meta.text_of("by") or "、".join(_creators(meta)),
        dateline=meta.text_of("dateline"),
        source=_source(item, meta),
        credit=meta.text_of("creditline"),
        diagnostics=tuple(_remarks(item, source)),
    )


def _creators(meta: Element, *, bodies: bool = False) -> Iterator[str]:
    """The names of creators that are persons, or with `bodies` those that are not, for all that the file says."""
    for creator in meta.all("creator"):
        kind, code = creator.attrs.get("type", ""), creator.attrs.get("qcode", "")
        is_body = kind.endswith(("organisation", "organization")) or "." in code.rpartition(":")[2]
        if (name := creator.text_of("name")) and is_body == bodies:
            yield name


def _source(item: Element, meta: Element) -> str:
    bodies = next(_creators(meta, bodies=True), "")
    return meta.text_of("infoSource", "name") or item.text_of("itemMeta", "provider", "name") or bodies


def _remarks(item: Element, source: Source) -> Iterator[Diagnostic]:
    for meta in item.all("itemMeta"):
        for embargo in meta.all("embargoed"):
            yield EMBARGOED.at(source.span(embargo.at), text=shown(embargo.text or "?", 40))
        for note in meta.all("edNote"):
            yield NOTE_TO_EDITORS.at(source.span(note.at), text=shown(note.text, 200))
    for rights in item.all("rightsInfo"):
        for terms in rights.all("usageTerms"):
            yield USAGE_TERMS.at(source.span(terms.at), text=shown(terms.text, 200))


# Stories


def _text_story(item: Element, pictures: Sequence[Element], source: Source, name: str) -> Reading:
    told = _told(item, source, name)
    body = Body(source)
    for content in item.all("contentSet"):
        if (nitf := next(content.below("nitf"), None)) is not None:
            told, body = told_by_nitf(nitf, source, told), nitf_body(nitf, source)
            break
        if (page := next(content.below("html"), None)) is not None:
            body.read(events(page))
            break
        if (data := content.find("inlineData")) is not None:
            copy = data.copy
            body.read(html_events(copy) if is_marked_up(copy.text) else plain_events(copy))
            break
    for picture in pictures:
        _take_picture(picture, body)
    return story(told, body)


def _picture_story(item: Element, source: Source, name: str) -> Reading:
    told = _told(item, source, name)
    meta = item.find("contentMeta") or item
    people = tuple(Person("摄影", person) for person in _creators(meta))
    body = Body(source)
    _take_picture(item, body)
    return story(replace(told, kind="picture", by="", people=people), body)


def _take_picture(item: Element, body: Body) -> None:
    """The best rendition of a picture item that is a file beside the source, with caption and credit."""
    meta = item.find("contentMeta") or item
    renditions = sorted(
        (one for part in item.all("contentSet") for one in part.all("remoteContent")), key=_size, reverse=True
    )
    best = next((one for one in renditions if beside(one.attrs.get("href", ""))), renditions[0] if renditions else None)
    if best is None or not body.picture(best.attrs.get("href", "").strip(), best.at):
        return
    captions = [text.text for text in meta.all("description") if text.attrs.get("role", "").endswith(("caption", ""))]
    last: Picture = body.pictures.pop()
    body.pictures.append(last._replace(caption="".join(captions[:1]), credit=meta.text_of("creditline")))


def _size(rendition: Element) -> int:
    width = rendition.attrs.get("width", "")
    return int(width) if width.isdecimal() and len(width) < 8 else 0
