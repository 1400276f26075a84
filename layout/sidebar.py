"""A sidebar of a story in, a tinted block of whole grid lines out."""

from __future__ import annotations

import math
from functools import lru_cache

from editions.model import Block, Sidebar
from fonts.roles import FaceTable
from layout.body import BodyLine, set_table, styled
from layout.columns import compose_column
from layout.items import BLACK, Box, Colour, Frame, Group, Placed, Role, Rule
from layout.setting.drawing import glyph_runs
from layout.setting.headlines import Lexicon, set_headline, without_turns
from layout.setting.lines import Line, set_lines, set_short
from layout.setting.shaping import StyledRun, shape_runs
from layout.style import Style

EM = 1000
INSET = 1  # em on each side: «a 6 to 10 % tint with one em inset»


@lru_cache(maxsize=256)
def _headline(
    sidebar: Sidebar, measure: int, style: Style, table: FaceTable, lexicon: Lexicon
) -> tuple[tuple[Line, ...], float]:
    size = min(style.headline.sizes(4))
    room = int((measure - 2 * INSET) * style.grid.body_pt / size * EM)
    lines = set_headline(sidebar.headline, style.roles.lead_in, table, room, lexicon, 3, style.setting.rules)
    if not lines and sidebar.headline:
        lines = set_short(shape_runs((StyledRun(without_turns(sidebar.headline), style.roles.lead_in),), table, style.setting.rules), room)
    return lines, size


@lru_cache(maxsize=256)
def _body(sidebar: Sidebar, measure: int, style: Style, table: FaceTable) -> tuple[BodyLine, ...]:
    found = []
    for number, block in enumerate(sidebar.body):
        found.extend(_block(sidebar, block, number, measure - 2 * INSET, style, table))
    return tuple(found)


def _block(
    sidebar: Sidebar, block: Block, number: int, measure: int, style: Style, table: FaceTable
) -> list[BodyLine]:
    if block.kind == "table":
        return set_table(sidebar.headline, block, measure, style, table)
    subhead = block.kind == "subhead"
    runs = styled(style, block.runs)
    if subhead:
        runs = tuple(StyledRun(run.text, style.roles.subhead) for run in runs)
    shaped = shape_runs(runs, table, style.setting.rules)
    lines = set_short(shaped, measure * EM) if subhead else set_lines(shaped, measure * EM, style.setting.indent_em * EM)
    role: Role = "subhead" if subhead else "sidebar"
    return [
        BodyLine(role, sidebar.headline, block.span, lines=(line,), size=style.grid.body_pt, keep=subhead, paragraph=number)
        for line in lines
    ]


def _head_lines(sidebar: Sidebar, measure: int, style: Style, table: FaceTable, lexicon: Lexicon) -> int:
    lines, size = _headline(sidebar, measure, style, table, lexicon)
    depth = len(lines) * size * 1.25 + (style.grid.leading_pt * 1.5 if sidebar.label else 0)
    return math.ceil(depth / style.grid.leading_pt + 0.9)


def sidebar_height(
    sidebar: Sidebar, measure: int, style: Style, table: FaceTable, lexicon: Lexicon
) -> int:
    """Grid lines that a sidebar takes at a width of `measure` body em, with the line of air above it."""
    body = sum(line.height for line in _body(sidebar, measure, style, table))
    return 2 + _head_lines(sidebar, measure, style, table, lexicon) + body


def compose_sidebar(
    sidebar: Sidebar, measure: int, style: Style, table: FaceTable, lexicon: Lexicon, accent: Colour
) -> Group:
    leading, em = style.grid.leading_pt, style.grid.body_pt
    total = sidebar_height(sidebar, measure, style, table, lexicon)
    width = measure * em
    top = 0.75 * leading
    placed = [
        Placed(0, top, Box(width, total * leading - top - 0.1 * leading, fill=style.tint)),
        Placed(0, top, Rule(width, 0, 1.2, accent)),
    ]
    headline, size = _headline(sidebar, measure, style, table, lexicon)
    y = 1.35 * leading
    if sidebar.label:
        label = set_lines(shape_runs((StyledRun(sidebar.label, style.roles.lead_in),), table, style.setting.rules), 10_000 * EM)[0]
        placed.extend(
            Placed((width - label.width * em / EM) / 2 + run.x, y + em * 0.88 + run.y, run.item)
            for run in glyph_runs(label, em, colour=accent if accent != BLACK else BLACK)
        )
        y += 1.5 * leading
    head: list[Placed] = []
    for line in headline:
        head.extend(
            Placed((width - line.width * size / EM) / 2 + run.x, y + size * 0.88 + run.y, run.item)
            for run in glyph_runs(line, size)
        )
        y += size * 1.25
    placed.append(Placed(0, 0, Group(Frame(width, y, tuple(head)), "headline")))
    start = 1 + _head_lines(sidebar, measure, style, table, lexicon)
    column = compose_column(_body(sidebar, measure, style, table), measure - 2 * INSET, style)
    placed.extend(Placed(INSET * em, start * leading, group.item) for group in column)
    return Group(Frame(width, total * leading, tuple(placed)), "sidebar", sidebar.headline)
