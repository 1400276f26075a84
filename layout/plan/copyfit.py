"""The copyfit table: a story and a width in, its height in whole grid lines for every variant out.

Heights come from really breaking the lines; what varies is the headline's size, the deck, the inner columns (破栏),
the pictures' width and height, and the air about the headline.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from editions.model import Picture
from fonts.roles import FaceTable
from layout.body import BodyLine, set_body
from layout.flow import flow, lines_needed
from layout.head import Head, set_head
from layout.pictures import caption_lines
from layout.plan.types import Strip, Variant
from layout.sidebar import sidebar_height
from layout.stories import Story
from layout.style import Style

WHITE_CELL = 1.0  # cost of one cell of the grid left white: the unit of all costs
LOOSEST_WHITE = 4  # lines of white that a story may be given while a full page is still hoped for
OVERSET_LINE = 60.0
KEPT_SMALLER = 0.92  # how far a picture that may not be cropped can shrink in its columns
DECK_LEFT_OUT = 40.0  # it is said, but the reader misses it
TABLE_MEASURE = 18  # body em that a table asks for


@dataclass(frozen=True, slots=True)
class Desk:
    """What every step of a page's makeup needs and none changes."""

    style: Style
    table: FaceTable
    lexicon: tuple[str, ...]


def inner_columns(story: Story, columns: int, style: Style) -> tuple[tuple[int, int, int], ...]:
    """(inner columns, their measure in body em, preference) for a story over so many base columns, best first.

    Features, commentaries and boxes are set wider (破栏); news keeps the base columns but over three, where two wider
    ones make a change on the page.
    """
    grid = style.grid
    width = columns * grid.characters + (columns - 1) * grid.gutter - (2 if story.box else 0)
    wide = story.box or story.lead.kind in ("feature", "commentary")
    tabular = _has_table(story)
    found = []
    for inner in range(max(1, columns // 2 if tabular else columns - 1), columns + 1):
        measure = (width - (inner - 1) * grid.gutter) // inner
        if not grid.serves(inner, columns):
            continue
        if (measure < 8 or (tabular and not grid.fold_em and measure < TABLE_MEASURE)) and inner > 1:
            continue
        if inner < columns and not (wide or tabular or columns == 3):
            continue
        preferred = (inner < columns) == (wide or tabular) or columns == 1
        found.append((inner, measure, 0 if preferred else 1))
    return tuple(sorted(found, key=lambda option: option[2]))


def _has_table(story: Story) -> bool:
    return any(block.kind == "table" for part in story.parts for block in part.blocks)


@lru_cache(maxsize=1024)
def variants(story: Story, columns: int, limit: int, desk: Desk) -> tuple[Variant, ...]:
    """Every way to set a story over `columns` base columns that is at most `limit` lines high: the cheapest of each
    height, lowest first."""
    best: dict[int, tuple[float, Variant, int]] = {}
    for inner, measure, preference in inner_columns(story, columns, desk.style):
        body = set_body(story, measure, desk.style, desk.table, desk.lexicon)
        for head, deck, head_cost in _heads(story, columns, desk):
            for variant in with_pictures(story, columns, inner, measure, head, deck, body, desk):
                cost = variant.cost + head_cost + 5.0 * preference
                # Air under a label alone would be a hole.
                most = 0 if story.is_group else desk.style.headline.air_preferred
                for air in range(most + 1):
                    lines = variant.lines + air
                    total = cost + 0.45 * air * columns + shape_cost(columns, lines, desk.style, story)
                    if lines <= limit and (lines not in best or total < best[lines][0]):
                        best[lines] = (total, variant, air)
    return tuple(
        replace(variant, lines=lines, head_lines=variant.head_lines + air, cost=total)
        for lines, (total, variant, air) in sorted(best.items())
    )


def _heads(story: Story, columns: int, desk: Desk) -> list[tuple[Head, bool, float]]:
    """The heads of a story at a width with their costs: sizes of its rank, with the deck or without."""
    style = desk.style
    width = style.grid.characters * columns + (columns - 1) * style.grid.gutter - (2 if story.box else 0)
    found = []
    for place, size in enumerate(style.headline.sizes(story.rank)):
        for deck in (True, False) if story.lead.deck and not story.is_group else (True,):
            head = set_head(story, width, size, deck, style, desk.table, desk.lexicon)
            if head is None:
                continue
            rows = sum(len(row.lines) for row in head.rows if row.role == "headline")
            cost = 3.0 * place + (0.0 if deck else DECK_LEFT_OUT) + 2.5 * max(0, rows - (1 if columns > 3 else 2))
            cost += 16.0 * max(0.0, 0.5 - head.fill)
            cost += 6.0 * sum(len(row.lines) - 1 for row in head.rows if row.role in ("kicker", "deck"))
            found.append((head, deck, cost))
        if story.is_group:
            break
    return found


def with_pictures(
    story: Story,
    columns: int,
    inner: int,
    measure: int,
    head: Head,
    deck: bool,
    body: tuple[BodyLine, ...],
    desk: Desk,
    strip: Strip | None = None,
) -> list[Variant]:
    """The variants of a story with one head and one body, whose inner columns stand beside a `strip` if there is one."""
    style = desk.style
    inset = 2 if story.box else 0
    pictures = story.lead.pictures if not story.is_group else ()
    sidebar_columns, sidebar_lines = _sidebar(story, inner, measure, desk)
    text = lines_needed(body)
    base = Variant(
        columns, 0, inner, measure, head.headline_pt, deck, head.lines,
        sidebar_columns=sidebar_columns, sidebar_lines=sidebar_lines, inset=inset, strip=strip,
    )  # fmt: skip
    options = [base] if not pictures else []
    for wide in range(1, inner + 1) if pictures else ():
        if not text and wide < inner:
            continue
        width = _inner_width(story, columns, inner, wide, measure, style, strip)
        sizes = [picture_heights(picture, width, desk) for picture in pictures]
        if not all(sizes):
            continue
        shape = _picture_width_cost(story, wide, inner) + _narrow_picture_cost(story, width, style)
        spread = max(len(heights) for heights in sizes)
        for step in range(spread):
            chosen = [heights[min(len(heights) - 1, step * len(heights) // spread)] for heights in sizes]
            cost = shape + sum(cost for _, cost in chosen)
            options.append(
                replace(base, picture_columns=wide, picture_lines=tuple(lines for lines, _ in chosen), cost=cost)
            )
    found = []
    for option in options:
        taken = option.taken()
        height = _even_height(text, taken)
        if not option.picture_lines:
            # Without a picture nothing else can give way, so the keep rules are asked now and not when composing.
            while not flow(body, [max(0, height - part) for part in taken]).fits:
                height += 1
        if text and min(height - part for part in taken) < 0:
            continue
        short = inner * height - sum(taken) - text
        white = short * columns / inner * WHITE_CELL
        found.append(replace(option, lines=head.lines + height + inset, cost=option.cost + white))
    return found


def _even_height(text: int, taken: tuple[int, ...]) -> int:
    """The least height of columns of which `taken` lines each are gone that holds `text` lines more."""
    height = max(taken, default=0) if not text else max(1, -(-(text + sum(taken)) // len(taken)))
    while sum(max(0, height - part) for part in taken) < text:
        height += 1
    return max(height, max(taken, default=0) + (2 if text else 0))


def _inner_width(
    story: Story, columns: int, inner: int, wide: int, measure: int, style: Style, strip: Strip | None
) -> float:
    """Width in points of `wide` inner columns with what is between them."""
    grid = style.grid
    full = columns * grid.characters + (columns - 1) * grid.gutter - (2 if story.box else 0) - (strip.em if strip else 0)
    gutter = (full - inner * measure) / (inner - 1) if inner > 1 else 0.0
    return (wide * measure + (wide - 1) * gutter) * grid.body_pt


def picture_heights(picture: Picture, width: float, desk: Desk) -> list[tuple[int, float]]:
    """(grid lines, cost) for a picture `width` points wide with its caption: cropped within the style's limits and
    never into `keep`."""
    style = desk.style
    pixels = picture.size if picture.size[0] and picture.size[1] else (4, 3)
    natural = width * pixels[1] / pixels[0]
    caption = caption_lines(picture, width, style, desk.table)
    below = len(caption) * style.caption.leading_pt + (0.5 + style.picture.caption_air) * style.grid.leading_pt
    lowest = natural * style.picture.crop_flatter
    highest = natural * style.picture.crop_taller
    if picture.keep:
        x0, y0, x1, y1 = picture.keep
        lowest = max(lowest, natural * (y1 - y0))
        highest = min(highest, natural / max(x1 - x0, 0.05))
    first = math.ceil((lowest + below) / style.grid.leading_pt)
    last = math.floor((highest + below) / style.grid.leading_pt)
    wanted = (natural + below) / style.grid.leading_pt
    if last < first or first == last:
        # Kept whole: it stands a little smaller or with a little more air, and is not cropped.
        first, last = math.floor(wanted * KEPT_SMALLER), math.ceil(wanted)
    return [(lines, 14.0 * abs(math.log(lines / wanted))) for lines in range(max(2, first), max(2, last) + 1)]


def _picture_width_cost(story: Story, wide: int, inner: int) -> float:
    """Preferred: all of a picture story and of a narrow block, half to two thirds of a wide one."""
    if story.lead.kind == "picture" or inner == 1:
        return 0.0 if wide == inner else 40.0
    part = wide / inner
    wanted = 0.7 if story.rank <= 2 else 0.5
    return 36.0 * abs(part - wanted) + (3.0 if wide == inner and inner > 2 else 0.0)


def _narrow_picture_cost(story: Story, width: float, style: Style) -> float:
    """A picture that is wider than high, a chart above all, cannot be read over a single base column; the lead's
    picture is the page's."""
    grid = style.grid
    least = 1.5 * grid.characters * grid.body_pt
    landscape = sum(1 for picture in story.lead.pictures if picture.size[0] >= picture.size[1])
    return (60.0 if story.rank == 1 else 40.0) * landscape if width < least else 0.0


def _sidebar(story: Story, inner: int, measure: int, desk: Desk) -> tuple[int, int]:
    sidebars = story.lead.sidebars if not story.is_group else ()
    if not sidebars:
        return 0, 0
    wide = 1 if measure >= 15 or inner == 1 or desk.style.grid.fold_em else 2
    columns = min(inner, wide)
    return columns, sum(
        sidebar_height(sidebar, columns * measure + columns - 1, desk.style, desk.table, desk.lexicon)
        for sidebar in sidebars
    )


def shape_cost(columns: int, lines: int, style: Style, story: Story) -> float:
    """Squat and sliver shapes cost; leads want width, briefs do not mind being narrow."""
    grid = style.grid
    width = (columns * grid.characters + (columns - 1) * grid.gutter) * grid.body_pt
    ratio = lines * grid.leading_pt / width
    cost = 9.0 * max(0.0, ratio - 1.9) + 160.0 * max(0.0, 0.3 - ratio)
    wanted = {1: 0.66, 2: 0.5, 3: 0.33, 4: 0.33, 5: 0.33}[story.rank]
    share = columns / grid.columns
    if story.lead.kind == "picture" and columns < 2:
        cost += 15.0
    if _has_table(story) and columns * grid.characters < TABLE_MEASURE:
        cost += 300.0  # all but barred: a table in slivers cannot be read
    if story.rank <= 2 and share < wanted:
        cost += 20.0 * (wanted - share)
    if story.rank >= 4 and share > 0.67:
        cost += 8.0 * (share - 0.67) * 3
    return cost
