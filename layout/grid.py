"""The page grid: base columns × lines, in points. Nothing stands off it."""

from __future__ import annotations

from typing import NamedTuple

from layout.style import MM, Style


class Region(NamedTuple):
    """A hole to fill: base columns and grid lines, 0-based, within the type area."""

    column: int
    line: int
    columns: int
    lines: int

    @property
    def end_column(self) -> int:
        return self.column + self.columns

    @property
    def end_line(self) -> int:
        return self.line + self.lines

    def overlaps(self, other: Region) -> bool:
        return (
            self.column < other.end_column
            and other.column < self.end_column
            and self.line < other.end_line
            and other.line < self.end_line
        )


class Grid(NamedTuple):
    """Where the cells of a style's type area are on its sheet."""

    columns: int
    lines: int
    characters: int
    gutter_em: int
    em: float
    leading: float
    left: float
    top: float
    trim: tuple[float, float]
    bleed: float
    fold: float = 0.0  # by how much the gutter in the middle of a spread is wider than the others

    @property
    def column_width(self) -> float:
        return self.characters * self.em

    @property
    def gutter(self) -> float:
        return self.gutter_em * self.em

    @property
    def type_area(self) -> tuple[float, float, float, float]:
        return (self.left, self.top, self.left + self.across(0, self.columns), self.top + self.lines * self.leading)

    def measure(self, columns: int) -> int:
        """长栏: the width of so many base columns with the gutters between, in body em."""
        return columns * self.characters + (columns - 1) * self.gutter_em

    def width(self, columns: int) -> float:
        return self.measure(columns) * self.em

    def across(self, column: int, columns: int) -> float:
        """The width of so many base columns from `column` on: over the fold of a spread they are wider."""
        return self.width(columns) + (self.fold if 2 * column < self.columns < 2 * (column + columns) else 0.0)

    def x(self, column: int) -> float:
        beyond = self.fold if 2 * column >= self.columns else 0.0
        return self.left + column * (self.column_width + self.gutter) + beyond

    def y(self, line: float) -> float:
        """The top of a grid line."""
        return self.top + line * self.leading


def baseline_in_line(style: Style) -> float:
    """From the top of a grid line to its baseline, in points: the em box (0.88 above, 0.12 below the baseline of
    Han text) stands in the middle of the leading."""
    return (style.grid.leading_pt - style.grid.body_pt) / 2 + 0.88 * style.grid.body_pt


def make_grid(style: Style) -> Grid:
    """A style in, its grid out; the type area is centred between the side edges of the sheet."""
    grid = style.grid
    width_mm, height_mm = style.sheet.trim_mm
    measure = grid.measure(grid.columns) + grid.fold_em
    trim = (width_mm * MM, height_mm * MM)
    return Grid(
        columns=grid.columns,
        lines=grid.lines,
        characters=grid.characters,
        gutter_em=grid.gutter,
        em=grid.body_pt,
        leading=grid.leading_pt,
        left=(trim[0] - measure * grid.body_pt) / 2,
        top=style.sheet.top_mm * MM,
        trim=trim,
        bleed=style.sheet.bleed_mm * MM,
        fold=grid.fold_em * grid.body_pt,
    )
