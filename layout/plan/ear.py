"""The ear (报眼): what stands beside the masthead of page 1, a story or an advertisement, in a rectangle of its own.

It is as high as the masthead and as wide as what the style's masthead leaves (`[masthead] columns`); nothing of it is
searched for. Where a style leaves nothing, a story is planned like all others, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from editions.diagnostic import Diagnostic
from editions.model import Edition, PageSpec
from layout import messages
from layout.grid import Region
from layout.plan.types import AdSlot
from layout.stories import Story
from layout.style import Style


class Ear(NamedTuple):
    """The region beside the masthead, and the one that stands in it."""

    region: Region
    story: Story | None
    ad: AdSlot | None


def part_ear(
    edition: Edition, spec: PageSpec, stories: Sequence[Story], style: Style, *, first: bool
) -> tuple[Ear | None, tuple[Story, ...], tuple[Diagnostic, ...]]:
    """A page's stories in; the ear with what stands in it, the stories below, and what could not be had, out."""
    story = next((story for story in stories if first and spec.ear and story.id == spec.ear), None)
    ad = next((ad for ad in edition.ads if first and ad.ear and ad.page_no == spec.no), None)
    if story is None and ad is None:
        return None, tuple(stories), ()
    columns, lines = style.masthead.columns, style.masthead.lines
    if not (0 < columns < style.grid.columns and lines):
        span = ad.span if ad else spec.span
        message = messages.EAR_AD if ad else messages.EAR_CLOSED
        return None, tuple(stories), (message.at(span, page=spec.no, style=style.name, article=spec.ear),)
    region = Region(columns, 0, style.grid.columns - columns, lines)
    below = tuple(other for other in stories if other is not story)
    return Ear(region, story, AdSlot(ad, region) if ad else None), below, ()
