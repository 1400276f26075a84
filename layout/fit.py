"""Fit: a story in its rectangle, so that its columns end together on the last line.

What varies: the air about the headline and the pictures' heights about what was planned, and with each of them
paragraphs a line longer or shorter (`layout/even.py`). Leading and type never change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from layout.body import BodyLine, set_body
from layout.desk import Desk
from layout.even import Even, even_feet
from layout.flow import Flow, flow_outline, outline_of, white_of
from layout.head import Head, plain_head, set_head
from layout.looseness import Move, can_be_made, move_of, moved, paragraphs, set_with
from layout.plan.copyfit import misplaced
from layout.plan.illustrations import picture_heights
from layout.plan.types import Slot, Variant
from layout.standing import STANDING_AIR, StandingHead, head_above, set_body_beside, set_standing

FARTHEST = 8  # grid lines that a picture may be higher or lower than planned
AIR_STEP = 2.0  # cost of a line of air more or less than planned
PICTURE_STEP = 1.0
LENIENT = 2.0  # times the demerits that a paragraph may else cost, where columns would end unevenly
LEAST_PICTURE = 6  # grid lines of a picture with its caption
CUT_FOR_FEET = 6  # lines of copy that is cut anyway, by one of white that they save
NEAR = 4  # grid lines of white that taller pictures and air are tried against, one by one


class Fitted(NamedTuple):
    """A story as it will stand: `variant` with its last heights, the body lines and where they flow."""

    head: Head
    variant: Variant
    lines: tuple[BodyLine, ...]
    heights: tuple[int, ...]
    flow: Flow
    spare: int  # grid lines at the foot that nothing could fill
    moves: tuple[Move, ...] = ()  # paragraphs that were set longer or shorter
    standing: StandingHead | None = None  # what of the head stands beside the body; `head` is what lies above it


class _Tried(NamedTuple):
    variant: Variant
    even: Even
    spare: int
    cost: float

    @property
    def badness(self) -> tuple[int, int, int, float]:
        """Lost copy before white space, white space before a broken keep rule, then what was changed. Of copy that is cut in
        any case a few lines more may go for even feet."""
        left = self.even.flow.total - self.even.flow.overset
        white = self.even.white + self.spare * self.variant.inner
        return left + CUT_FOR_FEET * white if left else 0, white, self.even.flow.waived, self.cost


def fit(slot: Slot, desk: Desk) -> Fitted:
    """A slot in, its story fitted to the rectangle out; `flow.overset` says what did not go in."""
    story, region = slot.story, slot.region
    variant = slot.variant._replace(head_lines=max(slot.variant.head_lines, 1))
    head, standing = _head(slot, variant, desk)
    variant = variant._replace(head_lines=max(variant.head_lines, head.lines))
    set_all = set_body_beside if standing else set_body
    lines = set_all(story, variant.measure, desk.style, desk.table, desk.lexicon)
    space = region.lines - variant.inset
    variant = _pictures_within(_sidebars_within(variant, space), space)
    best = _fitted(slot, variant, head, lines, space, desk)
    heights = _heights(best.variant, space - best.spare)
    lines = set_with(lines, best.even.moves, variant.measure)
    return Fitted(head, best.variant, lines, heights, best.even.flow, best.spare, best.even.moves, standing)


def _head(slot: Slot, variant: Variant, desk: Desk) -> tuple[Head, StandingHead | None]:
    """The head above the body and, if the headline stands, the one beside it."""
    story, style = slot.story, desk.style
    if variant.strip is not None:
        standing = set_standing(
            story, variant.strip.headline_lines, variant.headline_pt, variant.deck, False, style, desk.table, desk.lexicon
        )
        return head_above(story, variant.headline_pt, style, desk.table), standing
    return _head_across(slot, variant, desk) or plain_head(story, _width(slot, desk), variant.deck, style, desk.table), None


def _head_across(slot: Slot, variant: Variant, desk: Desk) -> Head | None:
    width = _width(slot, desk)
    return set_head(slot.story, width, variant.headline_pt, variant.deck, desk.style, desk.table, desk.lexicon)


def has_head(slot: Slot, desk: Desk) -> bool:
    """Whether the headline of a slot's story, which lies, goes in at the size and in the height of its variant."""
    head = _head_across(slot, slot.variant, desk)
    return head is not None and head.lines <= slot.variant.head_lines


def most_air(variant: Variant, desk: Desk) -> int:
    """Grid lines of air that a head may have beyond its least and that are not white."""
    return STANDING_AIR if variant.strip else desk.style.headline.air_preferred


def _width(slot: Slot, desk: Desk) -> int:
    return desk.style.grid.measure(slot.region.columns) - slot.story.inset


def _heights(variant: Variant, space: int) -> tuple[int, ...]:
    text = space - variant.head_lines
    return tuple(max(0, text - taken) for taken in variant.taken())


def _sidebars_within(variant: Variant, space: int) -> Variant:
    """The same with sidebars: those that are higher than what is there are left out, and that is said."""
    if variant.sidebar_lines <= space - variant.head_lines:
        return variant
    return variant._replace(sidebar_columns=0, sidebar_lines=0)


