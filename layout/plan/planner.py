"""Plan one page: its stories in, a `PagePlan` out.

Masthead and advertisements cut the type area first; the search fills the rectangles that are left with the stories. An
editor's own plan (`[[pages]] plan`) and an accepted one (plan.lock.toml) come before the search.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from editions.diagnostic import Diagnostic
from editions.model import Ad, Edition, PageSpec
from layout import messages
from layout.desk import Desk
from layout.grid import Region
from layout.memory import remembering
from layout.plan.blocks import page_blocks, slot_in
from layout.plan.ear import part_ear
from layout.plan.filling import Copy, Filled, fill, say_held
from layout.plan.locked import plan_locked
from layout.plan.pins import NO_PAGE, dropped, grounds_about, loosen, unkept
from layout.plan.regions import serves
from layout.plan.search import Arrangement, Fixture
from layout.plan.types import AdSlot, PagePlan, Slot
from layout.stories import Story, filler_on, stories_of
from layout.style import GridStyle

MUCH_WHITE = 0.02  # of a page: then it is asked what pins have to do with it
PIN_WHITE = 0.05  # of a page: so much white for its pins is said
DIFFERENT = 0.2  # of the cells that have another story: what makes a choice


@remembering(32)
def plan_page(edition: Edition, spec: PageSpec, desk: Desk, *, first: bool) -> tuple[PagePlan, tuple[Diagnostic, ...]]:
    """A page of an edition in, its plan and what could not be done as asked out. `first`: it carries the masthead."""
    plans, problems = plan_choices(edition, spec, desk, first=first, count=1)
    return plans[0], problems


def plan_choices(
    edition: Edition, spec: PageSpec, desk: Desk, *, first: bool, count: int
) -> tuple[tuple[PagePlan, ...], tuple[Diagnostic, ...]]:
    """The same with up to `count` plans, the best first, different enough to be a choice."""
    ear, stories, problems = part_ear(edition, spec, stories_of(edition, spec.no), desk.style, first=first)
    plans, more = _plan_below(edition, spec, stories, desk, first=first, count=count)
    if ear is not None:
        slots = (slot_in(ear.story, ear.region, desk),) if ear.story else ()
        ads = (ear.ad,) if ear.ad else ()
        plans = tuple(
            plan._replace(slots=(*slots, *plan.slots), ads=(*ads, *plan.ads), masthead_columns=ear.region.column)
            for plan in plans
        )
    problems += more
    return plans, (*problems, *unkept(spec, plans[0], problems))


def _plan_below(
    edition: Edition, spec: PageSpec, stories: tuple[Story, ...], desk: Desk, *, first: bool, count: int
) -> tuple[tuple[PagePlan, ...], tuple[Diagnostic, ...]]:
    """The plans of what stands below the masthead."""
    masthead = desk.style.masthead.lines if first else 0
    ads, problems = _place_ads(edition, spec, desk, masthead)
    fixture = Fixture(ads, masthead, _related(stories))
    fillers = _fillers(edition, spec)
    given, faults = _given(spec, stories, fillers, fixture, desk)
    problems += faults
    if given is not None:
        return (given,), problems
    page = Region(0, masthead, desk.style.grid.columns, desk.style.grid.lines - masthead)
    stories, unpinned = loosen(spec, stories, page, [slot.region for slot in ads], desk)
    blocks = page_blocks(stories, desk)
    problems += unpinned
    if len(blocks) < len(stories):
        problems += (messages.TOO_MANY_STORIES.at(spec.span, page=spec.no, count=len(stories)),)
    filled, faults = _filled(spec, blocks, fillers, page, fixture, desk)
    problems += (*faults, *say_held(spec, filled.held))
    found, unplaced = filled.found, filled.unplaced
    if not found:
        return (PagePlan(spec.no, (), ads, masthead, unplaced or stories),), problems
    if found[0].stopped:
        problems += (messages.SEARCH_STOPPED.at(spec.span, page=spec.no, steps=1000 * desk.style.score.steps),)
    choices = islice(_different(found, desk.style.grid.columns * desk.style.grid.lines), count)
    plans = (PagePlan(spec.no, choice.slots, ads, masthead, unplaced, choice.terms) for choice in choices)
    return tuple(plans), problems


def _given(
    spec: PageSpec, stories: tuple[Story, ...], fillers: tuple[Story, ...], fixture: Fixture, desk: Desk
) -> tuple[PagePlan | None, tuple[Diagnostic, ...]]:
    """The editor's own plan, else the one that was accepted; None where there is none or it does not serve."""
    problems: tuple[Diagnostic, ...] = ()
    ads, masthead = fixture.ads, fixture.masthead_lines
    if spec.plan:
        own, problems = _own_plan(spec, stories, ads, desk, masthead)
        if own is not None:
            return PagePlan(spec.no, own, ads, masthead), problems
    if spec.lock is not None:
        locked, faults = plan_locked(spec, stories, fillers, fixture, desk)
        problems += faults
        if locked is not None:
            return PagePlan(spec.no, locked.slots, ads, masthead, locked.left_out), problems
    return None, problems


