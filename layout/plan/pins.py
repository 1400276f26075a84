"""Pins (定位): stories with a place of their own in, the ways to cut the page about them out.

A pinned story is an obstacle like an advertisement, but one whose height, and width if that is free, may be that of any
of its variants: each of the cheapest is a way to cut the page of its own, at the variant's cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from editions.diagnostic import Diagnostic
from editions.model import PageSpec, Pin, Place
from layout import messages
from layout.desk import Desk
from layout.grid import Region
from layout.plan.blocks import variants_of
from layout.plan.regions import fixed_corner, partitions_around
from layout.plan.search import Ground
from layout.plan.types import PagePlan, Slot
from layout.stories import Story

MOST_PLACES = 24  # rectangles of one pinned story among several
MOST_HEIGHTS = 8  # and of one width
ALONE = 4  # times as many of a story that is the only one pinned
MOST_BANDED = 12  # of the cheapest about which bands are laid
MOST_GROUNDS = 500

# Why a pin cannot be kept, in English and in Chinese.
REASONS = {
    "its place leaves the type area": "位置超出版心",
    "its place overlaps the masthead, an advertisement or another pinned story": "位置压住报头、广告或别的定位稿件",
    "the page has not so many columns": "版面没有这么多栏",
    "the story cannot be set so": "这篇稿件排不成这样",
    "the other stories cannot be placed about it": "别的稿件没法围着它排",
    "its page is locked (without its table in plan.lock.toml it is planned anew)": "这一版已经锁定（删去 plan.lock.toml 里这一版的表，就重新画版）",
    "it stands in the ear": "它排在报眼里",
    "it stands together with others": "它和别的稿件排在一起",
}
OUTSIDE, OVERLAPS, TOO_WIDE, NO_VARIANT, NO_PAGE, LOCKED, EAR, TOGETHER = REASONS


def loosen(
    spec: PageSpec, stories: Sequence[Story], page: Region, taken: Sequence[Region], desk: Desk
) -> tuple[tuple[Story, ...], tuple[Diagnostic, ...]]:
    """The stories of a page, what of it is free for them and what stands fixed on it, in; the same stories without the
    pins that cannot be kept, and why not, out."""
    found: list[Story] = []
    problems: list[Diagnostic] = []
    held: list[list[Slot]] = []
    for story in stories:
        reason = _reason(story, page, taken, desk)
        if not reason and story.pin and story.pin.place:
            mine = _places(story, page, taken, desk)
            together = [slot for slot in mine if all(_apart(slot, others) for others in held)]
            reason = "" if together else OVERLAPS
            held += [together] if together else []
        if reason:
            problems.append(dropped(spec, story.id, story.pin, reason))
            story = story._replace(pin=None)
        found.append(story)
    return tuple(found), tuple(problems)


def dropped(spec: PageSpec, article: str, pin: Pin | None, reason: str) -> Diagnostic:
    """The word that the pin of an article or a group is not kept."""
    assert pin is not None
    return messages.PIN_DROPPED.at(pin.span, page=spec.no, article=article, reason=reason, reason_zh=REASONS[reason])


def unkept(spec: PageSpec, plan: PagePlan, known: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Pins that a page's plan does not keep, but for those that are `known` not to be. Where the editor's own plan says
    the place and width of a story, the readers have told of a pin that says others."""
    own = {Region(one.place.column - 1, one.place.line - 1, one.columns, one.lines) for one in spec.plan}
    told = {fault.span for fault in known if fault.code == messages.PIN_DROPPED.code}
    for slot in plan.slots:
        for part in slot.story.parts:
            pin = part.article.pin
            if pin is None or part.jump_from or pin.span in told:
                continue
            planned = slot.region in own
            if planned:
                pin = pin._replace(place=None, columns=0)
            if _is_kept(pin, slot):
                continue
            together = len(slot.story.parts) > 1
            in_ear = slot.region.line < plan.masthead_lines
            reason = EAR if in_ear else TOGETHER if together else NO_VARIANT if planned else LOCKED if spec.lock else NO_PAGE
            yield dropped(spec, part.article.id, pin, reason)


def _is_kept(pin: Pin, slot: Slot) -> bool:
    """Whether a story stands and is set as it is pinned; what it has nothing for is not asked."""
    region, variant, lead, wanted = slot.region, slot.variant, slot.story.lead, pin.variant
    asked: list[tuple[object, object]] = [
        (pin.place, Place(region.column + 1, region.line + 1)),
        (pin.columns, region.columns),
        (pin.headline_pt, variant.headline_pt),
    ]
    if not slot.story.vertical:
        asked += [(wanted.inner_columns, variant.inner), (lead.pictures and wanted.picture_columns, variant.picture_columns)]
    if wanted.deck is not None and lead.deck and wanted.deck != variant.deck:
        return False
    return all(not want or want == has for want, has in asked)


