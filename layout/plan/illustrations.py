"""The pictures of a story (插图): a story, a width and its columns in, the pictures in every width, height and place that they may
have out, with what each costs; and the sidebars, which stand in columns of their own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from editions.model import Picture
from layout.desk import Desk
from layout.head import Head
from layout.pictures import LEAST_PPI, caption_lines
from layout.plan.types import Strip, Variant
from layout.sidebar import sidebar_height
from layout.stories import Story
from layout.style import ScoreStyle, Style

KEPT_SMALLER = 0.92  # how far a picture that may not be cropped can shrink in its columns
LEADING = 2.0  # times that the first picture of several is as large as any other
LOWEST_RANK = 3  # whose pictures may stand apart: a lower one's story is too small
LEAST_ABOVE = 8  # lines of text above pictures that stand apart
THIN = 6  # lines: fewer, alone under a picture, are a strip
MUCH_BESIDE = 14  # lines of text a column that stand well beside a picture


def picture_options(
    story: Story,
    columns: int,
    inner: int,
    measure: int,
    head: Head,
    deck: bool,
    text: int,
    desk: Desk,
    strip: Strip | None = None,
) -> list[Variant]:
    """A story with one head and one body of `text` lines, whose inner columns stand beside a `strip` if there is one, with
    its pictures in every width and height that they may have: variants without a height of their own, `cost` that of the
    pictures."""
    style = desk.style
    pictures = story.lead.pictures if not story.is_group else ()
    sidebar_columns, sidebar_lines = sidebar_block(story, inner, measure, desk)
    base = Variant(
        columns, 0, inner, measure, head.headline_pt, deck, head.lines,
        sidebar_columns=sidebar_columns, sidebar_lines=sidebar_lines, inset=story.inset, strip=strip,
    )  # fmt: skip
    options = [base] if not pictures else []
    pinned = story.pin.variant.picture_columns if story.pin else 0
    for wide in range(1, inner + 1) if pictures else ():
        if (not text and wide < inner) or (pinned and wide != min(pinned, inner)):
            continue
        shape = _picture_width_cost(story, wide, inner, text, style)
        for apart in (0, *_apart_columns(story, wide, inner, sidebar_columns, strip, style)):
            placed = base._replace(picture_columns=wide, picture_lines=(0,) * len(pictures), apart_columns=apart)
            widths = [
                _inner_width(story, columns, inner, placed.width_of(number), measure, style, strip)
                for number in range(len(pictures))
            ]
            sizes = [picture_heights(picture, width, desk) for picture, width in zip(pictures, widths, strict=True)]
            if not all(sizes):
                continue
            fixed = shape + _narrow_picture_cost(story, widths, style) + style.score.stacked * (placed.together - 1)
            for chosen in islice(_together(sizes), 0, None, 2 if apart else 1):
                lines = tuple(lines for lines, _ in chosen)
                cost = fixed + sum(cost for _, cost in chosen) + style.score.stacked * _outshone(lines, widths)
                options.append(placed._replace(picture_lines=lines, cost=cost))
    return options


def _apart_columns(
    story: Story, wide: int, inner: int, sidebar_columns: int, strip: Strip | None, style: Style
) -> Iterator[int]:
    """Over how many first columns pictures may stand apart from those over the last `wide` ones: over half as many, or over
    the rest if that is no more; and not under them but where they stand over all columns. A small story is too small for it."""
    if len(story.lead.pictures) < 2 or story.rank > LOWEST_RANK or strip or style.grid.fold_em:
        return
    most = inner - wide or inner
    for apart in sorted({max(1, wide // 2), min(wide, most)} if wide < inner else {inner // 2}):
        if 0 < apart <= most and apart + sidebar_columns <= inner:
            yield apart


def _outshone(lines: Sequence[int], widths: Sequence[float]) -> float:
    """How far the first picture of several is from leading the largest of the others, as a part of its own size."""
    first, *others = (high * width for high, width in zip(lines, widths, strict=True))
    return max(0.0, LEADING * max(others) / first - 1) if others else 0.0


def _together(sizes: Sequence[Sequence[tuple[int, float]]]) -> Iterator[list[tuple[int, float]]]:
    """For each number of lines that pictures may have together one choice of their heights, all alike cropped."""
    steps = [len(heights) - 1 for heights in sizes]
    total = sum(steps)
    for higher in range(total + 1):
        taken = [higher * most // total if total else 0 for most in steps]
        for number, most in enumerate(steps):
            if sum(taken) < higher and taken[number] < most:
                taken[number] += 1
        yield [heights[at] for heights, at in zip(sizes, taken, strict=True)]


def _inner_width(
    story: Story, columns: int, inner: int, wide: int, measure: int, style: Style, strip: Strip | None
) -> float:
    """Width in points of `wide` inner columns with what is between them."""
    grid = style.grid
    full = grid.measure(columns) - story.inset - (strip.em if strip else 0)
    gutter = (full - inner * measure) / (inner - 1) if inner > 1 else 0.0
    return (wide * measure + (wide - 1) * gutter) * grid.body_pt


@lru_cache(maxsize=4096)
def picture_heights(picture: Picture, width: float, desk: Desk) -> tuple[tuple[int, float], ...]:
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
    # On a spread a picture may come to stand across the fold, where it gets that much wider.
    least = width + style.grid.fold_em * style.grid.body_pt
    found = []
    for lines in range(max(2, first), max(2, last) + 1):
        whole = max(least, (lines * style.grid.leading_pt - below) * pixels[0] / pixels[1])  # as wide as before its sides were cropped
        cost = style.score.crop * abs(math.log(lines / wanted)) + style.score.coarse * _coarseness(picture, whole)
        found.append((lines, cost))
    return tuple(found)


def _picture_width_cost(story: Story, wide: int, inner: int, text: int, style: Style) -> float:
    """Preferred: all of a picture story and of a narrow block, half to two thirds of a wide one; the less text there is
    to stand beside it, the less it matters."""
    weight = style.score.picture_width
    if story.lead.kind == "picture" or inner == 1:
        return 0.0 if wide == inner else weight
    wanted = style.picture.share[0 if story.rank <= 2 else 1]
    weight *= min(1.0, text / (inner * MUCH_BESIDE))
    return weight * abs(wide / inner - wanted) + (weight / 12 if wide == inner and inner > 2 else 0.0)


def _coarseness(picture: Picture, width: float) -> float:
    """How far a picture, the whole of which is `width` points wide, is from the pixels that newsprint asks for: 0 … 1, a quarter at the least."""
    ppi = picture.size[0] / (width / 72)
    return max(0.25, 1 - ppi / LEAST_PPI) if 0 < ppi < LEAST_PPI else 0.0


def _narrow_picture_cost(story: Story, widths: Sequence[float], style: Style) -> float:
    """A picture that is wider than high, a chart above all, cannot be read over a single base column; the lead's
    picture is the page's. `widths` are those of its pictures in points."""
    grid = style.grid
    least = 1.5 * grid.characters * grid.body_pt
    landscape = [picture.size[0] >= picture.size[1] and width < least for picture, width in zip(story.lead.pictures, widths, strict=True)]
    return style.score.picture_narrow * (1.5 if story.rank == 1 else 1.0) * sum(landscape)


