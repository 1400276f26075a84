"""Lines of a column in, their items out: the one place where body lines meet the grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from layout.body import HEADLINE_DEPTH, BodyLine
from layout.grid import baseline_in_line
from layout.items import Box, Frame, Group, Placed, Rule
from layout.setting.drawing import glyph_runs
from layout.setting.lines import Line
from layout.style import Style

EM = 1000
ASCENT = 0.88
HEADLINE_AIR = 0.6  # above a headline within a column, of the air that its grid lines leave it


def compose_column(lines: Sequence[BodyLine], measure: int, style: Style) -> tuple[Placed, ...]:
    """Body lines in, placed from the top of the column; one group a run of lines of one role and article."""
    leading = style.grid.leading_pt
    width = measure * style.grid.body_pt
    groups: list[Placed] = []
    pending: list[Placed] = []
    y = 0.0
    lines = _with_whole_tables(lines)
    for index, line in enumerate(lines):
        pending.extend(Placed(placed.x, y + placed.y, placed.item) for placed in _items(line, width, style))
        y += line.height * leading
        following = lines[index + 1] if index + 1 < len(lines) else None
        if pending and (following is None or (following.role, following.article) != (line.role, line.article)):
            frame = Frame(width, y, tuple(pending))
            groups.append(Placed(0, 0, Group(frame, line.role, line.article)))
            pending = []
    return tuple(groups)


def _with_whole_tables(lines: Sequence[BodyLine]) -> Sequence[BodyLine]:
    """Lines of a column in; the same with the rows of a table that is parted between columns sharing the whole lines of
    its part, as those of a whole table share its own, so that none hangs over the foot."""
    if not any(line.role == "table" for line in lines):
        return lines
    found: list[BodyLine] = []
    for (role, _), run in groupby(lines, key=lambda line: (line.role, line.span)):
        rows = list(run)
        found.extend(rows if role != "table" or (rows[0].first and rows[-1].last) else _shared_out(rows))
    return found


def _shared_out(rows: Sequence[BodyLine]) -> Iterator[BodyLine]:
    height, wanted = sum(row.height for row in rows), sum(row.depth for row in rows)
    scale = min(1.0, height / wanted)
    top, foot = (height - scale * wanted) / 2, 0
    for row in rows:
        yield replace(row, drop=top - foot, depth=scale * row.depth)
        top, foot = top + scale * row.depth, foot + row.height


def _items(line: BodyLine, width: float, style: Style) -> list[Placed]:
    if line.cells:
        return _row(line, width, style)
    leading = style.grid.leading_pt
    if line.role == "contents":  # the air between two entries
        return [Placed(0, leading / 2, Rule(width, 0, style.rules.hairline_pt))]
    found: list[Placed] = []
    baseline, step = baseline_in_line(style), leading
    if line.height > 1:  # a headline of more than a grid line
        step = min(line.size * HEADLINE_DEPTH, line.height * leading / len(line.lines))
        above = HEADLINE_AIR * (line.height * leading - step * len(line.lines))
        baseline = above + (step - line.size) / 2 + ASCENT * line.size
    for index, text in enumerate(line.lines):
        start = _start(line, text, width)
        found.extend(
            Placed(start + run.x, baseline + index * step + run.y, run.item)
            for run in glyph_runs(text, line.size, span=line.span)
        )
    return found


def _start(line: BodyLine, text: Line, width: float) -> float:
    spare = width - text.width * line.size / EM
    if line.align == "middle":
        return spare / 2
    if line.align == "end":
        return spare
    if line.align.startswith("indent"):
        return int(line.align.removeprefix("indent")) * line.size
    return 0.0


def _row(line: BodyLine, width: float, style: Style) -> list[Placed]:
    """A row of a table: cells broken like text, a hairline under it; heavier rules about the table and under its heading,
    which is tinted. A row of the contents has no rules of its own."""
    leading = style.grid.leading_pt
    top, depth = line.drop * leading, line.depth * leading
    most = max([1, *(len(cell.lines) for cell in line.cells)])
    text_top = top + (line.depth - most) / 2 * leading if line.depth else 0.0
    found: list[Placed] = []
    if line.first and line.depth:
        found.append(Placed(0, top, Box(width, depth, fill=style.tint)))
    for cell in line.cells:
        for index, text in enumerate(cell.lines):
            y = text_top + index * leading + baseline_in_line(style)
            found.extend(
                Placed(cell.place * line.size + run.x, y + run.y, run.item)
                for run in glyph_runs(text, line.size, span=line.span)
            )
    thick, thin = style.rules.frame_pt, style.rules.hairline_pt
    if line.role == "contents":
        return found
    if line.first:
        found.append(Placed(0, top, Rule(width, 0, 2 * thick)))
    weight = 2 * thick if line.last else thick if line.first else thin
    found.append(Placed(0, top + depth, Rule(width, 0, weight)))
    return found
