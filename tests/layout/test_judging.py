"""Pages like a daily's keep what must hold on every page, and the judge that says so finds a planted fault of each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from daily_pages import FULLNESS, PAGE, DailyPage, draw_pictures, make_page
from judging import ALWAYS, Finished, clash_count, overset_characters, too_small, white
from makeup import ROWS, Verdict, contact_sheet, draw, finish, jobs_of, moved, named, shown_of, table
from pinning import pin_elsewhere

from layout.compose.page import compose_page
from layout.edition import Setup
from layout.grid import Region
from layout.items import Frame, GlyphRun, Group, Item, Page, Picture, Placed, walk
from layout.plan.types import Slot

FEW = {"tabloid": range(1, 4), "broadsheet": range(1, 4)}
MANY = {"tabloid": range(1, 21), "broadsheet": range(1, 21)}


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("daily")
    draw_pictures(folder)
    return folder


@pytest.fixture(scope="module")
def sheets(setup: Setup, broadsheet: Setup) -> dict[str, Setup]:
    return {"tabloid": setup, "broadsheet": broadsheet}


def broken(preset: str, seeds: range, setup: Setup) -> list[str]:
    found = []
    for seed in seeds:
        finished = finish(make_page(seed, preset, setup.desk), setup)
        found += [f"{preset}:{seed} {name}: {fault}" for name, rule in ALWAYS.items() for fault in rule(finished)]
        found += [f"{preset}:{seed} {fault}" for fault in too_small(finished)]
    return found


@pytest.mark.parametrize("preset", FEW)
def test_pages_like_a_dailys_keep_what_must_hold_on_all(preset: str, sheets: dict[str, Setup]) -> None:
    assert broken(preset, FEW[preset], sheets[preset]) == []


@pytest.mark.long
@pytest.mark.parametrize("preset", MANY)
def test_forty_pages_like_a_dailys_keep_what_must_hold_on_all(preset: str, sheets: dict[str, Setup]) -> None:
    assert broken(preset, MANY[preset], sheets[preset]) == []


# The pages


@pytest.mark.parametrize("seed", [10, 40, 58])  # whose pictures, as they are dealt, are too many or too large
def test_the_copy_of_a_page_is_brought_between_the_bounds(seed: int, setup: Setup) -> None:
    made = make_page(seed, "tabloid", setup.desk)
    assert FULLNESS[0] <= made.fullness <= FULLNESS[1]
    free = 6 * 86 - sum(ad.columns * ad.lines for ad in made.edition.ads)
    assert made.characters > 0.2 * free * 11  # it is not all pictures


def test_a_seed_gives_the_same_page_and_another_one_another(setup: Setup) -> None:
    one, same, other = (make_page(seed, "tabloid", setup.desk) for seed in (3, 3, 4))
    assert one == same
    assert one.edition.articles != other.edition.articles


def test_the_lengths_of_stories_have_a_long_tail(setup: Setup) -> None:
    made = [make_page(seed, "tabloid", setup.desk) for seed in (1, 3, 5)]
    lengths = sorted(
        sum(len(block.text) for block in article.body) for page in made for article in page.edition.articles
    )
    assert lengths[-1] > 3 * lengths[len(lengths) // 2]
    assert all(4 <= len(page.edition.articles) <= 12 for page in made)


# The judge


@pytest.fixture(scope="module")
def made(setup: Setup, pictures: Path) -> tuple[DailyPage, Finished]:
    """A page with pictures and subheads that keeps all rules: what is planted is the only fault."""
    for seed in range(1, 20):
        page = make_page(seed, "tabloid", setup.desk, pictures)
        found = finish(page, setup)
        roles = {item.role for _, _, item, _ in walk(found.page.frame) if isinstance(item, Group)}
        whole = not found.plan.ads and not overset_characters(found)
        if whole and {"subhead", "picture"} <= roles and not any(list(rule(found)) for rule in ALWAYS.values()):
            return page, found
    raise AssertionError("no page without a fault")


@pytest.fixture(scope="module")
def daily(made: tuple[DailyPage, Finished]) -> DailyPage:
    return made[0]


@pytest.fixture(scope="module")
def good(made: tuple[DailyPage, Finished]) -> Finished:
    return made[1]


def with_items(of: Finished, change: Callable[[Placed, tuple[Group, ...]], Placed | None]) -> Finished:
    """The page with each item as `change` has it, or without it."""

    def changed(frame: Frame, around: tuple[Group, ...]) -> Frame:
        items = []
        for placed in frame.items:
            kept = change(placed, around)
            if kept is not None and isinstance(kept.item, Group):
                inside = changed(kept.item.frame, (*around, kept.item))
                kept = kept._replace(item=kept.item._replace(frame=inside))
            items += [kept] if kept is not None else []
        return frame._replace(items=tuple(items))

    return replace(of, page=of.page._replace(frame=changed(of.page.frame, ())))


def first(wanted: Callable[[Item, tuple[Group, ...]], bool]) -> Callable[[Item, tuple[Group, ...]], bool]:
    """Whether an item is the first one that is wanted."""
    met: list[Item] = []

    def is_first(item: Item, around: tuple[Group, ...]) -> bool:
        if not met and wanted(item, around):
            met.append(item)
            return True
        return False

    return is_first


def moved_by(of: Finished, dx: float, dy: float, wanted: Callable[[Item, tuple[Group, ...]], bool]) -> Finished:
    is_it = first(wanted)
    return with_items(of, lambda at, around: at._replace(x=at.x + dx, y=at.y + dy) if is_it(at.item, around) else at)


def group(*roles: str) -> Callable[[Item, tuple[Group, ...]], bool]:
    return lambda item, _: isinstance(item, Group) and item.role in roles


def run_in(role: str) -> Callable[[Item, tuple[Group, ...]], bool]:
    return lambda item, around: isinstance(item, GlyphRun) and bool(around) and around[-1].role == role


def faults(of: Finished, rule: str) -> list[str]:
    return list(ALWAYS[rule](of))


def test_a_story_that_lies_on_another_is_caught(good: Finished) -> None:
    found = faults(moved_by(good, 0, 6 * good.setup.grid.leading, group("story")), "nothing overlaps")
    assert any(" lies on " in fault for fault in found)


def test_a_story_beyond_the_type_area_is_caught(good: Finished) -> None:
    found = faults(moved_by(good, 0, -3 * good.setup.grid.leading, group("story")), "nothing overlaps")
    assert any("leaves the type area" in fault for fault in found)


def test_ink_on_ink_is_caught(good: Finished) -> None:
    """A line half a line up lies on the one above, a picture a few lines down on copy or its caption."""
    after = good.setup.grid.leading
    up = moved_by(good, 0, -0.5 * after, lambda item, around: run_in("body")(item, around) and len(around[-1].frame.items) > 3
                  and around[-1].frame.items[2].item is item)  # fmt: skip
    assert faults(up, "nothing overlaps")
    assert faults(moved_by(good, 0, 4 * after, lambda item, _: isinstance(item, Picture)), "nothing overlaps")


@pytest.mark.parametrize("role", ["body", "subhead", "headline", "caption"])
def test_a_line_that_is_missing_is_caught(good: Finished, role: str) -> None:
    is_it = first(run_in(role))
    found = faults(with_items(good, lambda at, around: None if is_it(at.item, around) else at), "no character lost")
    assert len(found) == 1


def test_lines_in_another_order_are_caught(good: Finished) -> None:
    is_it = first(lambda item, around: group("body")(item, around) and len(_group(item).frame.items) > 2)

    def turned(at: Placed, around: tuple[Group, ...]) -> Placed:
        if not is_it(at.item, around):
            return at
        body = _group(at.item)
        return at._replace(item=body._replace(frame=body.frame._replace(items=body.frame.items[::-1])))

    assert faults(with_items(good, turned), "no character lost")


def _group(item: Item) -> Group:
    assert isinstance(item, Group)
    return item


def test_a_picture_that_is_missing_is_caught(good: Finished) -> None:
    is_it = first(lambda item, _: isinstance(item, Picture))
    found = faults(with_items(good, lambda at, around: None if is_it(at.item, around) else at), "no character lost")
    assert [fault for fault in found if "pictures" in fault]


def test_a_story_that_is_nowhere_is_caught(good: Finished) -> None:
    name = good.plan.slots[-1].story.id
    gone = replace(good, plan=good.plan._replace(slots=good.plan.slots[:-1]))
    assert f"{name} is not on the page" in faults(gone, "no character lost")


@pytest.mark.parametrize("role", ["body", "subhead"])
def test_a_line_off_the_grid_is_caught(good: Finished, role: str) -> None:
    found = faults(moved_by(good, 0, 0.3, run_in(role)), "baselines on the grid")
    assert found
    assert all(role in fault for fault in found)


@pytest.mark.parametrize("role", ["head", "body", "picture", "story"])
def test_a_block_that_begins_between_two_lines_is_caught(good: Finished, role: str) -> None:
    found = faults(moved_by(good, 0, 5.0, group(role)), "blocks of whole lines")
    assert any(fault.startswith(role) and "between two lines" in fault for fault in found)


def test_a_block_of_a_line_and_a_half_is_caught(good: Finished) -> None:
    is_it = first(group("picture"))

    def grown(at: Placed, around: tuple[Group, ...]) -> Placed:
        if not is_it(at.item, around):
            return at
        item = _group(at.item)
        return at._replace(item=item._replace(frame=item.frame._replace(height=item.frame.height + 5)))

    assert any("lines high" in fault for fault in faults(with_items(good, grown), "blocks of whole lines"))


def test_a_story_off_the_columns_is_caught(good: Finished) -> None:
    found = faults(moved_by(good, 9, 0, group("story")), "blocks of whole lines")
    assert any("off the columns" in fault for fault in found)


def test_a_column_that_ends_short_is_caught(good: Finished) -> None:
    """The last line of a column taken away."""
    story = next(slot for slot in good.plan.slots if slot.variant.inner > 1)
    bodies = [placed for placed in _placed_in(good.page, story) if _group(placed.item).role == "body"]
    last = _group(bodies[-1].item)
    foot = max(placed.y for placed in last.frame.items)

    def shorter(at: Placed, around: tuple[Group, ...]) -> Placed | None:
        return None if around and around[-1] is last and abs(at.y - foot) < 0.1 else at

    assert any(fault.startswith(story.story.id) for fault in faults(with_items(good, shorter), "feet even"))


def _placed_in(page: Page, slot: Slot) -> list[Placed]:
    frames = [placed.item.frame for placed in _group(page.frame.items[0].item).frame.items
              if isinstance(placed.item, Group) and placed.item.role == "story" and placed.item.source == slot.story.id]  # fmt: skip
    return [placed for placed in chain.from_iterable(frame.items for frame in frames) if isinstance(placed.item, Group)]


def test_a_headline_larger_than_one_of_a_higher_rank_is_caught(good: Finished) -> None:
    lead = min(good.plan.slots, key=lambda slot: slot.story.rank).story.id

    def smaller(at: Placed, around: tuple[Group, ...]) -> Placed:
        mine = around and around[-1].role == "headline" and any(group.source == lead for group in around)
        return at._replace(item=at.item._replace(size=8.0)) if mine and isinstance(at.item, GlyphRun) else at

    changed = with_items(good, smaller)
    assert any(f"over {lead}" in fault for fault in faults(changed, "headline sizes by rank"))
    assert list(too_small(changed)) == [f"{lead}: headline of 8 pt"]


def with_slots(of: Finished, *places: Region) -> Finished:
    slots = tuple(slot._replace(region=place) for slot, place in zip(of.plan.slots, places, strict=False))
    return replace(of, plan=of.plan._replace(slots=slots, ads=()))


def test_a_gutter_from_head_to_foot_is_caught(good: Finished) -> None:
    parted = with_slots(good, Region(0, 0, 3, 86), Region(3, 0, 3, 40), Region(3, 40, 3, 46))
    assert faults(parted, "no gutter through the height") == ["a gutter from head to foot before column 4"]


def test_headlines_abreast_are_counted(good: Finished) -> None:
    slot = next(slot for slot in good.plan.slots if not slot.story.box)
    pair = (slot._replace(region=Region(0, 0, 3, 40)), slot._replace(region=Region(3, 0, 3, 40)))
    assert clash_count(replace(good, plan=good.plan._replace(slots=pair))) == 1


def test_white_and_overset_are_measured(good: Finished, setup: Setup) -> None:
    """The page with one story in half its height, and one without it. (A picture over all columns would leave that half
    no text at all.)"""
    slot = max((slot for slot in good.plan.slots if not slot.variant.picture_lines), key=lambda slot: slot.region.lines)
    low = slot._replace(region=slot.region._replace(lines=slot.region.lines // 2))
    slots = tuple(low if other is slot else other for other in good.plan.slots)
    cut = _composed(good, setup, slots=slots)
    assert overset_characters(good) == 0
    assert overset_characters(cut) > 100
    assert list(ALWAYS["no character lost"](cut)) == []  # what is overset is said
    lost = slot.region.columns * (slot.region.lines - low.region.lines)
    assert white(cut) == pytest.approx(white(good) + lost / (6 * 86), abs=0.005)
    without = _composed(good, setup, slots=tuple(other for other in slots if other is not low), unplaced=(slot.story,))
    assert overset_characters(without) > overset_characters(cut)


def _composed(of: Finished, setup: Setup, **changes: Any) -> Finished:
    plan = of.plan._replace(**changes)
    spec = of.edition.page(PAGE)
    assert spec is not None
    return replace(of, plan=plan, page=compose_page(of.edition, spec, plan, setup.grid, setup.desk))


# Pins


def test_a_story_is_pinned_where_it_does_not_stand_and_has_room(good: Finished, daily: DailyPage, setup: Setup) -> None:
    pinned = pin_elsewhere(daily, good.plan, setup.desk)
    assert pinned is not None
    edition, name = pinned
    assert pin_elsewhere(daily, good.plan, setup.desk) == pinned
    (pin,) = [article.pin for article in edition.articles if article.pin]
    slot = next(slot for slot in good.plan.slots if slot.story.id == name)
    assert slot.story.rank > 1
    assert pin.place is not None
    assert (pin.place.column - 1, pin.place.line - 1) != (slot.region.column, slot.region.line)
    assert pin.place.column - 1 + pin.columns <= 6
    assert 14 <= pin.place.line - 1 < 86


def test_a_pinned_story_that_moved_is_caught(good: Finished, daily: DailyPage, setup: Setup) -> None:
    pinned = pin_elsewhere(daily, good.plan, setup.desk)
    assert pinned is not None
    edition, name = pinned
    pin = next(article.pin for article in edition.articles if article.id == name)
    assert pin is not None
    assert pin.place is not None
    of = replace(good, edition=edition)
    assert moved(of, name).startswith(f"{name} at (")
    there = Region(pin.place.column - 1, pin.place.line - 1, pin.columns, 20)
    slots = tuple(s._replace(region=there) if s.story.id == name else s for s in good.plan.slots)
    assert moved(replace(of, plan=good.plan._replace(slots=slots)), name) == ""
    gone = tuple(slot for slot in good.plan.slots if slot.story.id != name)
    assert " at None " in moved(replace(of, plan=good.plan._replace(slots=gone)), name)


# The table

FINE = Verdict("tabloid", 1, 0.95, 8, (), 0.0, 0, 0, 0, 0.5, 0.2, "", 0.0)
WRONG: list[tuple[str, dict[str, Any]]] = [
    *((name, {"faults": ((name, "what is wrong"),)}) for name in ALWAYS),
    ("white > 1.0 %", {"white": 0.02}),
    ("median white", {"white": 0.004}),
    ("overset", {"overset": 12}),
    ("below the ladder", {"small": 1}),
    ("碰题", {"clashes": 1}),
    ("copyfit table", {"preset": "broadsheet", "table_seconds": 1.6}),
    ("9 stories, median", {"search_seconds": 0.5}),
    ("95th percentile", {"search_seconds": 2.0}),
    ("12 stories", {"stories": 12, "search_seconds": 4.0}),
    ("story moved", {"moved": "s1 at (1, 1, 2) in place of (1, 9, 2)"}),
    ("pinned: pages with white", {"pinned_white": 0.02}),
]


def test_every_bound_holds_on_a_page_that_is_fine() -> None:
    assert all(line.holds for line in table([FINE], ["tabloid"]))
    assert list(named([FINE])) == []


@pytest.mark.parametrize(("title", "change"), WRONG)
def test_each_bound_can_be_missed(title: str, change: dict[str, Any]) -> None:
    lines = table([replace(FINE, **change)], ["tabloid", "broadsheet"])
    missed = [line.cells[0] for line in lines if not line.holds]
    assert any(title in cell for cell in missed), missed
    assert len(lines) == len(ROWS)


def test_copy_that_is_too_much_for_a_page_is_not_asked_to_fit() -> None:
    full = replace(FINE, fullness=1.08, overset=40, white=0.02)
    assert all(line.holds for line in table([full], ["tabloid"]))


def test_pages_that_break_a_row_are_named_the_worst_first() -> None:
    found = list(named([replace(FINE, seed=4, white=0.02), FINE, replace(FINE, seed=9, white=0.05)]))
    assert found == ["copy of 88–104 %: pages with white > 1.0 %: tabloid:9 (5.0%), tabloid:4 (2.0%)"]


@pytest.mark.parametrize("count", [4, 20, 40, 300])
def test_a_contact_sheet_shows_as_many_of_each_sheet(count: int) -> None:
    jobs = jobs_of(count, ["tabloid", "broadsheet"], 1)
    shown = list(shown_of(jobs, ["tabloid", "broadsheet"]))
    assert len(set(jobs)) == count
    assert sorted(preset for preset, _ in shown) == sorted(["broadsheet", "tabloid"] * min(10, count // 2))
    assert len(set(shown)) == len(shown)


def test_a_contact_sheet_has_every_page_drawn_from_its_pdf(good: Finished) -> None:
    import io

    from PIL import Image

    page = draw(good, 20)
    sheet = Image.open(io.BytesIO(contact_sheet([("tabloid:3", page), ("tabloid:4", page)])))
    width, height = Image.open(io.BytesIO(page)).size
    assert sheet.size == (5 * (width + 12), height + 26)
    shades = sheet.crop((6, 14, 6 + width, 14 + height)).convert("L").tobytes()
    assert min(shades) < 60 < 240 < max(shades)
