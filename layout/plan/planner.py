"""Plan one page: its stories in, a `PagePlan` out.

Masthead and advertisements cut the type area first; what is left is one rectangle, or two about an advertisement in
a corner, and the search fills them with the stories. An editor's own plan (`[[pages]] plan`) comes before the search.
"""

from __future__ import annotations

from collections.abc import Sequence

from editions.diagnostic import Diagnostic
from editions.model import Edition, PageSpec
from layout import messages
from layout.grid import Region
from layout.plan.copyfit import LOOSEST_WHITE, OVERSET_LINE, WHITE_CELL, Desk, inner_columns, variants
from layout.plan.slicing import Placement, SplitCost, Table
from layout.plan.types import AdSlot, PagePlan, Slot, Variant
from layout.stories import Part, Story, stories_of

MOST_BLOCKS = 8  # exact search; beyond that small stories are run together in columns
INFINITE = float("inf")
LEAST_TEXT = 3  # grid lines of a story that is overset, besides its head
FILLED = 0.01  # of the cells white: below that no filler is tried


def plan_page(edition: Edition, spec: PageSpec, desk: Desk, *, first: bool) -> tuple[PagePlan, tuple[Diagnostic, ...]]:
    """A page of an edition in, its plan and what could not be done as asked out. `first`: it carries the masthead."""
    stories = stories_of(edition, spec.no)
    grid = desk.style.grid
    masthead = desk.style.masthead.lines if first else 0
    ads, problems = _place_ads(edition, spec, desk, masthead)
    if spec.plan:
        slots, found = _own_plan(spec, stories, ads, desk, masthead)
        problems += found
        if slots is not None:
            return PagePlan(spec.no, slots, ads, masthead), problems
    free, corner = _free_region(ads, masthead, grid.columns, grid.lines)
    if not stories or free.lines <= 0:
        return PagePlan(spec.no, (), ads, masthead, stories), problems
    blocks = _merged(stories)
    if len(blocks) < len(stories):
        problems += (messages.TOO_MANY_STORIES.at(spec.span, page=spec.no, count=len(stories)),)
    slots, cost = _search(blocks, free, corner, desk)
    for filler in _fillers(edition, spec):
        if len(blocks) >= MOST_BLOCKS or _white(slots) <= FILLED * free.columns * free.lines:
            break
        fuller, fuller_cost = _search((*blocks, filler), free, corner, desk)
        if fuller_cost < cost:
            blocks, slots, cost = (*blocks, filler), fuller, fuller_cost
    return PagePlan(spec.no, slots, ads, masthead), problems


def _white(slots: Sequence[Slot]) -> int:
    return sum(max(0, slot.region.lines - slot.variant.lines) * slot.region.columns for slot in slots)


def _fillers(edition: Edition, spec: PageSpec) -> tuple[Story, ...]:
    """The fillers that this page may use: every page has its own share, so that none is printed twice."""
    place = [page.no for page in edition.pages].index(spec.no)
    mine = edition.fillers[place :: len(edition.pages)]
    return tuple(
        Story(filler.id, 5, (Part(filler, 0, len(filler.body)),), filler.headline, filler.label, filler.box)
        for filler in mine
    )


def _place_ads(
    edition: Edition, spec: PageSpec, desk: Desk, masthead: int
) -> tuple[tuple[AdSlot, ...], tuple[Diagnostic, ...]]:
    grid = desk.style.grid
    placed: list[AdSlot] = []
    problems: list[Diagnostic] = []
    for ad in (ad for ad in edition.ads if ad.page_no == spec.no):
        column = ad.place.column - 1 if ad.place else grid.columns - ad.columns
        line = ad.place.line - 1 if ad.place else min((s.region.line for s in placed), default=grid.lines) - ad.lines
        region = Region(column, line, ad.columns, ad.lines)
        inside = column >= 0 and line >= masthead and region.end_column <= grid.columns and region.end_line <= grid.lines
        if inside and ad.columns and ad.lines and not any(region.overlaps(other.region) for other in placed):
            placed.append(AdSlot(ad, region))
        else:
            problems.append(
                messages.AD_TOO_LARGE.at(ad.span, page=spec.no, file=ad.file, columns=ad.columns, lines=ad.lines)
            )
    return tuple(placed), tuple(problems)