def apart_cost(option: Variant, height: int, score: ScoreStyle) -> float:
    """What it costs that pictures which stand apart leave few lines of text above them, or that they and those beside them
    share lines, so that they look like neighbours."""
    under = option.together_lines if option.picture_columns == option.inner else 0
    above = height - option.apart_lines - under
    beside = option.picture_columns + option.apart_columns == option.inner
    shared = option.together_lines + option.apart_lines - height if beside else 0
    return score.thin * (option.apart_columns * max(0, LEAST_ABOVE - above) + max(0, shared))


def thin_cost(pictured: Sequence[int], height: int, score: ScoreStyle) -> float:
    """What it costs to have a few lines alone under or over pictures beside columns that are full of text; `pictured` are the
    grid lines of pictures in each inner column, nothing where they are alike in all."""
    return score.thin * sum([THIN - height + lines for lines in pictured if lines and 0 < height - lines < THIN])


def sidebar_block(story: Story, inner: int, measure: int, desk: Desk) -> tuple[int, int]:
    """The inner columns and the grid lines that a story's sidebars take."""
    sidebars = story.lead.sidebars if not story.is_group else ()
    if not sidebars:
        return 0, 0
    wide = 1 if measure >= 15 or inner == 1 or desk.style.grid.fold_em else 2
    columns = min(inner, wide)
    return columns, sum(
        sidebar_height(sidebar, columns * measure + columns - 1, desk.style, desk.table, desk.lexicon)
        for sidebar in sidebars
    )
