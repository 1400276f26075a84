"""Moving stories: an edition whose stories may be on one of several pages in, the same with each on one of them out.

Pages are chosen before any is planned, from estimates of what stories take, so that the plan of a page still needs no
other page. A story stands on the page that it prefers unless that is over and another has more room.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace

from editions.diagnostic import Diagnostic
from editions.model import Article, Edition
from layout import messages
from layout.plan.copyfit import WANTED_SHARE
from layout.setting.headlines import without_turns
from layout.style import Style

FULL = 1.02  # of a page's cells: so much copy goes in by smaller variants
TAILS = 1.08  # lines of text by what their characters would fill: last lines of paragraphs are short
PICTURE_SHARE = 0.6  # of a story's width


def settle(edition: Edition, style: Style) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """The edition with every story on one page, and on which page those are that had a choice."""
    moving = [article for article in edition.articles if len(article.pages) > 1]
    if not moving:
        return edition, ()
    room = {page.no: _free_cells(edition, page.no, style) for page in edition.pages}
    load: dict[str, float] = defaultdict(float)
    for article in edition.articles:
        if len(article.pages) < 2:
            load[article.page_no] += estimated_cells(article, style)
    chosen: dict[str, str] = {}
    found: list[Diagnostic] = []
    for article in sorted(moving, key=lambda article: (article.rank, -estimated_cells(article, style), article.id)):
        cells = estimated_cells(article, style)
        candidates = [no for no in article.pages if no in room] or [article.page_no]
        over = {no: max(0.0, load[no] + cells - FULL * room.get(no, 0.0)) for no in candidates}
        page_no = min(candidates, key=lambda no: (over[no], candidates.index(no)))
        chosen[article.id] = page_no
        load[page_no] += cells
        found.append(
            messages.MOVED.at(
                article.span, page=page_no, article=article.id, headline=without_turns(article.headline),
                pages="、".join(candidates),
            )
        )  # fmt: skip
    articles = tuple(replace(article, page_no=chosen.get(article.id, article.page_no)) for article in edition.articles)
    return replace(edition, articles=articles), tuple(found)


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
