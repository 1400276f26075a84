"""Articles out of files, whatever their format.

`read` looks at the content and hands the text to the module of its format: `markdown`, `web_text`, `web_page`,
`newsml`, `nitf`, `ninjs`, `feed`, `wordpress`; a word processor's bytes to `docx`. Each returns a `Reading`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from editions.diagnostic import Span
from editions.messages_edition import FILE_NAME
from editions.messages_feeds import TOO_MANY_ELEMENTS
from editions.messages_read import ENTITIES_REFUSED, UNKNOWN_FORMAT
from editions.model import HANS, HouseStyle
from editions.read.decode import CONTROL, decode
from editions.read.reading import Reading

__all__ = ["Reading", "read"]

# What may stand before the first element. Each part is taken whole or not at all: a file of comments ends the search.
_PROLOG = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?!\s+html)[^<>\[\]]*(?:\[[^\[\]]*\]\s*)?>)*+", re.I | re.S)
_HTML = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|meta|title|div|p|table|article|section|h[1-6]|span|script|style|center|font)\b", re.I
)
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)(?=[\s/>])")
_FEEDS = frozenset({"rss", "feed", "RDF"})
_NEWSML = frozenset({"newsItem", "newsMessage", "packageItem", "contentSet", "contentMeta"})
_ROOTS = _FEEDS | _NEWSML | {"nitf"}
_JSON = re.compile(r'\s*+(?:\{\s*+["}]|\[\s*+[\[{])')
MAX_TAGS = 200_000  # of a web page; one of 400 kB has some ten thousand
_SIGNATURES = ((b"%PDF", "PDF"), (b"\xd0\xcf\x11\xe0", "doc"), (b"{\\rtf", "RTF"))
_ZIP = b"PK\x03\x04"


def read(data: bytes, name: str, house: HouseStyle = HANS) -> Reading:
    """The bytes of one file in, the articles in it out. `name` is its path as it is to be shown, `house` the paper's style.

    Never raises for what is in the file: trouble is in the diagnostics, each with its line and column. A file
    that holds nothing gives no article and no diagnostic.
    """
    shown_name = "".join(f"<U+{ord(char):04X}>" if CONTROL.match(char) or char in "\n\t" else char for char in name)
    if shown_name != name:
        return Reading((), (FILE_NAME.at(Span(shown_name), file=shown_name),))
    if data.startswith(_ZIP):
        from editions.read.docx import read_docx

        return read_docx(data, name, house)
    for signature, form in _SIGNATURES:
        if data.startswith(signature):
            return Reading((), (UNKNOWN_FORMAT.at(Span(name), format=form),))
    text, diagnostics = decode(data, name)
    if text is None or not text.strip():
        return Reading((), diagnostics)
    reading = _read_text(text, name, house)
    return replace(reading, diagnostics=(*diagnostics, *reading.diagnostics))


def _read_text(text: str, name: str, house: HouseStyle) -> Reading:
    # Each format's libraries are loaded only when such a file comes.
    if text.split("\n", 1)[0].rstrip() == "---" or name.lower().endswith((".md", ".markdown")):
        from editions.read.markdown import read_markdown

        return read_markdown(text, name, house)
    if entity := re.search("<!ENTITY", text[:100_000]):
        from editions.read.traced import Source

        return Reading((), (ENTITIES_REFUSED.at(Source(name, text).span(entity.start())),))
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    if _HTML.match(text, start):
        if text.count("<") > MAX_TAGS:
            return Reading((), (TOO_MANY_ELEMENTS.at(Span(name), limit=MAX_TAGS),))
        from editions.read.founder import is_founder, read_founder

        if is_founder(text):
            return read_founder(text, name, house)
        from editions.read.web_page import read_web_page

        return read_web_page(text, name, house)
    element = _ELEMENT.match(text, start)
    if element and element.group(1) in _ROOTS:
        return _read_xml(text, name, element.group(1), house)
    if text.lstrip().lower().startswith(("<?xml", "<!doctype")):
        return Reading((), (UNKNOWN_FORMAT.at(Span(name), format="XML"),))
    if _JSON.match(text):
        from editions.read.ninjs import read_ninjs

        return read_ninjs(text, name, PurePosixPath(name).stem, house)
    from editions.read.web_text import read_web_text

    return read_web_text(text, name, house)


def _read_xml(text: str, name: str, first: str, house: HouseStyle) -> Reading:
    """An XML file of a known format; `first` is the name of its root."""
    from editions.read.traced import Source
    from editions.read.xml_tree import read_xml

    source, stem = Source(name, text, house), PurePosixPath(name).stem
    root, trouble = read_xml(source)
    if root is None:
        return Reading((), trouble)
    if first == "nitf":
        from editions.read.nitf import read_nitf

        return read_nitf(root, source, stem)
    if first in _FEEDS:
        from editions.read.feed import read_feed
        from editions.read.wordpress import is_wordpress, read_wordpress

        return (read_wordpress if is_wordpress(root) else read_feed)(root, source, stem)
    from editions.read.newsml import read_newsml

    return read_newsml(root, source, stem)
