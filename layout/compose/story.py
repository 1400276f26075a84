"""Compose one story in its slot: head, columns, pictures, sidebars, box; its record for the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from editions.diagnostic import Diagnostic
from editions.model import Article
from layout import messages
from layout.body import BodyLine
from layout.columns import compose_column
from layout.compose.strip import place_strip, used_by_strip
from layout.desk import Desk
from layout.fit import Fitted, fit, inner_gutter, most_air
from layout.flow import KEPT
from layout.grid import Grid, Region
from layout.head import Row, compose_head
from layout.items import Box, Colour, Frame, Group, Placed, Rule, StoryRecord
from layout.pictures import ABOVE, ABOVE_LOW, BELOW, BELOW_LOW, compose_picture
from layout.plan.types import Slot, Variant
from layout.setting.headlines import without_turns
from layout.sidebar import compose_sidebar
from layout.stories import LIES_BECAUSE, characters_in, lies_because

UNDER_BYLINE = 0.4  # grid lines from the byline's line to a picture
BESIDE_BYLINE = -0.75  # from its foot, where the byline stands over the text alone: both begin about level
FRAME_OUT = 0.45  # grid lines between a box's frame and the edge of its rectangle


@dataclass(frozen=True, slots=True)
class Composed:
    """A story's group with its place, its records, trouble, and the areas it uses: (x0, x1, first line, last line),
    points across and grid lines down, relative to the type area."""

    placed: Placed
    records: tuple[StoryRecord, ...]
    diagnostics: tuple[Diagnostic, ...]
    used: tuple[tuple[float, float, int, int], ...]


def compose_story(slot: Slot, page_no: str, grid: Grid, desk: Desk, accent: Colour) -> Composed:
    """A slot in, the story composed out; what is overset is left out of the columns, marked, and said."""
    fitted = fit(slot, desk)
    region, variant, style = slot.region, fitted.variant, desk.style
    leading, em = grid.leading, grid.em
    inset_x = em if slot.story.box else 0.0
    top = variant.inset // 2
    across = grid.across(region.column, region.columns)
    width = across - 2 * inset_x
    items: list[Placed] = []
    if slot.story.box:
        items.append(Placed(0, FRAME_OUT * leading, box_frame(region, grid, desk)))
    fold = _fold(slot, fitted, grid, desk)
    head = compose_head(
        fitted.head, width, variant.head_lines, style, accent,
        above=not slot.story.box, byline_width=_byline_width(slot, fitted, grid, desk, width), fold=fold,
    )  # fmt: skip
    items.append(Placed(inset_x, top * leading, head))
    body_top = top + variant.head_lines
    if fitted.standing is not None and variant.strip is not None:
        items.append(place_strip(fitted.standing, variant.strip, slot, desk, inset_x, body_top))
    items.extend(_columns(slot, fitted, grid, desk, inset_x, body_top))
    items.extend(_rules_between(slot, fitted, grid, desk, inset_x, body_top))
    items.extend(_pictures(slot, fitted, grid, desk, inset_x, body_top))
    items.extend(_sidebars(slot, fitted, grid, desk, inset_x, accent))
    overset = fitted.lines[fitted.flow.overset :]
    if overset:
        items.append(overset_mark(region, grid))
    group = Group(
        Frame(across, region.lines * leading, tuple(items)),
        "story",
        slot.story.id,
        slot.story.title,
        clip=variant.head_lines + variant.inset > region.lines,
    )
    placed = Placed(grid.x(region.column), grid.y(region.line), group)
    records, diagnostics = report(slot, fitted, page_no, grid)
    return Composed(placed, records, diagnostics, _used(slot, fitted, grid, desk, inset_x, body_top))


def _byline_width(slot: Slot, fitted: Fitted, grid: Grid, desk: Desk, width: float) -> float:
    """How far across a byline is in the middle."""
    columns = _byline_columns(slot, fitted, grid, desk)
    return _over(slot, fitted, grid, desk, columns) if columns else width


def _byline_columns(slot: Slot, fitted: Fitted, grid: Grid, desk: Desk) -> int:
    """The columns over which the byline stands beside a picture: those that begin with text, if it goes in there, since over
    the picture it would read as that one's; 0 if it stands over all of the story."""
    variant, byline = fitted.variant, fitted.head.byline
    columns = variant.inner - variant.picture_columns
    if byline is None or not columns or not variant.under_pictures(columns):
        return 0
    wide = max(line.width for line in byline.lines) * byline.size / 1000
    return columns if len(byline.lines) == 1 and wide <= _over(slot, fitted, grid, desk, columns) else 0


