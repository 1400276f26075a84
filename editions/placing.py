"""Which page everything is on.

A story is on the page whose `[[pages]] articles` lists it, else on the one its front matter names, else on
the one its print tag names. Either number of a spread leads to the spread. One that may be on several pages has the
first of them for its home, and keeps all for whoever plans, unless a list, a plan or a pin of edition.toml says on
which it is. The edition's order of stories is by page; on a page first those listed, in the list's order, then by rank
and file name.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from editions.diagnostic import Diagnostic, Span
from editions.files import Diagnostics, named_picture
from editions.messages_edition import (
    EAR_PAGE,
    EAR_TAKEN,
    ID_TWICE,
    JUMP_TO_SELF,
    KEY_MISSING,
    LISTED_TWICE,
    NO_PAGE,
    NO_PAGES,
    PAGE_CONFLICT,
    PAGE_NO,
    PAGE_TWICE,
    PLAN_EAR,
    PLAN_OTHER_PAGE,
    SPREAD_FIRST,
    SPREAD_NUMBERS,
    SPREAD_SIDES,
    TAG_DATE,
    TAG_PAPER,
    UNKNOWN_ARTICLE,
    UNKNOWN_PAGE,
)
from editions.model import CONTENTS, Ad, Article, FixedStory, PageSpec, Place, page_of
from editions.near import near_match
from editions.page_no import follow, normal_page_no, page_nos
from editions.pins import read_pins
from editions.toml_places import Toml


@dataclass(frozen=True, slots=True)
class Listed:
    """Where `[[pages]] articles` puts a story: page, turn among all listed, place of the entry."""

    page_no: str
    turn: int
    span: Span


class Claim(NamedTuple):
    """Somebody's word on which page a story is: the pages it may mean."""

    pages: tuple[str, ...]
    by: str
    by_zh: str


Table = Mapping[str, Any]


def read_pages(
    day: Toml, tables: Sequence[Table | None]
) -> tuple[tuple[PageSpec, ...], dict[str, Listed], Diagnostics]:
    """The `[[pages]]` tables in (None for one that is unfit); the pages and the stories they list out.

    No pages come out unless all could be read.
    """
    pages: dict[str, PageSpec] = {}
    listed: dict[str, Listed] = {}
    found: list[Diagnostic] = []
    if not tables:
        found.append(NO_PAGES.at(day.span("pages")))
    for n, table in enumerate(tables):
        if table is None:
            continue
        no, span = normal_page_no(str(table["no"])), day.span("pages", n)
        if not no:
            found.append(PAGE_NO.at(day.span("pages", n, "no"), number=table["no"]))
            continue
        taken = [(half, page) for half in page_nos(no) if (page := page_of(half, pages.values()))]
        if taken:
            found += (PAGE_TWICE.at(span, page=half, first=page.span) for half, page in taken)
            continue
        found += _spread_trouble(no, day.span("pages", n, "no"), first=n == 0)
        articles = tuple(_present(table.get("articles", ())))
        for k, id_ in articles:
            place = day.span("pages", n, "articles", k)
            if id_ in listed:
                found.append(LISTED_TWICE.at(place, page=no, article=id_, first=listed[id_].page_no))
            else:
                listed[id_] = Listed(no, len(listed), place)
        pins, pin_trouble = read_pins(day, n, table.get("pins", ()))
        found += pin_trouble
        ear, ear_span = table.get("ear", ""), day.span("pages", n, "ear")
        if ear and n:
            found.append(EAR_PAGE.at(ear_span, page=no))
            ear = ""
        if ear:
            # The story in the ear is one of this page, listed or not.
            listed.setdefault(ear, Listed(no, len(listed), ear_span))
        pages[no] = PageSpec(
            no=no,
            span=span,
            name=table.get("name", ""),
            kind=table.get("kind", "news"),
            contents=table.get("contents", False),
            ear=ear,
            editors=tuple(editor for _, editor in _present(table.get("editors", ()))),
            articles=tuple(id_ for _, id_ in articles),
            ready=table.get("ready", True),
            colour=table.get("colour", True),
            plan=tuple(_fixed(day, n, table.get("plan", ()))),
            pins=pins,
        )
    whole = None not in tables and not any(fault.code == PAGE_NO.code for fault in found)
    return tuple(pages.values()) if whole else (), listed, tuple(found)


def _spread_trouble(no: str, span: Span, *, first: bool) -> Iterator[Diagnostic]:
    """What is wrong with the two numbers of a spread, and with its being where it is."""
    left, *right = page_nos(no)
    if not right:
        return
    if first:
        yield SPREAD_FIRST.at(span, page=no)
    if not follow(left, right[0]):
        yield SPREAD_NUMBERS.at(span, page=no)
    elif int(left[-1]) % 2:
        yield SPREAD_SIDES.at(span, page=no, left=left, right=right[0])


