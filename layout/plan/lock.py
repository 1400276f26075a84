"""Locks: an accepted page's stories kept where they stand, in width and place, whatever has become of their copy.

Stories that came since are planned into the places of those that went; where there is no such place the page is planned
anew, and that is said. What had no room when the page was accepted waits for a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import editions
from editions.diagnostic import Diagnostic, Span
from editions.lock import PLAN_LOCK, lock_text
from editions.model import LEAST_POINTS, Edition, FixedSetting, FixedStory, PageLock, PageSpec, Place
from editions.verdict import NOTHING_TO_PRINT, exit_code
from editions.writing import write
from layout import messages
from layout.body import set_body
from layout.desk import Desk
from layout.fit import fit, has_head
from layout.grid import Region
from layout.looseness import paragraphs
from layout.plan.blocks import may_run_together, merged_story, slot_in
from layout.plan.copyfit import LEAST_MEASURE, inner_measure, sidebar_block
from layout.plan.types import AdSlot, PagePlan, Slot, Variant
from layout.setting.headlines import turned
from layout.stories import Story
from layout.style import Style

LEAST_LINES = 4  # of a locked rectangle
LEAST_TOGETHER = 3  # the rank of what runs together again: what leads now stands alone
DISPLAY = ("kicker", "headline", "deck", "subhead")  # what is turned between words


class Kept(NamedTuple):
    """What of a lock can be kept: stories in their rectangles, the rectangles that are free since, stories without one that
    are new and that have been `left_out` before."""

    stories: tuple[tuple[Story, Region, FixedSetting | None], ...]
    free: tuple[Region, ...]
    others: tuple[Story, ...]
    left_out: tuple[Story, ...]


def lock_of(plan: PagePlan, desk: Desk, span: Span) -> PageLock:
    """A page plan and the desk that it was made with in, the lock that keeps it out."""
    style = desk.style
    stories = tuple(
        FixedStory(
            slot.story.id,
            Place(slot.region.column + 1, slot.region.line + 1),
            slot.region.columns,
            slot.region.lines,
            span,
            _setting_of(slot, desk),
            _members(slot.story),
            *_jump_of(slot.story, plan.page_no),
        )
        for slot in plan.slots
        if slot.region.line >= plan.masthead_lines  # what stands in the ear has no other place
    )
    turns = dict.fromkeys(text for slot in plan.slots for text in _turns_in(slot, desk))
    left_out = tuple(part.article.id for story in plan.unplaced for part in story.parts)
    return PageLock(style.name, (style.grid.columns, style.grid.lines), stories, span, tuple(turns), left_out)


def _members(story: Story) -> tuple[str, ...]:
    """The articles that run together in a story."""
    return tuple(part.article.id for part in story.parts) if story.is_group and not story.is_contents else ()


def _jump_of(story: Story, page_no: str) -> tuple[str, int]:
    """The page that a story on `page_no` jumps to, or has jumped to, and the block that is the first there. What jumps
    stands alone."""
    part = story.parts[0]
    if part.jump_from:
        return page_no, part.first
    return (part.jump_to, part.last) if part.jump_to else ("", 0)


def _turns_in(slot: Slot, desk: Desk) -> Iterator[str]:
    """The display lines of a slot's story that are more than one, each text with its turns."""
    if slot.story.vertical:
        return
    fitted = fit(slot, desk)
    rows = (row.lines for row in fitted.head.rows if row.role in DISPLAY)
    within = (line.lines for line in fitted.lines if line.role in DISPLAY)
    for _, lines in groupby((line for some in (*rows, *within) for line in some), key=lambda line: id(line.shaped)):
        if len(text := tuple(lines)) > 1 and (found := turned(text, desk.lexicon)):
            yield found


def _setting_of(slot: Slot, desk: Desk) -> FixedSetting | None:
    """How a slot's story is set; nothing of one that stands, which is soon planned."""
    variant = slot.variant
    if slot.story.vertical or variant.headline_pt < LEAST_POINTS:
        return None
    longer, shorter = _moved(slot, desk)
    return FixedSetting(
        variant.lines, variant.headline_pt, variant.deck, variant.inner, max(1, variant.head_lines), max(1, slot.story.extent),
        variant.picture_columns, variant.picture_lines, variant.pictures_low, longer, shorter,
    )  # fmt: skip


