"""Locks: an accepted page's plan in, where and how its stories stand out, for plan.lock.toml. `locked` has the way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import editions
from editions.diagnostic import Diagnostic, Span
from editions.lock import PLAN_LOCK, lock_text
from editions.model import LEAST_POINTS, Edition, FixedSetting, FixedStory, PageLock, Place
from editions.verdict import NOTHING_TO_PRINT, exit_code
from editions.writing import write
from layout import messages
from layout.body import set_body
from layout.desk import Desk
from layout.fit import fit
from layout.looseness import paragraphs
from layout.plan.types import PagePlan, Slot
from layout.setting.headlines import turned
from layout.stories import Story
from layout.style import Style

DISPLAY = ("kicker", "headline", "deck", "subhead")  # what is turned between words


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
        variant.picture_columns, variant.picture_lines, variant.pictures_low, longer, shorter, variant.apart_columns,
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


def is_of(lock: PageLock, style: Style) -> bool:
    """Whether a lock is of a page's style as it is now."""
    return (lock.style, lock.grid) == (style.name, (style.grid.columns, style.grid.lines))
