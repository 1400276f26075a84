"""The values that pass between planning and composing."""

from __future__ import annotations

from operator import add
from typing import NamedTuple

from editions.model import Ad
from layout.grid import Region
from layout.stories import Story


class Strip(NamedTuple):
    """What a vertical headline of `headline_lines` lines takes of a story's rectangle: `em` body em of its width, the
    gutter to the body among them, and at least `lines` grid lines of its height. It stands at the start of the body: at
    the left of one that lies (竖题), at the right of one that stands (竖排)."""

    em: int
    headline_lines: int
    lines: int


class Variant(NamedTuple):
    """One way to set a story at a width. `lines` is its height in grid lines; `inner` text columns of `measure` body
    em; `picture_lines` one entry a picture, all of them `picture_columns` inner columns wide, at the head of
    the last ones or at their foot; but where there are `apart_columns`, the last half of them stands apart, at the foot of so
    many first columns. `sidebar_lines` of the last `sidebar_columns` columns' feet are the sidebar's."""

    columns: int
    lines: int
    inner: int
    measure: int
    headline_pt: float
    deck: bool
    head_lines: int
    picture_columns: int = 0
    picture_lines: tuple[int, ...] = ()
    pictures_low: bool = False  # at the foot: the columns hold as many lines as with the pictures at their head
    sidebar_columns: int = 0
    sidebar_lines: int = 0
    inset: int = 0  # grid lines of a box's frame, above and below together
    cost: float = 0.0
    strip: Strip | None = None
    tiers: int = 0  # of vertical lines, one below another (竖排); 0 where the body lies
    terms: tuple[tuple[str, float], ...] = ()  # what `cost` is the sum of, by name
    moves: tuple[tuple[int, int], ...] = ()  # body paragraphs and by how many lines they were set longer, if it is known
    apart_columns: int = 0

    @property
    def together(self) -> int:
        """How many of the pictures, the first ones, stand one over another."""
        count = len(self.picture_lines)
        return (count + 1) // 2 if self.apart_columns else count

    @property
    def together_lines(self) -> int:
        return sum(self.picture_lines[: self.together])

    @property
    def apart_lines(self) -> int:
        return sum(self.picture_lines[self.together :])

    def width_of(self, picture: int) -> int:
        """The inner columns over which a picture stands, by its number."""
        return self.picture_columns if picture < self.together else self.apart_columns

    def without_pictures(self) -> Variant:
        return self._replace(picture_columns=0, picture_lines=(), apart_columns=0)

    def pictured(self) -> tuple[int, ...]:
        """Grid lines of each inner column that pictures take."""
        together = (0,) * (self.inner - self.picture_columns) + (self.together_lines,) * self.picture_columns
        if not self.apart_columns:
            return together
        apart = (self.apart_lines,) * self.apart_columns + (0,) * (self.inner - self.apart_columns)
        return tuple(map(add, together, apart))

    def under_pictures(self, column: int) -> bool:
        """Whether the text of an inner column begins under pictures."""
        return bool(self.together_lines) and not self.pictures_low and column >= self.inner - self.picture_columns

    def taken(self) -> tuple[int, ...]:
        """Grid lines of each inner column that are not for text."""
        pictured = self.pictured()
        if not self.sidebar_lines:
            return pictured
        first = self.inner - self.sidebar_columns
        return tuple(high + (self.sidebar_lines if column >= first else 0) for column, high in enumerate(pictured))


class Slot(NamedTuple):
    """A story in its rectangle."""

    story: Story
    region: Region
    variant: Variant


class AdSlot(NamedTuple):
    ad: Ad
    region: Region


class Term(NamedTuple):
    """One named cost in cells of the grid, of one story or (`article` "") of the page."""

    name: str
    cost: float
    article: str = ""


class PagePlan(NamedTuple):
    """All that stands on one page. `unplaced` stories found no room at all. `terms` is what the plan was chosen by, empty
    if it was not chosen but given. `masthead_columns` are the base columns of the masthead where something stands in the
    ear beside it; 0: all."""

    page_no: str
    slots: tuple[Slot, ...]
    ads: tuple[AdSlot, ...] = ()
    masthead_lines: int = 0
    unplaced: tuple[Story, ...] = ()
    terms: tuple[Term, ...] = ()
    masthead_columns: int = 0
