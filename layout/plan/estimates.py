"""Estimates: what stories take of their pages, and what pages hold, from characters, ranks and pictures alone, before anything
is set."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable

from editions.model import Article, Block, Edition, PageSpec
from layout.desk import Desk
from layout.plan.copyfit import WANTED_SHARE
from layout.plan.lock import is_of
from layout.stories import CONTINUED_RANK, after_jump, jump_point
from layout.style import Style

FULL = 1.02  # of a page's cells: so much copy goes in by smaller variants
TAILS = 1.08  # lines of text by what their characters would fill: last lines of paragraphs are short
PICTURE_SHARE = 0.6  # of a story's width
SHORT = 0.3  # of a cell that is over: what one is worth that stays free
OVER_PLACE = 3.0  # and one beyond a place that is fixed, where nothing gives way
SIDEBAR_HEAD = 3  # lines of one with its frame

Desks = Callable[[PageSpec], Desk]


class Loads:
    """What the pages of an edition hold of the articles placed so far, and can hold, in cells of the grid."""

    def __init__(self, edition: Edition, desks: Desks) -> None:
        self._styles = {page.no: desks(page).style for page in edition.pages}
        self._placed: dict[str, tuple[tuple[str, float], ...]] = {}  # of each article its pages and its cells there
        self._loads: dict[str, float] = defaultdict(float)
        self.room = {page.no: _free_cells(edition, page.no, self._styles[page.no]) for page in edition.pages}
        self._ears = {page.no: page.ear for page in edition.pages if page.ear}
        self.locks = {
            page.no: page.lock.stories for page in edition.pages if page.lock and is_of(page.lock, self._styles[page.no])
        }

    def style(self, page_no: str) -> Style:
        """Of a page; of one that the edition does not have, which others say, any will do."""
        return self._styles.get(page_no) or next(iter(self._styles.values()))

    def add(self, article: Article) -> None:
        """Place an article, or the same one anew."""
        self.remove(article)
        here, there = self.shares(article)
        self._placed[article.id] = places = ((article.page_no, here), (article.jump, there))
        for no, cells in places:
            self._loads[no] += cells

    def remove(self, article: Article) -> None:
        for no, cells in self._placed.pop(article.id, ()):
            self._loads[no] -= cells

    def load(self, page_no: str) -> float:
        return self._loads[page_no]

    def shares(self, article: Article) -> tuple[float, float]:
        """The cells that an article takes on its page, and on the one that it jumps to."""
        style, point = self.style(article.page_no), jump_point(article)
        if not article.jump or point >= len(article.body):
            return estimated_cells(article, style), 0.0
        before = article._replace(body=article.body[:point])
        rest = after_jump(article)
        after = rest.article._replace(body=rest.blocks, rank=CONTINUED_RANK)
        return estimated_cells(before, style), estimated_cells(after, self.style(article.jump))

    def place(self, page_no: str, article: Article) -> float:
        """The cells of the place that an article has on a page by a lock, or in the ear, within its frame; 0.0 if it has none."""
        if self._ears.get(page_no) == article.id:
            style = self.style(page_no)
            return float((style.grid.columns - style.masthead.columns) * (style.masthead.lines - 2))
        return next((float(one.columns * one.lines) for one in self.locks.get(page_no, ()) if one.has(article)), 0.0)

    def misfit(self, page_no: str, article: Article, cells: float) -> float:
        """How badly a page is filled by so many cells of an article, or the place that it has; what is over most of all."""
        place = self.place(page_no, article)
        if place:
            return OVER_PLACE * max(0.0, cells - place) + SHORT * max(0.0, place - cells)
        return self.over(page_no, cells) + SHORT * self.under(page_no, cells)

    def over(self, page_no: str, more: float = 0.0) -> float:
        return max(0.0, self.load(page_no) + more - FULL * self.room.get(page_no, 0.0))

    def under(self, page_no: str, more: float = 0.0) -> float:
        return max(0.0, self.room.get(page_no, 0.0) - self.load(page_no) - more)


def _free_cells(edition: Edition, page_no: str, style: Style) -> float:
    """The cells of a page that are for copy."""
    grid = style.grid
    masthead = style.masthead.lines if edition.pages[0].no == page_no else 0
    ads = sum(ad.columns * ad.lines for ad in edition.ads if ad.page_no == page_no)
    return grid.columns * (grid.lines - masthead) - ads


def estimated_cells(article: Article, style: Style) -> float:
    """About the cells of the grid that a story takes, from its characters, its rank, its sidebars and its pictures alone."""
    grid = style.grid
    columns = max(1, round(WANTED_SHARE[article.rank] * grid.columns))
    sidebars = [_lines(sidebar.body, style) + SIDEBAR_HEAD for sidebar in article.sidebars]
    text = (_lines(article.body, style) + sum(sidebars)) * TAILS
    size = style.headline.sizes(article.rank)[0]
    width = columns * grid.characters * grid.body_pt
    turns = math.ceil(ems_of(article.headline) * size / width)
    small = bool(article.kicker) + bool(article.deck)
    head = columns * math.ceil((turns * size * 1.3 + small * size * style.headline.secondary * 1.3) / grid.leading_pt + 1.5)
    pictures = 0.0
    for picture in article.pictures:
        wide = max(1.0, columns * PICTURE_SHARE)
        across, down = picture.size if all(picture.size) else (4, 3)
        lines = wide * grid.characters * grid.body_pt * down / across / grid.leading_pt + 2
        pictures += wide * lines
    return text + head + pictures


def _lines(blocks: Iterable[Block], style: Style) -> float:
    """About the lines of a base column that blocks take; a row of a table takes one at least."""
    texts = ((block, "".join((block.text, *(cell for row in block.rows for cell in row)))) for block in blocks)
    return sum(max(1.0, len(block.rows), ems_of(text) / style.grid.characters) for block, text in texts)


def ems_of(text: str) -> float:
    """About the width of a text in em: two letters of ASCII to a Chinese character."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2
