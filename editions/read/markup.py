"""Marked-up text as a run of events: an element opens, it closes, and the words between.

Bodies come as HTML that is text within a feed, as XHTML or NITF that is part of an XML file, as what a word
processor's file becomes. All of them are told in these events, so that `markup_body` makes pieces of each.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from editions.read.shapes import is_wide
from editions.read.traced import Traced


class Open(NamedTuple):
    """An element begins at source offset `at`; `tag` is its name in lower case."""

    tag: str
    attrs: Mapping[str, str]
    at: int


class Close(NamedTuple):
    tag: str


class Words(NamedTuple):
    copy: Traced


Event = Open | Close | Words

# Everything is taken up once, whatever is missing: no search goes further than the token that it finds.
_TOKEN = re.compile(
    r"""
      (?P<comment> <!--.*?(?:-->|\Z) | <[!?][^>]*(?:>|\Z) )
    | <(?P<close>/?)(?P<tag>[A-Za-z][\w.:-]*+)(?P<attrs>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>
    | (?P<entity> &(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{0,30});? )
    | (?P<text> [^<&]+ | [<&] )
    """,
    re.X | re.S,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_WRAPPED = 40  # half-width characters; a line that is shorter was broken on purpose
_RAW = frozenset({"script", "style", "textarea", "title", "xmp"})  # what is in them is no markup
_EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "col", "wbr", "embed", "param", "area"})


def html_events(copy: Traced) -> Iterator[Event]:
    """A fragment of HTML in, its events out. Nothing in it is an error: a `<` that begins no tag is a word."""
    text, at = copy.text, copy.at
    place = 0
    while found := _TOKEN.match(text, place):
        place = found.end()
        if found["tag"]:
            tag = found["tag"].lower()
            if found["close"]:
                yield Close(tag)
                continue
            yield Open(tag, _attributes(found["attrs"]), at[found.start()])
            if tag in _RAW:
                end = re.compile(f"</{tag}", re.I).search(text, place)
                place = end.start() if end else len(text)
            elif tag in _EMPTY or found["attrs"].endswith("/"):
                yield Close(tag)
        elif found["entity"]:
            read = html.unescape(found["entity"])
            start = found.start()
            if read == found["entity"]:
                yield Words(copy.cut(start, place))
            else:
                yield Words(Traced(read, [at[start]] * len(read), copy.styles[start] * len(read)))
        elif found["text"]:
            yield Words(copy.cut(found.start(), place))


def _attributes(text: str) -> Mapping[str, str]:
    return {
        name.lower(): html.unescape(double or single or bare) for name, double, single, bare in _ATTRIBUTE.findall(text)
    }


def plain_events(copy: Traced) -> Iterator[Event]:
    """Text without markup in, its events out.

    Lines are paragraphs; where blank lines part paragraphs, lines that were wrapped at a width belong together, and short
    ones are lines of a verse.
    """
    groups = re.split(r"(\n[^\S\n]*\n\s*)", copy.text)
    start = 0
    for group in groups:
        lines = [match.span() for match in re.finditer(r"[^\n]+", group)]
        is_wrapped = len(groups) > 1 and all(_width(group[slice(*span)]) >= _WRAPPED for span in lines[:-1])
        for number, (first, last) in enumerate(lines):
            is_indented = group[first] in " \t\u3000"
            if not number or is_indented or len(groups) == 1:
                yield Close("p")
                yield Open("p", {}, copy.at[start + first])
            elif not is_wrapped:
                yield Open("br", {}, copy.at[start + first])
                yield Close("br")
            after = "\n" in group[last : last + 1]
            yield Words(copy.cut(start + first, start + last + after))
        start += len(group)
    yield Close("p")


def _width(text: str) -> int:
    return sum(2 if is_wide(char) else 1 for char in text)


def is_marked_up(text: str) -> bool:
    """Whether a text has elements in it that a body is made of."""
    return bool(
        re.search(r"<(?:p|br|div|h[1-6]|ul|ol|table|blockquote|img|figure|strong|em|b|i|span|a)\b[^<>]*>", text, re.I)
    )


def words(events: Iterable[Event]) -> str:
    """The words of some events, white space made one."""
    return " ".join("".join(event.copy.text for event in events if isinstance(event, Words)).split())
