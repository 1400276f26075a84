"""Inspect: a finished PDF in, what breaks the rules of Chinese setting out, from the places of its glyphs alone.

This package stands apart from the engine (`layout.setting`): it imports nothing of it and has its own list of
character classes, so that a fault in the engine's data shows. glyphs -> lines -> columns -> rules, grid.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from layout.inspection.columns import find_running_text
from layout.inspection.glyphs import read_sheets
from layout.inspection.grid import Grid, check_grid, find_grid
from layout.inspection.lines import SAME_SIZE, Manner, body_size, find_pieces, is_centred
from layout.inspection.rules import Finding, check_lines, check_turns
from layout.inspection.spaces import spaces_of

__all__ = ["Found", "Grid", "Inspection", "inspect_pdf"]


class Found(NamedTuple):
    """A finding and where it is: the 0-based page, and the line's start on its baseline in points from the upper left
    corner of the trim."""

    page_index: int
    x: float
    y: float
    finding: Finding


class Inspection(NamedTuple):
    """What was found; how many pages and lines of running text were looked at, and which part (0 … 1) of the type in
    body size stands in no column. `trouble` says why the file cannot be read."""

    found: tuple[Found, ...]
    pages: int
    lines: int
    aside: float = 0.0
    trouble: str = ""


def inspect_pdf(
    data: bytes,
    *,
    level: str = "basic",
    size: float | None = None,
    grid: Grid | None = None,
    copy: Iterable[str] = (),
    hanging: bool = False,
) -> Inspection:
    """The bytes of a PDF in; all findings in reading order of the file out.

    `level` is clreq's level of prohibition (basic, gb, strict). Body `size` and baseline `grid` are found from the
    pages themselves unless given, and so is where points stand in their em. `copy`, the texts that the PDF was set from,
    tells two words from a parted one. `hanging`: points may stand beyond a line's end.
    """
    sheets, trouble = read_sheets(data)
    if trouble:
        return Inspection((), 0, 0, trouble=trouble)
    body = size or body_size(sheet.glyphs for sheet in sheets)
    manner = Manner(is_centred(sheet.glyphs for sheet in sheets), hanging)
    is_spaced = spaces_of(copy)
    found: list[Found] = []
    lines = in_columns = in_body_size = 0
    for index, sheet in enumerate(sheets):
        pieces = find_pieces(sheet.glyphs, manner)
        text = find_running_text(pieces, body)
        lines += len(text.lines)
        in_columns += sum(len(line.piece.signs) for line in text.lines)
        in_body_size += sum(len(piece.signs) for piece in pieces if abs(piece.size - body) < SAME_SIZE)
        page_grid = grid or find_grid(text)
        running = {line.piece.first for line in text.lines}
        findings = [
            *check_lines(text.lines, level, is_spaced),
            *(check_grid(text, page_grid) if page_grid else ()),
            *check_turns([piece for piece in pieces if piece.first not in running]),
        ]
        findings.sort(key=lambda finding: finding.piece.first)
        found.extend(
            Found(index, finding.piece.left * finding.piece.size, finding.piece.y * finding.piece.size, finding)
            for finding in findings
        )
    aside = 1 - in_columns / in_body_size if in_body_size else 0.0
    return Inspection(tuple(found), len(sheets), lines, aside)