def _filled(
    spec: PageSpec, blocks: tuple[Story, ...], fillers: tuple[Story, ...], page: Region, fixture: Fixture, desk: Desk
) -> tuple[Filled, tuple[Diagnostic, ...]]:
    """The page filled about its pinned stories; without their pins where nothing else can be placed about them. Where it is
    bad for them, that is said."""
    grounds, free = grounds_about(blocks, page, [slot.region for slot in fixture.ads], desk)
    filled = fill(Copy(tuple(free), fillers, tuple(grounds), fixture, desk))
    placed = [story for story in blocks if story not in free]
    if placed and not filled.found:
        # Better a page without the pin than one without the others.
        faults = tuple(dropped(spec, story.id, story.pin, NO_PAGE) for story in placed)
        return fill(_unpinned(blocks, placed, fillers, page, fixture, desk)), faults
    pinned = [story for story in blocks if story.pin]
    if pinned and filled.found and not _is_good(filled, MUCH_WHITE * page.columns * page.lines):
        without = fill(_unpinned(blocks, pinned, fillers, page, fixture, desk))
        return filled, tuple(_cost_of_pins(spec, pinned, filled, without, page))
    return filled, ()


def _unpinned(
    blocks: Sequence[Story], pinned: Sequence[Story], fillers: tuple[Story, ...], page: Region, fixture: Fixture, desk: Desk
) -> Copy:
    """A page's copy without the pins of some of its stories."""
    loose = tuple(story._replace(pin=None) if story in pinned else story for story in blocks)
    grounds, free = grounds_about(loose, page, [slot.region for slot in fixture.ads], desk)
    return Copy(free, fillers, grounds, fixture, desk)


def _is_good(filled: Filled, most_white: float) -> bool:
    return filled.found[0].fits and not filled.unplaced and filled.found[0].white <= most_white


def _cost_of_pins(
    spec: PageSpec, pinned: Sequence[Story], filled: Filled, free: Filled, page: Region
) -> Iterator[Diagnostic]:
    """The word that a page would be better without its pins."""
    cells = page.columns * page.lines
    white = filled.found[0].white
    cut = bool(filled.unplaced) or not filled.found[0].fits
    if not free.found or not _is_good(free, cells if cut else white - PIN_WHITE * cells):
        return
    less = 100 * (white - free.found[0].white) / cells
    gain, gain_zh = ("all copy goes in", "稿件都排得下") if cut else (f"{less:.1f} % less of it is white", f"留白少 {less:.1f}%")
    articles, span = "、".join(story.id for story in pinned), next(story.pin.span for story in pinned if story.pin)
    yield messages.PINS_COST.at(span, page=spec.no, articles=articles, gain=gain, gain_zh=gain_zh)


def _different(found: Sequence[Arrangement], cells: int) -> Iterator[Arrangement]:
    """The best of arrangements, and those that differ from every better one on the list."""
    chosen: list[Arrangement] = []
    for arrangement in found:
        if all(_difference(arrangement, other) >= DIFFERENT * cells for other in chosen):
            chosen.append(arrangement)
            yield arrangement


