"""Compose one page: a `PagePlan` in, a finished `Page` out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from editions.diagnostic import Diagnostic
from editions.model import Edition, PageSpec
from layout import messages
from layout.compose.furniture import (
    compose_ad,
    compose_folio,
    compose_imprint,
    compose_masthead,
    compose_rules,
    cropped_of_ad,
)
from layout.compose.story import compose_story
from layout.compose.vertical import compose_vertical_story
from layout.desk import Desk
from layout.grid import Grid
from layout.items import Box, Frame, Group, Item, Page, Picture, Placed, Shape, StoryRecord
from layout.plan.types import PagePlan
from layout.setting.headlines import without_turns
from layout.stories import Story

MOST_WHITE = 0.03
CROPPED = 0.25  # of an advertisement: more is said


def compose_page(edition: Edition, spec: PageSpec, plan: PagePlan, grid: Grid, desk: Desk) -> Page:
    """A page's plan in; the page with its frame, the records of its stories and its trouble out."""
    index = [page.no for page in edition.pages].index(spec.no)
    before = sum(len(page.page_nos) for page in edition.pages[:index])
    accent = desk.style.accent_on(spec.colour)
    items: list[Placed] = []
    if plan.masthead_lines:
        items.append(compose_masthead(edition, spec, plan, grid, desk))
    else:
        items.append(compose_folio(edition, spec, grid, desk, odd=before % 2 == 0))
    if index == len(edition.pages) - 1:
        imprint = compose_imprint(edition, spec, grid, desk)
        if imprint is not None:
            items.append(imprint)
    items.append(compose_rules(plan, grid, desk))
    diagnostics: list[Diagnostic] = []
    records: list[StoryRecord] = []
    masthead_width = grid.across(0, plan.masthead_columns or grid.columns)
    used: list[tuple[float, float, int, int]] = [(0.0, masthead_width, 0, plan.masthead_lines)]
    for slot in plan.slots:
        compose = compose_vertical_story if slot.variant.tiers else compose_story
        composed = compose(slot, spec.no, grid, desk, accent)
        items.append(composed.placed)
        records.extend(() if slot.story.is_contents else composed.records)
        diagnostics.extend(composed.diagnostics)
        used.extend(composed.used)
    for ad in plan.ads:
        items.append(compose_ad(ad, grid, desk))
        left = grid.x(ad.region.column) - grid.left
        across = grid.across(ad.region.column, ad.region.columns)
        used.append((left, left + across, ad.region.line, ad.region.end_line))
        lost = cropped_of_ad(ad, grid)
        if lost > CROPPED:
            diagnostics.append(messages.AD_CROPPED.at(ad.ad.span, page=spec.no, file=ad.ad.file, percent=100 * lost))
    diagnostics.extend(_no_room(story, spec) for story in plan.unplaced)
    diagnostics.extend(_cut_beside_fillers(edition, spec, plan, records))
    white = white_ratio(used, grid)
    if white > MOST_WHITE:
        diagnostics.append(messages.WHITE.at(spec.span, page=spec.no, percent=100 * white))
    frame = Frame(grid.trim[0], grid.trim[1], tuple(items))
    if not spec.colour:
        frame = in_black(frame)
    page = Group(frame, "page", spec.no, spec.name)
    return Page(
        page_nos=spec.page_nos,
        folio=f"{spec.no}版 {spec.name}".strip(),
        trim=grid.trim,
        bleed=grid.bleed,
        frame=Frame(grid.trim[0], grid.trim[1], (Placed(0, 0, page),)),
        type_area=grid.type_area,
        stories=tuple(records),
        white_ratio=white,
        diagnostics=tuple(diagnostics),
    )


def _no_room(story: Story, spec: PageSpec) -> Diagnostic:
    """What is not on its page at all; of a story that jumps the other part stands on its own."""
    part = story.parts[0]
    if part.jump_to:
        which, which_zh = f"what stands before the jump to page {part.jump_to},", f"转到第 {part.jump_to} 版以前的 "
    elif part.jump_from:
        which, which_zh = f"what goes on from page {part.jump_from},", f"上接第 {part.jump_from} 版的 "
    else:
        which, which_zh = "all its", "全文 "
    return messages.NO_ROOM.at(
        story.lead.span, page=spec.no, article=story.id, headline=without_turns(story.title),
        characters=story.extent, part=which, part_zh=which_zh,
    )  # fmt: skip


def _cut_beside_fillers(
    edition: Edition, spec: PageSpec, plan: PagePlan, records: Sequence[StoryRecord]
) -> Iterator[Diagnostic]:
    """Stories that are cut on a page that has a filler: the rectangles about a pinned story left no other way, which
    is for the editor to know, who has the pin in hand."""
    pinned = [slot.story for slot in plan.slots if slot.story.pin and slot.story.pin.place]
    ids = {filler.id for filler in edition.fillers}
    fillers = [slot.story for slot in plan.slots if slot.story.id in ids]
    if not pinned or not fillers:
        return
    spans = {part.article.id: part.article.span for slot in plan.slots for part in slot.story.parts}
    for record in records:
        if record.overset_lines:
            yield messages.CUT_BESIDE_FILLER.at(
                spans[record.id], page=spec.no, article=record.id, headline=record.headline,
                filler=without_turns(fillers[0].title), pinned="、".join(story.id for story in pinned),
                characters=record.overset_characters,
            )  # fmt: skip


def in_black(frame: Frame) -> Frame:
    """A frame in, the same for a page printed in black alone out: pictures and colours as gray."""
    return frame._replace(items=tuple(Placed(x, y, _item_in_black(item)) for x, y, item in frame.items))


def _item_in_black(item: Item) -> Item:
    match item:
        case Group():
            return item._replace(frame=in_black(item.frame))
        case Picture():
            return item._replace(gray=True)
        case Box() | Shape():
            fill, stroke = item.fill and item.fill.as_gray(), item.stroke and item.stroke.as_gray()
            return item._replace(fill=fill, stroke=stroke)
        case _:
            return item._replace(colour=item.colour.as_gray())


def white_ratio(used: Sequence[tuple[float, float, int, int]], grid: Grid) -> float:
    """White cells of the type area by all cells. A cell is one base column of one line, gutters left out; it is used
    if areas of `used` (x0, x1 in points from the type area's edge, first and last line) cover half of it."""
    white = 0
    for column in range(grid.columns):
        start = grid.x(column) - grid.left
        end = start + grid.column_width
        covered = [0.0] * grid.lines
        for x0, x1, first, last in used:
            width = min(end, x1) - max(start, x0)
            if width > 0:
                for line in range(max(0, first), min(last, grid.lines)):
                    covered[line] += width
        white += sum(1 for width in covered if width < grid.column_width * 0.5)
    return white / (grid.columns * grid.lines)
