"""A locked page: its stories where they stood, in width and place, whatever has become of their copy.

Stories that came since go into the places of those that went, and so does what had no room when the page was accepted, or
was left out; where a new one has no such place the page is planned anew, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from editions.diagnostic import Diagnostic
from editions.model import FixedSetting, FixedStory, PageSpec
from layout import messages
from layout.desk import Desk
from layout.fit import has_head
from layout.grid import Region
from layout.plan.blocks import may_run_together, merged_story, page_blocks, slot_in
from layout.plan.copyfit import LEAST_MEASURE, inner_measure
from layout.plan.filling import Copy, fill, fillers_for, say_held
from layout.plan.illustrations import sidebar_block
from layout.plan.lock import is_of
from layout.plan.regions import merged, partitions_around, serves
from layout.plan.search import Fixture, Ground, search
from layout.plan.types import AdSlot, Slot, Variant
from layout.stories import Story
from layout.style import Style

LEAST_TOGETHER = 3  # the rank of what runs together again: what leads now stands alone


class Kept(NamedTuple):
    """What of a lock can be kept: stories in their rectangles, the rectangles that came `free` since, all the `room` that there
    is beside what stands, stories without a rectangle that are new and that have been `left_out` before."""

    stories: tuple[tuple[Story, Region, FixedSetting | None], ...]
    free: tuple[Region, ...]
    room: tuple[Region, ...]
    others: tuple[Story, ...]
    left_out: tuple[Story, ...]


class Locked(NamedTuple):
    """What stands on a locked page, and what has no room on it, as it had none when the page was accepted."""

    slots: tuple[Slot, ...]
    left_out: tuple[Story, ...]


def plan_locked(
    spec: PageSpec, stories: Sequence[Story], fillers: Sequence[Story], fixture: Fixture, desk: Desk
) -> tuple[Locked | None, tuple[Diagnostic, ...]]:
    """A page with a lock, with other stories or fillers in the places of those that went; None if the lock cannot be kept.

    New stories must go in, and fillers make way for them. Those that had no room, or may be left out (`hold`), go where a place
    came free."""
    locked, problems = _planned(spec, stories, fillers, fixture, desk)
    if locked is None and fillers:
        without, found = _planned(spec, stories, (), fixture, desk)
        if without is not None:
            return without, found
    return locked, problems


def _planned(
    spec: PageSpec, stories: Sequence[Story], fillers: Sequence[Story], fixture: Fixture, desk: Desk
) -> tuple[Locked | None, tuple[Diagnostic, ...]]:
    """The same, all of the fillers that the lock has in their places."""
    kept, problems = _keep(spec, stories, fillers, fixture.ads, desk.style, fixture.masthead_lines)
    if kept is None:
        return None, problems
    slots = tuple(kept_slot(story, region, setting, desk) for story, region, setting in kept.stories)
    others = page_blocks([story for story in stories if story in (*kept.others, *kept.left_out)], desk)
    before = _articles(kept.left_out)
    may_wait = before | _articles(story for story in kept.others if story.hold and "hold" in desk.style.makeup.too_much)
    waiting = [story for story in others if may_wait >= _articles([story])]
    new = [story for story in others if story not in waiting]
    copy = Copy((), (), (Ground(kept.room),) if kept.room else (), fixture, desk)
    placed = _in_free_places(new, waiting, copy)
    if placed is None:
        names = ", ".join(story.id for story in new)
        return None, (*problems, messages.LOCK_DROPPED.at(spec.span, page=spec.no, articles=names))
    if not placed and kept.free:
        # Better cut than not at all.
        patient = [story for story in waiting if before & _articles([story])][:1]
        found = fill(copy._replace(blocks=tuple(patient), grounds=(Ground(kept.free),))).found if patient else []
        placed = found[0].slots if found else ()
    if not placed:
        standing = {slot.story.id for slot in slots}
        placed = _fillers_in(kept.free, [filler for filler in fillers if filler.id not in standing], fixture, desk)
    standing = {slot.story.id for slot in placed}
    out = [story for story in waiting if story.id not in standing]
    left_out = tuple(story for story in out if before & _articles([story]))
    held = say_held(spec, [story for story in out if story not in left_out])
    return Locked((*slots, *placed), left_out), (*problems, *held)


def _in_free_places(new: Sequence[Story], waiting: Sequence[Story], copy: Copy) -> tuple[Slot, ...] | None:
    """New stories in the places of `copy` that came free, and as many of the `waiting` ones as go in beside them, the first
    before the next; None if the new ones do not go in."""
    placed: tuple[Slot, ...] = ()
    standing: tuple[Story, ...] = ()
    for more, must in ((tuple(new), True), *(((story,), False) for story in waiting)):
        if not more:
            continue
        filled = fill(copy._replace(blocks=(*standing, *more)))
        if filled.found and filled.found[0].fits and not filled.unplaced and not filled.held:
            placed, standing = filled.found[0].slots, (*standing, *more)
        elif must:
            return None
    return placed


def _keep(
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
        if not serves(region, taken, masthead, style.grid):
            problems.append(messages.LOCK_PLACE.at(fixed.span, page=spec.no, article=fixed.article))
            continue
        taken.append(region)
        story = by_id.pop(fixed.article, None) or _together(fixed.members, by_id)
        if story is None:
            free.append(region)
        else:
            kept.append((story, region, fixed.setting))
        problems.extend(_gone(fixed, story, here, spec))
    page = Region(0, masthead, grid.columns, grid.lines - masthead)
    standing = [*(slot.region for slot in ads), *(region for _, region, _ in kept)]
    room = next(iter(partitions_around(page, standing)), ())
    others = [story for story in stories if story.id in by_id]
    left_out = [story for story in others if all(part.article.id in lock.left_out for part in story.parts)]
    new = tuple(story for story in others if story not in left_out)
    return Kept(tuple(kept), merged(free), room, new, tuple(left_out)), tuple(problems)


def _gone(fixed: FixedStory, story: Story | None, here: Set[str], spec: PageSpec) -> Iterator[Diagnostic]:
    """What of a locked place is no longer on the page, or stands elsewhere on it. `here`: all articles of the page."""
    if fixed.article == spec.ear:
        return  # it is on the page, beside the masthead
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
        and (not pictures or (setting.picture_columns > 0 and min(setting.picture_lines) > 1))
        and _may_be_apart(setting, desk)
    )
    if setting is None or not same:
        return slot_in(story, region, desk)
    measure = inner_measure(story, region.columns, setting.inner_columns, desk.style)
    if measure < LEAST_MEASURE:
        return slot_in(story, region, desk)
    sidebar_columns, sidebar_lines = sidebar_block(story, setting.inner_columns, measure, desk)
    if setting.apart_columns and setting.apart_columns + sidebar_columns > setting.inner_columns:
        return slot_in(story, region, desk)
    variant = Variant(
        region.columns, setting.lines, setting.inner_columns, measure, setting.headline_pt, setting.deck, setting.head_lines,
        setting.picture_columns, setting.picture_lines, setting.pictures_low and not sidebar_lines,
        sidebar_columns, sidebar_lines, story.inset,
        moves=(*((number - 1, 1) for number in setting.longer), *((number - 1, -1) for number in setting.shorter)),
        apart_columns=setting.apart_columns,
    )  # fmt: skip
    slot = Slot(story, region, variant)
    return slot if has_head(slot, desk) else slot_in(story, region, desk)


def _may_be_apart(setting: FixedSetting, desk: Desk) -> bool:
    """Whether pictures that stand apart have columns of their own, or others above that stand over all columns."""
    apart, inner = setting.apart_columns, setting.inner_columns
    beside = setting.picture_columns == inner or apart + setting.picture_columns <= inner
    able = len(setting.picture_lines) > 1 and apart < inner and beside and not setting.pictures_low
    return not apart or (able and not desk.style.grid.fold_em)


def _fillers_in(
    free: Sequence[Region], fillers: Sequence[Story], fixture: Fixture, desk: Desk
) -> tuple[Slot, ...]:
    """Fillers for places that came free on a locked page, if the style has any; a place that none fits stays white."""
    slots: list[Slot] = []
    if "fillers" not in desk.style.makeup.too_little:
        return ()
    for region in free:
        unused = [filler for filler in fillers if all(filler.id != slot.story.id for slot in slots)]
        cells = region.columns * region.lines
        chosen = fillers_for(cells, unused, desk) or tuple(unused[:1])
        while chosen:
            found = search(chosen, [Ground((region,))], fixture, desk, last_stage=1)
            if found and found[0].fits:
                slots += found[0].slots
                break
            chosen = chosen[:-1]
    return tuple(slots)


def _articles(stories: Iterable[Story]) -> set[str]:
    return {part.article.id for story in stories for part in story.parts}
