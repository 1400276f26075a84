"""The copyfit table: a story and a width in, its height in whole grid lines for every variant out.

Heights come from really breaking the lines; what varies is the headline's size, the deck, the inner columns (破栏),
the pictures' width and height, and the air about the headline.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

from layout.body import BodyLine, set_body
from layout.desk import Desk
from layout.even import MOST_MOVES, Even, even_feet
from layout.flow import KEPT, lines_needed
from layout.head import Head, set_head
from layout.looseness import moves_of
from layout.plan.illustrations import apart_cost, picture_options, thin_cost
from layout.plan.types import Variant
from layout.stories import Story
from layout.style import ScoreStyle, Style

MOST_PROVED = 6  # candidates of one height that are really flowed
TALLEST, LOWEST = 1.9, 0.3  # heights by widths at which a block begins to be a sliver, or squat
WANTED_SHARE = {1: 0.66, 2: 0.5, 3: 0.33, 4: 0.33, 5: 0.33}  # of the page's width, by rank
TABLE_MEASURE = 18  # body em that a table asks for
PARTED = 10  # times as bad as a widow: a subhead or a table in two columns
LEAST_HIGH = 4  # lines of text in each of several columns
SMALL_RANK = 4  # the headlines of this and below are small
LEAST_MEASURE = 8  # body em of a column of text
SHORT_TEXT = 400  # characters that may stand in lines over two base columns


def inner_columns(story: Story, columns: int, style: Style) -> tuple[tuple[int, int, int], ...]:
    """(inner columns, their measure in body em, preference) for a story over so many base columns, best first.

    Features, commentaries and boxes are set wider (破栏); news keeps the base columns but over three, where two wider
    ones make a change on the page, and short ones over two, whose columns may have no way to end together. Where the
    style merges columns, all text is, down to half as many.
    """
    grid = style.grid
    wide = story.box or story.lead.kind in ("feature", "commentary")
    tabular = _has_table(story)
    pinned = story.pin.variant.inner_columns if story.pin else 0
    if pinned and grid.serves(pinned, columns):
        measure = inner_measure(story, columns, pinned, style)
        return ((pinned, measure, 0),) if measure >= LEAST_MEASURE else ()
    merged = style.setting.merge_em if columns > 1 and _has_text(story) and not style.grid.fold_em else 0
    found = []
    for inner in range(max(1, columns // 2 if tabular or merged else columns - 1), columns + 1):
        measure = inner_measure(story, columns, inner, style)
        if not grid.serves(inner, columns):
            continue
        if (measure < LEAST_MEASURE or (tabular and not grid.fold_em and measure < TABLE_MEASURE)) and inner > 1:
            continue
        short = columns == 2 and story.characters <= SHORT_TEXT
        if inner < columns and not (wide or tabular or columns == 3 or merged or short):
            continue
        preferred = measure >= merged if merged else (inner < columns) == (wide or tabular) or columns == 1
        found.append((inner, measure, 0 if preferred else 3 if short and inner < columns else 2 if merged else 1))
    return tuple(sorted(found, key=lambda option: (option[2], option[1] if merged else 0)))


def _has_text(story: Story) -> bool:
    return any(block.kind == "paragraph" for part in story.parts for block in part.blocks)


def inner_measure(story: Story, columns: int, inner: int, style: Style) -> int:
    """The measure in body em of `inner` columns over so many base columns."""
    grid = style.grid
    width = grid.measure(columns) - story.inset
    return (width - (inner - 1) * grid.gutter) // inner


def _has_table(story: Story) -> bool:
    return any(block.kind == "table" for part in story.parts for block in part.blocks)


class Candidate(NamedTuple):
    """A variant that is not yet proved, and the text's height without what lies above it. `cost` is the least that it
    costs, the sum of `parts` by the names of `PARTS`."""

    cost: float
    variant: Variant
    height: int
    parts: tuple[float, ...]


PARTS = ("filling", "uneven", "pictures", "headline", "deck", "columns", "air", "shape")


@lru_cache(maxsize=2048)
def variants(story: Story, columns: int, limit: int, desk: Desk) -> tuple[Variant, ...]:
    """Every way to set a story over `columns` base columns that is at most `limit` lines high: the cheapest of each
    height, lowest first."""
    score = desk.style.score
    by_lines: dict[int, list[Candidate]] = {}
    bodies: dict[int, Body] = {}
    shape = lru_cache(maxsize=None)(partial(shape_cost, columns, style=desk.style, story=story))
    for inner, measure, preference in inner_columns(story, columns, desk.style):
        lines_set = set_body(story, measure, desk.style, desk.table, desk.lexicon)
        bodies[measure] = body = body_of(lines_set, measure, score.worst_paragraph)
        in_columns = score.columns * preference + score.poor_line * _poor_lines(body.lines)
        _find_candidates(by_lines, story, columns, inner, measure, body, in_columns, shape, limit, desk)
    cheapest = (_cheapest(lines, candidates, bodies, score) for lines, candidates in sorted(by_lines.items()))
    return tuple(variant for variant in cheapest if variant is not None)


def _find_candidates(
    by_lines: dict[int, list[Candidate]],
    story: Story, columns: int, inner: int, measure: int, body: Body, in_columns: float, shape: Callable[[int], float],
    limit: int, desk: Desk,
) -> None:  # fmt: skip
    """Add the ways to set a body in `inner` columns at a measure, which cost so much, to those of their heights: with every
    head, picture and height of the columns, and so many lines of air; `shape` tells what a height costs. Of each height the
    cheapest are kept, in order."""
    style, score = desk.style, desk.style.score
    # Air under a label alone would be a hole.
    most_air = 0 if story.is_group else style.headline.air_preferred
    for head, deck, head_cost, deck_cost in _heads(story, columns, desk):
        airs = [
            (score.air * paid_air(extra, story) + score.white * white_air(head, extra, style)) * columns
            for extra in range(most_air + 1)
        ]
        for option in picture_options(story, columns, inner, measure, head, deck, body.text, desk):
            uneven = option.pictured()
            if len(set(uneven)) < 2:
                uneven = ()
            for height, filling in text_heights(option, body, score):
                least = head.lines + height + option.inset
                if least > limit:
                    continue
                thin = thin_cost(uneven, height, score) + _flat_cost(inner, height, body, score)
                if option.apart_columns:
                    thin += apart_cost(option, height, score)
                pictured = option.cost + thin
                for lines, air in enumerate(airs[: limit + 1 - least], least):
                    cost = filling + pictured + head_cost + deck_cost + in_columns + air + shape(lines)
                    found = by_lines.setdefault(lines, [])
                    if len(found) == MOST_PROVED:
                        if cost >= found[-1].cost:
                            continue
                        del found[-1]
                    parts = (filling, 0.0, pictured, head_cost, deck_cost, in_columns, air, shape(lines))
                    insort(found, Candidate(cost, option, height, parts), key=_cost_of)


def _cost_of(candidate: Candidate) -> float:
    return candidate.cost


def _flat_cost(inner: int, height: int, body: Body, score: ScoreStyle) -> float:
    """What it costs to have text of two or three lines in columns side by side: it is read faster in one."""
    return score.thin * inner * max(0, LEAST_HIGH - height) if inner > 1 and body.text else 0.0


def paid_air(air: int, story: Story) -> int:
    """How many lines' worth of air about a head are paid for: about a small headline all but the first make a hole."""
    return air if story.rank < SMALL_RANK else air + 2 * max(0, air - 1)


