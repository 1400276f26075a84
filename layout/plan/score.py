"""Score: the stories of a page in their places in, what is wrong with the page as named costs out.

Costs are in cells of the grid, weighted by the style file's `[score]`. What belongs to one story alone (`Variant.terms`)
and to one cut is separable, and the search minimises it; what needs the whole page is added here, and the best few
hundred layouts are ranked by the sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from layout.grid import Region
from layout.plan.regions import cuts_through, gutters_through, longest_gutter
from layout.plan.types import AdSlot, Slot, Term
from layout.standing import MOST_STANDING
from layout.style import Style

NEAR_LINES = 6  # grid lines between two pictures that look like one heap
HEADLINE_RATIO = 1.5  # of sizes that clash (碰题)
LEAST_STORIES = 3  # of a page, from which on a gutter from head to foot is a fault
SEAM = 0.6  # of the height below the masthead: from where on a straight gutter begins to show
USURPED = 2.0  # times as bad as two that touch: a lower rank's picture that is twice as large as the highest rank's
DOMINANT = 1.8  # the largest picture by the next
LEFT, DOWN = 0.3, 0.65  # what a place at the right edge, at the foot, is less than one at the upper left
TURN = 0.15  # and how much the lower left corner is less than the lower right


def page_terms(
    slots: Sequence[Slot], ads: Sequence[AdSlot], masthead_lines: int, style: Style, related: Sequence[tuple[str, str]] = ()
) -> tuple[Term, ...]:
    """The costs of a page as a whole; `related` are pairs of stories that should stand together."""
    weights = style.score
    found = [
        Term("position", weights.position * _inversions(slots, style)),
        Term("clash", weights.clash * len(clashes(slots))),
        Term("gutter", weights.gutter * len(through_gutters(slots, ads, masthead_lines, style))),
        Term("seam", weights.seam * max(0.0, _longest_seam(slots, ads, masthead_lines, style) - SEAM)),
        Term("cut", weights.cut * _middle_cuts(slots, ads, masthead_lines, style)),
        Term("pictures", weights.pictures * _heaps(slots, style)),
        Term("related", weights.related * _apart(slots, related)),
        Term("vertical", weights.vertical * max(0, _standing(slots) - MOST_STANDING)),
    ]
    return tuple(term for term in found if term.cost)


def story_terms(slot: Slot, style: Style) -> Iterator[Term]:
    """The costs of a story in its place: those of its variant, and the white under it."""
    for name, cost in slot.variant.terms:
        yield Term(name, cost, slot.story.id)
    spare = slot.region.lines - slot.variant.lines
    if spare > 0:
        yield Term("white", style.score.white * spare * slot.region.columns, slot.story.id)
    elif spare < 0:
        yield Term("overset", style.score.overset * (1 - spare * slot.region.columns / 10), slot.story.id)


def _strength(region: Region, style: Style) -> float:
    """How strong a place is, 1 at the upper left (left to right: upper left, upper right, lower right, lower left)."""
    grid = style.grid
    x = (region.column + region.columns / 2) / grid.columns
    y = region.line / grid.lines
    return 1.0 - LEFT * x * (1 - y) - DOWN * y - TURN * y * (1 - x)


def _inversions(slots: Sequence[Slot], style: Style) -> float:
    """By how much stories stand in stronger places than those of a higher rank."""
    places = [(slot.story.rank, _strength(slot.region, style)) for slot in slots]
    return sum(_wrong(*pair) for pair in combinations(places, 2))


def _wrong(one: tuple[int, float], other: tuple[int, float]) -> float:
    (rank, strength), (lower, weaker) = sorted((one, other), key=lambda place: place[0])
    return max(0.0, weaker - strength) * (lower - rank)


def clashes(slots: Sequence[Slot]) -> list[tuple[str, str]]:
    """碰题: stories side by side whose headlines lie (or stand) on one level and are of about one size, with nothing
    between them."""
    found = []
    for one, other in combinations(slots, 2):
        left, right = (one, other) if one.region.column < other.region.column else (other, one)
        if left.region.end_column != right.region.column or one.story.box or other.story.box:
            continue
        if (one.story.is_group and other.story.is_group) or bool(one.variant.strip) != bool(other.variant.strip):
            continue
        sizes = sorted((one.variant.headline_pt, other.variant.headline_pt))
        if sizes[1] > HEADLINE_RATIO * sizes[0]:
            continue
        (top, end), (other_top, other_end) = _head(left), _head(right)
        shared = min(end, other_end) - max(top, other_top)
        if shared > 0 and 2 * shared >= min(end - top, other_end - other_top):
            found.append((left.story.id, right.story.id))
    return found


def _head(slot: Slot) -> tuple[int, int]:
    """The grid lines that a headline takes: a standing one those of its strip."""
    lines = slot.variant.strip.lines if slot.variant.strip else slot.variant.head_lines
    return slot.region.line, slot.region.line + lines


def through_gutters(
    slots: Sequence[Slot], ads: Sequence[AdSlot], masthead_lines: int, style: Style
) -> tuple[int, ...]:
    """The gutters that run through the whole height of a page of three stories and more (通缝)."""
    if len(slots) < LEAST_STORIES:
        return ()
    return gutters_through(_all_regions(slots, ads, masthead_lines, style), style.grid.columns)


def _all_regions(slots: Sequence[Slot], ads: Sequence[AdSlot], masthead_lines: int, style: Style) -> list[Region]:
    masthead = [Region(0, 0, style.grid.columns, masthead_lines)] if masthead_lines else []
    return [*(slot.region for slot in slots), *(ad.region for ad in ads), *masthead]


def _longest_seam(slots: Sequence[Slot], ads: Sequence[AdSlot], masthead_lines: int, style: Style) -> float:
    """How much of the height below the masthead the longest straight gutter has, of a page of three blocks and more."""
    if len(slots) + len(ads) < 3:
        return 0.0
    grid = style.grid
    longest = longest_gutter(_all_regions(slots, ads, masthead_lines, style), grid.columns, grid.lines)
    return longest / (grid.lines - masthead_lines)


def _middle_cuts(slots: Sequence[Slot], ads: Sequence[AdSlot], masthead_lines: int, style: Style) -> int:
    """断版: cuts through the whole width in the middle third."""
    regions = [*(slot.region for slot in slots), *(ad.region for ad in ads)]
    lines = style.grid.lines
    middle = range(masthead_lines + (lines - masthead_lines) // 3, lines - (lines - masthead_lines) // 3)
    return sum(line in middle for line in cuts_through(regions, masthead_lines, lines))


def _heaps(slots: Sequence[Slot], style: Style) -> float:
    """Pairs of pictures of different stories that touch, how far the largest is from leading the others, and how far one of a
    lower rank leads that of the highest."""
    regions = [picture_regions(slot) for slot in slots]
    sizes = [(slot.story.rank, region.columns * region.lines) for slot, own in zip(slots, regions, strict=True) for region in own]
    if len(sizes) < 2:
        return 0.0
    second, first = sorted(size for _, size in sizes)[-2:]
    return _touching(regions) + max(0.0, DOMINANT - first / max(1, second)) + USURPED * _usurped(sizes)


def _usurped(sizes: Sequence[tuple[int, int]]) -> float:
    """By how much the largest picture of a lower rank is larger than that of the highest rank that has one: 1 at the most.
    Pictures are ranks and sizes."""
    highest = min(rank for rank, _ in sizes)
    lead = max(size for rank, size in sizes if rank == highest)
    other = max((size for rank, size in sizes if rank > highest), default=0)
    return min(1.0, max(0.0, other / lead - 1.0))


def picture_regions(slot: Slot) -> tuple[Region, ...]:
    """About where the pictures of a story stand, in whole base columns: at the right, under the head or at the foot; and
    those apart from them at the left, at the foot."""
    variant, region = slot.variant, slot.region
    if not variant.picture_lines:
        return ()
    foot = region.line + variant.lines - variant.inset // 2
    columns = max(1, round(region.columns * variant.picture_columns / variant.inner))
    lines = variant.together_lines
    line = foot - lines if variant.pictures_low else region.line + variant.inset // 2 + variant.head_lines
    found = Region(region.end_column - columns, line, columns, lines)
    if not variant.apart_columns:
        return (found,)
    columns = max(1, round(region.columns * variant.apart_columns / variant.inner))
    return found, Region(region.column, foot - variant.apart_lines, columns, variant.apart_lines)


def with_pictures_apart(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Slots in, the same out with pictures moved to the foot of the columns that they stand in where fewer pictures
    touch then. The lead's stay under its head, and those over all columns of a story above its text."""
    found = list(slots)
    regions = [picture_regions(slot) for slot in slots]
    touching = _touching(regions)
    for number, slot in enumerate(slots):
        if touching and _may_stand_low(slot):
            low = slot._replace(variant=slot.variant._replace(pictures_low=True))
            lowered = [*regions[:number], picture_regions(low), *regions[number + 1 :]]
            fewer = _touching(lowered)
            if fewer < touching:
                found[number], regions, touching = low, lowered, fewer
    return tuple(found)


