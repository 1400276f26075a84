"""A story that does not go into its rectangle: what goes in still fills its columns to one line (齐底)."""

from __future__ import annotations

from editions.model import Edition
from layout.edition import Setup
from layout.fit import fit
from layout.flow import outline_of, white_of
from layout.grid import Region
from layout.plan.blocks import slot_in
from layout.stories import stories_of
from tests.layout.making import article, block, edition


def test_columns_of_copy_that_is_cut_end_together(demo_edition: Edition, setup: Setup) -> None:
    """Where a subhead would stand at the foot, a line of air more about the headline serves, for a line of copy or two."""
    text = [piece for story in demo_edition.articles for piece in story.body if piece.kind == "paragraph" and len(piece.text) > 80]
    headed = [part for piece in text[:12] for part in (block("一江两岸", "subhead"), piece)][1:]
    (story,) = stories_of(edition([article("s", *headed, rank=2)]), "2")
    tried = uneven = 0
    for columns in (2, 3, 4):
        for lines in range(18, 50):
            fitted = fit(slot_in(story, Region(0, 0, columns, lines), setup.desk), setup.desk)
            if not fitted.flow.fits:
                tried += 1
                uneven += any(white_of(outline_of(fitted.lines), fitted.heights, fitted.flow))
    assert tried > 50
    assert uneven <= tried * 0.02
