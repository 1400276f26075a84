"""What the front matter asks of the page: where a story stands, how wide and how large, and on which pages it may be."""

from __future__ import annotations

import re
from collections.abc import Callable

from editions.messages_edition import KEY_MISSING
from editions.model import (
    LEAST_POINTS,
    MOST_COLUMNS,
    MOST_LINES,
    MOST_POINTS,
    Hold,
    Pin,
    Place,
    WantedVariant,
)
from editions.page_no import normal_page_no
from editions.read.fields import SWITCH, Fields, Wish, switch
from editions.read.front_matter import Mapping, Scalar, Sequence

PIN_KEYS = ("place", "columns", "headline_pt", "variant")
PLACE_KEYS = ("column", "line")
VARIANT_KEYS = ("inner_columns", "picture_columns", "deck")
PAGE = Wish("a page number", "版号", "2")


def page(text: str) -> str | None:
    """A page number as somebody wrote it in, normalised out; None if it is none."""
    return normal_page_no(text) or None


def read_pin(given: Fields) -> Pin | None:
    """A story's front matter in, the pin that it asks for out; None if it asks for nothing (or nothing that will do)."""
    span = next((key.span for key, _ in given.fields.entries if key.text in PIN_KEYS), None)
    if span is None:
        return None
    pin = Pin(
        span,
        _place(given),
        _whole(given, "columns", MOST_COLUMNS),
        given.value("headline_pt", _points, _POINTS) or 0,
        _variant(given),
    )
    return None if pin == Pin(span) else pin


def read_pages(given: Fields) -> tuple[str, ...]:
    """A story's front matter in, the pages that its `pages` names out, normalised, in its order."""
    node = given.fields.get("pages")
    if isinstance(node, Mapping):
        given.wrong_type(node.span, "pages", _PAGE_LIST)
        return ()
    items = node.items if isinstance(node, Sequence) else (node,) if node and node.text.strip() else ()
    found: dict[str, None] = {}
    for item in items:
        no = normal_page_no(item.text) if isinstance(item, Scalar) else ""
        if not isinstance(item, Scalar):
            given.wrong_type(item.span, "pages", _PAGE_LIST)
        elif not no or no in found:
            given.refuse(item.span, "pages", item.text, _PAGES)
        else:
            found[no] = None
    return tuple(found)


def read_page(given: Fields, pages: tuple[str, ...]) -> str:
    """A story's front matter and the pages it may be on in, the page that it prefers out; `""` if it says none."""
    no = given.value("page", page, PAGE) or ""
    node = given.fields.get("page")
    if no and pages and no not in pages and node:
        among = ", ".join(pages)
        given.refuse(node.span, "page", no, Wish(f"one of its pages ({among})", f"pages 里的一个（{among}）", pages[0]))
        return ""
    return no


def read_hold(given: Fields) -> Hold:
    """A story's front matter in, whether it may be left out when its page is over."""
    return given.value("hold", lambda text: "may" if text == "may" else None, _HOLD) or ""


def _place(given: Fields) -> Place | None:
    one = _inner(given, "place", PLACE_KEYS, _PLACE)
    if one is None:
        return None
    for key in PLACE_KEYS:
        if one.fields.get(key) is None:
            one.report(KEY_MISSING.at(one.fields.span, article=given.article, key=key, example=_PLACE.example))
    column, line = _whole(one, "column", MOST_COLUMNS), _whole(one, "line", MOST_LINES)
    return Place(column, line) if column and line else None


def _variant(given: Fields) -> WantedVariant:
    one = _inner(given, "variant", VARIANT_KEYS, _VARIANT)
    if one is None:
        return WantedVariant()
    return WantedVariant(
        _whole(one, "inner_columns", MOST_COLUMNS),
        _whole(one, "picture_columns", MOST_COLUMNS),
        one.value("deck", switch, SWITCH),
    )


def _inner(given: Fields, key: str, known: tuple[str, ...], wish: Wish) -> Fields | None:
    """The mapping under `key`, looked through for strangers; None if there is none."""
    node = given.fields.get(key)
    if isinstance(node, Mapping):
        one = given.within(node)
        one.look_for_strangers(known)
        return one
    if node and not (isinstance(node, Scalar) and not node.text.strip()):
        given.wrong_type(node.span, key, wish)
    return None


def _whole(given: Fields, key: str, most: int) -> int:
    """A whole number from 1 to `most`; 0 if there is none."""
    wish = Wish(f"a whole number from 1 to {most}", f" 1 到 {most} 的整数", "3")
    return given.value(key, _up_to(most), wish) or 0


def _up_to(most: int) -> Callable[[str], int | None]:
    def number(text: str) -> int | None:
        return int(text) if re.fullmatch(r"[0-9]{1,5}", text) and 0 < int(text) <= most else None

    return number


def _points(text: str) -> float | None:
    if not re.fullmatch(r"[0-9]{1,5}(?:\.[0-9]{1,5})?", text):
        return None
    return size if LEAST_POINTS <= (size := float(text)) <= MOST_POINTS else None


_PAGES = Wish("a page number that is not yet in the list", "列表里还没有的版号", '["2", "3"]')
_PAGE_LIST = Wish("a list of page numbers", "版号的列表", 'pages: ["2", "3"]')
_HOLD = Wish("may (it may be left out when its page is over)", " may（排不下时可以不上）", "may", ("may",))
_POINTS = Wish(
    f"a size in points from {LEAST_POINTS} to {MOST_POINTS}",
    f" {LEAST_POINTS} 到 {MOST_POINTS} 的字号（点）",
    "36",
)
_PLACE = Wish("a column and a line in { }", "写在 { } 里的栏和行", "place: { column: 1, line: 20 }")
_VARIANT = Wish(
    f"a mapping of {', '.join(VARIANT_KEYS)}",
    f"写在 {{ }} 里的 {'、'.join(VARIANT_KEYS)}",
    "variant: { inner_columns: 2, deck: false }",
)
