"""Fit: a story in its rectangle, so that its columns end together on the last line.

What varies, in this order: a paragraph set a line longer or shorter where a column's end would be illegal; a picture
a few lines higher; air about the headline. Leading and type never change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from layout.body import BodyLine, set_body
from layout.flow import Flow, flow
from layout.head import Head, plain_head, set_head
from layout.plan.copyfit import Desk, picture_heights
from layout.plan.types import Slot, Variant
from layout.setting.breaking import break_lines_to
from layout.setting.lines import fill
from layout.standing import STANDING_AIR, StandingHead, head_above, set_body_beside, set_standing

LONGEST_RESET = 60  # lines of a paragraph that is tried in other numbers of lines
NEAR_MISS = 4  # lines of overset that may still be made to fit
WORST_RESET = 12_000.0  # demerits a paragraph may cost more when it is set to another number of lines
EM = 1000


@dataclass(frozen=True, slots=True)
class Fitted:
    """A story as it will stand: `variant` with its last heights, the body lines and where they flow."""

    head: Head
    variant: Variant
    lines: tuple[BodyLine, ...]
    heights: tuple[int, ...]
    flow: Flow
    spare: int  # grid lines at the foot that nothing could fill
    standing: StandingHead | None = None  # what of the head stands beside the body; `head` is what lies above it


def fit(slot: Slot, desk: Desk) -> Fitted:
    """A slot in, its story fitted to the rectangle out; `flow.overset` says what did not go in."""
    story, region = slot.story, slot.region
    variant = replace(slot.variant, head_lines=max(slot.variant.head_lines, 1))
    head, standing = _head(slot, variant, desk)
    variant = replace(variant, head_lines=max(variant.head_lines, head.lines))
    set_all = set_body_beside if standing else set_body
    lines = set_all(story, variant.measure, desk.style, desk.table, desk.lexicon)
    space = region.lines - variant.inset
    variant = _pictures_within(variant, space)
    best = _settle(variant, lines, space)
    if not best[1].fits and best[1].total - best[1].overset <= NEAR_MISS:
        best = _make_room(slot, variant, head, lines, space, desk, best)
    if best[1].waived and variant.picture_lines:
        # A line more room beside a picture a line lower, and the keep rules can be had.
        lower = _settle(_lower_pictures(slot, variant, desk), lines, space)
        best = lower if lower[1].fits and not lower[1].waived else best
    variant, result, lines = best
    spare = _spare(variant, lines, space)
    if spare and lines:
        variant, result, lines, spare = _take_up(slot, variant, head, lines, space, spare, desk)
    elif not lines:
        spare = max(0, space - variant.head_lines - max((*variant.taken(), 0)))
        air = min(spare, most_air(variant, desk))
        variant = replace(variant, head_lines=variant.head_lines + air)
        spare -= air
    return Fitted(head, variant, lines, _heights(variant, space - spare), result, spare, standing)


def _head(slot: Slot, variant: Variant, desk: Desk) -> tuple[Head, StandingHead | None]:
    """The head above the body and, if the headline stands, the one beside it."""
    story, style = slot.story, desk.style
    if variant.strip is not None:
        standing = set_standing(
            story, variant.strip.headline_lines, variant.headline_pt, variant.deck, False, style, desk.table, desk.lexicon
        )
        return head_above(story, variant.headline_pt, style, desk.table), standing
    width = _width(slot, desk)
    head = set_head(story, width, variant.headline_pt, variant.deck, style, desk.table, desk.lexicon)
    return head or plain_head(story, width, style, desk.table), None


def most_air(variant: Variant, desk: Desk) -> int:
    """Grid lines of air that a head may have beyond its least and that are not white."""
    return STANDING_AIR if variant.strip else desk.style.headline.air_preferred


_Settled = tuple[Variant, Flow, tuple[BodyLine, ...]]


def _width(slot: Slot, desk: Desk) -> int:
    grid = desk.style.grid
    columns = slot.region.columns
    return columns * grid.characters + (columns - 1) * grid.gutter - (2 if slot.story.box else 0)


def _heights(variant: Variant, space: int) -> tuple[int, ...]:
    text = space - variant.head_lines
    return tuple(max(0, text - taken) for taken in variant.taken())


def _pictures_within(variant: Variant, space: int) -> Variant:
    """A rectangle lower than its variant (an overset story): the pictures may not be higher than what is there."""
    room = space - variant.head_lines - (variant.sidebar_lines if variant.picture_columns else 0)
    total = sum(variant.picture_lines)
    if total <= room or not total:
        return variant
    return replace(variant, picture_lines=tuple(max(2, room * lines // total) for lines in variant.picture_lines))


def _settle(variant: Variant, lines: tuple[BodyLine, ...], space: int) -> _Settled:
    """Flow the lines; where a column would end short of its foot for the sake of a rule, set a paragraph of that
    column a line shorter or longer instead."""
    heights = _heights(variant, space)
    result = flow(lines, heights)
    if result.fits and result.waived:
        lines, result = _keep_the_rules(lines, result, variant.measure, heights)
    for _ in range(2 * len(heights)):
        ragged = _first_short_column(lines, heights, result)
        if ragged is None:
            break
        changed = _reset_paragraph(lines, result.columns[ragged], variant.measure, heights, result)
        if changed is None:
            break
        lines, result = changed
    return variant, result, lines


def _keep_the_rules(
    lines: tuple[BodyLine, ...], result: Flow, measure: int, heights: Sequence[int]
) -> tuple[tuple[BodyLine, ...], Flow]:
    """Lines that go in only with a widow or a subhead at a foot: one paragraph a line shorter or longer, the cheapest
    with which the rules can be kept; the same lines if there is none."""
    best: tuple[float, tuple[BodyLine, ...], Flow] | None = None
    for first, last in _paragraphs(lines, 0, len(lines)):
        for delta in (-1, 1):
            changed = _set_to(lines, first, last, measure, last - first + delta)
            if changed is None or (best and changed[1] >= best[0]):
                continue
            kept = flow(changed[0], heights)
            if kept.fits and not kept.waived:
                best = (changed[1], changed[0], kept)
    return (best[1], best[2]) if best else (lines, result)


def _first_short_column(lines: Sequence[BodyLine], heights: Sequence[int], result: Flow) -> int | None:
    """The first column that ends above its foot although copy goes on after it."""
    for number, (start, end) in enumerate(result.columns):
        used = sum(line.height for line in lines[start:end])
        if end < len(lines) and used < heights[number] and any(heights[number + 1 :]):
            return number
    return None


def _reset_paragraph(
    lines: tuple[BodyLine, ...], column: tuple[int, int], measure: int, heights: Sequence[int], before: Flow
) -> tuple[tuple[BodyLine, ...], Flow] | None:
    start, end = column
    options = []
    for first, last in _paragraphs(lines, start, end):
        for delta in (-1, 1):
            changed = _set_to(lines, first, last, measure, last - first + delta)
            if changed is None:
                continue
            new, cost = changed
            result = flow(new, heights)
            number = before.columns.index(column)
            used = sum(line.height for line in new[result.columns[number][0] : result.columns[number][1]])
            if used == heights[number] and (result.fits or not before.fits):
                options.append((cost, first, delta, new, result))
    if not options:
        return None
    _, _, _, new, result = min(options, key=lambda option: option[:3])
    return new, result


def _paragraphs(lines: Sequence[BodyLine], start: int, end: int) -> list[tuple[int, int]]:
    """(first, last + 1) of the body paragraphs that begin in lines start … end."""
    found = []
    for index in range(start, min(end, len(lines))):
        line = lines[index]
        if line.role == "body" and line.first:
            last = index
            while not lines[last].last:
                last += 1
            found.append((index, last + 1))
    return found


def _set_to(
    lines: tuple[BodyLine, ...], first: int, last: int, measure: int, count: int
) -> tuple[tuple[BodyLine, ...], float] | None:
    shaped = lines[first].lines[0].shaped
    indent = lines[first].lines[0].places[0]
    found = break_lines_to(shaped, measure * EM, indent, count, WORST_RESET) if 0 < count <= LONGEST_RESET else None
    if found is None:
        return None
    ends, cost = found
    starts = (0, *ends[:-1])
    new = [
        replace(
            lines[first],
            lines=(fill(shaped, start, end, measure * EM, indent if start == 0 else 0),),
            first=start == 0,
            last=end == len(shaped),
        )
        for start, end in zip(starts, ends, strict=True)
    ]
    return (*lines[:first], *new, *lines[last:]), cost


def _make_room(
    slot: Slot, variant: Variant, head: Head, lines: tuple[BodyLine, ...], space: int, desk: Desk, best: _Settled
) -> _Settled:
    """Copy that misses its rectangle by a line or two: less air, then a lower picture, then a shorter paragraph."""
    tries = []
    if variant.head_lines > head.lines:
        tries.append(replace(variant, head_lines=variant.head_lines - 1))
        if variant.picture_lines:
            tries.append(_lower_pictures(slot, tries[-1], desk))
    if variant.picture_lines:
        tries.append(_lower_pictures(slot, variant, desk))
    for option in tries:
        settled = _settle(option, lines, space)
        if settled[1].fits:
            return settled
    for first, last in _paragraphs(lines, 0, len(lines)):
        changed = _set_to(lines, first, last, variant.measure, last - first - 1)
        if changed is not None:
            settled = _settle(variant, changed[0], space)
            if settled[1].fits:
                return settled
    return best


def _lower_pictures(slot: Slot, variant: Variant, desk: Desk) -> Variant:
    return replace(variant, picture_lines=tuple(max(2, lines - 1) for lines in variant.picture_lines))


def _spare(variant: Variant, lines: Sequence[BodyLine], space: int) -> int:
    """Grid lines that all columns could be shorter by."""
    spare = 0
    while spare < space:
        if not flow(lines, _heights(variant, space - spare - 1)).fits:
            break
        if min(space - spare - 1 - variant.head_lines - taken for taken in variant.taken()) < 0:
            break
        spare += 1
    return spare


def _take_up(
    slot: Slot, variant: Variant, head: Head, lines: tuple[BodyLine, ...], space: int, spare: int, desk: Desk
) -> tuple[Variant, Flow, tuple[BodyLine, ...], int]:
    """Use up spare lines: a higher picture, then air about the headline; what is left stays white at the foot."""
    most = most_air(variant, desk)
    best: tuple[int, Variant, Flow, tuple[BodyLine, ...]] | None = None
    for taller in range(5):
        grown = _grow_pictures(slot, variant, taller, desk)
        if grown is None:
            break
        settled = _settle(grown, lines, space)
        if not settled[1].fits:
            break
        left = _spare(grown, settled[2], space)
        air = max(0, min(left, most - (grown.head_lines - head.lines)))
        aired = replace(grown, head_lines=grown.head_lines + air)
        final = _settle(aired, lines, space - (left - air))
        if final[1].fits and (best is None or left - air < best[0]):
            best = (left - air, aired, final[1], final[2])
        if best and best[0] == 0:
            break
    if best is None:
        final = _settle(variant, lines, space - spare)
        return (variant, final[1], final[2], spare) if final[1].fits else (variant, flow(lines, _heights(variant, space)), lines, 0)
    return best[1], best[2], best[3], best[0]


def _grow_pictures(slot: Slot, variant: Variant, by: int, desk: Desk) -> Variant | None:
    if not by:
        return variant
    if not variant.picture_lines:
        return None
    width = inner_width(variant, slot, desk, variant.picture_columns)
    first = slot.story.lead.pictures[0]
    highest = picture_heights(first, width, desk)[-1][0]
    wanted = variant.picture_lines[0] + by
    if wanted > highest:
        return None
    return replace(variant, picture_lines=(wanted, *variant.picture_lines[1:]))


def inner_gutter(variant: Variant, slot: Slot, desk: Desk) -> float:
    """Points between the inner columns: what the whole ems of the measure leave over is shared out there."""
    if variant.inner < 2:
        return 0.0
    strip = variant.strip.em if variant.strip else 0
    return (_width(slot, desk) - strip - variant.inner * variant.measure) / (variant.inner - 1) * desk.style.grid.body_pt


def inner_width(variant: Variant, slot: Slot, desk: Desk, columns: int) -> float:
    """Width in points of so many inner columns with what is between them."""
    measure = variant.measure * desk.style.grid.body_pt
    return columns * measure + (columns - 1) * inner_gutter(variant, slot, desk)
