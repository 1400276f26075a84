"""The page of a digital paper that shows a printed page: its number and name, its stories in order, its hot zones.

`node_2.htm`, `nbs.CODE_02.htm` and `pc/layout/202412/20/node_02.html` are alike in this: a picture of the printed page with an
image map `PagePicMap` whose areas (hot zones) lead to the stories, and a list of them. Where a story stood on the page, and how large,
is said nowhere else.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from editions.page_no import normal_page_no
from editions.read.decode import decode
from editions.read.founder import date_in_path, date_of, lists_stories, page_head, tail_value
from editions.read.web_page import parsed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_POINTS = 200  # of one hot zone
_LISTS = re.compile(rb"pagepicmap|pagelink", re.I)  # in the bytes, whatever their encoding; before anything is parsed
_STORY = re.compile(r"(?:^|/)(?:content_[\w-]+|nw\.[^/]+)\.s?html?$", re.I)
_NO_IN_NAME = re.compile(r"(?:^node_|^nbs\..*_)([A-Z]{0,2}\d{1,3})$", re.I)
_WRITTEN_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")

Points = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class HotZone:
    """Where a story stands on the picture of its page, in pixels: the corners of a polygon. `story` is the story's file."""

    story: str
    points: Points

    @property
    def area(self) -> float:
        """In square pixels (the shoelace formula)."""
        turns = zip(self.points, (*self.points[1:], *self.points[:1]), strict=True)
        return abs(sum(x * y1 - x1 * y for (x, y), (x1, y1) in turns)) / 2


@dataclass(frozen=True, slots=True)
class PageMap:
    """A printed page as the digital paper shows it. `stories`, in the order of the page, are files named as `file` is; `picture` and
    `pdf` are as the page names them, there or not. `origin` is what whoever keeps the map calls its file."""

    file: str
    no: str
    name: str = ""
    paper: str = ""
    date: datetime.date | None = None
    stories: tuple[str, ...] = ()
    zones: tuple[HotZone, ...] = ()
    picture: str = ""
    pdf: str = ""
    origin: str = ""

    def share(self, story: str) -> float:
        """How much of all hot zones those of one story are, 0 to 1."""
        total = sum(zone.area for zone in self.zones)
        return sum(zone.area for zone in self.zones if zone.story == story) / total if total else 0.0


def read_page_map(data: bytes, name: str) -> PageMap | None:
    """The bytes of a file and its name in; the page that it shows, or None if it is no such file, out."""
    if not _LISTS.search(data):
        return None
    text, _ = decode(data, name)
    if text is None or not lists_stories(text):
        return None
    root = parsed(text)
    if root is None:
        return None
    at_head = page_head(text)
    in_name = _NO_IN_NAME.match(PurePosixPath(name).stem)
    no = normal_page_no(tail_value(text, "pagenum")) or at_head.no or (normal_page_no(in_name.group(1)) if in_name else "")
    zones = tuple(_zones(root, name))
    links = [link.get("href") or "" for link in root.iter("a")]
    listed = (file for link in links if _STORY.search(file := _target(name, link)))
    pdf = next((link for link in links if link.lower().endswith(".pdf")), "")
    return PageMap(
        file=name,
        no=no,
        name=at_head.name,
        paper=tail_value(text, "papername"),
        date=_date(text, name),
        stories=tuple(dict.fromkeys((*listed, *(zone.story for zone in zones)))),
        zones=zones,
        picture=_page_picture(root),
        pdf=pdf,
    )


def _zones(root: Element, name: str) -> Iterator[HotZone]:
    for area in root.iter("area"):
        numbers = [int(part) for part in re.findall(r"\d{1,6}", (area.get("coords") or "")[: MAX_POINTS * 14])]
        story = _target(name, area.get("href"))
        if len(numbers) == 4:  # two corners of a rectangle
            left, top, right, bottom = numbers
            numbers = [left, top, right, top, right, bottom, left, bottom]
        if story and len(numbers) >= 6:
            yield HotZone(story, tuple(zip(numbers[::2], numbers[1::2], strict=False)))


def _page_picture(root: Element) -> str:
    shown = (image.get("src") for image in root.iter("img") if "pagepicmap" in (image.get("usemap") or "").lower())
    return next((source for source in shown if source), "")


def _target(name: str, href: str | None) -> str:
    """Where a link on the page `name` leads, from the same folder as that name; `""` if it leads to no file."""
    path = (href or "").strip().partition("#")[0].partition("?")[0]
    if not path or re.match(r"[a-zA-Z][\w+.-]*:|[/\\]", path):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))


def _date(text: str, name: str) -> datetime.date | None:
    tail = date_of(tail_value(text, "date")[:10])
    if tail:
        return tail
    written = _WRITTEN_DATE.search(text)
    return date_in_path(name) or (
        date_of(f"{written[1]}-{int(written[2]):02}-{int(written[3]):02}") if written else None
    )
