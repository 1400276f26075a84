"""Fill: stories, fillers (补白) and the ways to cut their page in, arrangements that fill the page out.

Fillers go in where it has room, as long as they make it better; stories that may be left out (`hold`) stay out where it
has not. What then is still white, or does not go in, is the search's last resort.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from editions.diagnostic import Diagnostic
from editions.model import PageSpec
from layout import messages
from layout.desk import Desk
from layout.plan.blocks import preferred_cells
from layout.plan.search import LAST_STAGE, Arrangement, Fixture, Ground, search
from layout.setting.headlines import without_turns
from layout.stories import Story

ROOM = 1.04  # how far stories can grow beyond what they take as they are set best
MOST_FILLERS = 6
MORE_FILLERS = 4  # times that further fillers are tried
IN_VAIN = 1  # and how often they may not help before the next ones do


class Filled(NamedTuple):
    """Arrangements of a page, the best first; the stories that were left out because they may be (`hold`), and those
    that found no room."""

    found: list[Arrangement]
    held: tuple[Story, ...] = ()
    unplaced: tuple[Story, ...] = ()


def say_held(spec: PageSpec, held: Sequence[Story]) -> tuple[Diagnostic, ...]:
    """The word on each article that was left out of a page because it may be, those that would run together one by one."""
    articles = (part.article for story in held for part in story.parts)
    return tuple(
        messages.HELD.at(article.span, page=spec.no, article=article.id, headline=without_turns(article.headline))
        for article in articles
    )


class Copy(NamedTuple):
    """What a page is filled with, and what it is filled about."""

    blocks: tuple[Story, ...]
    fillers: tuple[Story, ...]
    grounds: tuple[Ground, ...]
    fixture: Fixture
    desk: Desk

    def search(
        self, taken: Sequence[Story], first_stage: int = 0, last_stage: int = LAST_STAGE, below: float = inf
    ) -> list[Arrangement]:
        """Arrangements of the stories with the fillers `taken`."""
        stories = (*self.blocks, *taken)
        return search(
            stories, self.grounds, self.fixture, self.desk, first_stage=first_stage, last_stage=last_stage, below=below
        )

    def without(self, held: Sequence[Story]) -> Copy:
        return self._replace(blocks=tuple(story for story in self.blocks if story not in held))


def fill(copy: Copy) -> Filled:
    """The blocks arranged so that they fill the page: with fillers if it has room, without those that may be left out if
    it has not; else with white space, or with overset."""
    blocks, grounds, desk = copy.blocks, copy.grounds, copy.desk
    if not grounds or not (blocks or grounds[0].pinned):
        return Filled([], (), blocks)
    makeup = desk.style.makeup
    means = makeup.too_much
    if "smaller" in means and "hold" in means[: means.index("smaller")] and any(story.hold for story in blocks):
        # Stories are left out before any is set smaller.
        others = tuple(one for one in means if one != "smaller")
        preferred = fill(copy._replace(desk=desk.with_means(others)))
        if preferred.found and preferred.found[0].fits:
            return preferred
    if "fillers" not in makeup.too_little:
        copy = copy._replace(fillers=())
    growing = ROOM if makeup.too_little[:1] == ("larger",) else 1.0
    spare = grounds[0].cells - growing * sum(preferred_cells(story, desk) for story in blocks)
    taken = fillers_for(spare, copy.fillers, desk)
    found = copy.search(taken, last_stage=0)
    if spare >= 0 or (found and not found[0].is_barred):
        found = _with_more_fillers(copy, found, taken, (0, 0))
    if found and found[0].is_even and not found[0].is_barred:
        return Filled(found)
    # A gutter from head to foot, or uneven feet, may be worse than white space or a line that does not go in.
    later = copy.search(taken, first_stage=1)
    if later and not later[0].is_barred:
        later = _with_more_fillers(copy, later, taken, (1, LAST_STAGE))
    if found and not (later and later[0].cost < found[0].cost):
        later = found
    if "hold" in makeup.too_much and not (later and later[0].fits):
        held = _without_some(copy, later)
        if held is not None:
            return held
    if later is found:
        return Filled(found)
    unplaced: tuple[Story, ...] = ()
    while not later and len(copy.blocks) > 1:
        unplaced = (copy.blocks[-1], *unplaced)
        copy = copy._replace(blocks=copy.blocks[:-1])
        later = copy.search(())
    return Filled(later, (), unplaced)


def _without_some(copy: Copy, found: list[Arrangement]) -> Filled | None:
    """The blocks without the fewest that may be left out, the least first, with which all others go in; without all of
    them if nothing helps so far but that is better than what was `found`. None if none may be left out. How many is
    guessed at first, since every search of a page that holds too much is long."""
    waiting = [story for story in reversed(copy.blocks) if story.hold][: len(copy.blocks) - 1]
    if not waiting:
        return None
    tried: dict[int, list[Arrangement]] = {}

    def fits(count: int) -> bool:
        if count not in tried:
            tried[count] = copy.without(waiting[:count]).search(())
        return bool(tried[count]) and tried[count][0].fits

    count = _guess(copy, waiting)
    while count < len(waiting) and not fits(count):
        count += 1
    while count > 1 and fits(count) and fits(count - 1):
        count -= 1
    if fits(count) or (tried[count] and not (found and found[0].cost <= tried[count][0].cost)):
        return _with_some_again(copy, Filled(tried[count], tuple(waiting[:count])))
    return None


def _with_some_again(copy: Copy, filled: Filled) -> Filled:
    """The same with those of the stories left out, the first in rank first, that go into what is white without them."""
    for story in reversed(filled.held):
        if not filled.found[0].fits or preferred_cells(story, copy.desk) > filled.found[0].white:
            continue
        held = tuple(other for other in filled.held if other is not story)
        found = copy.without(held).search(())
        if found and found[0].fits:
            filled = Filled(found, held)
    return filled


def _guess(copy: Copy, waiting: Sequence[Story]) -> int:
    """How many stories may have to wait until the others about go in as they are set best."""
    over = sum(preferred_cells(story, copy.desk) for story in copy.blocks) - ROOM * copy.grounds[0].cells
    for count, story in enumerate(waiting, 1):
        over -= preferred_cells(story, copy.desk)
        if over <= 0:
            return count
    return len(waiting)


def _with_more_fillers(
    copy: Copy, found: list[Arrangement], taken: tuple[Story, ...], stages: tuple[int, int]
) -> list[Arrangement]:
    """What was `found` with the fillers `taken`, the same or better with further ones, in what is white, else one by one,
    as long as they make it better."""
    in_vain = 0
    for _ in range(MORE_FILLERS):
        rest = [filler for filler in copy.fillers if filler not in taken]
        if not rest or in_vain > IN_VAIN or (found and found[0].is_full):
            break
        least = min(rest, key=lambda filler: preferred_cells(filler, copy.desk))
        taken = (*taken, *(fillers_for(found[0].white if found else 0, rest, copy.desk) or (least,)))
        fuller = copy.search(taken, *stages, found[0].cost if found else inf)
        if fuller and (not found or fuller[0].cost < found[0].cost):
            found, in_vain = fuller, 0
        elif found and not found[0].is_barred:
            in_vain += 1
    return found


def fillers_for(spare: float, fillers: Sequence[Story], desk: Desk) -> tuple[Story, ...]:
    """The fewest fillers that about fill so many cells: the largest that goes in, again and again."""
    chosen: list[Story] = []
    sizes = sorted(((preferred_cells(filler, desk), number) for number, filler in enumerate(fillers)), reverse=True)
    for size, number in sizes:
        if size <= spare and len(chosen) < MOST_FILLERS:
            chosen.append(fillers[number])
            spare -= size
    return tuple(chosen)
