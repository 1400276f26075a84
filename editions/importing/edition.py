"""Stories on their pages in, the files of an edition's folder out."""

from __future__ import annotations

import datetime
import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from editions.article_markdown import as_markdown
from editions.files import EDITION_TOML
from editions.importing.stories import Story, page_order
from editions.paper import PAPER_TOML
from editions.read.founder_page import PageMap

ORIGIN = "origin.json"
UNPLACED = "unplaced"
FEATURES = "副刊"  # in the name of a page that is one of features


class Page(NamedTuple):
    """A page with the ids of its stories, and the list that it was made from, if there was one."""

    no: str
    name: str
    articles: tuple[str, ...]
    page_map: PageMap | None = None


class Day(NamedTuple):
    """What is printed on one day, as it is written. `paper` is empty if a paper.toml above tells its name, which then is `house`."""

    date: datetime.date
    preset: str
    paper: str
    house: str
    pages: tuple[Page, ...]
    stories: tuple[Story, ...]
    unplaced: tuple[Story, ...]


def pages_of(stories: Sequence[Story], maps: Sequence[PageMap]) -> tuple[Page, ...]:
    """Stories in, the pages that they are on and go on to out, in order. Of a page of the sources without a story there is nothing to print."""
    by_no = {page_map.no: page_map for page_map in maps}
    numbers = {no for story in stories for no in (story.page, story.article.jump) if no}
    pages = []
    for no in sorted(numbers, key=page_order):
        own = tuple(story for story in stories if story.page == no)
        page_map = by_no.get(no)
        tags = (story.article.tag.page_name for story in own if story.article.tag and story.article.tag.page_name)
        name = page_map.name if page_map and page_map.name else next(tags, "")
        pages.append(Page(no, name, tuple(story.article.id for story in own), page_map))
    return tuple(pages)


def files_of(day: Day) -> Iterator[tuple[str, bytes]]:
    """The name and the content of every file but the pictures."""
    yield EDITION_TOML, _edition_toml(day).encode()
    if not day.house:
        yield PAPER_TOML, f"name = {_text(day.paper)}\n".encode()
    for folder, stories in (("articles", day.stories), (UNPLACED, day.unplaced)):
        for story in stories:
            yield f"{folder}/{story.article.id}.md", as_markdown(story.article).encode()
    yield ORIGIN, (json.dumps(_origin(day), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _edition_toml(day: Day) -> str:
    lines = [f"date = {day.date.isoformat()}"]
    if day.house and day.paper not in ("", day.house):
        lines.append(f"name = {_text(day.paper)}")
    if day.preset:
        lines.append(f"preset = {_text(day.preset)}")
    for page in day.pages:
        lines += ["", "[[pages]]", f"no = {_text(page.no)}"]
        lines += [f"name = {_text(page.name)}"] if page.name else []
        lines += ['kind = "features"'] if FEATURES in page.name else []
        lines += ["articles = [", *(f"  {_text(id_)}," for id_ in page.articles), "]"]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """A text as a TOML string; JSON's escapes are TOML's."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _origin(day: Day) -> Mapping[str, Any]:
    """Where everything comes from: the files of every story, and the hot zones of every page in pixels of its picture, as a
    polygon of SVG has its points."""
    stories = (*day.stories, *day.unplaced)
    ids = {posixpath.normpath(file.name): story.article.id for story in stories for file in story.files}
    return {
        "stories": [
            {"id": story.article.id, "files": [file.origin for file in story.files]} for story in stories
        ],
        "pages": [
            {
                "no": page.no,
                "file": page.page_map.origin,
                "picture": page.page_map.picture or None,
                "pdf": page.page_map.pdf or None,
                "zones": [
                    {"article": ids[zone.story], "points": " ".join(f"{x},{y}" for x, y in zone.points)}
                    for zone in page.page_map.zones
                    if zone.story in ids
                ],
            }
            for page in day.pages
            if page.page_map
        ],
    }
