"""The head of a story in, its block of whole grid lines out: label, kicker, headline, deck, byline."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from fonts.roles import FaceTable
from layout.body import HEADLINE_DEPTH
from layout.bylines import byline_of, byline_under_headline
from layout.grid import baseline_in_line
from layout.items import WHITE, Box, Colour, Frame, Group, Placed, Role, Rule
from layout.setting.drawing import glyph_runs
from layout.setting.headlines import Lexicon, set_headline, without_turns
from layout.setting.lines import Line, set_lines, set_short
from layout.setting.shaping import StyledRun, shape_runs
from layout.stories import Story
from layout.style import Style

EM = 1000
KICKER_DEPTH = 1.34  # of the size, from one kicker or deck line to the next thing
ASCENT = 0.88
LABEL_TOP = 0.5  # grid lines from the top of a block to its label
LABEL_DEPTH = 1.5  # of a label's size, its block
LEAST_BELOW_LABEL = 0.4  # grid lines between the label of a group and its first headline


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Lines of one part of the head, at one size."""

    role: Role
    lines: tuple[Line, ...]
    size: float
    depth: float  # points from one line's em box top to the next's


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A story's head at one width and one headline size. `lines` is its height in grid lines with the least air."""

    rows: tuple[Row, ...]
    depth: float
    lines: int
    headline_pt: float
    fill: float  # the longest headline line as a part of the width
    byline: Row | None = None  # on the grid, in the last lines of the block


@lru_cache(maxsize=2048)
def set_head(
    story: Story, width_em: int, size: float, with_deck: bool, style: Style, table: FaceTable, lexicon: Lexicon
) -> Head | None:
    """A story, a width in body em and a headline size in; its head out, or None if the headline does not go in."""
    width = width_em * style.grid.body_pt
    rows: list[Row] = []
    article = story.lead
    if story.label:
        rows.append(label_row(story.label, style, table))
    if story.is_group:
        return _label_head(rows, style)
    second = secondary_size(size, style)
    if article.kicker:
        kicker = _display("kicker", article.kicker, style.roles.kicker, second, width, KICKER_DEPTH, style, table, lexicon)
        if kicker is None:
            return None
        rows.append(kicker)
    role = style.roles.of_headline(article.kind, story.rank)
    most = 2 if story.rank == 1 or width_em > 40 else 3
    lines = set_headline(story.headline, role, table, int(width / size * EM), lexicon, most, style.setting.rules)
    if not lines:
        return None
    rows.append(Row("headline", lines, size, size * HEADLINE_DEPTH))
    if article.deck and with_deck:
        deck = _display("deck", article.deck, style.roles.deck, second, width, KICKER_DEPTH, style, table, lexicon)
        if deck is None:
            return None
        rows.append(deck)
    fill = max(line.width for line in lines) * size / EM / width
    return finish(rows, style, size, fill, _byline_row(story, width_em, style, table))


def _label_head(rows: list[Row], style: Style) -> Head:
    """The head of a group: its label, and half a line to the first headline, whose own air is within the column."""
    depth = sum(row.depth for row in rows)
    below = LABEL_TOP + sum(row.size for row in rows) * LABEL_DEPTH / style.grid.leading_pt + LEAST_BELOW_LABEL
    return Head(tuple(rows), depth, math.ceil(below) if rows else 1, style.grid.body_pt, 1.0)


def plain_head(story: Story, width_em: int, with_deck: bool, style: Style, table: FaceTable) -> Head:
    """The head of last resort: the least size of the rank, broken anywhere, so that no headline is ever lost."""
    size = min(style.headline.sizes(story.rank))
    width = width_em * style.grid.body_pt
    rows = []
    if story.label:
        rows.append(label_row(story.label, style, table))
    if not story.is_group:
        second = secondary_size(size, style)
        article = story.lead
        texts: tuple[tuple[Role, str, str, float, float], ...] = (
            ("kicker", article.kicker, style.roles.kicker, second, KICKER_DEPTH),
            ("headline", story.headline, style.roles.of_headline(article.kind, story.rank), size, HEADLINE_DEPTH),
            ("deck", article.deck if with_deck else "", style.roles.deck, second, KICKER_DEPTH),
        )
        for part, text, role, at, depth in texts:
            if text:
                shaped = shape_runs((StyledRun(without_turns(text), role),), table, style.setting.rules)
                rows.append(Row(part, set_short(shaped, int(width / at * EM)), at, at * depth))
    return finish(rows, style, size, 1.0, _byline_row(story, width_em, style, table))


def _byline_row(story: Story, width_em: int, style: Style, table: FaceTable) -> Row | None:
    if story.is_group or story.parts[0].jump_from or not byline_under_headline(story.lead):
        return None
    shaped = shape_runs((StyledRun(byline_of(story.lead), style.roles.byline),), table, style.setting.rules)
    return Row("byline", set_short(shaped, width_em * EM), style.grid.body_pt, style.grid.leading_pt)


