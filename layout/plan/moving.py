"""Moving stories: an edition whose stories may be on one of several pages, or go on elsewhere, in; the same with each on
one of them, and parted where both pages have room for it, out.

All of it is settled before any page is planned, from estimates of what stories take, so that the plan of a page still
needs no other page. A story stands on the page that it prefers unless that is over and another has more room. The
longest story of a page that is far over jumps (转版), if the style allows it and another page has room.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from editions.diagnostic import Diagnostic
from editions.model import Article, Edition
from layout import messages
from layout.plan.copyfit import WANTED_SHARE
from layout.plan.lock import is_of
from layout.setting.headlines import without_turns
from layout.spread import page_style
from layout.stories import CONTINUED_RANK, JUMP_SHARE, jump_point
from layout.style import Style

FULL = 1.02  # of a page's cells: so much copy goes in by smaller variants
TAILS = 1.08  # lines of text by what their characters would fill: last lines of paragraphs are short
PICTURE_SHARE = 0.6  # of a story's width
LEAST_LINES = 12  # of a base column, before a jump and after it
OFF_SHARE = 30.0  # cells that a jump may be worse for standing where it should
FAR_OVER = 1.06  # a page is helped by a jump if it holds so much more than goes in


class _Loads:
    """What the pages of an edition hold and can hold, in cells of the grid."""

    def __init__(self, edition: Edition, style: Style) -> None:
        self.style = style
        self.room = {page.no: _free_cells(edition, page.no, style) for page in edition.pages}
        self.load: dict[str, float] = defaultdict(float)

    def over(self, page_no: str, more: float = 0.0) -> float:
        return max(0.0, self.load[page_no] + more - FULL * self.room.get(page_no, 0.0))

    def under(self, page_no: str, more: float = 0.0) -> float:
        return max(0.0, self.room.get(page_no, 0.0) - self.load[page_no] - more)

    def add(self, article: Article) -> None:
        here, there = _shares(article, self.style)
        self.load[article.page_no] += here
        self.load[article.jump] += there


def settle(edition: Edition, style: Style) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """The edition with every story on one page, those that jump parted, all as locked pages have them; and which pages were
    chosen."""
    articles = [_as_locked(article, edition, style) for article in edition.articles]
    loads = _Loads(edition, style)
    for article in articles:
        if len(article.pages) < 2 and not _has_to_be_parted(article):
            loads.add(article)
    settled: dict[str, Article] = {}
    moving = [article for article in articles if len(article.pages) > 1]
    for article in sorted(moving, key=lambda article: (article.rank, -estimated_cells(article, style), article.id)):
        cells = estimated_cells(article, style)
        candidates = _candidates(article, edition)
        page_no = min(candidates, key=lambda no: (loads.over(no, cells), candidates.index(no)))
        settled[article.id] = moved = article._replace(page_no=page_no)
        if not _has_to_be_parted(article):
            loads.add(moved)
    for article in articles:
        if _has_to_be_parted(article):
            settled[article.id] = parted = _parted(settled.get(article.id, article), loads)
            loads.add(parted)
    if "jump" in style.makeup.too_much:
        for jumper in _jumpers([settled.get(article.id, article) for article in articles], edition, loads):
            settled[jumper.id] = jumper
    result = tuple(settled.get(article.id, article) for article in articles)
    return (edition if result == edition.articles else edition._replace(articles=result)), tuple(_chosen(edition, result))


def _has_to_be_parted(article: Article) -> bool:
    return bool(article.jump) and not article.jump_at


def _candidates(article: Article, edition: Edition) -> list[str]:
    """The pages that an article may be on, the preferred one first."""
    return [no for no in article.pages if edition.page(no)] or [article.page_no]


def _chosen(edition: Edition, settled: Sequence[Article]) -> Iterator[Diagnostic]:
    """What was not for the articles themselves to say: pages of those that may be on several, and jumps."""
    for article, now in zip(edition.articles, settled, strict=True):
        headline = without_turns(article.headline)
        if len(article.pages) > 1:
            pages = "、".join(_candidates(article, edition))
            yield messages.MOVED.at(article.span, page=now.page_no, article=article.id, headline=headline, pages=pages)
        if now.jump != article.jump:
            yield messages.JUMPS.at(article.span, page=now.page_no, article=article.id, headline=headline, to=now.jump)


def _as_locked(article: Article, edition: Edition, style: Style) -> Article:
    """An article in; the same on the page, with the jump and parted where the locks of an edition have it, as far as that
    is not against what it says itself."""
    held = {
        page.no: fixed
        for page in edition.pages
        if page.lock and is_of(page.lock, page_style(style, page.no, page.kind))
        for fixed in page.lock.stories
        if fixed.has(article)
    }
    if len(article.pages) > 1:
        homes = [no for no in article.pages if no in held and held[no].jump != no]
        if not homes:
            return article
        article = article._replace(page_no=homes[0], pages=tuple(homes[:1]))
    at_home = held.get(article.page_no)
    for fixed in [at_home] if at_home else [fixed for no, fixed in held.items() if fixed.jump == no]:
        wanted = article.jump == fixed.jump or (not article.jump and "jump" in style.makeup.too_much)
        there = fixed.jump != article.page_no and edition.page(fixed.jump)
        if fixed.jump and wanted and there and fixed.jump_at < len(article.body):
            return article._replace(jump=fixed.jump, jump_at=fixed.jump_at)
    return article


def _parted(article: Article, loads: _Loads) -> Article:
    """An article that jumps, with the border of paragraphs at which both pages are best filled: so much stands before it
    and after it as reads well."""
    borders = [
        at
        for at in range(1, len(article.body))
        if article.body[at - 1].kind != "subhead" and _reads_well(article, at, loads.style)
    ]
    if not borders:
        return article
    return article._replace(jump_at=min(borders, key=lambda at: (_misfit(article._replace(jump_at=at), loads), at)))


def _reads_well(article: Article, at: int, style: Style) -> bool:
    least = LEAST_LINES * style.grid.characters
    before = sum(len(block.text) for block in article.body[:at])
    return before >= least and sum(len(block.text) for block in article.body[at:]) >= least


def _misfit(article: Article, loads: _Loads) -> float:
    """How badly the two pages of an article that jumps are filled by it, in cells."""
    here, there = _shares(article, loads.style)
    total = sum(len(block.text) for block in article.body)
    before = sum(len(block.text) for block in article.body[: article.jump_at]) / max(1, total)
    over = loads.over(article.page_no, here) + loads.over(article.jump, there)
    under = loads.under(article.page_no, here) + loads.under(article.jump, there)
    return over + 0.3 * under + abs(before - JUMP_SHARE) * OFF_SHARE


def _jumpers(articles: Sequence[Article], edition: Edition, loads: _Loads) -> Iterator[Article]:
    """Of each page that holds far too much the longest story that may go on elsewhere, if another page has room."""
    makeup = loads.style.makeup.too_much
    far = FAR_OVER if makeup.index("jump") else 1.0
    for page in edition.pages:
        if page.plan or page.lock or loads.load[page.no] <= far * FULL * loads.room[page.no]:
            continue
        able = [article for article in articles if article.page_no == page.no and _may_jump(article, loads.style)]
        others = [o for o in edition.pages if o.no != page.no and not (o.plan or o.lock) and o.kind == "news"]
        if not able or not others:
            continue
        longest = max(able, key=lambda article: (sum(len(block.text) for block in article.body), article.id))
        to = max(others, key=lambda other: loads.under(other.no)).no
        here, _ = _shares(longest, loads.style)
        loads.load[page.no] -= here
        parted = _parted(longest._replace(jump=to), loads)
        better = parted.jump_at and loads.over(page.no, here) > _misfit(parted, loads)
        loads.add(parted if better else longest)
        if better:
            yield parted


def _may_jump(article: Article, style: Style) -> bool:
    tied = article.jump or article.box or article.group or article.vertical or article.sidebars or article.pin
    long = sum(len(block.text) for block in article.body) >= 2 * LEAST_LINES * style.grid.characters
    return not tied and long and article.rank <= 3 and article.kind in ("news", "feature")


def _shares(article: Article, style: Style) -> tuple[float, float]:
    """The cells that an article takes on its page, and on the one that it jumps to."""
    point = jump_point(article)
    if not article.jump or point >= len(article.body):
        return estimated_cells(article, style), 0.0
    before = article._replace(body=article.body[:point])
    after = article._replace(body=article.body[point:], rank=CONTINUED_RANK, pictures=(), sidebars=(), kicker="", deck="")
    return estimated_cells(before, style), estimated_cells(after, style)


def _free_cells(edition: Edition, page_no: str, style: Style) -> float:
    """The cells of a page that are for copy."""
    grid = style.grid
    masthead = style.masthead.lines if edition.pages[0].no == page_no else 0
    ads = sum(ad.columns * ad.lines for ad in edition.ads if ad.page_no == page_no)
    return grid.columns * (grid.lines - masthead) - ads


def estimated_cells(article: Article, style: Style) -> float:
    """About the cells of the grid that a story takes, from its characters, its rank and its pictures alone."""
    grid = style.grid
    columns = max(1, round(WANTED_SHARE[article.rank] * grid.columns))
    text = sum(max(1, len(block.text) / grid.characters) for block in article.body) * TAILS
    size = style.headline.sizes(article.rank)[0]
    width = columns * grid.characters * grid.body_pt
    turns = math.ceil(len(article.headline) * size / width)
    small = bool(article.kicker) + bool(article.deck)
    head = columns * math.ceil((turns * size * 1.3 + small * size * style.headline.secondary * 1.3) / grid.leading_pt + 1.5)
    pictures = 0.0
    for picture in article.pictures:
        wide = max(1.0, columns * PICTURE_SHARE)
        across, down = picture.size if all(picture.size) else (4, 3)
        lines = wide * grid.characters * grid.body_pt * down / across / grid.leading_pt + 2
        pictures += wide * lines
    return text + head + pictures