def _pictures_within(variant: Variant, space: int) -> Variant:
    """A rectangle lower than its variant (an overset story): the pictures may not be higher than what is there."""
    room = space - variant.head_lines - (variant.sidebar_lines if variant.picture_columns else 0)
    total = max(variant.pictured(), default=0)
    if total <= room or not total:
        return variant
    if min(room * lines // total for lines in variant.picture_lines) < LEAST_PICTURE:
        return variant.without_pictures()  # nothing could be seen: they are left out, and that is said
    return variant._replace(picture_lines=tuple(max(2, room * lines // total) for lines in variant.picture_lines))


def _fitted(
    slot: Slot, variant: Variant, head: Head, lines: tuple[BodyLine, ...], space: int, desk: Desk
) -> _Tried:
    """The least change of the planned variant with which the columns are full; else the least white, at the feet of all
    columns alike."""
    if variant.moves:
        known = _as_it_was(variant, lines, space)
        if known is not None and known.even.is_full:
            return known
    changes = sorted(_changes(slot, variant, head, desk), key=lambda change: change[0])
    able = [(cost, changed) for cost, changed in changes if _stands(changed, space)]
    best = _try(variant, lines, space, 0, 0.0, desk)
    for cost, changed in able:
        if best.even.is_full and (not misplaced(best.even, best.variant) or best.cost <= cost):
            return best
        best = min(best, _try(changed, lines, space, 0, cost, desk), key=lambda tried: tried.badness)
    if best.even.is_full or not best.even.flow.fits:
        return best
    # Uneven feet are seen by every reader, a paragraph somewhat looser by few.
    tries = (_try(changed, lines, space, 0, cost, desk, LENIENT) for cost, changed in able)
    full = next((tried for tried in tries if tried.even.is_full), None)
    return full or _with_white(best, slot, variant, [changed for _, changed in changes], lines, space, desk)


def _with_white(
    best: _Tried, slot: Slot, planned: Variant, changes: list[Variant], lines: tuple[BodyLine, ...], space: int, desk: Desk
) -> _Tried:
    """The least white at the feet of all columns alike above which a change of the planned variant stands; what was the
    best without, if there is none."""
    tallest = max(changes, key=_taken_up)
    options = changes
    for spare in range(1, space):
        if spare > NEAR:
            # Farther from the foot as planned, or with all that it can take up.
            options = [planned, tallest] if spare == slot.region.lines - slot.variant.lines else [tallest]
        tries = [_try(changed, lines, space, spare, 0.0, desk) for changed in options if _stands(changed, space - spare)]
        full = [tried for tried in tries if tried.even.is_full]
        if full:
            return full[0]
        fitting = [tried for tried in tries if tried.even.flow.fits]
        if not fitting:
            break
        # No height makes them quite even: white in the last column alone would look like copy that is missing.
        best = min((best, *fitting), key=lambda tried: (tried.even.white, tried.spare))
    return best


def _as_it_was(variant: Variant, lines: tuple[BodyLine, ...], space: int) -> _Tried | None:
    """The variant with the paragraphs longer and shorter that it had when its page was accepted."""
    found = paragraphs(lines)
    if any(number >= len(found) for number, _ in variant.moves):
        return None
    moves = tuple(move_of(lines, *found[number], delta) for number, delta in variant.moves)
    if not can_be_made(lines, moves, variant.measure):
        return None
    heights = _heights(variant, space)
    outline = moved(outline_of(lines), moves)
    result = flow_outline(outline, heights)
    return _Tried(variant, Even(moves, result, sum(white_of(outline, heights, result))), 0, 0.0)


def _stands(variant: Variant, space: int) -> bool:
    """Whether pictures and sidebars are no higher than the columns."""
    return variant.head_lines + max((*variant.taken(), 0)) <= space


def _taken_up(variant: Variant) -> int:
    return variant.head_lines * variant.columns + sum(variant.pictured())


def _try(
    variant: Variant, lines: tuple[BodyLine, ...], space: int, spare: int, cost: float, desk: Desk, lenient: float = 1.0
) -> _Tried:
    score = desk.style.score
    even = even_feet(lines, variant.measure, _heights(variant, space - spare), lenient * score.worst_paragraph)
    return _Tried(variant, even, spare, cost + even.demerits * score.loose / 1000 + score.lonely * misplaced(even, variant))


def _changes(slot: Slot, variant: Variant, head: Head, desk: Desk) -> Iterator[tuple[float, Variant]]:
    """The planned variant, and with more or less air and higher or lower pictures, each with what the change costs."""
    least, most = head.lines, max(variant.head_lines, head.lines + most_air(variant, desk))
    pictures = list(_picture_changes(slot, variant, desk))
    for head_lines in range(least, most + 1):
        air = AIR_STEP * abs(head_lines - variant.head_lines)
        for cost, picture_lines in pictures:
            yield air + cost, variant._replace(head_lines=head_lines, picture_lines=picture_lines)


def _picture_changes(slot: Slot, variant: Variant, desk: Desk) -> Iterator[tuple[float, tuple[int, ...]]]:
    """The heights of the pictures as planned, and with one of them higher or lower within its limits."""
    planned = variant.picture_lines
    yield 0.0, planned
    if not planned:
        return
    for number, picture in enumerate(slot.story.lead.pictures[: len(planned)]):
        width = inner_width(variant, slot, desk, variant.width_of(number))
        for lines, _ in picture_heights(picture, width, desk):
            step = abs(lines - planned[number])
            if 0 < step <= FARTHEST:
                yield PICTURE_STEP * step, (*planned[:number], lines, *planned[number + 1 :])


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