def _fixed(day: Toml, n: int, plan: Sequence[Table | None]) -> Iterator[FixedStory]:
    for k, slot in _present(plan):
        yield FixedStory(
            article=slot["article"],
            place=Place(slot["column"], slot["line"]),
            columns=slot["columns"],
            lines=slot["lines"],
            span=day.span("pages", n, "plan", k),
        )


def _present(values: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """The members of an array that fit, with their number in it."""
    return ((n, value) for n, value in enumerate(values) if value is not None)


def place_stories(
    stories: Sequence[Article],
    pages: Sequence[PageSpec],
    listed: Mapping[str, Listed],
    *,
    spare: frozenset[str],
    faulty: frozenset[str],
    date: datetime.date | None,
    paper: str,
) -> tuple[tuple[Article, ...], Diagnostics]:
    """The stories with their pages, in the edition's order.

    `spare` are ids of fillers, which need no page. `faulty` are names (stems) of files with errors in them,
    which have been reported. `date` and `paper` are the edition's, as far as they are known.
    """
    found: list[Diagnostic] = []
    placed: list[Article] = []
    for story in stories:
        claims = tuple(_claims(story, listed, pages))
        no = claims[0].pages[0] if claims else ""
        choice = claims[0].pages if story.pages and len(claims[0].pages) > 1 else ()
        found += (
            _conflict(story, claims[0], other)
            for other in claims[1:]
            if not any(one in other.pages for one in (choice or (no,)))
        )
        if not claims and story.id not in spare and PurePosixPath(story.span.file).stem not in faulty:
            found.append(NO_PAGE.at(story.span, article=story.id))
        for one in dict.fromkeys((no, *(_home(page, pages) for page in story.pages))):
            found += _missing_page(one, pages, story.span, f"the story {story.id}", f"稿件 {story.id} ", story.id)
        found += _tag_trouble(story, date, paper)
        placed.append(story._replace(page_no=no, pages=choice, jump=_home(story.jump, pages)))
    turn = {page.no: n for n, page in enumerate(pages)}
    last = Listed("", len(listed), Span(""))
    placed.sort(
        key=lambda story: (
            turn.get(story.page_no, len(turn)),
            listed.get(story.id, last).turn,
            story.rank,
            story.span.file,
        )
    )
    return tuple(placed), tuple(found)


def _home(written: str, pages: Sequence[PageSpec]) -> str:
    """A page number as somebody wrote it in; that of the page which has it out, else what it seems to be."""
    no = normal_page_no(written) or written
    page = page_of(no, pages)
    return page.no if page else no


def _claims(story: Article, listed: Mapping[str, Listed], pages: Sequence[PageSpec]) -> Iterator[Claim]:
    if story.id in listed:
        yield Claim((listed[story.id].page_no,), "[[pages]]", " [[pages]] 里")
    elif chosen := _chosen(story, pages):
        yield Claim((chosen,), "[[pages]]", " [[pages]] 里")
    if story.page_no or story.pages:
        wanted = dict.fromkeys(_home(no, pages) for no in (story.page_no, *story.pages) if no)
        yield Claim(tuple(wanted), "its front matter", "稿件开头")
    if story.tag and story.tag.pages:
        homes = tuple(dict.fromkeys(_home(no, pages) for no in story.tag.pages))
        yield Claim(homes, "its print tag", "见报标记")


def _chosen(story: Article, pages: Sequence[PageSpec]) -> str:
    """Of the pages that a story may be on, the first whose plan or pins name it; `""` if none does."""
    homes = {_home(no, pages) for no in story.pages}
    for page in pages:
        named = (*(fixed.article for fixed in page.plan), *(id_ for id_, _ in page.pins))
        if page.no in homes and story.id in named:
            return page.no
    return ""


def _conflict(story: Article, used: Claim, other: Claim) -> Diagnostic:
    return PAGE_CONFLICT.at(
        story.span,
        page=used.pages[0],
        article=story.id,
        used="、".join(used.pages),
        used_by=used.by,
        used_by_zh=used.by_zh,
        other="、".join(other.pages),
        other_by=other.by,
        other_by_zh=other.by_zh,
    )


def _missing_page(
    no: str, pages: Sequence[PageSpec], span: Span, what: str, what_zh: str, article: str = ""
) -> Iterator[Diagnostic]:
    if no and all(page.no != no for page in pages):
        known = "、".join(page.no for page in pages)
        yield UNKNOWN_PAGE.at(span, page=no, article=article, what=what, what_zh=what_zh, pages=known)


def _tag_trouble(story: Article, date: datetime.date | None, paper: str) -> Iterator[Diagnostic]:
    tag = story.tag
    if tag and tag.date and date and tag.date != date:
        yield TAG_DATE.at(tag.span, page=story.page_no, article=story.id, tag=tag.date, date=date)
    if tag and tag.paper and paper and tag.paper != paper:
        yield TAG_PAPER.at(tag.span, page=story.page_no, article=story.id, tag=tag.paper, paper=paper)


def check_places(
    stories: Sequence[Article],
    pages: Sequence[PageSpec],
    listed: Mapping[str, Listed],
    *,
    faulty: frozenset[str],
) -> Diagnostics:
    """What lists, plans and jumps name that is not there. `stories` have their pages; `faulty` as above."""
    by_id = {story.id: story for story in stories}
    found: list[Diagnostic] = []
    for id_, entry in listed.items():
        if id_ not in by_id and id_ not in faulty:
            near = near_match(id_, by_id)
            found.append(UNKNOWN_ARTICLE.at(entry.span, page=entry.page_no, article=id_, **near))
    for page in pages:
        if page.contents and CONTENTS in by_id:
            found.append(ID_TWICE.at(by_id[CONTENTS].span, page=page.no, article=CONTENTS, first=page.span))
        for fixed in page.plan:
            home = by_id.get(fixed.article)
            if home is None and page.contents and fixed.article == CONTENTS:
                continue
            if home is None:
                if fixed.article not in faulty:
                    near = near_match(fixed.article, by_id)
                    found.append(UNKNOWN_ARTICLE.at(fixed.span, page=page.no, article=fixed.article, **near))
            elif fixed.article == page.ear:
                found.append(PLAN_EAR.at(fixed.span, page=page.no, article=fixed.article))
            elif page.no not in (home.page_no, home.jump):
                found.append(
                    PLAN_OTHER_PAGE.at(fixed.span, page=page.no, article=fixed.article, home=home.page_no)
                )
    for story in stories:
        if story.jump and story.jump in (story.page_no, *story.pages):
            found.append(JUMP_TO_SELF.at(story.span, page=story.jump, article=story.id))
        else:
            what, what_zh = f"the jump of the story {story.id}", f"稿件 {story.id} 转版，"
            found += _missing_page(story.jump, pages, story.span, what, what_zh, story.id)
    return tuple(found)


def read_ads(
    root: Path, day: Toml, tables: Sequence[Table | None], pages: Sequence[PageSpec]
) -> tuple[tuple[Ad, ...], Diagnostics]:
    """The `[[ads]]` tables in (None for one that is unfit), the advertisements out, looked at."""
    found: list[Diagnostic] = []
    ads: list[Ad] = []
    for n, table in _present(tables):
        no, span = _home(str(table["page"]), pages), day.span("ads", n)
        found += _missing_page(
            no, pages, day.span("ads", n, "page"), f"the advertisement {table['file']}", "广告"
        )
        ear, place = table.get("ear", False), table.get("place")
        if not ear and not ("columns" in table and "lines" in table):
            # Of a value that is wrong the shape of the file has told.
            absent = [key for key in ("columns", "lines") if key not in day.values["ads"][n]]
            found += (KEY_MISSING.at(span, page=no, key=key, example=f"{key} = 3") for key in absent)
            continue
        look, trouble = named_picture(root, table["file"], day.span("ads", n, "file"), pdf=True, page=no)
        found += trouble
        if ear:
            found += _ear_trouble(no, span, pages, ads)
        ads.append(
            Ad(
                page_no=no,
                file=table["file"],
                columns=table.get("columns", 0),
                lines=table.get("lines", 0),
                span=span,
                place=Place(place["column"], place["line"]) if place else None,
                size=look.size if look else (0, 0),
                ear=ear,
            )
        )
    return tuple(ads), tuple(found)


def _ear_trouble(no: str, span: Span, pages: Sequence[PageSpec], ads: Sequence[Ad]) -> Iterator[Diagnostic]:
    """What is wrong with an advertisement in the ear: there is one ear, on the first page, for one thing."""
    if pages and no != pages[0].no:
        yield EAR_PAGE.at(span, page=no)
    elif pages and (pages[0].ear or any(ad.ear for ad in ads)):
        yield EAR_TAKEN.at(span, page=no, first=pages[0].ear or next(ad.file for ad in ads if ad.ear))
