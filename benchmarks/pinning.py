"""A story of a page pinned elsewhere: the page's edition and plan in, the edition with a pin out, by the page's seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from daily_pages import PAGE, DailyPage

from editions.diagnostic import Span
from editions.model import Edition, Pin, Place
from layout.desk import Desk
from layout.grid import Region
from layout.plan.blocks import variants_of
from layout.plan.types import PagePlan, Slot

STEP = 4  # lines between the places that are tried
ROOM = 14  # least lines above a pinned story and below it, if there are any: another story has to go in


def pin_elsewhere(daily: DailyPage, plan: PagePlan, desk: Desk) -> tuple[Edition, str] | None:
    """The edition with one story other than the lead pinned away from where the plan has it, and the story's id; None
    where no place is left for any."""
    deal = random.Random(f"pin {daily.edition.preset} {daily.seed}")
    articles = {article.id for article in daily.edition.on_page(PAGE) if article.rank > 1}
    slots = [slot for slot in plan.slots if slot.story.id in articles]
    for slot in deal.sample(slots, len(slots)):
        places = list(_places(slot, [ad.region for ad in plan.ads], desk))
        if places:
            column, line, columns = deal.choice(places)
            pin = Pin(Span("edition.toml", 6), Place(column + 1, line + 1), columns)
            pinned = tuple(
                article._replace(pin=pin) if article.id == slot.story.id else article for article in daily.edition.articles
            )
            return daily.edition._replace(articles=pinned), slot.story.id
    return None


def _places(slot: Slot, ads: Sequence[Region], desk: Desk) -> Iterator[tuple[int, int, int]]:
    """(column, line, columns) where the story has room as it is set best, off the advertisements, under the head of the
    page, which is the lead's, and off its own place."""
    grid = desk.style.grid
    for columns in {slot.region.columns, max(1, slot.region.columns - 1), min(grid.columns - 1, slot.region.columns + 1)}:
        found = variants_of(slot.story, columns, grid.lines, desk)
        if not found:
            continue
        lines = min(found, key=lambda variant: (variant.cost, variant.lines)).lines
        for column in range(grid.columns - columns + 1):
            for line in range(ROOM, grid.lines - lines + 1, STEP):
                region = Region(column, line, columns, lines)
                foots = [grid.lines, *(ad.line for ad in ads if ad.column < region.end_column and column < ad.end_column)]
                below = min(foot - region.end_line for foot in foots if foot >= line)
                tight = 0 < below < ROOM
                if not tight and not region.overlaps(slot.region) and not any(region.overlaps(ad) for ad in ads):
                    yield column, line, columns
