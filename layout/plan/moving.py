"""Moving stories: an edition whose stories may be on one of several pages, or go on elsewhere, in; the same with each on
one of them, and parted where both pages have room for it, out.

All of it is settled before pages are made, so that the plan of a page still needs no other page: from estimates of what
stories take, and where a story jumps, from plans of the pages that it concerns. A story stands
on the page that it prefers unless that is over and another has more room. The longest story that can, of a page on which
copy would be cut, jumps (转版), if the style allows it and another page has room.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from math import inf

from editions.diagnostic import Diagnostic
from editions.model import Article, Block, Edition, PageSpec
from layout import messages
from layout.desk import Desk
from layout.plan.blocks import preferred_cells
from layout.plan.copyfit import WANTED_SHARE
from layout.plan.lock import is_of
from layout.plan.planner import plan_page
from layout.plan.types import PagePlan
from layout.setting.headlines import without_turns
from layout.stories import CONTINUED_RANK, JUMP_SHARE, jump_point
from layout.style import Means, Style

FULL = 1.02  # of a page's cells: so much copy goes in by smaller variants
TAILS = 1.08  # lines of text by what their characters would fill: last lines of paragraphs are short
PICTURE_SHARE = 0.6  # of a story's width
SIDEBAR_HEAD = 3  # lines of one with its frame
LEAST_LINES = 12  # of a base column, before a jump and after it
OFF_SHARE = 30.0  # cells that a jump may be worse for standing where it should
FAR_OVER = 1.06  # a page is helped by a jump if it holds so much more than goes in
MOST_BORDERS = 4  # of a story that jumps, tried with plans of both its pages
GOOD = 0.5  # what a cell of a good page costs at the most
MOST_TRIED = 3  # jumps from a page: of a story to one that has room

Desks = Callable[[PageSpec], Desk]


class _Loads:
    """What the pages of an edition hold of the articles placed so far, and can hold, in cells of the grid."""

    def __init__(self, edition: Edition, desks: Desks) -> None:
        self._styles = {page.no: desks(page).style for page in edition.pages}
        self._placed: dict[str, tuple[tuple[str, float], ...]] = {}  # of each article its pages and its cells there
        self._loads: dict[str, float] = defaultdict(float)
        self.room = {page.no: _free_cells(edition, page.no, self._styles[page.no]) for page in edition.pages}
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
        after = article._replace(
            body=article.body[point:], rank=CONTINUED_RANK, pictures=(), sidebars=(), kicker="", deck=""
        )
        return estimated_cells(before, style), estimated_cells(after, self.style(article.jump))

    def over(self, page_no: str, more: float = 0.0) -> float:
        return max(0.0, self.load(page_no) + more - FULL * self.room.get(page_no, 0.0))

    def under(self, page_no: str, more: float = 0.0) -> float:
        return max(0.0, self.room.get(page_no, 0.0) - self.load(page_no) - more)


def settle(edition: Edition, desks: Desks) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """An edition, and what each of its pages is made up with, in; the edition with every story on one page, those that
    jump parted, all as locked pages have them; and which pages were chosen."""
    if not edition.pages:
        return edition, ()
    loads = _Loads(edition, desks)
    articles = [_as_locked(article, edition, loads) for article in edition.articles]
    for article in articles:
        if len(article.pages) < 2 and not _has_to_be_parted(article):
            loads.add(article)
    settled: dict[str, Article] = {}
    for article in sorted((one for one in articles if len(one.pages) > 1), key=_first_choice):
        candidates = _candidates(article, edition)
        over = [loads.over(no, estimated_cells(article, loads.style(no))) for no in candidates]
        if any(no not in loads.locks for no in candidates):  # a locked page has no place for it
            over = [inf if no in loads.locks else more for no, more in zip(candidates, over, strict=True)]
        settled[article.id] = moved = article._replace(page_no=candidates[over.index(min(over))])
        if not _has_to_be_parted(article):
            loads.add(moved)
    for article in articles:
        if _has_to_be_parted(article):
            settled[article.id] = parted = _parted(settled.get(article.id, article), loads)
            loads.add(parted)
    result = tuple(settled.get(article.id, article) for article in articles)
    now = edition if result == edition.articles else edition._replace(articles=result)
    for article in articles:
        if _has_to_be_parted(article):
            now = _at_the_best_border(now, settled[article.id], loads, desks)
    for page in edition.pages:
        now = _with_a_jump(now, page, loads, desks)
    return now, tuple(_chosen(edition, now.articles))


def _first_choice(article: Article) -> tuple[int, int, str]:
    """What may choose first among articles with a choice of pages: the highest in rank, the longest."""
    return article.rank, -sum(len(block.text) for block in article.body), article.id


def _has_to_be_parted(article: Article) -> bool:
    return bool(article.jump) and not article.jump_at


def _candidates(article: Article, edition: Edition) -> list[str]:
    """The pages that an article may be on, the preferred one first; not the one that it jumps to."""
    return [no for no in article.pages if edition.page(no) and no != article.jump] or [article.page_no]


def _chosen(edition: Edition, settled: Sequence[Article]) -> Iterator[Diagnostic]:
    """What was not for the articles themselves to say: pages of those that may be on several, and jumps."""
    for article, now in zip(edition.articles, settled, strict=True):
        headline = without_turns(article.headline)
        if len(article.pages) > 1:
            pages = "、".join(_candidates(article, edition))
            yield messages.MOVED.at(article.span, page=now.page_no, article=article.id, headline=headline, pages=pages)
        if now.jump != article.jump:
            yield messages.JUMPS.at(article.span, page=now.page_no, article=article.id, headline=headline, to=now.jump)


def _as_locked(article: Article, edition: Edition, loads: _Loads) -> Article:
    """An article in; the same on the page, with the jump and parted where the locks of an edition have it, as far as that
    is not against what it says itself."""
    held = {no: fixed for no, stories in loads.locks.items() for fixed in stories if fixed.has(article)}
    if len(article.pages) > 1:
        homes = [no for no in article.pages if no in held and held[no].jump != no]
        if not homes:
            return article
        article = article._replace(page_no=homes[0], pages=tuple(homes[:1]))
    at_home = held.get(article.page_no)
    for fixed in [at_home] if at_home else [fixed for no, fixed in held.items() if fixed.jump == no]:
        there = fixed.jump not in ("", article.page_no) and edition.page(fixed.jump)
        wanted = article.jump == fixed.jump or (not article.jump and _jumps(loads.style(article.page_no)))
        if fixed.article == article.id and there and wanted and fixed.jump_at < len(article.body):
            return article._replace(jump=fixed.jump, jump_at=fixed.jump_at)
    return article


def _jumps(style: Style) -> bool:
    return "jump" in style.makeup.too_much


def _parted(article: Article, loads: _Loads) -> Article:
    """An article that jumps, with the border of paragraphs at which both pages are best filled: so much stands before it
    and after it as reads well."""
    return min(_by_borders(article, loads.style(article.page_no)), key=lambda one: _misfit(one, loads), default=article)


def _by_borders(article: Article, style: Style) -> list[Article]:
    """An article that jumps, parted at each border that reads well."""
    return [
        article._replace(jump_at=at)
        for at in range(1, len(article.body))
        if article.body[at - 1].kind != "subhead" and _reads_well(article, at, style)
    ]


def _at_the_best_border(edition: Edition, article: Article, loads: _Loads, desks: Desks) -> Edition:
    """An edition in which an article is parted as estimates have it in; the same out, the article parted where the plans of
    both pages are best, as far as that is found by going on to the next border, away from the page that is the worse, until
    they are good."""
    pages = [page for no in (article.page_no, article.jump) if (page := edition.page(no))]
    if len(pages) < 2 or not article.jump_at or any(page.plan or page.no in loads.locks for page in pages):
        return edition
    loads.remove(article)
    borders = _by_borders(article._replace(jump_at=0), loads.style(article.page_no))
    at, tried = borders.index(article), dict[int, tuple[float, float]]()
    while 0 <= at < len(borders) and at not in tried and len(tried) < MOST_BORDERS:
        attempt = _with(edition, borders[at])
        here, there = (_badness(attempt, page, desks(page), loads.room[page.no]) for page in pages)
        tried[at] = (here, there)
        if here + there <= 2 * GOOD:
            break
        at += -1 if here > there else 1
    best = borders[min(tried, key=lambda at: sum(tried[at]))]
    loads.add(best)
    return _with(edition, best)


def _badness(edition: Edition, page: PageSpec, desk: Desk, room: float) -> float:
    """What a cell of a page costs as it is planned; one that is cut, as the style weighs it."""
    plan, _ = _planned(edition, page, desk)
    cost = sum(term.cost for term in plan.terms) + desk.style.score.overset * sum(
        preferred_cells(story, desk) for story in plan.unplaced
    )
    return cost / max(1.0, room)


def _with(edition: Edition, article: Article) -> Edition:
    return edition._replace(articles=tuple(article if one.id == article.id else one for one in edition.articles))


def _planned(edition: Edition, page: PageSpec, desk: Desk) -> tuple[PagePlan, Desk]:
    return plan_page(edition, page, desk, first=edition.pages[0].no == page.no)[0], desk


def _cut(plan: PagePlan, desk: Desk) -> int:
    """The cells of copy that have no room on a page."""
    cut = sum(slot.region.columns * max(0, slot.variant.lines - slot.region.lines) for slot in plan.slots)
    return cut + sum(preferred_cells(story, desk) for story in plan.unplaced)


def _reads_well(article: Article, at: int, style: Style) -> bool:
    least = LEAST_LINES * style.grid.characters
    return min(sum(_ems(block.text) for block in part) for part in (article.body[:at], article.body[at:])) >= least


def _misfit(article: Article, loads: _Loads) -> float:
    """How badly the two pages of an article that jumps are filled by it, in cells."""
    here, there = loads.shares(article)
    total = sum(len(block.text) for block in article.body)
    before = sum(len(block.text) for block in article.body[: article.jump_at]) / max(1, total)
    over = loads.over(article.page_no, here) + loads.over(article.jump, there)
    under = loads.under(article.page_no, here) + loads.under(article.jump, there)
    return over + 0.3 * under + abs(before - JUMP_SHARE) * OFF_SHARE


def _with_a_jump(edition: Edition, page: PageSpec, loads: _Loads, desks: Desks) -> Edition:
    """An edition in; the same out, or if copy of the page would be cut, and less with one of its stories parted, and none
    for that elsewhere, the edition with that story parted."""
    style = loads.style(page.no)
    if page.plan or page.no in loads.locks or not _jumps(style):
        return edition
    before = style.makeup.too_much[: style.makeup.too_much.index("jump")]
    if loads.load(page.no) <= (FAR_OVER if before else 1.0) * FULL * loads.room[page.no]:
        return edition
    jumpers = tuple(islice(_jumpers(edition, page, loads), MOST_TRIED))
    best, least = edition, lost_cells(edition, page, desks, before) if jumpers else 0
    for jumper in jumpers:
        if not least:
            break
        tried = _with(edition, jumper)
        still, other = lost_cells(tried, page, desks, before), edition.page(jumper.jump)
        if still < least and other and lost_cells(tried, other, desks, before) <= lost_cells(edition, other, desks, before):
            best, least = tried, still
    for article in best.articles:
        loads.add(article)
    return best


def _jumpers(edition: Edition, page: PageSpec, loads: _Loads) -> Iterator[Article]:
    """The stories of a page that can go on elsewhere, parted, the longest first; each to every page that has room for it,
    the one with most of it first."""
    able = [article for article in edition.articles if article.page_no == page.no and _may_jump(article, loads.style(page.no))]
    others = [o for o in edition.pages if o.no != page.no and not (o.plan or o.no in loads.locks) and o.kind == "news"]
    for article in sorted(able, key=lambda article: (-sum(len(block.text) for block in article.body), article.id)):
        loads.remove(article)
        parted = [
            _parted(article._replace(jump=other.no), loads)
            for other in sorted(others, key=lambda other: -loads.under(other.no))
        ]
        shares = [(one, *loads.shares(one)) for one in parted if one.jump_at]
        fitting = [one for one, here, there in shares if here <= loads.room[page.no] and not loads.over(one.jump, there)]
        loads.add(article)
        yield from fitting


def lost_cells(edition: Edition, page: PageSpec, desks: Desks, means: tuple[Means, ...]) -> int:
    """The cells of copy that have no room on a page as it is planned with these means against too much of it, which are
    those that the style names before a jump."""
    return _cut(*_planned(edition, page, desks(page).with_means(means)))


def _may_jump(article: Article, style: Style) -> bool:
    tied = article.jump or article.box or article.group or article.vertical or article.sidebars or article.pin
    long = sum(_ems(block.text) for block in article.body) >= 2 * LEAST_LINES * style.grid.characters
    return not tied and long and article.rank <= 3 and article.kind in ("news", "feature")


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
    turns = math.ceil(_ems(article.headline) * size / width)
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
    columns = style.grid.characters
    return sum(max(1.0, len(block.rows), _ems("".join((block.text, *(cell for row in block.rows for cell in row)))) / columns) for block in blocks)


def _ems(text: str) -> float:
    """About the width of a text in em: two letters of ASCII to a Chinese character."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2