def _may_stand_low(slot: Slot) -> bool:
    variant = slot.variant
    beside_text = 0 < variant.picture_columns < variant.inner and not (variant.strip or variant.tiers or variant.apart_columns)
    return beside_text and slot.story.rank > 1 and not variant.sidebar_lines and variant.lines == slot.region.lines


def _touching(regions: Sequence[Sequence[Region]]) -> int:
    """How many pictures of different stories touch; each story's are together."""
    return sum(_touch(*pair) for one, other in combinations(regions, 2) for pair in product(one, other))


def _touch(one: Region, other: Region) -> bool:
    across = one.column < other.end_column and other.column < one.end_column
    down = one.line < other.end_line and other.line < one.end_line
    if across:
        return max(one.line, other.line) - min(one.end_line, other.end_line) < NEAR_LINES
    beside = one.end_column == other.column or other.end_column == one.column
    return down and beside


def _apart(slots: Sequence[Slot], related: Sequence[tuple[str, str]]) -> int:
    """Related stories that have no edge in common."""
    regions = {slot.story.id: slot.region for slot in slots}
    pairs = [(regions[one], regions[other]) for one, other in related if one in regions and other in regions]
    return sum(not _adjoin(one, other) for one, other in pairs)


def _adjoin(one: Region, other: Region) -> bool:
    across = one.column <= other.end_column and other.column <= one.end_column
    down = one.line <= other.end_line and other.line <= one.end_line
    return across and down


def _standing(slots: Sequence[Slot]) -> int:
    return sum(slot.variant.strip is not None for slot in slots)