def white_air(head: Head, extra: int, style: Style) -> int:
    """The grid lines of air about a head, `extra` ones among them, that are white: all beyond `air_preferred` and one and a
    half. What begins with a label or ends with a byline has its air between them."""
    if not head.rows or head.byline or head.rows[0].role == "label":
        return 0
    leading = style.grid.leading_pt
    blank = sum(row.depth - row.size for row in (head.rows[0], head.rows[-1])) / 2
    air = head.lines + extra - (head.depth - blank) / leading
    return max(0, math.floor(air - style.headline.air_preferred - 1.0))


def _poor_lines(body: tuple[BodyLine, ...]) -> int:
    """Lines that are loose, ragged or end within a word: at this measure the text does not set well."""
    return sum(text.loose or text.parted or text.ragged for line in body for text in line.lines if line.role == "body")


def _cheapest(
    lines: int, candidates: list[Candidate], bodies: Mapping[int, Body], score: ScoreStyle
) -> Variant | None:
    """The cheapest of candidates that are so many lines high, the least dear first, their bodies really flowed."""
    best: Candidate | None = None
    for candidate in candidates:
        if best is not None and candidate.cost >= best.cost:
            break
        variant = candidate.variant
        proved = proved_cost(variant, bodies[variant.measure], candidate.height, score)
        if proved is not None and (best is None or candidate.cost + proved.more < best.cost):
            parts = (candidate.parts[0] + proved.more - proved.uneven, proved.uneven, *candidate.parts[2:])
            best = candidate._replace(cost=candidate.cost + proved.more, parts=parts)
    if best is None:
        return None
    terms = tuple((name, part) for name, part in zip(PARTS, best.parts, strict=True) if part)
    head_lines = lines - best.height - best.variant.inset
    return best.variant._replace(lines=lines, head_lines=head_lines, cost=best.cost, terms=terms)


