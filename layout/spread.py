"""A spread (跨版): two facing pages made up as one. A style in, the same for a sheet of twice the width out.

The side margins are those of the single page, and what was two inner margins becomes type area. Nothing that is read
line by line may lie on the fold, so the number of base columns is even and the gutter in the middle is wide enough to
be folded in; headlines, pictures and advertisements go across it.
"""

from __future__ import annotations

from editions.model import PageKind
from editions.page_no import is_spread
from layout.style import MM, GridStyle, Style

LEAST_FOLD = 1.5  # em of the gutter in the middle: room for a fold that is out by a millimetre or two
WIDER = 0.5  # em that it is wider than the other gutters, at the least
NARROWEST = 8  # characters of a base column
HEADLINE = 4 / 3  # how much larger the lead's headline is: it leads two pages


def spread_style(style: Style) -> Style:
    """A newspaper's style in, that of its spreads out."""
    width, height = style.sheet.trim_mm
    lead = tuple(max(size, style.ladder.at_most(size * HEADLINE)) for size in style.headline.rank1)
    return style._replace(
        sheet=style.sheet._replace(trim_mm=(2 * width, height)),
        grid=spread_grid(style.grid, width * MM / style.grid.body_pt),
        headline=style.headline._replace(rank1=lead),
    )


def page_style(style: Style, page_no: str, kind: PageKind) -> Style:
    """A newspaper's style in, that of one of its pages out: a kind (副刊, 简讯 …) has its own, and so has a spread."""
    style = style.for_page(kind)
    return spread_style(style) if is_spread(page_no) else style


def spread_grid(grid: GridStyle, trim_em: float) -> GridStyle:
    """The grid of a single page and the width of its sheet in body em in; the grid of the spread out. Base columns are
    as many as go in, an even number, and may be a character narrower or wider than the page's: the way is taken that
    leaves least for the fold."""
    # Twice the sheet without one margin on either side is a sheet and a type area.
    room = trim_em + grid.measure(grid.columns)
    least = max(LEAST_FOLD, grid.gutter + WIDER)
    ways = []
    for characters in (grid.characters, grid.characters - 1, grid.characters + 1):
        pairs = int((room - least + 2 * grid.gutter) / (2 * (characters + grid.gutter)))
        middle = room - 2 * pairs * characters - (2 * pairs - 2) * grid.gutter
        if pairs and characters >= min(NARROWEST, grid.characters):
            ways.append((middle, 2 * pairs, characters))
    # A sheet of one column and no margins leaves no way: there the fold takes what it needs of the trim.
    middle, columns, characters = min(ways, key=lambda way: way[0], default=(least, 2 * grid.columns, grid.characters))
    return GridStyle(columns, characters, grid.gutter, grid.lines, grid.body_pt, grid.leading_pt, middle)
