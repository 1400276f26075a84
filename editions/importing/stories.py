"""The stories of the sources, each on its page.

A page is told by the list of a digital paper (its hot zones tell, too, how much of the page a story had), else by the story itself: its
front matter, its print tag.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from editions.diagnostic import Diagnostic, Span
from editions.files import shown
from editions.importing.sources import Found, SourceFile, Taken
from editions.messages_import import (
    AD_LEFT_OUT,
    NO_PAGE,
    NOTHING_IN_FILE,
    PAGES_DIFFER,
    SOURCE_LEFT_OUT,
    STORY_MISSING,
)
from editions.model import CONTENTS, Article
from editions.read.founder_page import PageMap
from editions.read.reading import InnerFile

_AD = re.compile(r"(?:公益|分类|遗失)?广告[\d一二三四五六七八九十]*")
_SHORT = 60  # characters; an advertisement is a picture, a story about one is longer
_UNFIT = re.compile(r"[^\w\u4e00-\u9fff-]+")


@dataclass(frozen=True, slots=True)
class Story:
    """An article and where it comes from. `files` has more than one if it was joined of parts; `share` is how much of its page it
    had, 0 if that is not known; `inner` are pictures that came inside its files."""

    article: Article
    files: tuple[SourceFile, ...]
    share: float = 0.0
    inner: tuple[InnerFile, ...] = ()

    @property
    def page(self) -> str:
        return self.article.page_no


def page_maps(taken: Iterable[Taken]) -> tuple[PageMap, ...]:
    """The printed pages that the sources show, in their order."""
    maps = (one.page_map for one in taken if one.page_map and one.page_map.no)
    return tuple(sorted(maps, key=lambda page: page_order(page.no)))


def page_order(no: str) -> tuple[str, int]:
    """What pages are sorted by: section, then number."""
    letters = re.match(r"[A-Z]*", no)
    figures = re.search(r"\d+", no)
    return (letters.group() if letters else "", int(figures.group()) if figures else 0)


def gather(taken: Sequence[Taken], maps: Sequence[PageMap], page: str, *, skip: bool) -> tuple[tuple[Story, ...], Found]:
    """What the files hold in; the stories, in the order of their pages, and what is wrong with the files, out.

    `page` is for stories of which nothing says one. A file with errors is left out with a warning if `skip`, or if it is of a digital
    paper that does not list it; otherwise its errors are errors.
    """
    listed: dict[str, tuple[PageMap, int]] = {}
    for page_map in maps:
        for turn, file in enumerate(page_map.stories):
            listed.setdefault(file, (page_map, turn))
    found: list[Diagnostic] = []
    stories: list[tuple[tuple[object, ...], Story]] = []
    for number, one in enumerate(taken):
        name = posixpath.normpath(one.file.name)
        place = listed.pop(name, None)
        bad = [fault for fault in one.reading.diagnostics if fault.severity == "error"]
        if bad and (skip or (maps and place is None)):
            why, why_zh = bad[0].message, bad[0].message_zh
            found.append(SOURCE_LEFT_OUT.at(bad[0].span, file=shown(one.file.name), why=why, why_zh=why_zh))
            continue
        found += one.reading.diagnostics
        if one.page_map and not one.page_map.no:
            found.append(SOURCE_LEFT_OUT.at(Span(one.page_map.file), file=one.page_map.file, why="it tells no page number", why_zh="看不出是第几版"))
        if not (bad or one.reading.articles or one.page_map):
            found.append(NOTHING_IN_FILE.at(Span(shown(one.file.name)), file=shown(one.file.name)))
        for article in () if bad else one.reading.articles:
            if _is_ad(article):
                found.append(AD_LEFT_OUT.at(article.span, text=article.headline))
                continue
            home = place[0].no if place else ""
            found += _differing(article, home)
            no = home or article.page_no or (article.tag.pages[0] if article.tag else "") or page
            if not no:
                found.append(NO_PAGE.at(article.span, article=article.id))
            share = place[0].share(name) if place else 0.0
            order = (page_order(no), place[1] if place else 0, number)
            stories.append((order, Story(article._replace(page_no=no), (one.file,), share, one.reading.files)))
    if not skip:
        found += (STORY_MISSING.at(Span(page.file), page=page.no, file=file) for file, (page, _) in listed.items())
    stories.sort(key=lambda story: story[0])
    return _with_ids([story for _, story in stories]), tuple(found)


def _is_ad(article: Article) -> bool:
    length = sum(len(block.text) for block in article.body)
    return bool(_AD.fullmatch(article.headline)) and length <= _SHORT


def _differing(article: Article, home: str) -> Iterator[Diagnostic]:
    """Where a list and the story itself tell two pages: `A02` and `2` are one."""
    told = article.tag.pages if article.tag else ()
    if home and told and not any(is_page(no, home) for no in told):
        yield PAGES_DIFFER.at(article.tag.span if article.tag else None, article=article.id, page=home, tag="、".join(told))


def is_page(written: str, no: str) -> bool:
    """Whether a page number as a story writes it can mean page `no`: `2` may stand for `A02`."""
    return written == no or ((written.isdigit() or no.isdigit()) and page_order(written)[1] == page_order(no)[1])


def _with_ids(stories: Sequence[Story]) -> tuple[Story, ...]:
    """The stories, each with an id of its own that can be a file's name."""
    taken = {CONTENTS}
    named: list[Story] = []
    for story in stories:
        stem = _UNFIT.sub("-", story.article.id).strip("-")[:60] or "story"
        one = next(name for number in range(1, len(stories) + 3) if (name := stem if number == 1 else f"{stem}-{number}").lower() not in taken)
        taken.add(one.lower())
        named.append(replace(story, article=story.article._replace(id=one)))
    return tuple(named)