class Body(NamedTuple):
    """The lines of a body at a measure, and what filling columns with them needs to know: how many grid lines they take,
    the demerits of so many paragraphs set longer and shorter, the cheapest first (0, 1, 2 … of them), how many lines of air
    the heads of columns may swallow."""

    lines: tuple[BodyLine, ...]
    text: int
    longer: tuple[float, ...]
    shorter: tuple[float, ...]
    airs: int


@lru_cache(maxsize=2048)
def body_of(lines: tuple[BodyLine, ...], measure: int, worst: float) -> Body:
    moves = moves_of(lines, measure, worst)
    longer, shorter = (
        tuple(accumulate([move.demerits for move in moves if move.delta == delta][:MOST_MOVES], initial=0.0)) for delta in (1, -1)
    )
    return Body(lines, lines_needed(lines), longer, shorter, sum(line.air for line in lines))


def text_heights(option: Variant, body: Body, score: ScoreStyle) -> Iterator[tuple[int, float]]:
    """The heights at which the columns of an option are about full, each with the least that filling them costs."""
    taken = option.taken()
    inner, most, gone = len(taken), max(taken, default=0), sum(taken)
    if not body.text:
        yield most, 0.0
        return
    dropped = min(inner, body.airs)
    least = most + (2 if most else 1)
    height = max(least, -(-(body.text - MOST_MOVES - dropped + gone) // inner))
    while True:
        needed = inner * height - gone - body.text
        if needed > inner + MOST_MOVES and height > least:
            return
        cost = _filling_cost(body, needed, dropped, score)
        if cost is not None:
            yield height, cost
        height += 1


def _filling_cost(body: Body, needed: int, dropped: int, score: ScoreStyle) -> float | None:
    """The least that it costs to have `needed` more lines of text, or up to `dropped` more; None if it cannot be."""
    if needed <= 0 <= needed + dropped:
        return 0.0
    wanted = needed if needed > 0 else needed + dropped
    demerits = body.longer if wanted > 0 else body.shorter
    made = min(abs(wanted), len(demerits) - 1)
    short = abs(wanted) - made
    if short and wanted < 0:
        return None
    return demerits[made] * score.loose / 1000 + (score.white * short + score.uneven if short else 0.0)


class Proved(NamedTuple):
    """What filling columns costs: so much `more` than the estimate of `text_heights`, and of all of it what is for feet
    that are uneven."""

    more: float
    uneven: float


def proved_cost(variant: Variant, body: Body, height: int, score: ScoreStyle) -> Proved | None:
    """What it costs to fill the columns at a height; None if the body does not go in."""
    taken = variant.taken()
    even = even_feet(body.lines, variant.measure, tuple(max(0, height - part) for part in taken), score.worst_paragraph)
    if not even.flow.fits:
        return None
    needed = len(taken) * height - sum(taken) - body.text
    estimate = _filling_cost(body, needed, min(len(taken), body.airs), score) or 0.0
    uneven = score.white * even.white + score.uneven if even.white else 0.0
    cost = even.demerits * score.loose / 1000 + uneven
    if even.flow.waived:
        cost += score.widow * (PARTED if even.flow.waived == KEPT else 1)
    cost += score.lonely * misplaced(even, variant)
    return Proved(max(0.0, cost - estimate), uneven)


def misplaced(even: Even, variant: Variant) -> int:
    """How many subheads stand badly: over a single line at the foot of a column, or under a picture, where each looks like
    the headline of another story."""
    return even.lonely + sum(map(variant.under_pictures, even.headed))


def _heads(story: Story, columns: int, desk: Desk) -> list[tuple[Head, bool, float, float]]:
    """The heads of a story at a width, whether each has its deck, and what headline and deck cost: sizes of the story's
    rank, with the deck or without."""
    style, score = desk.style, desk.style.score
    width = style.grid.measure(columns) - story.inset
    found = []
    for place, size in enumerate(headline_sizes(story, style)):
        for deck in _decks(story, style):
            head = set_head(story, width, size, deck, style, desk.table, desk.lexicon)
            if head is None:
                continue
            rows = sum(len(row.lines) for row in head.rows if row.role == "headline")
            turned = sum(len(row.lines) - 1 for row in head.rows if row.role in ("kicker", "deck"))
            cost = score.headline * place + score.headline_line * max(0, rows - (1 if columns > 3 else 2))
            cost += score.headline_short * max(0.0, 0.5 - head.fill) + 2.4 * score.headline_line * turned
            found.append((head, deck, cost, 0.0 if deck or _decks(story, style) == (False,) else score.deck))
        if story.is_group:
            break
    return found


def _decks(story: Story, style: Style) -> tuple[bool, ...]:
    """Whether a story may have its deck, and whether it may go without."""
    if not story.lead.deck or story.is_group:
        return (True,)
    if story.pin and story.pin.variant.deck is not None:
        return (story.pin.variant.deck,)
    return (True, False) if "smaller" in style.makeup.too_much else (True,)


def headline_sizes(story: Story, style: Style) -> tuple[float, ...]:
    """The sizes that a story's headline may have, the preferred first: those of its rank that the style allows where copy
    is too much or too little, or the one it is pinned to."""
    if story.pin and story.pin.headline_pt:
        return (story.pin.headline_pt,)
    preferred, *others = style.headline.sizes(story.rank)
    smaller, larger = "smaller" in style.makeup.too_much, "larger" in style.makeup.too_little
    return (preferred, *(size for size in others if (smaller if size < preferred else larger)))


def shape_cost(columns: int, lines: int, style: Style, story: Story) -> float:
    """Squat and sliver shapes cost; leads want width, briefs do not mind being narrow."""
    grid, score = style.grid, style.score
    width = grid.measure(columns) * grid.body_pt
    ratio = lines * grid.leading_pt / width
    cost = score.tall * max(0.0, ratio - TALLEST) + score.squat * max(0.0, LOWEST - ratio)
    share = columns / grid.columns
    if story.lead.kind == "picture" and columns < 2:
        cost += score.narrow
    if _has_table(story) and columns * grid.characters < TABLE_MEASURE:
        cost += 15 * score.narrow  # all but barred: a table in slivers cannot be read
    if story.rank <= 2:
        cost += score.narrow * max(0.0, WANTED_SHARE[story.rank] - share)
    if story.rank >= 4:
        cost += score.wide * max(0.0, share - 0.67)
    return cost