def _over(slot: Slot, fitted: Fitted, grid: Grid, desk: Desk, columns: int) -> float:
    """How far it is across the first columns."""
    return _column_x(slot, fitted, grid, desk, columns - 1) + fitted.variant.measure * grid.em


def box_frame(region: Region, grid: Grid, desk: Desk) -> Group:
    height = (region.lines - 2 * FRAME_OUT) * grid.leading
    width = grid.across(region.column, region.columns)
    box = Box(width, height, fill=desk.style.tint, stroke=None)
    line = Box(width, height, fill=None, stroke=Colour("gray", (0.0,)), thickness=desk.style.rules.frame_pt)
    return Group(Frame(width, height, (Placed(0, 0, box), Placed(0, 0, line))), "rules")


def _left_of_fold(slot: Slot, fitted: Fitted, grid: Grid) -> int:
    """How many inner columns of a story that lies over the fold of a spread are left of it; 0 if it does not."""
    region = slot.region
    if not grid.fold or not 2 * region.column < grid.columns < 2 * region.end_column:
        return 0
    # They are base columns, or an even number of columns over all of them (`GridStyle.serves`).
    return (grid.columns // 2 - region.column) * fitted.variant.inner // region.columns


def _column_x(slot: Slot, fitted: Fitted, grid: Grid, desk: Desk, column: int) -> float:
    variant = fitted.variant
    strip = variant.strip.em * grid.em if variant.strip else 0.0
    left = _left_of_fold(slot, fitted, grid)
    fold = grid.fold if 0 < left <= column else 0.0
    return strip + column * (variant.measure * grid.em + inner_gutter(variant, slot, desk)) + fold


def _fold(slot: Slot, fitted: Fitted, grid: Grid, desk: Desk) -> tuple[float, float] | None:
    """From where to where the gutter with the fold is in a story that lies over it."""
    left = _left_of_fold(slot, fitted, grid)
    if not left:
        return None
    end = _column_x(slot, fitted, grid, desk, left - 1) + fitted.variant.measure * grid.em
    return end, _column_x(slot, fitted, grid, desk, left)


def _across_first(slot: Slot, fitted: Fitted, grid: Grid, desk: Desk, columns: int) -> tuple[float, float]:
    """Where the first `columns` inner columns begin, and how wide they are with what is between them."""
    x = _column_x(slot, fitted, grid, desk, 0)
    return x, _column_x(slot, fitted, grid, desk, columns - 1) + fitted.variant.measure * grid.em - x


def _across_last(slot: Slot, fitted: Fitted, grid: Grid, desk: Desk, columns: int) -> tuple[float, float]:
    """Where the last `columns` inner columns begin, and how wide they are with what is between them."""
    inner = fitted.variant.inner
    x = _column_x(slot, fitted, grid, desk, inner - columns)
    return x, _column_x(slot, fitted, grid, desk, inner - 1) + fitted.variant.measure * grid.em - x


def _columns(slot: Slot, fitted: Fitted, grid: Grid, desk: Desk, inset_x: float, body_top: int) -> list[Placed]:
    leading = desk.style.grid.leading_pt
    items: list[Placed] = []
    for column, (start, end) in enumerate(fitted.flow.columns):
        y = (body_top + _pictures_above(fitted.variant, column)) * leading
        x = inset_x + _column_x(slot, fitted, grid, desk, column)
        groups = compose_column(fitted.lines[start:end], fitted.variant.measure, desk.style)
        items.extend(Placed(x + group.x, y + group.y, group.item) for group in groups)
    return items


def _pictures_above(variant: Variant, column: int) -> int:
    """Grid lines of pictures above the text of an inner column."""
    return variant.together_lines if variant.under_pictures(column) else 0


@dataclass(frozen=True, slots=True)
class _Block:
    """Pictures one over another, the numbers from `first` to `last` (exclusive): x and width in points, from the story's
    columns, the grid line of the slot on which they begin; `low` at the foot of the columns."""

    first: int
    last: int
    x: float
    width: float
    line: int
    low: bool


def _blocks(slot: Slot, fitted: Fitted, grid: Grid, desk: Desk, body_top: int) -> list[_Block]:
    """The pictures of a story as they stand: together over its last columns, and apart from these over its first."""
    variant = fitted.variant
    count, together = len(variant.picture_lines), variant.together
    foot = slot.region.lines - variant.inset // 2 - fitted.spare
    found = []
    if together:
        line = foot - variant.together_lines if variant.pictures_low else body_top
        place = _across_last(slot, fitted, grid, desk, variant.picture_columns)
        found.append(_Block(0, together, *place, line, variant.pictures_low))
    if together < count:
        place = _across_first(slot, fitted, grid, desk, variant.apart_columns)
        found.append(_Block(together, count, *place, foot - variant.apart_lines, True))
    return found


def _rules_between(
    slot: Slot, fitted: Fitted, grid: Grid, desk: Desk, inset_x: float, body_top: int
) -> list[Placed]:
    """Hairlines in the gutters of a group of which two headlines would stand abreast with nothing between (碰题), from the
    first line of its columns to their foot."""
    if not slot.story.is_group or not _headlines_clash(fitted):
        return []
    variant, leading = fitted.variant, grid.leading
    left = _left_of_fold(slot, fitted, grid)
    height = (slot.region.lines - variant.inset // 2 - fitted.spare - body_top - 0.1) * leading
    rule = Group(
        Frame(0, height, (Placed(0, 0, Rule(0, height, desk.style.rules.hairline_pt)),)), "rules", slot.story.id
    )
    middle = inset_x - inner_gutter(variant, slot, desk) / 2
    return [
        Placed(middle + _column_x(slot, fitted, grid, desk, column), body_top * leading, rule)
        for column in range(1, variant.inner)
        if column != left  # the fold parts them
    ]


def _headlines_clash(fitted: Fitted) -> bool:
    """Whether headlines in neighbouring columns have a grid line in common."""
    taken: list[set[int]] = []
    for start, end in fitted.flow.columns:
        lines = fitted.lines[start:end]
        ends = accumulate(line.height for line in lines)
        taken.append(
            {
                row
                for foot, line in zip(ends, lines, strict=True)
                if line.role == "headline" and line.lines
                for row in range(foot - line.height, foot)
            }
        )
    return any(one & other for one, other in pairwise(taken))


def _pictures(slot: Slot, fitted: Fitted, grid: Grid, desk: Desk, inset_x: float, body_top: int) -> list[Placed]:
    pictures, heights = slot.story.lead.pictures, fitted.variant.picture_lines
    is_beside = _byline_columns(slot, fitted, grid, desk) > 0
    first = BESIDE_BYLINE if is_beside else UNDER_BYLINE if fitted.head.byline else ABOVE
    items = []
    for block in _blocks(slot, fitted, grid, desk, body_top):
        caption = _caption_place(slot, fitted, grid, desk, block.x, block.width)
        line = block.line
        for number in range(block.first, block.last):
            above, below = ABOVE if number else first, BELOW
            if block.low:
                above, below = ABOVE_LOW, BELOW_LOW
            group = compose_picture(
                pictures[number], block.width, heights[number], desk.style, desk.table, caption, above, below
            )
            items.append(Placed(inset_x + block.x, line * desk.style.grid.leading_pt, group))
            line += heights[number]
    return items


def _caption_place(
    slot: Slot, fitted: Fitted, grid: Grid, desk: Desk, x: float, width: float
) -> tuple[float, float] | None:
    """Where the captions of pictures that begin at `x` begin under them, and how wide they are: under the larger part of a
    picture that lies over the fold, since a caption is read line by line; None if it may have all of the width."""
    fold = _fold(slot, fitted, grid, desk)
    if fold is None or fold[0] <= x:
        return None
    before, after = fold[0] - x, x + width - fold[1]
    return (0.0, before) if before >= after else (width - after, after)


def _sidebars(slot: Slot, fitted: Fitted, grid: Grid, desk: Desk, inset_x: float, accent: Colour) -> list[Placed]:
    variant = fitted.variant
    if not variant.sidebar_lines:
        return []
    foot = slot.region.lines - variant.inset // 2 - fitted.spare
    line = foot - variant.sidebar_lines
    x = inset_x + _column_x(slot, fitted, grid, desk, variant.inner - variant.sidebar_columns)
    measure = variant.sidebar_columns * variant.measure + variant.sidebar_columns - 1
    items = []
    for sidebar in slot.story.lead.sidebars:
        group = compose_sidebar(sidebar, measure, desk.style, desk.table, desk.lexicon, accent)
        items.append(Placed(x, line * desk.style.grid.leading_pt, group))
        line += round(group.frame.height / desk.style.grid.leading_pt)
    return items


def overset_mark(region: Region, grid: Grid) -> Placed:
    """A heavy magenta bar at the foot of the last column: nobody sends that page to the plate room by mistake."""
    width = grid.across(region.column, region.columns)
    mark = Rule(width, 0, 3.0, Colour("cmyk", (0.0, 1.0, 0.0, 0.0)))
    frame = Frame(width, 3.0, (Placed(0, 0, mark),))
    return Placed(0, region.lines * grid.leading - 1.5, Group(frame, "overset"))


def report(
    slot: Slot, fitted: Fitted, page_no: str, grid: Grid
) -> tuple[tuple[StoryRecord, ...], tuple[Diagnostic, ...]]:
    records, diagnostics = [], []
    for part in slot.story.parts:
        article = part.article
        mine = [(index, line) for index, line in enumerate(fitted.lines) if line.article == article.id]
        left = [line for index, line in mine if index >= fitted.flow.overset and not line.air]
        lost = sum(line.characters for line in left)
        records.append(
            StoryRecord(
                id=article.id,
                headline=without_turns(article.headline),
                rank=slot.story.rank,
                columns=slot.region.columns,
                headline_pt=_headline_pt(fitted, article, slot.story.is_group),
                rects=_rects(slot, fitted, article, grid),
                characters=sum(line.characters for _, line in mine) - lost,
                overset_lines=sum(line.height for line in left),
                overset_characters=lost,
                short_lines=_short_lines(fitted.lines, article.id),
            )
        )
        if left:
            diagnostics.append(
                messages.OVERSET.at(
                    left[0].span, page=page_no, article=article.id, headline=without_turns(article.headline),
                    lines=sum(line.height for line in left), characters=lost,
                )
            )  # fmt: skip
    diagnostics.extend(_left_out(slot, fitted, page_no))
    diagnostics.extend(_unsettled(slot, fitted, page_no))
    return tuple(records), tuple(diagnostics)


def _unsettled(slot: Slot, fitted: Fitted, page_no: str) -> Iterator[Diagnostic]:
    """What of the body could not be set as it should be: what was the least bad is said."""
    story = slot.story
    headline = without_turns(story.title)
    lines = [text for line in fitted.lines for text in line.lines]
    for message, wrong in (
        (messages.LOOSE_LINE, [line for line in lines if line.loose and not line.ragged]),
        (messages.PARTED_UNIT, [line for line in lines if line.parted]),
        (messages.RAGGED_LINE, [line for line in lines if line.ragged or line.overfull]),
    ):
        if wrong:
            yield message.at(
                story.lead.span, page=page_no, article=story.id, headline=headline, count=len(wrong),
                text=wrong[0].text.strip(),
            )  # fmt: skip
    if fitted.flow.waived and fitted.flow.fits:
        message = messages.PARTED_SUBHEAD if fitted.flow.waived == KEPT else messages.WIDOW
        yield message.at(story.lead.span, page=page_no, article=story.id, headline=headline)


def _left_out(slot: Slot, fitted: Fitted, page_no: str) -> list[Diagnostic]:
    """What of a story is not in its rectangle besides lines of its body."""
    story, variant = slot.story, fitted.variant
    article = story.lead
    headline = without_turns(story.title)
    found = []
    if article.deck and not story.is_group and all(row.role != "deck" for row in _head_rows(fitted)):
        found.append(messages.DECK_LEFT_OUT.at(article.span, page=page_no, article=article.id, headline=headline))
    found.extend(_lying(slot, page_no))
    if article.sidebars and not variant.sidebar_lines:
        characters = characters_in(block for sidebar in article.sidebars for block in sidebar.body)
        found.append(
            messages.SIDEBARS_LEFT_OUT.at(
                article.span, page=page_no, article=article.id, headline=headline, count=len(article.sidebars),
                characters=characters,
            )
        )  # fmt: skip
    missing = len(article.pictures) - len(variant.picture_lines) if not story.is_group else 0
    if missing > 0:
        found.append(
            messages.PICTURES_LEFT_OUT.at(
                article.span, page=page_no, article=article.id, headline=headline, count=missing
            )
        )
    if variant.head_lines + variant.inset > slot.region.lines:
        found.append(messages.HEAD_TOO_HIGH.at(article.span, page=page_no, article=article.id, headline=headline))
    return found


def _lying(slot: Slot, page_no: str) -> list[Diagnostic]:
    """What should stand and does not. The second part of a story that jumps never does."""
    found = []
    for part in slot.story.parts:
        article = part.article
        if not article.vertical or part.jump_from or slot.story.vertical == article.vertical:
            continue
        why = "it is in a group" if slot.story.is_group else lies_because(article) or "its place is not high enough"
        found.append(
            messages.LIES.at(
                article.span, page=page_no, article=article.id, headline=without_turns(article.headline),
                why=why, why_zh=LIES_BECAUSE[why],
            )
        )  # fmt: skip
    return found


def _head_rows(fitted: Fitted) -> tuple[Row, ...]:
    return (*fitted.head.rows, *(fitted.standing.rows if fitted.standing else ()))


def _headline_pt(fitted: Fitted, article: Article, in_group: bool) -> float:
    """The size of an article's headline: the head's, or in a group that within the column."""
    sizes = [line.size for line in fitted.lines if line.article == article.id and line.role == "headline" and line.size]
    return max(sizes, default=fitted.head.headline_pt) if in_group else fitted.head.headline_pt


def _short_lines(lines: tuple[BodyLine, ...], article: str) -> int:
    """Last lines of paragraphs with fewer than two characters besides marks."""
    count = 0
    for line in lines:
        if line.article == article and line.role == "body" and line.last and not line.first:
            held = sum(1 for char in line.lines[0].text if char.isalnum())
            count += held < 2
    return count


def _rects(slot: Slot, fitted: Fitted, article: Article, grid: Grid) -> tuple[tuple[float, float, float, float], ...]:
    region = slot.region
    x, y = grid.x(region.column), grid.y(region.line)
    return ((x, y, x + grid.across(region.column, region.columns), y + region.lines * grid.leading),)


def _used(
    slot: Slot, fitted: Fitted, grid: Grid, desk: Desk, inset_x: float, body_top: int
) -> tuple[tuple[float, float, int, int], ...]:
    """The areas that are not white: head up to the preferred air, text lines with the tails of paragraphs, pictures,
    sidebars, the insets of a box."""
    region, variant = slot.region, fitted.variant
    left = grid.x(region.column) - grid.left
    width = grid.across(region.column, region.columns)
    top = region.line
    head = min(variant.head_lines, fitted.head.lines + most_air(variant, desk))
    used = [(left, left + width, top, top + variant.inset // 2 + head)]
    if variant.inset:
        used.append((left, left + width, region.end_line - variant.inset // 2, region.end_line))
    if fitted.standing is not None and variant.strip is not None:
        used.append(used_by_strip(fitted.standing, variant.strip, slot, grid, inset_x, body_top))
    measure = variant.measure * grid.em
    for column, (start, end) in enumerate(fitted.flow.columns):
        x = left + inset_x + _column_x(slot, fitted, grid, desk, column)
        line = top + body_top + _pictures_above(variant, column)
        height = sum(body.height for body in fitted.lines[start:end])
        used.append((x, x + measure, line, line + height))
    for block in _blocks(slot, fitted, grid, desk, body_top):
        x, line = left + inset_x + block.x, top + block.line
        used.append((x, x + block.width, line, line + sum(variant.picture_lines[block.first : block.last])))
    if variant.sidebar_lines:
        x, across = _across_last(slot, fitted, grid, desk, variant.sidebar_columns)
        x += left + inset_x
        foot = region.end_line - variant.inset // 2 - fitted.spare
        used.append((x, x + across, foot - variant.sidebar_lines, foot))
    return tuple(used)