def _free_region(ads: Sequence[AdSlot], masthead: int, columns: int, lines: int) -> tuple[Region, Region | None]:
    """What is left under the masthead: the region, and in it a corner that advertisements take (their common frame)."""
    top, bottom = masthead, lines
    partial: list[Region] = []
    for slot in sorted(ads, key=lambda slot: -slot.region.end_line):
        region = slot.region
        if region.columns == columns and region.end_line == bottom:
            bottom = region.line
        elif region.columns == columns and region.line == top:
            top = region.end_line
        else:
            partial.append(region)
    free = Region(0, top, columns, bottom - top)
    if not partial:
        return free, None
    column = min(region.column for region in partial)
    line = min(region.line for region in partial)
    end_column = max(region.end_column for region in partial)
    end_line = max(region.end_line for region in partial)
    # A corner is what the search can go around: the frame is pushed to the nearer side and to the foot.
    if column > columns - end_column:
        end_column = columns
    else:
        column = 0
    if line - top < bottom - end_line:
        line = top
    else:
        end_line = bottom
    return free, Region(column, line, end_column - column, end_line - line)


def _merged(stories: Sequence[Story]) -> tuple[Story, ...]:
    """At most `MOST_BLOCKS` blocks: beyond that the lowest in rank without pictures run together as groups."""
    if len(stories) <= MOST_BLOCKS:
        return tuple(stories)
    small = [story for story in stories if not story.is_group and not story.lead.pictures and not story.box]
    groups = max(1, MOST_BLOCKS - (len(stories) - len(small)))
    while len(stories) - len(small) + groups > MOST_BLOCKS and groups > 1:
        groups -= 1
    keep = max(0, MOST_BLOCKS - groups - (len(stories) - len(small)))
    loose = small[keep:]
    kept = [story for story in stories if story not in loose]
    groups = max(1, min(groups, 1 + len(loose) // 4, MOST_BLOCKS - len(kept)))
    merged = []
    for number in range(groups):
        members = loose[number * len(loose) // groups : (number + 1) * len(loose) // groups]
        if members:
            parts = tuple(part for story in members for part in story.parts)
            merged.append(Story("+".join(story.id for story in members), max(s.rank for s in members), parts))
    return (*kept, *merged)


def _search(
    blocks: Sequence[Story], free: Region, corner: Region | None, desk: Desk
) -> tuple[tuple[Slot, ...], float]:
    for desperate in (False, True):
        costs = [_costs(story, free, desk, desperate) for story in blocks]
        lead = 0
        ranks = [story.rank for story in blocks]
        table = Table(costs, free.columns, free.lines, _stack_cost(ranks, lead), _side_cost(ranks, lead))
        full = (1 << len(blocks)) - 1
        found = _whole(table, full, free) if corner is None else _around(table, full, free, corner, lead)
        if found is not None:
            placements, cost = found
            return tuple(_slot(blocks[p.block], p.region, desk) for p in placements), cost
    raise AssertionError("a page that even white and overset do not fill")


def _whole(table: Table, full: int, free: Region) -> tuple[list[Placement], float] | None:
    cost = table.root_cost(full, free.columns, free.lines)
    return (table.trace(full, free, root=True), cost) if cost < INFINITE else None


def _around(
    table: Table, full: int, free: Region, corner: Region, lead: int
) -> tuple[list[Placement], float] | None:
    """The page about a corner: a full-width part above or below it and one beside it, or the other way round."""
    beside_column = 0 if corner.column else corner.end_column
    beside_width = free.columns - corner.columns
    at_foot = corner.end_line == free.end_line
    other_lines = free.lines - corner.lines
    other_line = free.line if at_foot else corner.end_line
    wide = (
        Region(0, other_line, free.columns, other_lines),
        Region(beside_column, corner.line, beside_width, corner.lines),
    )
    tall = (
        Region(beside_column, free.line, beside_width, free.lines),
        Region(corner.column, other_line, corner.columns, other_lines),
    )
    best: tuple[float, list[Placement]] | None = None
    for one, two in (wide, tall):
        if not all(region.columns > 0 and region.lines > 0 for region in (one, two)):
            continue
        for first in range(full, 0, -1):
            if not first >> lead & 1:
                continue
            second = full ^ first
            cost = table.cost(first, one.columns, one.lines) + table.cost(second, two.columns, two.lines)
            if not second:
                cost += WHITE_CELL * two.columns * two.lines
            if cost < INFINITE and (best is None or cost < best[0] - 1e-6):
                best = (cost, table.trace(first, one) + table.trace(second, two))
    return (best[1], best[0]) if best else None


def _costs(story: Story, free: Region, desk: Desk, desperate: bool) -> list[list[float]]:
    """Cost by width and height: exact variants and a little white below them; if `desperate` any white at all, and
    overset."""
    found = [[INFINITE] * (free.lines + 1)]
    for columns in range(1, free.columns + 1):
        row = [INFINITE] * (free.lines + 1)
        for variant in variants(story, columns, free.lines if not desperate else 4 * free.lines, desk):
            furthest = free.lines if desperate else min(free.lines, variant.lines + LOOSEST_WHITE)
            for lines in range(variant.lines, furthest + 1):
                cost = variant.cost + WHITE_CELL * columns * (lines - variant.lines) * 1.5
                row[lines] = min(row[lines], cost)
            if desperate:
                least = _least_lines(variant)
                for lines in range(least, min(variant.lines, free.lines + 1)):
                    cost = variant.cost + OVERSET_LINE + OVERSET_LINE * (variant.lines - lines) * columns / 10
                    row[lines] = min(row[lines], cost)
        if desperate and columns == free.columns:
            # The last resort of a page that holds too much: any height of four lines and more.
            for lines in range(4, free.lines + 1):
                row[lines] = min(row[lines], 1e5 + 1e3 * max(0, 12 - lines))
        found.append(row)
    return found


def _least_lines(variant: Variant) -> int:
    return variant.head_lines + variant.inset + max((*variant.taken(), 0)) + LEAST_TEXT


def _slot(story: Story, region: Region, desk: Desk) -> Slot:
    """The variant for a rectangle: the cheapest that fits it with white at its foot, else the one that loses least."""
    options = variants(story, region.columns, 4 * max(region.lines, desk.style.grid.lines), desk)
    fitting = [v for v in options if v.lines <= region.lines]
    if fitting:
        best = min(fitting, key=lambda v: v.cost + WHITE_CELL * 1.5 * region.columns * (region.lines - v.lines))
    elif options:
        able = [v for v in options if _least_lines(v) <= region.lines] or list(options)
        best = min(able, key=lambda v: (v.lines * region.columns, v.cost))
    else:
        inner, measure, _ = inner_columns(story, region.columns, desk.style)[0]
        size = min(desk.style.headline.sizes(story.rank))
        best = Variant(region.columns, region.lines, inner, measure, size, False, 0, inset=2 if story.box else 0)
    return Slot(story, region, best)


def _stack_cost(ranks: Sequence[int], lead: int) -> SplitCost:
    def cost(first: int, second: int) -> float:
        if second >> lead & 1:
            return INFINITE
        return 14.0 * max(0, _best_rank(first, ranks) - _best_rank(second, ranks))

    return cost


def _side_cost(ranks: Sequence[int], lead: int) -> SplitCost:
    def cost(first: int, second: int) -> float:
        left, right = _best_rank(first, ranks), _best_rank(second, ranks)
        clash = 7.0 if left == right and left < 5 else 3.0 if abs(left - right) == 1 else 1.0
        return clash + 3.0 * max(0, left - right) + (6.0 if second >> lead & 1 else 0.0)

    return cost


def _best_rank(subset: int, ranks: Sequence[int]) -> int:
    return min(rank for number, rank in enumerate(ranks) if subset >> number & 1)


def _own_plan(
    spec: PageSpec, stories: Sequence[Story], ads: Sequence[AdSlot], desk: Desk, masthead: int
) -> tuple[tuple[Slot, ...] | None, tuple[Diagnostic, ...]]:
    """The editor's rectangles as slots; None if they do not serve for the whole page."""
    by_id = {story.id: story for story in stories}
    for story in stories:
        for part in story.parts:
            by_id.setdefault(part.article.id, story)
    slots: list[Slot] = []
    problems: list[Diagnostic] = []
    grid = desk.style.grid
    taken = [slot.region for slot in ads]
    for fixed in spec.plan:
        story_found = by_id.get(fixed.article)
        region = Region(fixed.place.column - 1, fixed.place.line - 1, fixed.columns, fixed.lines)
        if story_found is None:
            problems.append(messages.PLAN_STORY.at(fixed.span, page=spec.no, article=fixed.article))
            continue
        outside = region.column < 0 or region.line < masthead
        outside = outside or region.end_column > grid.columns or region.end_line > grid.lines
        if outside or region.columns < 1 or region.lines < 4 or any(region.overlaps(other) for other in taken):
            problems.append(
                messages.PLAN_OUTSIDE.at(
                    fixed.span, page=spec.no, article=fixed.article, columns=grid.columns, lines=grid.lines
                )
            )
            continue
        taken.append(region)
        slots.append(_slot(story_found, region, desk))
    planned = {slot.story.id for slot in slots}
    absent = [story.id for story in stories if story.id not in planned]
    if problems:
        return None, tuple(problems)
    if absent:
        return None, (messages.PLAN_INCOMPLETE.at(spec.span, page=spec.no, articles=", ".join(absent)),)
    return tuple(slots), ()


