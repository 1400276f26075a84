"""Moving stories: an edition whose stories may be on one of several pages, or go on elsewhere, in; the same with each on
one of them, and parted where both pages have room for it, out.

All of it is settled before pages are made, so that the plan of a page still needs no other page: from estimates of what stories
take, and where a story jumps, from plans of the pages that it concerns. A story stands on the page that it prefers unless that is
over and another has more room. The longest story that can, of a page on which copy would be cut, jumps (转版), if the style allows it
and another page has room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from math import inf

from editions.diagnostic import Diagnostic
from editions.model import Article, Block, Edition, PageSpec
from layout import messages
from layout.desk import Desk
from layout.plan.attempts import Attempt, Plans, attempting
from layout.plan.blocks import preferred_cells
from layout.plan.estimates import FULL, Desks, Loads, ems_of, estimated_cells
from layout.plan.types import PagePlan
from layout.setting.headlines import without_turns
from layout.stories import JUMP_SHARE
from layout.style import Style

LEAST_LINES = 12  # of a base column, before a jump and after it
OFF_SHARE = 30.0  # cells that a jump may be worse for standing where it should
FAR_OVER = 1.06  # a page is helped by a jump if it holds so much more than goes in
MOST_BORDERS = 3  # besides the first, tried with plans of both pages of stories that jump between them
GOOD = 0.5  # what a cell of a good page costs at the most
MOST_TRIED = 3  # jumps from a page: of a story to one that has room


def settle(
    edition: Edition, desks: Desks, asked: Sequence[str] | None = None
) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """An edition, and what each of its pages is made up with, in; the edition with every story on one page, those that
    jump parted, all as locked pages have them; and which pages were chosen. If only some pages are `asked` for, what jumps between
    others alone is parted as estimates have it."""
    if not edition.pages:
        return edition, ()
    loads = Loads(edition, desks)
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
    with attempting(desks) as plans:
        for page in edition.pages:
            now = _with_a_jump(now, page, loads, desks, plans)
        for jumpers in _connected([settled[article.id] for article in articles if _has_to_be_parted(article)]):
            if asked is None or any({one.page_no, one.jump} & set(asked) for one in jumpers):
                now = _at_the_best_borders(now, jumpers, loads, desks, plans)
    return now, tuple(_chosen(edition, now.articles))


def _connected(jumpers: Sequence[Article]) -> list[list[Article]]:
    """Articles that jump, those together that share a page with one another, or with one that does."""
    found: list[list[Article]] = []
    for one in jumpers:
        pages = {one.page_no, one.jump}
        near = [others for others in found if any(pages & {other.page_no, other.jump} for other in others)]
        found = [others for others in found if others not in near]
        found.append([*(other for others in near for other in others), one])
    return found


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


def _as_locked(article: Article, edition: Edition, loads: Loads) -> Article:
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
            # A place that is locked for what goes on does not say where a story is parted that has grown.
            grown = not at_home and fixed.setting and _characters(article.body[fixed.jump_at :]) > fixed.setting.characters
            return article._replace(jump=fixed.jump, jump_at=0 if grown else fixed.jump_at)
    return article


def _characters(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _jumps(style: Style) -> bool:
    return "jump" in style.makeup.too_much


def _parted(article: Article, loads: Loads) -> Article:
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


def _at_the_best_borders(
    edition: Edition, jumpers: Sequence[Article], loads: Loads, desks: Desks, plans: Plans
) -> Edition:
    """An edition in which articles that share pages are parted as estimates have it in; the same out, each parted where the
    plans of both its pages are best, as far as that is found in `MOST_BORDERS` tries for all of them."""
    left = MOST_BORDERS
    for article in jumpers:
        pages = [page for no in (article.page_no, article.jump) if (page := edition.page(no))]
        fixed = any(page.plan or page.no in loads.locks or page.ear == article.id or loads.over(page.no) for page in pages)
        if len(pages) == 2 and article.jump_at and not fixed:
            tried = _tried_borders(edition, article, pages, loads, desks, plans, left)
            edition = _with(edition, min(tried, key=lambda parted: tried[parted]))
            left -= len(tried) - 1  # the first is planned anyway
    return edition


def _tried_borders(
    edition: Edition, article: Article, pages: Sequence[PageSpec], loads: Loads, desks: Desks, plans: Plans, left: int
) -> dict[Article, float]:
    """An article parted at one border after another, away from the page that is the worse, until both pages are good; each
    with how bad the pages are. `left`: so many may be tried besides the first."""
    borders = _by_borders(article._replace(jump_at=0), loads.style(article.page_no))
    at, tried = borders.index(article), dict[Article, float]()
    while 0 <= at < len(borders) and borders[at] not in tried and len(tried) <= left:
        attempt = _with(edition, borders[at])
        made = plans([Attempt(attempt, page) for page in pages])
        here, there = (
            _badness(plan, desks(page), loads.room[page.no]) for plan, page in zip(made, pages, strict=True)
        )
        tried[borders[at]] = here + there
        if here + there <= 2 * GOOD:
            break
        at += -1 if here > there else 1
    return tried


def _badness(plan: PagePlan, desk: Desk, room: float) -> float:
    """What a cell of a page costs as it is planned; one that is cut, as the style weighs it."""
    cost = sum(term.cost for term in plan.terms) + desk.style.score.overset * sum(
        preferred_cells(story, desk) for story in plan.unplaced
    )
    return cost / max(1.0, room)


def _with(edition: Edition, article: Article) -> Edition:
    return edition._replace(articles=tuple(article if one.id == article.id else one for one in edition.articles))


def _reads_well(article: Article, at: int, style: Style) -> bool:
    least = LEAST_LINES * style.grid.characters
    return min(sum(ems_of(block.text) for block in part) for part in (article.body[:at], article.body[at:])) >= least


def _misfit(article: Article, loads: Loads) -> float:
    """How badly the two pages of an article that jumps are filled by it, in cells."""
    here, there = loads.shares(article)
    total = sum(len(block.text) for block in article.body)
    before = sum(len(block.text) for block in article.body[: article.jump_at]) / max(1, total)
    misfit = loads.misfit(article.page_no, article, here) + loads.misfit(article.jump, article, there)
    return misfit + abs(before - JUMP_SHARE) * OFF_SHARE


def _with_a_jump(edition: Edition, page: PageSpec, loads: Loads, desks: Desks, plans: Plans) -> Edition:
    """An edition in; the same out, or if copy of the page would be cut, and less with one of its stories parted, and none
    for that elsewhere, the edition with that story parted."""
    style = loads.style(page.no)
    if page.plan or page.no in loads.locks or not _jumps(style):
        return edition
    means = style.makeup.too_much
    before = means[: means.index("jump")]
    if loads.load(page.no) <= (FAR_OVER if before else 1.0) * FULL * loads.room[page.no]:
        return edition
    if means[-1] == "jump":
        before = means  # the same plan, by which the page is made if nothing jumps

    def lost(*attempts: Attempt) -> list[int]:
        made = zip(plans(attempts), attempts, strict=True)
        return [lost_cells(plan, attempt.desk(desks)) for plan, attempt in made]

    jumpers = tuple(islice(_jumpers(edition, page, loads), MOST_TRIED))
    best, least = edition, lost(Attempt(edition, page, before))[0] if jumpers else 0
    for jumper in jumpers:
        if not least:
            break
        tried, other = _with(edition, jumper), edition.page(jumper.jump)
        if other:
            still, there, there_before = lost(*(Attempt(*one, before) for one in ((tried, page), (tried, other), (edition, other))))
            if still < least and there <= there_before:
                best, least = tried, still
    for article in best.articles:
        loads.add(article)
    return best


def _jumpers(edition: Edition, page: PageSpec, loads: Loads) -> Iterator[Article]:
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


def lost_cells(plan: PagePlan, desk: Desk) -> int:
    """The cells of copy that have no room on a page as it is planned."""
    cut = sum(slot.region.columns * max(0, slot.variant.lines - slot.region.lines) for slot in plan.slots)
    return cut + sum(preferred_cells(story, desk) for story in plan.unplaced)


def _may_jump(article: Article, style: Style) -> bool:
    tied = article.jump or article.box or article.group or article.vertical or article.sidebars or article.pin
    long = sum(ems_of(block.text) for block in article.body) >= 2 * LEAST_LINES * style.grid.characters
    return not tied and long and article.rank <= 3 and article.kind in ("news", "feature")
