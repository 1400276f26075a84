"""A story that stands (竖排) and its rectangle in, its vertical lines in tiers beside its standing head out.

Vertical lines stand a leading apart and run from right to left; when a tier (栏) is full, the next one below goes on. All
tiers of a story are of one height, and the feet of the last are level with those of the columns beside the story.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from layout.body import BodyLine, set_body
from layout.desk import Desk
from layout.flow import Flow, flow, lines_needed
from layout.head import Head
from layout.plan.copyfit import headline_sizes
from layout.standing import LEAST_AIR_EM, StandingHead, head_above, set_standing
from layout.stories import Story

LEAST_MEASURE = 10  # em of a vertical line: below 12 it is only just to be read
MOST_MEASURE = 30
COMFORTABLE = (12, 28)
LEAST_GAP = 1.2  # grid lines between two tiers
MOST_HEADLINE_LINES = 3
MORE_AIR = 3  # vertical lines' room that the strip of the head may have beyond its least
FILLED = 0.5  # of the strip's height by the headline: what is less looks lost in it
STEP_COST = 3.0  # of a headline size that is not the preferred one
WIDEST_STRIP = 0.4  # of the story's width; a wider one has too little body beside it
STRIP_COST = 120.0  # for a strip of all of the width
WAIVED_COST = 20.0  # a subhead at the end of a tier, or a widow
EPSILON = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Tiered:
    """A story set for one rectangle. Lengths in points: `strip` is the width of the standing head's strip, `height` that
    of head and body from the top of the first em to the foot of the last, `gap` lies between two tiers."""

    above: Head
    standing: StandingHead
    deck: bool
    lines: tuple[BodyLine, ...]
    flow: Flow
    measure: int
    across: int  # vertical lines of a tier
    strip: float
    height: float
    gap: float
    white: float  # in cells of the grid
    cost: float

    @property
    def count(self) -> int:
        return len(self.flow.columns)

    def top(self, tier: int, em: float) -> float:
        """Points from the top of `height` to a tier. A single tier stands at the foot."""
        if self.count == 1:
            return self.height - self.measure * em
        return tier * (self.measure * em + self.gap)


class HeadChoice(NamedTuple):
    """A standing head that a story may have."""

    head: StandingHead
    deck: bool
    cost: float


class Wanted(NamedTuple):
    """What is asked of a way to set a story: that all of it goes in, and how many lines of a tier may stay white."""

    whole: bool = False
    most_spare: int | None = None


ANY = Wanted()


@lru_cache(maxsize=256)
def standing_heads(story: Story, with_byline: bool, desk: Desk) -> tuple[HeadChoice, ...]:
    """The standing heads that a story may have: sizes of its rank, in one to three lines, with the deck or without."""
    style = desk.style
    found = []
    decks = (True, False) if story.lead.deck else (True,)
    for place, size in enumerate(headline_sizes(story, style)):
        for deck in decks:
            for count in range(1, MOST_HEADLINE_LINES + 1):
                head = set_standing(story, count, size, deck, with_byline, style, desk.table, desk.lexicon)
                if head is not None:
                    cost = STEP_COST * place + (0.0 if deck else desk.style.score.deck) + 2.0 * (count - 1)
                    found.append(HeadChoice(head, deck, cost))
    return tuple(found)


@lru_cache(maxsize=512)
def _body(story: Story, measure: int, desk: Desk) -> tuple[tuple[BodyLine, ...], int]:
    """The vertical lines of a story, and how many they are."""
    body = set_body(story, measure, desk.style.standing, desk.table, desk.lexicon)
    return body, lines_needed(body)


def set_tiers(story: Story, columns: int, lines: int, desk: Desk, wanted: Wanted = ANY) -> Tiered | None:
    """A story and the base columns and grid lines of its rectangle in; the cheapest way to set it there out, None if
    there is none. What does not go in is the flow's overset."""
    best: Tiered | None = None
    for choice in standing_heads(story, True, desk):
        for option in _options(story, columns, lines, choice, wanted, desk):
            if best is None or option.cost < best.cost - EPSILON:
                best = option
    return best


def _options(
    story: Story, columns: int, lines: int, choice: HeadChoice, wanted: Wanted, desk: Desk
) -> Iterator[Tiered]:
    """The ways to set a story with one head, by the number of tiers."""
    style, head = desk.style, choice.head
    above = head_above(story, head.headline_pt, style, desk.table)
    em, leading = style.grid.body_pt, style.grid.leading_pt
    cell = style.grid.characters * em * leading
    width = (style.grid.measure(columns) - story.inset) * em
    height = (lines - story.inset - above.lines) * leading - (leading - em)
    least = head.across + max(LEAST_AIR_EM * em, head.air) + em
    most = math.floor((width - least - em) / leading + EPSILON) + 1
    if head.down > height or most < 1:
        return
    cost = choice.cost + max(0.0, FILLED * height - head.down) * least / cell
    for count in range(1, math.ceil(height / (LEAST_MEASURE * em)) + 1):
        measure = math.floor((height - (count - 1) * LEAST_GAP * leading) / count / em + EPSILON)
        if measure < LEAST_MEASURE:
            break
        if measure > MOST_MEASURE:
            continue
        body, needed = _body(story, measure, desk)
        share = -(-needed // count)
        if wanted.whole and share > most:
            continue
        if wanted.most_spare is not None and share < most - wanted.most_spare:
            continue
        across, found = _flowed(body, needed, count, most)
        if wanted.whole and not found.fits:
            continue
        spare = most - across
        air = min(spare, MORE_AIR)
        white = (max(0, count * across - needed) * measure * em * leading + (spare - air) * leading * height) / cell
        gap = (height - count * measure * em) / (count - 1) if count > 1 else 0.0
        # What is left over beside whole lines goes to the strip, so that the last line is flush with the edge.
        strip = width - (most - 1) * leading - em + air * leading
        total = cost + white + 0.3 * air * columns + _measure_cost(measure) + strip_cost(strip / width)
        total += WAIVED_COST * bool(found.waived) + style.score.overset * (len(body) - found.overset)
        yield Tiered(above, head, choice.deck, body, found, measure, across, strip, height, gap, white, total)


def _flowed(body: tuple[BodyLine, ...], needed: int, count: int, most: int) -> tuple[int, Flow]:
    """The fewest lines a tier, at most so many, that hold the body within the rules for the ends of tiers."""
    first = max(1, -(-needed // count))
    for across in range(first, min(first + 2, most) + 1):
        found = flow(body, [across] * count)
        if found.fits and not found.waived:
            return across, found
    across = min(first, most)
    found = flow(body, [across] * count)
    return (across, found) if found.fits or across == most else (most, flow(body, [most] * count))


def strip_cost(share: float) -> float:
    """What a standing head's strip costs by its share of the story's width."""
    return STRIP_COST * max(0.0, share - WIDEST_STRIP)


def _measure_cost(measure: int) -> float:
    low, high = COMFORTABLE
    return 4.0 * max(0, low - measure, measure - high)
