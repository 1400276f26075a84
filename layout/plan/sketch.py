"""Sketch (画版): a page plan in, a drawing of it in characters and its numbers out, for people and for programs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from layout.grid import Region
from layout.plan.types import PagePlan, Slot
from layout.setting.headlines import without_turns
from layout.style import Style

ACROSS = 12  # characters of a base column
DOWN = 2  # grid lines of a row


class _Sheet:
    """A sheet of characters that rectangles and words are drawn on. A wide character takes two places."""

    def __init__(self, columns: int, lines: int) -> None:
        self.rows = [[" "] * (columns * ACROSS + 1) for _ in range(lines // DOWN + 1)]

    def frame(self, region: Region) -> None:
        left, right = region.column * ACROSS, region.end_column * ACROSS
        top, bottom = region.line // DOWN, region.end_line // DOWN
        for row in (top, bottom):
            for x in range(left, right + 1):
                self.rows[row][x] = "+" if x in (left, right) or self.rows[row][x] in "|+" else "-"
        for y in range(top + 1, bottom):
            for x in (left, right):
                self.rows[y][x] = "|"

    def write(self, region: Region, text: str) -> None:
        """A text within a rectangle, from its first row on, as far as there is room."""
        left, right = region.column * ACROSS + 1, region.end_column * ACROSS
        row, x = region.line // DOWN + 1, left
        for char in text:
            width = 2 if unicodedata.east_asian_width(char) in "WF" else 1
            if x + width > right:
                row, x = row + 1, left
            if row >= region.end_line // DOWN:
                return
            self.rows[row][x] = char
            if width == 2:
                self.rows[row][x + 1] = ""
            x += width

    def __str__(self) -> str:
        return "\n".join("".join(row).rstrip() for row in self.rows)


def as_text(plan: PagePlan, style: Style) -> str:
    """A page plan as a drawing with the numbers of its stories, and a line a story under it."""
    grid = style.grid
    sheet = _Sheet(grid.columns, grid.lines)
    if plan.masthead_lines:
        masthead = Region(0, 0, plan.masthead_columns or grid.columns, plan.masthead_lines)
        sheet.frame(masthead)
        sheet.write(masthead, "报头 masthead")
    for number, slot in enumerate(plan.slots, 1):
        sheet.frame(slot.region)
        sheet.write(slot.region, f"{number} {without_turns(slot.story.title)}")
    for ad in plan.ads:
        sheet.frame(ad.region)
        sheet.write(ad.region, "广告 ad")
    rows = [f"第 {plan.page_no} 版 / page {plan.page_no}", str(sheet)]
    if grid.fold_em:
        rows.append(" " * (grid.columns * ACROSS // 2) + "^ 折线 fold")
    rows.extend(_row(number, slot) for number, slot in enumerate(plan.slots, 1))
    rows.extend(f"   – {story.id}：没有位置 / no place" for story in plan.unplaced)
    return "\n".join(rows)


def _row(number: int, slot: Slot) -> str:
    region, variant = slot.region, slot.variant
    place = f"栏 {region.column + 1} 行 {region.line + 1}，{region.columns} 栏 × {region.lines} 行"
    return f"{number:>4} {slot.story.id}  {slot.story.rank} 级  {place}  {variant.headline_pt:g}pt  余 {_white(slot)} 行"


def _white(slot: Slot) -> int:
    """Grid lines of the rectangle beyond the variant's height; negative if it holds more than goes in."""
    return slot.region.lines - slot.variant.lines


def as_json(plan: PagePlan, style: Style) -> dict[str, Any]:
    """A page plan as the object that `plan --format json` prints; columns and lines are 1-based."""
    return {
        "page": plan.page_no,
        "style": style.name,
        "grid": {"columns": style.grid.columns, "lines": style.grid.lines},
        "masthead_lines": plan.masthead_lines,
        "stories": list(_slots(plan)),
        "ads": [{"file": slot.ad.file, **_place(slot.region)} for slot in plan.ads],
        "unplaced": [story.id for story in plan.unplaced],
    }


def _slots(plan: PagePlan) -> Iterator[dict[str, Any]]:
    for number, slot in enumerate(plan.slots, 1):
        variant = slot.variant
        yield {
            "number": number,
            "article": slot.story.id,
            "headline": without_turns(slot.story.title),
            "rank": slot.story.rank,
            **_place(slot.region),
            "headline_pt": variant.headline_pt,
            "deck": variant.deck,
            "inner_columns": variant.inner,
            "picture_lines": list(variant.picture_lines),
            "pictures_low": variant.pictures_low,
            "apart_columns": variant.apart_columns,
            "spare_lines": _white(slot),
        }


def _place(region: Region) -> dict[str, int]:
    return {"column": region.column + 1, "line": region.line + 1, "columns": region.columns, "lines": region.lines}