def _apart(slot: Slot, others: Sequence[Slot]) -> bool:
    return any(not slot.region.overlaps(other.region) for other in others)


def _reason(story: Story, page: Region, taken: Sequence[Region], desk: Desk) -> str:
    """Why a story's pin cannot be kept whatever else is on the page, or ""."""
    pin = story.pin
    if pin is None:
        return ""
    if pin.columns > page.columns:
        return TOO_WIDE
    widths = [pin.columns] if pin.columns else range(1, page.columns + 1)
    if not any(variants_of(story, columns, 4 * desk.style.grid.lines, desk) for columns in widths):
        return NO_VARIANT
    if pin.place is None:
        return ""
    column, line = pin.place.column - 1, pin.place.line - 1
    if column + max(1, pin.columns) > page.end_column or line >= page.end_line:
        return OUTSIDE
    least = Region(column, line, max(1, pin.columns), 1)
    if line < page.line or any(least.overlaps(other) for other in taken):
        return OVERLAPS
    return "" if _places(story, page, taken, desk) else NO_VARIANT


def _places(story: Story, page: Region, taken: Sequence[Region], desk: Desk, times: int = 1) -> list[Slot]:
    """The rectangles that a story may have at its pinned place, the cheapest first, `times` as many as of one among
    several."""
    assert story.pin is not None
    assert story.pin.place is not None
    column, line = story.pin.place.column - 1, story.pin.place.line - 1
    found = []
    for columns in range(1, page.end_column - column + 1):
        for variant in variants_of(story, columns, page.end_line - line, desk):
            region = Region(column, line, columns, variant.lines)
            if not any(region.overlaps(other) for other in taken):
                found.append(Slot(story, region, variant))
    found.sort(key=lambda slot: (slot.variant.cost, slot.region))
    # Some of every width: what is cheapest for the story need not leave rectangles that the others fill.
    chosen: dict[Region, Slot] = {}
    of_width: Counter[int] = Counter()
    for slot in found:
        if slot.region not in chosen and of_width[slot.region.columns] < times * MOST_HEIGHTS:
            of_width[slot.region.columns] += 1
            chosen[slot.region] = slot
    return list(chosen.values())[: times * MOST_PLACES]


def grounds_about(
    stories: Sequence[Story], page: Region, taken: Sequence[Region], desk: Desk
) -> tuple[tuple[Ground, ...], tuple[Story, ...]]:
    """The ways to cut a page about its pinned stories and what stands fixed on it, the cheapest first, and the stories
    that are not pinned to a place."""
    pinned = [story for story in stories if story.pin and story.pin.place]
    corner = None if pinned else fixed_corner(page, taken)
    if corner is not None:
        return (Ground((page,), corner=corner),), tuple(stories)
    ways: list[tuple[Slot, ...]] = [()]
    for story in pinned:
        places = _places(story, page, taken, desk, ALONE if len(pinned) == 1 else 1)
        ways = [
            (*way, slot) for way in ways for slot in places if not any(slot.region.overlaps(o.region) for o in way)
        ]
        ways = sorted(ways, key=_cost)[: ALONE * MOST_PLACES if len(pinned) == 1 else 2 * MOST_PLACES]
    free = tuple(story for story in stories if story not in pinned)
    grounds = [
        Ground(regions, way, _cost(way))
        for way in ways
        for regions in partitions_around(page, [*taken, *(slot.region for slot in way)]) or ([()] if way else [])
    ]
    banded = [
        ground for way in ways[:MOST_BANDED] if len(way) == 1 for ground in _banded(page, taken, way)
    ]
    return (*grounds[:MOST_GROUNDS], *banded), free


def _banded(page: Region, taken: Sequence[Region], way: tuple[Slot]) -> Iterator[Ground]:
    """The page with bands about a single pinned story: above what is taken in a lower corner, with the rectangle beside
    that."""
    if not any(other.overlaps(page) for other in taken):
        yield Ground((), way, _cost(way), bands=page)
        return
    corner = fixed_corner(page, taken)
    if corner is not None and way[0].region.end_line <= corner.line:
        above = Region(page.column, page.line, page.columns, corner.line - page.line)
        column = page.column if corner.column > page.column else corner.end_column
        yield Ground((Region(column, corner.line, page.columns - corner.columns, corner.lines),), way, _cost(way), bands=above)


def _cost(way: Sequence[Slot]) -> float:
    return sum(slot.variant.cost for slot in way)
