"""The values that pass between planning and composing."""

from __future__ import annotations

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
    the last ones or at their foot; `sidebar_lines` of the last `sidebar_columns` columns' feet are the sidebar's."""

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

    def taken(self) -> tuple[int, ...]:
        """Grid lines of each inner column that are not for text."""
        pictures = sum(self.picture_lines)
        first_picture = self.inner - self.picture_columns
        if not self.sidebar_lines:
            return (0,) * first_picture + (pictures,) * self.picture_columns
        first_sidebar = self.inner - self.sidebar_columns
        return tuple(
            (pictures if column >= first_picture else 0) + (self.sidebar_lines if column >= first_sidebar else 0)
            for column in range(self.inner)
        )


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
