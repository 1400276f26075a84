"""Articles out of files, whatever their format.

`read` looks at the content and hands the text to the module of its format: `markdown`, `web_text`,
`web_page`. Each takes the text and the file's name and returns a `Reading`.
"""

from __future__ import annotations

import re

from editions.diagnostic import Span
from editions.messages_edition import FILE_NAME
from editions.messages_read import ENTITIES_REFUSED, UNKNOWN_FORMAT
from editions.read.decode import CONTROL, decode
from editions.read.reading import Reading

__all__ = ["Reading", "read"]

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<(?:html|head|body|meta|title|div|p|table|article|section|h[1-6]|span|script|style|center|font)\b)",
    re.I | re.S,
)
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|rss|feed|newsItem|newsMessage|nitf)\b", re.I)
_SIGNATURES = (
    (b"PK\x03\x04", "zip/docx"),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "doc"),
    (b"{\\rtf", "RTF"),
)


def read(data: bytes, name: str) -> Reading:
    """The bytes of one file in, the articles in it out. `name` is its path as it is to be shown.

    Never raises for what is in the file: trouble is in the diagnostics, each with its line and column. A file
    that holds nothing gives no article and no diagnostic.
    """
    shown_name = "".join(f"<U+{ord(char):04X}>" if CONTROL.match(char) or char in "\n\t" else char for char in name)
    if shown_name != name:
        return Reading((), (FILE_NAME.at(Span(shown_name), file=shown_name),))
    for signature, form in _SIGNATURES:
        if data.startswith(signature):
            return Reading((), (UNKNOWN_FORMAT.at(Span(name), format=form),))
    text, diagnostics = decode(data, name)
    if text is None or not text.strip():
        return Reading((), diagnostics)
    reading = _read_text(text, name)
    return Reading(reading.articles, (*diagnostics, *reading.diagnostics))


def _read_text(text: str, name: str) -> Reading:
    # Each format's libraries are loaded only when such a file comes.
    if text.split("\n", 1)[0].rstrip() == "---" or name.lower().endswith((".md", ".markdown")):
        from editions.read.markdown import read_markdown

        return read_markdown(text, name)
    if entity := re.search("<!ENTITY", text[:100_000]):
        from editions.read.traced import Source

        return Reading((), (ENTITIES_REFUSED.at(Source(name, text).span(entity.start())),))
    if _HTML.match(text):
        from editions.read.founder import is_founder, read_founder

        if is_founder(text):
            return read_founder(text, name)
        from editions.read.web_page import read_web_page

        return read_web_page(text, name)
    if _XML.match(text):
        return Reading((), (UNKNOWN_FORMAT.at(Span(name), format="XML"),))
    from editions.read.web_text import read_web_text

    return read_web_text(text, name)
