"""The copyfit table of stories that stand: a story and a width in, its variants with a vertical headline (竖题) or set
vertically as a whole (竖排) out, heights in whole grid lines as for all others.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from layout import tiers
from layout.desk import Desk
from layout.plan.copyfit import Body, body_of, proved_cost, shape_cost, text_heights
from layout.plan.illustrations import picture_options
from layout.plan.types import Strip, Variant
from layout.standing import LEAST_AIR_EM, STANDING_AIR, head_above, set_body_beside
from layout.stories import Story
from layout.style import ScoreStyle
from layout.tiers import Tiered, Wanted, set_tiers, standing_heads, strip_cost

MOST_LOOSE = 6  # em of a strip beyond its least
MOST_SPARE = 6  # vertical lines of a tier that may stay white
TOO_HIGH = 40  # grid lines above the last height that a story fills: it fills none that is higher
LEAST_MEASURE = 9  # body em of a column beside a strip
MOST_MEASURE = 22
FILLED = 0.6  # of a strip's height by its headline: what is less looks lost in it
MEASURE_COST = 10.0


@lru_cache(maxsize=1024)
def standing_variants(story: Story, columns: int, limit: int, desk: Desk) -> tuple[Variant, ...]:
    """Every way to set a story that stands over `columns` base columns and at most `limit` lines: the cheapest of each
    height, lowest first."""
    best: dict[int, Variant] = {}
    if desk.style.grid.fold_em:
        return ()  # lines that stand would come to lie on the fold of a spread
    ways = _in_tiers(story, columns, limit, desk) if story.vertical == "story" else _beside_strips(story, columns, desk)
    for variant in ways:
        if variant.lines <= limit and (variant.lines not in best or variant.cost < best[variant.lines].cost):
            best[variant.lines] = variant
    return tuple(variant._replace(terms=(("standing", variant.cost),)) for _, variant in sorted(best.items()))


def least_lines(variant: Variant) -> int:
    """Grid lines without which a standing head does not go in."""
    return variant.head_lines + variant.inset + (variant.strip.lines if variant.strip else 0)


def _beside_strips(story: Story, columns: int, desk: Desk) -> Iterator[Variant]:
    """竖题: the variants with a standing head in a strip and the body in columns beside it."""
    style = desk.style
    grid = style.grid
    width = grid.measure(columns) - story.inset
    for head, deck, head_cost in standing_heads(story, False, desk):
        least = math.ceil(max(LEAST_AIR_EM, head.air / grid.body_pt) + head.across / grid.body_pt)
        above = head_above(story, head.headline_pt, style, desk.table)
        for inner, measure in _columns_beside(width - least, columns, desk):
            across = inner * measure + (inner - 1) * grid.gutter
            strip = Strip(width - across, head.headline_lines, math.ceil(head.down / grid.leading_pt + 1))
            if strip.em - least > MOST_LOOSE:
                continue
            lines = set_body_beside(story, measure, style, desk.table, desk.lexicon)
            body = body_of(lines, measure, style.score.worst_paragraph)
            cost = head_cost + _measure_cost(story, measure, desk) + strip_cost(strip.em / width)
            for option in picture_options(story, columns, inner, measure, above, deck, body.text, desk, strip):
                sized = option._replace(headline_pt=head.headline_pt)
                for variant in _filled(sized, body, desk.style.score):
                    yield from _aired(story, variant, strip, cost, width - across - least, desk)


def _filled(option: Variant, body: Body, score: ScoreStyle) -> Iterator[Variant]:
    """An option at every height at which its columns are about full."""
    for height, cost in text_heights(option, body, score):
        proved = proved_cost(option, body, height, score)
        if proved is not None:
            lines = option.head_lines + height + option.inset
            yield option._replace(lines=lines, cost=option.cost + cost + proved.more)


def _in_tiers(story: Story, columns: int, limit: int, desk: Desk) -> Iterator[Variant]:
    """竖排: a variant for every height at which the tiers fill their rectangle but for a few lines; of a story that is too
    short for so wide a rectangle the lowest, with much white."""
    style = desk.style
    found: list[tuple[int, Tiered]] = []
    for lines in range(LEAST_MEASURE, limit + 1):
        if found and lines > found[-1][0] + TOO_HIGH:
            break
        tiered = set_tiers(story, columns, lines, desk, Wanted(whole=True, most_spare=MOST_SPARE))
        if tiered is not None:
            found.append((lines, tiered))
    if not found:
        ways = (
            (lines, set_tiers(story, columns, lines, desk, Wanted(whole=True)))
            for lines in range(LEAST_MEASURE, limit + 1)
        )
        found = list(islice(((lines, tiered) for lines, tiered in ways if tiered is not None), 1))
    for lines, tiered in found:
        head = tiered.standing
        em, leading = style.grid.body_pt, style.grid.leading_pt
        down = max(head.down, tiers.LEAST_MEASURE * em) + leading - em
        strip = Strip(math.ceil(tiered.strip / em), head.headline_lines, math.ceil(down / leading))
        cost = tiered.cost + shape_cost(columns, lines, style, story)
        yield Variant(
            columns, lines, 1, tiered.measure, head.headline_pt, tiered.deck, tiered.above.lines,
            inset=story.inset, cost=cost, strip=strip, tiers=tiered.count,
        )  # fmt: skip


def _columns_beside(room: int, columns: int, desk: Desk) -> Iterable[tuple[int, int]]:
    """(inner columns, measure) that go into so many em beside a strip: as wide as can be, or as the base columns are."""
    grid = desk.style.grid
    found = []
    for inner in range(1, columns + 1):
        measure = (room - (inner - 1) * grid.gutter) // inner
        found += [
            (inner, wide) for wide in (measure, grid.characters) if LEAST_MEASURE <= wide <= min(measure, MOST_MEASURE)
        ]
    return dict.fromkeys(found)


def _measure_cost(story: Story, measure: int, desk: Desk) -> float:
    """News is set in columns about as wide as the base column, features and boxes half as wide again."""
    wide = story.box or story.lead.kind in ("feature", "commentary")
    return MEASURE_COST * abs(math.log(measure / desk.style.grid.characters / (1.4 if wide else 1.0)))


def _aired(story: Story, variant: Variant, strip: Strip, cost: float, loose_em: int, desk: Desk) -> Iterator[Variant]:
    """A variant as high as its strip at least, with the costs of what stays white in the strip; and with a line more of
    air above."""
    characters = desk.style.grid.characters
    lifted = max(0, least_lines(variant) - variant.lines)
    for air in range(STANDING_AIR + 1):
        lines = variant.lines + lifted + air
        height = lines - air - variant.head_lines - variant.inset
        unfilled = max(0.0, FILLED * height - strip.lines) * strip.em / characters
        white = desk.style.score.white * lifted * variant.columns + unfilled + loose_em * height / characters
        total = variant.cost + cost + white + desk.style.score.air * air * variant.columns
        total += shape_cost(variant.columns, lines, desk.style, story)
        yield variant._replace(lines=lines, head_lines=variant.head_lines + air, cost=total)
