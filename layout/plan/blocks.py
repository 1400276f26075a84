"""Blocks: the stories of a page in, what the search moves as one out, with what each costs at every size.

Up to `most` stories are blocks of their own, and the search is exact. On a fuller page the least stories go in twos and
threes into bundles: a bundle has a rectangle to itself, and within it the cheapest layout of its stories, from a search
of its own. On a page of very many the least are run together in columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from layout.body import set_body
from layout.desk import Desk
from layout.grid import Region
from layout.plan.copyfit import WANTED_SHARE, inner_columns, variants
from layout.plan.layouts import Page, layouts
from layout.plan.regions import LEAST_LINES
from layout.plan.slicing import INFINITE, UNIT, Table
from layout.plan.types import Slot, Variant
from layout.plan.vertical import least_lines, standing_variants
from layout.stories import Story
from layout.style import ScoreStyle

if TYPE_CHECKING:
    from layout.plan.slicing import Costs

MOST_STORIES = 14  # blocks of their own or in bundles; of more the least are run together
LEAST_TEXT = 3  # grid lines of a story that is overset, besides its head
MEMBERS = 6  # of stories run together, as long as the blocks suffice
LAST_RESORT = 1e5
NO_RANK = 9  # of what is no story: it clashes with none
WAYS = 2  # to bundle: neighbours in rank, or one of each kind

Corner = Literal["", "left", "right"]

# How far a story's rectangle may be from what its variants ask for: white lines at the foot, and the share of its
# height that may be cut off. Each stage is tried only if the one before finds no page.
STAGES: tuple[tuple[int, float], ...] = ((4, 0.0), (20, 0.4), (10_000, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """What the search moves as one: a story, or the stories of a bundle with the table of their layouts; one without
    stories is what stands fixed in a lower corner of the page."""

    stories: tuple[Story, ...]
    costs: Costs
    bundle: Table | None = None

    @property
    def rank(self) -> int:
        return min((story.rank for story in self.stories), default=NO_RANK)

    @property
    def box(self) -> bool:
        return len(self.stories) == 1 and self.stories[0].box

    def places(self, region: Region) -> list[tuple[Story, Region]]:
        """The stories in their rectangles if the block has this one."""
        if self.bundle is None:
            return [(story, region) for story in self.stories]
        _, layout = next(layouts([Page(self.bundle, [region], 0, lead=False, gutters=True)], 10_000))
        return [(self.stories[placement.block], placement.region) for placement in layout.placements]


class RankCuts:
    """What it costs to cut between blocks of these ranks, the lead's being the first: a rank above a higher one, ranks
    that clash side by side (碰题) unless one is alone in a box. With `lead` the first block stands above all others that
    share its columns. The last one may be fixed in a corner: below all and at the `corner` side of all."""

    def __init__(
        self, ranks: Sequence[int], boxed: Sequence[bool], score: ScoreStyle, *, lead: bool, corner: Corner = ""
    ) -> None:
        import numpy

        self._numpy, self._score, self._lead, count = numpy, score, lead, len(ranks)
        self._corner = corner
        self._fixed = 1 << (count - 1) if corner else 0
        self._boxed = numpy.zeros(1 << count, dtype=bool)
        self._boxed[[1 << number for number, box in enumerate(boxed) if box]] = True
        members = (numpy.arange(1 << count)[:, None] >> numpy.arange(count)) & 1
        self._members = members
        inverted = numpy.maximum(0, numpy.array(ranks)[:, None] - numpy.array(ranks)[None, :])
        self._inverted = members @ inverted  # [s, b]: by how much the ranks of s fall below that of b
        self._best = numpy.where(members, numpy.array(ranks), NO_RANK).min(axis=1)

    def stack(self, above: Costs, below: Costs) -> Costs:
        numpy = self._numpy
        wrong = (self._inverted[above] * self._members[below]).sum(axis=1)
        cost = numpy.round(wrong * self._score.inverted * UNIT).astype(numpy.int32)
        barred = (self._lead & (below & 1 > 0)) | (above & self._fixed > 0)
        return numpy.where(barred, INFINITE, cost).astype(numpy.int32)

    def beside(self, left: Costs, right: Costs) -> Costs:
        numpy = self._numpy
        first, second = self._best[left], self._best[right]
        same, near = self._score.abreast
        cost = numpy.where(first == second, same, numpy.where(abs(first - second) == 1, near, 0.0))
        cost = numpy.where(self._boxed[left] | self._boxed[right], 0.0, cost)
        cost = cost + self._score.turned * numpy.where(first == NO_RANK, 0, numpy.maximum(0, first - second))
        if self._lead:
            cost = cost + 2 * self._score.turned * (right & 1)
        barred = (left if self._corner == "right" else right) & self._fixed > 0
        return numpy.where(barred, INFINITE, numpy.round(cost * UNIT)).astype(numpy.int32)


def fixed_block(region: Region, columns: int, lines: int) -> Block:
    """What stands fixed in a corner, as a block of a page of so many columns and lines: it has its own size alone."""
    import numpy

    costs = numpy.full((columns + 1, lines + 1), INFINITE, dtype=numpy.int32)
    costs[region.columns, region.lines] = 0
    return Block((), costs)


def blocks_of(stories: Sequence[Story], stage: int, desk: Desk, columns: int, lines: int, way: int = 0) -> tuple[Block, ...]:
    """The blocks of a page that is searched over `columns` and `lines`; `way` is the way to bundle, 0 or 1."""
    most = desk.style.score.blocks if stage < len(STAGES) - 1 else min(7, desk.style.score.blocks)
    bundles = _bundles(stories, most, way)
    together = {story.id for bundle in bundles for story in bundle}
    found = [
        Block((story,), _story_costs(story, columns, lines, desk, stage)) for story in stories if story.id not in together
    ]
    for bundle in bundles:
        costs = [_story_costs(story, columns, lines, desk, stage) for story in bundle]
        cuts = RankCuts([story.rank for story in bundle], [story.box for story in bundle], desk.style.score, lead=False)
        table = Table(costs, columns, lines, cuts)
        found.append(Block(tuple(bundle), table.any[-1], table))
    return tuple(found)


def _bundles(stories: Sequence[Story], most: int, way: int) -> list[list[Story]]:
    """Of the least stories as many bundles, of as few stories each, as are needed for `most` blocks in all."""
    over = len(stories) - most
    if over <= 0:
        return []
    # n bundles of k stories each save n·(k − 1) blocks.
    size = 2
    while size * -(-over // (size - 1)) > len(stories) - 1 and size < len(stories):
        size += 1
    count = -(-over // (size - 1))
    least = list(stories[len(stories) - min(len(stories) - 1, over + count) :])
    if way:
        return [least[number::count] for number in range(count)]
    return [least[number * len(least) // count : (number + 1) * len(least) // count] for number in range(count)]


def page_blocks(stories: Sequence[Story], desk: Desk) -> tuple[Story, ...]:
    """The stories of a page as it has them, locked or not: alone, but of very many the least run together."""
    return run_together(stories, desk.style.score.blocks) if len(stories) > MOST_STORIES else tuple(stories)


def run_together(stories: Sequence[Story], most: int) -> tuple[Story, ...]:
    """At most `most` blocks where that can be: as few as possible of the lowest in rank, without pictures, run together
    as groups, those that may be left out by themselves."""
    if len(stories) <= most:
        return tuple(stories)
    small = [story for story in stories if may_run_together(story)]
    groups, members = 1, 0
    for groups in range(1, most + 1):
        members = min(len(small), len(stories) - most + groups)
        if members <= MEMBERS * groups:
            break
    loose = small[len(small) - members :]
    kept = [story for story in stories if story not in loose]
    merged = []
    for may_wait in (False, True):
        alike = [story for story in loose if story.hold is may_wait]
        count = max(1, round(groups * len(alike) / len(loose)))
        for number in range(count):
            together = alike[number * len(alike) // count : (number + 1) * len(alike) // count]
            if together:
                merged.append(merged_story(together))
    return (*kept, *merged)


def may_run_together(story: Story) -> bool:
    """Whether nothing of a story wants a rectangle of its own."""
    lead, part = story.lead, story.parts[0]
    apart = story.is_group or story.box or story.label or story.vertical or lead.pictures or lead.sidebars
    return not (apart or part.jump_to or part.jump_from)


def merged_story(stories: Sequence[Story]) -> Story:
    """Stories that run together in columns, as one."""
    parts = tuple(part for story in stories for part in story.parts)
    rank, hold = max(story.rank for story in stories), all(story.hold for story in stories)
    return Story("+".join(story.id for story in stories), rank, parts, is_group=True, hold=hold)


@lru_cache(maxsize=256)
def _story_costs(story: Story, columns: int, lines: int, desk: Desk, stage: int) -> Any:
    """The costs of a story by width and height, as the search takes them."""
    import numpy

    score = desk.style.score
    most_white, most_cut = STAGES[stage]
    costs = numpy.full((columns + 1, lines + 1), float(INFINITE))
    for width in range(1, columns + 1):
        row = costs[width]
        for variant in variants_of(story, width, desk.style.grid.lines * (4 if most_cut else 1), desk):
            end = min(lines, variant.lines + most_white) + 1
            if variant.lines < end:
                white = score.white * width * numpy.arange(end - variant.lines)
                numpy.minimum(row[variant.lines : end], variant.cost + white, out=row[variant.lines : end])
            if most_cut:
                least = max(_least_lines(variant), round(variant.lines * (1 - most_cut)))
                end = min(variant.lines, lines + 1)
                if least < end:
                    lost = variant.lines - numpy.arange(least, end)
                    over = variant.cost + score.overset * (1 + lost * width / 10)
                    numpy.minimum(row[least:end], over, out=row[least:end])
        if most_cut >= 1.0:
            # The last resort of a page that holds too much: any height at all.
            heights = numpy.arange(LEAST_LINES, lines + 1)
            low = numpy.maximum(0, 12 - heights)
            numpy.minimum(row[LEAST_LINES:], LAST_RESORT + 1e3 * low, out=row[LEAST_LINES:])
    return numpy.minimum(numpy.round(costs * UNIT), INFINITE).astype(numpy.int32)


def variants_of(story: Story, columns: int, limit: int, desk: Desk) -> tuple[Variant, ...]:
    """All ways to set a story over so many columns; none if it is pinned to another width."""
    if story.pin and story.pin.columns and story.pin.columns != columns:
        return ()
    return (standing_variants if story.vertical else variants)(story, columns, limit, desk)


def preferred_cells(story: Story, desk: Desk) -> int:
    """The cells of the grid that a story takes as it is set best, at the width that it is pinned to or that its rank wants."""
    grid = desk.style.grid
    columns = (story.pin.columns if story.pin else 0) or max(1, round(WANTED_SHARE[story.rank] * grid.columns))
    found = variants_of(story, min(columns, grid.columns), 4 * grid.lines, desk)
    best = min(found, key=lambda variant: (variant.cost, variant.lines), default=None)
    return columns * (best.lines if best else grid.lines)


def _least_lines(variant: Variant) -> int:
    body = max((*variant.taken(), 0)) + LEAST_TEXT
    return max(variant.head_lines + variant.inset + body, least_lines(variant))


@lru_cache(maxsize=4096)
def slot_in(story: Story, region: Region, desk: Desk) -> Slot:
    """The slot of a story in a rectangle: the cheapest variant that fits it with white at its foot, else the one that
    loses least."""
    score = desk.style.score
    fitting = [v for v in variants_of(story, region.columns, desk.style.grid.lines, desk) if v.lines <= region.lines]
    options = fitting or variants_of(story, region.columns, 4 * desk.style.grid.lines, desk)
    able = [v for v in options if _least_lines(v) <= region.lines]
    if story.vertical and not (fitting or able):
        # What should stand does not go into the height: it lies, which composing says.
        return slot_in(story._replace(vertical=""), region, desk)
    if fitting:
        best = min(fitting, key=lambda v: v.cost + score.white * region.columns * (region.lines - v.lines))
    elif options:
        best = min(able or options, key=lambda v: (v.lines * region.columns, v.cost))
    else:
        bare = story._replace(pin=None)  # a place that its pin does not serve for: better against the pin than not at all
        inner, measure, _ = inner_columns(bare, region.columns, desk.style)[0]
        size = min(desk.style.headline.sizes(story.rank))
        text = sum(line.height for line in set_body(story, measure, desk.style, desk.table, desk.lexicon))
        lines = max(region.lines, -(-text // inner))  # its head not counted
        best = Variant(region.columns, lines, inner, measure, size, False, 0, inset=story.inset)
    return Slot(story, region, best)
