"""An edition's page in, the blocks of makeup on it out.

A `Story` is what stands in one rectangle: an article, part of one that jumps, or a group of articles under a column
label. Where a jumping article is parted is settled before (`plan.moving`), or follows from the article alone, so that a page needs no
plan of another.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from editions.model import CONTENTS, Article, Block, Edition, PageSpec, Pin, Run, Vertical
from editions.page_no import is_spread
from layout.setting.headlines import turns_as_spaces

JUMP_SHARE = 0.56  # of the characters before the jump
CONTINUED_RANK = 4
EAR_RANK = 4
MOST_IN_BAND = 10  # briefs
LOOSE_BRIEFS = "briefs/1"  # the id of those that run together on a page of briefs; no file's name has a stroke in it


class Part(NamedTuple):
    """Blocks `first` to `last` of an article. `jump_to` and `jump_from` are page numbers as printed, or ""."""

    article: Article
    first: int
    last: int
    jump_to: str = ""
    jump_from: str = ""

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.article.body[self.first : self.last]


class Story(NamedTuple):
    """One block of makeup. The articles of a group have their headlines in the column, its head is the label.
    `vertical` is what of it stands: what the editor asked for, where that can be. `is_contents`: it is made of the
    edition's headlines (导读) and is no copy. `pin` is the editor's hand on it, `hold`: it may be left out."""

    id: str
    rank: int
    parts: tuple[Part, ...]
    headline: str = ""
    label: str = ""
    box: bool = False
    is_group: bool = False
    vertical: Vertical = ""
    is_contents: bool = False
    pin: Pin | None = None
    hold: bool = False

    @property
    def lead(self) -> Article:
        return self.parts[0].article

    @property
    def title(self) -> str:
        return self.headline or self.label or self.lead.headline

    @property
    def inset(self) -> int:
        """What the frame of a box takes: body em of its width, grid lines of its height."""
        return 2 if self.box else 0

    @property
    def characters(self) -> int:
        """Of the body, its subheads among it."""
        return sum(len(block.text) for part in self.parts for block in part.blocks)

    @property
    def extent(self) -> int:
        """The characters of all that the story says: its body with tables, and its sidebars."""
        sidebars = (sidebar.body for part in self.parts for sidebar in part.article.sidebars)
        return sum(map(characters_in, (*(part.blocks for part in self.parts), *sidebars)))


def stories_of(edition: Edition, page_no: str) -> tuple[Story, ...]:
    """The stories of one page in the order of their rank, those that jump to it among them."""
    articles = list(edition.on_page(page_no))
    spec = edition.page(page_no)
    stories: list[Story] = []
    grouped: dict[str, list[Article]] = {}
    for article in articles:
        # A picture, a sidebar or a jump wants a rectangle of its own.
        alone = article.pictures or article.sidebars or article.jump or (spec and spec.ear == article.id)
        if article.group and not alone:
            grouped.setdefault(article.group, []).append(article)
    done: set[str] = set()
    for article in articles:
        if article in grouped.get(article.group, ()) and len(grouped[article.group]) > 1:
            if article.group not in done:
                done.add(article.group)
                named = any(other.id == article.group for other in edition.articles)
                # A group may be called like an article; no article's id has a stroke in it.
                stories.append(_group(grouped[article.group], f"{article.group}/group" if named else article.group))
            continue
        story = _single(before_jump(article))
        stories.append(in_ear(story) if spec and spec.ear == article.id else story)
    stories.extend(
        _single(after_jump(article), rank=CONTINUED_RANK)
        for article in edition.articles
        if article.jump == page_no and article.page_no != page_no and jump_point(article) < len(article.body)
    )
    if spec and spec.kind == "briefs":
        stories = list(_together(stories))
    if spec and spec.contents:
        stories.extend(_contents(edition, spec))
    return tuple(sorted(stories, key=lambda story: story.rank))


def _together(stories: Sequence[Story]) -> Iterator[Story]:
    """The stories of a page of briefs: those of the lowest rank that nothing sets apart run together in columns, under
    the labels that they have or none; a long run is parted into bands, so that no column is too long to read."""
    loose = [story for story in stories if _is_loose(story)]
    if len(loose) > 1:
        parts = tuple(part for story in loose for part in story.parts)
        stories = [story for story in stories if story not in loose]
        stories.append(Story(LOOSE_BRIEFS, 5, parts, is_group=True))
    for story in stories:
        bands = math.ceil(len(story.parts) / MOST_IN_BAND)
        ends = [round(len(story.parts) * band / bands) for band in range(bands + 1)]
        yield story._replace(parts=story.parts[: ends[1]])
        for band, (start, end) in enumerate(pairwise(ends[1:]), 2):
            band_id = f"{story.id.removesuffix('/1')}/{band}"
            yield story._replace(id=band_id, parts=story.parts[start:end], label="")


def _is_loose(story: Story) -> bool:
    lead = story.lead
    apart = story.is_group or story.box or story.label or story.vertical or lead.pictures or lead.sidebars or lead.jump
    return story.rank == 5 and not (apart or story.hold)


def in_ear(story: Story) -> Story:
    """A story as it stands in the ear: boxed, under a small headline."""
    return story._replace(box=True, rank=max(EAR_RANK, story.rank), vertical="")


def _contents(edition: Edition, spec: PageSpec) -> Iterator[Story]:
    """导读: a paragraph a page, of its number, its name and its strongest headline; nothing if there is no such page."""
    entries = tuple(
        Block("paragraph", (Run(f"{page.no.zfill(2)}版"), Run(page.name), Run(turns_as_spaces(lead.headline))), spec.span)
        for page in edition.pages
        if page.no != spec.no and (lead := edition.strongest(page.no))
    )
    if entries:
        article = Article(CONTENTS, "", spec.span, body=entries, page_no=spec.no, rank=5, kind="brief")
        part = Part(article, 0, len(entries))
        yield Story(CONTENTS, 5, (part,), label="导读", box=True, is_group=True, is_contents=True)


def _single(part: Part, rank: int = 0) -> Story:
    article = part.article
    continued = bool(part.jump_from)
    return Story(
        id=article.id,
        rank=rank or article.rank,
        parts=(part,),
        # The editor's turn is for the lead's size; the continued part has its headline in one line.
        headline=turns_as_spaces(article.headline) if continued else article.headline,
        label="" if continued else article.label,
        box=article.box and not continued,
        vertical="" if continued else vertical_of(article),
        pin=None if continued else article.pin,
        hold=article.hold == "may" and not continued and not part.jump_to,
    )


def filler_on(page_no: str, filler: Article) -> Story:
    """A filler as it stands on one of the pages."""
    return _single(Part(filler._replace(page_no=page_no), 0, len(filler.body)), rank=5)


def characters_in(blocks: Iterable[Block]) -> int:
    """All characters of blocks, the cells of their tables among them."""
    return sum(len(text) for block in blocks for text in (block.text, *(cell for row in block.rows for cell in row)))


# Why a story lies that should stand, in English and in Chinese.
LIES_BECAUSE = {
    "it is on a spread": "在跨版上",
    "it has a table": "有表格",
    "it has pictures": "有图片",
    "it has a sidebar": "有链接稿",
    "it jumps to another page": "要转版",
    "it is in a group": "在组稿里",
    "its place is not high enough": "位置不够高",
}


def vertical_of(article: Article) -> Vertical:
    """What of a story stands: what the editor asked for, or nothing if the story has what cannot stand."""
    return "" if lies_because(article) else article.vertical


def lies_because(article: Article) -> str:
    """Why what the editor wants to stand cannot: what a wholly vertical story has, or the fold of a spread; or ""."""
    if article.vertical and is_spread(article.page_no):
        return "it is on a spread"
    if article.vertical != "story":
        return ""
    found = {
        "it has a table": any(block.kind == "table" for block in article.body),
        "it has pictures": bool(article.pictures),
        "it has a sidebar": bool(article.sidebars),
        "it jumps to another page": bool(article.jump),
    }
    return next((what for what, there in found.items() if there), "")


def _group(articles: Sequence[Article], group_id: str) -> Story:
    first = articles[0]
    return Story(
        id=group_id,
        rank=min(article.rank for article in articles),
        parts=tuple(Part(article, 0, len(article.body)) for article in articles),
        label=first.label or first.group,
        box=any(article.box for article in articles),
        is_group=True,
        pin=next((article.pin for article in articles if article.pin), None),
        hold=all(article.hold == "may" for article in articles),
    )


def jump_point(article: Article) -> int:
    """The index of the first block after the jump: whole paragraphs, the border nearest to `JUMP_SHARE` of the
    characters, never behind a subhead; or where the article says. The number of blocks if the article does not jump or
    has one block only."""
    if not article.jump or len(article.body) < 2:
        return len(article.body)
    if article.jump_at:
        return article.jump_at
    total = sum(len(block.text) for block in article.body)
    best, best_distance, so_far = len(article.body), float("inf"), 0
    for index in range(1, len(article.body)):
        so_far += len(article.body[index - 1].text)
        if article.body[index - 1].kind == "subhead":
            continue
        distance = abs(so_far - JUMP_SHARE * total)
        if distance < best_distance:
            best, best_distance = index, distance
    return best


def before_jump(article: Article) -> Part:
    point = jump_point(article)
    return Part(article, 0, point, jump_to=article.jump if point < len(article.body) else "")


def after_jump(article: Article) -> Part:
    bare = article._replace(pictures=(), sidebars=(), kicker="", deck="")
    return Part(bare, jump_point(article), len(article.body), jump_from=article.page_no)