def secondary_size(size: float, style: Style) -> float:
    return max(style.headline.least_secondary, style.ladder.at_most(size * style.headline.secondary))


def label_row(label: str, style: Style, table: FaceTable) -> Row:
    shaped = shape_runs((StyledRun(label, style.roles.lead_in),), table, style.setting.rules)
    size = style.ladder.at_most(style.grid.body_pt * 1.35)
    return Row("label", set_lines(shaped, 10_000 * EM), size, style.grid.leading_pt * 1.75)


def _display(
    role: Role,
    text: str,
    face_role: str,
    size: float,
    width: float,
    depth: float,
    style: Style,
    table: FaceTable,
    lexicon: Lexicon,
) -> Row | None:
    lines = set_headline(text, face_role, table, int(width / size * EM), lexicon, 2, style.setting.rules)
    return Row(role, lines, size, size * depth) if lines else None


def finish(rows: list[Row], style: Style, size: float, fill: float, byline: Row | None = None) -> Head:
    depth = sum(row.depth * len(row.lines) for row in rows)
    # A byline line brings its own air below the headline.
    air = style.headline.air_above + (style.headline.air_below / 3 if byline else style.headline.air_below)
    lines = math.ceil(depth / style.grid.leading_pt + air - 0.001) + (len(byline.lines) if byline else 0)
    return Head(tuple(rows), depth, lines, size, fill, byline)


Gap = tuple[float, float]  # from where to where, in points across the head


def compose_head(
    head: Head, width: float, lines: int, style: Style, accent: Colour, *,
    above: bool = True, byline_width: float | None = None, fold: Gap | None = None,
) -> Group:  # fmt: skip
    """A head, its width in points and the grid lines it may take in; the group out, its air shared above and below
    (`above` off: the block stands at the head of a frame and needs less). A byline stands in the middle of `byline_width`, else
    of all, and keeps off the `fold` of a spread."""
    leading = style.grid.leading_pt
    byline_lines = len(head.byline.lines) if head.byline else 0
    air = (lines - byline_lines) * leading - head.depth
    share = style.headline.air_above / (style.headline.air_above + style.headline.air_below)
    y = air * (share if above else share * 0.6)
    items: list[Placed] = []
    for row in head.rows:
        if row.role == "label":
            # Labels are pinned to the top of their block, so that those abreast stand on one line.
            top = (LABEL_TOP if above else 0.2) * leading
            items.append(Placed(0, top, Group(_compose_label(row, width, accent), "label")))
            y = max(top, min(y, top + 0.6 * leading)) + row.depth
            # More air than a head has below its rows is shared out on both sides of what stands under the label.
            below = (lines - byline_lines) * leading - y - (head.depth - row.depth)
            y += max(0.0, below - style.headline.air_below * leading) / 2
            continue
        placed: list[Placed] = []
        for line in row.lines:
            offset = (width - line.width * row.size / EM) / 2
            inset = (row.depth - row.size) / 2
            baseline = y + inset + ASCENT * row.size
            placed.extend(Placed(offset + run.x, baseline + run.y, run.item) for run in glyph_runs(line, row.size))
            y += row.depth
        items.append(Placed(0, 0, Group(Frame(width, lines * leading, tuple(placed)), row.role)))
    if head.byline:
        items.append(Placed(0, (lines - byline_lines) * leading, _compose_byline(head.byline, byline_width or width, style, fold)))
    return Group(Frame(width, lines * leading, tuple(items)), "head")


def _compose_byline(row: Row, width: float, style: Style, fold: Gap | None) -> Group:
    baseline = baseline_in_line(style)
    placed = [
        Placed(_centred(line.width * row.size / EM, width, fold) + run.x, index * row.depth + baseline + run.y, run.item)
        for index, line in enumerate(row.lines)
        for run in glyph_runs(line, row.size)
    ]
    return Group(Frame(width, len(row.lines) * row.depth, tuple(placed)), "byline")


def _centred(wide: float, width: float, fold: Gap | None) -> float:
    """Where a line begins in the middle of `width`, or left of a fold that it would lie on."""
    x = (width - wide) / 2
    return max(0.0, fold[0] - wide) if fold and x < fold[1] and x + wide > fold[0] else x


def _compose_label(row: Row, width: float, accent: Colour) -> Frame:
    """栏目 label: white on a block of the second colour at the start, a rule of the same colour across."""
    line = row.lines[0]
    size = min(row.size, width / (line.width / EM + 1.2))  # a long label is set smaller, never beyond its block
    text_width = line.width * size / EM
    height = row.size * LABEL_DEPTH
    block = text_width + size * 1.2
    items = [
        Placed(0, 0, Box(block, height, fill=accent)),
        Placed(0, height, Rule(width, 0, 0.8, accent)),
    ]
    items.extend(
        Placed(size * 0.6 + run.x, height / 2 + size * (ASCENT - 0.5) + run.y, run.item)
        for run in glyph_runs(line, size, colour=WHITE)
    )
    return Frame(width, height, tuple(items))


