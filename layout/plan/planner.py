"""Plan one page: its stories in, a `PagePlan` out.

Masthead and advertisements cut the type area first; what is left is one rectangle, or two about an advertisement in
a corner, and the search fills them with the stories. An editor's own plan (`[[pages]] plan`) comes before the search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from editions.diagnostic import Diagnostic
from editions.model import Edition, PageSpec
from layout import messages
from layout.grid import Region
from layout.plan.copyfit import LOOSEST_WHITE, OVERSET_LINE, WHITE_CELL, Desk, inner_columns, variants
from layout.plan.ear import part_ear
from layout.plan.lock import keep_lock
from layout.plan.slicing import SplitCost, Table
from layout.plan.types import AdSlot, PagePlan, Slot, Variant
from layout.plan.vertical import least_lines, standing_variants
from layout.stories import Part, Story, stories_of, vertical_of

MOST_BLOCKS = 8  # exact search; beyond that small stories are run together in columns
INFINITE = float("inf")
LEAST_TEXT = 3  # grid lines of a story that is overset, besides its head
LEAST_LINES = 4  # of a rectangle that holds a story
MOST_PARTITIONS = 6
MEMBERS = 6  # of stories run together, as long as the blocks suffice
THROUGH_GUTTER = 1e7  # a gutter through the whole height (通缝), where there is no other way
INVERTED = 5.0  # a story above one of a higher rank, by rank
BESIDE_AD = 60.0  # a gutter through the whole height beside an advertisement
FILLED = 0.01  # of the cells white: below that no filler is tried


def plan_page(edition: Edition, spec: PageSpec, desk: Desk, *, first: bool) -> tuple[PagePlan, tuple[Diagnostic, ...]]:
    """A page of an edition in, its plan and what could not be done as asked out. `first`: it carries the masthead."""
    ear, stories, problems = part_ear(edition, spec, stories_of(edition, spec.no), desk.style, first=first)
    plan, more = _plan_below(edition, spec, stories, desk, first=first)
    if ear is not None:
        slots = (_slot(ear.story, ear.region, desk),) if ear.story else ()
        ads = (ear.ad,) if ear.ad else ()
        plan = replace(plan, slots=(*slots, *plan.slots), ads=(*ads, *plan.ads), masthead_columns=ear.region.column)
    return plan, (*problems, *more)


def _plan_below(
    edition: Edition, spec: PageSpec, stories: tuple[Story, ...], desk: Desk, *, first: bool
) -> tuple[PagePlan, tuple[Diagnostic, ...]]:
    grid = desk.style.grid
    masthead = desk.style.masthead.lines if first else 0
    ads, problems = _place_ads(edition, spec, desk, masthead)
    if spec.plan:
        own, faults = _own_plan(spec, stories, ads, desk, masthead)
        problems += faults
        if own is not None:
            return PagePlan(spec.no, own, ads, masthead), problems
    if spec.lock is not None:
        locked, faults = _beside_locked(edition, spec, _merged(stories), ads, desk, masthead)
        problems += faults
        if locked is not None:
            return PagePlan(spec.no, locked, ads, masthead), problems
    partitions = partitions_around(
        Region(0, masthead, grid.columns, grid.lines - masthead), tuple(slot.region for slot in ads)
    )
    if not stories or not partitions:
        return PagePlan(spec.no, (), ads, masthead, stories), problems
    blocks = _merged(stories)
    if len(blocks) < len(stories):
        problems += (messages.TOO_MANY_STORIES.at(spec.span, page=spec.no, count=len(stories)),)
    unplaced: tuple[Story, ...] = ()
    found = _search(blocks, partitions, desk)
    while found is None and len(blocks) > 1:
        blocks, unplaced = blocks[:-1], (blocks[-1], *unplaced)
        found = _search(blocks, partitions, desk)
    if found is None:
        return PagePlan(spec.no, (), ads, masthead, stories), problems
    slots, cost = found
    cells = sum(region.columns * region.lines for region in partitions[0])
    for filler in _fillers(edition, spec):
        if unplaced or len(blocks) >= MOST_BLOCKS or _white(slots) <= FILLED * cells:
            break
        fuller = _search((*blocks, filler), partitions, desk)
        if fuller is not None and fuller[1] < cost:
            blocks, (slots, cost) = (*blocks, filler), fuller
    return PagePlan(spec.no, slots, ads, masthead, unplaced), problems


def _beside_locked(
    edition: Edition, spec: PageSpec, blocks: Sequence[Story], ads: Sequence[AdSlot], desk: Desk, masthead: int
) -> tuple[tuple[Slot, ...] | None, tuple[Diagnostic, ...]]:
    """The slots of a page with a lock, new stories in the places of those that went; None if the lock cannot be kept."""
    fillers = _fillers(edition, spec)
    kept, problems = keep_lock(spec, blocks, fillers, ads, desk.style, masthead)
    if kept is None:
        return None, problems
    slots = tuple(_slot(story, region, desk) for story, region in kept.stories)
    if not kept.others:
        return slots, problems
    found = _search(kept.others, [kept.free], desk) if kept.free else None
    if found is None:
        names = ", ".join(story.id for story in kept.others)
        return None, (*problems, messages.LOCK_DROPPED.at(spec.span, page=spec.no, articles=names))
    return (*slots, *found[0]), problems


def _white(slots: Sequence[Slot]) -> int:
    return sum(max(0, slot.region.lines - slot.variant.lines) * slot.region.columns for slot in slots)


def _fillers(edition: Edition, spec: PageSpec) -> tuple[Story, ...]:
    """The fillers that this page may use: every page has its own share, so that none is printed twice."""
    place = [page.no for page in edition.pages].index(spec.no)
    mine = edition.fillers[place :: len(edition.pages)]
    return tuple(
        Story(filler.id, 5, (Part(filler, 0, len(filler.body)),), filler.headline, filler.label, filler.box, vertical=vertical_of(filler))
        for filler in mine
    )


def _place_ads(
    edition: Edition, spec: PageSpec, desk: Desk, masthead: int
) -> tuple[tuple[AdSlot, ...], tuple[Diagnostic, ...]]:
    grid = desk.style.grid
    placed: list[AdSlot] = []
    problems: list[Diagnostic] = []
    for ad in (ad for ad in edition.ads if ad.page_no == spec.no and not ad.ear):
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


def partitions_around(free: Region, taken: Sequence[Region]) -> list[tuple[Region, ...]]:
    """The ways to cut a region into rectangles about what is taken in it, those with the fewest rectangles; no
    rectangle is lower than `LEAST_LINES`."""
    found = sorted(set(_cut(free, tuple(taken))), key=lambda regions: (len(regions), regions))
    useful = [tuple(region for region in regions if region.lines >= LEAST_LINES) for regions in found]
    useful = [regions for regions in dict.fromkeys(useful) if regions]
    fewest = min((len(regions) for regions in useful), default=0)
    return [regions for regions in useful if len(regions) == fewest][:MOST_PARTITIONS]


def _cut(region: Region, taken: tuple[Region, ...]) -> list[tuple[Region, ...]]:
    inside = tuple(other for other in taken if other.overlaps(region))
    if not inside:
        return [(region,)]
    found: list[tuple[Region, ...]] = []
    for line in sorted({edge for other in inside for edge in (other.line, other.end_line)}):
        if region.line < line < region.end_line and not any(o.line < line < o.end_line for o in inside):
            above = Region(region.column, region.line, region.columns, line - region.line)
            below = Region(region.column, line, region.columns, region.end_line - line)
            found += [a + b for a in _cut(above, inside) for b in _cut(below, inside)]
    for column in sorted({edge for other in inside for edge in (other.column, other.end_column)}):
        if region.column < column < region.end_column and not any(o.column < column < o.end_column for o in inside):
            left = Region(region.column, region.line, column - region.column, region.lines)
            right = Region(column, region.line, region.end_column - column, region.lines)
            found += [a + b for a in _cut(left, inside) for b in _cut(right, inside)]
    return found if found else [()]


def _merged(stories: Sequence[Story]) -> tuple[Story, ...]:
    """At most `MOST_BLOCKS` blocks where that can be: as few as possible of the lowest in rank, without pictures, run
    together as groups."""
    if len(stories) <= MOST_BLOCKS:
        return tuple(stories)
    small = [
        story
        for story in stories
        if not (story.is_group or story.lead.pictures or story.lead.sidebars or story.box or story.label or story.vertical)
    ]
    groups, members = 1, 0
    for groups in range(1, MOST_BLOCKS + 1):
        members = min(len(small), len(stories) - MOST_BLOCKS + groups)
        if members <= MEMBERS * groups:
            break
    loose = small[len(small) - members :]
    kept = [story for story in stories if story not in loose]
    merged = []
    for number in range(groups):
        together = loose[number * len(loose) // groups : (number + 1) * len(loose) // groups]
        if together:
            parts = tuple(part for story in together for part in story.parts)
            merged.append(Story("+".join(story.id for story in together), max(s.rank for s in together), parts, is_group=True))
    return (*kept, *merged)


def _search(
    blocks: Sequence[Story], partitions: Sequence[tuple[Region, ...]], desk: Desk
) -> tuple[tuple[Slot, ...], float] | None:
    """The cheapest plan over all ways to cut the page, with its cost; first with pages that fill, then with any white
    and with overset. None if the blocks do not go in at all."""
    if len(blocks) > MOST_BLOCKS + 1:
        return _search_in_bands(blocks, max(partitions[0], key=lambda region: region.columns * region.lines), desk)
    columns = max(region.columns for regions in partitions for region in regions)
    lines = max(region.lines for regions in partitions for region in regions)
    ranks = [story.rank for story in blocks]
    for desperate in (False, True):
        costs = [_costs(story, columns, lines, desk, desperate) for story in blocks]
        table = Table(costs, columns, lines, _stack_cost(ranks), _side_cost(ranks))
        found = [share for regions in partitions if (share := _share_out(table, len(blocks), regions)) is not None]
        if found:
            cost, parts = min(found, key=lambda share: share[0])
            placements = [
                placement
                for region, subset in parts
                for placement in table.trace(subset, region, root=len(parts) == 1 and cost < THROUGH_GUTTER)
            ]
            return tuple(_slot(blocks[p.block], p.region, desk) for p in placements), cost
    return None


def _search_in_bands(
    blocks: Sequence[Story], region: Region, desk: Desk
) -> tuple[tuple[Slot, ...], float] | None:
    """More blocks than one search can hold: bands above one another, the higher ranks above, each searched alone; the
    heights of the bands are those that cost least together."""
    count = -(-len(blocks) // MOST_BLOCKS)
    bands = [blocks[number * len(blocks) // count : (number + 1) * len(blocks) // count] for number in range(count)]
    tables = []
    for band in bands:
        ranks = [story.rank for story in band]
        costs = [_costs(story, region.columns, region.lines, desk, True) for story in band]
        tables.append(Table(costs, region.columns, region.lines, _stack_cost(ranks), _side_cost(ranks)))
    # best[h]: cost and heights of the bands so far in h lines.
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for band, table in zip(bands, tables, strict=True):
        full = (1 << len(band)) - 1
        after: dict[int, tuple[float, tuple[int, ...]]] = {}
        for used, (so_far, heights) in best.items():
            for lines in range(LEAST_LINES, region.lines - used + 1):
                cost = so_far + table.cost(full, region.columns, lines)
                if cost < after.get(used + lines, (INFINITE,))[0]:
                    after[used + lines] = (cost, (*heights, lines))
        best = after
    if region.lines not in best:
        return None
    cost, heights = best[region.lines]
    slots, line = [], region.line
    for band, table, lines in zip(bands, tables, heights, strict=True):
        place = Region(region.column, line, region.columns, lines)
        slots += [_slot(band[p.block], p.region, desk) for p in table.trace((1 << len(band)) - 1, place)]
        line += lines
    return tuple(slots), cost


def _share_out(
    table: Table, count: int, regions: tuple[Region, ...]
) -> tuple[float, list[tuple[Region, int]]] | None:
    """The cheapest way to share the blocks out over rectangles, the lead (block 0) in the uppermost: its cost and
    the subset of each. A rectangle may stay empty, at the cost of its white."""
    full = (1 << count) - 1
    if len(regions) == 1:
        (region,) = regions
        cost = table.root_cost(full, region.columns, region.lines)
        if cost == INFINITE:
            cost = THROUGH_GUTTER + table.cost(full, region.columns, region.lines)
        return (cost, [(region, full)]) if cost < INFINITE else None
    first = min(regions, key=lambda region: (region.line, -region.columns * region.lines))
    # best[s]: cost and choices for the rectangles so far and the blocks in s.
    best: dict[int, tuple[float, list[tuple[Region, int]]]] = {0: (0.0, [])}
    for region in sorted(regions, key=lambda region: region is not first):
        white = WHITE_CELL * 1.5 * region.columns * region.lines
        after: dict[int, tuple[float, list[tuple[Region, int]]]] = {}
        for done, (so_far, choices) in best.items():
            rest = full ^ done
            part = rest
            while True:
                if region is not first or part & 1:
                    cost = so_far + (table.cost(part, region.columns, region.lines) if part else white)
                    if cost < after.get(done | part, (INFINITE,))[0]:
                        after[done | part] = (cost, [*choices, (region, part)])
                if not part:
                    break
                part = (part - 1) & rest
        best = after
    found = best.get(full)
    if found is None or not _parted_through(regions):
        return found
    return (found[0] + BESIDE_AD, found[1])


def _parted_through(regions: tuple[Region, ...]) -> bool:
    """Whether all rectangles lie left or right of one gutter, which then runs through the whole height (通缝)."""
    return any(
        all(region.end_column <= column or region.column >= column for region in regions)
        for column in {region.column for region in regions if region.column}
    )


def _costs(story: Story, widest: int, highest: int, desk: Desk, desperate: bool) -> list[list[float]]:
    """Cost by width and height: exact variants and a little white below them; if `desperate` any white at all, and
    overset."""
    found = [[INFINITE] * (highest + 1)]
    for columns in range(1, widest + 1):
        row = [INFINITE] * (highest + 1)
        for variant in _variants(story, columns, 4 * highest if desperate else highest, desk):
            furthest = highest if desperate else min(highest, variant.lines + LOOSEST_WHITE)
            for lines in range(variant.lines, furthest + 1):
                cost = variant.cost + WHITE_CELL * columns * (lines - variant.lines) * 1.5
                row[lines] = min(row[lines], cost)
            if desperate:
                for lines in range(_least_lines(variant), min(variant.lines, highest + 1)):
                    cost = variant.cost + OVERSET_LINE + OVERSET_LINE * (variant.lines - lines) * columns / 10
                    row[lines] = min(row[lines], cost)
        if desperate:
            # The last resort of a page that holds too much: any height at all.
            for lines in range(LEAST_LINES, highest + 1):
                row[lines] = min(row[lines], 1e5 + 1e3 * max(0, 12 - lines))
        found.append(row)
    return found


def _variants(story: Story, columns: int, limit: int, desk: Desk) -> tuple[Variant, ...]:
    return (standing_variants if story.vertical else variants)(story, columns, limit, desk)


def _least_lines(variant: Variant) -> int:
    body = max((*variant.taken(), 0)) + LEAST_TEXT
    return max(variant.head_lines + variant.inset + body, least_lines(variant))


def _slot(story: Story, region: Region, desk: Desk) -> Slot:
    """The variant for a rectangle: the cheapest that fits it with white at its foot, else the one that loses least."""
    options = _variants(story, region.columns, 4 * max(region.lines, desk.style.grid.lines), desk)
    fitting = [v for v in options if v.lines <= region.lines]
    able = [v for v in options if _least_lines(v) <= region.lines]
    if story.vertical and not (fitting or able):
        # What should stand does not go into the height: it lies, which composing says.
        return _slot(replace(story, vertical=""), region, desk)
    if fitting:
        best = min(fitting, key=lambda v: v.cost + WHITE_CELL * 1.5 * region.columns * (region.lines - v.lines))
    elif options:
        best = min(able or options, key=lambda v: (v.lines * region.columns, v.cost))
    else:
        inner, measure, _ = inner_columns(story, region.columns, desk.style)[0]
        size = min(desk.style.headline.sizes(story.rank))
        best = Variant(region.columns, region.lines, inner, measure, size, False, 0, inset=2 if story.box else 0)
    return Slot(story, region, best)


def _stack_cost(ranks: Sequence[int]) -> SplitCost:
    """What it costs to stand above one another: the lead (block 0) stands on top, rank falls downwards; every pair
    that stands the wrong way round counts."""

    @cache
    def cost(first: int, second: int) -> float:
        if second & 1:
            return INFINITE
        above = [rank for number, rank in enumerate(ranks) if first >> number & 1]
        below = [rank for number, rank in enumerate(ranks) if second >> number & 1]
        return INVERTED * sum(max(0, upper - lower) for upper in above for lower in below)

    return cost


def _side_cost(ranks: Sequence[int]) -> SplitCost:
    """What it costs to stand side by side: headlines of a size clash (碰题), the lead stands on the left."""

    def cost(first: int, second: int) -> float:
        left, right = _best_rank(first, ranks), _best_rank(second, ranks)
        clash = 7.0 if left == right and left < 5 else 3.0 if abs(left - right) == 1 else 1.0
        return clash + 3.0 * max(0, left - right) + (6.0 if second & 1 else 0.0)

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
        if any(slot.story.id == story_found.id for slot in slots):
            problems.append(messages.PLAN_TWICE.at(fixed.span, page=spec.no, article=fixed.article))
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