def _moved(slot: Slot, desk: Desk) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The numbers of the paragraphs that are set longer and shorter in a slot, if it is fitted just as it was planned."""
    fitted = fit(slot, desk)
    if fitted.variant != slot.variant:
        return (), ()
    body = set_body(slot.story, slot.variant.measure, desk.style, desk.table, desk.lexicon)
    numbers = {first: number for number, (first, _) in enumerate(paragraphs(body), 1)}
    longer = tuple(sorted(numbers[move.first] for move in fitted.moves if move.delta > 0))
    return longer, tuple(sorted(numbers[move.first] for move in fitted.moves if move.delta < 0))


def kept_slot(story: Story, region: Region, setting: FixedSetting | None, desk: Desk) -> Slot:
    """A story in its locked rectangle, set as it was when its page was accepted as long as its copy is as long; else as
    it now fits the rectangle best."""
    pictures = len(story.lead.pictures) if not story.is_group else 0
    same = (
        setting is not None
        and not story.vertical
        and max(1, story.extent) == setting.characters
        and pictures == len(setting.picture_lines)
        and setting.picture_columns <= setting.inner_columns <= 2 * region.columns
    )
    if setting is None or not same:
        return slot_in(story, region, desk)
    measure = inner_measure(story, region.columns, setting.inner_columns, desk.style)
    if measure < LEAST_MEASURE:
        return slot_in(story, region, desk)
    sidebar_columns, sidebar_lines = sidebar_block(story, setting.inner_columns, measure, desk)
    variant = Variant(
        region.columns, setting.lines, setting.inner_columns, measure, setting.headline_pt, setting.deck, setting.head_lines,
        setting.picture_columns, setting.picture_lines, setting.pictures_low and not sidebar_lines,
        sidebar_columns, sidebar_lines, story.inset,
        moves=(*((number - 1, 1) for number in setting.longer), *((number - 1, -1) for number in setting.shorter)),
    )  # fmt: skip
    slot = Slot(story, region, variant)
    return slot if has_head(slot, desk) else slot_in(story, region, desk)


def write_locks(
    root: Path, edition: Edition, plans: Sequence[tuple[PagePlan, Desk]], found: Sequence[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Write plan.lock.toml in the edition's folder: these plans, each with the desk that it was made with, and the locks
    of its other pages as they were. Nothing is written where something found so far forbids to print, nor into the demo edition of the package."""
    if root.resolve() == (Path(editions.__path__[0]) / "demo").resolve():
        return (messages.LOCK_DEMO.at(),)
    if exit_code(found) in NOTHING_TO_PRINT:
        return ()
    locks = {page.no: page.lock for page in edition.pages if page.lock is not None}
    locks |= {plan.page_no: lock_of(plan, desk, edition.span) for plan, desk in plans}
    text = lock_text((page.no, locks[page.no]) for page in edition.pages if page.no in locks)
    return write(root / PLAN_LOCK, text.encode("utf-8"))


def keep_lock(
    spec: PageSpec, stories: Sequence[Story], fillers: Sequence[Story], ads: Sequence[AdSlot], style: Style, masthead: int
) -> tuple[Kept | None, tuple[Diagnostic, ...]]:
    """A page with a lock, its stories, the fillers it may use and what else stands there, in; what can be kept out, and
    what cannot with the reason. None if the lock is of another style."""
    lock = spec.lock
    assert lock is not None
    grid = style.grid
    if not is_of(lock, style):
        locked = f"{lock.style} {lock.grid[0]} × {lock.grid[1]}"
        now = f"{style.name} {grid.columns} × {grid.lines}"
        return None, (messages.LOCK_STYLE.at(lock.span, page=spec.no, locked=locked, style=now),)
    by_id = {story.id: story for story in (*fillers, *stories)}
    kept: list[tuple[Story, Region, FixedSetting | None]] = []
    free: list[Region] = []
    problems: list[Diagnostic] = []
    taken = [slot.region for slot in ads]
    here = {part.article.id for story in (*fillers, *stories) for part in story.parts}
    for fixed in lock.stories:
        region = Region(fixed.place.column - 1, fixed.place.line - 1, fixed.columns, fixed.lines)
        if not _serves(region, taken, style, masthead):
            problems.append(messages.LOCK_PLACE.at(fixed.span, page=spec.no, article=fixed.article))
            continue
        taken.append(region)
        story = by_id.pop(fixed.article, None) or _together(fixed.members, by_id)
        if story is None:
            free.append(region)
        else:
            kept.append((story, region, fixed.setting))
        problems.extend(_gone(fixed, story, here, spec))
    others = [story for story in stories if story.id in by_id]
    left_out = [story for story in others if all(part.article.id in lock.left_out for part in story.parts)]
    new = tuple(story for story in others if story not in left_out)
    return Kept(tuple(kept), merged(free), new, tuple(left_out)), tuple(problems)


def is_of(lock: PageLock, style: Style) -> bool:
    """Whether a lock is of a page's style as it is now."""
    return (lock.style, lock.grid) == (style.name, (style.grid.columns, style.grid.lines))


def _gone(fixed: FixedStory, story: Story | None, here: Set[str], spec: PageSpec) -> Iterator[Diagnostic]:
    """What of a locked place is no longer on the page, or stands elsewhere on it. `here`: all articles of the page."""
    missing = [name for name in fixed.members or (fixed.article,) if name not in here]
    if missing and (fixed.members or story is None):
        then, then_zh = ("; the place is free for others", "，它的位置给别的稿件") if story is None else ("", "")
        yield messages.LOCK_GONE.at(fixed.span, page=spec.no, article="、".join(missing), then=then, then_zh=then_zh)
    elif story is None:
        yield messages.LOCK_REGROUPED.at(fixed.span, page=spec.no, article=fixed.article)


def _together(members: Sequence[str], by_id: dict[str, Story]) -> Story | None:
    """Those that ran together when the page was accepted and still can, run together again, and taken out of the others."""
    able = [by_id[member] for member in members if member in by_id and may_run_together(by_id[member])]
    found = [by_id.pop(story.id) for story in able if story.rank >= LEAST_TOGETHER]
    return merged_story(found) if len(found) > 1 else next(iter(found), None)


def _serves(region: Region, taken: Sequence[Region], style: Style, masthead: int) -> bool:
    return (
        region.line >= masthead
        and region.lines >= LEAST_LINES
        and region.end_column <= style.grid.columns
        and region.end_line <= style.grid.lines
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
