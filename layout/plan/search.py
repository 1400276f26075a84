"""Search: a page's stories and the rectangles that they may fill in, the best arrangements out.

First the separable cost is minimised exactly (`slicing`, `layouts`); then the cheapest few hundred layouts are ranked
with what needs the whole page (`score`). All budgets count steps, never seconds, so that a page is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

from layout.desk import Desk
from layout.grid import Region
from layout.plan.bands import best_bands
from layout.plan.blocks import STAGES, WAYS, Block, Corner, RankCuts, blocks_of, fixed_block, slot_in
from layout.plan.layouts import MOST_WAYS, Layout, OutOfStepsError, Page, Placement, layouts
from layout.plan.pinwheels import pinwheels
from layout.plan.regions import around, gutters_through
from layout.plan.score import LEAST_STORIES, page_terms, story_terms, through_gutters, with_pictures_apart
from layout.plan.slicing import UNIT, Table
from layout.plan.types import AdSlot, Slot, Term
from layout.stories import Story
from layout.style import ScoreStyle

LAST_STAGE = len(STAGES) - 1
FILLED = 0.003  # of the cells white: so full a page need not be searched for another way
MOST_PAGES = 60  # ways to cut a page that are searched, the cheapest
BANDED, LEAST_BANDED = 12 << 7, 3  # places of a pinned story about which bands are laid, by 2ⁿ for n blocks; at the least
ABSURD = 0.05  # of the cells, white beside copy that is cut: any rectangle is better
WORTH = 1200  # cells that a pinwheel may cost: a page that costs more is no better than one with copy cut
MOST_STEPS = 3_000_000  # of a search for pinwheels, each a line of two sets weighed, to a thousand of the search for layouts
MOST_LAYOUTS = 5  # times the usual number are looked at where all others have a gutter from head to foot


class Ground(NamedTuple):
    """A way to cut the page: the rectangles that are left beside what stands fixed (masthead, advertisements, pinned
    stories). `cost` is that of the pinned stories. `corner` is what stands fixed in a lower corner of the one rectangle
    that there is then: the search cuts about it as it likes. `bands` is a further region, with the one pinned story in
    it, that the search cuts into bands about that."""

    regions: tuple[Region, ...]
    pinned: tuple[Slot, ...] = ()
    cost: float = 0.0
    corner: Region | None = None
    bands: Region | None = None

    @property
    def cells(self) -> int:
        """The cells that are left."""
        free = [*self.regions, *([self.bands] if self.bands else [])]
        fixed = [slot.region for slot in self.pinned] if self.bands else [self.corner] if self.corner else []
        return _cells(free) - _cells(fixed)

    def with_bands(self, table: Table, white: int) -> Iterator[tuple[int, Ground]]:
        """The ground with its bands cut in the cheapest ways, each with what its page costs at the least."""
        assert self.bands is not None
        fixed = self.pinned[0].region
        for band in best_bands(table, self.bands, fixed, self.regions, white):
            regions = (*around(self.bands, fixed, band.top, band.foot), *self.regions)
            yield band.cost + round(self.cost * UNIT), self._replace(regions=regions, bands=None)


def _cells(regions: Sequence[Region]) -> int:
    return sum(region.columns * region.lines for region in regions)


class Fixture(NamedTuple):
    """What is the same for all arrangements of a page."""

    ads: tuple[AdSlot, ...]
    masthead_lines: int
    related: tuple[tuple[str, str], ...] = ()


class Arrangement(NamedTuple):
    """All stories in their places, with the named costs whose sum it was chosen by. `stage`: how far the rectangles
    had to be from what the stories ask for (`blocks.STAGES`); `white`: the cells that nothing takes; `stopped`: the search
    ended at its budget."""

    slots: tuple[Slot, ...]
    terms: tuple[Term, ...]
    cost: float
    stage: int
    white: int = 0
    stopped: bool = False

    @property
    def is_full(self) -> bool:
        """Whether next to nothing of it is white, and no gutter parts it."""
        cells = sum(slot.region.columns * slot.region.lines for slot in self.slots)
        return not self.is_barred and self.white <= FILLED * cells

    @property
    def is_barred(self) -> bool:
        """Whether a gutter parts it from head to foot (通缝)."""
        return any(term.name == "gutter" for term in self.terms)

    @property
    def fits(self) -> bool:
        """Whether all copy goes in."""
        return not any(term.name == "overset" for term in self.terms)

    @property
    def is_even(self) -> bool:
        """Whether the columns of each story end together (齐底)."""
        return not any(term.name == "uneven" for term in self.terms)


def search(
    stories: Sequence[Story],
    grounds: Sequence[Ground],
    fixture: Fixture,
    desk: Desk,
    *,
    first_stage: int = 0,
    last_stage: int = LAST_STAGE,
    below: float = inf,
) -> list[Arrangement]:
    """The stories in the order of their rank, and the ways to cut their page, in; arrangements out, the best first, none
    if the stories do not go in at all. The stages are those of `blocks.STAGES`. `below`: what another search has found;
    pinwheels that cost more are not asked for."""
    found = _search(stories, grounds, fixture, desk, (first_stage, last_stage), below, lead=True)
    about = any((len(ground.regions) > 1 or ground.corner) and not ground.pinned for ground in grounds)
    if about and not (found and found[0].fits):
        # The uppermost rectangle, or the strip above what stands in a corner, may be too small for the lead.
        found += _search(stories, grounds, fixture, desk, (first_stage, last_stage), below, lead=False)
        found.sort(key=lambda arrangement: arrangement.cost)
    return found


def _search(
    stories: Sequence[Story], grounds: Sequence[Ground], fixture: Fixture, desk: Desk, stages: tuple[int, int], below: float, *,
    lead: bool,
) -> list[Arrangement]:  # fmt: skip
    """The same; with `lead` the first story stands in the uppermost rectangle, unless a story is pinned."""
    if not stories:
        # Every story is pinned: the cheapest way that they can stand.
        return [_pinned_alone(ground, fixture, desk) for ground in grounds[:1] if ground.pinned]
    grounds = [ground for ground in grounds if ground.regions or ground.bands]
    if not grounds:
        return []
    wholes = [region for ground in grounds for region in (*ground.regions, ground.bands) if region]
    columns, lines = max(region.columns for region in wholes), max(region.lines for region in wholes)
    ways = WAYS if len(stories) > desk.style.score.blocks else 1
    found: list[Arrangement] = []
    first_stage, last_stage = stages
    for stage in range(first_stage, last_stage + 1):
        if found and stage == LAST_STAGE and not _is_absurd(found[0], columns * lines):
            break  # a gutter from head to foot is not worth a page that holds anything anywhere
        for way in range(ways):
            blocks = blocks_of(stories, stage, desk, columns, lines, way)
            least = min(below, found[0].cost) if found else below
            found += _arranged(blocks, grounds, fixture, desk, columns, lines, stage, least, lead)
            found.sort(key=lambda arrangement: arrangement.cost)
            if found and found[0].is_full:
                break
        if not all(arrangement.is_barred for arrangement in found) and not _is_absurd(found[0], columns * lines):
            break
    return found


def _is_absurd(found: Arrangement, cells: int) -> bool:
    """Whether copy is cut on a page with much white."""
    return not found.fits and found.white > ABSURD * cells


def _arranged(
    blocks: Sequence[Block], grounds: Sequence[Ground], fixture: Fixture, desk: Desk, columns: int, lines: int, stage: int,
    below: float, lead: bool,
) -> list[Arrangement]:  # fmt: skip
    score = desk.style.score
    lead = lead and not any(ground.pinned for ground in grounds)
    fixed = grounds[0].corner
    corner: Corner = ""
    if fixed is not None:
        corner = "left" if fixed.column == grounds[0].regions[0].column else "right"
        blocks = (*blocks, fixed_block(fixed, columns, lines))
    ranks, boxed = [block.rank for block in blocks], [block.box for block in blocks]
    cuts = RankCuts(ranks, boxed, score, lead=lead, corner=corner)
    table = Table([block.costs for block in blocks], columns, lines, cuts)
    weigh = _Scales(blocks, fixture, desk, stage)
    white = round(score.white * UNIT)
    wanted = [ground for ground in grounds if ground.bands][: max(LEAST_BANDED, BANDED >> table.count)]
    banded = [found for ground in wanted for found in ground.with_bands(table, white)]
    banded.sort(key=lambda found: found[0])
    grounds = [*(ground for ground in grounds if not ground.bands), *(ground for _, ground in banded[:MOST_PAGES])]
    # One rectangle is never parted by a single cut from head to foot if that can be; of several the first is not if all
    # other pages have a gutter through the whole height.
    alone = all(len(ground.regions) == 1 for ground in grounds)
    sound = [ground for ground in grounds if not weigh.is_parted(ground)] or grounds
    found: list[Arrangement] = []
    orders = [(False, sound), (True, grounds)] if alone else [(True, sound), (False, sound), (True, grounds)]
    if weigh.stories(grounds[0]) < LEAST_STORIES:
        orders = [(True, grounds)]  # two stories may have a gutter between them
    for gutters, tried in orders:
        pages = [
            (Page(table, ground.regions, white, round(ground.cost * UNIT), lead=lead, gutters=gutters), ground)
            for ground in tried
        ]
        pages.sort(key=lambda page: page[0].cost)
        found += _ranked(pages[:MOST_PAGES], weigh, score)
        if not all(arrangement.is_barred for arrangement in found):
            break
    best = min(found, key=lambda arrangement: arrangement.cost, default=None)
    if len(grounds) == 1 and alone and not stage and not (best and best.is_full and best.is_even):
        # What no slicing layout does well a pinwheel may.
        found = _with_pinwheels(found, table, grounds[0], weigh, score, min(below, best.cost) if best else below)
    return found


def _with_pinwheels(
    found: list[Arrangement], table: Table, ground: Ground, weigh: _Scales, score: ScoreStyle, below: float
) -> list[Arrangement]:
    """What was found, and the arrangements in pinwheels (风车) of a ground of one rectangle that cost less than `below`."""
    offset, white = round(ground.cost * UNIT), round(score.white * UNIT)
    most = round(min(WORTH, below) * UNIT) - offset
    wheels, is_all = pinwheels(table, ground.regions[0], most, MOST_WAYS, MOST_STEPS * score.steps)
    if wheels:
        page = Page(table, ground.regions, white, offset, lead=not ground.pinned, pinwheels=wheels)
        found = [*found, *_ranked([(page, ground)], weigh, score)]
    return found if is_all else [arrangement._replace(stopped=True) for arrangement in found]


def _pinned_alone(ground: Ground, fixture: Fixture, desk: Desk) -> Arrangement:
    own = tuple(term for slot in ground.pinned for term in story_terms(slot, desk.style))
    whole = page_terms(ground.pinned, fixture.ads, fixture.masthead_lines, desk.style, fixture.related)
    return Arrangement(ground.pinned, (*own, *whole), sum(term.cost for term in (*own, *whole)), 0, ground.cells)


def _ranked(pages: Sequence[tuple[Page, Ground]], weigh: _Scales, score: ScoreStyle) -> list[Arrangement]:
    """The cheapest layouts weighed; further ones only in search of a page without a gutter from head to foot."""
    found: list[Arrangement] = []
    all_barred = True
    try:
        for count, (number, layout) in enumerate(layouts([page for page, _ in pages], 1000 * score.steps)):
            if count >= score.layouts:
                if not all_barred or count >= MOST_LAYOUTS * score.layouts:
                    break
                if weigh.has_gutter(pages[number][1], layout):
                    continue
            found.append(weigh(pages[number][1], layout))
            all_barred = all_barred and found[-1].is_barred
    except OutOfStepsError:
        found = [arrangement._replace(stopped=True) for arrangement in found]
    return found


class _Scales:
    """Weighs layouts of one page; what a block comes to in one rectangle is worked out once."""

    def __init__(self, blocks: Sequence[Block], fixture: Fixture, desk: Desk, stage: int) -> None:
        self._blocks, self._fixture, self._desk, self._stage = blocks, fixture, desk, stage
        self._slots: dict[Placement, tuple[Slot, ...]] = {}

    def stories(self, ground: Ground) -> int:
        return len(ground.pinned) + sum(len(block.stories) for block in self._blocks)

    def is_parted(self, ground: Ground) -> bool:
        """Whether a gutter parts the page from head to foot whatever stands in the rectangles."""
        fixed = [*(slot.region for slot in ground.pinned), *(ad.region for ad in self._fixture.ads)]
        columns, head = self._desk.style.grid.columns, self._fixture.masthead_lines
        masthead = [Region(0, 0, columns, head)] if head else []
        return self.stories(ground) >= LEAST_STORIES and bool(gutters_through([*ground.regions, *fixed, *masthead], columns))

    def has_gutter(self, ground: Ground, layout: Layout) -> bool:
        slots = self._all_slots(ground, layout)
        fixture = self._fixture
        return bool(through_gutters(slots, fixture.ads, fixture.masthead_lines, self._desk.style))

    def __call__(self, ground: Ground, layout: Layout) -> Arrangement:
        style, fixture = self._desk.style, self._fixture
        slots = with_pictures_apart(self._all_slots(ground, layout))
        own = [term for slot in slots for term in story_terms(slot, style)]
        # What the cuts cost is all that the layout costs beyond its stories.
        cuts = layout.cost / UNIT - sum(term.cost for term in own)
        whole = page_terms(slots, fixture.ads, fixture.masthead_lines, style, fixture.related)
        cost = layout.cost / UNIT + sum(term.cost for term in whole)
        placed = slots[len(ground.pinned) :]
        taken = sum(min(slot.variant.lines, slot.region.lines) * slot.region.columns for slot in placed)
        return Arrangement(slots, (*own, Term("cuts", cuts), *whole), cost, self._stage, ground.cells - taken)

    def _all_slots(self, ground: Ground, layout: Layout) -> tuple[Slot, ...]:
        placed = (slot for placement in layout.placements for slot in self._slots_of(placement))
        return (*ground.pinned, *placed)

    def _slots_of(self, placement: Placement) -> tuple[Slot, ...]:
        found = self._slots.get(placement)
        if found is None:
            places = self._blocks[placement.block].places(placement.region)
            found = self._slots[placement] = tuple(slot_in(story, region, self._desk) for story, region in places)
        return found
