"""NITF (News Industry Text Format 3.6), alone or within NewsML-G2.

| in the file | of the article |
|---|---|
| `hedline/hl1`, else `head/title` | headline |
| `hedline/hl2`, above `hl1` / below it | kicker / deck |
| `byline`, with `person` and `byttl` | byline |
| `dateline` (`location`, `story.date`) | dateline |
| `distributor`, else `docdata/doc.rights`' owner | source |
| `abstract` | an editor's note before the body |
| `body.content` | body: `p`, `hl2`, lists, tables, `bq`, `pre`; `media` as pictures with caption and producer |
| `body.end/tagline` | the last paragraph |
| `pubdata` (print) | print tag: paper, date, page |
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from editions.messages_feeds import EMBARGOED, ITEM_LEFT_OUT, NOTE_TO_EDITORS, USAGE_TERMS
from editions.model import PrintTag
from editions.page_no import normal_page_no
from editions.read.decode import shown
from editions.read.markup import Close, Open
from editions.read.markup_body import Body
from editions.read.reading import Reading
from editions.read.told import Told, story
from editions.read.traced import Source
from editions.read.xml_tree import Element, events


def read_nitf(root: Element, source: Source, name: str) -> Reading:
    """The root of an NITF file in, its one article out; `name` is the article's id."""
    status = root.find("head", "docdata")
    what = status.attrs.get("management-status", "") if status is not None else ""
    if what in {"canceled", "withheld"}:
        title = root.text_of("body", "body.head", "hedline", "hl1") or root.text_of("head", "title")
        fault = ITEM_LEFT_OUT.at(source.span(root.at), text=shown(title, 60), why=what, why_zh="已撤销或扣发")
        return Reading((), (fault,))
    return story(told_by_nitf(root, source, Told(name, root.at)), nitf_body(root, source))


def told_by_nitf(root: Element, source: Source, told: Told) -> Told:
    """An `nitf` element and what is known of its story already in, the same with what NITF says of it out."""
    head = root.find("body", "body.head") or Element("body.head", "", {}, root.at)
    kicker, headline, deck = _hedline(head)
    faults = [
        NOTE_TO_EDITORS.at(source.span(note.at), text=shown(text, 200))
        for note in (*root.below("ed-msg"), *head.all("note"))
        if (text := note.attrs.get("info", "") or note.text)
    ]
    if terms := head.text_of("rights"):
        faults.append(USAGE_TERMS.at(source.span(head.at), text=shown(terms, 200)))
    release = root.find("head", "docdata", "date.release")
    managed = root.find("head", "docdata")
    if managed is not None and managed.attrs.get("management-status") == "embargoed":
        until = release.attrs.get("norm", "") if release is not None else ""
        faults.append(EMBARGOED.at(source.span(managed.at), text=shown(until or "?", 40)))
    return replace(
        told,
        headline=headline or told.headline or root.text_of("head", "title"),
        kicker=kicker or told.kicker,
        deck=deck or told.deck,
        by=_byline(head) or told.by,
        dateline=_dateline(head) or told.dateline,
        source=told.source or head.text_of("distributor"),
        tag=_print_tag(root, source) or told.tag,
        diagnostics=(*told.diagnostics, *faults),
    )


def nitf_body(root: Element, source: Source) -> Body:
    """An `nitf` element in, the body of its story out."""
    body = Body(source)
    head = root.find("body", "body.head")
    for abstract in head.all("abstract") if head is not None else ():
        body.read((Open("note", {}, abstract.at), *events(abstract), Close("note")))
    for content in (child for part in root.all("body") for child in part.all("body.content")):
        body.read(events(content))
    for tagline in (line for part in root.all("body") for end in part.all("body.end") for line in end.all("tagline")):
        body.read((Open("p", {}, tagline.at), *events(tagline), Close("p")))
    return body


def _hedline(head: Element) -> tuple[str, str, str]:
    """Kicker, headline and deck: what stands above `hl1` and what stands below."""
    parts = [part for line in head.all("hedline") for part in line.all("hl1", "hl2")]
    first = next((index for index, part in enumerate(parts) if part.tag == "hl1"), 0)
    texts = [part.text for part in parts]
    return " ".join(texts[:first]), "".join(texts[first : first + 1]), " ".join(texts[first + 1 :])


def _byline(head: Element) -> str:
    return " ".join(filter(None, (line.text for line in head.all("byline"))))


def _dateline(head: Element) -> str:
    line = head.find("dateline")
    return line.text if line is not None else ""


def _print_tag(root: Element, source: Source) -> PrintTag | None:
    """`<pubdata type="print" name="岚江日报" date.publication="20261016" position.section="A" position.sequence="02">`."""
    for data in root.below("pubdata"):
        attrs = data.attrs
        page = normal_page_no(attrs.get("position.section", "") + attrs.get("position.sequence", ""))
        page = page or normal_page_no(attrs.get("position.sequence", ""))
        if attrs.get("type", "print") == "print" and page:
            date = _date(attrs.get("date.publication", ""))
            return PrintTag((page,), source.span(data.at), attrs.get("name", "").strip(), date)
    return None


def _date(text: str) -> datetime.date | None:
    found = re.match(r"(\d{4})-?(\d{2})-?(\d{2})", text.strip())
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