def _difference(one: Arrangement, other: Arrangement) -> int:
    """The cells in which another story stands."""
    places = {slot.story.id: slot.region for slot in other.slots}
    differing = 0
    for slot in one.slots:
        mine, theirs = slot.region, places.get(slot.story.id)
        across = down = 0
        if theirs is not None:
            across = max(0, min(mine.end_column, theirs.end_column) - max(mine.column, theirs.column))
            down = max(0, min(mine.end_line, theirs.end_line) - max(mine.line, theirs.line))
        differing += mine.columns * mine.lines - across * down
    return differing


def _related(stories: Sequence[Story]) -> tuple[tuple[str, str], ...]:
    """Pairs of stories that have one label (栏目) or belong to one group (组稿)."""
    marks = [(story.id, {story.label, *(part.article.group for part in story.parts)} - {""}) for story in stories]
    return tuple(
        (one, other) for at, (one, mine) in enumerate(marks) for other, theirs in marks[at + 1 :] if mine & theirs
    )


def _fillers(edition: Edition, spec: PageSpec) -> tuple[Story, ...]:
    """The fillers that this page may use: every page has its own share, so that none is printed twice; but what stands on
    a locked page is that page's."""
    homes = {fixed.article: page.no for page in edition.pages if page.lock for fixed in page.lock.stories}
    place = [page.no for page in edition.pages].index(spec.no)
    share = {filler.id for filler in edition.fillers[place :: len(edition.pages)]}
    mine = (filler for filler in edition.fillers if homes.get(filler.id, spec.no if filler.id in share else "") == spec.no)
    return tuple(filler_on(spec.no, filler) for filler in mine)


def _place_ads(
    edition: Edition, spec: PageSpec, desk: Desk, masthead: int
) -> tuple[tuple[AdSlot, ...], tuple[Diagnostic, ...]]:
    """The advertisements of a page, each in its place; those without one at the lower right, each above what is there, or
    beside it where there is no room above."""
    grid = desk.style.grid
    placed: list[AdSlot] = []
    problems: list[Diagnostic] = []
    ads = [ad for ad in edition.ads if ad.page_no == spec.no and not ad.ear]
    for ad in sorted(ads, key=lambda ad: ad.place is None):
        taken = [slot.region for slot in placed]
        if ad.place:
            region = Region(ad.place.column - 1, ad.place.line - 1, ad.columns, ad.lines)
        else:
            region = _lowest(ad, taken, masthead, grid)
        inside = region.column >= 0 and masthead <= region.line and region.end_column <= grid.columns
        inside = inside and region.end_line <= grid.lines
        if inside and ad.columns and ad.lines and not any(region.overlaps(other) for other in taken):
            placed.append(AdSlot(ad, region))
        else:
            problems.append(
                messages.AD_TOO_LARGE.at(
                    ad.span, page=spec.no, file=ad.file, columns=ad.columns, lines=ad.lines,
                    all_columns=grid.columns, all_lines=grid.lines, first=masthead + 1,
                )
            )  # fmt: skip
    return tuple(sorted(placed, key=lambda slot: ads.index(slot.ad))), tuple(problems)


def _lowest(ad: Ad, taken: Sequence[Region], masthead: int, grid: GridStyle) -> Region:
    """Where an advertisement without a place stands: the rightmost columns in which it goes in above what is taken."""
    regions = []
    for column in range(max(0, grid.columns - ad.columns), -1, -1):
        region = Region(column, grid.lines - ad.lines, ad.columns, ad.lines)
        while below := [other.line for other in taken if region.overlaps(other)]:
            region = region._replace(line=min(below) - ad.lines)
        regions.append(region)
    return next((region for region in regions if region.line >= masthead), regions[0])


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
        if not serves(region, taken, masthead, grid):
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
        slots.append(slot_in(story_found, region, desk))
    planned = {slot.story.id for slot in slots}
    absent = [story.id for story in stories if story.id not in planned]
    if problems:
        return None, tuple(problems)
    if absent:
        return None, (messages.PLAN_INCOMPLETE.at(spec.span, page=spec.no, articles=", ".join(absent)),)
    return tuple(slots), ()


