"""Regions: what stands fixed on a page in, the rectangles that are left to fill out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from layout.grid import Region
from layout.style import GridStyle

LEAST_LINES = 4  # of a rectangle that holds a story
MOST_PARTITIONS = 6


def partitions_around(free: Region, taken: Sequence[Region]) -> list[tuple[Region, ...]]:
    """The ways to cut a region into rectangles about what is taken in it, those with the fewest rectangles; no
    rectangle is lower than `LEAST_LINES`."""
    useful = [tuple(filter(_is_useful, regions)) for regions in _cut(free, tuple(taken))]
    return [regions for regions in dict.fromkeys(useful) if regions]


def _is_useful(region: Region) -> bool:
    return region.lines >= LEAST_LINES


def around(free: Region, fixed: Region, top: int, foot: int) -> tuple[Region, ...]:
    """The rectangles of a region that is cut into bands, the middle one from line `top` to line `foot` about a fixed
    rectangle: above the band, left of it, above and below it, right of it, below the band."""
    column, lines = fixed.end_column, foot - top
    parts = (
        Region(free.column, free.line, free.columns, top - free.line),
        Region(free.column, top, fixed.column - free.column, lines),
        Region(fixed.column, top, fixed.columns, fixed.line - top),
        Region(fixed.column, fixed.end_line, fixed.columns, foot - fixed.end_line),
        Region(column, top, free.end_column - column, lines),
        Region(free.column, foot, free.columns, free.end_line - foot),
    )
    return tuple(region for region in parts if region.columns and region.lines)


@lru_cache(maxsize=4096)
def _cut(region: Region, taken: tuple[Region, ...]) -> tuple[tuple[Region, ...], ...]:
    """The ways with the fewest rectangles that are of use, and of these those with the fewest in all, a few of them. (The
    fewest of a whole are the fewest of both its parts, so that no other way need be followed up.)"""
    inside = tuple(other for other in taken if other.overlaps(region))
    if not inside:
        return ((region,),)
    found: set[tuple[Region, ...]] = set()
    for line in sorted({edge for other in inside for edge in (other.line, other.end_line)}):
        if region.line < line < region.end_line and not any(o.line < line < o.end_line for o in inside):
            above = Region(region.column, region.line, region.columns, line - region.line)
            below = Region(region.column, line, region.columns, region.end_line - line)
            found.update(a + b for a in _cut(above, inside) for b in _cut(below, inside))
    for column in sorted({edge for other in inside for edge in (other.column, other.end_column)}):
        if region.column < column < region.end_column and not any(o.column < column < o.end_column for o in inside):
            left = Region(region.column, region.line, column - region.column, region.lines)
            right = Region(column, region.line, region.end_column - column, region.lines)
            found.update(a + b for a in _cut(left, inside) for b in _cut(right, inside))
    ways = sorted(found, key=lambda regions: (sum(map(_is_useful, regions)), len(regions), regions))
    fewest = sum(map(_is_useful, ways[0])) if ways else 0
    return tuple(way for way in ways[:MOST_PARTITIONS] if sum(map(_is_useful, way)) == fewest) or ((),)


def fixed_corner(free: Region, taken: Sequence[Region]) -> Region | None:
    """What is taken in a region as one rectangle in a lower corner of it, if it is one and leaves room beside and above."""
    inside = [other for other in taken if other.overlaps(free)]
    if not inside:
        return None
    column, line = min(other.column for other in inside), min(other.line for other in inside)
    columns = max(other.end_column for other in inside) - column
    whole = Region(column, line, columns, max(other.end_line for other in inside) - line)
    is_one = sum(other.columns * other.lines for other in inside) == whole.columns * whole.lines
    in_corner = whole.end_line == free.end_line and (
        whole.column == free.column or whole.end_column == free.end_column
    )
    leaves_room = whole.columns < free.columns and free.line + LEAST_LINES <= whole.line
    return whole if is_one and in_corner and leaves_room else None


def gutters_through(regions: Iterable[Region], columns: int) -> tuple[int, ...]:
    """The base columns before which a gutter runs through the whole height (通缝): nothing stands across it."""
    regions = tuple(regions)
    return tuple(
        column
        for column in range(1, columns)
        if not any(region.column < column < region.end_column for region in regions)
    )


def longest_gutter(regions: Iterable[Region], columns: int, lines: int) -> int:
    """The grid lines of the longest straight stretch of a gutter across which nothing stands, on a page of so many base
    columns and lines."""
    regions = tuple(regions)
    longest = 0
    for column in range(1, columns):
        done = 0
        across = sorted((region.line, region.end_line) for region in regions if region.column < column < region.end_column)
        for line, end in (*across, (lines, lines)):
            longest = max(longest, line - done)
            done = max(done, end)
    return longest


def cuts_through(regions: Iterable[Region], first: int, last: int) -> tuple[int, ...]:
    """The lines between `first` and `last` (exclusive) where a cut runs through the whole width (断版)."""
    regions = tuple(regions)
    edges = {region.line for region in regions} - {first}
    return tuple(
        line
        for line in sorted(edges)
        if first < line < last and not any(region.line < line < region.end_line for region in regions)
    )


def serves(region: Region, taken: Sequence[Region], masthead: int, grid: GridStyle) -> bool:
    """Whether a rectangle that somebody asks for is on the type area below the masthead, holds a story and overlaps nothing
    that is taken."""
    return (
        region.column >= 0
        and region.columns >= 1
        and region.line >= masthead
        and region.lines >= LEAST_LINES
        and region.end_column <= grid.columns
        and region.end_line <= grid.lines
        and not any(region.overlaps(other) for other in taken)
    )


def merged(regions: Sequence[Region]) -> tuple[Region, ...]:
    """Rectangles in, those that together are one made one out."""
    found = sorted(regions)
    for one in found:
        for other in found:
            whole = _one_of(one, other)
            if whole is not None:
                rest = [region for region in found if region not in (one, other)]
                return merged([*rest, whole])
    return tuple(found)


def _one_of(one: Region, other: Region) -> Region | None:
    if one.column == other.column and one.columns == other.columns and one.end_line == other.line:
        return Region(one.column, one.line, one.columns, one.lines + other.lines)
    if one.line == other.line and one.lines == other.lines and one.end_column == other.column:
        return Region(one.column, one.line, one.columns + other.columns, one.lines)
    return None
